/*
 * The first byte says which template, the second whether the name ends in
 * ".tsv"; the rest is a sheet, of any form, that goes through an import against
 * a small register up to where it would be stored.  Nothing crashes; a twin is
 * a sheet again that holds each refused row once and whose headings are found;
 * and no CPR number that was put in is said to anybody.
 */
#include <fcntl.h>
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "register/import.h"
#include "table/tsv.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* By letter: a to k. */
static const char *const templates[] = { "trivsel", "status", "samtale",
    "topi", "maal", "sager", "feedback" };
static const char *const kinds[] = { "rating", "case", "goal", "meeting" };

enum {
	N_TEMPLATES = sizeof(templates) / sizeof(templates[0]),
	N = N_TEMPLATES + sizeof(kinds) / sizeof(kinds[0])
};

/* A day and digits that nobody has been given; in the dictionary, too. */
static const char cpr[] = "070761-4285";

static struct {
	char			root[32];
	char			path[2][48];	/* CSV, fu-tsv */
	struct reg		reg;
	struct diag		diag;
	struct receipts		receipts;
	struct template		own[N - N_TEMPLATES];
	const struct template	*t[N];
} here = { .root = "/dev/shm/fu-fuzz.XXXXXX" };

static void
check(bool ok)
{
	if (!ok)
		abort();
}

/* ------------------------------------------------------------ register -- */

static void
write_file(const char *path, struct str bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	check(fd >= 0);
	check(write(fd, bytes.p, bytes.len) == (ssize_t)bytes.len);
	close(fd);
}

static void
write_table(const char *name, const char *text)
{
	char path[80];

	snprintf(path, sizeof(path), "%s/reg/%s", here.root, name);
	write_file(path, str_of(text));
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static void
clean_up(void)
{
	receipts_release(&here.receipts);
	for (size_t i = 0; i < N - N_TEMPLATES; i++)
		template_release(&here.own[i]);
	reg_close(&here.reg);
	nftw(here.root, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void
find_templates(void)
{
	const struct defs *defs = here.reg.defs;

	for (size_t i = 0; i < N_TEMPLATES; i++)
		here.t[i] = template_find(&defs->templates,
		    str_of(templates[i]));
	for (size_t i = N_TEMPLATES; i < N; i++) {
		template_of_kind(&here.own[i - N_TEMPLATES], kind_find(
		    &defs->kinds, str_of(kinds[i - N_TEMPLATES])));
		here.t[i] = &here.own[i - N_TEMPLATES];
	}
	for (size_t i = 0; i < N; i++)
		check(here.t[i] != NULL);
}

static void
make_register(void)
{
	char dir[48];

	here.diag = (struct diag){ .out = stderr, .program = "fuzz" };
	check(mkdtemp(here.root) != NULL);
	snprintf(dir, sizeof(dir), "%s/reg", here.root);
	snprintf(here.path[0], sizeof(here.path[0]), "%s/s.csv", here.root);
	snprintf(here.path[1], sizeof(here.path[1]), "%s/s.tsv", here.root);
	check(reg_make(dir, LANG_DA, &here.diag));
	write_table("cases.tsv", "case_id\tchild_id\tallocated\n"
	    "S-0001\tB-0001\t2026-01-05\nS-0002\tB-0002\t2026-01-12\n"
	    "S-0003\tB-0003\t2026-02-02\n");
	write_table("goals.tsv", "case_id\tgoal_id\ttext\tset_on\n"
	    "S-0001\tM1\ta\t2026-01-10\nS-0001\tM2\tb\t2026-01-10\n"
	    "S-0002\tM1\tc\t2026-01-20\n");
	write_table("ratings.tsv", "case_id\tdate\tscale\trater\tvalue\n"
	    "S-0001\t2026-11-20\ttrivsel\tchild\t6.5\n");
	check(reg_open(&here.reg, dir, "share", &here.diag));
	check(receipts_load(&here.receipts, &here.reg));
	find_templates();
	atexit(clean_up);
}

/* ------------------------------------------------------------- reading -- */

/* What one import came to. */
struct result {
	struct batch	batch;
	struct import	im;
	char		*said;
	size_t		len;
};

static void
take_in(struct result *r, const struct template *t, bool tsv, struct str bytes)
{
	write_file(here.path[tsv], bytes);
	here.diag = (struct diag){ .program = "fuzz", .alone = true,
	    .out = open_memstream(&r->said, &r->len) };
	batch_init(&r->batch, &here.reg);
	r->batch.update = true;
	import_file(&r->im, &r->batch, t, here.path[tsv], NULL,
	    &here.receipts, NULL, 0);
	check(!r->im.before);
	check(batch_check(&r->batch, GRAIN_ROW) ==
	    (diag_status(&here.diag) < 2));
}

static void
release(struct result *r)
{
	import_release(&r->im);
	batch_release(&r->batch);
	fclose(here.diag.out);
	here.diag.out = NULL;
	free(r->said);
}

static bool
is_digit(const char *p, const char *end)
{
	return p < end && *p >= '0' && *p <= '9';
}

/* How often the number stands in it, and whether once with digits around, so
 * that it is none. */
static size_t
count_cpr(struct str s, bool *other)
{
	const char *end = s.p + s.len;
	size_t n = 0, len = sizeof(cpr) - 1;

	*other = false;
	for (const char *p = s.p; p + len <= end; p++)
		if (memcmp(p, cpr, len) == 0) {
			n++;
			*other |= is_digit(p + len, end) || (p > s.p &&
			    is_digit(p - 1, end));
		}
	return n;
}

/* What stands in it and is no number is not looked for. */
static void
check_silence(const struct result *r, struct str input)
{
	bool other;

	fflush(here.diag.out);
	if (count_cpr(input, &other) > 0 && !other)
		check(count_cpr((struct str){ r->said, r->len }, &other) == 0);
}

static bool
count_row(const struct sheet_row *row, void *arg)
{
	size_t *n = arg;

	check(row->n >= 3 || row->broken != NULL);
	++*n;
	return true;
}

static size_t
count_sheet_rows(struct str bytes, char delimiter)
{
	struct diag d = { 0 };
	struct buf copy = { 0 };
	struct sheet s;
	size_t n = 0;

	buf_add_str(&copy, bytes);
	check(sheet_parse(&s, "twin", &copy, NULL, &d));
	/* A row with a control character has it still. */
	s.give_broken = true;
	check(sheet_each(&s, delimiter, count_row, &n, &d) == 0);
	sheet_release(&s);
	return n;
}

static size_t
count_tsv_rows(struct str bytes)
{
	struct diag d = { 0 };
	struct tsv t;
	size_t n = 1;

	write_file(here.path[1], bytes);
	check(tsv_open_path(&t, here.path[1], &d));
	while (tsv_next(&t))
		n++;
	check(!t.malformed);
	tsv_close(&t);
	return n;
}

/* The headings and each refused row, and it can be imported. */
static void
check_twin(const struct result *r, bool tsv, struct buf *twin)
{
	size_t rows = r->im.source->n_refused + 1;

	check(import_twin(&r->im, twin));
	if (tsv)
		check(count_tsv_rows(buf_str(twin)) == rows);
	else
		check(count_sheet_rows(buf_str(twin), r->im.delimiter) == rows);
}

static void
import_again(const struct template *t, bool tsv, const struct buf *twin)
{
	struct result r;

	take_in(&r, t, tsv, buf_str(twin));
	check(!r.im.source->refused);
	release(&r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str input = { (const char *)data + 2, size - 2 };
	struct result r;
	struct buf twin = { 0 };
	const struct template *t;
	bool tsv, has_twin;

	if (here.t[0] == NULL)
		make_register();
	if (size < 2)
		return 0;
	t = here.t[(data[0] + 31) % 32 % N];
	tsv = data[1] == 't';
	take_in(&r, t, tsv, input);
	check_silence(&r, input);
	has_twin = !r.im.source->refused && r.im.source->n_refused > 0 &&
	    diag_status(&here.diag) < 2;
	if (has_twin)
		check_twin(&r, tsv, &twin);
	release(&r);
	if (has_twin)
		import_again(t, tsv, &twin);
	buf_release(&twin);
	return 0;
}
