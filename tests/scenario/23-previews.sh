#!/bin/bash
# A preview is the page marked PRATINJAU, without number, id and seal; nothing
# of it is stored, no number is used, and it never prints.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
cd "$RIG_TOP"

office lihat
letter "$RIG/job.json"
token=$(rig_curl lihat /v1/tokens -H 'Content-Type: application/json' \
    -d '{"counter": "loket-1"}' | jq -r .token)
files() { find "$RIG/state/lihat/blobs" -type f | sort; }
files >"$RIG/files"
preview() { # FILE: what api stored is a marked page
	status "$1: a preview" 200
	grep -qi '^content-type: application/pdf' "$RIG/headers" ||
		fail "$1: not a PDF"
	pdftotext -raw "$RIG/body" "$RIG/text" || fail "$1: not a PDF"
	# it stands across the page: a letter is a line of its own
	tr -d " \n" <"$RIG/text" | grep -q PRATINJAU || fail "$1: not marked PRATINJAU"
	pdftoppm -r 200 -gray -png "$RIG/body" "$RIG/page"
	! zbarimg --raw -q --nodbus -Sdisable -Sqrcode.enable "$RIG"/page-*.png ||
		fail "$1: a preview has a seal"
	rm "$RIG"/page-*.png
	ok "$1: marked, no seal"
}
for name in paspor kartu-pmi kartu-pmi-a4 surat-rekomendasi; do
	api /v1/previews -H "Authorization: Bearer $token" \
	    -F "job=@templates/$name/contoh.json;type=application/json" \
	    -F photo=@templates/contoh/portrait-a.jpg >/dev/null
	preview "$name"
done
api /v1/previews -H 'Content-Type: application/json' \
    --data-binary "@templates/surat-rekomendasi/contoh-grup.json" >/dev/null
preview 'a group'
grep -Eq '560/[0-9]+/Disnaker' "$RIG/text" && fail 'a preview has a number'
api /v1/previews -H 'Content-Type: application/json' \
    --data-binary '@templates/berita-acara/contoh.json' >/dev/null
preview 'minutes'
grep -q 'BA-[0-9]' "$RIG/text" && fail 'a preview has a number'
api /v1/previews -H 'Content-Type: application/json' \
    --data-binary '@templates/laporan/contoh.json' >/dev/null
preview 'a report'
grep -q 'LAP-[0-9]' "$RIG/text" && fail 'a preview has a number'
tr '\n' ' ' <"$RIG/text" | grep -q 'Rp.65.019.134 (enam puluh lima juta sembilan belas ribu seratus tiga puluh empat rupiah)' ||
	fail 'the sum is not in words'
jq -c '.fields.nik = "123"' "$RIG/job.json" >"$RIG/bad.json"
api /v1/previews -H 'Content-Type: application/json' -d @"$RIG/bad.json" \
    >/dev/null
status 'a bad field' 422 /fields/nik
printf '%%PDF-1.4\n%%%%EOF\n' >"$RIG/as-is.pdf"
api /v1/previews -F document=@"$RIG/as-is.pdf;type=application/pdf" \
    -F 'job=@templates/apa-adanya/contoh.json;type=application/json' >/dev/null
status 'a document that is not drawn' 422 '#/template'

same 'no job' "$(rig_curl lihat /v1/jobs | jq '.items | length')" 0
files >"$RIG/files-after"
cmp -s "$RIG/files" "$RIG/files-after" || fail 'a file was kept'
ok 'no file kept'
same 'no event' "$(/usr/bin/curl -sS --max-time 1 \
    --unix-socket "$RIG_HTTP" -H 'Last-Event-ID: 0' \
    http://localhost/v1/events 2>/dev/null | grep -c '^id:' || :)" 0
id=$(made first "$RIG/job.json")
case $(field "$id" .number) in
560/1/*) ok 'the first letter is number 1' ;;
*) fail "the first letter is $(field "$id" .number)" ;;
esac
reach "$id" printed
same 'one sheet in all' "$(rig_sheets)" 1

# ---- a job's page for a screen: also of one that waits, never its photo ----
jq -c '.hold = true' "$RIG/job.json" >"$RIG/held.json"
held=$(api /v1/jobs -H 'Idempotency-Key: foto' \
    -F "job=@$RIG/held.json;type=application/json" \
    -F photo=@templates/contoh/portrait-a.jpg | jq .id)
reach "$held" held
for j in "$id" "$held"; do
	api "/v1/jobs/$j/preview.svg" >/dev/null
	status "job $j on a screen" 200
	grep -qi '^content-type: image/svg+xml' "$RIG/headers" ||
		fail 'not an SVG'
	/usr/bin/python3 -c 'import sys, xml.dom.minidom as m
m.parse(sys.argv[1])' "$RIG/body" || fail 'not well formed'
	grep -q 'SALINAN LAYAR' "$RIG/body" || fail 'it could be a document'
	grep -q "$(field "$j" .number)" "$RIG/body" || fail 'another document'
done
grep -q '<ellipse' "$RIG/body" || fail 'no silhouette for a photo'
grep -Eq 'JFIF|base64|<image' "$RIG/body" && fail 'there is a photo in it'
ok 'no photo in it'
api "/v1/jobs/$id/preview.svg?page=2" >/dev/null
status 'a page that is not there' 404
asis=$(api /v1/jobs -H 'Idempotency-Key: apa' \
    -F document=@"$RIG/as-is.pdf;type=application/pdf" \
    -F 'job=@templates/apa-adanya/contoh.json;type=application/json' | jq .id)
api "/v1/jobs/$asis/preview.svg" >/dev/null
status 'a document that is not drawn, on a screen' 409
sane
