#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "table/view.h"
#include "fixture.h"

/* --------------------------------------------------- a table of ratings -- */

enum { COLUMNS = 5 };

/* One column of each order. */
static const struct view_column columns[COLUMNS] = {
	{ { { "case_id", 7 }, { "Sagsnr", 6 }, CELL_CODE }, ORDER_BYTES },
	{ { { "date", 4 }, { "Dato", 4 }, CELL_DATE }, ORDER_BYTES },
	{ { { "value", 5 }, { "Tal", 3 }, CELL_NUMBER }, ORDER_NUMBER },
	{ { { "name", 4 }, { "Navn", 4 }, CELL_TEXT }, ORDER_TEXT },
	{ { { "extra", 5 }, { "", 0 }, CELL_TEXT }, ORDER_UNKNOWN },
};

/* Rows as in a file, ending with NULL. */
static const char *const rows[] = {
	"S-2\t2026-02-01\t10\tÅse\t7",
	"S-1\t2026-01-15\t9\tÆgir\t-1",
	"S-10\t2025-12-31\t-2\tZita\t10",
	"S-3\t2026-02-01\t9.5\tAnna\t",
	"S-1\t2026-01-02\t\tøjvind\t7.0",
	NULL
};

/* The second table: cases. */
static const char cases[] =
    "case_id\tteam\tworker\n"
    "S-1\tNord\tMaja\n"
    "S-2\tØst\t\n"
    "S-10\tAadal\tBo\n";

static void
read_cases(struct frame *f)
{
	char name[] = "/tmp/fu-view.XXXXXX";
	int fd = mkstemp(name);
	struct diag d = { 0 };
	struct tsv t;

	assert_true(fd >= 0);
	unlink(name);
	assert_int_equal(write(fd, cases, strlen(cases)), strlen(cases));
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	assert_true(tsv_open(&t, fd, "cases.tsv", UINT64_MAX, &d));
	assert_true(frame_read(f, &t, "case_id"));
	tsv_close(&t);
}

static void
split(const char *row, struct str *cell, size_t n)
{
	struct str rest = str_of(row);

	for (size_t i = 0; i < n; i++)
		cell[i] = str_cut(rest, '\t', &rest);
}

/* Passes rows through a view; false if the options were refused. */
static bool
pass(const struct view_options *o, const char *const *row, struct out *out,
    struct diag *d)
{
	struct view *v = view_new(o, columns, COLUMNS, out, d);
	struct str cell[COLUMNS];

	if (v == NULL)
		return false;
	for (; *row != NULL; row++) {
		/* A row is the caller's only for the call. */
		char *copy = strdup(*row);

		split(copy, cell, COLUMNS);
		view_row(v, cell);
		free(copy);
	}
	view_end(v);
	return true;
}

struct shape {
	const char	*select, *sort, *with;
	const char	*text;
};

static void
assert_shapes(const struct shape *s, size_t n)
{
	struct frame f;

	read_cases(&f);
	for (; n-- > 0; s++) {
		struct view_options o = { .format = "tsv", .select = s->select,
		    .sort = s->sort, .with_key = "case_id" };
		struct out out = { .fd = -1 };
		struct said said;

		if (s->with != NULL) {
			o.with = &f;
			o.with_names = s->with;
		}
		listen(&said);
		assert_true(pass(&o, rows, &out, &said.d));
		heard(&said, "");
		assert_string_equal(buf_text(&out.buf), s->text);
		buf_release(&out.buf);
	}
	frame_release(&f);
}

/* -------------------------------------------------------------- columns -- */

static const struct shape selections[] = {
	{ "value", NULL, NULL, "value\n10\n9\n-2\n9.5\n\n" },
	{ "value,case_id", NULL, NULL, "value\tcase_id\n10\tS-2\n9\tS-1\n"
	    "-2\tS-10\n9.5\tS-3\n\tS-1\n" },
	{ " value , case_id ", NULL, NULL, "value\tcase_id\n10\tS-2\n"
	    "9\tS-1\n-2\tS-10\n9.5\tS-3\n\tS-1\n" },
	{ NULL, NULL, NULL, "case_id\tdate\tvalue\tname\textra\n"
	    "S-2\t2026-02-01\t10\tÅse\t7\n"
	    "S-1\t2026-01-15\t9\tÆgir\t-1\n"
	    "S-10\t2025-12-31\t-2\tZita\t10\n"
	    "S-3\t2026-02-01\t9.5\tAnna\t\n"
	    "S-1\t2026-01-02\t\tøjvind\t7.0\n" },
};

static void
columns_in_the_order_asked_for(void **state)
{
	(void)state;
	assert_shapes(selections, N(selections));
}

static const struct shape joins[] = {
	/* A case that is not there has no team. */
	{ "case_id,team", NULL, "team", "case_id\tteam\nS-2\tØst\nS-1\tNord\n"
	    "S-10\tAadal\nS-3\t\nS-1\tNord\n" },
	{ "worker,value,team", NULL, "team,worker", "worker\tvalue\tteam\n"
	    "\t10\tØst\nMaja\t9\tNord\nBo\t-2\tAadal\n\t9.5\t\n"
	    "Maja\t\tNord\n" },
	/* Without -s they stand behind the table's own. */
	{ NULL, NULL, "worker, team", "case_id\tdate\tvalue\tname\textra\t"
	    "worker\tteam\n"
	    "S-2\t2026-02-01\t10\tÅse\t7\t\tØst\n"
	    "S-1\t2026-01-15\t9\tÆgir\t-1\tMaja\tNord\n"
	    "S-10\t2025-12-31\t-2\tZita\t10\tBo\tAadal\n"
	    "S-3\t2026-02-01\t9.5\tAnna\t\t\t\n"
	    "S-1\t2026-01-02\t\tøjvind\t7.0\tMaja\tNord\n" },
};

static void
columns_of_the_second_table(void **state)
{
	(void)state;
	assert_shapes(joins, N(joins));
}

/* -------------------------------------------------------------- sorting -- */

static const struct shape sortings[] = {
	/* Numbers by value, the missing first. */
	{ "value", "value", NULL, "value\n\n-2\n9\n9.5\n10\n" },
	{ "value", "value:asc", NULL, "value\n\n-2\n9\n9.5\n10\n" },
	{ "value", "value:desc", NULL, "value\n10\n9.5\n9\n-2\n\n" },
	/* Text by the Danish alphabet. */
	{ "name", "name", NULL, "name\nAnna\nZita\nÆgir\nøjvind\nÅse\n" },
	{ "name", "name:desc", NULL, "name\nÅse\nøjvind\nÆgir\nZita\nAnna\n" },
	/* Dates and ids by bytes; equal ones as they came. */
	{ "date,value", "date", NULL, "date\tvalue\n2025-12-31\t-2\n"
	    "2026-01-02\t\n2026-01-15\t9\n2026-02-01\t10\n2026-02-01\t9.5\n" },
	{ "date,value", "date:desc", NULL, "date\tvalue\n2026-02-01\t10\n"
	    "2026-02-01\t9.5\n2026-01-15\t9\n2026-01-02\t\n2025-12-31\t-2\n" },
	{ "case_id,date", "case_id", NULL, "case_id\tdate\nS-1\t2026-01-15\n"
	    "S-1\t2026-01-02\nS-10\t2025-12-31\nS-2\t2026-02-01\n"
	    "S-3\t2026-02-01\n" },
	/* Numbers of a column that nobody knows. */
	{ "extra", "extra", NULL, "extra\n\n-1\n7\n7.0\n10\n" },
	{ "extra", "extra:desc", NULL, "extra\n10\n7\n7.0\n-1\n\n" },
	/* Several columns, each its own way; they need not be shown. */
	{ "case_id,value", "case_id,date", NULL, "case_id\tvalue\nS-1\t\n"
	    "S-1\t9\nS-10\t-2\nS-2\t10\nS-3\t9.5\n" },
	{ "value", "date:desc,value:asc", NULL, "value\n9.5\n10\n9\n\n-2\n" },
	{ "case_id", " date:desc , value ", NULL, "case_id\nS-3\nS-2\nS-1\n"
	    "S-1\nS-10\n" },
	/* A column of the second table. */
	{ "case_id,worker", "worker,date", "worker", "case_id\tworker\n"
	    "S-2\t\nS-3\t\nS-10\tBo\nS-1\tMaja\nS-1\tMaja\n" },
};

static void
sorted_by_what_a_column_holds(void **state)
{
	(void)state;
	assert_shapes(sortings, N(sortings));
}

static void
as_text(struct view_column *c, void *arg)
{
	(void)arg;
	c->column.kind = CELL_TEXT;
	c->order = ORDER_TEXT;
}

static void
as_code(struct view_column *c, void *arg)
{
	(void)arg;
	c->column.kind = CELL_CODE;
	c->order = ORDER_BYTES;
}

/* The teams, sorted as the description says. */
static void
assert_teams(void (*describe)(struct view_column *, void *), const char *text)
{
	struct view_options o = { .format = "tsv", .select = "team",
	    .sort = "team", .with_names = "team", .with_key = "case_id",
	    .describe = describe };
	struct out out = { .fd = -1 };
	struct diag d = { 0 };
	struct frame f;

	read_cases(&f);
	o.with = &f;
	assert_true(pass(&o, rows, &out, &d));
	assert_string_equal(buf_text(&out.buf), text);
	buf_release(&out.buf);
	frame_release(&f);
}

static void
joined_column_is_what_it_is_described_as(void **state)
{
	(void)state;
	assert_teams(as_text, "team\n\nNord\nNord\nØst\nAadal\n");
	assert_teams(as_code, "team\n\nAadal\nNord\nNord\nØst\n");
}

static void
joined_column_is_text_without_a_description(void **state)
{
	(void)state;
	assert_teams(NULL, "team\n\nNord\nNord\nØst\nAadal\n");
}

/* Ten thousand rows with ten different keys stay in their order. */
static void
sorting_is_stable(void **state)
{
	enum { ROWS = 10000 };
	const struct view_options o = { .format = "tsv", .sort = "value",
	    .select = "value,case_id" };
	struct out out = { .fd = -1 };
	struct diag d = { 0 };
	struct view *v = view_new(&o, columns, COLUMNS, &out, &d);
	const char *line;

	(void)state;
	assert_non_null(v);
	for (int i = 0; i < ROWS; i++) {
		char id[16], value[16];
		struct str cell[COLUMNS] = { { "", 0 }, { "", 0 }, { "", 0 },
		    { "", 0 }, { "", 0 } };

		snprintf(id, sizeof(id), "%05d", i);
		snprintf(value, sizeof(value), "%d", i * 7919 % 10);
		cell[0] = str_of(id);
		cell[2] = str_of(value);
		view_row(v, cell);
	}
	view_end(v);
	line = strchr(out.buf.p, '\n') + 1;
	for (int i = 0; i < ROWS - 1; i++) {
		const char *next = strchr(line, '\n') + 1;

		/* "3<TAB>01234": equal lengths, so bytes tell the order. */
		assert_true(strncmp(line, next, 7) < 0);
		line = next;
	}
	buf_release(&out.buf);
}

/* Letters that are sorted alike are put apart by their bytes, not by how they
 * came: equal data give equal bytes. */
static void
text_that_sorts_alike_has_one_order(void **state)
{
	static const char *const one[] = { "1\t\t\tAase\t", "1\t\t\tÅse\t",
	    "1\t\t\tåse\t", NULL };
	static const char *const other[] = { "1\t\t\tåse\t", "1\t\t\tÅse\t",
	    "1\t\t\tAase\t", NULL };
	const struct view_options o = { .format = "tsv", .sort = "name" };
	struct out a = { .fd = -1 }, b = { .fd = -1 };
	struct diag d = { 0 };

	(void)state;
	assert_true(pass(&o, one, &a, &d));
	assert_true(pass(&o, other, &b, &d));
	assert_string_equal(buf_text(&a.buf), buf_text(&b.buf));
	buf_release(&a.buf);
	buf_release(&b.buf);
}

/* Where nobody knows the type, numbers and words may stand in one column:
 * 2 < 10 as numbers, but "10" < "1a" < "2" as text.  Some order must hold. */
static void
numbers_and_words_have_one_order(void **state)
{
	static const char *const one[] = { "1\t\t\t\t2", "1\t\t\t\t10",
	    "1\t\t\t\t1a", NULL };
	static const char *const other[] = { "1\t\t\t\t1a", "1\t\t\t\t10",
	    "1\t\t\t\t2", NULL };
	static const char *const third[] = { "1\t\t\t\t10", "1\t\t\t\t1a",
	    "1\t\t\t\t2", NULL };
	static const char *const *const orders[] = { one, other, third };
	const struct view_options o = { .format = "tsv", .sort = "extra",
	    .select = "extra" };
	struct out first = { .fd = -1 };
	struct diag d = { 0 };

	(void)state;
	assert_true(pass(&o, one, &first, &d));
	for (size_t i = 1; i < N(orders); i++) {
		struct out again = { .fd = -1 };

		assert_true(pass(&o, orders[i], &again, &d));
		assert_string_equal(buf_text(&again.buf),
		    buf_text(&first.buf));
		buf_release(&again.buf);
	}
	buf_release(&first.buf);
}

/* ------------------------------------------------------------- refusals -- */

static const struct {
	const char	*select, *sort, *with;
	const char	*said;
} refusals[] = {
	{ "valeu", NULL, NULL, "t: error: there is no column \"valeu\" (there "
	    "are: case_id, date, value, name, extra)\n" },
	{ "a,b", NULL, NULL, "t: error: there is no column \"a\" (there are: "
	    "case_id, date, value, name, extra)\nt: error: there is no column "
	    "\"b\" (there are: case_id, date, value, name, extra)\n" },
	{ NULL, "valeu", NULL, "t: error: there is no column \"valeu\" (there "
	    "are: case_id, date, value, name, extra)\n" },
	{ NULL, "value:down", NULL, "t: error: --sort: a column may be "
	    "followed by :desc, nothing else\n" },
	{ NULL, NULL, "unit", "t: error: --with: cases have no column "
	    "\"unit\"\n" },
	{ "team", NULL, NULL, "t: error: there is no column \"team\" (there "
	    "are: case_id, date, value, name, extra)\n" },
	{ "unit", NULL, "team", "t: error: there is no column \"unit\" (there "
	    "are: case_id, date, value, name, extra, team)\n" },
};

static void
unknown_columns_are_refused(void **state)
{
	struct frame f;

	(void)state;
	read_cases(&f);
	for (size_t i = 0; i < N(refusals); i++) {
		struct view_options o = { .format = "tsv",
		    .select = refusals[i].select, .sort = refusals[i].sort,
		    .with_names = refusals[i].with, .with_key = "case_id" };
		struct out out = { .fd = -1 };
		struct said said;

		o.with = refusals[i].with != NULL ? &f : NULL;
		listen(&said);
		assert_false(pass(&o, rows, &out, &said.d));
		assert_int_equal(diag_status(&said.d), 2);
		heard(&said, refusals[i].said);
		assert_int_equal(out.buf.len, 0);
	}
	frame_release(&f);
}

static void
column_that_joins_must_be_there(void **state)
{
	struct view_options o = { .format = "tsv", .with_names = "team",
	    .with_key = "sag" };
	struct out out = { .fd = -1 };
	struct said said;
	struct frame f;

	(void)state;
	read_cases(&f);
	o.with = &f;
	listen(&said);
	assert_false(pass(&o, rows, &out, &said.d));
	heard(&said, "t: error: there is no column \"sag\" (there are: "
	    "case_id, date, value, name, extra)\n");
	frame_release(&f);
}

/* A header names a column once, or nobody can read what was written. */
static void
assert_readable_or_refused(const struct view_options *o)
{
	char name[] = "/tmp/fu-view.XXXXXX";
	struct out out = { .fd = -1 };
	struct diag d = { 0 };
	struct tsv t;
	bool ok = true;

	if (pass(o, rows, &out, &d)) {
		int fd = mkstemp(name);

		assert_true(fd >= 0);
		unlink(name);
		assert_true(write_all(fd, out.buf.p, out.buf.len));
		assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
		ok = tsv_open(&t, fd, "out", UINT64_MAX, &d);
		tsv_close(&t);
	}
	buf_release(&out.buf);
	assert_true(ok);
}

static void
column_asked_for_twice(void **state)
{
	const struct view_options o = { .format = "tsv",
	    .select = "value,date,value" };

	(void)state;
	assert_readable_or_refused(&o);
}

static void
joined_column_that_is_there_already(void **state)
{
	struct view_options o = { .format = "tsv", .with_names = "case_id",
	    .with_key = "case_id" };
	struct frame f;

	(void)state;
	read_cases(&f);
	o.with = &f;
	assert_readable_or_refused(&o);
	frame_release(&f);
}

/* ----------------------------------------------------------- plain, &c. -- */

static const struct {
	const char	*format, *select, *sort;
	bool		 plain;
} plains[] = {
	{ "tsv", NULL, NULL, true },
	{ "tsv", "case_id,date,value,name,extra", NULL, true },
	{ "tsv", "date,case_id,value,name,extra", NULL, false },
	{ "tsv", "case_id,date,value,name", NULL, false },
	{ "tsv", NULL, "date", false },
	{ "csv", NULL, NULL, false },
};

static void
plain_is_what_leaves_as_it_came(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(plains); i++) {
		const struct view_options o = { .format = plains[i].format,
		    .select = plains[i].select, .sort = plains[i].sort };
		struct out out = { .fd = -1 };
		struct diag d = { 0 };
		struct view *v = view_new(&o, columns, COLUMNS, &out, &d);

		assert_int_equal(view_is_plain(v), plains[i].plain);
		view_end(v);
		buf_release(&out.buf);
	}
}

static void
joining_is_not_plain(void **state)
{
	struct view_options o = { .format = "tsv", .with_names = "team",
	    .with_key = "case_id", .select = "case_id,date,value,name,extra" };
	struct out out = { .fd = -1 };
	struct diag d = { 0 };
	struct frame f;
	struct view *v;

	(void)state;
	read_cases(&f);
	o.with = &f;
	v = view_new(&o, columns, COLUMNS, &out, &d);
	assert_non_null(v);
	assert_false(view_is_plain(v));
	view_end(v);
	buf_release(&out.buf);
	frame_release(&f);
}

static void
header_is_written_without_rows(void **state)
{
	static const char *const none[] = { NULL };
	static const char *const sorts[] = { NULL, "value" };

	(void)state;
	for (size_t i = 0; i < N(sorts); i++) {
		const struct view_options o = { .format = "tsv",
		    .select = "value,date", .sort = sorts[i] };
		struct out out = { .fd = -1 };
		struct diag d = { 0 };

		assert_true(pass(&o, none, &out, &d));
		assert_string_equal(buf_text(&out.buf), "value\tdate\n");
		buf_release(&out.buf);
	}
}

/* Says which column it was asked about, by its place among those given. */
static struct str
label_by_place(size_t column, struct str code, void *arg)
{
	static char text[32];
	int n = snprintf(text, sizeof(text), "%s%zu:%.*s", (char *)arg, column,
	    STR(code));

	return (struct str){ text, (size_t)n };
}

/* However columns are picked and joined, a label belongs to its column. */
static void
labels_see_the_columns_as_given(void **state)
{
	char hash[] = "#";
	struct view_options o = { .format = "csv", .with_names = "team",
	    .with_key = "case_id", .select = "team,value,case_id",
	    .describe = as_code, .style = { .lang = LANG_DA,
	    .label = label_by_place, .arg = hash } };
	static const char *const formats[] = { "csv", "excel" };
	static const char *const texts[] = {
		"team,value,case_id\r\nØst,10,S-2\r\n",
		"\xEF\xBB\xBFteam;Tal;Sagsnr\r\n#5:Øst;10;#0:S-2\r\n" };
	const char *const one[] = { rows[0], NULL };
	struct frame f;

	(void)state;
	read_cases(&f);
	o.with = &f;
	for (size_t i = 0; i < N(formats); i++) {
		struct out out = { .fd = -1 };
		struct diag d = { 0 };

		o.format = formats[i];
		assert_true(pass(&o, one, &out, &d));
		assert_string_equal(buf_text(&out.buf), texts[i]);
		buf_release(&out.buf);
	}
	frame_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_in_the_order_asked_for),
		cmocka_unit_test(columns_of_the_second_table),
		cmocka_unit_test(sorted_by_what_a_column_holds),
		cmocka_unit_test(joined_column_is_what_it_is_described_as),
		cmocka_unit_test(joined_column_is_text_without_a_description),
		cmocka_unit_test(sorting_is_stable),
		cmocka_unit_test(text_that_sorts_alike_has_one_order),
		cmocka_unit_test(numbers_and_words_have_one_order),
		cmocka_unit_test(unknown_columns_are_refused),
		cmocka_unit_test(column_that_joins_must_be_there),
		cmocka_unit_test(column_asked_for_twice),
		cmocka_unit_test(joined_column_that_is_there_already),
		cmocka_unit_test(plain_is_what_leaves_as_it_came),
		cmocka_unit_test(joining_is_not_plain),
		cmocka_unit_test(header_is_written_without_rows),
		cmocka_unit_test(labels_see_the_columns_as_given),
	};

	return cmocka_run_group_tests_name("view", tests, NULL, NULL);
}
