/*
 * write: every row format out, from one table of writers: tsv csv excel json
 * jsonl text md html, and xlsx where its library is.  Cells come in as fu-tsv
 * fields, escaped; a missing value is an empty field.  Formats for programs
 * (tsv csv json jsonl) carry names and canonical values; formats for people
 * (excel text md html xlsx) carry labels, and in Danish decimal commas and
 * dd-mm-yyyy.
 *
 * Values are escaped for where they go: quotes, formula guards, HTML entities,
 * control characters for a terminal.  Knows no field names.
 */
#ifndef TABLE_WRITE_H
#define TABLE_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/lang.h"
#include "base/out.h"
#include "base/str.h"

enum cell_kind {
	CELL_TEXT,	/* anybody's words: guarded against formulas */
	CELL_NUMBER,	/* aligned right; a decimal comma for Danes */
	CELL_DATE,
	CELL_CODE	/* ids and codes: may have a label */
};

struct column {
	struct str	 name;		/* borrowed */
	struct str	 label;		/* for people; empty: the name */
	enum cell_kind	 kind;
};

/* The label of a code for people; the code itself if there is none.  Plain
 * text, valid until the next call. */
typedef struct str label_fn(size_t column, struct str code, void *arg);

struct write_style {
	enum lang	 lang;
	label_fn	*label;		/* may be NULL */
	void		*arg;
	size_t		 width;		/* of the terminal; 0: unbounded */
	const char	*title;		/* of an HTML page, NULL: a fragment */
	struct str	 table;		/* what a sheet is named after; empty:
					 * nothing */
	struct diag	*diag;		/* where a format tells that it cannot
					 * hold the rows: only xlsx does */
};

struct writer;

/* The format's name for a word or for a file's suffix, NULL if unknown. */
const char	*write_format(struct str word);
const char	*write_format_of_path(const char *path);
/* The library that a format, or a file's suffix, would need and this build has
 * not; NULL if it has all. */
const char	*write_lacks(struct str word);
/* "1.1.4" of the library that writes workbooks; NULL in a build without it. */
const char	*write_xlsx_version(void);
/* Names of all formats, NULL-terminated. */
const char *const *write_formats(void);
/* These and svg, which is no row format: for commands that draw it. */
const char *const *write_formats_drawn(void);

/* Appends to out from now on (the header at once, where the format has one).
 * format is one that write_format() knows.  columns, and what style points to,
 * are borrowed until writer_end(). */
struct writer	*writer_new(const char *format, struct buf *out,
		    const struct column *columns, size_t n,
		    const struct write_style *style);
void		 writer_row(struct writer *w, const struct str *cells);
/* From now on text leaves out columns that are empty in every row; all other
 * formats have them. */
void		 writer_brief(struct writer *w);
/* The end of the table, and of the writer. */
void		 writer_end(struct writer *w);

/* One cell as people read it: decimal comma, Danish date, as `kind` says.
 * Plain text, line breaks and all: to be escaped for where it goes. */
void	write_shown(struct buf *out, struct str field, enum cell_kind kind,
	    enum lang lang);
/* Would a spreadsheet calculate a text?  Then it is given an apostrophe. */
bool	write_is_formula(struct str text);
/* A cell of an "excel" file without the apostrophe that was put there so that
 * it is no formula: for reading such files back.  A piece of cell. */
struct str write_unguard(struct str cell);
/* Text in HTML: & < > " ' as entities; control characters other than tab and
 * line feed, and what overrides the direction of text, are dropped. */
void	write_html(struct buf *out, struct str s);
/* A whole page around what is written between the two calls: heading, a style
 * for screen, phone and print, no script, nothing loaded from anywhere. */
void	write_page_begin(struct buf *out, const char *title, enum lang lang);
void	write_page_end(struct buf *out);

#endif
