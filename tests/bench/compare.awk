# Counts the series in which two progress tables differ:
#	awk -v names=A,B [-v slack=1] -f compare.awk A B
#
# Their common columns are compared as text.  With slack, numbers may have
# trailing zeros, and a slope may differ by one in the sixth decimal, as it
# does where sums of doubles end on the wrong side of a half: such slopes are
# counted for themselves.  The first few differences are shown; the data are
# made up.

BEGIN {
	FS = "\t"
	columns = split("case_id scale item subject goal_id rater stage " \
	    "context n first_date last_date first previous last change " \
	    "change_last slope_30d", column, " ")
	split(names, name, ",")
}

FNR == 1 {
	file++
	for (i = 1; i <= NF; i++)
		at[file, $i] = i
	for (i = 1; i <= columns; i++)
		if (!((file, column[i]) in at)) {
			print name[file] ": no column " column[i]
			missing = 1
			exit
		}
	next
}

# A series whose values are all missing: the peers have no line for it.
$(at[file, "n"]) == 0 {
	next
}

{
	key = ""
	for (i = 1; i <= 8; i++)
		key = key $(at[file, column[i]]) "\t"
	rest = ""
	for (i = 9; i <= columns; i++)
		rest = rest "\t" cell($(at[file, column[i]]))
}

file == 1 {
	if (key in answer)
		differs("twice in " name[1])
	answer[key] = rest
	series++
	next
}

!(key in answer) {
	differs("only " name[2])
	next
}

{
	if (answer[key] != rest && !(slack && near(answer[key], rest)))
		differs(name[1] answer[key] "\n    " name[2] rest)
	delete answer[key]
}

END {
	if (missing)
		exit 2
	for (key in answer)
		differs("only " name[1])
	printf "%s and %s: %d series, %d differences", name[1], name[2],
	    series, differences
	if (slack)
		printf ", %d slopes one off in the sixth decimal", close_by
	print ""
	exit differences > 0
}

function differs(how) {
	if (++differences <= 5)
		print "  " key "\n    " how
}

function cell(s) {
	if (slack && s ~ /\./)
		sub(/\.?0+$/, "", s)
	return s == "-0" && slack ? "0" : s
}

# Equal but for a slope that is next to the other.
function near(a, b,	x, y) {
	x = slope_of(a)
	y = slope_of(b)
	if (x == "" || y == "" || (x - y) ^ 2 > 1.1e-6 ^ 2 ||
	    substr(a, 1, length(a) - length(x)) != \
	    substr(b, 1, length(b) - length(y)))
		return 0
	close_by++
	return 1
}

function slope_of(line) {
	sub(/.*\t/, "", line)
	return line
}
