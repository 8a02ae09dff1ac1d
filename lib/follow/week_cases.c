/*
 * The cases of a week: which are open, were opened or closed; and their teams.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "follow/week_private.h"

struct ranked {
	struct str	key;		/* of the alphabet */
	struct str	team;
	uint32_t	no;
};

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

	reading_count(in, h, WEEK_CLOSED);
	if (str_is(ending, "planned"))
		reading_count(in, h, WEEK_PLANNED);
	else if (str_is(ending, "unplanned"))
		reading_count(in, h, WEEK_UNPLANNED);
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
		reading_count(in, h, WEEK_OPEN);
	if (reading_in_week(in, h->allocated))
		reading_count(in, h, WEEK_OPENED);
	if (closed && reading_in_week(in, closed_day))
		count_closed(in, h, row);
}

/* No team comes last: nothing of the alphabet begins with such a byte. */
void
team_key(struct buf *out, struct str team)
{
	if (team.len == 0)
		buf_addc(out, '\377');
	else
		utf8_danish_key(out, team);
}

static int
by_alphabet(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	int c = str_cmp(x->key, y->key);

	return c != 0 ? c : str_cmp(x->team, y->team);
}

static void
rank_teams(struct reading *in)
{
	struct ranked *ranked = mem_array(NULL, in->teams.n, sizeof(*ranked));

	for (size_t i = 0; i < in->teams.n; i++) {
		buf_clear(&in->scratch);
		team_key(&in->scratch, in->team[i].team);
		ranked[i] = (struct ranked){ arena_str(&in->week->arena,
		    buf_str(&in->scratch)), in->team[i].team, (uint32_t)i };
	}
	if (in->teams.n > 0)
		qsort(ranked, in->teams.n, sizeof(*ranked), by_alphabet);
	in->ranked = ranked;
}

int
held_compare(const struct held *a, const struct held *b)
{
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return str_cmp(a->of.case_id, b->of.case_id);
}

static int
by_team_and_id(const void *a, const void *b)
{
	return held_compare(*(struct held *const *)a,
	    *(struct held *const *)b);
}

static void
order_cases(struct reading *in)
{
	size_t *rank = mem_array(NULL, in->teams.n, sizeof(*rank));

	for (size_t i = 0; i < in->teams.n; i++)
		rank[in->ranked[i].no] = i;
	in->order = mem_array(NULL, in->cases.rows, sizeof(*in->order));
	for (size_t i = 0; i < in->cases.rows; i++) {
		in->held[i].rank = rank[in->held[i].team];
		in->order[i] = &in->held[i];
	}
	if (in->cases.rows > 0)
		qsort(in->order, in->cases.rows, sizeof(*in->order),
		    by_team_and_id);
	free(rank);
}

/* A table that has lost a column would make every case open, or none. */
static bool
has_dates(struct reading *in)
{
	static const char *const needed[] = { "allocated", "closed" };
	bool ok = true;

	for (size_t i = 0; in->cases.n > 0 && i < 2; i++)
		if (frame_column(&in->cases, needed[i]) == in->cases.n) {
			diag_add(in->reg->diag, DIAG_FAILURE, (struct loc){
			    .file = reg_path(in->reg, "cases.tsv") },
			    _("missing column %s"), needed[i]);
			ok = false;
		}
	return ok;
}

bool
week_cases_read(struct reading *in)
{
	if (!reg_frame(in->reg, "case", "case_id", &in->cases) ||
	    !has_dates(in))
		return false;
	in->held = mem_alloc((in->cases.rows + 1) * sizeof(*in->held));
	for (size_t i = 0; i < in->cases.rows; i++) {
		take_case(in, i);
		if (in->state != NULL)
			state_put_case(in->state, in->held[i].of.case_id);
	}
	rank_teams(in);
	order_cases(in);
	return true;
}

static bool
any_count(const struct week_team *t)
{
	for (int i = 0; i < WEEK_COUNTS; i++)
		if (t->n[i] > 0)
			return true;
	return false;
}

/* A team that nothing is told of is left out. */
void
week_cases_finish(struct reading *in)
{
	struct week *w = in->week;

	w->team = mem_array(NULL, in->teams.n, sizeof(*w->team));
	for (size_t i = 0; i < in->teams.n; i++) {
		const struct week_team *t = &in->team[in->ranked[i].no];

		if (!any_count(t))
			continue;
		w->team[w->teams] = *t;
		w->team[w->teams++].team = arena_str(&w->arena, t->team);
	}
}
