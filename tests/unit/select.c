#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "table/select.h"
#include "fixture.h"

enum { COLUMNS = 5 };

/* A table with one column of each order, made without a reader. */
static struct str name[COLUMNS] = {
	{ "id", 2 }, { "score", 5 }, { "person", 6 }, { "note", 4 },
	{ "other", 5 }
};

static const enum order_as order[COLUMNS] = {
	ORDER_BYTES, ORDER_NUMBER, ORDER_TEXT, ORDER_TEXT, ORDER_UNKNOWN
};

struct row {
	struct tsv	t;
	uint32_t	end[COLUMNS];
};

/* Makes a row with a cell in one column and "x" in the others. */
static void
make_row(struct row *r, struct buf *block, size_t column, const char *cell)
{
	*r = (struct row){ .t = { .file = "in.tsv", .name = name,
	    .n = COLUMNS, .line = 7 } };
	buf_clear(block);
	for (size_t i = 0; i < COLUMNS; i++) {
		buf_adds(block, i == column ? cell : "x");
		r->end[i] = (uint32_t)block->len;
		buf_addc(block, i + 1 < COLUMNS ? '\t' : '\n');
	}
	r->t.row = r->t.block = block->p;
	r->t.end = r->end;
}

static bool
find_column(const char *wanted, size_t *column, enum order_as *as, void *arg)
{
	(void)arg;
	for (size_t i = 0; i < COLUMNS; i++)
		if (str_is(name[i], wanted)) {
			*column = i;
			*as = order[i];
			return true;
		}
	return false;
}

/* The conditions over a row with one interesting cell. */
static bool
selects(const char *const *words, size_t n, size_t column, const char *cell,
    struct diag *d)
{
	struct select *s = select_new(words, n, d);
	struct buf block = { 0 };
	struct row row;
	bool yes;

	assert_non_null(s);
	make_row(&row, &block, column, cell);
	assert_true(select_bind(s, find_column, NULL, &row.t, d));
	yes = select_row(s, &row.t, d);
	/* A second time it is the same. */
	assert_int_equal(select_row(s, &row.t, d), yes);
	select_free(s);
	buf_release(&block);
	return yes;
}

static size_t
column_of(const char *condition)
{
	for (size_t i = 0; i < COLUMNS; i++)
		if (str_starts(str_of(condition), name[i].p))
			return i;
	fail_msg("no column in %s", condition);
	return 0;
}

static const struct {
	const char	*condition, *cell;
	bool		 selected;
} decided[] = {
	/* Bytes. */
	{ "id=S-1", "S-1", true },
	{ "id=S-1", "S-10", false },
	{ "id=S-1", "s-1", false },
	{ "id!=S-1", "S-1", false },
	{ "id!=S-1", "S-2", true },
	{ "id<S-2", "S-10", true },
	{ "id<=S-2", "S-2", true },
	{ "id<=S-2", "S-20", false },
	{ "id>S-2", "S-2", false },
	{ "id>=S-2", "S-2", true },
	{ "id>=2026-01-01", "2025-12-31", false },
	{ "id>=2026-01-01", "2026-01-01", true },
	{ "id>=2026", "2026-01-01", true },
	{ "id<10", "9", false },
	{ "id=3", "3.0", false },

	/* Numbers. */
	{ "score=3", "3.0", true },
	{ "score=3.0", "3", true },
	{ "score!=3", "3.00", false },
	{ "score!=3", "4", true },
	{ "score=0", "-0", true },
	{ "score=-0", "0.0", true },
	{ "score<10", "9", true },
	{ "score<10", "10", false },
	{ "score<=10", "10.0", true },
	{ "score>-1", "-0.5", true },
	{ "score>=007", "7", true },
	{ "score=0.1000000000000000000001", "0.1", false },
	{ "score>0.1", "0.1000000000000000000001", true },
	{ "score<=0.1000000000000000000001", "0.1000000000000000000001", true },
	{ "score<123456789012345678901234567890", "5", true },
	{ "score<5", "-123456789012345678901234567890", true },
	{ "score=1000000000000", "1000000000000.0", true },

	/* Text: equal as it stands, in order as Danes sort it. */
	{ "person=Åse", "Åse", true },
	{ "person=Åse", "åse", false },
	{ "person!=Åse", "Aase", true },
	{ "person<Øjvind", "Ægir", true },
	{ "person<Øjvind", "Åse", false },
	{ "person>Zoe", "ærlig", true },
	{ "person>=åse", "Åse", true },
	{ "person<=åse", "Åse", true },
	{ "person>Åge", "Aase", true },
	{ "person=3", "3.0", false },

	/* Unknown, with a number: other cells merely differ. */
	{ "other=3", "3.0", true },
	{ "other!=3", "3.0", false },
	{ "other=3", "x", false },
	{ "other!=3", "x", true },
	{ "other>9", "10", true },
	{ "other=2026", "2026.000", true },
	/* With a date, or text: bytes. */
	{ "other<2026-02-01", "2026-01-31", true },
	{ "other>=2026-02-01", "2026-01-31", false },
	{ "other>2026-02-01", "soon", true },
	{ "other=2026-02-01", "2026-02-01", true },
	{ "other<b", "a", true },
	{ "other<b", "B", true },
	{ "other<æ", "å", true },
	{ "other=3,5", "3.5", false },

	/* Patterns. */
	{ "note~skole", "Møde i skolen", true },
	{ "note!~skole", "Møde i skolen", false },
	{ "note~skole", "Skolen", false },
	{ "note!~skole", "Skolen", true },
	{ "note~*ÅSE", "hos åse", true },
	{ "note!~*ÅSE", "hos åse", false },
	{ "note!~*åse", "hos Ida", true },
	{ "note~^x$", "x", true },
	{ "score~^3", "3.5", true },
	/* The longest operator. */
	{ "note!~*x", "X", false },
	{ "note<=x", "x", true },
	{ "note!==x", "=x", false },

	/* Escapes. */
	{ "note~a\\nb", "a\\nb", true },
	{ "note~^b$", "a\\nb", false },
	{ "note~(?m)^b$", "a\\nb", true },
	{ "note~\\\\", "a\\\\b", true },
	{ "note~\\\\", "a\\nb", false },
	{ "note=a\\b", "a\\\\b", true },
	{ "note=a\\nb", "a\\nb", false },
	{ "note=a\nb", "a\\nb", true },
	{ "note!=a\nb", "a\\nb", false },
	{ "note=a\tb", "a\\tb", true },
	{ "id>a\nb", "a\\nc", true },
	{ "id<a\\", "a\\nb", true },
	{ "person<=a\\", "a\\\\", true },

	/* The missing. */
	{ "id=", "", true },
	{ "id=", "S-1", false },
	{ "id!=", "", false },
	{ "id!=", "S-1", true },
	{ "score=", "", true },
	{ "score=", "0", false },
	{ "score!=", "0", true },
	{ "score=0", "", false },
	{ "score!=0", "", true },
	{ "score<5", "", false },
	{ "score<=5", "", false },
	{ "score>5", "", false },
	{ "score>=5", "", false },
	{ "other<5", "", false },
	{ "person<å", "", false },
	{ "person!=Åse", "", true },
	{ "note~x", "", false },
	{ "note~^$", "", false },
	{ "note!~x", "", true },
	{ "note!~^$", "", true },
};

static void
decides(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(decided) / sizeof(*decided); i++) {
		const char *condition = decided[i].condition;
		struct diag d = { .program = "t" };
		bool yes = selects(&condition, 1, column_of(condition),
		    decided[i].cell, &d);

		if (yes != decided[i].selected)
			fail_msg("%s on \"%s\": %d", condition,
			    decided[i].cell, yes);
		assert_int_equal(d.count[DIAG_ERROR], 0);
		assert_int_equal(d.count[DIAG_FAILURE], 0);
	}
}

static void
joins_by_and(void **state)
{
	static const char *const words[] = { "note~y", "score>2", "note~x",
	    "score<4" };
	struct diag d = { .program = "t" };

	(void)state;
	assert_true(selects(words, 0, 1, "3", &d));
	assert_true(selects(words + 1, 3, 1, "3", &d));
	assert_false(selects(words + 1, 3, 1, "5", &d));
	assert_false(selects(words, 4, 1, "3", &d));
	assert_int_equal(diag_status(&d), 0);
}

static const struct {
	const char	*word;
	bool		 is;
} looks[] = {
	{ "a=b", true }, { "a=", true }, { "a", false }, { "", false },
	{ "=b", false }, { "a1_b!=x", true }, { "_a=b", false },
	{ "1a=b", false }, { "A=b", false }, { "a =b", false },
	{ "a!b", false }, { "a!~b", true }, { "a!~*b", true }, { "a~", true },
	{ "a*b", false }, { "-", false }, { "./a=b.tsv", false },
	{ "a.tsv", false }, { "æ=b", false }, { "a<", true },
	{ "a23456789012345678901234567890123456789012345678901234567890123=",
	    true },
	{ "a234567890123456789012345678901234567890123456789012345678901234=",
	    false },
};

static void
knows_a_condition(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(looks) / sizeof(*looks); i++)
		if (select_is_condition(looks[i].word) != looks[i].is)
			fail_msg("%s", looks[i].word);
}

#define NO_CONDITION	"is not a condition: a field, one of = != < <= > >= " \
	"~ !~ ~* !~*, and a value, without blanks between them\n"

static const struct {
	const char	*word, *said;
} wrong[] = {
	{ "score >= 3", "t: error: \"score >= 3\" " NO_CONDITION },
	{ "Score=3", "t: error: \"Score=3\" " NO_CONDITION },
	{ "", "t: error: \"\" " NO_CONDITION },
	{ "score<", "t: error: score< needs a value; "
	    "\"score=\" selects what is missing\n" },
	{ "note!~*", "t: error: note!~* needs a value; "
	    "\"note=\" selects what is missing\n" },
	{ "note=\xE6", "t: error: the value that note is compared with "
	    "is not UTF-8\n" },
	{ "note~(x", "t: error: pattern \"(x\": missing closing parenthesis, "
	    "2 characters into it; "
	    "write \\ before a sign that is meant as itself\n" },
};

static void
refuses_what_is_no_condition(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct said said;

		listen(&said);
		assert_null(select_new(&wrong[i].word, 1, &said.d));
		assert_int_equal(diag_status(&said.d), 2);
		heard(&said, wrong[i].said);
	}
}

static void
tells_each_that_is_wrong(void **state)
{
	static const char *const words[] = { "note~(", "score<", "id=1", "?" };
	struct diag d = { .program = "t" };

	(void)state;
	assert_null(select_new(words, 4, &d));
	assert_int_equal(d.count[DIAG_FAILURE], 3);
}

static void
warns_of_two_signs(void **state)
{
	static const char *const words[] = { "id==x", "note=~x", "note=x" };
	struct select *s;
	struct said said;

	(void)state;
	listen(&said);
	s = select_new(words, 3, &said.d);
	assert_non_null(s);
	select_free(s);
	assert_int_equal(diag_status(&said.d), 0);
	heard(&said, "t: warning: id is compared with \"=x\", signs and all; "
	    "the operators are = != < <= > >= ~ !~ ~* !~*\n"
	    "t: warning: note is compared with \"~x\", signs and all; "
	    "the operators are = != < <= > >= ~ !~ ~* !~*\n");
}

static const struct {
	const char	*word, *said;
} unbound[] = {
	{ "scor>3", "t: in.tsv:1: error: no column scor; did you mean score? "
	    "(there are: id, score, person, note, other)\n" },
	{ "temperature=3", "t: in.tsv:1: error: no column temperature "
	    "(there are: id, score, person, note, other)\n" },
	{ "score<3,5", "t: error: score is compared with \"3,5\", "
	    "which is not a number\n" },
	{ "score!=x", "t: error: score is compared with \"x\", "
	    "which is not a number\n" },
	{ "score=010203-1234", "t: error: score is compared with \"[CPR]\", "
	    "which is not a number\n" },
};

static void
refuses_to_bind(void **state)
{
	struct buf block = { 0 };
	struct row row;

	(void)state;
	make_row(&row, &block, 0, "x");
	for (size_t i = 0; i < sizeof(unbound) / sizeof(*unbound); i++) {
		struct select *s;
		struct said said;

		listen(&said);
		s = select_new(&unbound[i].word, 1, &said.d);
		assert_non_null(s);
		assert_false(select_bind(s, find_column, NULL, &row.t,
		    &said.d));
		assert_int_equal(diag_status(&said.d), 2);
		select_free(s);
		heard(&said, unbound[i].said);
	}
	buf_release(&block);
}

/* The same names in another order, and of no known type. */
static bool
find_other(const char *wanted, size_t *column, enum order_as *as, void *arg)
{
	if (!find_column(wanted, column, as, arg))
		return false;
	*column = COLUMNS - 1 - *column;
	*as = ORDER_UNKNOWN;
	return true;
}

static void
binds_again(void **state)
{
	static const char *const word = "id<10";
	struct diag d = { .program = "t" };
	struct select *s = select_new(&word, 1, &d);
	struct buf block = { 0 };
	struct row row;

	(void)state;
	make_row(&row, &block, 0, "9");
	assert_true(select_bind(s, find_column, NULL, &row.t, &d));
	assert_false(select_row(s, &row.t, &d));
	make_row(&row, &block, COLUMNS - 1, "9");
	assert_true(select_bind(s, find_other, NULL, &row.t, &d));
	assert_true(select_row(s, &row.t, &d));
	assert_int_equal(diag_status(&d), 0);
	select_free(s);
	buf_release(&block);
}

static const struct {
	const char	*words[3];
	size_t		 n, column;
	const char	*cell, *said;
} findings[] = {
	{ { "score<5" }, 1, 1, "3,5", "t: in.tsv:7:3: error: score is not a "
	    "number, so it cannot be compared with 5\n" },
	{ { "score=5" }, 1, 1, "five", "t: in.tsv:7:3: error: score is not a "
	    "number, so it cannot be compared with 5\n" },
	{ { "score!=5" }, 1, 1, "\\n", "t: in.tsv:7:3: error: score is not a "
	    "number, so it cannot be compared with 5\n" },
	{ { "other>=5" }, 1, 4, "x", "t: in.tsv:7:9: error: other is not a "
	    "number, so it cannot be compared with 5\n" },
	/* Each of them. */
	{ { "other<9", "other>=5" }, 2, 4, "x", "t: in.tsv:7:9: error: other "
	    "is not a number, so it cannot be compared with 9\n"
	    "t: in.tsv:7:9: error: other is not a number, so it cannot be "
	    "compared with 5\n" },
	/* Unless the row is out anyway, wherever the condition stands. */
	{ { "score<5", "id=y" }, 2, 1, "x", "" },
	{ { "id=y", "score<5" }, 2, 1, "x", "" },
	{ { "note~y", "score<5" }, 2, 1, "x", "" },
};

static void
tells_findings(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(findings) / sizeof(*findings); i++) {
		struct said said;
		struct buf twice = { 0 };

		listen(&said);
		assert_false(selects(findings[i].words, findings[i].n,
		    findings[i].column, findings[i].cell, &said.d));
		assert_int_equal(diag_status(&said.d),
		    *findings[i].said != '\0' ? 1 : 0);
		/* selects() looks at the row twice. */
		buf_addf(&twice, "%s%s", findings[i].said, findings[i].said);
		heard(&said, buf_text(&twice));
		buf_release(&twice);
	}
}

static void
tells_what_is_too_costly(void **state)
{
	static const char *const words[] = { "note~^(a+)+$", "note!~^(a+)+$" };
	static const char said_once[] = "t: in.tsv:7:7: error: note: the "
	    "pattern \"^(a+)+$\" is too costly for what stands here; "
	    "a simpler one may do\n";
	struct buf cell = { 0 }, twice = { 0 };

	(void)state;
	buf_fill(&cell, 'a', 60);
	buf_addc(&cell, 'b');
	buf_addf(&twice, "%s%s", said_once, said_once);
	for (size_t i = 0; i < 2; i++) {
		struct said said;

		listen(&said);
		assert_false(selects(words + i, 1, 3, cell.p, &said.d));
		assert_int_equal(diag_status(&said.d), 2);
		heard(&said, twice.p);
	}
	buf_release(&cell);
	buf_release(&twice);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decides),
		cmocka_unit_test(joins_by_and),
		cmocka_unit_test(knows_a_condition),
		cmocka_unit_test(refuses_what_is_no_condition),
		cmocka_unit_test(tells_each_that_is_wrong),
		cmocka_unit_test(warns_of_two_signs),
		cmocka_unit_test(refuses_to_bind),
		cmocka_unit_test(binds_again),
		cmocka_unit_test(tells_findings),
		cmocka_unit_test(tells_what_is_too_costly),
	};

	return cmocka_run_group_tests_name("select", tests, NULL, NULL);
}
