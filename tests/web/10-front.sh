#!/bin/bash
# The front alone, before a core that knows nothing: what it lets through, how
# it refuses, that it loses nobody when core goes away.
. "$(dirname "$0")/lib.sh"
start_core
start_front
auth='Authorization: Bearer abc' json='Content-Type: application/json'
unix() { curl -s --unix-socket "$dir/run/http.sock" "http://x$1" "${@:2}"; }
tcp() { curl -s "$base$1" -H "$auth" "${@:2}"; }
status() { "$@" -o /dev/null -w '%{http_code}'; }
asked() { tail -1 "$dir/core.log" | /usr/bin/python3 -c "
import json, sys
print(json.load(sys.stdin)$1)"; }
submit() { tcp /v1/jobs -H "$json" -H "Idempotency-Key: $1" "${@:2}"; }

# slow clients are cut off while the rest of this runs
slow() {
	exec 3<>"/dev/tcp/127.0.0.1/$port"
	printf 'GET /livez HTTP/1.1\r\nHo' >&3
	timeout 40 cat <&3
}
slow >"$dir/slow" &
slow_pid=$! slow_from=$SECONDS

# ---- a job, its key, its digest ----
body='{"template":"surat","fields":{"nama":"Ni Luh","n":1.5}}'
answer=$(submit k1 -i -d "$body")
has job "$answer" 'HTTP/1.1 201'
has job "$answer" 'Location: /v1/jobs/1'
has job "$answer" 'ETag: "1"'
has job "$answer" 'X-Content-Type-Options: nosniff'
has job "$answer" 'Cache-Control: no-store'
hasnt job "$answer" Replayed
hash=$(asked '["q"]["body_hash"]')
is key "$(asked '["q"]["key"]')" k1
is token "$(asked '["q"]["credential"]["token"]')" \
    "$(printf abc | sha256sum | cut -d' ' -f1)"
same='{ "fields": {"n":1.50, "nama":"Ni L\u0075h"}, "template":"surat" }'
has same "$(submit k1 -i -d "$same")" 'Idempotent-Replayed: true'
is same "$(asked '["q"]["body_hash"]')" "$hash"
is other "$(status submit k1 -d '{"template":"lain"}')" 422

# ---- photos: base64 and multipart are the same job ----
printf '\xff\xd8\xff\xe0\x00\x10JFIF' >"$dir/p.jpg"
is base64 "$(status submit k2 -d "{\"template\":\"kartu\",\"photo\":\"$(
	base64 -w0 "$dir/p.jpg")\"}")" 201
is photo "$(asked '["fds"]')" '[10]'
is photo "$(asked '["q"]["photo"]')" True
is photo "$(asked '["q"]["body"]')" "{'template': 'kartu'}"
hash=$(asked '["q"]["body_hash"]')
has multipart "$(tcp /v1/jobs -i -H 'Idempotency-Key: k2' \
	-F 'job={"template":"kartu"};type=application/json' \
	-F "photo=@$dir/p.jpg;type=image/jpeg")" 'Idempotent-Replayed: true'
is multipart "$(asked '["q"]["body_hash"]')" "$hash"
printf '%%PDF-1.4\n%%' >"$dir/d.pdf"
is document "$(status tcp /v1/jobs -H 'Idempotency-Key: k3' \
	-F 'job={"template":"apa-adanya"}' \
	-F "document=@$dir/d.pdf;type=application/pdf")" 201
is document "$(asked '["q"]["pdf"]')" True

# ---- other bodies, files, lists ----
is preview "$(tcp /v1/previews -H "$json" -d '{"template":"surat"}' | wc -c)" \
    100009
printf '{"a":1}\n{"b":2}\n' >"$dir/b"
answer=$(tcp /v1/batches -i -H 'Idempotency-Key: b' \
	-H 'Content-Type: application/x-ndjson' --data-binary "@$dir/b")
has batch "$answer" 'HTTP/1.1 202'
is batch "$(asked '["fds"]')" '[16]'
is list "$(status tcp '/v1/jobs?limit=5&state=queued&counter=loket+1')" 200
is list "$(asked '["q"]["query"]["counter"]')" 'loket 1'
is hold "$(status tcp /v1/jobs/7/hold -X POST -H 'If-Match: "1"')" 200
is hold "$(asked '["q"]["if_match"]')" 1
is rev "$(status tcp /v1/jobs/7/hold -X POST -H 'If-Match: "2"')" 412
is uid "$(unix /v1/jobs >/dev/null; asked '["q"]["credential"]["uid"]')" \
    "$(id -u)"
is none "$(status tcp /v1/jobs/404)" 404
is openapi "$(curl -s "$base/v1/openapi.json" | /usr/bin/python3 -c '
import json, sys; print(json.load(sys.stdin)["openapi"])')" 3.1.0
is livez "$(curl -s "$base/livez")" '{"live":true}'
is readyz "$(status curl -s "$base/readyz")" 200

# ---- HEAD, OPTIONS, 405 ----
answer=$(curl -sI "$base/livez")
has head "$answer" '200 OK'
has head "$answer" 'Content-Length: 13'
has options "$(tcp /v1/jobs -i -X OPTIONS)" 'Allow: POST, GET, HEAD'
has method "$(tcp /v1/jobs/1 -i -X PUT -d '')" 'Allow: GET, HEAD'

# ---- problems: the field, the language ----
answer=$(submit k9 -i -d '{"template":"x"}')
has problem "$answer" 'application/problem+json'
has problem "$answer" 'Content-Language: id'
has problem "$answer" '"pointer":"#/fields/nama","detail":"Nama harus diisi."'
has english "$(submit k9 -H 'Accept-Language: en-GB,en;q=0.9,id;q=0.8' \
	-d '{"template":"x"}')" 'Name is required.'
has indonesian "$(submit k9 -H 'Accept-Language: id,en;q=0.9' \
	-d '{"template":"x"}')" 'Nama harus diisi.'
has page "$(curl -s "$base/nothing" -H 'Accept: text/html')" '<!doctype html>'
has bearer "$(curl -si "$base/v1/jobs")" 'WWW-Authenticate: Bearer'
# a value is never quoted back
hasnt quoted "$(submit k9 -d '{"nama":"RAHASIA"')" RAHASIA
hasnt quoted "$(tcp '/v1/jobs?limit=RAHASIA')" RAHASIA

# ---- a body over the limit is refused before it is read ----
head -c 70000 /dev/zero >"$dir/big"
is over "$(status submit k9 -H 'Expect:' --data-binary "@$dir/big")" 413
is chunked "$(status submit k9 -H 'Transfer-Encoding: chunked' \
	--data-binary "@$dir/big")" 413

# ---- bodies of all requests together are bounded ----
hoard() { # sends most of a batch and waits
	exec 3<>"/dev/tcp/127.0.0.1/$port"
	printf 'POST /v1/batches HTTP/1.1\r\nHost: x\r\n%s\r\n%s\r\n%s\r\n%s\r\n\r\n' \
	    "$auth" "Idempotency-Key: h$1" 'Content-Length: 131072' \
	    'Content-Type: application/x-ndjson' >&3
	head -c 130000 /dev/zero >&3
	exec timeout 10 cat <&3
}
hoarders=()
for i in 1 2 3 4; do
	hoard "$i" >/dev/null 2>&1 &
	hoarders+=($!)
done
crowded() { [ "$(status submit k9 -d "@$dir/b64")" = 429 ]; }
printf '{"template":"surat","x":"%s"}' "$(head -c 60000 /dev/zero |
	tr '\0' x)" >"$dir/b64"
until_true 5 crowded || fail 'many large bodies at once are taken'
is small "$(status tcp /v1/jobs/1)" 200
kill "${hoarders[@]}"
wait "${hoarders[@]}" || true # 143: ended by us
free_again() { [ "$(status submit k9 -d "@$dir/b64")" != 429 ]; }
until_true 5 free_again || fail 'the room of bodies is not given back'

# ---- bad requests, one table ----
/usr/bin/python3 "$here/bad_http.py" 127.0.0.1 "$port" ||
	fail 'bad requests answered wrongly'

# ---- core goes away in the middle of a question, and comes back ----
is away "$(status tcp /v1/jobs/666)" 503
core_pid=''
is away "$(status tcp /v1/jobs/1)" 503
has away "$(tcp /v1/jobs -i)" 'Retry-After'
has away "$(curl -si "$base/K7Q2M9XWD4R8TJ3P")" '503'
is live "$(status curl -s "$base/livez")" 200
rm -f "$dir/run/front.sock"
start_core
ready() { [ "$(status curl -s "$base/readyz")" = 200 ]; }
until_true 10 ready || fail 'the front does not find core again'

# ---- many at once ----
for i in $(seq 200); do
	printf 'url = "%s/v1/jobs/%d"\noutput = "/dev/null"\n' "$base" "$i"
done >"$dir/many"
is many "$(curl -s --no-progress-meter --parallel --parallel-max 50 -H "$auth" -K "$dir/many" \
	-w '%{http_code}\n' | grep -c 200)" 200

# ---- SIGHUP takes a new configuration, keeps the old when it is wrong ----
sed -i 's/^max-body.*/max-body = 131072/' "$dir/front.conf"
kill -HUP "$front_pid"
until_true 5 grep -q 'read again' "$dir/front.log" || fail 'no reload'
is reload "$(status submit k9 -H 'Expect:' --data-binary "@$dir/big")" 400
echo 'nonsense = 1' >>"$dir/front.conf"
kill -HUP "$front_pid"
until_true 5 grep -q 'configuration kept' "$dir/front.log" || fail 'no word'
sed -i '$d; s/^listen.*/listen = 127.0.0.1:1/' "$dir/front.conf"
kill -HUP "$front_pid"
until_true 5 grep -q 'kept: http.listen needs a restart' "$dir/front.log" ||
	fail 'another address is taken in silence'

wait "$slow_pid" || fail 'a slow client was not cut off'
[ $((SECONDS - slow_from)) -lt 35 ] || fail 'a slow client stayed too long'
is personal "$(grep -c 'Ni Luh' "$dir/front.log")" 0
