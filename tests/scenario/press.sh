# shellcheck shell=bash
# Press alone, driven through its descriptor; after lib.sh:
#   press_start              the gate's stand-in, press
#   say MESSAGE...           to press
#   got KIND FILTER          whether jq's filter takes the newest of a kind
#   count KIND               how many came
#   ask KIND MESSAGE...      sends, waits for one more of the kind: ANSWER
#   field FILTER             of ANSWER
say() { printf '%s\n' "$*" >&"$TO_PRESS"; }
got() {
	sed -n "s/^$1 //p" "$RIG/press" | tail -n 1 | jq -e "$2" >/dev/null
}
count() { grep -Ec "^($1) " "$RIG/press" || :; }
ask() {
	local kind=$1 n
	shift
	n=$(($(count "$kind") + 1))
	say "$@"
	rig_wait 20 eval "[ \"\$(count '$kind')\" -ge $n ]"
	# shellcheck disable=SC2034  # for the test
	ANSWER=$(sed -En "s/^($kind) //p" "$RIG/press" | sed -n "${n}p")
}
field() { jq -r "$1" <<<"$ANSWER"; }
press_start() {
	mkdir -p "$RIG/run/t" "$RIG/core"
	: >"$RIG/core/log"
	rig_spawn core "$RIG_TOP/tests/scenario/fakecore.py" gate \
	    "$RIG/run/t/gate.sock" "$RIG/core"
	mkfifo "$RIG/say"
	exec {TO_PRESS}<>"$RIG/say"
	: >"$RIG/press"
	"$RIG_TOP/tests/scenario/fakecore.py" press "$B/cetakd-press" \
	    <"$RIG/say" >"$RIG/press" 2>"$RIG/log/press" {TO_PRESS}>&- \
	    {RIG_NAP}<&- &
	echo $! >"$RIG/pid/press"
	rig_wait 10 eval 'pgrep -P "$(cat "$RIG/pid/press")" cetakd-press'
	# shellcheck disable=SC2034  # for the test
	press=$(pgrep -P "$(cat "$RIG/pid/press")" cetakd-press)
}
