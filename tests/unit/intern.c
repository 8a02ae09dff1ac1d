#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "table/intern.h"

static struct str
text_of(uint32_t n, char out[32])
{
	int len = snprintf(out, 32, "S-%05u", (unsigned)n);

	return (struct str){ out, (size_t)len };
}

static void
numbers_are_given_in_order(void **state)
{
	struct intern in = { 0 };

	(void)state;
	assert_int_equal(intern_add(&in, str_of("child")), 0);
	assert_int_equal(intern_add(&in, str_of("mother")), 1);
	assert_int_equal(intern_add(&in, str_of("child")), 0);
	assert_int_equal(intern_add(&in, str_of("father")), 2);
	assert_int_equal(in.n, 3);
	assert_string_equal(in.text[1].p, "mother");
	intern_release(&in);
}

static void
finding_adds_nothing(void **state)
{
	struct intern in = { 0 };

	(void)state;
	assert_int_equal(intern_find(&in, str_of("child")), INTERN_NONE);
	intern_add(&in, str_of("child"));
	assert_int_equal(intern_find(&in, str_of("mother")), INTERN_NONE);
	assert_int_equal(intern_find(&in, str_of("child")), 0);
	assert_int_equal(in.n, 1);
	intern_release(&in);
}

/* Also where the first eight bytes are equal, and a TAB joins fields. */
static void
ranks_are_those_of_bytes(void **state)
{
	static const char *const texts[] = { "mother", "a\tz", "a b",
	    "caseworker.b", "", "caseworker.a", "\303\245", "caseworker" };
	static const uint32_t expected[] = { 6, 1, 2, 5, 0, 4, 7, 3 };
	struct intern in = { 0 };
	uint32_t *rank;

	(void)state;
	for (size_t i = 0; i < 8; i++)
		intern_add(&in, str_of(texts[i]));
	rank = intern_ranks(&in);
	assert_memory_equal(rank, expected, sizeof(expected));
	free(rank);
	intern_release(&in);
}

/* Over every size at which the table grows, all are found again. */
static void
growing_loses_nothing(void **state)
{
	struct intern in = { 0 };
	char text[32];

	(void)state;
	for (uint32_t n = 0; n < 1500; n++) {
		assert_int_equal(intern_find(&in, text_of(n, text)),
		    INTERN_NONE);
		assert_int_equal(intern_add(&in, text_of(n, text)), n);
		for (uint32_t i = 0; i <= n; i++)
			assert_int_equal(intern_find(&in, text_of(i, text)), i);
	}
	intern_release(&in);
}

static void
texts_never_move(void **state)
{
	enum { TEXTS = 200000 };
	const char **place = mem_array(NULL, TEXTS, sizeof(*place));
	struct intern in = { 0 };
	char text[32];

	(void)state;
	for (uint32_t n = 0; n < TEXTS; n++) {
		uint32_t id = intern_add(&in, text_of(n, text));

		place[id] = in.text[id].p;
	}
	assert_int_equal(in.n, TEXTS);
	for (uint32_t n = 0; n < TEXTS; n++) {
		assert_ptr_equal(in.text[n].p, place[n]);
		assert_string_equal(in.text[n].p, text_of(n, text).p);
	}
	intern_release(&in);
	free(place);
}

/* The table is a copy: what was added may go. */
static void
texts_are_copied(void **state)
{
	struct intern in = { 0 };
	char text[] = "child";

	(void)state;
	intern_add(&in, str_of(text));
	text[0] = 'X';
	assert_int_equal(intern_find(&in, str_of("child")), 0);
	assert_int_equal(intern_find(&in, str_of(text)), INTERN_NONE);
	intern_release(&in);
}

static void
texts_differ_by_length_too(void **state)
{
	static const struct str texts[] = { { "", 0 }, { "\0", 1 },
	    { "\0\0", 2 }, { "a", 1 }, { "a\0", 2 }, { "aaaaaaaa", 8 },
	    { "aaaaaaaa\0", 9 }, { "aaaaaaaaa", 9 },
	    { "aaaaaaaaaaaaaaaa", 16 } };
	struct intern in = { 0 };

	(void)state;
	for (uint32_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_int_equal(intern_add(&in, texts[i]), i);
	for (uint32_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_int_equal(intern_find(&in, texts[i]), i);
	assert_int_equal(intern_find(&in, (struct str){ NULL, 0 }), 0);
	intern_release(&in);
}

/* Different texts stay different where their hashes are equal. */
static void
equal_hashes_are_no_equal_texts(void **state)
{
	static const uint64_t hashes[] = { 0, 63, UINT64_MAX };
	char text[32];

	(void)state;
	for (size_t h = 0; h < 3; h++) {
		struct intern in = { 0 };

		for (uint32_t n = 0; n < 300; n++)
			assert_int_equal(intern_add_hashed(&in,
			    text_of(n, text), hashes[h]), n);
		for (uint32_t n = 0; n < 300; n++)
			assert_int_equal(intern_add_hashed(&in,
			    text_of(n, text), hashes[h]), n);
		intern_release(&in);
	}
}

/* Texts that differ in one place only, early, late, or by being longer. */
static void
equal_hashes_of_texts_that_are_nearly_equal(void **state)
{
	static const char *const texts[] = { "", "S", "S-000001",
	    "S-000001-2026-11-22", "X-000001-2026-11-22",
	    "S-000001-2026-11-2X", "S-000001-2O26-11-22",
	    "S-000001-2026-11-22-", "S-000001-2026-11", "X-000001" };
	struct intern in = { 0 };

	(void)state;
	for (int i = 0; i < 2; i++)
		for (uint32_t n = 0; n < sizeof(texts) / sizeof(texts[0]); n++)
			assert_int_equal(intern_add_hashed(&in,
			    str_of(texts[n]), 1), n);
	intern_release(&in);
}

static void
known_hash_gives_the_same_number(void **state)
{
	struct intern in = { 0 };
	struct str s = str_of("network.mormor");

	(void)state;
	intern_prefetch(&in, intern_hash(s));
	assert_int_equal(intern_add_hashed(&in, s, intern_hash(s)), 0);
	intern_prefetch(&in, intern_hash(s));
	assert_int_equal(intern_add(&in, s), 0);
	assert_int_equal(intern_find(&in, s), 0);
	intern_release(&in);
}

static void
released_table_is_empty(void **state)
{
	struct intern in = { 0 };

	(void)state;
	intern_release(&in);
	intern_add(&in, str_of("child"));
	intern_release(&in);
	assert_int_equal(intern_find(&in, str_of("child")), INTERN_NONE);
	assert_int_equal(intern_add(&in, str_of("mother")), 0);
	intern_release(&in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_given_in_order),
		cmocka_unit_test(finding_adds_nothing),
		cmocka_unit_test(ranks_are_those_of_bytes),
		cmocka_unit_test(growing_loses_nothing),
		cmocka_unit_test(texts_never_move),
		cmocka_unit_test(texts_are_copied),
		cmocka_unit_test(texts_differ_by_length_too),
		cmocka_unit_test(equal_hashes_are_no_equal_texts),
		cmocka_unit_test(equal_hashes_of_texts_that_are_nearly_equal),
		cmocka_unit_test(known_hash_gives_the_same_number),
		cmocka_unit_test(released_table_is_empty),
	};

	return cmocka_run_group_tests_name("intern", tests, NULL, NULL);
}
