# fu-meeting book: a meeting that is planned is recorded, and what speaks
# against its day is told.
# shellcheck disable=SC2154 # tab is from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
FU_DIR=reg
export FU_DIR
tsv >reg/cases.tsv <<\here
case_id | worker | allocated | started | closed
S-1 | MKJ | 2026-11-02 | |
S-2 | MKJ | 2026-09-01 | |
S-3 | Bo | 2026-09-01 | |
S-4 | | 2026-01-05 | | 2026-06-01
S-5 | | 2026-01-05 | |
here
meetings='meeting_id,case_id,type,date,time,place,invited,state'

run 'a day and a type are enough' 0 fu-meeting book S-2 --type followup \
    --on 2026-11-25
is out <<\here
M000001
here
is err </dev/null
run 'everything' 0 fu-meeting book S-3 -t Netværksmøde --on 2026-11-25 \
    --at 14.30 --place 'Familiehuset, 1. sal' --with Barn,mor,netværk.mormor
is out <<\here
M000002
here
is err </dev/null
run 'what is stored' 0 fu-case list meetings -s $meetings
is out <<here
meeting_id${tab}case_id${tab}type${tab}date${tab}time${tab}place${tab}invited${tab}state
M000001${tab}S-2${tab}followup${tab}2026-11-25${tab}${tab}${tab}child,mother,father,network,school,provider,caseworker${tab}
M000002${tab}S-3${tab}network${tab}2026-11-25${tab}14:30${tab}Familiehuset, 1. sal${tab}child,mother,network.mormor${tab}
here
run 'the register is sound' 0 fu-case check
run 'the same again is the same' 0 fu-meeting book S-2 --type followup \
    --on 2026-11-25
is out <<\here
M000001
here
is err </dev/null


# The day it was booked first; never one behind the meeting.
run 'booked' 0 fu-meeting book S-5 -t startup --on 2026-12-01 \
    --as-of 2026-11-20
run 'and once more' 0 fu-meeting book S-5 -t startup --on 2026-12-01 \
    --as-of 2026-11-24
run 'one that was held' 0 fu-meeting book S-5 -t coffee --on 2026-11-02 \
    --as-of 2026-11-24
run 'when they were booked' 0 fu-case list meetings case_id=S-5 \
    -s meeting_id,date,booked
is out <<here
meeting_id${tab}date${tab}booked
M000003${tab}2026-12-01${tab}2026-11-20
M000004${tab}2026-11-02${tab}2026-11-02
here
sed -i '/S-5/d' reg/meetings.tsv

# ------------------------------------------------------ what is spoken of --

cp reg/meetings.tsv before
run 'a Saturday' 0 fu-meeting book S-3 -t plan --on 2026-11-28 --dry-run
is err <<\here
fu-meeting: warning: 2026-11-28 is a Saturday
here
run 'a holiday' 0 fu-meeting book S-3 -t plan --on 2026-05-25 --dry-run
is err <<\here
fu-meeting: warning: 2026-05-25 is Whit Monday
here
run 'Christmas Eve, in Danish' 0 env LANGUAGE=da fu-meeting book S-3 -t plan \
    --on 2026-12-24 --dry-run
has '^fu-meeting: advarsel: 2026-12-24 er juleaftensdag$' err
is out </dev/null
run 'in Danish' 0 env LANGUAGE=da fu-meeting book S-3 -t plan \
    --on 2026-11-29 -n
is err <<\here
fu-meeting: advarsel: 2026-11-29 er en søndag
here
mkdir reg/calendars
printf 'calendar\tday\tholiday\tlabel_da\ndk\t11-27\tyes\t\ndk\t11-26\tyes\tmandedag\n' \
    >reg/calendars/own.tsv
run 'a day off without a name' 0 fu-meeting book S-3 -t plan \
    --on 2026-11-27 -n
is err <<\here
fu-meeting: warning: 2026-11-27 is no working day
here
run 'a day off with a name in one language' 0 fu-meeting book S-3 -t plan \
    --on 2026-11-26 -n
is err <<\here
fu-meeting: warning: 2026-11-26 is mandedag
here
rm -r reg/calendars
run 'a case that is closed' 0 fu-meeting book S-4 -t plan --on 2026-06-01 -n
is err <<\here
fu-meeting: warning: the case was closed on 2026-06-01
here
run 'the day before' 0 fu-meeting book S-4 -t plan --on 2026-05-29 -n
is err </dev/null
run 'another meeting of the case' 0 fu-meeting book S-2 -t plan \
    --on 2026-11-25 -n
is err <<\here
fu-meeting: warning: the case has another meeting that day: M000001
here
same before reg/meetings.tsv

# A plan meeting lasts 75 minutes, a follow-up 60.
run 'a meeting at one' 0 fu-meeting book S-1 -t followup --on 2026-11-16 \
    --at 13:00
is err </dev/null
while read -r at type clash
do
	run "the caseworker at $at" 0 fu-meeting book S-2 -t "$type" \
	    --on 2026-11-16 --at "$at" -n
	if test "$clash" = yes
	then
		has '^fu-meeting: warning: the caseworker has another meeting at that time: M000003 in case S-1$' err
	else
		is err </dev/null
	fi
done <<\here
13:00 plan yes
13:59 plan yes
14:00 plan no
11:46 plan yes
11:45 plan no
12:01 followup yes
12:00 followup no
here
run 'another caseworker' 0 fu-meeting book S-3 -t plan --on 2026-11-16 \
    --at 13:00 -n
is err </dev/null
run 'no caseworker at all' 0 fu-meeting book S-5 -t plan --on 2026-11-17 \
    --at 13:00
run 'is nobody' 0 fu-meeting book S-4 -t plan --on 2026-11-17 --at 13:00 -n
hasnt caseworker err
run 'one is called off' 0 fu-case set meeting M000003 state=cancelled
run 'what is called off is in nobodys way' 0 fu-meeting book S-2 -t plan \
    --on 2026-11-16 --at 13:00 -n
is err </dev/null

run 'the last day of the frame' 0 fu-meeting book S-1 -t startup \
    --on 2026-11-16 -n
is err </dev/null
run 'behind the frame' 0 fu-meeting book S-1 -t startup --on 2026-11-17
is err <<\here
fu-meeting: warning: a meeting of this type is to be held by 2026-11-16, counted from allocated 2026-11-02
here
is out <<\here
M000005
here
for day in 03 04 05
do
	run "a coffee meeting on $day" 0 fu-meeting book S-1 -t coffee \
	    --on 2026-11-$day
done
is err <<\here
fu-meeting: warning: this is number 3 of its type in the case, of at most 2
here
run 'somebody whom the list has not' 0 fu-meeting book S-3 -t other \
    --on 2026-12-01 --with child,mother,grandma,network.x -n
is err <<\here
fu-meeting: warning: invited "grandma" is not in the list raters; it is taken as a new code
here
mkdir reg/agendas
printf 'type\twho\twithin\tof\nmeeting\tchild\tP7D\tstarted\n' \
    >reg/agendas/startup.tsv
run 'a frame of a date that the case has not' 0 fu-meeting book S-1 \
    -t startup --on 2027-02-02 -n
is err </dev/null
rm -r reg/agendas

# ------------------------------------------------------------- mistakes --

cp reg/meetings.tsv before
run 'a case that is none' 1 fu-meeting book S-9 -t plan --on 2026-11-25
has '^fu-meeting: error: case_id "S-9" is not in cases.tsv$' err
run 'a type that is none' 1 fu-meeting book S-1 -t plann --on 2026-11-25
has 'type "plann" is none of: .* did you mean "plan"' err
run 'a time that is none' 1 fu-meeting book S-1 -t plan --on 2026-11-25 \
    --at 25:00
has 'time "25:00" is not a time' err
run 'a day that is none' 2 fu-meeting book S-1 -t plan --on 2026-11-31
has '2026-11-31' err
run 'no day' 2 fu-meeting book S-1 -t plan
has 'name the case, the type of meeting and the day' err
run 'no type' 2 fu-meeting book S-1 --on 2026-11-25
run 'no case' 2 fu-meeting book -t plan --on 2026-11-25
run 'two cases' 2 fu-meeting book S-1 S-2 -t plan --on 2026-11-25
run 'a CPR number in the place' 1 fu-meeting book S-1 -t plan \
    --on 2026-11-26 --place 'hos 010110-1234'
hasnt 010110 err
same before reg/meetings.tsv
run 'an agenda with a defect' 0 mkdir reg/agendas
printf 'type\twho\nmeeting\tmoster\n' >reg/agendas/plan.tsv
run 'stops everything' 2 fu-meeting book S-1 -t plan --on 2026-11-25
is err <<\here
fu-meeting: reg/agendas/plan.tsv:2:9: error: who: "moster" is not in the list raters
here
rm -r reg/agendas
run 'no room for the answer' 2 sh -c \
    'fu-meeting book S-1 -t plan --on 2026-11-26 >/dev/full'
has 'the record is stored; only the answer could not be written' err
run 'no such register' 2 fu-meeting book -C none S-1 -t plan --on 2026-11-26

done_
