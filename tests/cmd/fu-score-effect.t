# fu-score effect: what came of closed cases, by hand-worked cases and a
# published table.  tests/unit/effect.c has the figures of R.
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
mkdir reg/scales reg/norms
tsv >reg/scales/local.tsv <<\here
scale | item | version | min | max | step | better | yellow | green
up | | 1 | 0 | 10 | 0.5 | up | 4 | 7
low | | 1 | 0 | 10 | 0.5 | down | 6 | 3
bare | | 1 | 0 | 10 | 1 | up | |
das | | 1 | 0 | 151 | 0.5 | up | |
here
tsv >reg/norms/local.tsv <<\here
scale | item | rater | age_from | age_to | reliable_change | cutoff | sd | reliability | source | used
up | | | | | 2 | 7 | 2.5 | | local: a test | yes
low | | | | | 2 | 3 | 2.5 | | local: a test | yes
das | | | | | | | 17.8 | | local: a test | yes
here
# A and B ended as planned, C not; D was never rated, E is open, F is closed
# later, G is the only one of Syd.
tsv >reg/cases.tsv <<\here
case_id | team | measure | allocated | started | closed | ending
A | Nord | talk | 2026-01-01 | 2026-01-11 | 2026-06-10 | planned
B | Nord | talk | 2026-01-01 | | 2026-04-11 | planned
C | Nord | group | 2026-02-01 | 2026-02-01 | 2026-05-02 | unplanned
D | Nord | group | 2026-02-01 | | 2026-03-01 |
E | Nord | talk | 2026-02-01 | | |
F | Nord | talk | 2026-02-01 | | 2026-12-01 | planned
G | Syd | | 2026-03-01 | | 2026-03-31 | unplanned
here
tsv >in <<\here
case_id | date | scale | item | subject | goal_id | rater | stage | context | value
A | 2026-01-12 | up | | | | child | | | 3
A | 2026-03-12 | up | | | | child | | | 5
A | 2026-06-12 | up | | | | child | | | 8
A | 2026-01-12 | up | | | | network.mormor | | | 4
A | 2026-06-12 | up | | | | network.mormor | | | 7
A | 2026-01-12 | up | | | | network.farfar | | | 6
A | 2026-06-12 | up | | | | network.farfar | | | 3
B | 2026-01-12 | up | | | | child | | | 8
B | 2026-03-12 | up | | | | child | | | 9
C | 2026-02-12 | up | | | | child | | | 5
C | 2026-04-12 | up | | | | child | | | 2
E | 2026-02-12 | up | | | | child | | | 1
E | 2026-04-12 | up | | | | child | | | 9
F | 2026-02-12 | up | | | | child | | | 1
F | 2026-12-24 | up | | | | child | | | 9
G | 2026-03-02 | bare | | | | child | | | 2
G | 2026-03-09 | bare | | | | child | | | 7
here

effect () {
	title=$1
	shift
	run "$title" 0 fu-score effect -C reg - --as-of 2026-11-22 "$@"
	is err </dev/null
}

# Of Nord's four closed cases three have a child's ratings: 3 to 8 recovered, 8
# to 9 unchanged and well from the start, 5 to 2 deteriorated.  mean 16/3 to
# 19/3; sd of 3, 8, 5 is sqrt(19/3), of 8, 9, 2 sqrt(43/3).  mormor has
# improved to the cutoff, farfar deteriorated: the case once, and that is its
# verdict, with means of 5 and 5.
effect 'counts' --by team -s team,scale,rater,cases,rated,paired,recovered,improved,unchanged,deteriorated,unknown,planned,unplanned
table out <<\here
team | scale | rater | cases | rated | paired | recovered | improved | unchanged | deteriorated | unknown | planned | unplanned
Nord | up | child | 4 | 3 | 3 | 1 | 0 | 1 | 1 | 0 | 2 | 1
Nord | up | network | 4 | 1 | 1 | 0 | 0 | 0 | 1 | 0 | 2 | 1
Syd | bare | child | 1 | 1 | 1 | 0 | 0 | 0 | 0 | 1 | 0 | 1
here
# Days: A 150, B 100 from its allocation, C 90.  C dropped out; of G, which has
# neither cutoff nor zones, it is not known.
effect 'the rest' --by team -s team,rater,mean_first,mean_last,mean_gain,d_norm,median_days,median_ratings,dropouts,dropout_of,functional,capped
table out <<\here
team | rater | mean_first | mean_last | mean_gain | d_norm | median_days | median_ratings | dropouts | dropout_of | functional | capped
Nord | child | 5.33333333333333 | 6.33333333333333 | 1 | 0.4 | 100 | 2 | 1 | 3 | 1 | 0
Nord | network | 5 | 5 | 0 | 0 | 150 | 2 | 0 | 1 | 0 | 0
Syd | child | 2 | 7 | 5 | | 30 | 2 | 0 | 0 | 0 | 0
here
# Of D no ending is told: with a value short of the cutoff it is not known
# whether it dropped out, with one beyond it is known that it did not.
for value in 3 8; do
	tsv <<here >d.tsv
case_id | date | scale | rater | value
D | 2026-02-12 | up | child | $value
here
	run "no ending told, $value" 0 fu-score effect -C reg d.tsv \
	    -s rated,dropouts,dropout_of
	printf 'rated\tdropouts\tdropout_of\n1\t0\t%s\n' $((value / 7)) >want
	same want out
done
effect 'a group without a rating has its line' --by measure -w case_id=A -s measure,scale,rater,cases,rated,paired,mean_first,median_days
table out <<\here
measure | scale | rater | cases | rated | paired | mean_first | median_days
 | | | 1 | 0 | 0 | |
group | | | 2 | 0 | 0 | |
talk | up | child | 2 | 1 | 1 | 3 | 150
talk | up | network | 2 | 1 | 1 | 5 | 150
here
# E is open, F until December; its value of 24 December is not known yet.
effect 'open cases too' --open -w rater=child -w scale=up -s cases,rated,paired,recovered,median_days
table out <<\here
cases | rated | paired | recovered | median_days
7 | 5 | 4 | 2 | 150
here
run 'at the end of the year' 0 fu-score effect -C reg - --as-of 2026-12-31 \
    -w rater=child -w scale=up -s cases,rated,paired,recovered,planned
table out <<\here
cases | rated | paired | recovered | planned
6 | 4 | 4 | 2 | 3
here
tsv >some.tsv <<\here
case_id
A
C
here
effect 'of some cases' --cases some.tsv -w rater=child -s cases,rated,paired,planned,unplanned
table out <<\here
cases | rated | paired | planned | unplanned
2 | 2 | 2 | 1 | 1
here
effect 'one verdict over all scales' --rule nhs -s scale,rater,cases,rated,paired,mean_first,g,recovered,improved,unchanged,deteriorated,unknown
table out <<\here
scale | rater | cases | rated | paired | mean_first | g | recovered | improved | unchanged | deteriorated | unknown
 | child | 5 | 4 | 4 | | | | 1 | 1 | 1 | 1
 | network | 5 | 1 | 1 | | | | 0 | 0 | 1 | 0
here
effect 'by percent' --method percent --percent 20 -w rater=child -s scale,recovered,improved,unchanged,deteriorated,unknown
table out <<\here
scale | recovered | improved | unchanged | deteriorated | unknown
bare | 0 | 1 | 0 | 0 | 0
up | 1 | 0 | 1 | 1 | 0
here
effect 'for people' -O text --lang da -w rater=child
is out <<\here
Skala  Bedømmer  Sager  Bedømt  To gange  Gevinst  Effekt  Over grænsen  Fremgang  Uændret  Tilbagegang  Uvist
─────  ────────  ─────  ──────  ────────  ───────  ──────  ────────────  ────────  ───────  ───────────  ─────
bare   barn          5       1         1        5                     0         0        0            0      1
up     barn          5       3         3        1  0,3974             1         0        1            1      0
here

# The same ratings on a scale where less is better: mirrored values, the same
# gains, verdicts and effects.
cp in given
awk -F'\t' -v OFS='\t' 'NR > 1 && $3 == "up" { $3 = "low"; $10 = 10 - $10 }
    { print }' given >in
effect 'the mirror' -w scale=low -s rater,paired,mean_gain,sd_first,d_pre,d_norm,d_av,g,g_low,g_high,recovered,improved,unchanged,deteriorated,dropouts,functional,capped
mv out mirrored
cp given in
effect 'is the same' -w scale=up -s rater,paired,mean_gain,sd_first,d_pre,d_norm,d_av,g,g_low,g_high,recovered,improved,unchanged,deteriorated,dropouts,functional,capped
same mirrored out

# ------------------------------------------------- a published table -- --

# Jacobson and Truax 1991, table 2: the couples' scores before and after.  The
# figures are those of tests/calc/effect.expected.csv, made with R.
calc=$FU_SOURCE/tests/calc
printf 'case_id\tallocated\tclosed\n' >reg/cases.tsv
printf 'case_id\tdate\tscale\trater\tvalue\n' >in
awk -F, -v OFS='\t' '$1 == "das" {
	id = sprintf("J-%02d", ++n)
	print id, "2020-01-01", "2020-12-31" >>"reg/cases.tsv"
	print id, "2020-01-01", "das", "parent", $3 >>"in"
	print id, "2020-12-01", "das", "parent", $4 >>"in"
}' "$calc/effect.csv"
effect 'a published table' -s paired,mean_first,mean_last,mean_gain,sd_first,d_pre,d_norm,d_av,g,g_low,g_high
awk -F, 'BEGIN {
	split("n mean_first mean_last gain sd_first d_pre d_norm d_av g g_low g_high", name, " ")
}
$1 == "das" { value[$2] = $3 }
END {
	for (i = 1; i <= 11; i++)
		printf "%.12g%s", value[name[i]], i < 11 ? "\t" : "\n"
}' "$calc/effect.expected.csv" >expect
sed 1d out | awk -F'\t' '{
	for (i = 1; i <= NF; i++)
		printf "%.12g%s", $i, i < NF ? "\t" : "\n"
}' >said
same expect said

# ------------------------------------------------------------ mistakes -- --

run 'no such column' 2 fu-score effect -C reg - --by taem
has 'there is no column of the cases "taem"' err
run 'a column twice' 2 fu-score effect -C reg - --by closed,closed
has '^fu-score: error: --by: there is a column closed already' err
run 'no such rule' 2 fu-score effect -C reg - --rule nsh
has 'there is no rule "nsh"; did you mean nhs?' err
run 'no register' 2 env -u FU_DIR fu-score effect in
has 'no register: it has the cases' err
tsv >in <<\here
case_id | date | scale | rater | value
J-01 | 2020-01-01 | das | parent | 1
X-1 | 2020-01-01 | das | parent | 1
X-1 | 2020-01-02 | das | child | 1
here
run 'a case that is not there' 1 fu-score effect -C reg -
has 'case X-1 has ratings but is not in the register' err
is out </dev/null
printf 'J-99\t2020-01-01\t2020-13-01\n' >>reg/cases.tsv
printf 'case_id\tdate\tscale\trater\tvalue\n' >in
run 'a date that is none' 1 fu-score effect -C reg -
has 'case J-99: closed "2020-13-01" is not a date' err
printf 'case_id\tallocated\tclosed\n' >reg/cases.tsv
effect 'no case'
run 'one line, the header' 0 sed 1d out
is out </dev/null
done_
