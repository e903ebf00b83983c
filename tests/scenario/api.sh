# shellcheck shell=bash
# A counter's requests for scenario tests; source it after lib.sh.
#
#   office NAME [LINE...]    the whole of an office: cupsd, the printer surat-1
#                            (A4, its port in $port), cetakd ready.  $office.
#                            rig_init before it when $RIG is needed first
#   api PATH [CURL...]       prints the body; the status is in $RIG/status,
#                            the headers in $RIG/headers; never fails by itself
#   status WHAT CODE [WORD]  checks the status of the last api, and that WORD
#                            is in $RIG/body
#   letter FILE [JQ]         a job file without photo, changed by the filter
#   post KEY FILE [CURL...]  submits it by api
#   made KEY FILE [CURL...]  the same; prints the job's id, fails if refused
#   state ID / is ID STATE / reach ID STATE [SECONDS]
#   field ID JQ              of the job's JSON
#   sheets ID                sheets of that job at any device
#   sane                     no sanitizer spoke, no program ended
office() {
	office=$1
	shift
	[ -n "${RIG:-}" ] || rig_init
	# shellcheck disable=SC2119
	rig_start_cups
	port=''
	rig_start_printer surat-1 port
	rig_start_cetakd "$office" "$@"
	rig_add_printer "$office" surat-1 "$port" >/dev/null
	rig_ready "$office" 60
}
api() { # PATH [CURL...]
	local path=$1
	shift
	curl -sS --max-time 60 --unix-socket "$RIG_HTTP" -D "$RIG/headers" \
	    -o "$RIG/body" -w '%{http_code}' "$@" "http://localhost$path" \
	    >"$RIG/status" || echo "000" >"$RIG/status"
	cat "$RIG/body"
}
status() { # WHAT CODE [WORD]
	[ "$(cat "$RIG/status")" = "$2" ] ||
		fail "$1: $(cat "$RIG/status") $(cat "$RIG/body"), wanted $2"
	[ -z "${3-}" ] || grep -q -- "$3" "$RIG/body" ||
		fail "$1: no '$3' in $(cat "$RIG/body")"
	ok "$1"
}
letter() { # FILE [JQ]
	jq -c "${2:-.}" "$RIG_TOP/templates/surat-rekomendasi/contoh.json" >"$1"
}
post() { # KEY FILE [CURL...]
	local key=$1 file=$2
	shift 2
	api /v1/jobs -H "Idempotency-Key: $key" \
	    -H 'Content-Type: application/json' --data-binary "@$file" "$@"
}
made() {
	post "$@" | jq -e .id || fail "$1: $(cat "$RIG/status" "$RIG/body")"
}
field() { rig_curl "$office" "/v1/jobs/$1" | jq -r "$2"; }
state() { field "$1" .state; }
is() { [ "$(state "$1")" = "$2" ]; }
reach() { rig_wait "${3:-60}" is "$1" "$2"; }
sheets() { rig_sheets " cetak/$1/"; }
sane() {
	local p
	! grep -E 'AddressSanitizer|LeakSanitizer|runtime error' \
	    "$RIG"/log/* || fail 'a sanitizer spoke'
	for p in seal core front; do
		rig_alive "$office-$p" || fail "$p ended"
	done
	# opening + received = used + spoiled + returned + remaining, and every
	# serial agrees with its sheet: after each test
	rig_curl "$office" /v1/stock/check | jq -e .adds_up >/dev/null ||
		fail "$(rig_curl "$office" /v1/stock/check)"
	rig_curl "$office" /v1/day | jq -e 'all(.stock[]; .opening + .received +
	    .moved_in == .used + .spoiled + .returned + .moved_out +
	    .remaining)' >/dev/null || fail "$(rig_curl "$office" /v1/day)"
}
