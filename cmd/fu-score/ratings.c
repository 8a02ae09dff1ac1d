#include "ratings.h"

#include <string.h>

#include "define/value.h"

static const char *same_day;

const struct opt opts_ratings[] = {
	GROUP(opts_register),
	GROUP(opts_format),
	GROUP(opts_columns),
	GROUP(opts_rows),
	GROUP(opts_where),
	{ OPT_TEXT, '\0', "same-day", "mean|low|high", &same_day,
	    "what two values of a series on one day count as" },
	{ .kind = OPT_END }
};

/* -------------------------------------------------------------- cells -- */

void
ratings_clear(struct ratings *r)
{
	for (size_t i = SERIES_KEYS; i < r->command->n; i++)
		r->cell[i] = (struct str){ "", 0 };
}

void
ratings_number(struct ratings *r, int column, int64_t millionths)
{
	r->cell[column] = (struct str){ r->text[column],
	    num_format(r->text[column], millionths) };
}

void
ratings_double(struct ratings *r, int column, double x, int digits)
{
	r->cell[column] = (struct str){ r->text[column],
	    num_format_double(r->text[column], x, digits) };
}

void
ratings_date(struct ratings *r, int column, day_t day)
{
	r->cell[column] = (struct str){ date_format(r->text[column], day),
	    DATE_SIZE - 1 };
}

/* ------------------------------------------------------------- output -- */

static void
describe_columns(struct ratings *r)
{
	for (size_t i = 0; i < r->command->n; i++) {
		const struct ratings_column *own = &r->command->column[i];
		struct view_column *c = &r->column[i];

		if (i < SERIES_KEYS) {
			const struct field *f = &r->rating->field[kind_field(
			    r->rating, series_key_names[i])];

			*c = (struct view_column){ .column = { .name =
			    str_of(series_key_names[i]), .label =
			    f->label[r->lang], .kind = type_cell(f->type) },
			    .order = type_order(f->type) };
			continue;
		}
		*c = (struct view_column){ .column = { .name =
		    str_of(own->name), .label = str_of(tr(r->lang,
		    own->label)), .kind = own->kind },
		    .order = own->kind == CELL_NUMBER ? ORDER_NUMBER :
		    ORDER_BYTES };
	}
}

/* What people call a code of the key, a verdict or a zone. */
static struct str
label_of(size_t column, struct str code, void *arg)
{
	struct ratings *r = arg;
	const struct ratings_command *command = r->command;

	if (code.len == 0 || column >= command->n)
		return code;
	buf_clear(&r->label);
	if (column < SERIES_KEYS)
		value_label(r->supply.defs, &r->rating->field[kind_field(
		    r->rating, series_key_names[column])], code, r->lang,
		    &r->label);
	else if (command->column[column].list != NULL)
		code_label(list_find(&r->supply.defs->lists,
		    str_of(command->column[column].list)), code, r->lang,
		    &r->label);
	else
		return code;
	return buf_str(&r->label);
}

/* Is a column of the key empty in every series? */
static bool
is_empty(const struct ratings *r, int column)
{
	struct str key[SERIES_KEYS];

	for (size_t i = 0; i < series_count(r->set); i++) {
		series_key(r->set, series_at(r->set, i), key);
		if (key[column].len > 0)
			return false;
	}
	return true;
}

/* In text there is little room: unless columns are asked for, it goes without
 * those of the key that say nothing. */
static const char *
columns_with_values(const struct ratings *r, struct buf *list)
{
	for (size_t i = 0; i < r->command->n; i++)
		if (i >= SERIES_KEYS || !is_empty(r, (int)i)) {
			buf_adds(list, list->len > 0 ? "," : "");
			buf_add_str(list, r->column[i].column.name);
		}
	if (common.with != NULL)
		buf_addf(list, ",%s", common.with);
	return buf_text(list);
}

static bool
check(struct ratings *r)
{
	bool ok = true;

	for (size_t i = 0; r->command->check != NULL &&
	    i < series_count(r->set); i++)
		ok = r->command->check(r, i) && ok;
	return ok;
}

static void
print(struct ratings *r)
{
	struct buf list = { 0 };

	if (!check(r))
		return;
	describe_columns(r);
	if (common.select == NULL && series_count(r->set) > 0 &&
	    strcmp(r->format, "text") == 0)
		common.select = columns_with_values(r, &list);
	r->view = common_view(r->run, &r->supply, &r->cases,
	    r->command->name, r->format, r->column, r->command->n, label_of,
	    r);
	common.select = list.len > 0 ? NULL : common.select;
	buf_release(&list);
	if (r->view == NULL)
		return;
	for (size_t i = 0; i < series_count(r->set); i++) {
		series_key(r->set, series_at(r->set, i), r->cell);
		r->command->print(r, i);
	}
	view_end(r->view);
}

/* -------------------------------------------------------------- input -- */

static bool
read_input(struct tsv *t, void *arg)
{
	struct ratings *r = arg;
	bool all = common.where.n == 0 && !r->filter.by_case;

	return filter_bind(&r->filter, t) && series_read(r->set, t,
	    all ? NULL : filter_row, &r->filter);
}

/* The cases, where --with or an age asks for them. */
static bool
read_cases(struct ratings *r)
{
	bool needed = common.with != NULL || (r->command->ages &&
	    r->supply.has_register &&
	    norms_need_age(&r->supply.defs->scales));

	if (!needed)
		return true;
	return common_cases(r->run, &r->supply, &r->cases);
}

static void
read_and_print(struct ratings *r, int argc, char **argv)
{
	const struct kind *own = common.dir != NULL ? r->rating : NULL;

	if (!filter_init(&r->filter, r->run, r->supply.defs,
	    common.where.word, common.where.n, r->rating) || !read_cases(r))
		return;
	judge_init(&r->judge, r->supply.defs,
	    r->cases.n > 0 ? &r->cases : NULL);
	/* A result is whole or not there: half a table would be believed. */
	if (common_inputs(r->run, &r->supply, own, argc, argv, read_input,
	    r) && series_finish(r->set))
		print(r);
	judge_release(&r->judge);
}

static bool
parse_same_day(struct run *run, enum same_day *how)
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
		diag_add(&run->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("--same-day: \"%s\" is not mean, low or high"),
		    echo(str_of(same_day), shown));
	return *how != SAME_DAY_ERROR;
}

int
ratings_run(struct run *run, const char *format, int argc, char **argv,
    const struct ratings_command *command)
{
	struct ratings r = { .command = command, .run = run,
	    .format = format };
	enum same_day how;

	if (!parse_same_day(run, &how))
		return 2;
	if (common_supply(run, &r.supply) && (r.rating = common_kind(run,
	    r.supply.defs, "rating")) != NULL) {
		r.lang = common_lang(r.supply.has_register ? &r.supply.reg :
		    NULL);
		r.set = series_new(how, &run->diag);
		if (command->keep)
			series_keep(r.set);
		read_and_print(&r, argc, argv);
		series_free(r.set);
	}
	filter_release(&r.filter);
	frame_release(&r.cases);
	buf_release(&r.label);
	supply_release(&r.supply);
	return 0;
}
