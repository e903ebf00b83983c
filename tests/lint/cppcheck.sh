#!/bin/bash
# cppcheck on the C of the programs, with tests/lint/cppcheck.txt (suppressed
# for a reason each).  Remembers unchanged files in B/cppcheck.
. "$(dirname "$0")/lib.sh"
# what it remembers does not depend on its own settings
[ "$B/cppcheck" -nt "$lint_dir/cppcheck.cfg" ] &&
	[ "$B/cppcheck" -nt "$lint_dir/cppcheck.txt" ] || rm -rf "$B/cppcheck"
mkdir -p "$B/cppcheck"
[ -n "$(files c)" ] || exit 0
cppcheck --enable=warning,performance,portability --inline-suppr --quiet \
    --std=c11 --language=c -j 2 --cppcheck-build-dir="$B/cppcheck" \
    --suppressions-list="$lint_dir/cppcheck.txt" --library=posix,gnu \
    --library="$lint_dir/cppcheck.cfg" -D_GNU_SOURCE \
    '-DCETAKD_VERSION="0"' '-DCETAKD_PREFIX="/"' -Iinclude -Ispool --template='{file}:{line}: {id}: {message}' \
    spool daemon 2>&1 | finish
