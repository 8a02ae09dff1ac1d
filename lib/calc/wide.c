#include "calc/wide.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

enum { HALF = 64, WHOLE = 128 };

struct wide
wide_multiply(uint128 a, uint128 b)
{
	uint128 a0 = (uint64_t)a, a1 = a >> HALF;
	uint128 b0 = (uint64_t)b, b1 = b >> HALF;
	uint128 low = a0 * b0;
	uint128 middle = a1 * b0 + (low >> HALF);	/* cannot overflow */
	uint128 other = a0 * b1 + (uint64_t)middle;

	return (struct wide){
		.high = a1 * b1 + (middle >> HALF) + (other >> HALF),
		.low = other << HALF | (uint64_t)low,
	};
}

struct wide
wide_subtract(struct wide a, struct wide b)
{
	return (struct wide){
		.high = a.high - b.high - (a.low < b.low),
		.low = a.low - b.low,
	};
}

static int
leading_zeros(uint128 n)
{
	int zeros = 0;

	for (; zeros < WHOLE && !(n >> (WHOLE - 1)); zeros++)
		n <<= 1;
	return zeros;
}

double
wide_double(struct wide n)
{
	int shift;

	if (n.high == 0)
		return (double)n.low;
	shift = leading_zeros(n.high);
	if (shift > 0) {
		n.high = n.high << shift | n.low >> (WHOLE - shift);
		n.low <<= shift;
	}
	/* Of the low half it matters only whether it is there: it decides what
	 * would be a tie. */
	n.high |= n.low != 0;
	return ldexp((double)n.high, WHOLE - shift);
}
