#!/bin/bash
# Sockets from systemd: each program takes those it is handed, by name, says
# READY=1, and makes none of its own.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"

rig_init
etc=$RIG/etc/soket
mkdir -p "$etc" "$RIG/state" "$RIG/run/soket" "$RIG/handed"
rig_conf soket >"$etc/cetakd.conf"
"$B/cetakd-seal" --new-key "$etc" --country UTO --org soket >"$RIG/log/key"
activate() { # NAME PROGRAM SOCKET...
	local name=$1 program=$2
	shift 2
	rig_spawn "$name" "$RIG_TOP/tests/scenario/activate.py" "$@" -- \
	    "$B/$program" -c "$etc/cetakd.conf"
	rig_wait 30 grep -qx ready "$RIG/log/$name"
	ok "$program says READY=1"
}
run=$RIG/run/soket
port=''
rig_port port
# core and front connect by path: their partners listen there
activate seal cetakd-seal "seal=seqpacket:$run/seal.sock"
activate core cetakd "front=seqpacket:$run/front.sock" \
    "gate=seqpacket:$run/gate.sock"
activate front cetakd-front "http=stream:$RIG/handed/http" "tcp=tcp:$port"
ready() { # CURL ARGUMENT...
	curl -sS --max-time 5 "$@" | jq -e '.ready and .checks.seal.ok'
}
rig_wait 30 ready --unix-socket "$RIG/handed/http" http://localhost/readyz
ok 'the handed Unix socket is served, core and seal answer on theirs'
rig_wait 10 ready "http://127.0.0.1:$port/readyz"
ok 'the handed TCP socket is served'
[ ! -e "$run/http.sock" ] || fail 'front made a socket of its own'
ok 'none is made beside it'
for p in front core seal; do
	rc=0
	kill -TERM "$(cat "$RIG/pid/$p")"
	wait "$(cat "$RIG/pid/$p")" || rc=$?
	rm "$RIG/pid/$p"
	same "$p ends well" "$rc" 0
done
