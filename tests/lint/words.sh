#!/bin/bash
# Words that mean unfinished work, and paths that only this machine has.
. "$(dirname "$0")/lib.sh"
slash=/
words='TO''DO|FIX''ME|X''XX:|HA''CK'
paths="${slash}work${slash}|${slash}root${slash}|${slash}home${slash}[a-z]"
paths="$paths|[.][.]${slash}shared|shared${slash}(design|vectors|peers|probes)"
list() {
	if [ -e .git ]; then
		git ls-files --cached --others --exclude-standard
	else
		find . -type f | sed 's|^\./||'
	fi
}
list | grep -vE '^(tests/vectors|tests/fuzz/corpus)/|\.(png|jpg|pdf|ttf)$' |
    while read -r file; do
	[ -e "$file" ] || continue
	grep -nIwE "$words" "$file" |
	    sed "s|^\([0-9]*\):.*|$file:\1: a word of unfinished work|"
	grep -nIE "$paths" "$file" |
	    sed "s|^\([0-9]*\):.*|$file:\1: a path of one machine|"
done | finish
