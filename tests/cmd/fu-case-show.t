# fu-case show: one case in time order, as people read it.
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
FU_DIR=reg
export FU_DIR
tsv >reg/cases.tsv <<\here
case_id | born | sex | team | allocated | ending | note
S-01 | 2012-05 | f | Ådal | 2026-01-05 | | to\nlinjer
S-02 | | m | | 2026-01-06 | planned |
here
tsv >reg/ratings.tsv <<\here
case_id | date | scale | rater | value | missing
S-01 | 2026-03-01 | trivsel | network.mor | 5.5 |
S-01 | 2026-02-01 | trivsel | child | 4 |
S-02 | 2026-02-01 | trivsel | child | 9 |
S-01 | 2026-02-15 | trivsel | child | | declined
here
tsv >reg/notes.tsv <<\here
note_id | case_id | date | author | text
N000001 | S-01 | 2026-02-01 | Bo | talt <b>
N000002 | S-01 | 2025-12-31 | Bo | overtaget
here
tsv >reg/goals.tsv <<\here
case_id | goal_id | text | set_on
S-01 | M1 | sove bedre | 2026-01-20
S-01 | M2 | skole |
here

run 'in English' 0 fu-case show S-01 --lang en
is out <<\here
Case S-01
═════════

Born       2012-05
Sex        girl
Team       Ådal
Allocated  2026-01-05
Note       to
           linjer

Without a date
──────────────

Goal of the plan  Goal no.: M2 · Goal: skole

2025-12-31
──────────

File note  Note no.: N000002 · Author: Bo · Wording: overtaget

2026-01-20
──────────

Goal of the plan  Goal no.: M1 · Goal: sove bedre

2026-02-01
──────────

File note  Note no.: N000001 · Author: Bo · Wording: talt <b>
Rating     Scale: Wellbeing ruler 1-10 · Rater: child · Value: 4

2026-02-15
──────────

Rating  Scale: Wellbeing ruler 1-10 · Rater: child · Reason: declined

2026-03-01
──────────

Rating  Scale: Wellbeing ruler 1-10 · Rater: network.mor · Value: 5.5
here
is err </dev/null

run "in the register's language" 0 fu-case show S-01
has '^Sag S-01$' out
has '^Født +2012-05$' out
has '^01-03-2026$' out
has '^Bedømmelse +Skala: Trivselslineal 1-10 · Bedømmer: netværk.mor · Værdi: 5,5$' out
cp out danish
run 'whatever the locale' 0 env LC_ALL=C fu-case show S-01
same danish out
run 'nothing of other cases' 0 fu-case show S-02
hasnt 'S-01|Ådal|skole' out
has '^Afslutning +planlagt$' out
run 'as md' 0 fu-case show S-01 -O md --lang en
has '^# Case S-01$' out
has '^## 2026-02-01$' out
run 'as html' 0 fu-case show S-01 -O html
has '&lt;b&gt;' out
hasnt '<b>' out
run 'to a file' 0 fu-case show S-01 -o case.html
same out /dev/null
run 'in the format of its suffix' 0 grep -q '<html' case.html
run 'twice the same' 0 fu-case show S-01
same danish out

# A case that has records but was itself never entered is shown as well.
printf 'N000003\tS-77\t2026-01-01\t\tforladt\n' >>reg/notes.tsv
run 'records without their case' 0 fu-case show S-77
has 'forladt' out

run 'a case that is none' 2 fu-case show S-99
has '^fu-case: reg: error: there is no case "S-99"$' err
is out </dev/null
run 'a CPR number is not echoed' 2 fu-case show 010110-1234
hasnt '010110' err
run 'no case' 2 fu-case show
run 'two cases' 2 fu-case show S-01 S-02
run 'a table is no page' 2 fu-case show S-01 -O tsv
is err <<\here
fu-case: error: "tsv" is not a format here (there are: text, md, html)
here
printf 'S-01\t2026-02\n' >>reg/goals.tsv
run 'a table that is damaged' 2 fu-case show S-01 -o case.html
has '^fu-case: reg/goals.tsv:4: error: the line has 2 fields' err
run 'the page is left as it was' 0 grep -q '</html>' case.html

done_
