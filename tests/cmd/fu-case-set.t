# fu-case set: corrects a stored record.
# shellcheck disable=SC2154 # tab is from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
FU_DIR=reg
export FU_DIR
fu-case add case case_id=S-1 allocated=2026-01-05 team=nord note='første'
fu-case add case case_id=S-2 allocated=2026-01-06
fu-case add rating case_id=S-1 date=2026-02-01 scale=trivsel rater=child value=5
fu-case add note case_id=S-1 date=2026-02-01 text=a >id

run 'a field' 0 fu-case set case S-1 worker=mkl
run 'is stored' 0 fu-case list cases -s case_id,allocated,team,worker,note
is out <<here
case_id${tab}allocated${tab}team${tab}worker${tab}note
S-1${tab}2026-01-05${tab}nord${tab}mkl${tab}første
S-2${tab}2026-01-06${tab}${tab}${tab}
here
tail -n 1 reg/log/*.tsv | cut -f 3- >logged
title='the log'
is logged <<here
change${tab}case${tab}case_id=S-1${tab}worker${tab}${tab}mkl${tab}
here
run 'a field that is cleared' 0 fu-case set case S-1 note=
run 'is empty' 0 fu-case list cases case_id=S-1 -s note
is out <<\here
note

here
rm -rf before
cp -R reg before
run 'the same value' 0 fu-case set case S-1 worker=mkl
run 'writes nothing' 0 diff -r before reg
run 'a key of several fields' 0 fu-case set rating S-1 2026-02-01 \
    scale=trivsel rater=child value=5.5
run 'is found' 0 fu-case list ratings -s value
is out <<\here
value
5.5
here
run 'a reason for a number' 0 fu-case set rating S-1 2026-02-01 \
    scale=trivsel rater=child missing=declined
run 'takes its place' 0 fu-case list ratings -s value,missing
is out <<here
value${tab}missing
${tab}declined
here
run 'an id that was given out' 0 fu-case set note "$(cat id)" text=b
run 'no such record' 1 fu-case set case S-9 worker=mkl
is err <<\here
fu-case: error: case_id "S-9" is of no record in cases.tsv (looked for S-9)
here
run 'an illegal value' 1 fu-case set case S-1 allocated=2026-02-30
run 'a needed field' 1 fu-case set case S-1 allocated=
has 'allocated is missing' err
run 'a reference to nobody' 1 fu-case set note "$(cat id)" case_id=S-9
run 'a field that is none' 2 fu-case set case S-1 wroker=x
has 'did you mean worker' err
run 'nothing to change' 2 fu-case set case S-1
run 'too many words' 2 fu-case set case S-1 S-2 worker=x
# Columns that the kind does not know stay as they are.
awk -F "$tab" -v OFS="$tab" \
    'NR == 1 { print $0, "own" } NR > 1 { print $0, "x" NR }' \
    reg/cases.tsv >new && cat new >reg/cases.tsv
run 'an own column' 0 fu-case set case S-1 worker=abc
cut -f 1,15- reg/cases.tsv >own
title='an own column stays'
has "^S-1${tab}.*x2\$" own
done_
