# fu-case import: what goes in and what does not: all or none, --partial and its
# twins, --inbox, --dry-run, receipts, corrections, "(ryd)".
# shellcheck disable=SC2154 # tab is from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
FU_DIR=reg
export FU_DIR
for id in S-1 S-2 S-3
do
	fu-case add case case_id=$id allocated=2026-01-05
done
rm -rf empty
cp -R reg empty
afresh () {
	rm -rf reg inbox rejected
	cp -R empty reg
}
head_='Sagsnr;Dato;Trivsel barn;Trivsel mor;Næste møde'
ratings () {
	fu-case list ratings -s case_id,date,rater,value,missing >stored
	tsv >expect
	same expect stored
}

# One bad row, one file, one call: nothing of it goes in.
printf '%s\nS-1;01-02-2026;5;6;\nS-2;01-02-2026;50;6;\n' "$head_" >a.csv
printf '%s\nS-3;01-02-2026;7;;\n' "$head_" >b.csv
run 'all or none' 1 fu-case import --template trivsel a.csv b.csv
is err <<\here
fu-case: a.csv:3:3: error: value "50" is not a number from 1 to 10 (cell C3, column "Trivsel barn")
fu-case: note: nothing was imported
here
run 'nothing went in' 0 test ! -e reg/ratings.tsv
run 'no receipt' 0 test ! -e reg/imports.tsv

# --dry-run goes the same way, and stores nothing.
run 'a dry run of what is wrong' 1 fu-case import -n --template trivsel a.csv
is out </dev/null
printf '%s\nS-1;01-02-2026;5;Afslået;01-03-2026\n' "$head_" >c.csv
run 'a dry run' 0 fu-case import -n -q --template trivsel c.csv
tsv >expect <<\here
op | kind | key | field | old | new
add | rating | case_id=S-1 date=2026-02-01 scale=trivsel rater=child | value |  | 5
add | rating | case_id=S-1 date=2026-02-01 scale=trivsel rater=mother | missing |  | declined
add | meeting | meeting_id=M000001 | case_id |  | S-1
add | meeting | meeting_id=M000001 | type |  | followup
add | meeting | meeting_id=M000001 | date |  | 2026-03-01
here
same expect out
run 'a dry run stores nothing' 0 diff -r empty reg

# --partial: the good rows, and a twin of the others.
run 'the good rows' 1 fu-case import --partial --template trivsel a.csv b.csv
is err <<\here
fu-case: a.csv:3:3: error: value "50" is not a number from 1 to 10 (cell C3, column "Trivsel barn")
fu-case: a.csv: note: rows refused: 1; they are in rejected/a.csv
fu-case: records: 3 (3 new, 0 changed, 0 stored already), files: 2, rows refused: 1
here
ratings <<\here
case_id | date | rater | value | missing
S-1 | 2026-02-01 | child | 5 |
S-1 | 2026-02-01 | mother | 6 |
S-3 | 2026-02-01 | child | 7 |
here
printf '\357\273\277%s;_line;_cell;_error\r\nS-2;01-02-2026;50;6;;3;C3;"value ""50"" is not a number from 1 to 10"\r\n' \
    "$head_" >expect
same expect rejected/a.csv
fu-case list imports -s template,file,new,changed,unchanged,rejected >stored
title='receipts'
tsv >expect <<\here
template | file | new | changed | unchanged | rejected
trivsel | a.csv | 1 |  |  | 1
trivsel | b.csv | 1 |  |  |
here
same expect stored

# The same bytes again write nothing and exit as the first time.
rm -rf before
cp -R reg before
run 'the same again' 1 fu-case import --partial --template trivsel a.csv b.csv
has '^fu-case: a.csv: error: was imported already, 20[0-9T:-]*Z; rows refused then: 1$' err
has '^fu-case: b.csv: note: was imported already' err
has 'files imported before: 2$' err
run 'writes nothing' 0 diff -r before reg
cp b.csv other-name.csv
run 'whatever it is called' 0 fu-case import --template trivsel other-name.csv
run 'writes nothing then' 0 diff -r before reg
run 'by another template it is another' 1 fu-case import --kind rating b.csv

# The twin, mended, goes in; in Danish it is headed in Danish.
sed 's/;50;/;5;/' rejected/a.csv >mended.csv
run 'the mended twin' 0 fu-case import --template trivsel mended.csv
fu-case list ratings case_id=S-2 -s rater,value >stored
is stored <<here
rater${tab}value
child${tab}5
mother${tab}6
here
afresh
LANGUAGE=da fu-case import --partial --template trivsel a.csv 2>/dev/null
title='a Danish twin'
has 'Næste møde;_linje;_celle;_fejl' rejected/a.csv

# A second twin never takes the place of the first.
printf '%s\nS-2;01-02-2026;51;6;\n' "$head_" >a.csv
run 'another sheet of that name' 1 fu-case import --partial --template trivsel a.csv
has ';50;' rejected/a.csv
has ';51;' rejected/a-2.csv
run 'a folder of its own' 1 fu-case import --partial --rejects back \
    --template trivsel a.csv
run 'is not asked for what was imported' 0 test ! -e back
printf '%s\nS-2;01-02-2026;52;6;\n' "$head_" >a.csv
run 'a folder of its own' 1 fu-case import --partial --rejects back \
    --template trivsel a.csv
has ';52;' back/a.csv

# fu-tsv is given back as fu-tsv.
afresh
tsv >r.tsv <<\here
case_id | date | scale | rater | value
S-1 | 2026-02-01 | trivsel | child | 5
S-2 | 2026-02-01 | trivsel | child | 50
here
run 'fu-tsv in part' 1 fu-case import -p --kind rating r.tsv
tsv >expect <<\here
case_id | date | scale | rater | value | fu_line | fu_cell | fu_error
S-2 | 2026-02-01 | trivsel | child | 50 | 3 |  | value "50" is not a number from 1 to 10
here
same expect rejected/r.tsv
run 'standard input cannot be given back' 2 fu-case import -p --kind rating -

# What refers to a refused row is refused with it.
afresh
cat >goals.csv <<\here
Sagsnr;Mål;Ordlyd
S-1;M1;Sover hele natten
S-9;M2;Kommer i skole
here
printf 'Sagsnr;Dato;Skala;Mål;Bedømmer;Værdi\nS-9;01-02-2026;goal;M2;barn;5\n' >r.csv
run 'a reference to what is refused' 1 fu-case import -p --kind goal goals.csv
run 'is told when it comes' 1 fu-case import -p --kind rating r.csv
has 'r.csv:2:4: error: goal_id "M2" is not in goals.tsv' err
tsv >replaces.tsv <<\here
case_id | goal_id | text | replaces
S-9 | M7 | a |
S-1 | M8 | b | M9
S-1 | M9 | c |
here
run 'within one sheet' 1 fu-case import -p --kind goal replaces.tsv
has 'replaces.tsv:2: error: case_id "S-9" is not in cases.tsv' err
has 'records: 2 ' err

# The same key twice is an error on both lines; neither goes in.
afresh
printf '%s\nS-1;01-02-2026;5;;\nS-1;01-02-2026;6;;\nS-2;01-02-2026;7;;\n' \
    "$head_" >a.csv
run 'a key twice' 1 fu-case import -p --template trivsel a.csv
has '^fu-case: a.csv:2:1: error: case_id has a key that a.csv line 3 has too' err
has '^fu-case: a.csv:3:1: error: case_id has a key that a.csv line 2 has too' err
ratings <<\here
case_id | date | rater | value | missing
S-2 | 2026-02-01 | child | 7 |
here

# A correction updates, and is logged; a blank cell leaves what is stored;
# "(ryd)" clears it.
afresh
cat >cases.csv <<\here
Sagsnr;Tildelt;Team;Note
S-1;05-01-2026;nord;ring først
here
run 'a first sheet' 0 fu-case import -q --kind case cases.csv
run 'what was blank is filled' 0 fu-case list cases case_id=S-1 -s team,note
is out <<here
team${tab}note
nord${tab}ring først
here
printf 'Sagsnr;Tildelt;Team;Note\nS-1;05-01-2026;;(ryd)\nS-2;06-01-2026;syd;\n' \
    >cases.csv
run 'a correction' 0 fu-case import --kind case cases.csv
is err <<\here
fu-case: records: 2 (0 new, 2 changed, 0 stored already), files: 1
here
run 'blank leaves, (ryd) clears' 0 fu-case list cases -s case_id,allocated,team,note
is out <<here
case_id${tab}allocated${tab}team${tab}note
S-1${tab}2026-01-05${tab}nord${tab}
S-2${tab}2026-01-06${tab}syd${tab}
S-3${tab}2026-01-05${tab}${tab}
here
cut -f 3-9 reg/log/*.tsv | grep -e change -e clear >logged
title='the log'
is logged <<here
change${tab}case${tab}case_id=S-1${tab}team${tab}${tab}nord${tab}cases.csv:2
change${tab}case${tab}case_id=S-1${tab}note${tab}${tab}ring først${tab}cases.csv:2
clear${tab}case${tab}case_id=S-1${tab}note${tab}ring først${tab}${tab}cases.csv:2
change${tab}case${tab}case_id=S-2${tab}team${tab}${tab}syd${tab}cases.csv:3
change${tab}case${tab}case_id=S-2${tab}allocated${tab}2026-01-05${tab}2026-01-06${tab}cases.csv:3
here
printf 'Sagsnr;Tildelt\nS-3;(ryd)\n' >cases.csv
run 'what a record needs cannot be cleared' 1 fu-case import --kind case cases.csv
has 'cases.csv:2:2: error: allocated is missing' err

# A reason takes the place of a number: exactly one of them is filled.
printf '%s\nS-1;01-02-2026;5;;\n' "$head_" >a.csv
printf '%s\nS-1;01-02-2026;Ikke til stede;;\n' "$head_" >b.csv
run 'a number' 0 fu-case import -q --template trivsel a.csv
run 'then a reason' 0 fu-case import -q --template trivsel b.csv
ratings <<\here
case_id | date | rater | value | missing
S-1 | 2026-02-01 | child |  | absent
here
run 'the register is sound' 0 fu-case check

# What the log tells of a correction: the old value and the new one, the sheet
# and its line.  Correcting says nothing of the texts on the terminal.
tail -n 3 reg/log/*.tsv | sed '$d' | cut -f 3-9 >logged
title='a reason for a number is two lines of the log'
is logged <<here
clear${tab}rating${tab}case_id=S-1 date=2026-02-01 scale=trivsel rater=child${tab}value${tab}5${tab}${tab}b.csv:2
change${tab}rating${tab}case_id=S-1 date=2026-02-01 scale=trivsel rater=child${tab}missing${tab}${tab}absent${tab}b.csv:2
here
cat >c.csv <<\here
Sagsnr;Dato;Skala;Bedømmer;Værdi;Bemærkning
S-1;01-02-2026;trivsel;barn;4;Emma var ked af det
S-1;15-06-2019;trivsel;barn;3;
here
run 'a number again, a text, and a late row' 0 fu-case import --kind rating c.csv
is err <<\here
fu-case: records: 2 (1 new, 1 changed, 0 stored already), files: 1
here
run 'are stored, the late row behind the others' 0 fu-case list ratings \
    -s date,value,missing,comment
tsv >expect <<\here
date | value | missing | comment
2026-02-01 | 4 |  | Emma var ked af det
2019-06-15 | 3 |  |
here
same expect out
sed 's/;4;.*/;5,5;Emma var glad/' c.csv >d.csv
run 'a dry run of a correction' 0 fu-case import -n --kind rating d.csv
tsv >expect <<\here
op | kind | key | field | old | new
change | rating | case_id=S-1 date=2026-02-01 scale=trivsel rater=child | value | 4 | 5.5
change | rating | case_id=S-1 date=2026-02-01 scale=trivsel rater=child | comment | Emma var ked af det | Emma var glad
here
same expect out
run 'another text' 0 fu-case import --kind rating d.csv
hasnt Emma err
# What add is given is meant to be new.
run 'add corrects nothing' 1 fu-case add rating case_id=S-1 date=2026-02-01 \
    scale=trivsel rater=child value=7
has 'value "7" is not what is stored under this key in ratings.tsv line 2: there it is "5.5"' err

# A sheet that came twice is taken once, whatever it is called.
afresh
printf '%s\nS-1;01-02-2026;5;;\n' "$head_" >a.csv
cp a.csv 'a (1).csv'
run 'a sheet twice' 0 fu-case import --template trivsel a.csv 'a (1).csv'
is err <<\here
fu-case: a (1).csv: note: holds the same as a.csv: it is taken once
fu-case: records: 1 (1 new, 0 changed, 0 stored already), files: 2
here

# --inbox: file by file, all good ones in one transaction.
afresh
mkdir inbox
printf '%s\nS-1;01-02-2026;5;;\n' "$head_" >inbox/a.csv
printf '%s\nS-2;01-02-2026;5;;\nS-9;01-02-2026;5;;\n' "$head_" >inbox/b.csv
printf 'PK\003\004 no workbook' >inbox/c.xlsx
printf 'x' >'inbox/~$lock.csv'
printf '%s\nS-3;01-02-2026;8;;\n' "$head_" >inbox/d.csv
run 'an inbox' 1 fu-case import --inbox inbox --template trivsel
has '^fu-case: inbox/b.csv:3:1: error: case_id "S-9" is not in cases.tsv' err
has '^fu-case: records: 2 \(2 new, 0 changed, 0 stored already\), files: 4, .*files refused: 2' err
(cd inbox && find . -type f | sort) >there
is there <<\here
./done/a.csv
./done/d.csv
./rejected/b.csv
./rejected/c.xlsx
./~$lock.csv
here
ratings <<\here
case_id | date | rater | value | missing
S-1 | 2026-02-01 | child | 5 |
S-3 | 2026-02-01 | child | 8 |
here
# The broken sheet and the mended one in the same inbox.
printf '%s\nS-2;05-02-2026;x;;\n' "$head_" >inbox/e.csv
printf '%s\nS-2;05-02-2026;7;;\n' "$head_" >inbox/f.csv
cp inbox/f.csv 'inbox/f (1).csv'
run 'a sheet sent again' 1 fu-case import --inbox inbox --template trivsel
run 'the mended one is in' 0 test -e inbox/done/f.csv
run 'and its copy is done with' 0 test -e 'inbox/done/f (1).csv'
run 'the broken one is not' 0 test -e inbox/rejected/e.csv
rm -f inbox/done/f*.csv inbox/rejected/e.csv
run 'an empty inbox' 0 fu-case import --inbox inbox --template trivsel
# As if the machine had stopped between the commit and the moving.
mv inbox/done/a.csv inbox/a.csv
run 'a file that was not moved' 0 fu-case import --inbox inbox --template trivsel
has 'inbox/a.csv: note: was imported already' err
run 'is moved now' 0 test -e inbox/done/a.csv
cp inbox/rejected/b.csv inbox/b.csv
run 'an inbox in part' 1 fu-case import --inbox inbox -p --template trivsel
run 'its file is done' 0 test -e inbox/done/b.csv
has 'S-9.*_?case_id' inbox/rejected/b-2.csv
run 'an inbox that is not there' 2 fu-case import --inbox nowhere --template trivsel

# Usage.
run 'neither template nor kind' 2 fu-case import a.csv
run 'both' 2 fu-case import --template trivsel --kind rating a.csv
run 'a template that is none' 2 fu-case import --template trivsle a.csv
has 'there is no template "trivsle"; did you mean trivsel\?' err
run 'an inbox and files' 2 fu-case import --template trivsel --inbox inbox a.csv
run 'twins without --partial' 2 fu-case import --template trivsel --rejects x a.csv
done_
