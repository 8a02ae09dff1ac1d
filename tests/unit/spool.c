#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/spool.h"

/* A piece of twelve bytes: a megabyte is no whole number of them. */
struct piece {
	uint32_t	number;
	uint32_t	twice;
	uint32_t	fixed;
};

enum { FIXED = 0x5EED };

static void
add(struct spool *s, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		struct piece p = { i, i * 2, FIXED };

		spool_add(s, &p, sizeof(p));
	}
}

static void
take(const void *piece, void *arg)
{
	uint32_t *expected = arg;
	struct piece p;

	memcpy(&p, piece, sizeof(p));
	assert_int_equal(p.number, *expected);
	assert_int_equal(p.twice, *expected * 2);
	assert_int_equal(p.fixed, FIXED);
	++*expected;
}

/* All pieces come back, in order, as often as they are asked for. */
static void
assert_comes_back(struct spool *s, uint32_t n)
{
	struct diag d = { 0 };

	for (int i = 0; i < 2; i++) {
		uint32_t seen = 0;

		assert_true(spool_each(s, sizeof(struct piece), take, &seen,
		    &d));
		assert_int_equal(seen, n);
	}
	assert_int_equal(diag_status(&d), 0);
}

static void
empty_spool_gives_nothing(void **state)
{
	struct spool s;

	(void)state;
	spool_init(&s);
	assert_comes_back(&s, 0);
	spool_release(&s);
}

static void
short_list_stays_in_memory(void **state)
{
	struct spool s;

	(void)state;
	spool_init(&s);
	add(&s, 1000);
	assert_int_equal(s.fd, -1);
	assert_comes_back(&s, 1000);
	spool_release(&s);
}

static void
long_list_goes_to_a_file(void **state)
{
	enum { PIECES = 500000 };
	struct spool s;

	(void)state;
	spool_init(&s);
	add(&s, PIECES);
	assert_true(s.fd >= 0);
	assert_true(s.buf.cap < 4 * 1024 * 1024);
	assert_comes_back(&s, PIECES);
	spool_release(&s);
}

/* Where the list just filled the memory there is nothing left over. */
static void
list_that_ends_with_the_memory(void **state)
{
	const uint32_t full = (1024 * 1024 + sizeof(struct piece) - 1) /
	    sizeof(struct piece);

	(void)state;
	for (uint32_t n = full - 1; n <= full + 1; n++) {
		struct spool s;

		spool_init(&s);
		add(&s, n);
		assert_comes_back(&s, n);
		spool_release(&s);
	}
}

static void
no_place_for_a_file_is_no_failure(void **state)
{
	struct spool s;

	(void)state;
	setenv("TMPDIR", "/no/such/folder", 1);
	spool_init(&s);
	add(&s, 300000);
	unsetenv("TMPDIR");
	assert_int_equal(s.fd, -1);
	assert_comes_back(&s, 300000);
	spool_release(&s);
}

/* The file cannot take the second megabyte, or only half of it. */
static void
full_disk_is_no_failure(void **state)
{
	static const rlim_t sizes[] = { 0, 500000, 1048584, 1500000 };
	struct rlimit old, small;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	signal(SIGXFSZ, SIG_IGN);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct spool s;

		small = (struct rlimit){ sizes[i], old.rlim_max };
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
		spool_init(&s);
		add(&s, 300000);
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
		assert_true(s.memory_only);
		assert_comes_back(&s, 300000);
		spool_release(&s);
	}
	signal(SIGXFSZ, SIG_DFL);
}

static void
count_piece(const void *piece, void *arg)
{
	(void)piece;
	++*(uint32_t *)arg;
}

static void
lost_file_is_told(void **state)
{
	struct diag d = { 0 };
	struct spool s;
	uint32_t seen = 0;

	(void)state;
	spool_init(&s);
	add(&s, 300000);
	assert_true(s.fd >= 0);
	assert_int_equal(ftruncate(s.fd, 1000), 0);
	assert_false(spool_each(&s, sizeof(struct piece), count_piece, &seen,
	    &d));
	assert_int_equal(diag_status(&d), 2);
	spool_release(&s);
}

static void
released_spool_is_empty(void **state)
{
	struct spool s;

	(void)state;
	spool_init(&s);
	add(&s, 300000);
	spool_release(&s);
	assert_int_equal(s.fd, -1);
	assert_comes_back(&s, 0);
	add(&s, 10);
	assert_comes_back(&s, 10);
	spool_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_spool_gives_nothing),
		cmocka_unit_test(short_list_stays_in_memory),
		cmocka_unit_test(long_list_goes_to_a_file),
		cmocka_unit_test(list_that_ends_with_the_memory),
		cmocka_unit_test(no_place_for_a_file_is_no_failure),
		cmocka_unit_test(full_disk_is_no_failure),
		cmocka_unit_test(lost_file_is_told),
		cmocka_unit_test(released_spool_is_empty),
	};

	return cmocka_run_group_tests_name("spool", tests, NULL, NULL);
}
