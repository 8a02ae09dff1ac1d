#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/cpr.h"

#define N(array)	(sizeof(array) / sizeof((array)[0]))

/* All numbers are invented. */
static const struct {
	const char	*text;
	size_t		 at, len;	/* len 0: none */
} texts[] = {
	{ "0101701234", 0, 10 },
	{ "010170-1234", 0, 11 },
	{ "010170 1234", 0, 11 },
	{ "010170.1234", 0, 11 },
	{ "311299-9999", 0, 11 },
	/* A replacement number: 60 is added to the day. */
	{ "610170-1234", 0, 11 },
	{ "910170-1234", 0, 11 },
	/* No such day or month. */
	{ "000170-1234", 0, 0 },
	{ "320170-1234", 0, 0 },
	{ "600170-1234", 0, 0 },
	{ "920170-1234", 0, 0 },
	{ "010070-1234", 0, 0 },
	{ "011370-1234", 0, 0 },
	/* Another shape. */
	{ "", 0, 0 },
	{ "010170-123", 0, 0 },
	{ "010170-12345", 0, 0 },
	{ "10101701234", 0, 0 },
	{ "01017012345", 0, 0 },
	{ "01017-01234", 0, 0 },
	{ "0101701-234", 0, 0 },
	{ "010170--1234", 0, 0 },
	{ "010170 - 1234", 0, 0 },
	{ "010170/1234", 0, 0 },
	{ "01.01.70-1234", 0, 0 },
	{ "-010170", 0, 0 },
	{ "2026-11-22", 0, 0 },
	{ "20261122", 0, 0 },
	{ "S-0001", 0, 0 },
	/* Within text. */
	{ "CPR 010170-1234 er opdigtet", 4, 11 },
	{ "(0101701234)", 1, 10 },
	{ "cpr0101701234x", 3, 10 },
	{ "æ010170-1234", 2, 11 },
	{ "12345-0101701234", 6, 10 },
	{ "99 010170-1234", 3, 11 },
	{ "320170-1234 og 010170-1234", 15, 11 },
	{ "010170-12345 010170-1234", 13, 11 },
};

static void
found_where_it_stands(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(texts); i++) {
		size_t at = 0, len = cpr_find(str_of(texts[i].text), &at);

		if (len != texts[i].len || at != texts[i].at)
			fail_msg("\"%s\": %zu bytes at %zu", texts[i].text, len,
			    at);
	}
}

/* Days above 60, as no person has them who is alive. */
static const struct {
	const char	*text;
	size_t		 at, len;	/* of the first that is sure */
} sure[] = {
	/* Written with a hyphen. */
	{ "610170-1234", 0, 11 },
	{ "x 910170-1234", 2, 11 },
	/* The check digit is right, and is not. */
	{ "6101701237", 0, 10 },
	{ "610170 1237", 0, 11 },
	{ "610170.1237", 0, 11 },
	{ "6101701236", 0, 0 },
	{ "6101701230", 0, 0 },
	{ "7212831233", 0, 10 },
	/* No such day. */
	{ "910270-1234", 0, 0 },
	{ "900270-1234", 0, 0 },
	{ "890271-1234", 0, 0 },
	{ "890272-1234", 0, 11 },
	/* 1900 had no 29 February, 2000 had. */
	{ "890200-1234", 0, 0 },
	{ "890200-4234", 0, 11 },
	/* Only likely. */
	{ "610170 1234", 0, 0 },
	{ "610170.1234", 0, 0 },
	{ "6101701234", 0, 0 },
	/* Behind one that is only likely. */
	{ "610170 1234, 610170-1234", 13, 11 },
};

static void
sure_ones_are_told_apart(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(sure); i++) {
		size_t at = 0, len = cpr_find_sure(str_of(sure[i].text), &at);

		if (len != sure[i].len || at != sure[i].at)
			fail_msg("\"%s\": %zu bytes at %zu", sure[i].text, len,
			    at);
	}
}

static void
bytes_behind_the_text_do_not_count(void **state)
{
	size_t at;

	(void)state;
	assert_int_equal(cpr_find((struct str){ "01017012345", 10 }, &at), 10);
	assert_int_equal(cpr_find((struct str){ "010170-1234", 10 }, &at), 0);
	assert_int_equal(cpr_find((struct str){ NULL, 0 }, &at), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(found_where_it_stands),
		cmocka_unit_test(sure_ones_are_told_apart),
		cmocka_unit_test(bytes_behind_the_text_do_not_count),
	};

	return cmocka_run_group_tests_name("cpr", tests, NULL, NULL);
}
