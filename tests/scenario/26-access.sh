#!/bin/bash
# Who may do what: a token is a counter and sees its own jobs alone; only an
# administrator, by the Unix socket, touches printers and tokens; without a
# credential there is liveness, readiness and the public page.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

office akses
letter "$RIG/job.json" '.printer = "surat-1" | .hold = true'
tcp=http://$(sed -n 's/^listen = //p' "$RIG_CONF")
token() {
	rig_curl akses /v1/tokens -H 'Content-Type: application/json' \
	    -d "{\"counter\": \"$1\"}" | jq -r .token
}
one=$(token loket-1)
two=$(token loket-2)
by_tcp() { # PATH [CURL...]: as api, over 127.0.0.1
	local path=$1
	shift
	curl -sS --max-time 20 -o "$RIG/body" -D "$RIG/headers" \
	    -w '%{http_code}' "$@" "$tcp$path" >"$RIG/status"
}
as() { # TOKEN PATH [CURL...]
	local who=$1 path=$2
	shift 2
	by_tcp "$path" -H "Authorization: Bearer $who" "$@"
}
json=(-H 'Content-Type: application/json')

# ---- no credential, a wrong one ----
for path in /v1/jobs /v1/printers /v1/templates /v1/events /v1/jobs/1; do
	by_tcp "$path"
	status "no token: $path" 401 urn:cetakd:problem:auth
done
grep -qi '^www-authenticate: *bearer' "$RIG/headers" ||
	fail '401 without WWW-Authenticate'
by_tcp /v1/jobs -H 'Idempotency-Key: x' "${json[@]}" -d @"$RIG/job.json"
status 'no token: a job' 401
as "${one}x" /v1/jobs
status 'an unknown token' 401
as "$(printf '%064d' 0)" /v1/jobs
status 'a token of the right length' 401
as '' /v1/jobs
status 'an empty token' 401
by_tcp /v1/jobs -H "Authorization: Basic $one"
status 'another scheme' 401
api /v1/jobs -H 'Authorization: Bearer nobody' >/dev/null
status 'an unknown token over the Unix socket is no administrator' 401
for path in /livez /readyz /v1/openapi.json /v1/verify/0000000000000000; do
	by_tcp "$path"
	[ "$(cat "$RIG/status")" != 401 ] || fail "$path wants a token"
done
ok 'liveness, readiness, description and page need none'

# ---- a counter ----
as "$one" /v1/printers
status 'a counter sees printers' 200 surat-1
as "$one" /v1/templates
status 'a counter sees templates' 200 paspor
as "$one" /v1/printers/x -X PUT "${json[@]}" \
    -d '{"uri": "ipp://localhost/x", "media": "iso_a4_210x297mm"}'
status 'a counter adds no printer' 403 urn:cetakd:problem:forbidden
as "$one" /v1/printers/surat-1 -X DELETE
status 'a counter removes no printer' 403
as "$one" /v1/tokens "${json[@]}" -d '{"counter": "loket-9"}'
status 'a counter makes no token' 403
same 'the printer is still there' "$(rig_curl akses /v1/printers |
    jq '.items | length')" 1
as "$one" /v1/jobs -H 'Idempotency-Key: satu' "${json[@]}" -d @"$RIG/job.json"
status 'a counter submits' 201
id=$(jq .id "$RIG/body")
same 'the job is its own' "$(jq -r .counter "$RIG/body")" loket-1
as "$one" "/v1/jobs/$id"
status 'it sees its job' 200 '"nik"'

# ---- another counter: as if it were not there ----
for path in "/v1/jobs/$id" "/v1/jobs/$id/events" "/v1/jobs/$id/pdf" \
    "/v1/jobs/$id/preview.svg"; do
	as "$two" "$path"
	status "another counter: $path" 404
done
reach "$id" held
for what in hold release cancel; do
	as "$two" "/v1/jobs/$id/$what" -X POST
	status "another counter: $what" 404
done
for query in '' '?counter=loket-1' '?counter='; do
	as "$two" "/v1/jobs$query"
	same "another counter lists nothing: '$query'" \
	    "$(jq -c '.items // [] | length' "$RIG/body")" 0
done
printf '{"template": "paspor"}\n' >"$RIG/batch"
as "$one" /v1/batches -H 'Idempotency-Key: b' \
    -H 'Content-Type: application/x-ndjson' --data-binary "@$RIG/batch"
status 'a batch' 202
batch=$(jq .id "$RIG/body")
as "$two" "/v1/batches/$batch"
status 'another counter: the batch' 404
as "$two" "/v1/batches/$batch/lines"
status 'another counter: its lines' 404
same 'nothing happened to the job' "$(state "$id")" held

# ---- the Unix socket ----
api "/v1/jobs/$id" >/dev/null
status 'an administrator sees every job' 200 loket-1
api /v1/printers/cadangan -X PUT "${json[@]}" -d '{"uri":
    "ipp://localhost:9/ipp/print", "media": "iso_a4_210x297mm"}' >/dev/null
[[ $(cat "$RIG/status") == 20[01] ]] || fail "add: $(cat "$RIG/body")"
for name in ok CADANGAN; do
	api "/v1/printers/$name" -X PUT "${json[@]}" \
	    -d '{"uri": "ipp://localhost:9/ipp/print"}' >"$RIG/answer"
	[[ $(cat "$RIG/status") == 4?? ]] && grep -q '#/name' "$RIG/answer" ||
		fail "a printer named $name: $(cat "$RIG/status" "$RIG/answer")"
done
ok 'no printer takes a name of /readyz or one that CUPS takes for another'
api /v1/printers/cadangan -X DELETE >/dev/null
[[ $(cat "$RIG/status") == 20? ]] || fail "remove: $(cat "$RIG/body")"
ok 'an administrator adds and removes a printer'
if [ "$(id -u)" = 0 ]; then
	chmod 755 "$RIG" "$RIG/run" "$RIG/run/akses"
	nobody() {
		setpriv --reuid 65534 --regid 65534 --clear-groups curl -sS \
		    --max-time 20 --unix-socket "$RIG_HTTP" -w '%{http_code}' \
		    -o /dev/null "$@" || :
	}
	same 'another user of the machine is a counter' "$(nobody \
	    http://localhost/v1/tokens "${json[@]}" -d '{"counter": "x"}')" 403
	same 'with no job of its own' "$(nobody \
	    "http://localhost/v1/jobs/$id")" 404
fi

# ---- tokens ----
new=$(token loket-1)
[ "$new" != "$one" ] || fail 'a token is given twice'
! grep -rqF -e "$one" -e "$two" -e "$new" "$RIG/state" "$RIG/log" ||
	fail 'a token is written down'
ok 'no token is kept as it is'
sane
