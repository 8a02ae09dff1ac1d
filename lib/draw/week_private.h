/*
 * week_private: what the files of the weekly report share: what is drawn, and
 * the cells and words they put together.  Included by lib/draw/week*.c only.
 *
 * Every text that is handed out lasts as long as the drawing.  Counts, numbers
 * and days are cells, as programs read them, unless "shown".
 */
#ifndef DRAW_WEEK_PRIVATE_H
#define DRAW_WEEK_PRIVATE_H

#include "base/mem.h"
#include "draw/week.h"

struct drawing {
	const struct week	*w;
	const struct defs	*defs;
	const struct kind	*rating;	/* NULL: no labels */
	enum lang		 lang;
	struct doc		*doc;		/* of the page; NULL: none */
	struct arena		 arena;		/* cells and words */
	struct buf		 text;		/* being put together */
};

/* What was put together in d->text, which is empty again. */
struct str	 drawn_text(struct drawing *d);
struct str	 drawn_count(struct drawing *d, uint32_t n);
struct str	 drawn_number(struct drawing *d, int64_t millionths);
struct str	 drawn_day(struct drawing *d, day_t on);

/* A message; and one with its values. */
struct str	 drawn_word(const struct drawing *d, const char *msgid);
__attribute__((format(printf, 2, 3)))
struct str	 drawn_words(struct drawing *d, const char *fmt, ...);
/* As people read it. */
const char	*drawn_shown_day(struct drawing *d, day_t on);
/* Puts the label of a code of the series' key into d->text. */
void		 drawn_label(struct drawing *d, int key, struct str stored);

/* week_attention.c: the chapter on whom to look at. */
void	week_draw_attention(struct drawing *d);

/* week_facts.c: the same facts for programs, as a table or as json. */
void	week_write_facts(struct drawing *d, const char *format,
	    struct buf *out, struct diag *diag);
void	week_write_json(struct drawing *d, struct buf *out);

#endif
