#!/bin/bash
# A page that does not read back is never printed: the renderer stands behind
# one that spoils what was drawn.  That job is rejected with the reason, no
# byte of it leaves, the next one prints.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

rig_init
mkdir "$RIG/lib"
ln -s "$B"/cetak* "$RIG/lib/"
rm "$RIG/lib/cetakd-render"
cat >"$RIG/lib/cetakd-render" <<END
#!/bin/sh
SPOIL_RENDER=$B/cetakd-render SPOIL_AS=$RIG/spoil exec /usr/bin/python3 \
    $RIG_TOP/tests/scenario/spoiler.py "\$@"
END
chmod 755 "$RIG/lib/cetakd-render"
office baca '[paths]' "libexec = $RIG/lib"
port=''
rig_start_printer paspor-1 port
rig_add_printer baca paspor-1 "$port" iso_b7_88x125mm >/dev/null
rig_blanks baca paspor-1 buku-paspor X0000001 X0000009
rig_ready baca

passport() { # KEY: prints the job's id
	api /v1/jobs -H "Idempotency-Key: $1" \
	    -F "job=@$RIG_TOP/templates/paspor/contoh.json;type=application/json" \
	    -F "photo=@$RIG_TOP/templates/contoh/portrait-a.jpg" | jq -e .id ||
		fail "$1: $(cat "$RIG/body")"
}
spoilt() { # HOW REASON
	local id
	echo "$1" >"$RIG/spoil"
	id=$(passport "$1")
	reach "$id" rejected
	same "$1: the reason" "$(field "$id" .reason.code)" readback
	field "$id" .reason | grep -q "$2" ||
		fail "$1: $(field "$id" .reason)"
	same "$1: no sheet" "$(sheets "$id")" 0
	rm "$RIG/spoil"
}

spoilt qr 'QR is not what was sealed'
spoilt noqr 'no QR can be read'
spoilt mrz 'MRZ differs'
spoilt pages 'number of pages differs'
id=$(passport good)
reach "$id" printed
same 'the next, whole, is printed' "$(sheets "$id")" 1
same 'and nothing else' "$(rig_sheets)" 1
sane
