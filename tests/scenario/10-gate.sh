#!/bin/bash
# The gate before a real cupsd, the real ipp backend and a real IPP device,
# with a stand-in for core: no permit, no sheet; one permit, one sheet, byte
# for byte, whatever happens to cupsd or core meanwhile.
. "$(dirname "$0")/lib.sh"

start_core() { rig_spawn core "$RIG_TOP/tests/scenario/fakecore.py" gate \
    "$RIG/run/t/gate.sock" "$RIG/core"; }
logged() { grep -qxF -- "$1" "$RIG/core/log"; }
idle() { [ -z "$(lpstat -h "$CUPS_SERVER" -o)" ]; }

rig_init
mkdir -p "$RIG/run/t" "$RIG/core"
: >"$RIG/core/log"
port=
rig_start_cups 'SetEnv CETAK_GATE_SECONDS 20'
rig_start_printer dev port
rig_queue q t "ipp://localhost:$port/ipp/print?contimeout=20"
start_core
rig_pdf "$RIG/a.pdf" a
bytes=$(stat -c %s "$RIG/a.pdf")

rig_print q cetak/1/tokA "$RIG/a.pdf" >/dev/null
rig_wait 20 logged "REPORT 1 tokA 0 $bytes -> NOTED"
same 'a permit gives one sheet' "$(rig_sheets cetak/1/tokA)" 1
cmp "$RIG/a.pdf" "$RIG/p/dev/1.pdf" || fail 'the sheet differs'
ok 'the sheet is byte-identical'
rig_wait 10 idle

rig_print q cetak/1/tokA "$RIG/a.pdf" >/dev/null
rig_wait 20 logged 'PERMIT 1 tokA -> REFUSED'
rig_wait 10 idle
same 'the same token prints nothing again' "$(rig_sheets cetak/1/tokA)" 1

touch "$RIG/core/refuse"
rig_print q cetak/2/tokB "$RIG/a.pdf" >/dev/null
rig_wait 20 logged 'PERMIT 2 tokB -> REFUSED'
rig_wait 10 idle
same 'a refused job prints nothing' "$(rig_sheets cetak/2/)" 0
rm "$RIG/core/refuse"

before=$(wc -l <"$RIG/core/log")
for title in stranger cetak/3 cetak/x/tok cetak/3/../t 'cetak/3/a b'; do
	rig_print q "$title" "$RIG/a.pdf" >/dev/null
done
rig_wait 20 idle
same 'strangers never reach core' "$(wc -l <"$RIG/core/log")" "$before"
same 'nor paper' "$(rig_sheets)" 1

# cupsd is ended while the sheet is in the device.
job=10
for signal in TERM KILL; do
	touch "$RIG/p/dev/hold"
	rig_print q "cetak/$job/tok$signal" "$RIG/a.pdf" >/dev/null
	rig_wait 20 rig_sheets_are "cetak/$job/" 1
	rig_stop_cups "$signal"
	rig_start_cups
	rm "$RIG/p/dev/hold"
	rig_wait 30 logged "REPORT $job tok$signal 0 $bytes -> NOTED"
	rig_wait 20 idle
	same "cupsd $signal in mid-sheet: one sheet and the report" \
	    "$(rig_sheets "cetak/$job/")" 1
	job=$((job + 1))
done

# core is killed while the sheet is in the device.
touch "$RIG/p/dev/hold"
rig_print q cetak/20/tokR "$RIG/a.pdf" >/dev/null
rig_wait 20 rig_sheets_are cetak/20/ 1
rig_end core KILL
start_core
rig_wait 10 logged 'RESUME 20 tokR -> GO'
rm "$RIG/p/dev/hold"
rig_wait 30 logged "REPORT 20 tokR 0 $bytes -> NOTED"
same 'core killed in mid-sheet: resumed, one sheet' \
    "$(rig_sheets cetak/20/)" 1

# core is away when the sheet ends, and comes back later.
touch "$RIG/p/dev/hold"
rig_print q cetak/21/tokS "$RIG/a.pdf" >/dev/null
rig_wait 20 rig_sheets_are cetak/21/ 1
rig_end core KILL
rm "$RIG/p/dev/hold"
rig_nap 1.5
start_core
rig_wait 30 logged "REPORT 21 tokS 0 $bytes -> NOTED"
ok 'core away at the end: the report waits for it'

# core is away before the permit.
rig_wait 10 idle
rig_end core KILL
rig_print q cetak/22/tokT "$RIG/a.pdf" >/dev/null
rig_wait 10 eval 'lpstat -h "$CUPS_SERVER" -l -p q | grep -q connecting-to-dev'
ok 'cupsd is told that the gate waits'
same 'no core, no sheet' "$(rig_sheets cetak/22/)" 0
start_core
rig_wait 20 logged "REPORT 22 tokT 0 $bytes -> NOTED"
same 'core came back: one sheet' "$(rig_sheets cetak/22/)" 1

# the device is switched off: no permit is spent, the job ends.
rig_wait 10 idle
rig_stop_printer dev
rig_print q cetak/24/tokV "$RIG/a.pdf" >/dev/null
rig_wait 30 idle
grep -q tokV "$RIG/core/log" && fail 'a permit for a printer that is off'
ok 'a printer that is off costs no permit'
rig_start_printer dev port

# the device fails: the job ends, nothing is tried again.
rig_wait 10 idle
echo 1 >"$RIG/p/dev/rc"
rig_print q cetak/23/tokU "$RIG/a.pdf" >/dev/null
rig_wait 30 grep -qE '^REPORT 23 tokU [0-9]+ [0-9]+ -> NOTED' "$RIG/core/log"
rig_wait 20 idle
rm "$RIG/p/dev/rc"
same 'a failing device got the document once' "$(rig_sheets cetak/23/)" 1
same 'as many sheets as permits' "$(rig_sheets)" \
    "$(grep -c '^PERMIT.*GO$' "$RIG/core/log")"
