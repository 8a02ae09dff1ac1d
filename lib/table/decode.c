#include "table/decode.h"

#include <stdint.h>
#include <string.h>

#include <utf8proc.h>

#include "base/utf8.h"

/* What 0x80 to 0x9F mean; 0: nothing.  Above them it is as Unicode.
 * Source: the table CP1252.TXT of the Unicode Consortium, version 2.01. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
	0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static bool
fail(struct diag *d, const char *file, size_t line, const char *text)
{
	struct loc loc = { .file = file, .line = line };

	diag_add(d, DIAG_FAILURE, loc, "%s", text);
	return false;
}

static size_t
line_at(struct str s, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at; i++)
		line += s.p[i] == '\n';
	return line;
}

static bool
starts(struct str s, const char *bytes, size_t n)
{
	return s.len >= n && memcmp(s.p, bytes, n) == 0;
}

static bool
is_workbook(struct str s)
{
	return starts(s, "PK\3\4", 4) ||		/* .xlsx, .ods */
	    starts(s, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);	/* .xls */
}

/* With its mark, or without but beginning with two plain letters. */
static bool
is_utf16(struct str s)
{
	if (starts(s, "\xFF\xFE", 2) || starts(s, "\xFE\xFF", 2))
		return true;
	return s.len >= 4 && (s.p[0] == '\0') != (s.p[1] == '\0') &&
	    (s.p[0] == '\0') == (s.p[2] == '\0') &&
	    (s.p[1] == '\0') == (s.p[3] == '\0');
}

/* Where one of æøåÆØÅéäöü in UTF-8 stands, s.len if nowhere.  In Windows-1252
 * these pairs are an Ã and a sign, which no text that people wrote contains. */
static size_t
danish_utf8(struct str s)
{
	static const char second[] =
	    "\xA6\xB8\xA5\x86\x98\x85\xA9\xA4\xB6\xBC";
	const char *p = s.p, *end = s.p + s.len;

	while (p < end && (p = memchr(p, 0xC3, (size_t)(end - p))) != NULL) {
		if (p + 1 < end && p[1] != '\0' && strchr(second, p[1]) != NULL)
			return (size_t)(p - s.p);
		p++;
	}
	return s.len;
}

/* The character of a byte in UTF-8; returns its length. */
static size_t
encode(unsigned char byte, utf8proc_uint8_t raw[4])
{
	utf8proc_int32_t c = byte;

	if (byte < 0x80) {
		raw[0] = byte;
		return 1;
	}
	if (byte < 0xA0)
		c = windows_1252[byte - 0x80];
	return (size_t)utf8proc_encode_char(c, raw);
}

/* From the end to the start, so that what has grown never overtakes what is
 * still to be read. */
static void
from_windows_1252(struct buf *text)
{
	utf8proc_uint8_t raw[4];
	size_t more = 0, to;

	for (size_t i = 0; i < text->len; i++)
		more += encode((unsigned char)text->p[i], raw) - 1;
	buf_reserve(text, more);
	to = text->len + more;
	text->p[to] = '\0';
	for (size_t i = text->len; i-- > 0;) {
		size_t n = encode((unsigned char)text->p[i], raw);

		to -= n;
		memcpy(text->p + to, raw, n);
	}
	text->len += more;
}

static bool
decode_foreign(struct buf *text, const char *file, struct decoding *how,
    struct diag *d)
{
	struct str s = buf_str(text);
	size_t danish = danish_utf8(s);
	struct loc loc = { .file = file, .line = how->foreign_line };

	if (danish < s.len) {
		diag_add(d, DIAG_FAILURE, loc,
		    _("a letter here is not UTF-8, but those on line %zu "
		    "are: save the sheet again as \"CSV UTF-8\""),
		    line_at(s, danish));
		return false;
	}
	how->encoding = CSV_WINDOWS_1252;
	from_windows_1252(text);
	return true;
}

bool
decode_text(struct buf *text, const char *file, struct decoding *how,
    struct diag *d)
{
	struct str s = buf_str(text);
	size_t valid;

	*how = (struct decoding){ .encoding = CSV_UTF8 };
	if (is_workbook(s))
		return fail(d, file, 0, _("this is a workbook, not a CSV file: "
		    "open it and save the sheet as \"CSV UTF-8\""));
	if (is_utf16(s))
		return fail(d, file, 0, _("this is text in UTF-16: "
		    "open it in Excel and save it as \"CSV UTF-8\""));
	valid = utf8_valid(s);
	if (valid < s.len)
		how->foreign_line = line_at(s, valid);
	if (starts(s, "\xEF\xBB\xBF", 3)) {
		how->encoding = CSV_UTF8_BOM;
		if (valid < s.len)
			return fail(d, file, how->foreign_line, _("the file is "
			    "marked as UTF-8, but this line is not: "
			    "save the sheet again as \"CSV UTF-8\""));
		text->len -= 3;
		memmove(text->p, text->p + 3, text->len + 1);
		return true;
	}
	return valid == s.len || decode_foreign(text, file, how, d);
}
