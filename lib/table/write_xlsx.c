/*
 * xlsx: a workbook of one sheet, through libxlsxwriter: numbers and dates as
 * such, everything else as text, so that nothing in it is ever a formula.  Part
 * of the build only where that library is.
 *
 * Rows go to the library's temporary files as they come, and the workbook is
 * put together at the end in a file without a name; equal rows give equal
 * bytes.  The library does not look whether its temporary files took what it
 * wrote, so the parts of the workbook are read back before they are let out.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ZLIB_CONST
#include <xlsxwriter.h>
#include <zlib.h>

#include "base/date.h"
#include "base/num.h"
#include "base/utf8.h"
#include "table/write_private.h"

enum {
	CHARS_MAX	= 32767,	/* of a cell; Excel's own limit */
	NAME_MAX_CHARS	= 31,		/* of a sheet; the same */
	NARROWEST	= 8,		/* characters of a column */
	WIDEST		= 60,
	EXCEL_ZERO	= 25569,	/* the day number of 1970-01-01 */
	EXCEL_FIRST	= -25508	/* 1900-03-01: before it Excel counts
					 * a day that never was */
};

struct xlsx {
	lxw_workbook	*book;
	lxw_worksheet	*sheet;
	lxw_format	*head, *date, *code, *wrapped;
	size_t		*width;		/* by column: of the widest cell */
	char		*dir;		/* for temporary files */
	int		 fd;		/* where the workbook is made */
	size_t		 rows_size;	/* bytes of all rows, as they are put
					 * into the workbook */
	bool		 failed;	/* and that was told */
};

const char *
write_xlsx_version(void)
{
	return lxw_version();
}

/* ------------------------------------------------------------ beginning -- */

__attribute__((format(printf, 2, 3)))
static void
fail(struct writer *w, const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&text, fmt, ap);
	va_end(ap);
	if (!w->xlsx->failed)
		diag_add(w->style.diag, DIAG_FAILURE, (struct loc){ 0 }, "%s",
		    buf_text(&text));
	w->xlsx->failed = true;
	buf_release(&text);
}

static void
fail_temporary(struct writer *w, int error)
{
	fail(w, _("the workbook cannot be put together in %s: %s"), temp_dir(),
	    lang_error(error));
}

static void
make_formats(struct xlsx *x)
{
	x->head = workbook_add_format(x->book);
	format_set_bold(x->head);
	x->date = workbook_add_format(x->book);
	format_set_num_format(x->date, "yyyy-mm-dd");
	/* What is typed over an id stays as it was typed. */
	x->code = workbook_add_format(x->book);
	format_set_num_format(x->code, "@");
	x->wrapped = workbook_add_format(x->book);
	format_set_text_wrap(x->wrapped);
	format_set_align(x->wrapped, LXW_ALIGN_VERTICAL_TOP);
}

static void
make_sheet(struct writer *w)
{
	/* A time of its own: equal rows are to give equal bytes. */
	lxw_doc_properties properties = { .created = 315532800 };
	struct xlsx *x = w->xlsx;
	char name[NAME_MAX_CHARS + 1];

	workbook_set_properties(x->book, &properties);
	if (w->style.table.len > 0) {
		snprintf(name, sizeof(name), "%.*s", STR(w->style.table));
		x->sheet = workbook_add_worksheet(x->book, name);
	} else
		x->sheet = workbook_add_worksheet(x->book, NULL);
	worksheet_freeze_panes(x->sheet, 1, 0);
}

/* The library wants a name: that of a descriptor. */
static lxw_workbook *
open_book(int fd, char *dir)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE,
	    .tmpdir = dir };
	char name[32];

	snprintf(name, sizeof(name), "/dev/fd/%d", fd);
	return workbook_new_opt(name, &options);
}

/* ---------------------------------------------------------------- cells -- */

/* Excel reads _xHHHH_ as a character by its number. */
static bool
is_escape(struct str s)
{
	return s.len >= 7 && str_starts(s, "_x") && s.p[6] == '_' &&
	    strspn(s.p + 2, "0123456789abcdefABCDEF") >= 4;
}

/* What looks like an escape by itself must not be taken for one.  The library
 * escapes control characters; U+FFFE and U+FFFF are none, and no XML either. */
static void
add_text(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		struct str rest = { s.p + i, s.len - i };

		if (is_escape(rest))
			buf_adds(out, "_x005F_");
		else if (str_starts(rest, "\xEF\xBF\xBE") ||
		    str_starts(rest, "\xEF\xBF\xBF")) {
			buf_adds(out, s.p[i + 2] == '\xBE' ? "_xFFFE_" :
			    "_xFFFF_");
			i += 2;
		} else
			buf_addc(out, s.p[i]);
	}
}

/* As Excel counts them: a character above U+FFFF is two. */
static size_t
count_chars(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		n += (c & 0xC0) != 0x80;
		n += c >= 0xF0;
	}
	return n;
}

static void
note_width(struct xlsx *x, size_t column, size_t wide)
{
	if (wide > x->width[column])
		x->width[column] = wide;
}

/* The widest line of a text; sets *many if there are several, or one that is
 * wider than a column may be. */
static size_t
measure(struct str s, bool *many)
{
	struct str line, rest = s;
	size_t widest = 0;

	while (rest.len > 0) {
		size_t wide;

		line = str_cut(rest, '\n', &rest);
		wide = utf8_width(line);
		widest = wide > widest ? wide : widest;
		*many = *many || rest.len > 0;
	}
	*many = *many || widest > WIDEST;
	return widest;
}

static void
write_text(struct writer *w, lxw_row_t row, size_t i, struct str s,
    lxw_format *format)
{
	struct xlsx *x = w->xlsx;
	bool many = false;

	if (s.len == 0)
		return;
	note_width(x, i, measure(s, &many));
	buf_clear(&w->piece);
	add_text(&w->piece, s);
	if (count_chars(buf_str(&w->piece)) > CHARS_MAX) {
		fail(w, _("row %zu, column %.*s: a cell of a workbook holds at "
		    "most 32767 characters; use another format"),
		    (size_t)row + 1, STR(w->column[i].name));
		return;
	}
	if (format == NULL && many)
		format = x->wrapped;
	if (worksheet_write_string(x->sheet, row, (lxw_col_t)i,
	    buf_text(&w->piece), format) != LXW_NO_ERROR)
		fail_temporary(w, errno);
}

/* Excel keeps 15 digits: what has more stays text.  Both numbers of the
 * quotient are exact, so the result is the double that is nearest. */
static bool
write_number(struct writer *w, lxw_row_t row, size_t i, struct str s)
{
	const int64_t most = INT64_C(999999999999999);
	int64_t n, below = NUM_ONE;

	if (num_parse(s, &n) != NUM_OK)
		return false;
	while (below > 1 && n % 10 == 0) {
		n /= 10;
		below /= 10;
	}
	if (n > most || n < -most)
		return false;
	note_width(w->xlsx, i, s.len);
	worksheet_write_number(w->xlsx->sheet, row, (lxw_col_t)i,
	    (double)n / (double)below, NULL);
	return true;
}

static bool
write_date(struct writer *w, lxw_row_t row, size_t i, struct str s)
{
	day_t day;

	if (!date_parse(s, &day) || day < EXCEL_FIRST)
		return false;
	note_width(w->xlsx, i, s.len);
	worksheet_write_number(w->xlsx->sheet, row, (lxw_col_t)i,
	    (double)(day + EXCEL_ZERO), w->xlsx->date);
	return true;
}

static void
write_cell(struct writer *w, lxw_row_t row, size_t i, struct str s)
{
	enum cell_kind kind = w->column[i].kind;

	if ((kind == CELL_NUMBER && write_number(w, row, i, s)) ||
	    (kind == CELL_DATE && write_date(w, row, i, s)))
		return;
	if (kind == CELL_CODE)
		write_text(w, row, i, writer_shown(w, i, s), w->xlsx->code);
	else
		write_text(w, row, i, writer_plain(w, s), NULL);
}

void
write_xlsx_begin(struct writer *w)
{
	struct xlsx *x = mem_alloc(sizeof(*x));

	w->xlsx = x;
	x->width = mem_alloc(w->n * sizeof(*x->width));
	x->dir = mem_dup(temp_dir(), strlen(temp_dir()));
	x->fd = temp_open();
	x->book = x->fd >= 0 ? open_book(x->fd, x->dir) : NULL;
	if (x->book == NULL) {
		fail_temporary(w, errno);
		return;
	}
	make_formats(x);
	make_sheet(w);
	for (size_t i = 0; i < w->n; i++)
		write_text(w, 0, i, column_title(&w->column[i]), x->head);
}

void
write_xlsx_row(struct writer *w, const struct str *cells)
{
	if (!w->xlsx->failed && w->rows + 1 >= LXW_ROW_MAX)
		fail(w, _("a sheet of a workbook has at most 1048576 rows, the "
		    "header among them; select fewer, or use another format"));
	for (size_t i = 0; i < w->n && !w->xlsx->failed; i++)
		write_cell(w, (lxw_row_t)(w->rows + 1), i, cells[i]);
}

/* -------------------------------------------------------- reading back -- */

/* A part of a workbook, unpacked. */
struct part {
	struct buf	head;		/* its beginning, at most HEAD_MAX */
	char		tail[256];	/* its end */
	size_t		n_tail;
	size_t		size;
};

enum { HEAD_MAX = 128 * 1024 };	/* more than 1024 columns take */

static void
note_part(struct part *part, const char *p, size_t len)
{
	size_t room = HEAD_MAX - part->head.len, keep;

	buf_add(&part->head, p, len < room ? len : room);
	part->size += len;
	if (len >= sizeof(part->tail)) {
		memcpy(part->tail, p + len - sizeof(part->tail),
		    sizeof(part->tail));
		part->n_tail = sizeof(part->tail);
		return;
	}
	keep = sizeof(part->tail) - len;
	keep = keep < part->n_tail ? keep : part->n_tail;
	memmove(part->tail, part->tail + part->n_tail - keep, keep);
	memcpy(part->tail + keep, p, len);
	part->n_tail = keep + len;
}

static bool
unpack(struct part *part, const char *p, size_t len)
{
	z_stream z = { .next_in = (const Bytef *)p, .avail_in = (uInt)len };
	char block[16 * 1024];
	int result = Z_OK;

	if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
		return false;
	while (result == Z_OK) {
		z.next_out = (Bytef *)block;
		z.avail_out = sizeof(block);
		result = inflate(&z, Z_NO_FLUSH);
		note_part(part, block, sizeof(block) - z.avail_out);
	}
	inflateEnd(&z);
	return result == Z_STREAM_END;
}

/* The element that a part begins with is closed where the part ends. */
static bool
is_closed(const struct part *part)
{
	const char *name = buf_text(&part->head);
	struct str tail = { part->tail, part->n_tail };
	struct buf end = { 0 };
	bool closed;

	while ((name = strchr(name, '<')) != NULL && name[1] == '?')
		name++;
	if (name == NULL)
		return false;
	if (str_ends(tail, "\n"))
		tail.len--;
	buf_addf(&end, "</%.*s>", (int)strcspn(name + 1, " />"), name + 1);
	closed = str_ends(tail, buf_text(&end));
	buf_release(&end);
	return closed;
}

/* What stands between the tags is all that was written there. */
static bool
has_all_rows(const struct part *part, size_t rows_size)
{
	static const char open[] = "<sheetData>", end[] = "</sheetData>";
	const char *head = buf_text(&part->head);
	const char *first = strstr(head, open);
	struct str tail = { part->tail, part->n_tail };

	while (tail.len > 0 && !str_starts(tail, end))
		tail = (struct str){ tail.p + 1, tail.len - 1 };
	return first != NULL && tail.len > 0 &&
	    (size_t)(first - head) + strlen(open) + rows_size + tail.len ==
	    part->size;
}

static size_t
number_at(const char *p, int bytes)
{
	size_t n = 0;

	while (bytes-- > 0)
		n = n << 8 | (unsigned char)p[bytes];
	return n;
}

/* The part that an entry of the directory at p + at names. */
static bool
part_is_whole(const char *p, size_t len, size_t at, size_t rows_size)
{
	struct str name = { p + at + 46, number_at(p + at + 28, 2) };
	size_t size = number_at(p + at + 20, 4);
	size_t data = number_at(p + at + 42, 4) + 30;
	struct part part = { .size = 0 };
	bool whole;

	if (data > len)
		return false;
	data += number_at(p + data - 4, 2) + number_at(p + data - 2, 2);
	whole = data + size <= len && unpack(&part, p + data, size) &&
	    is_closed(&part) && (!str_is(name, "xl/worksheets/sheet1.xml") ||
	    has_all_rows(&part, rows_size));
	buf_release(&part.head);
	return whole;
}

/* Are all parts of the workbook whole?  Offsets are those of APPNOTE.TXT,
 * version 6.3.10, 4.3.7, 4.3.12 and 4.3.16; the file is our own, so they are
 * where they belong, unless it is cut short. */
static bool
parts_are_whole(const char *p, size_t len, size_t rows_size)
{
	size_t n, at;

	if (len < 22 || memcmp(p + len - 22, "PK\5\6", 4) != 0)
		return false;
	n = number_at(p + len - 12, 2);
	at = number_at(p + len - 6, 4);
	for (; n > 0 && at + 46 < len; n--) {
		if (!part_is_whole(p, len, at, rows_size))
			return false;
		at += 46 + number_at(p + at + 28, 2) +
		    number_at(p + at + 30, 2) + number_at(p + at + 32, 2);
	}
	return n == 0;
}

/* --------------------------------------------------------------- ending -- */

/* Appends what a file holds.  False: errno. */
static bool
take_file(struct buf *out, int fd)
{
	enum { BLOCK = 256 * 1024 };
	off_t at = 0;
	ssize_t n;

	do {
		buf_reserve(out, BLOCK);
		n = pread(fd, out->p + out->len, BLOCK, at);
		if (n > 0) {
			out->len += (size_t)n;
			at += n;
		}
	} while (n > 0 || (n < 0 && errno == EINTR));
	out->p[out->len] = '\0';
	return n == 0;
}

static lxw_format *
column_format(const struct xlsx *x, enum cell_kind kind)
{
	if (kind == CELL_DATE)
		return x->date;
	return kind == CELL_CODE ? x->code : NULL;
}

static void
set_widths(struct writer *w)
{
	for (size_t i = 0; i < w->n; i++) {
		size_t wide = w->xlsx->width[i];

		wide = wide < NARROWEST ? NARROWEST :
		    wide > WIDEST ? WIDEST : wide;
		worksheet_set_column(w->xlsx->sheet, (lxw_col_t)i,
		    (lxw_col_t)i, (double)(wide + 2),
		    column_format(w->xlsx, w->column[i].kind));
	}
}

/* The last row, and whether the file of the rows took all of them. */
static void
end_rows(struct writer *w)
{
	FILE *rows = w->xlsx->sheet->optimize_tmpfile;
	off_t size;

	lxw_worksheet_write_single_row(w->xlsx->sheet);
	size = fflush(rows) == 0 && !ferror(rows) ? ftello(rows) : -1;
	if (size < 0)
		fail_temporary(w, errno);
	else
		w->xlsx->rows_size = (size_t)size;
}

/* Nothing of a workbook that failed goes out. */
static void
take_book(struct writer *w, lxw_error error)
{
	struct xlsx *x = w->xlsx;
	size_t before = w->out->len;

	if (x->failed)
		return;
	if (error != LXW_NO_ERROR || !take_file(w->out, x->fd))
		fail_temporary(w, errno);
	else if (!parts_are_whole(w->out->p + before, w->out->len - before,
	    x->rows_size))
		fail_temporary(w, ENOSPC);
	if (x->failed)
		w->out->len = before;
}

void
write_xlsx_end(struct writer *w)
{
	struct xlsx *x = w->xlsx;

	if (x->book != NULL) {
		end_rows(w);
		set_widths(w);
		take_book(w, workbook_close(x->book));
	}
	if (x->fd >= 0)
		close(x->fd);
	free(x->dir);
	free(x->width);
	free(x);
}
