#!/bin/bash
# .clang-format, to the letter.
. "$(dirname "$0")/lib.sh"
mapfile -t all < <(files c h)
[ ${#all[@]} -eq 0 ] ||
	clang-format-14 --dry-run -Werror "${all[@]}" 2>&1 |
	sed -n 's/^\([^ ]*:[0-9]*\):[0-9]*: error: .*/\1: not as clang-format has it/p' |
	sort -u -t: -k1,1 | finish
