#!/bin/bash
# Three years of a made-up office of two printers: loaded, every report timed,
# each month's sums held against the ledger, forecasts against what the days
# to come would be, and the live feed with 200 readers.  The last line is the
# figures.  `make office` calls it.
#   B            programs (build)
#   OFFICE=DIR   keeps the store there
#   PAPERS=DIR   keeps pictures of every page there
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/../scenario/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/../scenario/api.sh"
# shellcheck source=tests/web/browse.sh
. "$(dirname "$0")/../web/browse.sh"
cd "$RIG_TOP"
now() { echo $((${EPOCHREALTIME/./} / 1000)); }

rig_init
# shellcheck disable=SC2034  # of api.sh
office=kantor
state=$RIG/state/kantor
mkdir -p "$state"
began=$(now)
"$B/tests/office/load" "$state/store.sqlite" "$RIG/rest.sql" "$RIG/truth" \
    "$(date +%s)"
sqlite3 -bail "$state/store.sqlite" <"$RIG/rest.sql"
loaded=$(($(now) - began))
ok "three years are loaded in $loaded ms"
# core lets nobody else look into its store
cp "$state/store.sqlite" "$RIG/before"
if [ -n "${OFFICE:-}" ]; then
	mkdir -p "$OFFICE"
	cp "$RIG/before" "$OFFICE/store.sqlite"
	cp "$RIG/truth" "$OFFICE"
fi

rig_start_cups
rig_start_printer paspor-1 paspor
rig_start_printer kartu-1 kartu
rig_start_cetakd kantor
printer() { # NAME PORT MEDIA PLACE MODEL
	rig_curl kantor "/v1/printers/$1" -X PUT -H "$RIG_JSON" -d "$(jq -nc \
	    --arg uri "ipp://localhost:$2/ipp/print" --arg media "$3" \
	    --arg place "$4" --arg model "$5" '{uri: $uri, media: $media,
		place: $place, model: $model}')" >/dev/null
}
# shellcheck disable=SC2154  # set by rig_start_printer
printer paspor-1 "$paspor" iso_b7_88x125mm 'Ruang cetak' 'Mesin paspor'
# shellcheck disable=SC2154
printer kartu-1 "$kartu" iso_id-1_53.98x85.6mm 'Ruang cetak' 'Mesin kartu'
rig_ready kantor 60
same 'the ledger, the blanks and the jobs agree' \
    "$(rig_curl kantor /v1/stock/check | jq -c .)" \
    '{"wrong":[],"adds_up":true}'

/usr/bin/python3 tests/office/figures.py "$RIG_HTTP" "$RIG/truth" \
    "$RIG/before" | tee "$RIG/figures"

# ---- every page, in a browser ----
letter "$RIG/letter" '.hold = true'
printer surat-1 1 iso_a4_210x297mm 'Loket 1' 'Laser A4' # that does not answer
job=$(made live "$RIG/letter")
reach "$job" held
rig_person kantor penyelia admin
base=http://$(sed -n 's/^listen = //p' "$RIG_CONF")
TOKEN=$(cat "$RIG/token-penyelia") NAME=real browse 500 office.mjs "$base" \
    "" jobs "jobs/$job" printers printers/paspor-1 stock costs reports \
    settings "reports?name=year&period=$(($(date +%Y) - 1))" | tee "$RIG/walk"
ok "the pages: $(tail -n 1 "$RIG/walk")"

# ---- the live feed ----
/usr/bin/python3 tests/office/live.py "$RIG_HTTP" "$job" >"$RIG/live"
ok "200 readers saw 100 changes: $(cat "$RIG/live")"

jq -rn --slurpfile t "$RIG/truth" --slurpfile l "$RIG/live" \
    --arg loaded "$loaded" --argjson f "$(tail -n 1 "$RIG/figures")" \
    '"office: \($t[0].sheets) sheets in \($loaded) ms, \($f.reports) reports" +
     ", slowest \($f.slowest_ms) ms, \($f.sums) sums and \($f.forecasts)" +
     " forecasts, \($f.wrong) wrong, feed p99 \($l[0].p99_ms) ms"'
