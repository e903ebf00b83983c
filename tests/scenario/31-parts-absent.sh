#!/bin/bash
# Parts of the service that are away or die: without the signer jobs wait in
# received; a renderer that dies or stands still loses that job alone; core
# started again at each step prints each job once, also with a gate that holds
# a permit.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
cd "$RIG_TOP"

office bagian '[render]' 'seconds = 2' '[cups]' 'window = 2'
letter "$RIG/job.json" '.printer = "surat-1"'
told() { # CHECK: not ok, in two languages
	curl -sS --unix-socket "$RIG_HTTP" http://localhost/readyz |
	    jq -e --arg c "$1" '.ready == false and .checks[$c].ok == false and
	    (.checks[$c].id | length > 0) and (.checks[$c].en | length > 0)'
}
once() { # ID WHAT
	reach "$1" printed 90
	same "$2" "$(sheets "$1")" 1
}
core_anew() { # [CETAK_CRASH]
	rig_stop_program bagian core "${2:-TERM}"
	CETAK_CRASH=${1-} rig_start_program bagian core
	rig_wait 30 rig_curl bagian /v1/printers
}

# ---- no signer ----
rig_stop_program bagian seal
rig_wait 20 told seal
a=$(made a "$RIG/job.json")
reasoned() {
	rig_curl bagian "/v1/jobs/$a" | jq -e '.state == "received" and
	    (.reason.id | length > 0) and .reason.id != .reason.en'
}
rig_wait 20 reasoned
ok "no signer: it waits and says: $(field "$a" .reason.en)"
rig_start_program bagian seal
once "$a" 'the signer is back: printed once'
rig_ready bagian

# ---- a page that kills its renderer ----
core_anew render-before-draw
b=$(made b "$RIG/job.json")
reach "$b" rejected
same 'a renderer that dies: the job is rejected with a reason' \
    "$(field "$b" '.reason | (.id | length > 0) and (.en | length > 0)')" true
rig_alive bagian-core || fail 'core ended with the renderer'
same 'no sheet of it' "$(sheets "$b")" 0
core_anew
c=$(made c "$RIG/job.json")
once "$c" 'the next one prints'

# ---- a page that stands still ----
# Stops the first child that the renderer forks: no CPU limit will end it.
cat >"$RIG/stop.py" <<'END'
import os, signal, sys
parent = sys.argv[1]
while True:
    with open(f"/proc/{parent}/task/{parent}/children") as f:
        child = f.read().split()
    if child:
        os.kill(int(child[0]), signal.SIGSTOP)
        break
END
render=$(pgrep -P "$(cat "$RIG/pid/bagian-core")" cetakd-render)
rig_spawn stopper /usr/bin/python3 "$RIG/stop.py" "$render"
jq -c '.printer = "surat-1"' templates/surat-rekomendasi/contoh-grup.json \
    >"$RIG/slow.json"
d=$(made d "$RIG/slow.json")
rig_wait 20 rig_gone stopper
e=$(made e "$RIG/job.json")
once "$e" 'beside a renderer that stands still the next one prints'
reach "$d" rejected
same 'the one that stood still is rejected by the clock' \
    "$(field "$d" '.reason | (.id | length > 0) and (.en | length > 0)')" true
same 'no sheet of it' "$(sheets "$d")" 0

# ---- core started anew at each step ----
rig_stop_program bagian seal
f=$(made f "$RIG/job.json")
core_anew
same 'received over a restart' "$(state "$f")" received
rig_start_program bagian seal
once "$f" 'received, then printed once'

cupsdisable -h "$CUPS_SERVER" surat-1
g=$(made g "$RIG/job.json")
reach "$g" queued
core_anew '' KILL
same 'queued over a restart' "$(state "$g")" queued
cupsenable -h "$CUPS_SERVER" surat-1
once "$g" 'queued, then printed once'

for signal in TERM KILL; do
	: >"$RIG/p/surat-1/hold"
	h=$(made "h-$signal" "$RIG/job.json")
	reach "$h" printing
	i=$(made "i-$signal" "$RIG/job.json")
	reach "$i" submitted
	core_anew '' "$signal"
	same "printing over a restart ($signal)" "$(state "$h")" printing
	rm "$RIG/p/surat-1/hold"
	once "$h" 'its gate came back: printed, once'
	once "$i" 'submitted behind it, then printed once'
	same 'one permit' "$(rig_curl bagian "/v1/jobs/$h/events" |
	    jq '[.items[] | select(.event == "permit")] | length')" 1
done
sane
