# shellcheck shell=bash
# The command line in scenario tests; source it after
# office: id is a command that the rig needs.
#
#   en ARGUMENT... | id ARGUMENT...   cetak in English, in Indonesian
#   says RC WORD WHAT COMMAND...   its exit code, and WORD in what it said
#   json FILTER WHAT ARGUMENT...   stdout of $CLI --json is JSON and the filter
#                                  is true
CLI=en
export CETAK_SERVER=unix:$RIG_HTTP
en() { LC_ALL=C.UTF-8 "$B/cetak" "$@"; }
id() { LC_ALL=id_ID.UTF-8 "$B/cetak" "$@"; }
says() {
	local rc=0 want=$1 word=$2 what=$3
	shift 3
	"$@" >"$RIG/said" 2>&1 || rc=$?
	[ "$rc" = "$want" ] || fail "$what: exit $rc: $(cat "$RIG/said")"
	grep -q -- "$word" "$RIG/said" ||
		fail "$what: no '$word' in: $(cat "$RIG/said")"
	ok "$what"
}
json() {
	local filter=$1 what=$2
	shift 2
	"$CLI" --json "$@" >"$RIG/json" || fail "$what: exit $?"
	jq -e "$filter" "$RIG/json" >/dev/null ||
		fail "$what: $(head -c 600 "$RIG/json")"
	ok "$what"
}
