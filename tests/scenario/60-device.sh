#!/bin/bash
# Press before a device that says anything, wrongly, late or not at all: what
# STATE tells of it, and that press goes on taking sheets.  A scripted IPP
# printer, ippeveprinter as a peer, snmpd as the agent of one.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/press.sh
. "$(dirname "$0")/press.sh"

dev=
behave() { printf '%s\n' "$*" >"$dev/.b" && mv "$dev/.b" "$dev/behave"; }
attrs() { cat >"$dev/.a" && mv "$dev/.a" "$dev/attrs"; }
device() { got STATE ".device | $1"; }
# Any PRINT looks at an idle printer; the gate refuses the sheet.
n=0
look() {
	local from=${EPOCHREALTIME/./}
	n=$((n + 1))
	rig_wait 20 got STATE '.jobs == []'
	ask 'PRINTED|FAULT' "PRINT {\"title\":\"cetak/$n/tok\",\"media\":\
\"iso_a4_210x297mm\",\"sides\":\"one-sided\"} $RIG/a.pdf"
	took=$(((${EPOCHREALTIME/./} - from) / 1000))
}
queue() { # URI
	ask OK "QUEUE $(jq -nc --arg s "$RIG/cups/s" --arg u "$1" '{name:
	    "kartu", uri: $u, authority: "t", server: $s, media: ""}')"
}
fake() { # NAME PORTVAR
	dev=$RIG/p/$1
	mkdir -p "$dev"
	: >"$dev/behave"
	rig_port "$2"
	rig_spawn "printer-$1" "$B/tests/health/fakeipp" "${!2}" "$dev"
	rig_wait 10 rig_port_open "${!2}"
}
plain() { # MESSAGE: the device as it is when all is well
	attrs <<-END
		printer-state enum 3
		printer-state-message text $1
		printer-is-accepting-jobs bool true
		printer-make-and-model text Contoh Kartu 9
		printer-firmware-string-version text 1.2.3
		printer-impressions-completed int 4711
		media-ready kw iso_a4_210x297mm|custom_kartu_85.6x53.98mm
		marker-names name Black|Waste
		marker-types kw toner|waste-toner
		marker-colors name #000000|none
		marker-levels int 42|-3
		marker-low-levels int 10|0
		marker-high-levels int 100|90
	END
}

rig_init
# what ASan keeps back is not growth
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}quarantine_size_mb=1
rig_start_cups
press_start
touch "$RIG/core/refuse"
rig_pdf "$RIG/a.pdf"
port=
fake dev port
plain awal
queue "ipp://localhost:$port/ipp/print"
rig_wait 10 device '.answered'

# ---- all is well ----
while IFS='|' read -r what filter; do
	device "$filter" || fail "$what: $(grep ^STATE "$RIG/press" | tail -n 1)"
	ok "$what"
done <<-'END'
	no problem, asked by IPP|.problem == null and .by == "ipp"
	its state|.state == "idle" and .accepting
	none is no reason|.reasons == [] and .alert == []
	its message|.message == "awal"
	model and firmware|.model == "Contoh Kartu 9" and .firmware == "1.2.3"
	no serial number|.serial == null
	media in its trays|.media_ready == ["iso_a4_210x297mm", "custom_kartu_85.6x53.98mm"]
	its counter|.impressions == 4711
	a level|.supplies[0] == {name: "Black", type: "toner", color: "#000000", level: 42, low: 10, high: 100}
	some is left, how much is not known|.supplies[1] | .level == null and .some and .type == "waste-toner"
END
got STATE '.impressions == 4711 and .state == "idle"' || fail 'not as before'
ok 'the members of before are there'

# ---- each reason passes through as it was said ----
words='connecting-to-device cover-open door-open interlock-open media-empty
media-low media-needed media-jam input-tray-missing output-tray-missing
output-area-almost-full output-area-full marker-supply-low toner-low
marker-supply-empty toner-empty marker-supply-missing marker-waste-almost-full
marker-waste-full developer-low developer-empty opc-near-eol opc-life-over
fuser-over-temp fuser-under-temp moving-to-paused paused stopping
stopped-partly shutdown timed-out spool-area-full
interpreter-resource-unavailable other com.contoh_head-worn'
for suffix in '' -report -warning -error; do
	list=$(printf "%s$suffix\n" $words)
	{
		echo printer-state enum 5
		echo "printer-state-reasons kw $(paste -sd '|' <<<"$list")"
	} | attrs
	look
	rig_wait 10 device ".reasons == $(jq -Rnc '[inputs]' <<<"$list")"
	device '.state == "stopped" and .answered' || fail 'not stopped'
	for word in $list; do ok "reason $word"; done
done

# ---- supplies, trays, alerts as PWG 5100.13 has them ----
attrs <<-'END'
	printer-supply octets index=1;class=supplyThatIsConsumed;type=tonerCartridge;unit=sheets;maxcapacity=2000;level=500;colorantname=cyan;|type=wasteToner;maxcapacity=-2;level=-3;colorantname=unknown;|type=ink;maxcapacity=0;level=7|level=99999999999;maxcapacity=1;|;;;=;level
	printer-supply-description text Cyan Cartridge|Waste
	printer-input-tray octets type=sheetFeedAuto;maxcapacity=250;level=100;status=0;name=Tray 1;|level=-3;maxcapacity=-2;
	printer-alert octets code=coverOpen;severity=critical|code=jam
	printer-alert-description text Penutup depan terbuka
	printer-serial-number text SN 0001
END
look
rig_wait 10 device '.serial == "SN 0001"'
while IFS='|' read -r what filter; do
	device "$filter" || fail "$what: $(grep ^STATE "$RIG/press" | tail -n 1)"
	ok "$what"
done <<-'END'
	five supplies|.supplies | length == 5
	a level in sheets becomes percent|.supplies[0] == {name: "Cyan Cartridge", type: "toner-cartridge", color: "cyan", level: 25, low: null, high: null}
	a waste box that has room|.supplies[1] == {name: "Waste", type: "waste-toner", color: null, level: null, low: null, high: null, some: true}
	a capacity of nothing is no percent|.supplies[2] | .level == null and .type == "ink"
	a number too large is none|.supplies[3].level == null
	nonsense is a supply without anything|.supplies[4] | [.name, .type, .level] == [null, null, null]
	a tray|.trays[0] == {name: "Tray 1", level: 100, capacity: 250}
	a tray with some|.trays[1] == {name: null, level: null, capacity: null, some: true}
	its words of an alert|.alert == ["Penutup depan terbuka"]
END

# ---- what it does wrong: problem, what press answers to PRINT ----
rss() { awk '/^VmRSS/ { print $2 }' "/proc/$press/status"; }
before=
while IFS='|' read -r words problem answer filter; do
	behave
	plain "sebelum $words"
	rig_wait 40 eval "look; rig_until 2 device '.message ==
	    \"sebelum $words\" and .problem == null'"
	# once around, all that is kept for good is there
	[ -n "$before" ] || [ "$words" != endless ] || before=$(rss)
	rig_wait 20 got STATE '.jobs == [] and .state == "idle"'
	behave "$words"
	[ "$words" != refuse ] || rig_wait 10 eval "! rig_port_open $port"
	look
	grep -q "^$answer " <(tail -n 5 "$RIG/press") ||
	    fail "$words: PRINT got no $answer"
	[ "$took" -lt 4500 ] || fail "$words: PRINT took $took ms"
	rig_wait 10 device ".problem == $problem and .answered == ($problem ==
	    null) and ($filter)"
	kill -0 "$press" || fail "$words: press is gone"
	ok "$words: $problem, PRINT in $took ms: $answer"
done <<-'END'
	drop|"malformed"|PRINTED|.model == "Contoh Kartu 9" and .state == null
	truncated|"malformed"|PRINTED|.reasons == []
	tags|"malformed"|PRINTED|.supplies[0].level == 42
	twice|"malformed"|PRINTED|true
	many|"malformed"|PRINTED|.reasons == []
	wrong-id|"malformed"|PRINTED|true
	version|"malformed"|PRINTED|true
	stray|"malformed"|PRINTED|true
	nested|"malformed"|PRINTED|true
	html|"malformed"|PRINTED|true
	empty|"malformed"|PRINTED|true
	garbage|"malformed"|PRINTED|true
	endless|"malformed"|PRINTED|true
	forbidden|"malformed"|PRINTED|true
	busy|"busy"|PRINTED|.state == null
	unavailable|"busy"|PRINTED|.state == null
	slow|null|PRINTED|true
	huge|null|PRINTED|.message | utf8bytelength == 255
	utf8|null|PRINTED|.message == "baki ??? dua"
	control|null|PRINTED|.message == "a [2Jb c"
	negative|null|PRINTED|.impressions == null
	hang|"unreachable"|PRINTED|.impressions == 4711
	drip|"unreachable"|PRINTED|.state == null
	refuse|"unreachable"|FAULT|.supplies | length == 2
END
got STATE '.state == "stopped" and (.reasons | index("offline-report"))' ||
    fail 'a device that is off is not told as before'
ok 'a device that is off stops the queue as before'
grown=$(($(rss) - before))
[ "$grown" -lt 4096 ] || fail "press grew by $grown KiB"
ok "press grew by $grown KiB"

# ---- one that hangs is asked ever more rarely, and core is served ----
behave
plain sembuh
rig_wait 10 device '.message == "sembuh"'
got STATE '.state == "idle"' || fail 'it is not idle when it is back'
ok 'it is noticed when it is back'
behave hang
rig_wait 20 device '.problem == "unreachable"'
: >"$dev/asked"
rig_nap 10
[ "$(wc -l <"$dev/asked")" -le 2 ] ||
    fail "a hung device is asked $(wc -l <"$dev/asked") times in 10 s"
ok "a hung device is asked $(wc -l <"$dev/asked") times in 10 s"
behave

# ---- the agent of a device: snmpd with the values of a Printer MIB ----
agent() { # LINE...: values
	rig_end snmpd
	printf '%s\n' "agentaddress udp:127.0.0.1:$agent" \
	    'rocommunity public 127.0.0.1' "$@" |
	    sed 's/^@/override 1.3.6.1.2.1.43./; s/^#/override 1.3.6.1.2.1.25.3./' \
	    >"$RIG/snmpd.conf"
	rig_spawn snmpd env SNMP_PERSISTENT_DIR="$RIG/snmp" MIBS= \
	    /usr/sbin/snmpd -f -LE 3 -C -c "$RIG/snmpd.conf" \
	    -I -hr_device,-hr_print,-hr_storage,-system_mib
}
asked() { device "$1" || { look && rig_until 2 device "$1"; }; }
agent=
rig_port agent
agent '#5.1.1.1 integer 4' '#5.1.2.1 octet_str 0x2880' \
    '#2.1.3.1 octet_str "Contoh SNMP"' '@5.1.1.17.1 octet_str "SN-77"' \
    '@10.2.1.4.1.1 counter 12345' '@11.1.1.3.1.1 integer 1' \
    '@11.1.1.3.1.2 integer 0' '@11.1.1.5.1.1 integer 21' \
    '@11.1.1.5.1.2 integer 4' '@11.1.1.6.1.1 octet_str "Black Cartridge"' \
    '@11.1.1.6.1.2 octet_str "Waste"' '@11.1.1.8.1.1 integer 2000' \
    '@11.1.1.8.1.2 integer 100' '@11.1.1.9.1.1 integer 500' \
    '@11.1.1.9.1.2 integer -3' '@12.1.1.4.1.1 octet_str "black"' \
    '@18.1.1.8.1.1 octet_str "Pintu depan terbuka"'
attrs <<<'printer-make-and-model text Contoh IPP'
queue "ipp://localhost:$port/ipp/print?snmp=$agent"
rig_wait 20 asked '.by == "ipp+snmp"'
grep -qF "/ipp/print?contimeout=60" "$RIG/cups/printers.conf" ||
    fail 'the port of SNMP goes to CUPS'
black='{name: "Black Cartridge", type: "toner-cartridge", color: "black",
	level: 25, low: null, high: null}'
while IFS='|' read -r what filter; do
	device "$filter" || fail "$what: $(grep ^STATE "$RIG/press" | tail -n 1)"
	ok "$what"
done <<-END
	IPP goes first|.model == "Contoh IPP" and .state == "idle"
	the counter by SNMP|.impressions == 12345
	a supply by SNMP|.supplies[0] == ${black//$'\n'/}
	some is left by SNMP|.supplies[1] | .some and .level == null and .type == "waste-toner"
	reasons are IPP's alone|.reasons == []
	an alert by SNMP|.alert == ["Pintu depan terbuka"]
	a serial number by SNMP|.serial == "SN-77"
END
attrs <<-'END'
	marker-names name Ribbon
	marker-levels int 9
	printer-impressions-completed int 5
END
look
rig_wait 10 device '.by == "ipp" and .impressions == 5 and
    .supplies[0].level == 9'
ok 'SNMP is not asked for what IPP says'

queue "socket://localhost:9?snmp=$agent"
rig_wait 20 device '.by == "snmp" and .answered'
while IFS='|' read -r what filter; do
	device "$filter" || fail "$what: $(grep ^STATE "$RIG/press" | tail -n 1)"
	ok "$what"
done <<-'END'
	state and model by SNMP|.state == "processing" and .model == "Contoh SNMP"
	its errors as reasons|.reasons == ["toner-low-report", "door-open-report", "input-tray-missing-warning"]
	its counter|.impressions == 12345
END
agent '#5.1.1.1 integer 3' '@10.2.1.4.1.1 integer -2' \
    '@11.1.1.6.1.1 octet_str "Sendiri"'
rig_wait 20 device '.state == "idle" and .impressions == null and
    .supplies == [] and .reasons == []'
ok 'columns that do not belong together are left out'
rig_end snmpd
rig_wait 20 device '(.answered | not) and .problem == null and .state == null'
got STATE '.state == "idle"' || fail 'silence by SNMP stops a printer'
ok 'silence by SNMP is no problem of the printer'

# ---- a peer: ippeveprinter ----
rm "$RIG/core/refuse"
peer=
rig_start_printer peer peer
curl -sS "http://localhost:$peer/supplies?supply0=95&supply1=5&supply2=0" \
    >/dev/null
queue "ipp://localhost:$peer/ipp/print"
rig_wait 20 device '.answered and .by == "ipp"'
while IFS='|' read -r what filter; do
	device "$filter" || fail "$what: $(grep ^STATE "$RIG/press" | tail -n 1)"
	ok "$what"
done <<-'END'
	the peer's supplies|[.supplies[].level] == [95, 5, 0]
	and their kinds|[.supplies[].type] == ["waste-toner", "toner", "toner"]
	its reasons|.reasons | index("toner-low-report") and index("toner-empty-report")
	its media|.media_ready == ["iso_a4_210x297mm"]
END
# ---- while it prints, cupsd's events are followed ----
subscribed() { grep -q '^<Subscription '"$1"'>' "$RIG/cups/subscriptions.conf"; }
same 'idle, nothing is subscribed' "$(cat "$RIG/cups/subscriptions.conf" \
    2>/dev/null | grep -c '^<Subscr')" 0
rig_wait 20 got STATE '.jobs == [] and .state == "idle"'
rig_hold peer
ask PRINTED "PRINT {\"title\":\"cetak/900/tok\",\"media\":\
\"iso_a4_210x297mm\",\"sides\":\"one-sided\"} $RIG/a.pdf"
rig_wait 10 got STATE '.state == "processing" and .jobs == ["cetak/900/tok"]'
rig_wait 10 subscribed '[0-9]*'
ok 'printing, events are subscribed'
id=$(sed -n 's/^<Subscription \([0-9]*\)>/\1/p' "$RIG/cups/subscriptions.conf")
cat >"$RIG/cancel.test" <<-END
	{
		OPERATION Cancel-Subscription
		GROUP operation-attributes-tag
		ATTR charset attributes-charset utf-8
		ATTR naturalLanguage attributes-natural-language en
		ATTR uri printer-uri ipp://localhost/printers/kartu
		ATTR name requesting-user-name $(id -un)
		ATTR integer notify-subscription-id $id
		STATUS successful-ok
	}
END
ipptool "ipp://127.0.0.1:$RIG_CUPS_PORT/printers/kartu" "$RIG/cancel.test" \
    >>"$RIG/log/ipptool" 2>&1 || fail 'the subscription was not cancelled'
rig_wait 10 eval 'subscribed "[0-9]*" && ! subscribed "$id"'
ok 'a subscription that cupsd lost is made anew'
rig_let_go peer
rig_wait 20 got STATE '.state == "idle" and .jobs == []'
same 'the sheet came out' "$(rig_sheets cetak/900/)" 1
states=$(count STATE)
rig_nap 4
[ $(($(count STATE) - states)) -le 1 ] || fail 'STATE of nothing new'
ok 'nothing new, no STATE'

# ---- its tray is emptied, which nobody but the device knows ----
curl -sS "http://localhost:$peer/media?size0=iso_a4_210x297mm&level0=0" \
    >/dev/null
rig_wait 20 device '.media_ready == []'
ok 'its empty tray is told'

# ---- its end ----
ask OK 'UNQUEUE {}'
rig_wait 10 eval '! subscribed "[0-9]*"'
ok 'the subscription went with the queue'
kill -TERM "$press"
rc=0
wait "$(cat "$RIG/pid/press")" || rc=$?
rm "$RIG/pid/press"
same 'press ended well, and kept nothing' "$rc" 0
