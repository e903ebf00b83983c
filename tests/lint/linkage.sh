#!/bin/bash
# What each binary of the build B links, against the table of processes: the
# folder is the privilege.  Who parses a seal has libz with it.  libc, libm
# and the loader are everybody's.
. "$(dirname "$0")/lib.sh"
declare -A may=(
	[cetakd]='systemd crypto sqlite3 jansson inih utf8proc z'
	[cetakd-front]='microhttpd gnutls jansson systemd inih crypto
	    xlsxwriter'
	[cetakd-seal]='crypto systemd jansson inih z'
	[cetakd-render]='hpdf jpeg png16 z qrencode zbar seccomp jansson utf8proc
	    inih'
	[cetakd-press]='cups seccomp jansson netsnmp'
	[cetak-gate]=''
	[cetak]='curl jansson'
	[cetak-verify]='crypto jansson zbar png16 z'
)
for program in $(printf '%s\n' "${!may[@]}" | sort); do
	[ -x "$B/$program" ] || continue
	for library in $(readelf -d "$B/$program" |
	    sed -n 's/.*(NEEDED).*\[lib\([^]]*\)\.so.*/\1/p' | sed 's/-[0-9.]*$//'); do
		case " c m ${may[$program]//$'\n\t'/ } " in
		*" $library "*) ;;
		*) echo "$B/$program:0: links lib$library" ;;
		esac
	done
done | finish
