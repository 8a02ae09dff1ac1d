#include "define/deffile.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/num.h"

struct str
defline_cell(const struct defline *l, const char *column)
{
	size_t i = tsv_column(l->tsv, column);
	struct buf text = { 0 };
	struct str copy;

	if (i == l->tsv->n)
		return (struct str){ "", 0 };
	tsv_unescape(&text, tsv_field(l->tsv, i));
	copy = arena_str(l->arena, buf_str(&text));
	buf_release(&text);
	return copy;
}

static struct loc
column_loc(const struct defline *l, const char *column)
{
	size_t i = tsv_column(l->tsv, column);

	return tsv_loc(l->tsv, i < l->tsv->n ? i : 0);
}

void
defline_at(const struct defline *l, const char *column)
{
	l->diag->at = column_loc(l, column);
}

void
defline_error(const struct defline *l, const char *column, const char *fmt,
    ...)
{
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&text, fmt, ap);
	va_end(ap);
	diag_add(l->diag, DIAG_FAILURE, column_loc(l, column), "%s: %s",
	    column, buf_text(&text));
	buf_release(&text);
}

bool
defline_number(const struct defline *l, const char *column,
    int64_t *millionths)
{
	struct str cell = defline_cell(l, column);
	char shown[ECHO_SIZE];

	*millionths = 0;
	if (cell.len == 0)
		return false;
	if (num_parse(cell, millionths) == NUM_OK)
		return true;
	defline_error(l, column, _("\"%s\" is not a number"),
	    echo(cell, shown));
	return false;
}

bool
defline_yes(const struct defline *l, const char *column)
{
	struct str cell = defline_cell(l, column);
	char shown[ECHO_SIZE];

	if (cell.len > 0 && !str_is(cell, "yes"))
		defline_error(l, column, _("\"%s\" is not yes or empty"),
		    echo(cell, shown));
	return cell.len > 0;
}

static bool
read_file(const char *path, const struct defline *file, defline_fn *fn,
    void *arg)
{
	struct tsv t;
	struct defline l = *file;
	bool ok = tsv_open_path(&t, path, l.diag);

	l.tsv = &t;
	while (ok && tsv_next(&t)) {
		fn(&l, arg);
		l.diag->at = (struct loc){ 0 };
	}
	ok = ok && !t.malformed;
	tsv_close(&t);
	return ok;
}

static int
is_definition(const struct dirent *e)
{
	return e->d_name[0] != '.' && str_ends(str_of(e->d_name), ".tsv");
}

static int
by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool
read_folder(const char *root, const char *folder, struct defline *l,
    defline_fn *fn, void *arg)
{
	struct buf path = { 0 };
	struct dirent **entry;
	bool ok = true;
	size_t base;
	int n;

	buf_addf(&path, "%s/%s", root, folder);
	n = scandir(path.p, &entry, is_definition, by_bytes);
	if (n < 0 && errno != ENOENT) {
		diag_errno(l->diag, path.p);
		ok = false;
	}
	base = path.len;
	for (int i = 0; i < n; i++) {
		struct str name = str_of(entry[i]->d_name), file;

		path.len = base;
		buf_addf(&path, "/%s", entry[i]->d_name);
		/* Diagnostics may name the file long after this. */
		file = arena_str(l->arena, buf_str(&path));
		l->stem = arena_str(l->arena,
		    (struct str){ name.p, name.len - 4 });
		ok = read_file(file.p, l, fn, arg) && ok;
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
	buf_release(&path);
	return ok;
}

bool
deffile_each(const char *share, const char *reg, const char *folder,
    struct arena *arena, struct diag *d, defline_fn *fn, void *arg)
{
	struct defline l = { .arena = arena, .diag = d };
	bool ok = read_folder(share, folder, &l, fn, arg);

	if (reg == NULL)
		return ok;
	l.local = true;
	return read_folder(reg, folder, &l, fn, arg) && ok;
}
