#!/bin/bash
# The same key gives the same answer once: repeated, at the same moment, with
# and without a photo, after every program was started anew; another body with
# it is refused, and so is no key at all.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

office ulang
letter "$RIG/a.json" '.hold = true'
letter "$RIG/b.json" '.hold = true | .fields.jabatan = "Juru masak"'
replayed() { grep -ci '^idempotent-replayed: true' "$RIG/headers" || :; }
count() { rig_curl ulang '/v1/jobs?limit=200' | jq '.items | length'; }

post satu "$RIG/a.json" >"$RIG/first"
status 'accepted' 201
same 'the first answer is no replay' "$(replayed)" 0
place=$(grep -i '^location:' "$RIG/headers")
id=$(jq .id "$RIG/first")
reach "$id" held
post satu "$RIG/a.json" >"$RIG/second"
status 'the same again' 201
same 'it says that it is a replay' "$(replayed)" 1
cmp "$RIG/first" "$RIG/second" || fail 'the replay differs'
ok 'the same bytes, though the job went on'
same 'the same Location' "$(grep -i '^location:' "$RIG/headers" || :)" \
    "$place"
post satu "$RIG/b.json" >/dev/null
status 'another body with that key' 422 idempotency
post '' "$RIG/a.json" >/dev/null
status 'an empty key' 400 Idempotency-Key
api /v1/jobs -H 'Content-Type: application/json' -d @"$RIG/a.json" >/dev/null
status 'no key' 400 Idempotency-Key
post "$(printf 'k%.0s' {1..300})" "$RIG/a.json" >/dev/null
status 'a key of 300 characters' 400
post satu "$RIG/a.json" -H 'Accept-Language: en' >/dev/null
status 'the language is no part of the body' 201

# ---- a key belongs to a counter ----
token=$(rig_curl ulang /v1/tokens -H 'Content-Type: application/json' \
    -d '{"counter": "loket-2"}' | jq -r .token)
other=$(made satu "$RIG/a.json" -H "Authorization: Bearer $token")
[ "$other" != "$id" ] || fail 'two counters share a key'
ok 'two counters may use the same key'

# ---- twenty at the same moment ----
parallel() { # KEY CURL...
	local key=$1 n pids=()
	shift
	for n in {1..20}; do
		curl -sS --max-time 60 --unix-socket "$RIG_HTTP" \
		    -H "Idempotency-Key: $key" -o "$RIG/$key-$n" \
		    -w '%{http_code}\n' "$@" http://localhost/v1/jobs \
		    >"$RIG/$key-$n.status" &
		pids+=($!)
	done
	wait "${pids[@]}"
	same "$key: all accepted" \
	    "$(sort -u "$RIG/$key"-*.status)" 201
	same "$key: one job" \
	    "$(for n in {1..20}; do jq .id "$RIG/$key-$n"; done |
		sort -u | wc -l)" 1
}
before=$(count)
parallel serentak -H 'Content-Type: application/json' -d "@$RIG/a.json"
parallel berfoto -F "job=@$RIG/a.json;type=application/json" \
    -F "photo=@$RIG_TOP/templates/contoh/portrait-a.jpg"
same 'two jobs more' "$(count)" $((before + 2))

# ---- after everything was started anew ----
rig_stop_cetakd ulang KILL
rig_start_cetakd ulang
post satu "$RIG/a.json" >"$RIG/third"
status 'after a restart' 201
cmp "$RIG/first" "$RIG/third" || fail 'the replay after a restart differs'
same 'a replay still' "$(replayed)" 1
post satu "$RIG/b.json" >/dev/null
status 'another body still refused' 422
same 'no job more' "$(count)" $((before + 2))
numbers=$(rig_curl ulang '/v1/jobs?limit=200' |
    jq -c '[.items[].number | split("/")[1] | tonumber] | sort')
same 'numbers without a gap' "$numbers" \
    "$(jq -nc --argjson n "$((before + 2))" '[range(1; $n + 1)]')"
sane
