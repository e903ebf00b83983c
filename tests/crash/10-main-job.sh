#!/bin/bash
# Each program dies by SIGKILL at each of its named points (crash.h) while
# three letters are on their way, and is started again: every accepted job is
# still there, the same key gives the same job, no job has two sheets, and each
# ends printed (one sheet) or in doubt (at most one).
#   10-main-job.sh [POINT...]     default: every point named in the source
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/../scenario/lib.sh"
cd "$RIG_TOP"

points=("$@")
[ $# -gt 0 ] || mapfile -t points < <(grep -rhoE 'crash_point\("[a-z-]+"\)' \
    daemon spool | cut -d'"' -f2 | sort -u)
[ "${#points[@]}" -ge 20 ] || [ $# -gt 0 ] || fail 'points are missing'

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
		CETAK_CRASH=$1 rig_start_program krisis "$(owner "$1")"
	fi
	rig_ready krisis
	: >"$flag"
}
# A fallen program is started again, as systemd would.
mend() {
	local p
	for p in seal core front; do
		rig_alive "krisis-$p" || rig_start_program krisis "$p"
	done
}
fell() {
	mend
	[ ! -e "$flag" ]
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
	rig_curl krisis "/v1/jobs/$1" 2>/dev/null |
	    jq -e '.state == "printed" or .state == "doubt"'
}
state() { rig_curl krisis "/v1/jobs/$1" | jq -r .state; }

judge() { # POINT ID
	local sheets state
	sheets=$(rig_sheets "^surat-1 cetak/$2/")
	state=$(state "$2")
	case $state/$sheets in
	printed/1 | doubt/0 | doubt/1) ;;
	*) fail "$1: job $2 is $state with $sheets sheets" ;;
	esac
	[ "$state" = printed ] || doubts=$((doubts + 1))
}

jq '.printer = "surat-1"' templates/surat-rekomendasi/contoh.json \
    >"$RIG/job.json"
accepted=0 doubts=0
for point in "${points[@]}"; do
	arm "$point"
	for k in 1 2 3; do
		rig_wait 30 post "$point-$k"
	done
	rig_wait 30 fell
	for k in 1 2 3; do
		id=$(cat "$RIG/id-$point-$k")
		rig_wait 60 settled "$id"
		judge "$point" "$id"
		accepted=$((accepted + 1))
		# the same key is still the same job
		rig_wait 30 post "$point-$k"
		[ "$(cat "$RIG/id-$point-$k")" = "$id" ] ||
			fail "$point: the key gave another job"
	done
	ok "$point"
done
kept=$(rig_curl krisis "/v1/jobs?limit=200" | jq '.items | length')
[ "$accepted" -gt 200 ] || same 'no job lost, none made twice' \
    "$kept" "$accepted"
echo "${#points[@]} points: $accepted accepted, 0 lost, 0 double, $doubts doubt"
