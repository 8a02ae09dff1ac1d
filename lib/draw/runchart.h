/*
 * draw/runchart: run charts for people, one for each series: for a terminal,
 * 80 columns wide, or as a drawing in SVG, with the shifts and trends in words
 * below.  The words are of calc/runchart.h; what is marked has a shape of its
 * own and not a colour alone.
 *
 * In text, ratings stand one after the other; a drawing has real days.  It has
 * no script and loads nothing.  Everything is escaped for where it goes.
 */
#ifndef DRAW_RUNCHART_H
#define DRAW_RUNCHART_H

#include "base/buf.h"
#include "base/lang.h"
#include "calc/runchart.h"

struct runchart_page {
	struct str		 title;		/* plain, of the series */
	const struct point	*p;
	size_t			 n;		/* at least one */
	const struct runchart	*chart;		/* of these points */
	int			 better;	/* +1 up, -1 down, 0: unknown */
	bool			 frozen;	/* the median is of what was */
	day_t			 median_to;	/* until this day */
	enum lang		 lang;
};

/* Of a longer series the last ratings are shown, and that there are more is
 * said. */
void	runchart_text(struct buf *out, const struct runchart_page *page);

/* Appends a chart to the body of a drawing, below what is in it: *height is the
 * body's. */
void	runchart_svg_add(struct buf *body, int *height,
	    const struct runchart_page *page);
/* A whole drawing around the body. */
void	runchart_svg(struct buf *out, struct str body, int height,
	    enum lang lang);

#endif
