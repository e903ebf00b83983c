#!/bin/bash
# Money on real programs: a machine, a server, a contract, a service, toner and
# blanks with a price; sheets on two printers, one spoiled, one blank wasted.
# Costs by every key add up to the ledger to the rupiah; budgets know what was
# paid; the real site's figure comes out; a report opens in all three formats
# and on paper.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
# shellcheck source=tests/scenario/people.sh
. "$(dirname "$0")/people.sh"
cd "$RIG_TOP"

office uang
# shellcheck source=tests/scenario/cli.sh
. "$RIG_TOP/tests/scenario/cli.sh"
paspor_port=''
rig_start_printer paspor-1 paspor_port
rig_add_printer uang paspor-1 "$paspor_port" iso_b7_88x125mm >/dev/null
rig_person uang petugas operator
rig_person uang penyelia supervisor
rig_ready uang 60
day=$(TZ=Asia/Jakarta date +%F)
year=${day%%-*}
month=${day%-*}
costs() { rig_curl uang "/v1/costs?$1"; }
admin() { # PATH BODY
	api "$1" -H "$RIG_JSON" -d "$2" >/dev/null
}
# Rows and what is unallocated are the ledger, part by part; and the ledger is
# what its entries say.
exact() { # WHAT BY
	costs "by=$2" >"$RIG/costs"
	jq -e '. as $c | [.parts[].name, "total"] | all(. as $p |
	    ([$c.rows[][$p]] | add // 0) + $c.unallocated[$p] == $c.ledger[$p])
	    and ($c.ledger.total == $c.booked.total) and
	    all("depreciation", "service", "supplies", "blanks"; . as $p |
		$c.ledger[$p] + $c.of_spoiled[$p] == $c.booked[$p])' \
	    "$RIG/costs" >/dev/null || fail "$1: $(cat "$RIG/costs")"
	same "$1: the ledger's entries" "$(rig_curl uang /v1/costs/ledger |
	    jq '[.items[].amount] | add // 0')" "$(jq .ledger.total "$RIG/costs")"
}

# ---- budgets and what is bought ----
admin /v1/budgets "{\"year\":$year,\"line\":\"5.1.02\",
    \"title\":\"Pemeliharaan dan bahan\",\"amount\":100000000}"
status 'a budget line' 200 '"amount":100000000'
admin /v1/budgets "{\"year\":$year,\"line\":\"5.2.01\",\"title\":\"Mesin\",
    \"amount\":2100000000}"
status 'another' 200
put petugas /v1/budgets '{}' >/dev/null
status 'no such act' 405
as petugas /v1/budgets "{\"year\":$year,\"line\":\"x\",\"title\":\"x\",\"amount\":1}" \
    >/dev/null
status 'only the administrator sets a budget' 403
admin /v1/assets "{\"printer\":\"paspor-1\",\"title\":\"Mesin paspor\",
    \"price\":500000000,\"bought\":\"$day\",\"method\":\"straight\",
    \"life_months\":60,\"budget\":\"5.2.01\"}"
status 'a machine' 201 '"monthly":8333333'
admin /v1/assets "{\"title\":\"Server\",\"price\":1500000000,\"residual\":7,
    \"bought\":\"$day\",\"method\":\"straight\",\"life_months\":60,
    \"budget\":\"5.2.01\"}"
status 'the server of all' 201 '"monthly":24999999'
admin /v1/assets "{\"printer\":\"surat-1\",\"title\":\"Mesin surat\",
    \"price\":1000001,\"bought\":\"$day\",\"method\":\"output\",\"pages\":1000}"
status 'a machine by its output' 201 '"monthly":0'
admin /v1/assets "{\"title\":\"A\",\"price\":5,\"residual\":6,\"bought\":\"$day\",
    \"method\":\"output\",\"life_months\":4,\"budget\":\"9\"}"
status 'mistakes are named' 422 /residual
admin /v1/assets "{\"title\":\"A\",\"price\":5,\"bought\":\"$day\",
    \"method\":\"straight\",\"life_months\":4,\"budget\":\"9\"}"
status 'no such line' 422 /budget
admin /v1/contracts "{\"printer\":\"paspor-1\",\"supplier\":\"PT Mesin\",
    \"number\":\"K-1\",\"first\":\"$year-01-01\",\"last\":\"$year-12-31\",
    \"price_year\":55000000,\"budget\":\"5.1.02\"}"
status 'its contract' 201
as petugas /v1/services "{\"printer\":\"surat-1\",\"kind\":\"repair\",
    \"supplier\":\"CV Tukang\",\"began\":\"$(date -u -d '-2 min' +%FT%TZ)\",
    \"ended\":\"$(date -u -d '-1 min' +%FT%TZ)\",\"cost\":1000000,
    \"budget\":\"5.1.02\"}" >/dev/null
status 'a repair' 201
api /v1/supplies/toner-hitam -X PUT -H "$RIG_JSON" -d '{"title":"Toner hitam",
    "sort":"toner","yield":7,"minimum":0,"target":3}' >/dev/null
status 'a supply' 200
as petugas /v1/supplies/toner-hitam/purchases '{"n":2,"price":1000000,
    "supplier":"PT Contoh","delivery":"SJ-7","budget":"5.1.02"}' >/dev/null
status 'two are bought' 201
as petugas /v1/printers/surat-1/supplies '{"supply":"toner-hitam"}' >/dev/null
status 'one is installed' 201
rig_curl uang /v1/stock/kinds/buku-paspor -X PUT -H "$RIG_JSON" \
    -d '{"title": "Buku paspor 48 hlm."}' >/dev/null
as petugas /v1/stock/deliveries '{"kind":"buku-paspor","delivery":"SJ-118",
    "first":"X0000001","last":"X0000020","price":36001,"budget":"5.1.02"}' \
    >/dev/null
status 'booklets at Rp 36.001' 200 '"blanks":20'
as petugas /v1/stock/moves \
    '{"first":"X0000001","last":"X0000010","to":"tray:paspor-1"}' >/dev/null
status 'in the tray' 200
exact 'before a sheet' kind
same 'nothing bears it yet' "$(jq -c '[.unallocated.total == .ledger.total,
    .unallocated.depreciation, .unallocated.service > 1000000,
    .unallocated.supplies]' "$RIG/costs")" '[true,33333332,true,0]'

# ---- sheets ----
for n in 1 2 3; do
	id=$(paspor "p-$n")
	reach "$id" printed
done
as petugas "/v1/jobs/$id/check" "{\"result\":\"fail\",\"reason\":\"ink\",
    \"serial\":\"$(field "$id" .serial)\"}" >/dev/null
status 'the third passport is spoiled' 200 '"state":"spoiled"'
for n in 1 2 3 4; do
	letter "$RIG/letter.json" \
	    ".printer = \"surat-1\" | .scheme = \"P3MI\" | .region = \"520$n\""
	letter=$(made "l-$n" "$RIG/letter.json")
	reach "$letter" printed
done
as petugas /v1/stock/spoils '{"first":"X0000011","reason":"ink"}' >/dev/null
status 'a blank is wasted unprinted' 200
for by in kind counter printer scheme region month; do
	exact "by $by" "$by"
done
same 'nothing is left over' "$(jq .unallocated.total "$RIG/costs")" 0
costs by=kind >"$RIG/costs"
kind() { jq -c ".rows[] | select(.key == \"$1\") | $2" "$RIG/costs"; }
same 'a letter bears no booklet' "$(kind surat-rekomendasi \
    '[.good, .spoiled, .blanks, .spoilage]')" '[4,0,0,0]'
same 'four of seven pages of a toner' "$(kind surat-rekomendasi .supplies)" \
    571428
same 'two good passports on two booklets' \
    "$(kind paspor '[.good, .spoiled, .blanks]')" '[2,1,72002]'
# a third of the machine, of the contract's month, of its part of the server;
# its own booklet and the wasted one
spoiled=$(jq '.of_spoiled | [.depreciation, .service, .blanks] | @sh' -r "$RIG/costs")
read -r depreciation service blank <<<"$spoiled"
same 'spoilage stands apart' "$(kind paspor .spoilage)" \
    $((depreciation + service + blank + 36001))
same 'a third of the machine and a seventh of the server' \
    "$((depreciation / 10))" "$(((8333333 / 3 + 24999999 / 7) / 10))"
same 'its booklet' "$blank" 36001
same 'per document' "$(kind paspor .per_document)" \
    "$(kind paspor '(.total / .good + 0.5) | floor')"
# the spoiled passport by itself: the parts are what was lost with it
same 'a sheet by itself' "$(rig_curl uang "/v1/jobs/$id/cost" |
    jq -c '[.month, .running, .spoiled, .total]')" \
    "[\"$month\",true,true,$((depreciation + service + blank + 36001 / 3))]"
exact 'a month without anything' kind
api '/v1/costs?from=2020-01&to=2020-02' >/dev/null
status 'long ago' 200 '"rows":\[\]'
for q in 'from=2020' "from=$month&to=2020-01" 'to=2999-01' 'by=x' \
    'printer=nihil'; do
	api "/v1/costs?$q" >/dev/null
	status "no costs of $q" 422
done

# ---- budgets ----
rig_curl uang /v1/budgets >"$RIG/budgets"
line() { jq -c ".items[] | select(.line == \"$1\") | $2" "$RIG/budgets"; }
same 'machines are paid' "$(line 5.2.01 '[.spent, .forecast, .left, .state]')" \
    '[2000000000,0,100000000,"thin"]'
same 'repair, toner, booklets and the contract so far' \
    "$(line 5.1.02 '.spent + .committed')" $((1000000 + 2000000 + 20 * 36001 + 55000000))
same 'and what is left' "$(line 5.1.02 '.amount - .spent - .committed -
    .forecast == .left')" true

# ---- what if ----
same 'the real site: a passport at 20 a day' \
    "$(rig_curl uang '/v1/costs/what-if?price=500000000&service=55000000&years=5&per_day=20&days=250' |
	jq .per_document)" 31000
api '/v1/costs/what-if?years=0' >/dev/null
status 'no years' 422 /years
says 0 'Rp 500.000.000 + 5 × Rp 55.000.000) ÷ (5 × 250 × 70) = Rp 8.857' \
    'what-if' id what-if per_day=70

# ---- reports ----
report=/v1/reports/month
api "$report" >"$RIG/report"
status 'a report' 200 "\"period\":\"$month\""
same 'its total is the ledger' "$(jq '.tables[] |
    select(.name == "cost-kind").total[10]' "$RIG/report")" \
    "$(jq .ledger.total "$RIG/costs")"
same 'each row has a cell for each column' "$(jq '[.tables[] | . as $t |
    .rows[], (.total // empty) | length == ($t.columns | length)] | all' \
    "$RIG/report")" true
for name in day year; do
	api "/v1/reports/$name" >/dev/null
	status "a report: $name" 200
done
api '/v1/reports/week' >/dev/null
status 'no such report' 404
api "$report?period=2026-13" >/dev/null
status 'no such month' 422 /period
api "$report?format=pdf" >/dev/null
status 'no such format' 400
api "$report?format=csv" >"$RIG/report.csv"
grep -qi '^content-type: text/csv' "$RIG/headers" || fail 'the type of CSV'
grep -qi "^content-disposition: attachment; filename=\"cetak-month-$month.csv\"" \
    "$RIG/headers" || fail "$(cat "$RIG/headers")"
api "$report?format=xlsx" >/dev/null
cp "$RIG/body" "$RIG/report.xlsx"
api '/v1/costs?by=scheme&format=csv' >/dev/null
cp "$RIG/body" "$RIG/scheme.csv"
/usr/bin/python3 - "$RIG" <<'END' || fail 'a file does not say what the API says'
import csv, io, json, sys, openpyxl
d = sys.argv[1]
doc = json.load(open(d + "/report"))
raw = open(d + "/report.csv", newline="").read()
assert raw.count("\n") == raw.count("\r\n") and raw.endswith("\r\n")
rows = list(csv.reader(io.StringIO(raw, newline="")))
book = openpyxl.load_workbook(d + "/report.xlsx")
at = 0
text = lambda v: "" if v is None else v["id"] if isinstance(v, dict) else str(v)
for t in doc["tables"]:
    assert rows[at] == [t["title"]["id"]], rows[at]
    assert len(rows[at + 1]) == len(t["columns"])
    body = t["rows"] + ([t["total"]] if t["total"] else [])
    n = at + 2
    for r in body:
        assert rows[n] == [text(v) for v in r], (rows[n], r)
        n += 1
    assert n == len(rows) or rows[n] == []
    at = n + 1
    sheet = book[t["name"]]
    assert sheet["A1"].value == t["title"]["id"]
    for i, r in enumerate(body):
        got = [c.value for c in sheet[i + 3]][:len(r)]
        want = [v["id"] if isinstance(v, dict) else None if v == "" else v
                for v in r]
        assert got == want, (t["name"], got, want)
        assert all(c.data_type != "f" for c in sheet[i + 3])
assert len(book.sheetnames) == len(doc["tables"])
END
ok 'CSV and spreadsheet say what the API says'

says 0 'Meja, Rp 600.000' 'an asset by the command line' \
    id asset add Meja --price 600000 --date "$day" --months 60
says 64 '--price' 'without its price' id asset add Meja --date "$day"
says 0 'Rp 5.000.000' 'a budget line by the command line' \
    id budget put "$year" 5.9 5000000 --title Meja
says 0 '^Jumlah' 'costs by the command line' id costs --by printer
says 0 'Mesin paspor' 'the ledger' id ledger "$month"
json '.items | length == 4' 'assets' assets
says 0 'tipis' 'budgets' id budgets
says 0 'Laporan bulanan' 'a report' id report month
"$B/cetak" report month --csv >"$RIG/cli.csv"
grep -q 'Toner hitam' "$RIG/cli.csv" || fail 'the CSV of the command line'
"$B/cetak" report month --xlsx "$RIG/cli.xlsx"
/usr/bin/python3 -c 'import sys, zipfile
assert "xl/workbook.xml" in zipfile.ZipFile(sys.argv[1]).namelist()' \
    "$RIG/cli.xlsx" || fail 'the spreadsheet of the command line'
ok 'files by the command line'
says 0 'Tercetak' 'today' id today

# ---- the site ----
rig_curl uang /v1/site >"$RIG/site"
same 'one counter served: not yet optimal' "$(jq -c '[.rating,
    (.criteria[] | select(.name == "counters") | [.value, .rating]),
    (.reasons | length > 0)]' "$RIG/site")" \
    '["belum-optimal",[1,"belum-optimal"],true]'
same 'what is known of the rest' "$(jq -c '[.criteria[] |
    select(.name == "turn-round" or .name == "stock-outs" or
	.name == "overdue-services") | .rating]' "$RIG/site")" \
    '["optimal","optimal","optimal"]'
same 'one line for the province' \
    "$("$B/cetak" site --csv | wc -l)" 2

# ---- on paper ----
api /v1/reports -H 'Idempotency-Key: lap' -H "$RIG_JSON" \
    -H "Authorization: Bearer $(cat "$RIG/token-penyelia")" \
    -d '{"name":"month","printer":"surat-1","hold":false}' >/dev/null
status 'a report on paper' 201 '"name":"laporan"'
paper=$(jq .id "$RIG/body")
same 'its figures' "$(field "$paper" '[.fields.jenis,
    .fields.jumlah_biaya, (.fields.biaya | length), .fields.kesiapan] |
    tojson')" \
    "[\"bulanan\",$(costs by=kind | jq .ledger.total),2,\"belum-optimal\"]"
reach "$paper" printed
api "/v1/jobs/$paper/pdf" >/dev/null
cp "$RIG/body" "$RIG/report.pdf"
"$B/cetak-verify" --cert "$RIG/etc/uang/certificate.pem" "$RIG/report.pdf" \
    >/dev/null || fail 'the seal of the report'
pdftotext -layout "$RIG/report.pdf" "$RIG/report.txt"
grep -q 'LAPORAN BULANAN' "$RIG/report.txt" || fail 'the paper'
grep -q 'juta' "$RIG/report.txt" || fail 'the sum in words'
ok 'the report is sealed paper'
for name in day year; do
	api /v1/reports -H "Idempotency-Key: $name" -H "$RIG_JSON" \
	    -H "Authorization: Bearer $(cat "$RIG/token-penyelia")" \
	    -d "{\"name\":\"$name\"}" >/dev/null
	status "held until it is looked at: $name" 201
	rig_wait 30 is "$(jq .id "$RIG/body")" held
done
api /v1/reports -H 'Idempotency-Key: bad' -H "$RIG_JSON" \
    -d '{"name":"week","hold":1}' >/dev/null
status 'a bad report' 422 /hold
adds_up 'money'
sane
