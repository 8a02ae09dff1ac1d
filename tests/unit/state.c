/* States: numbers of 128 bits, what merges and what does not, one form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "follow/state.h"

static const struct str none = { "", 0 };
static struct diag d;

static struct str
text_of(int128 n)
{
	static struct buf out;

	buf_clear(&out);
	state_add_numbers(&out, &n, 1);
	return buf_str(&out);
}

static void
numbers_of_128_bits(void **state)
{
	const int128 most = ((((int128)1 << 126) - 1) << 1) + 1;
	static const char *const wrong[] = { "", "-", "+1", "1 ", " 1", "1.0",
	    "1 2", "x", "170141183460469231731687303715884105728",
	    "-170141183460469231731687303715884105729" };
	int128 n[2];

	(void)state;
	assert_true(str_is(text_of(most),
	    "170141183460469231731687303715884105727"));
	assert_true(str_is(text_of(-most - 1),
	    "-170141183460469231731687303715884105728"));
	assert_true(str_is(text_of(0), "0"));
	assert_true(state_numbers(text_of(most), n, 1) && n[0] == most);
	assert_true(state_numbers(text_of(-most - 1), n, 1) &&
	    n[0] == -most - 1);
	assert_true(state_numbers(str_of("-3 4"), n, 2) && n[0] == -3 &&
	    n[1] == 4);
	assert_false(state_numbers(str_of("-3"), n, 2));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(state_numbers(str_of(wrong[i]), n, 1));
}

/* Keys that are each other's beginning, and one with escapes. */
static void
lines_are_sorted_and_found(void **state)
{
	struct state_line *const *lines;
	const int128 one = 1, two = 2;
	struct state st;

	(void)state;
	state_init(&st, &d);
	assert_true(state_add(&st, "a", str_of("x y\tb"), &one, 1));
	assert_true(state_add(&st, "a", str_of("x\tb"), &one, 1));
	assert_true(state_add(&st, "b", str_of("x"), &one, 1));
	assert_true(state_add(&st, "a", str_of("x\tb"), &two, 1));
	assert_true(state_put(&st, STATE_ALL, "a", none, str_of("v")));
	state_sort(&st);
	assert_int_equal(state_lines(&st, STATE_SUM, "a", &lines), 2);
	assert_true(str_is(lines[0]->key, "x\tb"));
	assert_true(lines[0]->number[0] == 3);
	assert_true(str_is(lines[1]->key, "x y\tb"));
	assert_int_equal(state_lines(&st, STATE_SUM, "c", &lines), 0);
	assert_int_equal(state_lines(&st, STATE_ONCE, "a", &lines), 0);
	assert_non_null(state_find(&st, STATE_SUM, "b", str_of("x")));
	assert_null(state_find(&st, STATE_ALL, "b", str_of("x")));
	state_release(&st);
}

static void
what_does_not_merge(void **state)
{
	const int128 n[] = { ((int128)1 << 126) + 1, 1 };
	struct state st;

	(void)state;
	state_init(&st, &d);
	assert_true(state_put(&st, STATE_SAME, "scale", none, str_of("1")));
	assert_true(state_put(&st, STATE_SAME, "scale", none, str_of("1")));
	assert_false(state_put(&st, STATE_SAME, "scale", none, str_of("2")));
	assert_true(state_put(&st, STATE_ALL, "by", none, str_of("")));
	assert_false(state_put(&st, STATE_ALL, "by", none, str_of("x")));
	assert_true(state_put_case(&st, str_of("S-1")));
	assert_true(state_put_case(&st, str_of("S-2")));
	assert_false(state_put_case(&st, str_of("S-1")));
	assert_true(state_add(&st, "n", none, n, 2));
	assert_false(state_add(&st, "n", none, n, 1));
	assert_false(state_add(&st, "n", none, n, 2));	/* overflows */
	state_release(&st);
}

/* The digest of a case says nothing without the secret, and is the same in
 * every state that has it. */
static void
digests_depend_on_the_secret(void **state)
{
	struct state_line *const *lines;
	struct str digest[3];
	struct state st[3];

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		state_init(&st[i], &d);
		assert_true(state_secret(&st[i], i == 2 ?
		    str_of("one secret of 32 bytes at least.") : none));
		assert_true(state_put_case(&st[i], str_of("S-1")));
		state_sort(&st[i]);
		assert_int_equal(state_lines(&st[i], STATE_ONCE, "case",
		    &lines), 1);
		digest[i] = lines[0]->key;
		assert_int_equal(digest[i].len, 32);
	}
	assert_true(str_eq(digest[0], digest[1]));
	assert_false(str_eq(digest[0], digest[2]));
	for (size_t i = 0; i < 3; i++)
		state_release(&st[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_of_128_bits),
		cmocka_unit_test(lines_are_sorted_and_found),
		cmocka_unit_test(what_does_not_merge),
		cmocka_unit_test(digests_depend_on_the_secret),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
