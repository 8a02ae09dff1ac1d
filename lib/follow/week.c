#include "follow/week.h"

#include <stdlib.h>

#include "follow/judge.h"
#include "follow/week_private.h"

const char *const week_count_name[WEEK_COUNTS] = {
	[WEEK_OPEN] = "open", [WEEK_OPENED] = "opened",
	[WEEK_CLOSED] = "closed", [WEEK_PLANNED] = "planned",
	[WEEK_UNPLANNED] = "unplanned", [WEEK_RATINGS] = "ratings",
	[WEEK_REASONS] = "reasons", [WEEK_RATED_CASES] = "rated_cases",
	[WEEK_RATED] = "rated", [WEEK_TWICE] = "rated_twice",
	[WEEK_PROGRESS] = "progress", [WEEK_UNCHANGED] = "unchanged",
	[WEEK_DECLINE] = "decline", [WEEK_UNKNOWN] = "unknown",
	[WEEK_UP] = "up", [WEEK_SAME] = "same", [WEEK_DOWN] = "down",
	[WEEK_ATTENTION] = "attention", [WEEK_GOALS] = "goals_reached",
};

const enum week_count week_part_of[WEEK_COUNTS] = {
	[WEEK_OPEN] = WEEK_OPEN, [WEEK_OPENED] = WEEK_OPENED,
	[WEEK_CLOSED] = WEEK_CLOSED, [WEEK_PLANNED] = WEEK_CLOSED,
	[WEEK_UNPLANNED] = WEEK_CLOSED, [WEEK_RATINGS] = WEEK_RATINGS,
	[WEEK_REASONS] = WEEK_RATINGS, [WEEK_RATED_CASES] = WEEK_RATED_CASES,
	[WEEK_RATED] = WEEK_OPEN, [WEEK_TWICE] = WEEK_OPEN,
	[WEEK_PROGRESS] = WEEK_TWICE, [WEEK_UNCHANGED] = WEEK_TWICE,
	[WEEK_DECLINE] = WEEK_TWICE, [WEEK_UNKNOWN] = WEEK_TWICE,
	[WEEK_UP] = WEEK_UNKNOWN, [WEEK_SAME] = WEEK_UNKNOWN,
	[WEEK_DOWN] = WEEK_UNKNOWN, [WEEK_ATTENTION] = WEEK_OPEN,
	[WEEK_GOALS] = WEEK_GOALS,
};

const char *const week_why_name[WEEK_WHYS] = {
	[WHY_DECLINE] = "decline", [WHY_TWO_DECLINES] = "two_declines",
	[WHY_STALE] = "stale", [WHY_NEVER] = "never_rated",
};

void
reading_count(struct reading *in, const struct held *h, enum week_count what)
{
	in->week->n[what]++;
	in->team[h->team].n[what]++;
}

bool
reading_in_week(const struct reading *in, day_t day)
{
	return day >= in->week->monday && day <= in->week->as_of;
}

struct week_case
reading_keep(struct reading *in, const struct held *h)
{
	struct arena *a = &in->week->arena;

	return (struct week_case){ arena_str(a, h->of.case_id),
	    arena_str(a, h->of.team), arena_str(a, h->of.worker) };
}

struct str
reading_join(struct reading *in, const struct str *field, size_t n)
{
	buf_clear(&in->scratch);
	buf_join(&in->scratch, field, n);
	return buf_str(&in->scratch);
}

/* --------------------------------------------------- how the cases do -- */

/* A case whose direction is known nowhere goes neither up nor down. */
static void
note_sign(struct held *h, const struct series *s, int better)
{
	int64_t gain = better * (s->change.last - s->change.first);

	h->up = h->up || gain > 0;
	h->down = h->down || gain < 0;
	h->same = h->same || (gain == 0 && better != 0);
}

static void
count_course(struct reading *in, struct held *h)
{
	static const enum week_count as[] = {
		[COURSE_UNKNOWN] = WEEK_UNKNOWN,
		[COURSE_UNCHANGED] = WEEK_UNCHANGED,
		[COURSE_PROGRESS] = WEEK_PROGRESS,
		[COURSE_DECLINE] = WEEK_DECLINE
	};

	if (h->rated)
		reading_count(in, h, WEEK_RATED);
	if (h->course == COURSE_NONE)
		return;
	reading_count(in, h, WEEK_TWICE);
	reading_count(in, h, as[h->course]);
	if (h->course != COURSE_UNKNOWN)
		return;
	if (h->down)
		reading_count(in, h, WEEK_DOWN);
	else if (h->up)
		reading_count(in, h, WEEK_UP);
	else if (h->same)
		reading_count(in, h, WEEK_SAME);
}

static struct series
judge_nth(struct reading *in, struct judge *judge, const struct held *h,
    size_t i, struct judgement *j)
{
	struct series s = series_at(in->set, h->series + i);
	struct str key[SERIES_KEYS];

	series_key(in->set, &s, key);
	judge_series(judge, key, &s, j);
	if (in->state != NULL)
		judge_put(judge, j, in->state);
	return s;
}

/* Twice over the series: all declines are told before any two losses. */
static void
judge_case(struct reading *in, struct judge *judge, struct held *h)
{
	struct judgement j;
	struct series s;

	for (size_t i = 0; i < h->n_series; i++) {
		s = judge_nth(in, judge, h, i, &j);
		h->course = course_add(h->course, j.verdict);
		if (j.verdict == VERDICT_UNKNOWN)
			note_sign(h, &s, j.threshold.better);
		if (j.verdict == VERDICT_DETERIORATED)
			attention_decline(in, h, &s);
	}
	for (size_t i = 0; i < h->n_series; i++) {
		s = judge_nth(in, judge, h, i, &j);
		attention_losses(in, h, &s, j.threshold.better);
	}
	attention_silence(in, h);
	count_course(in, h);
}

static void
judge_cases(struct reading *in)
{
	struct str key[SERIES_KEYS];
	struct judge judge;
	struct series s;
	struct held *h;

	/* The series of a case follow one another. */
	for (size_t i = 0; i < series_count(in->set); i++) {
		s = series_at(in->set, i);
		series_key(in->set, &s, key);
		h = &in->held[frame_find(&in->cases, key[SERIES_CASE])];
		if (h->n_series++ == 0)
			h->series = i;
	}
	judge_init(&judge, in->reg->defs, &in->cases, NULL);
	for (size_t i = 0; i < in->cases.rows; i++)
		if (in->order[i]->open)
			judge_case(in, &judge, in->order[i]);
	judge_release(&judge);
}

/* -------------------------------------------------------------- goals -- */

struct reached {
	const struct held	*of;
	struct str		 goal_id;
	day_t			 day;
};

static int
by_case_and_goal(const void *a, const void *b)
{
	const struct reached *x = a, *y = b;
	int c = held_compare(x->of, y->of);

	return c != 0 ? c : str_cmp(x->goal_id, y->goal_id);
}

/* The goals of f that were reached in the week; how many. */
static size_t
find_reached(struct reading *in, const struct frame *f, struct reached *reached)
{
	size_t outcome = frame_column(f, "outcome"), n = 0;
	size_t closed = frame_column(f, "closed");

	for (size_t i = 0; i < f->rows; i++) {
		size_t row = frame_find(&in->cases,
		    frame_cell(f, i, frame_column(f, "case_id")));
		day_t day;

		if (row < in->cases.rows && in->held[row].legal &&
		    str_is(frame_cell(f, i, outcome), "reached") &&
		    date_parse(frame_cell(f, i, closed), &day) &&
		    reading_in_week(in, day))
			reached[n++] = (struct reached){ &in->held[row],
			    frame_cell(f, i, frame_column(f, "goal_id")), day };
	}
	return n;
}

static bool
read_goals(struct reading *in)
{
	struct week *w = in->week;
	struct reached *reached;
	struct frame f;
	bool ok = reg_frame(in->reg, "goal", NULL, &f);

	reached = mem_array(NULL, f.rows, sizeof(*reached));
	w->goals = ok ? find_reached(in, &f, reached) : 0;
	if (w->goals > 0)
		qsort(reached, w->goals, sizeof(*reached), by_case_and_goal);
	w->goal = mem_array(NULL, w->goals, sizeof(*w->goal));
	for (size_t i = 0; i < w->goals; i++) {
		const struct reached *r = &reached[i];

		reading_count(in, r->of, WEEK_GOALS);
		w->goal[i] = (struct week_goal){ reading_keep(in, r->of),
		    arena_str(&w->arena, r->goal_id), r->day };
	}
	free(reached);
	frame_release(&f);
	return ok;
}

/* ----------------------------------------------------------- the week -- */

static void
reading_release(struct reading *in)
{
	frame_release(&in->cases);
	free(in->held);
	free(in->order);
	intern_release(&in->teams);
	free(in->team);
	free(in->ranked);
	intern_release(&in->roles);
	free(in->role);
	intern_release(&in->role_cases);
	series_free(in->set);
	intern_release(&in->keys);
	free(in->latest);
	buf_release(&in->scratch);
}

bool
week_read(struct week *w, struct reg *r, day_t monday, day_t as_of,
    struct period stale, struct state *state)
{
	struct reading in = { .week = w, .reg = r, .state = state };
	bool ok;

	*w = (struct week){ .monday = monday, .as_of = as_of };
	w->stale_before = date_plus(as_of, stale, -1);
	ok = week_cases_read(&in);
	/* Any finding from here on makes a set of series worthless. */
	in.set = series_new(SAME_DAY_ERROR, r->diag);
	ok = ok && week_ratings_read(&in) && series_finish(in.set) &&
	    read_goals(&in);
	if (ok) {
		week_ratings_finish(&in);
		judge_cases(&in);
		week_cases_finish(&in);
		ok = state == NULL || week_to_state(w, state);
	}
	reading_release(&in);
	return ok;
}

void
week_release(struct week *w)
{
	free(w->team);
	free(w->role);
	free(w->attention);
	free(w->goal);
	arena_release(&w->arena);
	*w = (struct week){ 0 };
}
