# fu-meeting minutes: the frame that is filled in at a meeting, and the sheet
# of the same frame that import reads.
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
put () {
	tsv >reg/"$1".tsv
}
put cases <<\here
case_id | allocated | worker | note
S-01 | 2026-06-01 | MKJ | kun til os
S-02 | 2026-06-01 | MKJ |
here
put goals <<\here
case_id | goal_id | text | words | baseline | target | set_on | closed
S-01 | M1 | Er i skole hver dag | "Jeg vil <b>være</b> der" | 2 | 8 | 2026-06-15 |
S-01 | M2 | Sover i sin egen seng |  |  |  | 2026-06-15 | 2026-11-01
here
put ratings <<\here
case_id | date | scale | goal_id | rater | value
S-01 | 2026-10-12 | safety | M1 | school.klasselaerer | 3
S-01 | 2026-10-12 | safety | M1 | mother | 4
S-01 | 2026-10-12 | trivsel |  | mother | 4
here
put statements <<\here
statement_id | case_id | date | category | goal_id | author | text | show
U1 | S-01 | 2026-10-12 | danger | M1 | child | Det her er hemmeligt | no
here
put meetings <<\here
meeting_id | case_id | type | date | time | place | invited | attended
M000001 | S-01 | followup | 2026-12-04 | 10:00 | Rådhuset | child,mother,network.mormor |
M000002 |  | progress | 2026-12-05 |  |  |  |
M000003 | S-01 | followup | 2026-12-06 |  |  |  |
here

run 'of a meeting, in Danish' 0 fu-meeting minutes -C reg M000001 \
    --as-of 2026-11-22
golden minutes.da.text out
title='lines of 78 columns'
test "$(wc -L <out)" -le 78
report $? "$title"
title='nothing that anybody said or gave'
hasnt 'hemmeligt|kun til os|2026-10-12|12-10-2026|klasselaerer|Sover' out
run 'Markdown' 0 fu-meeting minutes -C reg M000001 --as-of 2026-11-22 \
    --lang en -O md
golden minutes.md out
run 'HTML' 0 fu-meeting minutes -C reg M000001 --as-of 2026-11-22 --lang en \
    -o page.html
golden minutes.html page.html
hasnt '<script|<b>|https?:' page.html

run 'of a case: whoever has rated' 0 fu-meeting minutes -C reg S-01 \
    --as-of 2026-11-22 --lang en
has '^Mother$' out
has '^School.klasselaerer$' out
hasnt '^Child$' out
has '^Date +____' out
run 'of a meeting to which nobody is invited yet' 0 \
    fu-meeting minutes -C reg M000003 --lang en
has '^Date +2026-12-06$' out
has '^Taking part +____' out
has '^Mother$' out
run 'on a ruler that has colours' 0 fu-meeting minutes -C reg S-01 \
    --scale trivsel --lang en
has '^Wellbeing ruler 1-10$' out
has 'yellow +green' out
run 'a case without goals and ratings' 0 fu-meeting minutes -C reg S-02 \
    --lang en
has '^How it is going$' out
has '^What are we worried about\?$' out
has '^Caseworker$' out

# Categories are a list; a register may call them otherwise, or add some.
mkdir reg/codes
printf 'code\tlabel_da\tlabel_en\nharm\tdet, der gjorde ondt\twhat hurt\nhope\thåb\thope\n' \
    >reg/codes/statement_categories.tsv
run 'words of its own' 0 fu-meeting minutes -C reg S-02 --lang en
has '^  What hurt$' out
has '^  Hope$' out
hasnt 'Past harm' out

# The sheet: what is filled in comes back as records.
run 'a blank sheet with the goals' 0 sh -c 'printf "case_id\nS-01\n" |
    fu-case template -C reg minutes --lang da --for - -O csv'
has '^S-01,.*M1,Er i skole hver dag,' out
hasnt 'Sover' out
has ',Tidligere skade,Fremtidig fare,.*,Næste skridt,Sikkerhed barn,' out

run 'no such meeting or case' 2 fu-meeting minutes -C reg M000009
has 'error: there is no case "M000009"' err
run 'a meeting about no case' 2 fu-meeting minutes -C reg M000002
is err <<\here
fu-meeting: error: meeting "M000002" is about no case
here
run 'nothing named' 2 fu-meeting minutes -C reg
run 'no such scale' 2 fu-meeting minutes -C reg S-01 --scale trivsl
has '^fu-meeting: error: there is no scale "trivsl" .*trivsel' err
run 'a full disk' 2 sh -c 'fu-meeting minutes -C reg S-01 >/dev/full'
done_
