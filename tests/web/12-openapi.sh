#!/bin/bash
# The description of the API: well formed, one with the route table, and what
# the front answers by itself agrees with it.
. "$(dirname "$0")/lib.sh"
echo '{"UNKNOWN": {"authority": "x", "certificate": null}}' >"$dir/sheets.json"
start_core
start_front
echo '{"template":"surat","fields":{"nama":"A"}}' >"$dir/job.json"
/usr/bin/python3 "$here/openapi_check.py" "$base" --token abc \
    --routes "$top/daemon/front/route.c" --job "$dir/job.json" ||
	fail 'answers disagree with the description'
/usr/bin/python3 "$here/openapi_check.py" x --unix "$dir/run/http.sock" ||
	fail 'answers disagree with the description'
# a fault in an answer is seen
sed 's/"copy": 1/"copy": "one"/' "$here/fakecore.py" >"$dir/fakecore.py"
stop_core
here=$dir start_core
ready() { [ "$(curl -so /dev/null -w '%{http_code}' "$base/readyz")" = 200 ]; }
until_true 10 ready || fail 'the front does not find core again'
! /usr/bin/python3 "$here/openapi_check.py" "$base" --token abc \
    --job "$dir/job.json" >"$dir/seen" || fail 'a wrong answer passes'
has seen "$(cat "$dir/seen")" '/copy'
