#!/bin/bash
# What a counter may do to a job: submit on hold, hold while it waits, release,
# cancel; by the revision it saw.  A cancelled job never prints and its number
# stays visible as void.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

office loket
letter "$RIG/job.json" '.printer = "surat-1"'
letter "$RIG/held.json" '.printer = "surat-1" | .hold = true'
act() { # ID WHAT [CURL...]
	local path=/v1/jobs/$1/$2
	shift 2
	api "$path" -X POST "$@" >/dev/null
}

# ---- on hold from the start ----
a=$(made a "$RIG/held.json")
reach "$a" held
act "$a" release -H 'If-Match: 1'
status 'a revision seen long ago' 412 rev
act "$a" release -H 'If-Match: "0"'
status 'a revision that never was' 400 If-Match
rev=$(field "$a" .rev)
act "$a" hold
status 'to hold what is held' 409
act "$a" release -H "If-Match: \"$rev\""
status 'released by the revision seen' 200 queued
reach "$a" printed
same 'released and printed once' "$(sheets "$a")" 1
for what in hold release cancel; do
	act "$a" "$what"
	status "$what of a printed job" 409
done

# ---- while the printer is paused ----
cupsdisable -h "$CUPS_SERVER" surat-1
paused() {
	rig_curl loket /v1/printers | jq -e '.items[] |
	    select(.name == "surat-1") | .ready == false'
}
rig_wait 30 paused
b=$(made b "$RIG/job.json")
c=$(made c "$RIG/job.json")
reach "$b" queued
reach "$c" queued
act "$b" hold -H 'Content-Type: application/json' \
    -d '{"reason": "menunggu berkas"}'
status 'held with a reason' 200 'menunggu berkas'
same 'the job shows it' "$(field "$b" .reason.text)" 'menunggu berkas'
act "$c" cancel -H "If-Match: $(field "$c" .rev)" \
    -H 'Content-Type: application/json' -d '{"reason": "salah ketik"}'
status 'cancelled' 200 cancelled
act "$c" release
status 'no way back from cancelled' 409
act 999999 cancel
status 'no such job' 404
act "$b" hold -H 'If-Match: besok'
status 'a revision that is none' 400
act "$b" cancel -H 'Content-Type: application/json' -d '{"reason": 5}'
status 'a reason that is no text' 422 /reason
act "$b" cancel -H 'Content-Type: application/json' -d '{"alasan": "x"}'
status 'an unknown member' 422
d=$(made d "$RIG/job.json")
cupsenable -h "$CUPS_SERVER" surat-1
reach "$d" printed
same 'what waited prints' "$(sheets "$d")" 1
same 'the held one waits' "$(state "$b")" held
same 'the cancelled one stays so' "$(state "$c")" cancelled

# ---- taken back from CUPS before the permit ----
: >"$RIG/p/surat-1/hold"
e=$(made e "$RIG/job.json")
reach "$e" printing
act "$e" cancel
status 'printing is too late to cancel' 409
f=$(made f "$RIG/job.json")
rig_wait 30 eval "is $f queued || is $f submitted"
act "$f" cancel
status 'cancelled behind another' 200 cancelled
rm "$RIG/p/surat-1/hold"
reach "$e" printed
act "$b" release
status 'released at last' 200
reach "$b" printed
same 'one sheet of each that printed' \
    "$(sheets "$a")$(sheets "$b")$(sheets "$d")$(sheets "$e")" 1111
same 'no sheet of the cancelled' "$(sheets "$c")$(sheets "$f")" 00

# ---- the number of a cancelled document is void, not free ----
numbers=$(rig_curl loket '/v1/jobs?limit=200' |
    jq -c '[.items[].number | split("/")[1] | tonumber] | sort')
same 'numbers without a gap' "$numbers" '[1,2,3,4,5,6]'
rig_curl loket '/v1/jobs?state=cancelled' |
    jq -e --arg n "$(field "$c" .number)" \
    '[.items[] | .number] | index($n)' >/dev/null ||
	fail 'the cancelled number is not listed'
same 'the public page says void' "$(rig_curl loket \
    "/v1/verify/$(field "$c" .document)" | jq -r .status)" VOIDED
same 'and knows the printed one' "$(rig_curl loket \
    "/v1/verify/$(field "$a" .document)" | jq -r .status)" PRINTED_NOT_ISSUED
actor=$(rig_curl loket "/v1/jobs/$c/events" |
    jq -r '.items[] | select(.event == "cancel") | .actor')
[[ -n $actor && $actor != core ]] || fail "who cancelled is not told"
ok "who cancelled is on record"

# ---- read by pages while others submit ----
for n in {1..5}; do made "page-$n" "$RIG/held.json" >/dev/null; done
rig_curl loket /v1/jobs | jq '.items[].id' >"$RIG/wanted"
cursor='' n=0
: >"$RIG/got"
until [ "$cursor" = end ]; do
	rig_curl loket "/v1/jobs?limit=3${cursor:+&cursor=$cursor}" \
	    >"$RIG/list"
	jq '.items[].id' "$RIG/list" >>"$RIG/got"
	cursor=$(jq -r '.next // "end"' "$RIG/list")
	made "between-$((n += 1))" "$RIG/held.json" >/dev/null
done
[ "$n" -ge 3 ] || fail "only $n pages"
cmp "$RIG/got" "$RIG/wanted" || fail 'a job is missing or comes twice'
ok "$n pages: each job once, newest first, while others come"
sane
