# fu-case template: blank sheets; what is printed and filled in is imported.
# shellcheck disable=SC2154 # tab is from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
FU_DIR=reg
export FU_DIR
fu-case add case case_id=S-1 allocated=2026-01-05
fu-case add case case_id=S-2 allocated=2026-01-05 closed=2026-03-01 \
    ending=planned
fu-case add case case_id=S-3 allocated=2026-01-05
fu-case add goal case_id=S-1 goal_id=M1 text='Sover hele natten; alene'
fu-case add goal case_id=S-1 goal_id=M2 text='Kommer i skole' closed=2026-02-01
fu-case add goal case_id=S-1 goal_id=M0 text='Spiser'
fu-case add goal case_id=S-1 goal_id=M3 text='=Spiser med' replaces=M0
fu-case list cases >cases

run 'the templates there are' 0 fu-case template -O tsv
cut -f 1 out >names
is names <<\here
template
evaluering
feedback
fravaer
huse
initiativ
kodning
maal
minutes
netvaerk
oensker
proeve
pulje
sager
samtale
sikkerhedsplan
status
topi
trivsel
here
for name in $(sed 1d names)
do
	for lang in da en
	do
		run "$name" 0 fu-case template "$name" --lang $lang -o $name.csv \
		    -O excel
		run "$name as it is" 0 fu-case import --template "$name" $name.csv
		has '0 new, 0 changed, 0 stored already' err
		title="$name begins with a mark for Excel"
		head -c 3 $name.csv | od -An -tx1 >mark
		has 'ef bb bf' mark
	done
done
run 'for open cases and goals' 0 fu-case template status --lang da --for cases
sed 's/^\xef\xbb\xbf//; s/\r$//' out | cut -d ';' -f 1-7 >rows
is rows <<\here
Sagsnr;Dato;Udfyldt af;Gennemgået;Mål;Målets ordlyd;Hvad er gjort
S-1;;;;M1;"Sover hele natten; alene"
S-1;;;;M3;'=Spiser med;
S-3;;;;;;
here
mv out for.csv
run 'nobody wrote anything' 0 fu-case import --template status for.csv
has '0 new' err
sed 's/^S-1;;;;M1;"[^"]*";/S-1;20-11-2026;skole;19-11-2026;M1;;Morgenhilfe;/; s/^S-3;;;;;;/S-3;20-11-2026;udfører;;;;Samtaler/' \
    for.csv >filled.csv
run 'filled in' 0 fu-case import --template status filled.csv
run 'and stored' 0 fu-case list statuses -s case_id,goal_id,author,done,walked_through
is out <<here
case_id${tab}goal_id${tab}author${tab}done${tab}walked_through
S-1${tab}M1${tab}school${tab}Morgenhilfe${tab}2026-11-19
S-3${tab}${tab}provider${tab}Samtaler${tab}
here
run 'from a pipe' 0 sh -c 'fu-case list cases case_id=S-3 |
    fu-case template sager --lang da --for - | wc -l'
has '^ *2$' out
run 'a template that is none' 2 fu-case template statsu
run 'cases for no template' 2 fu-case template --for cases

# A municipality's own template is a file.
mkdir reg/templates
tsv >reg/templates/kort.tsv <<\here
type | record | kind | field | label_da | constant | map | required | pattern
template |  |  |  | Kort skema |  |  |  |
field |  |  | case_id | Sag |  |  | yes | S-[0-9]+
field |  |  | date | Dag |  |  | yes |
field | mor | rating | value | Mor |  |  |  |
field | mor |  | missing | Mor |  | nej tak=declined |  |
field | mor |  | scale |  | trivsel |  |  |
field | mor |  | rater |  | mother |  |  |
ignore |  |  |  | Husk |  |  |  |
here
printf 'Sag;Dag;Mor;Husk\nS-1;01-02-2026;6,5;x\nS-3;01-02-2026;Nej tak;\n' >k.csv
run 'a local template' 0 fu-case import --template kort k.csv
run 'is as good' 0 fu-case list ratings -s case_id,rater,value,missing
is out <<here
case_id${tab}rater${tab}value${tab}missing
S-1${tab}mother${tab}6.5${tab}
S-3${tab}mother${tab}${tab}declined
here
printf 'Sag;Dag;Mor\nT-1;01-02-2026;6\n' >k.csv
run 'a pattern' 1 fu-case import --template kort k.csv
has 'k.csv:2: error: what stands under "Sag" does not look as the template wants it: S-\[0-9\]\+ \(cell A2\)|k.csv:2:1: error: what stands under "Sag"' err
printf 'Sag;Dag;Mor;Far\nS-1;01-02-2026;6;7\n' >k.csv
run 'a column that is not its' 1 fu-case import --template kort k.csv
has 'k.csv:1:4: error: column "Far" is not one of this template' err
printf 'Sag;Mor\nS-1;6\n' >k.csv
run 'a column that it needs' 1 fu-case import --template kort k.csv
has 'k.csv:1: error: missing column "Dag"' err
done_
