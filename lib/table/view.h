/*
 * view: rows on their way out: joined with columns of a second table, narrowed
 * to the columns asked for, sorted, and handed to the writer of a format.  What
 * list and every calculation print passes here.
 *
 * Rows stream through unless they are to be sorted.  Knows no field names but
 * those it is given.
 */
#ifndef TABLE_VIEW_H
#define TABLE_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/out.h"
#include "table/frame.h"
#include "table/select.h"
#include "table/write.h"

struct view_column {
	struct column	column;
	enum order_as	order;
};

struct view_options {
	const char		*format;	/* of write_formats() */
	const char		*select;	/* "a,b", NULL: all */
	const char		*sort;		/* "a,b:desc"; NULL: as is */
	const struct frame	*with;		/* the second table, or NULL */
	const char		*with_names;	/* "team,worker" of it */
	const char		*with_key;	/* the column that joins both */
	/* What a joined column is; NULL: text. */
	void			(*describe)(struct view_column *, void *arg);
	struct write_style	 style;		/* its label sees the columns
						 * as given, joined ones
						 * behind them */
	void			*arg;		/* of describe */
};

struct view;

/* columns are borrowed until view_end().  NULL, told, if a name in the options
 * is not a column. */
struct view	*view_new(const struct view_options *o,
		    const struct view_column *columns, size_t n,
		    struct out *out, struct diag *d);
/* Cells of the given columns, escaped. */
void		 view_row(struct view *v, const struct str *cells);
/* writer_brief() of its writer. */
void		 view_brief(struct view *v);
/* Do rows leave as fu-tsv just as they come?  Then their text may be appended
 * to the output directly. */
bool		 view_is_plain(const struct view *v);
/* Writes what was held back to be sorted, and the end of the format. */
void		 view_end(struct view *v);

#endif
