#!/bin/bash
# Costs at random: sheets, machines, contracts, services, supplies and wasted
# blanks at the edges of months, of printers that are gone and of some that
# never printed; whatever the API says of any span by any key is what slow sums
# say, to the rupiah.   SEED=n fills the store as that run did.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

office acak
seed=${SEED:-$RANDOM}
store=$RIG/state/acak/store.sqlite
try() { /usr/bin/python3 "$RIG_TOP/tests/scenario/cost_try.py" "$@"; }
rig_stop_program acak core
try fill "$store" "$seed"
cp "$store" "$RIG/filled" # core lets nobody else look into its own
rig_start_program acak core
rig_wait 30 rig_curl acak /v1/printers
said=$(try check "$RIG/filled" "$RIG_HTTP") || fail "seed $seed"
ok "$said, seed $seed"
