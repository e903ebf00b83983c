#!/bin/bash
# cetakd-hook: off unless it is set up; each event is delivered signed, in
# order and at least once, over receivers that fail, hang, redirect or flood
# and over its own death between the answer and the cursor; mail goes through
# sendmail as a digest; nothing of a person leaves.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
cd "$RIG_TOP"
rig_init

d=$RIG/hook
mkdir "$d" "$d/mail"
secret=whsec_$(openssl rand -base64 32)
echo "$secret" >"$d/secret"
echo abc123 >"$d/token"
api_port='' web_port=''
rig_port api_port
rig_port web_port
conf() { # LINE...: the configuration
	printf '%s\n' '[authority]' 'name = kait' 'title = Kantor Kait' \
	    'host = cek.ltsa.test' '[hook]' "secret = $d/secret" \
	    "token = $d/token" "server = http://127.0.0.1:$api_port" \
	    "state = $d/state" 'timeout = 1' 'retry = 1' "$@" >"$d/conf"
}
url="url = http://127.0.0.1:$web_port/in"
run() { # [ENV...]: until it ends by itself
	timeout 20 env "$@" "$B/cetakd-hook" -c "$d/conf"
}
begin() { rig_spawn hook env "$@" "$B/cetakd-hook" -c "$d/conf"; }
ends() { # WHAT CODE WORD
	local rc=0
	run >"$RIG/said" 2>&1 || rc=$?
	[ "$rc" = "$2" ] && grep -q -- "$3" "$RIG/said" ||
		fail "$1: $rc: $(cat "$RIG/said")"
	ok "$1"
}
start_api() {
	rig_spawn api python3 tests/scenario/hookpeer.py api "$d" "$api_port"
	rig_wait 10 rig_port_open "$api_port"
}
receive() { # [CERTIFICATE KEY]
	rig_spawn receiver python3 tests/scenario/hookpeer.py receiver "$d" \
	    "$web_port" "$secret" "$@"
	rig_wait 10 rig_port_open "$web_port"
}
seq=0
notice() { # [LEVEL [SUBJECT [JQ]]]: one more
	seq=$((seq + 1))
	jq -nc --argjson seq $seq --arg level "${1:-down}" \
	    --arg subject "${2:-paspor-1}" '{seq: $seq,
	    at: "2026-11-28T09:00:00Z", level: $level, kind: "printer-down",
	    subject: $subject, person: "Marlina", text: {id: "Printer mati",
	    en: "The printer is down"}} | '"${3:-.}" >>"$d/notices"
}
got() { # JQ: of all that was received, as one line
	jq -c "$1" "$d/got" 2>/dev/null | tr '\n' ' '
}
came() { # SEQ: it was answered well
	got 'select(.answer == "200" or .answer == "flood") | .body.data.seq' |
	    grep -qw "$1"
}
tries() { got "select(.body.data.seq == $1) | .answer"; }
cursor() { [ "$(cat "$d/state/$1.cursor")" = "$2" ]; }
said() { grep -c -- "$1" "$RIG/log/hook" || :; }

# ---- off, and set up badly ----
conf
ends 'off by default: a line, and it ends well' 0 'nothing to do'
same 'one line' "$(wc -l <"$RIG/said")" 1
conf 'url = http://example.com/in'
ends 'no plain http to others' 78 'must be https'
conf "$url" 'server = http://127.0.0.1.example.com:80'
ends 'no token in the clear to others' 78 'hook. server'
conf "$url" 'events = all'
ends 'events that there are not' 78 'hook. events'
conf "$url" "secret = $d/token"
ends 'a secret that is none' 78 'whsec_'
for to in 'a@b.test,-x@b.test' 'a@b.test Bcc: c@d.test' 'a' 'a@b.test,'; do
	conf '[mail]' "to = $to" "sendmail = /bin/true"
	ends "no address: $to" 78 'mail addresses'
done

# ---- webhooks ----
start_api
receive
for _ in 1 2 3; do notice; done
conf "$url"
begin
rig_wait 10 cursor web-notice 3
notice
rig_wait 10 came 4
same 'signed, by the clock, with an id; what was before is not sent' \
    "$(got '[.id, .signed, .now, .path]')" '["kait-notice-4",true,true,"/in"] '
same 'type, time and what may leave' "$(got .body)" "$(jq -nc '{type:
    "notice.printer-down", timestamp: "2026-11-28T09:00:00Z", data: {seq: 4,
    level: "down", kind: "printer-down", subject: "paspor-1", text: {id:
    "Printer mati", en: "The printer is down"}}}') "
printf '500\n503\nhang\n' >"$d/answers"
notice
notice
rig_wait 40 came 6
same 'tried until it is taken' "$(tries 5)" '"500" "503" "hang" "200" '
same 'one at a time, in order' "$(got .body.data.seq)" '4 5 5 5 5 6 '
same 'an id is the same at each try' \
    "$(got 'select(.body.data.seq == 5) | .id' | tr ' ' '\n' | sort -u |
	grep -c .)" 1
echo flood >"$d/answers"
notice
rig_wait 10 came 7
rig_wait 10 cursor web-notice 7
ok 'an answer without end is hung up on, and counts'
notice down paspor-1 '.text.id = "x" * 300000'
notice
rig_wait 10 came 9
same 'a line without end is passed over' "$(tries 8)" ''
rig_end api
rig_wait 20 eval '[ "$(said "the API does not answer")" -ge 1 ]'
notice
start_api
rig_wait 30 came 10
ok 'the API was away'
for status in 302 410; do
	echo $status >"$d/answers"
	notice
	rig_wait 10 eval "[ \"\$(said 'receiver answers $status')\" = 1 ]"
	rig_nap 2.5
	same "$status: told once, and not tried again soon" "$(tries $seq)" \
	    "\"$status\" "
	rig_end hook
	begin
	rig_wait 10 came $seq
done
same 'no redirect is followed' "$(got 'select(.followed)')" ''

# ---- its death after the answer, before the cursor ----
rig_end hook
: >"$d/flag"
begin CETAK_CRASH=hook-taken CETAK_CRASH_FLAG="$d/flag"
notice
rig_wait 10 came $seq
rig_wait 10 rig_gone hook
same 'the cursor knows nothing of it' "$(cat "$d/state/web-notice.cursor")" \
    $((seq - 1))
rig_end hook
begin
notice
rig_wait 10 came $seq
same 'delivered twice, not never' "$(tries $((seq - 1)))" '"200" "200" '
for n in $(seq 4 $seq); do
	[ "$n" = 8 ] || came "$n" || fail "notice $n never came"
done
ok 'each came'
same 'all signed' "$(got 'select(.signed | not)')" ''
rig_end hook
echo 12x >"$d/state/web-notice.cursor"
ends 'a cursor that holds no number is no zero' 65 'does not hold a number'
rm "$d/state/web-notice.cursor"

# ---- https ----
rig_end receiver
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 \
    -keyout "$d/key.pem" -out "$d/cert.pem" -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost 2>/dev/null
receive "$d/cert.pem" "$d/key.pem"
conf "url = https://localhost:$web_port/in"
begin
rig_wait 10 cursor web-notice $seq
notice
rig_wait 10 eval '[ "$(said "does not answer: SSL")" -ge 1 ]'
same 'a certificate that nobody vouches for: nothing is sent' \
    "$(tries $seq)" ''
rig_end hook
conf "url = https://localhost:$web_port/in" "ca = $d/cert.pem"
begin
rig_wait 10 came $seq
ok 'https'
rig_end hook
rig_end receiver

# ---- mail ----
cat >"$d/sendmail" <<END
#!/bin/bash
[ "\$*" = '-t -i' ] || exit 64
# a pipe that broke ends it, as ever
[ \$((0x\$(awk '/^SigIgn/ { print \$2 }' /proc/\$\$/status) & 0x1000)) = 0 ] ||
	exit 70
n=\$(find $d/mail -type f | wc -l)
cat >$d/mail/\$((n + 1))
date +%s%3N >>$d/times
[ ! -e $d/rc ] || { rm $d/rc; exit 75; }
END
chmod 755 "$d/sendmail"
conf '[mail]' 'to = tu@contoh.test, p+1@contoh.test' 'from = c@contoh.test' \
    "sendmail = $d/sendmail" 'every = 2'
mails() { [ "$(find "$d/mail" -type f | wc -l)" -ge "$1" ]; }
begin
rig_wait 10 cursor mail $seq
notice info
rig_wait 10 cursor mail $seq
same 'what is good to know is not mailed' "$(find "$d/mail" -type f)" ''
notice down "$(printf 'x\r\nBcc: y@z.test\r\n\r\nz')" '.text.id = "Satu\n.\nDua"'
rig_wait 10 mails 1
notice attention
notice down kartu-1
notice info
rig_wait 10 cursor mail $seq
same 'the rest in one' "$(find "$d/mail" -type f | wc -l)" 2
[ $(($(tail -n 1 "$d/times") - $(head -n 1 "$d/times"))) -ge 1900 ] ||
	fail "$(cat "$d/times")"
ok 'not sooner than it may'
same 'the head' "$(sed '/^$/q; /^Date: ... *[0-9]/d; /^Date: ..., /d' \
    "$d/mail/1")" "From: cetakd <c@contoh.test>
To: tu@contoh.test, p+1@contoh.test
Message-ID: <cetakd-kait-notice-$((seq - 3))@cek.ltsa.test>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit
Auto-Submitted: auto-generated
Subject: [cetakd kait] printer-down: x??Bcc: y@z.test????z"
grep -qx '  Satu . Dua' "$d/mail/1" || fail "$(cat "$d/mail/1")"
ok 'the body, a sentence a line'
same 'two notices in the digest' "$(grep -c '^  Printer mati' "$d/mail/2")" 2
! grep -r Marlina "$d/mail" "$d/got" "$RIG/log/hook" || fail 'a person is named'
ok 'nobody is named'
: >"$d/rc"
notice
rig_wait 20 mails 4
same 'sendmail failed: once more, the same' "$(grep -h ^Message "$d"/mail/3)" \
    "$(grep -h ^Message "$d"/mail/4)"
rig_end hook
: >"$d/flag"
begin CETAK_CRASH=hook-mailed CETAK_CRASH_FLAG="$d/flag"
notice
rig_wait 10 rig_gone hook
rig_end hook
begin
rig_wait 10 cursor mail $seq
mails 6 || fail 'mail was sent once, then the cursor was lost'
ok 'its death after sendmail: mailed twice, not never'
rig_end hook
rig_end api

# ---- jobs and notices of a real office, over restarts of front and core ----
office kait
letter "$RIG/job.json" '.printer = "surat-1"'
letter "$RIG/held.json" '.printer = "surat-1" | .hold = true'
first=$(made first "$RIG/held.json")
reach "$first" held
receive
: >"$d/got"
rig_person kait siti admin
cp "$RIG/token-siti" "$d/token"
before=$(rig_curl kait "/v1/jobs/$first/events" | jq '[.items[].seq] | max')
rm -r "$d/mail" "$d/state"
mkdir "$d/mail"
conf "$url" 'events = notices,jobs' "server = http://$(sed -n \
    's/^listen = //p' "$RIG_CONF")" '[mail]' 'to = tu@contoh.test' \
    "sendmail = $d/sendmail" 'every = 1' 'level = down'
begin
rig_wait 10 cursor web-event "$before"
rig_wait 10 test -e "$d/state/web-notice.cursor"
rig_wait 10 test -e "$d/state/mail.cursor"
a=$(made a "$RIG/job.json")
reach "$a" printed
rig_stop_program kait core KILL
rig_start_program kait core
rig_wait 30 rig_curl kait /v1/printers
b=$(made b "$RIG/held.json")
rig_stop_program kait front
rig_start_program kait front
rig_wait 30 rig_curl kait /v1/printers
rig_curl kait "/v1/jobs/$first/release" -X POST >/dev/null
reach "$first" printed
reach "$b" held
for id in "$first" "$a" "$b"; do
	rig_curl kait "/v1/jobs/$id/events?limit=200" | jq '.items[].seq'
done | sort -n | awk -v after="$before" '$1 > after' >"$RIG/wanted"
all() {
	jq 'select(.body.type | startswith("job.")) | .body.data.seq' "$d/got" |
	    cmp -s - "$RIG/wanted"
}
rig_wait 60 all
ok "each of $(wc -l <"$RIG/wanted") events, in order, each once"
rig_stop_printer surat-1
told() { got 'select(.signed) | .body.type' | grep -q notice.printer-down; }
rig_wait 60 told
ok 'a printer that went away is a webhook'
rig_wait 30 mails 1
grep -qx 'Subject: \[cetakd kait\] printer-down: surat-1' "$d/mail/1" &&
	grep -qi 'surat 1' "$d/mail/1" || fail "$(cat "$d/mail/1")"
ok 'and a mail'
same 'what may leave of a notice' "$(got 'select(.body.data.kind) |
    .body.data | keys' | tr ' ' '\n' | sort -u | tr -d '\n')" \
    '["kind","level","seq","subject","text"]'
same 'what may leave of a job' "$(got 'select(.body.data.job) |
    .body.data | keys' | tr ' ' '\n' |
    sort -u | tr -d '\n')" '["event","from","job","rev","seq","to"]'
jq -r '.fields | .. | strings | select(length > 3)' "$RIG/job.json" \
    >"$RIG/personal"
printf '%s\n' siti loket-1 Wayan >>"$RIG/personal"
! jq -c .body "$d/got" | grep -iF -f "$RIG/personal" || fail 'a person is named'
! grep -iF -f "$RIG/personal" "$RIG/log/hook" || fail 'the log names a person'
ok 'nothing of a person'
rig_alive hook || fail 'the hook ended'
sane
