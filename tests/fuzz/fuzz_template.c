/*
 * The bytes are a register's own template.  Nothing crashes; it is loaded or
 * something was told; and what is loaded hangs together: fields and columns are
 * there, and a heading leads to a column that has it.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "define/defs.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct {
	char		root[32];
	char		folder[64];
	char		file[80];
	struct defs	*defs;
} here = { .root = "/dev/shm/fu-fuzz.XXXXXX" };

static void
check(bool ok)
{
	if (!ok)
		abort();
}

static void
clean_up(void)
{
	unlink(here.file);
	rmdir(here.folder);
	rmdir(here.root);
	defs_free(here.defs);
}

static void
make_folder(void)
{
	struct diag d = { .out = stderr, .program = "fuzz" };

	check(mkdtemp(here.root) != NULL);
	snprintf(here.folder, sizeof(here.folder), "%s/templates", here.root);
	snprintf(here.file, sizeof(here.file), "%s/t.tsv", here.folder);
	check(mkdir(here.folder, 0700) == 0);
	here.defs = defs_load("share", NULL, &d);
	check(here.defs != NULL);
	atexit(clean_up);
}

static void
write_file(struct str bytes)
{
	int fd = open(here.file, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	check(fd >= 0);
	check(write(fd, bytes.p, bytes.len) == (ssize_t)bytes.len);
	close(fd);
}

static void
check_record(const struct template *t, const struct template_record *r)
{
	check(r->kind != NULL);
	for (size_t i = 0; i < r->n; i++) {
		check(r->field[i].field < r->kind->n);
		check(r->field[i].column == TEMPLATE_NONE ||
		    r->field[i].column < t->n_columns);
		check(r->field[i].other == TEMPLATE_NONE ||
		    (r->field[i].other < r->n && r->field[i].other != i));
	}
}

static void
check_template(const struct template *t)
{
	for (size_t i = 0; i < t->n_columns; i++)
		if (t->column[i].used)
			check(template_column(t, t->column[i].heading[LANG_DA])
			    < t->n_columns);
	for (size_t i = 0; i < t->n; i++)
		check_record(t, &t->record[i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct templates ts = { 0 };
	struct arena arena = { 0 };
	struct diag d = { 0 };
	bool ok;

	if (here.defs == NULL)
		make_folder();
	write_file((struct str){ (const char *)data, size });
	ok = templates_load(&ts, here.defs, here.root, NULL, &arena, &d);
	check(ok == (diag_status(&d) < 2));
	for (size_t i = 0; ok && i < ts.n; i++)
		check_template(&ts.template[i]);
	templates_release(&ts);
	arena_release(&arena);
	return 0;
}
