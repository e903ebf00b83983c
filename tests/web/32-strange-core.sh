#!/bin/bash
# The pages before a core gone strange: texts that are markup, numbers at
# their ends, times that are none, members of another kind or missing.  They
# stay whole, nothing gets out of its place, and the front goes on.
. "$(dirname "$0")/lib.sh"
export OFFICE=1 NOW=2025-11-20T02:42:00+00:00
for STRANGE in text number time other less; do
	export STRANGE
	start_core
	start_front
	/usr/bin/python3 "$here/strange.py" "$port" || failed=1
	kill "$front_pid" || fail "$STRANGE: the front is gone"
	wait "$front_pid" || fail "$STRANGE: the front ended with $?"
	! grep -a 'runtime error\|Sanitizer' "$dir/front.log" || failed=1
	front_pid=''
	stop_core
	core_pid=''
	: >"$dir/front.log"
done
