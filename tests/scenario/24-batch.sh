#!/bin/bash
# A batch of 10,000 lines: each accepted or refused by itself with its number,
# progress visible and other counters answered while it runs, read on after
# core was killed in the middle; then `cetak batch` with JSON lines and CSV.
#   LINES=n for fewer
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
cd "$RIG_TOP"
lines=${LINES:-10000}

office kumpul
# the signer is away: jobs stay received, this is about the batch
rig_stop_program kumpul seal
# a letter a line; every 1,000th (but the first) is bad
letter "$RIG/held.json" '.hold = true'
jq -c '.fields.nik = "1"' "$RIG/held.json" >"$RIG/bad.json"
awk -v n="$lines" 'FNR == 1 { line[++k] = $0 } END {
	for (i = 1; i <= n; i++)
		print i == 7 ? "{not json" : line[i % 1000 == 0 ? 2 : 1]
}' "$RIG/held.json" "$RIG/bad.json" >"$RIG/batch"
send() { # KEY FILE
	api /v1/batches -H "Idempotency-Key: $1" \
	    -H 'Content-Type: application/x-ndjson' --data-binary "@$2"
}
progress() { rig_curl kumpul "/v1/batches/$id" | jq -r "$1"; }
taken() { [ "$(progress '.accepted + .refused')" -ge "$1" ]; }
finished() { [ "$(progress .finished)" != null ]; }

# ---- 10,000 lines ----
send satu "$RIG/batch" >"$RIG/answer"
status 'accepted whole' 202
id=$(jq .id "$RIG/answer")
same 'how many lines' "$(jq .total "$RIG/answer")" "$lines"
send satu "$RIG/batch" >"$RIG/answer2"
status 'the same key' 202
same 'is the same batch' "$(jq .id "$RIG/answer2")" "$id"
rig_wait 60 taken 32
seen=0 asked=0 slowest=0
until finished; do
	[ "$SECONDS" -lt 240 ] || fail "the batch does not end"
	now=$(progress '.accepted + .refused')
	[ "$now" -le "$seen" ] || steps=$((${steps:-0} + 1))
	seen=$now
	start=${EPOCHREALTIME/./}
	made "beside-$asked" "$RIG/held.json" >/dev/null
	took=$(((${EPOCHREALTIME/./} - start) / 1000))
	[ "$took" -le "$slowest" ] || slowest=$took
	asked=$((asked + 1))
	if [ "$asked" = 3 ]; then
		rig_stop_program kumpul core KILL
		rig_start_program kumpul core
		rig_wait 30 rig_curl kumpul /v1/printers
	fi
done
[ "$asked" -ge 4 ] || fail 'the batch was over before anybody could look'
[ "${steps:-0}" -ge 2 ] || fail 'no progress was visible'
[ "$slowest" -lt 5000 ] || fail "a counter waited $slowest ms"
ok "beside it $asked jobs, the slowest answered in $slowest ms"
bad=$((lines / 1000 + 1))
same 'refused' "$(progress .refused)" "$bad"
same 'accepted' "$(progress .accepted)" $((lines - bad))

# ---- line by line ----
cursor=0
: >"$RIG/lines"
while [ -n "$cursor" ]; do
	rig_curl kumpul "/v1/batches/$id/lines?limit=200&cursor=$cursor" \
	    >"$RIG/page"
	jq -c '.items[]' "$RIG/page" >>"$RIG/lines"
	cursor=$(jq -r '.next // empty' "$RIG/page")
done
same 'every line is told once' \
    "$(jq -s '[.[].line] == [range(1; length + 1)] and length' \
	"$RIG/lines")" true
same 'so many' "$(wc -l <"$RIG/lines")" "$lines"
wanted=$(awk -v n="$lines" 'BEGIN { print 7
	for (i = 1000; i <= n; i += 1000) print i }' | tr '\n' ' ')
same 'the bad ones by their numbers' \
    "$(jq -r 'select(.problem) | .line' "$RIG/lines" | tr '\n' ' ')" "$wanted"
same 'a bad field by its pointer' "$(jq -r 'select(.line == 1000) |
    .problem | .pointer // .errors[0].pointer' "$RIG/lines")" '/fields/nik'
same 'no job twice' "$(jq -s '[.[].job | values] | unique | length' \
    "$RIG/lines")" $((lines - bad))
first=$(jq -s '.[0].job' "$RIG/lines")
same 'its jobs know their batch' "$(field "$first" .batch)" "$id"

# ---- behind so many events of others a counter still finds its own ----
token=$(rig_curl kumpul /v1/tokens -H 'Content-Type: application/json' \
    -d '{"counter": "loket-9"}' | jq -r .token)
own=$(made own "$RIG/held.json" -H "Authorization: Bearer $token")
rig_spawn reader curl -sSN --max-time 60 --unix-socket "$RIG_HTTP" \
    -H "Authorization: Bearer $token" -H 'Last-Event-ID: 0' \
    -o "$RIG/events" http://localhost/v1/events
rig_wait 30 grep -q '^event: accept' "$RIG/events"
same 'its own event and no other' \
    "$(sed -n 's/^data: //p' "$RIG/events" | jq -s 'map(.job) | unique[]')" \
    "$own"

# ---- what is no batch ----
awk 'BEGIN { for (i = 0; i < 10001; i++) print "{}" }' >"$RIG/long"
send long "$RIG/long" >/dev/null
[[ $(cat "$RIG/status") == 4?? ]] || fail "10,001 lines: $(cat "$RIG/body")"
ok '10,001 lines are refused'
: >"$RIG/empty"
send empty "$RIG/empty" >/dev/null
[[ $(cat "$RIG/status") == 4?? ]] || fail "an empty one: $(cat "$RIG/body")"
api /v1/batches -H 'Content-Type: application/x-ndjson' -d '{}' >/dev/null
status 'no key' 400

# ---- each line says what is wrong with it ----
jq -c '.photo = null' "$RIG/held.json" >"$RIG/wrong"
printf '%s\n' '{"hold": 1, "hold": 2}' '{"hold": }' '[]' >>"$RIG/wrong"
send wrong "$RIG/wrong" >"$RIG/answer"
id=$(jq .id "$RIG/answer")
rig_wait 30 finished
same 'the field, or the column' "$(rig_curl kumpul \
    "/v1/batches/$id/lines" | jq -r '.items[].problem |
    .pointer + .en' | tr '\n' '|')" "/photoNot valid base64|A member's name \
comes twice, column 18|This line is not valid JSON, column 10|This line is \
not a JSON object|"

# ---- the command line ----
cetak() { LC_ALL=C.UTF-8 "$B/cetak" -s "unix:$RIG_HTTP" "$@"; }
head -n 20 "$RIG/batch" >"$RIG/twenty.ndjson"
rc=0
cetak batch "$RIG/twenty.ndjson" >"$RIG/said" || rc=$?
same 'cetak batch: some refused' "$rc" 65
grep -q '19 accepted, 1 refused' "$RIG/said" || fail "$(cat "$RIG/said")"
grep -q '^line 7: ' "$RIG/said" || fail "$(cat "$RIG/said")"
ok 'it names the line'
/usr/bin/python3 - templates/kartu-pmi-a4/contoh.json >"$RIG/cards.csv" <<'END'
import csv, json, sys
job = json.load(open(sys.argv[1], encoding="utf-8"))
names = list(job["fields"])
w = csv.writer(sys.stdout)
w.writerow(["template", "hold", "photo", "source.system"] + names)
for n in range(3):
    row = dict(job["fields"], nomor_kartu=f"E2600471{n}")
    if n == 1:
        row["alamat"] = 'Jalan "Mawar", RT 01, Desa Contoh'
    if n == 2:
        row["nik"] = "12"
    w.writerow([job["template"], "true", "templates/contoh/portrait-a.jpg",
                "SISKOP2MI"] + [row[name] for name in names])
END
rc=0
cetak --json batch "$RIG/cards.csv" >"$RIG/said" || rc=$?
same 'CSV: one refused' "$rc/$(jq -c '[.accepted, .refused]' "$RIG/said")" \
    '65/[2,1]'
printf 'template,nik\npaspor\n' >"$RIG/short.csv"
rc=0
cetak batch "$RIG/short.csv" 2>"$RIG/said" || rc=$?
[ "$rc" -ne 0 ] && grep -q 'row 2' "$RIG/said" ||
	fail "a short row: $rc $(cat "$RIG/said")"
ok 'a short row is named'

# ---- told to stop with pages in hand ----
rig_start_program kumpul seal
drawing() {
	local pid
	pid=$(pgrep -P "$(cat "$RIG/pid/kumpul-core")" cetakd-render)
	[ -n "$(pgrep -P "$pid")" ]
}
for _ in 1 2 3; do
	rig_wait 30 drawing
	rig_stop_program kumpul core # says so if it aborts
	rig_start_program kumpul core
	rig_ready kumpul
done
ok 'core ends well with pages in hand'
sane
