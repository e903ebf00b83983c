#!/bin/sh
# make install calls this: B, DESTDIR, PREFIX, UNITDIR and BACKENDDIR in the
# environment.  Programs, templates, fonts, units; no service is started and
# no configuration is written.
set -eu
root=$DESTDIR$PREFIX
units=$DESTDIR$UNITDIR

program() { # name, folder, mode
	[ -e "$B/$1" ] || return 0
	install -D -m "${3:-0755}" "$B/$1" "$2/$1"
}
program cetakd "$root/sbin"
program cetak "$root/bin"
program cetak-verify "$root/bin"
for name in front seal render press hook; do
	program cetakd-$name "$root/libexec/cetakd"
done
# cupsd runs a backend as root only if nobody else may
program cetak-gate "$DESTDIR$BACKENDDIR" 0700

share=$root/share/cetakd
install -d "$share/templates" "$share/fonts"
for file in "$B"/fonts/*.ttf; do
	[ ! -e "$file" ] || install -m 0644 "$file" "$share/fonts/"
done
# fonts are prepared above, www is inside cetakd-front
find templates -type f ! -path 'templates/fonts/*' ! -path 'templates/www/*' | while read -r file; do
	install -D -m 0644 "$file" "$share/$file"
done
for file in systemd/cetakd.conf.example systemd/cupsd.conf.snippet \
    systemd/cetakd.rules.yml; do
	install -m 0644 "$file" "$share/"
done
for shell in bash zsh; do
	case $shell in
	bash) to=$root/share/bash-completion/completions/cetak ;;
	zsh) to=$root/share/zsh/site-functions/_cetak ;;
	esac
	text=$("$B/cetak" completion $shell 2>/dev/null) || continue
	install -d "$(dirname "$to")"
	echo "$text" >"$to"
done

install -d "$units/cups.service.d"
for file in systemd/*@.target systemd/*@.socket systemd/*@.service; do
	install -m 0644 "$file" "$units/"
done
for file in systemd/*.service.in; do
	name=$(basename "$file" .in)
	sed "s|@PREFIX@|$PREFIX|g" "$file" >"$units/$name"
	chmod 0644 "$units/$name"
done
install -m 0644 systemd/cups.service.d/cetakd.conf "$units/cups.service.d/"
install -D -m 0644 systemd/sysusers.d/cetakd.conf \
    "$root/lib/sysusers.d/cetakd.conf"
install -D -m 0644 systemd/tmpfiles.d/cetakd.conf \
    "$root/lib/tmpfiles.d/cetakd.conf"
