#!/bin/bash
# Each program dies by SIGKILL at each of its named points (crash.h) while
# three letters are on their way, and is started again: every accepted job is
# still there, the same key gives the same job, no job has two sheets, and each
# ends printed (one sheet) or in doubt (at most one).  A renderer that dies in
# the middle of a page rejects that job alone, with no sheet.  Then a dozen
# deaths at random moments (CYCLES=n for more).
#   10-main-job.sh [POINT...]     default: every point named in the source
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/../scenario/lib.sh"
cd "$RIG_TOP"

points=("$@")
name='"(core|store|gate|press|render|seal|front)-(before|after)-[a-z]+"'
[ $# -gt 0 ] || mapfile -t points < <(grep -rhoE --include='*.c' "$name" \
    daemon spool | tr -d '"' | sort -u)
[ $# -gt 0 ] || [ "${#points[@]}" -ge 20 ] || fail 'points are missing'

rig_init
flag=$RIG/flag
rig_start_cups "SetEnv CETAK_CRASH_FLAG $flag" 'SetEnv CETAK_CRASH none'
port=''
rig_start_printer surat-1 port
rig_start_cetakd krisis
rig_add_printer krisis surat-1 "$port" >/dev/null
rig_ready krisis
export CETAK_CRASH_FLAG=$flag

# Who has the point: the process to start again after its death.
owner() {
	case $1 in
	gate-*) echo cups ;;
	seal-*) echo seal ;;
	front-*) echo front ;;
	*) echo core ;; # its own, the store's, its children's
	esac
}
arm() { # POINT
	if [ "$(owner "$1")" = cups ]; then
		sed -i "s/^SetEnv CETAK_CRASH .*/SetEnv CETAK_CRASH $1/" \
		    "$RIG/cups/cups-files.conf"
		rig_stop_cups TERM
		rig_start_cups ''
	else
		rig_stop_program krisis "$(owner "$1")"
		# press may unlink nothing: it dies each time until core is
		# started anew
		[[ $1 != press-* ]] || unset CETAK_CRASH_FLAG
		CETAK_CRASH=$1 rig_start_program krisis "$(owner "$1")"
		export CETAK_CRASH_FLAG=$flag
	fi
	rig_ready krisis
	: >"$flag"
	deaths=$(press_deaths)
}
press_deaths() {
	grep -c 'press surat-1 ended: signal 9' "$RIG/log/krisis-core" || :
}
# A fallen program is started again, as systemd would.
mend() {
	local p
	for p in seal core front; do
		rig_alive "krisis-$p" || rig_start_program krisis "$p"
	done
}
fell() { # POINT
	mend
	if [[ $1 == press-* ]]; then
		[ "$(press_deaths)" -gt "$deaths" ]
	else
		[ ! -e "$flag" ]
	fi
}
post() { # KEY: the job's id, asked again with the same key until answered
	local answer
	answer=$(rig_curl krisis /v1/jobs -H "Idempotency-Key: $1" \
	    -F "job=@$RIG/job.json;type=application/json" \
	    -F photo=@templates/contoh/portrait-a.jpg 2>/dev/null) || {
		mend
		return 1
	}
	jq -e .id <<<"$answer" >"$RIG/id-$1"
}
settled() { # ID
	mend
	rig_curl krisis "/v1/jobs/$1" 2>/dev/null | jq -e \
	    '.state | . == "printed" or . == "doubt" or . == "rejected"'
}
state() { rig_curl krisis "/v1/jobs/$1" | jq -r .state; }

judge() { # POINT ID
	local sheets state
	sheets=$(rig_sheets "^surat-1 cetak/$2/")
	state=$(state "$2")
	case $state/$sheets in
	printed/1 | doubt/0 | doubt/1) ;;
	rejected/0) [[ $1 == render-* ]] || fail "$1: job $2 was rejected" ;;
	*) fail "$1: job $2 is $state with $sheets sheets" ;;
	esac
	[ "$state" != doubt ] || doubts=$((doubts + 1))
	accepted=$((accepted + 1))
}

# Three letters past one point.
cycle() { # POINT
	local k id
	arm "$1"
	for k in 1 2 3; do
		rig_wait 30 post "$1-$k"
	done
	# a sandboxed child cannot take the flag: it dies each time
	[[ $1 == render-* ]] || rig_wait 30 fell "$1"
	if [[ $1 == press-* ]]; then
		rig_stop_program krisis core
		rig_start_program krisis core
	fi
	for k in 1 2 3; do
		id=$(cat "$RIG/id-$1-$k")
		rig_wait 60 settled "$id"
		judge "$1" "$id"
		# the same key is still the same job
		rig_wait 30 post "$1-$k"
		[ "$(cat "$RIG/id-$1-$k")" = "$id" ] ||
			fail "$1: the key gave another job"
	done
	rm -f "$flag"
	ok "$1"
}

# One letter, and one program killed at some moment of its way.
victims=(krisis-core krisis-seal krisis-front cupsd cetakd-render
    cetakd-press)
shoot() { # NAME
	local pid
	if [ -e "$RIG/pid/$1" ]; then
		rig_end "$1" KILL
	else
		pid=$(pgrep -o -P "$(cat "$RIG/pid/krisis-core")" "$1") || return 0
		kill -KILL "$pid"
	fi
	[ "$1" != cupsd ] || rig_start_cups ''
}
random_death() { # N
	local victim=${victims[RANDOM % ${#victims[@]}]} id
	rig_wait 30 post "random-$1"
	rig_nap "0.$(printf %03d $((RANDOM % 600)))"
	shoot "$victim"
	id=$(cat "$RIG/id-random-$1")
	rig_wait 60 settled "$id"
	judge "random-$victim" "$id"
}

jq '.printer = "surat-1"' templates/surat-rekomendasi/contoh.json \
    >"$RIG/job.json"
accepted=0 doubts=0
for point in "${points[@]}"; do
	cycle "$point"
done
for program in core seal front; do
	rig_stop_program krisis "$program"
	rig_start_program krisis "$program"
done
rig_ready krisis
for ((n = 1; n <= ${CYCLES:-12}; n++)); do
	random_death "$n"
done
ok "${CYCLES:-12} deaths at random moments"
kept=$(rig_curl krisis '/v1/jobs?limit=200' | jq '.items | length')
[ "$accepted" -gt 200 ] || same 'no job lost, none made twice' \
    "$kept" "$accepted"
echo "$((${#points[@]} + ${CYCLES:-12})) cycles: $accepted accepted, 0 lost," \
    "0 double, $doubts doubt"
