#include "workbook.h"

#include "table/xlsx_private.h"

#define AGAIN "open it in Excel and save it again"
#define DAMAGED "t: x.xlsx: error: the workbook is damaged: " AGAIN "\n"
#define NEVER "error: a formula that was never calculated: open the workbook " \
	"in Excel and save it again"
#define BROKEN "error: a value that is damaged: open the workbook in Excel " \
	"and type it again"
#define PLACE "error: the workbook stores this cell twice, or in another " \
	"cell's place: " AGAIN
#define LARGE "t: x.xlsx: error: the workbook is larger than 256 MiB when " \
	"unpacked, or packed in a way that no program packs: divide it\n"

/* "3: a|b!": row 3, of whose cells b is exact. */
static bool
print_row(const struct sheet_row *row, void *arg)
{
	assert_int_equal(row->line, row->excel);
	fprintf(arg, "%zu: ", row->excel);
	for (size_t i = 0; i < row->n; i++) {
		assert_int_equal(row->at[i], row->excel);
		fprintf(arg, "%s%.*s%s", i > 0 ? "|" : "", STR(row->cell[i]),
		    row->exact[i] ? "!" : "");
	}
	fputc('\n', arg);
	return true;
}

static bool
count_row(const struct sheet_row *row, void *arg)
{
	size_t *left = arg;

	(void)row;
	return --*left > 0;
}

/* Rows and messages in the order in which they came. */
static void
told(const struct buf *bytes, const char *tab, const char *expected)
{
	size_t defects, many = SIZE_MAX;
	struct buf b = { 0 };
	struct said said;
	struct sheet s;

	listen(&said);
	buf_add_str(&b, buf_str(bytes));
	if (sheet_parse(&s, "x.xlsx", &b, tab, &said.d)) {
		assert_int_equal(s.form, SHEET_XLSX);
		defects = sheet_each(&s, '\0', print_row, said.d.out, &said.d);
		assert_int_equal(said.d.count[DIAG_ERROR] +
		    said.d.count[DIAG_FAILURE], defects);
		/* Again, and without a listener. */
		assert_int_equal(sheet_each(&s, ';', count_row, &many, NULL),
		    defects);
		sheet_release(&s);
	} else
		assert_int_equal(said.d.count[DIAG_FAILURE], 1);
	heard(&said, expected);
}

static void
gives(struct parts parts, const char *expected)
{
	struct buf b = { 0 };

	make_workbook(&b, parts);
	told(&b, NULL, expected);
	buf_release(&b);
}

/* ------------------------------------------------------------ numbers -- */

static const struct {
	const char	*stored, *shown;
} numbers[] = {
	{ "0", "0" }, { "-0", "0" }, { "0.0", "0" }, { "0e99", "0" },
	{ "7", "7" }, { "-7", "-7" }, { "+7", "7" }, { " 7 ", "7" },
	{ "7.", "7" }, { ".5", "0.5" }, { "-.5", "-0.5" }, { "007.50", "7.5" },
	{ "3.4000000000000004", "3.4" }, { "3.3999999999999999", "3.4" },
	{ "0.30000000000000004", "0.3" }, { "0.1", "0.1" },
	{ "1.1000000000000001", "1.1" }, { "9.9999999999999999", "10" },
	{ "99999999999999.99", "100000000000000" },
	{ "123456789012345", "123456789012345" },
	{ "12345678901234567", "12345678901234600" },
	{ "0.12345678901234449", "0.123456789012344" },
	{ "0.1234567890123445", "0.123456789012345" },
	{ "1E3", "1000" }, { "1.5e+3", "1500" }, { "1.5E-3", "0.0015" },
	{ "1E-10", "0.0000000001" }, { "1.25E+1", "12.5" },
	{ "1E+15", "1000000000000000" },
	{ "", NULL }, { "-", NULL }, { ".", NULL }, { "1e", NULL },
	{ "1e+", NULL }, { "1,5", NULL }, { "1.5.", NULL }, { "1 5", NULL },
	{ "0x1", NULL }, { "INF", NULL }, { "NaN", NULL }, { "1e401", NULL },
	{ "1e-402", NULL }, { "1e99999999999999999999", NULL },
};

static void
shows_numbers_as_excel_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(numbers); i++) {
		struct buf out = { 0 };
		bool ok = xlsx_number(&out, str_of(numbers[i].stored));

		assert_int_equal(ok, numbers[i].shown != NULL);
		if (ok)
			assert_string_equal(out.p, numbers[i].shown);
		buf_release(&out);
	}
}

#define OUTSIDE "a number with the format of a date or a time, but outside " \
	"of Excel's calendar"
#define NOUGHT "a date that is 0: as a rule a formula that refers to an " \
	"empty cell"

static const struct {
	const char	*stored;
	enum shape	 shape;
	bool		 from_1904;
	const char	*shown, *wrong;
} days[] = {
	{ "46345", SHAPE_DATE, false, "2026-11-19", NULL },
	{ "46345", SHAPE_DATETIME, false, "2026-11-19", NULL },
	{ "1", SHAPE_DATE, false, "1900-01-01", NULL },
	{ "59", SHAPE_DATE, false, "1900-02-28", NULL },
	{ "60", SHAPE_DATE, false, NULL,
	    "29 February 1900, a day that never was" },
	{ "61", SHAPE_DATE, false, "1900-03-01", NULL },
	{ "2958465", SHAPE_DATE, false, "9999-12-31", NULL },
	{ "2958466", SHAPE_DATE, false, NULL, OUTSIDE },
	{ "2958465.999999", SHAPE_DATETIME, false, NULL, OUTSIDE },
	{ "1e9", SHAPE_DATE, false, NULL, OUTSIDE },
	{ "-1", SHAPE_DATE, false, NULL, OUTSIDE },
	{ "-0", SHAPE_TIME, false, "00:00", NULL },
	{ "1", SHAPE_DATE, true, "1904-01-02", NULL },
	{ "60", SHAPE_DATE, true, "1904-03-01", NULL },
	{ "44883", SHAPE_DATE, true, "2026-11-19", NULL },
	{ "2957003", SHAPE_DATE, true, "9999-12-31", NULL },
	{ "2957004", SHAPE_DATE, true, NULL, OUTSIDE },
	/* Times, with the noise of fractions. */
	{ "46345.604166666664", SHAPE_DATETIME, false, "2026-11-19T14:30",
	    NULL },
	{ "46345.60416666666", SHAPE_DATETIME, false, "2026-11-19T14:30",
	    NULL },
	{ "46345.604178240741", SHAPE_DATETIME, false,
	    "2026-11-19T14:30:01", NULL },
	{ "46345.999999999", SHAPE_DATETIME, false, "2026-11-20", NULL },
	{ "0.604166666666667", SHAPE_TIME, false, "14:30", NULL },
	{ "6.9444444444444447E-4", SHAPE_TIME, false, "00:01", NULL },
	{ "0.60417824074074075", SHAPE_TIME, false, "14:30:01", NULL },
	{ "0.5", SHAPE_DATETIME, false, "12:00", NULL },
	{ "0", SHAPE_TIME, false, "00:00", NULL },
	/* A day's time that the format hides goes, a hidden day stays. */
	{ "46345.6", SHAPE_DATE, false, "2026-11-19", NULL },
	{ "46345.75", SHAPE_TIME, false, "2026-11-19T18:00", NULL },
	{ "0", SHAPE_DATE, false, NULL, NOUGHT },
	{ "0.5", SHAPE_DATE, false, NULL, NOUGHT },
	{ "0", SHAPE_DATETIME, false, NULL, NOUGHT },
	/* Durations. */
	{ "1.0625", SHAPE_ELAPSED, false, "25:30", NULL },
	{ "0.3125", SHAPE_ELAPSED, true, "07:30", NULL },
	{ "0.00001157407407", SHAPE_ELAPSED, false, "00:00:01", NULL },
	{ "100", SHAPE_ELAPSED, false, "2400:00", NULL },
	{ "x", SHAPE_ELAPSED, false, NULL, OUTSIDE },
};

static void
shows_days_as_excel_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(days); i++) {
		struct buf out = { 0 };
		const char *wrong = xlsx_day(&out, str_of(days[i].stored),
		    days[i].shape, days[i].from_1904);

		if (days[i].wrong != NULL) {
			assert_non_null(wrong);
			assert_string_equal(wrong, days[i].wrong);
		} else {
			assert_null(wrong);
			assert_string_equal(out.p, days[i].shown);
		}
		buf_release(&out);
	}
}

static const struct {
	const char	*stored, *shown;
} isos[] = {
	{ "2026-11-22", "2026-11-22" }, { " 2026-11-22 ", "2026-11-22" },
	{ "2026-11-22T00:00:00", "2026-11-22" },
	{ "2026-11-22T00:00:00.000Z", "2026-11-22" },
	{ "2026-11-22T14:30:00", "2026-11-22T14:30" },
	{ "2026-11-22T14:30:07.25", "2026-11-22T14:30:07" },
	{ "14:30", "14:30" }, { "14:30:00", "14:30" },
	{ "2026-02-30", NULL }, { "2026-11-22 14:30", NULL }, { "", NULL },
	{ "2026-11-22T", NULL }, { "25:00", NULL }, { "14:30x", NULL },
};

static void
reads_days_of_the_standard(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(isos); i++) {
		struct buf out = { 0 };
		bool ok = xlsx_iso(&out, str_of(isos[i].stored));

		assert_int_equal(ok, isos[i].shown != NULL);
		if (ok) {
			assert_int_equal(out.len, strlen(isos[i].shown));
			assert_memory_equal(out.p, isos[i].shown, out.len);
		}
		buf_release(&out);
	}
}

/* ------------------------------------------------------------ formats -- */

static const struct {
	const char	*code;
	enum shape	 shape;
} codes[] = {
	{ "", SHAPE_NUMBER }, { "General", SHAPE_NUMBER },
	{ "Standard", SHAPE_NUMBER }, { "@", SHAPE_NUMBER },
	{ "0", SHAPE_NUMBER }, { "#,##0.00", SHAPE_NUMBER },
	{ "0.00E+00", SHAPE_NUMBER }, { "# ?/?", SHAPE_NUMBER },
	{ "0.0;[Red]-0.0", SHAPE_NUMBER }, { "0%", SHAPE_NUMBER },
	{ "#,##0.00 [$kr.-406]", SHAPE_NUMBER }, { "0 \"dage\"", SHAPE_NUMBER },
	{ "0\\ \\d\\a\\y\\s", SHAPE_NUMBER }, { "0 dage", SHAPE_NUMBER },
	{ "_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-", SHAPE_NUMBER },
	{ "0_d", SHAPE_NUMBER }, { "[DBNum1]0", SHAPE_NUMBER },
	{ "\"uge\" 00", SHAPE_NUMBER }, { "\"dag", SHAPE_NUMBER },
	{ "[Red", SHAPE_NUMBER }, { "\\", SHAPE_NUMBER },
	{ "dd-mm-yyyy", SHAPE_DATE }, { "DD/MM/YYYY", SHAPE_DATE },
	{ "dd/mm/yyyy;@", SHAPE_DATE }, { "m/d/yy", SHAPE_DATE },
	{ "[$-406]d. mmmm yyyy;@", SHAPE_DATE }, { "mmm-yy", SHAPE_DATE },
	{ "yyyy", SHAPE_DATE }, { "mmmm", SHAPE_DATE }, { "ddd", SHAPE_DATE },
	{ "[$-F800]dddd, mmmm dd, yyyy", SHAPE_DATE },
	{ "d\"t\"", SHAPE_DATE }, { "[Red]d-m", SHAPE_DATE },
	{ "hh:mm", SHAPE_TIME }, { "h:mm:ss", SHAPE_TIME },
	{ "h:mm AM/PM", SHAPE_TIME }, { "mm:ss", SHAPE_TIME },
	{ "mm:ss.0", SHAPE_TIME }, { "[$-F400]h:mm:ss AM/PM", SHAPE_TIME },
	{ "hh\"t\"mm", SHAPE_TIME }, { "ss.000", SHAPE_TIME },
	{ "dd-mm-yyyy hh:mm", SHAPE_DATETIME },
	{ "m/d/yy h:mm", SHAPE_DATETIME },
	{ "hh:mm dd-mm", SHAPE_DATETIME }, { "yyyy\\-mm\\-dd\\Thh:mm:ss.000",
	    SHAPE_DATETIME }, { "mmm h", SHAPE_DATETIME },
	{ "[h]:mm", SHAPE_ELAPSED }, { "[hh]:mm:ss", SHAPE_ELAPSED },
	{ "[mm]:ss", SHAPE_ELAPSED }, { "[s]", SHAPE_ELAPSED },
	{ "[H]:MM;@", SHAPE_ELAPSED },
};

static void
knows_what_a_format_shows(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(codes); i++)
		assert_int_equal(xlsx_shape(str_of(codes[i].code)),
		    codes[i].shape);
	for (unsigned id = 0; id < 70; id++) {
		enum shape shape = xlsx_builtin_shape(id);
		bool day = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
		    (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

		assert_int_equal(shape != SHAPE_NUMBER, day);
	}
	assert_int_equal(xlsx_builtin_shape(14), SHAPE_DATE);
	assert_int_equal(xlsx_builtin_shape(20), SHAPE_TIME);
	assert_int_equal(xlsx_builtin_shape(22), SHAPE_DATETIME);
	assert_int_equal(xlsx_builtin_shape(46), SHAPE_ELAPSED);
}

/* -------------------------------------------------------------- texts -- */

static const struct {
	const char	*stored, *plain;
} texts[] = {
	{ "", "" }, { "a", "a" }, { "a\r\nb\nc", "a\nb\nc" },
	{ "a_x000D_\nb_x000d__x000A_c", "a\nb\nc" },
	{ "_x005F_x000D_", "_x000D_" }, { "_x0041__x00E6_", "Aæ" },
	{ "_xD83D__xDE00_", "😀" }, { "_xD83D_", "_xD83D_" },
	{ "_xDE00__xD83D_", "_xDE00__xD83D_" }, { "_x00e", "_x00e" },
	{ "_x00G0_", "_x00G0_" }, { "__x0041_", "_A" }, { "_x0041", "_x0041" },
	{ "snake_case_x", "snake_case_x" }, { "a\rb", "a\rb" },
	{ "_X0041_", "_X0041_" },
};

static void
shows_texts_as_excel_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(texts); i++) {
		struct buf b = { 0 };

		buf_adds(&b, "\r_x0041_");
		buf_adds(&b, texts[i].stored);
		xlsx_plain(&b, 8);
		assert_memory_equal(b.p, "\r_x0041_", 8);
		assert_string_equal(b.p + 8, texts[i].plain);
		assert_int_equal(b.len, 8 + strlen(texts[i].plain));
		buf_release(&b);
	}
}

/* --------------------------------------------------------------- cells -- */

#define R1(cells) "<row r='1'>" cells "</row>"
#define T(text) "<is><t>" text "</t></is>"

static const struct {
	const char	*data;
	const char	*told;
} cells[] = {
	{ "", "" },
	{ "<row r='1'/>", "" },
	{ R1("<c r='A1'/>"), "" },
	{ R1("<c r='A1' t='inlineStr'><is/></c>"), "" },
	/* Kinds. */
	{ R1("<c r='A1'><v>3.4000000000000004</v></c>"
	    "<c r='B1' t='n'><v>-7</v></c>"), "1: 3.4!|-7!\n" },
	{ R1("<c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>0</v></c>"
	    "<c r='C1' t='b'><v>true</v></c>"), "1: yes!|no!|yes!\n" },
	{ R1("<c r='A1' t='d'><v>2026-11-22T00:00:00</v></c>"),
	    "1: 2026-11-22!\n" },
	{ R1("<c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
	    "<c r='C1' t='s'><v>2</v></c>"), "1: one|bold plain|Å\n\n" },
	{ R1("<c r='A1' t='str'><f>\"a\"</f><v>3,5_x000D_\n4</v></c>"),
	    "1: 3,5\n4\n" },
	{ R1("<c r='A1' t='inlineStr'>" T(" a ") "</c>"), "1:  a \n" },
	{ R1("<c r='A1' t='inlineStr'><is><r><rPr><b/></rPr><t>a</t></r>"
	    "<r><t>b</t></r><rPh sb='0' eb='1'><t>no</t></rPh></is></c>"),
	    "1: ab\n" },
	{ R1("<c r='A1' s='1'><v>46345</v></c><c r='B1' s='2'><v>46345.75"
	    "</v></c><c r='C1' s='3'><v>1.0625</v></c><c r='D1' s='0'><v>46345"
	    "</v></c>"), "1: 2026-11-19!|2026-11-19T18:00!|25:30!|46345!\n" },
	{ R1("<c r='A1'><f>1+1</f><v>2</v></c><c r='B1'><f t='shared' si='0'/>"
	    "<v>0</v></c>"), "1: 2!|0!\n" },
	{ R1("<c r='A1' t='str'><f>\"\"</f><v></v></c><c r='B1'><v>1</v></c>"),
	    "1: |1!\n" },
	/* Where they stand. */
	{ "<row r='3'><c r='C3'><v>7</v></c></row><row r='5'><c r='A5'>"
	    "<v>8</v></c><c r='D5' s='1'/></row>", "3: ||7!\n5: 8!\n" },
	{ "<row><c><v>1</v></c><c><v>2</v></c></row><row><c r='B2'><v>3</v>"
	    "</c><c><v>4</v></c></row><row r='9'><c><v>5</v></c></row>",
	    "1: 1!|2!\n2: |3!|4!\n9: 5!\n" },
	{ "<row r='1048576'><c r='XFD1048576' t='s'><v>9</v></c></row>",
	    "t: x.xlsx:1048576:16384: " BROKEN " (cell XFD1048576)\n" },
	/* Findings; the other rows are given. */
	{ R1("<c r='A1'><v>1</v></c>") "<row r='2'><c r='A2'><v>2</v></c>"
	    "<c r='B2' t='e'><v>#N/A</v></c><c r='C2' t='e'><v>#REF!</v></c>"
	    "</row><row r='3'><c r='A3'><v>3</v></c></row>",
	    "1: 1!\nt: x.xlsx:2:2: error: Excel could not calculate this: "
	    "#N/A (cell B2)\nt: x.xlsx:2:3: error: Excel could not calculate "
	    "this: #REF! (cell C2)\n3: 3!\n" },
	{ R1("<c r='A1'><f>1</f></c>"), "t: x.xlsx:1:1: " NEVER
	    " (cell A1)\n" },
	{ R1("<c r='A1'><f>1</f><v/></c>"), "t: x.xlsx:1:1: " NEVER
	    " (cell A1)\n" },
	{ R1("<c r='A1' t='str'><f>1</f></c>"), "t: x.xlsx:1:1: " NEVER
	    " (cell A1)\n" },
	{ R1("<c r='A1'><v>1,5</v></c><c r='B1' t='b'><v>2</v></c>"
	    "<c r='C1' t='d'><v>x</v></c><c r='D1' t='s'><v>3</v></c>"
	    "<c r='E1' t='q'><v>3</v></c><c r='F1' s='4'><v>3</v></c>"),
	    "t: x.xlsx:1:1: " BROKEN " (cell A1)\n"
	    "t: x.xlsx:1:2: " BROKEN " (cell B1)\n"
	    "t: x.xlsx:1:3: " BROKEN " (cell C1)\n"
	    "t: x.xlsx:1:4: " BROKEN " (cell D1)\n"
	    "t: x.xlsx:1:5: " BROKEN " (cell E1)\n"
	    "t: x.xlsx:1:6: " BROKEN " (cell F1)\n" },
	{ R1("<c r='A1' s='1'><v>-1</v></c><c r='B1' s='1'><v>0</v></c>"),
	    "t: x.xlsx:1:1: error: " OUTSIDE " (cell A1)\n"
	    "t: x.xlsx:1:2: error: " NOUGHT " (cell B1)\n" },
	{ R1("<c r='A1' t='inlineStr'>" T("a_x0007_") "</c>"
	    "<c r='B1' t='inlineStr'>" T("a_x000D_b") "</c>"
	    "<c r='C1' t='inlineStr'>" T("a&#127;") "</c>"
	    "<c r='D1' t='inlineStr'>" T("_x0000_") "</c>"),
	    "t: x.xlsx:1:1: error: a control character (cell A1)\n"
	    "t: x.xlsx:1:2: error: a control character (cell B1)\n"
	    "t: x.xlsx:1:3: error: a control character (cell C1)\n"
	    "t: x.xlsx:1:4: error: a control character (cell D1)\n" },
	{ R1("<c r='B1'><v>1</v></c><c r='B1'><v>2</v></c>")
	    "<row r='2'><c r='B2'><v>1</v></c><c r='A2'><v>2</v></c></row>"
	    "<row r='3'><c r='A4'><v>1</v></c></row>"
	    "<row r='4'><c r='4A'><v>1</v></c></row>"
	    "<row r='5'><c r='A5'><v>1</v></c></row>"
	    "<row r='5'><c r='A5'><v>1</v></c></row>"
	    "<row r='2'><c r='C2'><v>1</v></c></row>"
	    "<row r='6'><c r='A6'><v>1</v></c></row>",
	    "t: x.xlsx:1:2: " PLACE " (cell B1)\n"
	    "t: x.xlsx:2:2: " PLACE " (cell B2)\n"
	    "t: x.xlsx:3:1: " PLACE " (cell A3)\n"
	    "t: x.xlsx:4:1: " PLACE " (cell A4)\n5: 1!\n"
	    "t: x.xlsx:5:1: " PLACE " (cell A5)\n"
	    "t: x.xlsx:2:1: " PLACE " (cell A2)\n6: 1!\n" },
	/* Not to be read at all. */
	{ R1("<c r='A1'><v>1</v></c>") "<row r='1048577'><c><v>1</v></c></row>",
	    "1: 1!\nt: x.xlsx:1048577: error: more rows than a workbook may "
	    "have, which are 1,048,576\n" },
	{ R1("<c r='XFE1'><v>1</v></c>"), "t: x.xlsx:1: error: more columns "
	    "than a workbook may have, which are 16,384\n" },
	{ R1("<c r='ZZZZ1'><v>1</v></c>"), "t: x.xlsx:1: error: more columns "
	    "than a workbook may have, which are 16,384\n" },
	{ "<row r='x'/>", DAMAGED }, { "<row r='0'/>", DAMAGED },
	{ "<row r='-1'/>", DAMAGED },
	{ "<row r='99999999999999999999'/>", DAMAGED },
	{ R1("<c r='A1'><v>1</v></c>") "<row", "1: 1!\n" DAMAGED },
	{ R1("<c r='A1'><v>&x;</v></c>"), DAMAGED },
	/* Elements in places where they mean nothing. */
	{ "<c r='A1'><v>1</v></c>" R1("<row r='2'><c><v>1</v></c></row>"
	    "<v>2</v><c r='A1'><x><v>5</v></x><v>6</v><extLst/></c>"),
	    "1: 6!\n" },
};

#define TEXTS "<sst><si><t>one</t></si><si><r><t xml:space='preserve'>bold " \
	"</t></r><r><t>plain</t></r><rPh sb='0' eb='1'><t>no</t></rPh>" \
	"<phoneticPr fontId='1'/></si><si><t>Å_x000D_\n</t></si></sst>"
#define STYLES "<styleSheet><numFmts><numFmt numFmtId='164' " \
	"formatCode='[h]:mm'/></numFmts><cellStyleXfs><xf numFmtId='14'/>" \
	"</cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>" \
	"<xf numFmtId='22'/><xf numFmtId='164'/></cellXfs></styleSheet>"

static void
gives_each_cell_as_people_see_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(cells); i++)
		gives((struct parts){ .texts = TEXTS, .styles = STYLES,
		    .data = cells[i].data }, cells[i].told);
}

static void
heeds_the_properties_of_a_workbook(void **state)
{
	(void)state;
	gives((struct parts){ .styles = STYLES, .data =
	    R1("<c r='A1' s='1'><v>1</v></c>"),
	    .book = BOOK("<workbookPr date1904='1'/>") }, "1: 1904-01-02!\n");
	/* Programs that do not calculate write 0. */
	gives((struct parts){ .data = R1("<c r='A1'><f>1+1</f><v>0</v></c>"
	    "<c r='B1'><f>1+1</f><v>2</v></c><c r='C1'><v>0</v></c>"),
	    .book = BOOK("<calcPr fullCalcOnLoad='1'/>") },
	    "t: x.xlsx:1:1: " NEVER " (cell A1)\n");
	/* A prefix, another address of the namespace: the strict dialect. */
	gives((struct parts){ .sheet = "<x:worksheet xmlns:x='http://purl.oclc."
	    "org/ooxml/spreadsheetml/main'><x:sheetData><x:row r='1'>"
	    "<x:c r='A1'><x:v>1</x:v></x:c></x:row></x:sheetData>"
	    "</x:worksheet>" },
	    "1: 1!\n");
	gives((struct parts){ .sheet = "<?xml version='1.0' "
	    "encoding='ISO-8859-1'?><worksheet><sheetData><row>"
	    "<c t='inlineStr'><is><t>\xE6</t></is></c></row></sheetData>"
	    "</worksheet>" }, "1: æ\n");
}

/* ------------------------------------------------------------- sheets -- */

#define TABS "<workbook><sheets><sheet name='Om' state='hidden' id='a'/>" \
	"<sheet name='Diagram' id='c'/><sheet name='Uge Ø' id='b'/>" \
	"<sheet name='311299-1234' state='veryHidden' id='b'/>" \
	"<sheet name='gone' id='zz'/></sheets></workbook>"

static const struct {
	const char	*book, *tab;
	const char	*told;
} tabs[] = {
	{ NULL, NULL, "1: first\n" },
	{ NULL, "DATA", "1: first\n" },
	{ TABS, NULL, "1: second\n" },
	{ TABS, "uge ø", "1: second\n" },
	{ TABS, "Uge O\xCC\x88", "t: x.xlsx: error: the workbook has no sheet "
	    "\"Uge O\xCC\x88\"; did you mean \"Uge Ø\"? (there are: Om, Uge Ø, "
	    "[CPR])\n" },
	{ TABS, "om", "1: first\n" },
	{ TABS, "Diagram", "t: x.xlsx: error: the workbook has no sheet "
	    "\"Diagram\" (there are: Om, Uge Ø, [CPR])\n" },
	{ "<workbook><sheets><sheet name='a' state='hidden' id='a'/></sheets>"
	    "</workbook>", NULL, "t: x.xlsx: error: the workbook has no sheet "
	    "that is visible\n" },
	{ "<workbook/>", NULL, "t: x.xlsx: error: the workbook has no sheet "
	    "that is visible\n" },
	{ "<document/>", NULL, "t: x.xlsx: error: this is a document of "
	    "Office, but no sheet\n" },
	{ "<workbook>", NULL, DAMAGED },
	{ "", NULL, DAMAGED },
};

static void
finds_the_sheet_that_is_wanted(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(tabs); i++) {
		struct buf b = { 0 };

		make_workbook(&b, (struct parts){ .book = tabs[i].book,
		    .data = R1("<c t='inlineStr'>" T("first") "</c>") });
		told(&b, tabs[i].tab, tabs[i].told);
		buf_release(&b);
	}
}

/* ------------------------------------------------------------- refused -- */

#define DOCTYPE "t: x.xlsx: error: the workbook declares a document type, " \
	"which no program that writes workbooks does: it is not read\n"

static void
refuses_document_types(void **state)
{
	static const char entities[] = "<!DOCTYPE a [<!ENTITY b 'x'>"
	    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>";
	struct buf text = { 0 };

	(void)state;
	buf_adds(&text, entities);
	buf_adds(&text, "<worksheet><sheetData><row><c t='inlineStr'><is><t>"
	    "&c;</t></is></c></row></sheetData></worksheet>");
	gives((struct parts){ .sheet = text.p }, DOCTYPE);
	buf_clear(&text);
	buf_adds(&text, entities);
	buf_adds(&text, "<sst><si><t>&c;</t></si></sst>");
	gives((struct parts){ .texts = text.p }, DOCTYPE);
	gives((struct parts){ .styles = "<!DOCTYPE a SYSTEM "
	    "'file:///etc/passwd'><styleSheet/>" }, DOCTYPE);
	gives((struct parts){ .book = "<!DOCTYPE a><workbook/>" }, DOCTYPE);
	buf_release(&text);
}

static void
refuses_depth(void **state)
{
	struct buf text = { 0 };

	(void)state;
	buf_adds(&text, "<worksheet>");
	for (int i = 0; i < 100000; i++)
		buf_adds(&text, "<a>");
	gives((struct parts){ .sheet = text.p }, "t: x.xlsx: error: the "
	    "workbook nests its elements deeper than any program does: it is "
	    "not read\n");
	buf_release(&text);
}

/* One zip, and the word that is to be said of it. */
static void
refuses_zip(const struct part *part, size_t n, const char *expected)
{
	struct buf b = { 0 };

	make_zip(&b, part, n);
	told(&b, NULL, expected);
	buf_release(&b);
}

static void
refuses_other_packages(void **state)
{
	static const char rels[] = "<Relationships><Relationship Id='a' "
	    "Type='/officeDocument' Target='/xl/workbook.bin'/>"
	    "</Relationships>";
	struct part part[] = { { "_rels/.rels", str_of("<Relationships/>") },
	    { "xl/workbook.bin", str_of("x") } };

	(void)state;
	refuses_zip(part, 2, "t: x.xlsx: error: this is a zip file, but no "
	    "workbook\n");
	part[0].text = str_of(rels);
	refuses_zip(part, 2, "t: x.xlsx: error: this is a binary workbook "
	    "(.xlsb); make a workbook (.xlsx) of it with: libreoffice "
	    "--headless --convert-to xlsx 'x.xlsx'\n");
	part[0].text = str_of(ROOT_RELS);
	refuses_zip(part, 2, DAMAGED);
}

static void
refuses_too_many_entries(void **state)
{
	enum { MANY = PACKAGE_ENTRIES + 1 };
	struct part *part = calloc(MANY, sizeof(*part));
	char (*name)[16] = calloc(MANY, sizeof(*name));

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		snprintf(name[i], sizeof(name[i]), "%zu", i);
		part[i] = (struct part){ name[i], str_of("") };
	}
	refuses_zip(part, MANY, LARGE);
	free(part);
	free(name);
}

/* The number of entries that a zip64 claims is not believed. */
static void
refuses_a_claim_of_many_entries(void **state)
{
	struct buf b = { 0 };

	(void)state;
	make_workbook(&b, (struct parts){ 0 });
	buf_adds(&b, "PK\6\6");
	buf_fill(&b, '\1', 52);
	told(&b, NULL, LARGE);
	buf_release(&b);
}

/* What is left of a workbook when its mail broke off, at any byte. */
static void
refuses_a_workbook_cut_short(void **state)
{
	struct buf b = { 0 };

	(void)state;
	make_workbook(&b, (struct parts){ .data = R1("<c><v>1</v></c>") });
	for (size_t len = 4; len < b.len; len++) {
		struct buf cut = { 0 };

		buf_add(&cut, b.p, len);
		told(&cut, NULL, DAMAGED);
		buf_release(&cut);
	}
	buf_release(&b);
}

/* A part that is not what its checksum says. */
static void
refuses_a_damaged_part(void **state)
{
	struct buf b = { 0 };
	char *at;

	(void)state;
	/* Too short to be packed: it stands there as it is. */
	make_workbook(&b, (struct parts){ .sheet = "<worksheet/>" });
	for (at = b.p; memcmp(at, "<worksheet/>", 12) != 0; at++)
		;
	at[1] = 'W';
	told(&b, NULL, DAMAGED);
	buf_release(&b);
}

/* A row of n cells that are all the text 0. */
static void
add_long_row(struct buf *out, size_t row, size_t n)
{
	buf_addf(out, "<row r='%zu'>", row);
	while (n-- > 0)
		buf_adds(out, "<c t='s'><v>0</v></c>");
	buf_adds(out, "</row>");
}

static void
fills_text(struct buf *out, size_t len)
{
	buf_clear(out);
	buf_adds(out, "<sst><si><t>");
	buf_fill(out, 'x', len);
	buf_adds(out, "</t></si></sst>");
}

static void
limits_cells_and_rows(void **state)
{
	struct buf text = { 0 }, data = { 0 };

	(void)state;
	fills_text(&text, SHEET_CELL_MAX + 1);
	gives((struct parts){ .texts = text.p, .data =
	    R1("<c r='B1' t='s'><v>0</v></c>")
	    "<row r='2'><c><v>1</v></c></row>" }, "t: x.xlsx:1:2: error: "
	    "the cell is longer than 64 KiB (cell B1)\n2: 1!\n");
	fills_text(&text, 20 * SHEET_CELL_MAX);
	gives((struct parts){ .texts = text.p, .data =
	    R1("<c t='s'><v>0</v></c>") }, "t: x.xlsx:1:1: error: "
	    "the cell is longer than 64 KiB (cell A1)\n");
	fills_text(&text, SHEET_CELL_MAX - 2);
	add_long_row(&data, 1, 100);
	buf_adds(&data, "<row r='2'><c><v>1</v></c></row>");
	gives((struct parts){ .texts = text.p, .data = data.p },
	    "t: x.xlsx:1:17: error: the row is longer than 1 MiB (cell Q1)\n"
	    "2: 1!\n");
	buf_release(&text);
	buf_release(&data);
}

/* A text that is stored once and shown everywhere. */
static void
limits_what_a_sheet_gives(void **state)
{
	struct buf text = { 0 }, data = { 0 }, b = { 0 };
	struct diag d = { 0 };
	size_t many = SIZE_MAX;
	struct sheet s;

	(void)state;
	fills_text(&text, SHEET_CELL_MAX - 2);
	for (size_t i = 1; i <= 300; i++)
		add_long_row(&data, i, 16);
	make_workbook(&b, (struct parts){ .texts = text.p, .data = data.p });
	assert_true(sheet_parse(&s, "x", &b, NULL, &d));
	assert_int_equal(sheet_each(&s, ';', count_row, &many, &d), 1);
	assert_int_equal(d.count[DIAG_FAILURE], 1);
	assert_int_equal(SIZE_MAX - many, 256);
	sheet_release(&s);
	buf_release(&text);
	buf_release(&data);
}

/* What is small as a file and large when it is unpacked. */
static void
refuses_bombs(void **state)
{
	struct buf text = { 0 };

	(void)state;
	buf_adds(&text, "<sst>");
	buf_fill(&text, ' ', PACKAGE_PLAIN - 4000);
	gives((struct parts){ .texts = text.p }, DAMAGED);	/* not closed */
	buf_fill(&text, ' ', 4000);
	gives((struct parts){ .texts = text.p }, LARGE);
	buf_clear(&text);
	buf_adds(&text, "<worksheet>");
	buf_fill(&text, ' ', PACKAGE_PLAIN);
	gives((struct parts){ .sheet = text.p }, LARGE);
	/* An element, a comment that do not end. */
	buf_clear(&text);
	buf_adds(&text, "<worksheet a='");
	buf_fill(&text, 'x', 4 * 1024 * 1024);
	gives((struct parts){ .sheet = text.p }, DAMAGED);
	memcpy(text.p + 11, "<!--", 4);
	gives((struct parts){ .sheet = text.p }, DAMAGED);
	buf_release(&text);
}

static void
limits_styles_and_sheets(void **state)
{
	struct buf text = { 0 };

	(void)state;
	gives((struct parts){ .styles = "<styleSheet><cellXfs><xf numFmtId='"
	    "65536'/></cellXfs></styleSheet>" }, DAMAGED);
	gives((struct parts){ .styles = "<styleSheet><numFmts><numFmt numFmtId="
	    "'-1' formatCode='d'/></numFmts></styleSheet>" }, DAMAGED);
	buf_adds(&text, "<styleSheet><cellXfs>");
	for (size_t i = 0; i < 65537; i++)
		buf_adds(&text, "<xf/>");
	buf_adds(&text, "</cellXfs></styleSheet>");
	gives((struct parts){ .styles = text.p }, DAMAGED);
	buf_clear(&text);
	buf_adds(&text, "<workbook><sheets>");
	for (size_t i = 0; i < 4097; i++)
		buf_addf(&text, "<sheet name='%zu' id='a'/>", i);
	buf_adds(&text, "</sheets></workbook>");
	gives((struct parts){ .book = text.p }, "t: x.xlsx: error: the "
	    "workbook has more than 4096 sheets\n");
	buf_release(&text);
}

static void
stops_when_told(void **state)
{
	struct buf b = { 0 };
	struct diag d = { 0 };
	struct sheet s;

	(void)state;
	make_workbook(&b, (struct parts){ .data = "<row><c><v>1</v></c></row>"
	    "<row><c><v>2</v></c></row><row><c><v>3</v></c></row><row" });
	assert_true(sheet_parse(&s, "x", &b, NULL, &d));
	for (size_t n = 1; n < 4; n++) {
		size_t left = n;

		assert_int_equal(sheet_each(&s, ';', count_row, &left, &d), 0);
		assert_int_equal(left, 0);
	}
	sheet_release(&s);
}

/* ------------------------------------------------- of another program -- */

static const struct {
	const char	*file, *tab;
	const char	*told;
} real[] = {
	{ "status.xlsx", NULL, "1: Statusskema – udfyldes inden fredag\n"
	    "3: Sagsnr|Dato|Bedømmer|Værdi|Næste møde|Kl.|Timer|Åben|"
	    "Bemærkning|Sum\n"
	    "4: S-0001|2026-11-19!|mor|3.4!|2026-11-26T14:30!|08:15!|25:30!|"
	    "yes!|Går bedre i skole;\nså må vi se|6.8!\n"
	    "6: S-0002|2026-11-20!|far|5,5||||no!|Åse & Øjvind <3 €|ab\n"
	    "8: Slut\n" },
	{ "status.xlsx", "Vejledning", "1: Udfyld arket ved siden af\n" },
	{ "stream.xlsx", NULL, "1: Sagsnr|Dato|Værdi\n"
	    "2: Æ-1|2026-11-20!|0.3!\n3: Æ-2|2026-11-21!|0.4!\n"
	    "4: Æ-3|2026-11-22!|0.5!\nt: x.xlsx:5:3: " NEVER " (cell C5)\n" },
};

static void
read_corpus(struct buf *out, const char *name)
{
	const char *source = getenv("FU_SOURCE");
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/tests/fuzz/corpus/xlsx/%s",
	    source != NULL ? source : ".", name);
	f = fopen(path, "rb");
	assert_non_null(f);
	buf_reserve(out, 65536);
	out->len = fread(out->p, 1, 65536, f);
	fclose(f);
}

/* libxlsxwriter 1.1.4 wrote these. */
static void
reads_what_programs_write(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(real); i++) {
		struct buf b = { 0 };

		read_corpus(&b, real[i].file);
		told(&b, real[i].tab, real[i].told);
		buf_release(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shows_numbers_as_excel_does),
		cmocka_unit_test(shows_days_as_excel_does),
		cmocka_unit_test(reads_days_of_the_standard),
		cmocka_unit_test(knows_what_a_format_shows),
		cmocka_unit_test(shows_texts_as_excel_does),
		cmocka_unit_test(gives_each_cell_as_people_see_it),
		cmocka_unit_test(heeds_the_properties_of_a_workbook),
		cmocka_unit_test(finds_the_sheet_that_is_wanted),
		cmocka_unit_test(refuses_document_types),
		cmocka_unit_test(refuses_depth),
		cmocka_unit_test(refuses_other_packages),
		cmocka_unit_test(refuses_too_many_entries),
		cmocka_unit_test(refuses_a_claim_of_many_entries),
		cmocka_unit_test(refuses_a_workbook_cut_short),
		cmocka_unit_test(refuses_a_damaged_part),
		cmocka_unit_test(limits_cells_and_rows),
		cmocka_unit_test(limits_what_a_sheet_gives),
		cmocka_unit_test(refuses_bombs),
		cmocka_unit_test(limits_styles_and_sheets),
		cmocka_unit_test(stops_when_told),
		cmocka_unit_test(reads_what_programs_write),
	};

	return cmocka_run_group_tests_name("xlsx", tests, NULL, NULL);
}
