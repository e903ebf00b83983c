#!/bin/bash
# A disk that is full and a disk that lies.  Full: new jobs are refused with
# 507, nothing accepted is lost, and with space again everything goes on.  A
# failed sync: nothing is accepted any more until core is started again, and
# whatever was acknowledged is there.  Mounts a small tmpfs in a mount
# namespace of its own.
if [ "$(id -u)" -ne 0 ]; then
	echo 'skip: a disk of its own needs root'
	exit 0
fi
[ -n "${CETAK_OWN_MOUNTS:-}" ] ||
	CETAK_OWN_MOUNTS=1 exec unshare -m --propagation private "$0" "$@"
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/scenario/api.sh
. "$(dirname "$0")/api.sh"

rig_init
mkdir -p "$RIG/state"
mount -t tmpfs -o size=6m,mode=755 tmpfs "$RIG/state"
trap 'rc=$?; set +e; umount -l "$RIG/state"; (exit "$rc"); rig_cleanup' EXIT
office() { office=$1; }
# shellcheck disable=SC2119
rig_start_cups
port=''
rig_start_printer surat-1 port

# A disk that lies: while the file exists, every sync fails.
cat >"$RIG/sync.c" <<'END'
#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>
static int bad(void)
{
	const char *f = getenv("CETAK_BAD_SYNC");
	if (f == NULL || access(f, F_OK) != 0)
		return 0;
	errno = EIO;
	return 1;
}
int fsync(int fd) { return bad() ? -1 : (int)syscall(SYS_fsync, fd); }
int fdatasync(int fd) { return bad() ? -1 : (int)syscall(SYS_fdatasync, fd); }
END
"${CC:-cc}" -D_GNU_SOURCE -shared -fPIC -o "$RIG/sync.so" "$RIG/sync.c"
export CETAK_BAD_SYNC=$RIG/bad-sync
rig_start_core() {
	LD_PRELOAD=$RIG/sync.so ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}\
verify_asan_link_order=0" rig_start_program disk core
}
rig_start_cetakd disk
rig_stop_program disk core
rig_start_core
rig_wait 30 rig_curl disk /v1/printers
rig_add_printer disk surat-1 "$port" >/dev/null
rig_ready disk 60
office disk

letter "$RIG/job.json" '.printer = "surat-1"'
letter "$RIG/held.json" '.printer = "surat-1" | .hold = true'
acknowledged=()
ready_store() {
	curl -sS --unix-socket "$RIG_HTTP" http://localhost/readyz |
	    jq -e ".checks.store.ok == $1"
}
all_there() { # WHAT
	local id n=0
	for id in "${acknowledged[@]}"; do
		[ "$(field "$id" .id)" = "$id" ] || fail "$1: job $id is lost"
		n=$((n + 1))
	done
	ok "$1: all $n acknowledged jobs are there"
}
a=$(made a "$RIG/job.json")
acknowledged+=("$a")
reach "$a" printed

# ---- full ----
dd if=/dev/zero of="$RIG/state/fill" bs=4k 2>/dev/null || :
refused=''
for n in {1..400}; do
	post "full-$n" "$RIG/held.json" >"$RIG/answer"
	case $(cat "$RIG/status") in
	201) acknowledged+=("$(jq .id "$RIG/answer")") ;;
	507)
		refused=full-$n
		break
		;;
	*) fail "a full disk: $(cat "$RIG/status" "$RIG/answer")" ;;
	esac
done
[ -n "$refused" ] || fail 'a full disk refused nothing'
ok "refused with 507 after $((n - 1)) jobs found room"
jq -e '.type == "urn:cetakd:problem:full" and (.detail | length > 0)' \
    "$RIG/answer" >/dev/null || fail "$(cat "$RIG/answer")"
# later, so that the second refusal outlasts the pause after the first
rig_nap 0.7
api /v1/jobs -H 'Idempotency-Key: photo' \
    -F "job=@$RIG/job.json;type=application/json" \
    -F "photo=@$RIG_TOP/templates/contoh/portrait-a.jpg" >/dev/null
status 'a photo on a full disk' 507
all_there 'full'
ready_store false >/dev/null || fail 'readyz knows nothing of it'
ok 'readyz says so'
rm "$RIG/state/fill"
accepted() {
	post "$refused" "$RIG/job.json" >"$RIG/answer"
	[ "$(cat "$RIG/status")" = 201 ]
}
rig_wait 30 accepted
b=$(jq .id "$RIG/answer")
acknowledged+=("$b")
reach "$b" printed
same 'space again: the same key prints, once' "$(sheets "$b")" 1
rig_wait 30 ready_store true
all_there 'space again'
same 'none more' "$(rig_curl disk '/v1/jobs?limit=200' |
    jq '.items | length')" "$((${#acknowledged[@]} > 200 ? 200 : \
    ${#acknowledged[@]}))"

# ---- a failed sync ----
c=$(made c "$RIG/held.json")
acknowledged+=("$c")
reach "$c" held
: >"$CETAK_BAD_SYNC"
post sync "$RIG/held.json" >/dev/null
case $(cat "$RIG/status") in
500 | 503) ok "not acknowledged: $(cat "$RIG/status")" ;;
*) fail "a failed sync: $(cat "$RIG/status" "$RIG/body")" ;;
esac
rig_wait 10 ready_store false
ok 'readyz says so'
rm "$CETAK_BAD_SYNC"
post later "$RIG/held.json" >/dev/null
status 'nothing is accepted any more' 503
api "/v1/jobs/$c/release" -X POST >/dev/null
status 'nothing changes any more' 503
same 'what is there can be read' "$(field "$c" .state)" held
rig_stop_program disk core
rig_start_core
rig_ready disk 60
all_there 'started again'
d=$(made sync "$RIG/held.json")
acknowledged+=("$d")
api "/v1/jobs/$c/release" -X POST >/dev/null
status 'released' 200
reach "$c" printed
same 'printed once' "$(sheets "$c")" 1

# ---- a failed sync of what is kept beside the store ----
# WHAT COMMAND...: refused by the sync, then all is, until core starts anew
unsynced() {
	local what=$1
	shift
	rig_nap 1 # the log is copied back: no sync of the store is due
	: >"$CETAK_BAD_SYNC"
	"$@" >/dev/null
	rm "$CETAK_BAD_SYNC"
	status "$what: not acknowledged" 500
	ready_store false >/dev/null || fail "$what: readyz knows nothing"
	rig_nap 3 # longer than the pause after a full disk
	post "after-$what" "$RIG/held.json" >/dev/null
	status "$what: nothing is accepted any more" 503
	rig_stop_program disk core
	rig_start_core
	rig_ready disk 60
	all_there "$what: started again"
	"$@" >"$RIG/answer"
	[[ $(cat "$RIG/status") == 20[12] ]] || fail "$what: $(cat "$RIG/answer")"
	ok "$what: the same key is accepted now"
}
photo() {
	api /v1/jobs -H 'Idempotency-Key: photo-sync' \
	    -F "job=@$RIG/held.json;type=application/json" \
	    -F "photo=@$RIG_TOP/templates/contoh/portrait-a.jpg"
}
batch() {
	api /v1/batches -H 'Idempotency-Key: batch-sync' \
	    -H 'Content-Type: application/x-ndjson' --data-binary \
	    "@$RIG/held.json"
}
unsynced photo photo
acknowledged+=("$(jq .id "$RIG/answer")")
unsynced batch batch
all_there 'the end'
sane
