#!/bin/bash
# The benchmark: cetakd against its peers, in turns within one run; ratios and
# CPU time count, wall time of a shared machine does not.  Nothing here passes
# or fails.  usage: tests/bench/run.sh [ROW...]   rows: R1 R3 S1 A1 E1
# Writes tests/bench/RESULTS.md (RESULTS=file for another place).
# ROUNDS (3) and SCALE (100, per cent of the counts) make it longer or shorter.
cd "$(dirname "$0")/../.." || exit 70
B=${B:-$PWD/build}
case $B in /*) ;; *) B=$PWD/$B ;; esac
export B
# shellcheck source=tests/scenario/lib.sh
. tests/scenario/lib.sh

rounds=${ROUNDS:-3}
work=$B/bench
data=$work/data
photo=$data/photo.jpg
rows=("${@:-all}")
want() { [[ " ${rows[*]} " == *" all "* || " ${rows[*]} " == *" $1 "* ]]; }
scaled() { echo $(($1 * ${SCALE:-100} / 100)); }
say() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }
note() { # ROW WHO JSON: one measurement
	jq -nc --arg row "$1" --arg who "$2" --argjson v "$3" \
	    --arg round "${round:-0}" '{row: $row, who: $who, round: $round} + $v' \
	    >>"$work/measured.jsonl"
}
node_peer() { (cd "$work/peers" && node "$@"); }
now() { echo "${EPOCHREALTIME/./}"; }

prepare() {
	say 'documents, peers, helpers'
	mkdir -p "$work" "$data"
	: >"$work/measured.jsonl"
	/usr/bin/python3 tests/bench/documents.py "$data" \
	    templates/contoh/portrait-a.jpg
	mkdir -p "$work/peers"
	cp tests/bench/peers/* "$work/peers/"
	(cd "$work/peers" && npm ci --no-audit --no-fund --silent)
}

# R1, R2: CPU and size of a document, in the renderer's own process path.
render_one() { # DOC COUNT
	local ms bytes n
	read -r ms bytes n < <("$B/tests/bench/render_client" \
	    "$B/cetakd-render" "$B/fonts" "$data/bench-$1" \
	    "$data/$1.job.json" "$photo" "$2")
	note R1 "cetakd $1" "{\"ms\": $ms, \"bytes\": $bytes, \"n\": $n}"
	note R1 "pdfkit $1" "$(node_peer pdfkit.js "$data" "$1" \
	    "$(scaled 100)" "$(scaled 80)" |
	    jq -c '{ms: (.cpu / .count * 1000), bytes, n: .count}')"
}
row_render() {
	local doc ms bytes n t
	for round in $(seq "$rounds"); do
		say "R1 R2 round $round"
		for doc in letter card passport; do
			render_one "$doc" "$(scaled 300)"
		done
	done
	for t in paspor surat-rekomendasi kartu-pmi; do
		read -r ms bytes n < <("$B/tests/bench/render_client" \
		    "$B/cetakd-render" "$B/fonts" "templates/$t" \
		    "templates/$t/contoh.json" templates/contoh/portrait-a.jpg \
		    "$(scaled 100)")
		note shipped "$t" "{\"ms\": $ms, \"bytes\": $bytes, \"n\": $n}"
	done
	read -r ms bytes n < <("$B/tests/bench/render_client" \
	    "$B/cetakd-render" "$B/fonts" templates/paspor \
	    templates/paspor/contoh.json templates/contoh/portrait-a.jpg \
	    "$(scaled 100)" -p)
	note photo check "{\"ms\": $ms, \"n\": $n}"
}

# R3: one preview, from process start to end.
row_preview() {
	local doc from
	for round in $(seq $((rounds * 3))); do
		say "R3 round $round"
		for doc in letter card passport; do
			from=$(now)
			"$B/cetak" template preview "$data/bench-$doc" \
			    --data "$data/$doc.job.json" --photo "$photo" \
			    -o "$work/preview.pdf" --no-png >/dev/null
			note R3 "cetakd $doc" "{\"ms\": $((($(now) - from) / 10))e-2}"
			from=$(now)
			node_peer pdfkit.js "$data" "$doc" 1 0 "$work/peer.pdf" \
			    >/dev/null
			note R3 "pdfkit $doc" "{\"ms\": $((($(now) - from) / 10))e-2}"
		done
	done
}

office() { # starts one authority with a stalled printer
	# shellcheck disable=SC2119
	rig_start_cups 'FileDevice Yes'
	local stall=$RIG/cups/bin/backend/stall
	# CUPS runs it as another user, who must be able to wait at the pipe
	[ -e "$RIG/stall" ] || mkfifo -m 666 "$RIG/stall"
	printf '#!/bin/sh\nexec 3<>"%s/stall"\nread -r _ <&3\n' "$RIG" >"$stall"
	chmod 755 "$stall"
	lpadmin -p null -E -v file:///dev/null -m raw 2>/dev/null
	lpadmin -p stalled -E -v stall:/x -m raw 2>/dev/null
	cp -r templates "$RIG/templates"
	cp -r "$data"/bench-* "$RIG/templates/"
	rig_start_cetakd bench '[paths]' "templates = $RIG/templates" \
	    '[cups]' 'window = 10000'
	# The usual media of all three, so that one printer takes them.
	rig_curl bench /v1/printers/p -X PUT -H 'Content-Type: application/json' \
	    -d '{"uri": "stall:/x", "media": "iso_a4_210x297mm"}' >/dev/null
	rig_wait 30 takes_jobs
}
close_office() {
	[ -e "$RIG/cups" ] || return 0
	rig_stop_cetakd bench
	rig_stop_cups KILL
	# not removed: ext4 without a journal is slow to make files for some
	# seconds after many went
	local old
	old=$(mktemp -d "$RIG/old.XXXX")
	mv "$RIG"/{cups,etc,state,templates} "$old"
}
takes_jobs() {
	rig_curl bench /v1/printers | jq -e '.items[0].state == "idle"'
}

# S1: seals per second of the key holder's CPU.
row_seal() {
	local n rate
	for round in $(seq "$rounds"); do
		say "S1 round $round"
		n=$(scaled 40000)
		note S1 inside "$("$B/tests/bench/sign" \
		    "$RIG/etc/bench/key.pem" "$n")"
		note S1 cetakd-seal "$("$B/tests/bench/seal_client" \
		    "$RIG/run/bench/seal.sock" "$(cat "$RIG/pid/bench-seal")" \
		    "$n" | jq -c '. + {rate: (.count / .cpu)}')"
		rate=$(openssl speed -seconds 2 ecdsap256 2>/dev/null |
		    awk '/nistp256/ { print $(NF - 1) }')
		note S1 openssl "{\"rate\": $rate}"
	done
}

memory() { # PSS of all programs of the authority, MiB
	local p sum=0 kb
	for p in seal core front; do
		for kb in $(for q in $(cat "$RIG/pid/bench-$p") \
		    $(pgrep -P "$(cat "$RIG/pid/bench-$p")"); do
			awk '/^Pss:/ { print $2 }' "/proc/$q/smaps_rollup"
		done); do
			sum=$((sum + kb))
		done
	done
	echo $((sum / 1024))
}

# A1, P1, R4: accepted durably over HTTP, by the same disk.
row_accept() {
	local clients token url flush
	url=http://$(sed -n 's/^listen = //p' "$RIG_CONF")
	token=$(rig_curl bench /v1/tokens -d '{"counter": "bench"}' \
	    -H 'Content-Type: application/json' | jq -r .token)
	jq '.hold = true' "$data/letter.job.json" >"$RIG/job.json"
	flush=$(/usr/bin/python3 tests/bench/flush.py "$RIG")
	note flush disk "{\"ms\": $flush}"
	for round in $(seq "$rounds"); do
		for clients in 16 64; do
			say "A1 P1 round $round, $clients clients"
			note A1 "cetakd $clients" "$(BODY=$RIG/job.json \
			    TOKEN=$token RUN=$round-$clients wrk -t1 \
			    -c"$clients" -d4s -s tests/bench/submit.lua "$url" |
			    tail -n 1 | jq -c '. + {rate: ((.requests -
				.refused) / .wall)}')"
			note R4 "cetakd $clients" "{\"mib\": $(memory)}"
		done
		note A1 cupsd "$("$B/tests/bench/cups_submit" \
		    "127.0.0.1:$RIG_CUPS_PORT" null "$(scaled 300)" \
		    "$work/peer.pdf" | jq -c '. + {rate: (.count / .wall)}')"
	done
}

# E1: from the HTTP request to a job that cupsd has accepted.  A fresh cupsd
# each time, as Debian ships it: what a crash of it loses is cetakd's to
# repeat.  Nothing leaves the stalled queues, so that only acceptance counts.
row_whole() {
	local doc
	for round in $(seq "$rounds"); do
		for doc in letter card passport; do
			say "E1 round $round, $doc"
			close_office
			RIG_CUPS_DIRTY=30 RIG_CUPS_SYNC=No RIG_CUPS_LOG=warn \
			    office
			whole "$doc" "$(scaled 160)"
		done
	done
}
whole() { # DOC COUNT
	jq '.printer = "p"' "$data/$1.job.json" >"$RIG/job.json"
	note E1 "cetakd $1" "$(timeout 120 /usr/bin/python3 \
	    tests/bench/e2e.py "$RIG_HTTP" "$RIG/job.json" \
	    "$([ "$1" = letter ] && echo - || echo "$photo")" \
	    "$2" 16 | jq -c '. + {rate: (.count / .wall)}')"
	note E1 "pdfmake+lp $1" "$(node_peer node_lp.js \
	    "$data" "$1" "$2" 4 \
	    "127.0.0.1:$RIG_CUPS_PORT" stalled |
	    jq -c '. + {rate: (.count / .wall)}')"
}

rig_init
prepare
! want R1 || row_render
! want R3 || row_preview
[ -e "$work/peer.pdf" ] || node_peer pdfkit.js "$data" letter 1 0 \
    "$work/peer.pdf" >/dev/null
if want S1 || want A1; then
	RIG_CUPS_DIRTY=0 office
	! want S1 || row_seal
	! want A1 || row_accept
fi
! want E1 || row_whole
/usr/bin/python3 tests/bench/report.py "$work/measured.jsonl" \
    >"${RESULTS:-tests/bench/RESULTS.md}"
cat "${RESULTS:-tests/bench/RESULTS.md}"
