#!/bin/sh
# make.sh [DIR] - write the demo sheets into DIR (default: beside this script).
# Everything in them is invented. The numbers come from a generator of our own
# with a fixed seed, so that every awk makes the same bytes: mawk, gawk, BWK awk.
# The sheets of this folder are its output; run it again after changing it. What
# follows from them, the sheets of the methods, is written by methods.sh.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here}
mkdir -p "$out"
out=$(cd "$out" && pwd)
common=$(cat "$here/common.awk")
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
cd "$tmp"

${AWK:-awk} "$common"'
# A number counted in halves, as the sheet writes numbers.
function halves(v, style,   s) {
	s = int(v / 2) ""
	if (v % 2) return s (style == "point" ? ".5" : ",5")
	return style == "zero" ? s ",0" : s
}
# ---- the children and their courses ----------------------------------------
# A plot says how the numbers go, a life how long the course lasts.
function course(child, plot, life, early,   c, x) {
	c = ++ncase
	kid[c] = child; how[c] = plot; life_of[c] = life
	start[c] = closed[c] = ending[c] = ""
	if (life == "run") {
		alloc[c] = early ? between(day(2026, 5, 11), day(2026, 6, 12)) : between(day(2025, 6, 2), day(2026, 3, 31))
	} else if (life == "end") {
		alloc[c] = between(day(2025, 4, 1), day(2025, 11, 7))
		closed[c] = early ? between(day(2026, 2, 9), day(2026, 4, 17)) : between(day(2026, 3, 2), day(2026, 10, 30))
	} else if (life == "w46") {
		alloc[c] = between(day(2025, 5, 5), day(2025, 12, 12))
		closed[c] = between(day(2026, 11, 9), day(2026, 11, 13))
	} else if (life == "gap") {
		alloc[c] = between(day(2025, 6, 2), day(2026, 2, 27))
	} else if (life == "one" || life == "none") {
		alloc[c] = between(day(2026, 7, 27), day(2026, 8, 28))
	} else if (life == "new") {
		alloc[c] = between(day(2026, 11, 9), day(2026, 11, 13))
	} else {
		alloc[c] = between(day(2026, 10, 12), day(2026, 10, 21))
	}
	alloc[c] = workday(alloc[c])
	if (life == "start46")
		start[c] = between(day(2026, 11, 9), day(2026, 11, 11))
	else if (life != "new")
		start[c] = workday(alloc[c] + between(12, 40))
	if (closed[c] != "") {
		closed[c] = workday_before(closed[c])
		ending[c] = (plot == "down" || rnd(6) == 0) ? "uplanlagt" : "planlagt"
	}
	worker[c] = pick(workers[team[child]])
	if (child in ruler5) {
		unit[c] = "Børnehuset Mælkebøtten"
		measure[c] = "Familiebehandling"
	} else {
		unit[c] = pick(units[team[child]])
		measure[c] = unit[c] ~ /^Familiehuset/ ? pick("Familiebehandling|Familiebehandling|Kontaktperson|Støtte i hjemmet") : \
			unit[c] ~ /^Aflastningen/ ? "Aflastning" : "Kontaktperson"
	}
	section[c] = "BL § 32"
	if (child % 19 == 4 && !(child in ruler5)) {
		unit[c] = "Plejefamilieteamet"
		measure[c] = "Anbringelse i plejefamilie"
		section[c] = "BL § 46"
	}
	return c
}

# The days on which a course is rated: first, last and what fits between.
function sessions(c,   f, l, n, k, d, p) {
	nsess = 0
	if (life_of[c] == "new" || life_of[c] == "none") return
	f = workday(start[c] - rnd(8))
	if (life_of[c] == "start46") f = start[c]
	if (f < day(2025, 11, 3)) f = workday(day(2025, 11, 3) + rnd(26))
	if (life_of[c] == "one" || life_of[c] == "start46") { sess[++nsess] = f; return }
	if (closed[c] != "") l = workday_before(closed[c] - rnd(4))
	else if (life_of[c] == "gap") l = workday_before(between(day(2026, 6, 8), day(2026, 9, 9)))
	else if (how[c] == "up" || how[c] == "fall" || rnd(3)) l = between(day(2026, 11, 9), day(2026, 11, 13))
	else l = workday_before(between(day(2026, 10, 19), day(2026, 11, 6)))
	n = int((l - f) / between(30, 42))
	if (n < 2) n = 2
	sess[++nsess] = f
	for (k = 1; k < n; k++) {
		d = workday(f + int((l - f) * k / n) + rnd(9) - 4)
		if (d >= day(2026, 7, 4) && d <= day(2026, 8, 2)) continue      # the summer is quiet
		if (d - sess[nsess] >= 12 && l - d >= 12) sess[++nsess] = d
	}
	sess[++nsess] = l
}

# Where a rater stands at session k, in halves, on a ruler where more is better.
function level(c, plot, k, from, to,   v) {
	if (plot == "fall") {
		if (k > nsess - 3) return from - 3 * (k - (nsess - 2))
		return from + rnd(2)
	}
	if (plot == "same" || nsess == 1) {
		v = rnd(4)
		return v == 0 ? from - 1 : v == 1 ? from + 1 : from
	}
	v = int((from * (nsess - k) + to * (k - 1) + int((nsess - 1) / 2)) / (nsess - 1))
	if (k > 1 && k < nsess) v += rnd(3) - 1
	return v
}
function clamp(v, lo, hi) { return v < lo ? lo : v > hi ? hi : v }

# ---- one rating ------------------------------------------------------------
function rating(c, d, scale, subject, goal, who, context, value, why, comment,   s, i, key) {
	key = c SUBSEP d SUBSEP scale SUBSEP subject SUBSEP goal SUBSEP who SUBSEP context
	if (key in seen) return
	seen[key] = 1
	if (kid[c] in ruler5) s = "maelkeboetten"
	else if (team[kid[c]] == "Nord" && who == "school" && c % 3 && d >= day(2026, 2, 2) && d <= day(2026, 4, 30)) s = "sen-nord"
	else s = file[team[kid[c]]] (d <= day(2026, 4, 30) ? "-1" : "-2")
	i = ++count[s, d]
	r_case[s, d, i] = c; r_scale[s, d, i] = scale; r_subject[s, d, i] = subject; r_goal[s, d, i] = goal
	r_who[s, d, i] = who; r_context[s, d, i] = context; r_value[s, d, i] = value; r_why[s, d, i] = why
	r_comment[s, d, i] = comment
	r_phase[s, d, i] = (d < start[c] || start[c] == d) ? "før" : (closed[c] != "" && d >= closed[c]) ? "efter" : "under"
}
function remark(who) {
	if (rnd(11)) return ""
	return pick(who == "child" ? said : who == "school" ? seen_at_school : who == "daycare" ? seen_at_daycare : seen_by_others)
}
function reason(who) {
	if (who == "child") return pick("declined|declined|absent")
	if (who == "school" || who == "daycare" || who == "provider") return pick("not_assessed|not_assessed|not_applicable|absent")
	return pick("absent|declined|not_assessed")
}

function rate(c,   k, i, n, who, ctx, plot, from, to, d, v, why, subj, five, safety, lo, hi, base) {
	sessions(c)
	five = kid[c] in ruler5
	n = split(raters[kid[c]], who, " ")
	safety = !five && kid[c] % 7 == 3
	subj = team[kid[c]] == "Søvang" ? "child" : ""
	for (i = 1; i <= n; i++) {
		plot = how[c]
		if (plot == "mixed") {
			plot = "same"
			if (who[i] == "child" || who[i] == "mother") plot = "up"
			if (who[i] == "school" || who[i] == "daycare") plot = "down"
		}
		ctx = team[kid[c]] == "Ådal" && !five ? place[who[i]] : ""
		# from and to in halves; five counts the good way round and is turned below
		lo = 2; hi = five ? 10 : 20
		if (plot == "up") { from = five ? between(4, 5) : between(6, 9); to = five ? between(9, 10) : from + between(5, 8) }
		else if (plot == "same") { from = five ? 7 : between(8, 13); to = from }
		else { from = five ? between(8, 9) : between(13, 16); to = five ? between(3, 4) : from - between(5, 8) }
		for (k = 1; k <= nsess; k++) {
			if (k > 1 && k < nsess - 2 && rnd(100) >= 82) continue
			d = sess[k]
			if (who[i] == "school" || who[i] == "daycare" || who[i] == "provider") {
				d = workday_before(d - rnd(6))
				if (d < start[c] - 7 || d < day(2025, 11, 3)) d = sess[k]
			}
			v = level(c, plot, k, from, to)
			if (five && plot == "same") v = 7 + (k % 3 == 0)
			if (five) v = 12 - clamp(v, lo, hi)
			v = clamp(v, lo, hi)
			why = ""
			if (how[c] != "fall" && k > 1 && k < nsess && rnd(100) < 7) why = reason(who[i])
			if (how[c] == "same" && nsess > 2 && k == nsess && who[i] == "child" && rnd(4) == 0) why = "declined"
			rating(c, d, five ? "trivsel5" : "trivsel", subj, "", who[i], ctx, v, why, remark(who[i]))
			if (subj != "" && who[i] == "caseworker" && k % 2 == nsess % 2)
				rating(c, d, "trivsel", "parenting", "", "caseworker", ctx, clamp(v - 1 + rnd(2), 2, 20), why, "")
		}
	}
	if (safety) {
		n = split("caseworker mother provider network.mormor", who, " ")
		for (i = 1; i <= n; i++) {
			base = between(5, 6)
			for (k = 1; k <= nsess; k++) {
				if (k > 1 && k < nsess - 2 && k % 2 == 0) continue
				v = int(4 * (k - 1) / (nsess > 1 ? nsess - 1 : 1))
				if (how[c] == "up") v = base - 2 + v
				else if (how[c] == "down") v = base + 1 - v
				else if (how[c] == "fall") v = base + 2 - (k > nsess - 3 ? 2 * (k - nsess + 2) : 0)
				else v = base + rnd(2)
				rating(c, sess[k], "safety", "", "", who[i], "", 2 * clamp(v, 0, 10), "", "")
			}
		}
	}
	if (!five) goals(c)
}

# ---- goals and their ratings -----------------------------------------------
function add_goal(c, id, set, shut, outcome, base, target, after, replaces,   g) {
	g = ++ngoal
	if (replaces == "") split(goal_text[1 + (c + 5 * ngoal) % ngoaltext], gt, "|")
	else gt[1] = gt[3]          # the goal before this one, put anew
	gsub(/~/, "\n", gt[2])
	g_case[g] = c; g_id[g] = id
	g_text[g] = gt[1]; g_words[g] = gt[2]; g_weight[g] = between(1, 3)
	g_base[g] = base; g_target[g] = target; g_end[g] = after
	g_set[g] = set; g_shut[g] = shut; g_outcome[g] = outcome; g_replaces[g] = replaces
	return g
}
function goals(c,   n, i, set, shut, outcome, base, target, to, mid, old, done, first) {
	if (nsess < 1 || rnd(100) < 22) return
	n = between(1, 3)
	first = 1
	if (nsess >= 6 && how[c] != "fall" && rnd(3) == 0) {     # put in new words half way
		mid = sess[int(nsess / 2) + 1]
		set = workday(start[c] + rnd(15))
		if (set < mid) {
			base = between(1, 3); target = base + 5
			rate_goal(c, add_goal(c, "M1", set, mid, "erstattet", base, target, base + between(1, 2), ""))
			to = how[c] == "up" ? 7 : how[c] == "down" ? 1 : 4
			done = closed[c] != ""
			outcome = !done ? "" : to == 7 ? "opfyldt" : "opgivet"
			rate_goal(c, add_goal(c, "M2", mid, closed[c], outcome, base + 1, 7, to, "M1"))
			first = 3
		}
	}
	for (i = first; i < first + n && i <= 3; i++) {
		set = workday(start[c] + rnd(22))
		if (set > day(2026, 11, 13)) set = start[c]
		base = rnd(5); target = base + between(4, 5)
		shut = outcome = ""
		if (how[c] == "up") to = target
		else if (how[c] == "down") to = base > 1 ? base - 1 : 0
		else if (how[c] == "fall") to = base
		else to = base + between(0, 2)
		if (closed[c] != "") {
			shut = closed[c]
			outcome = to >= target ? "opfyldt" : ending[c] == "uplanlagt" ? "opgivet" : to > base ? "delvist opfyldt" : "ikke opfyldt"
		} else if (how[c] == "up" && life_of[c] == "run" && sess[nsess] >= day(2026, 11, 9) && i == first) {
			shut = sess[nsess]; outcome = "opfyldt"
		}
		rate_goal(c, add_goal(c, "M" i, set, shut, outcome, base, target, to, ""))
	}
}
function rate_goal(c, g,   k, n, from, last, who, m, i, v, why) {
	from = 0
	for (k = 1; k <= nsess; k++)
		if (sess[k] >= g_set[g] && (g_shut[g] == "" || sess[k] <= g_shut[g])) { if (!from) from = k; last = k }
	if (!from) return
	n = last - from
	m = split(rnd(2) ? "child mother" : "child caseworker", who, " ")
	for (i = 1; i <= m; i++)
		for (k = from; k <= last; k++) {
			if (k > from && k < last && (k - from) % 2) continue
			v = n ? int((g_base[g] * (last - k) + g_end[g] * (k - from) + int(n / 2)) / n) : g_base[g]
			if (k > from && k < last && rnd(3) == 0) v++
			why = (k > from && k < last && rnd(14) == 0) ? reason(who[i]) : ""
			rating(c, sess[k], "goal", "", g_id[g], who[i], "", 2 * clamp(v, 0, 10), why, "")
		}
}

# ---- the sheets ------------------------------------------------------------
function spelled(code, style) { return style == "upper" ? upper[code] : style == "lower" ? lower[code] : title[code] }

# columns: the Danish labels in the order this sheet has them.
function sheet(s, sep, eol, columns, spelling, numbers,   name, n, col, d, i, k, line, v, f) {
	name = "trivsel-" s ".csv"
	n = split(columns, col, "|")
	for (i = 1; i <= n; i++) printf "%s%s", (i > 1 ? sep : ""), col[i] > name
	printf "%s", eol > name
	for (d = day(2025, 11, 1); d <= day(2026, 11, 13); d++)
		for (i = 1; i <= count[s, d]; i++) {
			line = ""
			for (k = 1; k <= n; k++) {
				f = col[k]
				if (f == "Sagsnr") v = case_id[r_case[s, d, i]]
				else if (f == "Dato") v = numbers == "point" ? iso(d) : dmy(d)
				else if (f == "Skala") v = r_scale[s, d, i]
				else if (f == "Bedømmer") v = (r_who[s, d, i] in title) ? spelled(r_who[s, d, i], spelling) : r_who[s, d, i]
				else if (f == "Emne") v = r_subject[s, d, i] == "" ? "" : r_subject[s, d, i] == "child" ? "Barn" : "Forældreevne"
				else if (f == "Kontekst") v = r_context[s, d, i]
				else if (f == "Mål") v = r_goal[s, d, i]
				else if (f == "Fase") v = r_phase[s, d, i]
				else if (f == "Værdi") v = r_why[s, d, i] != "" ? "" : halves(r_value[s, d, i], numbers)
				else if (f == "Årsag") v = r_why[s, d, i] == "" ? "" : spelled(r_why[s, d, i], spelling)
				else v = r_comment[s, d, i]
				line = line (k > 1 ? sep : "") cell(v, sep)
			}
			printf "%s%s", line, eol > name
		}
	close(name)
}
function word(code, t, l, u) { title[code] = t; lower[code] = l; upper[code] = u }

BEGIN {
	seed = 20261115
	n = split("2025-12-24 2025-12-25 2025-12-26 2025-12-31 2026-01-01 2026-04-02 2026-04-03 " \
		"2026-04-06 2026-05-14 2026-05-15 2026-05-25 2026-06-05", h, " ")
	for (i = 1; i <= n; i++) holiday[day(substr(h[i], 1, 4) + 0, substr(h[i], 6, 2) + 0, substr(h[i], 9, 2) + 0)] = 1

	split("Nord|Søvang|Ådal", teams, "|")
	file["Nord"] = "nord"; file["Søvang"] = "soevang"; file["Ådal"] = "aadal"
	workers["Nord"] = "Åse|MKJ|Bo"; workers["Søvang"] = "Lærke|THN|Jørn"; workers["Ådal"] = "Signe|ØA|Karim"
	units["Nord"] = "Familiehuset Nord|Familiehuset Nord|Ungekontakten"
	units["Søvang"] = "Familiehuset Søvang|Aflastningen Skovbrynet"
	units["Ådal"] = "Familiehuset Ådal"
	place["child"] = place["mother"] = place["father"] = "hjem"
	place["school"] = "skole"; place["provider"] = "fritid"; place["network.mormor"] = "aflastning"; place["caseworker"] = ""
	word("child", "Barn", "barn", "BARN"); word("mother", "Mor", "mor", "MOR"); word("father", "Far", "far", "FAR")
	word("school", "Skole", "skole", "SKOLE"); word("daycare", "Dagtilbud", "dagtilbud", "DAGTILBUD")
	word("provider", "Udfører", "udfører", "UDFØRER"); word("caseworker", "Rådgiver", "rådgiver", "RÅDGIVER")
	word("declined", "Afslået", "afslået", "AFSLÅET"); word("absent", "Ikke til stede", "ikke til stede", "IKKE TIL STEDE")
	word("not_assessed", "Ikke vurderet", "ikke vurderet", "IKKE VURDERET")
	word("not_applicable", "Ikke relevant", "ikke relevant", "IKKE RELEVANT")

	said = "Siger: \"det går faktisk okay\"|Sover bedre, men er stadig træt om morgenen|Ved ikke – har det forskelligt|" \
		"Vil hellere vise det på linealen~end sige et tal|Glæder sig til fodbold|Ked af det, fordi bedste ven er flyttet|" \
		"\"Fire, måske fem\" – blev enige om tallet|Synes, at møderne er for lange"
	seen_at_school = "Fremmøde 9 af 10 dage|Er med i gruppearbejde, når en voksen støtter|Rolig om formiddagen; urolig efter frokost|" \
		"To konflikter i frikvarteret, begge løst|Afleverer lektier igen|Virker træt – flere sene morgener|" \
		"Har været på lejrtur.~Det gik godt, også om natten."
	seen_at_daycare = "Leger med to faste børn|Svær aflevering om mandagen, god resten af ugen|Sover til middag igen|" \
		"Siger \"selv\" – og vil selv|Mange sygedage; få dage at vurdere på"
	seen_by_others = "Morgenerne er blevet roligere|Far deltog på telefon|Aftalte rutiner holder de fleste dage, ikke i weekenden|" \
		"Tallet gælder de sidste to uger|Begrundet på mødet; se referat|Sagde \"hellere for lavt end for højt\"|Uro hjemme efter flytning – følges op|" \
		"Vurderet før mødet.~Ændrede ikke tallet bagefter.|Mor, far og mormor er enige"

	# the goal | in own words | the goal when it is put anew
	ngoaltext = split("Kommer i skole alle ugens dage|\"Jeg vil gerne være der hele ugen\"|Kommer i skole mindst fire dage om ugen;" \
		"Sover i egen seng hele natten|Jeg tør godt sove selv|Falder i søvn i egen seng uden en voksen;" \
		"Har en fast aftenrutine på hverdage|Vi vil have ro om aftenen, også når far arbejder|Er i seng før kl. 21 på hverdage;" \
		"Er sammen med jævnaldrende i fritiden|Jeg vil have en ven at spille med|Går til en fast aktivitet hver uge;" \
		"Forældrene taler sammen uden skænderier, når barnet er der|Ingen råben – bare almindelig snak|Forældrene tager svære emner uden barnet;" \
		"Kan sige til, når det bliver for meget|Jeg siger \"pause\", og så går vi ud|Bruger sit pausekort i skolen;" \
		"Møder til tiden i klub eller praktik|Jeg kommer, når jeg har sagt det|Ringer selv, hvis noget kommer i vejen;" \
		"Spiser morgenmad hjemme før skole|Mad først, så tasken|Spiser tre måltider om dagen;" \
		"Mor og barn har en fast hyggestund hver uge|Vores egen tid~uden telefon|Mor og barn laver mad sammen om søndagen;" \
		"Laver lektier to gange om ugen med en voksen|Hjælp til dansk, ikke til matematik|Går i lektiecafé om tirsdagen;" \
		"Ser begge forældre efter en fast plan|Jeg vil vide, hvor jeg skal være|Kender planen for de næste fjorten dage;" \
		"Kan være i større grupper uden konflikter|Færre ballade-dage i SFO|Kan være med i frikvarteret uden konflikter", goal_text, ";")

	why_interval = "Støt fremgang, familien ønsker længere mellem møderne|Ny indsats – vi vil se virkningen tidligt|" \
		"Følger skolens halvår; aftalt med begge forældre|Barnet bad om kortere afstand|Stabilt forløb|" \
		"Flere ændringer på kort tid.~Tages op igen ved næste møde."
	notes = "Søskendesag følges i samme team|Tolk til møder, bestilles i god tid|Forældre bor hver for sig; begge indkaldes|" \
		"Skoleskift pr. august – ny kontakt på skolen|Mormor er \"hverdagsvidne\" efter aftale"

	# Sixty children: a plot and a life each, shuffled.
	split("up:run 10,up:end 6,up:w46 3,same:run 8,same:end 4,same:gap 3," \
		"down:run 3,down:end 3,down:w46 1,fall:run 4,mixed:run 4,up:gap 2,down:gap 1," \
		"same:one 2,same:none 2,same:new 3,same:start46 1", recipe, ",")
	for (i = 1; i in recipe; i++) {
		split(recipe[i], h, " ")
		for (k = 1; k <= h[2]; k++) plan[++nplan] = h[1]
	}
	for (i = nplan; i > 1; i--) { k = 1 + rnd(i); h[1] = plan[i]; plan[i] = plan[k]; plan[k] = h[1] }

	for (i = 1; i <= nplan; i++) {
		team[i] = teams[1 + i % 3]
		sex[i] = rnd(40) == 0 ? "andet" : rnd(2) ? "pige" : "dreng"
		if (team[i] == "Ådal" && i % 2 && nfive < 8 && plan[i] !~ /new/) { ruler5[i] = 1; nfive++ }
		born[i] = (i in ruler5) ? between(2021, 2023) : between(2009, 2018)
		born[i] = sprintf("%04d-%02d", born[i], between(1, 12))
		raters[i] = (i in ruler5) ? "mother" : "child mother"
		if (rnd(2)) raters[i] = raters[i] " father"
		raters[i] = raters[i] ((i in ruler5) ? " daycare" : " school")
		if (rnd(5)) raters[i] = raters[i] " provider"
		if (team[i] == "Søvang" || rnd(2)) raters[i] = raters[i] " caseworker"
		if (rnd(7) == 0) raters[i] = raters[i] " network.mormor"
		split(plan[i], h, ":")
		again = h[2] == "end" && nagain < 4 && !(i in ruler5)
		first_case[i] = course(i, h[1], h[2], again)
		if (again) {
			nagain++
			split("fall:run up:run same:run same:one", more, " ")
			split(more[nagain], h, ":")
			course(i, h[1], h[2], 1)
		}
	}

	# Case numbers follow the day of allocation, child numbers the first case.
	for (i = 1; i <= ncase; i++) {
		for (k = i - 1; k >= 1 && alloc[order[k]] > alloc[i]; k--) order[k + 1] = order[k]
		order[k + 1] = i
	}
	for (i = 1; i <= ncase; i++) {
		c = order[i]
		case_id[c] = sprintf("S-%04d", i)
		if (!(kid[c] in child_id)) child_id[kid[c]] = sprintf("B-%04d", ++nchild)
	}

	eol = "\r\n"
	name = "sager.csv"
	printf "Sagsnr;Barn;Født;Køn;Team;Rådgiver;Enhed;Indsats;Paragraf;Tildelt;Startet;Afsluttet;Afslutning;Interval;Begrundelse;Bemærkning%s", eol > name
	for (i = 1; i <= ncase; i++) {
		c = order[i]
		rate(c)
		long = ""; text = ""
		if (start[c] != "" && day(2026, 11, 13) - start[c] > 95 && rnd(6)) {
			long = pick("P3M|P3M|P3M|P2M|P4M|P6M|P6W")
			text = rnd(4) ? pick(why_interval) : ""
		}
		printf "%s;%s;%s;%s;%s;%s;%s;%s;%s;%s;%s;%s;%s;%s;%s;%s%s", case_id[c], child_id[kid[c]], born[kid[c]], sex[kid[c]], team[kid[c]], \
			worker[c], unit[c], measure[c], section[c], dmy(alloc[c]), dmy(start[c]), dmy(closed[c]), ending[c], long, cell(text, ";"), \
			cell(rnd(9) ? "" : pick(notes), ";"), eol > name
	}
	close(name)

	name = "maal.csv"
	printf "Sagsnr;Målnr;Mål;Egne ord;Vægt;Udgangspunkt;Målværdi;Sat den;Lukket;Resultat;Erstatter%s", eol > name
	for (g = 1; g <= ngoal; g++)
		printf "%s;%s;%s;%s;%d;%d;%d;%s;%s;%s;%s%s", case_id[g_case[g]], g_id[g], cell(g_text[g], ";"), cell(g_words[g], ";"), g_weight[g], \
			g_base[g], g_target[g], dmy(g_set[g]), dmy(g_shut[g]), g_outcome[g], g_replaces[g], eol > name
	close(name)

	sheet("nord-1", ";", "\r\n", "Sagsnr|Dato|Skala|Bedømmer|Værdi|Årsag|Mål|Bemærkning", "title", "comma")
	sheet("nord-2", ";", "\r\n", "Dato|Sagsnr|Bedømmer|Skala|Mål|Værdi|Bemærkning|Årsag", "lower", "comma")
	sheet("sen-nord", ";", "\r\n", "Sagsnr|Bedømmer|Dato|Værdi|Årsag|Skala|Bemærkning", "title", "comma")
	sheet("soevang-1", ";", "\r\n", "Sagsnr|Skala|Emne|Mål|Fase|Dato|Bedømmer|Værdi|Årsag|Bemærkning", "title", "zero")
	sheet("soevang-2", ",", "\n", "Dato|Sagsnr|Bedømmer|Skala|Emne|Mål|Værdi|Årsag|Bemærkning", "lower", "point")
	sheet("aadal-1", ";", "\r\n", "Dato|Skala|Sagsnr|Mål|Bedømmer|Kontekst|Værdi|Årsag|Bemærkning", "upper", "comma")
	sheet("aadal-2", ";", "\r\n", "Sagsnr|Dato|Bedømmer|Kontekst|Skala|Mål|Årsag|Værdi|Bemærkning", "title", "comma")
	sheet("maelkeboetten", "\t", "\r\n", "Sagsnr|Dato|Skala|Bedømmer|Værdi|Årsag|Bemærkning", "title", "comma")
}
' </dev/null

# Local norms: a ruler without a published norm needs the unit to set one.
{
	printf 'scale\titem\trater\tage_from\tage_to\treliable_change\tcutoff\tsd\treliability\tsource\tused\tchecked\n'
	printf 'trivsel\t\t\t\t\t1.5\t7\t\t\tlocal: raters who rated the same week seldom lay more than a whole step apart, and our ruler is green from 7\tyes\t\n'
	printf 'trivsel5\t\t\t\t\t1\t2\t\t\tlocal: half a step is what one rater wavers, and 1 and 2 are called thriving here\tyes\t\n'
	printf 'safety\t\t\t\t\t2\t\t\t\tlocal: one step is talked about, two steps lead to a change of the safety plan\tyes\t\n'
} >normer.tsv

# As they arrive: some in Windows-1252, some in UTF-8 with a byte order mark, one plain.
for f in sager trivsel-nord-1 trivsel-sen-nord trivsel-soevang-1 trivsel-aadal-2 trivsel-maelkeboetten; do
	iconv -f UTF-8 -t CP1252 "$f.csv" >converted
	mv converted "$f.csv"
done
for f in maal trivsel-nord-2 trivsel-aadal-1; do
	{ printf '\357\273\277'; cat "$f.csv"; } >converted
	mv converted "$f.csv"
done
for f in *.csv normer.tsv; do
	cat "$f" >"$out/$f"
done
sh "$here/methods.sh" "$out"
