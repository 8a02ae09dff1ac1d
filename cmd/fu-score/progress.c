#include <string.h>

#include "common.h"
#include "define/value.h"
#include "follow/judge.h"
#include "follow/series.h"

static const char *same_day;

static const struct opt opts[] = {
	GROUP(opts_register),
	GROUP(opts_format),
	GROUP(opts_columns),
	GROUP(opts_rows),
	GROUP(opts_where),
	{ OPT_TEXT, '\0', "same-day", "mean|low|high", &same_day,
	    "what two values of a series on one day count as" },
	{ .kind = OPT_END }
};

/* The columns behind those of the key. */
enum {
	COL_N = SERIES_KEYS, COL_FIRST_DATE, COL_LAST_DATE, COL_FIRST,
	COL_PREVIOUS, COL_LAST, COL_CHANGE, COL_GAIN, COL_CHANGE_LAST,
	COL_SLOPE, COL_THRESHOLD, COL_VERDICT, COL_ZONE, N_COLUMNS
};

static const struct {
	const char	*name, *label;
	enum cell_kind	 kind;
	const char	*list;		/* of codes, that has the labels */
} columns[N_COLUMNS] = {
	[COL_N] = { "n", N_("Ratings"), CELL_NUMBER, NULL },
	[COL_FIRST_DATE] = { "first_date", N_("From"), CELL_DATE, NULL },
	[COL_LAST_DATE] = { "last_date", N_("To"), CELL_DATE, NULL },
	[COL_FIRST] = { "first", N_("First"), CELL_NUMBER, NULL },
	[COL_PREVIOUS] = { "previous", N_("Previous"), CELL_NUMBER, NULL },
	[COL_LAST] = { "last", N_("Last"), CELL_NUMBER, NULL },
	[COL_CHANGE] = { "change", N_("Change"), CELL_NUMBER, NULL },
	[COL_GAIN] = { "gain", N_("Gain"), CELL_NUMBER, NULL },
	[COL_CHANGE_LAST] = { "change_last", N_("Last change"), CELL_NUMBER,
	    NULL },
	[COL_SLOPE] = { "slope_30d", N_("Per 30 days"), CELL_NUMBER, NULL },
	[COL_THRESHOLD] = { "threshold", N_("Threshold"), CELL_NUMBER, NULL },
	[COL_VERDICT] = { "verdict", N_("Verdict"), CELL_CODE, "verdicts" },
	[COL_ZONE] = { "zone", N_("Zone"), CELL_CODE, "zones" },
};

struct progress {
	struct run		*run;
	struct supply		 supply;
	const struct kind	*rating;
	enum lang		 lang;
	struct filter		 filter;
	struct frame		 cases;
	struct series_set	*set;
	struct judge		 judge;
	struct view_column	 column[N_COLUMNS];
	struct buf		 label;
};

/* ------------------------------------------------------------- output -- */

static void
describe_columns(struct progress *p)
{
	for (int i = 0; i < N_COLUMNS; i++) {
		struct view_column *c = &p->column[i];

		if (i < SERIES_KEYS) {
			const struct field *f = &p->rating->field[kind_field(
			    p->rating, series_key_names[i])];

			*c = (struct view_column){ .column = { .name =
			    str_of(series_key_names[i]), .label =
			    f->label[p->lang], .kind = type_cell(f->type) },
			    .order = type_order(f->type) };
			continue;
		}
		*c = (struct view_column){ .column = { .name =
		    str_of(columns[i].name), .label = str_of(tr(p->lang,
		    columns[i].label)), .kind = columns[i].kind },
		    .order = columns[i].kind == CELL_NUMBER ? ORDER_NUMBER :
		    ORDER_BYTES };
	}
}

/* What people call a code of the key, a verdict or a zone. */
static struct str
label_of(size_t column, struct str code, void *arg)
{
	struct progress *p = arg;

	if (code.len == 0 || column >= N_COLUMNS)
		return code;
	buf_clear(&p->label);
	if (column < SERIES_KEYS)
		value_label(p->supply.defs, &p->rating->field[kind_field(
		    p->rating, series_key_names[column])], code, p->lang,
		    &p->label);
	else if (columns[column].list != NULL)
		code_label(list_find(&p->supply.defs->lists,
		    str_of(columns[column].list)), code, p->lang, &p->label);
	else
		return code;
	return buf_str(&p->label);
}

/* Numbers of a row, written one behind the other: no allocation per cell. */
struct cells {
	struct str	cell[N_COLUMNS];
	char		text[N_COLUMNS][NUM_SIZE];
	char		date[2][DATE_SIZE];
};

static void
set_number(struct cells *c, int column, int64_t n)
{
	c->cell[column] = (struct str){ c->text[column],
	    num_format(c->text[column], n) };
}

/* What it takes two values to say. */
static void
set_changes(struct cells *c, const struct change *change,
    const struct judgement *j)
{
	int64_t moved = change->last - change->first, slope;

	set_number(c, COL_PREVIOUS, change->previous);
	set_number(c, COL_CHANGE, moved);
	set_number(c, COL_CHANGE_LAST, change->last - change->previous);
	if (j->threshold.better != 0)
		set_number(c, COL_GAIN, j->threshold.better * moved);
	if (change_slope_30d(change, &slope))
		set_number(c, COL_SLOPE, slope);
}

static void
set_cells(struct cells *c, const struct series *s, const struct judgement *j)
{
	const struct change *change = &s->change;

	for (int i = COL_N; i < N_COLUMNS; i++)
		c->cell[i] = (struct str){ "", 0 };
	set_number(c, COL_N, change->n * NUM_ONE);
	set_number(c, COL_FIRST, change->first);
	set_number(c, COL_LAST, change->last);
	c->cell[COL_FIRST_DATE] = (struct str){ date_format(c->date[0],
	    change->first_day), DATE_SIZE - 1 };
	c->cell[COL_LAST_DATE] = (struct str){ date_format(c->date[1],
	    change->last_day), DATE_SIZE - 1 };
	if (change->n > 1)
		set_changes(c, change, j);
	if (j->threshold.has_change)
		set_number(c, COL_THRESHOLD, j->threshold.change);
	c->cell[COL_VERDICT] = str_of(verdict_name(j->verdict));
	c->cell[COL_ZONE] = str_of(zone_name(j->zone));
}

static void
print(struct progress *p, const char *format)
{
	struct view *v;
	struct cells c;

	describe_columns(p);
	v = common_view(p->run, &p->supply, &p->cases, "progress", format,
	    p->column, N_COLUMNS, label_of, p);
	if (v == NULL)
		return;
	for (size_t i = 0; i < series_count(p->set); i++) {
		const struct series *s = series_at(p->set, i);
		struct judgement j;

		series_key(p->set, s, c.cell);
		judge_series(&p->judge, c.cell, s, &j);
		set_cells(&c, s, &j);
		view_row(v, c.cell);
	}
	view_end(v);
}

/* -------------------------------------------------------------- input -- */

static bool
read_input(struct tsv *t, void *arg)
{
	struct progress *p = arg;
	bool all = common.where.n == 0 && !p->filter.by_case;

	return filter_bind(&p->filter, t) && series_read(p->set, t,
	    all ? NULL : filter_row, &p->filter);
}

/* The cases, where --with or an age asks for them. */
static bool
read_cases(struct progress *p)
{
	bool needed = common.with != NULL || (p->supply.has_register &&
	    norms_need_age(&p->supply.defs->scales));

	if (!needed)
		return true;
	return common_cases(p->run, &p->supply, &p->cases);
}

static void
progress(struct progress *p, const char *format, int argc, char **argv)
{
	const struct kind *own = common.dir != NULL ? p->rating : NULL;

	if (!filter_init(&p->filter, p->run, p->supply.defs,
	    common.where.word, common.where.n, p->rating) || !read_cases(p))
		return;
	judge_init(&p->judge, p->supply.defs,
	    p->cases.n > 0 ? &p->cases : NULL);
	/* A result is whole or not there: half a table would be believed. */
	if (common_inputs(p->run, &p->supply, own, argc, argv, read_input,
	    p) && series_finish(p->set))
		print(p, format);
	judge_release(&p->judge);
}

static bool
parse_same_day(struct run *r, enum same_day *how)
{
	static const char *const words[] = { [SAME_DAY_MEAN] = "mean",
	    [SAME_DAY_LOW] = "low", [SAME_DAY_HIGH] = "high" };
	char shown[ECHO_SIZE];

	*how = SAME_DAY_ERROR;
	if (same_day == NULL)
		return true;
	for (int i = SAME_DAY_MEAN; i <= SAME_DAY_HIGH; i++)
		if (strcmp(same_day, words[i]) == 0)
			*how = (enum same_day)i;
	if (*how == SAME_DAY_ERROR)
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("--same-day: \"%s\" is not mean, low or high"),
		    echo(str_of(same_day), shown));
	return *how != SAME_DAY_ERROR;
}

static int
run(struct run *r, int argc, char **argv)
{
	struct progress p = { .run = r };
	const char *format = common_format(r, "tsv", NULL);
	enum same_day how;

	if (format == NULL || !parse_same_day(r, &how))
		return 2;
	if (common_supply(r, &p.supply) && (p.rating = common_kind(r,
	    p.supply.defs, "rating")) != NULL) {
		p.lang = common_lang(p.supply.has_register ? &p.supply.reg :
		    NULL);
		p.set = series_new(how, &r->diag);
		progress(&p, format, argc, argv);
		series_free(p.set);
	}
	filter_release(&p.filter);
	frame_release(&p.cases);
	buf_release(&p.label);
	supply_release(&p.supply);
	return 0;
}

extern const struct command cmd_progress;
const struct command cmd_progress = {
	.name = "progress",
	.about = "first, last, change and verdict of each series of ratings",
	.operands = "[file ...]", .opts = opts, .run = run
};
