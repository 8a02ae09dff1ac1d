/* A page in its three formats: how blocks stand, how long lines wrap, and that
 * text stays text wherever it goes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "draw/doc.h"

static const char page_start[] = "</head>\n<body>\n<h1>T</h1>\n";

/* Writes a page called T and frees it; of HTML what is behind the title. */
static void
assert_page(struct doc *d, const char *format, size_t width,
    const char *expected)
{
	struct buf out = { 0 };
	const char *at = NULL;

	doc_write(d, format, width, &out);
	doc_free(d);
	at = strstr(buf_text(&out), page_start);
	assert_string_equal(at != NULL ? at + strlen(page_start) :
	    buf_text(&out), expected);
	buf_release(&out);
}

static struct doc *
page(void)
{
	return doc_new(str_of("T"), LANG_DA);
}

/* Every kind of block; a copy is taken of each text. */
static struct doc *
full_page(void)
{
	const struct column column[] = {
		{ str_of("team"), str_of("Team"), CELL_TEXT },
		{ str_of("mean"), str_of("Snit"), CELL_NUMBER },
		{ str_of("date"), str_of("Dato"), CELL_DATE }
	};
	const struct str row[] = { str_of("\303\205dal"), str_of("6.5"),
		str_of("2026-11-22") };
	char text[] = "Et afsnit.";
	struct doc *d = page();

	doc_paragraph(d, str_of(text));
	memset(text, 'x', sizeof(text) - 1);
	doc_heading(d, 2, str_of("Tal"));
	doc_pair(d, str_of("Sager"), str_of("12"));
	doc_pair(d, str_of("S-1"), str_of("f\303\270rst"));
	doc_pair(d, str_of(""), str_of("s\303\245"));
	doc_heading(d, 3, str_of("Teams"));
	doc_table(d, column, 3);
	doc_row(d, row);
	doc_note(d, str_of("Slut."));
	return d;
}

static void
test_text(void **state)
{
	(void)state;
	assert_page(full_page(), "text", 0, "T\n═\n"
	    "\nEt afsnit.\n"
	    "\nTal\n───\n"
	    "\nSager  12\nS-1    først\n       så\n"
	    "\nTeams\n"
	    "\nTeam  Snit  Dato\n────  ────  ──────────\n"
	    "Ådal   6,5  22-11-2026\n"
	    "\n  Slut.\n");
}

static void
test_md(void **state)
{
	(void)state;
	assert_page(full_page(), "md", 0, "# T\n"
	    "\nEt afsnit.\n"
	    "\n## Tal\n"
	    "\n- **Sager:** 12\n- **S-1:** først\n  <br>så\n"
	    "\n### Teams\n"
	    "\n| Team | Snit | Dato |\n| --- | ---: | --- |\n"
	    "| Ådal | 6,5 | 22-11-2026 |\n"
	    "\n> Slut.\n");
}

static void
test_html(void **state)
{
	struct buf out = { 0 };
	struct doc *d = full_page();

	(void)state;
	doc_write(d, "html", 0, &out);
	doc_free(d);
	assert_non_null(strstr(out.p, "<html lang=\"da\">"));
	assert_non_null(strstr(out.p, "<h1>T</h1>\n<p>Et afsnit.</p>\n<h2>"));
	assert_non_null(strstr(out.p, ">Tal</h2>\n<dl>\n"));
	assert_non_null(strstr(out.p, "<dt>S-1</dt>\n<dd>"
	    "først</dd>\n<dd>så</dd>\n</dl>\n"
	    "<h3>"));
	assert_non_null(strstr(out.p, "<td class=\"n\">6,5</td>"
	    "<td class=\"d\">22-11-2026</td></tr>\n"));
	assert_non_null(strstr(out.p, "<p><small>Slut.</small></p>\n</body>"));
	buf_release(&out);
}

/* The same bytes however often it is written. */
static void
test_again(void **state)
{
	struct doc *d = full_page();
	struct buf one = { 0 }, two = { 0 };

	(void)state;
	for (const char *const *f = doc_formats(); *f != NULL; f++) {
		doc_write(d, *f, 0, &one);
		doc_write(d, *f, 0, &two);
	}
	assert_string_equal(one.p, two.p);
	buf_release(&one);
	buf_release(&two);
	doc_free(d);
}

static void
test_wrap(void **state)
{
	struct doc *d = page();

	(void)state;
	doc_paragraph(d, str_of("tolv  tegn er det"));
	doc_paragraph(d, str_of("etlangtordderikkekandeles så"));
	doc_pair(d, str_of("nøgle"), str_of("en og to og"));
	doc_pair(d, str_of("for lang"), str_of("ja"));
	doc_note(d, str_of("ét to tre"));
	assert_page(d, "text", 12, "T\n═\n"
	    "\ntolv tegn er\ndet\n"
	    "\netlangtordderikkekandeles\nså\n"
	    "\nnøgle  en og\n       to og\nfor lang\n       ja\n"
	    "\n  ét to tre\n");
}

/* 78 columns, whatever the terminal, so that a quoted mail fits 80. */
static void
test_widest(void **state)
{
	char long_text[78 + 1], expected[256];

	(void)state;
	memset(long_text, 'a', 78);
	long_text[78] = '\0';
	long_text[38] = ' ';
	for (size_t width = 0; width <= 200; width += 100) {
		struct doc *d = page();

		doc_paragraph(d, str_of(long_text));
		snprintf(expected, sizeof(expected), "T\n═\n\n%s\n",
		    long_text);
		assert_page(d, "text", width, expected);
	}
}

/* Line breaks of every sort stay; an empty value is an empty line. */
static void
test_lines(void **state)
{
	(void)state;
	for (const char *const *f = doc_formats(); *f != NULL; f++) {
		struct doc *d = page();

		doc_pair(d, str_of("a"), str_of("1\r\n2\n3\r4"));
		doc_pair(d, str_of("b"), str_of(""));
		assert_page(d, *f, 0, **f == 't' ?
		    "T\n═\n\na  1\n   2\n   3\n   4\nb\n" : **f == 'm' ?
		    "# T\n\n- **a:** 1<br>2<br>3<br>4\n- **b:**\n" :
		    "<dl>\n<dt>a</dt>\n<dd>1<br>2<br>3<br>4</dd>\n"
		    "<dt>b</dt>\n<dd></dd>\n</dl>\n"
		    "</body>\n</html>\n");
	}
}

struct hostile {
	const char	*text, *as_text, *md, *html;
};

static const struct hostile hostile[] = {
	{ "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>",
	  "&lt;img src=x onerror=alert(1)&gt;",
	  "&lt;img src=x onerror=alert(1)&gt;" },
	{ "# no *heading* [x](y) _z_", "# no *heading* [x](y) _z_",
	  "\\# no \\*heading\\* \\[x\\](y) \\_z\\_",
	  "# no *heading* [x](y) _z_" },
	{ "1. nothing", "1. nothing", "1\\. nothing", "1. nothing" },
	{ "- nothing", "- nothing", "\\- nothing", "- nothing" },
	{ "a\033[31mb", "a\\x1B[31mb", "a\\\\x1B\\[31mb", "a[31mb" },
	{ "a\u202Eb", "a\\u{202E}b", "a\\\\u{202E}b", "ab" },
	{ "\"' & &amp;", "\"' & &amp;", "\"' &amp; &amp;amp;",
	  "&quot;&#39; &amp; &amp;amp;" },
	{ "den 2026-11-22, ja", "den 2026-11-22, ja", "den 2026-11-22, ja",
	  "den <span style=\"white-space:nowrap\">2026-11-22</span>, ja" },
	{ "x2026-11-22 1234567890", "x2026-11-22 1234567890",
	  "x2026-11-22 1234567890", "x2026-11-22 1234567890" },
};

static void
test_hostile(void **state)
{
	char expected[256];

	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		const struct hostile *h = &hostile[i];
		struct doc *d[3];

		for (size_t k = 0; k < 3; k++) {
			d[k] = page();
			doc_paragraph(d[k], str_of(h->text));
		}
		snprintf(expected, sizeof(expected), "T\n═\n\n%s\n",
		    h->as_text);
		assert_page(d[0], "text", 0, expected);
		snprintf(expected, sizeof(expected), "# T\n\n%s\n", h->md);
		assert_page(d[1], "md", 0, expected);
		snprintf(expected, sizeof(expected),
		    "<p>%s</p>\n</body>\n</html>\n", h->html);
		assert_page(d[2], "html", 0, expected);
	}
}

/* A title with a line break or markup in it is one line all the same. */
static void
test_title(void **state)
{
	struct doc *d = doc_new(str_of("a\n<b>"), LANG_EN);
	struct buf out = { 0 };

	(void)state;
	doc_write(d, "md", 0, &out);
	assert_string_equal(out.p, "# a &lt;b&gt;\n");
	buf_clear(&out);
	doc_write(d, "html", 0, &out);
	assert_null(strstr(out.p, "<b>"));
	buf_release(&out);
	doc_free(d);
	doc_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_md),
		cmocka_unit_test(test_html),
		cmocka_unit_test(test_again),
		cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_widest),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_title),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
