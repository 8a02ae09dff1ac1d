# fu-case import: what is refused, how it is told, and that nothing is stored
# where anything is refused.
# shellcheck disable=SC2154 # title is from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
FU_DIR=reg
export FU_DIR
for id in S-1 S-2
do
	fu-case add case case_id=$id allocated=2026-01-05
done
fu-case add goal case_id=S-1 goal_id=M1 text=x
fu-case add rating case_id=S-1 date=2026-01-31 scale=trivsel rater=mother \
    value=3.5 comment=Emma
cp -R reg before
fields='Sagsnr, Dato, Skala, Punkt, Emne, Mål, Bedømmer, Trin, Kontekst, Fase, Værdi, Årsag, Bemærkning, Møde, Kilde'

# refuse TITLE [FILE...]: exit 1 and not a byte stored; the findings, without
# the note that ends them, in ./said.
refuse () {
	title=$1
	shift
	run "$title" 1 fu-case import --kind rating "${@:-a.csv}"
	sed '$d' err >said
	sed -n '$p' err >last
	grep -q '^fu-case: note: nothing was imported$' last &&
	    diff -r before reg >diff.out 2>&1
	report $? "$title: nothing is stored, and it says so"
	is out </dev/null
}
head='Sagsnr;Dato;Skala;Bedømmer;Værdi'

# Numbers.
printf '%s\nS-1;01-02-2026;trivsel;mor;1.234\n' "$head" >a.csv
refuse 'a point before three digits in a ; sheet'
is said <<\here
fu-case: a.csv:2:5: error: value "1.234" may mean 1234 or 1,234; write it without the mark, or with one or two digits behind it (cell E2, column "Værdi")
here
printf 'Sagsnr,Dato,Skala,Bedømmer,Værdi\nS-1,01-02-2026,trivsel,mor,"1,234"\n' \
    >a.csv
refuse 'a comma before three digits in a , sheet'
is said <<\here
fu-case: a.csv:2:5: error: value "1,234" may mean 1234 or 1.234; write it without the mark, or with one or two digits behind it (cell E2, column "Værdi")
here
for value in 3.50O 3e1 3+ 1.23,5 5,,5 ,5 '5;' 5% 1_0
do
	printf '%s\nS-1;01-02-2026;trivsel;mor;"%s"\n' "$head" "$value" >a.csv
	refuse "\"$value\" is no number"
	has "^fu-case: a.csv:2:5: error: value \"" said
	has 'is not a number \(cell E2, column "Værdi"\)$' said
done
printf '%s\nS-1;01-02-2026;trivsel;mor;10,5\nS-1;02-02-2026;trivsel;mor;5,25\n' \
    "$head" >a.csv
refuse 'off the scale'
is said <<\here
fu-case: a.csv:2:5: error: value "10,5" is not a number from 1 to 10 (cell E2, column "Værdi")
fu-case: a.csv:3:5: error: value "5,25" is not on the scale, which goes in steps of 0.5 (cell E3, column "Værdi")
here

# Dates.
cat >a.csv <<here
$head
S-1;01-02-26;trivsel;mor;5
S-1;31-02-2026;trivsel;mor;5
S-1;02/13/2026;trivsel;mor;5
S-1;46054;trivsel;mor;5
S-1;1. februar;trivsel;mor;5
S-1;2026-02-30;trivsel;mor;5
S-1;2026-2-1;trivsel;mor;5
S-1;;trivsel;mor;5
here
refuse 'dates that are none'
is said <<\here
fu-case: a.csv:2:2: error: date "01-02-26" has a year without four digits, which may mean 1926 or 2026; write the date as 22-11-2026 (cell B2, column "Dato")
fu-case: a.csv:3:2: error: date "31-02-2026" is a day that is not in the calendar (the day comes first) (cell B3, column "Dato")
fu-case: a.csv:4:2: error: date "02/13/2026" is a day that is not in the calendar (the day comes first); with the month first it would be 2026-02-13 (cell B4, column "Dato")
fu-case: a.csv:5:2: error: date "46054" is a day number of Excel; as a date it would be 2026-02-01: give the column a date format (cell B5, column "Dato")
fu-case: a.csv:6:2: error: date "1. februar" is not a date such as 22-11-2026 (cell B6, column "Dato")
fu-case: a.csv:7:2: error: date "2026-02-30" is not a date such as 22-11-2026 (cell B7, column "Dato")
fu-case: a.csv:8:2: error: date "2026-2-1" is not a date such as 22-11-2026 (cell B8, column "Dato")
fu-case: a.csv:9:2: error: date is missing (cell B9, column "Dato")
here

# Codes, ids, references.
printf '%s;Årsag\nS-1;01-02-2026;trivsel;mor;;glemt\n' "$head" >a.csv
refuse 'a code that is none'
is said <<\here
fu-case: a.csv:2:6: error: missing "glemt" is none of: declined, not assessed, not applicable, absent (cell F2, column "Årsag")
here
printf '%s\nS-1;01-02-2026;lineal;mor;5\n' "$head" >a.csv
refuse 'a scale that is none'
has '^fu-case: a.csv:2:3: error: scale "lineal" .* \(cell C2, column "Skala"\)$' \
    said
printf '%s;Mål\nS-3;01-02-2026;trivsel;mor;5;\nS-2;01-02-2026;trivsel;mor;5;M1\n' \
    "$head" >a.csv
refuse 'a case and a goal that are not there'
is said <<\here
fu-case: a.csv:2:1: error: case_id "S-3" is not in cases.tsv (cell A2, column "Sagsnr")
fu-case: a.csv:3:6: error: goal_id "M1" is not in goals.tsv (looked for S-2 M1) (cell F3, column "Mål")
here
printf '%s\n010110-1234;01-02-2026;trivsel;mor;5\nS 1;01-02-2026;trivsel;mor;5\n' \
    "$head" >a.csv
refuse 'ids that are none'
is said <<\here
fu-case: a.csv:2:1: error: case_id "[CPR]" looks like a CPR number, which must never be an id (cell A2, column "Sagsnr")
fu-case: a.csv:3:1: error: case_id "S 1" is not an id: letters a-z, digits, . _ and -, at most 64 (cell A3, column "Sagsnr")
here
printf '%s;Årsag\nS-1;01-02-2026;trivsel;mor;5;Afslået\nS-1;02-02-2026;trivsel;mor;;\n' \
    "$head" >a.csv
refuse 'a number and a reason, and neither'
has '^fu-case: a.csv:2:5: error: value "5" is .*missing: only one .* \(cell E2, column "Værdi"\)$' said
has '^fu-case: a.csv:3:5: error: value is .*missing: one of them is wanted \(cell E3, column "Værdi"\)$' said

# Columns.
printf 'Sagsnr;Dto;Skala;Bedømmer;Værdi\nS-1;01-02-2026;trivsel;mor;5\n' >a.csv
refuse 'a column that is none'
is said <<here
fu-case: a.csv:1:2: error: column "Dto" is not one of this template; did you mean "Dato"? (there are: $fields)
fu-case: a.csv:1: error: missing column "Dato" (date)
here
printf 'Sagsnr;Dato;Skala;Værdi;Bedømer\n' >a.csv
refuse 'the nearest label is named, æ ø å and all'
has '^fu-case: a.csv:1:5: error: column "Bedømer" .*did you mean "Bedømmer"\?' \
    said
printf '%s;dato;Date\nS-1;01-02-2026;trivsel;mor;5;;\n' "$head" >a.csv
refuse 'a column twice, by any of its names'
is said <<\here
fu-case: a.csv:1:6: error: column "dato" is there twice
fu-case: a.csv:1:7: error: column "Date" is there twice
here
printf 'sep=;\n%s;Dto\n' "$head" >a.csv
refuse 'the heading is on the line where it is'
has '^fu-case: a.csv:2:6: error: column "Dto" ' said
printf '\n\n%s;Dto\n' "$head" >a.csv
refuse 'also behind empty lines'
has '^fu-case: a.csv:3:6: error: column "Dto" ' said
printf '%s\nS-1;01-02-2026;trivsel;mor;5;5\n' "$head" >a.csv
refuse 'a value under no heading'
is said <<\here
fu-case: a.csv:2:6: error: a value under no heading; perhaps a cell before it holds the delimiter without quotes (cell F2)
here
printf 'Sagsnr;Dato;Skala;;Bedømmer;Værdi\nS-1;01-02-2026;trivsel;x;mor;5\n' \
    >a.csv
refuse 'a value under an empty heading'
has '^fu-case: a.csv:2:4: error: a value under no heading.* \(cell D2\)$' said
printf '%s\nS-1;01-02-2026;trivsel\n' "$head" >a.csv
refuse 'a row that ends early'
has '^fu-case: a.csv:2:4: error: rater is missing \(cell D2, ' said
: >a.csv
refuse 'an empty sheet'
is said <<\here
fu-case: a.csv:1: error: the sheet is empty
here

# Quotes and lines.
cat >a.csv <<here
$head;Bemærkning
S-1;01-02-2026;trivsel;mor;5;en "god" dag
S-1;02-02-2026;trivsel;mor;5;"en "god" dag"
S-1;03-02-2026;trivsel;mor;99;
here
refuse 'stray quotes'
is said <<\here
fu-case: a.csv:2:6: error: a quote inside a cell that has none around it: put the cell in quotes and write this one twice (cell F2)
fu-case: a.csv:3:6: error: text behind the closing quote of a cell: a quote inside a quoted cell is written twice (cell F3)
fu-case: a.csv:4:5: error: value "99" is not a number from 1 to 10 (cell E4, column "Værdi")
here
cat >a.csv <<here
$head;Bemærkning
S-1;01-02-2026;trivsel;mor;5;
S-1;02-02-2026;trivsel;mor;5;"aldrig lukket
S-1;03-02-2026;trivsel;mor;99;
S-1;04-02-2026;trivsel;mor;5;
here
refuse 'a quote that is never closed'
is said <<\here
fu-case: a.csv:3:6: error: the quote that begins this cell is not closed (cell F3)
fu-case: a.csv:4:5: error: value "99" is not a number from 1 to 10 (cell E4, column "Værdi")
here
cat >a.csv <<here
$head;Bemærkning

S-1;01-02-2026;trivsel;mor;5;"tre

linjer"
S-1;02-02-2026;trivsel;mor;99;"to
linjer"
here
refuse 'behind a line break: the line of the file, the row of Excel'
is said <<\here
fu-case: a.csv:6:5: error: value "99" is not a number from 1 to 10 (cell E4, column "Værdi")
here
cat >a.csv <<here
Bemærkning;$head
"to
linjer";S-1;02-02-2026;trivsel;mor;99
here
refuse 'behind a line break in its own row'
is said <<\here
fu-case: a.csv:3:6: error: value "99" is not a number from 1 to 10 (cell F2, column "Værdi")
here
printf 'sep=;\r\n%s\r\nS-1;01-02-2026;trivsel;mor;99\r\n' "$head" >a.csv
refuse 'behind sep=, which Excel does not show'
is said <<\here
fu-case: a.csv:3:5: error: value "99" is not a number from 1 to 10 (cell E2, column "Værdi")
here

# Bytes.
printf '%s;Bem\346rkning\n' "$head" >a.csv
run 'two encodings in one sheet' 2 fu-case import --kind rating a.csv
has '^fu-case: a.csv:1: error: ' err
printf 'Sagsnr;Dato;Skala;Bed\370mmer\201\n' >a.csv
refuse 'a byte that no encoding has'
has '^fu-case: a.csv:1:4: error: ' said
printf '%s\nS-1;01-02-2026;trivsel;mor;5\0\n' "$head" >a.csv
refuse 'a NUL'
has '^fu-case: a.csv:2' said

# All findings of all files, each in its place.
printf '%s\nS-3;01-02-2026;trivsel;mor;99\nS-1;01-02-26;trivsel;mor;x\n' \
    "$head" >a.csv
printf '%s\nS-1;05-02-2026;trivsel;mor;5\n' "$head" >b.csv
printf 'Sagsnr;Dato;Skala;Bedømmer;Vrdi\n' >c.csv
printf '%s\nS-2;05-02-2026;trivsel;mor;0\n' "$head" >d.csv
refuse 'four sheets, one of them good' a.csv b.csv c.csv d.csv
has '^fu-case: a.csv:2:5: error: value "99" ' said
has '^fu-case: a.csv:2:1: error: case_id "S-3" is not in cases.tsv ' said
has '^fu-case: a.csv:3:2: error: date "01-02-26" ' said
has '^fu-case: a.csv:3:5: error: value "x" ' said
has '^fu-case: c.csv:1:5: error: column "Vrdi" ' said
has '^fu-case: d.csv:2:5: error: value "0" ' said
hasnt 'b\.csv' said
{
	echo "$head"
	awk 'BEGIN { for (i = 0; i < 150; i++) print "S-1;x;trivsel;mor;5" }'
} >a.csv
run 'more findings than anyone reads' 1 fu-case import --kind rating a.csv
grep -c ': error: date "x" ' err >told
is told <<\here
100
here
grep -v 'error: date' err >last
title='behind them'
has '^fu-case: and 50 more, not shown$' last
has '^fu-case: note: nothing was imported$' last
run 'and so it is' 0 diff -r before reg

# Keys.
printf '%s\nS-1;02-02-2026;trivsel;mor;5\nS-1;03-02-2026;trivsel;mor;5\nS-1;02-02-2026;trivsel;MOR;6\n' \
    "$head" >a.csv
refuse 'a key twice in a sheet'
is said <<\here
fu-case: a.csv:2:1: error: case_id has a key that a.csv line 4 has too: S-1 2026-02-02 trivsel mother (cell A2, column "Sagsnr")
fu-case: a.csv:4:1: error: case_id has a key that a.csv line 2 has too: S-1 2026-02-02 trivsel mother (cell A4, column "Sagsnr")
here
printf '%s\nS-1;02-02-2026;trivsel;mor;5\n' "$head" >a.csv
printf 'Sagsnr;Dato;Skala;Bedømmer;Værdi\nS-1;02-02-2026;trivsel;mor;6\n' \
    >b.csv
refuse 'a key twice in two sheets' a.csv b.csv
has '^fu-case: a.csv:2:1: error: .* b.csv line 2 ' said
has '^fu-case: b.csv:2:1: error: .* a.csv line 2 ' said

# Names and text are told nowhere.
cat >a.csv <<here
$head;Bemærkning;Kilde
S-9;01-13-2026;trivsel;mor;99;Emma Holm;Bo Dam
S-1;02-02-2026;trivsel;mor;x;"Emma "Holm"";Bo Dam
S-1;03-02-2026;trivsel;mor;5;Emma Holm;"Bo
Dam"
here
refuse 'text beside findings'
hasnt 'Emma|Holm|Bo|Dam' said
printf '%s\nS-1;01-02-2026;trivsel;abcdefghijklmnopqrstuvwxyz 1;5\n' "$head" \
    >a.csv
refuse 'what is told of a cell is cut'
has 'rater "abcdefghijklmnopqrst…" ' said
printf '%s\nS-1;01-02-2026;trivsel;"mor\033]0;x\a";5\n' "$head" >a.csv
refuse 'no control character reaches the terminal'
hasnt "$(printf '\033')" said

# fu-tsv is read as strictly as ever.
printf 'case_id\tdate\tscale\trater\tvalue\nS-1\t01-02-2026\ttrivsel\tmor\t5,5\n' \
    >a.tsv
refuse 'a fu-tsv with typed values' a.tsv
has '^fu-case: a.tsv:2(:[0-9]+)?: error: date "01-02-2026" ' said
has '^fu-case: a.tsv:2(:[0-9]+)?: error: value "5,5" is not a number' said
printf 'case_id\tdate\tscale\trater\tvalue\tmood\n' >a.tsv
refuse 'a fu-tsv with an unknown column' a.tsv
has '^fu-case: a.tsv:1(:[0-9]+)?: error: column "mood" ' said
printf 'case_id\tdate\tscale\trater\tvalue\nS-1\t2026-02-01\ttrivsel\tmother\t\\q\n' \
    >a.tsv
run 'a malformed fu-tsv' 2 fu-case import --kind rating a.tsv
has '^fu-case: a.tsv:2:31: error: a backslash ' err
run 'stores nothing' 0 diff -r before reg

# What cannot be done at all.
printf '%s\nS-1;05-02-2026;trivsel;mor;5\n' "$head" >b.csv
run 'a file that is not there' 2 fu-case import --kind rating b.csv gone.csv
has '^fu-case: gone.csv: error: ' err
run 'leaves the others out, too' 0 diff -r before reg
run 'a folder' 2 fu-case import --kind rating reg
printf '\377\376S\0a' >a.csv
run 'UTF-16, cut short' 2 fu-case import --kind rating a.csv
has '^fu-case: a.csv:1: error: .*UTF-16' err
printf 'PK\3\4' >a.csv
run 'a workbook, cut short' 2 fu-case import --kind rating a.csv
has '^fu-case: a.csv: error: the workbook is damaged' err
run 'no kind' 2 fu-case import b.csv
run 'no file' 2 fu-case import --kind rating
run 'a kind that is none' 2 fu-case import --kind raitng b.csv
has 'did you mean rating\?' err
run 'no register' 2 env FU_DIR=nowhere fu-case import --kind rating b.csv
printf 'x\ty\n' >in
run 'findings in standard input' 1 fu-case import --kind rating -
has '^fu-case: <stdin>:1(:[0-9]+)?: error: column "x" ' err
printf 'Sagsnr;Dato;Skala;Bedømmer;Værdi\n' >in
run 'standard input is fu-tsv, not a sheet' 2 fu-case import --kind rating -
run 'nothing of all that is stored' 0 diff -r before reg

done_
