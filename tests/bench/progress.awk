# progress in mawk: -v sorted=1 sorts by the key, else the order is mawk's own.
#
# Values are counted in tenths and the slope is rounded by whole numbers, half
# away from zero, so that the answer may be compared byte for byte: doubles
# hold every number that comes up here exactly.

BEGIN {
	FS = OFS = "\t"
}

NR == 1 {
	print $1, $3, $4, $5, $6, $7, $8, $9, "n", "first_date", "last_date",
	    "first", "previous", "last", "change", "change_last", "slope_30d"
	fflush()
	next
}

$11 != "" {
	k = $1 "\t" $3 "\t" $4 "\t" $5 "\t" $6 "\t" $7 "\t" $8 "\t" $9
	x = tenths($11)
	if (!($2 in day))
		day[$2] = day_number($2)
	t = day[$2]
	if (!(k in n) || $2 < first_date[k]) {
		first_date[k] = $2
		first[k] = x
	}
	if (!(k in n) || $2 > last_date[k]) {
		previous_date[k] = last_date[k]
		previous[k] = last[k]
		last_date[k] = $2
		last[k] = x
	} else if ($2 > previous_date[k]) {
		previous_date[k] = $2
		previous[k] = x
	}
	n[k]++
	sum_x[k] += x
	sum_t[k] += t
	sum_tt[k] += t * t
	sum_tx[k] += t * x
}

END {
	if (!sorted) {
		for (k in n)
			print line(k)
		exit
	}
	for (k in n)
		print line(k) | "LC_ALL=C sort"
	exit close("LC_ALL=C sort") != 0
}

function line(k,	s) {
	s = k OFS n[k] OFS first_date[k] OFS last_date[k] OFS first[k] / 10
	if (n[k] == 1)
		return s OFS OFS last[k] / 10 OFS OFS OFS
	return s OFS previous[k] / 10 OFS last[k] / 10 OFS \
	    (last[k] - first[k]) / 10 OFS (last[k] - previous[k]) / 10 OFS \
	    slope(k)
}

function tenths(value,	dot) {
	dot = index(value, ".")
	return dot ? substr(value, 1, dot - 1) substr(value, dot + 1) + 0 : \
	    value * 10
}

# Days from 2021-12-31 to a date of 2022, 2023 or 2024: one leap day, the last.
function day_number(date,	y, m) {
	y = substr(date, 1, 4) - 2022
	m = substr(date, 6, 2) - 1
	return 365 * y + substr("000031059090120151181212243273304334", \
	    3 * m + 1, 3) + (y == 2 && m > 1) + substr(date, 9, 2)
}

# Least squares per 30 days: 30 * (n Stx - St Sx) / (n Stt - St St) / 10.
# Divided in steps of three digits: the dividend times 1e6 would be too large.
function slope(k,	a, b, q, sign, s) {
	a = 3 * (n[k] * sum_tx[k] - sum_t[k] * sum_x[k])
	b = n[k] * sum_tt[k] - sum_t[k] * sum_t[k]
	sign = a < 0 ? "-" : ""
	if (a < 0)
		a = -a
	q = int(a / b)
	a = (a - q * b) * 1000
	q = q * 1000 + int(a / b)
	a = (a - int(a / b) * b) * 1000
	q = q * 1000 + int(a / b)
	a -= int(a / b) * b
	if (2 * a >= b)
		q++
	if (q == 0)
		return 0
	s = sprintf("%.6f", q / 1e6)
	sub(/\.?0+$/, "", s)
	return sign s
}
