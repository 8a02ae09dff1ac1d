#include "table/write.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "base/utf8.h"
#include "table/tsv.h"
#include "table/write_private.h"

static void
same_begin(struct writer *w)
{
	for (size_t i = 0; i < w->n; i++) {
		buf_add_str(w->out, w->column[i].name);
		buf_addc(w->out, i + 1 < w->n ? '\t' : '\n');
	}
}

/* fu-tsv out of fu-tsv: nothing but copying. */
static void
same_row(struct writer *w, const struct str *cells)
{
	size_t size = w->n;
	char *p;

	for (size_t i = 0; i < w->n; i++)
		size += cells[i].len;
	buf_reserve(w->out, size);
	p = w->out->p + w->out->len;
	for (size_t i = 0; i < w->n; i++) {
		if (cells[i].len > 0)
			memcpy(p, cells[i].p, cells[i].len);
		p += cells[i].len;
		*p++ = i + 1 < w->n ? '\t' : '\n';
	}
	*p = '\0';
	w->out->len += size;
}

#ifdef HAVE_XLSXWRITER
#define XLSX(F) F("xlsx", ".xlsx", write_xlsx_begin, write_xlsx_row, \
	    write_xlsx_end)
#else
#define XLSX(F)
#endif

/* name, suffixes, begin, row, end */
#define FORMATS(F) \
	F("tsv", ".tsv", same_begin, same_row, NULL) \
	F("csv", ".csv", write_csv_begin, write_csv_row, NULL) \
	F("excel", "", write_excel_begin, write_excel_row, NULL) \
	F("json", ".json", write_json_begin, write_json_row, write_json_end) \
	F("jsonl", ".jsonl", write_jsonl_begin, write_jsonl_row, NULL) \
	F("text", ".txt", write_text_begin, write_text_row, write_text_end) \
	F("md", ".md", write_md_begin, write_md_row, NULL) \
	F("html", ".html .htm", write_html_begin, write_html_row, \
	    write_html_end) \
	XLSX(F)

#define AS_ROW(name, suffixes, begin, row, end) \
	{ name, suffixes, begin, row, end },
#define AS_NAME(name, suffixes, begin, row, end) name,

/* Drawings have a name and a suffix here, and no writer. */
static const struct format formats[] = { FORMATS(AS_ROW)
	AS_ROW("svg", ".svg", NULL, NULL, NULL)
	AS_ROW("dot", ".dot .gv", NULL, NULL, NULL) };
static const char *const names[] = { "svg", FORMATS(AS_NAME) NULL };

enum { N_FORMATS = sizeof(formats) / sizeof(formats[0]) };

const char *const *
write_formats(void)
{
	return names + 1;
}

const char *const *
write_formats_drawn(void)
{
	return names;
}

static const struct format *
find(struct str name)
{
	for (size_t i = 0; i < N_FORMATS; i++)
		if (str_is(name, formats[i].name))
			return &formats[i];
	return NULL;
}

const char *
write_format(struct str word)
{
	const struct format *f = find(word);

	return f != NULL ? f->name : NULL;
}

/* "uge.HTML" is how some systems write it. */
static bool
ends_caseless(struct str s, struct str suffix)
{
	const char *p;

	if (suffix.len == 0 || s.len < suffix.len)
		return false;
	p = s.p + s.len - suffix.len;
	for (size_t i = 0; i < suffix.len; i++) {
		char c = p[i] >= 'A' && p[i] <= 'Z' ?
		    (char)(p[i] - 'A' + 'a') : p[i];

		if (c != suffix.p[i])
			return false;
	}
	return true;
}

const char *
write_format_of_path(const char *path)
{
	for (size_t i = 0; i < N_FORMATS; i++) {
		struct str one, rest = str_of(formats[i].suffixes);

		while (rest.len > 0) {
			one = str_cut(rest, ' ', &rest);
			if (ends_caseless(str_of(path), one))
				return formats[i].name;
		}
	}
	return NULL;
}

#ifdef HAVE_XLSXWRITER
const char *
write_lacks(struct str word)
{
	(void)word;
	return NULL;
}
#else
const char *
write_lacks(struct str word)
{
	return str_is(word, "xlsx") || ends_caseless(word, str_of(".xlsx")) ?
	    "libxlsxwriter" : NULL;
}

const char *
write_xlsx_version(void)
{
	return NULL;
}
#endif

struct writer *
writer_new(const char *format, struct buf *out, const struct column *columns,
    size_t n, const struct write_style *style)
{
	struct writer *w = mem_alloc(sizeof(*w));

	w->format = find(str_of(format));
	w->out = out;
	w->column = columns;
	w->n = n;
	w->style = *style;
	w->format->begin(w);
	return w;
}

void
writer_row(struct writer *w, const struct str *cells)
{
	w->format->row(w, cells);
	w->rows++;
}

void
writer_brief(struct writer *w)
{
	w->brief = true;
}

void
writer_end(struct writer *w)
{
	if (w->format->end != NULL)
		w->format->end(w);
	buf_release(&w->plain);
	buf_release(&w->shown);
	buf_release(&w->piece);
	arena_release(&w->arena);
	free(w->kept);
	free(w);
}

struct str
column_title(const struct column *c)
{
	return c->label.len > 0 ? c->label : c->name;
}

struct str
writer_plain(struct writer *w, struct str field)
{
	if (field.len == 0 || memchr(field.p, '\\', field.len) == NULL)
		return field;
	buf_clear(&w->plain);
	tsv_unescape(&w->plain, field);
	return buf_str(&w->plain);
}

struct str
writer_shown(struct writer *w, size_t column, struct str field)
{
	enum cell_kind kind = w->column[column].kind;

	if (kind == CELL_CODE && field.len > 0 && w->style.label != NULL)
		return w->style.label(column, writer_plain(w, field),
		    w->style.arg);
	buf_clear(&w->shown);
	write_shown(&w->shown, field, kind, w->style.lang);
	return buf_str(&w->shown);
}

static void
add_comma_number(struct buf *out, struct str number)
{
	struct str fraction, whole = str_cut(number, '.', &fraction);

	buf_add_str(out, whole);
	if (fraction.len > 0) {
		buf_addc(out, ',');
		buf_add_str(out, fraction);
	}
}

/* 22-11-2026, and of a day with a time 22-11-2026 10:30; false if s is
 * neither. */
static bool
add_danish_date(struct buf *out, struct str s)
{
	day_t day;

	if (!date_parse(s, &day) && !datetime_is(s))
		return false;
	buf_add(out, s.p + 8, 2);
	buf_addc(out, '-');
	buf_add(out, s.p + 5, 2);
	buf_addc(out, '-');
	buf_add(out, s.p, 4);
	if (s.len > 10) {
		buf_addc(out, ' ');
		buf_add(out, s.p + 11, s.len - 11);
	}
	return true;
}

/* A cell that is not what its column promises is shown as it stands. */
void
write_shown(struct buf *out, struct str field, enum cell_kind kind,
    enum lang lang)
{
	if (lang == LANG_DA && kind == CELL_NUMBER && num_is(field))
		add_comma_number(out, field);
	else if (lang != LANG_DA || kind != CELL_DATE ||
	    !add_danish_date(out, field))
		tsv_unescape(out, field);
}

void
write_lines(struct buf *out, struct str text, line_fn *fn, const char *mark)
{
	size_t at = 0;

	while (text.len > 0) {
		size_t end = at;

		while (end < text.len && text.p[end] != '\n' &&
		    text.p[end] != '\r')
			end++;
		fn(out, (struct str){ text.p + at, end - at });
		if (end == text.len)
			return;
		buf_adds(out, mark);
		at = end + 1;
		if (text.p[end] == '\r' && at < text.len && text.p[at] == '\n')
			at++;
	}
}

/* A tab has no width of its own to align by. */
void
write_visible(struct buf *out, struct str line)
{
	struct str piece, rest = line;

	while (rest.len > 0) {
		bool tab;

		piece = str_cut(rest, '\t', &rest);
		tab = piece.p + piece.len < line.p + line.len;
		utf8_show(out, piece);
		if (tab)
			buf_addc(out, ' ');
	}
}

/* By the bytes of well-formed UTF-8: every cell passes here, and nearly every
 * byte is none of these. */
size_t
write_control(const char *p, size_t left, unsigned *code)
{
	const unsigned char *c = (const unsigned char *)p;

	if (c[0] < 0x20 || c[0] == 0x7F) {
		*code = c[0];
		return 1;
	}
	if (c[0] == 0xC2 && left > 1 && c[1] < 0xA0) {
		*code = c[1];
		return 2;
	}
	if (c[0] != 0xE2 || left < 3 || (c[1] != 0x80 && c[1] != 0x81))
		return 0;
	*code = 0x2000u | (c[1] & 0x3Fu) << 6 | (c[2] & 0x3Fu);
	return (*code >= 0x2028 && *code <= 0x202E) ||
	    (*code >= 0x2066 && *code <= 0x2069) ? 3 : 0;
}
