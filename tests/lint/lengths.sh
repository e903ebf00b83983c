#!/bin/bash
# A file has at most 600 lines, a function 80 from brace to brace (tables
# have no brace of their own line), an interface 200 lines of code, a
# private header 400: contract comments are not counted.
. "$(dirname "$0")/lib.sh"
for file in $(files c h); do
	awk -v f="$file" '
	FNR == 601 { print f ":601: file over 600 lines" }
	/^\{$/ { from = FNR }
	/^\}/ && from {
		if (FNR - from - 1 > 80)
			print f ":" from ": function of " FNR - from - 1 " lines"
		from = 0
	}' "$file"
	[[ $file != *.h ]] ||
		strip "$file" | awk -v f="$file" 'NF { n++ }
		END { if (n > (f ~ /^include/ ? 200 : 400)) print f ":1: header of " n " lines of code" }'
done | finish
