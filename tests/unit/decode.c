#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "table/decode.h"

/* Bytes with their number: some hold NUL. */
#define B(text)	{ text, sizeof(text) - 1 }

static bool
decode(struct str bytes, struct buf *text, struct decoding *how, char **said)
{
	struct diag d = { .program = "t" };
	size_t len;
	bool ok;

	d.out = open_memstream(said, &len);
	assert_non_null(d.out);
	buf_add_str(text, bytes);
	ok = decode_text(text, "x.csv", how, &d);
	fclose(d.out);
	assert_int_equal(diag_status(&d), ok ? 0 : 2);
	return ok;
}

static const struct {
	struct str		 bytes;
	struct str		 text;
	enum encoding		 encoding;
	size_t			 foreign_line;
} readable[] = {
	{ B(""), B(""), ENCODING_UTF8, 0 },
	{ B("a;b\n"), B("a;b\n"), ENCODING_UTF8, 0 },
	{ B("æøå €\n"), B("æøå €\n"), ENCODING_UTF8, 0 },
	{ B("\xEF\xBB\xBFæ;b\r\n"), B("æ;b\r\n"), ENCODING_UTF8_BOM, 0 },
	{ B("\xEF\xBB\xBF"), B(""), ENCODING_UTF8_BOM, 0 },
	/* Only the first mark is one. */
	{ B("\xEF\xBB\xBF\xEF\xBB\xBFx"), B("\xEF\xBB\xBFx"),
	    ENCODING_UTF8_BOM, 0 },
	{ B("\xEF\xBB"), B("ï»"), ENCODING_WINDOWS_1252, 1 },
	{ B("\x80\x96\x93\xE6\xF8\xE5"), B("€–“æøå"),
	    ENCODING_WINDOWS_1252, 1 },
	{ B("a\r\n\nb\xF8rn\n"), B("a\r\n\nbørn\n"), ENCODING_WINDOWS_1252, 3 },
	{ B("\xFF\xA0\x9F"), B("ÿ\xC2\xA0Ÿ"), ENCODING_WINDOWS_1252, 1 },
	/* Bytes without a meaning are left for the reader to refuse. */
	{ B("a\x81;\x8D\x8F\x90\x9D" "b\0"), B("a\0;\0\0\0\0b\0"),
	    ENCODING_WINDOWS_1252, 1 },
	/* A capital Å before a closing quote is no UTF-8 by chance. */
	{ B("SM\xC5\x94 \xE6"), B("SMÅ” æ"), ENCODING_WINDOWS_1252, 1 },
	{ B("a\0b\n"), B("a\0b\n"), ENCODING_UTF8, 0 },
	{ B("PK\x03"), B("PK\x03"), ENCODING_UTF8, 0 },
	/* UTF-16 with its mark, and without. */
	{ B("\xFF\xFE"), B(""), ENCODING_UTF16, 0 },
	{ B("\xFE\xFF"), B(""), ENCODING_UTF16, 0 },
	{ B("\xFF\xFE" "a\0;\0"), B("a;"), ENCODING_UTF16, 0 },
	{ B("\xFE\xFF\0a\0;"), B("a;"), ENCODING_UTF16, 0 },
	{ B("a\0;\0b\0"), B("a;b"), ENCODING_UTF16, 0 },
	{ B("\0a\0;\0b"), B("a;b"), ENCODING_UTF16, 0 },
	{ B("\xFF\xFE\xE6\0\xAC\x20\xFF\xD7\0\xE0"),
	    B("æ€\uD7FF\uE000"), ENCODING_UTF16, 0 },
	{ B("\xFE\xFF\xD8\x3D\xDE\x00\xDB\xFF\xDF\xFF"),
	    B("😀\U0010FFFF"), ENCODING_UTF16, 0 },
	/* NUL is left for the reader to refuse; a second mark is none. */
	{ B("\xFF\xFE" "a\0\0\0\xFF\xFE"), B("a\0\xEF\xBB\xBF"),
	    ENCODING_UTF16, 0 },
};

static void
reads_what_is_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(readable) / sizeof(*readable); i++) {
		struct decoding how;
		struct buf text = { 0 };
		char *said;

		assert_true(decode(readable[i].bytes, &text, &how, &said));
		assert_string_equal(said, "");
		assert_int_equal(text.len, readable[i].text.len);
		assert_memory_equal(text.p, readable[i].text.p, text.len + 1);
		assert_int_equal(how.encoding, readable[i].encoding);
		assert_int_equal(how.foreign_line, readable[i].foreign_line);
		buf_release(&text);
		free(said);
	}
}

#define HALF(line) "t: x.csv:" line ": error: half a character of UTF-16: " \
	"the file is damaged or cut short; save the sheet again\n"

static const struct {
	struct str	 bytes;
	const char	*said;
} refused[] = {
	/* A second half alone, a first half alone, before a letter, twice; an
	 * odd number of bytes. */
	{ B("\xFF\xFE" "a\0\0\xDC"), HALF("1") },
	{ B("\xFF\xFE" "a\0\n\0\x3D\xD8"), HALF("2") },
	{ B("\xFF\xFE\x3D\xD8" "a\0"), HALF("1") },
	{ B("\xFE\xFF\xD8\x3D\xD8\x3D"), HALF("1") },
	{ B("\xFF\xFE" "a\0\n\0\n\0b"), HALF("3") },
	{ B("a\0;\0b"), HALF("1") },
	{ B("\xEF\xBB\xBF" "a\nb\n\xF8\n"), "t: x.csv:3: error: the file is "
	    "marked as UTF-8, but this line is not: "
	    "save the sheet again as \"CSV UTF-8\"\n" },
	/* Two sheets put together, and a name cut in the middle of its ø. */
	{ B("x\n\xE6\nbørn\n"), "t: x.csv:2: error: a letter here is not "
	    "UTF-8, but those on line 3 are: "
	    "save the sheet again as \"CSV UTF-8\"\n" },
	{ B("børn\nS\xC3;2\n"), "t: x.csv:2: error: a letter here is not "
	    "UTF-8, but those on line 1 are: "
	    "save the sheet again as \"CSV UTF-8\"\n" },
};

static void
refuses_what_would_be_misread(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		struct decoding how;
		struct buf text = { 0 };
		char *said;

		assert_false(decode(refused[i].bytes, &text, &how, &said));
		assert_string_equal(said, refused[i].said);
		buf_release(&text);
		free(said);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_is_text),
		cmocka_unit_test(refuses_what_would_be_misread),
	};

	return cmocka_run_group_tests_name("decode", tests, NULL, NULL);
}
