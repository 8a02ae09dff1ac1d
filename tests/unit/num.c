#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "base/num.h"

#define N(array)	(sizeof(array) / sizeof((array)[0]))

/* The same numbers in every run (Marsaglia's xorshift). */
static uint64_t
next_random(void)
{
	static uint64_t x = UINT64_C(88172645463325252);

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return x;
}

static const struct {
	const char		*text;
	enum num_result		 result;
	int64_t			 millionths;
} numbers[] = {
	{ "0", NUM_OK, 0 },
	{ "7", NUM_OK, 7000000 },
	{ "-2", NUM_OK, -2000000 },
	{ "3.5", NUM_OK, 3500000 },
	{ "3.50", NUM_OK, 3500000 },
	{ "007", NUM_OK, 7000000 },
	{ "0.000001", NUM_OK, 1 },
	{ "-0.000001", NUM_OK, -1 },
	{ "-0", NUM_OK, 0 },
	{ "-0.000", NUM_OK, 0 },
	/* Twelve digits before the point, zeros in front not counted. */
	{ "999999999999", NUM_OK, INT64_C(999999999999000000) },
	{ "999999999999.999999", NUM_OK, INT64_C(999999999999999999) },
	{ "-999999999999.999999", NUM_OK, INT64_C(-999999999999999999) },
	{ "00000000000000000000000012", NUM_OK, 12000000 },
	{ "1000000000000", NUM_RANGE, 0 },
	{ "-1000000000000", NUM_RANGE, 0 },
	{ "1000000000000.5", NUM_RANGE, 0 },
	{ "99999999999999999999999999999999", NUM_RANGE, 0 },
	/* Six behind it, zeros at the end not counted. */
	{ "0.1234567", NUM_RANGE, 0 },
	{ "0.0000001", NUM_RANGE, 0 },
	{ "0.12345670000", NUM_RANGE, 0 },
	{ "0.123456000000", NUM_OK, 123456 },
	{ "1.0000000000000000000000", NUM_OK, 1000000 },
	/* What is no number at all is not called too long. */
	{ "1000000000000.", NUM_SYNTAX, 0 },
	{ "1000000000000x", NUM_SYNTAX, 0 },
	{ "0.12345678x", NUM_SYNTAX, 0 },
	{ "", NUM_SYNTAX, 0 },
	{ "-", NUM_SYNTAX, 0 },
	{ ".", NUM_SYNTAX, 0 },
	{ "-.", NUM_SYNTAX, 0 },
	{ ".5", NUM_SYNTAX, 0 },
	{ "-.5", NUM_SYNTAX, 0 },
	{ "5.", NUM_SYNTAX, 0 },
	{ "+5", NUM_SYNTAX, 0 },
	{ "--5", NUM_SYNTAX, 0 },
	{ "5-", NUM_SYNTAX, 0 },
	{ "1,5", NUM_SYNTAX, 0 },
	{ "1.2.3", NUM_SYNTAX, 0 },
	{ "1.-2", NUM_SYNTAX, 0 },
	{ "1e3", NUM_SYNTAX, 0 },
	{ "0x10", NUM_SYNTAX, 0 },
	{ " 1", NUM_SYNTAX, 0 },
	{ "1 ", NUM_SYNTAX, 0 },
	{ "1 000", NUM_SYNTAX, 0 },
	{ "nan", NUM_SYNTAX, 0 },
	{ "inf", NUM_SYNTAX, 0 },
	{ "\xE2\x88\x92""1", NUM_SYNTAX, 0 },	/* U+2212, a minus sign */
	{ "\xD9\xA1", NUM_SYNTAX, 0 },		/* an Arabic digit */
};

static void
grammar_and_limits(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(numbers); i++) {
		int64_t n = -77;
		enum num_result result = num_parse(str_of(numbers[i].text), &n);

		if (result != numbers[i].result || (result == NUM_OK &&
		    n != numbers[i].millionths))
			fail_msg("\"%s\": result %d, %lld", numbers[i].text,
			    (int)result, (long long)n);
	}
}

static void
form_does_not_depend_on_limits(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(numbers); i++)
		if (num_is(str_of(numbers[i].text)) !=
		    (numbers[i].result != NUM_SYNTAX))
			fail_msg("\"%s\"", numbers[i].text);
}

/* Both know the same grammar: short words of the characters that matter. */
static void
form_agrees_with_parsing(void **state)
{
	static const char letters[] = "-.01 9,e";
	char word[8];

	(void)state;
	for (int i = 0; i < 200000; i++) {
		size_t len = next_random() % sizeof(word);
		struct str s = { word, len };
		int64_t n;

		for (size_t j = 0; j < len; j++)
			word[j] = letters[next_random() % 8];
		if (num_is(s) != (num_parse(s, &n) != NUM_SYNTAX))
			fail_msg("\"%.*s\"", STR(s));
	}
}

static void
only_the_given_bytes_count(void **state)
{
	int64_t n;

	(void)state;
	assert_int_equal(num_parse((struct str){ "12.75", 4 }, &n), NUM_OK);
	assert_int_equal(n, 12700000);
	assert_int_equal(num_parse((struct str){ "12.75", 3 }, &n), NUM_SYNTAX);
}

static const struct {
	int64_t		 millionths;
	const char	*text;
} written[] = {
	{ 0, "0" },
	{ 1, "0.000001" },
	{ -1, "-0.000001" },
	{ 10, "0.00001" },
	{ 500000, "0.5" },
	{ -500000, "-0.5" },
	{ 1000000, "1" },
	{ 10000000, "10" },
	{ -1500000, "-1.5" },
	{ 1050000, "1.05" },
	{ INT64_C(999999999999999999), "999999999999.999999" },
	{ INT64_MAX, "9223372036854.775807" },
	{ INT64_MIN, "-9223372036854.775808" },
};

static void
written_without_trailing_zeros(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(written); i++) {
		struct buf out = { 0 };

		num_add(&out, written[i].millionths);
		assert_string_equal(buf_text(&out), written[i].text);
		buf_release(&out);
	}
}

static void
written_and_read_again(void **state)
{
	(void)state;
	for (int i = 0; i < 100000; i++) {
		/* Of every size: the top bits are shifted away. */
		int64_t n = (int64_t)(next_random() >> 5 >>
		    next_random() % 59), back;
		char text[NUM_SIZE];
		size_t len;

		n = n % INT64_C(1000000000000000000);
		n = next_random() % 2 == 0 ? -n : n;
		len = num_format(text, n);
		assert_true(len <= NUM_SIZE);
		assert_int_equal(num_parse((struct str){ text, len }, &back),
		    NUM_OK);
		assert_int_equal(back, n);
	}
}

/* Writes a random number within the limits, with zeros that do not count. */
static struct str
random_number(char text[64])
{
	char *p = text;

	if (next_random() % 2 == 0)
		*p++ = '-';
	for (uint64_t n = next_random() % 3; n > 0; n--)
		*p++ = '0';
	for (uint64_t n = next_random() % 3 + 1; n > 0; n--)
		*p++ = (char)('0' + next_random() % 3);
	if (next_random() % 2 == 0) {
		*p++ = '.';
		for (uint64_t n = next_random() % 3 + 1; n > 0; n--)
			*p++ = (char)('0' + next_random() % 3);
		for (uint64_t n = next_random() % 3; n > 0; n--)
			*p++ = '0';
	}
	return (struct str){ text, (size_t)(p - text) };
}

static void
comparing_text_is_comparing_numbers(void **state)
{
	int equal = 0;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		char one[64], other[64];
		struct str a = random_number(one), b = random_number(other);
		int64_t x, y;
		int c = num_cmp(a, b);

		assert_int_equal(num_parse(a, &x), NUM_OK);
		assert_int_equal(num_parse(b, &y), NUM_OK);
		if ((c > 0) - (c < 0) != (x > y) - (x < y))
			fail_msg("%.*s %.*s: %d", STR(a), STR(b), c);
		equal += c == 0;
	}
	assert_true(equal > 1000);	/* else the numbers prove little */
}

static const struct {
	const char	*less;
	const char	*greater;
} beyond_limits[] = {
	{ "9999999999999", "10000000000000" },
	{ "12345678901234567890", "12345678901234567891" },
	{ "-12345678901234567891", "-12345678901234567890" },
	{ "0.12345678901", "0.12345678902" },
	{ "-0.12345678902", "-0.12345678901" },
	{ "-99999999999999999999", "0.00000000000000000001" },
};

static void
comparing_has_no_limit(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(beyond_limits); i++) {
		struct str a = str_of(beyond_limits[i].less);
		struct str b = str_of(beyond_limits[i].greater);

		assert_true(num_cmp(a, b) < 0);
		assert_true(num_cmp(b, a) > 0);
		assert_int_equal(num_cmp(a, a), 0);
	}
}

static const struct {
	int64_t	over, under, result;
} divisions[] = {
	{ 0, 1, 0 }, { 0, 5, 0 },
	{ 4, 2, 2 }, { -4, 2, -2 },
	/* Exactly half goes away from zero. */
	{ 1, 2, 1 }, { -1, 2, -1 },
	{ 3, 2, 2 }, { -3, 2, -2 },
	{ 5, 2, 3 }, { -5, 2, -3 },
	{ 5, 10, 1 }, { -5, 10, -1 }, { 25, 10, 3 }, { -25, 10, -3 },
	/* Less than half and more. */
	{ 1, 3, 0 }, { -1, 3, 0 },
	{ 2, 3, 1 }, { -2, 3, -1 },
	{ 4, 10, 0 }, { -4, 10, 0 }, { 6, 10, 1 }, { -6, 10, -1 },
	{ 24, 10, 2 }, { -24, 10, -2 }, { 26, 10, 3 }, { -26, 10, -3 },
	{ INT64_MAX, 1, INT64_MAX }, { -INT64_MAX, 1, -INT64_MAX },
	{ INT64_MAX, INT64_MAX, 1 }, { INT64_MAX / 2, INT64_MAX, 0 },
	{ INT64_MAX / 2 + 1, INT64_MAX, 1 },
};

static void
division_rounds_half_away_from_zero(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(divisions); i++) {
		int64_t result = -77;

		assert_true(num_divide(divisions[i].over, divisions[i].under,
		    &result));
		if (result != divisions[i].result)
			fail_msg("%lld / %lld = %lld",
			    (long long)divisions[i].over,
			    (long long)divisions[i].under, (long long)result);
	}
}

/* |over - result * under| is at most half of under, and where it is half the
 * result lies farther from zero; the sign changes nothing else. */
static void
division_is_nearest(void **state)
{
	(void)state;
	for (int i = 0; i < 200000; i++) {
		int64_t over = (int64_t)(next_random() % 100000);
		int64_t under = (int64_t)(next_random() % 50 + 1), q, minus;
		int64_t twice;

		assert_true(num_divide(over, under, &q));
		assert_true(num_divide(-over, under, &minus));
		assert_int_equal(minus, -q);
		twice = 2 * (over - q * under);
		assert_true(twice < under && twice >= -under);
	}
}

static void
division_beyond_64_bits_is_refused(void **state)
{
	int128 huge = (int128)INT64_MAX * INT64_MAX;
	int64_t result = -77;

	(void)state;
	assert_true(num_divide(huge, INT64_MAX, &result));
	assert_int_equal(result, INT64_MAX);
	assert_true(num_divide(-huge, INT64_MAX, &result));
	assert_int_equal(result, -INT64_MAX);
	assert_false(num_divide(huge, 2, &result));
	/* One half too much. */
	assert_false(num_divide((int128)INT64_MAX * 2 + 1, 2, &result));
	assert_true(num_divide((int128)INT64_MAX * 2, 2, &result));
}

static const struct {
	const char	*text;
	uint64_t	 max;
	bool		 ok;
	uint64_t	 n;
} counts[] = {
	{ "0", 0, true, 0 },
	{ "0", 9999, true, 0 },
	{ "0012", 9999, true, 12 },
	{ "9999", 9999, true, 9999 },
	{ "10000", 9999, false, 0 },
	{ "150", 150, true, 150 },
	{ "151", 150, false, 0 },
	{ "160", 150, false, 0 },
	{ "18446744073709551615", UINT64_MAX, true, UINT64_MAX },
	{ "18446744073709551616", UINT64_MAX, false, 0 },
	{ "99999999999999999999", UINT64_MAX, false, 0 },
	{ "", 9, false, 0 },
	{ "-1", 9, false, 0 },
	{ "+1", 9, false, 0 },
	{ " 1", 9, false, 0 },
	{ "1.0", 9, false, 0 },
	{ "1a", 99, false, 0 },
};

static void
counts_are_whole_and_bounded(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(counts); i++) {
		uint64_t n = 0;
		bool ok = num_count(str_of(counts[i].text), counts[i].max, &n);

		if (ok != counts[i].ok || n != counts[i].n)
			fail_msg("\"%s\" at most %llu: %d, %llu",
			    counts[i].text, (unsigned long long)counts[i].max,
			    ok, (unsigned long long)n);
	}
}

/* A bound below 9 is a bound as well. */
static void
counts_keep_a_bound_of_one_digit(void **state)
{
	(void)state;
	for (uint64_t max = 0; max <= 9; max++)
		for (uint64_t digit = 0; digit <= 9; digit++) {
			char text = (char)('0' + digit);
			uint64_t n;

			if (num_count((struct str){ &text, 1 }, max, &n) !=
			    (digit <= max))
				fail_msg("%c, at most %u", text,
				    (unsigned)max);
		}
}

static const struct {
	double		 x;
	int		 digits;
	const char	*text;
} doubles[] = {
	{ 0, 15, "0" }, { -0.0, 15, "0" }, { 1, 15, "1" }, { -2.5, 15, "-2.5" },
	{ 57, 15, "57" }, { 1234567, 4, "1234567" }, { 1200, 2, "1200" },
	{ 0.1 + 0.2, 15, "0.3" }, { 2.0 / 3, 15, "0.666666666666667" },
	{ 2.0 / 3, 4, "0.6667" }, { 9.9996, 4, "10" }, { 99.94, 3, "99.9" },
	{ 5.5e-7, 15, "0.00000055" }, { 1e-20, 15, "0.00000000000000000001" },
	{ 4e-21, 15, "0" }, { -4e-21, 15, "0" }, { 1e-300, 15, "0" },
	{ 100.0 / 3e10, 15, "0.00000000333333333333" },
	{ 99999999999999983616.0, 15, "99999999999999983616" },
	{ 1e20, 15, "" }, { INFINITY, 15, "" }, { NAN, 15, "" },
};

static void
doubles_without_exponent(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(doubles); i++) {
		char text[NUM_DOUBLE_SIZE];
		size_t len = num_format_double(text, doubles[i].x,
		    doubles[i].digits);

		if (!str_is((struct str){ text, len }, doubles[i].text))
			fail_msg("%s: %.*s", doubles[i].text, (int)len, text);
	}
}

static void
doubles_are_rounded_half_away_from_zero(void **state)
{
	int64_t n;

	(void)state;
	assert_true(num_round(2.5, &n));
	assert_int_equal(n, 3);
	assert_true(num_round(-2.5, &n));
	assert_int_equal(n, -3);
	assert_true(num_round(-0.4, &n));
	assert_int_equal(n, 0);
	assert_true(num_round(8e18, &n));
	assert_int_equal(n, INT64_C(8000000000000000000));
	assert_false(num_round(-1e19, &n));
	assert_false(num_round(NAN, &n));
	assert_false(num_round(INFINITY, &n));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grammar_and_limits),
		cmocka_unit_test(form_does_not_depend_on_limits),
		cmocka_unit_test(form_agrees_with_parsing),
		cmocka_unit_test(only_the_given_bytes_count),
		cmocka_unit_test(written_without_trailing_zeros),
		cmocka_unit_test(written_and_read_again),
		cmocka_unit_test(comparing_text_is_comparing_numbers),
		cmocka_unit_test(comparing_has_no_limit),
		cmocka_unit_test(division_rounds_half_away_from_zero),
		cmocka_unit_test(division_is_nearest),
		cmocka_unit_test(division_beyond_64_bits_is_refused),
		cmocka_unit_test(counts_are_whole_and_bounded),
		cmocka_unit_test(counts_keep_a_bound_of_one_digit),
		cmocka_unit_test(doubles_without_exponent),
		cmocka_unit_test(doubles_are_rounded_half_away_from_zero),
	};

	return cmocka_run_group_tests_name("num", tests, NULL, NULL);
}
