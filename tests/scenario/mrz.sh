#!/bin/bash
# The MRZ of a printed passport, as a reader would give it.
#   mrz.sh FILE.pdf
pdftotext -layout "$1" - | tr -d ' ' | grep -xE '[A-Z0-9<]{44}' | tr -d '\n'
