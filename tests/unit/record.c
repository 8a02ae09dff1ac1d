#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "define/record.h"
#include "fixture.h"

/* A kind with a natural key of five, and one that refers to it. */
static const char kinds[] =
    "field\ttype\trequired\tkey\tref\tvalues\tmin\tmax\texclusive\n"
    "grades\ttable\t\t\t\t\t\t\t\n"
    "case_id\tid\tyes\tyes\t\t\t\t\t\n"
    "date\tdate\tyes\tyes\t\t\t\t\t\n"
    "scale\tref\tyes\tyes\tscale\t\t\t\t\n"
    "item\tcode\t\tyes\t\t\t\t\t\n"
    "rater\tcode\tyes\tyes\t\traters\t\t\t\n"
    "value\tdec\t\t\t\t\tscale.min\tscale.max\tresult\n"
    "missing\tcode\t\t\t\treasons\t\t\tresult\n"
    "note\tstr\t\t\t\t\t\t\t\n";

static const char goals[] =
    "field\ttype\tkey\tref\n"
    "goals\ttable\t\t\n"
    "case_id\tid\tyes\t\n"
    "goal_id\tid\tyes\t\n"
    "replaces\tref\t\tgoal\n";

static const char steps_of_goals[] =
    "field\ttype\tkey\tref\n"
    "steps\ttable\t\t\n"
    "step_id\tid\tyes\t\n"
    "case_id\tid\t\t\n"
    "goal_id\tref\t\tgoal\n";

static struct defs *
load(void)
{
	struct diag d = { 0 };
	struct defs *defs;

	put("share/kinds/grade.tsv", kinds);
	put("share/kinds/goal.tsv", goals);
	put("share/kinds/step.tsv", steps_of_goals);
	put("share/codes/raters.tsv", "code\nchild\nmother\n");
	put("share/codes/reasons.tsv", "code\nabsent\ndeclined\n");
	put("share/scales/s.tsv", "scale\titem\tmin\tmax\tstep\tbetter\n"
	    "ruler\t\t1\t10\t0.5\tup\n"
	    "ruler\tsleep\t0\t5\t\tup\n"
	    "worry\t\t1\t5\t1\tdown\n");
	defs = defs_load("share", NULL, &d);
	assert_non_null(defs);
	return defs;
}

static const struct kind *
kind_of(const struct defs *defs, const char *name)
{
	const struct kind *k = kind_find(&defs->kinds, str_of(name));

	assert_non_null(k);
	return k;
}

enum { FIELDS = 8 };

/* The cells of a row with bars between. */
static void
split(const char *row, struct str *cell, size_t n)
{
	struct str rest = str_of(row);

	for (size_t i = 0; i < n; i++)
		cell[i] = str_cut(rest, '|', &rest);
}

/* ------------------------------------------------------------- findings -- */

struct found {
	const struct kind	*kind;
	struct buf		 text;
};

static void
note_finding(size_t field, const char *why, void *arg)
{
	struct found *f = arg;

	buf_addf(&f->text, "%.*s %s\n", STR(f->kind->field[field].name), why);
}

static const struct {
	const char	*row;
	const char	*findings;
} rows[] = {
	{ "S-1|2026-11-22|ruler||child|7.5||", "" },
	{ "S-1|2026-11-22|ruler||child||absent|", "" },
	{ "S-1|2026-11-22|ruler|sleep|child|0||", "" },
	/* What is required. */
	{ "|2026-11-22|ruler||child|7.5||", "case_id is missing\n" },
	{ "||ruler|||7.5||", "case_id is missing\ndate is missing\n"
	    "rater is missing\n" },
	{ "S-1|2026-11-22|||child|7.5||", "scale is missing\n" },
	/* Exactly one of value and missing; a 0 is a value. */
	{ "S-1|2026-11-22|ruler||child||||",
	    "value is empty, and so is missing: one of them is wanted\n" },
	{ "S-1|2026-11-22|ruler||child|7|absent|",
	    "value is filled together with missing: only one may be\n" },
	{ "S-1|2026-11-22|ruler|sleep|child|0|absent|",
	    "value is filled together with missing: only one may be\n" },
	/* Range and step are those of the record's own scale. */
	{ "S-1|2026-11-22|ruler||child|1||", "" },
	{ "S-1|2026-11-22|ruler||child|10||", "" },
	{ "S-1|2026-11-22|ruler||child|0.5||",
	    "value is not a number from 1 to 10\n" },
	{ "S-1|2026-11-22|ruler||child|10.5||",
	    "value is not a number from 1 to 10\n" },
	{ "S-1|2026-11-22|ruler||child|-7||",
	    "value is not a number from 1 to 10\n" },
	{ "S-1|2026-11-22|ruler||child|7.25||",
	    "value is not on the scale, which goes in steps of 0.5\n" },
	{ "S-1|2026-11-22|worry||child|7.5||",
	    "value is not a number from 1 to 5\n" },
	{ "S-1|2026-11-22|worry||child|2.5||",
	    "value is not on the scale, which goes in steps of 1\n" },
	{ "S-1|2026-11-22|ruler|sleep|child|3.14||", "" },
	{ "S-1|2026-11-22|ruler|sleep|child|5.1||",
	    "value is not a number from 0 to 5\n" },
	/* An item is one of its scale. */
	{ "S-1|2026-11-22|ruler|food|child|5||",
	    "item is no item of this scale\n" },
	{ "S-1|2026-11-22|worry|sleep|child|5||",
	    "item is no item of this scale\n" },
	/* Of a scale that nobody knows nothing more is asked. */
	{ "S-1|2026-11-22|gone|food|child|99||",
	    "scale is no scale that is defined (there are: ruler, worry)\n" },
	/* Each field on its own. */
	{ "S-1|22-11-2026|ruler||aunt|7,5||",
	    "date is not a date such as 2026-11-22\n"
	    "rater is none of: child, mother\nvalue is not a number\n" },
	{ "S-1|2026-11-22|ruler||child||ill|a\\nb",
	    "missing is none of: absent, declined\n"
	    "note has a line break or a tab, which this field may not hold\n" },
	{ "010170-1234|2026-11-22|ruler||child|7||", "case_id looks like a "
	    "CPR number, which must never be an id\n" },
};

static void
every_finding_of_a_record(void **state)
{
	struct defs *defs = load();
	struct found f = { .kind = kind_of(defs, "grade") };

	(void)state;
	assert_int_equal(f.kind->n, FIELDS);
	for (size_t i = 0; i < N(rows); i++) {
		struct str value[FIELDS];
		bool ok;

		split(rows[i].row, value, FIELDS);
		buf_clear(&f.text);
		ok = record_check(defs, f.kind, value, true, note_finding,
		    &f);
		if (strcmp(buf_text(&f.text), rows[i].findings) != 0)
			fail_msg("%s:\n%s", rows[i].row, buf_text(&f.text));
		assert_int_equal(ok, f.text.len == 0);
	}
	buf_release(&f.text);
	defs_free(defs);
}

/* ----------------------------------------------------------------- keys -- */

static void
key_is_its_fields_in_order(void **state)
{
	struct defs *defs = load();
	struct str value[FIELDS];
	struct buf key = { 0 };

	(void)state;
	split("S-1|2026-11-22|ruler||child|7.5||", value, FIELDS);
	record_key(kind_of(defs, "grade"), value, &key);
	assert_string_equal(buf_text(&key),
	    "S-1\t2026-11-22\truler\t\tchild");
	buf_release(&key);
	defs_free(defs);
}

static void
key_is_shown_without_what_is_missing(void **state)
{
	static const char *const keys[][2] = {
		{ "S-1\t2026-11-22\truler\t\tchild",
		    "S-1 2026-11-22 ruler child" },
		{ "N000123", "N000123" },
		{ "\t\ta", "a" },
		{ "a\t\t", "a" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < N(keys); i++) {
		struct buf out = { 0 };

		record_key_shown(str_of(keys[i][0]), &out);
		assert_string_equal(buf_text(&out), keys[i][1]);
		buf_release(&out);
	}
}

static void
reference_is_the_key_of_the_other(void **state)
{
	struct defs *defs = load();
	const struct kind *goal = kind_of(defs, "goal");
	const struct kind *step = kind_of(defs, "step");
	struct buf key = { 0 };
	struct str value[3];

	(void)state;
	/* The case of the step, and what the field itself holds. */
	split("T1|S-1|G2", value, 3);
	record_ref_key(step, value, kind_field(step, "goal_id"), goal, &key);
	assert_string_equal(buf_text(&key), "S-1\tG2");
	buf_clear(&key);
	split("S-1|G2|G1", value, 3);
	record_ref_key(goal, value, kind_field(goal, "replaces"), goal, &key);
	assert_string_equal(buf_text(&key), "S-1\tG1");
	buf_release(&key);
	defs_free(defs);
}

static void
note_field(size_t field, const char *why, void *arg)
{
	buf_addf(arg, "%zu %s\n", field, why);
}

static void
sure_cpr_numbers_in_texts(void **state)
{
	static const char told[] = "7 holds a CPR number, from its character "
	    "%d on; write the number of the case, or nothing, in its place\n";
	static const struct {
		const char	*note;
		int		 place;		/* 0: none */
	} notes[] = {
		{ "610170-1234", 1 }, { "æøå\\n610170-1234", 5 },
		{ "6101701237", 1 }, { "610170 1234", 0 }, { "", 0 },
		{ "ring 12345678", 0 },
	};
	struct defs *defs = load();
	const struct kind *k = kind_of(defs, "grade");

	(void)state;
	for (size_t i = 0; i < N(notes); i++) {
		struct buf said = { 0 }, want = { 0 };
		struct str value[FIELDS];

		/* What is no text is none of its business. */
		split("S-1|2026-01-01|ruler||610170-1234|5|", value, FIELDS);
		value[7] = str_of(notes[i].note);
		if (notes[i].place > 0)
			buf_addf(&want, told, notes[i].place);
		assert_true(record_cpr(k, value, note_field, &said) ==
		    (notes[i].place == 0));
		assert_string_equal(buf_text(&said), buf_text(&want));
		buf_release(&said);
		buf_release(&want);
	}
	defs_free(defs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_folder(every_finding_of_a_record),
		in_folder(key_is_its_fields_in_order),
		cmocka_unit_test(key_is_shown_without_what_is_missing),
		in_folder(reference_is_the_key_of_the_other),
		in_folder(sure_cpr_numbers_in_texts),
	};

	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
