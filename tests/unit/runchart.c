/* Run charts by hand: what counts, what breaks a row, what does neither. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <expat.h>
#include <string.h>

#include "base/num.h"
#include "calc/runchart.h"
#include "draw/runchart.h"

enum { MOST = 40 };

/* Of values 0 to 9, each a digit: what is said of every point, as signs and as
 * numbers of runs. */
static void
check(const char *digits, size_t n_median, int64_t median, const char *sides,
    const char *shifts, const char *trends)
{
	char side[MOST] = "", shift[MOST] = "", trend[MOST] = "";
	size_t n = strlen(digits);
	struct point p[MOST] = { { 0 } };
	struct runchart c;

	for (size_t i = 0; i < n; i++)
		p[i] = (struct point){ (day_t)(3 * i), 0,
		    (digits[i] - '0') * NUM_ONE };
	runchart_make(&c, p, n, n_median);
	for (size_t i = 0; i < n; i++) {
		side[i] = "-.+"[c.shifts.way[i] + 1];
		shift[i] = ".123456"[runchart_number(&c.shifts, i)];
		trend[i] = ".123456"[runchart_number(&c.trends, i)];
	}
	assert_int_equal(c.has_median, n_median > 0);
	assert_int_equal(c.median, median);
	assert_string_equal(side, sides);
	assert_string_equal(shift, shifts);
	assert_string_equal(trend, trends);
	runchart_release(&c);
}

static void
all_of(const char *digits, int64_t median, const char *sides,
    const char *shifts, const char *trends)
{
	check(digits, strlen(digits), median, sides, shifts, trends);
}

static void
medians(void **state)
{
	(void)state;
	all_of("", 0, "", "", "");
	all_of("7", 7000000, ".", ".", ".");
	all_of("29", 5500000, "-+", "..", "..");
	all_of("921", 2000000, "+.-", "...", "...");
	all_of("4444444", 4000000, ".......", ".......", ".......");
}

static void
six_above_are_a_shift(void **state)
{
	(void)state;
	all_of("1212178787", 4500000, "-----+++++", "..........",
	    "..........");
	all_of("121212787878", 4500000, "------++++++", "111111222222",
	    "............");
	all_of("12121278787871", 4500000, "------+++++++-",
	    "1111112222222.", "..............");
}

/* On the median a point counts in no row and breaks none. */
static void
points_on_the_median_are_passed_over(void **state)
{
	(void)state;
	all_of("5787578755121231", 5000000, ".+++.+++..------",
	    ".111.111..222222", "................");
	all_of("578757875121", 6000000, "-+++-+++----",
	    "............", "............");
	/* Five and one on the line are no six. */
	all_of("58787855121212125", 5000000, ".+++++..--------.",
	    "........11111111.", ".................");
}

static void
five_rising_are_a_trend(void **state)
{
	(void)state;
	all_of("12341234", 2500000, "--++--++", "........", "........");
	all_of("3123452", 3000000, ".--.++-", ".......", ".11111.");
	all_of("98765", 7000000, "++.--", ".....", "11111");
	/* A turning point ends one and begins the next. */
	all_of("123454321", 3000000, "--.+++.--", ".........", "111112222");
}

/* Of equal ones the first counts, wherever they are; none breaks. */
static void
equal_values_are_passed_over(void **state)
{
	(void)state;
	all_of("1223334", 3000000, "---...+", ".......", ".......");
	all_of("112233445", 3000000, "----..+++", ".........",
	    "1.1.1.1.1");
	all_of("1233455", 3000000, "--..+++", ".......", "111.11.");
	all_of("1234554321", 3000000, "--.++++.--", "..........",
	    "11111.2222");
}

/* What was the median holds for what came after. */
static void
a_frozen_median(void **state)
{
	(void)state;
	check("5678756787", 1, 5000000, ".++++.++++", ".1111.1111",
	    "..........");
	check("4567878787", 3, 5000000, "-.++++++++", "..11111111",
	    "11111.....");
	check("4567878787", 0, 0, "..........", "..........", "11111.....");
}

/* Between two values a millionth apart lies a median that neither is. */
static void
half_a_millionth(void **state)
{
	static const struct point p[] = { { 1, 0, 1 }, { 2, 0, 2 } };
	static const struct point q[] = { { 1, 0, -2 }, { 2, 0, -1 } };
	struct runchart c;

	(void)state;
	runchart_make(&c, p, 2, 2);
	assert_int_equal(c.median, 2);
	assert_int_equal(c.shifts.way[0], -1);
	assert_int_equal(c.shifts.way[1], 1);
	runchart_release(&c);
	runchart_make(&c, q, 2, 2);
	assert_int_equal(c.median, -2);
	assert_int_equal(c.shifts.way[0], -1);
	runchart_release(&c);
}

/* ---------------------------------------------------------------- charts -- */

static void
draw(const struct point *p, size_t n, const char *title, struct buf *svg,
    struct buf *text)
{
	struct runchart c;
	struct runchart_page page = { .title = str_of(title), .p = p, .n = n,
	    .chart = &c, .better = -1, .lang = LANG_DA };
	struct buf body = { 0 };
	int height = 0;

	runchart_make(&c, p, n, n);
	runchart_text(text, &page);
	runchart_svg_add(&body, &height, &page);
	runchart_svg_add(&body, &height, &page);
	runchart_svg(svg, buf_str(&body), height, LANG_DA);
	buf_release(&body);
	runchart_release(&c);
}

/* Whatever a name holds, and however far values and days lie apart. */
static void
drawings_are_well_formed(void **state)
{
	static const struct point p[] = {
		{ -719162, 0, INT64_C(-999999999999999999) },
		{ 0, 0, 1 }, { 1, 0, 1 }, { 2, 0, 2 }, { 3, 0, 3 },
		{ 4, 0, 4 }, { 5, 0, 5 },
		{ 2932896, 0, INT64_C(999999999999999999) } };

	(void)state;
	for (size_t first = 0; first < 8; first++)
		for (size_t n = 1; first + n <= 8; n++) {
			XML_Parser parser = XML_ParserCreate(NULL);
			struct buf svg = { 0 }, text = { 0 };

			draw(p + first, n, "<a> & \"b\" 'c'\033[1m ]]> \xe2\x80"
			    "\xae\n-- x", &svg, &text);
			if (XML_Parse(parser, svg.p, (int)svg.len, 1) !=
			    XML_STATUS_OK)
				fail_msg("%s in %s", XML_ErrorString(
				    XML_GetErrorCode(parser)), svg.p);
			assert_null(strstr(text.p, "\033"));
			assert_null(strstr(svg.p, "nan"));
			assert_null(strstr(svg.p, "inf"));
			XML_ParserFree(parser);
			buf_release(&svg);
			buf_release(&text);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(medians),
		cmocka_unit_test(six_above_are_a_shift),
		cmocka_unit_test(points_on_the_median_are_passed_over),
		cmocka_unit_test(five_rising_are_a_trend),
		cmocka_unit_test(equal_values_are_passed_over),
		cmocka_unit_test(a_frozen_median),
		cmocka_unit_test(half_a_millionth),
		cmocka_unit_test(drawings_are_well_formed),
	};

	return cmocka_run_group_tests_name("runchart", tests, NULL, NULL);
}
