#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/near.h"

#define N(array)	(sizeof(array) / sizeof((array)[0]))

static const char *const words[] = { "case_id", "date", "scale", "rater",
    "value", "missing", "comment", NULL };

static const struct {
	const char	*typed;
	const char	*meant;		/* NULL: none is near */
} typed[] = {
	{ "scale", "scale" },
	{ "scael", "scale" },
	{ "sclae", "scale" },
	{ "scales", "scale" },
	{ "scal", "scale" },
	{ "Scale", "scale" },
	{ "vlaue", "value" },
	{ "caseid", "case_id" },
	{ "coment", "comment" },
	{ "commment", "comment" },
	{ "misssing", "missing" },
	{ "team", NULL },
	{ "kommentar", "comment" },
	{ "overskrift", NULL },
	{ "x", NULL },
	{ "", NULL },
};

static void
nearest_word(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(typed); i++) {
		const char *near = near_word(str_of(typed[i].typed), words);

		if (typed[i].meant == NULL ? near != NULL : near == NULL ||
		    !str_is(str_of(near), typed[i].meant))
			fail_msg("\"%s\": %s", typed[i].typed,
			    near != NULL ? near : "none");
	}
}

static void
fewest_edits_win(void **state)
{
	static const char *const list[] = { "rates", "rater", "raters", NULL };

	(void)state;
	assert_string_equal(near_word(str_of("raters"), list), "raters");
	assert_string_equal(near_word(str_of("rater"), list), "rater");
	/* Equally near: the first. */
	assert_string_equal(near_word(str_of("ratex"), list), "rates");
}

static void
nothing_is_near_an_empty_list(void **state)
{
	static const char *const none[] = { NULL };

	(void)state;
	assert_null(near_word(str_of("scale"), none));
}

static void
very_long_text_is_near_nothing(void **state)
{
	static const char text[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
	static const char *const list[] = { text, NULL };

	(void)state;
	assert_null(near_word(str_of(text), list));
	assert_non_null(near_word((struct str){ text, 64 }, list));
}

static const struct {
	size_t		 most;
	const char	*text;
} lists[] = {
	{ 1, "case_id, …" },
	{ 6, "case_id, date, scale, rater, value, missing, …" },
	{ 7, "case_id, date, scale, rater, value, missing, comment" },
	{ 99, "case_id, date, scale, rater, value, missing, comment" },
};

static void
list_is_cut_with_an_ellipsis(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(lists); i++) {
		struct buf out = { 0 };

		near_list(&out, words, lists[i].most);
		assert_string_equal(buf_text(&out), lists[i].text);
		buf_release(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nearest_word),
		cmocka_unit_test(fewest_edits_win),
		cmocka_unit_test(nothing_is_near_an_empty_list),
		cmocka_unit_test(very_long_text_is_near_nothing),
		cmocka_unit_test(list_is_cut_with_an_ellipsis),
	};

	return cmocka_run_group_tests_name("near", tests, NULL, NULL);
}
