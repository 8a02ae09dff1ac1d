#include "calc/point.h"

#include <stdlib.h>

#include "base/mem.h"

/* A slope per 30 days is a 64-bit number: 30 times as much still fits. */
static const int64_t widest = INT64_C(300000000000000000);
/* The square of this still fits 127 bits: n times a sum of n squares. */
static const uint64_t widest_in_all = UINT64_C(10000000000000000000);

bool
points_fit(const struct point *p, size_t n)
{
	int64_t low = 0, high = 0, apart;

	if (n > POINTS_MAX)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || p[i].value < low)
			low = p[i].value;
		if (i == 0 || p[i].value > high)
			high = p[i].value;
	}
	return !__builtin_sub_overflow(high, low, &apart) &&
	    apart <= widest && (n == 0 || (uint64_t)apart <= widest_in_all / n);
}

static int
by_value(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void
values_sort(int64_t *value, size_t n)
{
	if (n > 0)
		qsort(value, n, sizeof(*value), by_value);
}

int64_t *
points_sorted(const struct point *p, size_t n)
{
	int64_t *value = mem_array(NULL, n, sizeof(*value));

	for (size_t i = 0; i < n; i++)
		value[i] = p[i].value;
	values_sort(value, n);
	return value;
}
