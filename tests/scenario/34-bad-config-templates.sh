#!/bin/bash
# Configurations and templates with one mistake each: `cetakd -t` and `cetak
# template check` refuse every one with its file and line, and take the good
# one before and after.
# shellcheck source=tests/scenario/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$RIG_TOP"

rig_init
mkdir -p "$RIG"/etc/conf.d "$RIG"/{state,run}
"$B/cetakd-seal" --new-key "$RIG/etc" --country UTO --org uji >/dev/null
conf=$RIG/etc/cetakd.conf
good_conf() {
	printf '%s\n' '[authority]' 'name = uji' 'title = Kantor Uji' \
	    '[paths]' "state = $RIG/state" "run = $RIG/run" \
	    "templates = $RIG_TOP/templates" "fonts = $B/fonts" \
	    "libexec = $B" '[seal]' "key = $RIG/etc/key.pem" \
	    "certificate = $RIG/etc/certificate.pem" >"$conf"
}
tested() { "$B/cetakd" -c "$conf" -t >"$RIG/said" 2>&1; }
good_conf
tested || fail "the good one: $(cat "$RIG/said")"

# ---- one bad value or key each, at a known line of conf.d/50.conf ----
extra=$RIG/etc/conf.d/50.conf
long=$(printf 'x%.0s' {1..300})
n=0
while IFS='|' read -r section line word; do
	printf '%s\n' '# one mistake' "[$section]" "${line//LONG/$long}" \
	    >"$extra"
	rc=0
	tested || rc=$?
	[ "$rc" = 78 ] || fail "[$section] $line: exit $rc"
	grep -q "50.conf:[23]: .*$word" "$RIG/said" ||
		fail "[$section] $line: $(cat "$RIG/said")"
	n=$((n + 1))
done <<'END'
authority|name =|name
authority|name = Kantor Besar|name
authority|name = -uji|name
authority|name = LONG|
authority|nama = uji|did you mean .authority. name
authority|state = ID|state
authority|state = idn|state
authority|state = INDO|state
authority|zone = WIBB|zone
authority|zone = Asia/Jakarta|zone
authority|host = |host
authority|host = https://cek.test|host
authority|host = cek_test|host
authority|host = .test|host
authority|titel = x|did you mean .authority. title
authority|telepon = 1|telepon
autority|name = uji|did you mean .authority. name
path|state = /x|did you mean .paths. state
paths|state = relative/path|state
paths|run = run|run
paths|templates = |templates
paths|template = /x|did you mean .paths. templates
paths|libexec = ../libexec|libexec
http|listen = 8631|listen
http|listen = 127.0.0.1|listen
http|listen = 127.0.0.1:70000|listen
http|listen = ::1:8631|listen
http|listen = 127.0.0.1:http|listen
http|max-body = 0|max-body
http|max-body = 8|max-body
http|max-body = 8 megabytes|max-body
http|max-body = 8GiB|max-body
http|max-body = -1|max-body
http|max-batch = 1TiB|max-batch
http|max_body = 8MiB|did you mean .http. max-body
http|port = 8631|port
cups|server = |server
cups|window = 0|window
cups|window = 10001|window
cups|window = two|window
render|workers = 0|workers
render|workers = 1000|workers
render|workers = 1.5|workers
render|workers = 2x|workers
render|second = 5|did you mean .render. seconds
render|seconds = 601|seconds
render|memory = 63|memory
render|memory = 512MiB|memory
seal|key = key.pem|key
seal|cert = /x|cert
gate|resume-seconds = -1|resume-seconds
gate|resume-seconds = 99999999999999999999|resume-seconds
gate|resume = 3|
render|workers|not a
render| workers = 2|begin with a space
render|[authority|bracket
render|= 2|
END
rm "$extra"
ok "$n configurations with one mistake, each with its file and line"
[ "$n" -ge 40 ] || fail 'too few'

# ---- what is named cannot be opened ----
n=0
while IFS='|' read -r key value; do
	good_conf
	sed -i "s|^$key = .*|$key = $value|" "$conf"
	rc=0
	tested || rc=$?
	[ "$rc" = 78 ] && grep -Eq "cetakd.conf:[0-9]+: .*$key" "$RIG/said" ||
		fail "$key = $value: exit $rc: $(cat "$RIG/said")"
	n=$((n + 1))
done <<END
state|$RIG/none
state|$conf
run|$RIG/none
templates|$RIG/none
templates|$conf
fonts|$RIG/none
libexec|$RIG/etc
key|$RIG/none
certificate|$RIG/none
END
good_conf
tested || fail "the good one again: $(cat "$RIG/said")"
ok "$n that name what is not there"

# ---- templates: the shipped ones with one mistake each ----
/usr/bin/python3 tests/scenario/bad_templates.py templates "$RIG/t" \
    >"$RIG/table"
element='[a-z_-]+([.][a-z_-]+|\[[0-9]+\])*'
n=0
while IFS=$'\t' read -r dir line what; do
	rc=0
	"$B/cetak" template check "$dir" >"$RIG/said" 2>&1 || rc=$?
	[ "$rc" = 65 ] || fail "$what: exit $rc: $(cat "$RIG/said")"
	grep -Eq "template\.json:$line: ($element: |not valid JSON)" \
	    "$RIG/said" ||
		fail "$what: no line $line in: $(head -n 3 "$RIG/said")"
	n=$((n + 1))
done <"$RIG/table"
[ "$n" -ge 40 ] || fail "only $n templates"
ok "$n templates with one mistake, each with its file, line and element"
for dir in templates/*/template.json; do
	"$B/cetak" template check "${dir%/*}" >"$RIG/said" 2>&1 ||
		fail "$dir: $(cat "$RIG/said")"
done
ok 'the shipped ones are good'
mkdir "$RIG/t/empty"
rc=0
"$B/cetak" template check "$RIG/t/empty" >"$RIG/said" 2>&1 || rc=$?
[ "$rc" -ne 0 ] || fail 'a folder without a template'
rc=0
"$B/cetak" template check templates/paspor "$RIG/t/empty" \
    >"$RIG/said" 2>&1 || rc=$?
[ "$rc" -ne 0 ] || fail 'a bad one after a good one'
ok 'a bad one is not hidden by a good one'
