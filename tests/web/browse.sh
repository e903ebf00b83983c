# shellcheck shell=bash
# A real browser for a test; source it.  fail TEXT is the test's own.
#
#   browse SECONDS SCRIPT ARGUMENT...   a script of browser/ by node, with the
#                                       packages it needs; PAPERS=DIR keeps
#                                       pictures there
browse() {
	local own nodes sum
	own=$(cd "$(dirname "${BASH_SOURCE[0]}")/browser" && pwd)
	nodes=$own/../../../build/web-browser
	sum=$(cksum <"$own/package-lock.json")
	if [ "$(cat "$nodes/.sum" 2>/dev/null)" != "$sum" ]; then
		mkdir -p "$nodes"
		cp "$own"/package*.json "$nodes/"
		(cd "$nodes" && npm ci --no-audit --no-fund --silent)
		echo "$sum" >"$nodes/.sum"
	fi
	cp "$own"/*.mjs "$nodes/"
	[ -z "${PAPERS-}" ] || mkdir -p "$PAPERS"
	timeout "$1" node "$nodes/$2" "${@:3}" || fail 'the browser disagrees'
}
