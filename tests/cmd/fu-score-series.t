# fu-score series: every rating with what changed, by hand-worked cases.
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
mkdir reg/scales
tsv >reg/scales/local.tsv <<\here
scale | item | min | max | step | better | yellow | green
up | | 0 | 10 | 0.5 | up | 4 | 7
low | | 1 | 5 | 0.5 | down | 3 | 2
here
tsv >reg/cases.tsv <<\here
case_id | born | team | allocated
a | 2014-06 | Nord | 2026-01-01
b | 2013-01 | Syd | 2026-01-01
here

tsv >in <<\here
case_id | date | scale | rater | value
b | 2026-02-01 | low | child | 3.5
a | 2026-03-01 | up | child | 8
b | 2026-01-01 | low | child | 2
a | 2026-01-01 | up | child | 6.5
a | 2026-01-15 | up | child | 3
b | 2026-03-01 | nope | child | 30
b | 2026-04-01 | nope | child | 20
here
run 'the columns, sorted by key and day' 0 fu-score series -C reg -
table out <<\here
case_id | scale | item | subject | goal_id | rater | stage | context | date | value | change_first | change_last | gain_first | zone
a | up | | | | child | | | 2026-01-01 | 6.5 | | | | yellow
a | up | | | | child | | | 2026-01-15 | 3 | -3.5 | -3.5 | -3.5 | red
a | up | | | | child | | | 2026-03-01 | 8 | 1.5 | 5 | 1.5 | green
b | low | | | | child | | | 2026-01-01 | 2 | | | | green
b | low | | | | child | | | 2026-02-01 | 3.5 | 1.5 | 1.5 | -1.5 | red
b | nope | | | | child | | | 2026-03-01 | 30 | | | |
b | nope | | | | child | | | 2026-04-01 | 20 | -10 | -10 | |
here
is err </dev/null
mv out own
cp in ratings.tsv
{ head -n 1 ratings.tsv; sed 1d ratings.tsv | LC_ALL=C sort; } >in
run 'the order of rows does not matter' 0 fu-score series -C reg -
same own out
{ head -n 1 ratings.tsv; sed 1d ratings.tsv | LC_ALL=C sort -r; } >in
run 'backwards' 0 fu-score series -C reg -
same own out

run 'some rows, some columns, of the case too' 0 fu-score series -C reg \
    ratings.tsv -w scale=up -w 'date>=2026-01-10' --with team \
    -s team,date,change_first
table out <<\here
team | date | change_first
Nord | 2026-01-15 |
Nord | 2026-03-01 | 5
here
run 'sorted' 0 fu-score series -C reg ratings.tsv -s value --sort value:desc
is out <<\here
value
30
20
8
6.5
3.5
3
2
here

# Text: no columns of the key that are empty, and the course as bars.
run 'text' 0 fu-score series -C reg ratings.tsv -O text --lang en
is out <<\here
Case no.  Scale  Rater  Date        Value  Change  Step  Gain  Zone    Course
────────  ─────  ─────  ──────────  ─────  ──────  ────  ────  ──────  ──────
a         up     child  2026-01-01    6.5                      yellow
a         up     child  2026-01-15      3    -3.5  -3.5  -3.5  red
a         up     child  2026-03-01      8     1.5     5   1.5  green   ▆▃▇
b         low    child  2026-01-01      2                      green
b         low    child  2026-02-01    3.5     1.5   1.5  -1.5  red     ▃▅
b         nope   child  2026-03-01     30
b         nope   child  2026-04-01     20     -10   -10                █▁
here
run 'text with a column of the case' 0 fu-score series -C reg ratings.tsv \
    -O text --lang en --with team
has '^Case no\.  Scale  Rater  Date .* Course  team$|Team$' out
run 'text, of what is asked for' 0 fu-score series -C reg ratings.tsv -O text \
    --lang en -s bars,item -w scale=low
is out <<\here
Course  Item
──────  ────

▃▅
here
awk 'BEGIN { OFS = "\t"; print "case_id", "date", "scale", "rater", "value"
	for (i = 10; i < 28; i++)
		print "a", "2026-01-" i, "up", "child", (i > 20 ? 10 : i - 10)
}' >long.tsv
run 'a long one' 0 fu-score series -C reg long.tsv -O text -s bars
has '^…▃▄▅▅▆▇▇████████$' out
run 'bars are of text only' 2 fu-score series -C reg long.tsv -s bars
has 'there is no column "bars"' err
run 'text of nothing' 0 fu-score series -C reg -w scale=none -O text long.tsv

# Two values on a day.
tsv >day.tsv <<\here
case_id | date | scale | rater | value
a | 2026-02-01 | up | child | 6
a | 2026-01-01 | up | child | 4
a | 2026-02-01 | up | child | 9
a | 2026-01-01 | up | mother | 4
a | 2026-03-01 | up | child | 5
here
run 'two values on a day' 1 fu-score series -C reg day.tsv
is out </dev/null
is err <<\here
fu-score: day.tsv:4: error: a second value of up by child for case a on 2026-02-01: the other is on day.tsv line 2
here
while read -r how value change last
do
	run "--same-day $how" 0 fu-score series -C reg --same-day "$how" \
	    day.tsv -s rater,date,value,change_first,change_last
	printf 'rater\tdate\tvalue\tchange_first\tchange_last\n' >want
	{
		printf 'child\t2026-01-01\t4\t\t\n'
		printf 'child\t2026-02-01\t%s\t%s\t%s\n' "$value" "$change" \
		    "$change"
		printf 'child\t2026-03-01\t5\t1\t%s\n' "$last"
		printf 'mother\t2026-01-01\t4\t\t\n'
	} >>want
	same want out
done <<\here
mean 7.5 3.5 -2.5
low 6 2 -1
high 9 5 -4
here

# More rows than are spooled in memory: the same ratings in another order.
awk 'BEGIN { OFS = "\t"; print "case_id", "date", "scale", "rater", "value"
	for (i = 0; i < 90000; i++)
		printf "c%04d\t20%02d-%02d-15\tup\tchild\t%s\n", i % 1000,
		    i / 1000 / 12, int(i / 1000) % 12 + 1, i * 7 % 21 / 2
}' >many.tsv
{ head -n 1 many.tsv; sed 1d many.tsv | LC_ALL=C sort -t "$tab" -k 5,5 -k 1,2
} >sorted.tsv
run 'many' 0 fu-score series -C reg many.tsv -s case_id,date,value
mv out own
{ printf 'case_id\tdate\tvalue\n'
sed 1d many.tsv | cut -f 1,2,5 | LC_ALL=C sort; } >want
same want own
run 'in another order' 0 fu-score series -C reg sorted.tsv \
    -s case_id,date,value
same own out
run 'folded where there is nothing to fold' 0 fu-score series -C reg \
    sorted.tsv -s case_id,date,value --same-day mean
same own out

run "the register's own" 0 fu-score series -C reg
has '^case_id' out
run 'no such option' 2 fu-score series --threshold 3
run 'a full disk' 2 sh -c 'fu-score series -C reg ratings.tsv >/dev/full'

done_
