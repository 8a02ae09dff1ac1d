# methods.awk: the sheets of methods that are about cases, out of the sheets
# that make.sh wrote, which lie in the working folder as UTF-8 without BOM and
# CR. All of it is invented. Run by methods.sh, behind common.awk.

# ---- reading ---------------------------------------------------------------
# next_row: the next record of a sheet into F; a cell in quotes may hold breaks.
function next_row(file, sep,   line, more) {
	if ((getline line < file) <= 0) {
		close(file)
		return 0
	}
	while (gsub(/"/, "\"", line) % 2 && (getline more < file) > 0)
		line = line "\n" more
	if (line ~ /"/) quoted(line, sep)
	else split(line, F, sep)
	return 1
}
function quoted(line, sep,   i, n, ch, inside) {
	split("", F)
	n = 1
	F[1] = ""
	for (i = 1; i <= length(line); i++) {
		ch = substr(line, i, 1)
		if (inside && ch == "\"" && substr(line, i + 1, 1) == "\"") { F[n] = F[n] ch; i++ }
		else if (ch == "\"") inside = !inside
		else if (ch == sep && !inside) F[++n] = ""
		else F[n] = F[n] ch
	}
}
function heading(file, sep,   i) {
	split("", H)
	next_row(file, sep)
	for (i in F) H[F[i]] = i + 0
}
function at(name) { return (name in H) ? F[H[name]] : "" }
function from_dmy(s) {
	if (s == "") return ""
	if (s ~ /^[0-9][0-9][0-9][0-9]/) return day(substr(s, 1, 4) + 0, substr(s, 6, 2) + 0, substr(s, 9, 2) + 0)
	return day(substr(s, 7, 4) + 0, substr(s, 4, 2) + 0, substr(s, 1, 2) + 0)
}

function read_cases(   c) {
	heading("sager", ";")
	while (next_row("sager", ";")) {
		c = ++ncase
		id[c] = at("Sagsnr"); number[id[c]] = c
		year[c] = substr(at("Født"), 1, 4) + 0; month[c] = substr(at("Født"), 6, 2) + 0
		sex[c] = at("Køn"); team[c] = at("Team"); worker[c] = at("Rådgiver"); unit[c] = at("Enhed")
		measure[c] = at("Indsats"); placed[c] = at("Paragraf") ~ /46/
		alloc[c] = from_dmy(at("Tildelt")); start[c] = from_dmy(at("Startet")); closed[c] = from_dmy(at("Afsluttet"))
		every[c] = at("Interval")
		last_day[c] = closed[c] == "" ? today : closed[c]
		little[c] = unit[c] ~ /^Børnehuset/
	}
}
function read_goals(   c, g) {
	heading("maal", ";")
	while (next_row("maal", ";")) {
		c = number[at("Sagsnr")]
		g = ++goals[c]
		goal[c, g] = at("Målnr"); text_of[c, g] = at("Mål"); words_of[c, g] = at("Egne ord")
		gsub(/"/, "", words_of[c, g]); gsub(/\n/, " ", words_of[c, g])
		set[c, g] = from_dmy(at("Sat den")); shut[c, g] = from_dmy(at("Lukket"))
		outcome[c, g] = at("Resultat")
	}
}
# Who sat at the table on which day, and how the child did: the ruler says it.
function read_ratings(   i, n, name, sep, c, d, who, v) {
	n = split("nord-1 nord-2 sen-nord soevang-1 soevang-2 aadal-1 aadal-2 maelkeboetten", name, " ")
	for (i = 1; i <= n; i++) {
		sep = name[i] == "soevang-2" ? "," : name[i] == "maelkeboetten" ? "\t" : ";"
		heading("trivsel-" name[i], sep)
		while (next_row("trivsel-" name[i], sep)) {
			c = number[at("Sagsnr")]
			d = from_dmy(at("Dato"))
			who = role[tolower(substr(at("Bedømmer"), 1, 1))]
			takes_part[c, who] = 1
			if (name[i] == "sen-nord") continue
			if (at("Værdi") == "") { if (tolower(at("Årsag")) ~ /stede/) away[c, d, who] = 1; continue }
			if (!((c, d, who) in present) && who != "Rådgiver") around[c, d]++
			present[c, d, who] = 1
			if (who ~ /^(Barn|Mor|Far)$/) home[c, d] = 1
			if (at("Skala") !~ /^trivsel/ || tolower(at("Emne")) ~ /^for/ || who == "Rådgiver") continue
			v = at("Værdi"); sub(/,/, ".", v)
			v = little[c] ? 12 - 2 * v : v + 0
			if (!(c in first_value)) first_value[c] = v
			last_value[c] = v
		}
	}
}

# ---- writing ---------------------------------------------------------------
# put: one row, its cells between bars.
function put(sheet, row,   n, i, a, line) {
	n = split(row, a, "|")
	for (i = 1; i <= n; i++) line = line (i > 1 ? ";" : "") cell(a[i], ";")
	printf "%s\r\n", line > (sheet ".csv")
}
# deal: the next of a list, so that nothing comes again before all have come.
function deal(list,   n, a) {
	n = split(list, a, "|")
	if (!(list in dealt)) dealt[list] = rnd(n)
	return a[1 + dealt[list]++ % n]
}
function of_child(c, s,   girl) {
	girl = sex[c] == "pige"
	gsub(/<han>/, girl ? "hun" : "han", s); gsub(/<Han>/, girl ? "Hun" : "Han", s)
	gsub(/<ham>/, girl ? "hende" : "ham", s); gsub(/<hans>/, girl ? "hendes" : "hans", s)
	return s
}
function tenths(n) { return int(n / 10) (n % 10 ? "," n % 10 : "") }
function clamp(v, lo, hi) { return v < lo ? lo : v > hi ? hi : v }
function months_on(d, n) {
	civil(d)
	M += n
	while (M > 12) { M -= 12; Y++ }
	return day(Y, M, D > 28 ? 28 : D)
}
function on(c, d) { return d > alloc[c] && d <= last_day[c] }
function school_of(c) { return little[c] ? "Dagtilbud" : "Skole" }
function initials(c, k) { return substr("ABCDEFGHJKLMNPRSTV", 1 + (c * 5 + k * 7) % 18, 1) substr("HLKNMSTBDF", 1 + (c * 3 + k) % 10, 1) }
function grows(c) { return last_value[c] - first_value[c] }
function has_father(c) { return team[c] == "Nord" || takes_part[c, "Far"] || c % 3 }

# Days on which somebody of the family gave a number, and somebody else did.
function seen(c, d) { return ((c, d) in home) && around[c, d] > 1 }

# Who is asked to come, and who came.
function family(c, grown,   s) {
	s = little[c] ? "Mor" : "Barn, mor"
	if (has_father(c)) s = s ", far"
	if (takes_part[c, "Netværk"]) s = s ", netværk.mormor"
	return grown ? s ", " tolower(school_of(c)) ", udfører, rådgiver" : s
}
function who_came(c, d,   s, i) {
	for (i = 1; i <= nrole; i++)
		if (((c, d, roles[i]) in present) && roles[i] != "Rådgiver")
			s = s (s == "" ? "" : ", ") (roles[i] == "Netværk" ? "netværk.mormor" : i > 1 && s != "" ? lower[i] : roles[i])
	return s ", rådgiver"
}
function who_stayed(c, d,   s, i) {
	for (i = 1; i <= nrole; i++)
		if ((c, d, roles[i]) in away)
			s = s (s == "" ? "" : ", ") (roles[i] == "Netværk" ? "netværk.mormor" : roles[i])
	return s
}

# ---- meetings --------------------------------------------------------------
# A meeting that is held by the day of the demo, or else is planned.
function meeting(c, type, d, booked, place, guests, came, stayed, note, nr,   held, old) {
	held = d <= today
	old = d < day(2026, 8, 1)               # of these, no more is known than is asked for
	put("moeder", nr "|" (c ? id[c] : "") "|" type "|" dmy(d) "|" (old ? "" : type ~ /^Fam/ ? "16:30" : deal(clocks)) "|" (old && type ~ /^Opf/ ? "" : dmy(booked)) "|" (old ? "" : place) "|" \
		(old ? "" : guests) "|" (held && d >= day(2026, 6, 1) ? came : "") "|" (old ? "" : stayed) "|" (held ? "Afholdt" : "Planlagt") "|" note)
	if (held && c) { nheld[c, type]++; when[c, type, nheld[c, type]] = d }
}
function room(c) { return unit[c] ~ /huset/ ? unit[c] : deal("Rådhuset|Skolen|Hjemme hos familien|Biblioteket") }
function beginning(c,   d, b, hearth) {
	hearth = unit[c] ~ /^Familiehuset/
	if (start[c] == "") return
	b = workday(alloc[c] + between(3, 11) + (c % 11 == 0 ? 9 : 0))
	d = workday_before(start[c] - rnd(3))
	if (b > d) b = d
	if (hearth && d - alloc[c] > 14) meeting(c, "Kaffemøde", workday(alloc[c] + between(4, 9)), workday(alloc[c] + 2), "Familiehuset", family(c), family(c) ", udfører", "", "", "")
	if (c % 2 && d - alloc[c] > 16) meeting(c, "Handleplansmøde", workday_before(d - between(4, 7)), workday(alloc[c] + 4), room(c), family(c, 1), family(c, 1), "", "", "")
	meeting(c, "Opstartsmøde", d, workday_before(b), room(c), family(c, 1), family(c, 1), "", "", "")
}
function interval(c, d) {
	if (every[c] ~ /W/) return d + 42
	return months_on(d, every[c] == "" ? 3 : substr(every[c], 2, 1) + 0)
}
# The follow-up meetings fall on days on which somebody has given a number; the
# register knows none before November 2025.
function followups(c,   lim, d, x, best, n, later) {
	if (start[c] == "") return
	lim = months_on(start[c], 3)
	d = start[c]
	for (n = 0; n < 20; n++) {
		best = ""
		for (x = d + 20; x <= lim && x <= last_day[c]; x++)
			if (seen(c, x) && (best == "" || x <= lim - c * 7 % 25)) best = x
		if (best == "" && lim < day(2025, 11, 10)) best = workday_before(lim - rnd(9))
		for (x = lim + 1; best == "" && x <= lim + 40 && x <= last_day[c]; x++) if (seen(c, x)) best = x
		if (best == "" && lim < today && c % 4) best = workday_before(lim - rnd(6))
		if (best == "" || best > last_day[c] - (closed[c] == "" ? 0 : 1)) break
		if (c % 3 == 1 && closed[c] == "" && lim > day(2026, 11, 18)) break  # it is still to come
		d = best
		meeting(c, "Opfølgningsmøde", d, d < day(2026, 2, 1) ? "" : workday_before(d - between(12, 25)), room(c), family(c, 1), \
			seen(c, d) ? who_came(c, d) : family(c, 1), who_stayed(c, d), "", "")
		lim = interval(c, d)
	}
	if (closed[c] != "" || lim > day(2026, 12, 18) || c % 9 == 0) return
	later = lim < today + 4 ? between(day(2026, 11, 24), day(2026, 12, 2)) : lim - rnd(5)
	if (later < day(2026, 11, 18)) later = day(2026, 11, 18)
	meeting(c, "Opfølgningsmøde", workday_before(later), workday_before(between(day(2026, 10, 26), day(2026, 11, 13))), room(c), family(c, 1), "", "", \
		rnd(4) ? "" : deal("Barnet kommer med i den sidste halve time|Mor og mormor følges ad|Tolk er bestilt|Vi begynder med at se på tegningen fra sidst|Mor kommer direkte fra arbejde"), "")
}
function other_meetings(   i, n, a, c, d) {
	n = split("9 16 22 33 41 44 49 52", a, " ")      # network meetings
	for (i = 1; i <= n; i++) {
		c = a[i]; d = workday(day(2026, 9, 1) + 6 * i)
		meeting(c, "Netværksmøde", d, workday(d - 16), deal("Beboerhuset|Klubben|Biblioteket"), family(c, 1) ", netværk.mormor", family(c) ", rådgiver" (takes_part[c, "Netværk"] ? "" : ", netværk.mormor"), "", "", "")
	}
	n = split("5 18 19 25 31 40 42 47 54 60", a, " ")     # the child alone, before a meeting
	for (i = 1; i <= n; i++) {
		c = a[i]; d = workday(day(2026, 10, 5) + 5 * i)
		meeting(c, "Forsamtale", d, workday_before(d - 5), "Der hvor barnet helst vil", "Barn, rådgiver", "Barn, rådgiver", "", d > today ? "" : deal("Gik en tur undervejs|Tegnede imens|Barnet valgte stedet|Ville gerne have storesøster med"), "")
	}
	put_progress()
	meeting(62, "Kaffemøde", day(2026, 11, 18), day(2026, 11, 12), "Familiehuset", "Barn, mor, far, udfører", "", "", "Storebror må gerne komme med", "")
	meeting(62, "Opstartsmøde", day(2026, 11, 26), day(2026, 11, 13), "Familiehuset Søvang", "Barn, mor, far, skole, udfører, rådgiver", "", "", "", "")
	meeting(63, "Handleplansmøde", day(2026, 11, 25), day(2026, 11, 13), "Rådhuset", "Barn, mor, far, skole, rådgiver", "", "", "Hun vil have sin veninde med i starten", "")
}
function put_progress(   d) {
	for (d = day(2026, 9, 7); d <= day(2026, 11, 30); d += 14)
		if (d != day(2026, 10, 19)) meeting("", "Fremdriftsmøde", d, day(2026, 8, 31), "Team Nord", "Rådgiver, fagpersoner", "Rådgiver, fagpersoner", "", d > today ? "" : deal("Lederen var med|To gode eksempler, ét der drillede|Vi holdt os til en halv time"), "")
}
# Family group conferences: held, held again, and planned.
function conferences(   i, n, a, c, d, k, p, guests) {
	n = split("11 14 17 32 39 43 48 50", a, " ")
	for (i = 1; i <= n; i++) {
		c = a[i]
		guests = "Barn, mor, far, netværk.mormor, netværk.farfar, samordner, informatør, rådgiver"
		for (k = 1; k <= (i <= 3 ? 2 : 1); k++) {
			d = workday_before(k == 1 ? day(2026, 2, 10) + 34 * i : day(2026, 8, 17) + 21 * i)
			if (i >= 7) d = workday(day(2026, 11, 12) + 12 * (i - 6))
			if (on(c, d) || d > today)
				conference(c, d, k, guests, "RD-" substr(id[c], 3) "-" k)
		}
	}
}
function conference(c, d, k, guests, nr,   i, who, v, w) {
	meeting(c, "Familierådslagning", d, workday_before(d - 38), d > today ? deal("Medborgerhuset|Forsamlingshuset") : "Medborgerhuset", guests, guests, "", \
		d > today ? "Menu efter barnets ønske: " deal("lasagne|frikadeller|boller i karry") : "", nr)
	if (d > today) return
	split("Barn,Mor,Far,Netværk.mormor,Netværk.farfar", who, ",")
	for (i = 1; i <= 5; i++) {
		if (i == 5 && c % 2) continue
		v = nr
		for (w = 1; w <= 7; w++) v = v "|" (i == 3 && w == 4 && k == 1 ? "Afslået" : w == 7 && i > 1 && rnd(3) == 0 ? "Ikke vurderet" : clamp(3 + (k > 1) + rnd(3) - (i == 3 && w < 3), 1, 5))
		put("evaluering", id[c] "|" dmy(d) "|" who[i] "|" v "|" (k > 1 ? clamp(3 + rnd(3), 1, 5) : "Ikke relevant") "|" (i == 1 || rnd(3) == 0 ? deal(after_conference) : ""))
	}
	for (i = 1; i <= 2; i++)
		agreement(c, d, deal(family_does), d + between(9, 30), i == 1 || c % 2, nr, "")
}

# ---- agreements and calls --------------------------------------------------
# agreement: who and what stand in one text, with a stroke between them.
function agreement(c, d, text, due, done, nr, note,   a) {
	split(of_child(c, text), a, "/")
	due = workday(due)
	if (closed[c] != "" && due > closed[c]) due = closed[c]
	put("aftaler", id[c] "|" dmy(d) "|" a[1] "|" a[2] "|" dmy(due) "|" nr "|" (done && due <= today ? dmy(workday_before(due - rnd(4))) "|Udført" : "|") "|" note)
}
function agreements(c,   k, d, due) {
	k = nheld[c, "Opfølgningsmøde"]
	if (!k || rnd(3) == 0) return
	d = when[c, "Opfølgningsmøde", k]
	if (d < day(2026, 8, 1)) return
	due = d + between(7, 40)
	agreement(c, d, worker[c] "/" deal(adviser_does), due, rnd(4), "", "")
	agreement(c, d, deal(others_do), due + rnd(12), rnd(3), "", rnd(7) ? "" : "Blev talt om en gang til på telefonen")
}
# Calls after meetings: team Nord has tried them since August.
function calls(c,   k, d) {
	if (team[c] != "Nord") return
	for (k = 1; k <= nheld[c, "Opstartsmøde"]; k++) call_both(c, when[c, "Opstartsmøde", k])
	for (k = 1; k <= nheld[c, "Opfølgningsmøde"]; k++) call_both(c, when[c, "Opfølgningsmøde", k])
}
function call_both(c, d) {
	if (d < day(2026, 8, 10)) return
	call(c, workday(d + between(3, 11)), "Mor")
	if (rnd(5)) call(c, workday(d + between(4, 13) + (rnd(6) ? 0 : 5)), "Far")
	if (!little[c] && rnd(5) == 0) call(c, workday(d + between(4, 10)), "Barn")
}
function call(c, d, who,   said, a) {
	if (d > today || d > last_day[c] - 2) return
	if (who != "Barn" && rnd(5) == 0) {
		split(deal(wants_change), a, "/")
		said = a[1] "|Ja|" a[2]
	} else
		said = deal(who == "Barn" ? child_on_phone : on_phone) "|Nej|" deal(no_change)
	put("samtale", id[c] "|" dmy(d) "|" worker[c] "|" who "|" of_child(c, said))
}

# ---- events and assessments ------------------------------------------------
function event(c, d, type, text, clock, sect, reason) {
	if (d <= alloc[c] - 1 || d > last_day[c]) return
	put("haendelser", id[c] "|" dmy(d) "|" type "|" clock "|" sect "|" text "|" reason)
}
function birthday(c, n) { return day(year[c] + n, month[c], 1) }
function events(c,   d, n) {
	d = workday(alloc[c] + between(3, 6))
	if (start[c] != "" && d > start[c]) d = start[c]
	event(c, workday_before(d - 1), "Børnesamtale", "", "", "", "")
	event(c, d, "Afgørelse", "", "", placed[c] ? "BL § 46" : "BL § 32", "")
	if (d <= today) event(c, workday(d + between(20, 75) + (c % 13 ? 0 : 30)), "Barnets plan", "", "", "", "")
	if (birthday(c, 10) > alloc[c] && c % 7) event(c, workday_before(birthday(c, 10) - 6), "Orientering om partsrettigheder", "", "", "", "")
	if (birthday(c, 16) > alloc[c] && c % 7) event(c, workday_before(birthday(c, 16) - 9), "Stillingtagen til ungeplan", "", "", "", "")
	if (placed[c]) {
		event(c, start[c], "Anbringelse", "", "", "", "")
		for (n = 1; n <= 3; n++) event(c, workday(start[c] + 150 * n), "Tilsynsbesøg", deal("Sov godt og viste sit værelse frem|Har fået en kanin sammen med plejefamilien|Savner sin bror; besøg aftalt"), "", "", "")
		if (closed[c] != "") event(c, closed[c], "Anbringelse ophørt", "Er flyttet hjem til mor, som planlagt", "", "", "")
	}
}
function notifications(   i, n, a, c, d) {
	n = split("15 20 29 36 43 45 56 57", a, " ")
	for (i = 1; i <= n; i++) {
		c = a[i]; d = workday(day(2026, 3, 2) + 31 * i)
		if (!on(c, d)) d = workday(alloc[c] + 40)
		event(c, d, "Underretning", deal("Skolen: kommer sulten og træt om mandagen|Nabo: råb om aftenen flere gange|Skolen: kom grædende og ville ikke hjem|Dagtilbud: hentes sent og af skiftende voksne|Klubben: fortæller, at <han> er meget alene"), "10:15", "", "")
		event(c, d, "Vurdering af akut behov", "Ikke akut. Barnet er talt med samme dag", i == 5 ? "" : "14:40", "", "")
		if (i % 4) event(c, workday(d + 2), "Kvittering til underretter", "", "", "", "")
	}
}
function news(   i, n, a, c, d, what) {
	n = split("5 9 11 16 18 19 25 31 37 40 42 44 47 49 52 54", a, " ")
	for (i = 1; i <= n; i++) {
		c = a[i]; d = workday(day(2026, 8, 20) + 5 * i)
		split(of_child(c, deal(new_things)), what, "/")
		event(c, d, "Ny oplysning", what[1], "", "", "")
		if (i == 7 || i >= 15) continue
		put("vurderinger", id[c] "|" dmy(workday(d + between(1, 12) + (i == 4 ? 9 : 0))) "|" worker[c] "|" what[2] "|" what[1] "|" what[3] "|" what[4])
	}
}

# ---- TOPI ------------------------------------------------------------------
function topi(c,   w, d, place, a, b, base) {
	if (year[c] * 12 + month[c] < 2016 * 12 + 6 || start[c] == "") return
	for (w = 1; w <= 3; w++) {
		d = w == 1 ? between(day(2025, 11, 3), day(2025, 11, 28)) : w == 2 ? between(day(2026, 4, 13), day(2026, 6, 12)) : between(day(2026, 10, 5), day(2026, 11, 13))
		d = workday(d)
		if (d > day(2026, 11, 13)) d = day(2026, 11, 13)
		if (d < start[c] || d > last_day[c] || (w == 3 && c % 5 == 2)) continue
		base = little[c] && first_value[c] < 6 ? 1 : 2
		base += w > 1 && grows(c) > 1 ? 1 : grows(c) < -1 && w > 1 ? -1 : 0
		base = clamp(base - (w == 3 && c % 14 == 5), 1, 3)      # a hard autumn for some
		place = year[c] > 2019 ? "Dagtilbud" : "Skole"
		a = clamp(base + (rnd(3) == 0), 1, 3)
		b = clamp(base - (rnd(3) == 0), 1, 3)
		put("topi", id[c] "|" dmy(d) "|" place "|" place "." initials(c, 1) "|" colour[a] "|" colour[a < b ? a : b])
		put("topi", id[c] "|" dmy(d) "|" place "|" place "." initials(c, 2) "|" (w == 2 && c % 8 == 5 ? "Ikke vurderet" : colour[b]) "|")
		if (placed[c] || unit[c] ~ /^Aflastning/) put("topi", id[c] "|" dmy(d) "|" (placed[c] ? "Anbringelse" : "Aflastning") "|Udfører." initials(c, 3) "|" colour[clamp(base + 1, 1, 3)] "|")
		else if (place == "Skole" && w > 1) put("topi", id[c] "|" dmy(d) "|Fritid|Fagpersoner." initials(c, 4) "|" colour[clamp(base + rnd(2), 1, 3)] "|")
	}
}

# ---- feedback forms --------------------------------------------------------
function feedback(c, k,   n, f, d, x, age, bond) {
	n = 0
	f = workday(start[c] + 9 > day(2026, 5, 4) ? start[c] + 9 : day(2026, 5, 4) + rnd(20))
	bond = 368 + rnd(14)
	for (d = f; d <= day(2026, 11, 13) && d <= last_day[c] - 3; d = workday(d + between(20, 27))) {
		if (d > day(2026, 7, 3) && d < day(2026, 8, 3)) continue
		n++
		if (k == 3) bond -= 8 + rnd(6)                       # an alliance that wears out
		else if (k == 7 && n > 4) bond = 340 + rnd(14)       # and one that breaks
		else bond += rnd(13) - 4
		bond = clamp(bond, 300, 392)
		age = 2026 - year[c]
		x = 180 + int(first_value[c] * 12) + int(grows(c) * n * 3) + rnd(25)
		form(c, d, k, n, "Barn", age >= 13 ? "ORS" : "CORS", clamp(x, 60, 380), bond)
		if (k % 3 != 1) form(c, d, k, n, "Mor", "ORS", clamp(x - 20 + rnd(40), 60, 385), clamp(bond + 10 - rnd(20), 300, 400))
	}
}
function parts(sum,   q, a, b, e) {
	q = int(sum / 4)
	a = clamp(q + rnd(13) - 6, 0, 100); b = clamp(q + rnd(13) - 6, 0, 100); e = clamp(q + rnd(9) - 4, 0, 100)
	return tenths(a) "|" tenths(b) "|" tenths(e) "|" tenths(clamp(sum - a - b - e, 0, 100))
}
function form(c, d, k, n, who, kind, x, bond,   ors, srs, cors, csrs) {
	ors = srs = cors = "|||||"; csrs = "|"
	if (who == "Barn" && k == 5 && n == 3) kind = kind " no"
	if (kind ~ /no$/) { if (kind ~ /^C/) { cors = "|||||Afslået"; csrs = "|Afslået" } else { ors = "|||||Afslået"; srs = "|||||Afslået" } }
	else if (kind == "CORS") { cors = parts(x) "||"; csrs = tenths(bond) "|" }
	else if (k % 4 == 2) { ors = "||||" tenths(x) "|"; srs = n % 4 == 3 ? "|||||Ja" : "||||" tenths(bond) "|" }
	else { ors = parts(x) "||"; srs = k == 6 && n == 2 && who == "Mor" ? "|||||Ikke relevant" : parts(bond) "||" }
	put("feedback", id[c] "|" dmy(d) "|" who "|" ors "|" srs "|" cors "|" csrs)
}

# ---- Signs of Safety -------------------------------------------------------
# pair: of a goal: the danger and the goal for safety that answers it, what the
# provider does and what comes of it.
function pair(text, k,   i, a, n, p) {
	danger = safety_goal = did = helped = ""
	for (i = 1; i <= npair; i++) {
		split(pairs[i], a, "=")
		if (text !~ a[1]) continue
		n = split(a[2], p, "/"); danger = p[1 + (k * 2) % n]; safety_goal = p[2 + (k * 2) % n]
		split(a[3], p, "/"); did = p[1 + k % 2]
		split(a[4], p, "/"); helped = p[1 + k % 2]
		return
	}
}
function number_of(v) { return v < 0 ? 0 : v > 10 ? 10 : v }
function minutes(c, d, k,   g, n, base, row, say) {
	for (g = 1; g <= goals[c]; g++) {
		if (set[c, g] > d || (shut[c, g] != "" && shut[c, g] <= d) || ++n > 2) continue
		pair(text_of[c, g], spoken[text_of[c, g]]++)
		base = 3 + (k > 1 && grows(c) > 0.5) + (k > 1 && grows(c) > 2) - (grows(c) < -1 && k > 1) + rnd(2)
		say = deal("Rådgiver|Mor|Rådgiver|Udfører|Skole|Far")
		if (say == "Far" && !has_father(c)) say = "Mor"
		row = (k == 1 ? deal(harms) : "") "|" danger "|" (rnd(2) ? deal(hard) : "") "|" deal(strengths) "|" (rnd(3) ? deal(safe) : "") "|" safety_goal "|" deal(steps)
		row = row "|" (little[c] ? "" : number_of(base + rnd(3) - 1)) "|" number_of(base + 1 + rnd(2)) "|" (has_father(c) ? (rnd(7) ? number_of(base + rnd(3)) : "Ikke til stede") : "") "|" \
			(rnd(3) ? "" : number_of(base + rnd(2))) "|" number_of(base - rnd(2)) (rnd(2) ? ",5" : "") "|" number_of(base) "|" (rnd(2) ? number_of(base - 1 + rnd(2)) : "")
		put("referat", id[c] "|" dmy(d) "|" goal[c, g] "|" text_of[c, g] "|" say "|" of_child(c, row))
	}
}
function houses(c, d,   n, i, show) {
	n = between(2, 4)
	for (i = 1; i <= n; i++) {
		show = rnd(4) == 0 ? "Nej|" : rnd(5) == 0 ? "|" : "Ja|" (rnd(2) ? deal("Mor, rådgiver|Mor, far|Netværk.mormor, rådgiver|Mor, far, skole, rådgiver") : "")
		put("huse", id[c] "|" dmy(d) "|" (i == n && c % 4 == 1 ? "Feen eller troldmanden" : "De tre huse") "|" \
			(i % 3 == 1 ? deal(worries) "||" : i % 3 == 2 ? "|" deal(goods) "|" : "||" deal(dreams)) "|" show)
	}
}
function safety_plan(c, d, k,   i, n, a, nr, t) {
	n = 2 + k % 2
	for (i = 1; i <= n; i++) {
		split(deal(plan_rules), a, "/")
		nr = id[c] "-R" i
		put("sikkerhedsplan", id[c] "|" dmy(d) "|" nr "|Regel|||" of_child(c, a[1]) "|" a[2] "||||")
		if (i == n && k % 3 || k == 4) continue
		t = workday(d + between(8, 20))
		put("sikkerhedsplan", id[c] "|" dmy(d) "|" id[c] "-P" i "|Prøve|" nr "||" of_child(c, a[3]) "|" a[2] "|" dmy(t) "|" \
			(t <= today && (k + i) % 4 ? dmy(t - rnd(3)) "|Udført|" of_child(c, a[4]) : "||"))
	}
}

# ---- who is around the child -----------------------------------------------
# tie: one relation; a name may have the sex behind a stroke.
function tie(c, person, to, what, from, until, quality, name, sexed, died, witness, contact, ring,   a) {
	if (split(name, a, "/") > 1) { name = a[1]; sexed = a[2] }
	put("relationer", id[c] "|" person "|" to "|" what "|" from "|" until "|" quality "|" name "|" sexed "|" died "|" witness "|" of_child(c, contact) "|" ring)
}
function relations(c, k,   apart, witness) {
	apart = k % 3 != 1
	tie(c, "Mor", "", "Forælder", "", "", deal("Tæt|Almindelig|Tæt|Konfliktfyldt"), deal(women), "", "", "", "", deal("Efter kl. 17, ikke på arbejdet|Helst om formiddagen|Skriv først, så ringer jeg op|Når som helst, også aften"))
	tie(c, "Far", "", "Forælder", "", "", deal("Almindelig|Fjern|Tæt|Almindelig"), deal(men), "", "", "", "", k % 2 ? deal("I frokostpausen kl. 12|Efter vagten, kl. 15.30|Om aftenen") : "")
	if (apart) tie(c, "Mor", "Far", "Tidligere partner", year[c] + 5, "", k % 2 ? "Konfliktfyldt" : "Fjern", "", "", "", "", "", "")
	else tie(c, "Mor", "Far", "Partner", year[c] - 2, "", "Almindelig", "", "", "", "", "", "")
	tie(c, "Netværk.mormor", "Mor", "Forælder", "", "", k % 4 == 3 ? "Konfliktfyldt" : "", "", "", "", "", "", "")
	tie(c, "Netværk.mormor", "", "Bedsteforælder", "", "", "Tæt", deal("Mormor|Mormor Inger|Mormor Birthe|Mormor Lis"), "Kvinde", "", k % 3 ? "Ja" : "", k % 3 ? deal("Ringer til rådgiveren, hvis <han> holder op med at komme forbi|Skriver en besked hver anden fredag om, hvordan <han> har det|Ringer samme dag, hvis der er uro hjemme; mor ved det|Siger det først til mor og ringer så til rådgiveren") : "", "")
	if (k % 2) tie(c, "Netværk.morfar", "Mor", "Forælder", "", "", "", deal("Poul|Erik|Svend"), "Mand", 2012 + k % 9, "", "", "")
	if (k % 3 == 0) tie(c, "Netværk.farmor", "Far", "Forælder", "", "", "Afbrudt", deal("Ruth|Grethe"), "Kvinde", "", "", "", "")
	if (k % 2 == 0) {
		tie(c, "Netværk.farfar", "Far", "Forælder", "", "", "", "", "", "", "", "", "")
		tie(c, "Netværk.farfar", "", "Bedsteforælder", "", "", "Almindelig", deal("Farfar|Farfar Ole"), "Mand", "", "", "", "")
	}
	if (apart && k % 2) {
		tie(c, "Netværk.stedfar", "", "Stedforælder", year[c] + 6, k % 4 == 1 ? "2026-02" : "", "Fjern", deal("Kim|Henrik"), "Mand", "", "", "", "")
		tie(c, "Netværk.stedfar", "Mor", "Partner", year[c] + 6, k % 4 == 1 ? "2026-02" : "", "", "", "", "", "", "", "")
	}
	if (k % 3 != 2) tie(c, "Netværk." (k % 2 ? "soester" : "bror"), "", "Søskende", "", "", deal("Tæt|Almindelig"), k % 2 ? deal("Ida|Freja") : deal("Noah|Malte"), k % 2 ? "Kvinde" : "Mand", "", "", "", "")
	tie(c, "Netværk." (k % 2 ? "moster" : "onkel"), "", "Moster, faster eller onkel", "", "", "Almindelig", deal(k % 2 ? "Gitte|Lene|Stine" : "Per|Carsten"), k % 2 ? "Kvinde" : "Mand", "", "", "", "")
	if (!little[c]) tie(c, "Skole.laerer", "", "Lærer", deal("2024-08|2025-08|2026-08"), "", "Tæt", deal("Klasselæreren/Kvinde|Mads fra skolen/Mand|Hanne fra skolen/Kvinde"), "", "", k % 4 == 0 ? "Ja" : "", k % 4 == 0 ? "Skriver til rådgiver og forældre om fredagen, kort, også når det går godt" : "", "")
	if (k % 2) tie(c, "Netværk.traener", "", "Træner", deal("2023|2024-09|2025-01"), k % 4 == 3 ? "2026-06" : "", "Almindelig", deal("Ali/Mand|Jonas/Mand|Sanne/Kvinde"), "", "", k % 4 == 1 ? "Ja" : "", k % 4 == 1 ? "Ringer, hvis <han> udebliver to gange i træk" : "", "")
	else tie(c, "Netværk.ven", "", "Ven", deal("2022|2024|2025"), "", "Tæt", deal("Emil/Mand|Sofie/Kvinde|Yusuf/Mand|Karla/Kvinde"), "", "", "", "", "")
	if (k % 5 == 0) tie(c, "Netværk.nabo", "", "Nabo", "", "", "", "Naboen", "Kvinde", "", "Ja", "Må ringe til rådgiveren, hvis børnene er alene hjemme om aftenen", "")
}

# ---- statuses, wishes, absence ---------------------------------------------
function status(c, d, k,   g, n, i, who, walked, got) {
	for (i = 1; i <= 2; i++) {
		who = i == 1 ? school_of(c) : "Udfører"
		walked = (k * 2 + i) % 5 == 0 ? "" : dmy(workday_before(d - between(1, 5)))
		n = 0
		for (g = 1; g <= goals[c]; g++) {
			if (set[c, g] > d || (shut[c, g] != "" && shut[c, g] <= d) || n > 1) continue
			if (i == 1 && text_of[c, g] !~ /skole|jævnaldrende|grupper|sige til|ekti|til tiden|frikvarter/) continue
			n++
			if (i == 2) pair(text_of[c, g], told[text_of[c, g]]++)
			got = grows(c) > 2 ? deal("Ja|Delvist|Delvist") : grows(c) > 0 ? deal("Delvist|Delvist|For tidligt") : deal("Nej|Delvist|Nej")
			put("status", id[c] "|" dmy(d) "|" who "|" walked "|" goal[c, g] "|" text_of[c, g] "|" of_child(c, (i == 1 ? deal(school_did) : did) "|" got "|" \
				(got !~ /^(Ja|Delvist)$/ ? deal(no_better) : i == 1 ? deal(school_sees) : helped)) "|" (rnd(3) ? deal(child_says) : ""))
		}
	}
}
function wishes(c, d, k,   i, who, n, x) {
	n = split(little[c] ? "Mor,Far,Dagtilbud" : "Barn,Mor,Far,Skole", who, ",")
	for (i = 1; i <= n; i++) {
		if (who[i] == "Far" && !has_father(c)) continue
		x = who[i] == "Barn" ? child_wishes : who[i] ~ /^(Mor|Far)$/ ? parent_wishes : school_wishes
		put("oensker", id[c] "|" dmy(workday_before(d - rnd(3))) "|" who[i] "|" of_child(c, deal(x) "|" deal(x) "|" (i == 3 ? "" : deal(x))))
	}
}
# Wishes of older plan meetings; the goals have the words of them.
function old_wishes(c,   g, n, d) {
	for (g = 1; g <= goals[c]; g++) {
		d = dmy(workday_before(start[c] - 6))
		put("oensker-maal", id[c] "-W" ++n "|" id[c] "|" d "|Barn|" words_of[c, g] "|" goal[c, g])
		put("oensker-maal", id[c] "-W" ++n "|" id[c] "|" d "|" deal("Mor|Skole|Mor") "|" of_child(c, deal(parent_wishes)) "|" (rnd(3) ? "" : goal[c, g]))
	}
}
function absence(c, k,   m, d, v, g, shown) {
	v = grows(c) > 1 ? 240 : grows(c) < -1 ? 70 : 150
	for (m = 1; m <= 10; m++) {
		if (m == 7) continue
		d = day(2026, m + 1, 1) - 1
		if (d < alloc[c] + 20 || d > last_day[c]) continue
		v = clamp(v + (grows(c) > 1 ? -int(v / 5) : grows(c) < -1 ? 22 : 0) + rnd(36) - 18, 0, 480)
		shown = ""
		for (g = 1; g <= goals[c]; g++) if (text_of[c, g] ~ /skole|Møder til tiden/ && text_of[c, g] !~ /morgenmad/ && set[c, g] <= d && (shut[c, g] == "" || shut[c, g] > d)) shown = goal[c, g]
		put("fravaer", id[c] "|" dmy(d) "|" shown "|" (k == 4 && m == 3 ? "Ikke vurderet" : tenths(v)) "|" (v > 250 ? deal("Mest om mandagen|En uge sammenhængende|Kommer, men går før tid") : ""))
	}
}

# ---- notes and what coders find in them ------------------------------------
# A passage that the codebook knows stands as {passage=code}; two coders say
# whether the code fits there.
function letters(s) {
	gsub(/Æ|Ø|Å|æ|ø|å|é|–/, "_", s)
	return length(s)
}
function passage_rows(c, nr, d, s,   plain, p, q, mark, a, before, yes, i) {
	while ((p = index(s, "{")) > 0) {
		q = index(s, "}")
		mark = substr(s, p + 1, q - p - 1)
		split(mark, a, "=")
		plain = plain substr(s, 1, p - 1)
		if (a[3] == "d") sayer = 3 - sayer           # they take turns to say yes alone
		for (i = 1; i <= 2; i++) {
			yes = a[3] == "" ? "ja" : a[3] == "x" || i != sayer ? "nej" : "ja"
			if (i == 2 && ++coded % 17 == 0) continue
			coding[i, ++nrow[i]] = id[c] "|note|" nr "|text|forandring|" a[2] "|" letters(plain) + 1 "|" letters(a[1]) "|" a[1] "|" (i == 1 ? "LM" : "AN") "|" yes "|" \
				"13-11-2026" "|" (yes == "nej" ? deal("Siger kun, hvor det var|Handler om en anden end barnet|Nævnes, men intet har ændret sig") : "")
		}
		plain = plain a[1]
		s = substr(s, q + 1)
	}
	return plain s
}
function closed_notes(c,   k, n, d, f, s, nr) {
	if (closed[c] == "") return
	f = start[c]
	for (k = c % 4 ? 1 : 2; k <= 2; k++) {
		d = k == 2 ? closed[c] - 1 : workday(f + int((closed[c] - f) * k / 3))
		nr = id[c] "-N" k
		s = deal(k < 2 ? half_way : grows(c) > 0.5 ? end_well : end_so)
		put("notater", nr "|" id[c] "|" dmy(workday_before(d)) "|" worker[c] "|" (k == 2 ? "Andet" : "Kontakt") "|" passage_rows(c, nr, d, of_child(c, s)))
	}
}
function coding_sheet(   i, k) {
	for (i = 1; i <= 2; i++) for (k = 1; k <= nrow[i]; k++) put("kodning", coding[i, k])
}

# ---- all of it -------------------------------------------------------------
function headings() {
	put("topi", "Sagsnr|Dato|Sted|Bedømmer|Egen vurdering|Fælles vurdering")
	put("feedback", "Sagsnr|Dato|Bedømmer|ORS 1|ORS 2|ORS 3|ORS 4|ORS i alt|ORS sprunget over|SRS 1|SRS 2|SRS 3|SRS 4|SRS i alt|SRS sprunget over|CORS 1|CORS 2|CORS 3|CORS 4|CORS i alt|CORS sprunget over|CSRS i alt|CSRS sprunget over")
	put("referat", "Sagsnr|Dato|Mål|Målets ordlyd|Sagt af|Tidligere skade|Fremtidig fare|Komplicerende faktor|Styrke eller ressource|Sikkerhed i dag|Mål for sikkerhed|Næste skridt|Sikkerhed barn|Sikkerhed mor|Sikkerhed far|Sikkerhed netværk|Sikkerhed rådgiver|Sikkerhed udfører|Sikkerhed skole")
	put("huse", "Sagsnr|Dato|Redskab|Bekymringernes hus|De gode tings hus|Drømmenes hus|Må vises|Vises til")
	put("sikkerhedsplan", "Sagsnr|Dato|Nr|Regel eller prøve|Afprøver|Mål|Hvad|Hvem|Senest|Afprøvet|Tilstand|Hvordan gik det")
	put("relationer", "Sagsnr|Person|Til hvem|Er|Fra|Indtil|Kvalitet|Navn|Køn|Død|Hverdagsvidne|Aftale om kontakt|Vil ringes op")
	put("status", "Sagsnr|Dato|Udfyldt af|Gennemgået|Mål|Målets ordlyd|Hvad er gjort|Nået|Virkning|Barnets syn")
	put("oensker", "Sagsnr|Dato|Hvem|Vil gerne se ske 1|Vil gerne se ske 2|Vil gerne se ske 3")
	put("oensker-maal", "Ønskenr|Sagsnr|Dato|Hvem|Vil gerne se ske|Blev til mål")
	put("samtale", "Sagsnr|Dato|Rådgiver|Talt med|Er hjælpen i gang og hjælper den|Skal noget ændres|Hvorfor")
	put("moeder", "Mødenr|Sagsnr|Type|Dato|Klokken|Booket|Sted|Inviteret|Deltog|Meldt afbud|Tilstand|Bemærkning")
	put("aftaler", "Sagsnr|Dato|Hvem|Hvad|Frist|Møde|Udført|Tilstand|Bemærkning")
	put("haendelser", "Sagsnr|Dato|Type|Klokken|Paragraf|Tekst|Begrundelse")
	put("vurderinger", "Sagsnr|Dato|Vurderet af|Oplyst af|Ny oplysning|Beslutning|Begrundelse")
	put("notater", "Notatnr|Sagsnr|Dato|Forfatter|Emne|Tekst")
	put("kodning", "Sagsnr|Slags|Post|Felt|Kodebog|Kode|Begynder|Længde|Tekst|Kodet af|Passer|Dato|Begrundelse")
	put("fravaer", "Sagsnr|Til og med|Mål|Fravær i procent|Bemærkning")
	put("evaluering", "Sagsnr|Dato|Hvem|Møde|Jeg vidste, hvad der skulle ske|Jeg blev hørt|Vi fik alle det samme at vide|Familien fik tid for sig selv|Planen er vores egen|Planen er god for barnet|Barnet havde en at støtte sig til|Vi har holdt aftalerne fra sidst|Det vil jeg gerne sige")
}
# chosen: number k of the cases that a list names.
function chosen(list, k,   a, n) { n = split(list, a, " "); return k <= n ? a[k] : 0 }
function last_meeting(c) { return nheld[c, "Opfølgningsmøde"] ? when[c, "Opfølgningsmøde", nheld[c, "Opfølgningsmøde"]] : nheld[c, "Opstartsmøde"] ? when[c, "Opstartsmøde", 1] : "" }
function before_last(c) { return nheld[c, "Opfølgningsmøde"] > 1 ? when[c, "Opfølgningsmøde", nheld[c, "Opfølgningsmøde"] - 1] : "" }

BEGIN {
	seed = 20261122
	today = day(2026, 11, 13)
	sayer = 1
	n = split("2025-05-29 2025-06-05 2025-06-09 2025-12-24 2025-12-25 2025-12-26 2025-12-31 2026-01-01 2026-04-02 2026-04-03 2026-04-06 2026-05-14 2026-05-15 2026-05-25 2026-06-05", h, " ")
	for (i = 1; i <= n; i++) holiday[from_dmy(h[i])] = 1
	nrole = split("Barn|Mor|Far|Netværk|Skole|Dagtilbud|Udfører|Rådgiver", roles, "|")
	split("barn|mor|far|netværk|skole|dagtilbud|udfører|rådgiver", lower, "|")
	for (i = 1; i <= nrole; i++) role[tolower(substr(roles[i], 1, 1))] = roles[i]
	split("Rød|Gul|Grøn", colour, "|")
	words()
	read_cases(); read_goals(); read_ratings()
	headings()
	for (c = 1; c <= ncase; c++) { beginning(c); followups(c); events(c); topi(c); closed_notes(c) }
	other_meetings()
	conferences()
	notifications()
	news()
	for (c = 1; c <= ncase; c++) { agreements(c); calls(c) }
	coding_sheet()
	list = "9 16 17 19 41 47 49 52 54 59"
	for (k = 1; (c = chosen(list, k)); k++) feedback(c, k)
	list = "9 11 15 16 18 22 37 40 43 48 49 54"
	for (k = 1; (c = chosen(list, k)); k++) {
		if (before_last(c) != "") minutes(c, before_last(c), 1)
		if (last_meeting(c) != "") minutes(c, last_meeting(c), 2)
	}
	list = "5 11 16 18 22 25 33 40 42 46 49 54"
	for (k = 1; (c = chosen(list, k)); k++) houses(c, workday(day(2026, 9, 14) + 4 * k))
	list = "9 15 16 29 36 43 48 55"
	for (k = 1; (c = chosen(list, k)); k++) safety_plan(c, workday(day(2026, 9, 21) + 5 * k), k)
	list = "5 9 11 16 18 22 31 33 40 42 47 49 54 58"
	for (k = 1; (c = chosen(list, k)); k++) relations(c, k)
	list = "5 11 16 18 22 33 40 41 42 46 49 50 52 54"
	for (k = 1; (c = chosen(list, k)); k++) status(c, workday(day(2026, 10, 26) + k), k)
	list = "57 58 59 60 61 63"
	for (k = 1; (c = chosen(list, k)); k++) wishes(c, workday_before(c == 63 ? day(2026, 11, 13) : start[c] - 4), k)
	list = "37 40 42 45 47 49"
	for (k = 1; (c = chosen(list, k)); k++) old_wishes(c)
	list = "5 15 18 21 25 29 37 41 44 45 50 52"
	for (k = 1; (c = chosen(list, k)); k++) absence(c, k)
}
