/*
 * ruler: a scale as people know it from paper, with its red, yellow and green,
 * and where each rater stands on it: now above it, before below it.  In 40
 * columns of text, or as a drawing inside a page of HTML.
 *
 * Numbers go up from left to right on every scale, and the end that is best is
 * marked as that.  A rater is a letter and zones are named, so colour never is
 * all that tells them apart.  No script, nothing loaded.
 */
#ifndef DRAW_RULER_H
#define DRAW_RULER_H

#include "base/buf.h"
#include "base/lang.h"
#include "define/scale.h"

struct ruler_mark {
	char	 letter;		/* 'A'; small where it was before */
	bool	 has_now, has_before;
	int64_t	 now, before;
};

struct ruler {
	const struct scale	*scale;
	const struct ruler_mark	*mark;
	size_t			 n;	/* 0: a ruler to be filled in */
	const char		*zone[ZONE_GREEN + 1];	/* labels, by zone */
	enum lang		 lang;
};

/* Lines of at most 72 columns. */
void	ruler_text(struct buf *out, const struct ruler *r);
/* One element svg. */
void	ruler_svg(struct buf *out, const struct ruler *r);

#endif
