# A register of n cases with ten years of events and meetings, for the job due:
#
#	awk -v dir=DIR -v n=CASES -f due.awk
#
# A case has each year a notification, mostly assessed within the day and
# confirmed, a talk and a decision after it, two follow-up meetings and a call;
# the rows stand in the order of their months, as they would have come.  Equal n
# gives equal files.

function date(year, month, day) {
	return sprintf("%04d-%02d-%02d", year, month, day)
}

# The k-th thing of a case in a month: is it one of these?
function falls(c, month, k, often) {
	return (c * 7 + k * 5 + month) % (12 / often) == 0
}

function event(c, when, type, time, section) {
	printf "E%07d\tK%07d\t%s\t%s\t%s\t%s\t\t\n", ++events, c, when, type,
	    time, section >(dir "/events.tsv")
}

function meeting(c, when, type, attended) {
	printf "M%07d\tK%07d\t%s\t%s\theld\t%s\n", ++meetings, c, type, when,
	    attended >(dir "/meetings.tsv")
}

function case_in_month(c, year, month, day) {
	day = 1 + (c * 11 + year * 3 + month) % 26
	if (falls(c, month, 0, 1)) {
		event(c, date(year, month, day), "notification", "10:30", "")
		if ((c + year) % 9 > 0)
			event(c, date(year, month, day), "urgency", "15:00",
			    "")
		event(c, date(year, month, day + 2), "receipt", "", "")
	}
	if (falls(c, month, 1, 1)) {
		if ((c + year) % 5 > 0)
			event(c, date(year, month, day), "talk", "", "")
		event(c, date(year, month, day + 1), "decision", "", "bl32")
	}
	if (falls(c, month, 2, 2))
		meeting(c, date(year, month, day), "followup", "mother,child")
	if (falls(c, month, 3, 1))
		meeting(c, date(year, month, day), "call", "mother,father")
}

BEGIN {
	print "event_id\tcase_id\tdate\ttype\ttime\tsection\treason\ttext" \
	    >(dir "/events.tsv")
	print "meeting_id\tcase_id\ttype\tdate\tstate\tattended" \
	    >(dir "/meetings.tsv")
	print "case_id\tborn\tallocated\tstarted\tinterval\tparagraph" \
	    >(dir "/cases.tsv")
	for (c = 0; c < n; c++)
		printf "K%07d\t%04d-%02d\t2016-11-%02d\t2016-12-%02d\t%s\t%s\n",
		    c, 2006 + c % 14, 1 + c % 12, 1 + c % 28, 1 + c % 28,
		    c % 20 ? "P6M" : "", "BL § 32" >(dir "/cases.tsv")
	for (m = 0; m < 120; m++)
		for (c = 0; c < n; c++)
			case_in_month(c, 2017 + int(m / 12), m % 12 + 1)
}
