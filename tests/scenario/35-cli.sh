#!/bin/bash
# The command line: every command by itself, JSON for programs, Indonesian and
# English by the locale, help, version, exit codes of sysexits.h, completion.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
cd "$RIG_TOP"

office baris
# shellcheck source=tests/scenario/cli.sh
. "$RIG_TOP/tests/scenario/cli.sh"
photo=templates/contoh/portrait-a.jpg
letter "$RIG/job.json" '.printer = "surat-1"'
letter "$RIG/held.json" '.printer = "surat-1" | .hold = true'
jq -c '.fields.nik = "12"' "$RIG/job.json" >"$RIG/bad.json"

# ---- submit ----
says 0 Printed 'submit --wait' en submit "$RIG/job.json" --photo $photo --wait
says 0 Tercetak 'submit --wait, Indonesian' id submit "$RIG/job.json" -w
says 65 '/fields/nik' 'a bad field' en submit "$RIG/bad.json"
says 65 'NIK' 'a bad field, Indonesian' id submit "$RIG/bad.json"
says 66 'No such file' 'no such file' en submit "$RIG/none.json"
printf '{"a":' >"$RIG/broken.json"
says 65 '' 'not JSON' en submit "$RIG/broken.json"
says 66 '' 'no such photo' en submit "$RIG/job.json" --photo "$RIG/none.jpg"
json '.state and .number' 'submit --json' submit "$RIG/held.json" -k satu
job=$(jq .id "$RIG/json")
json ".id == $job" 'the same key again' submit "$RIG/held.json" -k satu
says 65 'Idempotency' 'another body with that key' \
    en submit "$RIG/job.json" -k satu
rig_pdf "$RIG/signed.pdf"
jq -c '.printer = "surat-1"' templates/apa-adanya/contoh.json >"$RIG/pdf.json"
says 0 Printed 'an already signed PDF' \
    en submit "$RIG/pdf.json" --document "$RIG/signed.pdf" --wait

# ---- jobs and acts ----
reach "$job" held
json '.items | length == 4' 'jobs --json' jobs
json '.items | length == 1 and .[0].state == "held"' 'jobs --state' \
    jobs --state held
json '.items | length == 2' 'jobs --limit' jobs --limit 2
json '.items | length == 1' 'jobs --template' jobs --template apa-adanya
says 0 Held 'jobs' en jobs
says 0 Ditahan 'jobs, Indonesian' id jobs
says 64 limit 'a limit too large' en jobs --limit 201
json ".id == $job and (.events | length > 2)" 'job --json' job "$job"
says 0 'Held' 'job' en job "$job"
export TZ=WIB-7
when=$(date -d "$(field "$job" .created)" '+%F %T')
says 0 "Dibuat *$when" 'job, Indonesian, by the clock on the wall' id job "$job"
when=$(date -d "$(field "$job" .changed)" '+%F %T')
says 0 "$when" 'jobs, likewise' en jobs
unset TZ
says 66 '' 'no such job' en job 999999
says 64 '' 'no number' en job satu
says 0 '' 'cancel' en cancel "$job" --reason 'salah ketik'
same 'with its reason' "$(field "$job" .reason.text)" 'salah ketik'
says 65 '' 'release what is cancelled' en release "$job"
again=$(made again "$RIG/held.json")
reach "$again" held
says 0 '' 'release' en release "$again"
says 0 Printed 'job --follow' en job "$again" --follow
says 65 '' 'hold what is printed' en hold "$again"
watched=$(made watched "$RIG/held.json")
reach "$watched" held
LC_ALL=C.UTF-8 rig_spawn follow "$B/cetak" job "$watched" --follow
rig_wait 10 grep -q Held "$RIG/log/follow"
rig_stop_program baris front
rig_start_program baris front
rig_wait 20 rig_curl baris "/v1/jobs/$watched/release" -X POST
rig_wait 30 grep -q Printed "$RIG/log/follow"
ok 'job --follow over a restart of front'

card=$(jq '.hold = false | del(.printer)' templates/kartu-pmi/contoh.json >"$RIG/card.json"
    en --json submit "$RIG/card.json" --photo templates/contoh/portrait-a.jpg |
    jq .id)
reach "$card" queued
LC_ALL=C.UTF-8 rig_spawn waits "$B/cetak" job "$card" --follow
rig_wait 20 grep -q 'waiting: No printer holds the media' "$RIG/log/waits"
ok 'job --follow tells what it waits for'
says 0 '' 'cancel what waits' en cancel "$card"
rig_wait 10 grep -q Cancelled "$RIG/log/waits"

# ---- printers, tokens, templates, keys ----
json '.items[0].name == "surat-1"' 'printers --json' printers
says 0 surat-1 'printers' en printers
says 0 cadangan 'printer add' en printer add cadangan \
    ipp://localhost:9/ipp/print --group kertas --media iso_a4_210x297mm
json '.items | length == 2' 'it is there' printers
away() { en printers | grep cadangan | grep -Eq 'stopped|absent|not|being|Unreachable'; }
rig_wait 20 away
says 0 cadangan 'printer remove' en printer remove cadangan
says 65 /uri 'printer add, no URI' en printer add x localhost
says 66 '' 'printer remove, none' en printer remove tidak-ada
json '.token and .counter == "loket-1"' 'token new --json' token new loket-1
token=$(en -q token new loket-2)
same 'token new -q prints the token alone' "$(wc -w <<<"$token")" 1
tcp=http://$(sed -n 's/^listen = //p' "$RIG_CONF")
says 0 'No jobs\|STATE' 'by TCP with CETAK_TOKEN' env CETAK_SERVER="$tcp" \
    CETAK_TOKEN="$token" LC_ALL=C "$B/cetak" jobs
says 77 '' 'by TCP without a token' en -s "$tcp" jobs
says 77 '' 'a counter makes no token' en -s "$tcp" -t "$token" token new x
json '.items | length >= 5' 'template list --json' template list
says 0 paspor 'template list' en template list
says 0 'longest' 'template check' en template check templates/paspor
says 0 '' 'template preview' en template preview templates/paspor \
    --photo $photo --data templates/paspor/contoh.json -o "$RIG/p.pdf"
file -b --mime-type "$RIG/p.pdf" | grep -q application/pdf ||
	fail 'template preview wrote no PDF'
ls "$RIG"/p*.png >/dev/null || fail 'template preview wrote no PNG'
says 0 certificate.pem 'key new' en key new "$RIG/k" --country UTO --org uji
same 'the key is its owner'\''s alone' "$(stat -c %a "$RIG/k/key.pem")" 600
openssl x509 -in "$RIG/k/certificate.pem" -noout -subject | grep -q uji ||
	fail 'the certificate names another'
says 74 exists 'key new does not overwrite' en key new "$RIG/k" --country UTO \
    --org uji
says 0 ready 'ready' en ready
rig_stop_program baris seal
unready() { ! en ready; }
rig_wait 20 unready
says 75 '' 'not ready' en ready
rig_start_program baris seal

# ---- help, version, mistakes ----
en --help | sed -n 's/^  \([a-z]\+\( [a-z]\+\)\?\) .*/\1/p' >"$RIG/commands"
[ "$(wc -l <"$RIG/commands")" -ge 17 ] || fail "$(cat "$RIG/commands")"
while read -r first second; do
	says 0 'Usage: cetak' "help: $first $second" \
	    en "$first" ${second:+"$second"} --help
done <"$RIG/commands"
says 0 'Pakai: cetak' 'help, Indonesian' id submit --help
for p in "$B"/cetak{,d,d-front,d-seal,d-render,d-press,-gate,-verify}; do
	says 0 '[0-9]\.[0-9]' "${p##*/} --version" "$p" --version
	says 0 '' "${p##*/} --help" "$p" --help
done
says 64 unknown 'an unknown command' en cetakkan
says 64 '' 'an unknown option' en jobs --warna
says 64 'does not take' 'an option of another command' en jobs --photo x
says 64 usage 'too few operands' en hold
says 64 '' 'nothing at all' en
says 69 'does not answer' 'no server' en -s "unix:$RIG/none.sock" jobs
en completion bash >"$RIG/completion"
bash -n "$RIG/completion" || fail 'bash completion'
[ "$(bash -c '. "$0"; COMP_WORDS=(cetak temp) COMP_CWORD=1; _cetak
    echo "${COMPREPLY[*]}"' "$RIG/completion")" = template ] ||
	fail 'bash completes nothing'
en completion zsh >"$RIG/zsh"
head -n 1 "$RIG/zsh" | grep -q '#compdef cetak' || fail 'zsh'
says 64 '' 'completion for no shell' en completion fish
sane
