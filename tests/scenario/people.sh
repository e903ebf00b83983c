# shellcheck shell=bash disable=SC2154
# What persons of an office do, for scenario tests; source it after api.sh.
#
#   as PERSON PATH [BODY]   the API with the person's token; a body makes it a
#                           POST.  As api: look at status, $RIG/body
#   put PERSON PATH BODY
#   paspor KEY              submits a passport as petugas; prints its id
#   blank SERIAL            prints its state
#   why ID CODE             the job waits for that reason
#   approved                what the last request asked for, by penyelia
#   adds_up WHAT            the ledger, the blanks and the jobs agree
as() {
	local who=$1 path=$2
	shift 2
	[ $# -eq 0 ] || set -- -H "$RIG_JSON" -d "$1"
	api "$path" -H "Authorization: Bearer $(cat "$RIG/token-$who")" "$@"
}
put() {
	api "$2" -X PUT -H "$RIG_JSON" -d "$3" \
	    -H "Authorization: Bearer $(cat "$RIG/token-$1")"
}
paspor() {
	api /v1/jobs -H "Idempotency-Key: $1" \
	    -H "Authorization: Bearer $(cat "$RIG/token-petugas")" \
	    -F "job=@$RIG_TOP/templates/paspor/contoh.json;type=application/json" \
	    -F "photo=@$RIG_TOP/templates/contoh/portrait-a.jpg" | jq -e .id
}
blank() { rig_curl "$office" "/v1/stock/blanks/$1" | jq -r .state; }
why() { [ "$(field "$1" .reason.code)" = "$2" ]; }
approved() {
	local ask
	ask=$(jq .id "$RIG/body")
	as penyelia "/v1/approvals/$ask/approve" '{}' >/dev/null
	status "approved: request $ask" 200 '"state":"done"'
}
adds_up() {
	[ "$(rig_curl "$office" /v1/stock/check | jq -c .)" = \
	    '{"wrong":[],"adds_up":true}' ] ||
		fail "$1: $(rig_curl "$office" /v1/stock/check)"
}
