# shellcheck shell=bash
# An office that is hit while it prints, and the count of what it owes: each
# accepted job is one job for ever, has at most one sheet, and ends printed
# (one sheet) or in doubt.  Source it; it brings the rig (scenario/lib.sh).
#
#   crash_office [LINE...]   cupsd, the group kertas of the printers surat-1 and
#                            surat-2, the authority krisis, ready; lines are
#                            cups-files.conf's.  A job whose key ends in 1 has
#                            a photo
#   crash_mend               starts again what fell, as systemd would
#   crash_send KEY...        posts a job for each key, all at once
#   crash_keep KEY...        the same until each is answered, mending
#   crash_settle KEY...      waits until each is in a final state, or too long
#   crash_judge WHAT KEY...  counts them: printed with one sheet, in doubt with
#                            at most one, or lost or double and said so; and
#                            that each key is still the same job.  After a
#                            WHAT that begins with render a job may be rejected
#                            without a sheet
#   crash_points             the points named in the source
#   crash_starter POINT      the program to start anew for it
#   crash_arm POINT          the program is started anew, to die at this point
#                            (crash.h) once, and takes the file $crash_flag
#   crash_pids NAME          processes of core, front, seal, render, press,
#                            gate, cupsd
#   crash_hit NAME SIGNAL    ends one of them; fails when there is none.  It is
#                            cupsd's part to be started again at once
#   crash_clean              nothing lost or double so far
#   crash_total CYCLES       every job again, from the store and from the
#                            sheets; the last line.  Fails with a job lost or
#                            double
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../scenario/lib.sh"
cd "$RIG_TOP" || exit 70

crash_arms=0
declare -A crash_id=() crash_doubt=() crash_rejected=() crash_lost=() \
    crash_double=()

# shellcheck disable=SC2034  # the ports are taken by name
crash_office() {
	local n
	rig_init
	rig_start_cups 'SetEnv CETAK_CRASH_FLAG none' \
	    'SetEnv CETAK_CRASH none' "$@"
	crash_port_1='' crash_port_2=''
	for n in 1 2; do
		rig_start_printer "surat-$n" "crash_port_$n"
	done
	rig_start_cetakd krisis
	for n in 1 2; do
		crash_port=crash_port_$n
		rig_add_printer krisis "surat-$n" "${!crash_port}" \
		    iso_a4_210x297mm kertas >/dev/null
	done
	jq '.group = "kertas"' templates/surat-rekomendasi/contoh.json \
	    >"$RIG/job.json"
	rig_ready krisis
}
crash_mend() {
	local p
	for p in seal core front; do
		rig_alive "krisis-$p" && continue
		rig_stop_program krisis "$p" # how did it end?
		rig_start_program krisis "$p"
	done
	rig_alive cupsd || rig_start_cups
	for p in 1 2; do # not ours, but it falls now and then
		rig_alive "printer-surat-$p" ||
			rig_start_printer "surat-$p" "crash_port_$p"
	done
}

# ---- jobs ----

crash_send() { # KEY...
	local key args=()
	for key; do
		args+=(${args[0]+--next} -sS --max-time 20 --unix-socket
			"$RIG/run/krisis/http.sock" -o "$RIG/answer-$key"
			-H "Idempotency-Key: $key"
			-F "job=@$RIG/job.json;type=application/json")
		[[ $key != *1 ]] ||
			args+=(-F photo=@templates/contoh/portrait-a.jpg)
		args+=(http://localhost/v1/jobs)
	done
	rm -f "${@/#/$RIG/answer-}"
	curl -Z --parallel-immediate "${args[@]}" 2>>"$RIG/log/curl" || :
}
# The ids of those that were answered; fails while one was not.
crash_answered() { # KEY...
	local key id rc=0
	for key; do
		id=$(jq -er .id "$RIG/answer-$key" 2>/dev/null) || {
			rc=1
			continue
		}
		[ "${crash_id[$key]:=$id}" = "$id" ] || {
			echo "key $key: job ${crash_id[$key]}, then $id"
			crash_lost[${crash_id[$key]}]=1
		}
	done
	return "$rc"
}
crash_keep_once() { # KEY...
	local key missing=()
	crash_mend
	for key; do
		crash_answered "$key" || missing+=("$key")
	done
	[ ${#missing[@]} -gt 0 ] || return 0
	crash_send "${missing[@]}"
	crash_answered "${missing[@]}"
}
crash_keep() { rig_wait 60 crash_keep_once "$@"; }

# The newest jobs into $RIG/list, a line each: id, state.
crash_list() { # [LIMIT]
	rig_curl krisis "/v1/jobs?limit=${1:-200}" 2>/dev/null |
		jq -er '.items[] | "\(.id) \(.state)"' >"$RIG/list"
}
crash_final() { # KEY...
	local key
	crash_mend
	crash_list $((3 * $#)) || return 1
	for key; do
		grep -qE "^${crash_id[$key]} (printed|doubt|rejected)$" \
		    "$RIG/list" || return 1
	done
}
crash_settle() { rig_until 90 crash_final "$@" || :; }

# One job by its state and its sheets, now.
crash_look() { # WHAT ID STATE
	local sheets
	sheets=$(rig_sheets "^surat-[12] cetak/$2/")
	case $3/$sheets in
	printed/1) return ;;
	doubt/0 | doubt/1)
		[ -n "${crash_doubt[$2]:-}" ] ||
			echo "$1: job $2 is in doubt with $sheets sheets"
		crash_doubt[$2]=1
		return
		;;
	rejected/0)
		[[ $1 != render* ]] || crash_rejected[$2]=1
		[ -z "${crash_rejected[$2]:-}" ] || return 0
		;;
	esac
	echo "$1: job $2 is ${3:-gone} with $sheets sheets"
	if [ "$sheets" -gt 1 ]; then
		crash_double[$2]=1
	else
		crash_lost[$2]=1
	fi
}
crash_judge() { # WHAT KEY...
	local what=$1 key id state
	local -A states=()
	shift
	rig_wait 30 crash_list
	while read -r id state; do states[$id]=$state; done <"$RIG/list"
	for key; do
		id=${crash_id[$key]}
		crash_look "$what" "$id" "${states[$id]:-}"
	done
	# the newest 200 of all that was ever accepted
	for id in "${crash_id[@]}"; do
		[ "$id" -le $((${#crash_id[@]} - 200)) ] ||
			[ -n "${states[$id]:-}" ] || crash_lost[$id]=1
	done
	# the same key is still the same job
	crash_send "$@"
	crash_answered "$@" || crash_keep "$@"
}

# ---- deaths ----

crash_points() {
	local name='"(core|store|gate|press|render|seal|front)-(before|after)-'
	grep -rhoE --include='*.c' "${name}[a-z]+\"" daemon spool | tr -d '"' |
	    sort -u
}
# Who is started again after a death at the point.
crash_starter() { # POINT
	case $1 in
	gate-*) echo cupsd ;;
	seal-*) echo seal ;;
	front-*) echo front ;;
	*) echo core ;; # its own, the store's, its children's
	esac
}
crash_arm() { # POINT
	local who conf=$RIG/cups/cups-files.conf
	who=$(crash_starter "$1")
	# a name never used before: nobody armed earlier looks at it
	crash_flag=$RIG/flag-$((crash_arms++))
	if [ "$who" = cupsd ]; then
		sed -i -e "s|^SetEnv CETAK_CRASH .*|SetEnv CETAK_CRASH $1|" \
		    -e "s|^\(SetEnv CETAK_CRASH_FLAG\) .*|\1 $crash_flag|" "$conf"
		rig_stop_cups
		rig_start_cups
	else
		rig_stop_program krisis "$who"
		# press may unlink nothing: it dies each time until core is
		# started anew
		[[ $1 == press-* ]] || local -x CETAK_CRASH_FLAG=$crash_flag
		CETAK_CRASH=$1 rig_start_program krisis "$who"
	fi
	rig_ready krisis
	: >"$crash_flag"
}

crash_pids() { # NAME
	local p pids=() up
	case $1 in
	cupsd) cat "$RIG/pid/cupsd" ;;
	core | front | seal) cat "$RIG/pid/krisis-$1" ;;
	press) pgrep -x -P "$(cat "$RIG/pid/krisis-core")" cetakd-press || : ;;
	render) # also its children, one a page
		up=$(cat "$RIG/pid/krisis-core")
		while [ -n "$up" ]; do
			up=$(pgrep -d , -x -P "$up" cetakd-render) || :
			[ -z "$up" ] || tr , '\n' <<<"$up"
		done
		;;
	gate) # asking for the permit, or keeping the real backend
		mapfile -t pids < <(pgrep -x cetak-gate)
		for p in "${pids[@]}"; do
			grep -qzxF "CETAK_RIG=$RIG" "/proc/$p/environ" \
			    2>/dev/null && echo "$p"
		done
		return 0
		;;
	esac
}
crash_hit() { # NAME SIGNAL
	local pids=()
	case $1 in
	cupsd)
		rig_stop_cups "$2"
		rig_start_cups
		;;
	core | front | seal) rig_stop_program krisis "$1" "$2" ;;
	*)
		mapfile -t pids < <(crash_pids "$1")
		[ ${#pids[@]} -gt 0 ] || return 1
		kill "-$2" "${pids[RANDOM % ${#pids[@]}]}" 2>/dev/null
		;;
	esac
}

# ---- the whole ----

crash_clean() { [ $((${#crash_lost[@]} + ${#crash_double[@]})) -eq 0 ]; }

crash_all() { # every job that there is, into $RIG/list
	local cursor='' page
	: >"$RIG/list"
	while :; do
		page=$(rig_curl krisis "/v1/jobs?limit=200$cursor")
		jq -r '.items[] | "\(.id) \(.state)"' <<<"$page" >>"$RIG/list"
		cursor=$(jq -r '.next // empty' <<<"$page")
		[ -n "$cursor" ] || break
		cursor="&cursor=$cursor"
	done
}
crash_total() { # CYCLES
	local id state
	local -A states=()
	crash_mend
	rig_ready krisis
	crash_all
	while read -r id state; do states[$id]=$state; done <"$RIG/list"
	for id in "${crash_id[@]}"; do
		crash_look 'at the end' "$id" "${states[$id]:-}"
	done
	for id in "${crash_id[@]}"; do unset "states[$id]"; done
	for id in "${!states[@]}"; do # one that no key owns
		echo "job $id was made twice"
		crash_double[$id]=1
	done
	rig_stop_cetakd krisis # and none with a sanitizer's word
	! grep -E 'AddressSanitizer|LeakSanitizer|runtime error' "$RIG"/log/* ||
		fail 'a sanitizer spoke'
	echo "$1 cycles: ${#crash_id[@]} accepted, ${#crash_lost[@]} lost," \
	    "${#crash_double[@]} double, ${#crash_doubt[@]} doubt"
	crash_clean
}
