/*
 * html: a table, alone or on a page of its own.  Every text in it goes through
 * write_html(); there is no script, and the page forbids loading anything.
 */
#include "table/write_private.h"

/* Classes: n number, d date, t text; a code has none.  On paper the table must
 * fit the sheet, so there text breaks anywhere; on a screen a table that is too
 * wide scrolls in its box, and on a phone it is not squeezed first.  Keys stand
 * beside their values at every width; a second value below the first. */
static const char sheet[] =
    ":root{color-scheme:light dark;--line:#bbb}\n"
    "@media(prefers-color-scheme:dark){:root{--line:#555}}\n"
    "body{margin:1.5rem auto;max-width:72rem;padding:0 1rem;"
    "font:1rem/1.45 system-ui,sans-serif}\n"
    "h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}\n"
    "h2{font-size:1.25rem;margin:2rem 0 .75rem}\n"
    "h3{font-size:1rem;margin:1.25rem 0 .5rem}\n"
    "dl{display:grid;gap:.25rem 1.25rem;margin:0 0 1.5rem;"
    "grid-template-columns:fit-content(40%) minmax(0,1fr);"
    "overflow-wrap:anywhere}\n"
    "dd{margin:0}\n"
    "dd+dd{grid-column:2}\n"
    ".table{overflow-x:auto;margin:0 0 1.5rem}\n"
    "table{border-collapse:collapse}\n"
    "th,td{padding:.3rem 1.25rem .3rem 0;text-align:left;"
    "vertical-align:top;border-bottom:1px solid var(--line)}\n"
    "th{vertical-align:bottom;border-bottom:2px solid}\n"
    "th:last-child,td:last-child{padding-right:0}\n"
    "td{white-space:nowrap}\n"
    "td.t{white-space:normal;max-width:36em;overflow-wrap:break-word}\n"
    "th.n,td.n{text-align:right;font-variant-numeric:tabular-nums}\n"
    "@media screen and (max-width:40rem){\n"
    "table{width:max-content}\n"
    "td.t{max-width:18em}\n"
    "}\n"
    "@media print{\n"
    "@page{size:A4;margin:15mm}\n"
    ":root{color-scheme:light;--line:#999}\n"
    "body{margin:0;max-width:none;padding:0;font-size:10pt}\n"
    ".table{overflow:visible}\n"
    "thead{display:table-header-group}\n"
    "tr{break-inside:avoid}\n"
    "h1,h2,h3{break-after:avoid}\n"
    "td{white-space:normal}\n"
    "td.t{min-width:5em;overflow-wrap:anywhere}\n"
    "td.n,td.d{white-space:nowrap}\n"
    "table{font-size:9pt}\n"
    "th,td{padding-right:.6rem}\n"
    "}\n";

static const char *const class[] = {
	[CELL_TEXT]	= " class=\"t\"",
	[CELL_NUMBER]	= " class=\"n\"",
	[CELL_DATE]	= " class=\"d\"",
	[CELL_CODE]	= ""
};

void
write_page_begin(struct buf *out, const char *title, enum lang lang)
{
	buf_addf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n"
	    "<title>", lang_code(lang));
	write_html(out, str_of(title));
	buf_addf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<h1>",
	    sheet);
	write_html(out, str_of(title));
	buf_adds(out, "</h1>\n");
}

void
write_page_end(struct buf *out)
{
	buf_adds(out, "</body>\n</html>\n");
}

static const char *
entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

/* Blanks stay what they are, other control characters go. */
static const char *
control(unsigned code)
{
	return code == '\t' || code == '\n' ? NULL : "";
}

void
write_html(struct buf *out, struct str s)
{
	size_t start = 0, at = 0;

	while (at < s.len) {
		unsigned code;
		size_t n = write_control(s.p + at, s.len - at, &code);
		const char *as = n > 0 ? control(code) : entity(s.p[at]);

		if (as != NULL) {
			buf_add(out, s.p + start, at - start);
			buf_adds(out, as);
			start = at + (n > 0 ? n : 1);
		}
		at += n > 0 ? n : 1;
	}
	if (s.len > start)
		buf_add(out, s.p + start, s.len - start);
}

static void
add_cell(struct writer *w, const char *name, size_t column, struct str text)
{
	buf_addc(w->out, '<');
	buf_adds(w->out, name);
	buf_adds(w->out, class[w->column[column].kind]);
	buf_addc(w->out, '>');
	write_lines(w->out, text, write_html, "<br>");
	buf_adds(w->out, "</");
	buf_adds(w->out, name);
	buf_addc(w->out, '>');
}

void
write_html_begin(struct writer *w)
{
	if (w->style.title != NULL)
		write_page_begin(w->out, w->style.title, w->style.lang);
	buf_adds(w->out, "<div class=\"table\" tabindex=\"0\">\n<table>\n"
	    "<thead>\n<tr>");
	for (size_t i = 0; i < w->n; i++)
		add_cell(w, "th", i, column_title(&w->column[i]));
	buf_adds(w->out, "</tr>\n</thead>\n<tbody>\n");
}

void
write_html_row(struct writer *w, const struct str *cells)
{
	buf_adds(w->out, "<tr>");
	for (size_t i = 0; i < w->n; i++)
		add_cell(w, "td", i, writer_shown(w, i, cells[i]));
	buf_adds(w->out, "</tr>\n");
}

void
write_html_end(struct writer *w)
{
	buf_adds(w->out, "</tbody>\n</table>\n</div>\n");
	if (w->style.title != NULL)
		write_page_end(w->out);
}
