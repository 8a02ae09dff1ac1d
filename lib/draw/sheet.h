/*
 * draw/sheet: what the sheets for a meeting have in common: words and dates for
 * people, rulers with the raters on them, goals as they stand.
 */
#ifndef DRAW_SHEET_H
#define DRAW_SHEET_H

#include "define/defs.h"
#include "draw/doc.h"
#include "follow/standing.h"

struct sheet {
	struct doc		*doc;		/* the caller's to free */
	const struct standing	*s;
	const struct defs	*defs;
	enum lang		 lang;
	struct buf		 text;		/* scratch, left empty */
};

/* Appends to the scratch: a date as people read it; a code of a list. */
void	sheet_date(struct sheet *sh, struct str date);
void	sheet_code(struct sheet *sh, const char *list, struct str code);
/* Appends a field of a record, and what is before it if it is filled. */
void	sheet_field(struct sheet *sh, const char *before,
	    const struct chapter *c, const char *field);
/* What the scratch holds becomes a heading, a paragraph, the value of a pair,
 * a note; the scratch is empty afterwards. */
void	sheet_heading(struct sheet *sh, int level);
void	sheet_paragraph(struct sheet *sh);
void	sheet_note(struct sheet *sh, const char *msgid);
void	sheet_pair(struct sheet *sh, struct str key);

/* Is a kind defined? */
bool	sheet_has(const struct sheet *sh, const char *kind);

/* A ruler without marks, to be filled in. */
void	sheet_ruler(struct sheet *sh, const struct scale *scale);
/* Rulers with all raters, and below each what they gave: of the goal named, or
 * of none where it is empty.  Returns how many rulers. */
size_t	sheet_rulers(struct sheet *sh, struct str goal_id);
/* The questions that the latest ratings raise, each under who gave them. */
void	sheet_questions(struct sheet *sh);
/* A goal: its number, its wording and the family's own; and where it began and
 * what it is to come to. */
void	sheet_goal(struct sheet *sh, const struct chapter *goal, bool numbers);

#endif
