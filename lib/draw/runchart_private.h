/*
 * runchart_private: what the two kinds of run charts share: words, marks, and
 * an axis of values.
 */
#ifndef DRAW_RUNCHART_PRIVATE_H
#define DRAW_RUNCHART_PRIVATE_H

#include "base/num.h"
#include "draw/runchart.h"

/* Signals that a point counts in; added up. */
enum mark { MARK_NONE, MARK_SHIFT, MARK_TREND, MARK_BOTH };
enum mark runchart_mark(const struct runchart *c, size_t point);
/* Has any point both? */
bool	runchart_has_both(const struct runchart_page *page);

/* Numbers at even distances, low first, that enclose the values and the
 * median. */
struct axis {
	int64_t	low, step;
	int	n;		/* of steps, 1 at least */
};
/* Of at most so many steps of 1, 2 or 5 times a power of ten: the finest of
 * them, but not finer than 1, or than what every value is a multiple of. */
void	axis_init(struct axis *axis, const struct runchart_page *page,
	    int most);

void	runchart_add_number(struct buf *out, int64_t millionths,
	    enum lang lang);
void	runchart_add_date(struct buf *out, day_t day, enum lang lang);
/* "Ratings: 8, from ... to ...", and "Median 6.5". */
void	runchart_add_summary(struct buf *out,
	    const struct runchart_page *page, const char *between);
/* "Shift 1: from ... to ..., 6 in a row above the median (better)"; runs are
 * the shifts or the trends of the page. */
void	runchart_add_run(struct buf *out, const struct runchart_page *page,
	    const struct runchart_runs *runs, size_t i);

#endif
