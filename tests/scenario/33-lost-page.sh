#!/bin/bash
# The drawn page is a cache.  Lost, it is drawn again and printed; what cannot
# be had puts that job on hold with a reason, others print, and a release
# tries again.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

office hilang
letter "$RIG/held.json" '.printer = "surat-1" | .hold = true'
letter "$RIG/job.json" '.printer = "surat-1"'
act() { api "/v1/jobs/$1/$2" -X POST >/dev/null; }
page() { # ID: the file of its page, and its bytes kept aside
	local hash
	api "/v1/jobs/$1/pdf" >"$RIG/$1.pdf"
	hash=$(sha256sum "$RIG/$1.pdf" | cut -d' ' -f1)
	echo "$RIG/state/hilang/blobs/${hash:0:2}/${hash:2}"
}

id=$(made one "$RIG/held.json")
reach "$id" held
file=$(page "$id")
rm "$file"
act "$id" release
reach "$id" printed
same 'a lost page is drawn again and printed once' "$(sheets "$id")" 1
same 'byte for byte the same' "$(sha256sum <"$file")" \
    "$(sha256sum <"$RIG/$id.pdf")"

id=$(made two "$RIG/held.json")
reach "$id" held
file=$(page "$id")
rm "$file"
mkdir "$file"
act "$id" release
lost() { [ "$(field "$1" .reason.code)" = page-lost ]; }
rig_wait 30 lost "$id"
same 'a page that cannot be read holds its job' "$(state "$id")" held
next=$(made three "$RIG/job.json")
reach "$next" printed
ok 'the next job prints'
rmdir "$file"
act "$id" release
reach "$id" printed
same 'released, it is drawn again and printed once' "$(sheets "$id")" 1
sane
