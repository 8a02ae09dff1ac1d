# fu-score runchart: median, shifts and trends of each series, by hand; as a
# table, as charts in text, and as a drawing.  tests/unit/runchart.c has what
# counts in a row.
. "${FU_SOURCE:?}/tests/lib.sh"

# rows <<CASES: "case scale rater value..." a line; 12 days apart.
rows () {
	printf 'case_id\tdate\tscale\trater\tvalue\n'
	while read -r case_id scale rater values
	do
		days=2
		for value in $values
		do
			printf '%s\t%s\t%s\t%s\t%s\n' "$case_id" \
			    "$(date -u -d "2026-01-01 + $days days" +%F)" \
			    "$scale" "$rater" "$value"
			days=$((days + 12))
		done
	done
}

# narrow: no line of out is wider than a terminal.
narrow () {
	test "$(wc -L <out)" -le 80
	report $? "$title: at most 80 columns"
}

fu-case init reg
mkdir reg/scales
tsv >reg/scales/local.tsv <<\here
scale | min | max | better | label_da | label_en
up | 0 | 10 | up | Lineal <op> | Ruler <up>
down | 0 | 10 | down | Lineal ned | Ruler down
here

rows >all.tsv <<\here
a up child 2 3 2 3 2 3 5 4 6 7 8 9 9
b down child 2 3 2 3 2 3 5 4 6 7 8 9 9
c up mother 6 6 6 6
d nope network.mormor 1 2 3 4 5
e up child 5
here

run 'the columns' 0 fu-score runchart -C reg all.tsv -w case_id=a
table out <<\here
case_id | scale | item | subject | goal_id | rater | stage | context | date | value | median | side | shift | shift_to | trend | trend_to
a | up | | | | child | | | 2026-01-03 | 2 | 4 | below | 1 | worse | |
a | up | | | | child | | | 2026-01-15 | 3 | 4 | below | 1 | worse | |
a | up | | | | child | | | 2026-01-27 | 2 | 4 | below | 1 | worse | |
a | up | | | | child | | | 2026-02-08 | 3 | 4 | below | 1 | worse | |
a | up | | | | child | | | 2026-02-20 | 2 | 4 | below | 1 | worse | |
a | up | | | | child | | | 2026-03-04 | 3 | 4 | below | 1 | worse | |
a | up | | | | child | | | 2026-03-16 | 5 | 4 | above | 2 | better | |
a | up | | | | child | | | 2026-03-28 | 4 | 4 | on | | | 1 | better
a | up | | | | child | | | 2026-04-09 | 6 | 4 | above | 2 | better | 1 | better
a | up | | | | child | | | 2026-04-21 | 7 | 4 | above | 2 | better | 1 | better
a | up | | | | child | | | 2026-05-03 | 8 | 4 | above | 2 | better | 1 | better
a | up | | | | child | | | 2026-05-15 | 9 | 4 | above | 2 | better | 1 | better
a | up | | | | child | | | 2026-05-27 | 9 | 4 | above | 2 | better | |
here
is err </dev/null
run 'where down is better' 0 fu-score runchart -C reg all.tsv -w case_id=b \
    -s shift,shift_to,trend,trend_to
sed 1d out | LC_ALL=C sort -u >said
tsv >want <<\here
 | | 1 | worse
1 | better | |
2 | worse | |
2 | worse | 1 | worse
here
same want said
run 'flat, one, and a scale that is not known' 0 fu-score runchart -C reg \
    all.tsv -w case_id!=a -w case_id!=b \
    -s case_id,value,median,side,shift,shift_to,trend,trend_to
table out <<\here
case_id | value | median | side | shift | shift_to | trend | trend_to
c | 6 | 6 | on | | | |
c | 6 | 6 | on | | | |
c | 6 | 6 | on | | | |
c | 6 | 6 | on | | | |
d | 1 | 3 | below | | | 1 |
d | 2 | 3 | below | | | 1 |
d | 3 | 3 | on | | | 1 |
d | 4 | 3 | above | | | 1 |
d | 5 | 3 | above | | | 1 |
e | 5 | 5 | on | | | |
here

# A change is tested from 5 March on: the median is that of what was before,
# and what came then is one shift of seven.
run 'a median of the first ones' 0 fu-score runchart -C reg all.tsv \
    -w case_id=a --median-to 2026-03-04 -s value,median,side,shift,trend
table out <<\here
value | median | side | shift | trend
2 | 2.5 | below | |
3 | 2.5 | above | |
2 | 2.5 | below | |
3 | 2.5 | above | |
2 | 2.5 | below | |
3 | 2.5 | above | 1 |
5 | 2.5 | above | 1 |
4 | 2.5 | above | 1 | 1
6 | 2.5 | above | 1 | 1
7 | 2.5 | above | 1 | 1
8 | 2.5 | above | 1 | 1
9 | 2.5 | above | 1 | 1
9 | 2.5 | above | 1 |
here
run 'a median of none' 0 fu-score runchart -C reg all.tsv -w case_id=d \
    --median-to 2026-01-02 -s value,median,side,shift,trend
table out <<\here
value | median | side | shift | trend
1 | | | | 1
2 | | | | 1
3 | | | | 1
4 | | | | 1
5 | | | | 1
here
run 'no such day' 2 fu-score runchart -C reg all.tsv --median-to 2026-02-30
has '2026-02-30' err

run 'labels' 0 fu-score runchart -C reg all.tsv -w case_id=a -O md --lang da \
    -s side,shift_to -w 'date<=2026-01-04'
has 'på' out

# ---------------------------------------------------------------- charts --

run 'text' 0 fu-score runchart -C reg all.tsv -O text --lang en
golden runchart.text out
narrow
run 'in Danish' 0 fu-score runchart -C reg all.tsv -O text --lang da \
    -w case_id=a --median-to 2026-03-04
golden runchart.da.text out
run 'no median' 0 fu-score runchart -C reg all.tsv -O text --lang en \
    -w case_id=e --median-to 2025-12-31
is out <<\here
e · Ruler <up> · child
Ratings: 1, from 2026-01-03 to 2026-01-03
No median: there are none until 2025-12-31
6 ┤
5 ┤●
4 ┤
  └┬
   2026-01-03
No shift and no trend
here

# More points than columns, a wide number, a name that does not fit a line.
{
	printf 'case_id\tdate\tscale\trater\tsubject\tgoal_id\tvalue\n'
	awk 'BEGIN { for (i = 0; i < 100; i++)
		printf "a%s\t2026-%02d-%02d\tup\tnetwork.%s\tchild\t%s\t%s\n",
		    "-of-the-longest-id-that-a-case-may-have-of-sixty-four-bytes",
		    i / 28 + 1, i % 28 + 1, "grandmother-on-the-father-side",
		    "goal-with-a-long-id", i % 2 ? -i * 1000.25 : 3 }'
} >in
run 'a long one' 0 fu-score runchart -C reg - -O text --lang en
has '^The last [0-9]+ are shown$' out
has '●' out
narrow

run 'svg' 0 fu-score runchart -C reg all.tsv -O svg --lang en
golden runchart.svg out
has '<title>a · Ruler &lt;up&gt; · child</title>' out
hasnt '<script|href|url\(|<up>' out
run 'by its suffix' 0 fu-score runchart -C reg all.tsv --lang en -o x.SVG
is out </dev/null
same "$root/tests/golden/runchart.svg" x.SVG
run 'a drawing of nothing' 0 fu-score runchart -C reg all.tsv -w case_id=z \
    -O svg
has '^</svg>$' out
run 'text of nothing' 0 fu-score runchart -C reg all.tsv -w case_id=z -O text
is out </dev/null

for option in '-s value' '--sort value' '--with team'
do
	# shellcheck disable=SC2086
	run "a chart with $option" 2 fu-score runchart -C reg all.tsv -O svg \
	    $option
	is out </dev/null
	is err <<\here
fu-score: error: as svg this is a chart, which has no columns: -s, --sort and --with go with the other formats
here
done
run 'no format of others' 2 fu-score trend -C reg all.tsv -O svg
has '"svg" is not a format here \(there are: tsv, .*html' err
run 'nor by its suffix' 2 fu-score trend -C reg all.tsv -o y.svg
test ! -e y.svg
report $? 'nothing is written'
run 'no format at all' 2 fu-score runchart -C reg all.tsv -O sgv
has 'there are: svg, tsv' err

rm in
run "the register's own" 0 fu-score runchart -C reg
has '^case_id' out
for format in tsv text svg
do
	run "a full disk: $format" 2 sh -c \
	    "fu-score runchart -C reg all.tsv -O $format >/dev/full"
done

done_
