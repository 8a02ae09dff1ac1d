#include "follow/week.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "follow/judge.h"
#include "table/intern.h"

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

/* A case while the week is counted. */
struct held {
	struct week_case of;		/* in the frame */
	uint32_t	 team;		/* its number */
	size_t		 rank;		/* of the team */
	bool		 legal;		/* its dates are dates */
	bool		 open;
	bool		 rated_in_week, rated, reasoned;
	bool		 up, same, down;	/* series with no threshold */
	bool		 attention;
	day_t		 allocated;
	day_t		 value_day, reason_day;	/* the latest */
	size_t		 series, n_series;	/* in the set's order */
	enum course	 course;
};

/* The three latest values of a series, the latest first. */
struct latest {
	size_t	n;
	day_t	day[3];
	int64_t	value[3];
};

struct reading {
	struct week	 *week;
	struct reg	 *reg;
	struct frame	  cases;
	struct held	 *held;		/* by row of cases */
	struct held	**order;	/* by team, then case_id */
	struct intern	  teams;
	struct week_team *team;		/* by number */
	size_t		  teams_cap;
	struct intern	  roles;
	struct week_role *role;		/* by number */
	size_t		  roles_cap;
	struct intern	  role_cases;	/* "role<TAB>case_id" */
	struct series_set *set;
	struct intern	  keys;		/* of series, TABs between */
	struct latest	 *latest;	/* by number of keys */
	size_t		  latest_cap;
	size_t		  key[SERIES_KEYS], date, value;	/* columns */
	size_t		  attention_cap;
	size_t		  strays;	/* ratings of no known case */
	struct buf	  scratch;
};

static void
count(struct reading *in, const struct held *h, enum week_count what)
{
	in->week->n[what]++;
	in->team[h->team].n[what]++;
}

static bool
in_week(const struct week *w, day_t day)
{
	return day >= w->monday && day <= w->as_of;
}

/* -------------------------------------------------------------- cases -- */

static uint32_t
team_no(struct reading *in, struct str team)
{
	size_t before = in->teams.n;
	uint32_t no = intern_add(&in->teams, team);

	if (no < before)
		return no;
	in->team = mem_grow(in->team, no, &in->teams_cap, sizeof(*in->team));
	in->team[no] = (struct week_team){ .team = in->teams.text[no] };
	return no;
}

/* A missing date is none; what is no date is told.  The row of a frame has no
 * line, so the case is named. */
static bool
read_day(struct reading *in, size_t row, const char *name, day_t *day)
{
	const struct frame *f = &in->cases;
	struct str cell = frame_cell(f, row, frame_column(f, name));
	char id[ECHO_SIZE], shown[ECHO_SIZE];

	if (date_parse(cell, day))
		return true;
	diag_add(in->reg->diag, DIAG_ERROR,
	    (struct loc){ .file = reg_path(in->reg, "cases.tsv") },
	    _("case %s: %s \"%s\" is not a date such as 2026-11-22: the case "
	    "is left out"), echo(in->held[row].of.case_id, id), name,
	    echo(cell, shown));
	return false;
}

static void
count_closed(struct reading *in, struct held *h, size_t row)
{
	struct str ending = frame_cell(&in->cases, row,
	    frame_column(&in->cases, "ending"));

	count(in, h, WEEK_CLOSED);
	if (str_is(ending, "planned"))
		count(in, h, WEEK_PLANNED);
	else if (str_is(ending, "unplanned"))
		count(in, h, WEEK_UNPLANNED);
}

static void
take_case(struct reading *in, size_t row)
{
	const struct week *w = in->week;
	const struct frame *f = &in->cases;
	struct held *h = &in->held[row];
	bool closed = frame_cell(f, row, frame_column(f, "closed")).len > 0;
	day_t closed_day = 0;

	h->of.case_id = frame_cell(f, row, frame_column(f, "case_id"));
	h->of.team = frame_cell(f, row, frame_column(f, "team"));
	h->of.worker = frame_cell(f, row, frame_column(f, "worker"));
	h->team = team_no(in, h->of.team);
	h->legal = read_day(in, row, "allocated", &h->allocated) &&
	    (!closed || read_day(in, row, "closed", &closed_day));
	if (!h->legal)
		return;
	h->open = h->allocated <= w->as_of &&
	    (!closed || closed_day > w->as_of);
	if (h->open)
		count(in, h, WEEK_OPEN);
	if (in_week(w, h->allocated))
		count(in, h, WEEK_OPENED);
	if (closed && in_week(w, closed_day))
		count_closed(in, h, row);
}

struct ranked {
	struct str	key;		/* of the alphabet */
	struct str	team;
	uint32_t	no;
};

/* No team comes last. */
static int
by_alphabet(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	int c = (x->team.len == 0) - (y->team.len == 0);

	if (c == 0)
		c = str_cmp(x->key, y->key);
	return c != 0 ? c : str_cmp(x->team, y->team);
}

/* The numbers of the teams in the order of the alphabet. */
static struct ranked *
rank_teams(struct reading *in)
{
	struct ranked *ranked = mem_array(NULL, in->teams.n, sizeof(*ranked));

	for (size_t i = 0; i < in->teams.n; i++) {
		buf_clear(&in->scratch);
		utf8_danish_key(&in->scratch, in->team[i].team);
		ranked[i] = (struct ranked){ arena_str(&in->week->arena,
		    buf_str(&in->scratch)), in->team[i].team, (uint32_t)i };
	}
	if (in->teams.n > 0)
		qsort(ranked, in->teams.n, sizeof(*ranked), by_alphabet);
	return ranked;
}

static int
by_team_and_id(const void *a, const void *b)
{
	const struct held *x = *(struct held *const *)a;
	const struct held *y = *(struct held *const *)b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return str_cmp(x->of.case_id, y->of.case_id);
}

static void
order_cases(struct reading *in)
{
	struct ranked *ranked = rank_teams(in);
	size_t *rank = mem_array(NULL, in->teams.n, sizeof(*rank));

	for (size_t i = 0; i < in->teams.n; i++)
		rank[ranked[i].no] = i;
	in->order = mem_array(NULL, in->cases.rows, sizeof(*in->order));
	for (size_t i = 0; i < in->cases.rows; i++) {
		in->held[i].rank = rank[in->held[i].team];
		in->order[i] = &in->held[i];
	}
	if (in->cases.rows > 0)
		qsort(in->order, in->cases.rows, sizeof(*in->order),
		    by_team_and_id);
	free(rank);
	free(ranked);
}

static bool
read_cases(struct reading *in)
{
	if (!reg_frame(in->reg, "case", "case_id", &in->cases))
		return false;
	in->held = mem_alloc((in->cases.rows + 1) * sizeof(*in->held));
	for (size_t i = 0; i < in->cases.rows; i++)
		take_case(in, i);
	order_cases(in);
	return true;
}

/* ------------------------------------------------------------ ratings -- */

static void
count_role(struct reading *in, const struct held *h, struct str role,
    bool reason)
{
	size_t before = in->roles.n, pairs = in->role_cases.n;
	uint32_t no = intern_add(&in->roles, role);
	struct week_role *r;

	if (no == before) {
		in->role = mem_grow(in->role, no, &in->roles_cap,
		    sizeof(*in->role));
		in->role[no] = (struct week_role){ in->roles.text[no], 0, 0,
		    0 };
	}
	r = &in->role[no];
	buf_clear(&in->scratch);
	buf_add_str(&in->scratch, role);
	buf_addc(&in->scratch, '\t');
	buf_add_str(&in->scratch, h->of.case_id);
	r->ratings++;
	r->reasons += reason;
	r->cases += intern_add(&in->role_cases, buf_str(&in->scratch)) == pairs;
}

static void
count_rating(struct reading *in, struct held *h, struct str role, bool reason)
{
	count(in, h, WEEK_RATINGS);
	if (reason)
		count(in, h, WEEK_REASONS);
	if (!h->rated_in_week)
		count(in, h, WEEK_RATED_CASES);
	h->rated_in_week = true;
	count_role(in, h, role, reason);
}

static void
later(bool *any, day_t *latest, day_t day)
{
	if (!*any || day > *latest)
		*latest = day;
	*any = true;
}

/* Keeps the three latest, whatever order they come in. */
static void
keep_latest(struct latest *l, day_t day, int64_t value)
{
	size_t at = l->n, n = l->n < 3 ? l->n + 1 : 3;

	while (at > 0 && day > l->day[at - 1])
		at--;
	if (at == 3)
		return;
	for (size_t i = n - 1; i > at; i--) {
		l->day[i] = l->day[i - 1];
		l->value[i] = l->value[i - 1];
	}
	l->day[at] = day;
	l->value[at] = value;
	l->n = n;
}

static struct latest *
latest_of(struct reading *in, const struct str key[SERIES_KEYS])
{
	size_t before = in->keys.n;
	uint32_t no;

	buf_clear(&in->scratch);
	for (int i = 0; i < SERIES_KEYS; i++) {
		buf_add_str(&in->scratch, key[i]);
		buf_addc(&in->scratch, '\t');
	}
	no = intern_add(&in->keys, buf_str(&in->scratch));
	if (no == before) {
		in->latest = mem_grow(in->latest, no, &in->latest_cap,
		    sizeof(*in->latest));
		in->latest[no] = (struct latest){ 0 };
	}
	return &in->latest[no];
}

static void
take_value(struct reading *in, const struct tsv *t, day_t day, struct str cell)
{
	struct str key[SERIES_KEYS];
	int64_t value;

	if (num_parse(cell, &value) != NUM_OK)
		return;		/* series_read() tells */
	for (int i = 0; i < SERIES_KEYS; i++)
		key[i] = in->key[i] < t->n ? tsv_field(t, in->key[i]) :
		    str_of("");
	keep_latest(latest_of(in, key), day, value);
}

/* A row_fn: counts every rating of the register, and wants for the series
 * those of open cases up to the as-of. */
static bool
take_rating(const struct tsv *t, void *arg)
{
	struct reading *in = arg;
	struct str value = tsv_field(t, in->value);
	size_t row = frame_find(&in->cases,
	    tsv_field(t, in->key[SERIES_CASE]));
	struct held *h = &in->held[row];
	day_t day;

	if (!date_parse(tsv_field(t, in->date), &day))
		return true;	/* series_read() tells */
	if (day > in->week->as_of)
		return false;
	in->strays += row == in->cases.rows;
	if (row == in->cases.rows || !h->legal)
		return false;
	if (in_week(in->week, day))
		count_rating(in, h, judge_role(tsv_field(t,
		    in->key[SERIES_RATER])), value.len == 0);
	if (value.len == 0)
		later(&h->reasoned, &h->reason_day, day);
	else
		later(&h->rated, &h->value_day, day);
	if (h->open && value.len > 0)
		take_value(in, t, day, value);
	return h->open;
}

/* Where one is missing, series_read() tells which before it asks for a row. */
static void
find_columns(struct reading *in, const struct tsv *t)
{
	for (int i = 0; i < SERIES_KEYS; i++)
		in->key[i] = tsv_column(t, series_key_names[i]);
	in->date = tsv_column(t, "date");
	in->value = tsv_column(t, "value");
}

static bool
read_ratings(struct reading *in)
{
	const struct kind *k = kind_find(&in->reg->defs->kinds,
	    str_of("rating"));
	struct diag *d = in->reg->diag;
	size_t failures = d->count[DIAG_FAILURE];
	struct tsv t = { .fd = -1 };

	if (k != NULL && reg_table(in->reg, k, &t)) {
		find_columns(in, &t);
		series_read(in->set, &t, take_rating, in);
	}
	if (k != NULL)
		tsv_close(&t);
	return d->count[DIAG_FAILURE] == failures;
}

static void
tell_strays(const struct reading *in)
{
	if (in->strays > 0)
		diag_add(in->reg->diag, DIAG_ERROR,
		    (struct loc){ .file = reg_path(in->reg, "ratings.tsv") },
		    _("%zu ratings of cases that are not in the register are "
		    "left out"), in->strays);
}

/* ------------------------------------------------------------- judging -- */

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
		count(in, h, WEEK_RATED);
	if (h->course == COURSE_NONE)
		return;
	count(in, h, WEEK_TWICE);
	count(in, h, as[h->course]);
	if (h->course != COURSE_UNKNOWN)
		return;
	if (h->down)
		count(in, h, WEEK_DOWN);
	else if (h->up)
		count(in, h, WEEK_UP);
	else if (h->same)
		count(in, h, WEEK_SAME);
}

static struct week_case
keep_case(struct week *w, const struct held *h)
{
	return (struct week_case){ arena_str(&w->arena, h->of.case_id),
	    arena_str(&w->arena, h->of.team),
	    arena_str(&w->arena, h->of.worker) };
}

static struct week_attention *
attend(struct reading *in, struct held *h, enum week_why why)
{
	struct week *w = in->week;
	struct week_attention *a;

	w->attention = mem_grow(w->attention, w->attentions,
	    &in->attention_cap, sizeof(*w->attention));
	a = &w->attention[w->attentions++];
	*a = (struct week_attention){ .of = keep_case(w, h), .why = why,
	    .first_day = h->allocated, .last_day = h->value_day,
	    .reason_since = h->reasoned &&
	    (!h->rated || h->reason_day > h->value_day),
	    .reason_day = h->reason_day };
	if (!h->attention)
		count(in, h, WEEK_ATTENTION);
	h->attention = true;
	return a;
}

static struct week_attention *
attend_series(struct reading *in, struct held *h, enum week_why why,
    const struct series *s)
{
	struct week_attention *a = attend(in, h, why);
	struct str key[SERIES_KEYS];

	series_key(in->set, s, key);
	for (int i = 0; i < SERIES_KEYS; i++)
		a->key[i] = arena_str(&in->week->arena, key[i]);
	a->scale = scale_find(&in->reg->defs->scales, key[SERIES_SCALE],
	    key[SERIES_ITEM]);
	a->first = s->change.first;
	a->last = s->change.last;
	a->first_day = s->change.first_day;
	a->last_day = s->change.last_day;
	return a;
}

/* Were the two latest changes both in the bad direction?  Any size counts. */
static void
attend_losses(struct reading *in, struct held *h, const struct series *s,
    const struct latest *l, int better)
{
	struct week_attention *a;

	if (l->n < 3 || better * (l->value[0] - l->value[1]) >= 0 ||
	    better * (l->value[1] - l->value[2]) >= 0)
		return;
	a = attend_series(in, h, WHY_TWO_DECLINES, s);
	a->first = l->value[2];
	a->middle = l->value[1];
	a->first_day = l->day[2];
}

/* A reason is no number: it does not end the silence about a child. */
static void
attend_silence(struct reading *in, struct held *h)
{
	day_t since = h->rated ? h->value_day : h->allocated;

	if (since < in->week->stale_before)
		attend(in, h, h->rated ? WHY_STALE : WHY_NEVER);
}

static void
judge_case(struct reading *in, struct judge *judge, struct held *h)
{
	struct str key[SERIES_KEYS];
	struct judgement j;

	for (size_t i = 0; i < h->n_series; i++) {
		const struct series *s = series_at(in->set, h->series + i);

		series_key(in->set, s, key);
		judge_series(judge, key, s, &j);
		h->course = course_add(h->course, j.verdict);
		if (j.verdict == VERDICT_UNKNOWN)
			note_sign(h, s, j.threshold.better);
		if (j.verdict == VERDICT_DETERIORATED)
			attend_series(in, h, WHY_DECLINE, s);
	}
	for (size_t i = 0; i < h->n_series; i++) {
		const struct series *s = series_at(in->set, h->series + i);

		series_key(in->set, s, key);
		judge_series(judge, key, s, &j);
		attend_losses(in, h, s, latest_of(in, key),
		    j.threshold.better);
	}
	attend_silence(in, h);
	count_course(in, h);
}

static void
judge_cases(struct reading *in)
{
	struct str key[SERIES_KEYS];
	struct judge judge;
	struct held *h;

	/* The series of a case follow one another. */
	for (size_t i = 0; i < series_count(in->set); i++) {
		series_key(in->set, series_at(in->set, i), key);
		h = &in->held[frame_find(&in->cases, key[SERIES_CASE])];
		if (h->n_series++ == 0)
			h->series = i;
	}
	judge_init(&judge, in->reg->defs, &in->cases);
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
	int c = by_team_and_id(&x->of, &y->of);

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
		    in_week(in->week, day))
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
		count(in, reached[i].of, WEEK_GOALS);
		w->goal[i] = (struct week_goal){ keep_case(w, reached[i].of),
		    arena_str(&w->arena, reached[i].goal_id), reached[i].day };
	}
	free(reached);
	frame_release(&f);
	return ok;
}

/* ----------------------------------------------------------- the week -- */

static bool
any_count(const struct week_team *t)
{
	for (int i = 0; i < WEEK_COUNTS; i++)
		if (t->n[i] > 0)
			return true;
	return false;
}

/* A team that nothing is told of is left out. */
static void
finish_teams(struct reading *in)
{
	struct ranked *ranked = rank_teams(in);
	struct week *w = in->week;

	w->team = mem_array(NULL, in->teams.n, sizeof(*w->team));
	for (size_t i = 0; i < in->teams.n; i++) {
		const struct week_team *t = &in->team[ranked[i].no];

		if (!any_count(t))
			continue;
		w->team[w->teams] = *t;
		w->team[w->teams++].team = arena_str(&w->arena, t->team);
	}
	free(ranked);
}

static int
by_role(const void *a, const void *b)
{
	const struct week_role *x = a, *y = b;

	return str_cmp(x->role, y->role);
}

static void
finish_roles(struct reading *in)
{
	struct week *w = in->week;

	w->roles = in->roles.n;
	w->role = mem_array(NULL, w->roles, sizeof(*w->role));
	for (size_t i = 0; i < w->roles; i++) {
		w->role[i] = in->role[i];
		w->role[i].role = arena_str(&w->arena, in->role[i].role);
	}
	if (w->roles > 0)
		qsort(w->role, w->roles, sizeof(*w->role), by_role);
}

static void
reading_release(struct reading *in)
{
	frame_release(&in->cases);
	free(in->held);
	free(in->order);
	intern_release(&in->teams);
	free(in->team);
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
    struct period stale)
{
	struct reading in = { .week = w, .reg = r };
	bool ok;

	*w = (struct week){ .monday = monday, .as_of = as_of };
	w->stale_before = date_plus(as_of, stale, -1);
	ok = read_cases(&in);
	/* Any finding from here on makes a set of series worthless. */
	in.set = series_new(SAME_DAY_ERROR, r->diag);
	ok = ok && read_ratings(&in) && series_finish(in.set) &&
	    read_goals(&in);
	if (ok) {
		tell_strays(&in);
		judge_cases(&in);
		finish_teams(&in);
		finish_roles(&in);
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
