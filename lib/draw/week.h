/*
 * draw/week: the weekly report, from the facts of follow/week.h: a page for
 * people, in their language; or the same facts for programs.
 *
 * For tables (tsv, csv, excel, jsonl) every fact is one row:
 *
 *   week as_of by fact team rater case_id worker scale item subject goal_id
 *   stage context first_date last_date reason_date first middle last n of
 *
 * by is all, team, rater or case.  Counts have n, and of where they are a part
 * of something; by=team with no team is the cases without one.  A row about a
 * case tells why somebody should look at it (decline, two_declines, stale,
 * never_rated) or that a goal was reached (goal_reached, last_date its day).
 * first and last are the values of the two dates, middle that between two
 * declines; never_rated has the day of allocation as first_date; reason_date is
 * that of a later rating with a reason instead of a number.
 *
 * As json: the days, the counts in all and by team, the raters, the cases to
 * look at with the fields above, the goals.
 */
#ifndef DRAW_WEEK_H
#define DRAW_WEEK_H

#include "draw/doc.h"
#include "follow/week.h"

/* Appends the report; format is one of write_formats().  defs gives the labels;
 * width is that of the terminal, 0 where there is none.  What a format cannot
 * hold is told as a failure. */
void	week_write(const struct week *w, const struct defs *defs,
	    const char *format, enum lang lang, size_t width,
	    struct buf *out, struct diag *diag);

#endif
