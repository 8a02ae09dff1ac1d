# Methods are files: a unit adds a ruler, a kind that refers to others, a sheet
# and a checklist to its register, and what is installed for methods is used.
# shellcheck disable=SC2154 # root and tab are from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

share=${FU_SHARE:?}
fu-case init reg
FU_DIR=reg
export FU_DIR
fu-case add case case_id=S-1 allocated=2026-01-05 team=Nord
fu-case add case case_id=S-2 allocated=2026-01-05 team=Nord closed=2026-02-01 \
    ending=planned
fu-case add goal case_id=S-1 goal_id=M1 text='Kommer i skole'

# ------------------------------------- a method of one's own, in a register --

# A ruler with its own range, step and direction.
mkdir reg/scales reg/kinds reg/codes reg/templates
tsv >reg/scales/vejr.tsv <<\here
scale | min | max | step | better | yellow | green | label_da | source
vejr | 0 | 6 | 2 | down | 4 | 2 | Vejret hjemme | local: our children draw it
here
# A kind that refers to cases, goals, activities and itself.
tsv >reg/codes/visit_moods.tsv <<\here
code | label_da | label_en
sun | sol | sun
rain | regn | rain
here
tsv >reg/kinds/visit.tsv <<\here
field | type | required | key | ref | values | default | label_da | label_en
visits | table | | | | | | Besøg | Visit
visit_id | id | | yes | | | B | Besøgsnr | Visit no.
case_id | ref | yes | | case | | | Sagsnr | Case no.
date | date | yes | | | | | Dato | Date
goal_id | ref | | | goal | | | Mål | Goal
activity_id | ref | | | activity | | | Del af | Part of
after | ref | | | visit | | | Efter besøg | After visit
mood | code | | | | visit_moods | | Stemning | Mood
here
# A sheet that makes records of it, and numbers on the ruler.
tsv >reg/templates/besoeg.tsv <<\here
type | record | kind | field | label_da | constant | map | required
template | | | | Besøg | | |
field | | | case_id | | | | yes
field | | | date | | | | yes
field | visit | visit | goal_id | | | |
field | visit | | activity_id | | | |
field | visit | | mood | | | | yes
field | home | rating | value | Vejr | | stille=0; storm=6 |
field | home | | scale | | vejr | |
field | home | | rater | | child | |
here
# A checklist: activities, of which the first is the whole.
tsv >liste.tsv <<\here
activity_id | parent | type | title | purpose
HB | | initiative | Hjemmebesøg |
HB-1 | HB | milestone | Alle ved hvorfor | Hvem?\nHvornår?
HB-2 | HB | milestone | Der er en bil |
here
run 'a checklist' 0 fu-case import -k activity liste.tsv
run 'is activities' 0 fu-case list activities parent=HB -s activity_id,purpose
table out <<\here
activity_id | purpose
HB-1 | Hvem?\nHvornår?
HB-2 |
here
printf 'Sagsnr;Dato;Mål;Del af;Stemning;Vejr\n' >besoeg.csv
printf 'S-1;02-03-2026;M1;HB;Regn;Storm\nS-1;09-03-2026;;;Sol;2\n' >>besoeg.csv
run 'a sheet' 0 fu-case import -t besoeg besoeg.csv
run 'two records of a row' 0 fu-case list visits
table out <<\here
visit_id | case_id | date | goal_id | activity_id | after | mood
B000001 | S-1 | 2026-03-02 | M1 | HB | | rain
B000002 | S-1 | 2026-03-09 | | | | sun
here
run 'its direction' 0 fu-score progress -C reg -w scale=vejr \
    -s first,last,change,gain,zone
table out <<\here
first | last | change | gain | zone
6 | 2 | -4 | 4 | green
here
run 'its steps' 1 fu-case add rating case_id=S-1 date=2026-03-10 scale=vejr \
    rater=child value=3
run 'a reference' 0 fu-case set visit B000002 after=B000001
run 'to nothing' 1 fu-case set visit B000002 activity_id=HB-3
has 'activity_id "HB-3" is not in activities.tsv' err
run 'shown' 0 fu-case show S-1
has 'Besøg +Besøgsnr: B000001 · Mål: M1 · Del af: HB · Stemning: regn' out
run 'checked' 0 fu-case check
sed -i 's/B000001$/B000009/; s/HB-1/HB-9/' reg/visits.tsv reg/activities.tsv
sed -i "s/${tab}HB${tab}/${tab}HB-7${tab}/" reg/visits.tsv
run 'and found out' 1 fu-case check
has 'activity_id "HB-7" is not in activities.tsv' err
rm reg/visits.tsv

# ---------------------------------------------------- what is installed --

# The checklist for family group conferences: 17 milestones in three groups,
# the same in both languages, and once more it changes the words only.
for lang in da en
do
	run "checklist in $lang" 0 fu-case import -k activity \
	    "$share/checklists/conference.$lang.tsv"
	fu-case list activities type=milestone 'parent~^FR-' -s parent |
	    sed 1d | sort | uniq -c | sed 's/^ *//' >counted
	is counted <<\here
3 FR-K
5 FR-L
9 FR-O
here
done
has '21 records|0 new, 21 changed' err
run 'each milestone asks something' 0 fu-case list activities \
    type=milestone 'parent~^FR-' purpose= -s activity_id
is out <<\here
activity_id
here

# A safety plan: a test names its rule.
run 'a rule' 0 fu-case add agreement agreement_id=R1 case_id=S-1 \
    date=2026-03-01 type=safety_rule who=mother what='Ringer til mormor'
run 'its test' 0 fu-case add agreement case_id=S-1 date=2026-03-01 \
    type=safety_test tests=R1 who=mother what='En tirsdag' due=2026-03-08
run 'a test of nothing' 1 fu-case add agreement case_id=S-1 date=2026-03-01 \
    type=safety_test tests=R2 who=mother what='En onsdag'
has 'tests "R2"' err

# Absence is a number like others, and less of it is better.
for day in '2026-01-31 22.5' '2026-02-28 15' '2026-03-31 14.9' '2026-04-30 0'
do
	fu-case add rating case_id=S-1 scale=absence rater=school \
	    date="${day% *}" value="${day#* }"
done
run 'absence' 0 fu-score series -C reg -w scale=absence \
    -s value,gain_first,zone
table out <<\here
value | gain_first | zone
22.5 | | red
15 | 7.5 | red
14.9 | 7.6 | yellow
0 | 22.5 | green
here

# The five principles: what shows them, for cases that ran in the time.
run 'a call' 0 fu-case add meeting case_id=S-1 type=call state=held \
    date=2026-03-12
run 'one that was not held' 0 fu-case add meeting case_id=S-1 type=followup \
    date=2026-03-13
run 'a wish' 0 fu-case add wish case_id=S-1 date=2026-03-12 by=child text=Hund
run 'the five principles' 0 sh "$share/scripts/principles.sh" 2026-03-01 \
    2026-03-31
table out <<\here
case_id | involvement | contact | documentation | meetings | assessment | missing
S-1 | 3 | 1 | 1 | 0 | 0 | meetings,assessment
here
run 'while another ran' 0 sh "$share/scripts/principles.sh" 2026-02-01 \
    2026-02-28 team=Nord
table out <<\here
case_id | involvement | contact | documentation | meetings | assessment | missing
S-1 | 0 | 0 | 1 | 0 | 0 | involvement,contact,meetings,assessment
S-2 | 0 | 0 | 0 | 0 | 0 | involvement,contact,documentation,meetings,assessment
here
run 'of no team' 0 sh "$share/scripts/principles.sh" 2026-02-01 2026-02-28 \
    team=Syd
table out <<\here
case_id | involvement | contact | documentation | meetings | assessment | missing
here
run 'a condition that is none' 2 sh "$share/scripts/principles.sh" 2026-02-01 \
    2026-02-28 tem=Syd
run 'no days' 2 sh "$share/scripts/principles.sh"
done_
