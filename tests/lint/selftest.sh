#!/bin/bash
# Every lint script finds what it is for: each case makes a bad tree of one
# fault, runs one script on it and looks for its finding; a good tree passes
# them all.
set -u
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
unset B
bad=0

fresh() { # a good tree
	rm -rf "$tree"
	mkdir -p "$tree"/{daemon/base,daemon/core,daemon/gate,spool,include,build,systemd}
	cp "$here/../../.clang-format" "$here/../../.clang-tidy" "$tree"
	mkdir -p "$tree/tests/lint"
	cp "$here/analyzer.h" "$tree/tests/lint"
	cp "$here/../../include/fault.h" "$tree/include"
	cp "$here/../../Makefile" "$tree"
	cd "$tree" || exit 70
	printf '#ifndef FOO_H\n#define FOO_H\n\nint foo_one(int n);\n\n#endif\n' \
	    >include/foo.h
	printf '#include "foo.h"\n\nint\nfoo_one(int n)\n{\n\treturn n + 1;\n}\n' \
	    >spool/foo.c
}
put() { # file, text
	mkdir -p "$(dirname "$1")"
	printf '%b' "$2" >"$1"
}
compile() {
	mkdir -p build/spool
	gcc -Iinclude -c -o build/spool/foo.o spool/foo.c
}
expect() { # script, regex of the finding
	local out
	if out=$("$here/$1.sh" "$tree" 2>&1); then
		echo "$1: passed what has: $2"
	elif ! grep -qE "$2" <<<"$out"; then
		echo "$1: no finding like: $2"
		sed 's/^/     | /' <<<"$out"
	else
		echo "$1: finds: $(grep -m1 -E "$2" <<<"$out")"
		return
	fi
	bad=1
}

fresh
compile
for script in "$here"/[a-z]*.sh; do
	case ${script##*/} in
	lib.sh | selftest.sh | units.sh | tidy.sh) continue ;;
	esac
	"$script" "$tree" || {
		echo "${script##*/}: finds something in a good tree"
		bad=1
	}
done

fresh; put include/store.h 'struct store;\n'
put daemon/gate/a.c '#include "store.h"\n'
expect layers '^daemon/gate/a.c:1: only core'
fresh; put daemon/core/x.h 'struct x;\n'
put daemon/gate/a.c '#include "x.h"\n'
expect layers '^daemon/gate/a.c:1: x.h is neither'
put daemon/gate/a.c '#include "../core/x.h"\n'
expect layers '^daemon/gate/a.c:1: path in an include'
fresh; put daemon/base/a.c '\n#include "foo.h"\n'
expect layers '^daemon/base/a.c:2: floor 0 includes foo.h of floor 1'
fresh; put include/wire.h 'struct x;\n'; put spool/a.c '#include "wire.h"\n'
expect layers '^spool/a.c:1: floors 1 and 2 do not speak'
put spool/a.c '\nlog_info("x");\n'
expect layers '^spool/a.c:2: floors 1 and 2 do not log'
fresh; put spool/a.c 'int\na_b(void)\n{\n\treturn time(0);\n}\n'
expect layers '^spool/a.c:4: floor 1 is pure'
fresh; put include/a.h 'size_t a_b(void);\n'
expect headers '^include/a.h:1: gcc does not'
fresh; put daemon/core/a.c '#include <sqlite3.h>\n'
put spool/b.c '#include <sqlite3.h>\n'
expect libraries '^spool/b.c:1: *sqlite3.h is already'
fresh; put daemon/core/a.c '#include <openssl/evp.h>\n'
expect libraries '^daemon/core/a.c:1: *openssl/ is already'
fresh; put include/a.h '#include <png.h>\n'
expect libraries '^include/a.h:1: an interface names'
fresh; put spool/foo.c 'int bar(void)\n{\nreturn 0;\n}\n'; compile
expect exports '^spool/foo.c:1: exports bar'
fresh; put a.c 'int json_null(void);\nint main(void) { return json_null(); }\n'
gcc -o build/cetak-gate a.c -ljansson; rm a.c
expect linkage '^build/cetak-gate:0: links libjansson'
fresh; put spool/a.c "$(yes '\n' | head -n 601 | tr -d '\n')"
expect lengths '^spool/a.c:601: file over'
fresh; put spool/a.c "int\na_b(void)\n{\n$(yes '\n' | head -n 81 | tr -d '\n')}\n"
expect lengths '^spool/a.c:3: function of 81'
fresh; put spool/a.c 'void\na_b(char *s)\n{\n\tstrcpy(s, "");\n}\n'
expect banned '^spool/a.c:4: strcpy is banned'
fresh; put spool/a.c '/* double */\nconst char *a = "float";\ndouble d;\n'
expect banned '^spool/a.c:3: floating point'
fresh; put spool/a.c 'int  a;\n'
expect format '^spool/a.c:1: not as'
fresh; put spool/a.c '#include <poll.h>\nint a_b;\n'
expect includes '^spool/a.c:1: nothing of <poll.h>'
fresh; put a.sh '#!/bin/sh\nfor i in $(ls *); do rm $j; done\n'
expect scripts '^a.sh:2:.*SC2154'
fresh; put README.md '\n[x](no/such.md)\n'
expect docs '^README.md:2: nothing at no/such.md'
fresh; put spool/a.c "/* TO""DO: x */\n"
expect words '^spool/a.c:1: a word'
fresh; put spool/a.c '/* /ho''me/me */\n'
expect words '^spool/a.c:1: a path'
fresh; put spool/a.c 'int\na_b(void)\n{\n\tint x[2];\n\n\treturn x[2];\n}\n'
expect cppcheck '^spool/a.c:6: '
fresh; put spool/a.c 'int\na_b(const int *p)\n{\n\tif (p != 0)\n\t\treturn 0;\n\treturn *p;\n}\n'
put include/a.h 'int a_b(const int *);\n'; sed -i '1i#include "a.h"' spool/a.c
expect tidy '^spool/a.c:7.*null pointer'
fresh; put systemd/a@.service.in '[Service]\nExecStart=@PREFIX@/sbin/cetakd\nFoo=1\n'
expect units "^systemd/a@.service:3: Unknown key 'Foo'"
fresh; put systemd/a@.service.in '[Service]\nExecStart=@PREFIX@/sbin/nothing\n'
expect units 'nothing is not executable'
exit $bad
