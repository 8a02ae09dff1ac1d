#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "fixture.h"

static void
listen_to(struct said *said, size_t limit)
{
	listen(said);
	said->d.program = "fu-case";
	said->d.limit = limit;
}

/* ------------------------------------------------------------- the line -- */

static const struct {
	enum diag_level	 level;
	struct loc	 loc;
	const char	*line;
} lines[] = {
	{ DIAG_ERROR, { "a.csv", 7, 3 }, "fu-case: a.csv:7:3: error: x\n" },
	{ DIAG_ERROR, { "a.csv", 7, 0 }, "fu-case: a.csv:7: error: x\n" },
	{ DIAG_ERROR, { "a.csv", 0, 0 }, "fu-case: a.csv: error: x\n" },
	/* A column without a line means nothing. */
	{ DIAG_ERROR, { "a.csv", 0, 3 }, "fu-case: a.csv: error: x\n" },
	{ DIAG_ERROR, { NULL, 7, 3 }, "fu-case: error: x\n" },
	{ DIAG_NOTE, { NULL, 0, 0 }, "fu-case: note: x\n" },
	{ DIAG_WARNING, { "b", 1, 1 }, "fu-case: b:1:1: warning: x\n" },
	{ DIAG_FAILURE, { NULL, 0, 0 }, "fu-case: error: x\n" },
	{ DIAG_ERROR, { "a\nb\x1B[2J", 1, 0 },
	    "fu-case: a\\x0Ab\\x1B[2J:1: error: x\n" },
};

static void
one_line_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(lines); i++) {
		struct said said;

		listen_to(&said, 0);
		diag_add(&said.d, lines[i].level, lines[i].loc, "%s", "x");
		heard(&said, lines[i].line);
	}
}

static void
failed_system_call_is_named(void **state)
{
	struct said said;
	char expected[200];

	(void)state;
	listen_to(&said, 0);
	errno = ENOENT;
	diag_errno(&said.d, "gone.tsv");
	snprintf(expected, sizeof(expected), "fu-case: gone.tsv: error: %s\n",
	    strerror(ENOENT));
	assert_int_equal(diag_status(&said.d), 2);
	heard(&said, expected);
}

/* ----------------------------------------------------- limit and status -- */

static void
worst_level_is_the_exit_status(void **state)
{
	static const int status[] = { [DIAG_NOTE] = 0, [DIAG_WARNING] = 0,
	    [DIAG_ERROR] = 1, [DIAG_FAILURE] = 2 };
	struct loc nowhere = { 0 };

	(void)state;
	for (size_t i = 0; i < N(status); i++)
		for (size_t j = 0; j < N(status); j++) {
			struct diag d = { 0 };

			assert_int_equal(diag_status(&d), 0);
			diag_add(&d, (enum diag_level)i, nowhere, "x");
			diag_add(&d, (enum diag_level)j, nowhere, "x");
			assert_int_equal(diag_status(&d),
			    status[i] > status[j] ? status[i] : status[j]);
			assert_int_equal(diag_finish(&d), diag_status(&d));
		}
}

static void
beyond_the_limit_is_counted(void **state)
{
	struct said said;

	(void)state;
	listen_to(&said, 2);
	for (int i = 1; i <= 5; i++)
		diag_add(&said.d, DIAG_ERROR, (struct loc){ 0 }, "%d", i);
	assert_int_equal(said.d.count[DIAG_ERROR], 5);
	assert_int_equal(diag_finish(&said.d), 1);
	heard(&said, "fu-case: error: 1\nfu-case: error: 2\n"
	    "fu-case: and 3 more, not shown\n");
}

static void
exactly_the_limit_is_all_shown(void **state)
{
	struct said said;

	(void)state;
	listen_to(&said, 2);
	for (int i = 1; i <= 2; i++)
		diag_add(&said.d, DIAG_ERROR, (struct loc){ 0 }, "%d", i);
	diag_finish(&said.d);
	heard(&said, "fu-case: error: 1\nfu-case: error: 2\n");
}

static void
failure_is_told_beyond_the_limit(void **state)
{
	struct said said;

	(void)state;
	listen_to(&said, 1);
	diag_add(&said.d, DIAG_ERROR, (struct loc){ 0 }, "one");
	diag_add(&said.d, DIAG_ERROR, (struct loc){ 0 }, "two");
	diag_add(&said.d, DIAG_FAILURE, (struct loc){ 0 }, "disk");
	assert_int_equal(diag_finish(&said.d), 2);
	heard(&said, "fu-case: error: one\nfu-case: error: disk\n"
	    "fu-case: and 1 more, not shown\n");
}

static void
no_limit_shows_everything(void **state)
{
	struct said said;
	size_t lf = 0;

	(void)state;
	listen_to(&said, 0);
	for (int i = 0; i < 1000; i++)
		diag_add(&said.d, DIAG_WARNING, (struct loc){ 0 }, "x");
	diag_finish(&said.d);
	fclose(said.d.out);
	for (size_t i = 0; i < said.len; i++)
		lf += said.text[i] == '\n';
	assert_int_equal(lf, 1000);
	free(said.text);
}

/* ----------------------------------------------------------------- echo -- */

static const struct {
	const char	*typed;
	const char	*shown;
} echoes[] = {
	{ "", "" },
	{ "3.50O", "3.50O" },
	/* Twenty characters, whatever they take. */
	{ "12345678901234567890", "12345678901234567890" },
	{ "abcdefghijklmnopqrst", "abcdefghijklmnopqrst" },
	{ "abcdefghijklmnopqrstu", "abcdefghijklmnopqrst…" },
	{ "æøåæøåæøåæøåæøåæøåæø", "æøåæøåæøåæøåæøåæøåæø" },
	{ "æøåæøåæøåæøåæøåæøåæøå", "æøåæøåæøåæøåæøåæøåæø…" },
	/* Nothing that looks like a CPR number leaves. */
	{ "0101701234", "[CPR]" },
	{ "010170-1234", "[CPR]" },
	{ "610170 1234", "[CPR]" },
	{ "a 010170-1234 b", "a [CPR] b" },
	{ "010170-1234,020270-5678", "[CPR],[CPR]" },
	/* Masked before it is cut: no half of one is shown. */
	{ "abcdefghijklmno010170-1234", "abcdefghijklmno[CPR]" },
	{ "abcdefghijklmnop010170-1234", "abcdefghijklmnop[CPR…" },
	/* Nor anything that drives a terminal. */
	{ "\x1B[31m", "\\x1B[31m" },
	{ "a\xE2\x80\xAE""b", "a\\u{202E}b" },
	{ "b\xF8rn", "b\\xF8rn" },
};

static void
typed_values_are_made_fit_to_show(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(echoes); i++) {
		char out[ECHO_SIZE];

		assert_ptr_equal(echo(str_of(echoes[i].typed), out), out);
		assert_string_equal(out, echoes[i].shown);
	}
}

/* Twenty characters that each take eight bytes to show are cut again. */
static void
longest_echo_is_whole_characters(void **state)
{
	static const char override[] = "\xE2\x80\xAE";	/* U+202E */

	(void)state;
	for (size_t n = 0; n <= 20; n++) {
		struct buf typed = { 0 };
		char out[ECHO_SIZE];

		for (size_t i = 0; i < 20; i++)
			buf_adds(&typed, i < n ? override : "å");
		echo(buf_str(&typed), out);
		assert_true(strlen(out) < ECHO_SIZE);
		if (utf8_valid(str_of(out)) != strlen(out))
			fail_msg("%zu overrides, %zu letters: not UTF-8", n,
			    20 - n);
		buf_release(&typed);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_line_with_its_place),
		cmocka_unit_test(failed_system_call_is_named),
		cmocka_unit_test(worst_level_is_the_exit_status),
		cmocka_unit_test(beyond_the_limit_is_counted),
		cmocka_unit_test(exactly_the_limit_is_all_shown),
		cmocka_unit_test(failure_is_told_beyond_the_limit),
		cmocka_unit_test(no_limit_shows_everything),
		cmocka_unit_test(typed_values_are_made_fit_to_show),
		cmocka_unit_test(longest_echo_is_whole_characters),
	};

	return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
