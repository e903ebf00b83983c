#!/bin/bash
# The health of printers and what the queue does about it: a fault sends jobs
# to the other printer of the group, holds them with the reason when both stand
# still, and lets them go by itself when one is well; the office is told each
# time.  Scripted IPP printers behind cupsd's own backend.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

fake() { # NAME PORTVAR
	: >"$RIG/p/$1/behave"
	[ -n "${!2:-}" ] || rig_port "$2"
	rig_spawn "printer-$1" "$B/tests/health/fakeipp" "${!2}" "$RIG/p/$1"
	rig_wait 10 rig_port_open "${!2}"
}
# The device as it is, with what else it says.
is_now() { # NAME REASONS [MEDIA] [COUNT]
	local dir=$RIG/p/$1 state=3
	[ "$2" = none ] || state=5
	cat >"$dir/.a" <<-END
		printer-state enum $state
		printer-state-reasons kw $2
		printer-is-accepting-jobs bool true
		printer-make-and-model text Contoh 9
		printer-impressions-completed int ${4:-4711}
		media-ready kw ${3:-iso_a4_210x297mm}
	END
	mv "$dir/.a" "$dir/attrs"
}
printer() { # NAME JQ
	rig_curl sehat /v1/printers | jq -r --arg n "$1" \
	    ".items[] | select(.name == \$n) | $2"
}
health() { [ "$(printer "$1" .health)" = "$2" ]; }
becomes() { rig_wait "${3:-30}" health "$1" "$2"; }
worst() { printer "$1" '.reasons[0].keyword'; }
told() { # JQ: one of the notices is so
	rig_curl sehat '/v1/notices?limit=200' |
	    jq -e ".items | any($1)" >/dev/null
}
out() { wc -l <"$RIG/p/$1/sheets"; }

rig_init
rig_start_cups
# shellcheck disable=SC2034  # taken by name
port1='' port2='' office=sehat
for n in 1 2; do
	mkdir -p "$RIG/p/surat-$n"
	: >"$RIG/p/surat-$n/sheets"
	is_now "surat-$n" none
	fake "surat-$n" "port$n"
done
rig_start_cetakd sehat '[cups]' 'window = 2' '[health]' 'hold-seconds = 4' 'hung-seconds = 15'
for n in 1 2; do
	p=port$n
	rig_add_printer sehat "surat-$n" "${!p}" iso_a4_210x297mm kertas \
	    >/dev/null
done
rig_ready sehat 60
letter "$RIG/grup.json" '.group = "kertas"'
letter "$RIG/satu.json" '.printer = "surat-1"'

# ---- well ----
becomes surat-1 ready
becomes surat-2 ready
rig_wait 20 eval '[ "$(printer surat-1 .looked)" != null ]'
same 'no reasons' "$(printer surat-1 '.reasons | length')" 0
rig_curl sehat /v1/printers/surat-1 | jq -e '.device.make_and_model ==
    "Contoh 9" and .device.media_ready == ["iso_a4_210x297mm"] and
    .life == 4711 and .meter[0].impressions == 4711' >/dev/null ||
	fail 'the device is not told'
ok 'what the device says of itself'
curl -sSN --max-time 250 --unix-socket "$RIG_HTTP" \
    -H 'Accept: text/event-stream' http://localhost/v1/notices \
    >"$RIG/live" 2>/dev/null &
live=$!
rig_wait 10 grep -q retry "$RIG/live"

# ---- what waits in CUPS without a permit goes to the other printer ----
is_now surat-2 door-open-error
becomes surat-2 down
echo hold >"$RIG/p/surat-1/behave"
g=$(made g "$RIG/grup.json")
reach "$g" printing
h=$(made h "$RIG/grup.json")
did() { # ID EVENT
	rig_curl sehat "/v1/jobs/$1/events" |
	    jq -e --arg e "$2" '.items | any(.event == $e)'
}
rig_wait 30 did "$h" submit
is_now surat-2 none
becomes surat-2 ready
rig_wait 30 eval '[ "$(worst surat-1)" = hung ]'
ok 'a sheet that does not come out is told'
reach "$h" printed
did "$h" return >/dev/null || fail 'it was not taken back'
same 'taken back before its permit' "$(field "$h" .printer)" surat-2
same 'what has a permit stays' "$(state "$g") $(field "$g" .printer)" \
    'printing surat-1'
: >"$RIG/p/surat-1/behave"
reach "$g" printed
becomes surat-1 ready
same 'one sheet each' "$(out surat-1) $(out surat-2)" '1 1'

# ---- one door is open: the other printer of the group takes over ----
is_now surat-1 door-open-error
becomes surat-1 down
same 'why' "$(printer surat-1 '.reasons[0] | [.keyword, .class, .what.id,
    .do.id, .what.en] | join("|")')" \
    'door-open|down|Pintu terbuka|Tutup sampai berbunyi klik|Door open'
same 'it takes nothing' "$(printer surat-1 .ready)" false
a=$(made a "$RIG/grup.json")
reach "$a" printed
same 'the other printer of the group took it' "$(field "$a" .printer)" surat-2
told '.kind == "printer-down" and .level == "down" and .subject == "surat-1"
    and .text.id == "Surat 1 berhenti: pintu terbuka. Tutup sampai berbunyi klik"
    and .text.en == "Surat 1 is down: door open. Close until it clicks"' ||
	fail "not told: $(rig_curl sehat /v1/notices)"
ok 'the office is told what to do'

# ---- both: held, with the reason, but not for a moment's fault ----
is_now surat-2 media-empty-error
becomes surat-2 down
b=$(made b "$RIG/grup.json")
rig_wait 30 is "$b" held
since=$(printer surat-2 .since)
rig_curl sehat "/v1/jobs/$b/events" | jq -e --arg s "$since" '.items[] |
    select(.event == "hold") | .actor == "core" and
    (.at | fromdate) - ($s | fromdate) >= 3' >/dev/null ||
	fail "held too soon: $since $(rig_curl sehat "/v1/jobs/$b/events")"
ok 'a fault that stood for seconds holds'
same 'the reason' "$(field "$b" '.reason | [.hold, .printer, .keyword, .id,
    .en] | join("|")')" \
    'printer|surat-1|door-open|Surat 1: Pintu terbuka. Tutup sampai berbunyi klik|Surat 1: Door open. Close until it clicks'
api "/v1/jobs/$b/release" -X POST >/dev/null
status 'nobody releases it by hand' 409 surat-1
c=$(made c "$RIG/grup.json")
rig_wait 10 is "$c" held
api "/v1/jobs/$c/cancel" -X POST >/dev/null
status 'cancelled while held' 200 cancelled
d=$(made d "$RIG/satu.json")
rig_wait 10 is "$d" held
same 'they are counted' "$(printer surat-2 .waiting)$(
    printer surat-1 .waiting)" 12

# ---- what is held stays so over a restart, and goes on by itself; a service
# that falls due says nothing of a door that stands open ----
api /v1/plans -H "$RIG_JSON" -d '{"printer":"surat-1","title":"Bulanan",
    "days":2}' >/dev/null
status 'its service falls due' 201 '"state":"due"'
plan=$(jq .id "$RIG/body")
rig_wait 10 eval '[ "$(printer surat-1 ".reasons[1].keyword")" = service-due ]'
rig_stop_program sehat core
rig_start_program sehat core
rig_wait 60 eval '[ "$(printer surat-1 .up)" = true ]'
rig_nap 6 # the device has been asked, and more
same 'held over a restart' "$(state "$b") $(state "$d")" 'held held'
same 'and not told again' "$(rig_curl sehat '/v1/notices?limit=200' |
    jq '[.items[] | select(.kind == "printer-down")] | length')" 4
same 'nor released meanwhile' "$(rig_curl sehat "/v1/jobs/$d/events" |
    jq '[.items[] | select(.event == "release")] | length')" 0
rig_curl sehat "/v1/plans/$plan" -X DELETE
is_now surat-2 none
reach "$b" printed
same 'by the one that is well' "$(field "$b" .printer)" surat-2
same 'released by core' "$(rig_curl sehat "/v1/jobs/$b/events" |
    jq -r '.items[] | select(.event == "release") | .actor')" core
same 'the other waits for its own' "$(state "$d")" held
told '.kind == "printer-ready" and .level == "info" and
    .text.id == "Surat 2 siap lagi, 1 pekerjaan jalan"' ||
	fail "not told: $(rig_curl sehat /v1/notices)"
ok 'the office is told that it goes on'
is_now surat-1 none
reach "$d" printed
same 'one sheet each' "$(out surat-1) $(out surat-2)" '2 3'
same 'none of the cancelled' "$(state "$c")" cancelled

# ---- the device is off ----
rig_stop_printer surat-1
becomes surat-1 down
rig_wait 20 eval '[ "$(worst surat-1)" = unreachable ]'
same 'since when' "$(printer surat-1 '.reasons[0].what.id |
    test("^Tidak terhubung sejak [0-9]{2}[.][0-9]{2}$")')" true
e=$(made e "$RIG/satu.json")
rig_wait 30 is "$e" held
fake surat-1 port1
reach "$e" printed
same 'on again: it prints by itself' "$(out surat-1)" 3

# ---- other paper than it should hold ----
is_now surat-1 none iso_b7_88x125mm
rig_wait 30 eval '[ "$(worst surat-1)" = wrong-media ]'
same 'down for it' "$(printer surat-1 .health)" down
is_now surat-1 none custom_kertas_297x210mm
becomes surat-1 ready
ok 'the same size by another name is well'

# ---- low: it prints, and asks for attention ----
is_now surat-1 none
is_now surat-2 toner-low-warning
sed -i 's/enum 5/enum 3/' "$RIG/p/surat-2/attrs"
becomes surat-2 attention
same 'it prints on' "$(printer surat-2 .ready)" true
told '.kind == "printer-attention" and .subject == "surat-2"' ||
	fail 'attention is not told'
is_now surat-2 com.contoh.miring-warning
sed -i 's/enum 5/enum 3/' "$RIG/p/surat-2/attrs"
rig_wait 30 eval '[ "$(worst surat-2)" = com.contoh.miring ]'
same 'a word that nobody knows' "$(printer surat-2 '.reasons[0].what.id')" \
    'Mesin melapor: `com.contoh.miring`'
is_now surat-2 none
becomes surat-2 ready

# ---- pages that nobody asked for; a counter that goes back ----
rig_wait 30 eval '[ "$(rig_curl sehat /v1/printers/surat-2 | jq .life)" = 4711 ]'
rig_nap 11 # no sheet may be under way
is_now surat-2 none iso_a4_210x297mm 4761
rig_wait 30 told '.kind == "counter-jump" and .subject == "surat-2" and
    (.text.id | test("Hitungan naik [0-9]+ tanpa pekerjaan"))'
ok 'unexplained pages are told'
rig_wait 10 eval '[ "$(worst surat-2)" = counter-jump ]'
rig_curl sehat /v1/printers/surat-2 | jq -e '.meter[-1].impressions == 4761' \
    >/dev/null || fail 'the reading is not kept'
is_now surat-2 none iso_a4_210x297mm 12
rig_wait 30 told '.kind == "counter-back" and
    (.text.en | test("from 4761 to 12"))'
ok 'a counter that goes back is told'

# ---- switched off here ----
api /v1/printers/surat-2 -X PUT -H "$RIG_JSON" -d "{\"uri\":
    \"ipp://localhost:$port2/ipp/print\", \"media\": \"iso_a4_210x297mm\",
    \"enabled\": false, \"place\": \"Lantai 2\", \"model\": \"Contoh\"}" \
    >/dev/null
status 'switched off' 200 '"health":"off"'
same 'where it stands' "$(printer surat-2 '.place + .model')" 'Lantai 2Contoh'

# ---- its history, and what was heard live ----
rig_curl sehat /v1/printers/surat-1 >"$RIG/one"
jq -e '.stops == 4 and .month == 3 and .today == 3 and
    (.history.days | length) == 30 and
    (.history.today | any(.health == "down" and .keyword == "door-open")) and
    (.history.today | length) >= 6 and .since_service == null' \
    "$RIG/one" >/dev/null || fail "$(cat "$RIG/one")"
ok 'its history'
kill "$live"
wait "$live" 2>/dev/null || :
rig_curl sehat '/v1/notices?limit=200' | jq .items[].seq >"$RIG/wanted"
sed -n 's/^id: //p' "$RIG/live" | head -n "$(wc -l <"$RIG/wanted")" \
    >"$RIG/got"
[ "$(wc -l <"$RIG/got")" -ge 10 ] || fail "live: $(cat "$RIG/live")"
cmp -n "$(wc -c <"$RIG/got")" "$RIG/got" "$RIG/wanted" ||
	fail 'a notice is missing or comes twice'
grep -q '^event: notice' "$RIG/live" || fail 'no name'
ok 'each notice came live, once and in order, over a restart of core'
same 'no job among them' "$(grep -c '"job"' "$RIG/live" || :)" 0

# ---- the command line ----
# shellcheck source=tests/scenario/cli.sh
. "$(dirname "$0")/cli.sh"
is_now surat-1 cover-open
becomes surat-1 down
same 'the worst on top' "$(en printers | awk 'NR > 1 { print $1 }' | paste -sd ' ')" \
    'surat-1 surat-2'
says 0 'berhenti.*Penutup terbuka.*Tutup sampai berbunyi klik' \
    'printers: what is wrong and what to do' id printers
says 0 'surat-1: berhenti' 'one printer' id printer surat-1
says 0 'Berhenti 30 hari *5' 'its figures' id printer surat-1
says 0 'Surat 2 siap lagi, 1 pekerjaan jalan' 'notices' id notices
json '.items | length == 2' 'the last two' notices -n 2
says 66 '' 'no such printer' en printer tidak-ada
(en notices --follow -n 1 >"$RIG/followed" 2>&1 {RIG_NAP}<&- &
echo $! >"$RIG/pid/follow")
is_now surat-1 none
rig_wait 30 grep -q 'Surat 1 is ready again' "$RIG/followed"
ok 'notices as they come'
kill "$(cat "$RIG/pid/follow")" && rm "$RIG/pid/follow"
rig_curl sehat /v1/me | jq -e '.admin and .name == null and
    .authority.name == "sehat" and .authority.zone == "WIB"' >/dev/null ||
	fail "$(rig_curl sehat /v1/me)"
ok 'who asks'
sane
