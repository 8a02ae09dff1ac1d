#define MATHLIB_STANDALONE
#include "calc/line.h"

#include <Rmath.h>
#include <math.h>

#include "base/num.h"
#include "calc/wide.h"

struct sums {
	int128	n, x, y, xx, xy, yy;
};

static void
add_up(const struct point *p, size_t n, struct sums *s)
{
	*s = (struct sums){ .n = (int128)n };
	for (size_t i = 0; i < n; i++) {
		int128 x = p[i].day - p[0].day;
		int128 y = p[i].value - p[0].value;

		s->x += x;
		s->y += y;
		s->xx += x * x;
		s->xy += x * y;
		s->yy += y * y;
	}
}

/* The root of (a c - b^2) / (n - 2), over a. */
static double
standard_error(int128 a, int128 b, int128 c, size_t n)
{
	struct wide residual = wide_subtract(
	    wide_multiply((uint128)a, (uint128)c),
	    wide_multiply(magnitude(b), magnitude(b)));

	return sqrt(wide_double(residual) / (double)(n - 2)) / (double)a;
}

bool
line_fit(const struct point *p, size_t n, struct line *line)
{
	int128 a, b, c;
	struct sums s;

	add_up(p, n, &s);
	a = s.n * s.xx - s.x * s.x;
	b = s.n * s.xy - s.x * s.y;
	c = s.n * s.yy - s.y * s.y;
	*line = (struct line){ .n = n, .se = NAN };
	if (a == 0)
		return false;
	num_divide(30 * b, a, &line->slope_30d);
	line->slope = (double)b / (double)a;
	if (n > 2)
		line->se = standard_error(a, b, c, n);
	return true;
}

void
line_interval(const struct line *line, double level, double *low, double *high)
{
	double reach = NAN;

	if (line->n > 2)
		reach = qt((1 + level) / 2, (double)(line->n - 2), 1, 0) *
		    line->se;
	*low = line->slope - reach;
	*high = line->slope + reach;
}
