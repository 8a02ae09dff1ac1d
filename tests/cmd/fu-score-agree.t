# fu-score agree: raters of the same thing, against figures from elsewhere.
# tests/unit/agree.c has more of them.
. "${FU_SOURCE:?}/tests/lib.sh"

# rows <<SETS: "scale case child father mother school" a line, - is no rating.
rows () {
	printf 'case_id\tdate\tscale\trater\tvalue\n'
	while read -r scale case_id child father mother school
	do
		for rater in "child $child" "father $father" \
		    "mother $mother" "school $school"
		do
			test "${rater#* }" = - ||
			    printf '%s\t2026-01-01\t%s\t%s\t%s\n' "$case_id" \
				"$scale" "${rater% *}" "${rater#* }"
		done
	done
}

fu-case init reg

# Shrout and Fleiss 1979, table 2, and the values of Krippendorff 2011.
rows >in <<\here
sf a 9 2 5 8
sf b 6 1 3 2
sf c 8 4 6 8
sf d 7 1 2 6
sf e 10 5 6 9
sf f 6 2 4 7
nmm a 1 1 - 1
nmm b 2 2 3 2
nmm c 3 3 3 3
nmm d 3 3 3 3
nmm e 2 2 2 2
nmm f 1 2 3 4
nmm g 4 4 4 4
nmm h 1 1 2 1
nmm i 2 2 2 2
nmm j - 5 5 5
nmm k - - 1 1
nmm l - - 3 -
here
cp in both.tsv
run 'two and two' 0 fu-score agree -C reg - -w scale=sf
sed '3,$d' out >first
# R 4: mean, sd and mean -+ qnorm(0.975) sd of b - a.
table first <<\here
scale | item | rater_a | rater_b | n | mean_diff | sd_diff | loa_low | loa_high
sf | | child | father | 6 | -5.16666666666667 | 1.16904519445001 | -7.45795314408831 | -2.87538018924502
here
run 'each two once, in byte order' 0 fu-score agree -C reg - \
    -s scale,rater_a,rater_b,n
table out <<\here
scale | rater_a | rater_b | n
nmm | child | father | 9
nmm | child | mother | 8
nmm | child | school | 9
nmm | father | mother | 9
nmm | father | school | 10
nmm | mother | school | 10
sf | child | father | 6
sf | child | mother | 6
sf | child | school | 6
sf | father | mother | 6
sf | father | school | 6
sf | mother | school | 6
here
run '--level' 0 fu-score agree -C reg - --level 0.8 --raters child,father \
    -w scale=sf -s loa_low,loa_high
table out <<\here
loa_low | loa_high
-6.66485836580647 | -3.66847496752686
here
{ head -n 1 both.tsv; sed 1d both.tsv | LC_ALL=C sort -r -k 5; } >in
run 'the order of rows does not matter' 0 fu-score agree -C reg -
mv out want
cp both.tsv in
run 'the same' 0 fu-score agree -C reg -
same want out

# The papers print .29, .71, .849 and .815; more digits from irr 0.84.1 where
# it follows the definition, and alpha of a whole table by that definition.
run '--overall' 0 fu-score agree -C reg - --overall
table out <<\here
scale | item | raters | things | complete | icc_2_1 | icc_3_1 | alpha_interval | alpha_ordinal | kappa | kappa_linear | kappa_quadratic
nmm | | 4 | 11 | 8 | 0.700657894736842 | 0.717171717171717 | 0.849107142857143 | 0.815387503754881 | | |
sf | | 4 | 6 | 6 | 0.289763779527559 | 0.714840714840715 | 0.147307850390464 | 0.10905941323898 | | |
here
run 'kappa of two raters: as irr has it' 0 fu-score agree -C reg - --overall \
    --raters mother,father -w scale=sf \
    -s raters,things,complete,kappa,kappa_linear,kappa_quadratic
table out <<\here
raters | things | complete | kappa | kappa_linear | kappa_quadratic
2 | 6 | 6 | -0.125 | 0.214285714285714 | 0.51063829787234
here

# Where low is good: every number is 11 less it.
run 'agreement' 0 fu-score agree -C reg - --overall
mv out want
awk -F'\t' -v OFS='\t' 'NR > 1 { $5 = 11 - $5 } { print }' both.tsv >in
run 'mirrored, the same' 0 fu-score agree -C reg - --overall
same want out
run 'mirrored, two and two' 0 fu-score agree -C reg - -w scale=sf \
    --raters child,father -s mean_diff,sd_diff,loa_low,loa_high
table out <<\here
mean_diff | sd_diff | loa_low | loa_high
5.16666666666667 | 1.16904519445001 | 2.87538018924502 | 7.45795314408831
here

# Nobody beside, one thing, all the same, always as far apart.
rows >in <<\here
alone a 1 - - -
alone b - 2 - -
one a 4 - 6 -
tied a 4 - 4 -
tied b 4 - 4 -
tied c 4 - 4 -
steady a 1 - 2 -
steady b 3 - 4 -
steady c 5 - 6 7
here
run 'edges' 0 fu-score agree -C reg -
table out <<\here
scale | item | rater_a | rater_b | n | mean_diff | sd_diff | loa_low | loa_high
one | | child | mother | 1 | | | |
steady | | child | mother | 3 | 1 | 0 | 1 | 1
steady | | child | school | 1 | | | |
steady | | mother | school | 1 | | | |
tied | | child | mother | 3 | 0 | 0 | 0 | 0
here
run 'edges overall' 0 fu-score agree -C reg - --overall --raters child,mother \
    -s scale,things,icc_2_1,icc_3_1,alpha_interval,alpha_ordinal,kappa
table out <<\here
scale | things | icc_2_1 | icc_3_1 | alpha_interval | alpha_ordinal | kappa
one | 1 | | | 0 | 0 | 0
steady | 3 | 0.888888888888889 | 1 | 0.857142857142857 | 0.857142857142857 | 0
tied | 3 | | | | |
here

# The same meeting on several days; a rating that names none stands alone, and
# one that has no value is none.
tsv >in <<\here
case_id | date | scale | rater | value | meeting_id
a | 2026-01-01 | s | child | 3 | M-1
a | 2026-01-02 | s | mother | 4 | M-1
a | 2026-01-03 | s | mother | 6 | M-1
a | 2026-01-03 | s | network.far | 9 |
a | 2026-01-03 | s | network.mor | 8 |
b | 2026-01-01 | s | child | 2 | M-2
b | 2026-01-01 | s | mother | | M-2
b | 2026-02-01 | s | child | 2 | M-3
b | 2026-02-01 | s | mother | 1 | M-3
here
run 'occasions are those of compare' 0 fu-score agree -C reg - \
    -s rater_a,rater_b,n,mean_diff
table out <<\here
rater_a | rater_b | n | mean_diff
child | mother | 2 | 1
network.far | network.mor | 1 |
here
run 'who rated alone takes no part' 0 fu-score agree -C reg - --overall \
    -w 'rater!=network.far' -s raters,things,complete
table out <<\here
raters | things | complete
2 | 2 | 2
here

# --raters: two or more, and words for raters or raters that are there.
for raters in child '' 'child,' ,child child,child child,,mother
do
	run "--raters '$raters'" 2 fu-score agree -C reg - --raters "$raters"
	is out </dev/null
	has '^fu-score: error: --raters takes two raters or more' err
done
run 'a rater that nobody is' 2 fu-score agree -C reg - --raters child,mothr
is out </dev/null
has '^fu-score: error: there is no rater "mothr"; did you mean mother\?' err
run 'one who is not there' 0 fu-score agree -C reg - --raters child,school \
    -s scale
is out <<\here
scale
here
sed 's/mother/teacher/' both.tsv >in
run 'one who is there and in no list' 0 fu-score agree -C reg - -s scale,n \
    --raters teacher,child
table out <<\here
scale | n
nmm | 8
sf | 6
here

# For people.
cp both.tsv in
run 'text' 0 fu-score agree -C reg - -O text --lang en -w scale=sf \
    --raters child,father,mother
is out <<\here
Scale  Rater a  Rater b  Times  b less a  Deviation  Limits from  Limits to
─────  ───────  ───────  ─────  ────────  ─────────  ───────────  ─────────
sf     child    father       6    -5.167      1.169       -7.458     -2.875
sf     child    mother       6    -3.333      1.211       -5.707    -0.9597
sf     father   mother       6     1.833     0.7528       0.3579      3.309
here
run 'in Danish' 0 fu-score agree -C reg - -O text --lang da --overall
is out <<\here
Skala  Bedømmere  Gange  Af alle  ICC(2,1)    Alfa  Ordinal alfa
─────  ─────────  ─────  ───────  ────────  ──────  ────────────
nmm            4     11        8    0,7007  0,8491        0,8154
sf             4      6        6    0,2898  0,1473        0,1091
here

# Limits.
awk -v OFS='\t' 'BEGIN { print "case_id", "date", "scale", "rater", "value"
	for (i = 10; i < 27; i++)
		print "a", "2026-01-01", "s", "network.n" i, i }' >in
run 'many raters, two and two' 0 fu-score agree -C reg - -s n
run 'many raters at once' 2 fu-score agree -C reg - --overall
is out </dev/null
is err <<\here
fu-score: error: s was rated by 17 raters; --overall is calculated of 16 at most: choose them with --raters
here
run 'some of them' 0 fu-score agree -C reg - --overall -s things \
    --raters network.n10,network.n11
rows >in <<\here
s a 999999999999 - -999999999999 -
s b 999999999999 - -999999999999 -
s c 999999999999 - -999999999999 -
s d 999999999999 - -999999999999 -
s e 999999999999 - -999999999999 -
here
for how in --level=0.9 --overall
do
	run "values that are too large: $how" 2 fu-score agree -C reg - "$how"
	is out </dev/null
	is err <<\here
fu-score: error: s has values too large for their agreement to be calculated exactly
here
done

tsv >in <<\here
case_id | date | scale | rater | value
a | 2026-01-01 | s | child | 6
a | 2026-01-01 | s | child | 9
a | 2026-01-01 | s | mother | 8
here
run 'two values on a day' 1 fu-score agree -C reg -
is out </dev/null
run '--same-day' 0 fu-score agree -C reg - --same-day mean -s n
cp both.tsv in
run 'no rows' 0 fu-score agree -C reg -w scale=none - --overall -s scale
is out <<\here
scale
here
run 'no columns of cases' 2 fu-score agree --with team
run 'a full disk' 2 sh -c 'fu-score agree -C reg both.tsv >/dev/full'

done_
