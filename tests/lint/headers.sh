#!/bin/bash
# Every header compiles alone, and twice, by both compilers.
. "$(dirname "$0")/lib.sh"
for header in $(files h); do
	for cc in gcc clang; do
		error=$(printf '#include "%s"\n#include "%s"\n' \
		    "$header" "$header" |
		    "$cc" -std=c11 -Wall -Wextra -Werror -D_GNU_SOURCE \
			-Iinclude -iquote . -iquote "$(dirname "$header")" \
			-fsyntax-only -x c - 2>&1) ||
			echo "$header:1: $cc does not take it alone:" \
			    "$(grep -m1 error <<<"$error")"
	done
done | finish
