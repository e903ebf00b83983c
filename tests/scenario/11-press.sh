#!/bin/bash
# Press before a real cupsd: the queue it makes, what reaches the device, what
# it says of cupsd and the printer, what it refuses.
. "$(dirname "$0")/lib.sh"

# shellcheck source=tests/scenario/press.sh
. "$(dirname "$0")/press.sh"

rig_init
port=
rig_start_cups
rig_start_printer dev port
press_start

media=custom_kartu_85.6x53.98mm
rig_wait 10 grep -q '^Seccomp:.*2' "/proc/$press/status"
ok 'press is in its sandbox'

queue=$(jq -nc --arg s "$RIG/cups/s" --arg u "ipp://localhost:$port/ipp/print" \
    --arg m $media '{name: "kartu", uri: $u, authority: "t", server: $s,
    media: $m}')
ask FAULT 'PRINT {}'
same 'nothing goes before QUEUE' "$(field .code)" syntax
ask FAULT "QUEUE $(jq -c '.media = "besar"' <<<"$queue")"
same 'a media name without a size is refused' "$(field .pointer)" /media
ask FAULT "QUEUE $(jq -c '.name = "../x"' <<<"$queue")"
same 'a name that is a path is refused' "$(field .code)" syntax

ask OK "QUEUE $queue"
rig_wait 10 got STATE '.up and .state == "idle" and .accepting'
ok 'the queue is made, idle, accepting'
for line in 'ErrorPolicy abort-job' "AllowUser $(id -un)" 'Shared No' \
    "DeviceURI cetak-gate:t:ipp://localhost:$port/ipp/print?contimeout=60" \
    'JobSheets none none' 'OpPolicy default' 'Option print-scaling none'; do
	grep -qxF -- "$line" "$RIG/cups/printers.conf" ||
	    fail "no '$line' in: $(cat "$RIG/cups/printers.conf")"
done
ok 'abort-job, the gate, one user, no banners, not shared'

ask OK 'CHECK {}'
same 'a cupsd that is set up well' "$(field .ok)" true

# A page: the bytes and the size arrive.
rig_pdf "$RIG/a.pdf" a
ask PRINTED "PRINT {\"title\":\"cetak/1/tok\",\"media\":\"$media\",\"sides\":\
\"two-sided-long-edge\"} $RIG/a.pdf"
rig_wait 20 rig_sheets_are cetak/1/tok 1
cmp "$RIG/a.pdf" "$RIG/p/dev/1.pdf" || fail 'the sheet differs'
ok 'a page reaches the device byte-identical'
grep -q 'x-dimension=8560' "$RIG/p/dev/1.env" &&
    grep -q 'y-dimension=5398' "$RIG/p/dev/1.env" ||
    fail "not the size: $(cat "$RIG/p/dev/1.env")"
grep -q 'IPP_SIDES=two-sided-long-edge' "$RIG/p/dev/1.env" ||
    fail "not two-sided: $(cat "$RIG/p/dev/1.env")"
ok 'with its exact media and sides'
rig_wait 20 grep -q '^REPORT 1 tok 0 ' "$RIG/core/log"

# A job that is gone between two looks: core hears of the queue again.
rig_wait 10 got STATE '.state == "idle" and .jobs == []'
touch "$RIG/core/refuse"
states=$(count STATE)
ask PRINTED "PRINT {\"title\":\"cetak/7/tok\",\"media\":\"$media\",\"sides\":\
\"one-sided\"} $RIG/a.pdf"
rig_wait 10 eval "[ \"\$(count STATE)\" -gt $states ]"
rig_wait 10 got STATE '.jobs == []'
rm "$RIG/core/refuse"
same 'a job that came and went is told' "$(rig_sheets cetak/7/)" 0

# Known again: QUEUE leaves it alone, the job on it too.
before=$(grep -c 'CUPS-Add-Modify-Printer' "$RIG/log/cups_access")
ask OK "QUEUE $queue"
same 'a queue that is right is left alone' \
    "$(grep -c 'CUPS-Add-Modify-Printer' "$RIG/log/cups_access")" "$before"
lpadmin -h "$CUPS_SERVER" -p kartu -o printer-error-policy=retry-job \
    2>>"$RIG/log/lpadmin"
ask OK 'CHECK {}'
same 'another error policy is told' "$(field .ok)" false
ask OK "QUEUE $queue"
ask OK 'CHECK {}'
same 'and mended' "$(field .ok)" true
lpadmin -h "$CUPS_SERVER" -p kartu -c kelas
ask OK 'CHECK {}'
grep -q class <<<"$ANSWER" || fail "a class is not told: $ANSWER"
ok 'membership of a class is told'
lpadmin -h "$CUPS_SERVER" -p kartu -r kelas

# Taken back: only by its own title.
cupsdisable -h "$CUPS_SERVER" kartu
rig_wait 10 got STATE '.state == "stopped"'
ok 'a stopped queue is told'
ask PRINTED "PRINT {\"title\":\"cetak/2/tok\",\"media\":\"$media\",\"sides\":\
\"one-sided\"} $RIG/a.pdf"
id=$(field .cups_job)
rig_wait 10 got STATE '.jobs == ["cetak/2/tok"]'
ok 'the titles in the queue are told'
ask OK "WITHDRAW {\"cups_job\":$id,\"title\":\"cetak/9/other\"}"
rig_nap 0.3
lpstat -h "$CUPS_SERVER" -o | grep -q kartu ||
    fail 'a job of another title was cancelled'
ask OK "WITHDRAW {\"cups_job\":$id,\"title\":\"cetak/2/tok\"}"
rig_wait 10 eval '[ -z "$(lpstat -h "$CUPS_SERVER" -o)" ]'
ok 'a job is taken back by id and title'
cupsenable -h "$CUPS_SERVER" kartu
rig_wait 10 got STATE '.state == "idle"'
same 'and never printed' "$(rig_sheets cetak/2/)" 0

# The printer is switched off: no permit is spent on it.
rig_stop_printer dev
ask FAULT "PRINT {\"title\":\"cetak/3/tok\",\"media\":\"$media\",\"sides\":\
\"one-sided\"} $RIG/a.pdf"
same 'a printer that is off takes nothing' "$(field .code)" unavailable
rig_wait 10 got STATE '.state == "stopped" and
    (.reasons | index("offline-report"))'
ok 'and is told as off'
rig_start_printer dev port
rig_wait 10 got STATE '.state == "idle"'
ok 'it is noticed when it is back'

# cupsd goes and comes.
rig_stop_cups KILL
rig_wait 15 got STATE '.up | not'
ask FAULT "PRINT {\"title\":\"cetak/4/tok\",\"media\":\"$media\",\"sides\":\
\"one-sided\"} $RIG/a.pdf"
same 'without cupsd PRINT says so' "$(field .code)" unavailable
sed -i 's/^DirtyCleanInterval.*//; s/^PreserveJobFiles.*/PreserveJobFiles Yes/' \
    "$RIG/cups/cupsd.conf"
rig_spawn cupsd /usr/sbin/cupsd -f -c "$RIG/cups/cupsd.conf" \
    -s "$RIG/cups/cups-files.conf"
rig_wait 20 got STATE '.up and .state == "idle"'
ok 'cupsd is noticed when it is back, with the queue'
ask OK 'CHECK {}'
same 'two wrong settings are two problems' "$(field '.problems | length')" 2

ask OK 'UNQUEUE {}'
rig_wait 10 got STATE '.state == "absent"'
ok 'the queue is removed'
exec {TO_PRESS}>&-
