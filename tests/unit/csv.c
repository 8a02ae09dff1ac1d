#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "table/csv.h"

/* Bytes with their number: some hold NUL. */
#define B(text)	{ text, sizeof(text) - 1 }
#define COUNT(array)	(sizeof(array) / sizeof(*(array)))

/* ------------------------------------------------ what was delivered -- */

static void
show_cell(struct buf *out, struct str cell)
{
	for (size_t i = 0; i < cell.len; i++)
		if (cell.p[i] == '\n')
			buf_adds(out, "\\n");
		else
			buf_addc(out, cell.p[i]);
}

/* "2/3: a|b@4": the row of line 2, Excel's row 3, whose cell b begins on
 * line 4. */
static void
show_row(struct buf *out, const struct sheet_row *row)
{
	buf_addf(out, "%zu/%zu: ", row->line, row->excel);
	for (size_t i = 0; i < row->n; i++) {
		if (i > 0)
			buf_addc(out, '|');
		show_cell(out, row->cell[i]);
		if (row->at[i] != row->line)
			buf_addf(out, "@%zu", row->at[i]);
	}
	buf_addc(out, '\n');
}

static bool
print_row(const struct sheet_row *row, void *arg)
{
	struct buf shown = { 0 };

	show_row(&shown, row);
	fwrite(shown.p, 1, shown.len, arg);
	buf_release(&shown);
	return true;
}

static bool
count_row(const struct sheet_row *row, void *arg)
{
	size_t *left = arg;

	(void)row;
	return --*left > 0;
}

static void
parse(struct sheet *s, struct str bytes)
{
	struct diag d = { .out = stderr, .program = "t", .quiet = true };
	struct buf b = { 0 };

	buf_add_str(&b, bytes);
	assert_true(sheet_parse(s, "x", &b, NULL, &d));
	assert_null(b.p);
}

/* Rows and messages in the order in which they came; to be freed. */
static char *
told(const struct sheet *s, char delimiter)
{
	struct diag d = { .program = "t" };
	size_t len, defects, many = SIZE_MAX;
	char *text;

	d.out = open_memstream(&text, &len);
	assert_non_null(d.out);
	defects = csv_each(s, delimiter, print_row, d.out, &d);
	fclose(d.out);
	assert_int_equal(d.count[DIAG_ERROR], defects);
	assert_int_equal(d.count[DIAG_FAILURE], 0);
	/* Without a listener it is the same. */
	assert_int_equal(csv_each(s, delimiter, count_row, &many, NULL),
	    defects);
	return text;
}

static void
assert_told(struct str bytes, char delimiter, const char *expected)
{
	struct sheet s;
	char *text;

	parse(&s, bytes);
	text = told(&s, delimiter);
	assert_string_equal(text, expected);
	free(text);
	sheet_release(&s);
}

/* ---------------------------------------------------- well-formed ------ */

static const struct {
	struct str	 bytes;
	char		 delimiter;
	const char	*rows;
} clean[] = {
	{ B(""), ';', "" },
	{ B("\n"), ';', "" },
	{ B("Sagsnr;Dato\r\n"), ';', "1/1: Sagsnr|Dato\n" },
	{ B("a;b\r\n1;2\r\n"), ';', "1/1: a|b\n2/2: 1|2\n" },
	{ B("a,b\n1,2\n"), ',', "1/1: a|b\n2/2: 1|2\n" },
	{ B("a\tb\n\t2\n"), '\t', "1/1: a|b\n2/2: |2\n" },
	{ B("a;b,c\td\n"), ';', "1/1: a|b,c\td\n" },
	/* Line ends. */
	{ B("a;b\n1;2"), ';', "1/1: a|b\n2/2: 1|2\n" },
	{ B("a;b\n1;"), ';', "1/1: a|b\n2/2: 1|\n" },
	{ B("a;b\n1;\"2\""), ';', "1/1: a|b\n2/2: 1|2\n" },
	{ B("a\r\nb\nc\r\nd"), ';', "1/1: a\n2/2: b\n3/3: c\n4/4: d\n" },
	{ B("\"x\"\r\ny\r\n"), ';', "1/1: x\n2/2: y\n" },
	{ B("\"x\"\n\"y\""), ';', "1/1: x\n2/2: y\n" },
	/* Quotes. */
	{ B("\"\";;x\n"), ';', "1/1: ||x\n" },
	{ B("\"a;b\";\"c\"\"d\";\"\"\"\"\n"), ';', "1/1: a;b|c\"d|\"\n" },
	{ B("\"a\nb\";c\nd\n"), ';', "1/1: a\\nb|c@2\n3/2: d\n" },
	{ B("a;\"b\r\n\r\nc\";\"d\r\n\"\r\ne\r\n"), ';',
	    "1/1: a|b\\n\\nc|d\\n@3\n5/2: e\n" },
	{ B("\"\n\";x\n"), ';', "1/1: \\n|x@2\n" },
	/* Blanks stay. */
	{ B(" a ;\tb\t; \n"), ';', "1/1:  a |\tb\t| \n" },
	{ B("a \tb\t c\t\n"), '\t', "1/1: a |b| c|\n" },
	{ B("\" a \"\n \n"), ';', "1/1:  a \n2/2:  \n" },
	/* Empty rows are not told, but Excel counts them. */
	{ B("a;b\n;;;;\n1;2\n"), ';', "1/1: a|b\n3/3: 1|2\n" },
	{ B("\"\";\"\"\nx\n"), ';', "2/2: x\n" },
	{ B("a\r\n\r\n\n\r\nb\n"), ';', "1/1: a\n5/5: b\n" },
	{ B("\n\n\"a\n\nb\"\n\nc"), ';', "3/3: a\\n\\nb\n7/5: c\n" },
	{ B("a;b\n;"), ';', "1/1: a|b\n" },
	/* Excel's own first line is no row. */
	{ B("sep=;\r\na;b\r\n"), ';', "2/1: a|b\n" },
	{ B("SEP=,\na,b"), ',', "2/1: a|b\n" },
	{ B("\xEF\xBB\xBFsep=;\r\n\"a\nb\"\r\nc"), ';',
	    "2/1: a\\nb\n4/2: c\n" },
	{ B("sep=;;\na\n"), ';', "1/1: sep=||\n2/2: a\n" },
	{ B("\"sep=;\"\n"), ';', "1/1: sep=;\n" },
	{ B("a\nsep=;\n"), ';', "1/1: a\n2/2: sep=|\n" },
	/* Encodings. */
	{ B("\xEF\xBB\xBF\"a\";b\r\n"), ';', "1/1: a|b\n" },
	{ B("\x80\x96\x93;\xE6\xF8\xE5\r\n"), ';', "1/1: €–“|æøå\n" },
	{ B("€–“;æøå\r\n"), ';', "1/1: €–“|æøå\n" },
};

static void
delivers_rows_with_their_places(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(clean); i++)
		assert_told(clean[i].bytes, clean[i].delimiter, clean[i].rows);
}

/* ------------------------------------------------------- defects ------- */

#define QUOTE "error: a quote inside a cell that has none around it: " \
	"put the cell in quotes and write this one twice"
#define BEHIND "error: text behind the closing quote of a cell: " \
	"a quote inside a quoted cell is written twice"
#define UNCLOSED "error: the quote that begins this cell is not closed"
#define CR "error: a carriage return that ends no line: " \
	"save the sheet again as \"CSV UTF-8\""
#define NO_CHARACTER "error: a byte that stands for no character"
#define CONTROL "error: a control character"

static const struct {
	struct str	 bytes;
	const char	*told;
} broken[] = {
	/* A stray quote: the rows before and behind are read, no half row. */
	{ B("1;2\na\"b;c\n3;4\n"),
	    "1/1: 1|2\nt: x:2:1: " QUOTE " (cell A2)\n3/3: 3|4\n" },
	{ B("1;2;b\"\r\n3;4\r\n"),
	    "t: x:1:3: " QUOTE " (cell C1)\n2/2: 3|4\n" },
	{ B("1;\"a\"b;c\n3;4\n"),
	    "t: x:1:2: " BEHIND " (cell B1)\n2/2: 3|4\n" },
	{ B("\"a\" ;c\n3;4\n"),
	    "t: x:1:1: " BEHIND " (cell A1)\n2/2: 3|4\n" },
	{ B("1; \"a\"\n3"), "t: x:1:2: " QUOTE " (cell B1)\n2/2: 3\n" },
	{ B("a\"b\nc\"d\n\"e\"f\ng\n"), "t: x:1:1: " QUOTE " (cell A1)\n"
	    "t: x:2:1: " QUOTE " (cell A2)\nt: x:3:1: " BEHIND " (cell A3)\n"
	    "4/4: g\n" },
	{ B("a\"b"), "t: x:1:1: " QUOTE " (cell A1)\n" },
	/* Behind a cell of two lines: lines and Excel's rows differ. */
	{ B("sep=;\na;b\n\"1\r\n2\";x\n\n3;\"4\"5\n6;7\n"), "2/1: a|b\n"
	    "3/2: 1\\n2|x@4\nt: x:6:2: " BEHIND " (cell B4)\n7/5: 6|7\n" },
	{ B("1;\"a\nb\"c;d\n3;4\n"), "t: x:2:2: " BEHIND
	    " (cell B1, begun on line 1)\n3/2: 3|4\n" },
	{ B("\"a\nb\";c\"d\n3;4\n"),
	    "t: x:2:2: " QUOTE " (cell B1)\n3/2: 3|4\n" },
	/* An unclosed quote: the line where it begins, and on behind it. */
	{ B("1;2\n3;\"4\n5;6\n7;8\n"), "1/1: 1|2\nt: x:2:2: " UNCLOSED
	    " (cell B2)\n3/3: 5|6\n4/4: 7|8\n" },
	{ B("\"1\n2\";\"3\n4\n5\"\"6\n"), "t: x:2:2: " UNCLOSED
	    " (cell B1)\n3/2: 4\nt: x:4:1: " QUOTE " (cell A3)\n" },
	{ B("a\n\"b"), "1/1: a\nt: x:2:1: " UNCLOSED " (cell A2)\n" },
	{ B("\""), "t: x:1:1: " UNCLOSED " (cell A1)\n" },
	{ B("\"a\n\n\rb\nc"), "t: x:1:1: " UNCLOSED " (cell A1)\n"
	    "t: x:3:1: " CR " (cell A3)\n4/4: c\n" },
	/* Bytes that must not be: quotes stay paired, rows stay whole. */
	{ B("1;2\na;a\rb\n3;4\n"),
	    "1/1: 1|2\nt: x:2:2: " CR " (cell B2)\n3/3: 3|4\n" },
	{ B("\"a\r\nb\rc\nd\";e\r\n3;4\r\n"),
	    "t: x:2:1: " CR " (cell A1)\n4/2: 3|4\n" },
	{ B("a\r\r\n\r\r\n3\r"), "t: x:1:1: " CR " (cell A1)\n"
	    "t: x:2:1: " CR " (cell A2)\nt: x:3:1: " CR " (cell A3)\n" },
	{ B("a;b\r3;4\r"), "t: x:1:2: " CR " (cell B1)\n" },
	{ B("a;\0\n\0\nb\0;\0c\n3;4\n"), "t: x:1:2: " NO_CHARACTER
	    " (cell B1)\nt: x:2:1: " NO_CHARACTER " (cell A2)\n"
	    "t: x:3:1: " NO_CHARACTER " (cell A3)\n4/4: 3|4\n" },
	{ B("\0"), "t: x:1:1: " NO_CHARACTER " (cell A1)\n" },
	{ B("\xE6;b\n1;\x81;\x8D\n\x8F\n\x90\n\x9D\n3\n"), "1/1: æ|b\n"
	    "t: x:2:2: " NO_CHARACTER " (cell B2)\n"
	    "t: x:3:1: " NO_CHARACTER " (cell A3)\n"
	    "t: x:4:1: " NO_CHARACTER " (cell A4)\n"
	    "t: x:5:1: " NO_CHARACTER " (cell A5)\n6/6: 3\n" },
	{ B("a;b\x0B" "c\n3;\x7F\n5\n"), "t: x:1:2: " CONTROL " (cell B1)\n"
	    "t: x:2:2: " CONTROL " (cell B2)\n3/3: 5\n" },
	/* Both kinds in one row. */
	{ B("a\x01;b\"c\n3\n"), "t: x:1:1: " CONTROL " (cell A1)\n"
	    "t: x:1:2: " QUOTE " (cell B1)\n2/2: 3\n" },
};

static void
tells_each_defect_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(broken); i++)
		assert_told(broken[i].bytes, ';', broken[i].told);
}

/* A quote that is not closed may run far until the next one stops it. */
static void
tells_a_runaway_quote_where_it_begins(void **state)
{
	struct buf b = { 0 }, expected = { 0 };
	size_t line;

	(void)state;
	buf_adds(&b, "a;\"b\n");
	buf_adds(&expected, "t: x:1:2: " UNCLOSED " (cell B1)\n");
	for (line = 2; line < 22; line++) {
		buf_addf(&b, "%zu\n", line);
		buf_addf(&expected, "%zu/%zu: %zu\n", line, line, line);
	}
	buf_adds(&b, "c;\"d;e\"\n");
	buf_adds(&expected, "22/22: c|d;e\n");
	assert_told(buf_str(&b), ';', expected.p);
	buf_release(&b);
	buf_release(&expected);
}

/* ------------------------------------------------------- limits -------- */

/* A cell of len letters in quotes or without, between other cells. */
static void
try_cell(size_t len, bool quoted, const char *expected)
{
	struct buf b = { 0 };

	buf_adds(&b, quoted ? "1;\"" : "1;");
	buf_fill(&b, 'x', len);
	buf_adds(&b, quoted ? "\";2\n3;4\n" : ";2\n3;4\n");
	if (expected != NULL)
		assert_told(buf_str(&b), ';', expected);
	else {
		struct sheet s;
		size_t many = SIZE_MAX;

		parse(&s, buf_str(&b));
		assert_int_equal(csv_each(&s, ';', count_row, &many, NULL), 0);
		assert_int_equal(SIZE_MAX - many, 2);
		sheet_release(&s);
	}
	buf_release(&b);
}

static void
limits_a_cell(void **state)
{
	static const char *const said = "t: x:1:2: error: "
	    "the cell is longer than 64 KiB (cell B1)\n2/2: 3|4\n";

	(void)state;
	for (int quoted = 0; quoted <= 1; quoted++) {
		try_cell(SHEET_CELL_MAX - 1, quoted, NULL);
		try_cell(SHEET_CELL_MAX, quoted, NULL);
		for (size_t more = 1; more < 5; more++)
			try_cell(SHEET_CELL_MAX + more, quoted, said);
		try_cell(4 * SHEET_CELL_MAX, quoted, said);
	}
}

static void
limits_a_cell_of_many_lines(void **state)
{
	struct buf b = { 0 };
	struct sheet s;
	char *text;

	(void)state;
	buf_adds(&b, "1;\"\n");
	for (size_t i = 0; i < SHEET_CELL_MAX / 8; i++)
		buf_adds(&b, ";;;;;;;\n");
	buf_adds(&b, "3\n");
	parse(&s, buf_str(&b));
	text = told(&s, ';');
	assert_string_equal(text, "t: x:1:2: error: "
	    "the cell is longer than 64 KiB: the quote that begins it may "
	    "never be closed (cell B1)\n8194/8194: 3\n");
	free(text);
	sheet_release(&s);
	buf_release(&b);
}

static void
limits_a_row(void **state)
{
	struct buf b = { 0 };

	(void)state;
	for (size_t i = 0; i < 17; i++) {
		buf_fill(&b, 'x', SHEET_CELL_MAX - 1);
		buf_addc(&b, ';');
	}
	buf_adds(&b, "\n3;4\n");
	assert_told(buf_str(&b), ';', "t: x:1:17: error: "
	    "the row is longer than 1 MiB (cell Q1)\n2/2: 3|4\n");
	buf_clear(&b);
	/* Empty cells count, too: they take room. */
	buf_fill(&b, ';', SHEET_ROW_MAX + 1);
	buf_adds(&b, "\n3;4\n");
	assert_told(buf_str(&b), ';', "t: x:1:1048578: error: "
	    "the row is longer than 1 MiB (cell BGQCX1)\n2/2: 3|4\n");
	buf_release(&b);
}

/* ---------------------------------------- the same in any position ----- */

/* libcsv's buffer grows in steps, and lines are fed one by one: no step may
 * show.  The first cell pushes the others over every border. */
static void
does_not_depend_on_positions(void **state)
{
	static const char tail[] = ";\"a\"\"b\r\nc\";d\r\n\"e\";\n";

	(void)state;
	for (size_t pad = 1; pad < 3 * 4096; pad += pad % 4096 < 24 ||
	    pad % 4096 > 4072 ? 1 : 16) {
		struct buf b = { 0 }, expected = { 0 };

		buf_adds(&expected, "1/1: ");
		for (size_t i = 0; i < 2; i++) {
			struct buf *out = i == 0 ? &b : &expected;

			buf_fill(out, 'x', pad);
		}
		buf_adds(&b, tail);
		buf_adds(&expected, "|a\"b\\nc|d@2\n3/2: e|\n");
		assert_told(buf_str(&b), ';', expected.p);
		buf_release(&b);
		buf_release(&expected);
	}
}

/* --------------------------------- every short text, by two readers ---- */

/* The end of a line at p: its length, 0 if there is none. */
static size_t
line_end(const char *p)
{
	return *p == '\n' ? 1 : (size_t)(p[0] == '\r' && p[1] == '\n') * 2;
}

/* One cell by the book (RFC 4180); NULL if it is not well-formed. */
static const char *
plain_cell(const char *p, struct buf *cell, size_t *line)
{
	bool quoted = *p == '"';

	for (p += quoted; *p != '\0'; p++) {
		if (quoted && p[0] == '"' && *++p != '"')
			return *p == ';' || *p == '\0' || line_end(p) > 0 ? p :
			    NULL;
		if (!quoted && (*p == ';' || line_end(p) > 0))
			return p;
		if (*p == '\r' && p[1] == '\n')
			p++;
		else if (*p == '\r' || (!quoted && *p == '"'))
			return NULL;
		*line += *p == '\n';
		buf_addc(cell, *p);
	}
	return quoted ? NULL : p;
}

/* What print_row() would print; false if the text is not well-formed. */
static bool
plain_reader(const char *p, struct buf *out)
{
	struct buf cell = { 0 };
	size_t line = 1;

	for (size_t excel = 1; p != NULL && *p != '\0'; excel++) {
		size_t begin = line, mark = out->len;
		bool empty = true;

		buf_addf(out, "%zu/%zu: ", begin, excel);
		for (;; p++) {
			size_t at = line;

			buf_clear(&cell);
			p = plain_cell(p, &cell, &line);
			empty = empty && cell.len == 0;
			show_cell(out, buf_str(&cell));
			if (at != begin)
				buf_addf(out, "@%zu", at);
			if (p == NULL || *p != ';')
				break;
			buf_addc(out, '|');
		}
		buf_addc(out, '\n');
		if (empty)
			out->len = mark;
		line++;
		if (p != NULL)
			p += line_end(p);
	}
	buf_release(&cell);
	return p != NULL;
}

static void
try_text(const char *text)
{
	struct diag d = { .program = "t" };
	struct buf plain = { 0 };
	size_t defects, len;
	struct sheet s;
	char *got;

	parse(&s, str_of(text));
	d.out = open_memstream(&got, &len);
	defects = csv_each(&s, ';', print_row, d.out, NULL);
	fclose(d.out);
	assert_int_equal(defects == 0, plain_reader(text, &plain));
	if (defects == 0) {
		assert_int_equal(plain.len, len);
		assert_memory_equal(got, buf_text(&plain), len);
	}
	free(got);
	sheet_release(&s);
	buf_release(&plain);
}

static void
agrees_with_a_plain_reader(void **state)
{
	static const char letter[] = "a;\"\r\n";
	enum { LONGEST = 7 };
	size_t all = 1;

	(void)state;
	for (size_t len = 0; len <= LONGEST; len++, all *= 5)
		for (size_t i = 0; i < all; i++) {
			char text[LONGEST + 2] = "";

			for (size_t k = 0, rest = i; k < len; k++, rest /= 5)
				text[k] = letter[rest % 5];
			try_text(text);
		}
}

/* ------------------------------------------------------- the end ------- */

static void
stops_when_told(void **state)
{
	static const struct str bytes = B("a\nb\nc\nd\"\n");
	struct sheet s;

	(void)state;
	parse(&s, bytes);
	for (size_t n = 1; n < 4; n++) {
		size_t left = n;

		assert_int_equal(csv_each(&s, ';', count_row, &left, NULL), 0);
		assert_int_equal(left, 0);
	}
	sheet_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(delivers_rows_with_their_places),
		cmocka_unit_test(tells_each_defect_with_its_place),
		cmocka_unit_test(tells_a_runaway_quote_where_it_begins),
		cmocka_unit_test(limits_a_cell),
		cmocka_unit_test(limits_a_cell_of_many_lines),
		cmocka_unit_test(limits_a_row),
		cmocka_unit_test(does_not_depend_on_positions),
		cmocka_unit_test(agrees_with_a_plain_reader),
		cmocka_unit_test(stops_when_told),
	};

	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
