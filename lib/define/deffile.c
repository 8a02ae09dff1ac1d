#include "define/deffile.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/num.h"
#include "table/intern.h"

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

/* Lines of one root that were read. */
struct reading {
	const struct deffolder	*folder;
	struct intern		 keys;
	struct loc		*at;	/* by number of the key, owned */
	size_t			 cap;
	defline_fn		*fn;
	void			*arg;
};

static void
add_key(const struct reading *r, const struct defline *l, struct buf *key)
{
	struct str rest = str_of(r->folder->key);

	if (r->folder->by_file)
		buf_add_str(key, l->stem);
	while (rest.len > 0) {
		struct str name = str_cut(rest, ',', &rest);
		size_t i = 0;

		while (i < l->tsv->n && !str_eq(l->tsv->name[i], name))
			i++;
		buf_addc(key, '\t');
		if (i < l->tsv->n)
			buf_add_str(key, tsv_field(l->tsv, i));
	}
}

/* Is it the first line of its key?  Else it is told. */
static bool
is_first(struct reading *r, const struct defline *l)
{
	struct buf key = { 0 };
	size_t before = r->keys.n;
	struct loc other;
	uint32_t no;

	if (r->folder->key == NULL)
		return true;
	add_key(r, l, &key);
	no = intern_add(&r->keys, buf_str(&key));
	buf_release(&key);
	if (no == before) {
		r->at = mem_grow(r->at, no, &r->cap, sizeof(*r->at));
		r->at[no] = tsv_loc(l->tsv, 0);
		return true;
	}
	other = r->at[no];
	diag_add(l->diag, DIAG_FAILURE, tsv_loc(l->tsv, 0), _("a second line "
	    "with this %s: the other is on %s line %zu"), r->folder->key,
	    other.file, other.line);
	return false;
}

static bool
read_file(const char *path, const struct defline *file, struct reading *r)
{
	struct tsv t;
	struct defline l = *file;
	bool ok = tsv_open_path(&t, path, l.diag);

	l.tsv = &t;
	while (ok && tsv_next(&t)) {
		if (is_first(r, &l))
			r->fn(&l, r->arg);
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
read_files(const char *root, struct defline *l, struct reading *r)
{
	struct buf path = { 0 };
	struct dirent **entry;
	bool ok = true;
	size_t base;
	int n;

	buf_addf(&path, "%s/%s", root, r->folder->name);
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
		ok = read_file(file.p, l, r) && ok;
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
	buf_release(&path);
	return ok;
}

static bool
read_root(const char *root, struct defline *l, struct reading r)
{
	bool ok = read_files(root, l, &r);

	intern_release(&r.keys);
	free(r.at);
	return ok;
}

bool
deffile_each(const char *share, const char *reg,
    const struct deffolder *folder, struct arena *arena, struct diag *d,
    defline_fn *fn, void *arg)
{
	const struct reading r = { .folder = folder, .fn = fn, .arg = arg };
	struct defline l = { .arena = arena, .diag = d };
	bool ok = read_root(share, &l, r);

	if (reg == NULL)
		return ok;
	l.local = true;
	return read_root(reg, &l, r) && ok;
}
