#!/bin/bash
# A random program ends by a random signal, CYCLES times, while letters go to
# a group of two printers: at a random moment, or while some program stands
# still at one of its named points; see lib.sh for what must hold.
# SEED=n repeats the choices, though not the clock.
# shellcheck source=tests/crash/lib.sh
. "$(dirname "$0")/lib.sh"

cycles=${CYCLES:-12}
victims=(core front seal render press gate cupsd)
signals=(TERM KILL)
# press and renderer may not take the flag: their points are 10-points.sh's
mapfile -t points < <(crash_points | grep -v '^press-\|^render-')
RANDOM=${SEED:=$(($(date +%s) % 32768))}
echo "SEED=$SEED"

# Renderer and gate live for moments: the next one within a second is hit.
hit() { # VICTIM SIGNAL
	local _
	for _ in {1..20}; do
		if crash_hit "$1" "$2"; then
			hits[$1-$2]=$((${hits[$1-$2]:-0} + 1))
			return
		fi
		rig_nap 0.05
	done
	hits[missed]=$((${hits[missed]:-0} + 1))
}
# Every other time the devices have a sheet in hand meanwhile.
at_moment() { # VICTIM SIGNAL KEY...
	local moment=$((RANDOM % 1000)) sender
	what="$1 $2 at $moment ms"
	[ $((RANDOM % 2)) = 0 ] || touch "$RIG"/p/surat-{1,2}/hold
	crash_send "${@:3}" &
	sender=$!
	rig_nap "0.$(printf %03d $moment)"
	hit "$1" "$2"
	crash_mend
	rm -f "$RIG"/p/surat-{1,2}/hold
	wait "$sender" || :
}
stands() { [ ! -e "$crash_flag" ]; }
# Only one that stands: to others SIGCONT might come amiss (a leak check at
# the end waits for ever).
go_on() { # PROGRAM
	local p
	for p in $(crash_pids "$1"); do
		! grep -q '^State:.T' "/proc/$p/status" || kill -CONT "$p"
	done 2>/dev/null
}
# Who stands at the point goes on just after the hit, if it was not him.
at_point() { # VICTIM SIGNAL KEY...
	local point=${points[RANDOM % ${#points[@]}]} who sender other
	what="$1 $2 at $point"
	export CETAK_CRASH_STOP=1
	crash_arm "$point"
	unset CETAK_CRASH_STOP
	who=$(crash_starter "$point")
	[[ $point != gate-* ]] || who=gate
	crash_send "${@:3}" &
	sender=$!
	rig_until 20 stands || what+=' (not reached)'
	rm -f "$RIG/hit"
	(
		rig_nap "0.$(printf %03d $((RANDOM % 200)))"
		until
			go_on "$who"
			[ -e "$RIG/hit" ]
		do
			rig_nap
		done
	) &
	other=$!
	hit "$1" "$2"
	: >"$RIG/hit"
	wait "$other" || :
	crash_mend
	go_on "$who" # it may have come to the point only now
	wait "$sender" || :
}
cycle() { # N
	local victim=${victims[RANDOM % 7]} signal=${signals[RANDOM % 2]}
	local how=(at_moment at_point) keys=("$1-1" "$1-2" "$1-3" "$1-4") what
	"${how[RANDOM % 2]}" "$victim" "$signal" "${keys[@]}"
	crash_keep "${keys[@]}"
	crash_settle "${keys[@]}"
	crash_judge "$what, cycle $1" "${keys[@]}"
}

declare -A hits=()
crash_office 'SetEnv CETAK_CRASH_STOP 1'
begin=${EPOCHREALTIME/./}
for ((n = 0; n < cycles; )); do
	cycle "$((++n))"
	crash_clean || { # the logs still speak of it
		rig_show
		break
	}
done
for k in "${!hits[@]}"; do echo "$k ${hits[$k]}"; done | sort | paste -sd,
echo "a cycle: $(((${EPOCHREALTIME/./} - begin) / 1000 / n)) ms"
crash_total "$n"
