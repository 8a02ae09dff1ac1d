# common.awk: what make.sh and methods.sh have in common. The holidays are those
# of whoever includes it.
# ---- numbers and dates -----------------------------------------------------
# Park and Miller: every product stays below 2^53, so doubles are exact.
function rnd(n) { seed = (seed * 16807) % 2147483647; return seed % n }
function between(a, b) { return a + rnd(b - a + 1) }

# Days since 1970-01-01 and back.
function day(y, m, d,   e) {
	if (m <= 2) { y--; m += 12 }
	e = int(y / 400)
	y -= e * 400
	return e * 146097 + y * 365 + int(y / 4) - int(y / 100) + int((153 * (m - 3) + 2) / 5) + d - 1 - 719468
}
function civil(n,   e, r, y, t, m) {
	n += 719468
	e = int(n / 146097); n -= e * 146097
	r = int((n - int(n / 1460) + int(n / 36524) - int(n / 146096)) / 365)
	y = r + e * 400
	t = n - (365 * r + int(r / 4) - int(r / 100))
	m = int((5 * t + 2) / 153)
	D = t - int((153 * m + 2) / 5) + 1
	M = m < 10 ? m + 3 : m - 9
	Y = M <= 2 ? y + 1 : y
}
function iso(n) { if (n == "") return ""; civil(n); return sprintf("%04d-%02d-%02d", Y, M, D) }
function dmy(n) { if (n == "") return ""; civil(n); return sprintf("%02d-%02d-%04d", D, M, Y) }
function off(n) { return (n + 3) % 7 >= 5 || (n in holiday) }
function workday(n) { while (off(n)) n++; return n }
function workday_before(n) { while (off(n)) n--; return n }

# ---- cells -----------------------------------------------------------------
function cell(s, sep) {
	if (index(s, sep) || index(s, "\"") || index(s, "\n")) {
		gsub(/"/, "\"\"", s)
		return "\"" s "\""
	}
	return s
}
# A list is words between bars; ~ is a line break.
function pick(list,   n, a, s) {
	n = split(list, a, "|")
	s = a[1 + rnd(n)]
	gsub(/~/, "\n", s)
	return s
}
