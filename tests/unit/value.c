#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "define/value.h"
#include "fixture.h"

/* One field of each type, and some with more to them. */
static const char form[] =
    "field\ttype\tkey\tref\tvalues\tdefault\tmin\tmax\tpattern\n"
    "forms\ttable\t\t\t\t\t\t\t\n"
    "id\tid\tyes\t\t\tF\t\t\t\n"
    "case_id\tref\t\tform\t\t\t\t\t\n"
    "scale\tref\t\tscale\t\t\t\t\t\n"
    "date\tdate\t\t\t\t\t\t\t\n"
    "month\tmonth\t\t\t\t\t\t\t\n"
    "datetime\tdatetime\t\t\t\t\t\t\t\n"
    "time\ttime\t\t\t\t\t\t\t\n"
    "week\tweek\t\t\t\t\t\t\t\n"
    "int\tint\t\t\t\t\t\t\t\n"
    "dec\tdec\t\t\t\t\t\t\t\n"
    "grade\tint\t\t\t\t\t1\t10\t\n"
    "least\tdec\t\t\t\t\t-0.5\t\t\n"
    "most\tdec\t\t\t\t\t\t99.5\t\n"
    "rater\tcode\t\t\traters\t\t\t\t\n"
    "person\tcode\t\t\traters\t\t\t\t^[a-z]+\\\\.[a-z]+$\n"
    "role\tcode\t\t\traters\t\t\t\t^[a-z]+(\\\\.[a-z]+)?$\n"
    "twin\tcode\t\t\ttwins\t\t\t\t\n"
    "free\tcode\t\t\t\t\t\t\t^[a-z]+$\n"
    "any\tcode\t\t\t\t\t\t\t\n"
    "raters\tcodes\t\t\traters\t\t\t\t\n"
    "bool\tbool\t\t\t\t\t\t\t\n"
    "str\tstr\t\t\t\t\t\t\t\n"
    "initials\tstr\t\t\t\t\t\t\t^[A-Z]{2,3}$\n"
    "text\ttext\t\t\t\t\t\t\t\n"
    "period\tperiod\t\t\t\t\t\t\t\n"
    "stage\tcode\t\t\tstages\town\t\t\t\n"
    "zero\tint\t\t\t\t0\t\t\t\n";

static struct defs *
load(void)
{
	struct diag d = { 0 };
	struct defs *defs;

	put("share/kinds/form.tsv", form);
	put("share/codes/raters.tsv", "code\tlabel_da\tlabel_en\n"
	    "child\tbarn\tchild\nmother\tmor\tmother\n");
	put("share/codes/twins.tsv", "code\tlabel_da\tlabel_en\n"
	    "a\tandet\tother a\nb\tAndet\tother b\nandre\tother b\tc\n");
	put("share/codes/stages.tsv", "code\tlabel_da\nown\talene\n"
	    "joint\tsammen\n");
	put("share/scales/s.tsv", "scale\titem\tmin\tmax\tbetter\tlabel_da\t"
	    "label_en\nruler\t\t1\t10\tup\tTrivsel 1-10\tWellbeing 1-10\n"
	    "ruler\tsleep\t1\t10\tup\tSøvn\tSleep\n"
	    "one\t\t1\t10\tup\ttwin\tTwo\n"
	    "two\t\t1\t10\tup\tTwin\tTwin\n");
	defs = defs_load("share", NULL, &d);
	assert_non_null(defs);
	return defs;
}

static const struct field *
field_of(const struct defs *defs, const char *name)
{
	const struct kind *k = kind_find(&defs->kinds, str_of("form"));
	size_t i = kind_field(k, name);

	if (i == k->n)
		fail_msg("no field %s", name);
	return &k->field[i];
}

/* ------------------------------------------------------------- checking -- */

struct stored {
	const char	*field;
	const char	*value;
	const char	*why;		/* NULL: legal */
};

#define NOT_ID	"is not an id: letters a-z, digits, . _ and -, at most 64"
#define A20	"a2345678901234567890"

static const struct stored stored[] = {
	{ "id", "N000123", NULL }, { "id", "S-1.a_b", NULL },
	{ "id", "1", NULL }, { "id", A20 A20 A20 "1234", NULL },
	{ "id", A20 A20 A20 "12345", NOT_ID }, { "id", "-a", NOT_ID },
	{ "id", ".a", NOT_ID }, { "id", "a b", NOT_ID }, { "id", "æ1", NOT_ID },
	{ "id", "a/b", NOT_ID },
	{ "id", "0101701234", "looks like a CPR number, which must never be "
	    "an id" },
	{ "id", "010170-1234", "looks like a CPR number, which must never be "
	    "an id" },
	{ "case_id", "010170-1234", "looks like a CPR number, which must "
	    "never be an id" },
	{ "case_id", "S-0001", NULL }, { "case_id", "S 0001", NOT_ID },
	{ "scale", "ruler", NULL },
	{ "scale", "rulers", "is no scale that is defined (there are: "
	    "ruler, one, two); did you mean ruler?" },
	{ "date", "2026-11-22", NULL },
	{ "date", "22-11-2026", "is not a date such as 2026-11-22" },
	{ "date", "2026-02-29", "is not a date such as 2026-11-22" },
	{ "month", "2014", NULL }, { "month", "2014-05", NULL },
	{ "month", "05-2014", "is not a month or year such as 2014-05" },
	{ "datetime", "2026-11-22T14:30+01:00", NULL },
	{ "datetime", "2026-11-22", "is not a time such as 2026-11-22T14:30" },
	{ "time", "14:30", NULL },
	{ "time", "14.30", "is not a time of day such as 14:30" },
	{ "week", "2026-W47", NULL },
	{ "week", "2026-47", "is not a week such as 2026-W46" },
	{ "period", "P14D", NULL },
	{ "period", "14d", "is not a period such as P3M or P14D" },
	{ "int", "-2", NULL }, { "int", "0", NULL },
	{ "int", "3.0", "has zeros or a sign that do not count: they are "
	    "not stored" },
	{ "int", "3.5", "is not a whole number" },
	{ "int", "x", "is not a number" },
	{ "dec", "3.5", NULL }, { "dec", "-0.000001", NULL },
	{ "dec", "3,5", "is not a number" },
	{ "dec", "0.1234567", "has too many digits: at most 12 before the "
	    "point and 6 behind it" },
	{ "dec", "1234567890123", "has too many digits: at most 12 before the "
	    "point and 6 behind it" },
	{ "grade", "1", NULL }, { "grade", "10", NULL },
	{ "grade", "0", "is less than 1" },
	{ "grade", "11", "is more than 10" },
	{ "least", "-0.5", NULL },
	{ "least", "-0.500001", "is less than -0.5" },
	{ "most", "99.5", NULL },
	{ "most", "99.6", "is more than 99.5" },
	{ "rater", "child", NULL },
	{ "rater", "barn", "is none of: child, mother; did you mean "
	    "\"child\"?" },
	{ "rater", "Child", "is none of: child, mother; did you mean "
	    "\"child\"?" },
	{ "rater", "chidl", "is none of: child, mother; did you mean "
	    "\"child\"?" },
	{ "rater", "moor", "is none of: child, mother; did you mean "
	    "\"mor\"?" },
	{ "rater", "network.mormor", "is none of: child, mother" },
	/* In the list, or of the form. */
	{ "person", "child", NULL }, { "person", "network.mormor", NULL },
	{ "person", "network", "is none of: child, mother" },
	/* In an open list a label is no code: a sheet could not hold it. */
	{ "role", "child", NULL }, { "role", "child.a", NULL },
	{ "role", "aunt", NULL }, { "role", "aunt.a", NULL },
	{ "role", "barn", "is what people call \"child\", which is what is "
	    "stored" },
	{ "role", "mor.a", "is what people call \"mother.a\", which is what "
	    "is stored" },
	{ "free", "abc", NULL },
	{ "free", "ABC", "does not have the form that is wanted here" },
	{ "any", "Whatever 1", NULL },
	{ "raters", "child", NULL }, { "raters", "child,mother", NULL },
	{ "raters", "child,father", "is none of: child, mother; did you mean "
	    "\"mother\"?" },
	{ "raters", ",child", "has an empty place between commas" },
	{ "raters", "child,,mother", "has an empty place between commas" },
	{ "raters", "child, mother", "is none of: child, mother; did you mean "
	    "\"mother\"?" },
	{ "bool", "yes", NULL }, { "bool", "no", NULL },
	{ "bool", "ja", "is not yes or no" },
	{ "bool", "Yes", "is not yes or no" },
	{ "str", "one line æøå", NULL }, { "str", "a\\\\b", NULL },
	{ "str", "a\\\\n", NULL },
	{ "str", "a\\nb", "has a line break or a tab, which this field may "
	    "not hold" },
	{ "str", "a\\tb", "has a line break or a tab, which this field may "
	    "not hold" },
	{ "str", "a\\\\\\n", "has a line break or a tab, which this field may "
	    "not hold" },
	{ "initials", "ABC", NULL },
	{ "initials", "ABCD", "does not have the form that is wanted here" },
	{ "text", "a\\nb\\tc\\\\", NULL },
};

static void
assert_checked(const struct defs *defs, const struct stored *s)
{
	struct buf why = { 0 };
	bool ok = value_check(defs, field_of(defs, s->field),
	    str_of(s->value), &why);

	if (ok != (s->why == NULL) || (!ok && strcmp(why.p, s->why) != 0))
		fail_msg("%s \"%s\": %s", s->field, s->value, buf_text(&why));
	buf_release(&why);
}

static void
stored_values(void **state)
{
	struct defs *defs = load();

	(void)state;
	for (size_t i = 0; i < N(stored); i++)
		assert_checked(defs, &stored[i]);
	defs_free(defs);
}

static void
comma_at_the_end_is_an_empty_place(void **state)
{
	static const struct stored s = { "raters", "child,",
	    "has an empty place between commas" };
	struct defs *defs = load();

	(void)state;
	assert_checked(defs, &s);
	defs_free(defs);
}

/* -------------------------------------------------------------- reading -- */

struct typed {
	const char	*field;
	const char	*typed;
	const char	*canonical;	/* NULL: refused */
	const char	*why;		/* holds this, where refused */
};

/* As in a Danish sheet: day first, decimal comma, labels. */
static const struct typed danish[] = {
	{ "dec", "3,5", "3.5", NULL },
	{ "dec", "3.5", "3.5", NULL },
	{ "dec", "3,50", "3.5", NULL },
	{ "dec", " 3,5 ", "3.5", NULL },
	{ "dec", "-2", "-2", NULL },
	{ "dec", "-2,25", "-2.25", NULL },
	{ "dec", "0", "0", NULL },
	{ "dec", "-0", "0", NULL },
	{ "dec", "0,0", "0", NULL },
	{ "dec", "007", "7", NULL },
	{ "dec", "1,234", "1.234", NULL },
	{ "dec", "1234", "1234", NULL },
	{ "dec", "12,3456", "12.3456", NULL },
	{ "dec", "1.25", "1.25", NULL },
	/* A point before three digits may part thousands. */
	{ "dec", "1.234", NULL, "may mean 1234 or 1,234" },
	{ "dec", "123.456", NULL, "may mean 123456 or 123,456" },
	{ "dec", "1234.567", "1234.567", NULL },
	{ "dec", "1.2345", "1.2345", NULL },
	{ "int", "1.000", NULL, "may mean 1000 or 1,000" },
	{ "dec", "1.23,5", NULL, "is not a number" },
	{ "dec", "12 34", NULL, "is not a number" },
	{ "dec", "1.234,5", NULL, "is not a number; without marks for "
	    "thousands it would be 1234,5" },
	{ "dec", "1.234.567", NULL, "is not a number; without marks for "
	    "thousands it would be 1234567" },
	{ "dec", "1 234", NULL, "thousands it would be 1234" },
	{ "dec", "1\u00A0" "234", NULL, "thousands it would be 1234" },
	{ "dec", "1\u202F" "234,5", NULL, "thousands it would be 1234,5" },
	{ "dec", "-1'234", NULL, "thousands it would be -1234" },
	{ "dec", "1\u200B" "234", "1234", NULL },
	{ "dec", "\uFEFF3,5\u00A0", "3.5", NULL },
	{ "dec", "\u00A0\u200B\u00AD", "", NULL },
	{ "dec", "3,5,1", NULL, "is not a number" },
	{ "dec", "3.50O", NULL, "is not a number" },
	{ "dec", ",5", NULL, "is not a number" },
	{ "dec", "5,", NULL, "is not a number" },
	{ "dec", "+5", "5", NULL }, { "int", "\xE2\x88\x92" "2", "-2", NULL },
	{ "dec", "- 5", NULL, "is not a number" },
	{ "dec", "--5", NULL, "is not a number" },
	{ "dec", "5-6", NULL, "is not a number" },
	{ "dec", "1 000", NULL, "is not a number" },
	{ "dec", "1e3", NULL, "is not a number" },
	{ "dec", "3½", NULL, "is not a number" },
	{ "dec", "ca. 5", NULL, "is not a number" },
	{ "dec", "", "", NULL },
	{ "dec", "  ", "", NULL },
	{ "int", "5", "5", NULL },
	{ "int", "5,0", "5", NULL },

	{ "date", "2026-11-22", "2026-11-22", NULL },
	{ "date", "22-11-2026", "2026-11-22", NULL },
	{ "date", "22.11.2026", "2026-11-22", NULL },
	{ "date", "22/11/2026", "2026-11-22", NULL },
	{ "date", "1-2-2026", "2026-02-01", NULL },
	{ "date", " 01-02-2026 ", "2026-02-01", NULL },
	{ "date", "29-02-2024", "2024-02-29", NULL },
	{ "date", "", "", NULL },
	/* A year of two digits, a day number of Excel, no such day. */
	{ "date", "01-02-26", NULL, "has a year without four digits, which may "
	    "mean 1926 or 2026; write the date as 22-11-2026" },
	{ "date", "1/2/26", NULL, "has a year without four digits" },
	{ "date", "01-02-026", NULL, "has a year without four digits" },
	{ "date", "45689", NULL, "is a day number of Excel; as a date it would "
	    "be 2025-02-01" },
	{ "date", "43831", NULL, "would be 2020-01-01" },
	{ "date", "45689,25", NULL, "would be 2025-02-01" },
	{ "date", "45689.0", NULL, "would be 2025-02-01" },
	{ "date", "22-11\u200B-2026", "2026-11-22", NULL },
	{ "date", "\u202F22-11-2026\u2060", "2026-11-22", NULL },
	{ "date", "12/31/2026", NULL, "is a day that is not in the calendar "
	    "(the day comes first); with the month first it would be "
	    "2026-12-31" },
	{ "date", "31-02-2026", NULL, "is a day that is not in the calendar" },
	{ "date", "29-02-2026", NULL, "is a day that is not in the calendar" },
	{ "date", "00-02-2026", NULL, "is a day that is not in the calendar" },
	{ "date", "02-13-2026", NULL, "is a day that is not in the calendar" },
	{ "date", "11/22/2026", NULL, "is a day that is not in the calendar" },
	{ "date", "2026-02-30", NULL, "is not a date such as" },
	{ "date", "2026/11/22", NULL, "is not a date such as" },
	{ "date", "22-11", NULL, "is not a date such as" },
	{ "date", "22-11.2026", NULL, "is not a date such as" },
	{ "date", "22. november", NULL, "is not a date such as" },
	{ "date", "20261122", NULL, "is not a date such as" },
	{ "date", "i går", NULL, "is not a date such as" },

	{ "month", "2014", "2014", NULL },
	{ "month", "2014-05", "2014-05", NULL },
	{ "month", "05-2014", "2014-05", NULL },
	{ "month", "5/2014", "2014-05", NULL },
	{ "month", "13-2014", NULL, "is not a month or year" },
	{ "month", "0-2014", NULL, "is not a month or year" },
	{ "month", "5-14", NULL, "is not a month or year" },
	{ "month", "41760", NULL, "would be 2014-05-01" },
	{ "month", "maj 2014", NULL, "is not a month or year" },
	{ "month", "005-2014", NULL, "is not a month or year" },

	{ "time", "14:30", "14:30", NULL },
	{ "time", "14.30", "14:30", NULL },
	{ "time", "9.05", "09:05", NULL },
	{ "time", "9:05", "09:05", NULL },
	{ "datetime", "2026-11-22T14:30", "2026-11-22T14:30", NULL },
	{ "week", "2026-W47", "2026-W47", NULL },
	{ "period", "P14D", "P14D", NULL },
	{ "period", "14d", "P14D", NULL },
	{ "period", "8w", "P8W", NULL },
	{ "period", "3m", "P3M", NULL },

	{ "rater", "barn", "child", NULL },
	{ "rater", "BARN", "child", NULL },
	{ "rater", "\u00A0Bar\u200Bn\u00AD", "child", NULL },
	{ "twin", "other A", "a", NULL },
	/* A code is not what another one is called. */
	{ "twin", "B", "b", NULL },
	{ "twin", "andet", NULL, "may mean a, b; write the one that is meant" },
	{ "twin", "other b", NULL, "may mean b, andre; write" },
	{ "rater", "child", "child", NULL },
	{ "rater", "Mor.1", "mother.1", NULL },
	{ "raters", "barn, mor", "child,mother", NULL },
	{ "raters", "Mor,child", "mother,child", NULL },
	{ "raters", "barn", "child", NULL },
	{ "bool", "ja", "yes", NULL },
	{ "bool", "Nej", "no", NULL },
	{ "bool", "YES", "yes", NULL },
	{ "bool", "no", "no", NULL },
	{ "scale", "ruler", "ruler", NULL },
	{ "scale", "Trivsel 1-10", "ruler", NULL },
	{ "scale", "wellbeing 1-10", "ruler", NULL },
	{ "scale", "RULER", "ruler", NULL },
	{ "scale", "Twin", NULL, "may mean one, two; write the one that is "
	    "meant" },
	/* A scale is not what another one is called. */
	{ "scale", "TWO", "two", NULL },
	{ "case_id", " S-0001 ", "S-0001", NULL },
	{ "str", " A\xCC\x8A""se ", "Åse", NULL },
	{ "text", "  to linjer\nher  ", "to linjer\nher", NULL },
	{ "text", "\u00A0\uFEFFa\u00A0b\u200Bc\u200B", "a\u00A0b\u200Bc",
	  NULL },
	{ "text", "a\r\nb\rc\n\nd\r", "a\nb\nc\n\nd\n", NULL },
	{ "case_id", "S\u200D-0001\uFEFF", "S-0001", NULL },
	{ "text", " \t ", "", NULL },
	{ "str", "C:\\n", "C:\\n", NULL },

	/* What an empty field means anyway is stored as one. */
	{ "stage", "own", "", NULL },
	{ "stage", "Alene", "", NULL },
	{ "stage", "sammen", "joint", NULL },
	{ "zero", "0", "", NULL },
	{ "zero", "0,0", "", NULL },
	{ "zero", "00", "", NULL },
	/* Of a key, default is a prefix, not a meaning. */
	{ "id", "F", "F", NULL },
};

/* As in a sheet with decimal points. */
static const struct typed english[] = {
	{ "dec", "3.5", "3.5", NULL },
	{ "dec", "1.234", "1.234", NULL },
	{ "dec", "3,5", "3.5", NULL },
	{ "dec", "1,234", NULL, "may mean 1234 or 1.234" },
	{ "int", "1,000", NULL, "may mean 1000 or 1.000" },
	{ "date", "22-11-2026", "2026-11-22", NULL },
	{ "date", "11/22/2026", NULL, "is a day that is not in the calendar" },
};

/* Typed at a prompt, or from another program: canonical as it is. */
static const struct typed untyped[] = {
	{ "dec", "3.50", "3.5", NULL },
	{ "dec", "007", "7", NULL },
	{ "dec", "1.234", "1.234", NULL },
	{ "dec", "3,5", "3,5", NULL },
	{ "date", "22-11-2026", "22-11-2026", NULL },
	{ "rater", "barn", "barn", NULL },
	{ "bool", "ja", "ja", NULL },
	{ "str", " a ", "a", NULL },
	{ "stage", "own", "", NULL },
	{ "int", "", "", NULL },
};

static void
assert_read(const struct typed *t, size_t n, struct dialect dialect)
{
	struct defs *defs = load();

	for (; n-- > 0; t++) {
		struct buf canonical = { 0 }, why = { 0 };
		bool ok = value_read(defs, field_of(defs, t->field),
		    str_of(t->typed), dialect, &canonical, &why);

		if (ok != (t->canonical != NULL))
			fail_msg("%s \"%s\": %s", t->field, t->typed,
			    ok ? buf_text(&canonical) : buf_text(&why));
		else if (ok ? strcmp(buf_text(&canonical), t->canonical) != 0 :
		    strstr(buf_text(&why), t->why) == NULL)
			fail_msg("%s \"%s\": %s%s", t->field, t->typed,
			    buf_text(&canonical), buf_text(&why));
		buf_release(&canonical);
		buf_release(&why);
	}
	defs_free(defs);
}

static void
typed_in_a_danish_sheet(void **state)
{
	(void)state;
	assert_read(danish, N(danish), (struct dialect){ true, ',' });
}

static void
typed_in_a_sheet_with_decimal_points(void **state)
{
	(void)state;
	assert_read(english, N(english), (struct dialect){ true, '.' });
}

static void
not_from_a_sheet(void **state)
{
	(void)state;
	assert_read(untyped, N(untyped), (struct dialect){ false, '.' });
}

/* What is read and is no legal value either way is left to value_check(). */
static void
what_is_read_can_be_stored(void **state)
{
	static const struct dialect sheet = { true, ',' };
	struct defs *defs = load();

	(void)state;
	for (size_t i = 0; i < N(danish); i++) {
		const struct field *f = field_of(defs, danish[i].field);
		struct buf canonical = { 0 }, why = { 0 };

		if (f->type != TYPE_CODE && f->type != TYPE_TEXT &&
		    f->type != TYPE_STR && value_read(defs, f,
		    str_of(danish[i].typed), sheet, &canonical, &why) &&
		    canonical.len > 0 &&
		    !value_check(defs, f, buf_str(&canonical), &why))
			fail_msg("%s \"%s\": %s", danish[i].field,
			    danish[i].typed, why.p);
		buf_release(&canonical);
		buf_release(&why);
	}
	defs_free(defs);
}

static const struct {
	const char	*field;
	const char	*typed;
	bool		 typed_in;
	const char	*appended;
} appended[] = {
	{ "str", "a", true, "10|a" }, { "date", "1-2-2026", true,
	    "10|2026-02-01" },
	{ "dec", "3,50", true, "10|3.5" }, { "dec", "3.50", false, "10|3.5" },
	{ "raters", "barn,mor", true, "10|child,mother" },
	{ "bool", "ja", true, "10|yes" }, { "stage", "own", true, "10|" },
	/* An accent of its own is a blank and the accent, folded. */
	{ "bool", "\u00a8u", true, "10|\u0308u" },
};

/* The canonical form is appended, as the header says. */
static void
what_is_read_is_appended(void **state)
{
	struct defs *defs = load();

	(void)state;
	for (size_t i = 0; i < N(appended); i++) {
		struct buf out = { 0 }, why = { 0 };
		bool same;

		buf_adds(&out, "10|");
		assert_true(value_read(defs, field_of(defs,
		    appended[i].field), str_of(appended[i].typed),
		    (struct dialect){ appended[i].typed_in, ',' }, &out,
		    &why));
		same = strcmp(out.p, appended[i].appended) == 0;
		if (!same)
			fail_msg("%s \"%s\": %s", appended[i].field,
			    appended[i].typed, out.p);
		buf_release(&out);
		buf_release(&why);
	}
	defs_free(defs);
}

/* The same for a number behind digits, which might be taken for one. */
static void
number_is_appended_to_digits(void **state)
{
	struct defs *defs = load();
	struct buf out = { 0 }, why = { 0 };
	bool same;

	(void)state;
	buf_adds(&out, "00");
	assert_true(value_read(defs, field_of(defs, "dec"), str_of("7,50"),
	    (struct dialect){ true, ',' }, &out, &why));
	same = strcmp(out.p, "007.5") == 0;
	buf_release(&out);
	buf_release(&why);
	defs_free(defs);
	assert_true(same);
}

/* -------------------------------------------------------------- showing -- */

static const struct {
	const char	*field;
	const char	*value;
	const char	*da, *en;
} labels[] = {
	{ "rater", "child", "barn", "child" },
	{ "rater", "mother.1", "mor.1", "mother.1" },
	{ "rater", "unheard", "unheard", "unheard" },
	{ "free", "abc", "abc", "abc" },
	{ "scale", "ruler", "Trivsel 1-10", "Wellbeing 1-10" },
	{ "scale", "gone", "gone", "gone" },
	{ "date", "2026-11-22", "2026-11-22", "2026-11-22" },
	{ "dec", "3.5", "3.5", "3.5" },
	{ "bool", "yes", "yes", "yes" },	/* no catalogue here */
	{ "bool", "", "", "" },
	{ "rater", "", "", "" },
};

static void
labels_of_stored_values(void **state)
{
	struct defs *defs = load();

	(void)state;
	for (size_t i = 0; i < N(labels); i++) {
		const struct field *f = field_of(defs, labels[i].field);
		struct buf da = { 0 }, en = { 0 };

		value_label(defs, f, str_of(labels[i].value), LANG_DA, &da);
		value_label(defs, f, str_of(labels[i].value), LANG_EN, &en);
		assert_string_equal(buf_text(&da), labels[i].da);
		assert_string_equal(buf_text(&en), labels[i].en);
		buf_release(&da);
		buf_release(&en);
	}
	defs_free(defs);
}

static void
names_and_texts_are_never_shown(void **state)
{
	struct defs *defs = load();

	(void)state;
	assert_false(value_may_be_shown(field_of(defs, "str")));
	assert_false(value_may_be_shown(field_of(defs, "text")));
	assert_true(value_may_be_shown(field_of(defs, "dec")));
	assert_true(value_may_be_shown(field_of(defs, "rater")));
	assert_true(value_may_be_shown(field_of(defs, "date")));
	defs_free(defs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(stored_values),
		in_folder(comma_at_the_end_is_an_empty_place),
		in_folder(typed_in_a_danish_sheet),
		in_folder(typed_in_a_sheet_with_decimal_points),
		in_folder(not_from_a_sheet),
		in_folder(what_is_read_can_be_stored),
		in_folder(what_is_read_is_appended),
		in_folder(number_is_appended_to_digits),
		in_folder(labels_of_stored_values),
		in_folder(names_and_texts_are_never_shown),
	};

	return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
