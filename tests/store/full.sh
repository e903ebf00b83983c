#!/bin/sh
# The store on a disk of 4 MiB that another file fills: a small tmpfs in a
# mount namespace of its own, so nothing is left mounted.  B = build folder.
set -eu
test=$B/tests/store/test_disk
dir=$(mktemp -d "${TMPDIR:-/tmp}/cetakd-full-XXXXXX")
trap 'rmdir "$dir"' EXIT
map=
[ "$(id -u)" -eq 0 ] || map=-r
# shellcheck disable=SC2016,SC2086
unshare $map -m sh -c '
	mount -t tmpfs -o size=4m tmpfs "$1" || exit 1
	TMPDIR=$1 CETAK_SMALL_DISK=1 "$2"
' sh "$dir" "$test"
