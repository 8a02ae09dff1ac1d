# fu-report week: every format of one small register against tests/golden, and
# what its options refuse.
# shellcheck disable=SC2154	# root and tab are from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

cp -R "$root/tests/golden/week.reg" reg
mkdir reg/log
: >reg/.fu-lock

for format in text md tsv json
do
	run "week as $format" 0 fu-report week -C reg --as-of 2026-11-22 \
	    -O "$format"
	golden "week.$format" out
done
# The style of pages is that of every page: here what is on this one counts.
run 'week as html, by its suffix' 0 fu-report week -C reg \
    --as-of 2026-11-22 -o week.html
sed -n '/^<body>/,$p' week.html >body
golden week.html body
has '^<html lang="en">' week.html
hasnt '<script|src=|href=|url\(' week.html
run 'in Danish' 0 fu-report week -C reg --as-of 2026-11-22 --lang da
golden week.da.text out

# The week of an as-of, and the as-of of a week.
run 'a week that is named' 0 fu-report week -C reg --week 2026-W46 \
    --as-of 2027-01-01 -O tsv
golden week.tsv out
run 'the last full week' 0 fu-report week -C reg --as-of 2026-11-16 -O tsv
golden week.tsv out
run 'on a Sunday it is not over' 0 fu-report week -C reg --as-of 2026-11-15 \
    -O tsv
has "^2026-W45${tab}2026-11-08${tab}all${tab}open${tab}" out
run 'a week under way' 0 fu-report week -C reg --week 2026-W46 \
    --as-of 2026-11-11 -O tsv
has "^2026-W46${tab}2026-11-11${tab}all${tab}closed$tab+1$tab$" out
run 'a week to come' 2 fu-report week -C reg --week 2026-W48 \
    --as-of 2026-11-22
is err <<\here
fu-report: error: week 2026-W48 has not begun on 2026-11-22
here

# Whatever reads the report: nothing hangs on the locale or the width.
run 'in another locale' 0 env LC_ALL=C LANGUAGE=da fu-report week -C reg \
    --as-of 2026-11-22
golden week.text out
run 'as rows for a spreadsheet' 0 fu-report week -C reg --as-of 2026-11-22 \
    -O csv
has '^2026-W46,2026-11-15,all,open,' out

# Who is looked at depends on --stale.
run 'a longer silence' 0 fu-report week -C reg --as-of 2026-11-22 \
    --stale 6m -O tsv
hasnt "${tab}stale$tab" out
run 'a shorter silence' 0 fu-report week -C reg --as-of 2026-11-22 \
    --stale 55d -O tsv
has "${tab}stale${tab}Nord$tab${tab}S-09$tab" out

run 'an operand' 2 fu-report week -C reg 2026-W46
is err <<\here
fu-report: 2026-W46: error: No such file or directory
here
run 'no register' 2 fu-report week -C nowhere
run 'no such format' 2 fu-report week -C reg -O pdf

# What is not fit to be counted is told; a report with a hole is not written.
printf 'S-01\t2026-11-09\truler\t\t\t\tmother\t\t\t\t9\t\t\n' >>reg/ratings.tsv
echo old >kept.txt
run 'two values on a day' 2 fu-report week -C reg --as-of 2026-11-22 \
    -o kept.txt
has '^fu-report: reg/ratings.tsv:23: error: a second value of ruler' err
is kept.txt <<\here
old
here

run 'a new register' 0 fu-case init new
run 'nothing in it' 0 fu-report week -C new --as-of 2026-11-22 --lang en
has '^None this week' out
run 'a full disk' 2 sh -c 'fu-report week -C new >/dev/full'


# A table that lost a column, or has a case twice, is no ground for figures.
demo_register lost
cut -f 1-11,13- lost/cases.tsv >short
cp short lost/cases.tsv
run 'cases without the day they closed' 2 fu-report week -C lost --week 2026-W46
has 'missing column closed' err
is out </dev/null
demo_register double
tail -n 1 double/cases.tsv >>double/cases.tsv
run 'a case twice' 2 fu-report week -C double --week 2026-W46
has 'second record with this case_id' err
is out </dev/null
run 'no folder for a workbook' 2 env TMPDIR=/nowhere fu-report week -C new -O xlsx
has '^fu-report: error: ' err
is out </dev/null
done_
