/*
 * write_private: what the files of write share: the writer, one row of the
 * table of formats, and the cell as each of them needs it.  Included by
 * lib/table/write*.c only.
 */
#ifndef TABLE_WRITE_PRIVATE_H
#define TABLE_WRITE_PRIVATE_H

#include "base/mem.h"
#include "table/write.h"

struct format {
	const char	*name;
	const char	*suffixes;	/* ".html .htm", "" for none */
	void		(*begin)(struct writer *);
	void		(*row)(struct writer *, const struct str *cells);
	void		(*end)(struct writer *);	/* or NULL */
};

struct writer {
	const struct format	*format;
	struct buf		*out;		/* borrowed */
	const struct column	*column;	/* borrowed */
	size_t			 n;		/* columns */
	struct write_style	 style;
	size_t			 rows;		/* written or kept so far */

	/* The formats' own. */
	struct str		*key;		/* json: before each value */
	struct str		**kept;		/* text: the rows */
	size_t			 kept_cap;
	bool			 brief;
	struct arena		 arena;		/* for both */
	struct xlsx		*xlsx;
	struct buf		 plain, shown, piece;	/* one cell */
};

/* A field unescaped.  Valid until the next call. */
struct str	 writer_plain(struct writer *w, struct str field);
/* The same as people read it: codes by their label.  Plain text. */
struct str	 writer_shown(struct writer *w, size_t column,
		    struct str field);
/* What people call a column. */
struct str	 column_title(const struct column *c);

/* Appends text line by line, each through fn, with a mark between them. */
typedef void line_fn(struct buf *out, struct str line);
void	write_lines(struct buf *out, struct str text, line_fn *fn,
	    const char *mark);
/* A line_fn: what could drive a terminal made visible, tabs as blanks. */
void	write_visible(struct buf *out, struct str line);

/* The length of the character at p, with its code, if it is a control
 * character (C0, DEL, C1, line separators) or overrides the direction of text;
 * else 0. */
size_t	write_control(const char *p, size_t left, unsigned *code);

void	write_csv_begin(struct writer *w);
void	write_csv_row(struct writer *w, const struct str *cells);
void	write_excel_begin(struct writer *w);
void	write_excel_row(struct writer *w, const struct str *cells);

void	write_json_begin(struct writer *w);
void	write_json_row(struct writer *w, const struct str *cells);
void	write_json_end(struct writer *w);
void	write_jsonl_begin(struct writer *w);
void	write_jsonl_row(struct writer *w, const struct str *cells);

void	write_text_begin(struct writer *w);
void	write_text_row(struct writer *w, const struct str *cells);
void	write_text_end(struct writer *w);

void	write_md_begin(struct writer *w);
void	write_md_row(struct writer *w, const struct str *cells);

void	write_html_begin(struct writer *w);
void	write_html_row(struct writer *w, const struct str *cells);
void	write_html_end(struct writer *w);

void	write_xlsx_begin(struct writer *w);
void	write_xlsx_row(struct writer *w, const struct str *cells);
void	write_xlsx_end(struct writer *w);

#endif
