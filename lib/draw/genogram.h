/*
 * draw/genogram: a genogram for people: who is around the child by generation
 * and in the network, as a page with or without a drawing, as a drawing alone
 * (svg), or as a graph for Graphviz (dot).
 *
 * Symbols are those of McGoldrick, Gerson and Petry, Genograms (4th ed. 2020):
 * a square is male, a circle female, a diamond unknown, the child is outlined
 * twice, who has died is crossed out.  Lines differ by their form and not by
 * colour alone.  No script, nothing loaded; every text is escaped.
 */
#ifndef DRAW_GENOGRAM_H
#define DRAW_GENOGRAM_H

#include "base/buf.h"
#include "follow/genogram.h"

/* NULL-terminated. */
const char *const *draw_genogram_formats(void);
/* Appends it; width is that of the terminal, 0 where there is none. */
void	draw_genogram(const struct genogram *g, const struct standing *s,
	    const struct defs *defs, const char *format, enum lang lang,
	    size_t width, struct buf *out);

#endif
