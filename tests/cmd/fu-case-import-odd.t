# fu-case import: what nobody thinks of: names of files, files that change or
# come twice, what is cleared, defaults, twins of odd sheets.
# shellcheck disable=SC2154 # tab is from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
FU_DIR=reg
export FU_DIR
for i in 1 2 3
do
	fu-case add case case_id=S-000$i allocated=2026-01-01
done
head_='Sagsnr;Dato;Trivsel barn;Næste møde'

# A receipt and the log keep the name of a file in one line of UTF-8, without a
# CPR number.
name=$(printf 'b\346d\n010263-1234.csv')
printf '%s\nS-0001;01-02-2026;5;\n' "$head_" >"$name"
run 'a name of odd bytes' 0 fu-case import -q --template trivsel "$name"
run 'is kept in one line' 0 fu-case list imports -s file
cat >expect <<\here
file
b\\xE6d\\x0A[CPR].csv
here
same expect out
run 'the register is sound' 0 fu-case check
is err </dev/null
hasnt '010263' "$(echo reg/log/*.tsv)"

# What an empty field means anyway can be typed, and corrects.
fu-case add meeting case_id=S-0001 type=followup date=2026-03-01 state=held >id
printf 'Mødenr;Sagsnr;Type;Dato;Tilstand\n%s;;;;Planlagt\n' "$(cat id)" >m.csv
run 'a default' 0 fu-case import --kind meeting m.csv
has '1 changed' err
run 'is stored as such' 0 fu-case list meetings -s state
is out <<\here
state

here

# A record without an id has nothing that could be cleared.
printf '%s\nS-0002;01-02-2026;;(ryd)\n' "$head_" >c.csv
run 'which meeting is not known' 1 fu-case import --template trivsel c.csv
has 'c.csv:2:4: error: date can only be cleared in a record that is named by its meeting_id' err

# A number or a reason: one of them stays.
printf '%s\nS-0003;01-02-2026;Afslået;\n' "$head_" >d.csv
fu-case import -q --template trivsel d.csv
printf '%s\nS-0003;01-02-2026;(ryd);\n' "$head_" >e.csv
run 'a reason is not cleared away' 1 fu-case import --template trivsel e.csv
has 'e.csv:2:3: error: value is empty, and so is missing' err

# A broken row comes back as it stands, and is told nowhere.
printf 'Sagsnr;Dato;Trivsel barn\nS-0001;Hanne Vilhelmsen;"a" b\nS-0002;03-02-2026;5\n' \
    >q.csv
run 'a broken row' 1 fu-case import -p --template trivsel q.csv
has '1 new' err
has '^"S-0001;Hanne Vilhelmsen;""a"" b";;;2;;text behind' rejected/q.csv
run 'and is refused as it is' 1 fu-case import -p --template trivsel \
    rejected/q.csv
hasnt Hanne err
has 'case_id is not an id' err
hasnt 'Hanne.*Hanne' rejected/rejected/q.csv

# A delimiter that only "sep=" tells is not needed in the twin.
printf 'sep=|\nSagsnr|Dato|Trivsel barn\nS-0001|05-02-2026|x\n' >s.csv
run 'an odd delimiter' 1 fu-case import -p --template trivsel s.csv
has '^S-0001;05-02-2026;x;3;C2;' rejected/s.csv
# What Excel would calculate gets the apostrophe that import takes off.
printf 'Sagsnr;Dato;Tekst\nS-0001;05-02-26;-vi ringer\nS-0001;06-02-2026;=x\n' \
    >n.csv
run 'texts like formulas' 1 fu-case import -p --kind note n.csv
has ";'-vi ringer;" rejected/n.csv
sed 's/-26;/-2026;/' rejected/n.csv >n2.csv
run 'come in as they were' 0 fu-case import -q --kind note n2.csv
run 'without it' 0 fu-case list notes -s text --sort text
is out <<\here
text
-vi ringer
=x
here
printf 'Sagsnr;Dato;-Tekst\nS-0001;05-02-26;hej\n' >n.csv
run 'a heading like a formula' 1 fu-case import -p --kind note n.csv
sed 's/-26;/-2026;/' rejected/n-2.csv >n3.csv
run 'is known in the twin' 0 fu-case import -n --kind note n3.csv
printf 'Sagsnr;Dato;Forfatter;Tekst\nS-0001;05-02-2026;#NAVN?;hej\n' >n.csv
run 'what Excel could not calculate' 1 fu-case import --kind note n.csv
has 'n.csv:2:3: error: author is what Excel writes where it cannot calculate' err

# The same bytes twice in one call have one receipt.
printf '%s\n' "$head_" >e1.csv
cp e1.csv e2.csv
run 'a sheet without rows, twice' 0 fu-case import --template trivsel e1.csv \
    e2.csv
run 'one receipt' 0 fu-case check
is err </dev/null

# fu-tsv is read once: a pipe with a name will do.
mkfifo x.tsv
{
	printf 'case_id\tdate\tscale\trater\tvalue\n'
	printf 'S-0001\t2026-05-01\ttrivsel\tchild\t50\n'
} >y.tsv
cat y.tsv >x.tsv &
run 'a named pipe' 1 fu-case import -p --kind rating x.tsv
title='its twin'
has "^S-0001${tab}2026-05-01${tab}trivsel${tab}child${tab}50${tab}2" \
    rejected/x.tsv

# A file that is replaced while import waits for the register stays.
mkdir box
printf '%s\nS-0001;01-06-2026;5;\n' "$head_" >box/a.csv
printf '%s\nS-0002;01-06-2026;5;\n' "$head_" >new.csv
flock -s reg/.fu-lock sleep 4 &
sleep 0.3
(sleep 1.5 && mv new.csv box/a.csv) &
run 'replaced meanwhile' 0 fu-case import --inbox box --template trivsel
wait
has 'box/a.csv: warning: was replaced while it was imported' err
run 'the new one is not lost' 0 fu-case import --inbox box --template trivsel
run 'both are stored' 0 fu-case list ratings date=2026-06-01 -s case_id
is out <<\here
case_id
S-0001
S-0002
here
ln -s ../q.csv box/link.csv
run 'a link is left alone' 0 fu-case import --inbox box --template trivsel
run 'where it is' 0 test -h box/link.csv

# A meeting's rater said again, and a third row that says otherwise: whichever
# row is refused for another reason, never are two with one key stored.
mkdir reg/templates
tsv >reg/templates/igen.tsv <<\here
type | record | kind | field | label_da | constant | required | repeats
template |  |  |  | Igen |  |  |
field |  |  | case_id | Sag |  | yes |
field |  |  | date | Dag |  | yes |
field | mor | rating | value | Mor |  |  | yes
field | mor |  | scale |  | trivsel |  |
field | mor |  | rater |  | mother |  |
field | barn | rating | value | Barn |  |  |
field | barn |  | scale |  | trivsel |  |
field | barn |  | rater |  | child |  |
here
printf 'Sag;Dag;Mor;Barn\nS-0001;01-08-2026;5;x\nS-0001;01-08-2026;5;\nS-0001;01-08-2026;6;\n' \
    >g.csv
run 'said again and otherwise' 1 fu-case import -p --template igen g.csv
has 'g.csv:3:1: error: case_id has a key that g.csv line 4 has too' err
has 'g.csv:4:1: error: case_id has a key that g.csv line' err
run 'neither is stored' 0 fu-case list ratings date=2026-08-01 -s value
is out <<\here
value
here
mkdir box2
printf 'Sag;Dag;Mor;Barn\nS-0001;02-08-2026;5;x\n' >box2/a.csv
printf 'Sag;Dag;Mor;Barn\nS-0001;02-08-2026;5;\n' >box2/b.csv
printf 'Sag;Dag;Mor;Barn\nS-0001;02-08-2026;6;\n' >box2/c.csv
run 'in three sheets' 1 fu-case import --inbox box2 --template igen
run 'no key is stored twice' 0 fu-case check
is err </dev/null
# A register's own heading for a required column takes the place of it, also
# where the example stands.
tsv >reg/templates/trivsel.tsv <<\here
type | record | kind | field | label_da | label_en | required
field |  |  | case_id | Journal | File | yes
here
printf 'Journal;Dato;Trivsel barn\nS-0001;03-08-2026;5\n' >h.csv
run 'a required heading of its own' 0 fu-case import --template trivsel h.csv
run 'its blank sheet' 0 fu-case template trivsel --lang da -o blank.csv
has 'Journal' blank.csv
hasnt 'Sagsnr' blank.csv
run 'makes nothing' 0 fu-case import --template trivsel blank.csv
has '0 new' err
# What only looks like an error of Excel is a text.
fu-case add note case_id=S-0001 date=2026-08-01 text='#OK!' >id
fu-case export notes -o n.csv
run 'a text between # and !' 0 fu-case import --kind note n.csv

# A table without a column that is needed: a dry run says so, too.
cut -f 1-3 reg/notes.tsv >t && cat t >reg/notes.tsv
printf 'Sagsnr;Dato;Tekst\nS-0001;07-02-2026;hej\n' >n.csv
run 'a table that lacks a column' 2 fu-case import --kind note n.csv
run 'dry' 2 fu-case import -n --kind note n.csv
done_
