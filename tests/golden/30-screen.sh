#!/bin/bash
# A job's page as SVG: what it may hold, and that a browser shows by it what
# the PDF has.
set -eu
if ! command -v chromium >/dev/null; then
	echo 'chromium is not installed'
	exit 1
fi
exec /usr/bin/python3 "$(dirname "$0")/screen.py" "$@"
