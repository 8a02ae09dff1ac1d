/*
 * spark: a series as a row of little bars, one a rating, for a terminal.  They
 * show the numbers as they are, on a scale where 1 is best as on any other;
 * and one after the other, however many days lie between.
 */
#ifndef DRAW_SPARK_H
#define DRAW_SPARK_H

#include <stddef.h>

#include "base/buf.h"
#include "calc/point.h"

/* Columns of a terminal at most: of a longer series the last ratings are shown
 * behind a sign that there are more. */
enum { SPARK_WIDTH = 16 };

/* Appends bars of eight heights, from min to max; what lies beyond them is
 * shown as they are.  All of one height if min is max. */
void	spark_add(struct buf *out, const struct point *p, size_t n,
	    int64_t min, int64_t max);
/* The same from the lowest to the highest value. */
void	spark_add_own(struct buf *out, const struct point *p, size_t n);

#endif
