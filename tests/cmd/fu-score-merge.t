# States: parts of a register, counted by themselves and merged in any order,
# give byte for byte what one run gives; and what must not be merged is not.
. "${FU_SOURCE:?}/tests/lib.sh"

demo_register reg
report $? 'a demo register'
week='--week 2026-W46 --as-of 2026-11-22'

# shard N SEED: cases into N lists, at random.
shard () {
	rm -rf part
	mkdir part
	fu-case list -C reg cases -s case_id | sed 1d | awk -v n="$1" \
	    -v seed="$2" '
	BEGIN {
		srand(seed)
		for (i = 1; i <= n; i++)
			print "case_id" >("part/cases" i)
	}
	{ print >("part/cases" 1 + int(rand() * n)) }'
}
# states COMMAND...: the state of each part into part/state*.
states () {
	for list in part/cases*
	do
		"$@" --cases "$list" --state >"part/state${list#part/cases}" ||
		    return
	done
}
# shuffled: the states, in another order each time.
shuffled () {
	ls part/state* | awk -v seed="$1" 'BEGIN { srand(seed) }
	    { print rand() "\t" $0 }' | sort | cut -f 2
}
# parts_are_the_whole TEXT COMMAND...: for 1 to 16 parts.
parts_are_the_whole () {
	text=$1
	shift
	run "$text" 0 "$@" --state
	mv out whole.state
	run "$text" 0 "$@"
	mv out whole
	for n in 1 2 3 7 16
	do
		shard "$n" "$n"
		states "$@" || report 1 "$text: states"
		# shellcheck disable=SC2046
		fu-score merge $(shuffled "$n") >merged
		cmp -s whole.state merged
		report $? "$text: $n parts, the state"
		"$1" "$2" -C reg merged >result
		cmp -s whole result
		report $? "$text: $n parts, the result"
	done
	# In two steps, and without a step.
	set -- "$1" "$2" -C reg
	fu-score merge part/state1* | fu-score merge - part/state[2-9] >merged
	cmp -s whole.state merged
	report $? "$text: in two steps"
	# shellcheck disable=SC2046
	"$@" $(shuffled 99) >result
	cmp -s whole result
	report $? "$text: read directly"
}

parts_are_the_whole progress fu-score progress -C reg
parts_are_the_whole effect fu-score effect -C reg --as-of 2026-11-22
parts_are_the_whole 'effect, by team and measure' fu-score effect -C reg \
    --as-of 2026-11-22 --by team,measure --open --method percent
parts_are_the_whole 'effect, one verdict' fu-score effect -C reg \
    --as-of 2026-11-22 --by unit --rule nhs

# The weekly report reads a register: parts of it are registers.
run 'week' 0 fu-report week -C reg $week --state
mv out whole.state
run 'week' 0 fu-report week -C reg $week
mv out whole
run 'week' 0 fu-report week -C reg $week -O json
mv out whole.json
for n in 1 2 5
do
	shard "$n" "$n"
	for list in part/cases*
	do
		i=${list#part/cases}
		fu-case init "part/reg$i"
		cp -R reg/norms "part/reg$i"
		for table in cases ratings goals
		do
			fu-case list -C reg "$table" --cases "$list" \
			    >"part/reg$i/$table.tsv"
		done
		fu-report week -C "part/reg$i" $week --state >"part/state$i"
	done
	# shellcheck disable=SC2046
	fu-score merge $(shuffled "$n") >merged
	cmp -s whole.state merged
	report $? "week: $n parts, the state"
	run "week of $n parts" 0 fu-report week -C reg merged
	same whole out
	run "week of $n parts" 0 fu-report week -C reg merged -O json
	same whole.json out
done

# Series may be judged another way than when their state was written.
for rule in '--method jt --sample --reliability 0.8' '--method percent'
do
	# shellcheck disable=SC2086
	run "progress: $rule" 0 fu-score progress -C reg $rule
	mv out whole
	fu-score progress -C reg --state >state
	# shellcheck disable=SC2086
	run "of a state: $rule" 0 fu-score progress -C reg state $rule
	same whole out
done

# ------------------------------------------- what is not to be merged -- --

shard 2 1
states fu-score effect -C reg --as-of 2026-11-22
cp part/state1 one
cp part/state2 two
refused () {
	run "$1" "$2" fu-score merge one other
	has "$3" err
	is out </dev/null
}
cp one other
refused 'the same case twice' 1 \
    'other:9: error: the same case is in two states \(case\): the other is on one line 9'
run 'the same file twice' 1 fu-score effect one one
has 'the same case is in two states' err
fu-score effect -C reg --cases part/cases2 --as-of 2026-11-21 --state >other
refused 'another day' 1 'do not belong together: this differs \(as_of\)'
fu-score effect -C reg --cases part/cases2 --as-of 2026-11-22 --by team \
    --state >other
refused 'another grouping' 1 'one of them has no such line \(by\)$'
fu-score progress -C reg --cases part/cases2 --state >other
refused 'another command' 1 'this differs \(of\)'
sed "s/^same${tab}scale${tab}trivsel.*[0-9]$/&.1/" two >other
refused 'another version of a scale' 1 'this differs \(scale\)'
sed "/^same${tab}norm${tab}trivsel\\\\t/s/1500000/2000000/" two >other
refused 'another norm' 1 'this differs \(norm\)'
sed "/^sum${tab}group/s/ [0-9]*$//" two >other
refused 'fewer numbers' 1 'cannot be added \(group\)'
sed '/^sum/s/[0-9]$/x/' two >other
refused 'numbers that are none' 2 'are not whole numbers with spaces between'
sed 's/^once/twice/' two >other
refused 'a rule that is none' 2 '"twice" is not all, once, same or sum'
sed '/^all/d' two >other
refused 'lines that are missing' 1 'has no line that another has'
cp reg/cases.tsv other
refused 'no state' 2 'other:1: error: this is no state'
awk -F'\t' -v OFS='\t' '/^sum\tgroup/ {
	$4 = "170141183460469231731687303715884105727" substr($4, 2) }
    { print }' two >other
refused 'numbers too large to add' 1 'cannot be added'
head -c 3000 two >other
refused 'a state cut short' 2 'other:[0-9]*'

# What was typed into a state: sums that no ratings have.
for typed in -1 4294967296 170141183460469231731687303715884105727
do
	for name in base group days sd
	do
		sed "/^sum${tab}$name/s/ *[-0-9]*$/ $typed/;
		    s/${tab} /${tab}/" one >other
		run "$name of $typed" 2 fu-score effect other
		has 'these numbers cannot be those of ratings' err
		is out </dev/null
	done
done
run 'trend reads no state' 2 fu-score trend one
has 'one: error: this is a state, which fu-score trend cannot read' err
run 'states and ratings' 2 fu-score effect -C reg one reg/ratings.tsv
has 'states and ratings cannot be read together' err
run 'what was counted is settled' 2 fu-score effect one --by team
has 'what a state counts is settled' err
run 'so is the day' 2 fu-score effect one --as-of 2026-11-22
has 'what a state counts is settled' err
for option in --state '--secret secret'
do
	# shellcheck disable=SC2086
	run "$option of a state" 2 fu-score effect one $option
	has 'states that are there are added up by fu-score merge' err
	is out </dev/null
done
run 'rows were chosen' 2 fu-score effect one -w rater=child
has 'one: error: this is a state: -w' err
run 'of something else' 2 fu-report week -C reg one
has 'state of something else than week' err
run '--state of a state' 2 fu-report week -C reg --state one
has 'are added up by fu-score merge' err
run 'a week is settled, too' 2 fu-report week -C reg --week 2026-W46 one
has '^fu-report: error: --week, --as-of and --stale belong' err
fu-score progress -C reg --state >other
run 'progress judges by the definitions at hand' 1 fu-score progress other
has 'other:[0-9]*: error: the definitions at hand are not those of the state: norm trivsel' err
is out </dev/null
run 'a sample is one' 2 fu-score effect -C reg --method jt --sample \
    --reliability 0.8 --state
has 'its state would not add up' err

# ------------------------------------------------------------- secrets -- --

head -c 32 /dev/zero >secret
head -c 32 /dev/zero | tr '\0' x >other.secret
echo short >short
run 'keyed' 0 fu-score effect -C reg --cases part/cases1 --as-of 2026-11-22 \
    --state --secret secret
mv out keyed
! cmp -s keyed one
report $? 'keyed digests are others'
run 'keyed with something else' 0 fu-score effect -C reg \
    --cases part/cases2 --as-of 2026-11-22 --state --secret other.secret
mv out keyed2
run 'two secrets' 1 fu-score merge keyed keyed2
has 'do not belong together: this differs \(secret\)' err
run 'a short secret' 2 fu-score effect -C reg --state --secret short
has 'short: error: a secret has from 32 to 65536 bytes; this has 6' err
run 'a secret for nothing' 2 fu-score effect -C reg --secret secret
has 'it is for --state' err
run 'nor of series' 2 fu-score progress -C reg --secret secret
has 'it is for --state' err
run 'no secret' 2 fu-score effect -C reg --state --secret nowhere
has 'nowhere: ' err
# What names nobody: an effect's state has no id of a case.
hasnt 'S-00' one
run 'a full disk' 2 sh -c 'fu-score merge one two >/dev/full'
done_
