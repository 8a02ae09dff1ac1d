# The programs in pipelines: what one prints the next one reads.
# shellcheck disable=SC2154 # tab and title are from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

demo_register reg
FU_DIR=reg
export FU_DIR

# pipe TITLE STATUS COMMANDS: in a shell of their own.
pipe () {
	run "$1" "$2" sh -c "$3"
}

pipe 'list, progress, list' 0 "fu-case list ratings scale=trivsel \
    'date>=2026-01-01' | fu-score progress |
    fu-case list - verdict=deteriorated --with team,worker"
is err </dev/null
mv out piped
fu-score progress -C reg -w scale=trivsel -w 'date>=2026-01-01' >one
awk -F '\t' -v OFS='\t' '
	NR == FNR { team[$1] = $5; worker[$1] = $6; next }
	FNR == 1 { print $0, "team", "worker"; next }
	$20 == "deteriorated" { print $0, team[$1], worker[$1] }' \
    reg/cases.tsv one >want
title='the same by progress and awk'
same want piped
title='some are worse, not all'
has 'deteriorated' piped
hasnt 'improved|recovered|unchanged' piped

pipe 'a condition on a number that was calculated' 0 \
    "fu-score progress -C reg | fu-case list - 'gain<0' 'n>=3' -s gain"
run 'compares numbers' 0 awk 'NR > 1 && $1 >= 0' out
is out </dev/null
pipe 'a list of cases goes on' 0 "fu-case list cases team=Nord -s case_id |
    fu-score progress -C reg --cases - | fu-case list - -s case_id"
sed 1d out | sort -u >got
fu-case list cases team=Nord -s case_id | sed 1d | sort >nord
run 'no case of another team' 0 sh -c 'comm -23 got nord'
is out </dev/null
pipe 'progress by team' 0 'fu-score progress -C reg --with team |
    fu-case list - -s team,verdict,case_id --sort team,verdict'
has "^Ådal${tab}improved${tab}S-" out
pipe 'no row all the way: headers' 0 "fu-case list ratings scale=none |
    fu-score progress | fu-case list - 'gain>0' -s case_id,gain"
is out <<\here
case_id	gain
here
pipe 'list passes on what it reads, byte for byte' 0 \
    'fu-case list ratings | fu-case list - | cmp - reg/ratings.tsv'
pipe 'columns that nobody knows pass through' 0 "awk -v OFS='\t' '
	{ print \$0, NR == 1 ? \"mine\" : NR }' reg/ratings.tsv |
    fu-case list - 'mine<4' -s mine"
is out <<\here
mine
2
3
here
pipe 'a filter that fails says so to the last' 2 \
    'printf "a\n\\\\q\n" | fu-case list - | fu-case list - >/dev/null &&
    printf "a\n\\\\q\n" | fu-case list -'

# Out of a register and into it: neither waits for the other.
fu-case add note case_id=S-0001 date=2026-01-01 text=x >id
pipe 'a register is read and written in one pipeline' 0 \
    '{ sleep 0.3; fu-case list notes; } |
    timeout 5 fu-case import --kind note -'
has 'records: 1 \(0 new, 0 changed, 1 stored already\)' err

# Readers that stop early.
# early TITLE COMMAND: the writer dies of SIGPIPE or has finished; not a word.
early () {
	run "$1" 0 sh -c "{ $2; echo \$? >status; } 2>said | head -n 1"
	read -r status <status
	test "$status" = 141 || test "$status" = 0
	report $? "$title: the writer's exit status is $status"
	is said </dev/null
	wc -l <out | tr -d ' ' >n
	is n <<\here
1
here
}
awk 'BEGIN {
	print "case_id\tdate\tscale\trater\tvalue"
	for (i = 0; i < 20000; i++)
		printf "S-%05d\t2026-01-01\ttrivsel\tchild\t5\n", i
}' >many.tsv
early 'list | head' 'fu-case list many.tsv'
early 'list | head, sorted' 'fu-case list many.tsv --sort case_id:desc'
early 'list | head, as json' 'fu-case list many.tsv -O jsonl'
early 'progress | head' 'fu-score progress many.tsv'
early 'show | head' 'fu-case show S-0001'
early 'week | head' 'fu-report week --as-of 2026-11-22'
early 'kinds | head' 'fu-case kinds'
title='of a long output the writer does not notice the end unharmed'
fu-case list many.tsv 2>said | :
is said </dev/null

# Which register.
mkdir -p reg/below/deep
run 'the nearest register upwards' 0 env -u FU_DIR -C reg/below/deep \
    fu-case list cases -s case_id
mv out upwards
run 'is the one that -C names' 0 env -u FU_DIR fu-case -C reg list cases \
    -s case_id
same upwards out
run 'or the environment' 0 fu-case list cases -s case_id
same upwards out
fu-case init other
run '-C is stronger than the environment' 0 fu-case list -C other cases
wc -l <out >n
is n <<\here
1
here
run 'the environment than what is upwards' 0 env -C reg FU_DIR=../other \
    fu-case list cases
wc -l <out >n
is n <<\here
1
here
run 'an empty environment is none' 2 env FU_DIR= fu-case list cases
has 'no register: name one with -C, or be in one' err
run 'one that is not there is an error' 2 env FU_DIR=gone fu-case list cases

# A coordinator's round: a sheet with what is known goes out, comes back filled
# in, and cron takes it from the inbox: no locale, no home, nobody to ask.
run 'a blank sheet from a pipe' 0 sh -c "fu-case list cases closed= |
    fu-case template trivsel --lang da --for - -O excel -o ark.csv"
mkdir inbox
sed '3,$d; 2s/;.*/;20-11-2026;Under;6,5;8;Afslået/' ark.csv >inbox/godt.csv
sed '2d; 3s/;.*/;20-11-2026;Under;65/' ark.csv >inbox/ark.csv
cp -R reg cron
run 'cron' 1 env -i PATH="$PATH" FU_SHARE="$FU_SHARE" \
    fu-case import -q -C cron -t trivsel --inbox inbox
has '^fu-case: inbox/ark.csv:2:4: error: value "65" is not a number from 1 to ' err
(cd inbox && find . -type f | sort) >there
is there <<\here
./done/godt.csv
./rejected/ark.csv
here
run 'what came in is there' 0 fu-case list -C cron ratings date=2026-11-20 \
    scale=trivsel phase=during -s rater,value,missing
tsv >expect <<\here
rater | value | missing
child | 6.5 |
mother | 8 |
father |  | declined
here
same expect out
run 'the next day there is nothing' 0 env -i PATH="$PATH" \
    FU_SHARE="$FU_SHARE" fu-case import -q -C cron -t trivsel --inbox inbox
is err </dev/null

# Equal data and equal --as-of: equal bytes.
run 'the report of a week' 0 fu-report week --as-of 2026-11-22
mv out week
cp -R reg copy
sleep 1
run 'again, of a copy' 0 fu-report week -C copy --as-of 2026-11-22
same week out

done_
