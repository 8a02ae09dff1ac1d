# fu-score compare: what everybody at the table gave, by hand-worked cases.
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
mkdir reg/scales reg/norms
tsv >reg/scales/local.tsv <<\here
scale | item | min | max | step | better | yellow | green
up | | 0 | 10 | 0.5 | up | 4 | 7
low | | 0 | 10 | 0.5 | down | 6 | 3
free | | 0 | 100 | 1 | up | |
here
tsv >reg/norms/local.tsv <<\here
scale | item | rater | age_from | age_to | reliable_change | cutoff | sd | reliability | source | used | checked
up | | | | | 2 | | | | local: a test | yes |
up | | child | | | 3 | | | | local: a test | yes |
up | | child | 13 | | 1 | | | | local: a test | yes |
low | | | | | 2 | | | | local: a test | yes |
low | | child | | | 3 | | | | local: a test | yes |
low | | child | 13 | | 1 | | | | local: a test | yes |
here
tsv >reg/cases.tsv <<\here
case_id | born | team | allocated
a | 2016-06 | Nord | 2026-01-01
b | 2010-01 | Syd | 2026-01-01
here

# Two and a half lie between child and mother: 2 * 2.5^2 is 12.5, less than the
# 13 of 3^2 + 2^2; from 3 on they differ.  Mother and school: from 2 on.
tsv >in <<\here
case_id | date | scale | rater | value
a | 2026-03-01 | up | school | 5
a | 2026-01-01 | up | child | 6.5
a | 2026-01-01 | up | mother | 4
a | 2026-02-01 | up | child | 7
a | 2026-02-01 | up | mother | 4
a | 2026-02-01 | up | school | 6
a | 2026-03-01 | up | child | 5
here
run 'the columns; who differs, by the norms of both' 0 fu-score compare -C reg -
table out <<\here
case_id | scale | item | subject | goal_id | stage | context | date | meeting_id | rater | value | previous | previous_date | change | moved | low | high | spread | differs
a | up | | | | | | 2026-01-01 | | child | 6.5 | | | | | 4 | 6.5 | 2.5 |
a | up | | | | | | 2026-01-01 | | mother | 4 | | | | | 4 | 6.5 | 2.5 |
a | up | | | | | | 2026-02-01 | | child | 7 | 6.5 | 2026-01-01 | 0.5 | better | 4 | 7 | 3 | mother
a | up | | | | | | 2026-02-01 | | mother | 4 | 4 | 2026-01-01 | 0 | same | 4 | 7 | 3 | child,school
a | up | | | | | | 2026-02-01 | | school | 6 | | | | | 4 | 7 | 3 | mother
a | up | | | | | | 2026-03-01 | | child | 5 | 7 | 2026-02-01 | -2 | worse | 5 | 5 | 0 |
a | up | | | | | | 2026-03-01 | | school | 5 | 6 | 2026-02-01 | -1 | worse | 5 | 5 | 0 |
here
is err </dev/null
mv out own
cp in table.tsv
{ head -n 1 table.tsv; sed 1d table.tsv | LC_ALL=C sort; } >in
run 'the order of rows does not matter' 0 fu-score compare -C reg -
same own out
sed '2,$s/^a/b/' table.tsv >in
run 'the age counts: a child of 16 has another norm' 0 fu-score compare -C reg \
    - -s rater,value,differs -w date=2026-01-01
table out <<\here
rater | value | differs
child | 6.5 | mother
mother | 4 | child
here

# The same seen from the other end: low is good, every number is 10 less it.
awk -F'\t' -v OFS='\t' 'NR > 1 { $3 = "low"; $5 = 10 - $5 } { print }' \
    table.tsv >in
run 'where low is good' 0 fu-score compare -C reg - \
    -s date,rater,previous_date,moved,spread,differs
mv out mirrored
cp table.tsv in
run 'all is the same but the numbers' 0 fu-score compare -C reg - \
    -s date,rater,previous_date,moved,spread,differs
same out mirrored

run '--differ: in units of the scale, inclusive' 0 fu-score compare -C reg - \
    --differ 1 -w date=2026-02-01 -s rater,value,differs
table out <<\here
rater | value | differs
child | 7 | mother,school
mother | 4 | child,school
school | 6 | child,mother
here
run '--differ: just beyond' 0 fu-score compare -C reg - --differ 1.000001 \
    -w date=2026-02-01 -s rater,differs
table out <<\here
rater | differs
child | mother
mother | child,school
school | mother
here
for far in 0 -1 one ''
do
	run "--differ '$far'" 2 fu-score compare -C reg - --differ "$far"
	is out </dev/null
	has '^fu-score: error: --differ: ".*" is not a number above 0' err
done
run '--last' 0 fu-score compare -C reg - --last -s date,rater
table out <<\here
date | rater
2026-03-01 | child
2026-03-01 | school
here

# One meeting over several days; its date is the latest.  The mother was asked
# twice, and the later value counts; what counted before is from before the
# meeting.  What names no meeting stands alone, though it is of the same day.
tsv >in <<\here
case_id | date | scale | rater | value | meeting_id
a | 2026-01-10 | up | mother | 3 |
a | 2026-01-10 | up | child | 6 | M-1
a | 2026-02-01 | up | mother | 4 | M-2
a | 2026-02-03 | up | mother | 5 | M-2
a | 2026-02-02 | up | child | 8 | M-2
a | 2026-02-03 | up | network.mormor | 9 |
a | 2026-02-03 | up | network.farmor | 7 |
a | 2026-02-20 | up | mother | 6 | M-3
here
run 'meetings' 0 fu-score compare -C reg - \
    -s date,meeting_id,rater,value,previous,previous_date,moved,spread,differs
table out <<\here
date | meeting_id | rater | value | previous | previous_date | moved | spread | differs
2026-01-10 | | mother | 3 | | | | |
2026-01-10 | M-1 | child | 6 | | | | |
2026-02-03 | | network.farmor | 7 | | | | 2 | network.mormor
2026-02-03 | | network.mormor | 9 | | | | 2 | network.farmor
2026-02-03 | M-2 | child | 8 | 6 | 2026-01-10 | better | 3 | mother
2026-02-03 | M-2 | mother | 5 | 3 | 2026-01-10 | better | 3 | child
2026-02-20 | M-3 | mother | 6 | 5 | 2026-02-03 | better | |
here
run '--last of meetings' 0 fu-score compare -C reg - --last -s meeting_id,rater
table out <<\here
meeting_id | rater
M-3 | mother
here
run 'text, with words' 0 fu-score compare -C reg - -O text --lang en \
    -w 'meeting_id~^M-[12]' --last
is out <<\here
Case no.  Scale  Date        Meeting  Rater   Value  Previous  Moved   Spread  Differs from
────────  ─────  ──────────  ───────  ──────  ─────  ────────  ──────  ──────  ────────────
a         up     2026-02-03  M-2      child       8         6  better       3  mother
a         up     2026-02-03  M-2      mother      5                         3  child
here
run 'in Danish; columns that say nothing are left out' 0 fu-score compare -C reg - \
    -O text --lang da -w meeting_id= -w date=2026-02-03
is out <<\here
Sagsnr  Skala  Dato        Bedømmer        Værdi  Spænd  Afviger fra
──────  ─────  ──────────  ──────────────  ─────  ─────  ──────────────
a       up     03-02-2026  netværk.farmor      7      2  netværk.mormor
a       up     03-02-2026  netværk.mormor      9      2  netværk.farmor
here

# Like with like: another stage, context, subject, goal or item is another
# thing, though a rater's name sorts between them.
tsv >in <<\here
case_id | date | scale | item | subject | goal_id | rater | stage | context | value
a | 2026-01-01 | up | | | | child | | home | 5
a | 2026-01-01 | up | | | | child | | school | 4
a | 2026-01-01 | up | | | | mother | | home | 9
a | 2026-01-01 | up | | | | mother | joint | home | 6
a | 2026-01-01 | up | | | G1 | child | | home | 1
a | 2026-01-01 | up | | parenting | | child | | home | 2
a | 2026-01-01 | up | i | | | child | | home | 3
here
run 'like with like' 0 fu-score compare -C reg - \
    -s item,subject,goal_id,stage,context,rater,value,spread,differs
table out <<\here
item | subject | goal_id | stage | context | rater | value | spread | differs
 | | | | home | child | 5 | 4 | mother
 | | | | home | mother | 9 | 4 | child
 | | | | school | child | 4 | |
 | | | joint | home | mother | 6 | |
 | | G1 | | home | child | 1 | |
 | parenting | | | home | child | 2 | |
i | | | | home | child | 3 | |
here

# What is not known is missing: no norm, no scale, no value.
tsv >in <<\here
case_id | date | scale | rater | value
a | 2026-01-01 | free | child | 5
a | 2026-01-01 | free | mother | 90
a | 2026-02-01 | free | child |
a | 2026-02-01 | free | mother | 80
a | 2026-01-01 | none | child | 1
a | 2026-02-01 | none | child | 2
here
run 'what is not known is missing' 0 fu-score compare -C reg - \
    -s scale,date,rater,value,change,moved,spread,differs
table out <<\here
scale | date | rater | value | change | moved | spread | differs
free | 2026-01-01 | child | 5 | | | 85 |
free | 2026-01-01 | mother | 90 | | | 85 |
free | 2026-02-01 | mother | 80 | -10 | worse | |
none | 2026-01-01 | child | 1 | | | |
none | 2026-02-01 | child | 2 | 1 | | |
here
run '--differ needs no norm' 0 fu-score compare -C reg - --differ 85 \
    -w scale=free --with team -s team,rater,differs -w date=2026-01-01
table out <<\here
team | rater | differs
Nord | child | mother
Nord | mother | child
here

# Two values on a day.
tsv >day.tsv <<\here
case_id | date | scale | rater | value
a | 2026-01-01 | up | child | 6
a | 2026-01-01 | up | child | 9
a | 2026-01-01 | up | mother | 8
here
run 'two values on a day' 1 fu-score compare -C reg day.tsv
is out </dev/null
has 'day.tsv:3: error: a second value of up by child' err
run '--same-day' 0 fu-score compare -C reg day.tsv --same-day high \
    -s rater,value,spread
table out <<\here
rater | value | spread
child | 9 | 1
mother | 8 | 1
here

# Folded, it belongs to the last of its meetings, in whatever order they come.
tsv >meetings.tsv <<\here
case_id | date | scale | rater | value | meeting_id
a | 2026-01-01 | up | child | 6 | M-1
a | 2026-01-01 | up | child | 6 |
a | 2026-01-01 | up | child | 7 | M-2
a | 2026-01-01 | up | mother | 8 | M-2
here
for key in 1 5 5r 6 6r
do
	{ head -n 1 meetings.tsv; sed 1d meetings.tsv |
	    LC_ALL=C sort -t "$tab" -k "$key"; } >in
	run "--same-day, meetings sorted by $key" 0 fu-score compare -C reg - \
	    --same-day low -s meeting_id,rater,value
	table out <<\here
meeting_id | rater | value
M-2 | child | 6
M-2 | mother | 8
here
done

run 'no rows' 0 fu-score compare -C reg -s rater
is out <<\here
rater
here
run 'no such option' 2 fu-score compare --level 0.9
run 'a full disk' 2 sh -c 'fu-score compare -C reg table.tsv >/dev/full'

done_
