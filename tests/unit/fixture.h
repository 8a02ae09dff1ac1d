/*
 * fixture: what several unit tests stand on: a diag that writes into memory,
 * and a folder of definitions for each test, removed after it.
 *
 * Static functions, for a test is one source file; none uses them all.
 */
#ifndef TESTS_UNIT_FIXTURE_H
#define TESTS_UNIT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"

#define N(array)	(sizeof(array) / sizeof((array)[0]))

/* What the run said. */
struct said {
	char		*text;
	size_t		 len;
	struct diag	 d;
};

__attribute__((unused)) static void
listen(struct said *said)
{
	*said = (struct said){ .d = { .program = "t" } };
	said->d.out = open_memstream(&said->text, &said->len);
	assert_non_null(said->d.out);
}

__attribute__((unused)) static void
heard(struct said *said, const char *expected)
{
	fclose(said->d.out);
	assert_string_equal(said->text, expected);
	free(said->text);
}

/* ----------------------------------------------- a folder for each test -- */

/* It holds the installed definitions in share, a register's own in reg. */
static char root[] = "/tmp/fu-unit.XXXXXX";

__attribute__((unused)) static int
make_folder(void **state)
{
	static const char *const folders[] = { "share", "share/kinds",
	    "share/codes", "share/scales", "share/norms", "share/templates",
	    "share/agendas", "share/calendars", "share/rules",
	    "share/codebooks", "reg", "reg/codebooks",
	    "reg/kinds", "reg/codes", "reg/scales", "reg/norms",
	    "reg/templates", "reg/agendas", "reg/calendars", "reg/rules" };

	(void)state;
	memcpy(root + sizeof(root) - 7, "XXXXXX", 6);
	if (mkdtemp(root) == NULL || chdir(root) != 0)
		return -1;
	for (size_t i = 0; i < N(folders); i++)
		if (mkdir(folders[i], 0700) != 0)
			return -1;
	return 0;
}

__attribute__((unused)) static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

__attribute__((unused)) static int
remove_folder(void **state)
{
	(void)state;
	return chdir("/") != 0 ||
	    nftw(root, remove_one, 8, FTW_DEPTH | FTW_PHYS) != 0;
}

__attribute__((unused)) static void
put(const char *path, const char *text)
{
	FILE *fp = fopen(path, "w");

	assert_non_null(fp);
	fputs(text, fp);
	assert_int_equal(fclose(fp), 0);
}

#define in_folder(test) \
	cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

#endif
