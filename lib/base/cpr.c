#include "base/cpr.h"

#include <string.h>

#include "base/date.h"

static bool
is_digit(char ch)
{
	return ch >= '0' && ch <= '9';
}

static int
two(const char *p)
{
	return (p[0] - '0') * 10 + (p[1] - '0');
}

static bool
is_birthday(const char *p)
{
	int day = two(p), month = two(p + 2);

	if (day > 60)
		day -= 60;
	return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/* The length of such a number at the start of s, 0 if none. */
static size_t
length(struct str s)
{
	size_t i, digits = 0;

	for (i = 0; i < s.len && digits < 10; i++) {
		if (is_digit(s.p[i]))
			digits++;
		else if (digits != 6 || !is_digit(s.p[i - 1]) ||
		    strchr("-. ", s.p[i]) == NULL)
			return 0;
	}
	if (digits < 10 || (i < s.len && is_digit(s.p[i])))
		return 0;
	return is_birthday(s.p) ? i : 0;
}

/* The year of birth: the seventh digit tells the century (cpr.dk,
 * "Personnummerets opbygning"). */
static int
birth_year(const char digit[10])
{
	int year = two(digit + 4);

	switch (digit[6]) {
	case '0': case '1': case '2': case '3':
		return 1900 + year;
	case '4': case '9':
		return (year <= 36 ? 2000 : 1900) + year;
	default:
		return (year <= 57 ? 2000 : 1800) + year;
	}
}

/* Modulus 11 with the weights of cpr.dk, "Personnummerets opbygning". */
static bool
has_check_digit(const char digit[10])
{
	static const int weight[] = { 4, 3, 2, 7, 6, 5, 4, 3, 2, 1 };
	int sum = 0;

	for (int i = 0; i < 10; i++)
		sum += weight[i] * (digit[i] - '0');
	return sum % 11 == 0;
}

/* Of what length() has measured. */
static bool
is_sure(struct str s)
{
	char digit[10] = { 0 };
	size_t n = 0;
	day_t day;
	int first;

	for (size_t i = 0; i < s.len; i++)
		if (is_digit(s.p[i]))
			digit[n++] = s.p[i];
	first = two(digit);
	return date_civil(birth_year(digit), two(digit + 2),
	    first > 60 ? first - 60 : first, &day) &&
	    (s.p[6] == '-' || has_check_digit(digit));
}

static size_t
find(struct str s, bool sure, size_t *at)
{
	for (size_t i = 0; i < s.len; i++) {
		size_t n;

		if (!is_digit(s.p[i]) || (i > 0 && is_digit(s.p[i - 1])))
			continue;
		n = length((struct str){ s.p + i, s.len - i });
		if (n > 0 && (!sure || is_sure((struct str){ s.p + i, n }))) {
			*at = i;
			return n;
		}
	}
	return 0;
}

size_t
cpr_find(struct str s, size_t *at)
{
	return find(s, false, at);
}

size_t
cpr_find_sure(struct str s, size_t *at)
{
	return find(s, true, at);
}
