/*
 * reference: values with the R that made them, read from tests/calc.
 * FU_SOURCE is the directory of the sources.
 *
 * Static functions, for a test is one source file; none uses them all.
 */
#ifndef TESTS_UNIT_REFERENCE_H
#define TESTS_UNIT_REFERENCE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"

#define N(array)	(sizeof(array) / sizeof((array)[0]))

enum { REFERENCE_LINE = 400, REFERENCE_CELLS = 8 };

struct reference {
	FILE		*fp;
	char		 line[REFERENCE_LINE];
	struct str	 cell[REFERENCE_CELLS];
};

/* The next line in its cells, those that are not there empty; false, and
 * closed, at the end. */
__attribute__((unused)) static bool
reference_next(struct reference *r)
{
	struct str rest;

	if (fgets(r->line, sizeof(r->line), r->fp) == NULL) {
		fclose(r->fp);
		return false;
	}
	r->line[strcspn(r->line, "\n")] = '\0';
	rest = str_of(r->line);
	for (size_t i = 0; i < REFERENCE_CELLS; i++)
		r->cell[i] = str_cut(rest, ',', &rest);
	return true;
}

/* Behind the header line. */
__attribute__((unused)) static struct reference
reference_open(const char *name)
{
	const char *source = getenv("FU_SOURCE");
	struct reference r = { 0 };
	char path[1000];

	snprintf(path, sizeof(path), "%s/tests/calc/%s",
	    source != NULL ? source : ".", name);
	r.fp = fopen(path, "r");
	if (r.fp == NULL)
		fail_msg("%s cannot be opened", path);
	assert_true(reference_next(&r));
	return r;
}

__attribute__((unused)) static int64_t
millionths_of(struct str text)
{
	int64_t n = 0;

	if (num_parse(text, &n) != NUM_OK)
		fail_msg("\"%.*s\" is no number", STR(text));
	return n;
}

/* What R printed; nothing is NaN. */
__attribute__((unused)) static double
double_of(struct str text)
{
	return text.len == 0 ? NAN : strtod(text.p, NULL);
}

/* To one in 10^12 where it is not said otherwise: R prints 15 digits. */
__attribute__((unused)) static bool
is_close(double x, double expected)
{
	if (isnan(x) || isnan(expected))
		return isnan(x) && isnan(expected);
	return fabs(x - expected) <= 1e-12 * (1 + fabs(expected));
}

__attribute__((unused)) static void
check_close(const char *what, double x, double expected)
{
	if (!is_close(x, expected))
		fail_msg("%s: %.17g, expected %.17g", what, x, expected);
}

/* The same numbers in every run (Marsaglia's xorshift). */
__attribute__((unused)) static uint64_t
next_random(void)
{
	static uint64_t x = UINT64_C(88172645463325252);

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return x;
}

#endif
