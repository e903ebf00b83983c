#!/bin/bash
# systemd-analyze verify says nothing about the units as installed, and
# systemd-analyze security is printed for the log.  Programs that are not
# built yet are stood in for by true(1): what a unit starts has to be there.
. "$(dirname "$0")/lib.sh"
root=$lint_tmp
mkdir -p "$root/p/sbin" "$root/p/libexec/cetakd" "$root/units"
cp /bin/true "$root/p/sbin/cetakd"
for name in front seal press hook; do
	cp /bin/true "$root/p/libexec/cetakd/cetakd-$name"
done
find systemd -maxdepth 1 \( -name '*.service*' -o -name '*.socket' -o \
    -name '*.target' \) -type f | while read -r file; do
	name=$(basename "$file" .in)
	sed "s|@PREFIX@|$root/p|g" "$file" >"$root/units/${name}"
done
cd "$root/units" || exit 70
instances=()
for file in *; do
	instances+=("${file/@./@lint.}")
done
for file in *@.service; do
	[ -e "$file" ] || continue
	echo "== security of $file" >>"$root/security"
	systemd-analyze security --offline=true --no-pager "$root/units/$file" \
	    >>"$root/security" 2>&1
done
[ ! -e "$root/security" ] || cat "$root/security"
# shellcheck disable=SC2094
SYSTEMD_UNIT_PATH="$root/units:" systemd-analyze verify \
    "${instances[@]}" 2>&1 >/dev/null | sed "s|^$root/units/|systemd/|" | finish
