/*
 * wide: products of two 128-bit numbers, which a residual sum of squares needs
 * to be exact: its two halves agree in nearly all digits, and what is left of
 * them in doubles may be nothing.
 */
#ifndef CALC_WIDE_H
#define CALC_WIDE_H

__extension__ typedef unsigned __int128 uint128;

__extension__ static inline uint128
magnitude(__int128 n)
{
	return n < 0 ? -(uint128)n : (uint128)n;
}

struct wide {
	uint128	high, low;
};

struct wide	wide_multiply(uint128 a, uint128 b);
/* a - b, where a is not less than b. */
struct wide	wide_subtract(struct wide a, struct wide b);
/* The nearest double. */
double		wide_double(struct wide n);

#endif
