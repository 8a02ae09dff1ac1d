#include "table/tsv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/near.h"
#include "base/utf8.h"
#include "table/scan.h"

/* A line of a block that has not grown is shorter than the longest field. */
enum { BLOCK = TSV_FIELD_MAX };

_Static_assert((int)SCAN_PAD >= (int)TSV_PAD, "the block's slack is enough");

struct loc
tsv_loc(const struct tsv *t, size_t i)
{
	struct loc loc = { .file = t->file, .line = t->line };

	if (t->row != NULL)
		loc.col = (size_t)(tsv_field(t, i).p - t->row) + 1;
	return loc;
}

static enum diag_level
defect_level(const struct tsv *t)
{
	return t->diag->checking ? DIAG_ERROR : DIAG_FAILURE;
}

static void
defect(struct tsv *t, size_t col, const char *text)
{
	struct loc loc = { .file = t->file, .line = t->line, .col = col };

	t->malformed = true;
	diag_add(t->diag, defect_level(t), loc, "%s", text);
}

/* ------------------------------------------------------------ reading -- */

/* Reads what comes next into the room behind the block; false at the end or
 * on an error, which is told. */
static bool
read_more(struct tsv *t)
{
	size_t room = t->cap - t->filled;
	ssize_t n;

	if (t->left < room)
		room = (size_t)t->left;
	if (room == 0)
		return false;
	if (t->bytes.p != NULL) {
		room = t->bytes.len < room ? t->bytes.len : room;
		memcpy(t->block + t->filled, t->bytes.p, room);
		t->bytes.p += room;
		t->bytes.len -= room;
		t->filled += room;
		return room > 0;
	}
	do
		n = read(t->fd, t->block + t->filled, room);
	while (n < 0 && errno == EINTR);
	if (n < 0) {
		diag_errno(t->diag, t->file);
		t->malformed = true;
	}
	if (n <= 0)
		return false;
	t->filled += (size_t)n;
	t->left -= (uint64_t)n;
	return true;
}

static void
grow(struct tsv *t)
{
	t->cap = t->cap == 0 ? BLOCK : t->cap * 2;
	t->block = mem_array(t->block, t->cap + SCAN_PAD, 1);
}

/* The end of the last whole line of the block, 0 if there is none. */
static size_t
whole_lines(const struct tsv *t, size_t from)
{
	size_t n = t->filled;

	while (n > from && t->block[n - 1] != '\n')
		n--;
	return n > from ? n : 0;
}

/* Fills the block until it holds a whole line at its front; returns where its
 * last whole line ends, 0 at the end of the input. */
static size_t
fill(struct tsv *t)
{
	size_t from = 0, end = 0;

	memmove(t->block, t->block + t->start, t->filled - t->start);
	t->block_at += t->start;
	t->filled -= t->start;
	t->start = 0;
	while (end == 0) {
		if (t->filled == t->cap && t->cap <= TSV_RECORD_MAX)
			grow(t);
		if (t->filled == t->cap)
			return t->filled;	/* too long: see too_long() */
		if (!read_more(t)) {
			t->eof = true;
			return whole_lines(t, 0);
		}
		end = whole_lines(t, from);
		from = t->filled;
	}
	return end;
}

/* Passes over a record that no block can hold. */
static void
too_long(struct tsv *t)
{
	const char *lf = NULL;

	t->line++;
	defect(t, 0, _("the record is longer than 1 MiB"));
	while (lf == NULL) {
		t->block_at += t->filled;
		t->filled = t->start = 0;
		if (!read_more(t)) {
			t->eof = true;
			return;
		}
		lf = memchr(t->block, '\n', t->filled);
	}
	t->start = (size_t)(lf - t->block) + 1;
}

static void
index_block(struct tsv *t, size_t end)
{
	struct scan s;

	if (t->index_cap < t->cap + SCAN_PAD) {
		t->index_cap = t->cap + SCAN_PAD;
		t->ends = mem_array(t->ends, t->index_cap, sizeof(*t->ends));
		t->lines = mem_array(t->lines, t->index_cap,
		    sizeof(*t->lines));
	}
	s = (struct scan){ .ends = t->ends, .lines = t->lines };
	scan_block(&s, t->block, end);
	t->n_lines = s.n_lines;
	t->at_line = t->first = 0;
	/* A block that grew for a long record may hold a field over the
	 * limit: its rows are looked at one by one. */
	t->suspect = s.suspect || t->cap > BLOCK;
}

/* The next block with rows in it; false at the end of the input. */
static bool
next_block(struct tsv *t)
{
	t->n_lines = t->at_line = t->first = 0;
	while (!t->eof) {
		size_t end = fill(t);

		if (end > 0 && t->block[end - 1] != '\n')
			too_long(t);
		else if (end > 0) {
			index_block(t, end);
			return true;
		}
	}
	if (t->filled > t->start) {
		t->line++;
		defect(t, 0,
		    _("the last line has no line end: it may be cut off"));
		t->start = t->filled;
	}
	return false;
}

/* ----------------------------------------------------------- checking -- */

/* Tells every defect of a line.  True if it has none. */
static bool
check_bytes(struct tsv *t, struct str line)
{
	bool ok = true;

	for (size_t i = 0, n; i < line.len; i += n) {
		unsigned char ch = (unsigned char)line.p[i];
		const char *what = NULL;

		n = utf8_char(line.p + i, line.len - i);
		if (n == 0) {
			what = _("a byte that is not UTF-8");
			n = 1;
		} else if (ch == '\r')
			what = i + 1 == line.len ?
			    _("the line ends with CR LF instead of LF") :
			    _("a CR that is not written \\r");
		else if ((ch < 0x20 && ch != '\t') || ch == 0x7F)
			what = _("a control character");
		else if (ch == '\\') {
			n = i + 1 < line.len ? 2 : 1;
			if (n == 1 || strchr("tnr\\", line.p[i + 1]) == NULL ||
			    line.p[i + 1] == '\0')
				what = _("a backslash that is not \\t \\n \\r "
				    "or \\\\; a backslash itself is \\\\");
			if (what != NULL)
				n = 1;
		}
		if (what != NULL) {
			defect(t, i + 1, what);
			ok = false;
		}
	}
	return ok;
}

static bool
check_lengths(struct tsv *t, struct str line)
{
	struct str rest = line, field;
	bool ok = true;

	if (line.len >= TSV_RECORD_MAX) {
		defect(t, 0, _("the record is longer than 1 MiB"));
		return false;
	}
	while (rest.len > 0) {
		field = str_cut(rest, '\t', &rest);
		if (field.len > TSV_FIELD_MAX) {
			defect(t, (size_t)(field.p - line.p) + 1,
			    _("the field is longer than 64 KiB"));
			ok = false;
		}
	}
	return ok;
}

static bool
check_count(struct tsv *t, size_t n)
{
	struct loc loc = { .file = t->file, .line = t->line };

	if (n == t->n)
		return true;
	t->malformed = true;
	if (n == 1 && t->len == 1)
		diag_add(t->diag, defect_level(t), loc, _("an empty line"));
	else
		diag_add(t->diag, defect_level(t), loc,
		    _("the line has %zu fields, the header has %zu"), n, t->n);
	return false;
}

/* Takes the next line of the block as the current row. */
static bool
take_line(struct tsv *t)
{
	size_t last = t->lines[t->at_line++], n = last - t->first + 1;
	bool bytes = true, lengths = true;
	struct str line;

	t->row = t->block + t->start;
	t->end = t->ends + t->first;
	t->offset = t->block_at + t->start;
	t->len = (size_t)t->ends[last] + 1 - t->start;
	t->start += t->len;
	t->first = last + 1;
	t->line++;
	line = (struct str){ t->row, t->len - 1 };
	if (t->suspect) {
		bytes = check_bytes(t, line);
		lengths = check_lengths(t, line);
	}
	/* All of them are told, so none is skipped. */
	return check_count(t, n) && bytes && lengths;
}

bool
tsv_next_slow(struct tsv *t)
{
	for (;;) {
		if (t->at_line == t->n_lines && !next_block(t)) {
			t->row = NULL;
			return false;
		}
		if (take_line(t))
			return true;
	}
}

/* ------------------------------------------------------------- header -- */

bool
tsv_is_name(struct str s)
{
	if (s.len == 0 || s.len > 63 || s.p[0] < 'a' || s.p[0] > 'z')
		return false;
	for (size_t i = 1; i < s.len; i++)
		if (!(s.p[i] >= 'a' && s.p[i] <= 'z') && s.p[i] != '_' &&
		    !(s.p[i] >= '0' && s.p[i] <= '9'))
			return false;
	return true;
}

static bool
check_names(struct tsv *t, struct str line)
{
	char shown[ECHO_SIZE];
	bool ok = true;

	for (size_t i = 0; i < t->n; i++) {
		struct loc loc = { t->file, 1,
		    (size_t)(t->name[i].p - line.p) + 1 };

		if (!tsv_is_name(t->name[i])) {
			diag_add(t->diag, defect_level(t), loc,
			    _("\"%s\" is not a column name: a small letter, "
			    "then small letters, digits and _"),
			    echo(t->name[i], shown));
			ok = false;
		}
		for (size_t j = 0; j < i && ok; j++)
			if (str_eq(t->name[i], t->name[j])) {
				diag_add(t->diag, defect_level(t), loc,
				    _("column %.*s is there twice"),
				    STR(t->name[i]));
				ok = false;
			}
	}
	return ok;
}

static bool
parse_header(struct tsv *t, struct str line)
{
	struct str rest = line;
	size_t n = 1;

	if (str_starts(line, "\xEF\xBB\xBF")) {
		defect(t, 1, _("a byte order mark before the header"));
		return false;
	}
	if (!check_bytes(t, line))
		return false;
	for (size_t i = 0; i < line.len; i++)
		n += line.p[i] == '\t';
	if (n > TSV_COLUMNS_MAX) {
		defect(t, 0, _("more than 1024 columns"));
		return false;
	}
	t->name = mem_array(NULL, n, sizeof(*t->name));
	for (t->n = 0; t->n < n; t->n++)
		t->name[t->n] = str_cut(rest, '\t', &rest);
	return check_names(t, line);
}

static bool
open_header(struct tsv *t)
{
	const char *lf;
	size_t end;

	grow(t);
	end = fill(t);
	lf = end > 0 ? memchr(t->block, '\n', end) : NULL;
	if (lf == NULL) {
		if (!t->malformed)
			defect(t, 0, t->filled == 0 ?
			    _("empty: there is no header line") :
			    _("the header line has no line end"));
		return false;
	}
	t->len = (size_t)(lf - t->block) + 1;
	t->header = mem_dup(t->block, t->len - 1);
	t->start = t->len;
	if (!parse_header(t, (struct str){ t->header, t->len - 1 })) {
		t->malformed = true;
		return false;
	}
	return true;
}

bool
tsv_open(struct tsv *t, int fd, const char *file, uint64_t limit,
    struct diag *d)
{
	*t = (struct tsv){ .file = file, .line = 1, .diag = d, .fd = fd,
	    .close_fd = fd != STDIN_FILENO, .left = limit };
	return open_header(t);
}

bool
tsv_open_bytes(struct tsv *t, struct str bytes, const char *file,
    struct diag *d)
{
	*t = (struct tsv){ .file = file, .line = 1, .diag = d, .fd = -1,
	    .left = UINT64_MAX, .bytes = bytes };
	return open_header(t);
}

bool
tsv_open_path(struct tsv *t, const char *path, struct diag *d)
{
	int fd = STDIN_FILENO;

	if (strcmp(path, "-") == 0)
		return tsv_open(t, fd, "<stdin>", UINT64_MAX, d);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		*t = (struct tsv){ .file = path, .fd = -1 };
		diag_errno(d, path);
		return false;
	}
	return tsv_open(t, fd, path, UINT64_MAX, d);
}

void
tsv_close(struct tsv *t)
{
	if (t->close_fd)
		close(t->fd);
	free(t->block);
	free(t->ends);
	free(t->lines);
	free(t->name);
	free(t->header);
	*t = (struct tsv){ .fd = -1, .malformed = t->malformed };
}

size_t
tsv_column(const struct tsv *t, const char *name)
{
	size_t i = 0;

	while (i < t->n && !str_is(t->name[i], name))
		i++;
	return i;
}

void
tsv_missing_column(const struct tsv *t, const char *name)
{
	struct loc loc = { .file = t->file, .line = 1 };
	struct buf list = { 0 };

	for (size_t i = 0; i < t->n; i++) {
		buf_adds(&list, i > 0 ? ", " : "");
		buf_add_str(&list, t->name[i]);
	}
	diag_add(t->diag, DIAG_FAILURE, loc,
	    _("missing column %s (there are: %s)"), name, buf_text(&list));
	buf_release(&list);
}

/* ------------------------------------------------------------ escapes -- */

static const char letters[] = "tnr\\", meant[] = "\t\n\r\\";

void
tsv_unescape(struct buf *out, struct str s)
{
	struct str rest = s;

	while (rest.len > 0) {
		struct str plain = str_cut(rest, '\\', &rest);

		buf_add_str(out, plain);
		if (rest.len > 0) {
			const char *at = strchr(letters, rest.p[0]);

			buf_addc(out, at != NULL && *at != '\0' ?
			    meant[at - letters] : rest.p[0]);
			rest.p++;
			rest.len--;
		}
	}
}

void
tsv_escape(struct buf *out, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.len; i++) {
		const char *at = s.p[i] == '\0' ? NULL :
		    strchr(meant, s.p[i]);

		if (at == NULL)
			continue;
		buf_add(out, s.p + from, i - from);
		buf_addc(out, '\\');
		buf_addc(out, letters[at - meant]);
		from = i + 1;
	}
	if (from < s.len)
		buf_add(out, s.p + from, s.len - from);
}
