#!/bin/bash
# The pages of printers, stock, costs, reports and settings in a real browser:
# both languages, light and dark, narrow and zoomed, an office of its first
# day; what their forms ask core; what a page weighs.
#   AXE=FILE     axe.min.js: each page is tried with it too
#   PAPERS=DIR   pictures of the pages
. "$(dirname "$0")/lib.sh"
if ! command -v chromium >/dev/null; then
	echo 'chromium is not installed'
	exit 1
fi
python=/usr/bin/python3
export NOW=2025-11-20T02:42:00+00:00 OFFICE=1
auth='Cookie: cetakd=token-siti'
pages='printers printers/paspor-2 stock costs?from=2025-10&to=2025-10
reports reports?name=month&period=2025-10 settings'

# shots NAME LANG WIDTH DARK
shots() {
	local p
	for p in $pages; do
		$python - "$base" "$p" "$@" <<'PY'
import json, os, re, sys
base, path, name, lang, width, dark = sys.argv[1:]
file = "-".join([re.sub(r"\W+", "-", path), name, lang, width,
                 "dark" if dark == "1" else "light"])
print(json.dumps({
    "url": f"{base}/admin/{path}{'&' if '?' in path else '?'}lang={lang}",
    "name": file, "width": int(width), "dark": dark == "1",
    "cookies": {"cetakd": "token-siti"}, "axe": os.environ.get("AXE"),
    "png": os.environ.get("PAPERS") and
    os.path.join(os.environ["PAPERS"], file + ".png"),
    # every table and chart opened, every region with a name
    "script": "[...document.querySelectorAll('main svg.plot')].filter(s => "
    "!s.querySelector('title') || !s.querySelector('desc').textContent)"
    ".length + [...document.querySelectorAll('[style],script:not([src])')]"
    ".length"}))
PY
	done
}

# looked FILE: nothing complained of, nothing sideways
looked() {
	$python - "$1" <<'PY' || fail "pages of $1"
import json, sys
bad = n = axe = 0
for line in open(sys.argv[1]):
    a = json.loads(line)
    n += 1
    axe += "axe" in a
    for what in ("said", "axe", "wide"):
        for word in a.get(what, []):
            print(a["name"], what, word[:400])
            bad += 1
    if a["over"] > 0 or a["got"] != 0 or " · " not in a["title"]:
        print(a["name"], "over", a["over"], "got", a["got"], a["title"])
        bad += 1
print(f"{n} pages, {axe} of them with axe: {bad} faults")
sys.exit(bad > 0 or n == 0)
PY
}

browse() {
	timeout 300 "$python" "$here/browser.py" "$1" >"$1.out" ||
		fail "the browser: $(tail -c 300 "$1.out")"
	looked "$1.out"
}

if [ -n "${PAPERS:-}" ]; then
	mkdir -p "$PAPERS"
fi
start_core
start_front
{
	shots full id 1440 0
	shots full id 1440 1
	shots full en 1440 0
	shots full id 320 0
	shots full en 320 1
	shots full id 640 0 # 1280 at 200 %
} >"$dir/full"
browse "$dir/full"

# ---- weight: page, style and script as they go over the wire ----
get() { curl -s "$base$1" -H "$auth" "${@:2}"; }
for f in admin.css admin.js; do get "/assets/$f" >>"$dir/fixed"; done
for p in $pages; do
	n=$({ get "/admin/$p"; cat "$dir/fixed"; } | gzip -9c | wc -c)
	echo "/admin/$p: $n bytes compressed with style and script"
	[ "$n" -le 65536 ] || fail "/admin/$p weighs $n bytes"
done
page=$(get "/admin/printers/paspor-2")
has policy "$(get /admin/costs -i)" "Content-Security-Policy: default-src 'self'"
has reason "$page" 'Pintu depan terbuka'
has act "$page" 'Tutup pintu depan sampai berbunyi klik'
has finding "$page" 'Berhenti 152 menit pada 4 hari; terlama 95 menit'
has document "$page" 'href="/v1/services/11/document"'
has rupiah "$(get /admin/costs)" '65.019.134'
has range "$(get '/admin/costs?from=2025-12&to=2025-10')" 'Oktober 2025'
has what-if "$(get '/admin/costs?per_day=70&price=500.000.000')" '8.857'
hasnt typed "$(get '/admin/costs?per_day=<b>')" '<b>"'

# ---- forms: what core is asked ----
post() {
	curl -s -o "$dir/answer" -w '%{http_code} %{redirect_url}' \
	    -H "$auth" -H 'Sec-Fetch-Site: same-origin' "$base$1" "${@:2}"
}
asked() { tail -1 "$dir/core.log" | $python -c "
import json, sys
print(json.dumps(json.load(sys.stdin)$1, sort_keys=True))"; }
is record "$(post /admin/printers/paspor-2/record -d printer=paspor-2 \
	-d kind=repair -d plan= -d 'supplier=PT Contoh' -d began=2025-11-20T09:00 \
	-d ended=2025-11-20T10:30 -d cost=1.500.000 -d warranty=1)" \
    "303 $base/admin/printers/paspor-2?ok=printer.record"
is record "$(asked '["q"]["route"]')" '"service.add"'
is body "$(asked '["q"]["body"]')" '{"began": "2025-11-20T01:00:00Z", "cost": 1500000, "ended": "2025-11-20T02:30:00Z", "kind": "repair", "printer": "paspor-2", "supplier": "PT Contoh", "warranty": true}'
has clock "$(post /admin/printers/paspor-2/record -d began=2025-02-30T09:00)" 4
is receive "$(post /admin/stock/deliveries -d kind=kartu-pmi -d first=K1 \
	-d last=K9 -d delivery=SJ-1 -d price=6500)" \
    "303 $base/admin/stock?ok=stock.deliveries"
is receive "$(asked '["q"]["body"]["price"]')" 6500
has said "$(get '/admin/stock?ok=stock.deliveries')" 'Blangko diterima.'
is move "$(post /admin/stock/moves -d first=K1 -d last=K9 -d to=tray:kartu-1 \
	-d order=descending)" "303 $base/admin/stock?ok=stock.moves"
is theme "$(post /admin/settings/taste -d theme=dark -d language=en \
	-D "$dir/head")" "303 $base/admin/settings?ok=settings.taste"
has theme "$(cat "$dir/head")" 'theme=dark'
has theme "$(get /admin/settings -H 'Cookie: theme=dark; cetakd=token-siti')" \
    'data-theme="dark"'
is foreign "$(curl -s -o "$dir/answer" -w '%{http_code}' -H "$auth" \
	-H 'Sec-Fetch-Site: cross-site' "$base/admin/stock/moves" -d first=K1)" 403

# ---- an office of its first day ----
stop_core
core_pid=''
export EMPTY=1
start_core
shots first id 1440 0 >"$dir/first"
shots first en 320 1 >>"$dir/first"
again() { get /admin/stock | grep -q 'Belum ada blangko'; }
until_true 10 again || fail 'no page after core came back'
browse "$dir/first"
has first "$(get /admin/printers/paspor-2)" 'Belum ada rencana'
has first "$(get /admin/costs)" 'Belum ada biaya'
has first "$(get /admin/reports)" 'Belum ada laporan'
