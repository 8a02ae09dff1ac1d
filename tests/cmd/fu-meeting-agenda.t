# fu-meeting agenda: what is sent out before a meeting, and what must be
# remembered by the one who prepares it.
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
FU_DIR=reg
export FU_DIR
tsv >reg/cases.tsv <<\here
case_id | worker | team | allocated | note
S-1 | MKJ | Nord | 2026-11-02 | til kolleger
S-2 | | | 2026-11-02 |
here
tsv >reg/goals.tsv <<\here
case_id | goal_id | text | words | baseline | target | set_on | closed | replaces
S-1 | M-old | Går i skole | | | | 2026-01-01 | |
S-1 | M2 | Møder i skole mindst fire dage | "Jeg vil gerne\nvære der" | 2 | 8 | 2026-11-02 | | M-old
S-1 | M1 | Sover i egen seng | | 3 | 7 | 2026-11-03 | |
S-1 | M0 | Opgivet mål | | | | 2026-01-01 | 2026-02-01 |
S-2 | M1 | En andens mål | | | | | |
here
tsv >reg/ratings.tsv <<\here
case_id | date | scale | rater | value
S-1 | 2026-11-04 | trivsel | child | 3.5
here
tsv >reg/relations.tsv <<\here
case_id | person | from | to | relation | name | until
S-1 | mother | | | parent | Mette |
S-1 | father | | mother | former_partner | |
S-1 | network.farfar | | | grandparent | Åge | 2020
S-1 | network.mormor | | | grandparent | Inger <b> |
here
tsv >reg/meetings.tsv <<\here
meeting_id | case_id | type | date | time | place | invited | note
M000001 | S-1 | plan | 2026-12-02 | 23:30 | Kirkegade 1 | child,mother,father,network.mormor,network.farfar,school.klasselaerer,caseworker | far er vred
M000002 | S-2 | followup | 2026-12-03 | | | |
M000003 | | progress | 2026-12-04 | 09:05 | | |
M000004 | S-1 | call | 2026-12-09 | | | mother,father |
here

for format in text md html
do
	for lang in da en
	do
		run "$format in $lang" 0 fu-meeting agenda M000001 \
		    -O $format --lang $lang
		golden agenda.$lang.$format out
		is err </dev/null
	done
done
title='nothing of what is not for the family'
hasnt '3.5|far er vred|kolleger|Nord|Opgivet|En andens|Baseline|M0' out
run 'no line is longer than a terminal' 0 fu-meeting agenda M000001 -O text
hasnt '^.{81}' out

run 'a meeting without a time' 0 fu-meeting agenda M000002 --lang en
has '^Time +60 min$' out
has '^10 min +Does the help help' out
has '^Taking part +Child, mother, father, network, school, provider, caseworker$' out
run 'a meeting about no single case' 0 fu-meeting agenda M000003 --lang en
has '^09:25 \(10 min\) +What do we try next' out
hasnt '^Case|goals as they stand' out
run 'a call is a guide' 0 fu-meeting agenda M000004 --lang en
has '^Questions: phone call$' out
has '^1  Has the help begun\?$' out
run 'of a case: a meeting not booked yet' 0 fu-meeting agenda S-1 \
    --type conference
has '^90 min +Familiens egen tid' out
hasnt '^Dato' out
run 'who is not asked brings nothing' 0 fu-meeting agenda M000001 --lang da
hasnt 'dagtilbud' out

# Every type has an agenda, and its first words are the purpose.
run 'all types' 0 cut -f 1 "$root/share/codes/meeting_types.tsv"
sed 1d out >all
while read -r type
do
	run "$type" 0 fu-meeting agenda S-1 -t "$type" --lang en
	sed -n 4p out >first
	is first <<\here
What do we want to see happen for the child?
here
	test -e "$root/share/agendas/$type.tsv"
	report $? "$type has a file"
done <all

run 'a checklist' 0 fu-meeting agenda S-1 -t coffee --checklist --lang da
has '^Huskeliste: kaffemøde$' out
has '^Holdes senest +16-11-2026$' out
has '^Højst +2$' out
has '^☐  Mød familien' out
run 'of a meeting' 0 fu-meeting agenda M000001 --checklist --lang en
has '^☐  Consider a talk' out

# ------------------------------------------------- a municipality's own --

mkdir reg/agendas reg/codes
printf 'type\titem\torder\tminutes\tda\nitem\tgoals\t45\t\t\nitem\tbreak\t35\t10\tPause <kaffe>\n' \
    >reg/agendas/plan.tsv
run 'an item comes between, one is gone' 0 fu-meeting agenda M000001 --lang en
grep -A 12 '^What we do' out | grep '^[0-9]' >items
is items <<\here
23:30 (5 min)   Welcome – caseworker
23:35 (10 min)  What we know – caseworker
23:45 (25 min)  Everybody tells their three things
00:10 (10 min)  Pause <kaffe>
00:20 (15 min)  Agreements
here
run 'escaped' 0 fu-meeting agenda M000001 -O html
has 'Pause &lt;kaffe&gt;' out
printf 'code\tlabel_da\tlabel_en\ngreen\tgrønt møde\tgreen meeting\n' \
    >reg/codes/meeting_types.tsv
run 'a type of its own has the agenda of others' 0 fu-meeting agenda S-1 \
    -t green --lang da
has '^Dagsorden: grønt møde$' out
has 'Det, vi skal tale om' out
run 'and a checklist of its own' 0 sh -c \
    'printf "type\titem\tda\ncheck\ta\tHusk\n" >reg/agendas/green.tsv'
run 'which is all it has' 0 fu-meeting agenda S-1 -t green --checklist
has '^☐  Husk$' out
printf 'type\titem\tda\nitem\ta\tPunkt\n' >reg/agendas/green.tsv
run 'or none' 2 fu-meeting agenda S-1 -t green --checklist
has 'there is no checklist for this type of meeting' err
rm -r reg/agendas

# ------------------------------------------------------------- mistakes --

run 'a case without a type' 2 fu-meeting agenda S-1
has '^fu-meeting: reg: error: there is no meeting "S-1"; of a case, name the type of meeting, too, with --type$' err
run 'a type that is none' 2 fu-meeting agenda S-1 -t plann
has 'there is no type of meeting "plann"; did you mean plan\?' err
run 'a case that is none' 2 fu-meeting agenda S-9 -t plan
has 'there is no case "S-9"' err
run 'nothing' 2 fu-meeting agenda
run 'a table is no page' 2 fu-meeting agenda M000001 -O tsv
run 'to a file' 0 fu-meeting agenda M000001 -o page.html
run 'that is a page' 0 grep -q '</html>' page.html
run 'a full disk' 2 sh -c 'fu-meeting agenda M000001 >/dev/full'
run 'no such register' 2 fu-meeting agenda -C none M000001

done_
