# shellcheck shell=bash
# A rig for whole-system tests: a private cupsd with our gate, virtual printers
# that count sheets, and cetakd's programs; all under one temporary folder, on
# loopback ports found free.  Source it:   . "$(dirname "$0")/lib.sh"
#
#   rig_init                 $RIG, a short folder; cleanup on exit
#   rig_start_cups [LINE...] cupsd with $B/cetak-gate; lines are added to its
#                            cups-files.conf (SetEnv NAME VALUE for the gate).
#                            Sets CUPS_SERVER (its socket) and RIG_CUPS_PORT
#   rig_stop_cups [SIGNAL]   ends it (TERM) and waits; start it again at will
#   rig_start_printer NAME PORTVAR [FLAG...]
#                            a device; its port goes into the variable; flags
#                            are ippeveprinter's.  Its folder $RIG/p/NAME has
#     hold   while it exists, a document received stays in the device
#     rc     exit code of the device's command (a number, default 0)
#     N.pdf  what was received, N = 1, 2, ...; N.env: IPP attributes with it
#   rig_stop_printer NAME
#   rig_sheets [PATTERN]     lines of $RIG/sheets.log (grep -E PATTERN):
#                            NAME TITLE SHA256 FILE, one per document received
#   rig_queue NAME AUTH URI  a queue behind the gate without cetakd (lpadmin);
#                            with an empty AUTH one without the gate
#   rig_print QUEUE TITLE FILE   lp as cetakd would; prints the CUPS job id
#   rig_start_cetakd AUTH [LINE...]
#                            configuration, key, cetakd-seal, cetakd,
#                            cetakd-front from $B; waits until core answers.
#                            Lines ("[section]" and "key = value") go to
#                            conf.d.  Sets RIG_CONF, RIG_HTTP (its socket)
#   rig_stop_cetakd AUTH [SIGNAL]   ends its programs
#   rig_start_program AUTH PROGRAM  one of seal, core, front (again)
#   rig_stop_program AUTH PROGRAM [SIGNAL]
#   rig_curl AUTH PATH [CURL ARGUMENT...]   the API as administrator
#   rig_ready AUTH           waits for /readyz
#   rig_add_printer AUTH NAME PORT [MEDIA] [GROUP]
#   rig_blanks AUTH PRINTER KIND FIRST LAST   numbered blanks into its tray
#   rig_as AUTH PERSON PATH [CURL ARGUMENT...]   the API as petugas, penyelia
#   rig_until SECONDS COMMAND...  until it succeeds; 1 when it never did
#   rig_hold NAME | rig_let_go NAME   the printer keeps its sheet inside
#   rig_jam NAME PORT        what sends to it now dies: the sheet is in doubt
#   rig_wait SECONDS COMMAND...   the same; fails the test and says so
#   rig_pdf FILE [TEXT]      a small valid PDF that differs with TEXT
#   ok TEXT | fail TEXT      one checked fact; fail ends the test
#   same TEXT GOT WANTED     ok when equal
#
# B is where the programs are (default build-san, then build).  KEEP=1 leaves
# the folder.  Nothing of the system's cupsd, D-Bus or files is touched.
set -euo pipefail
RIG_JSON='Content-Type: application/json'

RIG_TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
if [ -z "${B:-}" ]; then
	B=$RIG_TOP/build-san
	[ -x "$B/cetak-gate" ] || B=$RIG_TOP/build
fi
case $B in /*) ;; *) B=$RIG_TOP/$B ;; esac

ok() { printf 'ok    %s\n' "$*"; }
fail() {
	[ -z "${RIG:-}" ] || rig_show >&2
	printf 'FAIL  %s\n' "$*" >&2 # last: the end of a log is what is shown
	exit 1
}
same() {
	[ "$2" = "$3" ] || fail "$1: got '$2', wanted '$3'"
	ok "$1"
}
# What a failed test needs in its log.
rig_show() {
	local f
	for f in "$RIG"/log/* "$RIG"/sheets.log; do
		[ -s "$f" ] || continue
		printf -- '--- %s\n' "${f#"$RIG"/}"
		grep -v '^d \|^D \[' "$f" | tail -n 25 || :
	done
}

# ---- waiting, without sleep: a read that nobody answers ----

# In a shell of its own: bash falls (139) when a trap exits out of a read that
# has a time limit.
# shellcheck disable=SC2120  # tests pass a number
rig_nap() { (read -rt "${1:-0.05}" -u "$RIG_NAP") || :; }
rig_until() {
	local end=$((${EPOCHREALTIME/./} + $1 * 1000000))
	shift
	until "$@" >/dev/null 2>&1; do
		[ $((${EPOCHREALTIME/./})) -lt "$end" ] || return 1
		rig_nap
	done
}
rig_wait() { rig_until "$@" || fail "after $1 s still not: ${*:2}"; }

# ---- processes ----

# Every process of the rig bears its mark, also those that left our session
# (the gate's keeper, the real backend): only those are ended.
rig_pids() {
	local e p
	for e in /proc/[0-9]*/environ; do
		p=${e#/proc/}
		p=${p%/environ}
		[ "$p" != $$ ] && [ "$p" != "$BASHPID" ] || continue
		{ tr '\0' '\n' <"$e" | grep -qxF "CETAK_RIG=$RIG"; } \
		    2>/dev/null && echo "$p"
	done
	return 0
}
rig_cleanup() {
	local rc=$? p round name
	trap - EXIT INT TERM HUP
	[ -n "${RIG:-}" ] || exit "$rc"
	# a rig within the rig has another environment
	cat "$RIG"/pid/* 2>/dev/null | xargs -r kill -TERM 2>/dev/null || :
	for round in TERM TERM KILL KILL; do
		# shellcheck disable=SC2046  # numbers
		set -- $(rig_pids)
		[ $# -gt 0 ] || break
		for p; do kill "-$round" "$p" 2>/dev/null || :; done
		for _ in {1..40}; do
			[ -n "$(rig_pids)" ] || break
			rig_nap
		done
	done
	for p in "$RIG"/pid/*; do
		name=${p##*/}
		[ "$rc" -ne 0 ] || rig_ended_well "$name" || rc=1
	done
	wait 2>/dev/null || :
	if [ -n "${KEEP:-}" ]; then
		echo "kept: $RIG" >&2
	else
		rm -rf "$RIG"
	fi
	exit "$rc"
}
rig_init() {
	RIG=$(mktemp -d "${TMPDIR:-/tmp}/rig.XXXXXX")
	chmod 755 "$RIG"
	trap rig_cleanup EXIT
	trap 'exit 130' INT TERM HUP
	export CETAK_RIG=$RIG
	mkfifo "$RIG/nap"
	exec {RIG_NAP}<>"$RIG/nap"
	mkdir "$RIG"/{log,p,run,pid}
	chmod 755 "$RIG"/{p,run}
	: >"$RIG/sheets.log"
	RIG_CUPS_PORT=
}
# rig_spawn NAME COMMAND...: in the background, its log and pid by name.
rig_spawn() {
	local name=$1
	shift
	"$@" >>"$RIG/log/$name" 2>&1 </dev/null {RIG_NAP}<&- &
	echo $! >"$RIG/pid/$name"
}
rig_alive() { { kill -0 "$(cat "$RIG/pid/$1")"; } 2>/dev/null; }
rig_gone() { ! rig_alive "$1"; }
rig_end() { # NAME [SIGNAL]
	[ -e "$RIG/pid/$1" ] || return 0
	kill "-${2:-TERM}" "$(cat "$RIG/pid/$1")" 2>/dev/null || :
	rig_ended_well "$1" || fail "$1 did not end well"
	rm -f "$RIG/pid/$1"
}
# Waits for it; a program of ours that is told to end must not abort or fall.
rig_ended_well() { # NAME
	local rc=0
	{ wait "$(cat "$RIG/pid/$1")" || rc=$?; } 2>/dev/null # says "Killed"
	case $1/$rc in
	cupsd/* | printer-*) return ;; # not ours: ippeveprinter may fall
	*/134 | */139) ;;
	*) return ;;
	esac
	rig_show >&2
	printf 'FAIL  %s ended with %s\n' "$1" "$rc" >&2
	return 1
}
# A port that nobody listens at.  Two rigs may find the same one: the programs
# that take it are waited for, and another is found when they fail.
rig_port() { # VAR
	local _port _hex
	while :; do
		_port=$((20000 + SRANDOM % 12000))
		printf -v _hex ':%04X ' "$_port"
		grep -qs "$_hex" /proc/net/tcp /proc/net/tcp6 || break
	done
	printf -v "$1" %s "$_port"
}

# ---- cupsd ----

rig_cups_files() {
	local user group
	if [ "$(id -u)" = 0 ]; then
		user=lp group=lp
	else
		user=$(id -un) group=$(id -gn)
	fi
	cat <<-END
		ServerRoot $RIG/cups
		RequestRoot $RIG/cups/spool
		CacheDir $RIG/cups/cache
		StateDir $RIG/cups/state
		TempDir $RIG/cups/spool/tmp
		DataDir /usr/share/cups
		ServerBin $RIG/cups/bin
		ServerKeychain $RIG/cups/ssl
		AccessLog $RIG/log/cups_access
		ErrorLog $RIG/log/cups_error
		PageLog $RIG/log/cups_page
		User $user
		Group $group
		SystemGroup root
		LogFilePerm 0644
		SyncOnClose ${RIG_CUPS_SYNC:-Yes}
		Printcap $RIG/cups/printcap
		Sandboxing relaxed
		SetEnv CETAK_RUN $RIG/run
		SetEnv CETAK_RIG $RIG
	END
	printf '%s\n' "$@"
}
rig_cups_conf() {
	cat <<-END
		LogLevel ${RIG_CUPS_LOG:-info}
		MaxLogSize 0
		Listen 127.0.0.1:$RIG_CUPS_PORT
		Listen $RIG/cups/s
		Browsing No
		BrowseLocalProtocols none
		DefaultAuthType None
		WebInterface No
		DirtyCleanInterval ${RIG_CUPS_DIRTY:-0}
		PreserveJobFiles No
		MultipleOperationTimeout 60
		JobKillDelay 30
		<Location />
		Order allow,deny
		Allow all
		</Location>
		<Location /admin>
		Order allow,deny
		Allow all
		</Location>
		<Location /admin/conf>
		Order allow,deny
		Allow all
		</Location>
		<Policy default>
		JobPrivateAccess all
		JobPrivateValues none
		SubscriptionPrivateAccess all
		SubscriptionPrivateValues none
		<Limit All>
		Order deny,allow
		</Limit>
		</Policy>
	END
}
rig_cups_answers() { [ -S "$RIG/cups/s" ] && lpstat -h "$RIG/cups/s" -r | grep -q 'is running'; }
rig_start_cups() {
	local c=$RIG/cups b try
	if [ ! -d "$c" ]; then
		mkdir -p "$c"/{cache,spool/tmp,state/certs,ssl,ppd} \
		    "$c"/bin/{backend,filter,daemon,notifier,driver,cgi-bin,monitor}
		for b in ipp ipps; do
			ln -s /usr/lib/cups/backend/ipp "$c/bin/backend/$b"
		done
		ln -s /usr/lib/cups/daemon/* "$c/bin/daemon/"
		install -m 700 "$B/cetak-gate" "$c/bin/backend/cetak-gate"
		chmod 755 "$c"
		rig_cups_files "$@" >"$c/cups-files.conf"
		rig_port RIG_CUPS_PORT
	fi
	for try in 1 2 3 4 5; do
		rig_cups_conf >"$c/cupsd.conf"
		rig_spawn cupsd /usr/sbin/cupsd -f -c "$c/cupsd.conf" \
		    -s "$c/cups-files.conf"
		rig_wait 20 eval 'rig_cups_answers || rig_gone cupsd'
		rig_gone cupsd || break
		[ "$try" -lt 5 ] || fail "cupsd did not start"
		rig_port RIG_CUPS_PORT
	done
	export CUPS_SERVER=$c/s
}
rig_stop_cups() { rig_end cupsd "${1:-TERM}"; }

# Sizes to a hundredth of a point: libcups and devices compare exactly.
rig_ppd() { # NAME: what its tray holds, paspor-*, kartu-*, else A4
	local size key value ready=A4
	case ${1-} in
	paspor*) ready=Passport ;;
	kartu*) ready=Card ;;
	esac
	local -A sizes=([A4]='595.28 841.89' [A4Rotated]='841.89 595.28'
		[Card]='242.65 153.01' [CardRotated]='153.01 242.65'
		[Passport]='354.33 249.45' [PassportRotated]='249.45 354.33')
	cat <<-END
		*PPD-Adobe: "4.3"
		*FormatVersion: "4.3"
		*FileVersion: "1.0"
		*LanguageVersion: English
		*LanguageEncoding: ISOLatin1
		*PCFileName: "RIG.PPD"
		*Manufacturer: "Rig"
		*Product: "(Rig)"
		*ModelName: "Rig"
		*ShortNickName: "Rig"
		*NickName: "Rig"
		*PSVersion: "(3010.000) 0"
		*ColorDevice: True
		*cupsManualCopies: False
		*cupsSNMPSupplies: False
		*cupsFilter2: "application/pdf application/pdf 0 -"
	END
	for key in PageSize PageRegion; do
		printf '*OpenUI *%s/Size: PickOne\n*Default%s: %s\n' \
		    $key $key $ready
		for size in "${!sizes[@]}"; do
			printf '*%s %s/%s: "<</PageSize[%s]>>setpagedevice"\n' \
			    $key "$size" "$size" "${sizes[$size]}"
		done
		printf '*CloseUI: *%s\n' $key
	done
	for key in ImageableArea PaperDimension; do
		printf '*Default%s: A4\n' $key
		for size in "${!sizes[@]}"; do
			value=${sizes[$size]}
			[ $key = PaperDimension ] || value="0 0 $value"
			printf '*%s %s/%s: "%s"\n' $key "$size" "$size" "$value"
		done
	done
	cat <<-END
		*OpenUI *Duplex/Sides: PickOne
		*DefaultDuplex: None
		*Duplex None/One: ""
		*Duplex DuplexNoTumble/Long: ""
		*Duplex DuplexTumble/Short: ""
		*CloseUI: *Duplex
	END
}
rig_queue() { # NAME AUTH URI
	rig_ppd >"$RIG/rig.ppd"
	lpadmin -h "$CUPS_SERVER" -p "$1" -E -v "${2:+cetak-gate:$2:}$3" \
	    -P "$RIG/rig.ppd" -o printer-error-policy=abort-job \
	    2>>"$RIG/log/lpadmin"
}
rig_print() { # QUEUE TITLE FILE
	lp -h "$CUPS_SERVER" -d "$1" -t "$2" -o print-scaling=none \
	    -o media=A4 "$3" | sed -n 's/^request id is .*-\([0-9]*\) .*/\1/p'
}

# ---- printers ----

rig_start_dbus() {
	[ ! -S "$RIG/dbus" ] || return 0
	cat >"$RIG/dbus.conf" <<-END
		<!DOCTYPE busconfig PUBLIC
		 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
		 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
		<busconfig><type>session</type>
		<listen>unix:path=$RIG/dbus</listen><auth>EXTERNAL</auth>
		<policy context="default"><allow send_destination="*"/>
		<allow receive_sender="*"/><allow own="*"/></policy></busconfig>
	END
	rig_spawn dbus dbus-daemon --config-file="$RIG/dbus.conf" --nofork
	rig_wait 10 test -S "$RIG/dbus"
}
# What a device runs for each document: counts the sheet first.
rig_device() { # FOLDER
	cat <<-END
		#!/bin/bash
		cd "$1" || exit 1
		n=1
		until (set -C; : >"\$n.pdf") 2>/dev/null; do n=\$((n + 1)); done
		cat "\$1" >"\$n.pdf"
		env | grep ^IPP_ | sort >"\$n.env"
		read -r sum _ < <(sha256sum "\$n.pdf")
		echo "${1##*/} \$IPP_JOB_NAME \$sum \$n.pdf" >>"$RIG/sheets.log"
		exec {nap}<>"$RIG/nap"
		while [ -e hold ]; do read -rt 0.05 -u "\$nap"; done
		[ ! -e rc ] || exit "\$(cat rc)"
	END
}
rig_start_printer() { # NAME PORTVAR [FLAG...]
	local _name=$1 _var=$2 _at=${!2:-} _dir=$RIG/p/$1 _try
	shift 2
	rig_start_dbus
	mkdir -p "$_dir/spool"
	rig_device "$_dir" >"$_dir/command"
	rig_ppd "$_name" >"$_dir/device.ppd"
	chmod 755 "$_dir/command"
	[ -n "$_at" ] || rig_port _at
	for _try in 1 2 3 4 5; do
		DBUS_SYSTEM_BUS_ADDRESS=unix:path=$RIG/dbus rig_spawn \
		    "printer-$_name" ippeveprinter -r off -n localhost \
		    -p "$_at" -d "$_dir/spool" -k \
		    -P "$_dir/device.ppd" -c "$_dir/command" "$@" "$_name"
		rig_wait 20 eval \
		    "rig_port_open $_at || rig_gone printer-$_name"
		rig_gone "printer-$_name" || break
		[ "$_try" -lt 5 ] || fail "printer $_name did not start"
		rig_port _at
	done
	printf -v "$_var" %s "$_at"
}
rig_port_open() { (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
rig_stop_printer() { rig_end "printer-$1" "${2:-TERM}"; }
# The sheet that the printer holds at this moment (rig_hold) is lost: what sends
# to it dies, as when the device loses its power.
rig_hold() { : >"$RIG/p/$1/hold"; }
rig_let_go() { rm -f "$RIG/p/$1/hold"; }
rig_jam() { # NAME PORT
	local p found=''
	for p in $(rig_pids); do
		tr '\0' ' ' <"/proc/$p/cmdline" | grep -q "^ipp://localhost:$2/" ||
			continue
		kill -KILL "$p" && found=$p
	done
	[ -n "$found" ] || return 1
	rig_let_go "$1"
}
rig_sheets() { grep -Ec -- "${1:-.}" "$RIG/sheets.log" || :; }
rig_sheets_are() { [ "$(rig_sheets "$1")" -ge "$2" ]; }

rig_pdf() { # FILE [TEXT]
	printf '%s\n' '%PDF-1.4' '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj' \
	    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj' \
	    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj' \
	    "% ${2:-rig}" 'trailer<</Root 1 0 R>>' '%%EOF' >"$1"
}

# ---- cetakd ----

rig_program() { # seal | core | front
	case $1 in
	seal) echo cetakd-seal ;;
	core) echo cetakd ;;
	front) echo cetakd-front ;;
	esac
}
rig_start_program() { # AUTH PROGRAM
	rig_spawn "$1-$2" "$B/$(rig_program "$2")" -c "$RIG/etc/$1/cetakd.conf"
}
rig_stop_program() { rig_end "$1-$2" "${3:-TERM}"; }
rig_conf() { # AUTH
	local port
	rig_port port
	cat <<-END
		[authority]
		name = $1
		title = Kantor $1
		telephone = (021) 555-0100
		state = UTO
		host = cek.ltsa.test
		zone = WIB
		[paths]
		state = $RIG/state/$1
		run = $RIG/run/$1
		templates = $RIG_TOP/templates
		fonts = $B/fonts
		libexec = $B
		[http]
		listen = 127.0.0.1:$port
		[cups]
		server = ${CUPS_SERVER:-$RIG/cups/s}
		[seal]
		key = $RIG/etc/$1/key.pem
		certificate = $RIG/etc/$1/certificate.pem
		[gate]
		resume-seconds = 3
	END
}
rig_start_cetakd() { # AUTH [LINE...]
	local auth=$1 etc=$RIG/etc/$1
	shift
	if [ ! -d "$etc" ]; then
		mkdir -p "$etc/conf.d" "$RIG/state/$auth" "$RIG/run/$auth"
		rig_conf "$auth" >"$etc/cetakd.conf"
		[ $# -eq 0 ] ||
			printf '%s\n' "$@" >"$etc/conf.d/90-test.conf"
		"$B/cetakd-seal" --new-key "$etc" --country UTO --org "$auth" \
		    >>"$RIG/log/$auth-key" 2>&1
	fi
	# shellcheck disable=SC2034  # for the test
	RIG_CONF=$etc/cetakd.conf RIG_HTTP=$RIG/run/$auth/http.sock
	rig_start_program "$auth" seal
	rig_start_program "$auth" core
	rig_start_program "$auth" front
	rig_wait 30 rig_curl "$auth" /v1/printers
}
rig_stop_cetakd() { # AUTH [SIGNAL]
	local p
	for p in front core seal; do
		rig_stop_program "$1" "$p" "${2:-TERM}"
	done
}
rig_curl() { # AUTH PATH [CURL ARGUMENT...]
	local auth=$1 path=$2
	shift 2
	curl -sS --fail-with-body --max-time 20 \
	    --unix-socket "$RIG/run/$auth/http.sock" "$@" "http://localhost$path"
}
rig_ready() { rig_wait "${2:-30}" rig_curl "$1" /readyz; }
# Numbered blanks into the tray of a printer, by a person of the office; the
# person's token is in $RIG/token-petugas, another's in $RIG/token-penyelia.
rig_person() { # AUTH NAME ROLE
	local full='Marlina Contoh' title='Petugas loket' nip='19850914 201012 2 001'
	[ "$3" = operator ] || {
		full='Wayan Adnyana Contoh, S.H.' title='Penyelia blangko'
		nip='19790521 200501 1 002'
	}
	rig_curl "$1" "/v1/persons/$2" -X PUT -H "$RIG_JSON" -d "$(jq -nc \
	    --arg n "$full" --arg t "$title" --arg s "$nip" --arg r "$3" \
	    '{full_name: $n, title: $t, staff_number: $s, role: $r}')" \
	    >/dev/null
	rig_curl "$1" /v1/tokens -H "$RIG_JSON" \
	    -d "{\"counter\":\"loket-1\",\"person\":\"$2\"}" |
	    jq -er .token >"$RIG/token-$2"
}
rig_as() { # AUTH NAME PATH [CURL ARGUMENT...]
	local auth=$1 name=$2
	shift 2
	rig_curl "$auth" "$@" -H "Authorization: Bearer $(cat "$RIG/token-$name")"
}
rig_blanks() { # AUTH PRINTER KIND FIRST LAST
	[ -e "$RIG/token-petugas" ] || {
		rig_person "$1" petugas operator
		rig_person "$1" penyelia supervisor
	}
	rig_curl "$1" "/v1/stock/kinds/$3" -X PUT -H "$RIG_JSON" \
	    -d "{\"title\":\"$3\"}" >/dev/null
	rig_as "$1" petugas /v1/stock/deliveries -H "$RIG_JSON" -d "$(jq -nc \
	    --arg kind "$3" --arg first "$4" --arg last "$5" \
	    '{kind: $kind, first: $first, last: $last, delivery: "SJ-1",
		price: 150000, reason: "gap"}')" >/dev/null
	rig_as "$1" petugas /v1/stock/moves -H "$RIG_JSON" \
	    -d "{\"first\":\"$4\",\"last\":\"$5\",\"to\":\"tray:$2\"}" >/dev/null
}
rig_add_printer() { # AUTH NAME PORT [MEDIA] [GROUP]
	rig_curl "$1" "/v1/printers/$2" -X PUT \
	    -H 'Content-Type: application/json' -d "$(jq -nc \
		--arg uri "ipp://localhost:$3/ipp/print" \
		--arg media "${4:-iso_a4_210x297mm}" --arg group "${5:-}" \
		'{uri: $uri, media: $media, group: $group}')"
}
