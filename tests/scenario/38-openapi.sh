#!/bin/bash
# The whole service's live answers are what /v1/openapi.json says.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

office api
letter "$RIG/job.json" '.printer = "surat-1"'
id=$(made one "$RIG/job.json")
reach "$id" printed
/usr/bin/python3 "$RIG_TOP/tests/web/openapi_check.py" http://localhost \
    --unix "$RIG_HTTP" --job "$RIG/job.json" \
    --routes "$RIG_TOP/daemon/front/route.c" ||
	fail 'an answer is not as described'
ok 'answers are as described'
settled() {
	rig_curl api '/v1/jobs?limit=200' |
	    jq -e 'all(.items[]; .state == "printed")'
}
rig_wait 60 settled
sane
