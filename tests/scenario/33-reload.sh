#!/bin/bash
# SIGHUP and the test of a configuration: a new version of a template serves
# new jobs, old ones keep theirs byte for byte; the same version with another
# content is refused; a broken configuration changes nothing and says why.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
cd "$RIG_TOP"

rig_init
cp -r templates "$RIG/templates"
office ulang '[paths]' "templates = $RIG/templates"
own=$RIG/etc/ulang/conf.d/90-test.conf
letter "$RIG/held.json" '.printer = "surat-1" | .hold = true'
surat=$RIG/templates/surat-rekomendasi/template.json
log=$RIG/log/ulang-core
told() { tail -n "+$((mark + 1))" "$log" | grep -q -- "$1"; }
hup() { # TEXT: then this stands in core's log
	mark=$(wc -l <"$log")
	kill -HUP "$(cat "$RIG/pid/ulang-core")"
	rig_wait 15 told "$1"
	ok "SIGHUP: $(tail -n "+$((mark + 1))" "$log" | grep -- "$1" |
	    head -n 1)"
}
offered() {
	rig_curl ulang /v1/templates | jq -e --argjson v "$1" '.items[] |
	    select(.name == "surat-rekomendasi") | .version == $v'
}

# ---- a new version of a template ----
old=$(made old "$RIG/held.json")
reach "$old" held
rig_curl ulang "/v1/jobs/$old/pdf" -o "$RIG/old.pdf"
sed -i 's/"version": 1,/"version": 2,/; s/Dinas Tenaga Kerja/Dinas Uji Coba/g
s/DINAS TENAGA KERJA/DINAS UJI COBA/g' "$surat"
grep -q 'DINAS UJI COBA' "$surat" || fail 'the template has other words now'
hup 'surat-rekomendasi@2 taken'
offered 2 >/dev/null || fail 'version 2 is not offered'
new=$(made new "$RIG/held.json")
reach "$new" held
same 'a new job has version 2' "$(field "$new" .template.version)" 2
same 'the old one has version 1' "$(field "$old" .template.version)" 1
rig_curl ulang "/v1/jobs/$new/pdf" -o "$RIG/new.pdf"
pdftotext "$RIG/new.pdf" - | grep -q 'DINAS UJI COBA' ||
	fail 'version 2 is not on paper'

# ---- the page of the old one is lost, drawn again, the same ----
rig_stop_program ulang core
sum=$(sha256sum <"$RIG/old.pdf" | cut -d ' ' -f 1)
rm "$RIG/state/ulang/blobs/${sum:0:2}/${sum:2}"
rig_start_program ulang core
rig_ready ulang 60
rig_curl ulang "/v1/jobs/$old/release" -X POST >/dev/null
reach "$old" printed
same 'drawn again from its version: one sheet' "$(sheets "$old")" 1
same 'byte for byte' "$(sed -n "s|.* cetak/$old/[^ ]* \([0-9a-f]*\) .*|\1|p" \
    "$RIG/sheets.log")" "$sum"

# ---- the same version, another content; a broken one; one that is gone ----
sed -i 's/DINAS UJI COBA/DINAS LAIN LAGI/' "$surat"
hup 'surat-rekomendasi@2:'
third=$(made third "$RIG/held.json")
reach "$third" held
rig_curl ulang "/v1/jobs/$third/pdf" | pdftotext - - |
    grep -q 'DINAS UJI COBA' || fail 'a version changed its content'
ok 'the stored version 2 is kept'
echo '{ "name": ' >"$surat"
hup 'template surat-rekomendasi:'
offered 2 >/dev/null || fail 'a broken folder took the template away'
ok 'a broken folder changes nothing'

# ---- the configuration ----
cp "$own" "$RIG/own"
printf '%s\n' '[http]' 'max-bodi = 8MiB' >>"$own"
hup "90-test.conf:4: unknown key .*did you mean \[http\] max-body"
printf '%s\n' '[authority]' 'name = lain' | cat "$RIG/own" - >"$own"
hup 'authority.name needs a restart'
printf '%s\n' '[authority]' 'title = Kantor Baru' | cat "$RIG/own" - >"$own"
hup 'configuration reloaded'
jq -c '.fields.nik = "x"' "$RIG/held.json" >"$RIG/bad.json"
post bad "$RIG/bad.json" >/dev/null
status 'it serves on' 422
render() { pgrep -P "$(cat "$RIG/pid/ulang-core")" cetakd-render; }
was=$(render)
printf '%s\n' '[render]' 'workers = 3' | cat "$RIG/own" - >"$own"
hup 'configuration reloaded'
renewed() { [ -n "$(render)" ] && [ "$(render)" != "$was" ]; }
rig_wait 15 renewed
fourth=$(made fourth "$RIG/held.json")
reach "$fourth" held
ok 'the renderer is started anew with its new limits'
printf '%s\n' '[http]' 'max-body = 64KiB' | cat "$RIG/own" - >"$own"
kill -HUP "$(cat "$RIG/pid/ulang-front")"
rig_wait 15 grep -q 'read again' "$RIG/log/ulang-front"
head -c 100000 /dev/zero | tr '\0' ' ' | cat - "$RIG/held.json" >"$RIG/big"
post big "$RIG/big" >/dev/null
status 'front takes the new limit' 413
printf '%s\n' '[http]' 'max-body = viel' | cat "$RIG/own" - >"$own"
kill -HUP "$(cat "$RIG/pid/ulang-front")"
rig_wait 15 grep -q 'kept: .*90-test.conf:4' "$RIG/log/ulang-front"
post big "$RIG/big" >/dev/null
status 'front keeps what it had' 413

# ---- -t and -T ----
tested() { # RC TEXT WHAT
	local rc=0
	"$B/cetakd" -c "$RIG_CONF" -t >"$RIG/said" 2>&1 || rc=$?
	[ "$rc" = "$1" ] && grep -q -- "$2" "$RIG/said" ||
		fail "$3: exit $rc: $(cat "$RIG/said")"
	ok "-t: $3"
}
tested 78 '90-test.conf:4: \[http\] max-body must be' 'a bad value'
cp "$RIG/own" "$own"
tested 0 'good' 'a good one'
printf '%s\n' '[htp]' 'listen = 127.0.0.1:1' | cat "$RIG/own" - >"$own"
tested 78 '90-test.conf:4: .*did you mean \[http\] listen' 'a misspelt section'
printf '%s\n' "templates = $RIG/none" | cat "$RIG/own" - >"$own"
tested 78 'templates' 'a folder that is not there'
cp "$RIG/own" "$own"
chmod 644 "$RIG/etc/ulang/key.pem"
tested 78 'key' 'a key that others may read'
chmod 600 "$RIG/etc/ulang/key.pem"
"$B/cetakd" -c "$RIG_CONF" -T >"$RIG/printed"
grep -A1 '90-test.conf:2' "$RIG/printed" |
    grep -q "^templates = $RIG/templates" || fail '-T: origins'
grep -B1 '^window = 1$' "$RIG/printed" | grep -q '(default)' ||
	fail '-T: defaults'
"$B/cetakd" -c "$RIG/printed" -T | grep -v '^;' >"$RIG/again"
grep -v '^;' "$RIG/printed" | cmp -s - "$RIG/again" ||
	fail '-T does not read back as it was printed'
ok '-T prints what is in effect, with origins, and reads back'
rc=0
"$B/cetakd" -c "$RIG/none.conf" -t 2>/dev/null || rc=$?
same 'no such file: EX_CONFIG' "$rc" 78
rc=0
"$B/cetakd" --nonsense 2>/dev/null || rc=$?
same 'an unknown option: EX_USAGE' "$rc" 64
sane
