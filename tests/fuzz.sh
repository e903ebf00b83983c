#!/bin/bash
# One fuzzer: tests/fuzz.sh SURFACE SECONDS
# 0 seconds replays the corpus alone; else the corpus is replayed and new
# inputs are tried for that long, kept in build-fuzz/corpus/ and never in the
# tree.  An input that crashes is left in build-fuzz/crash/.
set -eu
cd "$(dirname "$0")/.."
name=$1 seconds=$2
fuzzer=build-fuzz/tests/fuzz/fuzz_$name
corpus=tests/fuzz/corpus/$name
fresh=build-fuzz/corpus/$name
mkdir -p build-fuzz/crash "$fresh"
if [ -z "$(ls -A "$corpus" 2>/dev/null)" ]; then
	echo "$corpus: no corpus"
	exit 1
fi

options="-artifact_prefix=build-fuzz/crash/$name- -timeout=10 -rss_limit_mb=2048"
[ -e "tests/fuzz/$name.dict" ] && options="$options -dict=tests/fuzz/$name.dict"
# shellcheck disable=SC2086  # words on purpose
if [ "$seconds" -eq 0 ]; then
	exec "$fuzzer" $options -runs=0 "$corpus"
else
	exec "$fuzzer" $options -max_total_time="$seconds" \
	    -print_final_stats=1 "$fresh" "$corpus"
fi
