#include "follow/due.h"

#include <string.h>

#include "base/zone.h"
#include "common.h"

enum {
	WITHIN_DAYS = 14,
	PAGE = 4096		/* deadlines at a time */
};

static struct period within = { .days = WITHIN_DAYS };
static bool all, exit_code;

static const struct opt opts[] = {
	{ OPT_DATE, '\0', "as-of", "date", &common.as_of,
	    "the day that counts as today" },
	{ OPT_PERIOD, '\0', "within", "period", &within,
	    "how near is due, and no longer upcoming; else 14d" },
	{ OPT_FLAG, '\0', "all", NULL, &all,
	    "print what is done as well, in time or late" },
	{ OPT_FLAG, '\0', "exit-code", NULL, &exit_code,
	    "end with 1 if anything printed is overdue" },
	GROUP(opts_register),
	GROUP(opts_format),
	GROUP(opts_columns),
	GROUP(opts_cases),
	GROUP(opts_with),
	GROUP(opts_where),
	{ .kind = OPT_END }
};

enum {
	COL_CASE, COL_RULE, COL_WHAT, COL_WHO, COL_TRIGGER, COL_TRIGGER_DATE,
	COL_DUE, COL_LAST, COL_STATUS, COL_DONE_ON, COL_DAYS, COL_SOURCE,
	COL_MISSING, N_COLUMNS
};

static const struct {
	const char	*name;
	const char	*label;
	enum cell_kind	 kind;
	const char	*codes;		/* a list of them */
} columns[N_COLUMNS] = {
	[COL_CASE] = { "case_id", N_("Case"), CELL_CODE, NULL },
	[COL_RULE] = { "rule", N_("Rule"), CELL_CODE, NULL },
	[COL_WHAT] = { "what", N_("What"), CELL_CODE, "deadlines" },
	[COL_WHO] = { "who", N_("Who"), CELL_CODE, "raters" },
	[COL_TRIGGER] = { "trigger", N_("Counted from"), CELL_CODE, NULL },
	[COL_TRIGGER_DATE] = { "trigger_date", N_("From"), CELL_DATE, NULL },
	[COL_DUE] = { "due", N_("Deadline"), CELL_DATE, NULL },
	[COL_LAST] = { "last_workday", N_("Last workday"), CELL_DATE, NULL },
	[COL_STATUS] = { "status", N_("Status"), CELL_CODE, "due_states" },
	[COL_DONE_ON] = { "done_on", N_("Done on"), CELL_DATE, NULL },
	[COL_DAYS] = { "days", N_("Days"), CELL_NUMBER, NULL },
	[COL_SOURCE] = { "source", N_("Source"), CELL_TEXT, NULL },
	[COL_MISSING] = { "missing", N_("Missing"), CELL_CODE, NULL },
};

struct job {
	struct run	*run;
	struct supply	 supply;
	const char	*format;
	enum lang	 lang;
	struct filter	 filter;
	struct dues	 dues;
	struct buf	 page;		/* some of them as fu-tsv */
	struct buf	 chosen;	/* columns, where none are asked for */
	struct buf	 label;
	size_t		 overdue;
};

/* ---------------------------------------------------------------- rows -- */

static void
add_date(struct buf *out, bool there, day_t day)
{
	char date[DATE_SIZE];

	if (there)
		buf_adds(out, date_format(date, day));
	buf_addc(out, '\t');
}

static void
add_text(struct buf *out, struct str text)
{
	buf_add_str(out, text);
	buf_addc(out, '\t');
}

static void
add_row(struct buf *out, const struct due *due)
{
	char clock[ZONE_SIZE];

	add_text(out, due->case_id);
	add_text(out, due->rule->rule);
	add_text(out, due->rule->what);
	add_text(out, due->who);
	add_text(out, due->trigger);
	add_date(out, due->has_trigger_date, due->trigger_date);
	if (due->by_clock)
		add_text(out, str_of(zone_format(clock, due->instant)));
	else
		add_date(out, due->has_due, due->due);
	add_date(out, due->has_last, due->last_workday);
	add_text(out, str_of(due_status_name(due->status)));
	add_date(out, due->is_done, due->done_on);
	if (due->has_due && !due->is_done)
		buf_addf(out, "%ld", (long)due->due - common_today());
	buf_addc(out, '\t');
	tsv_escape(out, due->rule->source);
	buf_addc(out, '\t');
	if (due->missing != NULL)
		buf_add_str(out, due->missing->name);
	buf_addc(out, '\n');
}

/* Some of them as a table in memory, for the conditions of -w to be asked. */
static void
fill_page(struct job *job, size_t from)
{
	buf_clear(&job->page);
	for (int i = 0; i < N_COLUMNS; i++)
		buf_addf(&job->page, "%s%s", i > 0 ? "\t" : "",
		    columns[i].name);
	buf_addc(&job->page, '\n');
	for (size_t i = from; i < job->dues.n && i < from + PAGE; i++)
		add_row(&job->page, &job->dues.due[i]);
}

/* --------------------------------------------------------------- output -- */

/* A field of the case: what people call it. */
static struct str
field_label(const struct job *job, struct str name)
{
	const struct kind *k = kind_find(&job->supply.defs->kinds,
	    str_of("case"));

	size_t i = k != NULL ? kind_field_named(k, name) : 0;

	return k != NULL && i < k->n ? k->field[i].label[job->lang] : name;
}

static bool
is_called(const struct kind *k, size_t field, struct str name)
{
	return field < k->n && str_eq(k->field[field].name, name);
}

/* A rule may lack a field of what triggers it. */
static struct str
missing_label(const struct job *job, struct str name)
{
	const struct rules *rs = &job->supply.defs->rules;

	for (size_t i = 0; i < rs->n; i++) {
		const struct rule_records *on = &rs->rule[i].on;

		if (is_called(on->kind, on->period, name))
			return on->kind->field[on->period].label[job->lang];
		if (is_called(on->kind, on->date, name))
			return on->kind->field[on->date].label[job->lang];
	}
	return field_label(job, name);
}

static struct str
label_of(size_t column, struct str code, void *arg)
{
	struct job *job = arg;
	const struct list *list = column < N_COLUMNS &&
	    columns[column].codes != NULL ? list_find(
	    &job->supply.defs->lists, str_of(columns[column].codes)) : NULL;

	if (column == COL_TRIGGER)
		return field_label(job, code);
	if (column == COL_MISSING)
		return missing_label(job, code);
	if (list == NULL)
		return code;
	buf_clear(&job->label);
	code_label(list, code, job->lang, &job->label);
	return buf_str(&job->label);
}

/* What fits a terminal; what triggered it where that is not a case, who and
 * what is missing where somebody or something is.  The columns of the case are
 * wanted beside them. */
static void
choose_columns(struct job *job)
{
	bool who = false, missing = false, no_case = false;

	for (size_t i = 0; i < job->dues.n; i++) {
		who |= job->dues.due[i].who.len > 0;
		missing |= job->dues.due[i].missing != NULL;
		no_case |= job->dues.due[i].case_id.len == 0;
	}
	buf_addf(&job->chosen, "due,days,status,case_id,what%s%s%s%s%s",
	    no_case ? ",trigger" : "", who ? ",who" : "",
	    missing ? ",missing" : "",
	    common.with != NULL ? "," : "",
	    common.with != NULL ? common.with : "");
	common.select = job->chosen.p;
}

static void
describe(const struct job *job, struct view_column column[N_COLUMNS])
{
	for (int i = 0; i < N_COLUMNS; i++)
		column[i] = (struct view_column){ .column = {
		    .name = str_of(columns[i].name),
		    .label = str_of(tr(job->lang, columns[i].label)),
		    .kind = columns[i].kind },
		    .order = columns[i].kind == CELL_NUMBER ? ORDER_NUMBER :
		    ORDER_BYTES };
}

static void
note_overdue(const struct str *cell, void *arg)
{
	struct job *job = arg;

	job->overdue += str_is(cell[COL_STATUS], due_status_name(DUE_OVERDUE));
}

/* A slip in a status would be believed: nothing is due.  Who may have a person
 * that no list knows. */
static void
check_literal(const char *name, struct str literal, void *arg)
{
	struct job *job = arg;

	for (int i = 0; i < N_COLUMNS; i++)
		if (i != COL_WHO && columns[i].codes != NULL &&
		    strcmp(name, columns[i].name) == 0)
			common_code(job->run,
			    list_find(&job->supply.defs->lists,
			    str_of(columns[i].codes)), name, literal.p);
}

static bool
conditions_fit(struct job *job)
{
	select_literals(job->filter.select, check_literal, job);
	return diag_status(&job->run->diag) < 2;
}

static void
print(struct job *job)
{
	struct view_column column[N_COLUMNS];
	struct rows rows = { .run = job->run, .supply = &job->supply,
	    .filter = &job->filter, .table = "deadlines",
	    .format = job->format, .column = column, .n = N_COLUMNS,
	    .label = label_of, .seen = note_overdue, .arg = job };
	size_t from = 0;

	describe(job, column);
	if (common.select == NULL && strcmp(job->format, "text") == 0)
		choose_columns(job);
	/* Where nothing is due there is a header still. */
	do {
		fill_page(job, from);
		from += PAGE;
	} while (rows_print(&rows, buf_str(&job->page)) &&
	    from < job->dues.n);
	rows_end(&rows);
}

static void
list(struct job *job)
{
	struct due_options o = { .as_of = common_today(), .within = within,
	    .all = all };

	job->supply.has_register = common_register(job->run,
	    &job->supply.reg);
	if (!job->supply.has_register)
		return;
	job->supply.defs = job->supply.reg.defs;
	job->lang = common_lang(&job->supply.reg);
	if (filter_init(&job->filter, job->run, job->supply.defs,
	    common.where.word, common.where.n, NULL) && conditions_fit(job) &&
	    dues_read(&job->dues, &job->supply.reg, &o))
		print(job);
	filter_release(&job->filter);
	dues_release(&job->dues);
}

static int
run(struct run *r, int argc, char **argv)
{
	struct job job = { .run = r, .format = common_format(r, "tsv", NULL) };

	(void)argv;
	if (argc > 0)
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("due takes no operands; conditions follow -w"));
	if (job.format == NULL || argc > 0)
		return 2;
	list(&job);
	buf_release(&job.page);
	buf_release(&job.label);
	buf_release(&job.chosen);
	reg_close(&job.supply.reg);
	return exit_code && job.overdue > 0 ? 1 : 0;
}

extern const struct command cmd_due;
const struct command cmd_due = {
	.name = "due", .about = "what is due, by the rules of law and unit",
	.operands = "", .opts = opts, .run = run
};
