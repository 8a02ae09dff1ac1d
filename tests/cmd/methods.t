# Every method that the manual names, from the demo's sheets to a result that is
# worked out from the sheets a second time, by awk alone.
# shellcheck disable=SC2016,SC2154 # $ is awk's; root is from lib.sh
. "${FU_SOURCE:?}/tests/lib.sh"

demo=$root/share/demo
share=${FU_SHARE:?}
demo_register reg
run 'all of the demo is taken in' 0 sh "$demo/import.sh" reg
hasnt . err
run 'and is in order' 0 fu-case check -C reg
hasnt . out
cp -R reg before
run 'once more' 0 sh "$demo/import.sh" reg
run 'changes nothing' 0 diff -r before reg
FU_DIR=reg
export FU_DIR
printf 'rules\tguide,pdsa,topi,fredericia,herlev\n' >>reg/register.tsv
now=2026-11-22

run 'the sheets are what the generator writes' 0 sh "$demo/make.sh" made
for file in made/*
do
	cmp "$file" "$demo/${file#made/}" || echo "$file" >>differs
done
run 'byte for byte' 1 test -e differs

# sheet NAME: a sheet of the demo as TSV with its labels, UTF-8.
sheet () {
	iconv -f UTF-8 -t UTF-8 "$demo/$1.csv" >utf8 2>iconv.err ||
		iconv -f CP1252 -t UTF-8 "$demo/$1.csv" >utf8
	tr -d '\r' <utf8 | sed '1s/^\xef\xbb\xbf//' | awk '{
		n = split($0, part, "\"")
		for (i = 1; i <= n; i += 2) gsub(/;/, "\t", part[i])
		for (i = 1; i <= n; i++)
			printf "%s%s", part[i], i == n ? "\n" : ""
	}'
}

# ask SHEET PROGRAM: what awk finds in its rows, into expect; c["Label"] is the
# number of a column, number() reads a decimal comma.
ask () {
	sheet "$1" | awk -F '\t' '
	function number(s) { sub(/,/, ".", s); return s + 0 }
	function day(s) {
		return substr(s, 7, 4) "-" substr(s, 4, 2) "-" substr(s, 1, 2)
	}
	NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
	'"$2" | LC_ALL=C sort >expect
}

# told TEXT COMMAND [FILTER]: the command's rows, through the filter, are what
# awk found, in byte order.
told () {
	title=$1
	sh -c "$2" >said 2>err
	report $? "$title: exit 0"
	sed 1d said | sh -c "${3:-cat}" | LC_ALL=C sort >out
	test -s expect
	report $? "$title: there is something to find"
	same expect out
}

# ------------------------------------------------------ five municipalities --

ask trivsel-nord-2 '$c["Sagsnr"] == "S-0016" && $c["Skala"] == "trivsel" &&
    $c["Værdi"] != "" { last[$c["Bedømmer"]] = day($1) "\t" number($c["Værdi"]) }
    END { print last["barn"]; print last["mor"] }'
told 'the ruler: the latest of each' 'fu-score compare -C reg --last \
    -w scale=trivsel -w case_id=S-0016 -s date,value,rater' \
    'grep -E "child|mother" | cut -f 1,2'

ask feedback '{ srs = number($c["SRS i alt"])
    for (k = 1; k <= 4; k++) srs += number($c["SRS " k])
    if (srs && srs < 36) print $1 "\t" day($2) "\t" srs }'
told 'an alliance below 36' \
    "fu-case list ratings scale=srs item= 'value<36' -s case_id,date,value"
ask feedback '$c["ORS sprunget over"] $c["SRS sprunget over"] \
    $c["CORS sprunget over"] $c["CSRS sprunget over"] != "" { n++ }
    END { print n }'
told 'forms that were left out' "fu-case list ratings 'scale~^c?(o|s)rs\$' \
    missing!= -s case_id,date,rater" "uniq | awk 'END { print NR }'"

ask referat '$c["Fremtidig fare"] != "" { print $1 "\t" $3 "\t" day($2) }'
told 'every danger' "fu-case list statements category=danger tool= \
    -s case_id,goal_id,date"
told 'has its goal for safety' "fu-case list statements category=safety_goal \
    tool= -s case_id,goal_id,date"
ask referat '{ print $1 "\t" $3 "\t" number($c["Sikkerhed mor"]) > "all"
    last[$1 "\t" $3] = number($c["Sikkerhed mor"]) }
    END { for (k in last) print k "\t" last[k] }'
told 'and its numbers' "fu-score compare -C reg --last -w scale=safety \
    -w rater=mother -w goal_id!= -s case_id,goal_id,value"
ask huse '$c["Må vises"] != "Ja" { print $1 "\t" ($c["Må vises"] ? "no" : "") }'
told 'what a child does not want shown' \
    "fu-case list statements tool!= show!=yes -s case_id,show"
ask sikkerhedsplan '$c["Tilstand"] == "Udført" { tried[$c["Afprøver"]] = 1 }
    $c["Regel eller prøve"] == "Regel" { rule[$c["Nr"]] = 1 }
    END { for (r in rule) if (!(r in tried)) print r }'
fu-case list agreements type=safety_test state=done -s tests >tried
told 'rules that nobody has tried' "fu-case list agreements \
    type=safety_rule -s agreement_id" 'grep -vwFf tried'

ask relationer '$c["Hverdagsvidne"] == "Ja" { print $1 "\t" $c["Aftale om kontakt"] }'
told 'everyday witnesses' \
    'fu-case list relations witness=yes -s case_id,contact'
run 'a genogram' 0 fu-report genogram S-0018 --as-of $now --lang da -o g.svg
ask relationer '$1 == "S-0018" && $c["Navn"] != "" { print $c["Navn"] }'
while read -r name
do
	has "$name" g.svg
done <expect

ask status '$c["Gennemgået"] == "" { print $1 "\t" $c["Mål"] }'
told 'statuses that the family has not seen' \
    'fu-case list statuses walked_through= -s case_id,goal_id'

ask oensker '$1 == "S-0058" { for (k = 4; k <= 6; k++) if ($k != "") print $k }'
told 'three wishes each' 'fu-case list wishes case_id=S-0058 -s text'
run 'they come to the meeting' 0 fu-meeting prepare S-0058 --as-of $now
has "$(head -n 1 expect)" out
ask oensker-maal '$c["Blev til mål"] != "" { print $c["Ønskenr"] }'
told 'some became goals' "fu-case list wishes goal_id!= -s wish_id"

ask samtale '{ n[$c["Talt med"]]++ } END { print n["Mor"]; print n["Far"] }'
told 'calls' 'fu-case list meetings type=call attended!=child -s attended' \
    "awk '{ n[\$1]++ } END { for (k in n) print n[k] }'"
ask sager '$c["Afsluttet"] != "" { print $1 }'
cp expect closed
ask moeder '$c["Type"] ~ /^Op(følgnings|starts)møde$/ &&
    $c["Tilstand"] == "Afholdt" && day($c["Dato"]) >= "2026-11-08" {
    print $2 "\t" day($c["Dato"]) }'
grep -vFf closed expect >open
mv open expect
told 'calls are due after meetings' "fu-meeting due --as-of $now -w rule=call14 \
    -w who=mother -w 'trigger_date>=2026-11-08' -s case_id,trigger_date"
run 'a coffee meeting too late' 0 fu-meeting book S-0062 --type coffee \
    --on 2026-11-27 --dry-run
has 'by 2026-11-23' err

ask fravaer '$1 == "S-0041" { last = number($4); if (!n++) first = last }
    END { print last "\t" first - last }'
told 'absence: less is better' \
    'fu-score progress -C reg -w scale=absence -w case_id=S-0041 -s last,gain'

{
	sheet samtale | awk -F '\t' 'NR > 1 { print $6 == "Ja" }'
	sheet vurderinger | awk -F '\t' 'NR > 1 { print $6 == "Noget ændres" }'
} | sed 's/0/no_change/; s/1/change/' | LC_ALL=C sort >expect
told 'what is new leads to a decision' 'fu-case list assessments -s decision'
{
	sheet samtale | awk -F '\t' 'NR > 1 { print "weighed\t" $1 "\t" $2 }'
	sheet vurderinger | awk -F '\t' 'NR > 1 { print "weighed\t" $1 "\t" $2 }'
	sheet haendelser |
	    awk -F '\t' '$3 == "Ny oplysning" { print "new\t" $1 "\t" $2 }'
} | awk -F '\t' '
    { day = substr($3, 7, 4) substr($3, 4, 2) substr($3, 1, 2) }
    $1 == "weighed" && day > last[$2] { last[$2] = day }
    $1 == "new" { new[$2] = day }
    END { for (k in new) if (last[k] < new[k]) print k }' |
    LC_ALL=C sort >expect
told 'or is owing' \
    "fu-meeting due --as-of $now -w rule=vurder14 -s case_id"

# A call is a meeting and a note of what was learnt: two records of contact.
ask samtale 'day($2) >= "2026-10-01" { n[$1] += 2 }
    END { for (k in n) print k "\t" n[k] }'
told 'the five principles: contact' "sh $share/scripts/principles.sh 2026-10-01 \
    $now team=Nord" "cut -f 1,3 | awk '\$2 != 0'"

ask proeve '$c["Tilstand"] == "I gang" && day($c["Senest"]) < "2026-11-22" {
    print $1 }'
told 'a trial that is late' \
    "fu-case list trials state=running 'until<$now' -s trial_id"
ask proeve '$c["Tilstand"] == "I gang" { print $1 }'
told 'is talked about every 14 days' \
    "fu-meeting due --as-of $now -w rule=frem14 -s trigger"
ask trivsel-nord-2 '$c["Sagsnr"] == "S-0016" && $c["Skala"] == "trivsel" &&
    $c["Bedømmer"] == "barn" && $c["Værdi"] != "" {
    print day($1) "\t" number($c["Værdi"]) }'
told 'and has a run chart' "fu-score runchart -C reg -w scale=trivsel \
    -w rater=child -w case_id=S-0016 -w 'date>=2026-05-01' -s date,value"

# ------------------------------------------------- family group conferences --

ask milepaele '$c["Type"] == "Milepæl" && $c["Tilstand"] != "Gennemført" {
    print $1 "\t" $c["Ansvarlig"] }'
told 'milestones under way' "fu-case list activities type=milestone \
    parent~^FR- state=running -s activity_id,owner"
run 'its roles and place' 0 fu-meeting agenda RD-0050-1 --lang da
has '^Sted +(Forsamlings|Medborger)huset$' out
has 'samordner' out
has 'informatør' out
ask evaluering '$c["Jeg blev hørt"] != "" { n++; sum += $c["Jeg blev hørt"] }
    END { print n "\t" sum }'
told 'everybody is asked' "fu-case list ratings scale=conference item=heard \
    value!= -s value" "awk '{ s += \$1 } END { print NR \"\t\" s }'"
ask moeder '$c["Type"] == "Familierådslagning" && $c["Tilstand"] == "Afholdt" {
    held[$2] = 1 } END { for (k in held) print k }'
told 'as many cases as had one' \
    'fu-case list meetings type=conference state=held -s case_id' uniq

# ------------------------------------------------------------------- Randers --

ask pulje '{ all += $c["Bevilget"]
    if ($c["Niveau"] == "På tværs af enheder") across += $c["Bevilget"] }
    END { print across "\t" all }'
told 'the fund, across units' "fu-case list activities type=application \
    -s level,granted" "awk -F '\t' '{ all += \$2 }
    \$1 == \"cross_unit\" { n += \$2 } END { print n \"\t\" all }'"
ask netvaerk '$c["Type"] ~ /^(Audit|Konference|Uddannelse)$/ &&
    $c["Afholdt"] != "" { print day($c["Afholdt"]) "\t" $c["Antal deltagere"] }'
told 'audits, theme days, conferences' "fu-case list activities \
    'type~^(audit|conference|training)\$' held!= -s held,attendance"
{ sheet initiativ; sheet milepaele; } | awk -F '\t' '
    /Nr\tH/ { for (i = 1; i <= NF; i++) c[$i] = i; next }
    $c["Tilstand"] == "I gang" { print $1 }' | LC_ALL=C sort >expect
told 'all that is started' "fu-case list activities state=running \
    'type~^(initiative|sub_goal|deliverable|milestone)\$' -s activity_id"
ask sager '$c["Afsluttet"] != "" { n[$c["Team"]]++ }
    END { for (k in n) print k "\t" n[k] }'
told 'what help came to, over closed cases' 'fu-score effect -C reg --by team \
    -w scale=trivsel -w rater=child -s team,cases'
ask notater '{ n[$2] = 1 } END { for (k in n) print k }'
told 'closed cases have notes' \
    'fu-case list notes note_id~-N -s case_id' uniq
ask kodning '{ place = $1 $3 $7 $c["Kode"]
    if ($c["Kode"] == "network") said[place] = said[place] $c["Passer"] }
    END { for (k in said) {
        if (said[k] == "ja" || said[k] == "nej") continue
        n++; yes1 += said[k] ~ /^ja/; yes2 += said[k] ~ /ja$/
        same += said[k] == "jaja" || said[k] == "nejnej" }
        by = (yes1 * yes2 + (n - yes1) * (n - yes2)) / n / n
        printf "%d\t%.6f\n", n, (same / n - by) / (1 - by) }'
cat >as-ratings.awk <<'here'
NR == 1 { print "case_id", "date", "scale", "item", "subject", "rater", "value" }
NR > 1  { print $1, "2026-11-22", "coding", $4, $2 "/" $3, $5, $6 == "yes" }
here
run 'the decisions' 0 fu-case code -w coded!= -w kind=note \
    -s case_id,record,start,code,coder,coded
awk -F '\t' -v OFS='\t' -f as-ratings.awk out >as-ratings.tsv
told 'two coders, one kappa' 'fu-score agree --overall -w item=network \
    -s things,kappa as-ratings.tsv' \
    "awk '{ printf \"%d\t%.6f\n\", \$1, \$2 }'"
run 'nothing that the patterns find is left out' 0 fu-case code -w kind=note \
    -w record~-N -w coder= -s record
is out <<'here'
record
here
run 'and no decision is about nothing' 0 fu-case code -w length= \
    -w coder!= -s record
is out <<'here'
record
here

# ----------------------------------------------------------------- Greenland --

ask initiativ '$c["Tilstand"] == "I gang" && day($c["Senest"]) < "2026-11-22" {
    print $1 }'
told 'what is late of the initiatives' "fu-case list activities state=running \
    'until<$now' 'activity_id~^(I9|ST)' -s activity_id"
ask netvaerk '$c["Type"] == "Samling" && $c["Afholdt"] != "" {
    n[$c["Hører under"]]++ } END { for (k in n) print k "\t" n[k] }'
told 'networks on three levels meet' "fu-case list activities type=gathering \
    held!= -s parent" \
    "awk '{ n[\$1]++ } END { for (k in n) print k \"\t\" n[k] }'"

ask topi '$c["Fælles vurdering"] != "" && day($2) >= "2026-10-01" {
    print $1 "\t" day($2) "\t" \
        ($6 == "Rød" ? 1 : $6 == "Gul" ? 2 : 3) }'
told 'TOPI: what professionals say together' "fu-case list ratings scale=topi \
    stage=joint 'date>=2026-10-01' -s case_id,date,value"
# ------------------------------------------------------------------ by hand --

# What no sheet was filled in for is recorded by hand: one of each.
# record KIND FIELD=VALUE...
record () {
	run "recorded: $1 $3 $4" 0 fu-case add "$@"
	hasnt . err
}
set_date='date=2026-11-20'
record rating case_id=S-0018 $set_date scale=trivsel rater=child value=6.5
record rating case_id=S-0018 $set_date scale=topi rater=school.ab \
    context=school value=2
record rating case_id=S-0018 $set_date scale=topi rater=professionals \
    context=school stage=joint value=2
record rating case_id=S-0018 $set_date scale=ors rater=mother value=21.5
record rating case_id=S-0018 $set_date scale=srs rater=mother missing=declined
record statement case_id=S-0018 $set_date category=danger goal_id=M1 \
    author=mother text='At han holder op med at komme'
record statement case_id=S-0018 $set_date category=safety_goal goal_id=M1 \
    author=mother text='At han ringer til mormor'
record rating case_id=S-0018 $set_date scale=safety goal_id=M1 rater=mother \
    value=6
record statement case_id=S-0018 $set_date category=strength author=child \
    tool=three_houses verbatim=yes show=yes show_to=mother text='"Jonas"'
record agreement agreement_id=S-0018-R9 case_id=S-0018 $set_date \
    type=safety_rule who=Mor what='Ringer til mormor'
record agreement case_id=S-0018 $set_date type=safety_test tests=S-0018-R9 \
    who=Mor what='En tirsdag' due=2026-12-01
record relation case_id=S-0018 person=network.kok relation=neighbour \
    witness=yes contact='Siger det til mor'
record status case_id=S-0018 $set_date goal_id=M1 author=daycare \
    done='Fast plads' reached=partly
record wish case_id=S-0018 $set_date by=child text='En cykel'
record goal case_id=S-0018 goal_id=M9 set_on=2026-11-20 text='Cykler selv' \
    sign='Fire dage om ugen' data='Skolens liste'
record meeting case_id=S-0018 $set_date type=coffee state=held
record note case_id=S-0018 $set_date author=Lone text='Hun sover bedre'
record assessment case_id=S-0018 $set_date informer=mother \
    decision=no_change reason='Det går fremad'
record rating case_id=S-0018 date=2026-10-31 scale=absence goal_id=M9 \
    rater=school value=4.5
record trial title='Kortere referat' hypothesis='Flere læser det' state=running \
    from=2026-11-01 until=2026-12-01
record meeting case_id=S-0018 $set_date type=conference state=held \
    attended=child,mother,coordinator,informant
record rating case_id=S-0018 $set_date scale=conference item=heard \
    rater=child value=5
record coding case_id=S-0018 kind=note record=N000001 field=text \
    codebook=forandring code=family coder=AB coded=yes
for type in application initiative sub_goal deliverable milestone network \
    gathering audit conference
do
	record activity title="En $type" type=$type state=running
done
run 'and all of it is in order' 0 fu-case check
is out </dev/null
is err </dev/null
run 'and shown' 0 fu-case show S-0018 --lang en
for word in '20-11-2026|2026-11-20' 'Jonas' 'Cykler selv' 'En cykel' 'Hun sover' \
    'Fast plads' 'Det går fremad' 'network.kok|neighbour' 'forandring' 'SRS'
do
	has "$word" out
done
done_
