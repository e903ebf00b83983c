#!/bin/bash
# What the Markdown files link to in this tree is there.
. "$(dirname "$0")/lib.sh"
find . -name .git -prune -o -name node_modules -prune -o -name 'build*' -prune \
    -o -name '*.md' -print | sed 's|^\./||' | while read -r file; do
	awk '/^(    |\t)/ { next }
	/^```/ { code = !code }
	!code {
		while (match($0, /\]\([^) ]+/)) {
			print FNR " " substr($0, RSTART + 2, RLENGTH - 2)
			$0 = substr($0, RSTART + RLENGTH)
		}
	}' "$file" | while read -r line target; do
		case $target in
		*://* | mailto:* | '#'*) continue ;;
		esac
		[ -e "$(dirname "$file")/${target%%#*}" ] ||
			echo "$file:$line: nothing at $target"
	done
done | finish
