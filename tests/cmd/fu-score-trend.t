# fu-score trend: slopes and tests of a series, against figures from elsewhere.
# tests/unit/trend.c has more of them, and all digits.
. "${FU_SOURCE:?}/tests/lib.sh"

# rows <<CASES: "case day value [day value...]" a line; days after 2025-12-31.
rows () {
	printf 'case_id\tdate\tscale\trater\tvalue\n'
	while read -r case_id points
	do
		# shellcheck disable=SC2086
		set -- $points
		while test $# -gt 1
		do
			printf '%s\t%s\ttrivsel\tchild\t%s\n' "$case_id" \
			    "$(date -u -d "2025-12-31 + $1 days" +%F)" "$2"
			shift 2
		done
	done
}

fu-case init reg
rows >in <<\here
a 0 10 3 12 14 11 15 15 60 14 200 20 365 22
b 1 4 2 4 3 4 4 4 5 4 6 4
c 0 3 10 5
d 7 6.5
e 0 1 30 2 60 3
f 0 1 30 2 60 4
here
run 'the columns' 0 fu-score trend -C reg - -w case_id=a
# R: lm 0.0304856043977773, se 0.0054916745291482, 0.0163688056059216 to
# 0.044602403189633 a day; scipy: theilslopes 0.04060913705583756, 0.02 to
# 0.25; kendalltau exact p 0.010714285714285714.
table out <<\here
case_id | scale | item | subject | goal_id | rater | stage | context | n | first_date | last_date | ols_slope | ols_se | ols_low | ols_high | sen_slope | sen_low | sen_high | mk_s | mk_var | mk_z | mk_p | mk_method
a | trivsel | | | | child | | | 7 | 2025-12-31 | 2026-12-31 | 0.914568 | 0.16475 | 0.491064 | 1.338072 | 1.218274 | 0.6 | 7.5 | 17 | 44.3333333333333 | 2.40300563674444 | 0.0107142857142857 | exact
here
is err </dev/null

# Flat, two points, one, a straight line, and three points: with these the
# interval of Sen is all slopes, and no p is small.
run 'what is undefined is missing' 0 fu-score trend -C reg - \
    -s case_id,n,ols_slope,ols_se,ols_low,ols_high -w 'case_id!=a'
table out <<\here
case_id | n | ols_slope | ols_se | ols_low | ols_high
b | 6 | 0 | 0 | 0 | 0
c | 2 | 6 | | |
d | 1 | | | |
e | 3 | 1 | 0 | 1 | 1
f | 3 | 1.5 | 0.288675 | -2.167965 | 5.167965
here
run 'of the others too' 0 fu-score trend -C reg - -w 'case_id!=a' \
    -s case_id,sen_slope,sen_low,sen_high,mk_s,mk_var,mk_z,mk_p,mk_method
table out <<\here
case_id | sen_slope | sen_low | sen_high | mk_s | mk_var | mk_z | mk_p | mk_method
b | 0 | 0 | 0 | 0 | 0 | 0 | 1 | normal
c | 6 | | | | | | |
d | | | | | | | |
e | 1 | 1 | 1 | 3 | 3.66666666666667 | 1.04446593573419 | 0.333333333333333 | exact
f | 1.5 | 1 | 2 | 3 | 3.66666666666667 | 1.04446593573419 | 0.333333333333333 | exact
here

# Another level: t(0.9; 5) is 1.4758840488 and z is 1.2815515655, so that Sen's
# ranks are 6 and 16 of 21.
run '--level' 0 fu-score trend -C reg - -w case_id=a --level 0.8 \
    -s ols_slope,ols_low,ols_high
is out <<\here
ols_slope	ols_low	ols_high
0.914568	0.671416	1.15772
here
for level in 0 1 95 -0.5 half 0.95.1 ''
do
	run "--level '$level'" 2 fu-score trend -C reg - --level "$level"
	is out </dev/null
	has '^fu-score: error: --level: ".*" is not a number between 0 and 1' err
done

# Ties make p approximate, and so do eleven values.
rows >in <<\here
a 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9 10 10
b 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9 10 9
c 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9 10 10 11 11
here
run 'exact or normal' 0 fu-score trend -C reg - -s mk_s,mk_var,mk_p,mk_method
table out <<\here
mk_s | mk_var | mk_p | mk_method
45 | 125 | 0.00000055114638447972 | exact
44 | 124 | 0.000112686556740759 | normal
55 | 165 | 0.0000262361493945871 | normal
here
cp in ten.tsv

run 'the line is that of progress' 0 fu-score progress -C reg ten.tsv \
    -s slope_30d
sed 1d out >want
run 'the same' 0 fu-score trend -C reg ten.tsv -s ols_slope
sed 1d out >got
same want got
{ head -n 1 ten.tsv; sed 1d ten.tsv | LC_ALL=C sort -r -k 5; } >in
run 'in any order of rows' 0 fu-score trend -C reg -
mv out want
run 'the same as in order' 0 fu-score trend -C reg ten.tsv
same want out

run 'for people: fewer digits, words' 0 fu-score trend -C reg ten.tsv -O text \
    --lang en -w case_id=b -s mk_z,mk_p,mk_method
is out <<\here
    z          p  p is
─────  ─────────  ───────────
3.862  0.0001127  approximate
here
run 'for people: what most look for' 0 fu-score trend -C reg ten.tsv -O text \
    --lang en -w case_id=b
has '^Case no[.] .* Rater  Ratings +Line +Line, from +Line, to +Sen +p  p is$' out
run 'in Danish' 0 fu-score trend -C reg ten.tsv -O text --lang da \
    -w case_id=b -s sen_slope,mk_p,mk_method
has '^Theil-Sen +p  p er$' out
has '^ +30  0,0001127  tilnærmet$' out
run 'as json: numbers are numbers' 0 fu-score trend -C reg ten.tsv -O json \
    -w case_id=a -s mk_p,mk_method
has '^\{"mk_p":0.00000055114638447972,"mk_method":"exact"\}' out

# What other commands make of it.
run 'its p can be asked for' 0 sh -c "fu-score trend -C reg ten.tsv |
    fu-case list -C reg - 'mk_p<0.00001' -s case_id"
is out <<\here
case_id
a
here

# Two values on a day.
{ cat ten.tsv; sed -n 2p ten.tsv | sed 's/1$/2/'; } >day.tsv
run 'two values on a day' 1 fu-score trend -C reg day.tsv
is out </dev/null
has '^fu-score: day.tsv:33: error: a second value .* is on day.tsv line 2$' err
run '--same-day' 0 fu-score trend -C reg day.tsv --same-day low
same want out

# What cannot be calculated exactly.
rows >in <<\here
a 1 -999999999999 2 999999999999
b 1 1 2 2
here
run 'values that lie too far apart' 2 fu-score trend -C reg -
is out </dev/null
is err <<\here
fu-score: error: trivsel by child for case a has values too large or too far apart to calculate with exactly
here
awk 'BEGIN { print "case_id\tdate\tscale\trater\tvalue"
	for (y = 1900; n <= 10000; y++)
		for (m = 1; m <= 12; m++)
			for (d = 1; d <= 28 && n <= 10000; d++) {
				printf "a\t%d-%02d-%02d\ttrivsel\tchild\t%d\n",
				    y, m, d, n % 7
				n++
			}
}' >in
run 'too many values' 2 fu-score trend -C reg -
is out </dev/null
is err <<\here
fu-score: error: trivsel by child for case a has 10001 values; of 10000 at most this can be calculated
here
rm in

run 'no rows' 0 fu-score trend -C reg -s case_id,mk_p
printf 'case_id\tmk_p\n' >want
same want out
run 'a full disk' 2 sh -c 'fu-score trend -C reg ten.tsv >/dev/full'

done_
