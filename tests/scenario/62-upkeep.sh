#!/bin/bash
# Supplies and services on real programs: bought, installed, printed until low,
# measured; a plan due by pages before days; a repair takes the printer out of
# dispatch while another of its group goes on, its end brings it back; what is
# overdue past its grace holds sealed sheets and no others.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
# shellcheck source=tests/scenario/people.sh
. "$(dirname "$0")/people.sh"

office rawat '[health]' 'hold-seconds = 1' '[cups]' 'window = 2'
rig_person "$office" petugas operator
rig_person "$office" penyelia supervisor
rig_add_printer "$office" surat-1 "$port" iso_a4_210x297mm surat >/dev/null
second=''
rig_start_printer surat-2 second
rig_add_printer "$office" surat-2 "$second" iso_a4_210x297mm surat >/dev/null
rig_ready "$office" 60

letter "$RIG/one.json" '.printer = "surat-1"'
letter "$RIG/two.json" '.printer = "surat-2"'
letter "$RIG/any.json" 'del(.printer) | .group = "surat"'
n=0
printed() { # FILE [HOW MANY]: prints so many, each to its end
	local id _
	for _ in $(seq "${2:-1}"); do
		n=$((n + 1))
		id=$(made "sheet-$n" "$1")
		reach "$id" printed
	done
}
# What comes out in the second of a change counts with what was in before it.
second_over() {
	local now
	now=$(date +%s)
	later() { [ "$(date +%s)" -gt "$now" ]; }
	rig_wait 5 later
}
today() { TZ=Asia/Jakarta date +%F; }
toner() { rig_curl "$office" /v1/supplies | jq -c ".items[] | $1"; }
in_one() {
	rig_curl "$office" /v1/printers/surat-1/supplies | jq -c ".items[$1] | $2"
}
printer() { rig_curl "$office" /v1/printers | jq -c ".items[] | select(.name == \"$1\") | $2"; }

# ---- supplies ----

put petugas /v1/supplies/toner-hitam '{}' >/dev/null
status 'a kind of supply is the administrator to make' 403
api /v1/supplies/toner-hitam -X PUT -H "$RIG_JSON" -d '{"title":"Toner hitam",
    "sort":"toner","yield":5,"minimum":1,"target":3,"models":["L-40"]}' \
    >/dev/null
status 'a kind of supply' 200 '"stock":0'
as petugas /v1/printers/surat-1/supplies '{"supply":"toner-hitam"}' >/dev/null
status 'what was never bought is not installed' 409 'cetak supply buy'
as petugas /v1/supplies/toner-hitam/purchases '{"n":2,"price":500000,
    "supplier":"PT Contoh","delivery":"SJ-7","budget":"5.1.02"}' >/dev/null
status 'no budget pays what it does not know' 422 '#/budget'
api /v1/budgets -H "$RIG_JSON" -d "{\"year\":$(today | cut -d- -f1),
    \"line\":\"5.1.02\",\"title\":\"Bahan\",\"amount\":90000000}" >/dev/null
status 'a line of the budget' 200
as petugas /v1/supplies/toner-hitam/purchases '{"n":2,"price":500000,
    "supplier":"PT Contoh","delivery":"SJ-7","budget":"5.1.02"}' >/dev/null
status 'two are bought' 201 "\"date\":\"$(today)\",\"n\":2,\"left\":2"
same 'two in stock' "$(toner '[.stock, .state, .order, .price]')" \
    '[2,"ok",0,500000]'
as petugas /v1/printers/surat-1/supplies '{"supply":"toner-hitam"}' >/dev/null
status 'one is installed' 201 '"level":100'
second_over
same 'the last but one is the minimum: order up to the target' \
    "$(rig_curl "$office" /v1/supplies/reorder |
	jq -c '.items[] | [.name, .stock, .order, .cost, .days_left]')" \
    '["toner-hitam",1,2,1000000,null]'

printed "$RIG/one.json" 3
same 'three letters of one page' "$(in_one 0 '[.pages, .level, .pages_left, .source]')" \
    '[3,40,2,"count"]'
printed "$RIG/two.json" # of another printer
same 'what another printer prints wears nothing' "$(in_one 0 .pages)" 3
printed "$RIG/one.json"
same 'low in the list of printers' \
    "$(printer surat-1 '.supplies[] | select(.source == "count") |
	[.name, .level, .state]')" \
    '["toner-hitam",20,"low"]'
as petugas /v1/printers/surat-1/supplies '{"supply":"toner-hitam",
    "note":"garis di tepi"}' >/dev/null
status 'the next one' 201 '"pages":0'
same 'the one before is worn, and what it gave is measured' \
    "$(in_one 1 '[.state, .pages, .yield, .level, .per_page]')" \
    '["worn",4,5,null,125000]'
same 'the shelf is empty' "$(toner '[.stock, .in_use, .measured, .state, .order]')" \
    '[0,1,4,"out",3]'
as petugas /v1/supplies/toner-hitam/counts '{"counted":1}' >/dev/null
status 'more than the book says is no count' 422 'cetak supply buy'
as petugas /v1/supplies/toner-hitam/purchases '{"n":3,"price":520000,
    "supplier":"PT Contoh","delivery":"SJ-8"}' >/dev/null
as petugas /v1/supplies/toner-hitam/counts '{"counted":2,"reason":"lost"}' \
    >/dev/null
status 'one is lost' 201 '"expected":3,"counted":2,"lost":1'
api /v1/printers/surat-1 -X PUT -H "$RIG_JSON" -d "$(jq -nc \
    --arg uri "ipp://localhost:$port/ipp/print" '{uri: $uri,
	media: "iso_a4_210x297mm", group: "surat", model: "RTX-3"}')" >/dev/null
as petugas /v1/printers/surat-1/supplies '{"supply":"toner-hitam"}' >/dev/null
status 'what does not fit the model is refused' 409 'model'
same 'and nothing is worn by it' "$(in_one 0 .state)" '"in-use"'

# ---- a plan: pages before days ----

api /v1/plans -H "$RIG_JSON" -d '{"printer":"surat-2","title":"Berkala",
    "days":365,"pages":2,"grace_days":14}' >/dev/null
status 'a plan by days and by pages' 201 '"by":"days"'
plan=$(jq .id "$RIG/body")
printed "$RIG/two.json" 2
same 'the pages come first: due today' \
    "$(rig_curl "$office" '/v1/plans?printer=surat-2' |
	jq -c '.items[] | [.by, .due, .done_pages, .pages_left, .state]')" \
    "[\"pages\",\"$(today)\",2,0,\"due\"]"
same 'and its printer says so' \
    "$(printer surat-2 '.service | [.state, .days, .pages, .title]')" \
    '["due",0,0,"Berkala"]'

# ---- a repair ----

rig_pdf "$RIG/bast.pdf" 'berita acara servis'
rig_hold surat-1
busy=$(made busy "$RIG/one.json")
reach "$busy" printing
waits=$(made waits "$RIG/any.json") # the window is two: behind it
reach "$waits" submitted
same 'a second one is given to it' "$(field "$waits" .printer)" surat-1
goes=$(made goes "$RIG/any.json") # to the other
only=$(made only "$RIG/one.json")
api /v1/services -H "Authorization: Bearer $(cat "$RIG/token-petugas")" \
    -F 'job={"printer":"surat-1","kind":"repair","supplier":"PT Teknik",
	"back":"2026-12-31"};type=application/json' \
    -F "document=@$RIG/bast.pdf;type=application/pdf" >/dev/null
status 'a repair begins, its paper beside it' 201 '"document":true'
repair=$(jq .id "$RIG/body")
as petugas /v1/services '{"printer":"surat-1","kind":"repair"}' >/dev/null
status 'a printer is in one service at a time' 409
same 'it is out of dispatch, in words' \
    "$(printer surat-1 '.service | [.state, .back]')" \
    '["in-service","2026-12-31"]'
printer surat-1 .reason.id | grep -q '^"Diservis sejak ' ||
	fail "$(printer surat-1 .reason)"
rig_curl "$office" /readyz >/dev/null ||
	fail 'a printer in service makes the office unready'
ok 'the office is ready all the same'
grep -q "job $waits: taken back: in-service" "$RIG/log/$office-core" ||
	fail 'what it was given was not taken back'
reach "$waits" printed
reach "$goes" printed
same 'the other of the group took both' \
    "$(field "$waits" .printer) $(field "$goes" .printer)" 'surat-2 surat-2'
rig_let_go surat-1
reach "$busy" printed # its permit was given before
is "$only" printed && fail 'a printer in service printed'
ok 'what only it can print waits'
rig_curl "$office" "/v1/services/$repair/document" >"$RIG/back.pdf"
cmp "$RIG/bast.pdf" "$RIG/back.pdf" || fail 'the document came back changed'
ok 'the document comes back byte for byte'
as petugas "/v1/services/$repair/end" '{"cost":750000,"note":"kepala cetak"}' \
    >/dev/null
status 'it ends' 200 '"cost":750000'
as petugas "/v1/services/$repair/end" '{}' >/dev/null
status 'once' 409
reach "$only" printed
same 'and the printer is back' "$(field "$only" .printer)" surat-1

# ---- past its grace ----

ago=$(TZ=Asia/Jakarta date -d '40 days ago' +%F)
api /v1/plans -H "$RIG_JSON" -d "$(jq -nc --arg b "$ago" '{printer: "surat-1",
    title: "Bulanan", days: 30, grace_days: 5, began: $b}')" >/dev/null
status 'a plan that is past its grace' 201 '"state":"held"'
late=$(jq .id "$RIG/body")
sealed=$(made sealed "$RIG/one.json")
held() { [ "$(field "$sealed" .reason.keyword)" = service-overdue ]; }
rig_wait 30 held
ok 'a sealed sheet waits, and why'
jq -c '.printer = "surat-1"' "$RIG_TOP/templates/apa-adanya/contoh.json" \
    >"$RIG/plain.json"
plain=$(rig_curl "$office" /v1/jobs -H 'Idempotency-Key: plain' \
    -F "job=@$RIG/plain.json;type=application/json" \
    -F "document=@$RIG/bast.pdf;type=application/pdf" | jq .id)
reach "$plain" printed
ok 'a plain one is printed'
is "$sealed" printed && fail 'a sealed sheet came out'
as petugas /v1/services "$(jq -nc --argjson p "$late" '{printer: "surat-1",
    kind: "scheduled", plan: $p, began: (now - 60 | todate | .[:19] + "Z"),
    ended: (now - 30 | todate | .[:19] + "Z"), cost: 0, warranty: true}')" \
    >/dev/null
status 'the service is done and booked' 201 '"warranty":true'
reach "$sealed" printed
ok 'its service lets the sealed sheet go'
same 'a new term began' \
    "$(rig_curl "$office" /v1/plans | jq -c ".items[] |
	select(.id == $late) | [.state, .done_days]")" '["ok",0]'
api "/v1/plans/$plan" -X DELETE >/dev/null
status 'a plan ends' 204
same 'a printer without a plan' "$(printer surat-2 .service.state)" '"none"'

# ---- what was told, once ----

told() {
	rig_curl "$office" '/v1/notices?limit=200' | jq -r '.items[] |
	    select(.kind | test("^(supply|service)-")) |
	    "\(.kind) \(.subject)"' | sort
}
wanted='service-begun surat-1
service-due surat-2
service-ended surat-1
service-ended surat-1
service-overdue surat-1
supply-installed surat-1
supply-installed surat-1
supply-low surat-1
supply-low toner-hitam
supply-out toner-hitam'
all_told() { [ "$(told)" = "$wanted" ]; }
rig_until 10 all_told || fail "told: $(told)"
ok 'each is told once'
rig_stop_program "$office" core
rig_start_program "$office" core
rig_ready "$office" 60
again() { toner .stock; }
rig_wait 20 again
printed "$RIG/two.json"
same 'a restart tells nothing twice' "$(told)" "$wanted"
sane
