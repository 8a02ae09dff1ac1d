#include "base/cpr.h"

#include <string.h>

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

size_t
cpr_find(struct str s, size_t *at)
{
	for (size_t i = 0; i < s.len; i++) {
		size_t n;

		if (!is_digit(s.p[i]) || (i > 0 && is_digit(s.p[i - 1])))
			continue;
		n = length((struct str){ s.p + i, s.len - i });
		if (n > 0) {
			*at = i;
			return n;
		}
	}
	return 0;
}
