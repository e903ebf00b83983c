#!/bin/bash
# templates/template.schema.json says what the parser says.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$RIG_TOP"
rig_init
/usr/bin/python3 tests/scenario/schema_try.py "$B/cetakd-render" templates \
    "$RIG/templates" "${TRIES:-40}" || fail 'schema and parser differ'
ok 'schema and parser agree'
