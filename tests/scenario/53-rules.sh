#!/bin/bash
# Rules that hold by themselves: a sheet that nobody collects is void after
# its days; 200 submitters at once, over a death of core, get the numbers 1
# to n of one register, each once; a cap ends reprints.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
# shellcheck source=tests/scenario/people.sh
. "$(dirname "$0")/people.sh"
cd "$RIG_TOP"

office aturan
rig_person aturan petugas operator
rig_person aturan penyelia supervisor

# ---- one register, 200 submitters, one death ----
letter "$RIG/job.json" '.hold = true'
submitter() { # N: until it is answered, with the same key
	local n=$1
	for _ in {1..60}; do
		rig_curl aturan /v1/jobs -H "Idempotency-Key: storm-$n" \
		    -H "$RIG_JSON" --data-binary "@$RIG/job.json" \
		    2>/dev/null | jq -er .number >"$RIG/n/$n" && return
		rig_nap 0.3
	done
	return 1
}
mkdir "$RIG/n"
pids=()
for n in {1..200}; do
	submitter "$n" &
	pids+=($!)
	[ "$n" -ne 90 ] || {
		rig_stop_program aturan core KILL
		rig_start_program aturan core
	}
done
for p in "${pids[@]}"; do wait "$p" || fail 'a submitter was never answered'; done
same 'numbers 1 to 200, each once' "$(cat "$RIG"/n/* |
    sed 's|^560/\([0-9]*\)/.*|\1|' | sort -n | tr '\n' ' ')" \
    "$(seq -s ' ' 200) "
register() { rig_curl aturan "/v1/registers/surat-rekomendasi$1"; }
gone=$(register '?limit=1' | jq '.items[0].job')
api "/v1/jobs/$gone/cancel" -X POST >/dev/null
status 'cancelled' 200
same 'a voided number stays, and is shown as voided' \
    "$(register '?limit=200' | jq -c '[(.items | length),
    ([.items[].n] == [range(1; 201)]), [.items[] | select(.voided) | .n]]')" \
    '[200,true,[1]]'

# ---- collected, or void ----
paspor_port=''
rig_start_printer paspor-1 paspor_port
rig_add_printer aturan paspor-1 "$paspor_port" iso_b7_88x125mm >/dev/null
rig_blanks aturan paspor-1 buku-paspor X0000001 X0000009
id=$(paspor one)
reach "$id" printed
pdftoppm -r 200 -png "$RIG/p/paspor-1/1.pdf" "$RIG/scan"
as petugas "/v1/jobs/$id/check" "$(jq -nc --arg qr "$(zbarimg --raw -q \
    --nodbus -Sdisable -Sqrcode.enable "$RIG/scan-1.png")" \
    --arg mrz "$(tests/scenario/mrz.sh "$RIG/p/paspor-1/1.pdf")" \
    '{result: "pass", qr: $qr, mrz: $mrz, serial: "X0000001"}')" >/dev/null
status 'ready' 200 '"state":"ready"'
document=$(field "$id" .document)
age() { # DAYS: as if the job had been ready for so long
	rig_stop_program aturan core
	python3 - "$RIG/state/aturan/store.sqlite" "$id" "$1" <<-'PY'
		import sqlite3, sys
		db = sqlite3.connect(sys.argv[1])
		db.execute("UPDATE job SET changed = changed - ? WHERE id = ?",
		           (int(sys.argv[3]) * 86400, int(sys.argv[2])))
		db.commit()
		db.close()
	PY
	rig_start_program aturan core
	rig_ready aturan 60
}
age 29
id2=$(paspor two)
reach "$id2" printed
same 'a day before its time it still waits' "$(state "$id")" ready
age 1
reach "$id" voided 20
same 'who voided it, and why' "$(rig_curl aturan "/v1/jobs/$id/events" |
    jq -c '.items[-1] | [.event, .actor, .evidence.reason]')" \
    '["void","core","expired"]'
same 'the public page says so' "$(curl -s --unix-socket "$RIG_HTTP" \
    "http://localhost/v1/verify/$document" | jq -r .status)" VOIDED
same 'its booklet stays used' "$(blank X0000001)" used
as petugas "/v1/jobs/$id/reprint" '{"reason":"lost"}' >/dev/null
as penyelia "/v1/approvals/$(jq .id "$RIG/body")/approve" '{}' >/dev/null
status 'what is void is not printed anew' 409

# ---- three sheets of a document, not four ----
id=$(rig_as aturan petugas /v1/jobs -H 'Idempotency-Key: cap' -H "$RIG_JSON" \
    -d "$(jq -c '.printer = "surat-1"' \
	templates/surat-rekomendasi/contoh.json)" | jq .id)
for copy in 2 3; do
	reach "$id" printed
	as petugas "/v1/jobs/$id/reprint" '{"reason":"printer"}' >/dev/null
	status "copy $copy" 201 "\"copy\":$copy"
	same 'the sheet before it is spoiled' "$(state "$id")" spoiled
	id=$(jq .id "$RIG/body")
done
reach "$id" printed
as petugas "/v1/jobs/$id/reprint" '{"reason":"printer"}' >/dev/null
status 'a fourth is refused' 409
# what a phone shows for the code on an old sheet, and on the newest
verdict() { # NTH SHEET OF surat-1
	local code
	pdftoppm -r 200 -png "$RIG/p/surat-1/$1.pdf" "$RIG/old"
	code=$(zbarimg --raw -q --nodbus -Sdisable -Sqrcode.enable \
	    "$RIG/old-1.png")
	timeout 60 chromium --headless=new --no-sandbox --disable-gpu \
	    --disable-background-networking --disable-component-update \
	    --disable-sync --no-first-run --user-data-dir="$RIG/chromium" \
	    --virtual-time-budget=5000 --dump-dom \
	    "http://$(sed -n 's/^listen = //p' "$RIG_CONF")/${code##*/}" \
	    2>/dev/null | sed -n 's/.*data-verdict="\([A-Z_]*\)">.*/\1/p' |
	    head -n 1
}
same 'the public page: the first sheet is replaced' "$(verdict 1)" REPLACED
same 'the newest is what it says' "$(verdict 3)" VALID
as petugas "/v1/jobs/$id/reprint" '{"reason":"other"}' >/dev/null
status 'other needs a note' 422 /note
adds_up rules
sane
