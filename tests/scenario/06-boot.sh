#!/bin/bash
# The units as installed, under a real systemd: a throw-away container over
# this machine's files, with Debian's own cupsd and a printer on its loopback.
# Every part runs as its own user; press reaches the printer by network and
# core reaches nothing; who is not core gets no press; the service of the
# presses dies in mid-job and nothing is lost or double.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$RIG_TOP"
skip() {
	echo "skip: $*"
	exit 0
}
[ "$(id -u)" = 0 ] || skip 'a container needs root'
command -v systemd-nspawn >/dev/null || skip 'no systemd-nspawn'
top=$(mktemp -d)
trap 'umount -l "$top/m" "$top" 2>/dev/null; rmdir "$top"' EXIT
trap 'exit 130' INT TERM HUP
mount -t tmpfs -o size=700m tmpfs "$top" 2>/dev/null || skip 'no tmpfs here'
mkdir "$top"/{u,w,m}
mount -t overlay overlay -o "lowerdir=/,upperdir=$top/u,workdir=$top/w" \
    "$top/m" 2>/dev/null || skip 'no overlay here'
root=$top/m

make -s B=build install DESTDIR="$root" PREFIX=/usr/local >/dev/null
etc=$root/etc/cetakd/kota
mkdir -p "$etc"
sed 's/disnaker/kota/' systemd/cetakd.conf.example >"$etc/cetakd.conf"
build/cetakd-seal --new-key "$etc" --country UTO --org kota >/dev/null
cat systemd/cupsd.conf.snippet >>"$root/etc/cups/cupsd.conf"
mkdir -p "$root/srv/dev/spool"
cp templates/surat-rekomendasi/contoh.json "$root/srv/letter.json"
rig_ppd surat-1 >"$root/srv/dev/ppd"
cat >"$root/srv/dev/command" <<'END'
#!/bin/bash
echo "$IPP_JOB_NAME" >>/srv/dev/sheets
exec {nap}<>/srv/nap
while [ -e /srv/dev/hold ]; do read -rt 0.1 -u "$nap"; done
exit 0
END
chmod 755 "$root/srv/dev/command"
cat >"$root/srv/connect.py" <<'END'
"""What becomes of a connection to the presses: refused, ended or served."""
import socket
s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
s.settimeout(1)
try:
    s.connect("/run/cetakd/kota/press.sock")
    print("ended" if s.recv(1) == b"" else "told")
except PermissionError:
    print("refused")
except TimeoutError:
    print("served")
END

cat >"$root/srv/inside.sh" <<'END'
exec >/srv/out 2>&1
echo booted
mkfifo /srv/nap
exec {NAP}<>/srv/nap
until_ok() { # TEXT COMMAND: 40 s
	local i
	for ((i = 0; i < 200; i++)); do
		eval "$2" >/dev/null 2>&1 && { echo "ok    $1"; return; }
		read -rt 0.2 -u "$NAP"
	done
	echo "FAIL  $1"
}
same() { [ "$2" = "$3" ] && echo "ok    $1" || echo "FAIL  $1: $2, wanted $3"; }
api() {
	local path=$1
	shift
	curl -s --fail-with-body --max-time 20 "$@" \
	    --unix-socket /run/cetakd/kota/http.sock "http://localhost$path"
}
job() {
	api /v1/jobs -H 'Content-Type: application/json' \
	    -H "Idempotency-Key: $1" --data-binary @/srv/letter.json >/dev/null
}
is() { [ "$(api "/v1/jobs/$1" | jq -r .state)" = "$2" ]; }
main() { systemctl show -P MainPID "$1"; }
user() { ps -o user:32= -p "$(main "$1")"; }
reaches() { # UNIT: the printer, from where the unit is
	nsenter -t "$(main "$1")" -n curl -s -m 3 -o /dev/null \
	    -w '%{http_code}' http://localhost:8600/
}
connects() { setpriv --reuid "$1" --clear-groups python3 /srv/connect.py; }

systemctl start cups.service
systemd-run -q --unit=device ippeveprinter -r off -n localhost -p 8600 \
    -d /srv/dev/spool -k -P /srv/dev/ppd -c /srv/dev/command surat-1
systemctl start cetakd@kota.target
until_ok 'the target brings the API' 'api /v1/printers'
for name in cetakd cetakd-press cetakd-seal cetakd-front; do
	same "$name has a user of its own" "$(user $name@kota)" $name-kota
done
same 'only presses may make queues' "$(getent group lpadmin | cut -d: -f4)" \
    cetakd-press-kota
api /v1/printers/surat-1 -X PUT -H 'Content-Type: application/json' \
    -d '{"uri":"ipp://localhost:8600/ipp/print","media":"iso_a4_210x297mm"}' \
    >/dev/null
until_ok 'the queue stands' 'api /readyz'
same 'cupsd is set up well, as read through cupsd' \
    "$(api /v1/printers | jq -c '.items[0].problems')" '[]'
until_ok 'the printer is asked by network' 'api /v1/printers/surat-1 |
    jq -e ".looked and .health == \"ready\" and (.supplies | length > 0)"'
job a
until_ok 'a sheet is printed' 'is 1 printed'

touch /srv/dev/hold
job b
until_ok 'a sheet is half way' 'is 2 printing'
job c
systemctl kill -s KILL --kill-who=main cetakd-press@kota.service
until_ok 'the service was killed and is back' \
    '[ "$(systemctl show -P NRestarts cetakd-press@kota)" = 1 ]'
rm /srv/dev/hold
until_ok 'its sheet comes out' 'is 2 printed'
until_ok 'and the one behind it' 'is 3 printed'
same 'each once' "$(cut -d/ -f2 /srv/dev/sheets | tr '\n' ' ')" '1 2 3 '

systemctl stop device.service
until_ok 'a printer that is off is noticed' 'api /v1/printers/surat-1 |
    jq -e "[.reasons[].keyword] | index(\"unreachable\")"'
systemd-run -q --unit=device2 ippeveprinter -r off -n localhost -p 8600 \
    -d /srv/dev/spool -k -P /srv/dev/ppd -c /srv/dev/command surat-1
until_ok 'and when it is back' 'api /readyz'
same 'press reaches the printer' "$(reaches cetakd-press@kota)" 200
same 'core does not' "$(reaches cetakd@kota)" 000
same 'seal does not' "$(reaches cetakd-seal@kota)" 000

for who in nobody cetakd-front-kota cetakd-press-kota; do
	same "$who may not ask for a press" "$(connects $who)" refused
done
same 'root may open the socket and gets none' "$(connects root)" ended
same 'core does' "$(connects cetakd-kota)" served
same 'permits are for root alone' \
    "$(stat -c '%U %a' /run/cetakd/kota/gate.sock)" 'root 600'
[ -z "$(grep '^FAIL' /srv/out)" ] ||
	journalctl -u 'cetakd*' -u cups --no-pager -o cat | tail -n 60
systemctl --force --force poweroff
END
cat >"$root/etc/systemd/system/probe.service" <<'END'
[Unit]
Wants=dbus.service
After=basic.target dbus.service
[Service]
Type=oneshot
ExecStart=/bin/bash /srv/inside.sh
END
printf '[Unit]\nRequires=basic.target probe.service\n' \
    >"$root/etc/systemd/system/probe.target"
for timer in apt-daily apt-daily-upgrade man-db; do
	ln -sf /dev/null "$root/etc/systemd/system/$timer.timer"
done
timeout 240 systemd-nspawn -q -D "$root" --register=no --keep-unit \
    --private-network -M "cetakd-$$" --boot -- systemd.unit=probe.target \
    >"$top/console" 2>&1 </dev/null || :
grep -qx booted "$root/srv/out" 2>/dev/null ||
	skip "no container here: $(tail -n 1 "$top/console")"
grep -v '^booted$' "$root/srv/out"
! grep -q '^FAIL' "$root/srv/out" || exit 1
grep -q '^ok    permits' "$root/srv/out" || fail 'it did not end'
