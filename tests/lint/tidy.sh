#!/bin/bash
# clang-tidy with .clang-tidy on each source, two at a time, remembered by
# make beside the objects of the build B.
. "$(dirname "$0")/lib.sh"
make -s -k -j2 B="$B" tidy 2>&1 |
    sed -nE "s|^$PWD/||; /^[^ ]+:[0-9]+:[0-9]+: (warning|error)/s/:[0-9]+: (warning|error)//p
	/^make/p" |
    sort -u | finish
