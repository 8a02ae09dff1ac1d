# fu-case import: sheets as Danish Excel and other systems write them come in
# as they are.  What is refused, and how it is told: fu-case-import-refuse.t.
# shellcheck disable=SC2154 # tab is from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
FU_DIR=reg
export FU_DIR
for id in S-1 S-2
do
	fu-case add case case_id=$id allocated=2026-01-05
done
fu-case add goal case_id=S-1 goal_id=M1 text=x
rm -rf empty
cp -R reg empty

afresh () {
	rm -rf reg
	cp -R empty reg
}

# take TITLE: sheet.csv goes in; ./stored is then what list prints of it.
take () {
	run "$1" 0 fu-case import --kind rating sheet.csv
	fu-case list ratings -s case_id,date,scale,rater,value,missing >stored
	mv err said
}
one () {
	table stored <<\here
case_id | date | scale | rater | value | missing
S-1 | 2026-02-01 | trivsel | mother | 5.5 |
here
	afresh
}

# Encoding, delimiter, line ends.
printf 'Sagsnr;Dato;Skala;Bedømmer;Værdi\nS-1;01-02-2026;trivsel;mor;5,5\n' \
    >sheet.csv
take 'UTF-8 and ;'
is said <<\here
fu-case: records: 1 (1 new, 0 changed, 0 stored already), files: 1
here
one
printf '\357\273\277Sagsnr;Dato;Skala;Bedømmer;Værdi\r\nS-1;01-02-2026;trivsel;mor;5,5\r\n' \
    >sheet.csv
take 'a byte order mark and CRLF'
one
printf 'Sagsnr;Dato;Skala;Bed\370mmer;V\346rdi;Bem\346rkning\r\nS-1;01-02-2026;trivsel;mor;5,5;\200 \226 \330\r\n' \
    >sheet.csv
take 'Windows-1252'
is said <<\here
fu-case: sheet.csv:1: note: read as Windows-1252: this line is not UTF-8
fu-case: records: 1 (1 new, 0 changed, 0 stored already), files: 1
here
fu-case list ratings -s comment >comment
is comment <<\here
comment
€ – Ø
here
one
{
	printf '\377\376'
	printf 'Sagsnr\tDato\tSkala\tBedømmer\tVærdi\r\nS-1\t01-02-2026\ttrivsel\tmor\t5,5\r\n' |
	    iconv -f UTF-8 -t UTF-16LE
} >sheet.csv
take 'UTF-16, as "Unicode text"'
is said <<\here
fu-case: sheet.csv: note: read as UTF-16
fu-case: records: 1 (1 new, 0 changed, 0 stored already), files: 1
here
one
printf 'Sagsnr,Dato,Skala,Bedømmer,Værdi\nS-1,2026-02-01,trivsel,mor,5.5\n' \
    >sheet.csv
take 'commas'
one
printf 'Sagsnr\tDato\tSkala\tBedømmer\tVærdi\nS-1\t01-02-2026\ttrivsel\tmor\t5,5\n' \
    >sheet.csv
take 'TABs'
one
printf 'sep=;\r\nSagsnr;Dato;Skala;Bedømmer;Værdi\r\nS-1;01-02-2026;trivsel;mor;5,5\r\n' \
    >sheet.csv
take 'the line sep='
one
printf 'Sagsnr,Dato,Skala,Bedømmer,Værdi\nS-1,2026-02-01,trivsel,mor,"5,5"\n' \
    >sheet.csv
take 'commas, and a comma in quotes'
one
printf 'Sagsnr;Dato;Skala;Bedømmer;Værdi\nS-1;01-02-2026;trivsel;mor;5,5' \
    >sheet.csv
take 'no line end at the end'
one
printf 'Sagsnr;Dato;Skala;Bedømmer;Værdi;;;\n;;;;;;;\n\nS-1;01-02-2026;trivsel;mor;5,5;;;\n;;;;;;;\n' \
    >sheet.csv
take 'empty rows and columns'
one

# Headings.
for heading in 'SAGSNR;dato;SkAlA;BEDØMMER;VÆRDI' \
    'Case no.;Date;Scale;Rater;Value' \
    'case_id;date;scale;rater;value' \
    'Case_ID;DATE;scale;"Rater";value' \
    ' Sags-nr ;Da to;skala;Bedømmer;Værdi' \
    'sagsnr;date;Skala;rater;værdi'
do
	printf '%s\nS-1;01-02-2026;trivsel;mor;5,5\n' "$heading" >sheet.csv
	take "headings: $heading"
	one
done
printf 'Værdi;Bedømmer;Skala;Dato;Sagsnr\n5,5;mor;trivsel;01-02-2026;S-1\n' \
    >sheet.csv
take 'columns in another order'
one

# Values.
for date in 01-02-2026 1-2-2026 01.02.2026 1.2.2026 01/02/2026 1/2/2026 \
    2026-02-01 ' 01-02-2026 '
do
	printf 'Sagsnr;Dato;Skala;Bedømmer;Værdi\nS-1;%s;trivsel;mor;5,5\n' \
	    "$date" >sheet.csv
	take "the date \"$date\""
	one
done
for value in 5,5 5.5 5,50 05,5 ' 5,5 '
do
	printf 'Sagsnr;Dato;Skala;Bedømmer;Værdi\nS-1;01-02-2026;trivsel;mor;%s\n' \
	    "$value" >sheet.csv
	take "the number \"$value\""
	one
done
for rater in mor MOR Mother mother ' Mor '
do
	printf 'Sagsnr;Dato;Skala;Bedømmer;Værdi\nS-1;01-02-2026;trivsel;%s;5,5\n' \
	    "$rater" >sheet.csv
	take "the rater \"$rater\""
	one
done
for scale in trivsel Trivsel 'Trivselslineal 1-10' 'WELLBEING ruler 1-10'
do
	printf 'Sagsnr;Dato;Skala;Bedømmer;Værdi\nS-1;01-02-2026;%s;mor;5,5\n' \
	    "$scale" >sheet.csv
	take "the scale \"$scale\""
	one
done
cat >sheet.csv <<\here
Sagsnr;Dato;Skala;Bedømmer;Værdi;Årsag;Trin;Kontekst
S-1;01-02-2026;trivsel0;Netværk.mormor;;Afslået;;
S-1;01-02-2026;trivsel0;FORÆLDER;;ikke vurderet;;
S-1;01-02-2026;trivsel0;rådgiver;0;;Fælles;Skole
S-1;01-02-2026;trivsel0;rådgiver;0;;egen;Hjem
here
run 'codes by their labels in any case' 0 fu-case import -k rating sheet.csv
run 'they are stored as codes' 0 fu-case list ratings \
    -s rater,value,missing,stage,context
table out <<\here
rater | value | missing | stage | context
network.mormor | | declined | |
parent | | not_assessed | |
caseworker | 0 | | joint | school
caseworker | 0 | | | home
here
afresh

# Text.
printf 'Sagsnr;Dato;Skala;Bedømmer;Værdi;Bemærkning\nS-1;01-02-2026;trivsel;mor;5,5;"To\r\nlinjer; ""her""\tog \\n"\n' \
    >sheet.csv
take 'a cell of two lines'
sed -n 2p reg/ratings.tsv | cut -f 13 >comment
is comment <<\here
To\nlinjer; "her"\tog \\n
here
one

# Again, late, together.
cat >sheet.csv <<\here
Sagsnr;Dato;Skala;Bedømmer;Værdi;Årsag;Mål;Bemærkning
S-1;01-02-2026;trivsel;mor;5,5;;;Godt gået
S-1;01-03-2026;trivsel;mor;6;;M1;
S-2;01-03-2026;trivsel;mor;;Afslået;;
here
run 'a goal of the case' 0 fu-case import --kind rating sheet.csv
rm -rf before
cp -R reg before
run 'the same sheet again' 0 fu-case import --kind rating sheet.csv
sed 's/20[0-9:TZ-]*Z$/TIME/' err >said
is said <<\here
fu-case: sheet.csv: note: was imported already, TIME
fu-case: records: 0 (0 new, 0 changed, 0 stored already), files: 1, files imported before: 1
here
run 'not a byte of the register has changed' 0 diff -r before reg
printf 'Sagsnr,Dato,Skala,Bedømmer,Værdi\nS-1,2026-02-01,trivsel,Mother,5.50\n' \
    >other.csv
run 'the same record written otherwise' 0 fu-case import --kind rating \
    other.csv
is err <<\here
fu-case: records: 1 (0 new, 0 changed, 1 stored already), files: 1
here
run 'changes nothing' 0 cmp before/ratings.tsv reg/ratings.tsv
run 'and logs nothing but its receipt' 0 sh -c 'tail -n 1 reg/log/*.tsv'
has "${tab}add${tab}import${tab}sha256=[0-9a-f]{64} template=kind:rating${tab}" out
printf 'Sagsnr;Dato;Skala;Bedømmer;Værdi\nS-1;15-06-2019;trivsel;mor;3\nS-1;01-02-2026;trivsel;mor;5,5\n' \
    >late.csv
run 'a late row with an old date' 0 fu-case import --kind rating late.csv
is err <<\here
fu-case: records: 2 (1 new, 0 changed, 1 stored already), files: 1
here
run 'it is stored behind the others' 0 tail -n 1 reg/ratings.tsv
has "^S-1${tab}2019-06-15${tab}trivsel${tab}" out
afresh
printf 'Sagsnr;Dato;Skala;Bedømmer;Værdi\nS-2;15-06-2026;trivsel;mor;3\n' \
    >more.csv
run 'two sheets in one call' 0 fu-case import --kind rating sheet.csv more.csv
is err <<\here
fu-case: records: 4 (4 new, 0 changed, 0 stored already), files: 2
here
run 'every row is in the log with its place' 0 cat reg/log/*.tsv
has "${tab}add${tab}rating${tab}case_id=S-2 date=2026-06-15 scale=trivsel rater=mother${tab}${tab}${tab}${tab}more.csv:2\$" out
has "${tab}sheet.csv:4\$" out
afresh
run 'quietly' 0 fu-case import -q --kind rating sheet.csv
is err </dev/null
is out </dev/null
afresh

# fu-tsv, from files and from standard input.
fu-case import -q --kind rating sheet.csv
run 'fu-tsv out' 0 fu-case list ratings -o rows.tsv
rm -rf before
cp -R reg before
run 'and in again' 0 fu-case import --kind rating rows.tsv
is err <<\here
fu-case: records: 3 (0 new, 0 changed, 3 stored already), files: 1
here
run 'with nothing changed' 0 cmp before/ratings.tsv reg/ratings.tsv
rm reg/ratings.tsv reg/imports.tsv
run 'into a register without them' 0 fu-case import -q --kind rating rows.tsv
run 'it is the same table' 0 cmp before/ratings.tsv reg/ratings.tsv
rm reg/ratings.tsv
cp rows.tsv in
run 'from standard input' 0 fu-case import -q --kind rating -
: >in
run 'as well' 0 cmp before/ratings.tsv reg/ratings.tsv
afresh

# Kinds whose ids are given out.
cat >notes.csv <<\here
Sagsnr;Dato;Tekst
S-1;01-02-2026;Talt med skolen
S-1;02-02-2026;Talt med skolen
here
run 'ids are given out' 0 fu-case import --kind note notes.csv
run 'in the order of the sheet' 0 fu-case list notes -s note_id,date
is out <<\here
note_id	date
N000001	2026-02-01
N000002	2026-02-02
here
rm -rf before
cp -R reg before
run 'not a second time' 0 fu-case import --kind note notes.csv
run 'nothing changes' 0 diff -r before reg
afresh
printf 'Sagsnr;Dato;Tekst\nS-1;01-02-2026;x\nS-1;01-02-2026;x\n' >notes.csv
run 'rows that are wholly equal' 0 fu-case import --kind note notes.csv
run 'are one record' 0 fu-case list notes -s note_id,text
is out <<\here
note_id	text
N000001	x
here
run 'also when they come again' 0 fu-case import --kind note notes.csv
afresh
printf 'case_id\tdate\ttext\nS-1\t2026-02-01\ta\\nb\n' >in
run 'escapes and all' 0 fu-case import \
    --kind note -
sed -n 2p reg/notes.tsv | cut -f 6 >text
is text <<\here
a\nb
here

done_
