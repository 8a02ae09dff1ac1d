/*
 * genogram_layout: where everybody stands in a genogram: a row for each
 * generation, the oldest above, couples side by side where that can be,
 * children below the middle of their parents, the network in rows of its own.
 *
 * Always holds: two of a row are LAYOUT_APART from each other at least, a
 * child stands in a row below its parents, and equal genograms are laid out
 * equally.
 */
#ifndef DRAW_GENOGRAM_LAYOUT_H
#define DRAW_GENOGRAM_LAYOUT_H

#include "follow/genogram.h"

/* Pixels. */
enum {
	LAYOUT_APART = 124,		/* from middle to middle, in a row */
	LAYOUT_EDGE = 80,		/* from the first to the edge */
	LAYOUT_RADIUS = 22,		/* of a symbol */
	LAYOUT_LABEL = 96		/* from a middle to below its words */
};

struct genogram_layout {
	const struct genogram	*g;
	int	*x, *y;			/* by person, of the middle; owned */
	int	*drop, *bar;		/* by family: where its line comes down,
					 * and where it goes to the children */
	int	 width, height;
	int	 network;		/* y above it; 0: there is none */
	/* While it is made: rows from above, without the network's. */
	size_t	*row, *order;		/* by person; by place: the person */
	size_t	*place;			/* by person, in order */
	size_t	*start, rows;		/* of a row, in order; rows + 1 */
	size_t	 tries;
};

/* The genogram is borrowed. */
void	genogram_layout_init(struct genogram_layout *l,
	    const struct genogram *g);
void	genogram_layout_release(struct genogram_layout *l);

#endif
