#!/bin/sh
# style.sh: what the compiler does not see: banned functions, long lines,
# trailing blanks, headers without their opening comment or guard.
set -u
cd "${0%/*}/../.." || exit 2
found=$(mktemp) || exit 2
trap 'rm -f "$found"' EXIT

while read -r name
do
	grep -nE "(^|[^a-z_0-9])${name}[ 	]*\(" -r lib cmd --include='*.[ch]' |
	    sed "s/\$/	<- $name is banned/"
done <tests/lint/banned.txt >"$found"

find lib cmd tests -name '*.[ch]' | while read -r file
do
	expand "$file" | awk -v f="$file" '
	{ line = $0; n = gsub(/[\200-\277]/, "", line)
	  if (length(line) > 80) print f ":" NR ": longer than 80 columns" }
	/[ \t]$/ { print f ":" NR ": a blank at the end" }
	/(^|[^X])XXX([^X]|$)|FIXME|(^|[^V])TODO/ { print f ":" NR ": an open end" }'
done >>"$found"

find lib cmd -name '*.h' | while read -r file
do
	head -n 1 "$file" | grep -q '^/\*' || echo "$file: no opening comment"
	grep -q '^#ifndef [A-Z0-9_]*_H$' "$file" || echo "$file: no guard"
done >>"$found"

grep -n '[ 	]$' Makefile README tests/*.sh tests/*/*.sh tests/*/*.t man/* \
    2>/dev/null | sed 's/$/<- a blank at the end/' >>"$found"
cat "$found" >&2
test ! -s "$found"
