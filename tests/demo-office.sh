# shellcheck shell=bash disable=SC2154
# The office of the demonstration; demo.sh sources it.  Made by what everybody
# may use: the command line, an administrator's and a person's token.
#
#   office_made           supplies, service, what all of it costs; the passport
#                         is handed over, a letter is spoiled
#   office_costs          and what it makes of a document
#   office_report         the day's report, sealed, on paper
#   office_pictures URL   two pages of /admin as PNG, where Chromium is
#
# Any step that fails ends the demonstration with what was said.

admin() { (unset CETAK_TOKEN && cetak "$@"); }
by() { CETAK_TOKEN=$(cat "$RIG/token-petugas") cetak "$@"; }
ago() { TZ=WIB-7 date -d "-$*" +%F; } # in the zone of the office
at() { date -u -d "-$*" +%FT%TZ; }

# What the office spends its money on.
office_upkeep() {
	local year plan
	year=$(ago 0 days)
	year=${year%%-*}
	admin budget put "$year" 5.1.02 90000000 \
	    --title 'Pemeliharaan dan bahan'
	admin asset add 'Mesin paspor' --printer paspor-1 --price 500000000 \
	    --date "$(ago 10 months)" --months 60
	admin asset add 'Server dan jaringan' --price 120000000 \
	    --date "$(ago 10 months)" --months 60
	admin contract add paspor-1 KTR-07 "$year-01-01" "$year-12-31" \
	    --supplier 'PT Teknik Contoh' --price 55000000 --visits 2 \
	    --budget 5.1.02
	plan=$(admin --json plan add paspor-1 --title 'Servis berkala' \
	    --days 182 --pages 5500 --date "$(ago 6 months)" | jq .id)
	by service add paspor-1 scheduled "$(at 30 days)" \
	    "$(at 30 days 90 minutes)" --plan "$plan" \
	    --supplier 'PT Teknik Contoh' --note 'kepala dan rol dibersihkan'
	admin supply put tinta-hitam --title 'Tinta hitam' --kind ink \
	    --yield 1400 --minimum 2 --target 6 --marker 'Black Ink'
	admin supply put toner-hitam --title 'Toner hitam' --kind toner \
	    --yield 3000 --minimum 1 --target 4
	by supply buy tinta-hitam 3 --price 560000 --supplier 'CV Tinta Contoh' \
	    --delivery SJ-201 --budget 5.1.02
	by supply buy toner-hitam 3 --price 1150000 \
	    --supplier 'CV Tinta Contoh' --delivery SJ-202 --budget 5.1.02
	by supply install tinta-hitam --printer paspor-1
	by supply install toner-hitam --printer surat-1
	admin kind add buku-paspor --title 'Buku paspor 48 hlm.'
	admin kind add kartu-pmi --title 'Kartu pekerja migran'
	by stock receive buku-paspor X7654322 X7654341 --delivery SJ-118 \
	    --price 150000
	by stock receive kartu-pmi K0000002 K0000051 --delivery SJ-119 \
	    --price 18500
}
# The passport is checked and handed over; one more letter comes out ill.
office_day() {
	local id passport
	passport=$(jq .id "$RIG/paspor.job")
	by check "$passport" --serial "$(jq -r .serial "$RIG/paspor.job")" \
	    --qr "$(cat "$RIG/paspor.qr")" \
	    --mrz "$(tests/scenario/mrz.sh "$demo/paspor.pdf")" --pass
	by issue "$passport" --to 'Ratna Kusumaningtyas' --paper KTP \
	    --paper-number 5202045704980003
	jq '.printer = "surat-1"' templates/surat-rekomendasi/contoh.json \
	    >"$RIG/letter.json"
	id=$(cetak --json submit "$RIG/letter.json" --photo "$photo" | jq .id)
	rig_wait 60 printed "$id"
	admin --json job "$id" >"$RIG/job-$id.json"
	ids+=("$id")
	by spoil "$id" --reason ink
}
printed() { [ "$(admin --json job "$1" | jq -r .state)" = printed ]; }
office_made() {
	head_line 'Kantor / The office'
	office_upkeep >/dev/null
	office_day >/dev/null
	admin printers | sed 's/^/  /'
	echo
	admin supplies | sed 's/^/  /'
	echo
	admin plans | sed 's/^/  /'
	must 'satu diserahkan, satu rusak / one handed over, one spoiled' \
	    both_ends
}
both_ends() {
	admin --json today | jq -e '.handed_over == 1 and .spoiled == 1' \
	    >/dev/null
}

# Every rupiah of the month is a document's, or said to be nobody's.
office_costs() {
	head_line 'Biaya / Costs'
	echo '  sebulan mesin dan kontrak, dibagi lembar demo ini'
	echo '  a month of machines and contract, shared by the sheets of this demo'
	admin costs --by kind | sed '/^ *$/d; s/^/  /'
	must 'berjumlah buku besar / they add up to the ledger' add_up
	must 'paspor di kantor sungguhan / a passport at the real site: Rp 31.000' \
	    test "$(admin --json what-if per_day=20 price=500000000 \
	    service=55000000 years=5 days=250 | jq .per_document)" -eq 31000
}
add_up() {
	admin --json costs --by kind | jq -e '
	    ([.rows[].total] | add) + .unallocated.total == .ledger.total' \
	    >/dev/null &&
		[ "$(admin --json ledger | jq '[.items[].amount] | add')" -eq \
		    "$(admin --json costs --by kind | jq .ledger.total)" ]
}

# What the day's report says on paper, printed like any document.
office_report() {
	local id
	head_line 'laporan'
	id=$(rig_as demo penyelia /v1/reports -H "$RIG_JSON" \
	    -H "Idempotency-Key: laporan" \
	    -d '{"name": "day", "printer": "surat-1", "hold": false}' | jq .id)
	must 'tercetak / printed' rig_until 60 printed "$id"
	ids+=("$id")
	keep laporan surat-1 "$id"
}

# A page of /admin as a person sees it: a copy without its script, which takes
# its style from the office.
office_pictures() {
	local url=$1 page name chromium
	head_line '/admin'
	chromium=$(command -v "${CHROMIUM:-chromium}") || {
		echo '  tanpa Chromium, tanpa gambar / no Chromium, no pictures'
		return 0
	}
	for page in /admin /admin/printers/paspor-1; do
		name=admin$(sed 's|^/admin||; s|/printers/|-|' <<<"$page")
		curl -sS --fail --max-time 20 "$url$page" \
		    -H "Cookie: cetakd=$(cat "$RIG/token-pimpinan")" |
		    sed "s|<head>|&<base href=\"$url\">|; s|<script .*</script>||" \
			>"$RIG/$name.html"
		rm -f "$demo/$name.png"
		timeout 60 "$chromium" --headless --no-sandbox --disable-gpu \
		    --user-data-dir="$RIG/chromium" --window-size=1440,900 \
		    --hide-scrollbars --screenshot="$demo/$name.png" \
		    "file://$RIG/$name.html" 2>"$RIG/log/chromium" || :
		must "gambar / a picture: $name.png" test -s "$demo/$name.png"
	done
}
