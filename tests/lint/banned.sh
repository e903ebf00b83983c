#!/bin/bash
# Functions that cut, overflow, run a shell, or wait by sleeping; floating
# point on floors 0-2, where money, lengths and times are integers.
. "$(dirname "$0")/lib.sh"
functions='strcpy|strcat|sprintf|vsprintf|atoi|atol|atoll|strtok|gets|system'
functions="$functions|popen|rand|srand|usleep|sleep|nanosleep"
for file in $(files c h); do
	strip "$file" >"$lint_tmp/c"
	grep -nE "(^|[^A-Za-z0-9_>.])($functions)[[:space:]]*\(" "$lint_tmp/c" |
	    sed -E "s/^([0-9]+):(.*[^A-Za-z0-9_>.]|)($functions)[[:space:]]*\(.*/\1: \3 is banned/; s|^|$file:|"
	case $file in
	daemon/base/* | spool/* | include/*)
		grep -nwE 'double|float' "$lint_tmp/c" |
		    sed "s|^\([0-9]*\):.*|$file:\1: floating point on floors 0-2|"
		;;
	esac
done | finish
