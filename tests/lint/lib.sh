# shellcheck shell=bash
# Shared by the lint scripts: source it first.  Each script takes the root of
# the tree as its argument (selftest.sh gives it bad ones), prints
# file:line: reason for each finding, and exits 1 when there is any.
set -u
lint_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "${1:-$lint_dir/../..}" || exit 70
B=${B:-build}
lint_tmp=$(mktemp -d)
trap 'rm -rf "$lint_tmp"' EXIT

# Files of the tree with one of the endings given, in the folders of C.
files() {
	local args=() end
	for end in "$@"; do
		args+=(-o -name "*.$end")
	done
	find daemon spool include tests -name node_modules -prune -o \
	    -type f \( "${args[@]:1}" \) -print 2>/dev/null | sort
}

strip() { awk -f "$lint_dir/strip.awk" "$1"; }

# Reads findings, prints them, ends the script.
finish() {
	! grep .
	exit
}
