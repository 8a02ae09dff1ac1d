# fu-report overview: states, owners, what is late and what changed, of any kind.
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
fu-case add -C reg case case_id=S-01 allocated=2026-09-01 team=Nord worker=Bo
fu-case add -C reg case case_id=S-02 allocated=2026-09-02 team=Syd worker=Åse \
    closed=2026-10-30

# ---- activities: owners, states, days, money ----------------------------------
tr '|' "$tab" >acts.tsv <<\here
activity_id|title|type|level|owner|state|from|until|held|amount|granted|decision
KP-1|Kursus|application|unit|AB|done|2026-09-01||2026-09-20|12000|9000.5|partly
KP-2|Temadag|application|cross_unit|AB||2026-09-03|2026-10-01|2026-09-20|8000|8000|granted
KP-3|Supervision|application|cross_unit|CD||2026-11-05|2026-12-01||30000||
I-1|Profil|initiative|national|CD|running|2026-01-01|2026-11-21||||
I-2|Delmål|goal|national|CD|running|2026-01-01|2026-11-22||||
I-3|Leverance|deliverable|national||dropped|2026-01-01|2026-05-01||||
I-4|Uden frist|deliverable|national||||||||
here
run 'activities' 0 fu-case import -C reg -k activity acts.tsv
run 'as rows' 0 fu-report overview -C reg activity --as-of 2026-11-22 -O tsv
table out <<\here
owner|state|n|late|new|changed|cases|amount|granted|attendance
|planned|1|0|1|0|0|||
|dropped|1|0|1|0|0|||
AB|done|2|0|2|0|0|20000|17000.5|
CD|planned|1|0|1|0|0|30000||
CD|running|2|1|2|0|0|||
here
run 'the day it is due is no day late' 0 fu-report overview -C reg activity \
    --as-of 2026-11-21 -O tsv
hasnt "^CD${tab}running${tab}2${tab}1" out
run 'by a field of codes' 0 fu-report overview -C reg activities \
    -w type=application --by level --as-of 2026-11-22 --lang da
has '^Niveau  *planlagt  gennemført  I alt  Over fristen  Nye  Ændrede  Søgt beløb  *%  Bevilget  *%$' out
has '^på tværs af enheder  *1  *1  *2  *0  *2  *0  *38000  *76  *8000  *47$' out
has '^én enhed  *0  *1  *1  *0  *1  *0  *12000  *24  *9000,5  *53$' out
has '^I alt  *1  *2  *3  *0  *3  *0  *50000  *100  *17000,5  *100$' out
run 'late and open ones' 0 fu-report overview -C reg activity \
    -w type!=application --as-of 2026-11-23 --lang en
has '^Late \(2\)$' out
has '^2026-11-21 \(2 days\)  I-1 Profil · CD · running$' out
has '^2026-11-22 \(1 day\)   I-2 Delmål · CD · running$' out
has '^Open \(1\)$' out
has '^no day set  I-4 Uden frist · planned$' out

run 'what is late longest comes first' 0 sh -c "
    fu-report overview -C reg activity --by title -w type!=application \
    --as-of 2026-11-23 --lang en >page && grep -o ' I-[124] [PDU]' page >out"
is out <<\here
 I-1 P
 I-2 D
 I-4 U
here
run 'by the state itself, which the end may tell' 0 fu-report overview -C reg \
    activity --by state --as-of 2026-11-22 -O tsv
table out <<\here
by_state|state|n|late|new|changed|cases|amount|granted|attendance
done|done|2|0|2|0|0|20000|17000.5|
dropped|dropped|1|0|1|0|0|||
planned|planned|2|0|2|0|0|30000||
running|running|2|1|2|0|0|||
here
run 'by what is added up' 0 fu-report overview -C reg activity --by amount \
    -w type=application --as-of 2026-11-22 -O tsv
table out <<\here
by_amount|state|n|late|new|changed|cases|amount|granted|attendance
12000|done|1|0|1|0|0|12000|9000.5|
30000|planned|1|0|1|0|0|30000||
8000|done|1|0|1|0|0|8000|8000|
here

run 'for Excel with labels' 0 fu-report overview -C reg activity --by level \
    -w type=application --as-of 2026-11-22 -O excel --lang da
tr -d '\r' <out | sed '1s/^.//' | tr ';' '|' >rows
is rows <<\here
Niveau|Tilstand|I alt|Over fristen|Nye|Ændrede|Sager|Søgt beløb|Bevilget|Antal deltagere
på tværs af enheder|planlagt|1|0|1|0|0|30000||
på tværs af enheder|gennemført|1|0|1|0|0|8000|8000|
én enhed|gennemført|1|0|1|0|0|12000|9000,5|
here

# ---- what changed: the log says it --------------------------------------------
# In this register everything was stored before the days that are told of.
cp -R reg old
sed -i '2,$s/^20[0-9-]*T/2026-01-02T/' old/log/*.tsv
fu-case set -C old activity I-1 state=done result='Den er skrevet'
fu-case set -C old activity I-1 owner=
fu-case add -C old activity title=Ny type=audit >ids
run 'new and changed' 0 fu-report overview -C old activity --lang en \
    --as-of 2026-11-22 --changes 1y
title='one new, one changed, and in which fields'
sed -n '/^New or changed/,$p' out >changes
has '^New or changed since 2025-11-22 \(8\)$' changes
run 'not what is older' 0 fu-report overview -C old activity --lang en \
    --as-of 2026-11-22
has '^New or changed since 2026-10-25 \(2\)$' out
has '^New \(1\) +T000001$' out
has '^I-1 Profil · done  State, Result, Owner$' out
run 'as rows' 0 fu-report overview -C old activity --as-of 2026-11-22 -O tsv
has "^${tab}done${tab}1${tab}0${tab}0${tab}1${tab}" out
run 'the day begins at midnight of Denmark' 0 sh -c "
    sed -i '2,\$s/^2026-01-02T[0-9:]*Z/2026-10-24T22:00:00Z/' old/log/*.tsv
    fu-report overview -C old activity --as-of 2026-11-22 --lang en"
has '^New or changed since 2026-10-25 \(8\)$' out
run 'and not before' 0 sh -c "
    sed -i '2,\$s/^2026-10-24T22:00:00Z/2026-10-24T21:59:59Z/' old/log/*.tsv
    fu-report overview -C old activity --as-of 2026-11-22 --lang en"
has '^New or changed since 2026-10-25 \(2\)$' out

# ---- kinds that belong to cases ----------------------------------------------
meeting () {
	fu-case add -C reg meeting "$@" >ids || exit 2
}
meeting case_id=S-01 type=conference date=2026-10-01 state=held
meeting case_id=S-01 type=conference date=2026-11-01 state=held
meeting case_id=S-02 type=conference date=2026-10-05 state=cancelled
meeting case_id=S-02 type=conference date=2026-11-20
meeting type=progress date=2026-11-30
run 'meetings by team' 0 fu-report overview -C reg meeting --by team \
    -w type=conference --as-of 2026-11-22 -O tsv
table out <<\here
team|state|n|late|new|changed|cases
Nord|held|2|0|2|0|1
Syd|planned|1|1|1|0|1
Syd|cancelled|1|0|1|0|1
here
run 'against a target' 0 fu-report overview -C reg meeting --by team \
    -w type=conference --as-of 2026-11-22 --lang en --target 12
has '^Cases with one that is done  1 of 12$' out
has '^2026-11-20 \(2 days\)  S-02 M000004 family group conference · Syd · planned$' out
printf 'case_id\nS-02\n' >in
run 'of some cases' 0 fu-report overview -C reg meeting --cases - \
    --as-of 2026-11-22 -O tsv
table out <<\here
state|n|late|new|changed|cases
planned|1|1|1|0|1
cancelled|1|0|1|0|1
here
run 'a kind without states ends' 0 fu-report overview -C reg case \
    --as-of 2026-11-22 -O tsv
table out <<\here
worker|state|n|late|new|changed|cases
Bo|open|1|0|1|0|1
Åse|over|1|0|1|0|1
here
cp -R reg alphabet
fu-case add -C alphabet case case_id=S-03 allocated=2026-09-02 worker=ØA
run 'people are told apart in the order of their alphabet' 0 \
    fu-report overview -C alphabet case --as-of 2026-11-22 --lang en
grep -E '^(Bo|ØA|Åse) ' out | cut -d ' ' -f 1 >order
printf '%s\n' Bo ØA Åse >expect
same expect order
run 'and had not ended before' 0 fu-report overview -C reg case --by team \
    --as-of 2026-10-29 --lang en
has '^since 2026-09-02  S-02 · Syd$' out
hasnt 'Late|done' out
run 'nor had begun before that' 0 fu-report overview -C reg case \
    --as-of 2026-09-01 -O tsv
table out <<\here
worker|state|n|late|new|changed|cases
Bo|open|1|0|1|0|1
here

fu-case add -C reg goal case_id=S-01 goal_id=M1 set_on=2026-09-09 \
    text='Sover i egen seng
hele natten'
run 'of a title of two lines the first' 0 fu-report overview -C reg goal \
    --as-of 2026-11-22 --lang en
has '^since 2026-09-09  S-01 M1 Sover i egen seng$' out
has '^New \(1\)  S-01 M1$' out
run 'a goal that is closed may have been given up' 0 fu-report overview -C reg \
    goal --as-of 2026-11-22 --lang da
has '^Sager, hvor én er afsluttet  0$' out
run 'a meeting is held or not' 0 fu-report overview -C reg \
    meeting --as-of 2026-11-22 --lang da
has '^Sager, hvor én er gennemført  1$' out
fu-case set -C reg goal S-01 M1 text='Se C:\notat
linje to'
run 'a backslash and an n are no new line' 0 fu-report overview -C reg goal \
    --as-of 2026-11-22 --lang en
has '^since 2026-09-09  S-01 M1 Se C:\\notat$' out

# ---- a kind of one's own, with states of one's own -----------------------------
mkdir reg/kinds reg/codes
tr '|' "$tab" >reg/kinds/visit.tsv <<\here
field|type|key|values|default|use|label_en
visits|table|||||Visit
visit_id|id|yes||B||
what|str||||title|
who|str||||owner|Who
phase|code||visit_phases|asked|state|
by|date||||due|
cost|dec||||sum|Cost
here
tr '|' "$tab" >reg/codes/visit_phases.tsv <<\here
code|label_en|over
asked|asked for|
been|been there|done
here
fu-case add -C reg visit what=Skole who=MKJ by=2026-11-01 cost=0.5 >ids
fu-case add -C reg visit what=Klub who=MKJ phase=been cost=1.25 >ids
fu-case add -C reg visit what=Hjem who=MKJ phase=been cost=1 >ids
run 'a kind of the register' 0 fu-report overview -C reg visit \
    --as-of 2026-11-22 --lang en
has '^Who +asked for  been there  In all  Late  New  Changed  Cost$' out
has '^MKJ  *1  *2  *3  *1  *3  *0  2\.75$' out
has '^2026-11-01 \(21 days\)  B000001 Skole · MKJ · asked for$' out

# A file from before there was a column use does not take that away.
printf 'field\ttype\tvalues\tdefault\tlabel_da\nstate\tcode\tactivity_states\tplanned\tTrin\n' \
    >reg/kinds/activity.tsv
run 'another label' 0 fu-report overview -C reg activity \
    -w type=application --as-of 2026-11-22 -O tsv
table out <<\here
owner|state|n|late|new|changed|cases|amount|granted|attendance
AB|done|2|0|2|0|0|20000|17000.5|
CD|planned|1|0|1|0|0|30000||
here
printf 'field\ttype\tuse\nowner\tstr\t\nunit\tstr\towner\n' \
    >reg/kinds/activity.tsv
run 'another owner' 0 fu-report overview -C reg activity \
    -w type=application --as-of 2026-11-22 -O tsv
table out <<\here
unit|state|n|late|new|changed|cases|amount|granted|attendance
|planned|1|0|1|0|0|30000||
|done|2|0|2|0|0|20000|17000.5|
here
rm reg/kinds/activity.tsv

# ---- pages and slips -----------------------------------------------------------
for f in md html json csv excel
do
	run "as $f" 0 fu-report overview -C reg activity -O $f -o "page.$f"
done
has '<h1>' page.html
hasnt '<script|src=|href=' page.html
run 'no folder for a workbook' 2 env TMPDIR=/nowhere \
    fu-report overview -C reg activity -O xlsx
has '^fu-report: error: ' err
is out </dev/null
run 'no rows' 0 fu-report overview -C reg trial -O tsv
table out <<\here
owner|state|n|late|new|changed|cases
here
run 'no rows as a page' 0 fu-report overview -C reg trial --lang en
has '^Open \(0\)$' out
run 'a kind that has neither' 2 fu-report overview -C reg note
has 'fu-report: error: records of note have neither a state nor an end; those that have: activity, agreement, case, goal, meeting, trial, visit' err
run 'a field that is not there' 2 fu-report overview -C reg meeting --by tem
has 'meeting has no field "tem"' err
run 'a field of the case, of what belongs to none' 2 \
    fu-report overview -C reg activity --by worker
has 'activity has no field "worker"; did you mean owner\?' err
run 'no kind' 2 fu-report overview -C reg
has 'fu-report: error: name the kind of record' err
run 'a target that is none' 2 fu-report overview -C reg meeting --target 0
has 'fu-report: error: --target: "0" is not a whole number from 1 on' err
run 'a target of no cases' 2 fu-report overview -C reg activity --target 5
has 'fu-report: error: --target: records of activity belong to no case' err
sed -i "s/${tab}12000${tab}/${tab}12.000,5${tab}/; s/${tab}2026-12-01${tab}/${tab}1-12-2026${tab}/" \
    reg/activities.tsv
run 'a number that is none' 2 fu-report overview -C reg activity
has 'activities.tsv:2:.*error: amount "12.000,5" is not a number' err
sed -i 's/12\.000,5/12000/' reg/activities.tsv
run 'a day that is none is never late' 1 fu-report overview -C reg activity \
    --as-of 2030-01-01 -O tsv
has 'activities.tsv:4:.*error: until "1-12-2026" is not a date such as 2026-11-22' err
has "^CD${tab}planned${tab}1${tab}0" out
cp reg/cases.tsv cases
sed -i "s/${tab}2026-10-30/${tab}30-10-2026/" reg/cases.tsv
run 'an end that is no day' 1 fu-report overview -C reg case \
    --as-of 2026-11-22 -O tsv
has 'cases.tsv:3:.*error: closed "30-10-2026" is not a date such as 2026-11-22' err
has "^Åse${tab}open${tab}1" out
sed -n 2p cases >>cases
cp cases reg/cases.tsv
run 'a record twice' 2 fu-report overview -C reg case -O tsv
has 'cases.tsv:4: error: a second record with this case_id; fu-case check says more' err
sed -n 2p reg/goals.tsv >>reg/goals.tsv
run 'a record of a case twice' 2 fu-report overview -C reg goal -O tsv
has 'goals.tsv:3: error: a second record with this case_id, goal_id; fu-case check says more' err
printf 'field\ttype\tuse\nphase\tdate\tstate\n' >reg/kinds/trial.tsv
run 'a use that does not fit' 2 fu-report overview -C reg trial
has 'trial.tsv:2:.*a state is a code with values, begin, due and end are dates, and a sum is a number' err
printf 'field\ttype\tuse\nphase\tdate\tstart\n' >reg/kinds/trial.tsv
run 'a use that there is not' 2 fu-report overview -C reg trial
has '"start" is none of title, owner, state, begin, due, end, sum' err
rm reg/kinds/trial.tsv
printf 'field\ttype\tuse\nn\tdec\tsum\n' >reg/kinds/trial.tsv
run 'a field called as a column' 0 fu-report overview -C reg trial -O tsv
table out <<\here
owner|state|n|late|new|changed|cases|sum_n
here
rm reg/kinds/trial.tsv
printf 'code\tover\nbeen\tyes\n' >reg/codes/visit_phases.tsv
run 'an end that there is not' 2 fu-report overview -C reg visit
has 'visit_phases.tsv:2:.*is none of done, dropped' err
done_
