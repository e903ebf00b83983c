#!/bin/bash
# Nothing included for nothing: a header is unused when no name that it (or
# what it includes) declares occurs in the file.  Names are taken from the
# preprocessor's own output, all that could be used from outside: macros,
# words before a parenthesis, tags, capitals, and any word of four letters.
# So it errs on the side of silence.  Repeated includes are found too.
. "$(dirname "$0")/lib.sh"

# Names of one header as seen from a folder, cached by both; sets $cache.
names_of() { # "header" or <header>, folder
	[[ $1 == '"'* ]] || set -- "$1" .
	cache=$2_$1
	cache=$lint_tmp/${cache//[^A-Za-z0-9]/_}
	[ -e "$cache" ] ||
		echo "#include $1" |
		gcc -std=c11 -D_GNU_SOURCE -Iinclude -iquote "$2" -E -dD -x c - \
		    2>/dev/null | awk '
		/^# [0-9]+ "/ { ours = $3 !~ /^"<(built-in|command)/; next }
		!ours { next }
		/^#define / {
			sub(/\(.*/, "", $2)
			print $2
			next
		}
		/^#/ { next }
		{
			n = split($0, word, /[^A-Za-z0-9_]+/)
			call = $0
			for (i = 1; i <= n; i++) {
				w = word[i]
				if (w == "")
					continue
				at = index(call, w)
				rest = substr(call, at + length(w))
				if (length(w) > 3 || w ~ /^[A-Z]/ ||
				    rest ~ /^ *\(/ ||
				    word[i - 1] ~ /^(struct|union|enum)$/ ||
				    rest ~ /^;/)
					print w
				call = rest
			}
		}' | grep -vxE '_+|int|char|void|if|while|for|long|short|const|unsigned|signed' |
		grep -vxE 'static|extern|inline|struct|union|enum|sizeof|return|typedef' |
		sort -u >"$cache"
}

for file in $(files c h); do
	strip "$file" | grep -v '^#[[:space:]]*include' |
	    grep -oE '[A-Za-z_][A-Za-z0-9_]*' | sort -u >"$lint_tmp/words"
	own=${file##*/}
	own=${own%.c}.h
	cmocka=0
	grep -q '<cmocka.h>' "$file" && cmocka=1
	declare -A seen=()
	while read -r line header; do
		[ -z "${seen[$header]-}" ] ||
			echo "$file:$line: $header is included twice"
		seen[$header]=1
		case $header in
		*.inc\") continue ;; # bytes made by the build
		*"/$own\"" | "\"$own\"") continue ;; # its own interface
		'<setjmp.h>' | '<stdarg.h>' | '<stddef.h>' | '<stdint.h>')
			# cmocka.h needs them before it
			[ $cmocka = 0 ] || continue ;;
		esac
		names_of "$header" "${file%/*}"
		[ -s "$cache" ] || continue
		[ -n "$(comm -12 "$cache" "$lint_tmp/words")" ] ||
			echo "$file:$line: nothing of $header is used"
	done < <(grep -nE '^#[[:space:]]*include[[:space:]]*["<]' "$file" |
	    sed -E 's/^([0-9]+):[^"<]*(["<][^">]*[">]).*/\1 \2/')
	unset seen
done | finish
