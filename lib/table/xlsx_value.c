/*
 * Numbers, days and formats of a workbook.  It stores binary fractions, written
 * with up to 17 digits, of which Excel itself shows 15; days are such numbers
 * too, counted from 1900 or 1904.  All is done on the digits: no floating point
 * can put its own rounding on top.
 */
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "table/xlsx_private.h"

/* ------------------------------------------------------------ numbers -- */

enum { DIGITS = 15, FARTHEST = 400 };

/* 0.d1d2d3... times 10 to the power of point; without digits it is 0. */
struct decimal {
	bool	negative;
	char	digit[DIGITS + 1];	/* the last one for rounding */
	int	n;
	int	point;
};

static bool
is_digit(struct str s)
{
	return s.len > 0 && s.p[0] >= '0' && s.p[0] <= '9';
}

static struct str
behind(struct str s, size_t n)
{
	return (struct str){ s.p + n, s.len - n };
}

static void
take_digit(struct decimal *x, char digit)
{
	if (x->n == 0 && digit == '0')
		return;
	if (x->n < DIGITS + 1)
		x->digit[x->n++] = digit;
}

/* The digits before and behind the point; false if there are none. */
static bool
take_digits(struct decimal *x, struct str *s)
{
	bool any = is_digit(*s);

	for (; is_digit(*s); *s = behind(*s, 1)) {
		take_digit(x, s->p[0]);
		x->point += x->n > 0;
	}
	if (s->len == 0 || s->p[0] != '.')
		return any;
	for (*s = behind(*s, 1); is_digit(*s); *s = behind(*s, 1)) {
		any = true;
		take_digit(x, s->p[0]);
		x->point -= x->n == 0;
	}
	return any;
}

/* What stands behind the digits: nothing, or E and a whole number. */
static bool
take_exponent(struct decimal *x, struct str s)
{
	bool negative;
	int n = 0;

	if (s.len == 0)
		return true;
	if (s.p[0] != 'e' && s.p[0] != 'E')
		return false;
	s = behind(s, 1);
	negative = str_starts(s, "-");
	if (negative || str_starts(s, "+"))
		s = behind(s, 1);
	if (!is_digit(s))
		return false;
	for (; is_digit(s); s = behind(s, 1))
		if (n <= FARTHEST)
			n = n * 10 + (s.p[0] - '0');
	x->point += negative ? -n : n;
	return s.len == 0;
}

static void
round_up(struct decimal *x)
{
	while (x->n > 0 && x->digit[x->n - 1] == '9')
		x->n--;
	if (x->n > 0) {
		x->digit[x->n - 1]++;
		return;
	}
	x->digit[x->n++] = '1';
	x->point++;
}

static bool
parse(struct decimal *x, struct str s)
{
	*x = (struct decimal){ 0 };
	s = str_trim(s);
	x->negative = str_starts(s, "-");
	if (x->negative || str_starts(s, "+"))
		s = behind(s, 1);
	/* So many digits are none of a program, and point is an int. */
	if (s.len > FARTHEST || !take_digits(x, &s) || !take_exponent(x, s))
		return false;
	if (x->point > FARTHEST || x->point < -FARTHEST)
		return false;
	if (x->n > DIGITS) {
		x->n = DIGITS;
		if (x->digit[DIGITS] >= '5')
			round_up(x);
	}
	while (x->n > 0 && x->digit[x->n - 1] == '0')
		x->n--;
	return true;
}

bool
xlsx_number(struct buf *out, struct str stored)
{
	struct decimal x;
	int whole;

	if (!parse(&x, stored))
		return false;
	if (x.n == 0) {
		buf_addc(out, '0');
		return true;
	}
	if (x.negative)
		buf_addc(out, '-');
	if (x.point <= 0) {
		buf_adds(out, "0.");
		buf_fill(out, '0', (size_t)-x.point);
		buf_add(out, x.digit, (size_t)x.n);
		return true;
	}
	whole = x.n < x.point ? x.n : x.point;
	buf_add(out, x.digit, (size_t)whole);
	buf_fill(out, '0', (size_t)(x.point - whole));
	if (x.n > whole) {
		buf_addc(out, '.');
		buf_add(out, x.digit + whole, (size_t)(x.n - whole));
	}
	return true;
}

/* --------------------------------------------------------------- days -- */

/* Of the last of these, 9999-12-31, the number as counted from 1900. */
enum { SECONDS = 86400, DAYS_TO_1904 = 1462, LAST_DAY = 2958465 };

/* Digits from..to behind the front of the number, as a whole number; those
 * beyond its end are noughts. */
static int64_t
digits(const struct decimal *x, int from, int to)
{
	int64_t n = 0;

	for (int i = from; i < to; i++)
		n = n * 10 + (i >= 0 && i < x->n ? x->digit[i] - '0' : 0);
	return n;
}

/* Whole days, and seconds of the day, rounded.  Twelve decimals of a day are a
 * tenth of a microsecond. */
static bool
split(struct str stored, bool from_1904, int64_t *day, int64_t *second)
{
	const int64_t unit = INT64_C(1000000000000);
	struct decimal x;

	if (!parse(&x, stored) || (x.negative && x.n > 0) || x.point > 7)
		return false;
	*day = digits(&x, 0, x.point);
	*second = (digits(&x, x.point, x.point + 12) * SECONDS + unit / 2) /
	    unit;
	if (*second == SECONDS) {
		*second = 0;
		++*day;
	}
	return *day <= (from_1904 ? LAST_DAY - DAYS_TO_1904 : LAST_DAY);
}

static void
add_time(struct buf *out, int64_t second)
{
	buf_addf(out, "%02d:%02d", (int)(second / 3600),
	    (int)(second / 60 % 60));
	if (second % 60 != 0)
		buf_addf(out, ":%02d", (int)(second % 60));
}

/* Excel counts 1900-01-01 as day 1 and knows a 29 February 1900, which never
 * was, as day 60; from 1904 it counts 1904-01-01 as day 0. */
static bool
add_date(struct buf *out, int64_t day, bool from_1904)
{
	enum { ZERO = -25569, LEAP = 60 };
	char text[DATE_SIZE];

	if (!from_1904 && day == LEAP)
		return false;
	if (from_1904)
		day += ZERO + DAYS_TO_1904;
	else
		day += day < LEAP ? ZERO + 1 : ZERO;
	buf_adds(out, date_format(text, (day_t)day));
	return true;
}

/* What the format hides is not given: a day of which it shows no time is a day.
 * But a day that it hides is: 14:30 of some day is not 14:30. */
const char *
xlsx_day(struct buf *out, struct str stored, enum shape shape, bool from_1904)
{
	int64_t day, second;

	if (!split(stored, from_1904, &day, &second))
		return N_("a number with the format of a date or a time, "
		    "but outside of Excel's calendar");
	if (shape == SHAPE_ELAPSED) {
		add_time(out, day * SECONDS + second);
		return NULL;
	}
	if (day == 0 && (shape == SHAPE_TIME ||
	    (shape == SHAPE_DATETIME && second > 0))) {
		add_time(out, second);
		return NULL;
	}
	if (day == 0)
		return N_("a date that is 0: as a rule a formula that "
		    "refers to an empty cell");
	if (!add_date(out, day, from_1904))
		return N_("29 February 1900, a day that never was");
	if (shape != SHAPE_DATE && second > 0) {
		buf_addc(out, 'T');
		add_time(out, second);
	}
	return NULL;
}

/* "14:30", "14:30:00" or "14:30:00.000Z" as a time of day. */
static bool
add_iso_time(struct buf *out, struct str s)
{
	struct str minutes = { s.p, s.len < 5 ? s.len : 5 };

	if (!time_is(minutes))
		return false;
	buf_add_str(out, minutes);
	s = behind(s, 5);
	if (s.len >= 3 && s.p[0] == ':' && is_digit(behind(s, 1)) &&
	    is_digit(behind(s, 2))) {
		if (memcmp(s.p, ":00", 3) != 0)
			buf_add(out, s.p, 3);
		s = behind(s, 3);
	}
	if (str_starts(s, "."))
		for (s = behind(s, 1); is_digit(s);)
			s = behind(s, 1);
	return s.len == 0 || str_is(s, "Z");
}

bool
xlsx_iso(struct buf *out, struct str stored)
{
	struct str s = str_trim(stored), date = { s.p, 10 };
	size_t end;
	day_t day;

	if (s.len < 10 || !date_parse(date, &day))
		return add_iso_time(out, s);
	buf_add_str(out, date);
	end = out->len;
	s = behind(s, 10);
	if (s.len == 0)
		return true;
	buf_addc(out, 'T');
	if (s.p[0] != 'T' || !add_iso_time(out, behind(s, 1)))
		return false;
	if (str_is(behind(buf_str(out), end), "T00:00"))
		out->len = end;
	return true;
}

/* ------------------------------------------------------------ formats -- */

/* Source: ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are those of East
 * Asia, of which some show a time and some a day. */
enum shape
xlsx_builtin_shape(unsigned id)
{
	if (id >= 14 && id <= 17)
		return SHAPE_DATE;
	if ((id >= 18 && id <= 21) || id == 45 || id == 47)
		return SHAPE_TIME;
	if (id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
		return SHAPE_DATETIME;
	return id == 46 ? SHAPE_ELAPSED : SHAPE_NUMBER;
}

struct format {
	bool	date, time, elapsed, number;
	bool	month;		/* an m that is minutes if an s follows */
	char	last;		/* of h m s d y */
};

/* In brackets stands a colour, a language, a condition, or a unit that counts
 * on: [h].  Returns what is behind them. */
static struct str
take_brackets(struct format *f, struct str s)
{
	struct str rest, inside = str_cut(behind(s, 1), ']', &rest);
	bool unit = inside.len > 0 && strchr("hmsHMS", inside.p[0]) != NULL;

	for (size_t i = 1; i < inside.len; i++)
		unit = unit && inside.p[i] == inside.p[0];
	f->elapsed |= unit;
	return rest;
}

static struct str
take_m(struct format *f, struct str s)
{
	size_t n = 1;

	while (n < s.len && (s.p[n] == 'm' || s.p[n] == 'M'))
		n++;
	if (f->last == 'h' && n <= 2)
		f->time = true;
	else {
		f->date |= f->month;
		f->month = true;
	}
	f->last = 'm';
	return behind(s, n);
}

static struct str
take_letter(struct format *f, struct str s)
{
	char c = s.p[0] | 0x20;		/* lower case */

	if (c == 's' && f->last == 'm')
		f->month = false;
	if (c == 'h' || c == 's')
		f->time = true;
	else
		f->date = true;
	f->date |= f->month;
	f->month = false;
	f->last = c;
	return behind(s, 1);
}

/* One sign of the format, or the several that belong together. */
static struct str
take_sign(struct format *f, struct str s)
{
	struct str rest;

	switch (s.p[0]) {
	case '"':
		str_cut(behind(s, 1), '"', &rest);
		return rest;
	case '\\':
	case '_':
	case '*':
		return behind(s, s.len > 1 ? 2 : 1);
	case '[':
		return take_brackets(f, s);
	case 'm':
	case 'M':
		return take_m(f, s);
	case 'h':
	case 'H':
	case 's':
	case 'S':
	case 'd':
	case 'D':
	case 'y':
	case 'Y':
		return take_letter(f, s);
	case '0':
	case '#':
	case '?':
		/* Behind seconds they are their decimals. */
		f->number |= f->last != 's';
		return behind(s, 1);
	case 'A':
	case 'a':
		if (str_starts(s, "AM/PM"))
			return behind(s, 5);
		return behind(s, 1);
	default:
		return behind(s, 1);
	}
}

enum shape
xlsx_shape(struct str code)
{
	struct format f = { 0 };

	/* The name of "General" in the languages of the north. */
	if (code.len == 8 && strncasecmp(code.p, "standard", 8) == 0)
		return SHAPE_NUMBER;
	while (code.len > 0 && code.p[0] != ';')
		code = take_sign(&f, code);
	f.date |= f.month;
	if (f.number)
		return SHAPE_NUMBER;
	if (f.elapsed)
		return SHAPE_ELAPSED;
	if (f.date && f.time)
		return SHAPE_DATETIME;
	if (f.date)
		return SHAPE_DATE;
	return f.time ? SHAPE_TIME : SHAPE_NUMBER;
}
