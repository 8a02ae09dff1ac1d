# fu-score phases: effect sizes between two phases, end to end against the
# figures of R in tests/calc; tests/unit/phase.c has edges and all digits.
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
mkdir reg/scales
tsv >reg/scales/local.tsv <<\here
scale | min | max | better
up | -1000 | 1000 | up
down | -1000 | 1000 | down
here

# Every series of tests/calc as ratings: session t on the day t.
awk -F , -v OFS='\t' 'NR == 1 {
	print "case_id", "date", "scale", "rater", "phase", "value"
	next
}
{
	days = "date -u -d \"2025-12-31 + " $4 " days\" +%F"
	days | getline date
	close(days)
	print $1, date, $2 == 1 ? "up" : "down", "child",
	    $3 == "A" ? "before" : "during", $5
}' "$root/tests/calc/phase.csv" >all.tsv
run 'every figure of R' 0 fu-score phases -C reg --correct all.tsv
awk -F '\t' -v bad=0 '
function near(x, y) {
	if (x == "" || y == "")
		return x == y
	return (x - y) ^ 2 <= (1e-12 * (1 + (y < 0 ? -y : y))) ^ 2
}
FNR == 1 && NR == 1 {
	for (i = 1; i <= NF; i++)
		name[i] = $i
	next
}
FNR == NR {
	for (i = 2; i <= NF; i++)
		said[$1, name[i]] = $i
	next
}
FNR > 1 {
	split($0, want, ",")
	column = want[2]
	if (column == "p" || column == "slope")
		column = "baseline_" column
	if (column == "tau_b")
		column = "tau_bc"
	if (want[2] == "slope" && want[3] != "")
		want[3] *= 30
	if (!((want[1], column) in said) ||
	    !near(said[want[1], column], want[3]))
		print want[1], column, said[want[1], column], want[3]
	n++
}
END { print n, "figures" }' out "$root/tests/calc/phase.expected.csv" >figures
echo '270 figures' >want
same want figures

# By hand.  b is a on its head, for a scale where low is good: only the ratio of
# means is another.  For a, S_A is 1 and so tau_u (2 - 1) / 4; the variance of
# nap is 3/16 + 2/16 + 2/16 - 6/16; V_A is 2 and V_B 4.5, so that what corrects
# lrr is 1/18 in both, and for b 4.5/121 and 2/196.
tsv >in <<\here
case_id | date | scale | rater | phase | value
a | 2026-01-01 | up | child | before | 2
a | 2026-01-02 | up | child | before | 4
a | 2026-01-03 | up | child | | 9
a | 2026-02-03 | up | child | during | 3
a | 2026-02-04 | up | child | during | 6
a | 2026-03-04 | up | child | after | 8
b | 2026-01-01 | down | child | before | 8
b | 2026-01-02 | down | child | before | 6
b | 2026-01-03 | down | child | | 1
b | 2026-02-03 | down | child | during | 7
b | 2026-02-04 | down | child | during | 4
b | 2026-03-04 | down | child | after | 2
c | 2026-01-01 | nope | child | before | 4
c | 2026-02-01 | nope | child | during | 5
d | 2026-01-01 | up | child | during | 5
d | 2026-02-01 | up | child | after | 5
e | 2026-01-01 | up | child | | 5
f | 2026-01-01 | up | child | before | 5
f | 2026-01-02 | up | child | before | 5
f | 2026-02-01 | up | child | during | 5
here
cp in hand.tsv
run 'the columns' 0 fu-score phases -C reg -
table out <<\here
case_id | scale | item | subject | goal_id | rater | stage | context | n_a | n_b | mean_a | mean_b | nap | nap_se | tau | tau_u | pnd | pem | pand | ird | smd | lrr
a | up | | | | child | | | 2 | 2 | 3 | 4.5 | 0.75 | 0.25 | 0.5 | 0.25 | 0.5 | 0.75 | 0.75 | 0.5 | | 0.405465108108164
b | down | | | | child | | | 2 | 2 | 7 | 5.5 | 0.75 | 0.25 | 0.5 | 0.25 | 0.5 | 0.75 | 0.75 | 0.5 | | 0.214176055804913
c | nope | | | | child | | | 1 | 1 | 4 | 5 | | | | | | | | | |
d | up | | | | child | | | 0 | 1 | | 5 | | | | | | | | | |
e | up | | | | child | | | 0 | 0 | | | | | | | | | | | |
f | up | | | | child | | | 2 | 1 | 5 | 5 | 0.5 | | 0 | 0 | 0 | 0.5 | 0.666666666666667 | 0.25 | |
here
is err </dev/null
run 'other phases' 0 fu-score phases -C reg - --from during --to=after \
    -s case_id,n_a,n_b,mean_a,mean_b,nap,smd
table out <<\here
case_id | n_a | n_b | mean_a | mean_b | nap | smd
a | 2 | 1 | 4.5 | 8 | 1 |
b | 2 | 1 | 5.5 | 2 | 1 |
c | 1 | 0 | 5 | | |
d | 1 | 1 | 5 | 5 | 0.5 |
e | 0 | 0 | | | |
f | 1 | 0 | 5 | | |
here
run 'back again' 0 fu-score phases -C reg - --from during --to before \
    -s case_id,nap -w 'scale!=nope'
table out <<\here
case_id | nap
a | 0.25
b | 0.25
d |
e |
f | 0.5
here
cut -f 1-4,6 hand.tsv >in
run 'no column of phases' 0 fu-score phases -C reg - -s n_a,n_b,nap -w case_id=a
table out <<\here
n_a | n_b | nap
0 | 0 |
here

# The correction: a trend of A that B carries on is no effect.  In c the phases
# are mixed, so no line leads from one to the other; d has no known direction;
# e has a trend in A, but too few values to say so.
awk 'BEGIN { OFS = "\t"
	print "case_id", "date", "scale", "rater", "phase", "value"
	for (i = 1; i <= 9; i++) {
		day = "2026-01-0" i
		print "a", day, "up", "child", i < 7 ? "before" : "during", i
		print "b", day, "up", "child", i < 7 ? "before" : "during",
		    i + (i > 6)
		print "c", day, "up", "child", i % 4 ? "before" : "during", i
		print "d", day, "nope", "child", i < 7 ? "before" : "during",
		    i + (i > 6)
		print "e", day, "up", "child", i < 6 ? "before" : "during", i
	}
}' >in
run '--correct' 0 fu-score phases -C reg - --correct \
    -s case_id,tau,baseline_p,baseline_slope,tau_bc
table out <<\here
case_id | tau | baseline_p | baseline_slope | tau_bc
a | 1 | 0.00277777777777778 | 30 |
b | 1 | 0.00277777777777778 | 30 | 1
c | 0.285714285714286 | | |
d | | 0.00277777777777778 | 30 |
e | 1 | | |
here
run 'only when asked for' 2 fu-score phases -C reg - -s tau_bc
has 'there is no column "tau_bc"' err

run 'for people' 0 fu-score phases -C reg hand.tsv -O text --lang en \
    -w case_id=b -s n_a,n_b,mean_a,mean_b,nap,nap_se,tau_u,lrr
is out <<\here
Ratings, A  Ratings, B  Mean, A  Mean, B   NAP  NAP, error  Tau-U     LRR
──────────  ──────────  ───────  ───────  ────  ──────────  ─────  ──────
         2           2        7      5.5  0.75        0.25   0.25  0.2142
here
run 'in Danish' 0 fu-score phases -C reg hand.tsv -O text --lang da \
    -w case_id=b -s mean_a,mean_b
has '^Gennemsnit, A  Gennemsnit, B$' out
has '^ +7 +5,5$' out

# What a phase can be called is a list of the register.
run 'no such phase' 2 fu-score phases -C reg hand.tsv --from befor
is out </dev/null
is err <<\here
fu-score: error: there is no phase "befor"; did you mean before? (there are: before, during, after)
here
run 'both wrong' 2 fu-score phases -C reg hand.tsv --from Før --to 3
has 'no phase "Før"' err
has 'no phase "3"' err
run 'the same twice' 2 fu-score phases -C reg hand.tsv --to before
is err <<\here
fu-score: error: --from and --to both say "before": a phase is not compared with itself
here
mkdir reg/codes
printf 'code\tlabel_da\tlabel_en\nwait\tventetid\twaiting\n' \
    >reg/codes/phases.tsv
sed 's/before/wait/' hand.tsv >wait.tsv
run "a register's own" 0 fu-score phases -C reg wait.tsv --from wait \
    -s nap -w case_id=a
is out <<\here
nap
0.75
here

{ cat hand.tsv; sed -n 2p hand.tsv | sed 's/before/during/; s/2$/4/'; } >day.tsv
run 'two values on a day' 1 fu-score phases -C reg day.tsv
is out </dev/null
run 'that count as one: the phase is the last in byte order' 0 fu-score phases \
    -C reg day.tsv --same-day high -w case_id=a -s n_a,mean_a
table out <<\here
n_a | mean_a
1 | 4
here

awk 'BEGIN { OFS = "\t"
	print "case_id", "date", "scale", "rater", "phase", "value"
	for (i = 1; i <= 9; i++)
		print "a", "2026-01-0" i, "up", "child", "before", "999999999999"
}' >in
run 'values too large for their squares' 2 fu-score phases -C reg -
is out </dev/null
is err <<\here
fu-score: error: up by child for case a has values too large or too far apart to calculate with exactly
here
rm in
run "the register's own" 0 fu-score phases -C reg
has '^case_id' out
run 'a full disk' 2 sh -c 'fu-score phases -C reg hand.tsv >/dev/full'

done_
