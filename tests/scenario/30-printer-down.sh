#!/bin/bash
# Printers and cupsd that are away: jobs wait in queued and say why in both
# languages, print by themselves when what was away is back, and go to another
# printer of the group only before the permit.  One sheet each, always.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

office mati '[cups]' 'window = 2'
letter "$RIG/surat-1.json" '.printer = "surat-1"'
waits() { # ID: queued, with a reason in two languages
	rig_curl mati "/v1/jobs/$1" | jq -e '.state == "queued" and
	    (.reason.id | length > 0) and (.reason.en | length > 0) and
	    .reason.id != .reason.en'
}
ready_is() { # CHECK BOOL
	curl -sS --unix-socket "$RIG_HTTP" http://localhost/readyz |
	    jq -e --arg c "$1" --argjson v "$2" '.checks[$c].ok == $v'
}

# ---- the device is off ----
rig_stop_printer surat-1
a=$(made a "$RIG/surat-1.json")
rig_wait 60 waits "$a"
ok "off: the job waits and says: $(field "$a" '.reason.en')"
same 'nothing printed' "$(sheets "$a")" 0
rig_start_printer surat-1 port
reach "$a" printed 90
same 'on: it prints by itself, once' "$(sheets "$a")" 1

# ---- a group of two: the other stands in before the permit ----
# shellcheck disable=SC2034  # taken by name
port2=''
rig_start_printer surat-2 port2
for n in 1 2; do
	p=port$n
	[ "$n" = 1 ] && p=port
	rig_add_printer mati "surat-$n" "${!p}" iso_a4_210x297mm kertas \
	    >/dev/null
done
rig_ready mati 60
letter "$RIG/grup.json" '.group = "kertas"'
rig_stop_printer surat-1
b=$(made b "$RIG/grup.json")
reach "$b" printed 90
same 'the other printer of the group took it' "$(field "$b" .printer)" surat-2
same 'one sheet' "$(sheets "$b")" 1
rig_start_printer surat-1 port

# ---- after the permit only its own printer, whatever happens ----
: >"$RIG/p/surat-1/hold"
: >"$RIG/p/surat-2/hold"
c=$(made c "$RIG/grup.json")
reach "$c" printing
at=$(field "$c" .printer)
rig_stop_printer "$at" KILL
rig_nap 2
same 'after the permit it stays where it is' "$(field "$c" .printer)" "$at"
[ "$(sheets "$c")" -le 1 ] || fail 'a second sheet'
rm "$RIG"/p/surat-[12]/hold
if [ "$at" = surat-2 ]; then
	rig_start_printer surat-2 port2
else
	rig_start_printer surat-1 port
fi
settled() { is "$c" printed || is "$c" doubt; }
rig_wait 90 settled
[ "$(sheets "$c")" -le 1 ] || fail 'a second sheet'
ok "a device that died with the sheet: $(state "$c"), $(sheets "$c") sheet"

# ---- taken back from CUPS before the permit, with its token ----
rig_ready mati 90
cupsdisable -h "$CUPS_SERVER" surat-2
stopped() {
	rig_curl mati /v1/printers | jq -e --arg n "$1" '.items[] |
	    select(.name == $n) | .ready == false'
}
rig_wait 30 stopped surat-2
: >"$RIG/p/surat-1/hold"
e=$(made e "$RIG/grup.json")
reach "$e" printing
f=$(made f "$RIG/grup.json")
reach "$f" submitted
cupsenable -h "$CUPS_SERVER" surat-2
cupsdisable -h "$CUPS_SERVER" surat-1
reach "$f" printed 90
same 'what waited in CUPS went to the other' "$(field "$f" .printer)" surat-2
same 'what was printing stays' "$(state "$e")" printing
rm "$RIG/p/surat-1/hold"
reach "$e" printed
cupsenable -h "$CUPS_SERVER" surat-1
same 'one sheet each' "$(sheets "$e")$(sheets "$f")" 11

# ---- cupsd is absent ----
rig_ready mati 90
rig_stop_cups
rig_wait 30 ready_is cups false
api /readyz >/dev/null
status 'not ready without cupsd' 503 cupsd
same 'in words' "$(jq -r '.checks.cups | (.id | length > 0) and
    (.en | length > 0)' "$RIG/body")" true
d=$(made d "$RIG/surat-1.json")
rig_wait 60 waits "$d"
ok "no cupsd: the job waits and says: $(field "$d" .reason.en)"
# shellcheck disable=SC2119
rig_start_cups
reach "$d" printed 90
same 'cupsd is back: it prints by itself, once' "$(sheets "$d")" 1
rig_ready mati 60
ok 'ready again'

# ---- cupsd is set up wrongly, and mended ----
cups_anew() { # DIRTYCLEANINTERVAL
	rig_stop_cups
	sed -i "s/^DirtyCleanInterval.*/DirtyCleanInterval $1/" \
	    "$RIG/cups/cupsd.conf"
	rig_spawn cupsd /usr/sbin/cupsd -f -c "$RIG/cups/cupsd.conf" \
	    -s "$RIG/cups/cups-files.conf"
}
told() {
	curl -sS --unix-socket "$RIG_HTTP" http://localhost/readyz |
	    jq -e '.checks.cups.problems[0].en | test("DirtyCleanInterval")'
}
cups_anew 30
rig_add_printer mati surat-1 "$port" iso_a4_210x297mm kertas >/dev/null
rig_wait 30 told
ok 'a cupsd that would forget jobs is told by /readyz'
cups_anew 0
rig_ready mati 60
ok 'mended, it is ready without a restart of core'
sane
