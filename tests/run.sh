#!/bin/bash
# Runs the tests as separate, counted items; `make test` calls it.
#   tests/run.sh all | lint | unit | store | fuzz | scenario | golden | web
#                | crash
# Three items at a time (TEST_JOBS; most of them wait), each with a limit
# (TEST_LIMIT seconds) and its output in build/test-log/ITEM.log.  A failing
# item shows the end of its log.  The last line is 'N passed, N failed'; the
# exit code says the same.
#
# Scripts find the programs by B, an absolute path: build-san, except for
# what measures or links (lint), which takes build.
set -u
cd "$(dirname "$0")/.." || exit 70
top=$PWD
log=$top/build/test-log
jobs=${TEST_JOBS:-3}
limit=${TEST_LIMIT:-300}
unset MAKEFLAGS MFLAGS MAKELEVEL # no job server of a make above
export ASAN_OPTIONS=${ASAN_OPTIONS:-print_legend=0}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}

# One item: name, then the command.  Called by xargs through --one.
one() {
	local name=$1 start rc=0 took
	shift
	start=${EPOCHREALTIME/./}
	timeout -k 10 "$limit" "$@" >"$log/$name.log" 2>&1 </dev/null || rc=$?
	took=$(((${EPOCHREALTIME/./} - start) / 1000))
	echo "$rc" >"$log/$name.rc"
	if [ "$rc" -eq 0 ]; then
		printf 'ok   %5d.%01d s  %s\n' $((took / 1000)) \
		    $((took % 1000 / 100)) "$name"
	else
		# in one write, so that two failures do not mix
		printf '%s\n' "$(printf 'FAIL %5d.%01d s  %s (exit %s)\n' \
		    $((took / 1000)) $((took % 1000 / 100)) "$name" "$rc"
		{
			grep -m1 -A 12 'ERROR: [AL].*Sanitizer\|runtime error' \
			    "$log/$name.log"
			tail -n 40 "$log/$name.log"
		} | grep -vE '^(  |=>)0x' | sed 's/^/     | /')"
	fi
}

# Each list_ prints items: name, tab, command.
list_lint() {
	local s
	for s in tests/lint/[a-z]*.sh; do
		[ -x "$s" ] || continue
		printf 'lint-%s\tenv B=%s %s\n' "$(basename "$s" .sh)" \
		    "$top/build" "$s"
	done
}

list_unit() {
	local t
	for t in tests/unit/test_*.c; do
		[ -e "$t" ] || continue
		t=$(basename "$t" .c)
		printf 'unit-%s\tbuild-san/tests/unit/%s\n' "${t#test_}" "$t"
	done
}

list_store() {
	local t
	for t in tests/store/test_*.c; do
		[ -e "$t" ] || continue
		t=$(basename "$t" .c)
		printf 'store-%s\tbuild-san/tests/store/%s\n' "${t#test_}" "$t"
	done
	list_scripts store tests/store/*.sh
}

# Corpora are replayed in whole by a run of their own.
list_fuzz() {
	local f name seconds=${FUZZ_S:-5}
	for f in tests/fuzz/fuzz_*.c; do
		[ -e "$f" ] || continue
		f=$(basename "$f" .c)
		name=${f#fuzz_}
		printf 'replay-%s\ttests/fuzz.sh %s 0\n' "$name" "$name"
		[ "$seconds" -eq 0 ] ||
			printf 'fuzz-%s\ttests/fuzz.sh %s %s\n' \
			    "$name" "$name" "$seconds"
	done
}

list_scripts() {
	local kind=$1 s
	shift
	for s in "$@"; do
		[ -x "$s" ] || continue
		[ "$(basename "$s")" = lib.sh ] && continue
		printf '%s-%s\tenv B=%s %s\n' "$kind" \
		    "$(basename "$s" .sh)" "$top/build-san" "$s"
	done
}
list_scenario() { list_scripts scenario tests/scenario/[0-9]*.sh; }
list_golden() { list_scripts golden tests/golden/*.sh; }
list_web() { list_scripts web tests/web/*.sh; }
list_crash() { list_scripts crash tests/crash/*.sh; }
# The longest first, so that none is left running alone; clang-tidy, a minute
# by itself, is for `make lint` and .ci/run.
list_all() {
	list_crash
	list_web
	list_scenario
	list_lint | grep -v '^lint-tidy'
	list_store
	list_fuzz
	list_golden
	list_unit
}

if [ "${1-}" = --one ]; then
	shift
	one "$@"
	exit 0
fi

set_name=${1:?what to run}
mkdir -p "$log"
case $set_name in
all | lint | unit | store | fuzz | scenario | golden | web | crash) ;;
*)
	echo "run.sh: no set called '$set_name'" >&2
	exit 64
	;;
esac
if [ "$set_name" != unit ]; then
	tests/deps.sh build demo test || exit 69
fi
[ "$set_name" = fuzz ] && limit=$((limit + ${FUZZ_S:-5}))
export TEST_LIMIT=$limit

items=$("list_$set_name")
[ "$set_name" = all ] && rm -f "$log"/*.rc "$log"/*.log
while IFS=$'\t' read -r name _; do
	rm -f "$log/$name.rc"
done <<<"$items"
tr '\t' ' ' <<<"$items" | xargs -r -P "$jobs" -L 1 "$0" --one

passed=0 failed=0
while IFS=$'\t' read -r name _; do
	[ -n "$name" ] || continue
	if [ "$(cat "$log/$name.rc" 2>/dev/null)" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "failed: $name    build/test-log/$name.log"
	fi
done <<<"$items"
echo "$passed passed, $failed failed" | tee "$log/summary"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
