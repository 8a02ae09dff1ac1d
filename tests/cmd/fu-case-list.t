# fu-case list: which rows, which columns, in which order.  Formats and files:
# fu-case-list-out.t; streams that are wrong: fu-case-list-bad.t.
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
FU_DIR=reg
export FU_DIR
tsv >reg/cases.tsv <<\here
case_id | child_id | born | sex | team | worker | allocated | closed | note | extra
S-01 | B-1 | 2012-05 | f | Zebra | Åse | 2026-01-05 | | | x
S-02 | B-2 | 2013 | m | Ærø | Øjvind | 2026-01-06 | 2026-02-01 | one\ntwo | y
S-03 | B-3 | | m | Ål | Bo | 2026-01-07 | | a\\b |
S-10 | B-4 | 2014-01 | | Østby | åse | 2026-01-08 | 2026-03-01 | 5 | 7
S-2 | B-5 | 2014-01 | f | Aalborg | | 2026-01-09 | | 10 | 30
here
tsv >reg/ratings.tsv <<\here
case_id | date | scale | rater | value | missing
S-01 | 2026-02-01 | trivsel | child | 9 |
S-02 | 2026-02-01 | trivsel | mother | 10 |
S-02 | 2026-03-01 | trivsel | mother | | declined
S-03 | 2026-03-01 | ors | network.mormor | 9.5 |
S-9 | 2026-04-01 | ors | child | 0 |
here

# ids TITLE IDS CONDITION...: the cases that fulfil the conditions.
ids () {
	title=$1
	echo "$2" >expect.ids
	shift 2
	run "$title" 0 fu-case list cases "$@"
	is err </dev/null
	# shellcheck disable=SC2046 # on one line
	echo $(sed 1d out | cut -f 1) >ids
	same expect.ids ids
}
ids 'all' 'S-01 S-02 S-03 S-10 S-2'

# Every operator.
ids 'text is equal' 'S-02' 'team=Ærø'
ids 'equal is equal byte for byte' '' 'team=ærø'
ids 'text differs' 'S-01 S-03 S-10 S-2' 'team!=Ærø'
ids 'text behind, by the Danish alphabet' 'S-02 S-03 S-10 S-2' 'team>Zebra'
ids 'aa is å' 'S-2' 'team>Ål'
ids 'text before' 'S-01 S-02' 'team<Ø'
ids 'a day before' 'S-01 S-02' 'allocated<2026-01-07'
ids 'a day at most' 'S-01 S-02 S-03' 'allocated<=2026-01-07'
ids 'a day after' 'S-10 S-2' 'allocated>2026-01-07'
ids 'a day at least' 'S-03 S-10 S-2' 'allocated>=2026-01-07'
ids 'ids go by bytes' 'S-10 S-2' 'case_id>S-03'
ids 'a pattern' 'S-10' 'team~^Ø.*by$'
ids 'a pattern has case' 'S-01' 'worker~^Å'
ids 'a pattern without case, å and all' 'S-01 S-10' 'worker~*^å'
ids 'not a pattern' 'S-02 S-03 S-10 S-2' 'worker!~^Å'
ids 'not a pattern, without case' 'S-02 S-03 S-2' 'worker!~*^å'
ids 'a letter is a letter' 'S-02 S-10' 'team~^[ÆØ]\w+$'
ids 'text of several lines' 'S-02' 'note~^one\ntwo$'
ids 'a backslash' 'S-03' 'note=a\b'

# Missing values.
ids 'missing' 'S-01 S-03 S-2' 'closed='
ids 'not missing' 'S-02 S-10' 'closed!='
ids 'missing is not less' '' 'closed<2026-02-01'
ids 'missing is not greater' 'S-10' 'closed>2026-02-01'
ids 'missing differs' 'S-01 S-03 S-10 S-2' 'closed!=2026-02-01'
ids 'missing matches no pattern' 'S-02 S-10' 'closed~.*'
ids 'missing is not matched' 'S-01 S-03 S-2' 'closed!~.'

# Joined by and, as operands or with -w.
ids 'two conditions' 'S-2' 'sex=f' 'allocated>2026-01-05'
ids 'two with -w' 'S-2' -w 'sex=f' --where 'allocated>2026-01-05'
ids 'one of each' 'S-2' -w 'sex=f' 'allocated>2026-01-05'
ids 'none fulfils them' '' 'sex=f' 'sex=m'
ids 'a column of no kind, and a text' 'S-01 S-02' 'extra>=x'
ids 'and a number' 'S-2' 'extra=30.0'
run 'a word where a number is asked for is told' 1 fu-case list cases \
    'extra>7' -s case_id
is out <<\here
case_id
S-2
here
is err <<\here
fu-case: reg/cases.tsv:2:44: error: extra is not a number, so it cannot be compared with 7
fu-case: reg/cases.tsv:3:62: error: extra is not a number, so it cannot be compared with 7
here

# Numbers of a known kind.
values () {
	title=$1
	echo "$2" >expect.values
	shift 2
	run "$title" 0 fu-case list ratings "$@" -s value
	# shellcheck disable=SC2046 # on one line
	echo $(sed '1d;s/^$/-/' out) >values
	same expect.values values
}
values 'ten is more than nine' '10 9.5' 'value>9'
values 'noughts behind make no difference' '9' 'value=9.0'
values 'a nought is a value' '0' 'value<1'
values 'a missing number is none' '9 10 9.5 0' 'value!='
values 'a number that differs' '10 - 9.5 0' 'value!=9'
run 'a number compared with a word' 2 fu-case list ratings 'value>high'
is err <<\here
fu-case: error: value is compared with "high", which is not a number
here
run 'a day compared with a word' 2 fu-case list ratings 'date>=01-03-2026'
has '01-03-2026.*2026-11-22' err
run 'a day that is none' 2 fu-case list ratings 'date>2026-02-31'

# Conditions that are wrong.
run 'an unknown column' 2 fu-case list ratings 'valeu=1'
is out </dev/null
is err <<\here
fu-case: reg/ratings.tsv:1: error: no column valeu; did you mean value? (there are: case_id, date, scale, rater, value, missing)
here
run 'a pattern that is none' 2 fu-case list cases 'team~('
is err <<\here
fu-case: error: pattern "(": missing closing parenthesis, 1 characters into it; write \ before a sign that is meant as itself
here
run 'no value to be greater than' 2 fu-case list cases 'team>'
run 'a -w that is no condition' 2 fu-case list cases -w team

# Which table.
run 'a kind by its name' 0 fu-case list rating scale=ors
cp out rows
run 'a kind by its table' 0 fu-case list ratings scale=ors
same rows out
run 'no kind and no file' 2 fu-case list
hasnt '""' err
run 'a kind that is none' 2 fu-case list raitings
has 'did you mean rating' err
run 'no register' 2 env FU_DIR= fu-case list cases
is err <<\here
fu-case: error: no register: name one with -C, or be in one
here
run 'a kind without records: only its columns' 0 fu-case list goals
is out <<\here
case_id	goal_id	text	words	weight	baseline	target	sign	data	set_on	closed	outcome	replaces
here

# Files and standard input.
tsv >a.tsv <<\here
case_id | n | what
S-01 | 10 | b
S-99 | 9 | a
here
tsv >b.tsv <<\here
case_id | n | what
S-02 | | c
here
run 'several files are one' 0 fu-case list a.tsv b.tsv 'what!=a'
is out <<\here
case_id	n	what
S-01	10	b
S-02		c
here
cp a.tsv in
run 'standard input' 0 fu-case list - 'n>9'
is out <<\here
case_id	n	what
S-01	10	b
here
run 'standard input between files' 0 fu-case list b.tsv - a.tsv -s what
is out <<\here
what
c
b
a
b
a
here
run 'files with other columns' 2 fu-case list a.tsv reg/cases.tsv
has '^fu-case: reg/cases.tsv:1: error: its columns are not those of ' err
run 'a file that is not there' 2 fu-case list a.tsv gone.tsv
has '^fu-case: gone.tsv: error: ' err
run 'no register is needed for files' 0 env FU_DIR= fu-case list a.tsv
same a.tsv out
run 'a file read as a kind' 0 fu-case list ratings reg/ratings.tsv 'value>9' \
    -s value
is out <<\here
value
10
9.5
here

# --cases, --with.
tsv >some.tsv <<\here
n | case_id
1 | S-02
2 | S-77
3 | S-02
here
run '--cases' 0 fu-case list ratings --cases some.tsv -s case_id,date
is out <<\here
case_id	date
S-02	2026-02-01
S-02	2026-03-01
here
cp some.tsv in
run '--cases from standard input' 0 fu-case list ratings --cases - -s date
is out <<\here
date
2026-02-01
2026-03-01
here
printf 'n\n1\n' >some.tsv
run '--cases without a case_id' 2 fu-case list ratings --cases some.tsv
is err <<\here
fu-case: some.tsv:1: error: missing column case_id (there are: n)
here
printf 'case_id\n' >some.tsv
run '--cases that lists none' 0 fu-case list a.tsv --cases some.tsv
is out <<\here
case_id	n	what
here
run '--with' 0 fu-case list a.tsv b.tsv --with team,closed
table out <<\here
case_id | n | what | team | closed
S-01 | 10 | b | Zebra |
S-99 | 9 | a | |
S-02 | | c | Ærø | 2026-02-01
here
run '--with a column that cases have not' 2 fu-case list a.tsv --with teem
has '^fu-case: error: --with: cases have no column "teem"' err
run '--with and no register' 2 env FU_DIR= fu-case list a.tsv --with team
run '--with rows that have no case' 2 sh -c 'cut -f 2 a.tsv |
    fu-case list - --with team'

# -s, --sort.
run 'columns in the order asked for' 0 fu-case list a.tsv -s what,case_id
is out <<\here
what	case_id
b	S-01
a	S-99
here
run 'none of them twice' 2 fu-case list a.tsv -s what,case_id,what
is out </dev/null
run 'a column that is none' 2 fu-case list a.tsv -s what,nope
is err <<\here
fu-case: error: there is no column "nope" (there are: case_id, n, what)
here
run 'a joined column can be chosen and sorted by' 0 fu-case list a.tsv \
    --with team -s team,n --sort team:desc
is out <<\here
team	n
Zebra	10
	9
here
run 'text by the Danish alphabet' 0 fu-case list cases --sort team -s team
is out <<\here
team
Zebra
Ærø
Østby
Ål
Aalborg
here
run 'ids by bytes' 0 fu-case list cases --sort case_id:desc -s case_id
is out <<\here
case_id
S-2
S-10
S-03
S-02
S-01
here
run 'numbers as numbers, missing ones first' 0 fu-case list ratings \
    --sort value -s value
is out <<\here
value

0
9
9.5
10
here
run 'days' 0 fu-case list cases --sort closed:desc,case_id -s case_id,closed
table out <<\here
case_id | closed
S-10 | 2026-03-01
S-02 | 2026-02-01
S-01 |
S-03 |
S-2 |
here
awk 'BEGIN {
	print "k\tn"
	for (i = 0; i < 300; i++)
		printf "%d\t%d\n", (i * 7) % 3, i
}' >many.tsv
run 'what is equal stays as it came' 0 fu-case list many.tsv --sort k
{
	head -n 1 many.tsv
	sed 1d many.tsv | LC_ALL=C sort -s -n -k 1,1
} >sorted
same sorted out
run 'descending, too' 0 fu-case list many.tsv --sort k:desc
{
	head -n 1 many.tsv
	sed 1d many.tsv | LC_ALL=C sort -s -k 1,1nr
} >sorted
same sorted out
run 'sort by a column that is none' 2 fu-case list a.tsv --sort nope
run 'sort by a column that is not shown' 0 fu-case list a.tsv --sort n -s what
is out <<\here
what
a
b
here
run 'any other word behind the colon' 2 fu-case list a.tsv --sort n:up

done_
