/*
 * num: the one number parser and writer.  A number is a decimal of the dialect,
 * -?[0-9]+(\.[0-9]+)?, held as a 64-bit integer of millionths: no floating
 * point, no locale, so every machine gives the same digits.
 *
 * At most 12 digits before the point and 6 behind it; num_cmp() alone has no
 * such limit.  Trailing zeros behind the point do not count.
 */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

__extension__ typedef __int128 int128;

enum { NUM_DECIMALS = 6, NUM_SIZE = 24 };
#define NUM_ONE	INT64_C(1000000)	/* 10 to the power NUM_DECIMALS */
#define NUM_MAX	INT64_C(999999999999999999)	/* no number is larger */

enum num_result { NUM_OK, NUM_SYNTAX, NUM_RANGE };

enum num_result	num_parse(struct str s, int64_t *millionths);
/* True if s has the form of a number, of any length. */
bool	num_is(struct str s);
/* Without trailing zeros, never "-0".  Returns the length; out is not
 * NUL-terminated. */
size_t	num_format(char out[NUM_SIZE], int64_t millionths);
void	num_add(struct buf *out, int64_t millionths);
/* As messages have it: with a NUL, and the decimal mark of the language that
 * messages are in.  Returns out. */
const char *num_words(char out[NUM_SIZE], int64_t millionths);
/* A double in millionths, rounded half away from zero.  False if it is no
 * number or does not fit. */
bool	num_round(double millionths, int64_t *result);
/* A double of at most so many significant digits, and at most 20 decimals,
 * which no exponent would say.  Nothing, of length 0, for what is no number or
 * not below 10^20.  Not NUL-terminated. */
enum { NUM_DOUBLE_SIZE = 48 };
size_t	num_format_double(char out[NUM_DOUBLE_SIZE], double x, int digits);
/* Two numbers of any length, compared exactly: <0, 0, >0. */
int	num_cmp(struct str a, struct str b);
/* numerator / denominator, rounded half away from zero; denominator > 0.
 * False if the result does not fit. */
bool	num_divide(int128 numerator, int128 denominator, int64_t *result);
/* A whole number without sign, at most max.  False otherwise. */
bool	num_count(struct str s, uint64_t max, uint64_t *n);

#endif
