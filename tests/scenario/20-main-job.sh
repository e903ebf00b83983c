#!/bin/bash
# The main job whole: each kind of document from the counter's request to the
# device and back from the paper: states in order, bytes equal, QR and MRZ read
# from what was printed, numbers without a gap, nothing personal in any log.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
cd "$RIG_TOP"
photo=templates/contoh/portrait-a.jpg

office utama
paspor_port=''
rig_start_printer paspor-1 paspor_port
rig_add_printer utama paspor-1 "$paspor_port" iso_b7_88x125mm >/dev/null
kartu_port=''
rig_start_printer kartu-1 kartu_port
rig_add_printer utama kartu-1 "$kartu_port" custom_kartu_53.98x85.6mm \
    >/dev/null
rig_blanks utama paspor-1 buku-paspor X0000001 X0000003
rig_blanks utama kartu-1 kartu-pmi K0000001 K0000003
rig_ready utama 60

form() { # KEY TEMPLATE FILE PART...: multipart; prints the id
	local key=$1 file=$2
	shift 2
	api /v1/jobs -H "Idempotency-Key: $key" \
	    -F "job=@$file;type=application/json" "$@" | jq -e .id ||
		fail "$key: $(cat "$RIG/status" "$RIG/body")"
}
received() { # ID: the file that the device has of it
	awk -v t="cetak/$1/" -v r="$RIG" \
	    'index($2, t) == 1 { print r "/p/" $1 "/" $4 }' "$RIG/sheets.log"
}
# The seal of every page, as a scanner sees it, is good and names its page.
sealed() { # ID PAGES
	local file png text n=0
	file=$(received "$1")
	rm -f "$RIG"/page-*.png
	pdftoppm -r 200 -gray -png "$file" "$RIG/page"
	for png in "$RIG"/page-*.png; do
		text=$(zbarimg --raw -q --nodbus -Sdisable -Sqrcode.enable \
		    "$png") || continue
		n=$((n + 1))
		"$B/cetak-verify" --cert "$RIG/etc/utama/certificate.pem" \
		    --json "$text" >"$RIG/verdict" || fail "seal of job $1"
		jq -e '.verdict == "VALID"' "$RIG/verdict" >/dev/null ||
			fail "job $1: $(cat "$RIG/verdict")"
		echo "$text" >>"$RIG/seals-$1"
	done
	same "job $1: pages with a good seal" "$n" "$2"
	same "job $1: no two pages with one seal" \
	    "$(sort -u "$RIG/seals-$1" | wc -l)" "$2"
}
steps() { # ID
	rig_curl utama "/v1/jobs/$1/events" |
	    jq -r '[.items[] | select(.event != "note") | .to] | join(" ")'
}
whole() { # ID QR-PAGES
	reach "$1" printed 90
	same "job $1: states in order" "$(steps "$1")" \
	    'received sealed queued submitted printing printed'
	same "job $1: one sheet" "$(sheets "$1")" 1
	rig_curl utama "/v1/jobs/$1/pdf" -o "$RIG/$1.pdf"
	cmp "$RIG/$1.pdf" "$(received "$1")" || fail "job $1: bytes differ"
	ok "job $1: the device has what the API shows"
	grep -Eq "^[a-z0-9-]+ cetak/$1/[0-9a-f]{32} " "$RIG/sheets.log" ||
		fail "job $1: its title at the device"
	[ "$2" -eq 0 ] || sealed "$1" "$2"
}
mrz() { # ID LINE...: the lines read from the page's text
	local id=$1 line
	shift
	pdftotext -layout "$(received "$id")" "$RIG/text"
	for line; do
		tr -d ' ' <"$RIG/text" | grep -qxF -- "$line" ||
			fail "job $id: no MRZ line $line"
	done
	ok "job $id: MRZ in the page's text"
}

# ---- all at once; numbers by the order of acceptance ----
surat=templates/surat-rekomendasi
l1=$(form l1 $surat/contoh.json -F photo=@$photo)
l2=$(form l2 $surat/contoh-grup.json)
l3=$(form l3 $surat/contoh.json)
p=$(form p templates/paspor/contoh.json -F photo=@$photo)
k=$(form k templates/kartu-pmi/contoh.json -F photo=@$photo)
rig_pdf "$RIG/signed.pdf" 'signed elsewhere'
a=$(form a templates/apa-adanya/contoh.json \
    -F "document=@$RIG/signed.pdf;type=application/pdf")
b=$(form b templates/berita-acara/contoh.json)

whole "$l1" 1
whole "$l2" "$(field "$l2" .pages)"
[ "$(field "$l2" .pages)" -ge 2 ] || fail 'the group letter has one page'
whole "$l3" 1
whole "$p" 1
whole "$k" 1
whole "$a" 0
cmp "$RIG/signed.pdf" "$(received "$a")" || fail 'apa-adanya was changed'
ok 'apa-adanya byte for byte'
for n in 1 2 3; do
	id=l$n
	case $(field "${!id}" .number) in
	560/"$n"/Disnaker/*) ;;
	*) fail "letter $n is $(field "${!id}" .number)" ;;
	esac
done
ok 'letters are numbered 1, 2, 3'
whole "$b" 1
case $(field "$b" .number) in
BA-001/IMI-LTSA/*) ok 'minutes have a register of their own' ;;
*) fail "the minutes are $(field "$b" .number)" ;;
esac
mrz "$p" 'PPUTOKUSUMANINGTYAS<<RATNA<<<<<<<<<<<<<<<<<<'
mrz "$k" 'KUSUMANINGTYAS<<RATNA<<<<<<<<<'

# ---- nothing personal at the device or in a log ----
! grep -il 'ratna\|5202045704980003\|X1234567' "$RIG"/p/*/*.env \
    "$RIG/sheets.log" || fail 'the device was told who it is'
secret='ratna|kusuma|suparman|wiranata|montong|5202045704980003'
secret+='|5203112006910002|X1234567|E26004713|1A21KT0417|0812 0000'
! grep -Eil -- "$secret" "$RIG"/log/* || fail 'personal data in a log'
ok 'no name, NIK or passport number in any log'
sane
