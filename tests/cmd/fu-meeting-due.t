# fu-meeting due: what is due, worked out by hand from the wording of each law
# and practice; each switch of the register; what is told, and what is refused.
#
# How days are counted, unless a switch says otherwise: from the day after the
# event, weeks to the same weekday, months to the same day-number (Restaurations-
# loven 36 a), the last day where there is none (the same, and Forældelsesloven
# 27), not rolled forward, Saturdays counting as weekdays.
# shellcheck disable=SC2154	# root and tab are from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"
. "$root/tests/due.sh"

# ------------------------------------------------ 24 hours, by the clock --

# Barnets lov 136: within 24 hours of the notification.  2026-03-29 has 23
# hours, 2026-10-25 has 25; where no time is known the day begins at 00:00.
new a b c d e f
records events event 'case_id | type | date | time' <<\here
a | notification | 2026-01-15 | 10:30
b | notification | 2026-03-28 | 10:00
c | notification | 2026-10-24 | 10:00
d | notification | 2026-02-28 |
e | notification | 2028-02-28 | 23:00
f | notification | 2025-12-24 | 09:00
here
due 'u24' u24 case_id,due,last_workday,status,trigger --as-of 2026-10-26
table out <<\here
case_id | due | last_workday | status | trigger
a | 2026-01-16T10:30+01:00 | 2026-01-16 | overdue | event001
b | 2026-03-29T11:00+02:00 | | overdue | event002
c | 2026-10-25T09:00+01:00 | | overdue | event003
d | 2026-03-01T00:00+01:00 | | overdue | event004
f | 2025-12-25T09:00+01:00 | | overdue | event006
here
due 'u24 in a leap year' u24 due,last_workday --as-of 2028-03-01 \
    -w case_id=e
table out <<\here
due | last_workday
2028-02-29T23:00+01:00 | 2028-02-29
here
due 'u24 is over when its minute is' u24 case_id,status,days \
    --as-of 2026-03-01 -w case_id=d
table out <<\here
case_id | status | days
d | overdue | 0
here
due 'u24 is due on its day' u24 case_id,status,days --as-of 2026-01-16 \
    -w case_id=a
table out <<\here
case_id | status | days
a | due | 0
here

# What is done without a time may have come at the end of its day.
new a b c d e
records events event 'case_id | type | date | time' <<\here
a | notification | 2026-01-15 | 10:30
a | urgency | 2026-01-16 | 10:30
b | notification | 2026-01-15 | 10:30
b | urgency | 2026-01-16 | 10:31
c | notification | 2026-01-15 | 10:30
c | urgency | 2026-01-16 |
d | notification | 2026-01-15 | 10:30
d | urgency | 2026-01-15 |
e | notification | 2026-03-28 | 10:00
e | urgency | 2026-03-29 | 11:00
here
due 'u24, done' u24 case_id,status,done_on --as-of 2026-04-01
table out <<\here
case_id | status | done_on
a | done | 2026-01-16
b | late | 2026-01-16
c | late | 2026-01-16
d | done | 2026-01-15
e | done | 2026-03-29
here

# ------------------------------------------- weekdays and working days --

# Six weekdays for the receipt.  Great Prayer Day was Friday 2023-05-05; its
# Friday in 2024, 04-26, was none any more.  Easter 2026 is 04-05.  5 June, 24
# and 31 December are no holidays: they count, and are no working days.
new a b c d e
records events event 'case_id | type | date' <<\here
a | notification | 2026-03-27
b | notification | 2023-04-28
c | notification | 2024-04-19
d | notification | 2026-12-23
e | notification | 2026-06-04
here
due 'u6, Saturdays count' u6 case_id,due,last_workday --as-of 2027-02-01
table out <<\here
case_id | due | last_workday
a | 2026-04-07 | 2026-04-07
b | 2023-05-06 | 2023-05-04
c | 2024-04-26 | 2024-04-26
d | 2027-01-02 | 2026-12-30
e | 2026-06-11 | 2026-06-11
here
setting saturday no
due 'u6, Saturdays do not count' u6 case_id,due --as-of 2027-02-01
table out <<\here
case_id | due
a | 2026-04-09
b | 2023-05-09
c | 2024-04-29
d | 2027-01-04
e | 2026-06-12
here

# Offentlighedsloven 36(2): seven working days.
new a b
records events event 'case_id | type | date' <<\here
a | access_request | 2026-06-04
b | access_request | 2026-12-22
b | access_answer | 2027-01-07
here
due 'aktindsigt7' aktindsigt7 case_id,what,due,status --as-of 2027-02-01
table out <<\here
case_id | what | due | status
a | access | 2026-06-16 | overdue
b | access | 2027-01-06 | late
here

# ----------------------------------------------------------------- months --

# Barnets lov 20(3): four months after it became known.
new a b c
records events event 'case_id | type | date' <<\here
a | need | 2026-10-31
b | need | 2027-10-31
c | need | 2026-02-28
c | assessment | 2026-06-28
here
due 'bfu4' bfu4 case_id,due,last_workday,status --as-of 2028-03-01
table out <<\here
case_id | due | last_workday | status
a | 2027-02-28 | 2027-02-26 | overdue
b | 2028-02-29 | 2028-02-29 | overdue
c | 2026-06-28 | 2026-06-26 | done
here
# Restaurationsloven 36 a(3): from the last day of a month to the last one.
setting month_end last
due 'bfu4, month end' bfu4 case_id,due --as-of 2028-03-01
table out <<\here
case_id | due
a | 2027-02-28
b | 2028-02-29
c | 2026-06-30
here

# Barnets lov 91(1): a plan, or that none is needed, three months after the
# decision; 91(2): a plan three months after one on placement by section 46.
# The cases are the months' ends, Easter, Great Prayer Day in 2023 and not in
# 2024, 5 June, 24 and 31 December, New Year.
new a b c d e f g h i j k
records events event 'case_id | type | date | section' <<\here
a | decision | 2026-02-28 | bl32
b | decision | 2026-03-05 | bl32
c | decision | 2026-09-24 | bl32
d | decision | 2026-10-01 | bl32
e | decision | 2025-11-30 | bl32
f | decision | 2027-11-30 | bl32
g | decision | 2026-01-02 | bl46
h | decision | 2023-02-05 | bl46
i | decision | 2024-01-26 | bl32
j | decision | 2026-09-30 | bl32
k | decision | 2025-12-31 | bl46
a | no_plan | 2026-05-28 |
g | no_plan | 2026-03-01 |
h | plan | 2023-05-05 |
here
due 'plan3a' 'plan3a' case_id,due,last_workday,status --as-of 2028-03-01
table out <<\here
case_id | due | last_workday | status
a | 2026-05-28 | 2026-05-28 | done
b | 2026-06-05 | 2026-06-04 | overdue
c | 2026-12-24 | 2026-12-23 | overdue
d | 2027-01-01 | 2026-12-30 | overdue
e | 2026-02-28 | 2026-02-27 | overdue
f | 2028-02-29 | 2028-02-29 | overdue
i | 2024-04-26 | 2024-04-26 | overdue
j | 2026-12-30 | 2026-12-30 | overdue
here
due 'plan3b' 'plan3b' case_id,due,last_workday,status --as-of 2028-03-01
table out <<\here
case_id | due | last_workday | status
g | 2026-04-02 | 2026-04-01 | overdue
h | 2023-05-05 | 2023-05-04 | done
k | 2026-03-31 | 2026-03-31 | overdue
here
# Restaurationsloven 36 a: an end on a weekend, a holiday, 5 June, 24 or 31
# December rolls to the next weekday.
setting roll forward
due 'rolled forward' 'plan3a' case_id,due --as-of 2028-03-01
table out <<\here
case_id | due
a | 2026-05-28
b | 2026-06-08
c | 2026-12-28
d | 2027-01-04
e | 2026-03-02
f | 2028-02-29
i | 2024-04-26
j | 2026-12-30
here
due 'rolled forward over Easter' 'plan3b' case_id,due,status \
    --as-of 2028-03-01
table out <<\here
case_id | due | status
g | 2026-04-07 | overdue
h | 2023-05-08 | done
k | 2026-03-31 | overdue
here
setting month_end last
due 'both' plan3a case_id,due --as-of 2028-03-01
table out <<\here
case_id | due
a | 2026-06-01
b | 2026-06-08
c | 2026-12-28
d | 2027-01-04
e | 2026-03-02
f | 2028-02-29
i | 2024-04-26
j | 2027-01-04
here

# ------------------------------------------------------- before an event --

# Barnets lov 91(2): the plan before a placement without consent is decided;
# 5(3): the child's view before any decision, each time anew.
new a b c d
records events event 'case_id | type | date | section' <<\here
a | plan | 2026-05-08 |
a | decision | 2026-05-10 | bl47
b | decision | 2026-05-10 | bl47
b | plan | 2026-05-12 |
c | decision | 2026-05-10 | bl47
a | talk | 2026-05-10 |
b | talk | 2026-04-01 |
b | decision | 2026-06-01 |
d | decision | 2026-12-10 |
here
due 'plan0' plan0 case_id,due,last_workday,status,done_on --as-of 2026-11-22
table out <<\here
case_id | due | last_workday | status | done_on
a | 2026-05-10 | 2026-05-08 | done | 2026-05-08
b | 2026-05-10 | 2026-05-08 | late | 2026-05-12
c | 2026-05-10 | 2026-05-08 | overdue |
here
due 'inddr, also for a decision to come' inddr \
    case_id,trigger_date,status,done_on --as-of 2026-11-22
table out <<\here
case_id | trigger_date | status | done_on
a | 2026-05-10 | done | 2026-05-10
b | 2026-05-10 | done | 2026-04-01
b | 2026-06-01 | overdue |
c | 2026-05-10 | overdue |
d | 2026-12-10 | upcoming |
here

# -------------------------------------------------------------- follow-up --

# Barnets lov 95(2): when the parallel assessment is finished, at the latest
# three months after the help began; 95(3): then at the interval decided.
new
tsv >reg/cases.tsv <<\here
case_id | allocated | started | closed | interval
a | 2025-11-01 | 2026-01-15 | | P2M
b | 2025-11-01 | 2026-01-15 | | P14D
c | 2025-11-01 | 2026-01-15 | |
d | 2025-11-01 | 2025-11-30 | | P2M
e | 2025-11-01 | 2025-12-01 | 2026-02-01 | P2M
f | 2026-05-01 | | | P2M
here
records events event 'case_id | type | date' <<\here
a | assessment | 2026-03-02
b | assessment | 2026-05-01
c | assessment | 2026-01-15
here
records meetings meeting 'case_id | type | date | state' <<\here
a | followup | 2026-03-02 | held
b | followup | 2026-04-20 | held
c | followup | 2026-04-15 | held
a | followup | 2026-05-02 | held
a | followup | 2026-05-20 |
d | followup | 2026-02-20 | cancelled
here
due 'opf1' opf1 case_id,trigger,due,status,done_on --as-of 2026-06-01
table out <<\here
case_id | trigger | due | status | done_on
a | started | 2026-03-02 | done | 2026-03-02
b | started | 2026-04-15 | late | 2026-04-20
c | started | 2026-04-15 | done | 2026-04-15
d | started | 2026-02-28 | overdue |
here
due 'opfn; a missing interval is a finding' opfn \
    case_id,trigger,trigger_date,due,status,done_on,missing \
    --as-of 2026-06-01
table out <<\here
case_id | trigger | trigger_date | due | status | done_on | missing
a | meeting001 | 2026-03-02 | 2026-05-02 | done | 2026-05-02 |
a | meeting004 | 2026-05-02 | 2026-07-02 | upcoming | |
b | meeting002 | 2026-04-20 | 2026-05-04 | overdue | |
c | meeting003 | 2026-04-15 | | impossible | | interval
here
# Two of one day do not fulfil each other.
printf 'meeting007\tb\tfollowup\t2026-04-20\theld\n' >>reg/meetings.tsv
due 'two on a day' opfn trigger,status -w case_id=b --as-of 2026-06-01
table out <<\here
trigger | status
meeting002 | done
meeting007 | overdue
here

# ----------------------------------------------------------------- visits --

# Barnets lov 156(5): at least two visits a year, from the placement on, as
# long as it lasts.  A visit too few is made up for by a later one.
new a b c
records events event 'case_id | type | date' <<\here
a | placement | 2024-02-29
a | visit | 2024-05-01
a | visit | 2024-11-01
a | visit | 2025-06-01
a | visit | 2026-03-10
b | placement | 2025-05-01
b | visit | 2025-06-01
b | placement_end | 2025-09-01
c | placement | 2025-05-01
c | visit | 2025-05-01
c | visit | 2026-05-01
here
due 'tilsyn' tilsyn case_id,trigger_date,due,status,done_on \
    --as-of 2026-11-22
table out <<\here
case_id | trigger_date | due | status | done_on
a | 2024-02-29 | 2025-02-28 | done | 2024-11-01
a | 2025-02-28 | 2026-02-28 | late | 2026-03-10
a | 2026-02-28 | 2027-02-28 | upcoming |
c | 2025-05-01 | 2026-05-01 | done | 2026-05-01
c | 2026-05-01 | 2027-05-01 | upcoming |
here
setting roll forward
due 'tilsyn, rolled forward, goes on from the same day' tilsyn \
    trigger_date,due -w case_id=a --as-of 2026-11-22
table out <<\here
trigger_date | due
2024-02-29 | 2025-02-28
2025-02-28 | 2026-03-02
2026-02-28 | 2027-03-01
here

# ------------------------------------------------------------------- ages --

# Barnets lov 108: a young person with a plan turns 16; 3: a party from 10.
# Only the month, or the year, of birth is known: the earliest day counts.  An
# age reached before the case began is no matter of it.
new
tsv >reg/cases.tsv <<\here
case_id | allocated | born | paragraph | closed
a | 2025-01-01 | 2010-02 | BL § 32 |
b | 2025-01-01 | 2010 | § 46 og § 11 |
c | 2025-01-01 | 2010-02 | BL § 11 |
d | 2026-03-01 | 2010-02 | BL § 32 |
e | 2026-03-01 | 2010 | BL § 32 |
f | 2025-01-01 | 2010-12 | BL § 32 |
g | 2025-01-01 | 2011-02 | BL § 32 |
h | 2025-01-01 | | BL § 32 |
i | 2025-01-01 | 2016-05 | |
j | 2025-01-01 | 2010-02 | BL § 132 |
k | 2025-01-01 | | BL § 32 | 2025-06-01
here
records events event 'case_id | type | date' <<\here
a | youth_plan | 2026-01-20
here
due 'ungeplan' ungeplan case_id,trigger,due,status,missing \
    --as-of 2026-11-22
table out <<\here
case_id | trigger | due | status | missing
a | born | 2026-02-01 | done |
b | born | 2026-01-01 | overdue |
e | born | 2026-01-01 | overdue |
f | born | 2026-12-01 | due |
h | born | | impossible | born
here
due 'part10' part10 case_id,due,status -w 'status!=impossible' \
    --as-of 2026-11-22
table out <<\here
case_id | due | status
i | 2026-05-01 | overdue
here

# -------------------------------------------------------------- practices --

# Herlev: the start-up meeting is booked within 14 days of the allocation.
new
tsv >reg/cases.tsv <<\here
case_id | allocated
a | 2026-03-20
b | 2026-03-20
c | 2026-03-20
d | 2026-03-20
here
tsv >reg/meetings.tsv <<\here
meeting_id | case_id | type | date | booked | state | attended
M1 | a | startup | 2026-05-01 | 2026-04-03 | |
M2 | b | startup | 2026-04-10 | | held |
M3 | c | startup | 2026-04-01 | 2026-03-21 | cancelled |
here
due 'a practice that is not switched on' start14 case_id --as-of 2026-04-11
table out <<\here
case_id
here
setting rules 'pdsa, herlev'
due 'start14' start14 case_id,trigger,due,last_workday,status,done_on \
    --as-of 2026-04-11
table out <<\here
case_id | trigger | due | last_workday | status | done_on
a | allocated | 2026-04-03 | 2026-04-01 | done | 2026-04-03
b | allocated | 2026-04-03 | 2026-04-01 | late | 2026-04-10
c | allocated | 2026-04-03 | 2026-04-01 | overdue |
d | allocated | 2026-04-03 | 2026-04-01 | overdue |
here

# Fredericia: each parent is called within two weeks after start-up, follow-up
# and notification meetings.
setting rules fredericia
tsv >reg/meetings.tsv <<\here
meeting_id | case_id | type | date | state | attended
M1 | a | startup | 2026-05-01 | held | mother,father,child
M2 | a | call | 2026-05-04 | held | mother.anna,child
M3 | a | call | 2026-05-15 | planned | father
M4 | b | followup | 2026-05-01 | held |
M5 | b | call | 2026-05-18 | held | mother,father
M6 | c | network | 2026-05-01 | held |
M7 | d | notification | 2026-05-01 | held |
M8 | d | call | 2026-05-15 | held | grandfather
here
due 'call14' call14 case_id,who,due,status,done_on,trigger \
    --as-of 2026-05-20
table out <<\here
case_id | who | due | status | done_on | trigger
a | father | 2026-05-15 | overdue | | M1
a | mother | 2026-05-15 | done | 2026-05-04 | M1
b | father | 2026-05-15 | late | 2026-05-18 | M4
b | mother | 2026-05-15 | late | 2026-05-18 | M4
d | father | 2026-05-15 | overdue | | M7
d | mother | 2026-05-15 | overdue | | M7
here

# Tested changes: a progress meeting every 14 days while one is running, each
# counted from the last; they are about no case, or about the one it is tried in.
new a
setting rules pdsa
records trials trial 'case_id | from | state | title | hypothesis' <<\here
 | 2026-05-01 | running | t | h
a | 2026-05-01 | running | t | h
 | 2026-05-01 | done | t | h
 | 2026-05-01 | | t | h
here
records meetings meeting 'case_id | type | date | state' <<\here
 | progress | 2026-05-12 | held
 | progress | 2026-05-30 | held
a | progress | 2026-05-15 | held
here
due 'frem14' frem14 case_id,trigger_date,due,status,done_on,trigger \
    --as-of 2026-06-01
table out <<\here
case_id | trigger_date | due | status | done_on | trigger
 | 2026-05-01 | 2026-05-15 | done | 2026-05-12 | trial001
 | 2026-05-12 | 2026-05-26 | late | 2026-05-30 | trial001
 | 2026-05-30 | 2026-06-13 | due | | trial001
a | 2026-05-01 | 2026-05-15 | done | 2026-05-15 | trial002
a | 2026-05-15 | 2026-05-29 | overdue | | trial002
here

# TOPI: a joint rating in April to June and in October to November, while the
# help runs; or, switched on instead, in each half-year from its start.
new a
setting rules topi
tsv >reg/cases.tsv <<\here
case_id | allocated | started | closed
a | 2026-01-02 | 2026-01-10 |
b | 2026-01-02 | |
c | 2025-01-02 | 2025-01-10 | 2025-11-01
here
tsv >reg/ratings.tsv <<\here
case_id | date | scale | rater | stage | value
a | 2026-03-20 | topi | professionals | joint | 2
a | 2026-04-20 | topi | daycare.AB | | 2
a | 2026-05-04 | topi | professionals | joint | 2
a | 2026-08-20 | topi | daycare.AB | | 3
c | 2025-05-04 | topi | professionals | joint | 2
here
due 'topi2' topi2 case_id,trigger_date,due,status,done_on --as-of 2027-02-01
table out <<\here
case_id | trigger_date | due | status | done_on
a | 2026-04-01 | 2026-06-30 | done | 2026-05-04
a | 2026-10-01 | 2026-11-30 | overdue |
a | 2027-04-01 | 2027-06-30 | upcoming |
c | 2025-04-01 | 2025-06-30 | done | 2025-05-04
here
mkdir reg/rules
printf 'rule\tused\ntopi2\t\ntopi6\tyes\n' >reg/rules/own.tsv
due 'topi6' topi6 trigger_date,due,status,done_on --as-of 2027-02-01 \
    -w case_id=a
table out <<\here
trigger_date | due | status | done_on
2026-01-10 | 2026-07-10 | done | 2026-03-20
2026-07-10 | 2027-01-10 | overdue |
2027-01-10 | 2027-07-10 | upcoming |
here

# The national guide: what is new is assessed, also where nothing is to change,
# and an assessment that something is leads to a follow-up meeting.
new a b
setting rules guide
records events event 'case_id | type | date' <<\here
a | information | 2026-05-01
b | information | 2026-05-01
here
records assessments assessment 'case_id | date | decision | reason' <<\here
a | 2026-05-04 | no_change | seen before
b | 2026-05-20 | change | the plan no longer fits
here
due 'vurder14' vurder14 case_id,due,status,done_on,trigger --as-of 2026-06-01
table out <<\here
case_id | due | status | done_on | trigger
a | 2026-05-15 | done | 2026-05-04 | event001
b | 2026-05-15 | late | 2026-05-20 | event002
here
due 'aendring14' aendring14 case_id,due,status,trigger --as-of 2026-06-01
table out <<\here
case_id | due | status | trigger
b | 2026-06-03 | due | assessment002
here

# Greenland: gatherings and local networks that are meetings, about no case.
new
setting jurisdiction greenland
mkdir reg/rules
printf 'rule\tused\nsamling\tyes\nledernet\tyes\n' >reg/rules/own.tsv
tsv >reg/meetings.tsv <<\here
meeting_id | case_id | type | date | state
M1 | | gathering | 2025-06-10 | held
M2 | | gathering | 2026-06-20 | held
M3 | | leaders | 2026-10-31 | held
here
run 'greenland' 0 fu-meeting due -C reg --all --as-of 2026-11-22 \
    -s case_id,rule,what,trigger,due,status
table out <<\here
case_id | rule | what | trigger | due | status
 | samling | gathering | M1 | 2026-06-10 | late
 | ledernet | leaders | M3 | 2026-11-30 | due
 | samling | gathering | M2 | 2027-06-20 | upcoming
here

# Four weeks end on the same weekday.  The rule is not verified, so it is off
# until a register says yes; a register changes a rule by a line of its own, and
# switches one off.
new a
records events event 'case_id | type | date' <<\here
a | decision | 2026-05-01
a | need | 2026-05-01
here
mkdir reg/rules reg/calendars
printf 'rule\tused\nklage4u\tyes\ninddr\t\n' >reg/rules/own.tsv
run 'switched on and off' 0 fu-meeting due -C reg --as-of 2026-05-20 \
    -s rule,due,status
table out <<\here
rule | due | status
klage4u | 2026-05-29 | due
bfu4 | 2026-09-01 | upcoming
here
tsv >reg/rules/own.tsv <<\here
rule | set | what | on | when | after | done | done_when | source | used
inddr | | | | | | | | |
bfu4 | dk | assessment | event | type=need | 10 workdays | event | type=assessment | local: sooner | yes
ours | dk | plan | event | type=decision;section= | 2 weekdays | note | about=other | local | yes
here
# A closing day of the municipality, and Christmas Eve that is not closed.
printf 'calendar\tday\tfrom\tto\trolls\ndk\t05-15\t2026\t2026\tyes\n' \
    >reg/calendars/own.tsv
run "a register's own rules and days" 0 fu-meeting due -C reg \
    --as-of 2026-05-20 -s rule,due,status,source
table out <<\here
rule | due | status | source
ours | 2026-05-04 | overdue | local
bfu4 | 2026-05-19 | overdue | local: sooner
here

# Two of a day: the first that was recorded triggers, whatever the order of the
# rows.
records meetings meeting 'case_id | type | date | state' <<\here
a | followup | 2026-05-02 | held
a | followup | 2026-05-02 | held
here
run 'two of a day' 0 fu-meeting due -C reg --as-of 2026-05-20 --all \
    -w rule=opfn -s trigger,status
cp out first
{ sed -n 1p reg/meetings.tsv; sed 1d reg/meetings.tsv | sort -r; } >turned
mv turned reg/meetings.tsv
run 'the rows turned round' 0 fu-meeting due -C reg --as-of 2026-05-20 --all \
    -w rule=opfn -s trigger,status
same first out
rm reg/meetings.tsv

# There is no day before the year 1, and none after the year 9999.
cp reg/events.tsv kept
records events event 'case_id | type | date | time | section' <<\here
a | notification | 9999-12-31 | 23:00 |
a | decision | 0001-01-01 | | bl47
here
run 'the ends of time' 0 fu-meeting due -C reg --as-of 9999-12-31 --all \
    -s rule,due,last_workday -w 'rule~^(u24|u6|plan0)$'
table out <<\here
rule | due | last_workday
plan0 | 0001-01-01 |
u6 | 9999-12-31 |
u24 | 9999-12-31T23:59+01:00 |
here
mv kept reg/events.tsv

# A role is met by any person in it, a person only by that one.
cat >reg/rules/own.tsv <<\here
rule|set|what|on|when|after|or|or_when|who|done|done_when|done_who|used
heard|dk|call|event|type=need|P14D|||mother,network.mormor|meeting|type=call|attended|yes
here
sed -i 's/|/\t/g' reg/rules/own.tsv
records meetings meeting 'case_id | type | date | attended' <<\here
a | call | 2026-05-02 | mother,network.farmor
a | call | 2026-05-03 | network.mormor
here
due 'a person' heard who,status,done_on --as-of 2026-05-20
table out <<\here
who | status | done_on
mother | done | 2026-05-02
network.mormor | done | 2026-05-03
here
rm reg/meetings.tsv

# misses FIELD VALUE <<MESSAGE: a rule of one's own with a slip.
misses () {
	awk -F '\t' -v OFS='\t' -v field="$1" -v value="$2" '
	NR == 1 { for (i = 1; i <= NF; i++) if ($i == field) n = i }
	NR == 2 { $n = value } 1' reg/rules/own.tsv >slip.tsv
	mv reg/rules/own.tsv kept
	mv slip.tsv reg/rules/own.tsv
	run "$1 $2" 2 fu-meeting due -C reg
	is err
	mv kept reg/rules/own.tsv
}
misses when type <<\here
fu-meeting: reg/rules/own.tsv:2:21: error: "type" is not a condition: a field, one of = != < <= > >= ~ !~ ~* !~*, and a value, without blanks between them
here
misses who mum <<\here
fu-meeting: reg/rules/own.tsv:2:38: error: who: "mum" is not in its list of codes
here
misses or_when type=talk <<\here
fu-meeting: reg/rules/own.tsv:2:37: error: or_when: or_when goes with or
here
misses done_who place <<\here
fu-meeting: reg/rules/own.tsv:2:78: error: done_who: a field of roles is wanted
here
misses what cal <<\here
fu-meeting: reg/rules/own.tsv:2:10: error: what: "cal" is not in its list of codes
here
rm reg/rules/own.tsv

# ---------------------------------------------------------------- the list --

new a b
tsv >reg/cases.tsv <<\here
case_id | allocated | started | born | worker | interval
a | 2026-01-01 | 2026-02-10 | 2015 | Åse | P3M
b | 2026-01-01 | 2026-02-20 | 2015 | Bo | P3M
c | 2026-01-01 | 2026-03-05 | 2015 | Bo |
here
run 'the columns' 0 fu-meeting due -C reg --as-of 2026-05-15
sed 's/Barnets.*95/S/' out >short
table short <<\here
case_id | rule | what | who | trigger | trigger_date | due | last_workday | status | done_on | days | source | missing
a | opf1 | followup | | started | 2026-02-10 | 2026-05-10 | 2026-05-08 | overdue | | -5 | S |
b | opf1 | followup | | started | 2026-02-20 | 2026-05-20 | 2026-05-20 | due | | 5 | S |
c | opf1 | followup | | started | 2026-03-05 | 2026-06-05 | 2026-06-04 | upcoming | | 21 | S |
here
run 'conditions, and columns of the case' 0 fu-meeting due -C reg \
    --as-of 2026-05-15 -w status!=overdue -w 'days<10' --with worker \
    -s case_id,worker
table out <<\here
case_id | worker
b | Bo
here
run 'within' 0 fu-meeting due -C reg --as-of 2026-05-15 --within 4d \
    -s status
table out <<\here
status
overdue
upcoming
upcoming
here
printf 'case_id\nc\n' >wanted
run 'of cases' 0 fu-meeting due -C reg --as-of 2026-05-15 --cases wanted \
    -s case_id
table out <<\here
case_id
c
here
run 'overdue, asked for' 1 fu-meeting due -C reg --as-of 2026-05-15 \
    --exit-code
run 'none overdue of those printed' 0 fu-meeting due -C reg \
    --as-of 2026-05-15 --exit-code -w status=due
records meetings meeting 'case_id | type | date | state' <<\here
c | followup | 2026-05-15 | held
here
run 'as text' 0 fu-meeting due -C reg --as-of 2026-05-15 -O text --lang da
is out <<\here
Frist       Dage  Status        Sag  Hvad             Mangler
──────────  ────  ────────────  ───  ───────────────  ────────
                  mangler data  c    opfølgningsmøde  Interval
10-05-2026    -5  overskredet   a    opfølgningsmøde
20-05-2026     5  forestår      b    opfølgningsmøde
here
rm reg/meetings.tsv
run 'as text, with a column of the case' 0 fu-meeting due -C reg \
    --as-of 2026-05-15 -O text --with worker -w status=due --lang en
is out <<\here
Deadline    Days  Status  Case  What               Caseworker
──────────  ────  ──────  ────  ─────────────────  ──────────
2026-05-20     5  due     b     follow-up meeting  Bo
here
run 'from within the register' 0 sh -c 'cd reg && fu-meeting due \
    --as-of 2026-05-15 -s case_id'
run 'nothing on a day before all' 0 fu-meeting due -C reg \
    --as-of 2025-12-31 -s case_id
table out <<\here
case_id
here

# A table that was made before a field was: the field is missing there.
records events event 'case_id | type | date' <<\here
a | decision | 2026-03-01
a | talk | 2026-02-28
here
run 'a column that is not there' 0 fu-meeting due -C reg --as-of 2026-05-15 \
    -w 'rule!=opf1' -s rule
table out <<\here
rule
here

# ---------------------------------------------------------- what is wrong --

records events event 'case_id | type | date' <<\here
nobody | notification | 2026-03-01
a | notification | 2026-02-30
a | assessment | 2026-03-01
here
run 'records that cannot be counted from' 1 fu-meeting due -C reg \
    --as-of 2026-05-15 -s case_id,due -w case_id=a
is err <<\here
fu-meeting: reg/events.tsv:2:10: error: there is no case "nobody": no deadline is counted from this
fu-meeting: reg/events.tsv:3:25: error: date "2026-02-30" is not a date such as 2026-11-22: no deadline is counted from it
here
table out <<\here
case_id | due
a | 2026-03-01
here
rm reg/events.tsv
run 'an operand' 2 fu-meeting due -C reg status=overdue
has 'due takes no operands; conditions follow -w' err
run 'a condition on no column' 2 fu-meeting due -C reg -w statsu=due
has 'did you mean status' err
run 'a duty that there is none of' 2 fu-meeting due -C reg -w what=folowup
has 'there is no what "folowup"; did you mean followup\?' err
run 'a status that there is none of' 2 fu-meeting due -C reg -w status=overdeu
has 'there is no status "overdeu"; did you mean overdue\?' err
run 'no such format' 2 fu-meeting due -C reg -O pdf
run 'no register' 2 fu-meeting due -C nowhere
run 'a full disk' 2 sh -c 'fu-meeting due -C reg >/dev/full'

# wrong NAME VALUE <<MESSAGE
wrong () {
	cp reg/register.tsv kept
	setting "$1" "$2"
	run "setting $1 $2" 2 fu-meeting due -C reg
	is err
	is out </dev/null
	cp kept reg/register.tsv
}
wrong roll backward <<\here
fu-meeting: reg/register.tsv: error: setting roll: "backward" is none of none, forward
here
wrong month_end first <<\here
fu-meeting: reg/register.tsv: error: setting month_end: "first" is none of clamp, last
here
wrong saturday maybe <<\here
fu-meeting: reg/register.tsv: error: setting saturday: "maybe" is none of yes, no
here
wrong calendar se <<\here
fu-meeting: reg/register.tsv: error: setting calendar: nothing is defined for "se"
here
wrong rules dk,nowhere <<\here
fu-meeting: reg/register.tsv: error: setting rules: nothing is defined for "nowhere"
here
wrong jurisdiction nowhere <<\here
fu-meeting: reg/register.tsv: error: setting jurisdiction: nothing is defined for "nowhere"
here
cp reg/register.tsv kept
printf 'calendar\tse\n' >>reg/register.tsv
run 'a setting twice' 2 fu-meeting due -C reg
has '^fu-meeting: reg/register.tsv:[0-9]*: error: this setting has a line already' err
cp kept reg/register.tsv
tail -n 1 reg/cases.tsv >>reg/cases.tsv
run 'a case twice' 2 fu-meeting due -C reg
has 'second record with this case_id' err
is out </dev/null
done_
