#!/bin/bash
# clang-tidy with .clang-tidy on each source, two at a time, remembered by
# make beside the objects of the build B.
. "$(dirname "$0")/lib.sh"
make -s -k -j2 B="$B" tidy >"$lint_tmp/out" 2>&1
rc=$?
sed -nE "s|^$PWD/||; s/^([^ ]+:[0-9]+):[0-9]+: (warning|error)/\1/p" \
    "$lint_tmp/out" | sort -u >"$lint_tmp/found"
[ $rc -eq 0 ] || [ -s "$lint_tmp/found" ] || cp "$lint_tmp/out" "$lint_tmp/found"
finish <"$lint_tmp/found"
