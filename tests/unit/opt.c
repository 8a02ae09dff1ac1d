#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/opt.h"
#include "fixture.h"

/* One table with everything, and its values. */
static struct {
	bool		 quiet, verbose, dry_run;
	const char	*output;
	struct opt_list	 where;
	struct opt_day	 as_of, week;
	struct period	 every;
	struct opt_lang	 lang;
} got;

static const struct opt common[] = {
	{ OPT_FLAG, 'q', "quiet", NULL, &got.quiet, "say less" },
	{ OPT_TEXT, 'o', "output", "FILE", &got.output, "write to a file" },
	{ OPT_LANG, '\0', "lang", "LANG", &got.lang, "da or en" },
	{ .kind = OPT_END }
};

static const struct opt table[] = {
	{ .kind = OPT_GROUP, .value = (void *)(uintptr_t)common },
	{ OPT_FLAG, 'v', "verbose", NULL, &got.verbose, "say more" },
	{ OPT_FLAG, '\0', "dry-run", NULL, &got.dry_run, "change nothing" },
	{ OPT_LIST, 'w', "where", "FIELD=VALUE", &got.where, "rows wanted" },
	{ OPT_DATE, '\0', "as-of", "DATE", &got.as_of, "in place of today" },
	{ OPT_WEEK, '\0', "week", "WEEK", &got.week, "a week" },
	{ OPT_PERIOD, 'e', "every", "PERIOD", &got.every, "how often" },
	{ .kind = OPT_END }
};

enum { WORDS = 8 };

/* Parses words, ending with NULL; leaves the operands in argv. */
static bool
parse(const char *const *words, const char *argv[WORDS], int *argc,
    struct diag *d)
{
	opt_list_release(&got.where);
	got.quiet = got.verbose = got.dry_run = false;
	got.output = NULL;
	got.as_of = got.week = (struct opt_day){ 0 };
	got.every = (struct period){ 0 };
	got.lang = (struct opt_lang){ 0 };
	for (*argc = 0; words[*argc] != NULL; ++*argc)
		argv[*argc] = words[*argc];
	return opt_parse(table, argc, (char **)(uintptr_t)argv, d);
}

/* ------------------------------------------------------------- spelling -- */

static const struct {
	const char	*words[WORDS];
	bool		 quiet, verbose;
	const char	*output;
	const char	*operands[WORDS];
} spellings[] = {
	{ { NULL }, false, false, NULL, { NULL } },
	{ { "a", "b", NULL }, false, false, NULL, { "a", "b", NULL } },
	{ { "-q", NULL }, true, false, NULL, { NULL } },
	{ { "--quiet", NULL }, true, false, NULL, { NULL } },
	{ { "-qv", NULL }, true, true, NULL, { NULL } },
	{ { "-q", "-v", NULL }, true, true, NULL, { NULL } },
	{ { "-o", "x", NULL }, false, false, "x", { NULL } },
	{ { "-ox", NULL }, false, false, "x", { NULL } },
	{ { "-qox", NULL }, true, false, "x", { NULL } },
	{ { "-qo", "x", NULL }, true, false, "x", { NULL } },
	{ { "-oqv", NULL }, false, false, "qv", { NULL } },
	{ { "--output", "x", NULL }, false, false, "x", { NULL } },
	{ { "--output=x", NULL }, false, false, "x", { NULL } },
	{ { "--output=", NULL }, false, false, "", { NULL } },
	{ { "--output=a=b", NULL }, false, false, "a=b", { NULL } },
	{ { "-o=x", NULL }, false, false, "=x", { NULL } },
	/* The last one counts. */
	{ { "-o", "x", "-o", "y", NULL }, false, false, "y", { NULL } },
	/* A value may look like an option. */
	{ { "-o", "-q", NULL }, false, false, "-q", { NULL } },
	{ { "-o", "--", "a", NULL }, false, false, "--", { "a", NULL } },
	/* Operands keep their order wherever options stand. */
	{ { "a", "-q", "b", "-o", "x", "c", NULL }, true, false, "x",
	    { "a", "b", "c", NULL } },
	{ { "-", "-q", NULL }, true, false, NULL, { "-", NULL } },
	{ { "-q", "", NULL }, true, false, NULL, { "", NULL } },
	/* Behind -- nothing is an option. */
	{ { "--", "-q", NULL }, false, false, NULL, { "-q", NULL } },
	{ { "a", "--", "-q", "--", "b", NULL }, false, false, NULL,
	    { "a", "-q", "--", "b", NULL } },
	{ { "a", "-q", "--", NULL }, true, false, NULL, { "a", NULL } },
};

static void
every_way_to_spell_an_option(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(spellings); i++) {
		const char *argv[WORDS];
		struct said said;
		int argc, n = 0;

		listen(&said);
		assert_true(parse(spellings[i].words, argv, &argc, &said.d));
		heard(&said, "");
		assert_int_equal(got.quiet, spellings[i].quiet);
		assert_int_equal(got.verbose, spellings[i].verbose);
		if (spellings[i].output == NULL)
			assert_null(got.output);
		else
			assert_string_equal(got.output, spellings[i].output);
		for (; spellings[i].operands[n] != NULL; n++)
			if (n < argc)
				assert_string_equal(argv[n],
				    spellings[i].operands[n]);
		assert_int_equal(argc, n);
	}
}

/* --------------------------------------------------------------- values -- */

static void
list_keeps_every_value_in_order(void **state)
{
	static const char *const words[] = { "-w", "a=1", "--where=b=2", "x",
	    "-wc=3", NULL };
	const char *argv[WORDS];
	struct diag d = { 0 };
	int argc;

	(void)state;
	assert_true(parse(words, argv, &argc, &d));
	assert_int_equal(got.where.n, 3);
	assert_string_equal(got.where.word[0], "a=1");
	assert_string_equal(got.where.word[1], "b=2");
	assert_string_equal(got.where.word[2], "c=3");
	assert_null(got.where.word[3]);
	opt_list_release(&got.where);
	assert_null(got.where.word);
	assert_int_equal(got.where.n, 0);
}

static void
typed_values(void **state)
{
	static const char *const words[] = { "--as-of=2026-11-22",
	    "--week=2026-W47", "-e8w", "--lang=da", "--dry-run", NULL };
	const char *argv[WORDS];
	struct diag d = { 0 };
	char date[DATE_SIZE], week[WEEK_SIZE];
	int argc;

	(void)state;
	assert_true(parse(words, argv, &argc, &d));
	assert_true(got.as_of.given);
	assert_string_equal(date_format(date, got.as_of.day), "2026-11-22");
	assert_true(got.week.given);
	assert_string_equal(week_format(week, got.week.day), "2026-W47");
	assert_int_equal(got.every.days, 56);
	assert_true(got.lang.given);
	assert_int_equal(got.lang.lang, LANG_DA);
	assert_true(got.dry_run);
}

static void
what_is_not_given_stays_unset(void **state)
{
	static const char *const words[] = { NULL };
	const char *argv[WORDS];
	struct diag d = { 0 };
	int argc;

	(void)state;
	assert_true(parse(words, argv, &argc, &d));
	assert_false(got.as_of.given);
	assert_false(got.week.given);
	assert_false(got.lang.given);
	assert_int_equal(got.where.n, 0);
}

/* -------------------------------------------------------------- refused -- */

static const struct {
	const char	*words[WORDS];
	const char	*said;
} refusals[] = {
	{ { "--quite", NULL },
	    "t: error: unknown option --quite; did you mean --quiet?\n" },
	{ { "--outptu=x", NULL },
	    "t: error: unknown option --outptu; did you mean --output?\n" },
	{ { "--dryrun", NULL },
	    "t: error: unknown option --dryrun; did you mean --dry-run?\n" },
	{ { "--nonsense-entirely", NULL },
	    "t: error: unknown option --nonsense-entirely\n" },
	/* An abbreviation is not an option: it may mean another one later. */
	{ { "--dry", NULL }, "t: error: unknown option --dry\n" },
	{ { "-x", NULL }, "t: error: unknown option -x\n" },
	{ { "-qx", NULL }, "t: error: unknown option -x\n" },
	{ { "-o", NULL }, "t: error: --output needs a value (FILE)\n" },
	{ { "--output", NULL }, "t: error: --output needs a value (FILE)\n" },
	{ { "--quiet=yes", NULL }, "t: error: --quiet takes no value\n" },
	{ { "--as-of=22-11-2026", NULL }, "t: error: --as-of: \"22-11-2026\" "
	    "is not a date such as 2026-11-22\n" },
	{ { "--as-of=", NULL }, "t: error: --as-of: \"\" is not a date such "
	    "as 2026-11-22\n" },
	{ { "--week", "47", NULL }, "t: error: --week: \"47\" is not a week "
	    "such as 2026-W46\n" },
	{ { "-e", "soon", NULL }, "t: error: --every: \"soon\" is not a "
	    "period such as 8w or P3M\n" },
	{ { "--lang=de", NULL }, "t: error: --lang: \"de\" is not da or en\n" },
	/* What is echoed is cut, and a CPR number masked. */
	{ { "--as-of=010170-1234", NULL }, "t: error: --as-of: \"[CPR]\" is "
	    "not a date such as 2026-11-22\n" },
	{ { "--as-of=abcdefghijklmnopqrstuvw", NULL }, "t: error: --as-of: "
	    "\"abcdefghijklmnopqrst…\" is not a date such as 2026-11-22\n" },
};

static void
what_is_wrong_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(refusals); i++) {
		const char *argv[WORDS];
		struct said said;
		int argc;

		listen(&said);
		assert_false(parse(refusals[i].words, argv, &argc, &said.d));
		assert_int_equal(diag_status(&said.d), 2);
		heard(&said, refusals[i].said);
	}
	opt_list_release(&got.where);
}

/* A letter is typed as well: it may be anything. */
static void
unknown_letter_cannot_drive_a_terminal(void **state)
{
	static const char *const words[] = { "-\x1B[2J", NULL };
	const char *argv[WORDS];
	struct said said;
	bool escapes;
	int argc;

	(void)state;
	listen(&said);
	assert_false(parse(words, argv, &argc, &said.d));
	fclose(said.d.out);
	escapes = strchr(said.text, '\x1B') != NULL;
	free(said.text);
	assert_false(escapes);
}

/* --------------------------------------------- options before a command -- */

static const struct {
	const char	*words[WORDS];
	int		 first;
} firsts[] = {
	{ { "list", "-q", NULL }, 0 },
	{ { "-q", "list", "-x", NULL }, 1 },
	{ { "-o", "x", "list", NULL }, 2 },
	{ { "--output=x", "-q", "list", NULL }, 2 },
	{ { "-q", NULL }, 1 },
	{ { "-q", "-", NULL }, 1 },
	{ { "-x", "list", NULL }, -1 },
	{ { "-o", NULL }, -1 },
};

static int
parse_first(const char *const *words)
{
	const char *argv[WORDS];
	struct diag d = { 0 };
	int argc = 0;

	for (; words[argc] != NULL; argc++)
		argv[argc] = words[argc];
	return opt_parse_first(table, argc, (char **)(uintptr_t)argv, &d);
}

static void
first_operand_ends_the_options(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(firsts); i++)
		assert_int_equal(parse_first(firsts[i].words),
		    firsts[i].first);
}

static void
two_hyphens_end_the_options_before_a_command(void **state)
{
	static const char *const words[] = { "-q", "--", "list", NULL };

	(void)state;
	assert_int_equal(parse_first(words), 2);
}

/* ------------------------------------------------------- usage and help -- */

static void
usage_lists_flags_then_options_then_operands(void **state)
{
	struct buf out = { 0 };

	(void)state;
	opt_usage(&out, table, "fu-case list", "[FILE...]");
	assert_string_equal(buf_text(&out), "usage: fu-case list [-qv] "
	    "[-o FILE] [--lang LANG] [--dry-run] [-w FIELD=VALUE] "
	    "[--as-of DATE] [--week WEEK] [-e PERIOD] [FILE...]\n");
	buf_release(&out);
}

static void
usage_of_nothing(void **state)
{
	static const struct opt none[] = { { .kind = OPT_END } };
	struct buf out = { 0 };

	(void)state;
	opt_usage(&out, none, "fu-case kinds", "");
	assert_string_equal(buf_text(&out), "usage: fu-case kinds\n");
	buf_release(&out);
}

static void
help_is_a_line_an_option(void **state)
{
	static const struct opt some[] = {
		{ OPT_FLAG, 'q', "quiet", NULL, &got.quiet, "say less" },
		{ OPT_TEXT, '\0', "cases", "FILE", &got.output, "these only" },
		{ OPT_TEXT, 'l', "a-very-long-option", "WITH-A-VALUE",
		    &got.output, "too long for the column" },
		{ .kind = OPT_END }
	};
	struct buf out = { 0 };

	(void)state;
	opt_help(&out, some);
	assert_string_equal(buf_text(&out),
	    "  -q, --quiet               say less\n"
	    "      --cases=FILE          these only\n"
	    "  -l, --a-very-long-option=WITH-A-VALUE  "
	    "too long for the column\n");
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_way_to_spell_an_option),
		cmocka_unit_test(list_keeps_every_value_in_order),
		cmocka_unit_test(typed_values),
		cmocka_unit_test(what_is_not_given_stays_unset),
		cmocka_unit_test(what_is_wrong_is_told),
		cmocka_unit_test(unknown_letter_cannot_drive_a_terminal),
		cmocka_unit_test(first_operand_ends_the_options),
		cmocka_unit_test(two_hyphens_end_the_options_before_a_command),
		cmocka_unit_test(usage_lists_flags_then_options_then_operands),
		cmocka_unit_test(usage_of_nothing),
		cmocka_unit_test(help_is_a_line_an_option),
	};

	return cmocka_run_group_tests_name("opt", tests, NULL, NULL);
}
