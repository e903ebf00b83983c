#!/bin/bash
# The pages of printers, stock, costs, reports and settings in a real browser:
# both languages, light and dark, narrow and zoomed, an office of its first
# day; what their forms ask core; what a page weighs.  PAPERS=DIR keeps
# pictures.
. "$(dirname "$0")/lib.sh"
for tool in chromium npm; do
	if ! command -v $tool >/dev/null; then
		echo "$tool is not installed"
		exit 1
	fi
done
python=/usr/bin/python3
export NOW=2025-11-20T02:42:00+00:00 OFFICE=1
auth='Cookie: cetakd=token-siti'
pages=(audit printers printers/paspor-2 stock 'costs?from=2025-10&to=2025-10'
	'costs?by=printer' reports 'reports?name=month&period=2025-10' settings)
start_core
start_front
browse 300 office.mjs "$base" "${pages[@]}"

# ---- weight: page, style and script as they go over the wire ----
get() { curl -s "$base$1" -H "$auth" "${@:2}"; }
for f in admin.css admin.js; do get "/assets/$f" >>"$dir/fixed"; done
for p in "${pages[@]}"; do
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
has range "$(get '/admin/costs?from=2025-12&to=2025-10')" $'Oktober\u00a02025'
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
# asked once core has the route
if grep -q '"service.add"' "$top/daemon/front/route.c"; then
	is record "$(post /admin/printers/paspor-2/record -d printer=paspor-2 \
		-d kind=repair -d plan= -d 'supplier=PT Contoh' -d began=2025-11-20T09:00 \
		-d ended=2025-11-20T10:30 -d cost=1.500.000 -d warranty=1)" \
	    "303 $base/admin/printers/paspor-2?ok=printer.record"
	is record "$(asked '["q"]["route"]')" '"service.add"'
	is body "$(asked '["q"]["body"]')" '{"began": "2025-11-20T01:00:00Z", "cost": 1500000, "ended": "2025-11-20T02:30:00Z", "kind": "repair", "printer": "paspor-2", "supplier": "PT Contoh", "warranty": true}'
	has clock "$(post /admin/printers/paspor-2/record -d began=2025-02-30T09:00)" 4
fi
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
has theme "$(curl -s "$base/admin/settings" -H "$auth; theme=dark")" \
    'data-theme="dark"'
is foreign "$(curl -s -o "$dir/answer" -w '%{http_code}' -H "$auth" \
	-H 'Sec-Fetch-Site: cross-site' "$base/admin/stock/moves" -d first=K1)" 403

# ---- an office of its first day ----
stop_core
core_pid=''
export EMPTY=1
start_core
again() { get /admin/stock | grep -q 'Belum ada blangko'; }
until_true 10 again || fail 'no page after core came back'
NAME=first browse 200 office.mjs "$base" printers/paspor-2 stock costs reports
has first "$(get /admin/printers/paspor-2)" 'Belum ada rencana'
has first "$(get /admin/costs)" 'Belum ada biaya'
has first "$(get /admin/reports)" 'Belum ada laporan'
