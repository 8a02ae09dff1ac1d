#include "calc/point.h"

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
