# fu-score progress: where ratings come from, that their order does not matter,
# and what is no series.
. "${FU_SOURCE:?}/tests/lib.sh"

demo_register reg
header='case_id	scale	item	subject	goal_id	rater	stage	context	n	first_date	last_date	first	previous	last	change	gain	change_last	slope_30d	threshold	verdict	zone	flags'

run "the register's own table" 0 fu-score progress -C reg
mv out own
run 'has a line for every series' 0 awk -F '\t' -v OFS='\t' '
	NR > 1 && $11 != "" { if (!seen[$1, $3, $4, $5, $6, $7, $8, $9]++) n++ }
	END { print n }' reg/ratings.tsv
sed 1d own | wc -l >lines
same lines out
run 'has every value' 0 awk -F '\t' '
	NR > 1 && $11 != "" { n++ }
	END { print n }' reg/ratings.tsv
awk -F '\t' '{ n += $9 } END { print n }' own >lines
same lines out
run 'in the order of the bytes of their keys' 0 sh -c \
    'sed 1d own | LC_ALL=C sort -c -t "$(printf "\t")" -k 1,8'

run 'a file' 0 fu-score progress -C reg reg/ratings.tsv
same own out
cp reg/ratings.tsv in
run 'standard input, named' 0 fu-score progress -C reg -
same own out
run 'standard input, where no register is named' 0 env FU_DIR=reg \
    fu-score progress
same own out
: >in
run 'a register of the environment is not the input' 2 env FU_DIR=reg \
    fu-score progress
has '^fu-score: <stdin>:1: error: empty' err
cp reg/ratings.tsv in
cd reg || exit 2
run 'nor the register one is in' 2 fu-score progress
cp ../in in
run 'but its definitions are used' 0 fu-score progress
same ../own out
rm in out err
cd .. || exit 2

# Parts, in any order.
head -n 1 reg/ratings.tsv | tee one.tsv >two.tsv
sed 1d reg/ratings.tsv | sed -n 'n;p' >>one.tsv
sed 1d reg/ratings.tsv | sed -n 'p;n' >>two.tsv
run 'several files' 0 fu-score progress -C reg one.tsv two.tsv
same own out
run 'in the other order' 0 fu-score progress -C reg two.tsv one.tsv
same own out
cp one.tsv in
run 'standard input among them' 0 fu-score progress -C reg two.tsv -
same own out
for seed in 1 2 3 4 5
do
	{
		head -n 1 reg/ratings.tsv
		sed 1d reg/ratings.tsv | awk -v seed=$seed 'BEGIN {
			srand(seed)
		}
		{
			printf "%.9f\t%s\n", rand(), $0
		}' | LC_ALL=C sort -n | cut -f 2-
	} >shuffled.tsv
	run "shuffle $seed" 0 fu-score progress -C reg shuffled.tsv
	same own out
done
run 'sorted backwards' 0 sh -c '{ head -n 1 reg/ratings.tsv
    sed 1d reg/ratings.tsv | sort -r; } | fu-score progress -C reg -'
same own out
awk -F '\t' -v OFS='\t' '{ print $11, $7, $1, $2, $3, $4, $5, $6, $8, $9 }' \
    reg/ratings.tsv >moved.tsv
run 'columns in another order' 0 fu-score progress -C reg moved.tsv
same own out

# Whatever the length of an id, the size of a value, the distance of days.
printf 'case_id\tdate\tscale\trater\tvalue\n' >sizes.tsv
awk -v OFS='\t' 'BEGIN {
	n = split("K K-000001 K-00000 K-000000 K-0000000 " \
	    "K-0000000000000000000001 K-0000000000000000000000 " \
	    "K-00000000000000000000002 K-00000000000000000000001", id, " ")
	for (day = 0; day < 3; day++)
		for (i = 1; i <= n; i++)
			print id[i], substr("2026-01-052026-02-042026-03-06",
			    1 + 10 * day, 10), "x", "child",
			    day == 1 ? 3001.5 : day / 2
	print "far", "1826-01-05", "x", "child", 1
	print "far", "2026-01-05", "x", "child", 2
	print "large", "2026-01-05", "x", "child", "-999999999999"
	print "large", "2026-02-04", "x", "child", "0.000001"
}' >>sizes.tsv
run 'sizes of all kinds' 0 fu-score progress sizes.tsv \
    -s case_id,n,first,previous,last,slope_30d
table out <<\here
case_id | n | first | previous | last | slope_30d
K | 3 | 0 | 3001.5 | 1 | 0.5
K-00000 | 3 | 0 | 3001.5 | 1 | 0.5
K-000000 | 3 | 0 | 3001.5 | 1 | 0.5
K-0000000 | 3 | 0 | 3001.5 | 1 | 0.5
K-0000000000000000000000 | 3 | 0 | 3001.5 | 1 | 0.5
K-00000000000000000000001 | 3 | 0 | 3001.5 | 1 | 0.5
K-00000000000000000000002 | 3 | 0 | 3001.5 | 1 | 0.5
K-0000000000000000000001 | 3 | 0 | 3001.5 | 1 | 0.5
K-000001 | 3 | 0 | 3001.5 | 1 | 0.5
far | 2 | 1 | 1 | 2 | 0.000411
large | 2 | -999999999999 | -999999999999 | 0.000001 | 999999999999.000001
here
mv out sizes
for how in '' '--same-day mean'
do
	{ head -n 1 sizes.tsv; sed 1d sizes.tsv | sort -r; } >backwards.tsv
	# shellcheck disable=SC2086 # two words
	run "sizes, backwards $how" 0 fu-score progress $how backwards.tsv \
	    -s case_id,n,first,previous,last,slope_30d
	same sizes out
done

# Which rows.
run '-w and --cases' 0 sh -c "fu-case list -C reg cases 'team=Nord' |
    fu-score progress -C reg --cases - -w scale=trivsel reg/ratings.tsv"
mv out some
run 'are what list would have let through' 0 sh -c "fu-case list -C reg cases \
    'team=Nord' | fu-case list -C reg ratings --cases - scale=trivsel |
    fu-score progress -C reg -"
same some out
run 'no row fulfils it: the header' 0 fu-score progress -C reg -w scale=none
echo "$header" >want
same want out
printf 'case_id\tdate\tscale\trater\tvalue\n' >in
run 'no row at all: the header' 0 fu-score progress
same want out
run 'a column that is none' 2 fu-score progress -w raiter=child
has '^fu-score: <stdin>:1: error: no column raiter; did you mean rater\? ' err

# Reasons are no values.
tsv >in <<\here
case_id | date | scale | rater | value | missing
a | 2026-01-01 | trivsel | child | | declined
a | 2026-02-01 | trivsel | child | 4 |
a | 2026-02-01 | trivsel | child | | absent
a | 2026-03-01 | trivsel | child | | absent
b | 2026-03-01 | trivsel | child | | absent
here
run 'reasons are passed over' 0 fu-score progress -s case_id,n,last_date,verdict
table out <<\here
case_id | n | last_date | verdict
a | 1 | 2026-02-01 |
here

# Two values on a day.
tsv >day.tsv <<\here
case_id | date | scale | rater | value
a | 2026-01-01 | trivsel | child | 4
a | 2026-02-01 | trivsel | child | 6
a | 2026-01-01 | trivsel | mother | 5
a | 2026-01-01 | trivsel | child | 5
a | 2026-02-01 | trivsel | child | 9
a | 2026-02-01 | trivsel | child | 6
here
run 'two values on a day' 1 fu-score progress day.tsv
is out </dev/null
is err <<\here
fu-score: day.tsv:5: error: a second value of trivsel by child for case a on 2026-01-01: the other is on day.tsv line 2
fu-score: day.tsv:6: error: a second value of trivsel by child for case a on 2026-02-01: the other is on day.tsv line 3
fu-score: day.tsv:7: error: a second value of trivsel by child for case a on 2026-02-01: the other is on day.tsv line 6
here
run 'also where they are equal, and in two files' 1 fu-score progress \
    one.tsv one.tsv
is out </dev/null
has '^fu-score: one.tsv:2: error: a second value .*: the other is on one.tsv line 2$' err
while read -r how first last change
do
	run "--same-day $how" 0 fu-score progress --same-day "$how" day.tsv \
	    -w rater=child -s n,first,last,change
	printf 'n\tfirst\tlast\tchange\n2\t%s\t%s\t%s\n' "$first" "$last" \
	    "$change" >want
	same want out
done <<\here
mean 4.5 7 2.5
low 4 6 2
high 5 9 4
here
run 'any other word' 2 fu-score progress --same-day first day.tsv
is err <<\here
fu-score: error: there is no --same-day "first" (there are: mean, low, high)
here
{
	head -n 1 day.tsv
	sed 1d day.tsv | sort -r
} >in
run 'the mean does not depend on the order' 0 fu-score progress \
    --same-day mean
mv out mean
run 'of the rows' 0 fu-score progress --same-day mean day.tsv
same mean out

# What is no rating: all of it is told, and nothing printed.
tsv >in <<\here
case_id | date | scale | rater | value
a | 2026-01-01 | trivsel | child | 4
a | 2026-1-2 | trivsel | child | 4
a | 2026-01-03 | trivsel | child | 4,5
a | | trivsel | child | 5
a | 2026-01-04 | trivsel | child | 4.1234567
here
run 'rows that are wrong' 1 fu-score progress
is out </dev/null
is err <<\here
fu-score: <stdin>:3:3: error: date "2026-1-2" is not a date such as 2026-11-22
fu-score: <stdin>:4:28: error: value "4,5" is not a number
fu-score: <stdin>:5:3: error: date "" is not a date such as 2026-11-22
fu-score: <stdin>:6:28: error: value "4.1234567" has too many digits: at most 12 before the point and 6 behind it
here
printf 'case_id\tdate\tscale\trater\tvalue\na\t2026-01-01\ttrivsel\tchild\t4\nb\n' \
    >in
run 'a malformed stream' 2 fu-score progress
is out </dev/null
has '^fu-score: <stdin>:3: error: the line has 1 fields, the header has 5$' err
run 'one of two files is malformed' 2 fu-score progress reg/ratings.tsv -
is out </dev/null
printf 'case_id\tdate\trater\n' >in
run 'columns that are missing' 2 fu-score progress
is err <<\here
fu-score: <stdin>:1: error: missing column scale (there are: case_id, date, rater)
fu-score: <stdin>:1: error: missing column value (there are: case_id, date, rater)
here
run 'a file that is not there' 2 fu-score progress one.tsv gone.tsv
is out </dev/null
run '--with and no register' 2 env -C / fu-score progress --with team \
    "$PWD/one.tsv"
run 'no such register' 2 fu-score progress -C nowhere


printf 'case_id\tdate\tscale\trater\tvalue\tmissing\nS-1\t2026-11-31\ttrivsel\tchild\t\tdeclined\n' >in
run 'a reason on a day that is none' 1 fu-score progress
has ':2:5: error: date ' err
printf 'case_id\tdate\tscale\trater\tvalue\n0101901234\t2026-11-30\ttrivsel\tchild\t5\n0101901234\t2026-11-30\ttrivsel\tchild\t6\n' >in
run 'what looks like a CPR number' 1 fu-score progress
hasnt 0101901234 err
done_
