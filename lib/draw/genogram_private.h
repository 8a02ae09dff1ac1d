/*
 * genogram_private: what the forms of a genogram share.  Included by
 * lib/draw/genogram*.c only.
 */
#ifndef DRAW_GENOGRAM_PRIVATE_H
#define DRAW_GENOGRAM_PRIVATE_H

#include "draw/genogram.h"

struct genogram_page {
	const struct genogram	*g;
	const struct standing	*s;
	const struct defs	*defs;
	enum lang		 lang;
};

/* How a relation is drawn. */
enum genogram_line {
	LINE_NONE, LINE_PLAIN, LINE_CLOSE, LINE_DISTANT, LINE_CONFLICT,
	LINE_BROKEN
};
/* Of a tie as it is now, beside what families and couples show of it. */
enum genogram_line genogram_line(const struct genogram *g,
	    const struct genogram_tie *t);

/* Have the two parted? */
bool	genogram_parted(const struct genogram_couple *c);
/* Appends plain text: what a person is called; what it is to the child, or to
 * another one. */
void	genogram_label(struct buf *out, const struct genogram_page *p,
	    size_t person);
void	genogram_what(struct buf *out, const struct genogram_page *p,
	    size_t person);
/* The year of a month, as text of 4 letters or none. */
struct str genogram_year(const struct genogram_tie *t);

/* One element svg. */
void	genogram_svg(struct buf *out, const struct genogram_page *p);

#endif
