#include "workbook.h"

#include <sys/wait.h>

#include "base/out.h"
#include "table/sheet.h"

/* Bytes with their number: some hold NUL. */
#define B(text)	{ text, sizeof(text) - 1 }

static bool
print_row(const struct sheet_row *row, void *arg)
{
	struct buf *out = arg;

	buf_addf(out, "%zu/%zu:", row->line, row->excel);
	for (size_t i = 0; i < row->n; i++)
		buf_addf(out, "|%.*s", STR(row->cell[i]));
	buf_addc(out, '\n');
	return true;
}

/* What is said and given of a file; what it says comes first. */
static void
reads(struct str bytes, const char *tab, bool ok, const char *expected)
{
	struct buf b = { 0 }, rows = { 0 };
	struct said said;
	struct sheet s;

	listen(&said);
	buf_add_str(&b, bytes);
	assert_int_equal(sheet_parse(&s, "x y", &b, tab, &said.d), ok);
	assert_null(b.p);
	if (ok)
		sheet_each(&s, ';', print_row, &rows, &said.d);
	else
		assert_true(said.d.count[DIAG_FAILURE] == 1 &&
		    s.text == NULL && s.book == NULL);
	fputs(buf_text(&rows), said.d.out);
	heard(&said, expected);
	sheet_release(&s);
	buf_release(&rows);
}

/* ------------------------------------------------------------- forms --- */

#define CONVERT "; make a workbook (.xlsx) of it with: " \
	"libreoffice --headless --convert-to xlsx 'x y'\n"
#define PAGE "t: x y: error: this is a web page or XML, whatever its name: " \
	"open it in Excel and save it as a workbook (.xlsx)\n"
#define COMPOUND "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
#define E16	"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define E120	E16 E16 E16 E16 E16 E16 E16 "\0\0\0\0\0\0\0\0"

static const struct {
	struct str	 bytes;
	const char	*tab;
	bool		 ok;
	const char	*told;
} forms[] = {
	{ B(""), NULL, true, "" },
	{ B("a;b\n"), NULL, true, "1/1:|a|b\n" },
	{ B("\xEF\xBB\xBF" "a;b\n"), NULL, true, "1/1:|a|b\n" },
	{ B("a\n\xE6;b\n"), NULL, true, "t: x y:2: note: "
	    "read as Windows-1252: this line is not UTF-8\n"
	    "1/1:|a\n2/2:|æ|b\n" },
	{ B("\xFF\xFE" "a\0;\0\xE6\0\n\0"), NULL, true,
	    "t: x y: note: read as UTF-16\n1/1:|a|æ\n" },
	{ B("a;b\n"), "Ark1", false, "t: x y: error: this is no workbook: "
	    "it has no sheets to choose from\n" },
	{ B("<!DOCTYPE html><table>"), NULL, false, PAGE },
	{ B("\xEF\xBB\xBF\r\n <HTML>"), NULL, false, PAGE },
	{ B("\xFF\xFE<\0t\0a\0b\0l\0e\0"), NULL, false, PAGE },
	{ B("<?xml version=\"1.0\"?>\n<Workbook/>"), NULL, false, PAGE },
	{ B("<navn>;b\n"), NULL, true, "1/1:|<navn>|b\n" },
	{ B("PK\3\4\x14"), NULL, false, "t: x y: error: the workbook is "
	    "damaged: open it in Excel and save it again\n" },
	{ B("PK\3\4\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	    "mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK\3\4"),
	    NULL, false,
	    "t: x y: error: this is an OpenDocument sheet (.ods)" CONVERT },
	{ B(COMPOUND E120 "W\0o\0r\0k\0b\0o\0o\0k\0\0\0" E120), NULL, false,
	    "t: x y: error: this is an old workbook (.xls)" CONVERT },
	{ B(COMPOUND E120 "B\0o\0o\0k\0\0\0" E120), NULL, false,
	    "t: x y: error: this is an old workbook (.xls)" CONVERT },
	{ B(COMPOUND E120 "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"
	    "\0\0" E120), NULL, false, "t: x y: error: the workbook has a "
	    "password: open it in Excel, take the password off, and save a "
	    "copy\n" },
	{ B(COMPOUND E120 "W\0o\0r\0d\0\0\0" E120), NULL, false, "t: x y: "
	    "error: this is a document of Office, but no sheet\n" },
	{ B(COMPOUND), NULL, false, "t: x y: error: "
	    "this is a document of Office, but no sheet\n" },
};

static void
knows_forms_by_their_bytes(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(forms); i++)
		reads(forms[i].bytes, forms[i].tab, forms[i].ok,
		    forms[i].told);
}

static const struct {
	const char	*part;
	const char	*told;
} zips[] = {
	{ "Index/Document.iwa",
	    "t: x y: error: this is a sheet of Numbers (.numbers)" CONVERT },
	{ "a.txt", "t: x y: error: this is a zip file, but no workbook\n" },
};

static void
knows_zips_by_their_parts(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(zips); i++) {
		struct part part = { zips[i].part, str_of("x") };
		struct buf b = { 0 };

		make_zip(&b, &part, 1);
		reads(buf_str(&b), NULL, false, zips[i].told);
		buf_release(&b);
	}
}

static void
reads_a_workbook(void **state)
{
	struct buf b = { 0 };

	(void)state;
	make_workbook(&b, (struct parts){ .data = "<row r='3'>"
	    "<c r='B3'><v>7.5</v></c></row>" });
	reads(buf_str(&b), NULL, true, "3/3:||7.5\n");
	reads(buf_str(&b), "data", true, "3/3:||7.5\n");
	buf_release(&b);
}

/* The command can be pasted, whatever the file is called. */
static const struct {
	const char	*file, *word;
} words[] = {
	{ "a.ods", "'a.ods'" },
	{ "status uge 46.ods", "'status uge 46.ods'" },
	{ "it's $HOME.ods", "'it'\\''s $HOME.ods'" },
	{ "'", "''\\'''" },
	{ "-x.ods", "'./-x.ods'" },
	{ "a\033b\n", "'a\\x1Bb\\x0A'" },
	{ "<stdin>", "FILE" },
};

static void
quotes_names_for_the_shell(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(words); i++) {
		struct buf text = { 0 };
		struct said said;
		char *end;

		listen(&said);
		assert_false(sheet_convert(words[i].file, "x", &said.d));
		fflush(said.d.out);
		buf_adds(&text, said.text);
		end = strstr(text.p, "--convert-to xlsx ");
		assert_non_null(end);
		text.p[text.len - 1] = '\0';
		assert_string_equal(end + 18, words[i].word);
		fclose(said.d.out);
		free(said.text);
		buf_release(&text);
	}
}

/* ------------------------------------------------------------- bytes --- */

/* A sheet through a pipe, in pieces of n bytes. */
static void
write_pieces(int fd, struct str s, size_t n)
{
	while (s.len > 0) {
		size_t len = s.len < n ? s.len : n;

		if (!write_all(fd, s.p, len))
			_exit(1);
		s.p += len;
		s.len -= len;
	}
	_exit(0);
}

static void
read_pieces(struct sheet *s, struct str bytes, size_t n)
{
	struct diag d = { .out = stderr, .program = "t" };
	int fd[2], saved, status;
	pid_t child;

	assert_int_equal(pipe(fd), 0);
	child = fork();
	if (child == 0)
		write_pieces(fd[1], bytes, n);
	close(fd[1]);
	saved = dup(STDIN_FILENO);
	dup2(fd[0], STDIN_FILENO);
	close(fd[0]);
	assert_true(sheet_read(s, "-", NULL, &d));
	dup2(saved, STDIN_FILENO);
	close(saved);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void
does_not_depend_on_reads(void **state)
{
	static const struct str bytes =
	    B("\xEF\xBB\xBFsep=;\r\n\"a b\";æ\r\n\"x\"y\n\xE2\x82\xAC;2");

	(void)state;
	for (size_t n = 1; n < 12; n++) {
		struct buf rows = { 0 };
		struct sheet s;

		read_pieces(&s, bytes, n);
		assert_string_equal(s.file, "<stdin>");
		assert_int_equal(s.form, SHEET_CSV);
		assert_int_equal(s.encoding, ENCODING_UTF8_BOM);
		assert_int_equal(s.separator, ';');
		assert_int_equal(s.first_line, 2);
		assert_int_equal(sheet_each(&s, ';', print_row, &rows, NULL),
		    1);
		assert_string_equal(buf_text(&rows),
		    "2/1:|a b|æ\n4/3:|€|2\n");
		buf_release(&rows);
		sheet_release(&s);
	}
}

static const struct {
	struct str	bytes;
	size_t		len;
	char		separator;
	size_t		first_line;
} head[] = {
	{ B(""), 0, '\0', 1 },
	{ B("sep=;"), 0, ';', 2 },
	{ B("sep=\t\r\nab"), 2, '\t', 2 },
	{ B("\xEF\xBB\xBFsep=,\n"), 0, ',', 2 },
	{ B("sep=\"\n"), 6, '\0', 1 },
	{ B("sep=\n"), 5, '\0', 1 },
	{ B("sep=\r\n\n"), 7, '\0', 1 },
	{ B("sep=;\n\xE6\n"), 3, ';', 2 },
};

static void
reads_the_head_of_a_sheet(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(head); i++) {
		struct diag d = { 0 };
		struct buf b = { 0 };
		struct sheet s;

		buf_add_str(&b, head[i].bytes);
		assert_true(sheet_parse(&s, "x", &b, NULL, &d));
		assert_non_null(s.text);
		assert_int_equal(s.len, head[i].len);
		assert_int_equal(s.separator, head[i].separator);
		assert_int_equal(s.first_line, head[i].first_line);
		sheet_release(&s);
	}
}

static void
says_what_cannot_be_read(void **state)
{
	struct diag d = { 0 };
	struct buf big = { 0 };
	struct sheet s;

	(void)state;
	assert_false(sheet_read(&s, "/nowhere/at all.csv", NULL, &d));
	assert_null(s.text);
	assert_false(sheet_read(&s, "/", NULL, &d));
	assert_null(s.text);
	assert_false(sheet_read(&s, "/dev/zero", NULL, &d));	/* never ends */
	assert_null(s.text);
	assert_int_equal(d.count[DIAG_FAILURE], 3);
	buf_fill(&big, 'x', SHEET_FILE_MAX + 1);
	assert_false(sheet_parse(&s, "x", &big, NULL, &d));
	assert_null(s.text);
	assert_null(big.p);
	assert_int_equal(d.count[DIAG_FAILURE], 4);
	assert_true(sheet_read(&s, "/dev/null", NULL, &d));
	assert_int_equal(s.len, 0);
	sheet_release(&s);
}

static const struct {
	size_t		 cell, excel;
	const char	*name;
} cells[] = {
	{ 1, 1, "A1" }, { 3, 7, "C7" }, { 26, 10, "Z10" }, { 27, 1, "AA1" },
	{ 52, 1, "AZ1" }, { 53, 1, "BA1" }, { 702, 1, "ZZ1" },
	{ 703, 1, "AAA1" }, { 16384, 1048576, "XFD1048576" },
	{ SIZE_MAX, SIZE_MAX, "GKGWBYLWRXTLPO18446744073709551615" },
};

static void
names_cells_as_excel_does(void **state)
{
	char name[SHEET_CELL_SIZE];

	(void)state;
	for (size_t i = 0; i < N(cells); i++)
		assert_string_equal(sheet_cell_name(name, cells[i].cell,
		    cells[i].excel), cells[i].name);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_forms_by_their_bytes),
		cmocka_unit_test(knows_zips_by_their_parts),
		cmocka_unit_test(reads_a_workbook),
		cmocka_unit_test(quotes_names_for_the_shell),
		cmocka_unit_test(does_not_depend_on_reads),
		cmocka_unit_test(reads_the_head_of_a_sheet),
		cmocka_unit_test(says_what_cannot_be_read),
		cmocka_unit_test(names_cells_as_excel_does),
	};

	return cmocka_run_group_tests_name("sheet", tests, NULL, NULL);
}
