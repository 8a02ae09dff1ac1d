#include "follow/series_state.h"

/* The numbers of a series, in the order in which they are written. */
enum {
	N, SUM_T, SUM_TT, SUM_Y, SUM_TY, FIRST, PREVIOUS, LAST, FIRST_DAY,
	PREVIOUS_DAY, LAST_DAY, NUMBERS
};

static const struct str none = { "", 0 };

static struct str
key_of(struct buf *out, const struct str key[SERIES_KEYS])
{
	buf_clear(out);
	buf_join(out, key, SERIES_KEYS);
	return buf_str(out);
}

static struct str
values_of(struct buf *out, const struct change *c)
{
	const int128 n[NUMBERS] = { [N] = c->n, [SUM_T] = c->sum_t,
	    [SUM_TT] = c->sum_tt, [SUM_Y] = c->sum_y, [SUM_TY] = c->sum_ty,
	    [FIRST] = c->first, [PREVIOUS] = c->previous, [LAST] = c->last,
	    [FIRST_DAY] = c->first_day, [PREVIOUS_DAY] = c->previous_day,
	    [LAST_DAY] = c->last_day };

	buf_clear(out);
	state_add_numbers(out, n, NUMBERS);
	return buf_str(out);
}

static bool
put_series(const struct series_set *set, struct judge *judge, size_t i,
    struct state *st, struct buf *text, struct buf *values)
{
	struct series s = series_at(set, i);
	struct str key[SERIES_KEYS];
	struct judgement j;

	series_key(set, &s, key);
	judge_series(judge, key, &s, &j);
	/* The series of a case follow one another. */
	if ((i == 0 || series_at(set, i - 1).case_no != s.case_no) &&
	    !state_put_case(st, key[SERIES_CASE]))
		return false;
	return judge_put(judge, &j, st) && state_put(st, STATE_ONCE, "series",
	    key_of(text, key), values_of(values, &s.change));
}

bool
series_to_state(const struct series_set *set, enum same_day same_day,
    struct judge *judge, struct state *st)
{
	static const char *const how[] = { [SAME_DAY_ERROR] = "",
	    [SAME_DAY_MEAN] = "mean", [SAME_DAY_LOW] = "low",
	    [SAME_DAY_HIGH] = "high" };
	struct buf text = { 0 }, values = { 0 };
	bool ok = state_put(st, STATE_ALL, "of", none, str_of("progress")) &&
	    state_put(st, STATE_ALL, "same_day", none, str_of(how[same_day]));

	for (size_t i = 0; ok && i < series_count(set); i++)
		ok = put_series(set, judge, i, st, &text, &values);
	buf_release(&text);
	buf_release(&values);
	return ok;
}

static bool
is_within(const int128 *n, int from, int to, int64_t low, int64_t high)
{
	for (int i = from; i <= to; i++)
		if (n[i] < low || n[i] > high)
			return false;
	return true;
}

/* False if the numbers are none that ratings have. */
static bool
change_of(struct str values, struct change *c)
{
	int128 n[NUMBERS];
	day_t begin, end;

	if (!date_civil(1, 1, 1, &begin) || !date_civil(9999, 12, 31, &end) ||
	    !state_numbers(values, n, NUMBERS) ||
	    !is_within(n, N, N, 1, UINT32_MAX) ||
	    !is_within(n, SUM_T, SUM_Y, INT64_MIN, INT64_MAX) ||
	    !is_within(n, FIRST, LAST, -NUM_MAX, NUM_MAX) ||
	    !is_within(n, FIRST_DAY, LAST_DAY, begin, end))
		return false;
	*c = (struct change){ .n = (uint32_t)n[N], .sum_t = (int64_t)n[SUM_T],
	    .sum_tt = (int64_t)n[SUM_TT], .sum_y = (int64_t)n[SUM_Y],
	    .sum_ty = n[SUM_TY], .first = (int64_t)n[FIRST],
	    .previous = (int64_t)n[PREVIOUS], .last = (int64_t)n[LAST],
	    .first_day = (day_t)n[FIRST_DAY],
	    .previous_day = (day_t)n[PREVIOUS_DAY],
	    .last_day = (day_t)n[LAST_DAY] };
	return true;
}

static bool
take_series(struct series_set *set, struct state *st,
    const struct state_line *l)
{
	struct str key[SERIES_KEYS], rest = l->key;
	struct change c;

	for (int i = 0; i < SERIES_KEYS; i++)
		key[i] = str_cut(rest, '\t', &rest);
	if (change_of(l->values, &c) && series_put(set, key, &c))
		return true;
	diag_add(st->diag, DIAG_FAILURE, (struct loc){ .file = l->file,
	    .line = l->line }, _("these numbers cannot be those of ratings"));
	return false;
}

bool
series_from_state(struct series_set *set, struct state *st)
{
	const struct state_line *of = state_find(st, STATE_ALL, "of", none);
	struct state_line *const *lines;
	size_t n = state_lines(st, STATE_ONCE, "series", &lines);
	bool ok = true;

	if (of == NULL || !str_is(of->values, "progress")) {
		diag_add(st->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("this is the state of something else than %s"),
		    "progress");
		return false;
	}
	for (size_t i = 0; i < n; i++)
		ok = take_series(set, st, lines[i]) && ok;
	return ok;
}
