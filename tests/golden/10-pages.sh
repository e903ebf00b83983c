#!/bin/bash
# The shipped documents as pictures, against those kept in tests/golden/pages.
# After a change that is meant: tests/golden/pages.py --update, and look.
set -eu
exec /usr/bin/python3 "$(dirname "$0")/pages.py" "$@"
