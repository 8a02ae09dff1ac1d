#include <stdlib.h>
#include <string.h>

#include "calc/reliable.h"
#include "follow/occasion.h"
#include "ratings.h"

static const char *differ_text;
static bool only_latest;

static const struct opt opts[] = {
	GROUP(opts_ratings),
	GROUP(opts_with),
	{ OPT_TEXT, '\0', "differ", "number", &differ_text,
	    "raters differ from so far apart; else it is as norms say" },
	{ OPT_FLAG, '\0', "last", NULL, &only_latest,
	    "only the latest occasion" },
	{ .kind = OPT_END }
};

enum {
	COL_CASE, COL_SCALE, COL_ITEM, COL_SUBJECT, COL_GOAL, COL_STAGE,
	COL_CONTEXT, COL_DATE, COL_MEETING, COL_RATER, COL_VALUE, COL_PREVIOUS,
	COL_PREVIOUS_DATE, COL_CHANGE, COL_MOVED, COL_LOW, COL_HIGH,
	COL_SPREAD, COL_DIFFERS, N_COLUMNS
};

_Static_assert((int)N_COLUMNS <= (int)RATINGS_COLUMNS_MAX, "room for all");

static const int column_of_key[SERIES_KEYS] = {
	[SERIES_CASE] = COL_CASE, [SERIES_SCALE] = COL_SCALE,
	[SERIES_ITEM] = COL_ITEM, [SERIES_SUBJECT] = COL_SUBJECT,
	[SERIES_GOAL] = COL_GOAL, [SERIES_RATER] = COL_RATER,
	[SERIES_STAGE] = COL_STAGE, [SERIES_CONTEXT] = COL_CONTEXT,
};

static const struct ratings_column columns[N_COLUMNS] = {
	[COL_CASE] = { .name = "case_id" },
	[COL_SCALE] = { .name = "scale" },
	[COL_ITEM] = { .name = "item" },
	[COL_SUBJECT] = { .name = "subject" },
	[COL_GOAL] = { .name = "goal_id" },
	[COL_STAGE] = { .name = "stage" },
	[COL_CONTEXT] = { .name = "context" },
	[COL_DATE] = { .name = "date" },
	[COL_MEETING] = { .name = "meeting_id" },
	[COL_RATER] = { .name = "rater" },
	[COL_VALUE] = { .name = "value" },
	[COL_PREVIOUS] = { "previous", N_("Previous"), CELL_NUMBER, NULL },
	[COL_PREVIOUS_DATE] = { "previous_date", N_("Previous date"),
	    CELL_DATE, NULL },
	[COL_CHANGE] = { "change", N_("Change"), CELL_NUMBER, NULL },
	[COL_MOVED] = { "moved", N_("Moved"), CELL_CODE, "moves" },
	[COL_LOW] = { "low", N_("Lowest"), CELL_NUMBER, NULL },
	[COL_HIGH] = { "high", N_("Highest"), CELL_NUMBER, NULL },
	[COL_SPREAD] = { "spread", N_("Spread"), CELL_NUMBER, NULL },
	[COL_DIFFERS] = { "differs", N_("Differs from"), CELL_CODE,
	    "raters" },
};

static int64_t differ;		/* 0: as norms say */

/* An occasion in work. */
struct table {
	struct ratings		*r;
	const struct occasion	*o;
	struct threshold	*threshold;	/* by rater */
	size_t			 cap;
	int64_t			 low, high;
	struct buf		 differs;
};

static void
look_at(struct table *t, const struct occasion *o)
{
	struct judgement j;

	t->o = o;
	t->low = t->high = o->rating->point->value;
	for (size_t i = 0; i < o->n; i++) {
		int64_t value = o->rating[i].point->value;
		struct str key[SERIES_KEYS];

		memcpy(key, o->key, sizeof(key));
		key[SERIES_RATER] = o->rating[i].rater;
		judge_series(&t->r->judge, key, o->rating[i].series, &j);
		t->threshold = mem_grow(t->threshold, i, &t->cap,
		    sizeof(*t->threshold));
		t->threshold[i] = j.threshold;
		t->low = value < t->low ? value : t->low;
		t->high = value > t->high ? value : t->high;
	}
}

static bool
do_differ(const struct table *t, size_t i, size_t k)
{
	const struct threshold *a = &t->threshold[i], *b = &t->threshold[k];
	int64_t x = t->o->rating[i].point->value;
	int64_t y = t->o->rating[k].point->value;

	if (differ > 0)
		return (x > y ? x - y : y - x) >= differ;
	return a->has_change && b->has_change &&
	    reliable_differ(x, y, a->change, b->change);
}

static void
set_occasion(struct table *t)
{
	struct ratings *r = t->r;

	for (int k = 0; k < SERIES_KEYS; k++)
		r->cell[column_of_key[k]] = t->o->key[k];
	ratings_date(r, COL_DATE, t->o->day);
	r->cell[COL_MEETING] = t->o->meeting;
	if (t->o->n < 2)
		return;
	ratings_number(r, COL_LOW, t->low);
	ratings_number(r, COL_HIGH, t->high);
	ratings_number(r, COL_SPREAD, t->high - t->low);
}

static void
set_move(struct ratings *r, const struct occasion_rating *rating, int better)
{
	int64_t change = rating->point->value - rating->previous->value;

	ratings_number(r, COL_PREVIOUS, rating->previous->value);
	ratings_date(r, COL_PREVIOUS_DATE, rating->previous->day);
	ratings_number(r, COL_CHANGE, change);
	if (better != 0)
		r->cell[COL_MOVED] = str_of(change == 0 ? "same" :
		    (change > 0) == (better > 0) ? "better" : "worse");
}

static void
print_rater(struct table *t, size_t i)
{
	const struct occasion_rating *rating = &t->o->rating[i];
	struct ratings *r = t->r;

	ratings_clear(r, 0);
	set_occasion(t);
	r->cell[COL_RATER] = rating->rater;
	ratings_number(r, COL_VALUE, rating->point->value);
	if (rating->previous != NULL)
		set_move(r, rating, t->threshold[i].better);
	buf_clear(&t->differs);
	for (size_t k = 0; k < t->o->n; k++)
		if (k != i && do_differ(t, i, k)) {
			buf_adds(&t->differs, t->differs.len > 0 ? "," : "");
			buf_add_str(&t->differs, t->o->rating[k].rater);
		}
	r->cell[COL_DIFFERS] = buf_str(&t->differs);
	view_row(r->view, r->cell);
}

static void
print_occasion(const struct occasion *o, void *arg)
{
	struct table *t = arg;

	if (only_latest && !o->is_latest)
		return;
	look_at(t, o);
	for (size_t i = 0; i < o->n; i++)
		print_rater(t, i);
}

static void
print_all(struct ratings *r)
{
	struct table t = { .r = r };

	occasions_each(r->set, print_occasion, &t);
	free(t.threshold);
	buf_release(&t.differs);
}

static int
run(struct run *r, int argc, char **argv)
{
	struct ratings_command command = { .name = "compare",
	    .text = "case_id,scale,item,subject,goal_id,stage,context,date,"
	    "meeting_id,rater,value,previous,moved,spread,differs",
	    .column = columns, .n = N_COLUMNS, .keep = true,
	    .tag = OCCASION_TAG, .ages = true, .print_all = print_all };
	const char *format = common_format(r, "tsv", NULL);

	if (format == NULL || !ratings_option(r, "--differ", differ_text, 1,
	    NUM_MAX, _("a number above 0, such as 1.5"), &differ))
		return 2;
	command.ages = differ == 0;	/* else no norm is asked */
	return ratings_run(r, format, argc, argv, &command);
}

extern const struct command cmd_compare;
const struct command cmd_compare = {
	.name = "compare",
	.about = "what each rater gave at each meeting, and who differs",
	.operands = "[file ...]", .opts = opts, .run = run
};
