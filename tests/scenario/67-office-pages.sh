#!/bin/bash
# The pages of printers, stock, costs and reports before a real office: what a
# form records is on the page that follows, a report becomes a job.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
cd "$RIG_TOP"
if ! grep -q '"report.create"' daemon/front/route.c; then
	echo 'this core has no reports'
	exit 0
fi

office buku
rig_person buku petugas operator
rig_person buku penyelia supervisor

# page PERSON PATH [CURL...]: as a browser in which the person is logged in
page() {
	local who=$1 path=$2
	shift 2
	api "$path" -H "Cookie: cetakd=$(cat "$RIG/token-$who")" \
	    -H 'Sec-Fetch-Site: same-origin' "$@" >/dev/null
}
letter "$RIG/job.json" '.printer = "surat-1"'
id=$(made one "$RIG/job.json" \
    -H "Authorization: Bearer $(cat "$RIG/token-petugas")")
reach "$id" printed
day=$(date -u +%F) month=$(date -u +%Y-%m)

for path in printers stock costs "costs?by=month&from=$month&to=$month" \
    'costs?per_day=20&price=500.000.000&service=55.000.000&years=5' \
    reports 'reports?name=month' 'reports?name=year' audit settings; do
	page penyelia "/admin/$path"
	status "/admin/$path" 200 '</html>'
done
page penyelia '/admin/costs?per_day=20&price=500.000.000&service=55.000.000&years=5'
status 'what if' 200 '31.000</b>'
page penyelia /admin/printers/surat-1
status 'a printer' 200 'Riwayat keadaan'
page penyelia /admin/printers/nihil
status 'no printer' 404
page petugas /admin/audit
status 'the trail' 200 "/admin/jobs/$id\""

record=(-d printer=surat-1 -d kind=repair -d 'supplier=PT Contoh'
	-d "began=${day}T00:00" -d cost=1.500.000 -d 'note=kepala cetak')
page penyelia /admin/printers/surat-1/record "${record[@]}" -d ended=kemarin
status 'a time that is none' 422
page penyelia /admin/printers/surat-1/record "${record[@]}" \
    -d "ended=${day}T00:40"
status 'a service is recorded' 303
page penyelia /admin/printers/surat-1
status 'and shown' 200 'Perbaikan: kepala cetak'
status 'its form takes a file' 200 'enctype="multipart/form-data"'
rig_pdf "$RIG/minutes.pdf" 'berita acara'
form=(-F printer=surat-1 -F kind=cleaning -F plan= -F 'supplier=PT Bersih'
	-F "began=${day}T00:00" -F "ended=${day}T00:10" -F cost= -F 'note=rol')
page penyelia /admin/printers/surat-1/record "${form[@]}" \
    -F "document=@$RIG/minutes.pdf;type=application/pdf"
status 'a service with its document' 303
page penyelia /admin/printers/surat-1
status 'is shown' 200 'Berita acara (PDF)</a>'
service=$(grep -o '/v1/services/[0-9]*/document' "$RIG/body")
page penyelia "$service"
status 'and can be read' 200
cmp -s "$RIG/body" "$RIG/minutes.pdf" || fail 'the document is another'
page penyelia /admin/printers/surat-1/record "${form[@]}" \
    -F "document=@$RIG/job.json;type=application/pdf"
status 'what is no PDF' 422 'pilih lagi'
page penyelia /admin/printers/surat-1/record "${form[@]}" -F 'document=;filename='
status 'none is chosen' 303
page penyelia /admin/stock/moves -F first=K1
status 'another form takes no file' 415
page penyelia /admin/printers/surat-1/service -d printer=surat-1 \
    -d kind=cleaning -d 'supplier=PT Contoh'
status 'out of dispatch' 303
page penyelia /admin/printers/surat-1
status 'and back by its form' 200 'action="/admin/printers/surat-1/end"'
service=$(grep -o 'name="id" value="[0-9]*"' "$RIG/body" | grep -o '[0-9]*')
page penyelia /admin/printers/surat-1/end -d "id=$service" -d note=bersih
status 'back' 303

page penyelia /admin/reports/print -d name=day -d "period=$day" -d key=satu
status 'a sealed report' 303
first=$(grep -i '^location:' "$RIG/headers")
page penyelia /admin/reports/print -d name=day -d "period=$day" -d key=satu
status 'sent twice' 303
same 'is one job' "$(grep -i '^location:' "$RIG/headers")" "$first"
for format in json csv xlsx; do
	page penyelia "/v1/reports/day?period=$day&format=$format"
	status "as $format" 200
done
