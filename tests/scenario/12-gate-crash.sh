#!/bin/bash
# The gate is killed at each of its named points: never a second sheet, never
# a sheet without a permit, and the queue goes on with the next job.
. "$(dirname "$0")/lib.sh"

logged() { grep -qE -- "$1" "$RIG/core/log"; }
idle() { [ -z "$(lpstat -h "$CUPS_SERVER" -o)" ]; }

rig_init
mkdir -p "$RIG/run/t" "$RIG/core"
: >"$RIG/core/log"
rig_spawn core "$RIG_TOP/tests/scenario/fakecore.py" gate \
    "$RIG/run/t/gate.sock" "$RIG/core"
port=
rig_start_printer dev port
rig_start_cups 'SetEnv CETAK_CRASH_FLAG '"$RIG/flag" 'SetEnv CETAK_CRASH none'
rig_queue q t "ipp://localhost:$port/ipp/print?contimeout=20"
rig_pdf "$RIG/a.pdf" a

# point, permits, sheets, reports
job=1
while read -r point permits sheets reports; do
	rig_stop_cups
	sed -i "s/^SetEnv CETAK_CRASH .*/SetEnv CETAK_CRASH $point/" \
	    "$RIG/cups/cups-files.conf"
	: >"$RIG/flag"
	rig_start_cups
	rig_print q "cetak/$job/tok" "$RIG/a.pdf" >/dev/null
	rig_wait 20 test ! -e "$RIG/flag"
	rig_wait 20 idle
	same "$point: permits" \
	    "$(grep -c "^PERMIT $job tok -> GO" "$RIG/core/log" || :)" "$permits"
	same "$point: sheets" "$(rig_sheets "cetak/$job/")" "$sheets"
	same "$point: reports" \
	    "$(grep -c "^REPORT $job tok 0 " "$RIG/core/log" || :)" "$reports"
	job=$((job + 1))
	rig_print q "cetak/$job/tok" "$RIG/a.pdf" >/dev/null
	rig_wait 20 logged "^REPORT $job tok 0 "
	same "$point: the next job prints" "$(rig_sheets "cetak/$job/")" 1
	rig_wait 20 idle
	job=$((job + 1))
done <<END
gate-before-permit 0 0 0
gate-after-permit 1 0 0
gate-before-report 1 1 0
gate-after-report 1 1 1
END
