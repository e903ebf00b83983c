#!/bin/bash
# make install into a folder: every program where its unit starts it, the
# backend for root alone, units that systemd takes without a word, users and
# folders that systemd can make.
set -u
cd "$(dirname "$0")/../.." || exit 70
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
bad=0
check() { # text, command
	local text=$1
	shift
	if "$@"; then
		echo "ok    $text"
	else
		echo "FAIL  $text"
		bad=1
	fi
}
quiet() {
	local out
	out=$("$@" 2>&1) && [ -z "$out" ] || { echo "$out"; return 1; }
}
safe() {
	systemd-analyze security --offline=true --no-pager --threshold=20 \
	    "$PWD/$1" >/dev/null
}

check 'make install' make -s B=build install DESTDIR="$root" PREFIX=/usr/local
mkdir -p "$root/etc"
p=$root/usr/local
for file in sbin/cetakd bin/cetak bin/cetak-verify \
    libexec/cetakd/cetakd-{front,seal,render,press,hook} \
    share/cetakd/fonts/ocrb.ttf share/cetakd/fonts/serif.ttf \
    share/cetakd/templates/{paspor,surat-rekomendasi,kartu-pmi}/template.json \
    share/bash-completion/completions/cetak \
    share/zsh/site-functions/_cetak share/cetakd/cetakd.conf.example \
    share/cetakd/cetakd.rules.yml; do
	check "$file is there" [ -s "$p/$file" ]
done
gate=$root/usr/lib/cups/backend/cetak-gate
check 'cetak-gate is 0700' [ "$(stat -c %a "$gate")" = 700 ]
units=$p/lib/systemd/system
sed -n 's/^ExecStart=\(\/[^ ]*\).*/\1/p' "$units"/*.service |
    while read -r program; do
	[ -x "$root$program" ] || echo "$program"
done >"$root/missing"
check 'six units are there' [ "$(grep -l '^ExecStart=' "$units"/*.service |
    wc -l)" = 6 ]
check 'what units start is there' [ ! -s "$root/missing" ]
check 'no placeholder is left' [ -z "$(grep -rl '@PREFIX@' "$p/lib")" ]

# as systemd would find them, with the programs where they are for now
mkdir "$root/units"
for file in "$units"/*@.*; do
	sed "s|=/usr/local/|=$p/|" "$file" >"$root/units/${file##*/}"
done
cd "$root/units" || exit 70
instances=(*@.*)
check 'systemd-analyze verify says nothing' quiet env \
    SYSTEMD_UNIT_PATH="$root/units:" systemd-analyze verify \
    "${instances[@]/@./@disnaker.}"
for name in cetakd cetakd-front cetakd-hook cetakd-press cetakd-seal; do
	check "$name@ is exposed by less than 2.0" safe "$name@.service"
done
alone='PrivateNetwork=yes|IPAddressDeny=any|RestrictAddressFamilies=AF_UNIX'
for name in cetakd cetakd-seal; do
	check "$name@ has no network" [ "$(grep -cxE "$alone" \
	    "$name@.service")" = 3 ]
done
check 'press has' grep -qx 'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6' \
    cetakd-press@.service
check 'systemd-sysusers makes the group' systemd-sysusers --root="$root" \
    "$p/lib/sysusers.d/cetakd.conf"
check 'group cetakd is there' grep -q '^cetakd:' "$root/etc/group"
sed -n 's/^StandardInputText=//p' "$units/cetakd-users@.service" |
    sed 's/%i/disnaker/g' >"$root/users"
check 'systemd-sysusers makes the users' systemd-sysusers --root="$root" \
    "$root/users"
check 'five users are there' [ "$(grep -c '^cetakd.*-disnaker:' \
    "$root/etc/passwd")" = 5 ]
check 'only presses may make queues in CUPS' grep -qx \
    'lpadmin:x:[0-9]*:cetakd-press-disnaker' "$root/etc/group"
check 'systemd-tmpfiles makes the folders' systemd-tmpfiles --create \
    --root="$root" "$p/lib/tmpfiles.d/cetakd.conf"
check 'the state is not for all to list' \
    [ "$(stat -c %a "$root/var/lib/cetakd")" = 711 ]
exit $bad
