/*
 * The ratings of a week: how many there are, by whom and about which cases; on
 * the way those of open cases are gathered as series.
 */
#include <stdlib.h>

#include "follow/judge.h"
#include "follow/week_private.h"

static void
count_role(struct reading *in, const struct held *h, struct str role,
    bool reason)
{
	size_t before = in->roles.n, pairs = in->role_cases.n;
	uint32_t no = intern_add(&in->roles, role);
	const struct str pair[] = { role, h->of.case_id };
	struct week_role *r;

	if (no == before) {
		in->role = mem_grow(in->role, no, &in->roles_cap,
		    sizeof(*in->role));
		in->role[no] = (struct week_role){ in->roles.text[no], 0, 0,
		    0 };
	}
	r = &in->role[no];
	r->ratings++;
	r->reasons += reason;
	r->cases += intern_add(&in->role_cases,
	    reading_join(in, pair, 2)) == pairs;
}

static void
count_rating(struct reading *in, struct held *h, struct str role, bool reason)
{
	reading_count(in, h, WEEK_RATINGS);
	if (reason)
		reading_count(in, h, WEEK_REASONS);
	if (!h->rated_in_week)
		reading_count(in, h, WEEK_RATED_CASES);
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
	attention_value(in, key, day, value);
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
	if (reading_in_week(in, day))
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

bool
week_ratings_read(struct reading *in)
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

static int
by_role(const void *a, const void *b)
{
	const struct week_role *x = a, *y = b;

	return str_cmp(x->role, y->role);
}

void
week_ratings_finish(struct reading *in)
{
	struct week *w = in->week;

	tell_strays(in);
	w->roles = in->roles.n;
	w->role = mem_array(NULL, w->roles, sizeof(*w->role));
	for (size_t i = 0; i < w->roles; i++) {
		w->role[i] = in->role[i];
		w->role[i].role = arena_str(&w->arena, in->role[i].role);
	}
	if (w->roles > 0)
		qsort(w->role, w->roles, sizeof(*w->role), by_role);
}
