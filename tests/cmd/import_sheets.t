# fu-case import: sheets as bytes, a folder of tests/import for each thing that
# may be in one, and what comes of it.  In a folder are the sheets, what the
# register has of its own in reg/, and
#	do	what it shows, behind a #; then lines of an exit status and the
#		arguments of fu-case, run in turn in a copy of the folder
#	err out	what they say and print; no such file: nothing
#	stored	the records that are new (+) and gone (-) afterwards
#	log	the lines the log has got, where that is looked at
#	after	the files there are afterwards, where they are others than before
# Where err and out would have today's date they have TODAY, and err is without
# what is said of every import: the summary, and that nothing was imported.
# GOLDEN=write writes what comes now; git diff reviews it.
# shellcheck disable=SC2154 # root and dir are from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

sheets=$root/tests/import
parts='do err out stored log after'
today=$(date -u +%Y-%m-%d)

run 'a register' 0 fu-case init base
run 'its cases' 0 fu-case import -q -C base --kind case \
    "$sheets/register/cases.csv"
run 'its goals' 0 fu-case import -q -C base --kind goal \
    "$sheets/register/goals.csv"
mkdir none

# records REGISTER: every record but the receipts in a line, without its empty
# fields.
records () {
	for table in "$1"/*.tsv
	do
		case ${table##*/} in
		register.tsv | imports.tsv) continue ;;
		esac
		awk -F '\t' -v table="$(basename "$table" .tsv)" '
		NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i; next }
		{ line = table
		  for (i = 1; i <= NF; i++)
			if ($i != "") line = line " | " name[i] "=" $i
		  print line }' "$table"
	done
}

# lines REGISTER: of the log, without who and when.
lines () {
	cat "$1"/log/*.tsv | cut -f 3- | grep -v "${tab}import${tab}"
}

# differing BEFORE AFTER: lines that are gone and lines that are new.
differing () {
	diff "$1" "$2" | sed -n 's/^< /- /p; s/^> /+ /p'
}

# part FOLDER NAME: what came in ./NAME.now is what the folder has.
part () {
	if test "${GOLDEN:-}" = write
	then
		rm -f "$1/$2"
		test ! -s "$2.now" || cp "$2.now" "$1/$2"
	fi
	test -e "$1/$2" || : >empty
	there=$1/$2
	test -e "$there" || there=empty
	diff -u "$there" "$2.now" >diff.out && return
	sed 's/^/# /' diff.out
	fine=1
}

# files FOLDER: the files there are now are those of after/, or the same as
# before.
files () {
	rm -rf now
	mkdir now
	cp -R work/. now
	rm -rf now/reg
	rm -rf want
	if test -d "$1/after"
	then
		test "${GOLDEN:-}" != write || {
			rm -rf "$1/after"
			cp -R now "$1/after"
		}
		cp -R "$1/after" want
	else
		plain_copy "$1" want
		rm -rf want/reg
	fi
	diff -r want now >diff.out && return
	sed 's/^/# /' diff.out
	fine=1
}

# plain_copy FOLDER TO: without what is not for the program.
plain_copy () {
	mkdir "$2"
	cp -R "$1"/. "$2"
	for name in $parts
	do
		rm -rf "${2:?}/$name"
	done
}

# what_is_said: messages without what changes from day to day, or is said of
# every import.
what_is_said () {
	sed -e '/^fu-case: records: /d' \
	    -e '/^fu-case: note: nothing was imported$/d' \
	    -e "s/$today\(T[0-9:]*Z*\)*/TODAY/g" "$1"
}

# carry_out FOLDER
carry_out () {
	: >out
	: >err
	while read -r status arguments
	do
		test "$status" != '#' || continue
		got=0
		(cd work && FU_DIR=reg && export FU_DIR &&
		    eval "exec fu-case $arguments") \
		    <none.in >>out 2>>err || got=$?
		test $got = "$status" && continue
		echo "# exit $got, expected $status: $arguments"
		fine=1
	done <"$1/do"
}

: >none.in
for folder in "$sheets"/*/
do
	folder=${folder%/}
	test -e "$folder/do" || continue
	fine=0
	rm -rf work
	plain_copy "$folder" work
	mkdir -p work/reg
	cp -R base/. work/reg
	records work/reg >records.was
	lines work/reg >lines.was
	carry_out "$folder"
	what_is_said err >err.now
	what_is_said out >out.now
	records work/reg >records.is
	differing records.was records.is >stored.now
	lines work/reg >lines.is
	differing lines.was lines.is >log.now
	for name in err out stored
	do
		part "$folder" $name
	done
	test ! -e "$folder/log" || part "$folder" log
	files "$folder"
	if grep -E '[0-9]{6}-?[0-9]{4}' err out >diff.out
	then
		echo '# a CPR number is printed'
		fine=1
	fi
	checked=0
	fu-case check -C work/reg >/dev/null 2>diff.out || checked=$?
	# Definitions that are wrong keep every command from its work.
	if test $checked = 1 || { test $checked = 2 && test "$got" != 2; }
	then
		sed 's/^/# /' diff.out
		fine=1
	fi
	report $fine "${folder##*/}: $(sed -n '1s/^# //p' "$folder/do")"
done
done_
