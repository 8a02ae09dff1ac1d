#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

/* Table 3-7 of the Unicode Standard, version 15. */
size_t
utf8_char(const char *text, size_t left)
{
	const unsigned char *p = (const unsigned char *)text;
	unsigned char low = 0x80, high = 0xBF;
	size_t len;

	if (p[0] < 0x80)
		return 1;
	if (p[0] >= 0xC2 && p[0] <= 0xDF)
		len = 2;
	else if (p[0] >= 0xE0 && p[0] <= 0xEF)
		len = 3;
	else if (p[0] >= 0xF0 && p[0] <= 0xF4)
		len = 4;
	else
		return 0;
	if (len > left)
		return 0;
	if (p[0] == 0xE0)
		low = 0xA0;
	if (p[0] == 0xED)
		high = 0x9F;
	if (p[0] == 0xF0)
		low = 0x90;
	if (p[0] == 0xF4)
		high = 0x8F;
	if (p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < len; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	return len;
}

size_t
utf8_valid(struct str s)
{
	size_t i = 0;

	while (i < s.len) {
		uint64_t word;
		size_t len;

		/* Eight bytes of ASCII at a time. */
		if (s.len - i >= 8) {
			memcpy(&word, s.p + i, 8);
			if ((word & 0x8080808080808080u) == 0) {
				i += 8;
				continue;
			}
		}
		len = utf8_char(s.p + i, s.len - i);
		if (len == 0)
			return i;
		i += len;
	}
	return i;
}

/* The next character of well-formed text; U+FFFD and one byte where it is
 * not.  Returns its length. */
static size_t
next(struct str s, size_t at, utf8proc_int32_t *c)
{
	utf8proc_ssize_t n = utf8proc_iterate(
	    (const utf8proc_uint8_t *)s.p + at,
	    (utf8proc_ssize_t)(s.len - at), c);

	if (n > 0)
		return (size_t)n;
	*c = 0xFFFD;
	return 1;
}

size_t
utf8_prefix(struct str s, size_t n)
{
	utf8proc_int32_t c;
	size_t at = 0;

	while (n-- > 0 && at < s.len)
		at += next(s, at, &c);
	return at;
}

size_t
utf8_fit(struct str s, size_t columns)
{
	utf8proc_int32_t c;
	size_t at = 0;

	while (at < s.len) {
		size_t n = next(s, at, &c);
		size_t w = (size_t)utf8proc_charwidth(c);

		if (w > columns)
			break;
		columns -= w;
		at += n;
	}
	return at;
}

size_t
utf8_width(struct str s)
{
	utf8proc_int32_t c;
	size_t at = 0, width = 0;

	while (at < s.len) {
		if (s.p[at] >= 0x20 && s.p[at] < 0x7F) {
			width++;
			at++;
			continue;
		}
		at += next(s, at, &c);
		width += (size_t)utf8proc_charwidth(c);
	}
	return width;
}

static bool
drives_terminal(utf8proc_int32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFD ||
	    (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void
utf8_show(struct buf *out, struct str s)
{
	utf8proc_int32_t c;

	for (size_t at = 0, n; at < s.len; at += n) {
		n = next(s, at, &c);
		if (!drives_terminal(c))
			buf_add(out, s.p + at, n);
		else if (n == 1)
			buf_addf(out, "\\x%02X", (unsigned char)s.p[at]);
		else
			buf_addf(out, "\\u{%X}", (unsigned)c);
	}
}

static bool
is_ascii(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

/* The length of the character that s begins with if it is zero-width, also the
 * marks of direction that Excel puts before dates; else 0. */
static size_t
zero_width(struct str s)
{
	static const char *const none[] = { "\u200B", "\u200C", "\u200D",
	    "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u2060",
	    "\uFEFF", NULL };

	for (const char *const *c = none; *c != NULL; c++)
		if (str_starts(s, *c))
			return strlen(*c);
	return 0;
}

/* The same of everything that utf8_trim() takes off. */
static size_t
unseen(struct str s)
{
	if (s.p[0] == ' ' || s.p[0] == '\t')
		return 1;
	if ((unsigned char)s.p[0] < 0x80)
		return 0;
	if (str_starts(s, "\u00A0") || str_starts(s, "\u00AD"))
		return 2;
	return str_starts(s, "\u202F") ? 3 : zero_width(s);
}

struct str
utf8_trim(struct str s)
{
	size_t n, len = 0;

	while (s.len > 0 && (n = unseen(s)) > 0)
		s = (struct str){ s.p + n, s.len - n };
	/* All of them are one, two or three bytes long. */
	for (n = 1; n <= 3 && n <= s.len && s.len > 0;) {
		len = unseen((struct str){ s.p + s.len - n, n });
		if (len == n) {
			s.len -= n;
			n = 1;
		} else
			n++;
	}
	return s;
}

void
utf8_drop_zero_width(struct buf *out, struct str s)
{
	if (is_ascii(s)) {
		buf_add_str(out, s);
		return;
	}
	while (s.len > 0) {
		size_t n = zero_width(s), step = n > 0 ? n : 1;

		if (n == 0)
			buf_addc(out, s.p[0]);
		s = (struct str){ s.p + step, s.len - step };
	}
}

static void
add_mapped(struct buf *out, struct str s, utf8proc_option_t options)
{
	utf8proc_uint8_t *mapped;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s.p,
	    (utf8proc_ssize_t)s.len, &mapped, options);

	if (n < 0) {		/* not UTF-8: the reader has said so */
		buf_add_str(out, s);
		return;
	}
	buf_add(out, (const char *)mapped, (size_t)n);
	free(mapped);
}

void
utf8_compose(struct buf *out, struct str s)
{
	if (is_ascii(s))
		buf_add_str(out, s);
	else
		add_mapped(out, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

void
utf8_fold(struct buf *out, struct str s)
{
	if (is_ascii(s)) {
		for (size_t i = 0; i < s.len; i++)
			buf_addc(out, s.p[i] >= 'A' && s.p[i] <= 'Z' ?
			    (char)(s.p[i] + 'a' - 'A') : s.p[i]);
		return;
	}
	add_mapped(out, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE |
	    UTF8PROC_CASEFOLD | UTF8PROC_COMPAT);
}

void
utf8_capital(struct buf *b, size_t at)
{
	utf8proc_uint8_t letter[4];
	utf8proc_int32_t c;
	size_t n;

	if (at >= b->len)
		return;
	n = next(buf_str(b), at, &c);
	if ((size_t)utf8proc_encode_char(utf8proc_toupper(c), letter) == n)
		memcpy(b->p + at, letter, n);
}

/* The Danish letters behind z, in order; a byte above 'z' each. */
enum { KEY_AE = '{', KEY_OE = '|', KEY_AA = '}' };

static char
danish_letter(utf8proc_int32_t c)
{
	switch (c) {
	case 0xE6:		/* æ */
	case 0xE4:		/* ä */
	case 0x1FD:		/* ǽ: an accent does not count */
		return KEY_AE;
	case 0xF8:		/* ø */
	case 0xF6:		/* ö */
	case 0x1FF:		/* ǿ */
		return KEY_OE;
	case 0xE5:		/* å */
	case 0x1FB:		/* ǻ */
		return KEY_AA;
	default:
		return '\0';
	}
}

/* Base letters of everything else: é is e. */
static void
add_base(struct buf *out, utf8proc_int32_t c)
{
	utf8proc_uint8_t raw[4];
	utf8proc_ssize_t n = utf8proc_encode_char(c, raw);

	add_mapped(out, (struct str){ (const char *)raw, (size_t)n },
	    UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);
}

bool
utf8_same(struct str a, struct str b)
{
	struct buf x = { 0 }, y = { 0 };
	bool same;

	utf8_fold(&x, a);
	utf8_fold(&y, b);
	same = str_eq(buf_str(&x), buf_str(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

void
utf8_danish_key(struct buf *out, struct str s)
{
	struct buf folded = { 0 };
	struct str f;
	utf8proc_int32_t c;

	utf8_fold(&folded, s);
	f = buf_str(&folded);
	for (size_t at = 0, n; at < f.len; at += n) {
		char letter;

		n = next(f, at, &c);
		letter = danish_letter(c);
		if (c == 'a' && at + 1 < f.len && f.p[at + 1] == 'a') {
			buf_addc(out, KEY_AA);
			n = 2;
		} else if (letter != '\0')
			buf_addc(out, letter);
		else if (c < 0x80)
			buf_addc(out, (char)c);
		else
			add_base(out, c);
	}
	buf_release(&folded);
}
