#!/bin/sh
# examples.sh PAGE: prints the manual page with what its examples print now, run
# in the working folder.
set -eu
LC_ALL=C exec awk -f "${0%/*}/examples.awk" "$1"
