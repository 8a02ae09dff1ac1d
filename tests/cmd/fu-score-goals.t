# fu-score goals: goal attainment against the R of tests/calc, goals on other
# scales by hand, and that neither names nor raters mix.
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
mkdir reg/scales reg/norms
tsv >reg/scales/local.tsv <<\here
scale | min | max | step | better
turned | -3 | 3 | 1 | down
ease | 1 | 5 | 0.5 | down
here
tsv >reg/norms/local.tsv <<\here
scale | reliable_change | source | used
gas | 1 | local: a test | yes
ease | 1 | local: a test | yes
here

# rows <<RATINGS: "case goal scale rater first [last]" a line.
rows () {
	printf 'case_id\tdate\tscale\tgoal_id\trater\tvalue\n'
	awk -v OFS='\t' '{
		print $1, "2026-01-10", $3, $2, $4, $5
		if (NF > 5) print $1, "2026-09-10", $3, $2, $4, $6
	}'
}
# plan <<GOALS: "case | goal | weight | target" a line.
plan () {
	{
		echo 'case_id | goal_id | text | weight | target'
		sed 's/ | /&/; s/\([^|]*|[^|]*|\)/\1 a goal |/'
	} | tsv >reg/goals.tsv
}
# goals TITLE COLUMNS [OPTION...]: of ./in.
goals () {
	title=$1 columns=$2
	shift 2
	run "$title" 0 fu-score goals -C reg - -s "$columns" "$@"
	is err </dev/null
}

# ---------------------------------------------------------- the T-score --

plan <<\here
a | M1 | 3 |
a | M10 | |
a | M2 | 1 |
a | M3 | 5 |
here
rows >in <<\here
a M2 gas child -1 1
a M10 gas child -2 0
a M1 gas child -2 -1
a M4 gas child -2
a M1 gas mother -1
here
# Weights 3, 1 and 1: 25 and 11 make sqrt(0.7 x 11 + 0.3 x 25) = 3.898718,
# and the sums of weighted levels are -9 and -2.
run 'the columns' 0 fu-score goals -C reg -
table out <<\here
case_id | rater | goals | used | t_first | t_last | t_change | met_first | met_last | scale | goal_id | first | last | change | gain | verdict | item | subject | stage | context | beside
a | child | 4 | 3 | 26.915487078084 | 44.8701082395742 | 17.9546211614902 | 0 | 2 | gas | | -1.666667 | 0 | 1.666667 | 1.666667 | | | | | |
a | child | 1 | 1 | | | | 0 | 0 | gas | M1 | -2 | -1 | 1 | 1 | improved | | | | |
a | child | 1 | 1 | | | | 0 | 1 | gas | M10 | -2 | 0 | 2 | 2 | improved | | | | |
a | child | 1 | 1 | | | | 0 | 1 | gas | M2 | -1 | 1 | 2 | 2 | improved | | | | |
a | child | 1 | 0 | | | | | | gas | M4 | -2 | -2 | | | | | | | |
a | mother | 1 | 0 | | | | | | gas | | | | | | | | | | |
a | mother | 1 | 0 | | | | | | gas | M1 | -1 | -1 | | | | | | | |
here
is err </dev/null

# reference [OPTION...]: the cases whose rho the options say, against R.
{
	printf 'case_id\tgoal_id\ttext\tweight\n'
	awk -F , -v OFS='\t' 'NR > 1 { print $1, "M" NR, "a goal", $3 }' \
	    "$root/tests/calc/goal.csv"
} >reg/goals.tsv
reference () {
	awk -F , -v rho="$1" 'NR > 1 && $2 == rho {
		print $1, "M" NR, "gas child", $4, $5
	}' "$root/tests/calc/goal.csv" | rows >in
	goals "rho $1" case_id,used,met_last,t_first,t_last,t_change \
	    -w case_id!= --rho "$1"
	awk -F '[\t,]' '
	function near(a, b) { return a - b < 1e-9 && b - a < 1e-9 }
	NR == FNR { for (i = 2; i <= 6; i++) want[$1, i] = $i; next }
	FNR > 1 && $4 != "" {
		ok = $2 == want[$1, 2] && $3 == want[$1, 3]
		for (i = 4; i <= 6; i++)
			ok = ok && near($i, want[$1, i])
		print $1, ok ? "right" : "wrong"
	}' "$root/tests/calc/goal.expected.csv" out >compared
	hasnt wrong compared
	wc -l <compared >lines
	echo "$2" >expect
	same expect lines
}
reference 0.3 14
reference 0 1
reference 0.999999 1

# Worked out by hand, each of one rater; all goals count 1 but those of e.
plan <<\here
e | M1 | 3 |
e | M2 | 2 |
e | M3 | 1 |
here
rows >in <<\here
a M1 gas child -2 0
a M2 gas child -2 0
a M3 gas child -2 0
b M1 gas child -2 1
b M2 gas child -2 1
b M3 gas child -2 1
c M1 gas child 0 2
d M1 gas child -2 -2
d M2 gas child -2 -2
d M3 gas child -2 -2
e M1 gas child -2 1
e M2 gas child -2 0
e M3 gas child -2 -1
here
run 'vectors' 0 fu-score goals -C reg - -s case_id,goal_id,t_first,t_last -O json
grep '"goal_id":null\|"goal_id":""' out | grep -o '"t_last":[0-9.]*' |
    cut -c 1-16 >got
title='vectors'
is got <<\here
"t_last":50
"t_last":63.6930
"t_last":70
"t_last":22.6138
"t_last":54.4065
here
run 'for people: four digits' 0 fu-score goals -C reg - -O text --lang da \
    -w case_id=b -s t_first,t_last,t_change
has '^ +22,61 +63,69 +41,08$' out

# A weight of 0, and of nothing but 0; one that is none.
plan <<\here
a | M1 | 0 |
a | M2 | 0 |
b | M1 | 0 |
b | M2 | 2 |
here
rows >in <<\here
a M1 gas child -1 1
a M2 gas child -1 1
b M1 gas child -2 2
b M2 gas child -1 1
here
goals 'weights of 0' case_id,t_first,t_last -w goal_id=M2
sed -n '2p;4p' out >got
is got <<\here
a	40	60
b	40	60
here
goals 'all of 0 count alike' case_id,t_last
sed -n 2p out | cut -c 1-9 >got
is got <<\here
a	62.4034
here
for weight in -1 much 1000001
do
	echo "a | M1 | $weight |" | plan
	run "a weight of $weight" 2 fu-score goals -C reg -
	is out </dev/null
	is err <<\here
fu-score: error: goal M1 of case a has a weight that is not a number from 0 to 1000000
here
done
plan <<\here
a | M1 | 1 |
b | M1 | 1 |
a | M1 | 2 |
here
run 'a goal that is there twice' 2 fu-score goals -C reg -
is out </dev/null
is err <<\here
fu-score: reg/goals.tsv:4: error: a second record with this case_id,goal_id; fu-case check says more
here

# It is the range of a scale that says so, and better is what it says.
plan </dev/null
rows >in <<\here
a M1 turned child 2 -1
a M2 turned child 1 0
here
goals 'another scale, turned round' goal_id,t_first,t_last,met_first,met_last,first,gain
sed 's/\(\t[0-9]*\.[0-9][0-9][0-9]\)[0-9]*/\1/g' out >got
table got <<\here
goal_id | t_first | t_last | met_first | met_last | first | gain
 | 31.394 | 56.201 | 0 | 2 | 1.5 | 2
M1 | | | 0 | 1 | 2 | 3
M2 | | | 0 | 1 | 1 | 1
here
cp reg/scales/local.tsv kept
tsv >>reg/scales/local.tsv <<\here
gas | 0 | 4 | 1 | up
here
rows >in <<\here
a M1 gas child 1 3
here
goals 'a scale of that name that is none' t_first,t_last,met_last,first,last
is out <<\here
t_first	t_last	met_last	first	last
			1	3
			1	3
here
mv kept reg/scales/local.tsv

# ---------------------------------------------------------- other scales --

plan <<\here
a | M1 | 7 | 6
a | M2 | | 3
a | M3 | | 8
b | M1 | | 2
b | M2 | |
c | M1 | |
here
rows >in <<\here
a M1 goal child 0 6
a M2 goal child 3 2
a M3 goal child 1 7
b M1 ease child 2.5 2
b M2 ease child 4 5
c M1 goal child 2 9
d M1 nowhere child 1 2
here
goals 'goals from 0 to 10, and a ruler where 1 is best' \
    case_id,goal_id,goals,used,t_last,met_first,met_last,first,last,change,gain,verdict
table out <<\here
case_id | goal_id | goals | used | t_last | met_first | met_last | first | last | change | gain | verdict
a | | 3 | 3 | | 1 | 1 | 1.333333 | 5 | 3.666667 | 3.666667 |
a | M1 | 1 | 1 | | 0 | 1 | 0 | 6 | 6 | 6 | improved
a | M2 | 1 | 1 | | 1 | 0 | 3 | 2 | -1 | -1 | unchanged
a | M3 | 1 | 1 | | 0 | 0 | 1 | 7 | 6 | 6 | improved
b | | 2 | 2 | | 0 | 1 | 3.25 | 3.5 | 0.25 | -0.25 |
b | M1 | 1 | 1 | | 0 | 1 | 2.5 | 2 | -0.5 | 0.5 | unchanged
b | M2 | 1 | 1 | | | | 4 | 5 | 1 | -1 | deteriorated
c | | 1 | 1 | | | | 2 | 9 | 7 | 7 |
c | M1 | 1 | 1 | | | | 2 | 9 | 7 | 7 | improved
d | | 1 | 1 | | | | 1 | 2 | 1 | |
d | M1 | 1 | 1 | | | | 1 | 2 | 1 | | unknown
here

# ------------------------------------------------------------ what mixes --

tsv >in <<\here
case_id | date | scale | item | subject | goal_id | rater | stage | context | value
b | 2026-01-01 | goal | | | M1 | mother | | | 1
a | 2026-01-01 | goal | | | M2 | mother | | | 1
a | 2026-01-01 | goal | | | M1 | mother | | | 2
a | 2026-01-01 | goal | | | M2 | child | | | 3
a | 2026-01-01 | goal | | | M1 | mother | joint | | 4
a | 2026-01-01 | goal | | | M1 | mother | | home | 5
a | 2026-01-01 | gas | | | M1 | mother | | | 1
a | 2026-01-01 | goal | | | | mother | | | 6
a | 2026-01-01 | trivsel | | | | mother | | | 7
here
goals 'sorted by case, rater and scale; like with like' \
    case_id,rater,scale,goal_id,stage,context,goals,last
table out <<\here
case_id | rater | scale | goal_id | stage | context | goals | last
a | child | goal | | | | 1 |
a | child | goal | M2 | | | 1 | 3
a | mother | gas | | | | 1 |
a | mother | gas | M1 | | | 1 | 1
a | mother | goal | | | | 2 |
a | mother | goal | M1 | | | 1 | 2
a | mother | goal | M2 | | | 1 | 1
a | mother | goal | | | home | 1 |
a | mother | goal | M1 | | home | 1 | 5
a | mother | goal | | joint | | 1 |
a | mother | goal | M1 | joint | | 1 | 4
b | mother | goal | | | | 1 |
b | mother | goal | M1 | | | 1 | 1
here
cp in mixed
run 'in text, columns without anything are left out' 0 fu-score goals -C reg \
    - -O text --lang en -w stage= -w context=
hasnt 'Context|Subject|Stage' out
{ head -n 1 mixed; sed 1d mixed | LC_ALL=C sort -r; } >in
mv out want
run 'in any order of rows' 0 fu-score goals -C reg - -O text --lang en \
    -w stage= -w context=
same want out
head -n 1 mixed >in
goals 'nothing' case_id,goals
is out <<\here
case_id	goals
here

# ----------------------------------------------------- a wrong command line --

for rho in -0.1 1.1 some ''
do
	run "--rho '$rho'" 2 fu-score goals -C reg - --rho "$rho"
	is out </dev/null
	is err <<here
fu-score: error: --rho: "$rho" is not a number from 0 to 1, such as 0.3
here
done
run 'no register' 2 env -C / fu-score goals
is out </dev/null
is err <<\here
fu-score: error: no register to take the goals of the plan from; name one with -C
here
cut -f 1-5,7- mixed >in
run 'ratings of no goals' 2 fu-score goals -C reg -
has 'no column goal_id' err
run 'a full disk' 2 sh -c 'fu-score goals -C reg mixed >/dev/full'
has '^fu-score: .*: error: ' err

# ------------------------------------------------- goals beside well-being --

rm -r reg
fu-case init reg
mkdir reg/norms
printf 'scale\treliable_change\tcutoff\tsource\tused\ntrivsel\t1.5\t7\tlocal: x\tyes\n' \
    >reg/norms/local.tsv
plan <<\here
a | M1 | 1 | 7
b | M1 | 1 | 7
here
tsv >in <<\here
case_id | date | scale | item | subject | goal_id | rater | context | value
a | 2026-01-10 | goal | | | M1 | child | | 3
a | 2026-09-10 | goal | | | M1 | child | | 8
a | 2026-01-10 | goal | | | M1 | mother | | 3
a | 2026-09-10 | goal | | | M1 | mother | | 3
a | 2026-01-10 | trivsel | | | | child | | 5
a | 2026-09-10 | trivsel | | | | child | | 8
a | 2026-01-10 | trivsel | | | M1 | child | | 8
a | 2026-09-10 | trivsel | | | M1 | child | | 2
a | 2026-01-10 | trivsel | sleep | | | child | | 8
a | 2026-09-10 | trivsel | sleep | | | child | | 2
b | 2026-01-10 | goal | | | M1 | child | | 3
b | 2026-01-10 | trivsel | | | | child | home | 3
b | 2026-09-10 | trivsel | | | | child | home | 5
b | 2026-01-10 | trivsel | | | | child | school | 5
b | 2026-09-10 | trivsel | | | | child | school | 3.5
c | 2026-01-10 | trivsel | | | | child | | 3
c | 2026-09-10 | trivsel | | | | child | | 8
here
goals 'beside the same rater' case_id,rater,scale,met_last,goal_id,beside \
    --beside trivsel -w scale!=safety
table out <<\here
case_id | rater | scale | met_last | goal_id | beside
a | child | goal | 1 |  | recovered
a | child | goal | 1 | M1 |
a | child | trivsel | 0 |  | recovered
a | child | trivsel | 0 | M1 |
a | mother | goal | 0 |  |
a | mother | goal | 0 | M1 |
b | child | goal |  |  | deteriorated
b | child | goal |  | M1 |
here
goals 'without it' case_id,rater,scale,goal_id,beside
hasnt recovered out
run 'the same goals' 0 sh -c 'fu-score goals -C reg - <in |
    cut -f 1-20 >plain; fu-score goals -C reg --beside trivsel - <in |
    cut -f 1-20 | cmp - plain'
run 'a scale that is none' 2 fu-score goals -C reg --beside trivsal -
has 'there is no scale "trivsal".*did you mean trivsel' err
cut -f 1-5,7- in >goalless
run 'without goals' 2 fu-score goals -C reg --beside trivsel goalless
has 'goal_id' err
done_
