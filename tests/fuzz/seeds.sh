#!/bin/sh
# seeds.sh FOLDER: makes the first inputs of fuzz_import there: the sheets of
# tests/import, each behind the letter of its template and that of its form.
set -eu
top=$(dirname "$0")/../import
n=0
for folder in "$top"/*/
do
	test -e "$folder/do" || continue
	what=$(sed -n 's/^[012] import --[a-z]* \([a-z]*\) .*/\1/p' \
	    "$folder/do" | head -n 1)
	case $what in
	trivsel) letter=a ;;
	status) letter=b ;;
	samtale) letter=c ;;
	topi) letter=d ;;
	maal) letter=e ;;
	sager) letter=f ;;
	feedback) letter=g ;;
	rating) letter=h ;;
	*) continue ;;
	esac
	for sheet in "$folder"/*.csv "$folder"/*.xlsx "$folder"/*.tsv
	do
		test -e "$sheet" && test "$(wc -c <"$sheet")" -lt 16000 ||
		    continue
		n=$((n + 1))
		form=c
		test "${sheet%.tsv}" = "$sheet" || form=t
		{
			printf '%s%s' "$letter" "$form"
			cat "$sheet"
		} >"$1/seed-$n"
	done
done
