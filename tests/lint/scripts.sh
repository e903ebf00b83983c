#!/bin/bash
# Runs shellcheck on every shell script, by name or by first line.
. "$(dirname "$0")/lib.sh"
find . -maxdepth 6 \( -name .git -o -name 'build*' -o -name node_modules \) \
    -prune -o -type f -print | sort -u | while read -r file; do
	case $file in
	*.sh) ;;
	*.c | *.h | *.png | *.pdf | *.json | *.jpg) continue ;;
	*) head -c 64 "$file" | tr -d '\0' | head -n 1 |
	    grep -qE '^#!.*[ /](ba|da)?sh( |$)' || continue ;;
	esac
	echo "$file"
done >"$lint_tmp/scripts"
[ -s "$lint_tmp/scripts" ] || exit 0
xargs shellcheck -S warning -e SC2120 -x -P SCRIPTDIR -f gcc <"$lint_tmp/scripts" |
    sed 's|^\./||' | finish
