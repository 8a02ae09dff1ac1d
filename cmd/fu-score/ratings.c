#include "ratings.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "define/value.h"
#include "states.h"

static const char *same_day, *level_text, *phase_text;

const struct opt opts_ratings[] = {
	GROUP(opts_register),
	GROUP(opts_format),
	GROUP(opts_columns),
	GROUP(opts_cases),
	GROUP(opts_where),
	{ OPT_TEXT, '\0', "same-day", "mean|low|high", &same_day,
	    "what two values of a series on one day count as" },
	{ .kind = OPT_END }
};

const struct opt opts_level[] = {
	{ OPT_TEXT, '\0', "level", "share", &level_text,
	    "how sure, between 0 and 1; 0.95 if nothing is said" },
	{ .kind = OPT_END }
};

const struct opt opts_phase[] = {
	{ OPT_TEXT, '\0', "phase", "code", &phase_text,
	    "only ratings of this phase, such as before" },
	{ .kind = OPT_END }
};

/* ------------------------------------------------------------ options -- */

bool
ratings_option(struct run *run, const char *option, const char *text,
    int64_t low, int64_t high, const char *legal, int64_t *n)
{
	char shown[ECHO_SIZE];
	int64_t read;

	if (text == NULL)
		return true;
	if (num_parse(str_of(text), &read) == NUM_OK && read >= low &&
	    read <= high) {
		*n = read;
		return true;
	}
	diag_add(&run->diag, DIAG_FAILURE, (struct loc){ 0 },
	    _("%s: \"%s\" is not %s"), option, echo(str_of(text), shown),
	    legal);
	return false;
}

bool
ratings_word(struct run *run, const char *what, const char *text,
    const char *const *legal, size_t *which)
{
	size_t i = 0;

	if (text == NULL)
		return true;
	while (legal[i] != NULL && strcmp(legal[i], text) != 0)
		i++;
	if (legal[i] == NULL) {
		common_unknown(run, what, str_of(text), legal);
		return false;
	}
	*which = i;
	return true;
}

bool
ratings_level(struct run *run, double *level)
{
	int64_t n = 950000;

	if (!ratings_option(run, "--level", level_text, 1, NUM_ONE - 1,
	    _("a number between 0 and 1, such as 0.95"), &n))
		return false;
	*level = (double)n / (double)NUM_ONE;
	return true;
}

bool
ratings_level_given(void)
{
	return level_text != NULL;
}

/* -------------------------------------------------------------- cells -- */

enum { DIGITS = 15, DIGITS_SHOWN = 4 };

void
ratings_clear(struct ratings *r, size_t from)
{
	for (size_t i = from; i < r->command->n; i++)
		r->cell[i] = (struct str){ "", 0 };
}

void
ratings_number(struct ratings *r, int column, int64_t millionths)
{
	r->cell[column] = (struct str){ r->text[column],
	    num_format(r->text[column], millionths) };
}

void
ratings_figure(struct ratings *r, int column, double x)
{
	static const char *const people[] = { "text", "md", "html" };
	int digits = DIGITS;
	int64_t n;

	/* A cell of a workbook is a number only with six decimals at most. */
	if (strcmp(r->format, "xlsx") == 0 &&
	    num_round(x * (double)NUM_ONE, &n)) {
		ratings_number(r, column, n);
		return;
	}
	for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++)
		if (strcmp(r->format, people[i]) == 0)
			digits = DIGITS_SHOWN;
	r->cell[column] = (struct str){ r->text[column],
	    num_format_double(r->text[column], x, digits) };
}

void
ratings_date(struct ratings *r, int column, day_t day)
{
	r->cell[column] = (struct str){ date_format(r->text[column], day),
	    DATE_SIZE - 1 };
}

/* -------------------------------------------------------------- points -- */

void
ratings_do_not_fit(struct ratings *r, size_t i)
{
	char scale[ECHO_SIZE], rater[ECHO_SIZE], case_id[ECHO_SIZE];
	struct loc nowhere = { 0 };
	struct str key[SERIES_KEYS];
	const struct point *p;
	struct series s = series_at(r->set, i);
	size_t n = series_points(r->set, i, &p);

	series_key(r->set, &s, key);
	echo(key[SERIES_SCALE], scale);
	echo(key[SERIES_RATER], rater);
	echo(key[SERIES_CASE], case_id);
	if (n > POINTS_MAX)
		diag_add(&r->run->diag, DIAG_FAILURE, nowhere, _("%s by %s "
		    "for case %s has %zu values; of %d at most this can be "
		    "calculated"), scale, rater, case_id, n, POINTS_MAX);
	else
		diag_add(&r->run->diag, DIAG_FAILURE, nowhere, _("%s by %s "
		    "for case %s has values too large or too far apart to "
		    "calculate with exactly"), scale, rater, case_id);
}

bool
ratings_check_points(struct ratings *r, size_t i)
{
	const struct point *p;
	size_t n = series_points(r->set, i, &p);

	if (!points_fit(p, n)) {
		ratings_do_not_fit(r, i);
		return false;
	}
	return true;
}

/* ------------------------------------------------------------- output -- */

/* The field that a column is, NULL if it has a label of its own. */
static const struct field *
field_of(const struct ratings *r, const struct ratings_column *own)
{
	const struct kind *k = own->list == NULL ? r->rating :
	    kind_find(&r->supply.defs->kinds, str_of(own->list));
	size_t i = k == NULL || own->label != NULL ? 0 :
	    kind_field(k, own->name);

	return k == NULL || own->label != NULL || i == k->n ? NULL :
	    &k->field[i];
}

static void
describe_columns(struct ratings *r)
{
	for (size_t i = 0; i < r->command->n; i++) {
		const struct ratings_column *own = &r->command->column[i];
		const struct field *f = r->field[i] = field_of(r, own);
		struct view_column *c = &r->column[i];

		*c = (struct view_column){ .column = { .name =
		    str_of(own->name), .label = str_of(own->name) } };
		if (f != NULL) {
			c->column.label = f->label[r->lang];
			c->column.kind = type_cell(f->type);
			c->order = type_order(f->type);
		} else if (own->label != NULL) {
			c->column.label = str_of(tr(r->lang, own->label));
			c->column.kind = own->kind;
			c->order = own->kind == CELL_NUMBER ? ORDER_NUMBER :
			    ORDER_BYTES;
		}
	}
}

/* Codes with commas between. */
static void
add_labels(struct ratings *r, const char *list, struct str codes)
{
	const struct list *l = list_find(&r->supply.defs->lists, str_of(list));

	do {
		if (r->label.len > 0)
			buf_adds(&r->label, ", ");
		code_label(l, str_cut(codes, ',', &codes), r->lang, &r->label);
	} while (codes.len > 0);
}

/* What people call a code. */
static struct str
label_of(size_t column, struct str code, void *arg)
{
	struct ratings *r = arg;
	const char *list;

	if (code.len == 0 || column >= r->command->n)
		return code;
	list = r->command->column[column].list;
	buf_clear(&r->label);
	if (r->field[column] != NULL)
		value_label(r->supply.defs, r->field[column], code, r->lang,
		    &r->label);
	else if (list != NULL)
		add_labels(r, list, code);
	else
		return code;
	return buf_str(&r->label);
}

void
ratings_title(struct ratings *r, struct buf *out)
{
	struct buf plain = { 0 };
	const char *between = "";

	for (size_t i = 0; i < SERIES_KEYS; i++) {
		if (r->cell[i].len == 0)
			continue;
		buf_clear(&plain);
		tsv_unescape(&plain, r->cell[i]);
		buf_adds(out, between);
		buf_add_str(out, label_of(i, buf_str(&plain), r));
		between = " · ";
	}
	buf_release(&plain);
}

static bool
check(struct ratings *r)
{
	bool ok = true;

	for (size_t i = 0; r->command->check != NULL &&
	    i < series_count(r->set); i++)
		ok = r->command->check(r, i) && ok;
	return ok && (r->command->check_all == NULL ||
	    r->command->check_all(r));
}

static void
print(struct ratings *r)
{
	const char *select = common.select;
	struct buf list = { 0 };

	if (!check(r))
		return;
	describe_columns(r);
	if (r->command->draw != NULL) {
		if (common_output(r->run))
			r->command->draw(r);
		return;
	}
	/* In text there is little room. */
	if (select == NULL && r->command->text != NULL &&
	    strcmp(r->format, "text") == 0) {
		buf_addf(&list, "%s,%s", r->command->text,
		    common.with != NULL ? common.with : "");
		common.select = buf_text(&list);
	}
	r->view = common_view(r->run, &r->supply, &r->cases,
	    r->command->name, r->format, r->column, r->command->n, label_of,
	    r);
	common.select = select;
	buf_release(&list);
	if (r->view == NULL)
		return;
	if (select == NULL)
		view_brief(r->view);
	for (size_t i = 0; r->command->print != NULL &&
	    i < series_count(r->set); i++) {
		struct series s = series_at(r->set, i);

		series_key(r->set, &s, r->cell);
		r->command->print(r, i);
	}
	if (r->command->print_all != NULL)
		r->command->print_all(r);
	view_end(r->view);
}

/* -------------------------------------------------------------- input -- */

/* A state is read for what it says: its rows were chosen when it was written.
 */
static bool
read_state(struct tsv *t, struct ratings *r)
{
	if (r->command->from_state == NULL)
		diag_add(&r->run->diag, DIAG_FAILURE, (struct loc){
		    .file = t->file }, _("this is a state, which fu-score %s "
		    "cannot read"), r->command->name);
	else if (r->conditions > 0 || r->filter.by_case ||
	    phase_text != NULL || same_day != NULL)
		diag_add(&r->run->diag, DIAG_FAILURE, (struct loc){
		    .file = t->file }, _("this is a state: -w, --cases, "
		    "--phase and --same-day belong to the command that wrote "
		    "it"));
	else
		return states_check_read(r->run) && state_read(&r->state, t);
	return false;
}

static bool
read_input(struct tsv *t, void *arg)
{
	struct ratings *r = arg;
	bool all = common.where.n == 0 && !r->filter.by_case;

	if (state_is(t))
		return read_state(t, r);
	r->tables++;
	return filter_bind(&r->filter, t) && series_read(r->set, t,
	    all ? NULL : filter_row, &r->filter);
}

/* The cases, where --with, an age or the command asks for them. */
static bool
read_cases(struct ratings *r)
{
	bool by_age = r->command->ages &&
	    norms_need_age(&r->supply.defs->scales);
	bool needed = common.with != NULL || (r->supply.has_register &&
	    (by_age || r->command->cases));

	if (!needed)
		return true;
	return common_cases(r->run, &r->supply, &r->cases);
}

static bool
read_goals(struct ratings *r)
{
	if (!r->command->goals)
		return true;
	if (r->supply.has_register)
		return reg_frame(&r->supply.reg, "goal", "case_id,goal_id",
		    &r->goals);
	diag_add(&r->run->diag, DIAG_FAILURE, (struct loc){ 0 },
	    _("no register to take the goals of the plan from; name one with "
	    "-C"));
	return false;
}

static void
add_condition(struct buf *text, const char *column, const char *operator,
    const char *value)
{
	struct opt_list *where = &common.where;

	buf_addf(text, "%s%s%s", column, operator, value);
	where->word = mem_array(where->word, where->n + 2,
	    sizeof(*where->word));
	where->word[where->n++] = buf_text(text);
	where->word[where->n] = NULL;
}

/* The condition that --phase is. */
static bool
add_phase(struct ratings *r)
{
	if (phase_text == NULL)
		return true;
	add_condition(&r->phase, "phase", "=", phase_text);
	return common_code(r->run, list_find(&r->supply.defs->lists,
	    str_of("phases")), _("phase"), phase_text) != NULL;
}

/* What was typed, and what other options mean. */
static bool
add_conditions(struct ratings *r)
{
	char date[DATE_SIZE];

	r->conditions = common.where.n;
	if (r->command->as_of)
		add_condition(&r->as_of, "date", "<=",
		    date_format(date, common_today()));
	/* With others beside all are wanted, and the column still. */
	if (r->command->goals && r->command->beside)
		add_condition(&r->of_goal, "goal_id", "!~", "(*FAIL)");
	else if (r->command->goals)
		add_condition(&r->of_goal, "goal_id", "!=", "");
	return add_phase(r);
}

static bool
make_state(struct ratings *r)
{
	if (!r->command->to_state(r))
		return false;
	state_sort(&r->state);
	return true;
}

/* From what was read to what is printed.  False, told. */
static bool
calculate(struct ratings *r)
{
	if (r->state.inputs > 0 && r->tables > 0) {
		diag_add(&r->run->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("states and ratings cannot be read together"));
		return false;
	}
	if (r->state.inputs > 0) {
		state_sort(&r->state);
		return r->command->from_state(r);
	}
	if (!series_finish(r->set) || !states_begin(r->run, &r->state))
		return false;
	if (r->judge.rule.sample)
		judge_sample(&r->judge, r->set);
	if (!states_wanted() && !r->command->by_state)
		return true;
	return make_state(r) && (states_wanted() ||
	    r->command->from_state(r));
}

static void
read_and_print(struct ratings *r, int argc, char **argv)
{
	const struct kind *own = common.dir != NULL ? r->rating : NULL;

	if (r->command->begin != NULL && !r->command->begin(r))
		return;
	if (!add_conditions(r) || !filter_init(&r->filter, r->run,
	    r->supply.defs, common.where.word, common.where.n, r->rating) ||
	    !read_cases(r) || !read_goals(r))
		return;
	judge_init(&r->judge, r->supply.defs,
	    r->cases.n > 0 ? &r->cases : NULL, r->command->rule);
	/* A result is whole or not there: half a table would be believed. */
	if (common_inputs(r->run, &r->supply, own, argc, argv, read_input,
	    r) && calculate(r)) {
		if (states_wanted())
			states_print(r->run, &r->supply, &r->state, r->format);
		else
			print(r);
	}
	judge_release(&r->judge);
}

static bool
parse_same_day(struct run *run, enum same_day *how)
{
	static const char *const words[] = { "mean", "low", "high", NULL };
	size_t which = 0;

	if (!ratings_word(run, "--same-day", same_day, words, &which))
		return false;
	*how = same_day == NULL ? SAME_DAY_ERROR :
	    (enum same_day)(SAME_DAY_MEAN + which);
	return true;
}

int
ratings_run(struct run *run, const char *format, int argc, char **argv,
    const struct ratings_command *command)
{
	struct ratings r = { .command = command, .run = run,
	    .format = format };

	if (!parse_same_day(run, &r.same_day))
		return 2;
	if (common_supply(run, &r.supply) && (r.rating = common_kind(run,
	    r.supply.defs, "rating")) != NULL) {
		r.lang = common_lang(r.supply.has_register ? &r.supply.reg :
		    NULL);
		r.set = series_new(r.same_day, &run->diag);
		state_init(&r.state, &run->diag);
		if (command->keep)
			series_keep(r.set, command->tag);
		read_and_print(&r, argc, argv);
		series_free(r.set);
		state_release(&r.state);
	}
	filter_release(&r.filter);
	frame_release(&r.cases);
	frame_release(&r.goals);
	buf_release(&r.label);
	buf_release(&r.phase);
	buf_release(&r.as_of);
	buf_release(&r.of_goal);
	supply_release(&r.supply);
	return 0;
}
