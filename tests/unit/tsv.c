#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "table/tsv.h"
#include "fixture.h"

/* A literal that may hold NUL. */
#define T(literal)	{ literal, sizeof(literal) - 1 }

/* The same numbers in every run (Marsaglia's xorshift). */
static uint64_t
next_random(void)
{
	static uint64_t x = UINT64_C(88172645463325252);

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return x;
}

/* --------------------------------------------------------------- inputs -- */

/* A file that holds these bytes and has no name. */
static int
file_of(struct str bytes)
{
	char name[] = "/tmp/fu-tsv.XXXXXX";
	int fd = mkstemp(name);

	assert_true(fd >= 0);
	unlink(name);
	assert_int_equal(write(fd, bytes.p, bytes.len), bytes.len);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

/* Writes a piece when the one before was read: no read(2) of the other side
 * gets more than one. */
static void
write_pieces(int fd, struct str bytes, size_t size)
{
	while (bytes.len > 0) {
		size_t n = bytes.len < size ? bytes.len : size;
		int unread = 1;

		if (write(fd, bytes.p, n) != (ssize_t)n)
			_exit(1);
		bytes.p += n;
		bytes.len -= n;
		while (unread > 0 && ioctl(fd, FIONREAD, &unread) == 0)
			sched_yield();
	}
	_exit(0);
}

/* A pipe that these bytes come out of in pieces. */
static int
pipe_of(struct str bytes, size_t size, pid_t *writer)
{
	int fd[2];

	assert_int_equal(pipe(fd), 0);
	*writer = fork();
	assert_true(*writer >= 0);
	if (*writer == 0) {
		close(fd[0]);
		write_pieces(fd[1], bytes, size);
	}
	close(fd[1]);
	return fd[0];
}

/* The writer may still wait for what was never read. */
static void
end_writer(pid_t writer)
{
	if (writer == 0)
		return;
	kill(writer, SIGKILL);
	assert_int_equal(waitpid(writer, NULL, 0), writer);
}

/* ---------------------------------------------------------- transcripts -- */

/* Appends the rows that are delivered: line and offset, then the fields with
 * bars between. */
static bool
transcribe(int fd, uint64_t limit, struct buf *out, struct diag *d)
{
	struct tsv t;
	bool ok = tsv_open(&t, fd, "in", limit, d);

	while (ok && tsv_next(&t)) {
		buf_addf(out, "%zu@%llu ", t.line,
		    (unsigned long long)t.offset);
		for (size_t i = 0; i < t.n; i++) {
			buf_adds(out, i > 0 ? "|" : "");
			buf_add_str(out, tsv_field(&t, i));
		}
		buf_addc(out, '\n');
	}
	ok = ok && !t.malformed;
	tsv_close(&t);
	return ok;
}

/* What is told and delivered, from a file and through a pipe. */
static void
assert_reads(struct str bytes, const char *told, const char *rows)
{
	/* 0: a file.  Small pieces take too long for long inputs. */
	static const size_t sizes[] = { 0, 3001, 1, 2, 7 };
	size_t n = bytes.len > 5000 ? 2 : N(sizes);

	for (size_t i = 0; i < n; i++) {
		struct buf found = { 0 };
		struct said said;
		pid_t writer = 0;
		bool ok;

		listen(&said);
		ok = transcribe(sizes[i] == 0 ? file_of(bytes) :
		    pipe_of(bytes, sizes[i], &writer), UINT64_MAX, &found,
		    &said.d);
		end_writer(writer);
		assert_int_equal(ok, *told == '\0');
		assert_int_equal(diag_status(&said.d), ok ? 0 : 2);
		heard(&said, told);
		assert_string_equal(buf_text(&found), rows);
		buf_release(&found);
	}
}

struct reading {
	struct str	 input;
	const char	*told;
	const char	*rows;
};

static void
assert_readings(const struct reading *r, size_t n)
{
	for (; n-- > 0; r++)
		assert_reads(r->input, r->told, r->rows);
}

/* ---------------------------------------------------------- well-formed -- */

static const struct reading well_formed[] = {
	{ T("a\n"), "", "" },
	{ T("a\tb\n1\t2\n"), "", "2@4 1|2\n" },
	{ T("a\tb\n1\t2\n3\t4\n"), "", "2@4 1|2\n3@8 3|4\n" },
	{ T("a\tb\n\t\n"), "", "2@4 |\n" },
	{ T("a\tb\n\t2\n1\t\n"), "", "2@4 |2\n3@7 1|\n" },
	{ T("a\tb\n\\t\\n\t\\r\\\\\n"), "", "2@4 \\t\\n|\\r\\\\\n" },
	{ T("a\tb\n\\\\n\t\\\\\\\\\n"), "", "2@4 \\\\n|\\\\\\\\\n" },
	{ T("a\tb\næøå\t漢😀\n"), "", "2@4 æøå|漢😀\n" },
	{ T("a_1\tb2\n#\t\"x\n"), "", "2@7 #|\"x\n" },
};

static void
rows_with_line_and_offset(void **state)
{
	(void)state;
	assert_readings(well_formed, N(well_formed));
}

/* -------------------------------------------------------------- defects -- */

#define ESCAPES	"a backslash that is not \\t \\n \\r or \\\\; a backslash " \
	"itself is \\\\\n"

/* Each with the rows around it, which are delivered all the same. */
static const struct reading defects[] = {
	{ T("a\tb\n1\t\xF8\n3\t4\n"),
	    "t: in:2:3: error: a byte that is not UTF-8\n", "3@8 3|4\n" },
	{ T("a\tb\n1\t2\n\xC0\xAFx\t4\n5\t6\n"),
	    "t: in:3:1: error: a byte that is not UTF-8\n"
	    "t: in:3:2: error: a byte that is not UTF-8\n",
	    "2@4 1|2\n4@14 5|6\n" },
	/* The column counts bytes: æ takes two. */
	{ T("a\tb\næ\t\x80\n"),
	    "t: in:2:4: error: a byte that is not UTF-8\n", "" },
	{ T("a\tb\n1\t\xE2\x82\n3\t4\n"),
	    "t: in:2:3: error: a byte that is not UTF-8\n"
	    "t: in:2:4: error: a byte that is not UTF-8\n", "3@9 3|4\n" },
	{ T("a\tb\n1\tx\x01\n3\t4\n"),
	    "t: in:2:4: error: a control character\n", "3@9 3|4\n" },
	{ T("a\tb\n1\t\0\n3\t4\n"),
	    "t: in:2:3: error: a control character\n", "3@8 3|4\n" },
	{ T("a\tb\n\x7F\t2\n"), "t: in:2:1: error: a control character\n",
	    "" },
	{ T("a\tb\n\x1B[m\t2\n"), "t: in:2:1: error: a control character\n",
	    "" },
	{ T("a\tb\n1\t2\r\n3\t4\r\n"),
	    "t: in:2:4: error: the line ends with CR LF instead of LF\n"
	    "t: in:3:4: error: the line ends with CR LF instead of LF\n", "" },
	{ T("a\tb\n1\r\t2\n3\t4\n"),
	    "t: in:2:2: error: a CR that is not written \\r\n", "3@9 3|4\n" },
	{ T("a\tb\n1\t\\x\n3\t4\n"), "t: in:2:3: error: " ESCAPES,
	    "3@9 3|4\n" },
	{ T("a\tb\n1\t2\\\n3\t4\n"), "t: in:2:4: error: " ESCAPES,
	    "3@9 3|4\n" },
	{ T("a\tb\n\\\t2\n3\t4\n"), "t: in:2:1: error: " ESCAPES,
	    "3@8 3|4\n" },
	{ T("a\tb\n1\t\\\\\\N\n"), "t: in:2:5: error: " ESCAPES, "" },
	{ T("a\tb\n1\t\\\0\n"), "t: in:2:3: error: " ESCAPES
	    "t: in:2:4: error: a control character\n", "" },
	/* All that is wrong with a line is told. */
	{ T("a\tb\n\\x\t\x80\t\x01\n"), "t: in:2:1: error: " ESCAPES
	    "t: in:2:4: error: a byte that is not UTF-8\n"
	    "t: in:2:6: error: a control character\n"
	    "t: in:2: error: the line has 3 fields, the header has 2\n", "" },
	{ T("a\tb\n1\n3\t4\n"),
	    "t: in:2: error: the line has 1 fields, the header has 2\n",
	    "3@6 3|4\n" },
	{ T("a\tb\n1\t2\t3\n3\t4\n"),
	    "t: in:2: error: the line has 3 fields, the header has 2\n",
	    "3@10 3|4\n" },
	{ T("a\tb\n\n3\t4\n"), "t: in:2: error: an empty line\n",
	    "3@5 3|4\n" },
	{ T("a\tb\n1\t2\n\n"), "t: in:3: error: an empty line\n",
	    "2@4 1|2\n" },
	{ T("a\tb\n1\t2\n3\t4"), "t: in:3: error: the last line has no line "
	    "end: it may be cut off\n", "2@4 1|2\n" },
	{ T("a\tb\n1\t2\n3"), "t: in:3: error: the last line has no line "
	    "end: it may be cut off\n", "2@4 1|2\n" },
	{ T("a\tb\n1"), "t: in:2: error: the last line has no line end: it "
	    "may be cut off\n", "" },
};

static void
each_defect_with_its_place(void **state)
{
	(void)state;
	assert_readings(defects, N(defects));
}

#define NAME	"is not a column name: a small letter, then small letters, " \
	"digits and _\n"

static const struct reading bad_headers[] = {
	{ T(""), "t: in:1: error: empty: there is no header line\n", "" },
	{ T("a\tb"), "t: in:1: error: the header line has no line end\n", "" },
	{ T("\n"), "t: in:1:1: error: \"\" " NAME, "" },
	{ T("a\t\n"), "t: in:1:3: error: \"\" " NAME, "" },
	{ T("a\tB\n1\t2\n"), "t: in:1:3: error: \"B\" " NAME, "" },
	{ T("1a\n"), "t: in:1:1: error: \"1a\" " NAME, "" },
	{ T("a b\tc-d\n"), "t: in:1:1: error: \"a b\" " NAME
	    "t: in:1:5: error: \"c-d\" " NAME, "" },
	{ T("løn\n"), "t: in:1:1: error: \"løn\" " NAME, "" },
	{ T("a\tb\ta\n1\t2\t3\n"),
	    "t: in:1:5: error: column a is there twice\n", "" },
	{ T("a\tb\r\n1\t2\r\n"),
	    "t: in:1:4: error: the line ends with CR LF instead of LF\n", "" },
	{ T("\xEF\xBB\xBF""a\tb\n1\t2\n"),
	    "t: in:1:1: error: a byte order mark before the header\n", "" },
	{ T("a\t\xFF\n"), "t: in:1:3: error: a byte that is not UTF-8\n", "" },
	{ T("a\0\t\0\n\0"), "t: in:1:2: error: a control character\n"
	    "t: in:1:4: error: a control character\n", "" },
};

static void
each_defect_of_a_header(void **state)
{
	(void)state;
	assert_readings(bad_headers, N(bad_headers));
}

static void
columns_have_a_limit(void **state)
{
	(void)state;
	for (size_t n = TSV_COLUMNS_MAX; n <= TSV_COLUMNS_MAX + 1; n++) {
		struct buf in = { 0 };

		for (size_t i = 0; i < n; i++)
			buf_addf(&in, "%sc%zu", i > 0 ? "\t" : "", i);
		buf_addc(&in, '\n');
		assert_reads(buf_str(&in), n <= TSV_COLUMNS_MAX ? "" :
		    "t: in:1: error: more than 1024 columns\n", "");
		buf_release(&in);
	}
}

static void
names_of_columns(void **state)
{
	static const char *const good[] = { "a", "case_id", "slope_30d",
	    "z_" };
	static const char *const bad[] = { "", "A", "_a", "1", "a-b", "a b",
	    "a.b", "aB", "é", "aæ" };
	static const char longest[] = "a23456789_123456789_123456789_"
	    "123456789_123456789_123456789_1234";

	(void)state;
	for (size_t i = 0; i < N(good); i++)
		assert_true(tsv_is_name(str_of(good[i])));
	for (size_t i = 0; i < N(bad); i++)
		assert_false(tsv_is_name(str_of(bad[i])));
	assert_true(tsv_is_name((struct str){ longest, 63 }));
	assert_false(tsv_is_name((struct str){ longest, 64 }));
}

/* -------------------------------------------------------- block borders -- */

/* A table with rows of all lengths, many blocks long, and what a reading of it
 * is to deliver. */
static void
make_table(struct buf *in, struct buf *rows, size_t bytes)
{
	buf_adds(in, "a\tb\tc\n");
	for (size_t line = 2; in->len < bytes; line++) {
		size_t at = in->len, a = next_random() % 300;
		size_t c = next_random() % 50 == 0 ? 9000 : next_random() % 20;

		buf_fill(in, 'a', a);
		buf_adds(in, "\tæ\\n");
		buf_addf(in, "%zu\t", line);
		buf_fill(in, 'c', c);
		buf_addf(rows, "%zu@%zu ", line, at);
		for (; at < in->len; at++)
			buf_addc(rows, in->p[at] == '\t' ? '|' : in->p[at]);
		buf_addc(in, '\n');
		buf_addc(rows, '\n');
	}
}

static void
rows_across_blocks(void **state)
{
	(void)state;
	for (int i = 0; i < 20; i++) {
		struct buf in = { 0 }, rows = { 0 }, found = { 0 };
		struct diag d = { 0 };

		make_table(&in, &rows, 500000);
		assert_true(transcribe(file_of(buf_str(&in)), UINT64_MAX,
		    &found, &d));
		assert_string_equal(buf_text(&found), rows.p);
		buf_release(&in);
		buf_release(&rows);
		buf_release(&found);
	}
}

static void
rows_across_blocks_in_odd_pieces(void **state)
{
	static const size_t sizes[] = { 61, 997, 4095, 4096 };

	(void)state;
	for (size_t i = 0; i < N(sizes); i++) {
		struct buf in = { 0 }, rows = { 0 }, found = { 0 };
		struct diag d = { 0 };
		pid_t writer;

		make_table(&in, &rows, 200000);
		assert_true(transcribe(pipe_of(buf_str(&in), sizes[i],
		    &writer), UINT64_MAX, &found, &d));
		end_writer(writer);
		assert_string_equal(buf_text(&found), rows.p);
		buf_release(&in);
		buf_release(&rows);
		buf_release(&found);
	}
}

/* A defect at every place around the end of the first block. */
static void
defect_at_the_border_of_a_block(void **state)
{
	static const char row[] = "1234567\tx\n";	/* ten bytes */
	enum { HEAD = 4, ROW = sizeof(row) - 1 };

	(void)state;
	for (size_t at = 65520; at < 65560; at++) {
		struct buf in = { 0 }, found = { 0 };
		struct said said;
		size_t number = (at - HEAD) / ROW, byte = (at - HEAD) % ROW;
		char expected[100];

		if (byte == 7 || byte == 9)	/* a delimiter */
			continue;
		buf_adds(&in, "a\tb\n");
		while (in.len < 140000)
			buf_adds(&in, row);
		in.p[at] = '\x02';
		snprintf(expected, sizeof(expected),
		    "t: in:%zu:%zu: error: a control character\n", number + 2,
		    byte + 1);
		listen(&said);
		assert_false(transcribe(file_of(buf_str(&in)), UINT64_MAX,
		    &found, &said.d));
		heard(&said, expected);
		/* One row is missing, all others are there. */
		snprintf(expected, sizeof(expected), "\n%zu@", number + 2);
		assert_null(strstr(found.p, expected));
		snprintf(expected, sizeof(expected), "\n%zu@%zu 1234567|x\n",
		    number + 1, HEAD + (number - 1) * ROW);
		assert_non_null(strstr(found.p, expected));
		snprintf(expected, sizeof(expected), "\n%zu@%zu 1234567|x\n",
		    number + 3, HEAD + (number + 1) * ROW);
		assert_non_null(strstr(found.p, expected));
		buf_release(&in);
		buf_release(&found);
	}
}

/* --------------------------------------------------------------- limits -- */

/* Two short rows around a row of fields of these lengths; the reading tells
 * this and delivers the long row or not. */
static void
assert_long_row(const size_t *field, size_t n, const char *told)
{
	struct buf in = { 0 }, rows = { 0 };
	size_t at;

	for (size_t i = 0; i < n; i++)
		buf_addf(&in, "%sc%zu", i > 0 ? "\t" : "", i);
	buf_addc(&in, '\n');
	for (int line = 2; line <= 4; line++) {
		bool bad = line == 3 && *told != '\0';

		at = in.len;
		for (size_t i = 0; i < n; i++) {
			buf_adds(&in, i > 0 ? "\t" : "");
			buf_fill(&in, 'x', line == 3 ? field[i] : 1);
		}
		buf_addc(&in, '\n');
		if (bad)
			continue;
		buf_addf(&rows, "%d@%zu ", line, at);
		for (; at < in.len; at++)
			buf_addc(&rows, in.p[at] == '\t' ? '|' : in.p[at]);
	}
	assert_reads(buf_str(&in), told, rows.p);
	buf_release(&in);
	buf_release(&rows);
}

static void
field_of_exactly_64_kib(void **state)
{
	static const size_t first[] = { TSV_FIELD_MAX, 3 };
	static const size_t last[] = { 3, TSV_FIELD_MAX };
	static const size_t both[] = { TSV_FIELD_MAX, TSV_FIELD_MAX };

	(void)state;
	assert_long_row(first, 2, "");
	assert_long_row(last, 2, "");
	assert_long_row(both, 2, "");
}

#define LONG_FIELD	"the field is longer than 64 KiB\n"

static void
field_of_one_byte_more(void **state)
{
	static const size_t first[] = { TSV_FIELD_MAX + 1, 3 };
	static const size_t last[] = { 3, TSV_FIELD_MAX + 1 };
	static const size_t both[] = { TSV_FIELD_MAX + 1, TSV_FIELD_MAX + 1 };

	(void)state;
	assert_long_row(first, 2, "t: in:3:1: error: " LONG_FIELD);
	assert_long_row(last, 2, "t: in:3:5: error: " LONG_FIELD);
	assert_long_row(both, 2, "t: in:3:1: error: " LONG_FIELD
	    "t: in:3:65539: error: " LONG_FIELD);
}

/* Sixteen full fields and what is left of a megabyte, its line end counted. */
static void
fill_record(size_t field[17], size_t len)
{
	for (size_t i = 0; i < 16; i++)
		field[i] = 65000;
	field[16] = len - 16 * 65001 - 1;
}

static void
record_of_exactly_1_mib(void **state)
{
	size_t field[17];

	(void)state;
	fill_record(field, TSV_RECORD_MAX);
	assert_long_row(field, 17, "");
}

#define LONG_RECORD	"t: in:3: error: the record is longer than 1 MiB\n"

static void
record_of_one_byte_more(void **state)
{
	size_t field[17];

	(void)state;
	fill_record(field, TSV_RECORD_MAX + 1);
	assert_long_row(field, 17, LONG_RECORD);
}

/* Longer than any block: told once, and passed over to the next line. */
static void
record_that_no_block_holds(void **state)
{
	static const size_t sizes[] = { 2000000, 2097152, 2097153, 3000000,
	    5000000 };

	(void)state;
	for (size_t i = 0; i < N(sizes); i++) {
		struct buf in = { 0 }, found = { 0 };
		struct said said;

		buf_adds(&in, "a\tb\n1\t2\n");
		buf_fill(&in, 'x', sizes[i]);
		buf_adds(&in, "\ty\n3\t4\n5\t6\n");
		listen(&said);
		assert_false(transcribe(file_of(buf_str(&in)), UINT64_MAX,
		    &found, &said.d));
		heard(&said, LONG_RECORD);
		assert_non_null(strstr(found.p, "2@4 1|2\n"));
		assert_non_null(strstr(found.p, "\n4@"));
		assert_non_null(strstr(found.p, " 3|4\n5@"));
		assert_non_null(strstr(found.p, " 5|6\n"));
		buf_release(&in);
		buf_release(&found);
	}
}

static void
offset_behind_a_record_that_no_block_holds(void **state)
{
	struct buf in = { 0 }, found = { 0 };
	struct diag d = { 0 };

	(void)state;
	buf_adds(&in, "a\tb\n1\t2\n");
	buf_fill(&in, 'x', 3000000);
	buf_adds(&in, "\n3\t4\n5\t6\n");
	assert_false(transcribe(file_of(buf_str(&in)), UINT64_MAX, &found, &d));
	assert_string_equal(found.p, "2@4 1|2\n4@3000009 3|4\n"
	    "5@3000013 5|6\n");
	buf_release(&in);
	buf_release(&found);
}

static void
endless_last_record_is_told_once(void **state)
{
	struct buf in = { 0 };

	(void)state;
	buf_adds(&in, "a\tb\n1\t2\n");
	buf_fill(&in, 'x', 3000000);
	assert_reads(buf_str(&in), LONG_RECORD, "2@4 1|2\n");
	buf_release(&in);
}

/* What was found wrong in a block that grew is found in those behind it. */
static void
short_rows_behind_a_long_one(void **state)
{
	struct buf in = { 0 }, found = { 0 };
	struct said said;

	(void)state;
	buf_adds(&in, "a\tb\n");
	buf_fill(&in, 'x', 60000);
	buf_addc(&in, '\t');
	buf_fill(&in, 'y', 60000);
	buf_addc(&in, '\n');
	for (int i = 0; i < 100000; i++)
		buf_adds(&in, i == 90000 ? "1\t\\x\n" : "1\t2\n");
	listen(&said);
	assert_false(transcribe(file_of(buf_str(&in)), UINT64_MAX, &found,
	    &said.d));
	heard(&said, "t: in:90003:3: error: " ESCAPES);
	assert_non_null(strstr(found.p, "\n90002@"));
	assert_null(strstr(found.p, "\n90003@"));
	assert_non_null(strstr(found.p, "\n100002@"));
	buf_release(&in);
	buf_release(&found);
}

/* ------------------------------------------------------ how far to read -- */

static const struct {
	uint64_t	 limit;
	const char	*told;
	const char	*rows;
} limits[] = {
	{ UINT64_MAX, "", "2@4 1|2\n3@8 3|4\n" },
	{ 12, "", "2@4 1|2\n3@8 3|4\n" },
	{ 8, "", "2@4 1|2\n" },
	{ 4, "", "" },
	{ 10, "t: in:3: error: the last line has no line end: it may be cut "
	    "off\n", "2@4 1|2\n" },
	{ 2, "t: in:1: error: the header line has no line end\n", "" },
	{ 0, "t: in:1: error: empty: there is no header line\n", "" },
};

static void
only_so_many_bytes_are_read(void **state)
{
	const struct str in = str_of("a\tb\n1\t2\n3\t4\n");

	(void)state;
	for (size_t i = 0; i < N(limits); i++) {
		struct buf found = { 0 };
		struct said said;
		int fd = file_of(in), same = dup(fd);

		listen(&said);
		transcribe(fd, limits[i].limit, &found, &said.d);
		heard(&said, limits[i].told);
		assert_string_equal(buf_text(&found), limits[i].rows);
		/* Whatever is behind has not been touched. */
		assert_int_equal(lseek(same, 0, SEEK_CUR),
		    limits[i].limit < in.len ? limits[i].limit : in.len);
		close(same);
		buf_release(&found);
	}
}

static void
limit_counts_over_many_blocks(void **state)
{
	struct buf in = { 0 }, found = { 0 };
	struct diag d = { 0 };
	size_t rows = 0;

	(void)state;
	buf_adds(&in, "a\tb\n");
	for (int i = 0; i < 100000; i++)
		buf_adds(&in, "1\t2\n");
	assert_true(transcribe(file_of(buf_str(&in)), 4 + 4 * 70000, &found,
	    &d));
	for (size_t i = 0; i < found.len; i++)
		rows += found.p[i] == '\n';
	assert_int_equal(rows, 70000);
	buf_release(&in);
	buf_release(&found);
}

/* --------------------------------------------------------- opening, &c. -- */

static void
file_that_cannot_be_opened(void **state)
{
	struct said said;
	struct tsv t;
	char expected[100];

	(void)state;
	listen(&said);
	assert_false(tsv_open_path(&t, "/no/such/in.tsv", &said.d));
	tsv_close(&t);
	snprintf(expected, sizeof(expected), "t: /no/such/in.tsv: error: %s\n",
	    strerror(ENOENT));
	heard(&said, expected);
}

static void
file_that_cannot_be_read(void **state)
{
	struct said said;
	struct tsv t;
	char expected[100];

	(void)state;
	listen(&said);
	assert_false(tsv_open_path(&t, "/tmp", &said.d));
	assert_true(t.malformed);
	tsv_close(&t);
	snprintf(expected, sizeof(expected), "t: /tmp: error: %s\n",
	    strerror(EISDIR));
	heard(&said, expected);
}

static void
standard_input_is_left_open(void **state)
{
	struct diag d = { 0 };
	struct tsv t;
	int fd = file_of(str_of("a\n1\n"));

	(void)state;
	assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
	close(fd);
	assert_true(tsv_open_path(&t, "-", &d));
	assert_string_equal(t.file, "<stdin>");
	assert_true(tsv_next(&t));
	tsv_close(&t);
	assert_true(fcntl(STDIN_FILENO, F_GETFD) >= 0);
}

static void
other_inputs_are_closed(void **state)
{
	struct diag d = { 0 };
	struct tsv t;
	int fd = file_of(str_of("a\n1\n"));

	(void)state;
	assert_true(tsv_open(&t, fd, "in", UINT64_MAX, &d));
	tsv_close(&t);
	assert_int_equal(fcntl(fd, F_GETFD), -1);
}

static void
closing_remembers_what_was_malformed(void **state)
{
	struct diag d = { 0 };
	struct tsv t;

	(void)state;
	assert_true(tsv_open(&t, file_of(str_of("a\n\x01\n")), "in",
	    UINT64_MAX, &d));
	assert_false(t.malformed);
	assert_false(tsv_next(&t));
	tsv_close(&t);
	assert_true(t.malformed);
}

static void
end_is_the_end(void **state)
{
	struct diag d = { 0 };
	struct tsv t;

	(void)state;
	assert_true(tsv_open(&t, file_of(str_of("a\n1\n2")), "in", UINT64_MAX,
	    &d));
	assert_true(tsv_next(&t));
	for (int i = 0; i < 3; i++)
		assert_false(tsv_next(&t));
	assert_int_equal(d.count[DIAG_FAILURE], 1);
	tsv_close(&t);
}

/* ------------------------------------------------------ the current row -- */

static void
columns_by_name_and_place(void **state)
{
	struct said said;
	struct tsv t;
	struct loc loc;

	(void)state;
	listen(&said);
	assert_true(tsv_open(&t, file_of(str_of("case_id\tdate\tnote\n"
	    "S-1\t2026-11-22\tx\n")), "in", UINT64_MAX, &said.d));
	assert_int_equal(t.n, 3);
	assert_int_equal(tsv_column(&t, "case_id"), 0);
	assert_int_equal(tsv_column(&t, "note"), 2);
	assert_int_equal(tsv_column(&t, "not"), 3);
	assert_int_equal(tsv_loc(&t, 1).line, 1);
	assert_int_equal(tsv_loc(&t, 1).col, 0);
	assert_true(tsv_next(&t));
	loc = tsv_loc(&t, 2);
	assert_string_equal(loc.file, "in");
	assert_int_equal(loc.line, 2);
	assert_int_equal(loc.col, 16);
	assert_int_equal(tsv_loc(&t, 0).col, 1);
	assert_true(str_is(tsv_row(&t), "S-1\t2026-11-22\tx"));
	assert_true(str_is(tsv_field(&t, 1), "2026-11-22"));
	tsv_missing_column(&t, "value");
	tsv_close(&t);
	heard(&said, "t: in:1: error: missing column value (there are: "
	    "case_id, date, note)\n");
}

/* -------------------------------------------------------------- escapes -- */

static const struct {
	struct str	plain;
	const char	*escaped;
} escapes[] = {
	{ T(""), "" },
	{ T("plain æøå"), "plain æøå" },
	{ T("a\tb"), "a\\tb" },
	{ T("a\nb\r\n"), "a\\nb\\r\\n" },
	{ T("C:\\temp\\new"), "C:\\\\temp\\\\new" },
	{ T("\\"), "\\\\" },
	{ T("\\n"), "\\\\n" },
	{ T("\t\n\r\\"), "\\t\\n\\r\\\\" },
};

static void
escapes_are_exactly_four(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(escapes); i++) {
		struct buf there = { 0 }, back = { 0 };

		tsv_escape(&there, escapes[i].plain);
		assert_string_equal(buf_text(&there), escapes[i].escaped);
		tsv_unescape(&back, buf_str(&there));
		assert_int_equal(back.len, escapes[i].plain.len);
		assert_string_equal(buf_text(&back), escapes[i].plain.p);
		buf_release(&there);
		buf_release(&back);
	}
}

static void
any_bytes_come_back(void **state)
{
	static const char letters[] = "\t\n\r\\tnrx\0";
	char plain[64];

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct buf there = { 0 }, back = { 0 };
		struct str s = { plain, next_random() % sizeof(plain) };

		for (size_t j = 0; j < s.len; j++)
			plain[j] = next_random() % 4 == 0 ?
			    (char)next_random() :
			    letters[next_random() % (sizeof(letters) - 1)];
		tsv_escape(&there, s);
		for (size_t j = 0; j < there.len; j++)
			assert_null(there.p[j] == '\0' ? NULL :
			    strchr("\t\n\r", there.p[j]));
		tsv_unescape(&back, buf_str(&there));
		assert_true(str_eq(buf_str(&back), s));
		buf_release(&there);
		buf_release(&back);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_with_line_and_offset),
		cmocka_unit_test(each_defect_with_its_place),
		cmocka_unit_test(each_defect_of_a_header),
		cmocka_unit_test(columns_have_a_limit),
		cmocka_unit_test(names_of_columns),
		cmocka_unit_test(rows_across_blocks),
		cmocka_unit_test(rows_across_blocks_in_odd_pieces),
		cmocka_unit_test(defect_at_the_border_of_a_block),
		cmocka_unit_test(field_of_exactly_64_kib),
		cmocka_unit_test(field_of_one_byte_more),
		cmocka_unit_test(record_of_exactly_1_mib),
		cmocka_unit_test(record_of_one_byte_more),
		cmocka_unit_test(record_that_no_block_holds),
		cmocka_unit_test(offset_behind_a_record_that_no_block_holds),
		cmocka_unit_test(endless_last_record_is_told_once),
		cmocka_unit_test(short_rows_behind_a_long_one),
		cmocka_unit_test(only_so_many_bytes_are_read),
		cmocka_unit_test(limit_counts_over_many_blocks),
		cmocka_unit_test(file_that_cannot_be_opened),
		cmocka_unit_test(file_that_cannot_be_read),
		cmocka_unit_test(standard_input_is_left_open),
		cmocka_unit_test(other_inputs_are_closed),
		cmocka_unit_test(closing_remembers_what_was_malformed),
		cmocka_unit_test(end_is_the_end),
		cmocka_unit_test(columns_by_name_and_place),
		cmocka_unit_test(escapes_are_exactly_four),
		cmocka_unit_test(any_bytes_come_back),
	};

	return cmocka_run_group_tests_name("tsv", tests, NULL, NULL);
}
