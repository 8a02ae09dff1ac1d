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
	how->encoding = ENCODING_WINDOWS_1252;
	from_windows_1252(text);
	return true;
}

/* ------------------------------------------------------------- UTF-16 -- */

static unsigned
unit_at(struct str s, size_t at, bool little)
{
	unsigned char first = (unsigned char)s.p[at];
	unsigned char second = (unsigned char)s.p[at + 1];

	return little ? first | (unsigned)second << 8 :
	    second | (unsigned)first << 8;
}

static bool
is_half(unsigned unit)
{
	return unit >= 0xD800 && unit <= 0xDFFF;
}

/* The character at a place, and the bytes it takes; 0 where it is half a
 * character. */
static size_t
take_utf16(struct str s, size_t at, bool little, utf8proc_int32_t *c)
{
	unsigned high = unit_at(s, at, little), low;

	*c = (utf8proc_int32_t)high;
	if (!is_half(high))
		return 2;
	if (high >= 0xDC00 || s.len - at < 4)
		return 0;
	low = unit_at(s, at + 2, little);
	if (!is_half(low) || low < 0xDC00)
		return 0;
	*c = (utf8proc_int32_t)(0x10000 + ((high - 0xD800) << 10) +
	    (low - 0xDC00));
	return 4;
}

/* Appends what s means; the number of its bytes that were read: all, if it is
 * well-formed. */
static size_t
from_utf16(struct buf *out, struct str s, bool little)
{
	size_t at = 0, n;

	/* A unit of two bytes is at most three in UTF-8. */
	buf_reserve(out, s.len / 2 * 3);
	while (s.len - at >= 2) {
		utf8proc_uint8_t raw[4];
		utf8proc_int32_t c;

		n = take_utf16(s, at, little, &c);
		if (n == 0)
			break;
		at += n;
		buf_add(out, (const char *)raw,
		    (size_t)utf8proc_encode_char(c, raw));
	}
	return at;
}

static bool
decode_utf16(struct buf *text, const char *file, struct decoding *how,
    struct diag *d)
{
	struct str s = buf_str(text);
	bool little = s.p[0] == '\xFF' || (s.p[0] != '\xFE' && s.p[1] == '\0');
	struct buf out = { 0 };
	size_t done;

	how->encoding = ENCODING_UTF16;
	if (s.p[0] == '\xFF' || s.p[0] == '\xFE')
		s = (struct str){ s.p + 2, s.len - 2 };
	done = from_utf16(&out, s, little);
	if (done < s.len) {
		size_t line = line_at(buf_str(&out), out.len);

		buf_release(&out);
		return fail(d, file, line, _("half a character of UTF-16: the "
		    "file is damaged or cut short; save the sheet again"));
	}
	buf_adds(&out, "");		/* an empty sheet has text, too */
	buf_release(text);
	*text = out;
	return true;
}

bool
decode_text(struct buf *text, const char *file, struct decoding *how,
    struct diag *d)
{
	struct str s = buf_str(text);
	size_t valid;

	*how = (struct decoding){ .encoding = ENCODING_UTF8 };
	if (is_utf16(s))
		return decode_utf16(text, file, how, d);
	valid = utf8_valid(s);
	if (valid < s.len)
		how->foreign_line = line_at(s, valid);
	if (starts(s, "\xEF\xBB\xBF", 3)) {
		how->encoding = ENCODING_UTF8_BOM;
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
