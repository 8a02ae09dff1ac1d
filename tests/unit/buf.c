#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"

static void
empty_buffer_is_empty_text(void **state)
{
	struct buf b = { 0 };

	(void)state;
	assert_string_equal(buf_text(&b), "");
	assert_non_null(buf_str(&b).p);
	assert_int_equal(buf_str(&b).len, 0);
	buf_clear(&b);
	assert_string_equal(buf_text(&b), "");
	buf_release(&b);
}

static void
every_way_to_append(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_add(&b, "one,", 3);
	buf_add_str(&b, (struct str){ " two", 4 });
	buf_adds(&b, " three");
	buf_addc(&b, '!');
	buf_fill(&b, '-', 3);
	buf_addf(&b, "%d%%", 50);
	assert_string_equal(b.p, "one two three!---50%");
	assert_int_equal(b.len, 20);
	buf_release(&b);
}

static void
appending_nothing_leaves_a_text(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_add(&b, NULL, 0);
	buf_adds(&b, "");
	buf_fill(&b, 'x', 0);
	buf_addf(&b, "%s", "");
	assert_string_equal(buf_text(&b), "");
	assert_int_equal(b.len, 0);
	buf_release(&b);
}

/* One byte at a time over every size at which memory may move. */
static void
nul_follows_at_every_length(void **state)
{
	struct buf b = { 0 };

	(void)state;
	for (size_t i = 0; i < 5000; i++) {
		buf_addc(&b, (char)('a' + i % 26));
		assert_int_equal(b.len, i + 1);
		assert_int_equal(b.p[b.len], '\0');
		assert_true(b.cap > b.len);
	}
	for (size_t i = 0; i < 5000; i++)
		assert_int_equal(b.p[i], 'a' + i % 26);
	buf_release(&b);
}

static void
format_longer_than_the_room(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_adds(&b, "<");
	buf_addf(&b, "%*d", 3000, 7);
	buf_addf(&b, ">");
	assert_int_equal(b.len, 3002);
	assert_string_equal(b.p + 2998, "  7>");
	buf_release(&b);
}

static void
bytes_may_be_nul(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_add(&b, "a\0b", 3);
	buf_addc(&b, '\0');
	assert_int_equal(b.len, 4);
	assert_memory_equal(b.p, "a\0b\0", 5);
	buf_release(&b);
}

static void
clearing_keeps_the_memory(void **state)
{
	struct buf b = { 0 };
	const char *before;

	(void)state;
	buf_fill(&b, 'x', 500);
	before = b.p;
	buf_clear(&b);
	assert_string_equal(buf_text(&b), "");
	buf_fill(&b, 'y', 500);
	assert_ptr_equal(b.p, before);
	buf_release(&b);
}

static void
reserved_room_does_not_move(void **state)
{
	struct buf b = { 0 };
	const char *before;

	(void)state;
	buf_adds(&b, "start");
	buf_reserve(&b, 10000);
	before = b.p;
	buf_fill(&b, 'x', 10000);
	assert_ptr_equal(b.p, before);
	buf_release(&b);
}

static void
released_buffer_can_be_used_again(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_adds(&b, "first");
	buf_release(&b);
	assert_null(b.p);
	assert_int_equal(b.len, 0);
	buf_adds(&b, "second");
	assert_string_equal(b.p, "second");
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_buffer_is_empty_text),
		cmocka_unit_test(every_way_to_append),
		cmocka_unit_test(appending_nothing_leaves_a_text),
		cmocka_unit_test(nul_follows_at_every_length),
		cmocka_unit_test(format_longer_than_the_room),
		cmocka_unit_test(bytes_may_be_nul),
		cmocka_unit_test(clearing_keeps_the_memory),
		cmocka_unit_test(reserved_room_does_not_move),
		cmocka_unit_test(released_buffer_can_be_used_again),
	};

	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
