# fu-score progress: what a series of ratings comes to, by hand-worked cases.
# Input, order of rows and days with two values: fu-score-progress-input.t.
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
mkdir reg/scales reg/norms
tsv >reg/scales/local.tsv <<\here
scale | item | min | max | step | better | yellow | green
up | | 0 | 10 | 0.5 | up | 4 | 7
low | | 1 | 5 | 0.5 | down | 3 | 2
aged | | 0 | 10 | 1 | up | |
both | | 0 | 10 | 1 | up | |
role | | 0 | 10 | 1 | up | |
role | part | 0 | 10 | 1 | up | |
bare | | 0 | 10 | 1 | up | |
here
tsv >reg/norms/local.tsv <<\here
scale | item | rater | age_from | age_to | reliable_change | cutoff | source | used
up | | | | | 1.5 | 7 | local: a test | yes
low | | | | | 1 | 2 | local: a test | yes
aged | | | 6 | 11 | 2 | | local: a test | yes
aged | | | 12 | 17 | 3 | | local: a test | yes
both | | | | | 5 | | local: a test | yes
both | | | 6 | 11 | 2 | | local: a test | yes
role | | | | | 4 | | local: a test | yes
role | | child | | | 2 | | local: a test | yes
ors | | | | | 5 | | local: a test | yes
sdq | emotional | | | | 2 | | local: a test | yes
bare | | | | | 1 | | local: seen and not used |
here
tsv >reg/cases.tsv <<\here
case_id | born | team | allocated
A-11 | 2014-06 | Nord | 2026-01-01
A-12 | 2013-01 | Nord | 2026-01-01
A-month | 2014-01 | Syd | 2026-01-01
A-year | 2012 | | 2026-01-01
A-none | | Syd | 2026-01-01
here

# rows SCALE ITEM RATER <<DATES: "case date value [date value...]" a line.
rows () {
	printf 'case_id\tdate\tscale\titem\trater\tvalue\n'
	awk -v OFS='\t' -v s="$1" -v i="$2" -v r="$3" '{
		for (n = 2; n < NF; n += 2)
			print $1, $n, s, i, r, $(n + 1)
	}'
}
# progress TITLE COLUMNS: of ./in, with the register's definitions.
progress () {
	run "$1" 0 fu-score progress -C reg - -s "$2"
	is err </dev/null
}

rows up '' child >in <<\here
c1 2026-01-01 4 2026-01-31 5.5
here
run 'the columns' 0 fu-score progress -C reg -
table out <<\here
case_id | scale | item | subject | goal_id | rater | stage | context | n | first_date | last_date | first | previous | last | change | gain | change_last | slope_30d | threshold | verdict | zone | flags
c1 | up | | | | child | | | 2 | 2026-01-01 | 2026-01-31 | 4 | 4 | 5.5 | 1.5 | 1.5 | 1.5 | 1.5 | 1.5 | improved | yellow |
here

# Thresholds and cutoffs reached exactly, and just not.
rows up '' child >in <<\here
a-reached 2026-01-01 4 2026-02-01 5.5
b-not_reached 2026-01-01 4 2026-02-01 5
c-none 2026-01-01 4 2026-02-01 4
d-fallen_less 2026-01-01 5 2026-02-01 4
e-fallen 2026-01-01 5.5 2026-02-01 4
f-to_the_cutoff 2026-01-01 5.5 2026-02-01 7
g-over_it 2026-01-01 6.5 2026-02-01 8
h-from_the_cutoff 2026-01-01 7 2026-02-01 8.5
i-below_it 2026-01-01 4 2026-02-01 6.5
j-over_it_a_little 2026-01-01 6.5 2026-02-01 7
k-one 2026-01-01 6.5
here
progress 'up is better' case_id,change,gain,threshold,verdict
table out <<\here
case_id | change | gain | threshold | verdict
a-reached | 1.5 | 1.5 | 1.5 | improved
b-not_reached | 1 | 1 | 1.5 | unchanged
c-none | 0 | 0 | 1.5 | unchanged
d-fallen_less | -1 | -1 | 1.5 | unchanged
e-fallen | -1.5 | -1.5 | 1.5 | deteriorated
f-to_the_cutoff | 1.5 | 1.5 | 1.5 | recovered
g-over_it | 1.5 | 1.5 | 1.5 | recovered
h-from_the_cutoff | 1.5 | 1.5 | 1.5 | improved
i-below_it | 2.5 | 2.5 | 1.5 | improved
j-over_it_a_little | 0.5 | 0.5 | 1.5 | unchanged
k-one | | | 1.5 |
here
rows low '' child >in <<\here
a-reached 2026-01-01 4 2026-02-01 3
b-not_reached 2026-01-01 4 2026-02-01 3.5
c-fallen 2026-01-01 1 2026-02-01 2
d-to_the_cutoff 2026-01-01 3 2026-02-01 2
e-from_the_cutoff 2026-01-01 2 2026-02-01 1
f-over_it 2026-01-01 2.5 2026-02-01 1
here
progress 'down is better' case_id,change,gain,threshold,verdict
is out <<\here
case_id	change	gain	threshold	verdict
a-reached	-1	1	1	improved
b-not_reached	-0.5	0.5	1	unchanged
c-fallen	1	-1	1	deteriorated
d-to_the_cutoff	-1	1	1	recovered
e-from_the_cutoff	-1	1	1	improved
f-over_it	-1.5	1.5	1	recovered
here

# Zones, by the last value.
rows up '' child >in <<\here
z1 2026-01-01 9 2026-02-01 3.5
z2 2026-01-01 9 2026-02-01 4
z3 2026-01-01 9 2026-02-01 6.5
z4 2026-01-01 1 2026-02-01 7
z5 2026-01-01 7
here
rows low '' child >others <<\here
z6 2026-01-01 3.5
z7 2026-01-01 3
z8 2026-01-01 2.5
z9 2026-01-01 2
here
sed 1d others >>in
progress 'zones begin on their edges' case_id,last,zone
is out <<\here
case_id	last	zone
z1	3.5	red
z2	4	yellow
z3	6.5	yellow
z4	7	green
z5	7	green
z6	3.5	red
z7	3	yellow
z8	2.5	yellow
z9	2	green
here

# Numbers of a series.  For days 0, 10, 40 and values 1, 2, 4 the means are
# 50/3 and 7/3, Sxy = 190/3, Sxx = 2600/3: the slope is 19/260 a day.  For 4,
# 2, 1 Sxy = -170/3.
rows up '' child >in <<\here
s1 2026-01-01 1 2026-01-11 2 2026-02-10 4
s2 2026-01-01 4 2026-01-11 2 2026-02-10 1
s3 2026-01-01 0 2026-01-31 1 2026-03-02 0
s4 2024-02-28 0 2024-03-29 10
s5 2026-01-01 5
s6 2026-01-01 5 2026-01-02 5 2026-01-03 5
here
progress 'the numbers' \
    case_id,n,first_date,last_date,first,previous,last,change,change_last,slope_30d
table out <<\here
case_id | n | first_date | last_date | first | previous | last | change | change_last | slope_30d
s1 | 3 | 2026-01-01 | 2026-02-10 | 1 | 2 | 4 | 3 | 2 | 2.192308
s2 | 3 | 2026-01-01 | 2026-02-10 | 4 | 2 | 1 | -3 | -1 | -1.961538
s3 | 3 | 2026-01-01 | 2026-03-02 | 0 | 1 | 0 | 0 | -1 | 0
s4 | 2 | 2024-02-28 | 2024-03-29 | 0 | 0 | 10 | 10 | 10 | 10
s5 | 1 | 2026-01-01 | 2026-01-01 | 5 | | 5 | | |
s6 | 3 | 2026-01-01 | 2026-01-03 | 5 | 5 | 5 | 0 | 0 | 0
here

# What is not known is left out.
rows nope '' child >in <<\here
u1 2026-01-01 1 2026-02-01 4
here
progress 'an unknown scale' case_id,change,gain,threshold,verdict,zone
table out <<\here
case_id | change | gain | threshold | verdict | zone
u1 | 3 | | | unknown |
here
rows bare '' child >in <<\here
u1 2026-01-01 1 2026-02-01 4
here
progress 'a norm that is not used' case_id,change,gain,threshold,verdict,zone
table out <<\here
case_id | change | gain | threshold | verdict | zone
u1 | 3 | 3 | | unknown |
here
rows role part child >in <<\here
u1 2026-01-01 1 2026-02-01 9
here
progress "the norm of the total is not that of an item" \
    case_id,gain,threshold,verdict
is out <<\here
case_id	gain	threshold	verdict
u1	8		unknown
here

# Which norm.
rows ors '' child >in <<\here
n1 2026-01-01 20 2026-02-01 26
here
progress 'a local norm outranks an installed one' threshold,verdict
is out <<\here
threshold	verdict
5	improved
here
run 'without the register the installed one holds' 0 env -C / \
    fu-score progress - -s threshold,verdict
is out <<\here
threshold	verdict
6.6	unchanged
here
rows sdq emotional mother >in <<\here
n1 2026-01-01 8 2026-02-01 6
here
progress 'even one for this very rater' threshold,verdict
is out <<\here
threshold	verdict
2	improved
here
{
	rows role '' child </dev/null
	for rater in child mother child.ny childx
	do
		rows role '' $rater <<\here | sed 1d
n1 2026-01-01 4 2026-02-01 7
here
	done
} >in
progress 'the role is what stands before the dot' rater,threshold,verdict
is out <<\here
rater	threshold	verdict
child	2	improved
child.ny	2	improved
childx	4	unchanged
mother	4	unchanged
here

# The age at the first rating; born is known to the month or the year.
rows aged '' child >in <<\here
A-11 2026-01-10 4 2026-09-10 6
A-12 2026-01-10 4 2026-09-10 6
A-month 2026-01-10 4 2026-09-10 6
A-none 2026-01-10 4 2026-09-10 6
A-other 2026-01-10 4 2026-09-10 6
A-year 2026-01-10 4 2026-09-10 6
here
progress 'norms of age bands' case_id,threshold,verdict
is out <<\here
case_id	threshold	verdict
A-11	2	improved
A-12	3	unchanged
A-month		unknown
A-none		unknown
A-other		unknown
A-year	3	unchanged
here
sed -i s/aged/both/ in
progress 'a band outranks what holds for all ages' case_id,threshold,verdict
is out <<\here
case_id	threshold	verdict
A-11	2	improved
A-12	5	unchanged
A-month	5	unchanged
A-none	5	unchanged
A-other	5	unchanged
A-year	5	unchanged
here
run 'columns of the case' 0 fu-score progress -C reg - --with team \
    -s case_id,team --sort team:desc,case_id
table out <<\here
case_id | team
A-month | Syd
A-none | Syd
A-11 | Nord
A-12 | Nord
A-other |
A-year |
here

# Like with like.
tsv >in <<\here
case_id | date | scale | item | subject | goal_id | rater | stage | context | value
c | 2026-01-01 | up | | | | child | | | 1
c | 2026-02-01 | up | | | | child | joint | | 2
c | 2026-02-01 | up | | | | child | | home | 3
c | 2026-02-01 | up | | | M1 | child | | | 4
c | 2026-02-01 | up | | school | | child | | | 5
c | 2026-02-01 | up | x | | | child | | | 6
c | 2026-02-01 | low | | | | child | | | 2
c | 2026-02-01 | up | | | | mother | | | 8
b | 2026-02-01 | up | | | | child | | | 9
c | 2026-02-01 | up | | | | child.ny | | | 9.5
here
progress 'no two of these are compared' \
    case_id,scale,item,subject,goal_id,rater,stage,context,n,last
is out <<\here
case_id	scale	item	subject	goal_id	rater	stage	context	n	last
b	up				child			1	9
c	low				child			1	2
c	up				child			1	1
c	up				child		home	1	3
c	up				child	joint		1	2
c	up				child.ny			1	9.5
c	up				mother			1	8
c	up			M1	child			1	4
c	up		school		child			1	5
c	up	x			child			1	6
here

# In other formats.
rows up '' child >in <<\here
c1 2026-01-01 4 2026-01-31 5.5
here
run 'as text, in the language of the register' 0 fu-score progress -C reg - \
    -O text -s case_id,rater,last,verdict,zone
has '^Sagsnr +Bedømmer ' out
has '^c1 +barn +5,5 +[a-zæøå]+ +gul$' out
run 'as text, with what most look for' 0 fu-score progress -C reg - -O text \
    --lang en
has '^Case no[.]  Scale  Rater  Ratings  To          First  Last  Gain  Last change  Verdict   Zone$' out
run 'as json: numbers are numbers' 0 fu-score progress -C reg - -O json \
    -s gain,verdict
is out <<\here
{"format":1,"records":[
{"gain":1.5,"verdict":"improved"}
]}
here
run 'to a file by its suffix' 0 fu-score progress -C reg - -s gain -o p.csv
printf 'gain\r\n1.5\r\n' >want
same want p.csv

done_
