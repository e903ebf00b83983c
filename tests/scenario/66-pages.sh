#!/bin/bash
# The pages of /admin before a real office: logging in with a person's token,
# finding a job, checking its sheet by the form, opening the holder's name.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
cd "$RIG_TOP"

office muka
rig_person muka petugas operator
rig_person muka penyelia supervisor

# page PERSON PATH [CURL...]: as a browser in which the person is logged in
page() {
	local who=$1 path=$2
	shift 2
	api "$path" -H "Cookie: cetakd=$(cat "$RIG/token-$who")" \
	    -H 'Sec-Fetch-Site: same-origin' "$@"
}
letter "$RIG/job.json" '.printer = "surat-1"'
id=$(made one "$RIG/job.json" \
    -H "Authorization: Bearer $(cat "$RIG/token-petugas")")
reach "$id" printed
number=$(field "$id" .number)
document=$(field "$id" .document)
name=$(jq -r '.fields.nama // .fields | tostring' "$RIG/job.json" | head -c 12)

api /admin/login -H 'Sec-Fetch-Site: same-origin' \
    --data-urlencode "token=$(cat "$RIG/token-penyelia")" >/dev/null
status 'a token lets in' 303
grep -qi '^set-cookie: cetakd=' "$RIG/headers" || fail 'no cookie'
api /admin/login -H 'Sec-Fetch-Site: same-origin' -d token=salah >/dev/null
status 'a wrong one does not' 401 'tidak dikenal'

page penyelia /admin >/dev/null
status 'the first screen' 200 'surat-1'
grep -q "/admin/jobs/$id\"" "$RIG/body" || fail 'the feed has no job'
for q in "$id" "$number" "$document"; do
	page penyelia '/admin/jobs' -G --data-urlencode "q=$q" >/dev/null
	status "found by $q" 200 "/admin/jobs/$id\""
done
page penyelia '/admin/jobs?q=tidak-ada' >/dev/null
status 'nothing found' 200 'Tidak ada yang cocok'
page penyelia "/admin/jobs?from=$(date -u -d '-2 days' +%F)&to=$(date -u \
    -d '+1 day' +%F)" >/dev/null
status 'found by day' 200 "/admin/jobs/$id\""
page penyelia '/admin/jobs?to=2020-01-01' >/dev/null
status 'not before its day' 200 'Tidak ada yang cocok'

title() {
	jq -r ".title.$1" templates/surat-rekomendasi/template.json
}
page penyelia '/admin/jobs' >/dev/null
status 'the list has titles' 200 "<td class=\"name\">$(title id)<"
page penyelia '/admin/jobs?lang=en' >/dev/null
status 'in English too' 200 "<td class=\"name\">$(title en)<"

page penyelia "/admin/jobs/$id" >/dev/null
status 'the ticket' 200 'Periksa mutu'
grep -qF "$(title id)" "$RIG/body" || fail 'the ticket has no title'

grep -qF "<dt>Biaya lembar</dt><dd><span class=\"nw\">Rp" "$RIG/body" ||
	fail "the ticket does not say what the sheet cost"
! grep -qF "$name" "$RIG/body" || fail 'the ticket shows a name unasked'
page penyelia "/admin/jobs/$id/open" -d '' >/dev/null
status 'the name on demand' 200 'Nama penuh dibuka'
grep -qF "$name" "$RIG/body" || fail 'the name is not shown'
same 'who looked is on record' "$(rig_curl muka "/v1/jobs/$id/events" |
    jq -r '.items[-1] | "\(.event) \(.actor) \(.evidence.seen)"')" \
    'note penyelia true'
page penyelia "/admin/jobs/$id/open" -d '' >/dev/null
status 'opened again' 200 '2 kali, terakhir ini'
same 'one line of both' "$(grep -o '<b>Nama penuh dibuka</b>' "$RIG/body" |
    wc -l)" 1

looks() { rig_curl muka "/v1/jobs/$id/events" |
	jq '[.items[] | select(.evidence.seen)] | length'; }
before=$(looks)
for part in pdf preview.svg; do
	page penyelia "/v1/jobs/$id/$part" >/dev/null
	status "the $part on the page" 200
done
same 'what stands on an opened page is no new look' "$(looks)" "$before"
for part in pdf preview.svg pdf; do
	page petugas "/v1/jobs/$id/$part" >/dev/null
	status "the $part by its address" 200
done
same 'the sheet is not seen unrecorded' "$(looks)" $((before + 1))
page petugas "/v1/jobs/$id" >/dev/null
status 'the fields are not a page' 401

rev=$(field "$id" .rev)
page petugas "/admin/jobs/$id/check" -d "rev=$((rev - 1))&result=pass" >/dev/null
status 'a stale form is refused' 412 'Kembali ke tiket'
page petugas "/admin/jobs/$id/check" -d "rev=$rev&result=fail" >/dev/null
status 'a fault in words' 422 'Alasan wajib disebut'
page petugas "/admin/jobs/$id/check" -d "rev=$rev&result=pass" >/dev/null
status 'no pass without its code' 422 'QR wajib dipindai'
page petugas "/admin/jobs/$id/check" \
    -d "rev=$rev&result=fail&reason=ink&note=tipis" >/dev/null
status 'the form is sent' 303
is "$id" spoiled || fail "the sheet is $(state "$id")"
page petugas "/admin/jobs/$id?ok=job.check" >/dev/null
status 'said once' 200 'Hasil pemeriksaan dicatat'

page penyelia "/admin/jobs/$id/reprint" \
    -d "rev=$(field "$id" .rev)&reason=ink" >/dev/null
status 'printed anew' 303
page penyelia '/admin/jobs?state=spoiled' >/dev/null
status 'the first is spoiled' 200 "/admin/jobs/$id\""

rig_stop_program muka core TERM
page petugas /admin >/dev/null
status 'core is away' 503 'sedang tidak menjawab'
rig_start_program muka core
rig_ready muka 60
sane
