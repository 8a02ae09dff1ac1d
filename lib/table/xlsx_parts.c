/*
 * The parts of a workbook that its sheets refer to: texts and formats.  Each is
 * numbered in the order in which it stands.
 */
#include <stdlib.h>

#include <utf8proc.h>

#include "base/mem.h"
#include "base/num.h"
#include "table/xlsx_private.h"

/* -------------------------------------------------------------- texts -- */

void
xlsx_gather(struct buf *text, struct str piece)
{
	/* Seven bytes of an escape are one character. */
	enum { MOST = 8 * SHEET_CELL_MAX };

	if (text->len <= MOST)
		buf_add_str(text, piece);
}

static int
hex_digit(char ch)
{
	if (ch >= '0' && ch <= '9')
		return ch - '0';
	ch |= 0x20;		/* lower case */
	return ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : -1;
}

/* The number behind "_x" in "_x000D_", -1 if these are other signs. */
static utf8proc_int32_t
escaped(const char *p, const char *end)
{
	utf8proc_int32_t c = 0;

	if (end - p < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_')
		return -1;
	for (int i = 2; i < 6; i++) {
		int digit = hex_digit(p[i]);

		if (digit < 0)
			return -1;
		c = c * 16 + digit;
	}
	return c;
}

/* The character of one escape, or of two that are halves of one; its bytes, 0
 * if there is none. */
static size_t
take_escape(const char *p, const char *end, utf8proc_int32_t *c)
{
	utf8proc_int32_t low;

	*c = escaped(p, end);
	if (*c < 0xD800 || *c > 0xDFFF)
		return *c < 0 ? 0 : 7;
	low = escaped(p + 7, end);
	if (*c > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
		return 0;
	*c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
	return 14;
}

/* What it becomes is never longer, and so written over it. */
void
xlsx_plain(struct buf *text, size_t start)
{
	char *p, *to, *end;
	size_t n;

	if (text->len <= start)
		return;
	p = to = text->p + start;
	end = text->p + text->len;
	while (p < end) {
		utf8proc_uint8_t raw[4] = { (utf8proc_uint8_t)*p };
		utf8proc_int32_t c;
		size_t len = 1;

		n = *p == '_' ? take_escape(p, end, &c) : 0;
		if (n > 0)
			len = (size_t)utf8proc_encode_char(c, raw);
		p += n > 0 ? n : 1;
		if (raw[0] == '\n' && to > text->p + start && to[-1] == '\r')
			to--;
		memcpy(to, raw, len);
		to += len;
	}
	*to = '\0';
	text->len = (size_t)(to - text->p);
}

enum { TEXTS = 1, ITEM, RUN, TEXT };

/* What is in rPh says how the text is pronounced. */
static const struct element text_elements[] = {
	{ "sst", 0, TEXTS },
	{ "si", TEXTS, ITEM },
	{ "t", ITEM, TEXT },
	{ "r", ITEM, RUN },
	{ "t", RUN, TEXT },
	{ NULL, 0, 0 }
};

struct texts {
	struct xlsx	*book;
	struct buf	 item;		/* its runs, joined */
	size_t		 run;		/* where the last one begins */
};

static bool
start_text(int tag, const char *const *attr, void *arg)
{
	struct texts *t = arg;

	(void)attr;
	if (tag == ITEM)
		buf_clear(&t->item);
	else if (tag == TEXT)
		t->run = t->item.len;
	return true;
}

static bool
take_text(int tag, struct str piece, void *arg)
{
	struct texts *t = arg;

	if (tag == TEXT)
		xlsx_gather(&t->item, piece);
	return true;
}

static void
add_text(struct xlsx *book, struct str s)
{
	if (s.len > SHEET_CELL_MAX)
		s.len = SHEET_CELL_MAX + 1;
	buf_add_str(&book->text, s);
	book->end = mem_grow(book->end, book->n_text, &book->text_cap,
	    sizeof(*book->end));
	/* A text is shorter than its part, so less than PACKAGE_INFLATED. */
	book->end[book->n_text++] = (uint32_t)book->text.len;
}

static bool
end_text(int tag, void *arg)
{
	struct texts *t = arg;

	if (tag == TEXT)
		xlsx_plain(&t->item, t->run);
	else if (tag == ITEM)
		add_text(t->book, buf_str(&t->item));
	return true;
}

bool
xlsx_read_texts(struct xlsx *book, const char *part, struct diag *d)
{
	static const struct element_fns fns = { text_elements, start_text,
	    end_text, take_text };
	struct texts t = { .book = book };
	bool ok;

	ok = package_parse(book->package, part, &book->inflated, &fns, &t, d);
	buf_release(&t.item);
	return ok;
}

/* ------------------------------------------------------------- styles -- */

enum { STYLES = 1, FORMATS, FORMAT, CELLS, CELL };

static const struct element style_elements[] = {
	{ "styleSheet", 0, STYLES },
	{ "numFmts", STYLES, FORMATS },
	{ "numFmt", FORMATS, FORMAT },
	{ "cellXfs", STYLES, CELLS },
	{ "xf", CELLS, CELL },
	{ NULL, 0, 0 }
};

/* Excel knows some 65,000 styles, and some hundred formats, of which it need
 * not spell out the first ones. */
enum { STYLES_MAX = 65536, FORMAT_MAX = 65535, BUILTIN_MAX = 163 };

struct styles {
	struct xlsx	*book;
	unsigned char	*shape;		/* by number of the format */
	bool		 bad;
};

static bool
take_format(struct styles *s, uint64_t id, const char *code)
{
	if (code != NULL)
		s->shape[id] = (unsigned char)xlsx_shape(str_of(code));
	return true;
}

static bool
take_style(struct styles *s, uint64_t id)
{
	struct xlsx *book = s->book;

	s->bad = book->n_shape == STYLES_MAX;
	if (s->bad)
		return false;
	book->shape = mem_grow(book->shape, book->n_shape, &book->shape_cap,
	    sizeof(*book->shape));
	book->shape[book->n_shape++] = s->shape[id];
	return true;
}

static bool
start_style(int tag, const char *const *attr, void *arg)
{
	struct styles *s = arg;
	const char *number;
	uint64_t id = 0;

	if (tag != FORMAT && tag != CELL)
		return true;
	number = attr_find(attr, "numFmtId");
	s->bad = number != NULL &&
	    !num_count(str_of(number), FORMAT_MAX, &id);
	if (s->bad)
		return false;
	return tag == FORMAT ? take_format(s, id, attr_find(attr,
	    "formatCode")) : take_style(s, id);
}

bool
xlsx_read_styles(struct xlsx *book, const char *part, struct diag *d)
{
	static const struct element_fns fns = { style_elements, start_style,
	    NULL, NULL };
	struct styles s = { .book = book };
	bool ok;

	s.shape = mem_alloc(FORMAT_MAX + 1);
	for (unsigned id = 0; id <= BUILTIN_MAX; id++)
		s.shape[id] = (unsigned char)xlsx_builtin_shape(id);
	ok = package_parse(book->package, part, &book->inflated, &fns, &s, d);
	free(s.shape);
	if (ok && s.bad)
		return package_damaged(book->package, d);
	return ok;
}
