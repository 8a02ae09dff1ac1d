#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/utf8.h"

#define N(array)	(sizeof(array) / sizeof((array)[0]))

/* Encodes any number as if it were a character, in the bytes it would take. */
static struct str
encode(uint32_t c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return (struct str){ out, 1 };
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return (struct str){ out, 2 };
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return (struct str){ out, 3 };
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return (struct str){ out, 4 };
}

/* ------------------------------------------------------------- validity -- */

static void
every_character_is_well_formed(void **state)
{
	char bytes[4];

	(void)state;
	for (uint32_t c = 0; c <= 0x1FFFFF; c++) {
		struct str s = encode(c, bytes);
		bool legal = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);

		if (utf8_char(s.p, s.len) != (legal ? s.len : 0))
			fail_msg("U+%04X", (unsigned)c);
		if (utf8_valid(s) != (legal ? s.len : 0))
			fail_msg("U+%04X", (unsigned)c);
	}
}

/* A decoder by the definition: the shortest form of a scalar value. */
static size_t
decode(const unsigned char *p, size_t left)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len = p[0] < 0x80 ? 1 : p[0] < 0xC0 ? 0 : p[0] < 0xE0 ? 2 :
	    p[0] < 0xF0 ? 3 : p[0] < 0xF8 ? 4 : 0;
	uint32_t c;

	if (len <= 1 || len > left)
		return len > left ? 0 : len;
	c = p[0] & (0x7Fu >> len);
	for (size_t i = 1; i < len; i++) {
		if (p[i] < 0x80 || p[i] > 0xBF)
			return 0;
		c = c << 6 | (p[i] & 0x3Fu);
	}
	return c < least[len] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ?
	    0 : len;
}

/* All of two bytes; of the third and fourth those at the edges of a range. */
static void
every_sequence_is_judged_by_the_definition(void **state)
{
	static const unsigned char edge[] = { 0x00, 0x41, 0x7F, 0x80, 0x8F,
	    0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF };

	(void)state;
	for (unsigned i = 0; i < 0x10000 * N(edge) * N(edge); i++) {
		unsigned char p[4] = { (unsigned char)(i & 0xFF),
		    (unsigned char)(i >> 8 & 0xFF),
		    edge[(i >> 16) % N(edge)],
		    edge[(i >> 16) / N(edge)] };

		for (size_t left = 1; left <= 4; left++)
			if (utf8_char((const char *)p, left) != decode(p, left))
				fail_msg("%02X %02X %02X %02X, %zu", p[0],
				    p[1], p[2], p[3], left);
	}
}

static const struct {
	const char	*what;
	const char	*text;
	size_t		 valid;		/* leading bytes */
} defects[] = {
	{ "a continuation alone", "abc\x80", 3 },
	{ "a Windows-1252 ø", "b\xF8rn", 1 },
	{ "overlong /", "a\xC0\xAF", 1 },
	{ "overlong NUL", "a\xC0\x80", 1 },
	{ "overlong in three bytes", "a\xE0\x80\xAF", 1 },
	{ "overlong in four bytes", "a\xF0\x80\x80\xAF", 1 },
	{ "a high surrogate", "a\xED\xA0\x80", 1 },
	{ "a low surrogate", "a\xED\xBF\xBF", 1 },
	{ "above U+10FFFF", "a\xF4\x90\x80\x80", 1 },
	{ "five bytes", "a\xF8\x88\x80\x80\x80", 1 },
	{ "cut after one of two", "abc\xC3", 3 },
	{ "cut after two of three", "abc\xE2\x82", 3 },
	{ "cut after three of four", "abc\xF0\x9F\x98", 3 },
	{ "ASCII within a character", "a\xE2\x82z", 1 },
	{ "FE", "\xFE", 0 },
	{ "FF", "\xFF", 0 },
};

static void
defects_are_found_where_they_begin(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(defects); i++) {
		size_t n = utf8_valid(str_of(defects[i].text));

		if (n != defects[i].valid)
			fail_msg("%s: %zu", defects[i].what, n);
	}
}

/* Eight bytes are looked at together: a defect at every place among them. */
static void
defect_at_every_offset(void **state)
{
	char text[40];

	(void)state;
	for (size_t at = 0; at < sizeof(text); at++) {
		memset(text, 'x', sizeof(text));
		text[at] = '\xF8';
		assert_int_equal(utf8_valid((struct str){ text, 40 }), at);
		assert_int_equal(utf8_valid((struct str){ text, at }), at);
	}
}

/* ---------------------------------------------------------------- width -- */

static const struct {
	const char	*text;
	size_t		 width;
} widths[] = {
	{ "", 0 },
	{ "abc", 3 },
	{ "æøåÆØÅ", 6 },
	{ "a\xCC\x8A", 1 },			/* a and a ring above */
	{ "e\xCC\x81\xCC\xA3", 1 },		/* two marks */
	{ "漢字", 4 },
	{ "Ｎord", 5 },				/* a full-width N */
	{ "😀", 2 },
	{ "a\xE2\x80\x8B""b", 2 },		/* a zero-width space */
	{ "10 kr.\xC2\xA0x", 8 },		/* a no-break space */
	{ "b\xF8rn", 4 },			/* not UTF-8: a column a byte */
};

static void
width_is_what_a_terminal_shows(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(widths); i++) {
		size_t width = utf8_width(str_of(widths[i].text));

		if (width != widths[i].width)
			fail_msg("\"%s\": %zu", widths[i].text, width);
	}
}

static const struct {
	const char	*text;
	size_t		 columns;
	const char	*fits;
} fits[] = {
	{ "abc", 0, "" },
	{ "abc", 2, "ab" },
	{ "abc", 3, "abc" },
	{ "abc", 9, "abc" },
	{ "æøå", 2, "æø" },
	{ "漢字", 1, "" },
	{ "漢字", 3, "漢" },
	/* A mark is never cut from its letter. */
	{ "a\xCC\x8Ax", 1, "a\xCC\x8A" },
	{ "", 5, "" },
};

static void
longest_start_that_fits(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(fits); i++) {
		size_t n = utf8_fit(str_of(fits[i].text), fits[i].columns);

		if (n != strlen(fits[i].fits))
			fail_msg("\"%s\" in %zu: %zu bytes", fits[i].text,
			    fits[i].columns, n);
	}
}

static void
prefix_counts_characters(void **state)
{
	(void)state;
	assert_int_equal(utf8_prefix(str_of("æbø漢x"), 0), 0);
	assert_int_equal(utf8_prefix(str_of("æbø漢x"), 2), 3);
	assert_int_equal(utf8_prefix(str_of("æbø漢x"), 4), 8);
	assert_int_equal(utf8_prefix(str_of("æbø漢x"), 99), 9);
	assert_int_equal(utf8_prefix(str_of("\xF8\xF8\xF8"), 2), 2);
}

/* -------------------------------------------------------------- showing -- */

static const struct {
	const char	*text;
	const char	*shown;
} shows[] = {
	{ "plain æøå 漢 😀", "plain æøå 漢 😀" },
	{ "\x1B[31mred", "\\x1B[31mred" },
	{ "a\tb\nc\rd", "a\\x09b\\x0Ac\\x0Dd" },
	{ "\x7F", "\\x7F" },
	{ "\xC2\x9B""31m", "\\u{9B}31m" },		/* C1: CSI */
	{ "\xC2\x85", "\\u{85}" },			/* C1: NEL */
	{ "gpj\xE2\x80\xAE""exe", "gpj\\u{202E}exe" },
	{ "\xE2\x80\xAA\xE2\x80\xAC", "\\u{202A}\\u{202C}" },
	{ "\xE2\x81\xA6\xE2\x81\xA9", "\\u{2066}\\u{2069}" },
	{ "b\xF8rn", "b\\xF8rn" },
	{ "cut \xE2\x82", "cut \\xE2\\x82" },
	{ "\xC2\xA0", "\xC2\xA0" },
	{ "C:\\temp", "C:\\temp" },
	{ "", "" },
};

static void
what_drives_a_terminal_is_made_visible(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(shows); i++) {
		struct buf out = { 0 };

		utf8_show(&out, str_of(shows[i].text));
		assert_string_equal(buf_text(&out), shows[i].shown);
		buf_release(&out);
	}
}

static void
nothing_shown_is_a_control_character(void **state)
{
	struct buf out = { 0 };

	(void)state;
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		char bytes[4];
		struct str s = encode(c, bytes);

		buf_clear(&out);
		utf8_show(&out, s);
		assert_int_equal(utf8_valid(buf_str(&out)), out.len);
		for (size_t i = 0; i < out.len; i++) {
			unsigned char ch = (unsigned char)out.p[i];

			if (ch < 0x20 || ch == 0x7F || (ch == 0xC2 &&
			    (unsigned char)out.p[i + 1] < 0xA0))
				fail_msg("U+%04X", (unsigned)c);
		}
	}
	buf_release(&out);
}

/* ------------------------------------------------------- forms and case -- */

static void
letters_are_composed(void **state)
{
	struct buf out = { 0 };

	(void)state;
	utf8_compose(&out, str_of("A\xCC\x8A""rhus, e\xCC\x81, ASCII"));
	assert_string_equal(buf_text(&out), "Århus, é, ASCII");
	buf_clear(&out);
	utf8_compose(&out, str_of("only ASCII"));
	assert_string_equal(buf_text(&out), "only ASCII");
	buf_clear(&out);
	utf8_compose(&out, str_of("b\xF8rn"));
	assert_string_equal(buf_text(&out), "b\xF8rn");
	buf_release(&out);
}

static const struct {
	const char	*a, *b;
	bool		 same;
} folded[] = {
	{ "Mor", "mor", true },
	{ "ÆØÅ", "æøå", true },
	{ "A\xCC\x8A", "å", true },
	{ "Trivsel\xC2\xA0""barn", "trivsel barn", true },
	{ "Straße", "STRASSE", true },
	{ "mor", "far", false },
	{ "aa", "å", false },
	{ "e", "é", false },
	{ "trivselbarn", "trivsel barn", false },
};

static void
folding_ignores_case_and_composition(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(folded); i++) {
		struct buf a = { 0 }, b = { 0 };

		utf8_fold(&a, str_of(folded[i].a));
		utf8_fold(&b, str_of(folded[i].b));
		if (str_eq(buf_str(&a), buf_str(&b)) != folded[i].same)
			fail_msg("\"%s\" and \"%s\"", folded[i].a, folded[i].b);
		buf_release(&a);
		buf_release(&b);
	}
}

static int
compare_danish(const char *a, const char *b)
{
	struct buf x = { 0 }, y = { 0 };
	int c;

	utf8_danish_key(&x, str_of(a));
	utf8_danish_key(&y, str_of(b));
	c = str_cmp(buf_str(&x), buf_str(&y));
	buf_release(&x);
	buf_release(&y);
	return (c > 0) - (c < 0);
}

static void
danish_alphabet(void **state)
{
	static const char *const ascending[] = { "", "1", "Ane", "Ane Marie",
	    "Anna", "Bo", "Caroline", "Égon", "Eigil", "Zita", "ZZ", "Ægir",
	    "Æske", "Ørsted", "Øster", "Aabenraa", "Aalborg", "Århus",
	    "Aastrup" };

	(void)state;
	for (size_t i = 0; i < N(ascending); i++)
		for (size_t j = 0; j < N(ascending); j++)
			if (compare_danish(ascending[i], ascending[j]) !=
			    (i > j) - (i < j))
				fail_msg("\"%s\" and \"%s\"", ascending[i],
				    ascending[j]);
}

static void
same_place_in_the_danish_alphabet(void **state)
{
	static const char *const same[][2] = {
		{ "Åse", "Aase" }, { "åse", "AASE" }, { "ÅSE", "aAse" },
		{ "A\xCC\x8Ase", "Åse" }, { "Ärger", "Ærger" },
		{ "Göteborg", "Gøteborg" }, { "André", "Andre" },
		{ "BO", "bo" }, { "Zoë", "zoe" },
	};

	(void)state;
	for (size_t i = 0; i < N(same); i++)
		if (compare_danish(same[i][0], same[i][1]) != 0)
			fail_msg("\"%s\" and \"%s\"", same[i][0], same[i][1]);
}

/* ǿ, ǽ and ǻ are Danish: "hunden gǿr".  Without the accent: ø, æ and å. */
static void
accent_on_a_danish_letter_is_dropped(void **state)
{
	(void)state;
	assert_int_equal(compare_danish("g\xC7\xBFr", "gør"), 0);
	assert_int_equal(compare_danish("b\xC7\xBDr", "bær"), 0);
	assert_int_equal(compare_danish("g\xC7\xBBr", "går"), 0);
	assert_int_equal(compare_danish("g\xC7\xBFr", "går"), -1);
}

static void
unseen_ends_are_taken_off(void **state)
{
	static const char *const texts[][2] = {
		{ "", "" }, { " ", "" }, { "a", "a" }, { " a\t", "a" },
		{ "\u00A0\u202Fa b\u00A0 ", "a b" },
		{ "\uFEFF\u200B\u200C\u200D\u2060\u00AD", "" },
		{ "\u200Ba\u200Bb\u200B", "a\u200Bb" },
		{ "æ\u00A0", "æ" }, { "\u00ADø", "ø" }, { "å", "å" },
		{ "\na\n", "\na\n" }, { " \n ", "\n" },
		/* Bytes that only look like the end of one. */
		{ "\u0120", "\u0120" }, { "\u300B", "\u300B" },
	};

	(void)state;
	for (size_t i = 0; i < N(texts); i++)
		if (!str_is(utf8_trim(str_of(texts[i][0])), texts[i][1]))
			fail_msg("\"%s\"", texts[i][0]);
}

static void
zero_width_is_dropped(void **state)
{
	struct buf out = { 0 };

	(void)state;
	utf8_drop_zero_width(&out, str_of("plain "));
	utf8_drop_zero_width(&out,
	    str_of("\u200Bå\u200C\u200D1\u2060\u00A0\u00AD2\uFEFF"));
	assert_string_equal(out.p, "plain å1\u00A0\u00AD2");
	buf_release(&out);
}

static void
first_letter_becomes_a_capital(void **state)
{
	static const char *const texts[][2] = {
		{ "mor", "Mor" }, { "øster", "Øster" }, { "Far", "Far" },
		{ "1a", "1a" }, { "", "" }, { "ßt", "ßt" }, { "\xff", "\xff" }
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct buf b = { 0 };

		buf_adds(&b, texts[i][0]);
		utf8_capital(&b, 0);
		assert_string_equal(buf_text(&b), texts[i][1]);
		buf_release(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_is_well_formed),
		cmocka_unit_test(every_sequence_is_judged_by_the_definition),
		cmocka_unit_test(defects_are_found_where_they_begin),
		cmocka_unit_test(defect_at_every_offset),
		cmocka_unit_test(width_is_what_a_terminal_shows),
		cmocka_unit_test(longest_start_that_fits),
		cmocka_unit_test(prefix_counts_characters),
		cmocka_unit_test(what_drives_a_terminal_is_made_visible),
		cmocka_unit_test(nothing_shown_is_a_control_character),
		cmocka_unit_test(letters_are_composed),
		cmocka_unit_test(folding_ignores_case_and_composition),
		cmocka_unit_test(danish_alphabet),
		cmocka_unit_test(same_place_in_the_danish_alphabet),
		cmocka_unit_test(accent_on_a_danish_letter_is_dropped),
		cmocka_unit_test(unseen_ends_are_taken_off),
		cmocka_unit_test(zero_width_is_dropped),
		cmocka_unit_test(first_letter_becomes_a_capital),
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
