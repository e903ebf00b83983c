#!/bin/bash
# Who includes whom, downwards only:
#   floor 3 daemon/ROLE, floor 2 spool/store*.c stock*.c blob.c, floor 1 spool/*.c,
#   floor 0 daemon/base.
# Roles never include each other's headers; only core includes store.h and
# blob.h; floors 1 and 2 do not log and do not speak on the wire (fatal() of log.h is no log); floor 1
# asks no clock and does no I/O but reading a template's folder.
. "$(dirname "$0")/lib.sh"

# Floor of an interface: where its .c stands.
floor_of() {
	local stem=${1%.h}
	case $stem in
	store | stock | blob | notice | watch | money | store_paper) echo 2 ;;
	store_upkeep) echo 2 ;;
	msg) echo 0 ;;
	*) if compgen -G "daemon/base/$stem.c" >/dev/null; then
		echo 0
	else
		echo 1
	fi ;;
	esac
}

floor_of_file() {
	local stem
	case $1 in
	daemon/base/*) echo 0 ;;
	daemon/*) echo 3 ;;
	spool/store* | spool/stock* | spool/blob*) echo 2 ;;
	spool/*) echo 1 ;;
	include/*) stem=${1##*/} && floor_of "$stem" ;;
	esac
}

check_include() {
	local file=$1 line=$2 header=$3 floor=$4 base
	base=${header##*/}
	if [[ $header == */* ]]; then
		echo "$file:$line: path in an include: $header"
	elif [ -e "$(dirname "$file")/$header" ] && [[ $file != include/* ]]; then
		: # private, beside the file
	elif [ ! -e "include/$header" ]; then
		[[ $header == *.inc ]] || # made by the build
			echo "$file:$line: $header is neither in include/ nor beside it"
	elif [[ $base == @(store|stock|blob|notice|watch|money|store_paper|store_upkeep).h ]] && [ "$floor" -eq 3 ] &&
	    [[ $file != daemon/core/* ]]; then
		echo "$file:$line: only core includes $base"
	elif [[ $base == wire.h ]] && [[ $file == spool/* ]]; then
		echo "$file:$line: floors 1 and 2 do not speak: $base"
	elif [ "$(floor_of "$base")" -gt "$floor" ]; then
		echo "$file:$line: floor $floor includes $base of floor $(floor_of "$base")"
	fi
}

calls='time|clock_gettime|gettimeofday|localtime|localtime_r|fopen|open|openat'
calls="$calls|socket|connect|printf|fprintf|fputs|getenv|read|write|fork|syslog"
for file in $(files c h | grep -v '^tests/'); do
	floor=$(floor_of_file "$file")
	while IFS=: read -r line text; do
		header=$(sed 's/^[^"]*"\([^"]*\)".*/\1/' <<<"$text")
		check_include "$file" "$line" "$header" "$floor"
	done < <(grep -n '^#[[:space:]]*include[[:space:]]*"' "$file")
	[[ $floor == [12] ]] && strip "$file" |
	    grep -nE 'log_(debug|info|warn|warnx|init)[[:space:]]*\(' |
	    sed "s|^\([0-9]*\):.*|$file:\1: floors 1 and 2 do not log|"
	[ "$floor" = 1 ] || continue
	case $file in
	include/* | spool/template_bundle*.c | spool/template_dir*.c) continue ;;
	esac
	strip "$file" | grep -nE "(^|[^A-Za-z0-9_>.])($calls)[[:space:]]*\(" |
	    sed "s|^\([0-9]*\):.*|$file:\1: floor 1 is pure: no I/O, no clock|"
done | finish
