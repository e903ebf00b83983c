#!/bin/bash
# Server-sent events: history, then live, each once and in order, over the
# death of core; a heartbeat; a reader that does not read is cut off.
. "$(dirname "$0")/lib.sh"
start_core
start_front
auth='Authorization: Bearer abc'
submit() {
	curl -s -o /dev/null "$base/v1/jobs" -H "$auth" \
	    -H 'Content-Type: application/json' -H "Idempotency-Key: $1" \
	    -d '{"template":"surat"}'
}
listen() { curl -sN "$base/v1/events$1" -H "$auth" "${@:3}" >"$dir/$2" & }
ids() { sed -n 's/^id: //p' "$dir/$1" | tr '\n' ' '; }
count() { [ "$(grep -c '^id: ' "$dir/$1")" -ge "$2" ]; }

for i in 1 2 3 4 5 6 7; do
	submit "a$i"
done
listen '' all -H 'Last-Event-ID: 0'
all=$!
listen '?after=5' some
some=$!
listen '' live
live=$!
listen '?after=0&job=3' three
three=$!
until_true 5 count all 7 || fail 'no history'
until_true 5 grep -q retry "$dir/live" || fail 'no live stream'
submit b1
until_true 5 count live 1 || fail 'nothing live'
until_true 5 count all 8 || fail 'nothing after history'
is all "$(ids all)" '1 2 3 4 5 6 7 8 '
is some "$(ids some)" '6 7 8 '
is live "$(ids live)" '8 '
is three "$(ids three)" '3 '
has data "$(grep -A2 '^id: 8' "$dir/live")" 'event: receive'
has data "$(grep -A2 '^id: 8' "$dir/live")" 'data: {"seq":8,"job":8,'
has type "$(curl -sI "$base/v1/events" -H "$auth")" text/event-stream
is auth "$(curl -so /dev/null -w '%{http_code}' "$base/v1/events")" 401

# nothing is lost and nothing comes twice while core is away
curl -s -o /dev/null "$base/v1/jobs/666" -H "$auth"
core_pid=''
rm -f "$dir/run/front.sock"
SEQ=8 start_core
ready() { [ "$(curl -so /dev/null -w '%{http_code}' "$base/readyz")" = 200 ]; }
until_true 10 ready || fail 'the front does not find core again'
submit c1
submit c2
until_true 5 count all 10 || fail 'streams did not live on'
is again "$(ids all)" '1 2 3 4 5 6 7 8 9 10 '
is again "$(ids live)" '8 9 10 '

until_true 35 grep -q '^: ' "$dir/live" || fail 'no heartbeat'
kill "$all" "$some" "$live" "$three"
wait "$all" "$some" "$live" "$three" 2>/dev/null || true # 143: by us
