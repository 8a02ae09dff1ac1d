/*
 * json and jsonl (RFC 8259): numbers are numbers, a missing value is null,
 * all else is a string.
 */
#include "base/num.h"
#include "table/write_private.h"

/* The length of the character at p if it is written as an escape, else 0.
 * The RFC demands quotes, backslashes and C0.  As escapes the other control
 * characters lose nothing, and the output can drive no terminal. */
static size_t
escaped_len(const char *p, size_t left, unsigned *code)
{
	*code = (unsigned char)*p;
	return *p == '"' || *p == '\\' ? 1 : write_control(p, left, code);
}

static void
add_escape(struct buf *out, unsigned code)
{
	switch (code) {
	case '"':
	case '\\':
		buf_addc(out, '\\');
		buf_addc(out, (char)code);
		return;
	case '\n':
		buf_adds(out, "\\n");
		return;
	case '\r':
		buf_adds(out, "\\r");
		return;
	case '\t':
		buf_adds(out, "\\t");
		return;
	default:
		buf_addf(out, "\\u%04x", code);
	}
}

static void
add_string(struct buf *out, struct str s)
{
	size_t start = 0, at = 0;
	unsigned code;

	buf_addc(out, '"');
	while (at < s.len) {
		size_t n = escaped_len(s.p + at, s.len - at, &code);

		if (n == 0) {
			at++;
			continue;
		}
		buf_add(out, s.p + start, at - start);
		add_escape(out, code);
		at += n;
		start = at;
	}
	if (s.len > start)
		buf_add(out, s.p + start, s.len - start);
	buf_addc(out, '"');
}

/* JSON knows no leading zeros; the dialect does. */
static void
add_number(struct buf *out, struct str s)
{
	if (s.p[0] == '-') {
		buf_addc(out, '-');
		s.p++;
		s.len--;
	}
	while (s.len > 1 && s.p[0] == '0' && s.p[1] != '.') {
		s.p++;
		s.len--;
	}
	buf_add_str(out, s);
}

static void
add_value(struct writer *w, size_t column, struct str field)
{
	if (field.len == 0)
		buf_adds(w->out, "null");
	else if (w->column[column].kind == CELL_NUMBER && num_is(field))
		add_number(w->out, field);
	else
		add_string(w->out, writer_plain(w, field));
}

static void
add_object(struct writer *w, const struct str *cells)
{
	for (size_t i = 0; i < w->n; i++) {
		buf_add_str(w->out, w->key[i]);
		add_value(w, i, cells[i]);
	}
	buf_addc(w->out, '}');
}

void
write_jsonl_begin(struct writer *w)
{
	w->key = arena_alloc(&w->arena, w->n * sizeof(*w->key));
	for (size_t i = 0; i < w->n; i++) {
		buf_clear(&w->piece);
		buf_addc(&w->piece, i == 0 ? '{' : ',');
		add_string(&w->piece, w->column[i].name);
		buf_addc(&w->piece, ':');
		w->key[i] = arena_str(&w->arena, buf_str(&w->piece));
	}
}

void
write_jsonl_row(struct writer *w, const struct str *cells)
{
	add_object(w, cells);
	buf_addc(w->out, '\n');
}

void
write_json_begin(struct writer *w)
{
	write_jsonl_begin(w);
	buf_adds(w->out, "{\"format\":1,\"records\":[");
}

void
write_json_row(struct writer *w, const struct str *cells)
{
	buf_adds(w->out, w->rows == 0 ? "\n" : ",\n");
	add_object(w, cells);
}

void
write_json_end(struct writer *w)
{
	buf_adds(w->out, "\n]}\n");
}
