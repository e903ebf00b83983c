#!/bin/bash
# The negative control: the same cupsd, printers and count of sheets, but a
# queue straight to the ipp backend.  cupsd ends just after it accepted a
# document, is started again, and some sheets come twice: without the gate they
# do, and the count sees it.  That none is lost shows that the private cupsd is
# set up as it should be (DirtyCleanInterval 0).
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/../scenario/lib.sh"

cycles=4 # for each signal; more while nothing came twice
RANDOM=${SEED:=$(($(date +%s) % 32768))}
echo "SEED=$SEED"

idle() { [ -z "$(lpstat -h "$CUPS_SERVER" -o)" ]; }
cycle() { # SIGNAL N
	local p at
	for p in 1 2; do
		rig_print "langsung-$p" "$1-$2" "$RIG/a.pdf" >/dev/null
	done
	printf -v at '0.%03d' $((50 + RANDOM % 850))
	rig_nap "$at"
	rig_stop_cups "$1"
	# shellcheck disable=SC2119
	rig_start_cups
	rig_wait 60 idle
	for p in 1 2; do
		accepted=$((accepted + 1))
		case $(rig_sheets "^surat-$p $1-$2 ") in
		0) lost=$((lost + 1)) ;;
		1) ;;
		*) double=$((double + 1)) ;;
		esac
	done
}

rig_init
rig_start_cups
for p in 1 2; do
	port=''
	rig_start_printer "surat-$p" port
	rig_queue "langsung-$p" '' "ipp://localhost:$port/ipp/print"
done
rig_pdf "$RIG/a.pdf" a
for signal in TERM KILL; do
	accepted=0 lost=0 double=0
	for ((n = 1; n <= cycles || (double == 0 && n <= 30); n++)); do
		cycle "$signal" "$n"
	done
	echo "$signal, without the gate: $accepted accepted, $lost lost," \
	    "$double double"
	[ "$double" -gt 0 ] || fail "$signal: no sheet was printed twice"
	same "$signal: none lost" "$lost" 0
done
