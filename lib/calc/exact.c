#include "calc/exact.h"

#include <math.h>

#include "calc/wide.h"

/* A quotient of so many bits keeps 53 of them, and what comes after them
 * decides how to round. */
enum { QUOTIENT_BITS = 62 };

double
exact_ratio(int128 over, int128 under)
{
	uint128 divisor = magnitude(under), quotient, left;
	double ratio;
	int shift = 0;

	if (under == 0)
		return NAN;
	if (over == 0)
		return 0;
	quotient = magnitude(over) / divisor;
	left = magnitude(over) % divisor;
	for (; quotient >> QUOTIENT_BITS == 0; shift++) {
		left *= 2;	/* below twice the divisor: at most 2^128 */
		quotient = quotient * 2 + (left >= divisor);
		if (left >= divisor)
			left -= divisor;
	}
	/* Anything left over is more than a tie. */
	quotient |= left != 0;
	ratio = ldexp((double)quotient, -shift);
	return (over < 0) != (under < 0) ? -ratio : ratio;
}

double
exact_root(int128 over, int128 under)
{
	return sqrt(exact_ratio(over, under));
}
