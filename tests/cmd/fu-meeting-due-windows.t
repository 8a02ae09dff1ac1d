# fu-meeting due: windows of the calendar, worked out by hand: by the last day of
# each, every year.
# shellcheck disable=SC2154	# root and tab are from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"
. "$root/tests/due.sh"

# ------------------------------------------------------- twice in a year --

# What is done before a window, or before the trigger, does not count; what is
# done within it is done, on its first and its last day too; behind it, late.
new a b c d e
rule 'on | when | after | done | done_when' <<\here
w | dk | topi | event | type=need | 04-01/06-30,10-01/11-30 | event | type=plan
here
records events event 'case_id | type | date' <<\here
a | need | 2025-01-10
a | plan | 2025-03-31
a | plan | 2025-04-01
a | plan | 2025-12-05
b | need | 2025-05-15
b | plan | 2025-05-14
b | plan | 2025-11-30
c | need | 2025-06-30
c | plan | 2025-06-30
d | need | 2025-07-01
d | plan | 2025-07-02
e | need | 2025-12-01
here
due 'within a window' w case_id,trigger_date,due,status,done_on,days \
    --as-of 2026-05-10
cp out inside
table out <<\here
case_id | trigger_date | due | status | done_on | days
a | 2025-04-01 | 2025-06-30 | done | 2025-04-01 |
a | 2025-10-01 | 2025-11-30 | late | 2025-12-05 |
a | 2026-04-01 | 2026-06-30 | upcoming | | 51
b | 2025-05-15 | 2025-06-30 | late | 2025-11-30 |
b | 2025-10-01 | 2025-11-30 | done | 2025-11-30 |
b | 2026-04-01 | 2026-06-30 | upcoming | | 51
c | 2025-06-30 | 2025-06-30 | done | 2025-06-30 |
c | 2025-10-01 | 2025-11-30 | overdue | | -161
c | 2026-04-01 | 2026-06-30 | upcoming | | 51
d | 2025-10-01 | 2025-11-30 | overdue | | -161
d | 2026-04-01 | 2026-06-30 | upcoming | | 51
e | 2026-04-01 | 2026-06-30 | upcoming | | 51
here
due 'before a window' w case_id,due,status --as-of 2025-08-01 -w case_id=a
table out <<\here
case_id | due | status
a | 2025-06-30 | done
a | 2025-11-30 | upcoming
here
due 'on the last day of one' w due,status --as-of 2025-06-30 -w case_id=b
table out <<\here
due | status
2025-06-30 | due
here
due 'the day after' w due,status --as-of 2025-07-01 -w case_id=b
table out <<\here
due | status
2025-06-30 | overdue
2025-11-30 | upcoming
here
due 'what is not done' w case_id,due --as-of 2025-07-01
{ sed -n 1p reg/events.tsv; sed 1d reg/events.tsv | sort -r; } >turned
mv turned reg/events.tsv
due 'the rows turned round' w case_id,trigger_date,due,status,done_on,days \
    --as-of 2026-05-10
same inside out
sed -i 's,04-01/06-30\,10-01/11-30,10-01/11-30\, 04-01/06-30,' \
    reg/rules/own.tsv
run 'a blank between windows' 2 fu-meeting due -C reg
has 'after: windows of each year are wanted' err
sed -i 's/, /,/' reg/rules/own.tsv
due 'the windows turned round' w \
    case_id,trigger_date,due,status,done_on,days --as-of 2026-05-10
same inside out

# The days that roll, and those that do not move what comes next: 2025-11-30 is
# a Sunday, 2024-06-30 too.
new a
rule 'on | when | after | done | done_when' <<\here
w | dk | topi | event | type=need | 04-01/06-30,10-01/11-30 | event | type=plan
here
records events event 'case_id | type | date' <<\here
a | need | 2024-01-10
a | plan | 2024-07-01
a | plan | 2025-12-02
here
setting roll forward
due 'rolled forward' w trigger_date,due,last_workday,status \
    --as-of 2026-01-10
table out <<\here
trigger_date | due | last_workday | status
2024-04-01 | 2024-07-01 | 2024-07-01 | done
2024-10-01 | 2024-12-02 | 2024-12-02 | late
2025-04-01 | 2025-06-30 | 2025-06-30 | late
2025-10-01 | 2025-12-01 | 2025-12-01 | late
2026-04-01 | 2026-06-30 | 2026-06-30 | upcoming
here

# --------------------------------------------------------- over New Year --

new a b c d
rule 'on | when | after | done | done_when' <<\here
w | dk | topi | event | type=need | 11-15/01-15 | event | type=plan
day | dk | topi | event | type=need | 12-31/12-31 | event | type=plan
year | dk | topi | event | type=need | 03-01/02-28 | event | type=plan
here
records events event 'case_id | type | date' <<\here
a | need | 2024-11-15
a | plan | 2024-12-31
a | plan | 2026-01-15
b | need | 2025-01-10
b | plan | 2025-01-16
c | need | 2025-01-15
d | need | 2025-01-16
d | plan | 2025-11-14
here
due 'over New Year' w case_id,trigger_date,due,status,done_on \
    --as-of 2026-01-16
table out <<\here
case_id | trigger_date | due | status | done_on
a | 2024-11-15 | 2025-01-15 | done | 2024-12-31
a | 2025-11-15 | 2026-01-15 | done | 2026-01-15
a | 2026-11-15 | 2027-01-15 | upcoming |
b | 2025-01-10 | 2025-01-15 | late | 2025-01-16
b | 2025-11-15 | 2026-01-15 | overdue |
b | 2026-11-15 | 2027-01-15 | upcoming |
c | 2025-01-15 | 2025-01-15 | overdue |
c | 2025-11-15 | 2026-01-15 | overdue |
c | 2026-11-15 | 2027-01-15 | upcoming |
d | 2025-11-15 | 2026-01-15 | overdue |
d | 2026-11-15 | 2027-01-15 | upcoming |
here
due 'on 31 December' w trigger_date,due,status --as-of 2025-12-31 \
    -w case_id=b
table out <<\here
trigger_date | due | status
2025-01-10 | 2025-01-15 | late
2025-11-15 | 2026-01-15 | upcoming
here
due 'a day' day trigger_date,due,status --as-of 2026-01-16 -w case_id=a
table out <<\here
trigger_date | due | status
2024-12-31 | 2024-12-31 | done
2025-12-31 | 2025-12-31 | late
2026-12-31 | 2026-12-31 | upcoming
here
# Windows without a day between them; 29 February is in none.
due 'a year' year trigger_date,due,status --as-of 2025-06-01 -w case_id=a
table out <<\here
trigger_date | due | status
2024-11-15 | 2025-02-28 | done
2025-03-01 | 2026-02-28 | upcoming
here

# ------------------------------------------------------ what ends a duty --

# A closed case owes nothing; what was done until then is shown with --all.
new
tsv >reg/cases.tsv <<\here
case_id | allocated | started | closed
a | 2025-01-01 | 2025-01-10 | 2025-11-15
b | 2025-01-01 | 2025-01-10 | 2025-08-01
c | 2025-01-01 | 2025-01-10 | 2026-09-01
here
rule 'on | from | after | done | done_when' <<\here
w | dk | topi | case | started | 04-01/06-30,10-01/11-30 | event | type=plan
here
records events event 'case_id | type | date' <<\here
a | plan | 2025-05-01
a | plan | 2025-11-01
b | plan | 2025-05-01
b | plan | 2025-10-02
c | plan | 2025-05-01
here
due 'closed cases' w case_id,due,status --as-of 2026-05-10
table out <<\here
case_id | due | status
a | 2025-06-30 | done
a | 2025-11-30 | done
b | 2025-06-30 | done
c | 2025-06-30 | done
c | 2025-11-30 | overdue
c | 2026-06-30 | upcoming
here
run 'and without --all' 0 fu-meeting due -C reg --as-of 2026-05-10 \
    -w rule=w -s case_id,due
table out <<\here
case_id | due
c | 2025-11-30
c | 2026-06-30
here

# Until a record of the case says so; each of those who are to take part, so
# many times.
new a b
rule 'on | when | after | until | done | done_when | at_least' <<\here
w | dk | topi | event | type=placement | 04-01/06-30 | type=placement_end | event | type=visit | 2
here
records events event 'case_id | type | date' <<\here
a | placement | 2024-02-29
a | visit | 2024-04-01
a | visit | 2024-06-30
a | visit | 2025-06-30
a | placement_end | 2025-09-01
b | placement | 2024-02-29
b | visit | 2024-04-01
b | visit | 2024-08-01
b | visit | 2025-05-01
here
due 'until' w case_id,due,status,done_on --as-of 2026-05-10
table out <<\here
case_id | due | status | done_on
a | 2024-06-30 | done | 2024-06-30
b | 2024-06-30 | late | 2024-08-01
b | 2025-06-30 | overdue |
b | 2026-06-30 | upcoming |
here
rule 'on | when | after | who | done | done_when | done_who' <<\here
w | dk | call | event | type=need | 04-01/06-30 | mother,father | meeting | type=call | attended
here
records events event 'case_id | type | date' <<\here
a | need | 2025-02-01
here
records meetings meeting 'case_id | type | date | attended' <<\here
a | call | 2025-05-02 | mother
a | call | 2025-07-03 | father
here
due 'who' w who,due,status --as-of 2025-06-30
table out <<\here
who | due | status
father | 2025-06-30 | due
mother | 2025-06-30 | done
here

# There is no year after 9999.
records events event 'case_id | type | date' <<\here
a | need | 9999-12-01
b | need | 0001-01-01
here
rule 'on | when | after | done' <<\here
w | dk | topi | event | type=need | 11-15/01-15 | meeting
here
due 'the ends of time' w case_id,trigger_date,due --as-of 0001-01-20
table out <<\here
case_id | trigger_date | due
b | 0001-01-01 | 0001-01-15
b | 0001-11-15 | 0002-01-15
here
run 'the last day' 0 fu-meeting due -C reg --as-of 9999-12-31 \
    -w rule=w -w case_id=a
is err </dev/null
done_
