# fu-meeting prepare: what a caseworker wants to know before a meeting.
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
put () {
	tsv >reg/"$1".tsv
}
put cases <<\here
case_id | child_id | born | team | worker | measure | allocated | started | interval
S-01 | B-1 | 2014-05 | Nord | MKJ | Familiebehandling | 2026-06-01 | 2026-06-15 | P3M
S-02 | B-2 |  | Nord | MKJ |  | 2026-11-02 |  |
here
put goals <<\here
case_id | goal_id | text | words | baseline | target | set_on | closed | outcome | data
S-01 | M1 | Er i skole hver dag | "Jeg vil <b>være</b> der" | 2 | 8 | 2026-06-15 |  | | Skolens fravær
S-01 | M2 | Sover i sin egen seng |  |  |  | 2026-06-15 | 2026-11-01 | reached |
S-01 | M3 | Har en ven med hjem |  |  |  | 2026-12-01 |  | |
here
put ratings <<\here
case_id | date | scale | item | subject | goal_id | rater | stage | context | value | missing
S-01 | 2026-08-10 | trivsel |  |  |  | child |  |  | 4 |
S-01 | 2026-10-12 | trivsel |  |  |  | child |  |  | 6.5 |
S-01 | 2026-12-24 | trivsel |  |  |  | child |  |  | 9 |
S-01 | 2026-10-12 | trivsel |  |  |  | mother |  | home | 6.5 |
S-01 | 2026-08-10 | trivsel |  |  |  | school |  | school | 5 |
S-01 | 2026-10-12 | trivsel |  |  |  | school |  | school | 3.5 |
S-01 | 2026-11-02 | trivsel |  |  |  | school |  | school |  | not_assessed
S-01 | 2026-10-12 | trivsel |  |  |  | father |  |  |  | declined
S-01 | 2026-08-10 | trivsel5 |  | parenting |  | caseworker |  |  | 4 |
S-01 | 2026-10-12 | trivsel5 |  | parenting |  | caseworker |  |  | 2.5 |
S-01 | 2026-10-12 | goal |  |  | M1 | child |  |  | 5 |
S-01 | 2026-10-12 | goal |  |  | M2 | child |  |  | 9 |
S-01 | 2026-10-12 | laser |  |  |  | child |  |  | 9 |
here
put statuses <<\here
case_id | date | goal_id | author | done | reached | effect | child_view
S-01 | 2026-08-01 | M1 | provider | Det ældre |  |  |
S-01 | 2026-11-10 | M1 | provider | Morgenerne er øvet | partly | Fire dage af fem | "Det er rart"
S-01 | 2026-11-11 |  | school | Faste aftaler om frikvarterer |  |  |
here
put wishes <<\here
wish_id | case_id | date | by | text | goal_id
W1 | S-01 | 2026-11-12 | mother | At vi spiser sammen |
W2 | S-01 | 2026-06-01 | child | At jeg er i skole | M1
here
put agreements <<\here
agreement_id | case_id | date | who | what | due | goal_id | done_on | state
A1 | S-01 | 2026-10-12 | MKJ | Spørger aflastningen om en weekend | 2026-12-01 |  |  |
A2 | S-01 | 2026-10-12 | Mor | Ringer til skolen | 2026-10-20 | M1 |  |
A3 | S-01 | 2026-10-12 | Far | Henter om onsdagen |  |  |  |
A4 | S-01 | 2026-10-12 | Skolen | Skriver hver fredag |  |  | 2026-10-30 | done
A5 | S-01 | 2026-10-12 | MKJ | Sendt senere | 2026-11-20 |  | 2026-12-02 | done
A6 | S-01 | 2026-10-12 | MKJ | Opgivet |  |  |  | dropped
here
put relations <<\here
case_id | person | from | to | relation | name | until | witness | contact | calls
S-01 | network.mormor |  |  | grandparent | Inge |  | yes | Ringer, når noget ændrer sig | Efter 16
S-01 | network.naboen |  |  | neighbour | Per | 2026-09 |  |  |
S-01 | mother |  |  | parent |  |  |  |  | Torsdag
S-01 | mother |  | father | former_partner |  |  |  |  |
here
put meetings <<\here
meeting_id | case_id | type | date | time | place | attended | state
M000001 | S-01 | followup | 2026-10-12 | 10:00 |  | child,mother,school | held
M000002 | S-01 | followup | 2026-11-20 |  |  |  | cancelled
M000003 | S-01 | followup | 2026-12-04 | 13:30 | Rådhuset, lokale 3 |  |
M000004 | S-01 | network | 2026-12-18 |  |  |  |
here

run 'in Danish' 0 fu-meeting prepare -C reg S-01 --as-of 2026-11-22
golden prepare.da.text out
title='lines of 78 columns'
test "$(wc -L <out)" -le 78
report $? "$title"
run 'in English' 0 fu-meeting prepare -C reg S-01 --as-of 2026-11-22 \
    --lang en
golden prepare.text out
run 'Markdown' 0 fu-meeting prepare -C reg S-01 --as-of 2026-11-22 -O md
golden prepare.da.md out
run 'HTML' 0 fu-meeting prepare -C reg S-01 --as-of 2026-11-22 --lang en \
    -o page.html
golden prepare.html page.html
hasnt '<script|<b>|https?:' page.html

run 'before the latest meeting' 0 fu-meeting prepare -C reg S-01 \
    --as-of 2026-10-11 --lang en
hasnt '6\.5|2026-11' out
has '^2026-09-15, OVERDUE +follow-up meeting$' out
has '^C? *child  4 on 2026-08-10$|^A child +4 on 2026-08-10$' out
has '^Goal M2: ' out
run 'a case with nothing' 0 fu-meeting prepare -C reg S-02 \
    --as-of 2026-11-22 --lang en
has 'Nobody has rated yet' out
has 'No goal is open' out

# There are more raters than letters, and each is told.
{
	tsv <<\here
case_id | date | scale | rater | value
here
	for i in $(seq 30)
	do
		printf 'S-02\t2026-11-10\tsafety\tnetwork.p%s\t5\n' "$i"
	done
} >many.tsv
cp -R reg crowd
fu-case import -q -C crowd --kind rating many.tsv 2>err
fu-case add -C crowd goal case_id=S-02 goal_id=M9 set_on=2026-11-10 \
    text="$(printf 'en\nto')" >ids
run 'many raters' 0 fu-meeting prepare -C crowd S-02 --as-of 2026-11-22 \
    --lang en
title='all of them'
test "$(grep -c 'network.p[0-9]* *5 on 2026-11-10' out)" = 30
report $? "$title"
has '^- network.p9 ' out
has '^Goal M9: en to$' out

# A goal in new words takes over from the old one, from its day on.
awk '{ print $0 (NR == 1 ? "\treplaces" : "\t") }' crowd/goals.tsv >goals.new
mv goals.new crowd/goals.tsv
fu-case add -C crowd goal case_id=S-02 goal_id=M10 set_on=2026-11-20 \
    text='med nye ord' replaces=M9 >ids
run 'a goal in new words' 0 fu-meeting prepare -C crowd S-02 \
    --as-of 2026-11-22 --lang en
has '^Goal M10: ' out
hasnt '^Goal M9: ' out
run 'before them' 0 fu-meeting prepare -C crowd S-02 --as-of 2026-11-19 \
    --lang en
has '^Goal M9: ' out

# ---- a question for the next talk ----------------------------------------------
# An alliance that has fallen by 1, or is below the cutoff the register goes by;
# asked once, wherever it was rated.
fu-case init fit
tsv >fit/cases.tsv <<\here
case_id | born | allocated
S-01 | 2012-05 | 2026-06-01
here
tsv >fit/ratings.tsv <<\here
case_id | date | scale | item | rater | value | missing | context
S-01 | 2026-10-01 | srs |  | mother | 37 | |
S-01 | 2026-11-01 | srs |  | mother | 36 | |
S-01 | 2026-10-01 | srs |  | father | 37 | |
S-01 | 2026-11-01 | srs |  | father | 36.1 | |
S-01 | 2026-11-01 | srs |  | child | 35.9 | |
S-01 | 2026-11-01 | srs |  | school | 36 | |
S-01 | 2026-11-01 | srs | goals | school | 2 | |
S-01 | 2026-11-01 | srs |  | provider |  | declined |
S-01 | 2026-12-01 | srs |  | father | 10 | |
S-01 | 2026-11-01 | srs |  | mother | 20 | | home
S-01 | 2026-11-01 | srs |  | mother | 22 | | school
S-01 | 2026-10-01 | srs |  | mother | 30 | | school
here
questions () {
	fu-meeting prepare -C fit S-01 --as-of 2026-11-20 --lang en "$@" |
	    grep ', SRS total *What '
}
run 'fallen by 1' 0 questions
is out <<\here
mother, SRS total  What are we to do differently when we meet, so that it
here
mkdir fit/norms fit/scales
printf 'scale\tcutoff\tsource\tused\nsrs\t36\tlocal: we ask below it\tyes\n' \
    >fit/norms/own.tsv
run 'below a cutoff of the register' 0 questions
is out <<\here
child, SRS total   What are we to do differently when we meet, so that it
mother, SRS total  What are we to do differently when we meet, so that it
here
printf 'scale\tage_from\tage_to\tcutoff\tsource\tused\nsrs\t6\t13\t30\tlocal: x\tyes\nsrs\t14\t17\t36\tlocal: x\tyes\n' \
    >fit/norms/own.tsv
run 'of the age at the first rating' 0 sh -c 'fu-meeting prepare -C fit S-01 \
    --as-of 2026-11-20 --lang en'
has '^child, SRS total ' out
sed -i 's/2012-05/2013-05/' fit/cases.tsv
run 'of another age' 0 questions
hasnt '^child' out
rm fit/norms/own.tsv
tsv >fit/scales/srs.tsv <<\here
scale | min | max | step | better | yellow | green | label_en
srs | 0 | 40 | 0.1 | up | 30 | 36.1 | SRS total
here
run 'in no green zone, with the installed question' 0 questions
has '^child' out
has '^school' out
hasnt '^father' out
tsv >fit/scales/srs.tsv <<\here
scale | min | max | step | better | ask_fall | label_en
srs | 0 | 40 | 0.1 | up | 0.9 | SRS total
here
run 'fallen by what the register says, with the installed question' 0 questions
is out <<\here
mother, SRS total  What are we to do differently when we meet, so that it
father, SRS total  What are we to do differently when we meet, so that it
here
tsv >fit/scales/srs.tsv <<\here
scale | min | max | step | better | ask_en | ask_fall
trivsel | 1 | 10 | 0.5 | up | Why? | 0
here
run 'a fall that is none' 2 fu-meeting prepare -C fit S-01
has 'srs.tsv:2:.*a number greater than 0 is wanted' err
rm fit/scales/srs.tsv

# What a register does not know is not shown, and is no error.
mkdir share
cp -R "$FU_SHARE"/* share
rm share/kinds/wish.tsv share/kinds/relation.tsv
FU_SHARE=$PWD/share
export FU_SHARE
rm share/templates/oensker.tsv
run 'without kinds' 0 fu-meeting prepare -C reg S-01 --as-of 2026-11-22 \
    --lang en
hasnt 'Wishes|network' out

run 'no such case' 2 fu-meeting prepare -C reg S-03
is err <<\here
fu-meeting: reg: error: there is no case "S-03"
here
run 'no case' 2 fu-meeting prepare -C reg
run 'no such format' 2 fu-meeting prepare -C reg S-01 -O tsv
run 'a full disk' 2 sh -c 'fu-meeting prepare -C reg S-01 >/dev/full'
done_
