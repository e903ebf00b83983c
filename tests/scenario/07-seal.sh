#!/bin/bash
# cetakd-seal and cetak-verify as processes: key and certificate made, seals
# signed for a foreign encoder and verified, everything else refused.
. "$(dirname "$0")/lib.sh"

id=K7Q2M9XWD4R8TJ3P
peer() { "$RIG_TOP/tests/scenario/sealpeer.py" "$RIG/run/seal.sock" \
    "$id" cek.ltsa.test "$@"; }
listening() { [ -S "$RIG/run/seal.sock" ]; }
code() { # of a command whose words do not matter
	local rc=0
	"$@" >"$RIG/log/code" 2>&1 </dev/null || rc=$?
	echo "$rc"
}

rig_init
"$B/cetakd-seal" --new-key "$RIG/key" --country UTO --org 'Kantor Contoh' \
    >"$RIG/log/new-key"
same 'the key is its owner'"'"'s alone' "$(stat -c %a "$RIG/key/key.pem")" 600
same 'a key is never overwritten' "$(code "$B/cetakd-seal" --new-key \
    "$RIG/key" --country UTO --org x)" 74
same 'the certificate verifies itself' "$(openssl verify -check_ss_sig \
    -CAfile "$RIG/key/certificate.pem" "$RIG/key/certificate.pem")" \
    "$RIG/key/certificate.pem: OK"
cat >"$RIG/c.conf" <<-EOF
	[authority]
	name = contoh
	title = Kantor Contoh
	state = UTO
	[paths]
	run = $RIG/run
	[seal]
	key = $RIG/key/key.pem
	certificate = $RIG/key/certificate.pem
EOF

chmod 640 "$RIG/key/key.pem"
same 'a key that others may read is refused' \
    "$(code "$B/cetakd-seal" -c "$RIG/c.conf")" 78
chmod 600 "$RIG/key/key.pem"
sed 's/^title.*/title = Kantor Lain/' "$RIG/c.conf" >"$RIG/other.conf"
same 'a certificate of another authority is refused' \
    "$(code "$B/cetakd-seal" -c "$RIG/other.conf")" 78

rig_spawn seal "$B/cetakd-seal" -c "$RIG/c.conf"
pid=$(cat "$RIG/pid/seal")
rig_wait 10 listening
url=$(peer)
case $url in
"https://CEK.LTSA.TEST/$id#RDB1B"*) ok 'it signs for a foreign encoder' ;;
*) fail "no seal: $url" ;;
esac
for mode in country certref date text; do
	same "a wrong $mode is refused" "$(peer $mode)" 'refused forbidden'
done
for mode in type short; do
	same "a wrong $mode drops the peer" "$(peer $mode)" dropped
done
case $(peer) in https*) ok 'others are served after that' ;; *)
	fail 'no seal after bad peers' ;;
esac

# SIGHUP: the new certificate, or the old one and why
cp -r "$RIG/key" "$RIG/old"
reloaded() { [ "$(grep -c "$1" "$RIG/log/seal")" -eq "$2" ]; }
echo broken >"$RIG/key/certificate.pem"
kill -HUP "$pid"
rig_wait 10 reloaded 'key kept' 1
case $(peer) in https*) ok 'a broken certificate leaves the old one' ;; *)
	fail 'no seal after a refused reload' ;;
esac
rm -r "$RIG/key"
"$B/cetakd-seal" --new-key "$RIG/key" --country UTO --org 'Kantor Contoh' \
    >"$RIG/log/new-key"
kill -HUP "$pid"
rig_wait 10 reloaded 'read again' 1
url=$(peer)
same 'the new certificate holds after SIGHUP' "$("$B/cetak-verify" --cert \
    "$RIG/key/certificate.pem" "$url" | cut -d: -f1)" VALID
same 'the old one does not' "$("$B/cetak-verify" --cert \
    "$RIG/old/certificate.pem" "$url" | cut -d: -f1)" UNKNOWN_CERTIFICATE

same 'no core file may be written' \
    "$(awk '/Max core file size/ { print $5 $6 }' "/proc/$pid/limits")" 00
same 'no new privileges' "$(awk '/NoNewPrivs/ { print $2 }' \
    "/proc/$pid/status")" 1
kill -TERM "$pid"
rc=0
wait "$pid" || rc=$?
rm "$RIG/pid/seal"
same 'SIGTERM ends it cleanly' "$rc" 0

verify() { LC_ALL=C "$B/cetak-verify" --cert "$RIG/key/certificate.pem" "$@"; }
today=$(date +%F)
same 'the verifier tells all in one line' "$(verify "$url")" \
    "VALID: the seal is genuine; Kantor Contoh (UTO); $today; document $id; copy 1"
same 'in Indonesian by locale' "$(LC_ALL=id_ID.UTF-8 "$B/cetak-verify" \
    --cert "$RIG/key/certificate.pem" "$url")" \
    "VALID: segel sah; Kantor Contoh (UTO); $today; dokumen $id; salinan 1"
same 'and as JSON' "$(printf '%s\n' "$url" | verify --json - |
    python3 -c 'import json, sys
v = json.load(sys.stdin)
print(v["verdict"], v["valid"], v["document"], v["copy"], v["issuer"])')" \
    "VALID True $id 1 Kantor Contoh"
same 'exit 0 for a valid seal' "$(code verify "$url")" 0
same 'exit 1 for another address' \
    "$(code verify "${url/$id/K7Q2M9XWD4R8TJ3Q}")" 1
same 'exit 1 for a changed seal' "$(code verify "${url%?????}AAAAA")" 1
same 'exit 1 when one of two is bad' "$(code verify "$url" "${url}A")" 1
same 'exit 1 without its certificate' "$(code "$B/cetak-verify" \
    --cert "$RIG_TOP/tests/vectors/certs/EX_P256_UTTS1A2.pem" "$url")" 1
same 'exit 66 for no such file' "$(code verify "$RIG/none.pdf")" 66
: >"$RIG/empty"
same 'exit 65 for nothing to see' "$(code verify "$RIG/empty")" 65
same 'exit 64 for no argument' "$(code verify)" 64
