#!/bin/bash
# `make run`, and the first job of a newcomer: the lines that it prints and
# those of README, word by word, bring a letter to paper; it ends whole.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$RIG_TOP"

rig_init
rig_spawn run env -u CETAK_RIG DEMO_DIR="$RIG/demo" tests/demo.sh run
rig_wait 150 grep -q 'portrait-a' "$RIG/log/run"
eval "$(grep '^ *export CETAK_SERVER' "$RIG/log/run")"
office=$(sed -n 's|^ *socket *\(.*\)/run/demo/http.sock$|\1|p' "$RIG/log/run")
[ -d "$office" ] || fail "no place of its own: $(cat "$RIG/log/run")"
same 'all of it is true' "$(grep -c '✗' "$RIG/log/run")" 0
before=$(wc -l <"$office/sheets.log")
token=$(sed -n 's/^ *token *//p' "$RIG/log/run")
curl -sS --fail --max-time 20 "$CETAK_SERVER/admin" \
    -H "Cookie: cetakd=$token" >"$RIG/admin.html"
grep -q 'Ruang cetak paspor' "$RIG/admin.html" || fail 'the first screen'
ok 'the token opens the first screen'
grep -qE '<small>20.{1,2}%' "$RIG/admin.html" ||
    fail "one of five spoiled: $(grep -o 'Rusak.*%' "$RIG/admin.html")"
ok 'one of five sheets is spoiled: 20 %'

printed() { # ID
	curl -sS --max-time 10 "$CETAK_SERVER/v1/jobs/$1" \
	    -H "Authorization: Bearer $CETAK_TOKEN" |
	    jq -e '.state == "printed"'
}
first_job() { # WHERE FILE
	local id
	sed -n '/^ *curl -s .*\/v1\/jobs/,/portrait-a/p' "$2" >"$RIG/lines"
	same "$1: the lines" "$(wc -l <"$RIG/lines")" 4
	id=$(bash "$RIG/lines" | jq -e .id) || fail "$1: not taken"
	rig_wait 30 printed "$id"
	ok "$1: printed"
}
export CETAK_SERVER CETAK_TOKEN
first_job 'make run' "$RIG/log/run"
first_job README README.md
same 'two sheets' "$(($(wc -l <"$office/sheets.log") - before))" 2

sed -n '/build\/cetak submit/,/--wait/p' README.md |
    sed "s|build/cetak|$B/cetak|" >"$RIG/lines"
LC_ALL=C.UTF-8 timeout 60 bash "$RIG/lines" >"$RIG/said" 2>&1 ||
    fail "README: $(cat "$RIG/said")"
grep -q Printed "$RIG/said" || fail "README: $(cat "$RIG/said")"
ok 'README: each step until the sheet is out'

rig_end run
[ ! -e "$office" ] || fail 'its folder is left'
# shellcheck disable=SC2009  # by what stands in its environment
left=$(RIG=$office rig_pids)
same 'no process is left' "$left" ''
