#!/bin/bash
# Bad input of every kind against real programs: each is refused with a 4xx
# that names its field; none makes a job, none ends a program, and a good job
# still prints afterwards.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$RIG_TOP"

rig_init
# shellcheck disable=SC2119
rig_start_cups
port=''
rig_start_printer surat-1 port
rig_start_cetakd salah
rig_add_printer salah surat-1 "$port" >/dev/null
rig_ready salah
token=$(rig_curl salah /v1/tokens -H 'Content-Type: application/json' \
    -d '{"counter": "loket-1"}' | jq -r .token)
pids=$(cat "$RIG"/pid/salah-*)

/usr/bin/python3 tests/scenario/bad_input.py "$RIG_HTTP" "$token" \
    templates/contoh/portrait-a.jpg templates/paspor/contoh.json \
    templates/surat-rekomendasi/contoh.json \
    templates/surat-rekomendasi/contoh-grup.json \
    templates/kartu-pmi/contoh.json ${VERBOSE:+-v} ||
	fail 'some bad input was not refused well'
ok 'every bad input is refused by name'
/usr/bin/python3 tests/scenario/bad_stock.py "$RIG_HTTP" \
    templates/surat-rekomendasi/contoh-grup.json ||
	fail 'some bad body about blanks was not refused well'
ok 'every bad body about blanks is refused by name and changes nothing'
/usr/bin/python3 tests/scenario/bad_money.py "$RIG_HTTP" ||
	fail 'some bad request about money was not refused well'
ok 'every bad request about money is refused'
same 'no program ended' "$(cat "$RIG"/pid/salah-*)" "$pids"
for p in seal core front; do
	rig_alive "salah-$p" || fail "$p ended"
done
grep -E 'AddressSanitizer|runtime error' "$RIG"/log/* &&
	fail 'a sanitizer spoke'

id=$(rig_curl salah /v1/jobs -H 'Idempotency-Key: after' \
    -F 'job=@templates/surat-rekomendasi/contoh.json;type=application/json' \
    -F photo=@templates/contoh/portrait-a.jpg | jq .id)
printed() { rig_curl salah "/v1/jobs/$id" | jq -e '.state == "printed"'; }
rig_wait 60 printed
same 'a good job prints after it all' "$(rig_sheets "cetak/$id/")" 1
