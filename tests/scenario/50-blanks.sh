#!/bin/bash
# Numbered blanks from their delivery to the holder's hand: a passport waits
# for a blank, is printed on the next serial, checked by what is scanned,
# handed over; a jam is settled by a person and printed anew by two; the
# ledger adds up after each.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
# shellcheck source=tests/scenario/people.sh
. "$(dirname "$0")/people.sh"
cd "$RIG_TOP"

office blangko
paspor_port=''
rig_start_printer paspor-1 paspor_port
counting=''
rig_port counting
rig_spawn counting python3 tests/scenario/counting.py "$counting" \
    "$paspor_port" "$RIG/sheets.log" paspor-1
rig_wait 10 rig_port_open "$counting"
rig_add_printer blangko paspor-1 "$counting" iso_b7_88x125mm >/dev/null
rig_person blangko petugas operator
rig_person blangko penyelia supervisor
rig_ready blangko 60

# ---- in stock ----
as petugas /v1/stock/kinds >/dev/null
put petugas /v1/stock/kinds/buku-paspor '{"title": "Buku paspor 48 hlm."}' \
    >/dev/null
status 'a kind is an administrator'\''s to name' 403
rig_curl blangko /v1/stock/kinds/buku-paspor -X PUT -H "$RIG_JSON" \
    -d '{"title": "Buku paspor 48 hlm."}' >/dev/null
delivery='{"kind":"buku-paspor","delivery":"SJ-7","first":"X0000001",
    "last":"X0000100","price":150000}'
api /v1/stock/deliveries -H "$RIG_JSON" -d "$delivery" >/dev/null
status 'a delivery takes a person' 403
as petugas /v1/stock/deliveries "$delivery" >/dev/null
status 'received' 200 '"blanks":100'
as petugas /v1/stock/deliveries "$delivery" >/dev/null
status 'not twice' 409 X0000001
as petugas /v1/stock/deliveries '{"kind":"buku-paspor","first":5}' >/dev/null
status 'each field named' 422 '/first'
status 'each field named' 422 '/price'
adds_up received

id=$(paspor one)
rig_wait 20 why "$id" blank-absent
ok 'a passport waits for its blank, and says so'
as petugas /v1/stock/moves \
    '{"first":"X0000001","last":"X0000050","to":"counter:loket-1"}' >/dev/null
status 'to the counter' 200 '"blanks":50'
as petugas /v1/stock/moves \
    '{"first":"X0000001","last":"X0000010","to":"tray:none"}' >/dev/null
status 'no tray of an unknown printer' 422 /to
as petugas /v1/stock/moves \
    '{"first":"X0000001","last":"X0000010","to":"tray:paspor-1"}' >/dev/null
status 'into the tray' 200
reach "$id" printed
same 'it is on the first serial' "$(field "$id" .serial)" X0000001
same 'released, not yet used' "$(blank X0000001)" released
adds_up printed

# ---- checked ----
page=$RIG/p/paspor-1/$(awk -v t="cetak/$id/" \
    'index($2, t) == 1 { print $4 }' "$RIG/sheets.log")
pdftoppm -r 300 -png "$page" "$RIG/page"
qr=$(zbarimg --raw -q --nodbus -Sdisable -Sqrcode.enable "$RIG/page-1.png")
mrz=$(tests/scenario/mrz.sh "$page")
check() { # WHAT CODE JQ: the whole scan, changed by the filter
	as petugas "/v1/jobs/$id/check" "$(jq -nc --arg qr "$qr" \
	    --arg mrz "$mrz" '{result: "pass", qr: $qr, mrz: $mrz,
	    serial: "X0000001"} | '"$3")" >/dev/null
	status "$1" "$2" "${4-}"
}
check 'a check without the code' 422 'del(.qr)' /qr
check 'the code of another sheet' 422 '.qr |= .[:-1] + "1"' /qr
check 'another MRZ' 422 '.mrz |= .[:-1] + "9"' /mrz
check 'another serial' 422 '.serial = "X0000002"' /serial
check 'an unknown member' 422 '.colour = 1' /colour
check 'all of it right' 200 . '"state":"ready"'
same 'used' "$(blank X0000001)" used
check 'not twice' 409 .

# ---- handed over ----
give='{"to":"Ratna Kusumaningtyas","paper":"KTP","paper_number":"5202"}'
as petugas "/v1/jobs/$id/hand-over" '{"to":"Ratna"}' >/dev/null
status 'a hand-over names the paper' 422 /paper
as petugas "/v1/jobs/$id/hand-over" "$give" >/dev/null
status 'handed over' 200 '"state":"issued"'
rig_curl blangko "/v1/jobs/$id/events" | grep -q Ratna &&
	fail 'the events name who took it'
grep -rq Ratna "$RIG/log" && fail 'a log names who took it'
adds_up 'handed over'

# ---- a jam ----
rig_hold paspor-1
jam=$(paspor two)
rig_wait 20 rig_sheets_are "cetak/$jam/" 1
rig_wait 20 rig_jam paspor-1 "$counting"
reach "$jam" doubt
counts() { [ "$(field "$jam" '.device | tojson')" = "$1" ]; }
rig_wait 20 counts '{"impressions_before":4712,"impressions_now":4713}'
ok "the device's own count says that a sheet came out"
same 'the blank is neither used nor free' "$(blank X0000002)" released
next=$(paspor three)
rig_wait 20 why "$next" blank-unconfirmed
ok 'after a doubt a person must look into the tray'
as petugas "/v1/jobs/$jam/settle" '{"outcome":"came-out-spoiled"}' >/dev/null
status 'spoiled needs a reason' 422 /reason
as petugas "/v1/jobs/$jam/settle" \
    '{"outcome":"came-out-spoiled","reason":"jam"}' >/dev/null
status 'and the serial' 422 /serial
as petugas "/v1/jobs/$jam/settle" '{"outcome":"came-out-spoiled",
    "reason":"jam","serial":"X0000002"}' >/dev/null
status 'settled' 200 '"state":"spoiled"'
same 'spoiled' "$(blank X0000002)" spoiled
as petugas "/v1/jobs/$jam/settle" '{"outcome":"not-out"}' >/dev/null
status 'once' 409
put petugas /v1/printers/paspor-1/tray '{"serial":"X0000004"}' >/dev/null
status 'another serial than expected needs a reason' 422 /reason
put petugas /v1/printers/paspor-1/tray '{"serial":"X0000003"}' >/dev/null
status 'confirmed' 200
reach "$next" printed
same 'the next serial' "$(field "$next" .serial)" X0000003

# ---- printed anew by two ----
as petugas "/v1/jobs/$jam/reprint" '{"reason":"jam"}' >/dev/null
status 'asked for' 202 '"state":"waiting"'
ask=$(jq .id "$RIG/body")
as petugas "/v1/approvals/$ask/approve" '{}' >/dev/null
status 'not by an operator' 403
as penyelia "/v1/approvals/$ask/approve" '{}' >/dev/null
status 'approved' 200 '"state":"done"'
as penyelia "/v1/approvals/$ask/approve" '{}' >/dev/null
status 'once' 409
anew=$(rig_curl blangko '/v1/jobs?limit=1' | jq '.items[0].id')
reach "$anew" printed
same 'copy 2' "$(field "$anew" .copy)" 2
same 'of the same document' "$(field "$anew" .document)" \
    "$(field "$jam" .document)"
same 'on the next blank' "$(field "$anew" .serial)" X0000004
as penyelia "/v1/jobs/$anew/reprint" '{"reason":"ink"}' >/dev/null
ask=$(jq .id "$RIG/body")
as penyelia "/v1/approvals/$ask/approve" '{}' >/dev/null
status 'never by who asked' 403
adds_up 'printed anew'

# ---- destroyed by two, counted, closed ----
as petugas /v1/stock/destructions \
    '{"first":"X0000002","reason":"end-of-use"}' >/dev/null
status 'destruction asked for' 202
as penyelia "/v1/approvals/$(jq .id "$RIG/body")/approve" '{}' >/dev/null
status 'destroyed' 200
same 'destroyed' "$(blank X0000002)" destroyed
seen='{"kind":"buku-paspor","place":"counter:loket-1","seen":["X0000011..X0000049"]}'
as petugas /v1/stock/counts "$seen" >/dev/null
status 'a difference needs a reason' 422 /reason
as petugas /v1/stock/counts \
    "$(jq -c '.reason = "miscount"' <<<"$seen")" >/dev/null
status 'counted' 201 '"missing":\["X0000050"\]'
rig_curl blangko /v1/stock/forecast >"$RIG/forecast"
same 'on hand' "$(jq -c '.kinds[0] | [.kind, .on_hand, .waiting, .fits]' \
    "$RIG/forecast")" '["buku-paspor",96,0,true]'
same 'in the tray' "$(jq -c '.printers[] | select(.printer == "paspor-1") |
    [.in_tray, .fits]' "$RIG/forecast")" '[6,true]'
rig_curl blangko /v1/day >"$RIG/day"
same 'the day adds up' "$(jq '[.stock[] | .opening + .received + .moved_in -
    .used - .spoiled - .returned - .moved_out - .remaining] | add' \
    "$RIG/day")" 0
same 'the day by its counter' "$(jq -c '.counters[0] | [.counter, .printed,
    .spoiled, .handed_over]' "$RIG/day")" '["loket-1",3,1,1]'
rig_curl blangko /metrics >"$RIG/metrics"
for line in 'cetakd_jobs{state="issued"} 1' \
    'cetakd_blanks_on_hand{kind="buku-paspor"} 96' \
    'cetakd_blanks_waiting{kind="buku-paspor"} 0' \
    'cetakd_printer_ready{printer="paspor-1"} 1'; do
	grep -qxF "$line" "$RIG/metrics" ||
		fail "metrics: no '$line' in $(cat "$RIG/metrics")"
done
ok 'metrics'
today=$(jq -r .date "$RIG/day")
as petugas /v1/closings "{\"date\":\"$today\"}" >/dev/null
status 'closing asked for' 202
as penyelia "/v1/approvals/$(jq .id "$RIG/body")/approve" '{}' >/dev/null
status 'closed by two' 200
same 'what they signed' "$(rig_curl blangko /v1/closings |
    jq -c '[.items[0].date, .items[0].person, .items[0].second,
	(.items[0].figures.stock | length)]')" \
    "[\"$today\",\"petugas\",\"penyelia\",3]"
same 'every entry names a person or a part' "$(rig_curl blangko \
    '/v1/stock/entries?limit=200' | jq -c '[.items[].person] | unique')" \
    '["core","gate","petugas"]'
adds_up closed
sane
