/* Rulers: every mark is drawn where it belongs, on scales of any direction. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <expat.h>
#include <string.h>

#include "base/num.h"
#include "base/utf8.h"
#include "draw/ruler.h"

enum { WIDEST = 72 };

static const struct scale up = { .min = 0, .max = 10 * NUM_ONE,
    .step = NUM_ONE / 2, .better = 1, .has_zones = true,
    .yellow = 4 * NUM_ONE, .green = 7 * NUM_ONE,
    .label = { { "Up & on", 7 }, { "Op", 2 } } };
static const struct scale down = { .min = NUM_ONE, .max = 5 * NUM_ONE,
    .step = NUM_ONE, .better = -1, .has_zones = true,
    .yellow = 3 * NUM_ONE, .green = 2 * NUM_ONE,
    .label = { { "Down", 4 }, { "Ned", 3 } } };

static struct ruler
ruler_of(const struct scale *s, const struct ruler_mark *mark, size_t n)
{
	return (struct ruler){ s, mark, n, { "", "red", "yellow", "green" },
	    LANG_EN };
}

static void
is_text(const struct scale *s, const struct ruler_mark *mark, size_t n,
    const char *expected)
{
	struct ruler r = ruler_of(s, mark, n);
	struct buf out = { 0 };

	ruler_text(&out, &r);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void
texts(void **state)
{
	const struct ruler_mark marks[] = {
		{ 'A', true, true, 10 * NUM_ONE, 0 },
		{ 'B', true, false, 10 * NUM_ONE, 0 },
		{ 'C', true, true, -3 * NUM_ONE, 99 * NUM_ONE },
		{ 'D', false, false, 0, 0 },
	};
	const struct ruler_mark best = { 'A', true, true, NUM_ONE,
	    5 * NUM_ONE };

	(void)state;
	is_text(&up, marks, 4,
	    "                                                       B\n"
	    "now             C                                      A\n"
	    "              0 ░░░░░░░░░░░░░░░▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓▓"
	    " 10 best\n"
	    "before          a                                      c\n"
	    "                red            yellow      green\n");
	is_text(&down, &best, 1,
	    "now             A\n"
	    "         best 1 ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒░░░░░░░░░░░░░░░ 5\n"
	    "before                                                 a\n"
	    "                green          yellow    red\n");
}

static void
drawings(void **state)
{
	struct ruler_mark mark[26];
	const struct scale *scales[] = { &up, &down };

	(void)state;
	for (size_t n = 0; n <= 26; n++) {
		struct ruler r = ruler_of(scales[n % 2], mark, n);
		XML_Parser p = XML_ParserCreate(NULL);
		struct buf out = { 0 }, text = { 0 };
		struct str rest;

		for (size_t i = 0; i < n; i++)
			mark[i] = (struct ruler_mark){ (char)('A' + i), true,
			    i % 3 > 0, (int64_t)(i * i % 11) * NUM_ONE,
			    (int64_t)(i % 5) * NUM_ONE };
		ruler_svg(&out, &r);
		assert_int_equal(XML_Parse(p, out.p, (int)out.len, 1),
		    XML_STATUS_OK);
		XML_ParserFree(p);
		ruler_text(&text, &r);
		rest = buf_str(&text);
		while (rest.len > 0)
			assert_true(utf8_width(str_cut(rest, '\n', &rest)) <=
			    WIDEST);
		/* Each letter once: none hides another. */
		for (size_t i = 0; i < n; i++)
			assert_non_null(strchr(buf_text(&text),
			    mark[i].letter));
		buf_release(&out);
		buf_release(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts),
		cmocka_unit_test(drawings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
