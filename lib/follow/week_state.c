/*
 * A week as a state: what is counted by team and by role is summed; what is
 * told of single cases is in one state only, as the cases are.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "follow/week_private.h"

static const struct str none = { "", 0 };

/* The numbers of a line about a case, and of one about a role. */
enum {
	FIRST, MIDDLE, LAST, FIRST_DAY, LAST_DAY, REASON_SINCE, REASON_DAY,
	NUMBERS
};
enum { RATINGS, REASONS, CASES, ROLE_NUMBERS };

/* The fields of a key: of a case, then of what is told. */
enum { KEY_TEAM, KEY_CASE, KEY_WORKER, KEY_WHAT, KEY_SERIES };

_Static_assert((int)WEEK_COUNTS <= (int)STATE_NUMBERS_MAX, "they fit");

struct writing {
	struct state	*st;
	struct buf	 key, values;
};

/* ------------------------------------------------------------ writing -- */

static void
add_field(struct buf *key, struct str field)
{
	buf_addc(key, '\t');
	buf_add_str(key, field);
}

static void
begin_case(struct writing *out, const struct week_case *of)
{
	buf_clear(&out->key);
	buf_add_str(&out->key, of->team);
	add_field(&out->key, of->case_id);
	add_field(&out->key, of->worker);
}

static bool
put_once(struct writing *out, const char *name, const int128 *n, size_t count)
{
	buf_clear(&out->values);
	state_add_numbers(&out->values, n, count);
	return state_put(out->st, STATE_ONCE, name, buf_str(&out->key),
	    buf_str(&out->values));
}

static bool
put_attention(struct writing *out, const struct week_attention *a)
{
	const int128 n[NUMBERS] = { [FIRST] = a->first, [MIDDLE] = a->middle,
	    [LAST] = a->last, [FIRST_DAY] = a->first_day,
	    [LAST_DAY] = a->last_day, [REASON_SINCE] = a->reason_since,
	    [REASON_DAY] = a->reason_day };

	begin_case(out, &a->of);
	/* A number: a case's reasons are told in its order. */
	buf_addf(&out->key, "\t%d", (int)a->why);
	for (int i = 0; i < SERIES_KEYS; i++)
		add_field(&out->key, a->key[i]);
	return put_once(out, "attention", n, NUMBERS);
}

static bool
put_goal(struct writing *out, const struct week_goal *goal)
{
	const int128 day = goal->day;

	begin_case(out, &goal->of);
	add_field(&out->key, goal->goal_id);
	return put_once(out, "goal", &day, 1);
}

static bool
put_lists(struct writing *out, const struct week *w)
{
	bool ok = true;

	for (size_t i = 0; ok && i < w->attentions; i++)
		ok = put_attention(out, &w->attention[i]);
	for (size_t i = 0; ok && i < w->goals; i++)
		ok = put_goal(out, &w->goal[i]);
	return ok;
}

static bool
put_counts(struct state *st, const struct week *w)
{
	int128 n[WEEK_COUNTS];
	bool ok = true;

	for (size_t i = 0; ok && i < w->teams; i++) {
		for (int k = 0; k < WEEK_COUNTS; k++)
			n[k] = w->team[i].n[k];
		ok = state_add(st, "team", w->team[i].team, n, WEEK_COUNTS);
	}
	for (size_t i = 0; ok && i < w->roles; i++) {
		const struct week_role *r = &w->role[i];
		const int128 of_role[ROLE_NUMBERS] = { [RATINGS] = r->ratings,
		    [REASONS] = r->reasons, [CASES] = r->cases };

		ok = state_add(st, "role", r->role, of_role, ROLE_NUMBERS);
	}
	return ok;
}

static bool
put_date(struct state *st, const char *name, day_t day)
{
	char date[DATE_SIZE];

	return state_put(st, STATE_ALL, name, none,
	    str_of(date_format(date, day)));
}

bool
week_to_state(const struct week *w, struct state *st)
{
	struct writing out = { .st = st };
	bool ok = state_put(st, STATE_ALL, "of", none, str_of("week")) &&
	    put_date(st, "monday", w->monday) &&
	    put_date(st, "as_of", w->as_of) &&
	    put_date(st, "stale_before", w->stale_before) &&
	    put_counts(st, w) && put_lists(&out, w);

	buf_release(&out.key);
	buf_release(&out.values);
	return ok;
}

/* ------------------------------------------------------------ reading -- */

struct taking {
	struct week		*week;
	const struct defs	*defs;
	struct state		*st;
	struct buf		 text;
};

/* Lines in the order of the week's lists. */
struct placed {
	struct str			 place;
	const struct state_line		*line;
};

static bool
odd_line(struct taking *in, const struct state_line *l)
{
	diag_add(in->st->diag, DIAG_FAILURE, (struct loc){ .file = l->file,
	    .line = l->line }, _("this cannot be a line of a week"));
	return false;
}

static bool
take_date(struct taking *in, const char *name, day_t *day)
{
	const struct state_line *l = state_find(in->st, STATE_ALL, name, none);

	if (l != NULL && date_parse(l->values, day))
		return true;
	diag_add(in->st->diag, DIAG_FAILURE, (struct loc){ 0 },
	    _("this is the state of something else than %s"), "week");
	return false;
}

static int
by_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	return str_cmp(x->place, y->place);
}

/* Roles are sorted by bytes, as lines are; the rest by team, as teams are, and
 * then as the key goes on. */
static struct placed *
place_lines(struct taking *in, const char *name,
    struct state_line *const *lines, size_t n)
{
	struct placed *placed = mem_array(NULL, n, sizeof(*placed));

	for (size_t i = 0; i < n; i++) {
		struct str rest, team = str_cut(lines[i]->key, '\t', &rest);

		buf_clear(&in->text);
		if (strcmp(name, "role") != 0)
			team_key(&in->text, team);
		add_field(&in->text, lines[i]->key);
		placed[i] = (struct placed){ arena_str(&in->week->arena,
		    buf_str(&in->text)), lines[i] };
	}
	if (n > 0)
		qsort(placed, n, sizeof(*placed), by_place);
	return placed;
}

static bool
take_team(struct taking *in, const struct state_line *l)
{
	struct week *w = in->week;
	struct week_team *team = &w->team[w->teams];

	if (l->n != WEEK_COUNTS)
		return odd_line(in, l);
	team->team = arena_str(&w->arena, l->key);
	for (int k = 0; k < WEEK_COUNTS; k++) {
		if (l->number[k] < 0 || l->number[k] > UINT32_MAX - w->n[k])
			return odd_line(in, l);
		team->n[k] = (uint32_t)l->number[k];
		w->n[k] += team->n[k];
	}
	w->teams++;
	return true;
}

static bool
take_role(struct taking *in, const struct state_line *l)
{
	struct week *w = in->week;

	for (int i = 0; i < ROLE_NUMBERS; i++)
		if (l->n != ROLE_NUMBERS || l->number[i] < 0 ||
		    l->number[i] > UINT32_MAX)
			return odd_line(in, l);
	w->role[w->roles++] = (struct week_role){
		.role = arena_str(&w->arena, l->key),
		.ratings = (uint32_t)l->number[RATINGS],
		.reasons = (uint32_t)l->number[REASONS],
		.cases = (uint32_t)l->number[CASES],
	};
	return true;
}

static void
take_key(struct taking *in, const struct state_line *l, struct str *field,
    size_t n)
{
	struct str rest = l->key;

	for (size_t i = 0; i < n; i++)
		field[i] = arena_str(&in->week->arena,
		    str_cut(rest, '\t', &rest));
}

static struct week_case
case_of(const struct str *field)
{
	return (struct week_case){ .case_id = field[KEY_CASE],
	    .team = field[KEY_TEAM], .worker = field[KEY_WORKER] };
}

static bool
days_are_days(const int128 *n, size_t count)
{
	day_t begin, end;

	if (!date_civil(1, 1, 1, &begin) || !date_civil(9999, 12, 31, &end))
		return false;
	for (size_t i = 0; i < count; i++)
		if (n[i] < begin || n[i] > end)
			return false;
	return true;
}

static bool
take_attention(struct taking *in, const struct state_line *l)
{
	struct week *w = in->week;
	struct week_attention *a = &w->attention[w->attentions];
	struct str field[KEY_SERIES + SERIES_KEYS];
	int128 n[NUMBERS];
	uint64_t why;

	take_key(in, l, field, KEY_SERIES + SERIES_KEYS);
	if (!num_count(field[KEY_WHAT], WEEK_WHYS - 1, &why) ||
	    !state_numbers(l->values, n, NUMBERS) ||
	    !days_are_days(n + FIRST_DAY, 2) ||
	    !days_are_days(n + REASON_DAY, 1))
		return odd_line(in, l);
	for (int i = FIRST; i <= LAST; i++)
		if (n[i] > NUM_MAX || n[i] < -NUM_MAX)
			return odd_line(in, l);
	*a = (struct week_attention){ .of = case_of(field),
	    .why = (enum week_why)why, .first = (int64_t)n[FIRST],
	    .middle = (int64_t)n[MIDDLE], .last = (int64_t)n[LAST],
	    .first_day = (day_t)n[FIRST_DAY], .last_day = (day_t)n[LAST_DAY],
	    .reason_since = n[REASON_SINCE] != 0,
	    .reason_day = (day_t)n[REASON_DAY] };
	for (int i = 0; i < SERIES_KEYS; i++)
		a->key[i] = field[KEY_SERIES + i];
	a->scale = scale_find(&in->defs->scales, a->key[SERIES_SCALE],
	    a->key[SERIES_ITEM]);
	w->attentions++;
	return true;
}

static bool
take_goal(struct taking *in, const struct state_line *l)
{
	struct week *w = in->week;
	struct str field[KEY_WHAT + 1];
	int128 day;

	take_key(in, l, field, KEY_WHAT + 1);
	if (!state_numbers(l->values, &day, 1) || !days_are_days(&day, 1))
		return odd_line(in, l);
	w->goal[w->goals++] = (struct week_goal){ case_of(field),
	    field[KEY_WHAT], (day_t)day };
	return true;
}

typedef bool take_fn(struct taking *in, const struct state_line *l);

/* All lines of a name, in the order of the week's lists. */
static bool
take_all(struct taking *in, enum state_rule rule, const char *name,
    take_fn *take)
{
	struct state_line *const *lines;
	size_t n = state_lines(in->st, rule, name, &lines);
	struct placed *placed = place_lines(in, name, lines, n);
	bool ok = true;

	for (size_t i = 0; i < n; i++)
		ok = take(in, placed[i].line) && ok;
	free(placed);
	return ok;
}

static void
make_room(struct week *w, const struct state *st)
{
	struct state_line *const *lines;

	w->team = mem_array(NULL, state_lines(st, STATE_SUM, "team", &lines),
	    sizeof(*w->team));
	w->role = mem_array(NULL, state_lines(st, STATE_SUM, "role", &lines),
	    sizeof(*w->role));
	w->attention = mem_array(NULL, state_lines(st, STATE_ONCE,
	    "attention", &lines), sizeof(*w->attention));
	w->goal = mem_array(NULL, state_lines(st, STATE_ONCE, "goal",
	    &lines), sizeof(*w->goal));
}

bool
week_from_state(struct week *w, const struct defs *defs, struct state *st)
{
	struct taking in = { .week = w, .defs = defs, .st = st };
	bool ok;

	*w = (struct week){ 0 };
	make_room(w, st);
	ok = take_date(&in, "monday", &w->monday) &&
	    take_date(&in, "as_of", &w->as_of) &&
	    take_date(&in, "stale_before", &w->stale_before) &&
	    take_all(&in, STATE_SUM, "team", take_team) &&
	    take_all(&in, STATE_SUM, "role", take_role) &&
	    take_all(&in, STATE_ONCE, "attention", take_attention) &&
	    take_all(&in, STATE_ONCE, "goal", take_goal);
	buf_release(&in.text);
	return ok;
}
