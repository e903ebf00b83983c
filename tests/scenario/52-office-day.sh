#!/bin/bash
# One day of an office: 100 booklets received, 20 passports and 30 letters
# printed, two jams, one booklet that the check finds spoiled and that is
# printed anew, one power cut, the day closed by two persons, its minutes
# printed.  In the end every serial is accounted for and the papers say so.
# PAPERS=DIR keeps the printed minutes as PDF and PNG.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
# shellcheck source=tests/scenario/people.sh
. "$(dirname "$0")/people.sh"
cd "$RIG_TOP"

office hari
paspor_port=''
rig_start_printer paspor-1 paspor_port
rig_add_printer hari paspor-1 "$paspor_port" iso_b7_88x125mm >/dev/null
rig_person hari petugas operator
rig_person hari penyelia supervisor
rig_ready hari 60

# ---- morning: the delivery, a counter, a tray ----
rig_curl hari /v1/stock/kinds/buku-paspor -X PUT -H "$RIG_JSON" \
    -d '{"title": "Buku paspor 48 hlm."}' >/dev/null
as petugas /v1/stock/deliveries '{"kind":"buku-paspor","delivery":"SJ-118",
    "first":"X0000001","last":"X0000100","price":150000}' >/dev/null
status '100 booklets received' 200 '"blanks":100'
as petugas /v1/stock/moves \
    '{"first":"X0000001","last":"X0000040","to":"counter:loket-1"}' >/dev/null
as petugas /v1/stock/moves \
    '{"first":"X0000001","last":"X0000025","to":"tray:paspor-1"}' >/dev/null
status 'in the tray' 200

# ---- the day's work ----
for _ in {1..30}; do
	jq -c . templates/surat-rekomendasi/contoh.json
done >"$RIG/letters"
api /v1/batches -H 'Idempotency-Key: letters' \
    -H "Authorization: Bearer $(cat "$RIG/token-petugas")" \
    -H 'Content-Type: application/x-ndjson' \
    --data-binary @"$RIG/letters" >/dev/null
status '30 letters submitted' 202

settle() { # ID OUTCOME...: and the tray confirmed
	as petugas "/v1/jobs/$1/settle" "$2" >/dev/null
	status "settled: job $1" 200
	next=$(rig_curl hari /v1/printers | jq -r \
	    '.items[] | select(.name == "paspor-1") | .tray.next')
	put petugas /v1/printers/paspor-1/tray "{\"serial\":\"$next\"}" \
	    >/dev/null
	status "the tray is confirmed: $next" 200
}
jam() { # KEY: its id, in doubt
	local id
	rig_hold paspor-1
	id=$(paspor "$1")
	rig_wait 30 rig_sheets_are "cetak/$id/" 1
	rig_wait 20 rig_jam paspor-1 "$paspor_port"
	reach "$id" doubt
	echo "$id"
}
reprint() { # ID REASON: asked for, approved, out
	as petugas "/v1/jobs/$1/reprint" "{\"reason\":\"$2\"}" >/dev/null
	approved
	reach "$(rig_curl hari '/v1/jobs?limit=1' | jq '.items[0].id')" printed
}
for n in {1..8}; do
	id=$(paspor "p-$n")
	reach "$id" printed
done
ok '8 passports'
id=$(jam jam-1)
serial=$(field "$id" .serial)
settle "$id" "{\"outcome\":\"came-out-spoiled\",\"reason\":\"jam\",
    \"serial\":\"$serial\"}"
reprint "$id" jam
id=$(jam jam-2)
settle "$id" '{"outcome":"not-out"}'
same 'nothing came out: the booklet is returned' \
    "$(blank "$(field "$id" .serial)")" returned
reprint "$id" not-out
for n in {9..14}; do
	id=$(paspor "p-$n")
	reach "$id" printed
done
ok '14 passports and two that jammed'

# ---- the power goes while a sheet is printed ----
rig_hold paspor-1
cut=$(paspor p-15)
rig_wait 30 rig_sheets_are "cetak/$cut/" 1
for p in core front seal; do rig_stop_program hari "$p" KILL; done
rig_stop_cups KILL
rig_jam paspor-1 "$paspor_port" || :
rig_let_go paspor-1
rig_start_cups ''
for p in seal core front; do rig_start_program hari "$p"; done
rig_ready hari 60
reach "$cut" doubt 90
ok 'after the power cut its sheet is in doubt'
adds_up 'after the power cut'
serial=$(field "$cut" .serial)
settle "$cut" "{\"outcome\":\"came-out-well\",\"serial\":\"$serial\"}"
reach "$cut" printed
for n in {16..18}; do
	id=$(paspor "p-$n")
	reach "$id" printed
done

# ---- the check: all pass but one, which is printed anew ----
scan() { # ID: the code on its sheet
	local page
	page=$RIG/p/paspor-1/$(awk -v t="cetak/$1/" \
	    'index($2, t) == 1 { print $4 }' "$RIG/sheets.log" | tail -1)
	pdftoppm -r 200 -png "$page" "$RIG/scan"
	zbarimg --raw -q --nodbus -Sdisable -Sqrcode.enable "$RIG/scan-1.png"
}
mrz=$(tests/scenario/mrz.sh "$RIG/p/paspor-1/1.pdf")
printed() {
	rig_curl hari '/v1/jobs?state=printed&template=paspor&limit=100' |
	    jq -r '.items[] | "\(.id) \(.serial)"'
}
all_out() { [ "$(printed | wc -l)" -eq 20 ]; }
rig_wait 60 all_out
ok '20 passports are printed'
bad=''
while read -r id serial; do
	if [ -z "$bad" ]; then
		bad=$id
		as petugas "/v1/jobs/$id/check" "{\"result\":\"fail\",
		    \"reason\":\"shifted\",\"serial\":\"$serial\"}" >/dev/null
		status "job $id does not pass" 200 '"state":"spoiled"'
		continue
	fi
	as petugas "/v1/jobs/$id/check" "$(jq -nc --arg s "$serial" \
	    --arg qr "$(scan "$id")" --arg mrz "$mrz" \
	    '{result: "pass", serial: $s, qr: $qr, mrz: $mrz}')" >/dev/null
	[ "$(cat "$RIG/status")" = 200 ] || status "job $id passes" 200
done < <(printed)
ok '19 pass'
reprint "$bad" shifted
read -r id serial < <(printed)
same 'its second sheet' "$(field "$id" .copy)" 2
as petugas "/v1/jobs/$id/check" "$(jq -nc --arg s "$serial" \
    --arg qr "$(scan "$id")" --arg mrz "$mrz" \
    '{result: "pass", serial: $s, qr: $qr, mrz: $mrz}')" >/dev/null
status 'the 20th passes' 200 '"state":"ready"'
rig_curl hari '/v1/jobs?state=ready&limit=100' | jq -r '.items[].id' \
    >"$RIG/ready"
same '20 wait for their holders' "$(wc -l <"$RIG/ready")" 20
while read -r id; do
	as petugas "/v1/jobs/$id/hand-over" '{"to":"Ratna Kusumaningtyas",
	    "paper":"KTP","paper_number":"5202045704980003"}' >/dev/null
	[ "$(cat "$RIG/status")" = 200 ] || status "job $id" 200
done < <(head -12 "$RIG/ready")
ok '12 are handed over'
letters_out() {
	[ "$(rig_curl hari '/v1/jobs?state=printed&limit=100' |
	    jq '.items | length')" -eq 30 ]
}
rig_wait 90 letters_out
ok '30 letters are printed'
same 'their numbers run from 1 to 30' "$(rig_curl hari \
    '/v1/registers/surat-rekomendasi?limit=100' |
    jq -c '[.items[].n] == [range(1; 31)]')" true

# ---- evening ----
rig_curl hari /v1/day >"$RIG/day"
same 'the figures of the day' "$(jq -c '[.stock[] | [.place, .opening,
    .received, .moved_in, .used, .spoiled, .returned, .moved_out,
    .remaining]]' "$RIG/day")" "$(tr -d ' \n' <<-'END2'
	[["counter:loket-1",0,0,40,0,0,0,25,15],
	["store",0,100,0,0,0,0,40,60],
	["tray:paspor-1",0,0,25,20,2,1,0,2]]
	END2
)"
same 'and of its counter' "$(jq -c '.counters | map([.counter, .printed,
    .spoiled, .passed, .handed_over, .voided])' "$RIG/day")" \
    '[["loket-1",51,2,20,12,1]]'
today=$(jq -r .date "$RIG/day")
minutes() { # KIND: printed; its job id
	api /v1/berita-acara -H "Idempotency-Key: ba-$1" -H "$RIG_JSON" \
	    -H "Authorization: Bearer $(cat "$RIG/token-petugas")" \
	    -d "{\"kind\":\"$1\",\"second\":\"penyelia\",
		\"place\":\"ruang blangko LTSA Contoh\"}" >/dev/null
	status "minutes: $1" 201
	id=$(jq .id "$RIG/body")
	reach "$id" printed
	api "/v1/jobs/$id/pdf" >"$RIG/ba-$1.pdf"
	pdftotext -layout "$RIG/ba-$1.pdf" "$RIG/ba-$1.txt"
}
as petugas /v1/stock/counts '{"kind":"buku-paspor","place":"store",
    "seen":["X0000041..X0000100"]}' >/dev/null
status 'the store room is counted' 201 '"missing":\[\]'
for kind in spoil void stock-take daily; do
	minutes "$kind"
done
same 'the daily minutes have the figures of the day' \
    "$(field "$id" '[.fields.saldo[] | [.tempat, .awal, .diterima, .masuk,
    .terpakai, .rusak, .dikembalikan, .keluar, .sisa]] | tojson')" \
    '[["Loket 1",0,0,40,0,0,0,25,15],'\
'["Gudang",0,100,0,0,0,0,40,60],["Baki paspor-1",0,0,25,20,2,1,0,2]]'
grep -q 'REKONSILIASI' "$RIG/ba-daily.txt" || fail 'the daily minutes'
same 'both spoiled booklets are on paper' \
    "$(grep -oE 'X00000[0-9]{2}' "$RIG/ba-spoil.txt" | sort -u | wc -l)" 2
same 'the returned one too' \
    "$(grep -oE 'X00000[0-9]{2}' "$RIG/ba-void.txt" | sort -u | wc -l)" 1
for f in spoil void stock-take daily; do
	"$B/cetak-verify" --cert "$RIG/etc/hari/certificate.pem" \
	    "$RIG/ba-$f.pdf" >/dev/null || fail "the seal of $f"
done
ok 'the minutes say what the ledger says, sealed'
as petugas /v1/closings "{\"date\":\"$today\"}" >/dev/null
approved
as petugas /v1/closings "{\"date\":\"$today\"}" >/dev/null
as penyelia "/v1/approvals/$(jq .id "$RIG/body")/approve" '{}' >/dev/null
status 'a day is closed once' 409 /date
adds_up 'the day'
same 'no sheet is in doubt' "$(jq .in_doubt "$RIG/day")" 0
same 'as many sheets as permits' "$(rig_sheets)" \
    57
[ -z "${PAPERS-}" ] || {
	mkdir -p "$PAPERS"
	for f in spoil void stock-take daily; do
		cp "$RIG/ba-$f.pdf" "$PAPERS"
		pdftoppm -r 110 -png "$RIG/ba-$f.pdf" "$PAPERS/ba-$f"
	done
}
sane
