#!/bin/bash
# Numbered blanks by the command line alone: an administrator names persons
# and kinds; a person receives blanks, loads the tray, checks what is scanned,
# hands over, settles a jam; another approves; ledger, day and register are
# read.  Both languages, JSON, exit codes of wrong usage.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"
cd "$RIG_TOP"

rig_init
cp -r "$RIG_TOP/templates" "$RIG/templates"
letters=$RIG/templates/surat-rekomendasi/template.json
jq '.approval = true' "$letters" >"$RIG/t" && mv "$RIG/t" "$letters"
office loket '[paths]' "templates = $RIG/templates"
# shellcheck source=tests/scenario/cli.sh
. "$RIG_TOP/tests/scenario/cli.sh"
paspor_port=''
rig_start_printer paspor-1 paspor_port
rig_add_printer loket paspor-1 "$paspor_port" iso_b7_88x125mm >/dev/null
as() { # PERSON COMMAND...: with that person's token
	local who=$1
	shift
	CETAK_TOKEN=$(cat "$RIG/token-$who") "$@"
}
op() { as budi en "$@"; }
sup() { as sari en "$@"; }
CLI=op
why() { [ "$(field "$1" .reason.code)" = "$2" ]; }
paspor() { # KEY: its id
	op --json submit templates/paspor/contoh.json -k "$1" \
	    --photo templates/contoh/portrait-a.jpg | jq -e .id
}
request() { op --json approve | jq '.items[-1].id'; }

# ---- persons and kinds ----
says 0 'No persons yet' 'nobody yet' en person list
says 64 --full-name 'a person has a name' en person add budi --role operator
says 64 --role 'and a role' en person add budi --full-name 'Budi Contoh'
says 65 /role 'an unknown role' en person add budi --full-name 'Budi' \
    --role raja
says 0 'budi: Budi Contoh, operator' 'a person' en person add budi \
    --full-name 'Budi Contoh' --title 'Petugas Cetak' --role operator \
    --staff-number 198001012005011001
says 0 'sari: Sari Contoh, penyelia' 'another, Indonesian' id person add \
    sari --full-name 'Sari Contoh' --role supervisor
says 0 '198001012005011001' 'the list' en person list
for who in budi sari; do
	en -q token new loket-1 --person $who >"$RIG/token-$who"
done
says 65 /person 'a token of nobody' en token new loket-1 --person siapa
says 77 '' 'an operator adds no person' op person add ali --full-name A \
    --role admin
says 64 '--title' 'a kind has a title' en kind add buku-paspor
says 0 'buku-paspor: Buku paspor' 'a kind' en kind add buku-paspor \
    --title 'Buku paspor 48 hlm.'
json '.items[0].name == "buku-paspor"' 'kind list --json' kind list

# ---- received, moved ----
says 0 'No blanks in stock' 'nothing in stock' op stock
one=$(paspor one)
rig_wait 20 why "$one" blank-absent
says 0 'too few blanks for what waits, short by: 1' 'short of blanks' \
    op stock forecast
says 0 'blangko kurang untuk yang menunggu: 1' 'short, Indonesian' \
    as budi id stock forecast
says 64 '--price' 'a delivery has a price' op stock receive buku-paspor \
    X0000001 X0000100 --delivery SJ-7
says 64 'whole rupiah' 'in rupiah' op stock receive buku-paspor \
    X0000001 X0000100 --delivery SJ-7 --price Rp150
says 77 'person' 'a delivery takes a person' en stock receive buku-paspor \
    X0000001 X0000100 --delivery SJ-7 --price 150000
says 0 'Received in the store room: 100, X0000001..X0000100' 'received' \
    op stock receive buku-paspor X0000001 X0000100 --delivery SJ-7 \
    --price 150000
says 65 X0000001 'not twice' op stock receive buku-paspor X0000001 \
    X0000100 --delivery SJ-7 --price 150000
says 64 '--to' 'a move has an end' op stock move X0000001 X0000050
says 0 'Moved to counter:loket-1: 50' 'to the counter' op stock move \
    X0000001 X0000050 --to counter:loket-1
says 65 /to 'no such tray' op stock move X0000001 X0000010 --to tray:none
says 0 'Dipindahkan ke tray:paspor-1: 10' 'into the tray, Indonesian' \
    as budi id stock move X0000001 X0000010 --to tray:paspor-1
says 0 'store  *received' 'what is where' op stock
says 0 'diterima' 'what is where, Indonesian' as budi id stock
reach "$one" printed

# ---- checked by what a scanner types ----
page=$RIG/p/paspor-1/$(awk -v t="cetak/$one/" \
    'index($2, t) == 1 { print $4 }' "$RIG/sheets.log")
pdftoppm -r 300 -png "$page" "$RIG/page"
qr=$(zbarimg --raw -q --nodbus -Sdisable -Sqrcode.enable "$RIG/page-1.png")
pdftotext -layout "$page" - | tr -d ' ' | grep -E '^.{44}$' >"$RIG/mrz"
same 'two lines of MRZ' "$(wc -l <"$RIG/mrz")" 2
says 0 '^Serial  *X0000001' 'job shows the serial' op job "$one"
says 64 'choose --pass or --fail' 'no scanner, no terminal' \
    op check "$one" </dev/null
says 64 'not both' 'good and bad' op check "$one" --pass --fail
says 65 /serial 'a check reads the serial' op check "$one" --pass \
    --qr "$qr" --mrz "$(cat "$RIG/mrz")"
says 65 /qr 'the code of another sheet' op check "$one" --pass \
    --qr "${qr%?}" --mrz "$(cat "$RIG/mrz")" --serial X0000001
scans() { # what is typed, on a terminal
	as budi env LC_ALL=C.UTF-8 script -qec "$B/cetak check $one" \
	    /dev/null
}
printf '%s\n' "$qr" "$(cat "$RIG/mrz")" X0000001 '' >"$RIG/typed"
head -n 1 "$RIG/typed" >"$RIG/half"
says 66 'nothing was sent' 'half a scan is no check' scans <"$RIG/half"
says 0 'Ready to collect' 'scan by scan' scans <"$RIG/typed"
says 65 '409' 'not twice' op check "$one" --pass --qr "$qr" \
    --mrz "$(cat "$RIG/mrz")" --serial X0000001
says 0 ' used ' 'the blank is used' op stock blank X0000001

# ---- handed over ----
says 0 "^ *$one  0 min .*X0000001" 'uncollected' op uncollected
says 0 'menit' 'uncollected, Indonesian' as budi id uncollected
says 64 '--paper' 'a hand-over names the paper' op issue "$one" --to Ratna
says 65 /paper 'one of the list' op issue "$one" --to Ratna --paper SIMPEL \
    --paper-number 5
says 0 'Handed over' 'handed over' op issue "$one" --to Ratna --paper KTP \
    --paper-number 5202
says 0 'No sheets wait' 'all collected' op uncollected

# ---- a jam ----
says 0 'No sheets are in doubt' 'no doubt' op doubt
rig_hold paspor-1
jam=$(paspor two)
rig_wait 20 rig_sheets_are "cetak/$jam/" 1
rig_wait 20 rig_jam paspor-1 "$paspor_port"
reach "$jam" doubt
says 0 "^ *$jam  0 min  *paspor-1  X0000002" 'in doubt' op doubt
json ".items[0].id == $jam" 'in doubt --json' doubt
says 64 'usage' 'no such outcome' op doubt "$jam" perhaps
says 64 'usage' 'no outcome' op doubt "$jam"
says 65 /reason 'spoiled has a reason' op doubt "$jam" spoiled \
    --serial X0000002
says 0 'Rusak' 'settled, Indonesian' as budi id doubt "$jam" spoiled \
    --serial X0000002 --reason jam
next=$(paspor three)
rig_wait 20 why "$next" blank-unconfirmed
says 65 /reason 'another serial has a reason' op tray paspor-1 X0000004
says 0 'the next blank is X0000003' 'the tray is confirmed' op tray \
    paspor-1 X0000003
says 66 '' 'no such tray' op tray none X0000003
reach "$next" printed
says 64 '--reason' 'a serial put right has a reason' op serial "$next" \
    X0000004
says 0 Printed 'the serial put right' op serial "$next" X0000004 \
    --reason order
same 'is another' "$(field "$next" .serial)" X0000004
says 64 'number' 'a job is a number' op spoil X0000004 --reason ink
says 65 /serial 'the serial of a spoiled sheet is read' op spoil "$next" \
    --reason ink
says 0 Spoiled 'spoiled' op spoil "$next" --reason ink --serial X0000004

# ---- by two ----
says 0 'Nothing waits' 'nothing waits' op approve
says 64 '--reason' 'a reprint has a reason' op reprint "$jam"
says 0 'another person must approve: cetak approve' 'asked for' \
    op reprint "$jam" --reason jam
says 0 "reprint  *job $jam  *Paper jam  *budi" 'what waits' sup approve
says 0 "cetak ulang  *pekerjaan $jam" 'what waits, Indonesian' \
    as sari id approve
ask=$(request)
says 64 usage 'refuse what' sup approve --refuse
says 64 usage 'a request or a job' sup approve "$ask" --job "$jam"
says 77 '' 'not by who asked' op approve "$ask"
says 0 'approved and done' 'approved' sup approve "$ask"
says 65 409 'once' sup approve "$ask"
anew=$(rig_curl loket '/v1/jobs?limit=1' | jq '.items[0].id')
reach "$anew" printed
says 65 409 'no approval is needed' sup approve --job "$anew"
says 0 'another person must approve' 'destruction' op stock destroy \
    X0000002 --reason end-of-use
says 0 'ditolak' 'refused, Indonesian' as sari id approve --refuse \
    "$(request)"
says 0 'another person must approve' 'destruction again' op stock destroy \
    X0000002 --reason end-of-use
says 0 'approved and done' 'destroyed' sup approve "$(request)"
says 0 destroyed 'gone' op stock blank X0000002

# ---- blanks that are not printed ----
says 64 '--reason' 'spoiled blanks have a reason' op stock spoil X0000100
says 0 'Spoiled: 2' 'spoiled blanks' op stock spoil X0000099 X0000100 \
    --reason defect
says 0 'Returned: 1' 'returned' op stock return X0000098 --reason surplus
says 65 /note 'other needs a note' op stock return X0000097 --reason other
says 0 'Returned: 1' 'with its note' op stock return X0000097 \
    --reason other --note 'contoh untuk pusat'
says 65 /reason 'a difference has a reason' op stock count buku-paspor \
    counter:loket-1 X0000011..X0000049
says 0 'missing (1): X0000050' 'counted' op stock count buku-paspor \
    counter:loket-1 X0000011..X0000049 --reason miscount
seq -f 'X00000%g' 11 50 >"$RIG/seen"
says 0 cocok 'counted by a scanner, Indonesian' as budi id stock count \
    buku-paspor counter:loket-1 - <"$RIG/seen"

# ---- looking ----
says 0 'agrees with the ledger' 'it adds up' op stock check
json '.adds_up' 'stock check --json' stock check
says 0 'buku-paspor  *9[0-9]  *0  *yes' 'forecast' op stock forecast
json '[.kinds[0].kind, .printers[0].printer] == ["buku-paspor",
    "paspor-1"]' 'forecast --json' stock forecast
says 0 'DISERAHKAN' 'the day, Indonesian' as budi id stock report
today=$(op --json stock report | jq -r .date)
says 0 "^buku-paspor  *store " 'the day by its date' op stock report "$today"
says 65 /date 'no day' op stock report kemarin
same 'the day adds up' "$(jq '[.stock[] | .opening + .received + .moved_in -
    .used - .spoiled - .returned - .moved_out - .remaining] | add' \
    <(op --json stock report))" 0
says 0 'destroy .*X0000002 .*budi + sari' 'the ledger' op stock list
says 0 'musnah .*Tidak dipakai lagi' 'the ledger, Indonesian' \
    as budi id stock list --serial X0000002
says 0 'Other: contoh untuk pusat' 'with notes' op stock list --limit 1
json '.items | length == 3' 'its newest' stock list --limit 3
json '[.items[].act] | index("receive") == null' 'of a place' \
    stock list --place counter:loket-1
says 0 'No number registers' 'no letters yet' op register
letter "$RIG/letter.json" '.printer = "surat-1"'
letter "$RIG/held.json" '.printer = "surat-1" | .hold = true'
letter=$(op --json submit "$RIG/letter.json" | jq .id)
reach "$letter" held
says 0 "^ *$letter  560/1/.*loket-1  *budi" 'a letter that needs approval' \
    sup approve
says 77 'Another person' 'of another person' op approve --job "$letter"
says 77 'approval' 'which no release replaces' op release "$letter"
says 0 "$letter .*Queued" 'approved' sup approve --job "$letter"
reach "$letter" printed
held=$(op --json submit "$RIG/held.json" | jq .id)
reach "$held" held
says 0 Cancelled 'a letter taken back' op cancel "$held"
says 0 "surat-rekomendasi  *${today%%-*}  *2" 'registers' op register
says 0 '1  *560/1/Disnaker' 'the numbers of one' op register surat-rekomendasi
says 0 "2  *560/2/.* $held  batal" 'a void number, Indonesian' \
    as budi id register surat-rekomendasi "${today%%-*}"
json '[.items[].voided] == [false, true]' 'register --json' \
    register surat-rekomendasi
json '.items == []' 'of another year' register surat-rekomendasi 1999
says 64 year 'a year is a number' op register surat-rekomendasi lalu

# ---- closed ----
says 65 /date 'a day that has not begun' op close 2999-01-01
says 0 'No day is closed' 'no closings' op closings
says 64 with 'minutes are signed by two' op ba daily
says 77 second 'minutes by one alone' op ba daily --with budi
says 0 'BA-001/' 'minutes' op ba daily "$today" --with sari \
    --at 'ruang blangko'
reach "$(rig_curl loket '/v1/jobs?limit=1' | jq '.items[0].id')" printed
says 0 "closing, $today" 'asked to close' op close "$today"
says 0 'approved and done' 'closed' sup approve "$(request)"
says 0 "$today.*budi  *sari" 'closings' op closings

# ---- who leaves ----
jq -c . "$RIG/letter.json" >"$RIG/letters.ndjson"
says 0 '' 'the same in a batch' op batch "$RIG/letters.ndjson"
batched=$(op --json jobs -n 1 | jq '.items[0].id')
reach "$batched" held
says 77 'Another person' 'a batch is its person'\''s' op approve --job "$batched"
says 0 Cancelled 'taken back' op cancel "$batched"
says 0 'nothing' 'a person leaves' en person leave budi
says 77 '' 'and their token with them' op stock
says 66 '' 'nobody leaves' en person leave siapa
says 66 '' 'a name is no path' en person leave ../stock/kinds/buku-paspor

# ---- help, reasons, completion ----
says 0 'Paper jam' 'reasons' en reasons
says 0 'Kertas tersangkut' 'reasons, Indonesian' id reasons
says 0 'jam  *Paper jam' 'the help lists them' en doubt --help
says 0 'stock destroy' 'the help of a group' en stock --help
says 0 'person leave' 'of one that is no command' en person --help
says 64 'unknown command: stock musnah' 'no such command' en stock musnah
says 64 'unknown command: person' 'half a command' en person
says 64 'usage' 'one operand too many' en kind list x
says 64 'does not take' 'an option of another' en stock --price 5
en completion bash >"$RIG/completion"
completes() { # WORDS... LAST: what bash offers
	bash -c '. "$0"; COMP_WORDS=(cetak "$@") COMP_CWORD=$#; _cetak
	    echo "${COMPREPLY[*]}"' "$RIG/completion" "$@"
}
same 'bash completes a part of a command' "$(completes stock rec)" receive
same 'an option of it' "$(completes stock receive --pri)" --price
same 'a word that it takes' "$(completes doubt 5 spo)" spoiled
same 'of each job command its own' "$(completes job --fo)" --follow
sane
