#!/bin/bash
# The presses as a service of their own, as systemd starts it: core connects
# and starts none; service or press dies in mid-job and nothing is lost or
# double; no stranger gets one; without the socket core starts them itself.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

rig_init
sock=$RIG/run/kota/press.sock
mkdir -p "$RIG/run/kota"
serve() { # VARIABLE=VALUE...
	: >"$RIG/log/press"
	env "$@" "$RIG_TOP/tests/scenario/activate.py" -r \
	    "press=seqpacket:$sock" -- "$B/cetakd-press" \
	    >>"$RIG/log/press" 2>&1 </dev/null {RIG_NAP}<&- &
	echo $! >"$RIG/pid/press"
	rig_wait 10 grep -qx ready "$RIG/log/press"
}
server() { pgrep -P "$(cat "$RIG/pid/press")"; }
presses() { # how many that serve
	pgrep -P "$(server)" | wc -l
}
serving() { [ "$(presses)" = "$1" ]; }
core_starts() { pgrep -x -P "$(cat "$RIG/pid/kota-core")" cetakd-press; }
printing() { # NAME: a job whose sheet stays in the device; its id is $id
	rig_hold surat-1
	id=$(made "$1" "$RIG/surat.json")
	reach "$id" printing
}
once() { # TEXT: the job comes out, and one behind it
	local next
	next=$(made "next-$id" "$RIG/surat.json")
	rig_let_go surat-1
	reach "$id" printed 90
	reach "$next" printed 90
	same "$1: one sheet of each" "$(sheets "$id") $(sheets "$next")" '1 1'
}

serve
letter "$RIG/surat.json"
office kota
rig_wait 10 serving 1
press=$(pgrep -P "$(server)")
same 'its press is served' "$(presses)" 1
! core_starts || fail 'core started a press'
ok 'core starts none'
rig_wait 10 grep -q '^Seccomp:.*2' "/proc/$press/status"
ok 'a press that is served is in its sandbox'
id=$(made plain "$RIG/surat.json")
reach "$id" printed 90
same 'a sheet is printed' "$(sheets "$id")" 1

# ---- deaths in mid-job ----
printing press-dies
press=$(pgrep -P "$(server)")
kill -KILL "$press"
rig_wait 10 eval 'serving 1 && [ "$(pgrep -P "$(server)")" != '"$press ]"
rig_ready kota 60
ok 'a press that was killed is back'
once 'a press was killed'

printing server-dies
was=$(server) press=$(pgrep -P "$(server)")
kill -KILL "$was"
rig_wait 10 eval '[ "$(server)" != '"$was ] && serving 1"
rig_wait 20 eval "! kill -0 $press"
ok 'a service that was killed takes its presses with it'
rig_ready kota 60
ok 'and is back with them'
once 'the service was killed'

# ---- away, and back ----
rig_end press
! pgrep -x -P "$was" cetakd-press || fail 'a press is left'
rig_wait 10 eval "! rig_curl kota /readyz"
id=$(made away "$RIG/surat.json")
reach "$id" queued
rig_nap 1
same 'without the service the job waits' "$(state "$id")" queued
! core_starts || fail 'core started a press'
ok 'core starts none meanwhile'
for point in press-before-print press-after-print; do
	serve "CETAK_CRASH=$point"
	rig_wait 30 grep -q 'press [0-9]* ended: signal 9' "$RIG/log/press"
	rig_end press
	ok "a press died at $point"
done
serve
reach "$id" printed 90
same 'the service is back: one sheet' "$(sheets "$id")" 1

rig_wait 30 serving 1

# ---- who may ----
stranger() { # connects, says nothing, sees the end
	setpriv --reuid 65534 --clear-groups /usr/bin/python3 -c '
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
s.settimeout(10)
s.connect(sys.argv[1])
sys.exit(s.recv(1) != b"")' "$sock"
}
if [ "$(id -u)" = 0 ]; then
	chmod 0666 "$sock"
	stranger || fail 'a stranger is served'
	grep -q 'of uid 65534 is not core: refused' "$RIG/log/press" ||
		fail 'the stranger is not told of'
	same 'a stranger gets no press' "$(presses)" 1
	chmod 0600 "$sock"
fi

# ---- a press that hangs does not outlive its connection ----
press=$(pgrep -P "$(server)")
kill -STOP "$press"
rig_stop_program kota core KILL
rig_start_program kota core
rig_wait 30 eval "! kill -0 $press"
rig_wait 30 rig_ready kota
ok 'a press that hangs is killed once core is gone'

# ---- the limit ----
many() { # N: connections, held until a line comes
	/usr/bin/python3 -c '
import socket, sys
held = []
for _ in range(int(sys.argv[2])):
    s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    s.connect(sys.argv[1])
    held.append(s)
sys.stdin.read(1)' "$sock" "$1"
}
mkfifo "$RIG/many"
many 70 <"$RIG/many" >"$RIG/log/many" 2>&1 &
exec {MANY}>"$RIG/many"
rig_wait 60 serving 64
rig_nap 1
same 'no more than 64' "$(presses)" 64
exec {MANY}>&-
rig_wait 60 serving 1
ok 'those that are left end'
rig_ready kota 60

# ---- the end, and core alone ----
kill -TERM "$(server)"
rc=0
wait "$(cat "$RIG/pid/press")" || rc=$?
rm "$RIG/pid/press"
same 'SIGTERM ends it well' "$rc" 0
[ ! -e "$sock" ] || fail 'the socket is left'
rig_stop_program kota core
rig_start_program kota core
rig_wait 30 core_starts
rig_ready kota 60
id=$(made alone "$RIG/surat.json")
reach "$id" printed 90
same 'without the socket core starts a press, which prints' "$(sheets "$id")" 1
sane
