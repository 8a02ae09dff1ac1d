#include "table/sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/utf8.h"
#include "table/csv.h"
#include "table/xlsx.h"

/* False, with errno, on an error; what is over the limit is not read. */
static bool
read_all(int fd, struct buf *bytes)
{
	enum { PIECE = 64 * 1024 };

	while (bytes->len <= SHEET_FILE_MAX) {
		ssize_t n;

		buf_reserve(bytes, PIECE);
		n = read(fd, bytes->p + bytes->len, PIECE);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		bytes->len += (size_t)n;
	}
	return true;
}

static bool
read_path(const char *path, struct buf *bytes)
{
	bool from_stdin = strcmp(path, "-") == 0, ok;
	int fd = STDIN_FILENO, error;

	if (!from_stdin)
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return false;
	ok = read_all(fd, bytes);
	error = errno;
	if (!from_stdin)
		close(fd);
	errno = error;
	return ok;
}

bool
sheet_load(const char *path, struct buf *bytes, struct diag *d)
{
	if (read_path(path, bytes))
		return true;
	diag_errno(d, strcmp(path, "-") == 0 ? "<stdin>" : path);
	buf_release(bytes);
	return false;
}

bool
sheet_read(struct sheet *s, const char *path, const char *tab, struct diag *d)
{
	const char *file = strcmp(path, "-") == 0 ? "<stdin>" : path;
	struct buf bytes = { 0 };

	*s = (struct sheet){ 0 };
	return sheet_load(path, &bytes, d) &&
	    sheet_parse(s, file, &bytes, tab, d);
}

static bool
fail(struct diag *d, const char *file, const char *text)
{
	diag_add(d, DIAG_FAILURE, (struct loc){ .file = file }, "%s", text);
	return false;
}

/* ------------------------------------------------------- other forms -- */

/* A file's name as a word of the shell, fit for one line of a terminal. */
static void
add_quoted(struct buf *out, const char *file)
{
	struct str piece, rest = str_of(file);
	struct buf word = { 0 };

	buf_adds(&word, file[0] == '-' ? "'./" : "'");
	piece = str_cut(rest, '\'', &rest);
	buf_add_str(&word, piece);
	while (piece.p + piece.len < rest.p + rest.len) {
		buf_adds(&word, "'\\''");
		piece = str_cut(rest, '\'', &rest);
		buf_add_str(&word, piece);
	}
	buf_addc(&word, '\'');
	utf8_show(out, buf_str(&word));
	buf_release(&word);
}

bool
sheet_convert(const char *file, const char *what, struct diag *d)
{
	struct buf word = { 0 };

	if (strcmp(file, "<stdin>") == 0)
		buf_adds(&word, "FILE");
	else
		add_quoted(&word, file);
	diag_add(d, DIAG_FAILURE, (struct loc){ .file = file },
	    _("this is %s; make a workbook (.xlsx) of it with: "
	    "libreoffice --headless --convert-to xlsx %s"), what,
	    buf_text(&word));
	buf_release(&word);
	return false;
}

static bool
starts(struct str s, const char *bytes, size_t n)
{
	return s.len >= n && memcmp(s.p, bytes, n) == 0;
}

static bool
is_zip(struct str s)
{
	return starts(s, "PK\3\4", 4) || starts(s, "PK\5\6", 4);
}

/* The container of Office before 2007, and of encrypted files after it. */
static bool
is_compound(struct str s)
{
	return starts(s, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
}

/* Does a compound file hold a stream of this name?  An entry of its directory
 * is 128 bytes, at a multiple of them, and begins with the name in UTF-16.
 * Source: [MS-CFB] 2.6.1. */
static bool
compound_has(struct str s, const char *name)
{
	enum { ENTRY = 128, NAME = 64 };
	size_t len = 2 * (strlen(name) + 1);
	char wide[NAME] = "";

	for (size_t i = 0; name[i] != '\0'; i++)
		wide[2 * i] = name[i];
	for (size_t at = 0; at + ENTRY <= s.len; at += ENTRY)
		if (memcmp(s.p + at, wide, len) == 0)
			return true;
	return false;
}

static bool
refuse_compound(struct str s, const char *file, struct diag *d)
{
	if (compound_has(s, "EncryptedPackage"))
		return fail(d, file, _("the workbook has a password: open it "
		    "in Excel, take the password off, and save a copy"));
	if (compound_has(s, "Workbook") || compound_has(s, "Book"))
		return sheet_convert(file, _("an old workbook (.xls)"), d);
	return fail(d, file, _("this is a document of Office, but no sheet"));
}

/* Systems that offer "Excel" often write a web page, whatever they call it. */
static bool
is_page(struct str s)
{
	static const char *const tags[] = { "<!doctype", "<html", "<table",
	    "<?xml" };

	while (s.len > 0 && strchr(" \t\r\n", s.p[0]) != NULL)
		s = (struct str){ s.p + 1, s.len - 1 };
	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (s.len >= strlen(tags[i]) &&
		    strncasecmp(s.p, tags[i], strlen(tags[i])) == 0)
			return true;
	return false;
}

/* --------------------------------------------------------------- text -- */

/* Excel's own first line "sep=;", hidden from its users: its length, 0 if the
 * text does not begin so. */
static size_t
separator_line(struct str text, char *separator)
{
	struct str rest, line = str_cut(text, '\n', &rest);

	if (line.len > 0 && line.p[line.len - 1] == '\r')
		line.len--;
	if (line.len != 5 || strncasecmp(line.p, "sep=", 4) != 0)
		return 0;
	if (line.p[4] != '\t' && (line.p[4] < ' ' || line.p[4] > '~' ||
	    line.p[4] == '"'))
		return 0;
	*separator = line.p[4];
	return text.len - rest.len;
}

static void
note_encoding(const struct sheet *s, size_t foreign_line, struct diag *d)
{
	struct loc loc = { .file = s->file, .line = foreign_line };

	if (s->encoding == ENCODING_WINDOWS_1252)
		diag_add(d, DIAG_NOTE, loc,
		    _("read as Windows-1252: this line is not UTF-8"));
	else if (s->encoding == ENCODING_UTF16)
		diag_add(d, DIAG_NOTE, loc, _("read as UTF-16"));
}

static bool
parse_text(struct sheet *s, struct buf *bytes, struct diag *d)
{
	struct decoding how;
	size_t skip;

	if (!decode_text(bytes, s->file, &how, d))
		return false;
	if (is_page(buf_str(bytes)))
		return fail(d, s->file, _("this is a web page or XML, whatever "
		    "its name: open it in Excel and save it as a workbook "
		    "(.xlsx)"));
	skip = separator_line(buf_str(bytes), &s->separator);
	s->len = bytes->len - skip;
	if (skip > 0) {
		s->first_line = 2;
		memmove(bytes->p, bytes->p + skip, s->len + 1);
	}
	s->text = bytes->p;
	s->encoding = how.encoding;
	s->suspect = csv_is_suspect((struct str){ s->text, s->len });
	note_encoding(s, how.foreign_line, d);
	*bytes = (struct buf){ 0 };
	return true;
}

/* -------------------------------------------------------------- sheets -- */

static bool
parse(struct sheet *s, struct buf *bytes, const char *tab, struct diag *d)
{
	if (bytes->len > SHEET_FILE_MAX)
		return fail(d, s->file,
		    _("the sheet is larger than 256 MiB: divide it"));
	buf_adds(bytes, "");		/* an empty sheet has text, too */
	if (is_compound(buf_str(bytes)))
		return refuse_compound(buf_str(bytes), s->file, d);
	if (is_zip(buf_str(bytes))) {
		s->form = SHEET_XLSX;
		s->book = xlsx_open(bytes, s->file, tab, d);
		return s->book != NULL;
	}
	if (tab != NULL)
		return fail(d, s->file, _("this is no workbook: it has no "
		    "sheets to choose from"));
	return parse_text(s, bytes, d);
}

bool
sheet_parse(struct sheet *s, const char *file, struct buf *bytes,
    const char *tab, struct diag *d)
{
	bool ok;

	*s = (struct sheet){ .file = file, .first_line = 1 };
	ok = parse(s, bytes, tab, d);
	buf_release(bytes);
	if (!ok)
		*s = (struct sheet){ 0 };
	return ok;
}

void
sheet_release(struct sheet *s)
{
	free(s->text);
	xlsx_free(s->book);
	*s = (struct sheet){ 0 };
}

size_t
sheet_each(const struct sheet *s, char delimiter, sheet_row_fn *fn, void *arg,
    struct diag *d)
{
	if (s->form == SHEET_XLSX)
		return xlsx_each(s->book, s->give_broken, fn, arg, d);
	return csv_each(s, delimiter, fn, arg, d);
}

const char *
sheet_cell_name(char out[SHEET_CELL_SIZE], size_t cell, size_t excel)
{
	char letters[16];
	size_t at = sizeof(letters) - 1;

	/* A is 1, Z is 26, AA is 27: there is no digit nought. */
	letters[at] = '\0';
	for (; cell > 0 && at > 0; cell = (cell - 1) / 26)
		letters[--at] = (char)('A' + (cell - 1) % 26);
	snprintf(out, SHEET_CELL_SIZE, "%s%zu", letters + at, excel);
	return out;
}
