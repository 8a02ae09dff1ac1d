/* Every format on what values may hold, on tables without rows, and against
 * tests/golden/rows.*: rows.tsv is the input, the others are what comes out.
 * FU_SOURCE is the directory of the sources; with GOLDEN=write the files
 * are written anew, to be looked at with git diff. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "table/write.h"

#define N(array)	(sizeof(array) / sizeof((array)[0]))

static const struct write_style english = { .lang = LANG_EN };
static const struct write_style danish = { .lang = LANG_DA };

static struct str
label(size_t column, struct str code, void *arg)
{
	static const char *const labels[][2] = {
		{ "trivsel", "Trivselslineal" }, { "ors", "ORS" },
		{ "child", "barn" }, { "mother", "mor" }, { "evil", "=label" }
	};

	(void)column;
	(void)arg;
	for (size_t i = 0; i < N(labels); i++)
		if (str_is(code, labels[i][0]))
			return str_of(labels[i][1]);
	return code;
}

/* A whole table of one column; fields end with NULL. */
static void
render(struct buf *out, const char *format, const struct column *column,
    const struct write_style *style, const char *const *fields)
{
	struct writer *w = writer_new(format, out, column, 1, style);

	for (; *fields != NULL; fields++) {
		struct str cell = str_of(*fields);

		writer_row(w, &cell);
	}
	writer_end(w);
}

static void
assert_text(struct buf *out, const char *expected)
{
	assert_string_equal(buf_text(out), expected);
	buf_release(out);
}

struct cell_case {
	enum cell_kind	 kind;
	const char	*field;
	const char	*csv, *excel, *jsonl, *md, *html;
};

/* People's formats in Danish. */
static const struct cell_case cells[] = {
	{ CELL_TEXT, "Blåbærgrød", "Blåbærgrød", "Blåbærgrød",
	  "\"Blåbærgrød\"", "Blåbærgrød", "Blåbærgrød" },
	{ CELL_TEXT, "", "\"\"", "\"\"", "null", "", "" },
	{ CELL_NUMBER, "", "\"\"", "\"\"", "null", "", "" },
	{ CELL_TEXT, "=1+1", "=1+1", "'=1+1", "\"=1+1\"", "=1+1", "=1+1" },
	{ CELL_TEXT, " =1", "\" =1\"", "' =1", "\" =1\"", " =1", " =1" },
	{ CELL_TEXT, "\\n=1", "\"\n=1\"", "\"'\n=1\"", "\"\\n=1\"", "<br>=1",
	  "<br>=1" },
	{ CELL_TEXT, "@a", "@a", "'@a", "\"@a\"", "@a", "@a" },
	{ CELL_TEXT, "\\t=", "\"\t=\"", "'\t=", "\"\\t=\"", " =", "\t=" },
	{ CELL_TEXT, "＝1", "＝1", "'＝1", "\"＝1\"", "＝1", "＝1" },
	{ CELL_TEXT, "'=1", "'=1", "''=1", "\"'=1\"", "'=1", "&#39;=1" },
	{ CELL_TEXT, "'sig", "'sig", "'sig", "\"'sig\"", "'sig", "&#39;sig" },
	{ CELL_TEXT, "-5", "-5", "'-5", "\"-5\"", "-5", "-5" },
	{ CELL_NUMBER, "-5", "-5", "-5", "-5", "-5", "-5" },
	{ CELL_NUMBER, "-3.25", "-3.25", "-3,25", "-3.25", "-3,25", "-3,25" },
	{ CELL_NUMBER, "-007.5", "-007.5", "-007,5", "-7.5", "-007,5",
	  "-007,5" },
	{ CELL_NUMBER, "00", "00", "00", "0", "00", "00" },
	{ CELL_NUMBER, "=2+2", "=2+2", "'=2+2", "\"=2+2\"", "=2+2", "=2+2" },
	{ CELL_NUMBER, "-x", "-x", "'-x", "\"-x\"", "-x", "-x" },
	{ CELL_TEXT, "1.5", "1.5", "1.5", "\"1.5\"", "1.5", "1.5" },
	{ CELL_DATE, "2026-11-22", "2026-11-22", "2026-11-22",
	  "\"2026-11-22\"", "22-11-2026", "22-11-2026" },
	{ CELL_DATE, "2026-11-22T10:30", "2026-11-22T10:30",
	  "2026-11-22T10:30", "\"2026-11-22T10:30\"", "22-11-2026 10:30",
	  "22-11-2026 10:30" },
	{ CELL_DATE, "2026-02-30", "2026-02-30", "2026-02-30",
	  "\"2026-02-30\"", "2026-02-30", "2026-02-30" },
	{ CELL_DATE, "2026-W47", "2026-W47", "2026-W47", "\"2026-W47\"",
	  "2026-W47", "2026-W47" },
	{ CELL_DATE, "=NOW()", "=NOW()", "'=NOW()", "\"=NOW()\"", "=NOW()",
	  "=NOW()" },
	{ CELL_CODE, "trivsel", "trivsel", "Trivselslineal", "\"trivsel\"",
	  "Trivselslineal", "Trivselslineal" },
	{ CELL_CODE, "unknown_1", "unknown_1", "unknown_1", "\"unknown_1\"",
	  "unknown_1", "unknown_1" },
	{ CELL_CODE, "evil", "evil", "'=label", "\"evil\"", "=label",
	  "=label" },
	{ CELL_CODE, "", "\"\"", "\"\"", "null", "", "" },
	{ CELL_TEXT, "a\"b", "\"a\"\"b\"", "\"a\"\"b\"", "\"a\\\"b\"", "a\"b",
	  "a&quot;b" },
	{ CELL_TEXT, "\"", "\"\"\"\"", "\"\"\"\"", "\"\\\"\"", "\"",
	  "&quot;" },
	{ CELL_TEXT, "a;b", "a;b", "\"a;b\"", "\"a;b\"", "a;b", "a;b" },
	{ CELL_TEXT, "a,b", "\"a,b\"", "a,b", "\"a,b\"", "a,b", "a,b" },
	{ CELL_TEXT, "a\\nb", "\"a\nb\"", "\"a\nb\"", "\"a\\nb\"", "a<br>b",
	  "a<br>b" },
	{ CELL_TEXT, "a\\r\\nb\\rc", "\"a\r\nb\rc\"", "\"a\r\nb\rc\"",
	  "\"a\\r\\nb\\rc\"", "a<br>b<br>c", "a<br>b<br>c" },
	{ CELL_TEXT, "a\\tb", "a\tb", "a\tb", "\"a\\tb\"", "a b", "a\tb" },
	{ CELL_TEXT, "a ", "\"a \"", "\"a \"", "\"a \"", "a ", "a " },
	{ CELL_TEXT, "C:\\\\temp\\\\n", "C:\\temp\\n", "C:\\temp\\n",
	  "\"C:\\\\temp\\\\n\"", "C:\\\\temp\\\\n", "C:\\temp\\n" },
	{ CELL_TEXT, "\033[31m", "\033[31m", "\033[31m", "\"\\u001b[31m\"",
	  "\\\\x1B\\[31m", "[31m" },
	{ CELL_TEXT, "a\302\233b\177", "a\302\233b\177", "a\302\233b\177",
	  "\"a\\u009bb\\u007f\"", "a\\\\u{9B}b\\\\x7F", "ab" },
	{ CELL_TEXT, "a\u202Eb\u2066", "a\u202Eb\u2066", "a\u202Eb\u2066",
	  "\"a\\u202eb\\u2066\"", "a\\\\u{202E}b\\\\u{2066}", "ab" },
	{ CELL_TEXT, "a\u2028b", "a\u2028b", "a\u2028b", "\"a\\u2028b\"",
	  "a\u2028b", "ab" },
	{ CELL_TEXT, "\u201Ca\u2060\u2014\u201D", "\u201Ca\u2060\u2014\u201D",
	  "\u201Ca\u2060\u2014\u201D", "\"\u201Ca\u2060\u2014\u201D\"",
	  "\u201Ca\u2060\u2014\u201D", "\u201Ca\u2060\u2014\u201D" },
	{ CELL_TEXT, "<img src=x onerror=1>", "<img src=x onerror=1>",
	  "<img src=x onerror=1>", "\"<img src=x onerror=1>\"",
	  "&lt;img src=x onerror=1&gt;", "&lt;img src=x onerror=1&gt;" },
	{ CELL_TEXT, "&amp;", "&amp;", "\"&amp;\"", "\"&amp;\"", "&amp;amp;",
	  "&amp;amp;" },
	{ CELL_TEXT, "a|b\\\\|", "a|b\\|", "a|b\\|", "\"a|b\\\\|\"",
	  "a\\|b\\\\\\|", "a|b\\|" },
	{ CELL_TEXT, "*a* _b_ c_d", "*a* _b_ c_d", "*a* _b_ c_d",
	  "\"*a* _b_ c_d\"", "\\*a\\* \\_b\\_ c_d", "*a* _b_ c_d" },
	{ CELL_TEXT, "![a](http://x)", "![a](http://x)", "![a](http://x)",
	  "\"![a](http://x)\"", "!\\[a\\](http://x)", "![a](http://x)" },
};

/* The row of one cell in a format, without what is around the cell. */
static void
assert_cell(const struct cell_case *c, const char *format, const char *before,
    const char *expected, const char *behind)
{
	struct column column = { str_of("v"), str_of("V"), c->kind };
	struct write_style style = { .lang = LANG_DA, .label = label };
	struct buf out = { 0 }, all = { 0 };
	struct writer *w = writer_new(format, &out, &column, 1, &style);
	struct str cell = str_of(c->field);

	buf_clear(&out);
	writer_row(w, &cell);
	buf_addf(&all, "%s%s%s", before, expected, behind);
	assert_string_equal(buf_text(&out), all.p);
	writer_end(w);
	buf_release(&out);
	buf_release(&all);
}

static void
cells_are_escaped(void **state)
{
	static const char *const td[] = { "<tr><td class=\"t\">",
	    "<tr><td class=\"n\">", "<tr><td class=\"d\">", "<tr><td>" };

	(void)state;
	for (size_t i = 0; i < N(cells); i++) {
		const struct cell_case *c = &cells[i];

		assert_cell(c, "tsv", "", c->field, "\n");
		assert_cell(c, "csv", "", c->csv, "\r\n");
		assert_cell(c, "excel", "", c->excel, "\r\n");
		assert_cell(c, "jsonl", "{\"v\":", c->jsonl, "}\n");
		assert_cell(c, "json", "\n{\"v\":", c->jsonl, "}");
		assert_cell(c, "md", "| ", c->md, " |\n");
		assert_cell(c, "html", td[c->kind], c->html, "</td></tr>\n");
	}
}

/* What is exported for Excel is what an import gets back. */
static void
guard_is_undone(void **state)
{
	static const char *const texts[] = { "=1", "'=1", "''+", "' =1", " '=1",
	    "-", "'", "''", "'sig", "", "a=1", "\u00A0@x", "\uFF0B4" };
	static const struct column column = { { "v", 1 }, { "V", 1 },
	    CELL_TEXT };

	(void)state;
	for (size_t i = 0; i < N(texts); i++) {
		struct str text = str_of(texts[i]), back;
		struct buf out = { 0 };
		struct writer *w = writer_new("excel", &out, &column, 1,
		    &english);

		buf_clear(&out);
		writer_row(w, &text);
		writer_end(w);
		back = (struct str){ out.p, out.len - 2 };
		if (back.p[0] == '"')
			back = (struct str){ back.p + 1, back.len - 2 };
		assert_true(str_eq(write_unguard(back), text));
		buf_release(&out);
	}
}

static void
all_json_controls_are_escaped(void **state)
{
	static const struct column column = { { "v", 1 }, { "V", 1 },
	    CELL_TEXT };
	char cell[2] = "?";
	const char *fields[] = { cell, NULL };

	(void)state;
	for (int c = 1; c < 0x20; c++) {
		struct buf out = { 0 };

		cell[0] = (char)c;
		render(&out, "jsonl", &column, &english, fields);
		for (size_t i = 0; i + 1 < out.len; i++)
			assert_true((unsigned char)out.p[i] >= 0x20);
		assert_int_equal(out.p[6], '\\');
		buf_release(&out);
	}
}

struct table_case {
	const char	*format;
	const char	*expected;
};

static const struct column three[] = {
	{ { "id", 2 }, { "Sagsnr", 6 }, CELL_CODE },
	{ { "value", 5 }, { "V\303\246rdi", 6 }, CELL_NUMBER },
	{ { "note", 4 }, { NULL, 0 }, CELL_TEXT }
};

static void
empty_tables_have_a_header(void **state)
{
	static const struct table_case tables[] = {
		{ "tsv", "id\tvalue\tnote\n" },
		{ "csv", "id,value,note\r\n" },
		{ "excel", "\uFEFFSagsnr;Værdi;note\r\n" },
		{ "json", "{\"format\":1,\"records\":[\n]}\n" },
		{ "jsonl", "" },
		{ "text", "Sagsnr  Værdi  note\n──────  ─────  ────\n" },
		{ "md", "| Sagsnr | Værdi | note |\n| --- | ---: | --- |\n" },
		{ "html", "<div class=\"table\" tabindex=\"0\">\n<table>\n"
		  "<thead>\n<tr><th>Sagsnr</th><th class=\"n\">Værdi</th>"
		  "<th class=\"t\">note</th></tr>\n</thead>\n<tbody>\n"
		  "</tbody>\n</table>\n</div>\n" },
	};

	(void)state;
	for (size_t i = 0; i < N(tables); i++) {
		struct buf out = { 0 };

		writer_end(writer_new(tables[i].format, &out, three, 3,
		    &danish));
		assert_text(&out, tables[i].expected);
	}
}

static void
headers_are_escaped(void **state)
{
	static const struct column column = { { "v", 1 }, { "=a|b<;\"", 7 },
	    CELL_TEXT };
	static const char *const none[] = { NULL };
	static const struct table_case tables[] = {
		{ "csv", "v\r\n" },
		{ "excel", "\uFEFF\"'=a|b<;\"\"\"\r\n" },
		{ "text", "=a|b<;\"\n───────\n" },
		{ "md", "| =a\\|b&lt;;\" |\n| --- |\n" },
	};

	(void)state;
	for (size_t i = 0; i < N(tables); i++) {
		struct buf out = { 0 };

		render(&out, tables[i].format, &column, &english, none);
		assert_text(&out, tables[i].expected);
	}
}

static void
missing_cells_between_others(void **state)
{
	static const struct table_case tables[] = {
		{ "tsv", "id\tvalue\tnote\n\t\t\n" },
		{ "csv", "id,value,note\r\n,,\r\n" },
		{ "excel", "\uFEFFSagsnr;Værdi;note\r\n;;\r\n" },
		{ "json", "{\"format\":1,\"records\":[\n"
		  "{\"id\":null,\"value\":null,\"note\":null}\n]}\n" },
		{ "text", "Sagsnr  Værdi  note\n──────  ─────  ────\n\n" },
	};
	static const struct str missing[3];

	(void)state;
	for (size_t i = 0; i < N(tables); i++) {
		struct buf out = { 0 };
		struct writer *w = writer_new(tables[i].format, &out, three, 3,
		    &danish);

		writer_row(w, missing);
		writer_end(w);
		assert_text(&out, tables[i].expected);
	}
}

static void
json_has_commas_between_records(void **state)
{
	static const char *const fields[] = { "1", "2", NULL };
	struct column column = { str_of("v"), str_of("V"), CELL_NUMBER };
	struct buf out = { 0 };

	(void)state;
	render(&out, "json", &column, &english, fields);
	assert_text(&out, "{\"format\":1,\"records\":[\n{\"v\":1},\n"
	    "{\"v\":2}\n]}\n");
}

/* Text of one column beside a number: the number shows the width. */
struct text_case {
	const char	*field;
	const char	*line;
};

static void
text_is_aligned_by_width(void **state)
{
	static const struct text_case lines[] = {
		{ "abcdef", "abcdef  1\n" },
		{ "æøå", "æøå     1\n" },
		{ "a\u030a", "a\u030a       1\n" },
		{ "Ｎ", "Ｎ      1\n" },
		{ "a\\nb", "a ↵ b   1\n" },
		{ "a\\r\\n", "a ↵     1\n" },
		{ "a\\tb", "a b     1\n" },
		{ "a\\t", "a       1\n" },
		{ " a ", "a       1\n" },
		{ "\033[", "\\x1B[   1\n" },
		{ "", "        1\n" },
	};
	static const struct column columns[] = {
		{ { "t", 1 }, { NULL, 0 }, CELL_TEXT },
		{ { "n", 1 }, { NULL, 0 }, CELL_NUMBER }
	};

	(void)state;
	for (size_t i = 0; i < N(lines); i++) {
		struct str row[] = { str_of(lines[i].field), str_of("1") };
		struct str wide[] = { str_of("123456"), str_of("") };
		struct buf out = { 0 }, all = { 0 };
		struct writer *w = writer_new("text", &out, columns, 2,
		    &english);

		writer_row(w, wide);
		writer_row(w, row);
		writer_end(w);
		buf_addf(&all, "t       n\n──────  ─\n123456\n%s",
		    lines[i].line);
		assert_text(&out, all.p);
		buf_release(&all);
	}
}

static void
text_is_danish_for_danes(void **state)
{
	static const char *const numbers[] = { "1.25", "10", "x", NULL };
	static const char *const dates[] = { "2026-11-22", NULL };
	struct column number = { str_of("n"), str_of(""), CELL_NUMBER };
	struct column date = { str_of("d"), str_of(""), CELL_DATE };
	struct buf out = { 0 };

	(void)state;
	render(&out, "text", &number, &danish, numbers);
	assert_text(&out, "   n\n────\n1,25\n  10\n   x\n");
	render(&out, "text", &number, &english, numbers);
	assert_text(&out, "   n\n────\n1.25\n  10\n   x\n");
	render(&out, "text", &date, &danish, dates);
	assert_text(&out, "d\n──────────\n22-11-2026\n");
	render(&out, "text", &date, &english, dates);
	assert_text(&out, "d\n──────────\n2026-11-22\n");
}

static void
assert_width(size_t width, const char *expected)
{
	static const struct column columns[] = {
		{ { "id", 2 }, { NULL, 0 }, CELL_CODE },
		{ { "a", 1 }, { NULL, 0 }, CELL_TEXT },
		{ { "b", 1 }, { NULL, 0 }, CELL_TEXT }
	};
	struct str row[] = { str_of("a-long-code-0001"),
	    str_of("kort tekst"), str_of("en tekst med Ｎ og meget mere") };
	struct write_style style = { .lang = LANG_DA, .width = width };
	struct buf out = { 0 };
	struct writer *w = writer_new("text", &out, columns, 3, &style);
	struct str line, rest;

	writer_row(w, row);
	writer_end(w);
	line = str_cut(buf_str(&out), '\n', &rest);
	line = str_cut(rest, '\n', &rest);
	line = str_cut(rest, '\n', &rest);
	assert_true(rest.len == 0);
	assert_int_equal(line.len, strlen(expected));
	assert_memory_equal(line.p, expected, line.len);
	buf_release(&out);
}

static void
text_is_cut_to_the_width(void **state)
{
	static const struct { size_t width; const char *line; } cuts[] = {
		{ 0, "a-long-code-0001  kort tekst  "
		     "en tekst med Ｎ og meget mere" },
		{ 59, "a-long-code-0001  kort tekst  "
		      "en tekst med Ｎ og meget mere" },
		{ 58, "a-long-code-0001  kort tekst  "
		      "en tekst med Ｎ og meget me…" },
		/* Half of a wide letter is none of it. */
		{ 45, "a-long-code-0001  kort tekst  en tekst med …" },
		{ 44, "a-long-code-0001  kort tekst  en tekst med …" },
		/* The widest pay first, then all; ids never. */
		{ 38, "a-long-code-0001  kort tek…  en tekst…" },
		{ 36, "a-long-code-0001  kort te…  en teks…" },
		{ 20, "a-long-code-0001  kort te…  en teks…" },
		{ 1, "a-long-code-0001  kort te…  en teks…" },
	};

	(void)state;
	for (size_t i = 0; i < N(cuts); i++)
		assert_width(cuts[i].width, cuts[i].line);
}

static void
brief_text_has_no_empty_columns(void **state)
{
	static const struct column columns[] = {
		{ { "none", 4 }, { NULL, 0 }, CELL_TEXT },
		{ { "a", 1 }, { NULL, 0 }, CELL_TEXT },
		{ { "nothing", 7 }, { NULL, 0 }, CELL_NUMBER },
		{ { "b", 1 }, { NULL, 0 }, CELL_TEXT }
	};
	static const struct { const char *format; int rows;
	    const char *expected; } tables[] = {
		{ "text", 0, "none  a  nothing  b\n"
		    "────  ─  ───────  ─\n" },
		{ "text", 1, "a\n─\nx\n" },
		{ "text", 2, "a  b\n─  ─\nx\n   y\n" },
		{ "tsv", 1, "none\ta\tnothing\tb\n\tx\t\t\n" },
	};
	struct str row[][4] = { { [1] = str_of("x") }, { [3] = str_of("y") } };

	(void)state;
	for (size_t i = 0; i < N(tables); i++) {
		struct write_style style = english;
		struct buf out = { 0 };
		struct writer *w;

		style.width = 12;
		w = writer_new(tables[i].format, &out, columns, 4, &style);
		writer_brief(w);
		for (int r = 0; r < tables[i].rows; r++)
			writer_row(w, row[r]);
		writer_end(w);
		assert_text(&out, tables[i].expected);
	}
}

static void
page_is_around_a_table(void **state)
{
	struct column column = { str_of("v"), str_of(""), CELL_TEXT };
	struct write_style style = { .lang = LANG_DA,
	    .title = "<Uge> & \"7\"" };
	static const char *const fields[] = { "x", NULL };
	struct buf out = { 0 };

	(void)state;
	render(&out, "html", &column, &style, fields);
	assert_true(str_starts(buf_str(&out),
	    "<!DOCTYPE html>\n<html lang=\"da\">\n"));
	assert_true(str_ends(buf_str(&out), "</table>\n</div>\n</body>\n"
	    "</html>\n"));
	assert_non_null(strstr(out.p, "<h1>&lt;Uge&gt; &amp; &quot;7&quot;"));
	assert_non_null(strstr(out.p, "<td class=\"t\">x</td>"));
	assert_non_null(strstr(out.p, "content=\"default-src 'none'; "
	    "style-src 'unsafe-inline'\""));
	assert_null(strstr(out.p, "<script"));
	buf_release(&out);
}

static void
formats_have_names(void **state)
{
	static const char *const paths[][2] = {
		{ "uge.tsv", "tsv" }, { "uge.csv", "csv" },
		{ "uge.json", "json" }, { "uge.jsonl", "jsonl" },
		{ "uge.txt", "text" }, { "a.csv/uge.md", "md" },
		{ "/srv/uge.html", "html" }, { "UGE.HTM", "html" },
		{ "uge.ods", NULL }, { "uge", NULL }, { "", NULL },
		{ "tsv", NULL }, { "uge.tsv.gz", NULL }, { "a.md/uge", NULL }
	};
	const char *const *names = write_formats();
	size_t n = 0;

	(void)state;
	for (; names[n] != NULL; n++)
		assert_string_equal(write_format(str_of(names[n])), names[n]);
	assert_null(write_format(str_of("xls")));
#ifdef HAVE_XLSXWRITER
	assert_int_equal(n, 9);
	assert_string_equal(write_format_of_path("uge.xlsx"), "xlsx");
	assert_null(write_lacks(str_of("uge.xlsx")));
	assert_non_null(write_xlsx_version());
#else
	assert_int_equal(n, 8);
	assert_null(write_format(str_of("xlsx")));
	assert_null(write_format_of_path("uge.xlsx"));
	assert_string_equal(write_lacks(str_of("uge.XLSX")), "libxlsxwriter");
	assert_string_equal(write_lacks(str_of("xlsx")), "libxlsxwriter");
	assert_null(write_lacks(str_of("uge.csv")));
	assert_null(write_xlsx_version());
#endif
	assert_null(write_format(str_of("")));
	for (size_t i = 0; i < N(paths); i++) {
		const char *format = write_format_of_path(paths[i][0]);

		if (paths[i][1] == NULL)
			assert_null(format);
		else
			assert_string_equal(format, paths[i][1]);
	}
}

/* Golden files. */

enum { COLUMNS = 8 };

static const struct column golden_columns[COLUMNS] = {
	{ { "case_id", 7 }, { "Sagsnr", 6 }, CELL_CODE },
	{ { "date", 4 }, { "Dato", 4 }, CELL_DATE },
	{ { "scale", 5 }, { "Skala", 5 }, CELL_CODE },
	{ { "rater", 5 }, { "Hvem", 4 }, CELL_CODE },
	{ { "value", 5 }, { "V\303\246rdi", 6 }, CELL_NUMBER },
	{ { "change", 6 }, { "\303\206ndring", 8 }, CELL_NUMBER },
	{ { "team", 4 }, { NULL, 0 }, CELL_TEXT },
	{ { "note", 4 }, { "Bem\303\246rkning", 11 }, CELL_TEXT }
};

static const char *
golden_path(const char *name)
{
	static char path[4096];
	const char *source = getenv("FU_SOURCE");

	snprintf(path, sizeof(path), "%s/tests/golden/%s",
	    source != NULL ? source : ".", name);
	return path;
}

static void
read_golden(struct buf *out, const char *name)
{
	FILE *f = fopen(golden_path(name), "rb");
	char block[4096];
	size_t n;

	assert_non_null(f);
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		buf_add(out, block, n);
	assert_int_equal(fclose(f), 0);
}

static void
write_golden(const struct buf *out, const char *name)
{
	FILE *f = fopen(golden_path(name), "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(out->p, 1, out->len, f), out->len);
	assert_int_equal(fclose(f), 0);
}

/* Every row of rows.tsv but its header. */
static void
write_rows(struct writer *w, struct str rows)
{
	struct str line, cell[COLUMNS];

	str_cut(rows, '\n', &rows);
	while (rows.len > 0) {
		line = str_cut(rows, '\n', &rows);
		for (size_t i = 0; i < COLUMNS; i++)
			cell[i] = str_cut(line, '\t', &line);
		writer_row(w, cell);
	}
}

static void
golden_files(void **state)
{
	static const struct {
		const char		*file;
		struct write_style	 style;
	} golden[] = {
		{ "rows.tsv", { .lang = LANG_DA } },
		{ "rows.csv", { .lang = LANG_DA, .label = label } },
		{ "rows.excel", { .lang = LANG_EN, .label = label } },
		{ "rows.json", { .lang = LANG_DA, .label = label } },
		{ "rows.jsonl", { .lang = LANG_DA, .label = label } },
		{ "rows.txt", { .lang = LANG_EN } },
		{ "rows.da.txt", { .lang = LANG_DA, .label = label,
		  .width = 100 } },
		{ "rows.md", { .lang = LANG_DA, .label = label } },
		{ "rows.html", { .lang = LANG_DA, .label = label,
		  .title = "Målinger <uge 7>" } },
	};
	const char *mode = getenv("GOLDEN");
	struct buf rows = { 0 };

	(void)state;
	read_golden(&rows, "rows.tsv");
	for (size_t i = 0; i < N(golden); i++) {
		const char *format = write_format_of_path(golden[i].file);
		struct buf out = { 0 }, expected = { 0 };
		struct writer *w = writer_new(format != NULL ? format : "excel",
		    &out, golden_columns, COLUMNS, &golden[i].style);

		write_rows(w, buf_str(&rows));
		writer_end(w);
		if (mode != NULL && strcmp(mode, "write") == 0)
			write_golden(&out, golden[i].file);
		read_golden(&expected, golden[i].file);
		assert_int_equal(out.len, expected.len);
		assert_memory_equal(out.p, expected.p, out.len);
		buf_release(&out);
		buf_release(&expected);
	}
	buf_release(&rows);
}

static void
text_has_no_trailing_blanks(void **state)
{
	static const char *const files[] = { "rows.txt", "rows.da.txt" };

	(void)state;
	for (size_t i = 0; i < N(files); i++) {
		struct buf out = { 0 };

		read_golden(&out, files[i]);
		assert_null(strstr(out.p, " \n"));
		buf_release(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_are_escaped),
		cmocka_unit_test(guard_is_undone),
		cmocka_unit_test(all_json_controls_are_escaped),
		cmocka_unit_test(empty_tables_have_a_header),
		cmocka_unit_test(headers_are_escaped),
		cmocka_unit_test(missing_cells_between_others),
		cmocka_unit_test(json_has_commas_between_records),
		cmocka_unit_test(text_is_aligned_by_width),
		cmocka_unit_test(text_is_danish_for_danes),
		cmocka_unit_test(text_is_cut_to_the_width),
		cmocka_unit_test(brief_text_has_no_empty_columns),
		cmocka_unit_test(page_is_around_a_table),
		cmocka_unit_test(formats_have_names),
		cmocka_unit_test(golden_files),
		cmocka_unit_test(text_has_no_trailing_blanks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
