#include "define/value.h"

#include <ctype.h>

#include "base/cpr.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/num.h"
#include "base/utf8.h"

bool
value_may_be_shown(const struct field *f)
{
	return f->type != TYPE_STR && f->type != TYPE_TEXT;
}

/* ----------------------------------------------------------- checking -- */

static bool
refuse(struct buf *why, const char *expected)
{
	buf_adds(why, expected);
	return false;
}

static bool
is_id_char(char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
	    (ch >= '0' && ch <= '9');
}

/* Neither as an id nor as a part of one: ids go into mails and logs. */
static bool
no_cpr(struct str s, struct buf *why)
{
	size_t at;

	return cpr_find(s, &at) == 0 || refuse(why, _("looks like a CPR "
	    "number, which must never be an id"));
}

static bool
check_id(struct str s, struct buf *why)
{
	bool ok = s.len >= 1 && s.len <= 64 && is_id_char(s.p[0]);

	for (size_t i = 1; ok && i < s.len; i++)
		ok = is_id_char(s.p[i]) || s.p[i] == '.' || s.p[i] == '_' ||
		    s.p[i] == '-';
	if (!ok)
		return refuse(why, _("is not an id: letters a-z, digits, "
		    ". _ and -, at most 64"));
	return no_cpr(s, why);
}

static bool
check_number(const struct field *f, struct str s, struct buf *why)
{
	char limit[NUM_SIZE];
	enum num_result result;
	int64_t n = 0;

	result = num_parse(s, &n);
	if (result == NUM_SYNTAX)
		return refuse(why, _("is not a number"));
	if (result == NUM_RANGE)
		return refuse(why, _("has too many digits: at most 12 before "
		    "the point and 6 behind it"));
	if (f->type == TYPE_INT && n % NUM_ONE != 0)
		return refuse(why, _("is not a whole number"));
	if (num_format(limit, n) != s.len || memcmp(limit, s.p, s.len) != 0)
		return refuse(why, _("has zeros or a sign that do not "
		    "count: they are not stored"));
	if (f->has_min && n < f->min)
		buf_addf(why, _("is less than %s"),
		    num_words(limit, f->min));
	else if (f->has_max && n > f->max)
		buf_addf(why, _("is more than %s"),
		    num_words(limit, f->max));
	else
		return true;
	return false;
}

/* What a label stands for; else the label or code that is nearest. */
static bool
refuse_code(const struct list *list, struct str s, struct buf *why)
{
	struct buf code = { 0 };
	const char *near;

	buf_adds(why, _("is none of: "));
	code_choices(list, lang_messages(), why);
	near = code_read(list, s, &code) && code_find(list, buf_str(&code)) !=
	    NULL ? code.p : code_nearest(list, s);
	if (near != NULL)
		buf_addf(why, _("; did you mean \"%s\"?"), near);
	buf_release(&code);
	return false;
}

/* An open list takes new codes, but no label: from a sheet it would be read as
 * the code it stands for. */
static bool
no_label(const struct list *list, struct str s, struct buf *why)
{
	struct buf code = { 0 };
	struct str detail;
	bool label;

	if (code_find(list, str_cut(s, '.', &detail)) != NULL)
		return true;
	label = code_read(list, s, &code) && !str_eq(buf_str(&code), s);

	if (label)
		buf_addf(why, _("is what people call \"%s\", which is what is "
		    "stored"), buf_text(&code));
	buf_release(&code);
	return !label;
}

static bool
check_code(const struct defs *defs, const struct field *f, struct str s,
    struct buf *why)
{
	const struct list *list = f->values.len > 0 ?
	    list_find(&defs->lists, f->values) : NULL;

	if (list != NULL && code_find(list, s) != NULL)
		return true;
	if (f->match != NULL && match_test(f->match, s) == MATCH_YES)
		return (list == NULL || no_label(list, s, why)) &&
		    no_cpr(s, why);
	if (list != NULL)
		return refuse_code(list, s, why);
	return f->match != NULL ? refuse(why, _("does not have the form "
	    "that is wanted here")) : true;
}

static bool
check_codes(const struct defs *defs, const struct field *f, struct str s,
    struct buf *why)
{
	struct str one, rest = s;

	do {
		one = str_cut(rest, ',', &rest);
		if (one.len == 0 || s.p[s.len - 1] == ',')
			return refuse(why, _("has an empty place between "
			    "commas"));
		if (!check_code(defs, f, one, why))
			return false;
	} while (rest.len > 0);
	return true;
}

/* A line of text: no line break, nothing but \\ for a backslash. */
static bool
check_line(struct str s, struct buf *why)
{
	for (size_t i = 0; i + 1 < s.len; i++)
		if (s.p[i] == '\\' && s.p[++i] != '\\')
			return refuse(why, _("has a line break or a tab, "
			    "which this field may not hold"));
	return true;
}

static bool
check_ref(const struct defs *defs, const struct field *f, struct str s,
    struct buf *why)
{
	if (!str_is(f->ref, "scale"))
		return check_id(s, why);
	if (scale_exists(&defs->scales, s))
		return true;
	refuse(why, _("is no scale that is defined"));
	scale_suggest(&defs->scales, s, why);
	return false;
}

static bool
check_form(const struct defs *defs, const struct field *f, struct str s,
    struct buf *why)
{
	struct period period;
	day_t day, last;

	switch (f->type) {
	case TYPE_ID:
		return check_id(s, why);
	case TYPE_REF:
		return check_ref(defs, f, s, why);
	case TYPE_DATE:
		return date_parse(s, &day) ||
		    refuse(why, _("is not a date such as 2026-11-22"));
	case TYPE_MONTH:
		return month_parse(s, &day, &last) ||
		    refuse(why, _("is not a month or year such as 2014-05"));
	case TYPE_DATETIME:
		return datetime_is(s) ||
		    refuse(why, _("is not a time such as 2026-11-22T14:30"));
	case TYPE_TIME:
		return time_is(s) ||
		    refuse(why, _("is not a time of day such as 14:30"));
	case TYPE_WEEK:
		return week_parse(s, &day) ||
		    refuse(why, _("is not a week such as 2026-W46"));
	case TYPE_PERIOD:
		return period_parse(s, &period) ||
		    refuse(why, _("is not a period such as P3M or P14D"));
	case TYPE_INT:
	case TYPE_DEC:
		return check_number(f, s, why);
	case TYPE_CODE:
		return check_code(defs, f, s, why);
	case TYPE_CODES:
		return check_codes(defs, f, s, why);
	case TYPE_BOOL:
		return str_is(s, "yes") || str_is(s, "no") ||
		    refuse(why, _("is not yes or no"));
	case TYPE_STR:
		return check_line(s, why);
	case TYPE_TEXT:
		return true;
	}
	return true;
}

bool
value_check(const struct defs *defs, const struct field *f, struct str stored,
    struct buf *why)
{
	bool is_code = f->type == TYPE_CODE || f->type == TYPE_CODES;

	if (!check_form(defs, f, stored, why))
		return false;
	if (!(f->type == TYPE_ID && f->key) && str_eq(stored, f->meaning))
		return refuse(why, _("is what an empty field means: it is to "
		    "be left empty"));
	if (f->match == NULL || is_code ||
	    match_test(f->match, stored) == MATCH_YES)
		return true;
	return refuse(why, _("does not have the form that is wanted here"));
}

/* ------------------------------------------------------------ reading -- */

static bool
is_digits(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.len > 0;
}

/* "1.234" in a sheet with decimal commas may be 1234 or 1.234. */
static bool
ambiguous(struct str whole, struct str part, char mark, char decimal,
    struct buf *why)
{
	if (mark == decimal || part.len != 3 || whole.len > 3)
		return false;
	buf_addf(why, _("may mean %.*s%.*s or %.*s%c%.*s; write it without "
	    "the mark, or with one or two digits behind it"), STR(whole),
	    STR(part), STR(whole), decimal, STR(part));
	return true;
}

/* The length of a mark between thousands that s begins with; 0 if none. */
static size_t
thousands_mark(struct str s, char decimal)
{
	static const char *const marks[] = { " ", "\u00A0", "\u202F", "'",
	    "\u2019", NULL };
	size_t len = decimal == ',' ? str_starts(s, ".") : str_starts(s, ",");

	for (const char *const *mark = marks; len == 0 && *mark != NULL; mark++)
		len = str_starts(s, *mark) ? strlen(*mark) : 0;
	/* Three digits stand behind it, and no fourth. */
	if (len > 0 && s.len >= len + 3 &&
	    is_digits((struct str){ s.p + len, 3 }) && (s.len == len + 3 ||
	    !is_digits((struct str){ s.p + len + 3, 1 })))
		return len;
	return 0;
}

/* Appends what a number is without such marks; false if it is none even so. */
static bool
add_ungrouped(struct buf *out, struct str s, char decimal)
{
	struct buf number = { 0 };
	bool ok;

	while (s.len > 0) {
		size_t n = thousands_mark(s, decimal);

		s = (struct str){ s.p + n, s.len - n };
		if (n > 0)
			continue;
		buf_addc(&number, s.p[0] == decimal ? '.' : s.p[0]);
		buf_addc(out, s.p[0]);
		s = (struct str){ s.p + 1, s.len - 1 };
	}
	ok = num_is(buf_str(&number));
	buf_release(&number);
	return ok;
}

static bool	read_date(struct str s, struct buf *out, struct buf *why);

static bool
refuse_number(struct str s, char decimal, struct buf *why)
{
	struct buf number = { 0 }, date = { 0 }, ignored = { 0 };

	if (read_date(s, &date, &ignored))
		buf_adds(why, _("is a date, which Excel makes of 3-5 and 3.5: "
		    "give the column the format Text and type the number "
		    "again"));
	else
		buf_adds(why, _("is not a number"));
	buf_release(&date);
	buf_release(&ignored);
	if (add_ungrouped(&number, s, decimal))
		buf_addf(why, _("; without marks for thousands it would be "
		    "%s"), buf_text(&number));
	buf_release(&number);
	return false;
}

static bool
read_number(struct str s, struct dialect dialect, struct buf *out,
    struct buf *why)
{
	struct str digits = s, whole, part;
	bool negative = false;
	char mark = '.';

	/* U+2212 is the minus of a typographer, and of some spreadsheets. */
	if (str_starts(s, "\xE2\x88\x92") || str_starts(s, "-")) {
		size_t sign = s.p[0] == '-' ? 1 : 3;

		negative = true;
		digits = (struct str){ s.p + sign, s.len - sign };
	} else if (str_starts(s, "+"))
		digits = (struct str){ s.p + 1, s.len - 1 };
	if (memchr(s.p, ',', s.len) != NULL)
		mark = ',';
	whole = str_cut(digits, mark, &part);
	if (!is_digits(whole) || (whole.len < digits.len && !is_digits(part)))
		return refuse_number(s, dialect.decimal, why);
	if (part.len > 0 && ambiguous(whole, part, mark, dialect.decimal, why))
		return false;
	if (negative)
		buf_addc(out, '-');
	buf_add_str(out, whole);
	if (part.len > 0) {
		buf_addc(out, '.');
		buf_add_str(out, part);
	}
	return true;
}

/* What stands from start on as it is stored: no trailing zeros, no "-0". */
static void
shorten_number(struct buf *text, size_t start)
{
	struct str s = { buf_text(text) + start, text->len - start };
	int64_t n;

	if (num_parse(s, &n) == NUM_OK) {
		text->len = start;
		num_add(text, n);
	}
}

/* Day, month and year with one of - . / between them. */
static bool
split_date(struct str s, struct str part[3])
{
	static const char marks[] = "-./";

	for (const char *mark = marks; *mark != '\0'; mark++) {
		struct str rest = s;

		part[0] = str_cut(rest, *mark, &rest);
		part[1] = str_cut(rest, *mark, &rest);
		part[2] = rest;
		if (is_digits(part[0]) && is_digits(part[1]) &&
		    is_digits(part[2]))
			return true;
	}
	return false;
}

static int
small(struct str digits)
{
	uint64_t n = 0;

	return num_count(digits, 9999, &n) ? (int)n : 0;
}

static bool
excel_day(struct str s, struct buf *why)
{
	/* Excel counts days from 1899-12-30 (its day 60 never was). */
	enum { EXCEL_ZERO = -25569 };
	char text[DATE_SIZE];
	struct str time;
	uint64_t n;

	/* A time of day stands behind the mark. */
	s = str_cut(s, memchr(s.p, ',', s.len) != NULL ? ',' : '.', &time);
	if (s.len != 5 || !num_count(s, 99999, &n) ||
	    (time.len > 0 && !is_digits(time)))
		return false;
	buf_addf(why, _("is a day number of Excel; as a date it would be %s: "
	    "give the column a date format"),
	    date_format(text, (day_t)n + EXCEL_ZERO));
	return true;
}

/* Of a date whose year has not four digits: the years that it may mean. */
static bool
refuse_year(const struct str part[3], struct buf *why)
{
	if (part[2].len != 2)
		return refuse(why, _("has a year without four digits; write "
		    "the date as 22-11-2026"));
	buf_addf(why, _("has a year without four digits, which may mean "
	    "19%.*s or 20%.*s; write the date as 22-11-2026"), STR(part[2]),
	    STR(part[2]));
	return false;
}

/* Of a date that is none: the one it would be with the month first. */
static bool
refuse_day(const struct str part[3], struct buf *why)
{
	char text[DATE_SIZE];
	day_t day;

	buf_adds(why, _("is a day that is not in the calendar (the day comes "
	    "first)"));
	if (date_civil(small(part[2]), small(part[0]), small(part[1]), &day))
		buf_addf(why, _("; with the month first it would be %s"),
		    date_format(text, day));
	return false;
}

static bool
read_date(struct str s, struct buf *out, struct buf *why)
{
	struct str part[3];
	char text[DATE_SIZE];
	day_t day;

	if (date_parse(s, &day)) {
		buf_add_str(out, s);
		return true;
	}
	if (excel_day(s, why))
		return false;
	if (!split_date(s, part) || part[0].len > 2 || part[1].len > 2)
		return refuse(why, _("is not a date such as 22-11-2026"));
	if (part[2].len != 4)
		return refuse_year(part, why);
	if (!date_civil(small(part[2]), small(part[1]), small(part[0]), &day))
		return refuse_day(part, why);
	buf_adds(out, date_format(text, day));
	return true;
}

/* 2014, 2014-05, 05-2014, 5/2014 */
static bool
read_month(struct str s, struct buf *out, struct buf *why)
{
	struct str month = { 0 }, year = { 0 };
	day_t first, last;

	if (month_parse(s, &first, &last)) {
		buf_add_str(out, s);
		return true;
	}
	if (excel_day(s, why))
		return false;
	month = str_cut(s, '-', &year);
	if (year.len == 0)
		month = str_cut(s, '/', &year);
	if (!is_digits(month) || !is_digits(year) || month.len > 2 ||
	    year.len != 4 || small(month) < 1 || small(month) > 12)
		return refuse(why,
		    _("is not a month or year such as 2014-05"));
	buf_addf(out, "%.*s-%02d", STR(year), small(month));
	return true;
}

static void
read_period(struct str s, struct buf *out)
{
	struct period period;

	if (period_parse(s, &period) || !period_parse_short(s, &period))
		buf_add_str(out, s);
	else
		buf_addf(out, "P%.*s%c", (int)s.len - 1, s.p,
		    toupper((unsigned char)s.p[s.len - 1]));
}

static void
read_time(struct str s, struct buf *out)
{
	struct str minute, hour = str_cut(s, '.', &minute);

	if (minute.len == 0)
		hour = str_cut(s, ':', &minute);
	if (is_digits(hour) && hour.len <= 2 && is_digits(minute))
		buf_addf(out, "%02d:%.*s", small(hour), STR(minute));
	else
		buf_add_str(out, s);
}

static void
read_bool(struct str s, struct buf *out)
{
	struct buf word = { 0 };

	utf8_fold(&word, s);
	if (str_is(buf_str(&word), "ja"))
		buf_adds(out, "yes");
	else if (str_is(buf_str(&word), "nej"))
		buf_adds(out, "no");
	else
		/* A sign such as an accent of its own folds to a blank. */
		buf_add_str(out, utf8_trim(buf_str(&word)));
	buf_release(&word);
}

static bool
read_code(const struct defs *defs, const struct field *f, struct str s,
    struct buf *out, struct buf *why)
{
	const struct list *list = f->values.len > 0 ?
	    list_find(&defs->lists, f->values) : NULL;
	struct buf meanings = { 0 };

	if (list != NULL && code_read(list, s, out))
		return true;
	if (list == NULL || !code_meanings(list, s, &meanings)) {
		buf_release(&meanings);
		buf_add_str(out, s);
		return true;
	}
	buf_addf(why, _("may mean %s; write the one that is meant"),
	    buf_text(&meanings));
	buf_release(&meanings);
	return false;
}

static bool
read_codes(const struct defs *defs, const struct field *f, struct str s,
    struct buf *out, struct buf *why)
{
	struct str one, rest = s;

	do {
		if (rest.p != s.p)
			buf_addc(out, ',');
		one = utf8_trim(str_cut(rest, ',', &rest));
		if (!read_code(defs, f, one, out, why))
			return false;
	} while (rest.len > 0);
	return true;
}

static bool
is_folded(struct str folded, struct str name)
{
	struct buf other = { 0 };
	bool same;

	utf8_fold(&other, name);
	same = str_eq(buf_str(&other), folded);
	buf_release(&other);
	return same;
}

/* The scales that have this name or, if none has, whose total people call so,
 * with commas between.  Returns how many. */
static size_t
find_scales(const struct scales *scales, struct str folded, struct buf *found)
{
	size_t n = 0;

	for (size_t i = 0; i < scales->n; i++)
		if (is_folded(folded, scales->scale[i].scale)) {
			buf_add_str(found, scales->scale[i].scale);
			return 1;
		}
	for (size_t i = 0; i < scales->n; i++) {
		const struct scale *s = &scales->scale[i];

		if (s->item.len > 0 || (!is_folded(folded, s->label[LANG_DA]) &&
		    !is_folded(folded, s->label[LANG_EN])))
			continue;
		buf_adds(found, n++ > 0 ? ", " : "");
		buf_add_str(found, s->scale);
	}
	return n;
}

/* A scale by its name, or by the label of its total, in any case. */
static bool
read_scale(const struct defs *defs, struct str s, struct buf *out,
    struct buf *why)
{
	struct buf folded = { 0 }, found = { 0 };
	size_t n;

	if (scale_exists(&defs->scales, s)) {
		buf_add_str(out, s);
		return true;
	}
	utf8_fold(&folded, s);
	n = find_scales(&defs->scales, buf_str(&folded), &found);
	if (n > 1)
		buf_addf(why, _("may mean %s; write the one that is meant"),
		    buf_text(&found));
	else
		buf_add_str(out, n == 1 ? buf_str(&found) : s);
	buf_release(&folded);
	buf_release(&found);
	return n <= 1;
}

static bool
read_typed(const struct defs *defs, const struct field *f, struct str s,
    struct dialect dialect, struct buf *out, struct buf *why)
{
	size_t start = out->len;

	switch (f->type) {
	case TYPE_INT:
	case TYPE_DEC:
		if (!read_number(s, dialect, out, why))
			return false;
		shorten_number(out, start);
		return true;
	case TYPE_DATE:
		return read_date(s, out, why);
	case TYPE_MONTH:
		return read_month(s, out, why);
	case TYPE_PERIOD:
		read_period(s, out);
		return true;
	case TYPE_TIME:
		read_time(s, out);
		return true;
	case TYPE_BOOL:
		read_bool(s, out);
		return true;
	case TYPE_CODE:
		return read_code(defs, f, s, out, why);
	case TYPE_CODES:
		return read_codes(defs, f, s, out, why);
	case TYPE_REF:
		if (str_is(f->ref, "scale"))
			return read_scale(defs, s, out, why);
		break;
	default:
		break;
	}
	buf_add_str(out, s);
	return true;
}

/* Of a value that is composed already. */
static bool
read_composed(const struct defs *defs, const struct field *f, struct str s,
    struct dialect dialect, struct buf *canonical, struct buf *why)
{
	size_t start = canonical->len;

	if (dialect.typed)
		return read_typed(defs, f, s, dialect, canonical, why);
	buf_add_str(canonical, s);
	if (f->type == TYPE_DEC || f->type == TYPE_INT)
		shorten_number(canonical, start);
	return true;
}

/* Lines of a text end in LF, as cells of a sheet have them. */
static void
add_lines(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] != '\r')
			buf_addc(out, s.p[i]);
		else if (i + 1 == s.len || s.p[i + 1] != '\n')
			buf_addc(out, '\n');
}

/* One form for what looks alike: composed letters, and in everything that is
 * no text nothing of no width. */
static void
compose(const struct field *f, struct str s, struct buf *out)
{
	struct buf plain = { 0 };

	if (value_may_be_shown(f))
		utf8_drop_zero_width(&plain, s);
	else
		add_lines(&plain, s);
	utf8_compose(out, buf_str(&plain));
	buf_release(&plain);
}

bool
value_read(const struct defs *defs, const struct field *f, struct str typed,
    struct dialect dialect, struct buf *canonical, struct buf *why)
{
	struct str s = utf8_trim(typed);
	size_t start = canonical->len;
	struct buf composed = { 0 };
	bool ok;

	if (s.len == 0)
		return true;
	compose(f, s, &composed);
	ok = read_composed(defs, f, buf_str(&composed), dialect, canonical,
	    why);
	buf_release(&composed);
	if (!ok)
		return false;
	s = (struct str){ canonical->p + start, canonical->len - start };
	/* What an empty field means anyway is stored as one. */
	if (!(f->type == TYPE_ID && f->key) && str_eq(s, f->meaning)) {
		canonical->len = start;
		canonical->p[start] = '\0';
	}
	return true;
}

/* ------------------------------------------------------------ showing -- */

bool
value_has_label(const struct field *f)
{
	return f->type == TYPE_BOOL || f->type == TYPE_CODE ||
	    f->type == TYPE_CODES ||
	    (f->type == TYPE_REF && str_is(f->ref, "scale"));
}

static void
codes_label(const struct list *l, struct str stored, enum lang lang,
    struct buf *out)
{
	while (stored.len > 0) {
		code_label(l, str_cut(stored, ',', &stored), lang, out);
		buf_adds(out, stored.len > 0 ? ", " : "");
	}
}

void
value_label(const struct defs *defs, const struct field *f, struct str stored,
    enum lang lang, struct buf *out)
{
	const struct scale *scale;

	if (f->type == TYPE_BOOL && stored.len > 0)
		buf_adds(out, str_is(stored, "yes") ? tr(lang, N_("yes")) :
		    tr(lang, N_("no")));
	else if (f->type == TYPE_CODE && f->values.len > 0)
		code_label(list_find(&defs->lists, f->values), stored, lang,
		    out);
	else if (f->type == TYPE_CODES && f->values.len > 0)
		codes_label(list_find(&defs->lists, f->values), stored, lang,
		    out);
	else if (f->type == TYPE_REF && str_is(f->ref, "scale") &&
	    (scale = scale_find(&defs->scales, stored,
	    (struct str){ "", 0 })) != NULL)
		buf_add_str(out, scale->label[lang]);
	else
		buf_add_str(out, stored);
}
