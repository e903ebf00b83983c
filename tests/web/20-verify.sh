#!/bin/bash
# The page behind a QR in a real browser: every verdict that the script can
# reach, every status, without script, without core.  Only a valid seal on an
# issued sheet is green; a false seal takes status and data off the page.
. "$(dirname "$0")/lib.sh"
if ! command -v chromium >/dev/null; then
	echo 'chromium is not installed'
	exit 1
fi
cert=$top/tests/vectors/certs/EX_P256_UTTS1A2.pem
status_is() { /usr/bin/python3 "$here/sheets.py" "$cert" "$@" >"$dir/sheets.json"; }
status_is ISSUED
start_core
start_front

id=K7Q2M9XWD4R8TJ3P
seal=$(/usr/bin/python3 -c "
import json
v = json.load(open('$top/tests/vectors/idb/own_examples.json'))
print(next(x['text'] for x in v['vectors'] if x['id'] == 'ex-td3'))")

# the page of PATH as the browser makes it, without what it does not show: $dom
open_page() {
	timeout 60 chromium --headless=new --no-sandbox --disable-gpu \
	    --disable-background-networking --disable-component-update \
	    --disable-sync --no-first-run --lang=id --accept-lang=id \
	    --user-data-dir="$dir/chromium" --virtual-time-budget=5000 \
	    --dump-dom "$base$1" >"$dir/dom.html" 2>"$dir/chromium.log" ||
		fail "chromium: $(tail -3 "$dir/chromium.log")"
	dom=$(sed 's/<template.*<\/template>//' <(tr '\n' ' ' <"$dir/dom.html"))
}
# page NAME VERDICT LOOK TITLE [PATH#SEAL]
page() {
	open_page "${5-/$id#$seal}"
	verdict=$(printf %s "$dom" | sed -n 's/.*data-verdict="\([A-Z_]*\)".*/\1/p')
	look=$(printf %s "$dom" | grep -o 'class="verdict [a-z]*' | head -1)
	is "$1 verdict" "$verdict" "$2"
	is "$1 look" "${look#class=\"verdict }" "$3"
	is "$1 title" "$(printf %s "$dom" | grep -o '<h1>[^<]*' | head -1)" \
	    "<h1>$4"
	echo "$1: $verdict, $4"
}
shows() { has "$1" "$dom" 'Surat rekomendasi &lt;paspor&gt;'; }
hides() {
	for word in 'Y. L.' '0003' '560/1130' 'Sudah diserahkan'; do
		hasnt "$1" "$dom" "$word"
	done
}

page valid VALID ok 'Asli dan berlaku'
shows valid
has valid "$dom" '15 Januari 2026'
has valid "$dom" '13 November 2026, 07.30 WITA'
page small VALID ok 'Asli dan berlaku' "/k7q2m9xwd4r8tj3p#$seal"
page english VALID ok 'Genuine and in force' "/$id?lang=en#$seal"
has english "$dom" 'Passport &lt;letter&gt;'
has english "$dom" '15 January 2026'
has english "$dom" "/$id?lang=id#$seal\""
page none '' off 'Segel belum diperiksa' "/$id"
shows none
hasnt none "$dom" 'gl ok'

# one character of the signature, one of what is signed
forged=${seal:0:200}$(printf %s "${seal:200:1}" | tr A-Z2-7 B-Z2-7A)${seal:201}
page forged INVALID_SIGNATURE forged 'Segel palsu' "/$id#$forged"
hides forged
altered=${seal:0:60}$(printf %s "${seal:60:1}" | tr A-Z2-7 B-Z2-7A)${seal:61}
page altered INVALID_SIGNATURE forged 'Segel palsu' "/$id#$altered"
hides altered
page mismatch ID_MISMATCH forged 'Kode tidak cocok' "/K7Q2M9XWD4R8TJ3V#$seal"
hides mismatch
page cut WRONG_FORMAT off 'Bukan kode kami' "/$id#${seal:0:117}"
hides cut
page damaged READ_ERROR off 'Tidak terbaca' "/$id#${seal/A/a}"
hides damaged
page script READ_ERROR off 'Tidak terbaca' "/$id#<img src=x onerror=alert(1)>"
hasnt script "$dom" '<img'
other=$(/usr/bin/python3 -c "
import json
v = json.load(open('$top/tests/vectors/idb/idb.json'))
v = v if isinstance(v, list) else v['vectors']
print(next(x['text'] for x in v if x.get('text', '').startswith(('RDB1B', 'NDB1B'))))")
page other UNKNOWN_CERTIFICATE off 'Penerbit tidak dikenal' "/$id#$other"
hides other

status_is VOIDED
page voided VALID down Dibatalkan
status_is SPOILED
page spoiled VALID down Rusak
status_is SUPERSEDED
page superseded VALID warn 'Sudah diganti'
status_is PRINTED_NOT_ISSUED
page printed VALID warn 'Asli, belum diserahkan'
status_is NOT_PRINTED
page queued VALID warn 'Belum dicetak'
status_is ISSUED
page unknown '' off 'Tidak dikenal' /00000000000000ZZ
# without a script a browser shows just what the front sends
dom=$(curl -s "$base/$id" | tr '\n' ' ' | sed 's/<template.*<\/template>//')
has noscript "$dom" '<h1>Segel belum diperiksa'
has noscript "$dom" 'verdict off'
hasnt noscript "$dom" 'gl ok'
has noscript "$dom" 'Sudah diserahkan'

stop_core
page away VALID off 'Asli, status tidak diketahui'

# ---- without a browser: policy, weight, what is asked ----
core_pid=''
head=$(curl -sI "$base/$id")
has policy "$head" "Content-Security-Policy: default-src 'self'; base-uri"
has policy "$head" "frame-ancestors 'none'"
has policy "$head" 'Referrer-Policy: no-referrer'
start_core
curl -s "$base/$id" >"$dir/page"
hasnt inline "$(cat "$dir/page")" 'style='
hasnt inline "$(cat "$dir/page")" 'data:'
for f in cetak.css verify.js icon.svg; do
	curl -s "$base/assets/$f" >>"$dir/page"
done
weight=$(gzip -9c "$dir/page" | wc -c)
echo "page, style, script and icon: $weight bytes compressed"
[ "$weight" -le 20480 ] || fail "the page weighs $weight bytes"
is fragment "$(grep -c RDB1 "$dir/core.log")" 0
has search "$(curl -si "$base/periksa?id=k7q2-m9xw+d4r8tj3p")" \
    'Location: /K7Q2M9XWD4R8TJ3P'
has home "$(curl -s "$base/")" '<form class="ask" action="/periksa"'
