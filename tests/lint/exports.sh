#!/bin/bash
# foo.c exports only foo_* (foos_* of many); a module in several files foo.c, foo_x.c shares
# the prefix foo_ (any leading part of the file's name at an underscore).
# Reads the objects of the build B.  Names that a header gives otherwise:
. "$(dirname "$0")/lib.sh"
allowed=' log:fatal log:fatalx '
allowed="$allowed metrics_data:metrics_data "

for object in $(find "$B"/daemon "$B"/spool -name '*.o' 2>/dev/null | sort); do
	source=${object#"$B"/}
	source=${source%.o}.c
	[ -e "$source" ] || continue
	stem=$(basename "$source" .c)
	for name in $(nm -g --defined-only "$object" | awk '{ print $3 }'); do
		part=$stem ok=0
		while :; do
			case $name in
			"$part" | "$part"_* | "$part"s_*) ok=1 ;;
			esac
			case $part in
			*_*) part=${part%_*} ;;
			*) break ;;
			esac
		done
		case $source:$name in
		daemon/*:main) ok=1 ;;
	*/main.c:argp_program_*) ok=1 ;; # argp(3) reads them
		esac
		[[ $allowed == *" $stem:$name "* ]] && ok=1
		[ $ok -eq 1 ] && continue
		line=$(grep -nm1 "^\(.*[ *]\)\?$name\>" "$source" | cut -d: -f1)
		echo "$source:${line:-1}: exports $name"
	done
done | finish
