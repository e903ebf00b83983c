#!/bin/bash
# Nothing included for nothing: a header is unused when no name that it (or
# what it includes) declares occurs in the file.  Names are taken from the
# preprocessor's own output, all that could be used from outside: macros,
# words before a parenthesis, tags, capitals, and any word of four letters.
# So it errs on the side of silence.  Repeated includes are found too.
. "$(dirname "$0")/lib.sh"

# Names of one header as seen from a folder, cached by both.
names_of() { # "header" or <header>, folder
	local cache
	[[ $1 == '"'* ]] || set -- "$1" .
	cache=$lint_tmp/$(tr -c 'A-Za-z0-9\n' _ <<<"$2 $1")
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
	echo "$cache"
}

for file in $(files c h); do
	strip "$file" | grep -v '^#[[:space:]]*include' |
	    grep -oE '[A-Za-z_][A-Za-z0-9_]*' | sort -u >"$lint_tmp/words"
	grep -nE '^#[[:space:]]*include[[:space:]]*["<]' "$file" |
	    sed -E 's/^([0-9]+):[^"<]*(["<][^">]*[">]).*/\1 \2/' |
	    while read -r line header; do
		grep -qxF "$header" "$lint_tmp/seen" 2>/dev/null &&
			echo "$file:$line: $header is included twice"
		echo "$header" >>"$lint_tmp/seen"
		case $header in
		*.inc\") continue ;; # bytes made by the build
		'<setjmp.h>' | '<stdarg.h>' | '<stddef.h>' | '<stdint.h>')
			# cmocka.h needs them before it
			grep -q '<cmocka.h>' "$file" && continue ;;
		esac
		case $header in
		*"/$(basename "$file" .c).h\"" | "\"$(basename "$file" .c).h\"")
			continue ;; # its own interface
		esac
		cache=$(names_of "$header" "$(dirname "$file")")
		[ -s "$cache" ] || continue
		comm -12 "$cache" "$lint_tmp/words" | grep -q . ||
			echo "$file:$line: nothing of $header is used"
	done
	rm -f "$lint_tmp/seen"
done | finish
