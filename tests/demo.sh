#!/bin/bash
# The demonstration: real programs, a private cupsd and two virtual IPP
# printers on loopback; one document of each kind, one that is refused, and the
# office around them: supplies, service, costs, the day's sealed report.
#   tests/demo.sh [run]     `run` leaves it running and says how to use it
# DEMO_DIR (default demo/) keeps what came out.  Exits 0 only if all of what
# it says is true; leaves no process behind.
cd "$(dirname "$0")/.." || exit 70
B=${B:-$PWD/build}
case $B in /*) ;; *) B=$PWD/$B ;; esac
export B
# shellcheck source=tests/scenario/lib.sh
. tests/scenario/lib.sh
# shellcheck source=tests/demo-office.sh
. tests/demo-office.sh

demo=${DEMO_DIR:-demo}
mkdir -p "$demo"
demo=$(cd "$demo" && pwd)
photo=templates/contoh/portrait-a.jpg
ids=()
wrong=0

bold='' good='' bad='' plain=''
[ ! -t 1 ] || bold=$'\033[1m' good=$'\033[32m' bad=$'\033[31m' plain=$'\033[0m'
head_line() { printf '\n%s\n' "$bold$*$plain"; }
must() { # WHAT COMMAND...
	local what=$1
	shift
	if "$@"; then
		printf '  %s %s\n' "$good✓$plain" "$what"
	else
		printf '  %s\n' "$bad✗ $what$plain"
		wrong=$((wrong + 1))
	fi
}
cetak() { "$B/cetak" -s "unix:$RIG_HTTP" "$@"; }

start() {
	head_line 'Memulai / Starting'
	rig_init
	# shellcheck disable=SC2119
	rig_start_cups
	paspor_port='' surat_port=''
	rig_start_printer paspor-1 paspor_port
	rig_start_printer surat-1 surat_port
	rig_start_cetakd demo
	cetak printer add paspor-1 "ipp://localhost:$paspor_port/ipp/print" \
	    --group buku --place 'Ruang cetak paspor' --title 'Mesin paspor'
	cetak printer add surat-1 "ipp://localhost:$surat_port/ipp/print" \
	    --group kertas --media iso_a4_210x297mm \
	    --place 'Loket 1' --title 'Laser A4'
	rig_ready demo
	# in the tray in the order of the demonstration: a booklet, a card
	rig_blanks demo paspor-1 buku-paspor X7654321 X7654321
	rig_blanks demo paspor-1 kartu-pmi K0000001 K0000001
	rig_person demo pimpinan admin
	CETAK_TOKEN=$(cetak -q token new loket-1)
	export CETAK_TOKEN
	cp "$RIG/etc/demo/certificate.pem" "$demo/signer.pem"
	cetak printers | sed 's/^/  /'
}

# TEMPLATE PRINTER: one job, its steps live, then what the printer received
submit() {
	local name=$1 printer=$2 id
	head_line "$name"
	jq --arg printer "$printer" '.printer = $printer' \
	    "templates/$name/contoh.json" >"$RIG/$name.json"
	must 'tercetak / printed' \
	    cetak submit "$RIG/$name.json" --photo "$photo" --wait
	id=$(cetak --json jobs -T "$name" -n 1 | jq '.items[0].id')
	ids+=("$id")
	keep "$name" "$printer" "$id"
}
keep() { # TEMPLATE PRINTER JOB
	local name=$1 file png text='' codes=0
	local what='satu lembar di printer / one sheet at the printer'
	[ "$name" != laporan ] || what='sekali di printer / once at the printer'
	file=$(awk -v p="$2" -v t="cetak/$3/" \
	    '$1 == p && index($2, t) == 1 { print $4 }' "$RIG/sheets.log")
	must "$what" test -s "$RIG/p/$2/${file:-none}" || return 0
	cp "$RIG/p/$2/$file" "$demo/$name.pdf"
	rm -f "$demo/$name"*.png
	pdftoppm -r 200 -png "$demo/$name.pdf" "$demo/$name"
	cetak --json job "$3" | tee "$RIG/$name.job" >"$RIG/job-$3.json"
	rig_curl demo "/v1/jobs/$3/pdf" -o "$RIG/$3.pdf"
	must 'byte demi byte sama dengan yang dirender / byte-identical' \
	    cmp -s "$RIG/$3.pdf" "$demo/$name.pdf"
	for png in "$demo/$name"-*.png; do
		text=$(zbarimg --raw -q --nodbus -Sdisable -Sqrcode.enable \
		    "$png" || :)
		[ -n "$text" ] || continue
		must "QR $(basename "$png") (zbarimg)" \
		    "$B/cetak-verify" --cert "$demo/signer.pem" "$text"
		codes=$((codes + 1))
		printf '%s' "$text" >"$RIG/$name.qr"
	done
	[ "$codes" -gt 0 ] || must 'QR terbaca / a QR code reads' false
	must 'PDF diperiksa luring / PDF verified offline' \
	    "$B/cetak-verify" --cert "$demo/signer.pem" "$demo/$name.pdf"
}

says_field() { # POINTER COMMAND...: refused, and the field is named
	local pointer=$1 said
	shift
	if said=$("$@" 2>&1); then
		return 1
	fi
	printf '%s\n' "$said" | sed 's/^/  /'
	grep -q -- "$pointer" <<<"$said"
}
refuse() {
	head_line 'Satu ditolak: NIK hanya 15 angka / One refused: a NIK of 15 digits'
	jq '.fields.nik |= .[:15]' templates/surat-rekomendasi/contoh.json \
	    >"$RIG/refused.json"
	must 'ditolak, isiannya disebut / refused, the field is named' \
	    says_field '/fields/nik' cetak submit "$RIG/refused.json"
}

finish() {
	local id sheets
	for id in "${ids[@]}"; do cat "$RIG/job-$id.json"; done |
	    jq -s . >"$demo/jobs.json"
	cp "$RIG/sheets.log" "$demo/sheets.log"
	sheets=$(wc -l <"$demo/sheets.log")
	head_line 'Hasil / Result'
	must "${#ids[@]} pekerjaan, $sheets dokumen di printer / jobs, documents" \
	    test "$sheets" -eq "${#ids[@]}"
	cetak jobs | sed 's/^/  /'
	must 'setiap blangko terhitung / every blank is accounted for' \
	    cetak -q stock check
	cetak stock | sed 's/^/  /'
	printf '\n  %s\n' "$demo"
	(cd "$demo" && printf '    %s\n' *)
	if [ "$wrong" -eq 0 ]; then
		echo '  Semua benar; buka PNG-nya. / All true; open the PNGs.'
	else
		echo "  $wrong tidak benar / not true" >&2
	fi
}

# Left running: where to look, and a line to try.
serve() {
	head_line 'Berjalan; akhiri dengan Ctrl-C / Running; end with Ctrl-C'
	cat <<-END
		  /admin  $url/admin
		  token   $(cat "$RIG/token-pimpinan")
		  API     $url   $url/v1/openapi.json
		  socket  $RIG_HTTP
		  pages   $RIG/p/surat-1/

		  export CETAK_SERVER=$url CETAK_TOKEN=$CETAK_TOKEN
		  curl -s $url/v1/jobs -H "Authorization: Bearer \$CETAK_TOKEN" \\
		    -H "Idempotency-Key: \$(cat /proc/sys/kernel/random/uuid)" \\
		    -F 'job=@templates/surat-rekomendasi/contoh.json;type=application/json' \\
		    -F photo=@$photo
	END
	while rig_alive demo-core; do rig_nap 1; done
}

start
url=http://$(sed -n 's/^listen = //p' "$RIG_CONF")
submit paspor paspor-1
submit surat-rekomendasi surat-1
submit kartu-pmi paspor-1
refuse
office_made
office_costs
office_report
[ "${1-}" = run ] || office_pictures "$url"
finish
[ "${1-}" != run ] || serve
[ "$wrong" -eq 0 ]
