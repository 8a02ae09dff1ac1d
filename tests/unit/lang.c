#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/lang.h"

#define N(array)	(sizeof(array) / sizeof((array)[0]))

static void
put_environment(const char *name, const char *value)
{
	if (value == NULL)
		unsetenv(name);
	else
		setenv(name, value, 1);
}

static void
codes_of_languages(void **state)
{
	static const char *const wrong[] = { "", "d", "DA", "dan", "da_DK",
	    "de", "en " };
	enum lang lang;

	(void)state;
	assert_true(lang_parse(str_of("da"), &lang));
	assert_int_equal(lang, LANG_DA);
	assert_true(lang_parse(str_of("en"), &lang));
	assert_int_equal(lang, LANG_EN);
	for (size_t i = 0; i < N(wrong); i++)
		assert_false(lang_parse(str_of(wrong[i]), &lang));
	assert_string_equal(lang_code(LANG_DA), "da");
	assert_string_equal(lang_code(LANG_EN), "en");
}

/* NULL: not set. */
static const struct {
	const char	*lc_all, *lc_messages, *lang, *language;
	enum lang	 messages;
} environments[] = {
	{ NULL, NULL, NULL, NULL, LANG_EN },
	{ NULL, NULL, "da_DK.UTF-8", NULL, LANG_DA },
	{ NULL, NULL, "da_DK", NULL, LANG_DA },
	{ NULL, NULL, "en_DK.UTF-8", NULL, LANG_EN },
	{ NULL, NULL, "de_DE.UTF-8", NULL, LANG_EN },
	/* The first that is set and not empty counts. */
	{ "da_DK.UTF-8", NULL, "en_GB.UTF-8", NULL, LANG_DA },
	{ NULL, "da_DK.UTF-8", "en_GB.UTF-8", NULL, LANG_DA },
	{ "en_GB.UTF-8", "da_DK.UTF-8", "da_DK.UTF-8", NULL, LANG_EN },
	{ "", "", "da_DK.UTF-8", NULL, LANG_DA },
	/* LANGUAGE outranks the locale, unless that is plain C. */
	{ NULL, NULL, "C.UTF-8", "da", LANG_DA },
	{ NULL, NULL, "en_GB.UTF-8", "da", LANG_DA },
	{ NULL, NULL, "en_GB.UTF-8", "da_DK", LANG_DA },
	{ NULL, NULL, "da_DK.UTF-8", "en", LANG_EN },
	{ NULL, NULL, "C", "da", LANG_EN },
	{ NULL, NULL, "POSIX", "da", LANG_EN },
	{ NULL, NULL, NULL, "da", LANG_EN },
	{ "C", NULL, "da_DK.UTF-8", "da", LANG_EN },
	/* The first of a list that there is. */
	{ NULL, NULL, "C.UTF-8", "sv:da:en", LANG_DA },
	{ NULL, NULL, "C.UTF-8", "sv:en:da", LANG_EN },
	{ NULL, NULL, "C.UTF-8", "sv:nb", LANG_EN },
	{ NULL, NULL, "da_DK.UTF-8", "", LANG_DA },
	{ NULL, NULL, "C.UTF-8", "::da", LANG_DA },
};

static void
messages_follow_the_environment(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(environments); i++) {
		put_environment("LC_ALL", environments[i].lc_all);
		put_environment("LC_MESSAGES", environments[i].lc_messages);
		put_environment("LANG", environments[i].lang);
		put_environment("LANGUAGE", environments[i].language);
		lang_start("/no/such/folder");
		if (lang_messages() != environments[i].messages)
			fail_msg("row %zu: %s", i,
			    lang_code(lang_messages()));
	}
}

/* ---------------------------------------------------- a small catalogue -- */

static const char *const catalogue[][2] = {
	{ "", "Content-Type: text/plain; charset=UTF-8\n" },
	{ "improved", "i bedring" },
	{ "worse", "værre" },
};

static void
put_word(FILE *fp, uint32_t word)
{
	fwrite(&word, sizeof(word), 1, fp);
}

/* The format of GNU .mo files: a head, two tables of lengths and places, the
 * texts. */
static void
write_catalogue(const char *path)
{
	const uint32_t n = N(catalogue), head = 28;
	uint32_t at = head + n * 16;
	FILE *fp = fopen(path, "wb");

	assert_non_null(fp);
	put_word(fp, 0x950412DE);
	put_word(fp, 0);
	put_word(fp, n);
	put_word(fp, head);
	put_word(fp, head + n * 8);
	put_word(fp, 0);
	put_word(fp, 0);
	for (int side = 0; side < 2; side++)
		for (uint32_t i = 0; i < n; i++) {
			uint32_t len = (uint32_t)strlen(catalogue[i][side]);

			put_word(fp, len);
			put_word(fp, at);
			at += len + 1;
		}
	for (int side = 0; side < 2; side++)
		for (uint32_t i = 0; i < n; i++)
			fwrite(catalogue[i][side], 1,
			    strlen(catalogue[i][side]) + 1, fp);
	assert_int_equal(fclose(fp), 0);
}

/* What is asked for in Danish is Danish whatever the locale, while messages
 * stay in the locale's language. */
static void
output_does_not_follow_the_locale(void **state)
{
	char dir[] = "/tmp/fu-lang.XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_int_equal(chdir(dir), 0);
	assert_int_equal(mkdir("da", 0700), 0);
	assert_int_equal(mkdir("da/LC_MESSAGES", 0700), 0);
	write_catalogue("da/LC_MESSAGES/fu.mo");

	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("LANGUAGE", "en", 1);
	lang_start(dir);
	assert_string_equal(tr(LANG_DA, "improved"), "i bedring");
	assert_string_equal(tr(LANG_DA, "worse"), "værre");
	assert_string_equal(tr(LANG_EN, "improved"), "improved");
	assert_string_equal(_("improved"), "improved");
	assert_string_equal(tr(LANG_DA, "not translated"), "not translated");

	setenv("LANGUAGE", "da", 1);
	lang_start(dir);
	assert_string_equal(_("improved"), "i bedring");
	assert_string_equal(tr(LANG_EN, "improved"), "improved");

	assert_int_equal(unlink("da/LC_MESSAGES/fu.mo"), 0);
	assert_int_equal(rmdir("da/LC_MESSAGES"), 0);
	assert_int_equal(rmdir("da"), 0);
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(rmdir(dir), 0);
}

/* A comma must never reach a parser or a writer of numbers. */
static void
numbers_do_not_follow_the_locale(void **state)
{
	char text[32];

	(void)state;
	setenv("LC_ALL", "da_DK.UTF-8", 1);
	lang_start("/no/such/folder");
	snprintf(text, sizeof(text), "%.1f", 1.5);
	assert_string_equal(text, "1.5");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_of_languages),
		cmocka_unit_test(messages_follow_the_environment),
		cmocka_unit_test(output_does_not_follow_the_locale),
		cmocka_unit_test(numbers_do_not_follow_the_locale),
	};

	return cmocka_run_group_tests_name("lang", tests, NULL, NULL);
}
