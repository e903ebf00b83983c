#!/bin/bash
# The whole service's live answers are what /v1/openapi.json says, also of what
# persons do with blanks.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

rig_init
cp -r "$RIG_TOP/templates" "$RIG/templates"
cp -r "$RIG/templates/surat-rekomendasi" "$RIG/templates/surat-setuju"
jq '.name = "surat-setuju" | .approval = true' \
    "$RIG_TOP/templates/surat-rekomendasi/template.json" \
    >"$RIG/templates/surat-setuju/template.json"
office api '[paths]' "templates = $RIG/templates"
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

paspor_port=''
rig_start_printer paspor-1 paspor_port
rig_add_printer api paspor-1 "$paspor_port" iso_b7_88x125mm >/dev/null
rig_ready api 60
/usr/bin/python3 "$RIG_TOP/tests/web/openapi_stock.py" http://localhost \
    --unix "$RIG_HTTP" --device "$RIG/p/paspor-1" \
    --templates "$RIG/templates" --approved surat-setuju ||
	fail 'an answer about blanks is not as described'
ok 'what persons do with blanks is as described'
/usr/bin/python3 "$RIG_TOP/tests/web/openapi_upkeep.py" http://localhost \
    --unix "$RIG_HTTP" --printer surat-1 ||
	fail 'an answer about supplies and services is not as described'
ok 'supplies and services are as described'
/usr/bin/python3 "$RIG_TOP/tests/web/openapi_money.py" http://localhost \
    --unix "$RIG_HTTP" --printer surat-1 ||
	fail 'an answer about money or reports is not as described'
ok 'money and reports are as described'
sane
