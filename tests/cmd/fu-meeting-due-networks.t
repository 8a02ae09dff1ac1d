# fu-meeting due: duties of records that are about no case, each fulfilled by the
# records that name it, and counted by a period of its own.
# shellcheck disable=SC2154	# root and tab are from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"
. "$root/tests/due.sh"

# of TITLE COLUMNS [OPTION...]: of networks.
of () {
	title=$1
	columns=$2
	shift 2
	run "$title" 0 fu-meeting due -C reg --as-of 2026-11-22 -s "$columns" \
	    --sort trigger,trigger_date "$@"
	is err </dev/null
}

# --------------------------------------------------------------- networks --

# Three networks, their gatherings interleaved, two of them on one day: each
# counts its own.  One has no first day, and is counted from when it first met;
# one no rhythm, one neither; one is over; one has not met.
new
setting rules networks
tsv >reg/activities.tsv <<\here
activity_id | title | type | state | parent | from | held | rhythm
LAND | Ledere | network | running | I9 | 2025-01-15 | | P6M
LOKAL | Lokalt | network | running | I9 | 2025-01-15 | | P1M
NY | Nyt | network | running | | 2026-11-01 | | P1M
UDEN | Uden dag | network | running | | | | P2M
TAVS | Uden rytme | network | running | | 2026-01-01 | |
TOM | Uden alt | network | running | | | |
SLUT | Slut | network | done | | 2025-01-01 | | P1M
G1 | Samling | gathering | done | LAND | 2025-07-15 | 2025-07-15 |
G2 | Samling | gathering | done | LOKAL | | 2025-02-15 |
G3 | Samling | gathering | done | LOKAL | 2025-03-20 | 2025-03-15 |
G4 | Samling | gathering | done | LOKAL | 2025-07-15 | |
G5 | Samling | gathering | done | LAND | 2026-02-01 | 2026-02-01 |
G6 | Samling | gathering | planned | LAND | 2026-08-01 | |
G7 | Samling | gathering | done | | 2026-08-02 | 2026-08-02 |
G8 | Samling | gathering | done | UDEN | | 2026-09-30 |
G9 | Samling | gathering | done | NY | 2026-11-30 | 2026-11-30 |
D1 | Delmål | milestone | done | LOKAL | | 2025-08-01 |
T1 | Samling | gathering | done | TAVS | | 2026-02-01 |
here
of 'networks' trigger,trigger_date,due,status,done_on,missing --all
cp out networks
table out <<\here
trigger | trigger_date | due | status | done_on | missing
LAND | 2025-01-15 | 2025-07-15 | done | 2025-07-15 |
LAND | 2025-07-15 | 2026-01-15 | late | 2026-02-01 |
LAND | 2026-02-01 | 2026-08-01 | overdue | |
LOKAL | 2025-01-15 | 2025-02-15 | done | 2025-02-15 |
LOKAL | 2025-02-15 | 2025-03-15 | done | 2025-03-15 |
LOKAL | 2025-03-15 | 2025-04-15 | late | 2025-07-15 |
LOKAL | 2025-07-15 | 2025-08-15 | overdue | |
NY | 2026-11-01 | 2026-12-01 | due | |
TAVS | 2026-01-01 | | done | 2026-02-01 | rhythm
TAVS | 2026-02-01 | | impossible | | rhythm
TOM | | | impossible | | from
UDEN | | | done | 2026-09-30 | from
UDEN | 2026-09-30 | 2026-11-30 | due | |
here
{ sed -n 1p reg/activities.tsv; sed 1d reg/activities.tsv | sort -r; } >turned
cp turned reg/activities.tsv
of 'the rows turned round' trigger,trigger_date,due,status,done_on,missing \
    --all
same networks out
of 'what is not done' trigger,due,status
table out <<\here
trigger | due | status
LAND | 2026-08-01 | overdue
LOKAL | 2025-08-15 | overdue
NY | 2026-12-01 | due
TAVS | | impossible
TOM | | impossible
UDEN | 2026-11-30 | due
here

# Whom a deadline is about, and what is missing, as people call it.
run 'as text' 0 fu-meeting due -C reg --as-of 2026-11-22 -O text --lang da \
    -w 'trigger~^[TU]'
is out <<\here
Frist       Dage  Status        Sag  Hvad               Regnet fra  Mangler
──────────  ────  ────────────  ───  ─────────────────  ──────────  ─────────
                  mangler data       samling i netværk  TOM         Fra
                  mangler data       samling i netværk  TAVS        Hyppighed
30-11-2026     8  forestår           samling i netværk  UDEN
here

# The jurisdiction whose practice it is has it, once.
setting rules ''
setting jurisdiction greenland
of 'greenland' trigger,trigger_date,due,status,done_on,missing --all
same networks out
setting rules networks
of 'both' trigger,trigger_date,due,status,done_on,missing --all
same networks out
setting jurisdiction dk
setting rules ''
of 'neither' trigger
table out <<\here
trigger
here
setting rules networks

# In a calendar each deadline has its own name, done or not.
run 'in a calendar' 0 fu-meeting ics -C reg --due --as-of 2026-11-22
is err </dev/null
grep '^UID' out | sort >uids
sort -u uids >once
same once uids
run 'each says which network' 0 fu-meeting ics -C reg --due --lang en \
    --as-of 2026-11-22
grep '^SUMMARY:Deadline: network gathering' out | sort | uniq -c | tr -d '\r' |
    sed 's/^ *//' >summaries
is summaries <<\here
3 SUMMARY:Deadline: network gathering LAND
4 SUMMARY:Deadline: network gathering LOKAL
1 SUMMARY:Deadline: network gathering NY
1 SUMMARY:Deadline: network gathering UDEN
here
run 'nine of them have a day' 0 sh -c 'wc -l <uids'
has '^ *9$' out

# A network moves its first day: none of its deadlines comes sooner.
sed "s/${tab}2026-11-01${tab}/${tab}2026-11-20${tab}/" turned >reg/activities.tsv
of 'a later first day' due -w trigger=NY
table out <<\here
due
2026-12-20
here

# A day that is no day is told, and is not taken for one that is missing.
sed "s/${tab}2026-11-01${tab}/${tab}2026-11-31${tab}/" turned >reg/activities.tsv
run 'no day' 1 fu-meeting due -C reg --as-of 2026-11-22 -w trigger=NY -s due
has 'from "2026-11-31" is not a date' err
table out <<\here
due
here

# A rhythm that is none is one that is missing; fu-case check tells it.
sed "s/${tab}P6M/${tab}often/" turned >reg/activities.tsv
of 'no rhythm' status,missing -w trigger=LAND
table out <<\here
status | missing
impossible | rhythm
here

# ------------------------------------------------------ rules of one's own --

# Two rules on the same networks, one of them by the network's rhythm; each
# audit half a year before its conference, which it names.
rule 'on | when | from | after | before | again | done | done_when | done_from | done_of' <<\here
often | networks | network | activity | type=network | from | rhythm | | done | activity | type=gathering state=done | held | parent
year | networks | leaders | activity | type=network | from | P1Y | | due | activity | type=gathering state=done | held | parent
audit | networks | progress | activity | type=conference | from | | P1M | | activity | type=audit state=done | held | parent
spring | networks | gathering | activity | type=network | from | 04-01/06-30 | | | activity | type=gathering state=done | held | parent
free | networks | gathering | activity | type=network state=running | from | P1M | | | activity | type=gathering state=done | held |
here
printf 'rule\tused\nnetvaerk\t\n' >reg/rules/zz.tsv
tsv >reg/activities.tsv <<\here
activity_id | title | type | state | parent | from | held | rhythm
A | a | network | running | | 2025-01-15 | | P6M
B | b | network | running | | 2025-01-15 | | P1Y
C | c | network | running | | | | P1Y
G1 | g | gathering | done | A | | 2025-04-15 |
G2 | g | gathering | done | B | | 2025-07-15 |
G3 | g | gathering | done | A | | 2026-06-01 |
G4 | g | gathering | done | C | | 2026-06-01 |
K1 | k | conference | planned | | 2026-12-10 | |
K2 | k | conference | planned | | 2026-12-10 | |
K3 | k | conference | planned | | 2026-12-20 | |
R1 | r | audit | done | K2 | | 2026-02-01 |
R3 | r | audit | done | K3 | | 2026-12-01 |
here
of 'by its rhythm' trigger,trigger_date,due,status --all -w rule=often
table out <<\here
trigger | trigger_date | due | status
A | 2025-01-15 | 2025-07-15 | done
A | 2025-04-15 | 2025-10-15 | late
A | 2026-06-01 | 2026-12-01 | due
B | 2025-01-15 | 2026-01-15 | done
B | 2025-07-15 | 2026-07-15 | overdue
C | | | done
C | 2026-06-01 | 2027-06-01 | upcoming
here
of 'by the year' trigger,trigger_date,due,status --all -w rule=year
table out <<\here
trigger | trigger_date | due | status
A | 2025-01-15 | 2026-01-15 | done
A | 2026-01-15 | 2027-01-15 | done
B | 2025-01-15 | 2026-01-15 | done
B | 2026-01-15 | 2027-01-15 | upcoming
C | | | impossible
here
of 'in windows' trigger,trigger_date,due,status --all -w rule=spring
table out <<\here
trigger | trigger_date | due | status
A | 2025-04-01 | 2025-06-30 | done
A | 2026-04-01 | 2026-06-30 | done
A | 2027-04-01 | 2027-06-30 | upcoming
B | 2025-04-01 | 2025-06-30 | late
B | 2026-04-01 | 2026-06-30 | overdue
B | 2027-04-01 | 2027-06-30 | upcoming
C | | | impossible
here
of 'before' trigger,due,status --all -w rule=audit
table out <<\here
trigger | due | status
K1 | 2026-11-10 | overdue
K2 | 2026-11-10 | done
K3 | 2026-11-20 | overdue
here
of 'without done_of any of them counts' trigger,due,status,done_on --all \
    -w rule=free
table out <<\here
trigger | due | status | done_on
A | 2025-02-15 | late | 2025-04-15
B | 2025-02-15 | late | 2025-04-15
here

# What names an activity counts whatever case it is about; what names a record
# of a case counts within that case.
new a b
rule 'on | when | after | at_least | done | done_when | done_of' <<\here
tried | dk | progress | activity | type=initiative | P1M | | trial | | activity_id
asked | dk | progress | goal | | P1M | 2 | statement | | goal_id
here
tsv >reg/activities.tsv <<\here
activity_id | title | type | from
I1 | i | initiative | 2026-01-01
I2 | i | initiative | 2026-01-01
I3 | i | initiative | 2026-01-01
here
records trials trial 'case_id | activity_id | from | title | hypothesis' <<\here
 | I1 | 2026-01-20 | t | h
b | I2 | 2026-02-20 | t | h
nobody | I3 | 2026-01-20 | t | h
here
run 'what names an activity' 1 fu-meeting due -C reg --as-of 2026-03-01 \
    --all -s trigger,status,done_on --sort trigger -w rule=tried
has 'there is no case "nobody"' err
table out <<\here
trigger | status | done_on
I1 | done | 2026-01-20
I2 | late | 2026-02-20
I3 | overdue |
here
sed -i /nobody/d reg/trials.tsv
tsv >reg/goals.tsv <<\here
case_id | goal_id | text | set_on
a | M1 | g | 2026-01-01
a | M2 | g | 2026-01-01
b | M1 | g | 2026-01-01
here
records statements statement 'case_id | goal_id | date' <<\here
a | M1 | 2026-01-02
a | M1 | 2026-01-05
a | M2 | 2026-01-02
b | M1 | 2026-01-09
b | | 2026-01-09
b | M1 | 2026-02-09
here
due 'goals of two cases' asked case_id,trigger,status,done_on \
    --as-of 2026-03-01
table out <<\here
case_id | trigger | status | done_on
a | M1 | done | 2026-01-05
a | M2 | overdue |
b | M1 | late | 2026-02-09
here
done_
