#!/bin/bash
# One foreign library, one file or one folder (libcups).  Programs that read
# codes and pictures or narrow themselves do so each in a file of its own, so
# zbar.h, png.h, zlib.h and seccomp.h are counted by folder; seal makes
# certificates, so libcrypto is met there once more.  Interfaces name no
# library but jansson.
. "$(dirname "$0")/lib.sh"

once() { # header-regex, then files that have it: all but the first are wrong
	local name=$1 first=$2 file
	shift 2
	for file in "$@"; do
		echo "$file:$(grep -nm1 "include.*$name" "$file" | cut -d: -f1):" \
		    "$name is already met in $first"
	done
}
having() { # header, paths
	local name=$1
	shift
	grep -lE "^#[[:space:]]*include[[:space:]]*[<\"]$name" "$@" 2>/dev/null |
	    sort
}
mapfile -t sources < <(files c | grep -v '^tests/')
mapfile -t heads < <(files h | grep '^include/')
{
	for name in sqlite3.h 'net-snmp/' hpdf.h qrencode.h microhttpd.h \
	    jpeglib.h curl/curl.h ini.h utf8proc.h 'gnutls/'; do
		mapfile -t found < <(having "$name" "${sources[@]}")
		[ ${#found[@]} -lt 2 ] || once "$name" "${found[@]}"
	done
	mapfile -t found < <(having cups/ "${sources[@]}" |
	    grep -v '^daemon/press/')
	[ ${#found[@]} -eq 0 ] || once cups/ 'daemon/press/' "${found[@]}"
	for name in zbar.h png.h zlib.h seccomp.h; do
		for folder in daemon/*/; do
			mapfile -t found < <(having "$name" "$folder"*.c)
			[ ${#found[@]} -lt 2 ] || once "$name" "${found[@]}"
		done
	done
	mapfile -t found < <(having openssl/ "${sources[@]}" |
	    grep -v '^daemon/base/crypt[^/]*\.c$')
	case ${#found[@]},${found[0]-} in
	0,* | 1,daemon/seal/*) ;;
	*) once openssl/ 'daemon/base/crypt*.c' "${found[@]}" ;;
	esac
	foreign='sqlite3|cups/|net-snmp/|hpdf|qrencode|microhttpd|seccomp|jpeglib|curl/'
	foreign="$foreign|ini\.h|utf8proc|gnutls|zbar|png\.h|openssl/|systemd/"
	[ ${#heads[@]} -eq 0 ] ||
		grep -nE "^#[[:space:]]*include[[:space:]]*<($foreign)" \
		    "${heads[@]}" /dev/null |
		sed 's/^\([^:]*:[^:]*\):.*/\1: an interface names a foreign library/'
} | finish
