#!/bin/bash
# The pages of /admin: who gets in and how that is kept, what is refused, how
# heavy they are, and all of it in a real browser.  PAPERS=DIR keeps pictures.
. "$(dirname "$0")/lib.sh"
for tool in chromium npm; do
	if ! command -v $tool >/dev/null; then
		echo "$tool is not installed"
		exit 1
	fi
done
export OFFICE=1
start_core
start_front

cookie='Cookie: cetakd=token-siti'
ours=(-H "$cookie" -H 'Sec-Fetch-Site: same-origin')
code() { curl -so /dev/null -w '%{http_code}' "$@"; }
asked() { tail -1 "$dir/core.log" |
	/usr/bin/python3 -c "import json, sys; q = json.load(sys.stdin)['q']
print(q$1)"; }

# ---- who gets in ----
answer=$(curl -si "$base/admin/jobs/187?lang=en")
has nobody "$answer" 'HTTP/1.1 303'
has nobody "$answer" 'Location: /admin/login?next=/admin/jobs/187'
is wrong "$(code "$base/admin" -H 'Cookie: cetakd=token-nobody')" 303
is garbage "$(code "$base/admin" -H 'Cookie: cetakd=a"b')" 303
is bearer "$(code "$base/admin" -H 'Authorization: Bearer token-siti')" 200
is right "$(code "$base/admin" -H "$cookie")" 200
enter() { curl -si "$base/admin/login" -H "Origin: $base" "$@"; }
answer=$(enter -d 'token=token-siti&next=/admin/jobs')
has enter "$answer" 'HTTP/1.1 303'
has enter "$answer" 'Location: /admin/jobs'
has enter "$answer" 'Set-Cookie: cetakd=token-siti; Path=/; Max-Age=43200; SameSite=Strict; HttpOnly'
hasnt plain "$answer" Secure
has tls "$(enter -H 'X-Forwarded-Proto: https' -d token=token-siti)" \
    'HttpOnly; Secure'
for next in //evil.test https://evil.test /admin/../v1 '/admin%5C%5Cevil' \
    /administrator /admin/login; do
	has "next $next" "$(enter -d "token=token-siti&next=$next")" \
	    $'Location: /admin\r'
done
is unix "$(code --unix-socket "$dir/run/http.sock" http://x/admin)" 303
has leave "$(curl -si "${ours[@]}" -d '' "$base/admin/logout")" \
    'Set-Cookie: cetakd=; Path=/; Max-Age=0'

# ---- what the cookie opens: pages and what stands on them, nothing else ----
is reads "$(code "$base/v1/notices" -H "$cookie")" 200
for path in '/v1/reports/day?format=csv' /v1/costs /v1/jobs/187/pdf; do
	code "$base$path" -H "$cookie" >/dev/null
	is "reads $path" "$(asked '["credential"].get("cookie")')" True
done
for path in /v1/jobs /v1/jobs/187 /v1/jobs/187/events /v1/persons /metrics; do
	is "reads $path" "$(code "$base$path" -H "$cookie")" 401
done
is acts "$(code "$base/v1/jobs/187/hold" "${ours[@]}" -X POST)" 401
is acts "$(code "$base/v1/tokens" "${ours[@]}" -H 'Content-Type: application/json' -d '{}')" 401

# ---- a form comes from our own pages ----
hold() { code "$base/admin/jobs/189/hold" -H "$cookie" -d 'rev=7' "$@"; }
is cross "$(hold -H 'Sec-Fetch-Site: cross-site' -H "Origin: $base")" 403
is site "$(hold -H 'Sec-Fetch-Site: same-site')" 403
is other "$(hold -H 'Origin: http://evil.test')" 403
is null "$(hold -H 'Origin: null')" 403
is silent "$(hold)" 403
hasnt refused "$(grep job.hold "$dir/core.log" || true)" job.hold
has words "$(curl -s "$base/admin/jobs/189/hold" -H "$cookie" -d 'rev=7')" \
    'tidak dikirim dari halaman kami'
is enter "$(code "$base/admin/login" -d token=token-siti)" 403
is same "$(hold -H "Origin: $base")" 303
is rev "$(asked '["if_match"]')" 7
is ours "$(hold -H 'Sec-Fetch-Site: same-origin')" 303
is body "$(asked '["body"]')" '{}'
form=application/x-www-form-urlencoded
is json "$(code "$base/admin/jobs/189/hold" "${ours[@]}" \
	-H 'Content-Type: application/json' -d '{}')" 415
is broken "$(code "$base/admin/jobs/189/hold" "${ours[@]}" -d 'rev=%zz')" 400
is twice "$(code "$base/admin/jobs/189/hold" "${ours[@]}" -d 'rev=1&rev=2')" 400
head -c 70000 /dev/zero | tr '\0' a >"$dir/long"
is long "$(code "$base/admin/jobs/189/hold" "${ours[@]}" -H 'Expect:' \
	-H "Content-Type: $form" --data-binary "@$dir/long")" 413
curl -so /dev/null "$base/admin/jobs/187/settle" "${ours[@]}" \
    --data-urlencode 'note=dua "kata" & <lagi>' -d 'outcome=not-out&evil=1'
is settle "$(asked '["body"]')" \
    "{'note': 'dua \"kata\" & <lagi>', 'outcome': 'not-out'}"
answer=$(curl -si "$base/admin/jobs/187/settle" "${ours[@]}" \
	-d 'outcome=not-out&note=gagal%3Cb%3E')
has fault "$answer" 'HTTP/1.1 422'
has fault "$answer" 'Bukan alasan.'
has kept "$answer" 'value="gagal&#60;b&#62;"'
is stale "$(code "$base/admin/jobs/187/settle" "${ours[@]}" -d 'rev=6')" 412

# ---- a ticket offers what core would allow ----
ticket() { curl -s "$base/admin/jobs/184" -H "Cookie: cetakd=token-$1"; }
has 'the other' "$(ticket siti)" 'action="/admin/jobs/184/approve"'
hasnt 'who submitted' "$(ticket hadi)" 'action="/admin/jobs/184/approve"'
has 'who submitted' "$(ticket hadi)" 'petugas lain daripada yang mengajukan'

# ---- language, theme ----
has english "$(curl -si "$base/admin?lang=en" -H "$cookie")" \
    'Set-Cookie: lang=en; Path=/; Max-Age=31536000; SameSite=Strict'
has cookie "$(curl -s "$base/admin" -H 'Cookie: cetakd=token-siti; lang=en' \
	-H 'Accept-Language: id')" '<html lang="en">'
has header "$(curl -s "$base/admin" -H "$cookie" -H 'Accept-Language: en')" \
    '<html lang="en">'
has theme "$(curl -s "$base/admin" -H 'Cookie: cetakd=token-siti; theme=dark')" \
    '<html lang="id" data-theme="dark">'
hasnt theme "$(curl -s "$base/admin" -H 'Cookie: cetakd=token-siti; theme=x')" \
    data-theme
is unknown "$(code "$base/admin/jobs?umur=3" -H "$cookie")" 400
is lost "$(code "$base/admin/nothing" -H "$cookie" -H 'Accept: text/html')" 404

# ---- policy, assets ----
answer=$(curl -si "$base/admin" -H "$cookie")
has policy "$answer" "Content-Security-Policy: default-src 'self'; base-uri"
has policy "$answer" "frame-ancestors 'none'"
has policy "$answer" 'Cache-Control: no-store'
hasnt inline "$answer" 'style='
hasnt inline "$answer" '<style'
hasnt inline "$answer" 'data:'
hasnt inline "$answer" 'onclick'
hasnt escaped "$answer" '<Dewi>'
has escaped "$answer" 'Siti Rahma &#60;Dewi&#62;'
css=$(grep -o '/assets/admin.css?v=[0-9a-f]*' <<<"$answer")
js=$(grep -o '/assets/admin.js?v=[0-9a-f]*' <<<"$answer")
icon=$(grep -o '/assets/icon.svg?v=[0-9a-f]*' <<<"$answer")
has kept "$(curl -sI "$base$css")" 'max-age=31536000, immutable'
has fresh "$(curl -sI "$base/assets/admin.css")" 'max-age=300'
has fresh "$(curl -sI "$base/assets/admin.css?v=0")" 'max-age=300'
has packed "$(curl -sI "$base$css" -H 'Accept-Encoding: br, gzip')" \
    'Content-Encoding: gzip'
hasnt plain "$(curl -sI "$base$css" -H 'Accept-Encoding: gzip;q=0')" gzip
is same "$(curl -s "$base$css" -H 'Accept-Encoding: gzip' | gunzip | cksum)" \
    "$(curl -s "$base$css" | cksum)"
total=0
for path in /admin "$css" "$js" "$icon"; do
	n=$(curl -s "$base$path" -H "$cookie" | gzip -9n | wc -c)
	total=$((total + n))
	echo "weight of $path: $n bytes compressed"
done
echo "weight of the first screen: $total bytes compressed, of 61440"
[ "$total" -le 61440 ] || fail "the first screen weighs $total"

# ---- who lost the right to listen is not told for long ----
for path in events notices; do
	curl -sN "$base/v1/$path" -H 'Accept: text/event-stream' \
	    -H 'Cookie: cetakd=token-budi' >"$dir/$path.budi" &
	ends="${ends-} $!"
	curl -sN "$base/v1/$path" -H 'Accept: text/event-stream' \
	    -H "$cookie" >"$dir/$path.siti" &
	stays="${stays-} $!"
	until_true 10 grep -q retry "$dir/$path.budi"
	until_true 10 grep -q retry "$dir/$path.siti"
done
echo budi >"$dir/run/gone"

# ---- the browser ----
browse 240 admin.mjs "$base"

ended_all() {
	local pid
	for pid in $ends; do
		! kill -0 "$pid" || return 1
	done
}
until_true 90 ended_all || fail 'a stream goes on without its credential'
for pid in $stays; do
	kill "$pid" 2>/dev/null || fail 'a stream ended for no reason'
done

# ---- tries to log in are counted; a good one is not ----
many=0
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	case $(enter -d "token=wrong$i") in
	*' 429 '*'Retry-After: 60'*) many=$((many + 1)) ;;
	esac
done
[ "$many" -ge 1 ] && [ "$many" -le 4 ] || fail "of 12 tries $many are refused"
is let "$(code "$base/admin" -H "$cookie")" 200
has 'not locked out' "$(enter -d token=token-siti)" 'HTTP/1.1 303'

# ---- core is away ----
stop_core
core_pid=''
answer=$(curl -si "$base/admin" -H "$cookie")
has away "$answer" 'HTTP/1.1 503'
has away "$answer" 'Inti layanan sedang tidak menjawab'
has away "$answer" '<main class="main"'
is away "$(code "$base/admin/login")" 200
answer=$(enter -d 'token=token-siti&next=/admin/jobs')
has away "$answer" 'HTTP/1.1 503'
hasnt token "$answer" token-siti
is logged "$(grep -c 'token-siti\|YULIA' "$dir/front.log")" 0
