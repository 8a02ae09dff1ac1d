# fu-meeting ics: meetings as a calendar, judged by another implementation.
. "${FU_SOURCE:?}/tests/lib.sh"

fu-case init reg
sed -i "s/^id$tab.*/id${tab}test.example/" reg/register.tsv
fu-case add -C reg case case_id=S-01 allocated=2026-09-01 >ids
fu-case add -C reg case case_id=S-02 allocated=2026-09-01 >ids
meeting () {
	fu-case add -C reg meeting "$@" >ids || exit 2
}
meeting case_id=S-01 type=followup date=2026-10-24 time=14:00 \
    place='Rådhuset; lokale 3, \ 2. sal' note='Mor: "tag Ida med"'
meeting case_id=S-01 type=followup date=2026-10-26 time=14:00
meeting case_id=S-02 type=network date=2026-12-01
meeting type=progress date=2026-12-02 time=08:30

# A place that would be an event of its own, and a note of many lines.
evil=$(printf 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil')
long=$(printf 'øæå%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)
meeting case_id=S-02 type=startup date=2026-12-03 time=23:30 \
    note="$evil $long"

run 'a calendar' 0 fu-meeting ics -C reg --as-of 2026-10-25 --lang en
cp out plain.ics
hasnt '^(LOCATION|DESCRIPTION:[^a-z])' out
hasnt 'dhuset|Ida' out
has "^SUMMARY:follow-up meeting S-01$(printf '\r')\$" out
has "^SUMMARY:progress meeting$(printf '\r')\$" out
has "^DTSTAMP:20261025T000000Z$(printf '\r')\$" out
title='what is past has no alarm'
test "$(grep -c '^BEGIN:VALARM' plain.ics)" = 4
report $? "$title"
title='every entry is private'
test "$(grep -c '^CLASS:PRIVATE' plain.ics)" = 5
report $? "$title"

run 'the same bytes again' 0 fu-meeting ics -C reg --as-of 2026-10-25 \
    --lang en
same plain.ics out
run 'with details' 0 fu-meeting ics -C reg --as-of 2026-10-25 --details \
    -o all.ics
run 'in Danish, a case' 0 fu-meeting ics -C reg S-02
has '^SUMMARY:opstartsmøde S-02' out
hasnt 'S-01|Fremdrift|fremdrift' out
run 'a list of cases' 0 sh -c \
    'printf "case_id\nS-01\n" | fu-meeting ics -C reg --cases -'
has 'S-01' out
hasnt 'S-02' out
run 'by a condition' 0 fu-meeting ics -C reg -w 'date>=2026-12-01' \
    -w type=network --alarm none
title='one event'
test "$(grep -c '^BEGIN:VEVENT' out)" = 1
report $? "$title"
hasnt VALARM out
run 'an alarm' 0 fu-meeting ics -C reg -w type=progress --alarm 1w \
    --as-of 2026-11-01
has '^TRIGGER:-P7D' out
run 'outside Denmark' 0 sh -c 'cp -R reg nuuk &&
    sed -i s/dk/gl/ nuuk/register.tsv && fu-meeting ics -C nuuk'
has "^DTSTART:20261024T140000$(printf '\r')\$" out
hasnt TZID out

run 'where nothing is said, it is Denmark' 0 sh -c \
    'sed -i /^jurisdiction/d nuuk/register.tsv && fu-meeting ics -C nuuk'
has '^DTSTART;TZID=Europe/Copenhagen:20261024T140000' out

# What is planned anew keeps its UID, and says that it is newer.
fu-case set -C reg meeting M000002 time=15:00 place=Skolen
fu-case set -C reg meeting M000002 date=2026-10-27
fu-case set -C reg meeting M000003 state=cancelled
run 'after changes' 0 fu-meeting ics -C reg --as-of 2026-10-25 -o later.ics
title='as many UIDs as before, and the same ones'
grep '^UID' plain.ics >expect
grep '^UID' later.ics >uids
same expect uids
title='no UID twice'
test "$(sort -u uids | wc -l)" = 5
report $? "$title"

cat >judge.py <<\here
import sys
from datetime import timezone
import vobject
for c in vobject.readComponents(open(sys.argv[1], newline='').read()):
    for e in c.vevent_list:
        at = e.dtstart.value
        if hasattr(at, 'hour'):
            at = at.astimezone(timezone.utc).strftime('%Y-%m-%dT%H:%MZ')
        text = lambda name: repr(getattr(e, name).value) \
            if hasattr(e, name) else '-'
        print(at, e.summary.value, e.status.value, e.sequence.value,
              hasattr(e, 'last_modified'), text('location'),
              text('description'))
here
if python3 -c 'import vobject' 2>/dev/null
then
	run 'another reader' 0 python3 judge.py all.ics
	{
		cat <<\here
2026-10-24T12:00Z opfølgningsmøde S-01 CONFIRMED 0 False 'Rådhuset; lokale 3, \\ 2. sal' 'Mor: "tag Ida med"'
2026-10-26T13:00Z opfølgningsmøde S-01 CONFIRMED 0 False - -
2026-12-01 netværksmøde S-02 TENTATIVE 0 False - -
2026-12-02T07:30Z fremdriftsmøde CONFIRMED 0 False - -
here
		printf '2026-12-03T22:30Z opstartsmøde S-02 CONFIRMED 0 False'
		printf " - 'x\\\\nEND:VEVENT\\\\nBEGIN:VEVENT\\\\nSUMMARY:evil %s'\n" \
		    "$long"
	} >expect
	same expect out
	run 'another reader of the changes' 0 python3 judge.py later.ics
	is out <<\here
2026-10-24T12:00Z opfølgningsmøde S-01 CONFIRMED 0 False - -
2026-10-27T14:00Z opfølgningsmøde S-01 CONFIRMED 2 True - -
2026-12-01 netværksmøde S-02 CANCELLED 1 True - -
2026-12-02T07:30Z fremdriftsmøde CONFIRMED 0 False - -
2026-12-03T22:30Z opstartsmøde S-02 CONFIRMED 0 False - -
here
else
	report 0 'another reader # SKIP no python3-vobject'
fi

# A field that is cleared is a change as well.
fu-case set -C reg meeting M000004 time=
run 'after a time is cleared' 0 fu-meeting ics -C reg --as-of 2026-10-25
has "^SEQUENCE:1$(printf '\r')\$" out
title='of three meetings changed since they were planned'
test "$(grep -c '^SEQUENCE:[12]' out)" = 3
report $? "$title"

# Deadlines are things to do: done, open, by the clock; by case; none without a
# day.
cp -R reg late
fu-case set -C late case S-01 started=2026-03-02
fu-case set -C late case S-02 started=2026-09-15
fu-case add -C late meeting case_id=S-01 type=followup date=2026-05-20 \
    state=held >ids
fu-case add -C late event case_id=S-02 type=notification date=2026-10-24 \
    time=09:00 >ids
run 'no deadlines unless asked' 0 fu-meeting ics -C late --as-of 2026-10-25
hasnt VTODO out
run 'deadlines' 0 fu-meeting ics -C late --as-of 2026-10-25 --due --lang en \
    -o due.ics
has "^SUMMARY:Deadline: follow-up meeting S-01$(printf '\r')\$" due.ics
has '^STATUS:COMPLETED' due.ics
has '^STATUS:NEEDS-ACTION' due.ics
has '^DUE;TZID=Europe/Copenhagen:20261025T080000' due.ics
run 'of a case' 0 fu-meeting ics -C late --as-of 2026-10-25 --due S-01
has '^BEGIN:VTODO' out
hasnt 'S-02' out
run 'of a list' 0 sh -c 'printf "case_id\nS-02\n" |
    fu-meeting ics -C late --as-of 2026-10-25 --due --cases -'
has '^BEGIN:VTODO' out
hasnt 'S-01' out
grep -A1 VTODO due.ics | grep UID >before
fu-case set -C late case S-02 started=2026-09-20
run 'a trigger is moved' 0 fu-meeting ics -C late --as-of 2026-10-25 --due \
    -o due2.ics
grep -A1 VTODO due2.ics | grep UID >after
sort before >expect
sort after >uids
same expect uids
title='no UID twice'
test "$(uniq -d uids)" = ''
report $? "$title"
if python3 -c 'import vobject' 2>/dev/null
then
	run 'another reader of deadlines' 0 python3 -c 'import vobject
c = vobject.readOne(open("due.ics", newline="").read())
print(len(c.vtodo_list), all(t.due.value for t in c.vtodo_list))'
	has '^[1-9][0-9]* True$' out
else
	report 0 'another reader of deadlines # SKIP no python3-vobject'
fi

# What repeats has a UID for each time, also where it was done on the day that
# it was counted from, and keeps them where all of it is moved.
cp -R reg often
printf 'rules\tpdsa\n' >>often/register.tsv
fu-case add -C often event case_id=S-01 type=placement date=2024-02-01 >ids
fu-case add -C often trial case_id=S-01 title=Test hypothesis=Ja \
    state=running from=2026-10-12 >ids
fu-case add -C often meeting case_id=S-01 type=progress date=2026-10-12 \
    state=held >ids
run 'what repeats' 0 fu-meeting ics -C often --as-of 2026-10-25 --due -o r.ics
grep -A1 VTODO r.ics | grep UID | sort >expect
title='a UID each time'
test "$(wc -l <expect) $(uniq -d expect)" = '5 '
report $? "$title"
fu-case set -C often event E000001 date=2024-02-02
run 'moved' 0 fu-meeting ics -C often --as-of 2026-10-25 --due -o r.ics
grep -A1 VTODO r.ics | grep UID | sort >uids
same expect uids

run 'lines of 75 octets at most' 1 env LC_ALL=C grep -E '^.{77}' all.ics
run 'folds are between letters' 0 iconv -f UTF-8 -t UTF-16 all.ics

fu-case init new
run 'nothing planned' 0 fu-meeting ics -C new
has '^END:VCALENDAR' out
sed -i "/^id$tab/d" new/register.tsv
run 'a register without an id' 2 fu-meeting ics -C new
has 'new/register.tsv: error: calendars know meetings by ' err
run 'no such case' 2 fu-meeting ics -C reg S-99
is err <<\here
fu-meeting: reg: error: there is no case "S-99"
here
run 'no period' 2 fu-meeting ics -C reg --alarm 3m
has '^fu-meeting: error: --alarm "3m" is neither none nor ' err
run 'a full disk' 2 sh -c 'fu-meeting ics -C reg >/dev/full'
done_
