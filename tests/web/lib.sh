#!/bin/bash
# Shared by the tests of the front: a directory of their own, a false core, a
# real front on a free port; all of it is gone when the script ends.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
B=${B:-$top/build}
dir=$(mktemp -d "${TMPDIR:-/tmp}/front.XXXXXX")
core_pid='' front_pid='' failed=0

fail() {
	echo "FAIL: $(printf %s "$*" | head -c 400)"
	failed=1
}

# is NAME GOT WANTED
is() {
	[ "$2" = "$3" ] || fail "$1: '$2', not '$3'"
}

# has NAME TEXT WORD
has() {
	case $2 in
	*"$3"*) ;;
	*) fail "$1: no '$3' in '$2'" ;;
	esac
}

hasnt() {
	case $2 in
	*"$3"*) fail "$1: '$3' in '$2'" ;;
	esac
}

# until_true SECONDS COMMAND...: asks again, 20 times a second
until_true() {
	local n=$(($1 * 20))
	shift
	while ! "$@" >/dev/null 2>&1; do
		n=$((n - 1))
		[ "$n" -gt 0 ] || return 1
		read -rt 0.05 <>"$dir/pause" || true # times out: that is all
	done
}

start_core() {
	SHEETS=$dir/sheets.json /usr/bin/python3 "$here/fakecore.py" \
	    "$dir/run" "$dir/core.log" &
	core_pid=$!
	until_true 10 test -S "$dir/run/front.sock"
}

stop_core() {
	kill "$core_pid" 2>/dev/null || true # a test may have ended it
	wait "$core_pid" 2>/dev/null || true
	rm -f "$dir/run/front.sock"
}

start_front() {
	"$B/cetakd-front" -c "$dir/front.conf" 2>"$dir/front.log" &
	front_pid=$!
	until_true 20 grep -q 'core answers' "$dir/front.log"
	port=$(sed -n 's/.*listening on port //p' "$dir/front.log" | head -1)
	# shellcheck disable=SC2034  # for the tests
	base=http://127.0.0.1:$port
}

# shellcheck source=tests/web/browse.sh
. "$here/browse.sh"

ended() {
	local rc=$?
	trap - EXIT
	if [ -n "$front_pid" ]; then
		kill "$front_pid" 2>/dev/null || fail 'the front is not there'
		wait "$front_pid" || fail "the front ended with $?"
		cat "$dir/front.log"
	fi
	[ -z "$core_pid" ] || stop_core
	rm -rf "$dir"
	[ "$failed" -eq 0 ] || rc=1
	exit "$rc"
}
trap ended EXIT
mkdir "$dir/run"
mkfifo "$dir/pause"
echo '{}' >"$dir/sheets.json"
cat >"$dir/front.conf" <<EOF
[authority]
name = disnaker
title = Dinas Tenaga Kerja, LTSA Contoh Raya
telephone = +62 21 000 0000
host = cek.ltsa-contoh.go.id
zone = WITA
[paths]
run = $dir/run
[http]
listen = 127.0.0.1:0
max-body = 65536
max-batch = 131072
EOF
