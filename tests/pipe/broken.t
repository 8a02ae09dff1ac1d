# Full disks, closed descriptors, no terminal, no right to write.
# shellcheck disable=SC2154 # tab and title are from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

demo_register reg
fu-case add -C reg note case_id=S-0001 date=2026-01-01 text=x >id
FU_DIR=reg
export FU_DIR
cp -R reg before
unchanged () {
	diff -r before reg >diff.out 2>&1
	report $? "$title: the register is as it was"
}

# Every command that prints.
while read -r command
do
	run "$command >/dev/full" 2 sh -c "$command >/dev/full"
	has '^fu-[a-z]+: standard output: error: No space left on device$' err
	run "$command >&-" 2 sh -c "$command >&-"
	has '^fu-[a-z]+: standard output: error: Bad file descriptor$' err
done <<\here
fu-case list cases
fu-case list ratings --sort value
fu-case list cases -O json
fu-case list cases -O html
fu-case list cases case_id=none
fu-case show S-0001
fu-case kinds
fu-case kinds rating -O tsv
fu-case --help
fu-case list --help
fu-case --version
fu-score progress -C reg
fu-score progress -C reg -O text
fu-score --version
fu-report week --as-of 2026-11-22
fu-report week --as-of 2026-11-22 -O html
fu-report --help
here
title='of all these'
unchanged

# Commands that print nothing need nothing to print to.
printf 'Sagsnr;Dato;Skala;Bedømmer;Værdi\nS-0001;01-12-2026;trivsel;mor;5\n' \
    >sheet.csv
for to in /dev/full '&-'
do
	run "check >$to" 0 sh -c "fu-case check >$to"
	run "import >$to" 0 sh -c "fu-case import --kind rating sheet.csv >$to"
	rm -rf new
	run "init >$to" 0 sh -c "fu-case init new >$to"
	run "list -o file >$to" 0 sh -c "fu-case list cases -o cases.tsv >$to"
	same reg/cases.tsv cases.tsv
done
rm -rf reg
cp -R before reg

# A record whose id could not be told is stored, and that is said.
run 'an answer that cannot be written' 2 sh -c \
    'fu-case add note case_id=S-0001 date=2026-01-02 text=y >/dev/full'
run 'belongs to a record that is stored' 0 grep -q "${tab}y\$" reg/notes.tsv
run 'an answer that cannot be written' 2 sh -c \
    'fu-case add note case_id=S-0001 date=2026-01-02 text=y >/dev/full'
has 'stored' err
rm -rf reg
cp -R before reg

# Closed standard input.
run 'who reads none misses none' 0 sh -c 'fu-case list cases <&-'
same reg/cases.tsv out
run 'nor does a calculation from a file' 0 sh -c \
    'fu-score progress reg/ratings.tsv <&-'
mv out want
run 'nor one from the register' 0 sh -c 'fu-score progress -C reg <&-'
same want out
for command in 'fu-case list -' 'fu-score progress' 'fu-score progress -' \
    'fu-case list cases --cases -' 'fu-case import --kind note -'
do
	run "$command <&-" 2 sh -c "$command <&-"
	has '<stdin>:.* error: ' err
	hasnt 'irectory' err
	is out </dev/null
done
title='of all these'
unchanged

# A message never lands in a file of the register, whatever is closed.
for closed in '2>&-' '<&- 2>&-' '>&- 2>&-' '<&- >&- 2>&-' '<&- >&-'
do
	sh -c "fu-case add note case_id=S-9999 date=2026-01-01 text=x $closed;
	    fu-case import --kind note sheet.csv $closed;
	    fu-case list nope=1 $closed; fu-case check x $closed;
	    fu-case show S-9999 $closed;
	    fu-score progress nope $closed" >/dev/null 2>&1
	title="with $closed"
	unchanged
	rm -rf reg
	cp -R before reg
done
run 'a finding is one though nobody hears of it' 1 sh -c \
    'fu-case add note case_id=S-9999 date=2026-01-01 text=x 2>&-'
run 'nor is it lost where standard error is full' 1 sh -c \
    'fu-case add note case_id=S-9999 date=2026-01-01 text=x 2>/dev/full'

# No terminal, and a terminal.
run 'without a terminal' 0 setsid -w fu-case list ratings
same reg/ratings.tsv out
run 'a calculation without a terminal' 0 setsid -w fu-score progress -C reg
same want out
cp reg/ratings.tsv in
run 'that reads standard input' 0 setsid -w fu-score progress
same want out
: >in
run 'a record without a terminal' 0 setsid -w fu-case add note \
    case_id=S-0001 date=2026-01-01 text=x
if script -qec true /dev/null >pty 2>&1
then
	run 'on a terminal the table is the same' 0 script -qec \
	    'fu-case list cases' /dev/null
	tr -d '\r' <out >typed
	same reg/cases.tsv typed
else
	echo '# skip: no pseudo-terminal here'
fi

# No room for what does not fit into memory.
awk 'BEGIN {
	print "case_id\tdate\tscale\trater\tvalue"
	for (d = 28; d > 0; d--)
		for (i = 0; i < 5000; i++)
			printf "S-%d\t2026-01-%02d\ttrivsel\tchild\t%d\n", i,
			    d, (i + d) % 10 + 1
}' >many.tsv
run 'many rows backwards in time' 0 fu-score progress many.tsv
mv out many
run 'TMPDIR that is not there' 0 env TMPDIR=/nonexistent \
    fu-score progress many.tsv
mv out got
run 'makes no difference' 0 cmp many got
run 'TMPDIR that is full' 0 sh -c '(ulimit -f 0
    exec fu-score progress many.tsv) | cat'
mv out got
run 'makes none either' 0 cmp many got

# A register that may only be read.
chmod 755 .
chmod -R a+rX reg
if test "$(id -u)" = 0
then
	reader='setpriv --reuid=65534 --regid=65534 --clear-groups'
else
	reader='env'
	chmod -R a-w reg
fi
chmod 600 reg/.fu-lock
# shellcheck disable=SC2086 # words
if $reader fu-case kinds >kinds 2>&1
then
	run 'who may only read lists' 0 $reader fu-case list ratings
	same reg/ratings.tsv out
	run 'and calculates' 0 $reader fu-score progress -C reg
	same want out
	run 'and checks' 0 $reader fu-case check
	run 'and reports' 0 $reader fu-report week --as-of 2026-11-22
	run 'but adds nothing' 2 $reader fu-case add note case_id=S-0001 \
	    date=2026-01-09 text=x
	is out </dev/null
	run 'and imports nothing' 2 $reader fu-case import --kind rating \
	    sheet.csv
	chmod -R u+w reg
	title='of all these'
	chmod -R go-rwx reg
	unchanged
else
	echo '# skip: the build is out of reach of another user'
fi

done_
