#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/num.h"
#include "draw/spark.h"

static void
assert_spark(const struct point *p, size_t n, int64_t min, int64_t max,
    const char *expected)
{
	struct buf out = { 0 };

	spark_add(&out, p, n, min, max);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void
eight_heights(void **state)
{
	struct point p[8];

	(void)state;
	for (int i = 0; i < 8; i++)
		p[i] = (struct point){ i, 0, i * NUM_ONE };
	assert_spark(p, 8, 0, 7 * NUM_ONE, "▁▂▃▄▅▆▇█");
	assert_spark(p, 8, 0, 14 * NUM_ONE, "▁▂▂▃▃▄▄▅");
	/* Beyond the ends they are the ends. */
	assert_spark(p, 8, 3 * NUM_ONE, 4 * NUM_ONE, "▁▁▁▁████");
	assert_spark(p, 0, 0, 1, "");
}

static void
own_range(void **state)
{
	static const struct point p[] = { { 1, 0, -5 }, { 2, 0, 5 },
	    { 3, 0, 0 } };
	struct buf out = { 0 };

	(void)state;
	spark_add_own(&out, p, 3);
	assert_string_equal(buf_text(&out), "▁█▅");
	buf_clear(&out);
	spark_add_own(&out, p, 1);
	assert_string_equal(buf_text(&out), "▄");
	buf_release(&out);
}

static void
of_many_the_last(void **state)
{
	struct point p[SPARK_WIDTH + 1];

	(void)state;
	for (int i = 0; i <= SPARK_WIDTH; i++)
		p[i] = (struct point){ i, 0, i < 3 ? 0 : 1 };
	assert_spark(p, SPARK_WIDTH, 0, 1, "▁▁▁█████████████");
	assert_spark(p, SPARK_WIDTH + 1, 0, 1, "…▁██████████████");
}

static void
the_widest(void **state)
{
	static const struct point p[] = { { 1, 0, INT64_MIN },
	    { 2, 0, INT64_MAX }, { 3, 0, 0 } };

	(void)state;
	assert_spark(p, 3, INT64_MIN, INT64_MAX, "▁█▅");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(eight_heights),
		cmocka_unit_test(own_range),
		cmocka_unit_test(of_many_the_last),
		cmocka_unit_test(the_widest),
	};

	return cmocka_run_group_tests_name("spark", tests, NULL, NULL);
}
