#!/bin/bash
# /metrics as Prometheus wants it: promtool finds nothing to say of its names
# and units, counters only rise and come back after a restart, nothing of a
# person stands there, and a printer whose name is hostile stays within its
# quotes.  The rules that are shipped are checked and tried by promtool too.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
# shellcheck source=tests/scenario/people.sh
. "$(dirname "$0")/people.sh"
cd "$RIG_TOP"

rules=systemd/cetakd.rules.yml
promtool check rules $rules >"${TMPDIR:-/tmp}/rules.$$" 2>&1 ||
	fail "$(cat "${TMPDIR:-/tmp}/rules.$$")"
rm "${TMPDIR:-/tmp}/rules.$$"
ok 'promtool check rules'
out=$(promtool test rules tests/scenario/rules_test.yml 2>&1) || fail "$out"
ok 'promtool test rules: each alert fires when it must, and only then'

office angka
paspor_port=''
rig_start_printer paspor-1 paspor_port
rig_add_printer angka paspor-1 "$paspor_port" iso_b7_88x125mm >/dev/null
rig_ready angka 60

look() { # NAME
	rig_curl angka /metrics >"$RIG/metrics-$1"
	promtool check metrics <"$RIG/metrics-$1" >"$RIG/said" 2>&1 ||
		fail "promtool on $1: $(cat "$RIG/said")"
	[ ! -s "$RIG/said" ] || fail "promtool on $1: $(cat "$RIG/said")"
}
has() { # NAME LINE
	grep -qxF -- "$2" "$RIG/metrics-$1" ||
		fail "$1: no '$2' in $(cat "$RIG/metrics-$1")"
}
value() { # NAME SERIES
	awk -v s="$2" 'index($0, s " ") == 1 { print $NF }' "$RIG/metrics-$1"
}
# Each counter of the first is in the second and no smaller.
rises() { # NAME NAME
	local what
	what=$(awk '/^# TYPE .* (counter|histogram)$/ { counter[$3] = 1; next }
	/^#/ { next }
	{
		value = $NF
		series = $0
		sub(/ [^ ]*$/, "", series)
		name = series
		sub(/\{.*/, "", name)
		sub(/_(bucket|sum|count)$/, "", name)
		if (!(name in counter) || name == "process_cpu_seconds_total")
			next
		if (FILENAME == ARGV[1])
			was[series] = value
		else
			is[series] = value
	}
	END {
		for (s in was)
			if (!(s in is) || is[s] + 0 < was[s] + 0)
				print s ": " was[s] " became " is[s]
	}' "$RIG/metrics-$1" "$RIG/metrics-$2")
	[ -z "$what" ] || fail "$1 to $2: $what"
	ok "no counter went back: $1 to $2"
}

look idle
ok 'promtool check metrics: not a word, nothing printed yet'
has idle 'cetakd_jobs_accepted_total 0'
has idle 'cetakd_sheets_total{printer="surat-1"} 0'
has idle 'cetakd_printer_ready{printer="surat-1"} 1'
has idle 'cetakd_oldest_waiting_seconds 0'
has idle 'cetakd_store_up 1'

# ---- sheets: one letter, a passport spoiled by a person, one in doubt ----
letter "$RIG/job.json" '.printer = "surat-1"'
a=$(made a "$RIG/job.json")
reach "$a" printed
rig_blanks angka paspor-1 buku-paspor X0000001 X0000010
b=$(paspor b)
reach "$b" printed
look printed
has printed 'cetakd_jobs_accepted_total 2'
has printed 'cetakd_permits_total 2'
has printed 'cetakd_sheets_total{printer="surat-1"} 1'
has printed 'cetakd_sheets_total{printer="paspor-1"} 1'
has printed 'cetakd_sheets_spoiled_total{printer="paspor-1"} 0'
has printed 'cetakd_sheet_duration_seconds_count 2'
has printed 'cetakd_blanks_on_hand{kind="buku-paspor"} 9'
rises idle printed
as petugas "/v1/jobs/$b/check" '{"result":"fail","reason":"ink",
    "serial":"X0000001"}' >/dev/null
status 'spoiled' 200 '"state":"spoiled"'
rig_hold paspor-1
c=$(paspor c)
rig_wait 20 rig_sheets_are "cetak/$c/" 1
rig_wait 20 rig_jam paspor-1 "$paspor_port"
reach "$c" doubt
d=$(paspor d)
rig_wait 20 why "$d" blank-unconfirmed
older() {
	look doubt
	[ "$(value doubt cetakd_oldest_doubt_seconds)" -ge 1 ] &&
		[ "$(value doubt cetakd_oldest_waiting_seconds)" -ge 1 ]
}
rig_wait 10 older
ok 'how long a doubt and a waiting job are'
has doubt 'cetakd_sheets_total{printer="paspor-1"} 1'
has doubt 'cetakd_sheets_spoiled_total{printer="paspor-1"} 1'
has doubt 'cetakd_permits_total 3'
has doubt 'cetakd_jobs{state="doubt"} 1'
rises printed doubt
as petugas "/v1/jobs/$c/settle" '{"outcome":"came-out-spoiled",
    "reason":"jam","serial":"X0000002"}' >/dev/null
status 'settled' 200
look settled
has settled 'cetakd_sheets_total{printer="paspor-1"} 2'
has settled 'cetakd_sheets_spoiled_total{printer="paspor-1"} 2'
has settled 'cetakd_oldest_doubt_seconds 0'
rises doubt settled

# ---- health, supplies, services ----
rig_curl angka /v1/supplies/tinta -X PUT -H "$RIG_JSON" -d '{"title": "Tinta",
    "sort": "ink", "yield": 1000, "minimum": 2, "target": 4}' >/dev/null
as petugas /v1/supplies/tinta/purchases '{"n": 3, "price": 1000,
    "supplier": "CV Contoh", "delivery": "SJ-9"}' >/dev/null
status 'supplies bought' 201
as petugas /v1/printers/surat-1/supplies '{"supply": "tinta"}' >/dev/null
status 'one installed' 201
rig_curl angka /v1/plans -H "$RIG_JSON" -d '{"printer": "surat-1", "title":
    "Servis 90 hari", "days": 90, "grace_days": 7}' >/dev/null
healthy() {
	look upkeep
	has_line upkeep 'cetakd_printer_health{printer="surat-1",state="ready"} 1'
}
has_line() { grep -qxF -- "$2" "$RIG/metrics-$1"; }
rig_wait 20 healthy
ok 'promtool check metrics, with supplies and services'
has upkeep 'cetakd_printer_health{printer="surat-1",state="down"} 0'
has upkeep 'cetakd_printer_reasons{printer="surat-1",class="down"} 0'
has upkeep 'cetakd_printer_supply_ratio{printer="surat-1",supply="tinta"} 1.00'
has upkeep 'cetakd_supply_stock{supply="tinta"} 2'
has upkeep 'cetakd_supply_minimum{supply="tinta"} 2'
has upkeep 'cetakd_printer_service{printer="surat-1",state="ok"} 1'
has upkeep 'cetakd_printer_service{printer="paspor-1",state="none"} 1'
due=$(value upkeep \
    'cetakd_printer_service_due_timestamp_seconds{printer="surat-1"}')
same 'the service is due in 90 days, at midnight of the site' \
    "$(((due - $(date +%s)) / 86400)) $(((due + 25200) % 86400))" '89 0'
rises settled upkeep
rig_stop_printer surat-1
down() {
	look down
	has_line down 'cetakd_printer_health{printer="surat-1",state="down"} 1' &&
	    has_line down 'cetakd_printer_health{printer="surat-1",state="ready"} 0'
}
rig_wait 60 down
ok 'a printer that went away is down, and nothing else'
rig_start_printer surat-1 port

# ---- nothing of a person ----
for file in templates/paspor/contoh.json \
    templates/surat-rekomendasi/contoh.json; do
	jq -r '.fields | .. | strings | select(length > 3)' "$file"
done >"$RIG/personal"
printf '%s\n' petugas penyelia Marlina Wayan loket-1 X0000001 \
    >>"$RIG/personal"
grep -ciE '^[A-Z0-9]' "$RIG/personal" >/dev/null || fail 'nothing to look for'
! grep -iF -f "$RIG/personal" "$RIG/metrics-upkeep" ||
	fail 'the metrics name a person'
ok "none of $(wc -l <"$RIG/personal") words of what was submitted"

# ---- started again; a hostile name ----
rig_stop_program angka core
sqlite3 "$RIG/state/angka/store.sqlite" "INSERT INTO printer (name,
    group_name, uri, media, enabled, created) VALUES ('a\"} 7' || char(10) ||
    'b\\' || char(255), '', 'ipp://localhost:9/ipp/print', '', 0, 1)"
sqlite3 "$RIG/state/angka/store.sqlite" 'SELECT printer, count(*),
    sum(spoiled), sum(pages) FROM output GROUP BY printer' >"$RIG/sums"
rig_start_program angka core
rig_wait 30 rig_curl angka /v1/printers
look again
ok 'promtool takes a hostile name for a name'
grep -qF 'cetakd_printer_ready{printer="a\"} 7\nb\\' "$RIG/metrics-again" ||
	fail "$(grep printer_ready "$RIG/metrics-again")"
ok 'and it is escaped'
same 'one more printer, one more line' \
    "$(grep -c '^cetakd_printer_ready' "$RIG/metrics-again")" 3
rises settled again
tr '|' ' ' <"$RIG/sums" | while read -r p n s g; do
	has again "cetakd_sheets_total{printer=\"$p\"} $n"
	has again "cetakd_sheets_spoiled_total{printer=\"$p\"} $s"
	has again "cetakd_pages_total{printer=\"$p\"} $g"
done || exit 1
same 'the sums are those of the table' "$(tr '\n' ' ' <"$RIG/sums")" \
    'paspor-1|2|2|2 surat-1|1|0|1 '
has again "cetakd_build_info{version=\"$("$B/cetakd" --version |
    cut -d' ' -f2)\"} 1"
core=$(cat "$RIG/pid/angka-core")
same 'open files as /proc counts them, but for what answers' \
    "$(($(value again process_open_fds) - $(find "/proc/$core/fd" -type l |
	wc -l) <= 2))" 1
[ "$(value again process_resident_memory_bytes)" -gt 1000000 ] &&
	[ "$(value again cetakd_store_size_bytes)" -gt 4096 ] &&
	[ "$(value again cetakd_store_disk_free_bytes)" -gt 0 ] ||
	fail "$(cat "$RIG/metrics-again")"
ok 'memory, store and disk have sizes'
sane
