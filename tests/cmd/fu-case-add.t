# fu-case add: one record from the command line, checked as any other.
# shellcheck disable=SC2154 # tab and title are from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
FU_DIR=reg
export FU_DIR

# Is the register what it was when `before` was copied?
unchanged () {
	diff -r before reg >diff.out 2>&1
	report $? "$title: nothing is stored"
}
keep () {
	rm -rf before
	cp -R reg before
}

run 'a record with a key of its own' 0 fu-case add case case_id=S-1 \
    team=Nord allocated=2026-01-05
is out </dev/null
is err </dev/null
table reg/cases.tsv <<\here
case_id | child_id | born | sex | team | worker | unit | measure | paragraph | allocated | started | closed | ending | interval | interval_reason | note
S-1 | | | | Nord | | | | | 2026-01-05 | | | | | |
here
run 'it is in the log' 0 cat reg/log/*.tsv
has "^time${tab}user${tab}op${tab}kind${tab}key${tab}field${tab}old${tab}new${tab}source\$" out
has "^20[0-9-]*T[0-9:]*Z${tab}[^$tab]+${tab}add${tab}case${tab}case_id=S-1${tab}" out
keep

# Ids that are given out.
run 'a record whose id is assigned' 0 fu-case add note case_id=S-1 \
    date=2026-02-01 'text=First line
second	line \ end' author=Eva
is out <<\here
N000001
here
is reg/notes.tsv <<\here
note_id	case_id	date	author	about	text
N000001	S-1	2026-02-01	Eva		First line\nsecond\tline \\ end
here
run 'another one' 0 fu-case add note case_id=S-1 date=2026-02-01 text=x
is out <<\here
N000002
here
keep
run 'the same again' 0 fu-case add note case_id=S-1 date=2026-02-01 text=x
is out <<\here
N000002
here
unchanged
run 'an id after one that was chosen' 0 fu-case add note note_id=N000041 \
    case_id=S-1 date=2026-02-02 text=x
run 'the next is above all' 0 fu-case add note case_id=S-1 \
    date=2026-02-03 text=x
is out <<\here
N000042
here
keep
run 'the same key, the same record' 0 fu-case add case case_id=S-1 team=Nord \
    allocated=2026-01-05
unchanged
run 'the same key, another record' 1 fu-case add case case_id=S-1 \
    allocated=2026-01-06
is err <<\here
fu-case: error: allocated "2026-01-06" is not what is stored under this key in cases.tsv line 2: there it is "2026-01-05"; fu-case set corrects it
here
unchanged

# Words that are wrong.
run 'an unknown field' 2 fu-case add note case_id=S-1 dat=2026-02-01 text=x
has '^fu-case: error: there is no field "dat"; did you mean date\? \(there are: note_id, case_id, date, author, about, text\)$' err
unchanged
run 'an unknown kind' 2 fu-case add nope a=b
has '^fu-case: error: there is no kind "nope"; did you mean note\? ' err
run 'no fields' 2 fu-case add note
run 'a word without =' 2 fu-case add case case_id=S-2 allocated=2026-01-05 \
    closed
unchanged
keep
run 'a field twice' 2 fu-case add note case_id=S-1 date=2026-02-09 text=a \
    text=b
unchanged
keep
run 'a field that is missing' 1 fu-case add note case_id=S-1 text=x
is err <<\here
fu-case: error: date is missing
here
run 'a case that is missing' 1 fu-case add note case_id=S-9 \
    date=2026-02-01 text=x
is err <<\here
fu-case: error: case_id "S-9" is not in cases.tsv
here
run 'a goal of another case' 1 fu-case add goal case_id=S-1 goal_id=M2 \
    text=x replaces=M1
is err <<\here
fu-case: error: replaces "M1" is not in goals.tsv (looked for S-1 M1)
here
unchanged

# No id is a CPR number, and none is shown.
for id in 0101101234 010110-1234 '010110 1234' 610110-1234
do
	run "an id like $id" 1 fu-case add case case_id="$id" \
	    allocated=2026-01-05
	has 'case_id "\[CPR\]" ' err
	hasnt '[0-9]{4}' err
done
run 'ten digits that are no birthday' 0 fu-case add case \
    case_id=9901109234 allocated=2026-01-05
run 'an id that would be a path' 1 fu-case add case case_id=../x \
    allocated=2026-01-05
keep

# Numbers by their scale.
rating () {
	title=$1
	status=$2
	shift 2
	run "$title" "$status" fu-case add rating case_id=S-1 rater=child "$@"
}
rating 'over the scale' 1 date=2026-03-01 scale=trivsel value=11
is err <<\here
fu-case: error: value "11" is not a number from 1 to 10
here
rating 'under the scale' 1 date=2026-03-01 scale=trivsel value=0
has '^fu-case: error: value "0" is not a number from 1 to 10$' err
rating 'between the steps' 1 date=2026-03-01 scale=trivsel value=5.25
is err <<\here
fu-case: error: value "5.25" is not on the scale, which goes in steps of 0.5
here
rating 'a decimal comma' 1 date=2026-03-01 scale=trivsel value=5,5
has '^fu-case: error: value "5,5" is not a number$' err
rating 'a scale that is none' 1 date=2026-03-01 scale=wellbeing value=5
has '^fu-case: error: scale "wellbeing" ' err
rating 'an item of no such scale' 1 date=2026-03-01 scale=trivsel \
    item=joy value=5
has '^fu-case: error: item "joy" ' err
rating 'a code that is none' 1 date=2026-03-01 scale=trivsel \
    missing=forgotten
has '^fu-case: error: missing "forgotten" is none of: declined, not assessed, not applicable, absent$' err
unchanged
rating 'a half step' 0 date=2026-03-01 scale=trivsel value=5.50
rating 'a genuine nought' 0 date=2026-03-02 scale=trivsel0 value=-0.0
rating 'a reason instead of a number' 0 date=2026-03-03 scale=trivsel \
    missing=declined
rating 'the stage that all have' 0 date=2026-03-04 scale=trivsel value=4 \
    stage=own
rating 'another stage' 0 date=2026-03-04 scale=trivsel value=4 stage=joint
run 'stored without trailing noughts' 0 fu-case list ratings \
    -s date,stage,value,missing
table out <<\here
date | stage | value | missing
2026-03-01 | | 5.5 |
2026-03-02 | | 0 |
2026-03-03 | | | declined
2026-03-04 | | 4 |
2026-03-04 | joint | 4 |
here
keep
rating 'both a number and a reason' 1 date=2026-03-05 scale=trivsel value=5 \
    missing=declined
has '^fu-case: error: value "5" is .*missing: only one ' err
rating 'neither a number nor a reason' 1 date=2026-03-05 scale=trivsel
has '^fu-case: error: value is .*missing: one of them is wanted$' err
unchanged

# Text and names are never told.
run 'a text is not echoed' 1 fu-case add case case_id=S-3 \
    allocated=x 'note=Emma' 'worker=Bo
Ny'
hasnt 'Emma|Bo|Ny' err
has '^fu-case: error: worker has a line break or a tab, ' err

run 'nothing that was refused is in the log' 0 cat reg/log/*.tsv
hasnt 'S-3|S-9|forgotten' out


# What a stranger's eye found.
run 'a CPR number within an id' 1 fu-case add case \
    case_id=S-3101901234 allocated=2026-01-05
hasnt 3101901234 err
run 'a CPR number behind a role' 1 fu-case add rating case_id=S-1 \
    date=2026-02-09 scale=trivsel rater=network.0101901234 value=5
hasnt 0101901234 err
printf 'note_id\tcase_id\tdate\ttext\nN000900\tS-1\t2026-02-09\tx\n\tS-1\t2026-02-09\ty\n' >mixed.tsv
run 'ids given and to be given' 0 fu-case import -q --kind note mixed.tsv
run 'do not meet' 0 fu-case list notes text=y -s note_id
is out <<!
note_id
N000901
!
run 'an id beyond 32 bits' 0 fu-case add note note_id=N4294967295 \
    case_id=S-1 date=2026-02-10 text=z
run 'is followed by the next' 0 fu-case add note case_id=S-1 \
    date=2026-02-11 text=w
run 'and the next' 0 fu-case add note case_id=S-1 date=2026-02-12 text=v
is out <<!
N4294967297
!
done_
