#!/bin/bash
# Each program dies by SIGKILL at each of its named points (crash.h) while
# three letters are on their way, and is started again; see lib.sh for what
# must hold.
#   10-points.sh [POINT...]     default: every point named in the source
# shellcheck source=tests/crash/lib.sh
. "$(dirname "$0")/lib.sh"

points=("$@")
[ $# -gt 0 ] || mapfile -t points < <(crash_points)
[ $# -gt 0 ] || [ "${#points[@]}" -ge 20 ] || fail 'points are missing'

press_deaths() {
	grep -c 'press surat-[12] ended: signal 9' "$RIG/log/krisis-core" || :
}
fell() { # POINT
	crash_mend
	if [[ $1 == press-* ]]; then
		[ "$(press_deaths)" -gt "$deaths" ]
	else
		[ ! -e "$crash_flag" ]
	fi
}
# Three letters past one point.
cycle() { # POINT
	local keys=("$1-1" "$1-2" "$1-3")
	crash_arm "$1"
	deaths=$(press_deaths)
	crash_keep "${keys[@]}"
	# a sandboxed child cannot take the flag: it dies each time
	[[ $1 == render-* ]] || rig_wait 30 fell "$1"
	if [[ $1 == press-* ]]; then # until core is started anew
		rig_stop_program krisis core
		rig_start_program krisis core
	fi
	crash_settle "${keys[@]}"
	crash_judge "$1" "${keys[@]}"
	crash_clean || fail "$1"
	ok "$1"
}

crash_office
for point in "${points[@]}"; do
	cycle "$point"
done
crash_total "${#points[@]}"
