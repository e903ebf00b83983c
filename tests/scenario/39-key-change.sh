#!/bin/bash
# The office's key changes while jobs are on their way: what the old key
# sealed is still drawn and printed.  A certificate that has ended seals
# nothing, and that is told; with a good one the jobs go on.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

office kunci
letter "$RIG/job.json" '.printer = "surat-1"'
etc=$RIG/etc/kunci
hup() { # WORD: then this stands in the signer's log once more
	local n
	n=$(grep -c -- "$1" "$RIG/log/kunci-seal" || :)
	kill -HUP "$(cat "$RIG/pid/kunci-seal")"
	said() { [ "$(grep -c -- "$1" "$RIG/log/kunci-seal")" -gt "$n" ]; }
	rig_wait 10 said "$1"
}
connected() { [ "$(grep -c 'seal connected' "$RIG/log/kunci-core")" -ge "$1" ]; }

render=$(pgrep -P "$(cat "$RIG/pid/kunci-core")" cetakd-render)
kill -STOP "$render"
a=$(made a "$RIG/job.json")
reach "$a" sealed
mkdir "$RIG/old"
mv "$etc"/{key,certificate}.pem "$RIG/old"
"$B/cetakd-seal" --new-key "$etc" --country UTO --org kunci >"$RIG/log/new"
hup 'read again'
rig_wait 15 connected 2
kill -CONT "$render"
reach "$a" printed
same 'what the old key sealed is printed once' "$(sheets "$a")" 1
b=$(made b "$RIG/job.json")
reach "$b" printed
seal() { rig_curl kunci "/v1/jobs/$1/pdf" -o "$RIG/$1.pdf" &&
	"$B/cetak-verify" --cert "$2/certificate.pem" "$RIG/$1.pdf"; }
seal "$a" "$RIG/old" >/dev/null || fail 'the old seal is not of the old key'
seal "$b" "$etc" >/dev/null || fail 'the new seal is not of the new key'
ok 'each seal is of its own key'

cp "$etc/certificate.pem" "$RIG/good.pem"
openssl req -new -key "$etc/key.pem" -subj /C=UT/O=kunci -out "$RIG/r.pem"
: >"$RIG/index"
printf '%s\n' '[ca]' 'default_ca = a' '[a]' 'policy = p' 'default_md = sha256' \
    "database = $RIG/index" "new_certs_dir = $RIG" 'rand_serial = yes' \
    '[p]' 'countryName = supplied' 'organizationName = supplied' >"$RIG/ca"
openssl ca -batch -notext -selfsign -config "$RIG/ca" -in "$RIG/r.pem" \
    -keyfile "$etc/key.pem" -startdate 20200101000000Z \
    -enddate 20210101000000Z -out "$etc/certificate.pem" 2>"$RIG/log/ca" ||
	fail 'openssl makes no ended certificate'
hup 'read again'
rig_wait 15 connected 3
c=$(made c "$RIG/job.json")
told() {
	rig_curl kunci "/v1/jobs/$c" | jq -e '.state == "received" and
	    (.reason.en | test("certificate"))'
}
rig_wait 20 told
ok "an ended certificate is told: $(field "$c" .reason.en)"
curl -sS --unix-socket "$RIG_HTTP" http://localhost/readyz |
    jq -e '.checks.seal.ok == false' >/dev/null || fail 'and /readyz is well'
cp "$RIG/good.pem" "$etc/certificate.pem"
hup 'read again'
reach "$c" printed
same 'with a good one it prints once' "$(sheets "$c")" 1
sane
