#!/bin/bash
# A render that crashes, stalls or eats memory rejects that job alone.
set -eu
exec /usr/bin/python3 "$(dirname "$0")/isolation.py" "$@"
