#!/bin/bash
# The command line of supplies and services: each command once, in both
# languages, its mistakes, its JSON.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

office bahan
# shellcheck source=tests/scenario/cli.sh
. "$(dirname "$0")/cli.sh"
rig_person "$office" petugas operator
by() { CETAK_TOKEN=$(cat "$RIG/token-petugas") "$@"; }

# ---- supplies ----

says 0 'Belum ada bahan' 'no supplies, Indonesian' id supplies
says 0 'No supplies yet' 'no supplies, English' en supplies
says 64 --yield 'a supply has a yield' \
    en supply put toner --title Toner --kind toner
says 64 'digits only' 'a yield is a number' en supply put toner \
    --title Toner --kind toner --yield many --minimum 1 --target 3
says 0 'toner: Toner hitam' 'a supply' en supply put toner \
    --title 'Toner hitam' --kind toner --yield 100 --minimum 1 --target 3 \
    --models L-40,L-41
says 64 'does not take --plan' 'an option of another command' \
    en supply put toner --plan 1
says 0 'Booked: toner, 2' 'a purchase' by en supply buy toner 2 \
    --price 500000 --supplier 'PT Contoh' --delivery SJ-1 --date 2026-01-05
says 0 '2026-01-05 .*PT Contoh' 'the purchases' en supply purchases toner
says 0 'hilang 1' 'a count, Indonesian' by id supply count toner 1 --reason lost
says 65 'cetak supply buy' 'a count over the book' by en supply count toner 9
says 0 'toner .*menipis' 'low, Indonesian' id supplies
says 0 'toner .*1000000' 'what to order' en reorder
json '.items[0].order == 2' 'as JSON' reorder
says 0 'surat-1: terpasang' 'installed, Indonesian' by id supply install toner \
    --printer surat-1
says 0 'Toner hitam .*in-use .*100 %' 'what is in a printer' en supplies surat-1
says 64 --printer 'into which printer' en supply install toner

# ---- services ----

says 0 'No plans' 'no plans' en plans
says 64 --days 'a plan is by days or pages' en plan add surat-1 --title Berkala
says 0 'surat-1, Berkala, due' 'a plan' en plan add surat-1 --title Berkala \
    --days 365 --pages 4500 --grace 7 --date 2026-11-01
says 0 'Berkala .*2027-11-01' 'the plans' en plans --printer surat-1
says 0 'No plans' 'of another printer' en plans --printer lain
rig_pdf "$RIG/bast.pdf"
says 0 'in service, out of dispatch' 'a repair begins' by en service begin \
    surat-1 repair --supplier 'PT Teknik' --back 2027-01-02 --note kepala \
    --document "$RIG/bast.pdf"
says 0 'perbaikan .*PT Teknik' 'the services, Indonesian' id services
en service document 1 --output "$RIG/back.pdf" || fail 'no paper'
cmp "$RIG/bast.pdf" "$RIG/back.pdf" || fail 'the paper came back changed'
ok 'its paper, byte for byte'
says 66 'Not found' 'no such service' en service document 99 \
    --output "$RIG/none.pdf"
says 0 '1: surat-1, over' 'its end' by en service end 1 --price 750000 --warranty
json '.items[0] | .cost == 750000 and .warranty' 'as JSON' services
says 0 '2: surat-1, selesai' 'one that is over, Indonesian' by id service add \
    surat-1 scheduled 2026-11-02T01:00:00Z 2026-11-02T03:00:00Z --plan 1
says 0 'Berkala .*2027-11-02' 'begins a term' en plans
en plan end 1 || fail 'a plan does not end'
says 0 'No plans' 'a plan ended' en plans
says 0 'surat-1: KTR-1, 2026-01-01..2026-12-31' 'a contract' en contract add \
    surat-1 KTR-1 2026-01-01 2026-12-31 --supplier 'PT Teknik' \
    --price 55000000 --visits 2
says 0 'KTR-1 .*55000000' 'the contracts' en contracts
says 66 'no-such-file' 'a paper that is not there' by en service begin surat-1 \
    other --document "$RIG/no-such-file"
sane
