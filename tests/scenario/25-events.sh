#!/bin/bash
# The stream of events: live, in order, each once; resumed by Last-Event-ID
# over restarts of front and core; a heartbeat when nothing happens; a counter
# hears of its own jobs alone.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

office kabar
letter "$RIG/job.json" '.printer = "surat-1"'
letter "$RIG/held.json" '.printer = "surat-1" | .hold = true'
token() {
	rig_curl kabar /v1/tokens -H 'Content-Type: application/json' \
	    -d "{\"counter\": \"$1\"}" | jq -r .token
}
one=$(token loket-1)
two=$(token loket-2)

# A reader into $RIG/sse-NAME, from event ID on ('' = live).
listen() { # NAME LAST-EVENT-ID [CURL...]
	local name=$1 last=$2
	shift 2
	rig_spawn "sse-$name" curl -sSN --max-time 200 \
	    --unix-socket "$RIG_HTTP" ${last:+-H "Last-Event-ID: $last"} \
	    "$@" -o "$RIG/sse-$name" http://localhost/v1/events
	rig_wait 10 grep -q '^retry:' "$RIG/sse-$name"
}
ids() { sed -n 's/^id: //p' "$RIG/sse-$1"; }
has_ids() { [ "$(ids "$1" | wc -l)" -ge "$2" ]; }
hears() { # NAME JOB EVENT
	grep -A1 "^event: $3$" "$RIG/sse-$1" |
	    grep -qE "\"job\": ?$2[,}]"
}
# Every event of the table after the first id, once and in order.
complete() { # NAME AFTER
	rig_curl kabar '/v1/jobs?limit=200' | jq -r '.items[].id' |
	    while read -r id; do
		rig_curl kabar "/v1/jobs/$id/events?limit=200" |
		    jq '.items[].seq'
	    done | sort -n | awk -v after="$2" '$1 > after' >"$RIG/wanted"
	ids "$1" >"$RIG/got"
	cmp -s "$RIG/got" "$RIG/wanted"
}
whole() { # NAME AFTER WHAT
	rig_wait 15 complete "$1" "$2"
	ok "$3: all $(wc -l <"$RIG/got") events, in order, each once"
}

# ---- live; a counter its own ----
listen all ''
listen one '' -H "Authorization: Bearer $one"
a=$(made a "$RIG/job.json" -H "Authorization: Bearer $one")
b=$(made b "$RIG/job.json" -H "Authorization: Bearer $two")
for job in "$a" "$b"; do
	rig_wait 60 hears all "$job" 'done'
done
whole all 0 'live'
for event in accept seal render submit permit 'done'; do
	hears all "$a" $event || fail "no $event"
done
ok 'each step has its name'
rig_wait 10 hears one "$a" 'done'
! hears one "$b" 'done' || fail "a counter hears another's job live"
same 'a counter hears its own alone, live' \
    "$(grep -c '^id:' "$RIG/sse-one")" \
    "$(rig_curl kabar "/v1/jobs/$a/events" | jq '.items | length')"
listen one-again 0 -H "Authorization: Bearer $one"
rig_wait 10 hears one-again "$a" 'done'
same 'and from the table' "$(ids one-again | tr '\n' ' ')" \
    "$(ids one | tr '\n' ' ')"

# ---- core is started again under the readers ----
before=$(ids all | tail -n 1)
listen quiet ''
rig_stop_program kabar core KILL
rig_start_program kabar core
rig_wait 30 rig_curl kabar /v1/printers
rig_alive sse-all || fail 'the reader lost its stream with core'
c=$(made c "$RIG/held.json")
rig_wait 30 hears all "$c" hold
whole all 0 'over a restart of core'
rig_wait 10 hears quiet "$c" hold
whole quiet "$before" 'a reader that had heard nothing yet'
rig_wait 10 hears one-again "$a" 'done'
! hears one "$c" accept || fail "a counter hears another's job after all"
ok 'a counter still hears its own alone'

# ---- front is started again: the reader comes back ----
last=$(ids all | tail -n 1)
rig_stop_program kabar front
rig_wait 10 rig_gone sse-all
same 'front ends its streams whole' "$(tail -c 1 "$RIG/sse-all")" ''
rig_start_program kabar front
rig_wait 30 rig_curl kabar /v1/printers
d=$(made d "$RIG/held.json")
listen back "$last"
e=$(made e "$RIG/held.json")
for job in "$d" "$e"; do
	rig_wait 30 hears back "$job" hold
done
whole back "$last" 'resumed over a restart of front'
listen start 0
whole start 0 'from the very first'

# ---- only one job's; what makes no sense ----
listen job 0 -G -d "job=$d" -d after=0
rig_wait 10 hears job "$d" hold
rig_nap 0.3
same 'of one job' "$(grep '^data' "$RIG/sse-job" |
    grep -vcE "\"job\": ?${d}[,}]" || :)" 0
api /v1/events -H 'Last-Event-ID: kemarin' >/dev/null
status 'a Last-Event-ID that is none' 400
api '/v1/events?job=x' >/dev/null
status 'a job that is none' 400

# ---- a heartbeat when nothing happens ----
beats() { grep -q '^: *$' "$RIG/sse-start"; }
rig_wait 40 beats
ok 'a heartbeat'
sane
