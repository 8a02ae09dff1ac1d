# fu-score progress by other rules than the norm's points: how a threshold and
# a cutoff are calculated, what they come to, and what a start allows.
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
mkdir reg/scales reg/norms
tsv >reg/scales/local.tsv <<\here
scale | min | max | step | better | yellow | green
up | 0 | 10 | 0.5 | up | 4 | 7
low | 0 | 10 | 0.5 | down | 6 | 3
fine | 0 | 10 | | up | |
nosd | 0 | 10 | 1 | up | |
zerosd | 0 | 10 | 1 | up | |
norel | 0 | 10 | 1 | up | |
rel0 | 0 | 10 | 1 | up | |
rel1 | 0 | 10 | 1 | up | |
rel2 | 0 | 10 | 1 | up | |
aged | 0 | 10 | 0.5 | up | |
below | -5 | 5 | 1 | up | |
das | 0 | 151 | 0.5 | up | |
hypo | 0 | 100 | 1 | up | |
down | 0 | 100 | 1 | down | |
here
# hypo: the hypothetical means and deviations of Jacobson and Truax 1991, and
# nothing else; down is its mirror image.
tsv >reg/norms/local.tsv <<\here
scale | age_from | age_to | reliable_change | cutoff | sd | reliability | clinical_mean | clinical_sd | functional_mean | functional_sd | source | used
up | | | 3 | 7 | 1.5 | 0.8 | 4 | 1 | 7.5 | 1.5 | local: a test | yes
low | | | 3 | 3 | 1.5 | 0.8 | 6 | 1 | 2.5 | 1.5 | local: a test | yes
fine | | | | | 1.5 | 0.8 | | | | | local: a test | yes
nosd | | | 2 | | | 0.8 | | | | | local: a test | yes
zerosd | | | 2 | | 0 | 0.8 | | | | | local: a test | yes
norel | | | 2 | | 1.5 | | | | | | local: a test | yes
rel0 | | | 2 | | 1.5 | 0 | | | | | local: a test | yes
rel1 | | | 2 | | 1.5 | 1 | | | | | local: a test | yes
rel2 | | | 2 | | 1.5 | 1.2 | | | | | local: a test | yes
aged | 6 | 11 | | | 1.5 | 0.8 | | | | | local: a test | yes
aged | 12 | 17 | | | 3 | 0.8 | | | | | local: a test | yes
das | | | | | | 0.88 | 81.583333 | 11.825661 | 114.8 | 17.8 | local: a test | yes
hypo | | | | | | | 40 | 7.5 | 60 | 7.5 | local: a test | yes
down | | | | | | | 60 | 7.5 | 40 | 7.5 | local: a test | yes
here
tsv >reg/cases.tsv <<\here
case_id | born | allocated
A-11 | 2014-06 | 2026-01-01
A-12 | 2013-01 | 2026-01-01
here

# rows <<SERIES: "case scale rater first [last [phase]]" a line.
rows () {
	printf 'case_id\tdate\tscale\trater\tphase\tvalue\n'
	awk -v OFS='\t' '{
		print $1, "2026-01-10", $2, $3, $6, $4
		if (NF > 4) print $1, "2026-09-10", $2, $3, $6, $5
	}'
}
# progress TITLE COLUMNS [OPTION...]: of ./in.
progress () {
	title=$1 columns=$2
	shift 2
	run "$title" 0 fu-score progress -C reg - -s "$columns" "$@"
	is err </dev/null
}

# --------------------------------------------- jt: worked out from a norm --

# 1.959964 x 1.5 x sqrt(2 x 0.2) is 1.859385: two points in half steps.
rows >in <<\here
a up child 4 6
b up child 4 5.5
c up child 6 4
d up child 6 4.5
e up child 5 7
f up child 5
g fine child 4 5.859385
h fine child 4 5.859386
A-11 aged child 4 6
A-12 aged child 4 6
z aged child 4 6
here
progress 'whole steps of the scale' case_id,gain,threshold,verdict --method jt
table out <<\here
case_id | gain | threshold | verdict
A-11 | 2 | 2 | improved
A-12 | 2 | 4 | unchanged
a | 2 | 2 | improved
b | 1.5 | 2 | unchanged
c | -2 | 2 | deteriorated
d | -1.5 | 2 | unchanged
e | 2 | 2 | recovered
f | | 2 |
g | 1.859385 | 1.859386 | unchanged
h | 1.859386 | 1.859386 | improved
z | 2 | | unknown
here
# 1.281552 x 0.948683 is 1.215787; with 0.98 it is 1.959964 x 0.3 = 0.587989.
progress 'less sure' case_id,threshold,verdict --method jt --level 0.8 \
    -w scale=up -w 'case_id<d'
is out <<\here
case_id	threshold	verdict
a	1.5	improved
b	1.5	improved
c	1.5	deteriorated
here
progress 'another reliability' case_id,threshold -w case_id=a --method jt \
    --reliability 0.98
is out <<\here
case_id	threshold
a	1
here
rows >in <<\here
a nosd child 0 10
a zerosd child 0 10
a norel child 0 10
a rel0 child 0 10
a rel1 child 0 10
a rel2 child 0 10
a below child -5 5
a nowhere child 0 10
here
progress 'what is undefined is not known' scale,threshold,verdict,flags \
    --method jt
table out <<\here
scale | threshold | verdict | flags
below | | unknown |
norel | | unknown |
nosd | | unknown |
nowhere | | unknown |
rel0 | | unknown |
rel1 | | unknown |
rel2 | | unknown |
zerosd | | unknown |
here
progress 'but a reliability may be given' scale,threshold,verdict \
    --method jt --reliability 0.8
is out <<\here
scale	threshold	verdict
below		unknown
norel	2	improved
nosd		unknown
nowhere		unknown
rel0	2	improved
rel1	2	improved
rel2	2	improved
zerosd		unknown
here

# ------------------------------------------- jt: the spread of the sample --

# Of 4, 6 and 8 it is 2, so that 1.959964 x 2 x sqrt(0.4) = 2.479180; of 4
# and 8 it is 2.828427, which makes 3.506090.
rows >in <<\here
a up child 4 5
b up child 6 5
c up child.anna 8 5
d up child 0
e up mother 2 5
f up father 3 5
g up father 3 6
h up school 1
here
progress 'by scale, item and role, of series with two values' \
    case_id,rater,threshold,verdict --method jt --sample
table out <<\here
case_id | rater | threshold | verdict
a | child | 2.5 | unchanged
b | child | 2.5 | unchanged
c | child.anna | 2.5 | deteriorated
d | child | 2.5 |
e | mother | | unknown
f | father | | unknown
g | father | | unknown
h | school | |
here
progress 'of what is read only' case_id,threshold --method jt --sample \
    -w rater~child -w case_id!=b
is out <<\here
case_id	threshold
a	4
c	4
d	4
here

# Table 2 of Jacobson and Truax 1991, as in tests/calc/effect.csv; rci is R's,
# of the same standard deviation, 11.825661.
awk -F , 'NR > 1 { print NR + 99, "das mother", $1, $2 }' \
    "$root/tests/calc/reliable.expected.csv" | rows >in
progress 'the couples of Jacobson and Truax' \
    threshold,verdict,case_id,first,last --method jt --sample --cutoff c
sed 1d out >couples
awk -F '[,\t]' '
NR == FNR { if (FNR > 1) rci[FNR + 99] = $3; next }
{
	v = $1 != 11.5 ? "threshold " $1 : rci[$3] <= -1.96 ? "deteriorated" : \
	    rci[$3] < 1.96 ? "unchanged" : \
	    $4 < 94.842415 && $5 >= 94.842415 ? "recovered" : "improved"
	if (v != $2) print $0, rci[$3], v
}' "$root/tests/calc/reliable.expected.csv" couples >wrong
is wrong </dev/null
# counts [OPTION...]: how many of each verdict.
counts () {
	fu-score progress -C reg --method jt --sample -s verdict - "$@" \
	    <in >all
	sed 1d all | sort | uniq -c | awk '{ print $1, $2 }'
}
# clinicalsignificance 2.1 prints these, with a cutoff of 94.84241453493.
title='as the peer counts them'
counts --cutoff c >out
is out <<\here
1 deteriorated
5 improved
14 recovered
10 unchanged
here
# JT-RCI 0.1.0, where nobody starts above the cutoff of 105.234655864458.
title='as the other one does'
for reliability in 0.8 0.88 0.96
do
	counts --cutoff a --reliability $reliability | paste -s -d ' ' -
done >out
is out <<\here
1 deteriorated 6 improved 10 recovered 13 unchanged
1 deteriorated 9 improved 10 recovered 10 unchanged
2 deteriorated 11 improved 10 recovered 7 unchanged
here
progress 'who could not recover' case_id --method jt --sample --cutoff c \
    -s first,flags
grep functional out | sort >couples
title='the four who began above it'
is couples <<\here
97	functional
98	functional
98.5	functional
99.5	functional
here

# -------------------------------------------------------------- percent --

rows >in <<\here
a up child 4 6
b up child 4 5.5
c up child 4 2
d up child 4 2.5
e up child 0 5
f up child 5 7.5
g up child 7 10
h up child 3
i below child -4 4
j low child 8 4
k low child 8 4.5
l low child 0 5
m low child 5 2.5
n low child 0.5 0
o nowhere child 4 6
p fine child 3 4.5
q fine child 0.000003 0.000004
r fine child 0.000003 0.000005
here
progress 'a half of the first value' case_id,gain,threshold,verdict,flags \
    --method percent
table out <<\here
case_id | gain | threshold | verdict | flags
a | 2 | 2 | improved |
b | 1.5 | 2 | unchanged |
c | -2 | 2 | deteriorated |
d | -1.5 | 2 | unchanged |
e | 5 | | unknown |
f | 2.5 | 2.5 | recovered |
g | 3 | 3.5 | unchanged | functional,capped
h | | 1.5 | |
i | 8 | | unknown |
j | 4 | 4 | improved |
k | 3.5 | 4 | unchanged |
l | -5 | | unknown | functional
m | 2.5 | 2.5 | recovered |
n | 0.5 | 0.25 | improved | functional
o | | | unknown |
p | 1.5 | 1.5 | improved |
q | 0.000001 | 0.000002 | unchanged |
r | 0.000002 | 0.000002 | improved |
here
progress 'another share' case_id,threshold,verdict --method percent \
    --percent 37.5 -w 'case_id<c'
is out <<\here
case_id	threshold	verdict
a	1.5	improved
b	1.5	improved
here
progress 'more than all' case_id,threshold,verdict --method percent \
    --percent 150 -w case_id=f
is out <<\here
case_id	threshold	verdict
f	7.5	unchanged
here

# -------------------------------------------------------------- cutoffs --

# The paper has a at 55, b at 45 and c at 50.
for cutoff in a:55:45 b:45:55 c:50:50
do
	at=${cutoff#*:}
	up=${at%:*} down=${at#*:} cutoff=${cutoff%%:*}
	rows >in <<here
a hypo child 20 $up
b hypo child 20 $((up - 1))
c hypo child $((up - 1)) 90
d hypo child $up 100
e down child 80 $down
f down child 80 $((down + 1))
g down child $((down + 1)) 20
h down child $down 10
here
	progress "cutoff $cutoff" case_id,verdict,flags --method percent \
	    --percent 15 --cutoff $cutoff
	table out <<\here
case_id | verdict | flags
a | recovered |
b | improved |
c | recovered |
d | improved | functional
e | recovered |
f | improved |
g | recovered |
h | improved | functional
here
done
progress 'a norm without a cutoff' case_id,verdict,flags --method percent \
    --percent 15
hasnt 'recovered|functional' out
rows >in <<\here
a fine child 4 9
b up child 5 9
here
progress 'a norm without means' case_id,verdict,flags --method jt --cutoff c
table out <<\here
case_id | verdict | flags
a | improved |
b | recovered |
here

# ---------------------------------------------------------------- flags --

rows >in <<\here
a up child 7 10
b up child 7.5 10
c up child 10 2
d up child 6.5
e low child 3 0
f low child 2.5 0
g low child 0
h fine child 9 9
i nowhere child 7 10
here
progress 'what the start allows, by points' case_id,verdict,flags
table out <<\here
case_id | verdict | flags
a | improved | functional
b | unchanged | functional,capped
c | deteriorated | functional,capped
d | |
e | improved | functional
f | unchanged | functional,capped
g | | functional,capped
h | unknown |
i | unknown |
here
progress 'a threshold of two' case_id,verdict,flags --method jt \
    -w 'case_id=b'
is out <<\here
case_id	verdict	flags
b	improved	functional
here
progress 'room only' case_id,flags --method jt -w case_id=h
is out <<\here
case_id	flags
h	capped
here
run 'in words' 0 fu-score progress -C reg - -O text --lang da \
    -s case_id,flags -w case_id=c
has '^c +på den gode side fra start, for lidt plads til fremgang$' out

# ------------------------------------------------- a ruler and its mirror --

# Series of up, and those of low with every value taken from 10.
awk 'BEGIN {
	x = 20261122
	for (i = 1000; i < 1600; i++) {
		for (n = 0; n < 3; n++) {
			x = (x * 16807) % 2147483647
			v[n] = (x % 21) / 2
		}
		print i, "up child", v[1], v[2] >"up"
		print i, "low child", 10 - v[1], 10 - v[2] >"low"
	}
}'
rows <up >up.tsv
rows <low >low.tsv
what=case_id,gain,threshold,verdict,zone,flags
for rule in '' '--method jt' '--method jt --level 0.7' \
    '--method jt --sample' '--method jt --sample --reliability 0.6'
do
	for cutoff in norm a b c
	do
		# shellcheck disable=SC2086
		set -- $rule --cutoff $cutoff -s $what
		cp up.tsv in
		run "mirror: $*" 0 fu-score progress -C reg - "$@"
		mv out want
		cp low.tsv in
		run "mirror: $*" 0 fu-score progress -C reg - "$@"
		same want out
		cat out >>every
	done
done
title='mirror: there is something of everything'
for word in recovered improved unchanged deteriorated capped functional
do
	has "[	,]$word" every
done
# A share of the first value has no mirror image: by hand, for each ruler.
for ruler in up:7:1 low:3:-1
do
	at=${ruler#*:}
	cp ${ruler%%:*}.tsv in
	progress "percent: ${ruler%%:*}" case_id,first,last,verdict,flags \
	    --method percent
	sed 1d out | awk -F '\t' -v cut=${at%:*} -v b=${at#*:} '{
		need = $2 / 2
		gain = b * ($3 - $2)
		v = $2 == 0 ? "unknown" : gain >= need ? "improved" : \
		    gain <= -need ? "deteriorated" : "unchanged"
		if (v == "improved" && b * $2 < b * cut && b * $3 >= b * cut)
			v = "recovered"
		f = b * $2 >= b * cut ? "functional" : ""
		if ($2 > 0 && (b > 0 ? 10 - $2 : $2) < need)
			f = f (f == "" ? "" : ",") "capped"
		if (v != $4 || f != $5)
			print $0, v, f
	}' >wrong
	is wrong </dev/null
done

# ---------------------------------------------------------------- phase --

rows >in <<\here
a up child 1 2 before
b up child 3 4 during
c up child 5 6
here
progress '--phase' case_id,n --phase during
is out <<\here
case_id	n
b	2
here
progress 'beside other conditions' case_id --phase during -w case_id=a
is out <<\here
case_id
here
run 'a phase that is none' 2 fu-score progress -C reg - --phase dring
is out </dev/null
is err <<\here
fu-score: error: there is no phase "dring"; did you mean during? (there are: before, during, after)
here
cut -f 1-4,6 in >no_phase
cp no_phase in
run 'an input without phases' 2 fu-score progress -C reg - --phase during
is out </dev/null
has 'phase' err

# ----------------------------------------------------- a wrong command line --

# wrong MESSAGE OPTION...
wrong () {
	message=$1
	shift
	run "wrong: $*" 2 fu-score progress -C reg - "$@"
	is out </dev/null
	echo "fu-score: error: $message" >expect
	same expect err
}
wrong 'there is no method "jtt"; did you mean jt? (there are: points, jt, percent)' \
    --method jtt
wrong 'there is no cutoff "nrom"; did you mean norm? (there are: norm, a, b, c)' \
    --cutoff nrom
wrong '--sample has no use with --method points; it is for --method jt' \
    --sample
wrong '--level has no use with --method percent; it is for --method jt' \
    --method percent --level 0.9
wrong '--reliability has no use with --method points; it is for --method jt' \
    --reliability 0.9
wrong '--percent has no use with --method jt; it is for --method percent' \
    --method jt --percent 50
for share in 0 1 1.5 -0.2 high ''
do
	wrong "--reliability: \"$share\" is not a number between 0 and 1, such as 0.8" \
	    --method jt --reliability "$share"
done
for percent in 0 -50 1001 half ''
do
	wrong "--percent: \"$percent\" is not a number from 1 to 1000, such as 50" \
	    --method percent --percent "$percent"
done

done_
