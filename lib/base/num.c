#include "base/num.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

static const int64_t power[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

static bool
is_digit(char ch)
{
	return (unsigned char)(ch - '0') <= 9;
}

enum num_result
num_parse(struct str s, int64_t *millionths)
{
	const char *p = s.p, *end = s.p + s.len, *start;
	bool negative = s.len > 0 && *p == '-', range = false;
	int64_t n = 0;
	int decimals = 0;

	if (negative)
		p++;
	for (start = p; p < end && is_digit(*p); p++)
		if (n < power[6] * power[6])
			n = n * 10 + (*p - '0');
	if (p == start)
		return NUM_SYNTAX;
	if (n >= power[6] * power[6])
		range = true;
	if (p < end) {
		if (*p++ != '.' || p == end)
			return NUM_SYNTAX;
		for (; p < end && is_digit(*p); p++) {
			if (decimals == NUM_DECIMALS) {
				range |= *p != '0';
				continue;
			}
			n = range ? 0 : n * 10 + (*p - '0');
			decimals++;
		}
		if (p < end)
			return NUM_SYNTAX;
	}
	if (range)
		return NUM_RANGE;
	n *= power[NUM_DECIMALS - decimals];
	*millionths = negative ? -n : n;
	return NUM_OK;
}

bool
num_is(struct str s)
{
	size_t i = s.len > 0 && s.p[0] == '-', start = i;

	while (i < s.len && is_digit(s.p[i]))
		i++;
	if (i == start)
		return false;
	if (i == s.len)
		return true;
	if (s.p[i++] != '.')
		return false;
	for (start = i; i < s.len && is_digit(s.p[i]);)
		i++;
	return i > start && i == s.len;
}

size_t
num_format(char out[NUM_SIZE], int64_t millionths)
{
	uint64_t n = millionths < 0 ? -(uint64_t)millionths :
	    (uint64_t)millionths;
	uint64_t whole = n / (uint64_t)NUM_ONE, part = n % (uint64_t)NUM_ONE;
	char digits[NUM_SIZE], *p = digits + sizeof(digits);
	size_t len = 0;

	do {
		*--p = (char)('0' + whole % 10);
		whole /= 10;
	} while (whole > 0);
	if (millionths < 0)
		*--p = '-';
	while (p < digits + sizeof(digits))
		out[len++] = *p++;
	if (part == 0)
		return len;
	out[len++] = '.';
	while (part > 0) {
		part *= 10;
		out[len++] = (char)('0' + part / (uint64_t)NUM_ONE);
		part %= (uint64_t)NUM_ONE;
	}
	return len;
}

void
num_add(struct buf *out, int64_t millionths)
{
	char text[NUM_SIZE];

	buf_add(out, text, num_format(text, millionths));
}

const char *
num_words(char out[NUM_SIZE], int64_t millionths)
{
	size_t len = num_format(out, millionths);

	for (size_t i = 0; i < len; i++)
		if (out[i] == '.' && lang_messages() == LANG_DA)
			out[i] = ',';
	out[len] = '\0';
	return out;
}

/* A number taken apart: sign, whole digits without leading zeros, decimals
 * without trailing ones. */
struct parts {
	bool		negative;
	struct str	whole;
	struct str	decimals;
};

static struct parts
take_apart(struct str s)
{
	struct parts n = { .negative = s.len > 0 && s.p[0] == '-' };

	if (n.negative) {
		s.p++;
		s.len--;
	}
	n.whole = str_cut(s, '.', &n.decimals);
	while (n.whole.len > 0 && n.whole.p[0] == '0') {
		n.whole.p++;
		n.whole.len--;
	}
	while (n.decimals.len > 0 && n.decimals.p[n.decimals.len - 1] == '0')
		n.decimals.len--;
	if (n.whole.len == 0 && n.decimals.len == 0)
		n.negative = false;
	return n;
}

int
num_cmp(struct str a, struct str b)
{
	struct parts x = take_apart(a), y = take_apart(b);
	int c;

	if (x.negative != y.negative)
		return x.negative ? -1 : 1;
	if (x.whole.len != y.whole.len)
		c = x.whole.len < y.whole.len ? -1 : 1;
	else if ((c = str_cmp(x.whole, y.whole)) == 0)
		c = str_cmp(x.decimals, y.decimals);
	return x.negative ? -c : c;
}

bool
num_divide(int128 numerator, int128 denominator, int64_t *result)
{
	bool negative = numerator < 0;
	int128 n = negative ? -numerator : numerator;
	int128 q = n / denominator, left = n % denominator;

	/* left >= denominator / 2, without overflow. */
	if (left >= denominator - left)
		q++;
	if (q > INT64_MAX)
		return false;
	*result = negative ? -(int64_t)q : (int64_t)q;
	return true;
}

bool
num_count(struct str s, uint64_t max, uint64_t *n)
{
	uint64_t sum = 0;

	if (s.len == 0)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		uint64_t digit = (uint64_t)(s.p[i] - '0');

		if (!is_digit(s.p[i]) || digit > max ||
		    sum > (max - digit) / 10)
			return false;
		sum = sum * 10 + digit;
	}
	*n = sum;
	return true;
}

bool
num_round(double millionths, int64_t *result)
{
	if (!(fabs(millionths) < 9e18))
		return false;
	*result = (int64_t)round(millionths);
	return true;
}

/* How many decimals so many significant digits are; the power of ten is that
 * of the rounded number: 9.99 has one digit more at two digits. */
static int
decimals_of(double x, int digits)
{
	char text[NUM_DOUBLE_SIZE];
	long ten;

	snprintf(text, sizeof(text), "%.*e", digits - 1, x);
	ten = strtol(strchr(text, 'e') + 1, NULL, 10);
	if (ten >= digits)
		return 0;
	return digits - 1 - ten < 20 ? digits - 1 - (int)ten : 20;
}

size_t
num_format_double(char out[NUM_DOUBLE_SIZE], double x, int digits)
{
	size_t len;

	if (!(fabs(x) < 1e20))
		return 0;
	len = (size_t)snprintf(out, NUM_DOUBLE_SIZE, "%.*f",
	    decimals_of(x, digits), x);
	if (memchr(out, '.', len) != NULL) {
		while (out[len - 1] == '0')
			len--;
		len -= out[len - 1] == '.';
	}
	if (len != 2 || memcmp(out, "-0", 2) != 0)
		return len;
	out[0] = '0';
	return 1;
}
