#include <stdlib.h>

#include "base/mem.h"
#include "follow/outcome.h"
#include "ratings.h"
#include "states.h"
#include "verdict.h"

static const char *by_text, *rule_text;
static bool open_too;

static const struct opt opts[] = {
	GROUP(opts_ratings),
	GROUP(opts_phase),
	{ OPT_DATE, '\0', "as-of", "date", &common.as_of,
	    "the day that counts as today" },
	{ OPT_TEXT, '\0', "by", "columns", &by_text,
	    "one group of cases for each of these, such as unit,measure" },
	{ OPT_FLAG, '\0', "open", NULL, &open_too, "open cases too" },
	{ OPT_TEXT, '\0', "rule", "nhs", &rule_text,
	    "one verdict for each rater over all scales" },
	GROUP(opts_judge),
	GROUP(opts_level),
	GROUP(opts_state),
	{ .kind = OPT_END }
};

/* The columns behind those of the group. */
enum {
	COL_SCALE, COL_ITEM, COL_RATER, COL_CASES, COL_RATED, COL_PAIRED,
	COL_MEAN_FIRST, COL_MEAN_LAST, COL_MEAN_GAIN, COL_SD_FIRST, COL_D_PRE,
	COL_D_NORM, COL_D_AV, COL_G, COL_G_LOW, COL_G_HIGH, COL_RECOVERED,
	COL_IMPROVED, COL_UNCHANGED, COL_DETERIORATED, COL_UNKNOWN,
	COL_PLANNED, COL_UNPLANNED, COL_MEDIAN_DAYS, COL_MEDIAN_RATINGS,
	COL_DROPOUTS, COL_DROPOUT_OF, COL_FUNCTIONAL, COL_CAPPED, COL_SUBJECT,
	COL_STAGE, COL_CONTEXT, N_COLUMNS
};

_Static_assert((int)N_COLUMNS + (int)OUTCOME_BY_MAX <=
    (int)RATINGS_COLUMNS_MAX, "room for all");

static const struct ratings_column own[N_COLUMNS] = {
	[COL_SCALE] = { .name = "scale" },
	[COL_ITEM] = { .name = "item" },
	[COL_RATER] = { .name = "rater" },
	[COL_CASES] = { "cases", N_("Cases"), CELL_NUMBER, NULL },
	[COL_RATED] = { "rated", N_("Rated"), CELL_NUMBER, NULL },
	[COL_PAIRED] = { "paired", N_("Twice"), CELL_NUMBER, NULL },
	[COL_MEAN_FIRST] = { "mean_first", N_("First"), CELL_NUMBER, NULL },
	[COL_MEAN_LAST] = { "mean_last", N_("Last"), CELL_NUMBER, NULL },
	[COL_MEAN_GAIN] = { "mean_gain", N_("Gain"), CELL_NUMBER, NULL },
	[COL_SD_FIRST] = { "sd_first", N_("Deviation"), CELL_NUMBER, NULL },
	[COL_D_PRE] = { "d_pre", N_("Effect"), CELL_NUMBER, NULL },
	[COL_D_NORM] = { "d_norm", N_("Effect, norm"), CELL_NUMBER, NULL },
	[COL_D_AV] = { "d_av", N_("Effect, both"), CELL_NUMBER, NULL },
	[COL_G] = { "g", N_("Hedges' g"), CELL_NUMBER, NULL },
	[COL_G_LOW] = { "g_low", N_("g, from"), CELL_NUMBER, NULL },
	[COL_G_HIGH] = { "g_high", N_("g, to"), CELL_NUMBER, NULL },
	[COL_RECOVERED] = { "recovered", N_("Recovered"), CELL_NUMBER, NULL },
	[COL_IMPROVED] = { "improved", N_("Improved"), CELL_NUMBER, NULL },
	[COL_UNCHANGED] = { "unchanged", N_("Unchanged"), CELL_NUMBER, NULL },
	[COL_DETERIORATED] = { "deteriorated", N_("Worse"), CELL_NUMBER, NULL },
	[COL_UNKNOWN] = { "unknown", N_("Unknown"), CELL_NUMBER, NULL },
	[COL_PLANNED] = { "planned", N_("Planned"), CELL_NUMBER, NULL },
	[COL_UNPLANNED] = { "unplanned", N_("Unplanned"), CELL_NUMBER, NULL },
	[COL_MEDIAN_DAYS] = { "median_days", N_("Days"), CELL_NUMBER, NULL },
	[COL_MEDIAN_RATINGS] = { "median_ratings", N_("Ratings"),
	    CELL_NUMBER, NULL },
	[COL_DROPOUTS] = { "dropouts", N_("Dropped out"), CELL_NUMBER, NULL },
	[COL_DROPOUT_OF] = { "dropout_of", N_("Of"), CELL_NUMBER, NULL },
	[COL_FUNCTIONAL] = { "functional", N_("Well at start"),
	    CELL_NUMBER, NULL },
	[COL_CAPPED] = { "capped", N_("No room"), CELL_NUMBER, NULL },
	[COL_SUBJECT] = { .name = "subject" },
	[COL_STAGE] = { .name = "stage" },
	[COL_CONTEXT] = { .name = "context" },
};

static struct judge_rule rule;
static struct outcome_plan plan;

/* --------------------------------------------------------------- what -- */

static bool
not_a_column(struct ratings *r, struct str name)
{
	const char **legal = mem_array(NULL, r->cases.n + 1, sizeof(*legal));

	for (size_t i = 0; i < r->cases.n; i++)
		legal[i] = r->cases.name[i].p;
	legal[r->cases.n] = NULL;
	common_unknown(r->run, _("column of the cases"), name, legal);
	free(legal);
	return false;
}

/* Is there a column of that name in the result? */
static bool
is_taken(struct str name)
{
	for (size_t i = 0; i < plan.n_by; i++)
		if (str_eq(plan.by[i], name))
			return true;
	for (size_t i = 0; i < N_COLUMNS; i++)
		if (str_is(name, own[i].name))
			return true;
	return false;
}

static bool
add_by(struct ratings *r, struct str name)
{
	size_t i = 0;

	while (i < r->cases.n && !str_eq(r->cases.name[i], name))
		i++;
	if (i == r->cases.n)
		return not_a_column(r, name);
	if (plan.n_by < OUTCOME_BY_MAX && !is_taken(name)) {
		plan.by[plan.n_by++] = r->cases.name[i];
		return true;
	}
	if (plan.n_by == OUTCOME_BY_MAX)
		diag_add(&r->run->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("--by: at most %d columns"), OUTCOME_BY_MAX);
	else
		diag_add(&r->run->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("--by: there is a column %s already"),
		    r->cases.name[i].p);
	return false;
}

/* The columns of --by, which are the cases'. */
static bool
read_by(struct ratings *r)
{
	struct str rest = str_of(by_text != NULL ? by_text : "");
	bool ok = true;

	while (ok && rest.len > 0)
		ok = add_by(r, str_cut(rest, ',', &rest));
	return ok;
}

/* What was to be counted is settled in states that are read. */
static bool
is_settled(struct ratings *r)
{
	if (by_text == NULL && rule_text == NULL && !open_too &&
	    !common.as_of.given && !verdict_asked())
		return true;
	diag_add(&r->run->diag, DIAG_FAILURE, (struct loc){ 0 },
	    _("what a state counts is settled: --by, --open, --rule, --as-of "
	    "and how changes are judged belong to the command that wrote it"));
	return false;
}

static bool
to_state(struct ratings *r)
{
	const struct frame *only = r->filter.by_case ? &r->filter.cases : NULL;

	if (!r->supply.has_register) {
		diag_add(&r->run->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("no register: it has the cases; name one with -C"));
		return false;
	}
	if (states_wanted() && rule.sample) {
		diag_add(&r->run->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("--sample: the deviation of a part is not that of the "
		    "whole, so its state would not add up"));
		return false;
	}
	if (!read_by(r))
		return false;
	plan.as_of = common_today();
	return outcome_count(&r->state, &plan, r->set, &r->cases, only,
	    &r->judge);
}

/* ------------------------------------------------------------- output -- */

static struct ratings_column column[RATINGS_COLUMNS_MAX];
static struct ratings_command command;
static struct buf text;
static double level;

static const int key_column[OUTCOME_KEYS] = {
	[OUTCOME_SCALE] = COL_SCALE, [OUTCOME_ITEM] = COL_ITEM,
	[OUTCOME_RATER] = COL_RATER, [OUTCOME_SUBJECT] = COL_SUBJECT,
	[OUTCOME_STAGE] = COL_STAGE, [OUTCOME_CONTEXT] = COL_CONTEXT,
};

/* Those that most look for. */
static const char in_text[] = "scale,item,rater,subject,stage,context,cases,"
    "rated,paired,mean_gain,d_pre,recovered,improved,unchanged,deteriorated,"
    "unknown";

static void
add_columns(struct ratings *r)
{
	buf_clear(&text);
	for (size_t i = 0; i < plan.n_by; i++) {
		column[i] = (struct ratings_column){ .list = "case",
		    .name = arena_str(&r->state.arena, plan.by[i]).p };
		buf_addf(&text, "%s,", column[i].name);
	}
	buf_adds(&text, in_text);
	command.text = buf_text(&text);
	for (size_t i = 0; i < N_COLUMNS; i++)
		column[plan.n_by + i] = own[i];
	command.n = plan.n_by + N_COLUMNS;
}

static bool
from_state(struct ratings *r)
{
	if ((r->state.inputs > 0 && !is_settled(r)) ||
	    !outcome_plan_of(&r->state, &plan))
		return false;
	add_columns(r);
	/* A number that cannot be is told before anything is printed. */
	return outcome_each(&r->state, &plan, level, NULL, NULL);
}

struct cell_of {
	int		 column;
	uint64_t	 n;
};

static void
set_counts(struct ratings *r, const struct outcome *o)
{
	const struct cell_of all[] = {
		{ COL_RATED, o->rated }, { COL_PAIRED, o->paired },
		{ COL_RECOVERED, o->recovered }, { COL_IMPROVED, o->improved },
		{ COL_UNCHANGED, o->unchanged },
		{ COL_DETERIORATED, o->deteriorated },
		{ COL_UNKNOWN, o->unknown }, { COL_DROPOUTS, o->dropouts },
		{ COL_DROPOUT_OF, o->dropout_of },
		{ COL_FUNCTIONAL, o->functional }, { COL_CAPPED, o->capped },
		{ COL_CASES, o->cases }, { COL_PLANNED, o->planned },
		{ COL_UNPLANNED, o->unplanned },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		ratings_number(r, (int)plan.n_by + all[i].column,
		    (int64_t)all[i].n * NUM_ONE);
	/* The rule knows no recovery: none is counted, which is not 0. */
	if (plan.nhs)
		r->cell[plan.n_by + COL_RECOVERED] = (struct str){ "", 0 };
}

static void
set_sizes(struct ratings *r, const struct outcome *o)
{
	const struct effect_size *s = &o->size;
	const struct {
		int	column;
		double	x;
	} all[] = {
		{ COL_MEAN_FIRST, s->mean_first },
		{ COL_MEAN_LAST, s->mean_last }, { COL_MEAN_GAIN, s->gain },
		{ COL_SD_FIRST, s->sd_first }, { COL_D_PRE, s->d_pre },
		{ COL_D_NORM, s->d_norm }, { COL_D_AV, s->d_av },
		{ COL_G, s->g }, { COL_G_LOW, s->g_low },
		{ COL_G_HIGH, s->g_high }, { COL_MEDIAN_DAYS, o->days },
		{ COL_MEDIAN_RATINGS, o->ratings },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		ratings_figure(r, (int)plan.n_by + all[i].column, all[i].x);
}

static void
print_outcome(const struct outcome *o, void *arg)
{
	struct ratings *r = arg;

	ratings_clear(r, 0);
	for (size_t i = 0; i < plan.n_by; i++)
		r->cell[i] = o->by[i];
	for (size_t i = 0; i < OUTCOME_KEYS; i++)
		r->cell[plan.n_by + (size_t)key_column[i]] = o->key[i];
	set_counts(r, o);
	set_sizes(r, o);
	view_row(r->view, r->cell);
}

static void
print(struct ratings *r)
{
	outcome_each(&r->state, &plan, level, print_outcome, r);
}

static bool
parse_rule(struct run *r)
{
	static const char *const legal[] = { "nhs", NULL };
	size_t which = 0;

	plan.open = open_too;
	plan.nhs = rule_text != NULL;
	return ratings_word(r, _("rule"), rule_text, legal, &which);
}

static int
run(struct run *r, int argc, char **argv)
{
	const char *format = common_format(r, "tsv", NULL);

	if (format == NULL || !parse_rule(r) || !ratings_level(r, &level) ||
	    !verdict_rule(r, true, &rule))
		return 2;
	command = (struct ratings_command){ .name = "effect",
	    .column = column, .cases = true, .ages = true, .rule = &rule,
	    .as_of = true, .by_state = true, .to_state = to_state,
	    .from_state = from_state, .print_all = print };
	ratings_run(r, format, argc, argv, &command);
	buf_release(&text);
	return 0;
}

extern const struct command cmd_effect;
const struct command cmd_effect = {
	.name = "effect",
	.about = "what changes come to over closed cases",
	.operands = "[file ...]", .opts = opts, .run = run
};
