#!/bin/bash
# A part that lives and says nothing is as good as dead: core lets it go, says
# so, and no job waits for ever.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

office bisu '[render]' 'seconds = 1'
letter "$RIG/job.json" '.printer = "surat-1"'

# ---- a note takes the revision from under a step that is being made ----
kill -STOP "$(cat "$RIG/pid/bisu-seal")"
a=$(made note "$RIG/job.json")
api "/v1/jobs/$a/seen" -X POST >/dev/null
status 'a job is looked at while it waits for its seal' 200 '"received"'
kill -CONT "$(cat "$RIG/pid/bisu-seal")"
reach "$a" printed 60
same 'and is taken anew' "$(sheets "$a")" 1

# ---- a part stands still ----
render=$(pgrep -P "$(cat "$RIG/pid/bisu-core")" cetakd-render)
kill -STOP "$render"
a=$(made a "$RIG/job.json")
reach "$a" printed 60
same 'a renderer that stands still is replaced' "$(sheets "$a")" 1
! kill -0 "$render" 2>/dev/null || fail 'the old renderer lingers'

kill -STOP "$(cat "$RIG/pid/bisu-seal")"
b=$(made b "$RIG/job.json")
told() {
	rig_curl bisu "/v1/jobs/$b" | jq -e '.state == "received" and
	    (.reason.en | test("seal"))'
}
rig_wait 40 told
ok 'a signer that stands still is told as away'
kill -CONT "$(cat "$RIG/pid/bisu-seal")"
reach "$b" printed 60
same 'and goes on' "$(sheets "$b")" 1
sane
