/*
 * Any bytes: nothing crashes; every row that is delivered is a line of the
 * input, at its number and offset, well-formed; the lines that are not were
 * told; and pieces of other sizes, or a border of blocks anywhere in the input,
 * deliver the same.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/utf8.h"
#include "table/tsv.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BLOCK = 64 * 1024, FED = 1000000 };

/* What comes out of the descriptor FED, which is none: this read(2) stands in
 * front of libc's, so that every read gets exactly the piece that is meant. */
static struct str	fed;
static size_t		piece;

#undef read
ssize_t
read(int fd, void *p, size_t len)
{
	struct iovec room = { p, len };
	size_t n = fed.len < piece ? fed.len : piece;

	if (fd != FED)
		return readv(fd, &room, 1);
	if (n > len)
		n = len;
	if (n > 0)
		memcpy(p, fed.p, n);
	fed.p += n;
	fed.len -= n;
	return (ssize_t)n;
}

static void
check(bool ok)
{
	if (!ok)
		abort();
}

/* What a reading delivered. */
struct reading {
	struct buf	rows;		/* with their line ends */
	size_t		n;		/* rows */
	size_t		columns;	/* 0: there was no legal header */
	size_t		told;
};

static void
check_field(struct str field)
{
	struct buf plain = { 0 }, again = { 0 };

	tsv_unescape(&plain, field);
	tsv_escape(&again, buf_str(&plain));
	check(str_eq(buf_str(&again), field));
	check(utf8_valid(field) == field.len);
	buf_release(&plain);
	buf_release(&again);
}

/* The row is the line that begins at its offset and has its number. */
static void
check_row(const struct tsv *t, struct str input, size_t *at, size_t *line)
{
	struct buf joined = { 0 };
	struct str row = tsv_row(t);

	check(t->offset >= *at && t->offset + row.len < input.len);
	for (; *at < t->offset; ++*at)
		*line += input.p[*at] == '\n';
	check(*line == t->line && input.p[*at - 1] == '\n');
	check(memcmp(input.p + *at, row.p, row.len) == 0);
	check(input.p[*at + row.len] == '\n');
	for (size_t i = 0; i < t->n; i++) {
		struct str field = tsv_field(t, i);

		check(tsv_loc(t, i).line == t->line);
		check(tsv_loc(t, i).col == joined.len + (i > 0) + 1);
		if (i > 0)
			buf_addc(&joined, '\t');
		buf_add_str(&joined, field);
		check_field(field);
	}
	check(str_eq(buf_str(&joined), row));
	buf_release(&joined);
}

static void
read_in_pieces(struct reading *r, struct str input, size_t size)
{
	struct diag d = { 0 };
	struct tsv t;
	size_t at = 0, line = 1;

	*r = (struct reading){ 0 };
	fed = input;
	piece = size;
	if (tsv_open(&t, FED, "fuzz", UINT64_MAX, &d)) {
		r->columns = t.n;
		while (tsv_next(&t)) {
			check_row(&t, input, &at, &line);
			buf_add_str(&r->rows, tsv_row(&t));
			buf_addc(&r->rows, '\n');
			r->n++;
		}
		check(fed.len == 0);
	}
	check(t.malformed == (d.count[DIAG_FAILURE] > 0));
	r->told = d.count[DIAG_FAILURE];
	t.close_fd = false;
	tsv_close(&t);
}

/* What was not delivered was told, and only that. */
static void
check_lines(const struct reading *r, struct str input)
{
	size_t lines = 0;

	for (size_t i = 0; i < input.len; i++)
		lines += input.p[i] == '\n';
	if (r->columns == 0) {
		check(r->told > 0);
		return;
	}
	if (input.p[input.len - 1] != '\n')
		lines++;
	check(r->told >= lines - 1 - r->n);
	check((r->told == 0) == (r->n == lines - 1));
}

/* The same rows behind others, that fill a block but for a part of them. */
static void
check_at_border(const struct reading *r, struct str input, size_t back)
{
	struct buf longer = { 0 };
	struct reading again;
	struct str header, rest, rows;
	size_t row = r->columns + 5000;
	size_t pad;

	header = str_cut(input, '\n', &rest);
	if (header.len + back + 2 * row > BLOCK)
		return;
	pad = BLOCK - header.len - 1 - back;
	buf_add_str(&longer, header);
	buf_addc(&longer, '\n');
	/* The first takes what is left over. */
	for (size_t n = row + pad % row; pad > 0; pad -= n, n = row) {
		buf_fill(&longer, 'x', n - r->columns);
		buf_fill(&longer, '\t', r->columns - 1);
		buf_addc(&longer, '\n');
	}
	pad = longer.len - header.len - 1;
	buf_add_str(&longer, rest);
	read_in_pieces(&again, buf_str(&longer), SIZE_MAX);
	check(again.told == r->told);
	rows = buf_str(&again.rows);
	rows.p += pad;
	rows.len -= pad;
	check(str_eq(rows, buf_str(&r->rows)));
	buf_release(&again.rows);
	buf_release(&longer);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str input = { (const char *)data, size };
	struct reading once, other;
	size_t sizes[] = { 1, 7, 0 };
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ data[i]) * 16777619u;
	sizes[2] = 2 + hash % 61;
	read_in_pieces(&once, input, SIZE_MAX);
	check_lines(&once, input);
	for (size_t i = 0; i < 3; i++) {
		read_in_pieces(&other, input, sizes[i]);
		check(other.columns == once.columns);
		check(other.told == once.told);
		check(str_eq(buf_str(&other.rows), buf_str(&once.rows)));
		buf_release(&other.rows);
	}
	if (once.columns > 0 && hash / 64 % 32 == 0)
		check_at_border(&once, input, hash / 2048 % (size + 1));
	buf_release(&once.rows);
	return 0;
}
