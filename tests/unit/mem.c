#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

static void
memory_is_zeroed(void **state)
{
	static const char zero[100];
	char *p = mem_alloc(sizeof(zero));

	(void)state;
	assert_memory_equal(p, zero, sizeof(zero));
	free(p);
}

static void
nothing_asked_for_is_not_null(void **state)
{
	void *a = mem_alloc(0), *b = mem_array(NULL, 0, 8);

	(void)state;
	assert_non_null(a);
	assert_non_null(b);
	free(a);
	free(b);
}

static void
copy_ends_with_nul(void **state)
{
	char *copy = mem_dup("abcdef", 3), *empty = mem_dup(NULL, 0);

	(void)state;
	assert_string_equal(copy, "abc");
	assert_string_equal(empty, "");
	free(copy);
	free(empty);
}

static void
array_grows_by_doubling(void **state)
{
	size_t cap = 0, moves = 0;
	int *p = NULL;

	(void)state;
	for (size_t i = 0; i < 100000; i++) {
		size_t before = cap;

		p = mem_grow(p, i, &cap, sizeof(*p));
		moves += cap != before;
		assert_true(cap > i);
		p[i] = (int)i;
	}
	for (size_t i = 0; i < 100000; i++)
		assert_int_equal(p[i], i);
	assert_true(moves < 20);
	free(p);
}

/* n * size is more than there are addresses: not a small array. */
static void
array_that_overflows_ends_with_2(void **state)
{
	pid_t pid;
	int status;

	(void)state;
	fflush(NULL);		/* the child must not say it again */
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		if (freopen("/dev/null", "w", stderr) == NULL)
			_exit(3);
		mem_array(NULL, SIZE_MAX / 2 + 1, 2);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2);
}

static void
arena_is_aligned_after_any_size(void **state)
{
	struct arena a = { 0 };

	(void)state;
	for (size_t size = 0; size < 70; size++) {
		void *p = arena_alloc(&a, size);

		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		memset(p, 0xFF, size);
		arena_str(&a, (struct str){ "x", 1 });
	}
	arena_release(&a);
}

/* Over many blocks nothing moves and nothing overlaps. */
static void
arena_keeps_what_it_handed_out(void **state)
{
	enum { TEXTS = 50000 };
	struct str *text = mem_array(NULL, TEXTS, sizeof(*text));
	struct arena a = { 0 };
	char word[32];

	(void)state;
	for (size_t i = 0; i < TEXTS; i++) {
		int n = snprintf(word, sizeof(word), "text %zu", i);

		text[i] = arena_str(&a, (struct str){ word, (size_t)n });
	}
	for (size_t i = 0; i < TEXTS; i++) {
		snprintf(word, sizeof(word), "text %zu", i);
		assert_string_equal(text[i].p, word);
		assert_int_equal(text[i].len, strlen(word));
	}
	arena_release(&a);
	free(text);
}

static void
arena_takes_more_than_a_block(void **state)
{
	static const size_t sizes[] = { 64 * 1024 - 1, 64 * 1024,
	    64 * 1024 + 1, 1000000 };
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		char *p = arena_alloc(&a, sizes[i]);
		char *text = mem_alloc(sizes[i]);
		struct str copy;

		memset(p, 'a', sizes[i]);
		memset(text, 'b', sizes[i]);
		copy = arena_str(&a, (struct str){ text, sizes[i] });
		assert_int_equal(copy.p[sizes[i]], '\0');
		assert_int_equal(copy.p[sizes[i] - 1], 'b');
		assert_int_equal(p[sizes[i] - 1], 'a');
		free(text);
	}
	arena_release(&a);
}

/* Texts of every length about what is left of a block of 64 KiB, NUL and all:
 * the sanitizer sees one that goes beyond. */
static void
arena_text_that_just_fills_a_block(void **state)
{
	enum { FIRST = 65000, LEFT = 65536 - FIRST - 1 };
	char *text = mem_alloc(FIRST);

	(void)state;
	memset(text, 'x', FIRST);
	for (size_t len = LEFT - 3; len <= LEFT + 3; len++) {
		struct arena a = { 0 };
		struct str copy;

		arena_str(&a, (struct str){ text, FIRST });
		copy = arena_str(&a, (struct str){ text, len });
		assert_int_equal(strlen(copy.p), len);
		arena_release(&a);
	}
	free(text);
}

static void
arena_text_may_be_empty(void **state)
{
	struct arena a = { 0 };
	struct str copy = arena_str(&a, (struct str){ NULL, 0 });

	(void)state;
	assert_int_equal(copy.len, 0);
	assert_string_equal(copy.p, "");
	arena_release(&a);
}

static void
released_arena_can_be_used_again(void **state)
{
	struct arena a = { 0 };

	(void)state;
	arena_release(&a);
	arena_alloc(&a, 10);
	arena_release(&a);
	assert_null(a.block);
	assert_string_equal(arena_str(&a, str_of("again")).p, "again");
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed),
		cmocka_unit_test(nothing_asked_for_is_not_null),
		cmocka_unit_test(copy_ends_with_nul),
		cmocka_unit_test(array_grows_by_doubling),
		cmocka_unit_test(array_that_overflows_ends_with_2),
		cmocka_unit_test(arena_is_aligned_after_any_size),
		cmocka_unit_test(arena_keeps_what_it_handed_out),
		cmocka_unit_test(arena_takes_more_than_a_block),
		cmocka_unit_test(arena_text_that_just_fills_a_block),
		cmocka_unit_test(arena_text_may_be_empty),
		cmocka_unit_test(released_arena_can_be_used_again),
	};

	return cmocka_run_group_tests_name("mem", tests, NULL, NULL);
}
