#include "register/intake.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/out.h"

static struct diag *
diag_of(const struct intake *in)
{
	return in->reg->diag;
}

static struct str
keep(struct intake *in, struct buf *text)
{
	struct str kept = arena_str(&in->batch.arena, buf_str(text));

	buf_release(text);
	return kept;
}

/* -------------------------------------------------------------- inbox -- */

/* Excel's lock files and hidden files are no sheets. */
static int
is_sheet_name(const struct dirent *e)
{
	return e->d_name[0] != '.' && e->d_name[0] != '~';
}

static bool
is_regular(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* The files of the inbox in byte order. */
static char **
list_inbox(struct intake *in, size_t *n)
{
	struct dirent **entry;
	int found = scandir(in->inbox, &entry, is_sheet_name, alphasort);
	char **path;

	*n = 0;
	if (found < 0) {
		diag_errno(diag_of(in), in->inbox);
		return NULL;
	}
	path = mem_array(NULL, (size_t)found, sizeof(*path));
	for (int i = 0; i < found; i++) {
		struct buf name = { 0 };

		buf_addf(&name, "%s/%s", in->inbox, entry[i]->d_name);
		free(entry[i]);
		if (is_regular(name.p))
			path[(*n)++] = mem_dup(name.p, name.len);
		buf_release(&name);
	}
	free(entry);
	return path;
}

/* -------------------------------------------------------------- paths -- */

static struct str
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return str_of(slash != NULL ? slash + 1 : path);
}

/* A name in a folder that nothing has yet: sheet.csv, sheet-2.csv, ... */
static const char *
free_path(struct intake *in, struct str dir, struct str name)
{
	const char *dot = memchr(name.p, '.', name.len);
	size_t stem = dot != NULL && dot > name.p ? (size_t)(dot - name.p) :
	    name.len;
	struct buf path = { 0 };

	buf_addf(&path, "%.*s/%.*s", STR(dir), STR(name));
	for (unsigned i = 2; access(path.p, F_OK) == 0; i++) {
		buf_clear(&path);
		buf_addf(&path, "%.*s/%.*s-%u%s", STR(dir), (int)stem, name.p,
		    i, name.p + stem);
	}
	return keep(in, &path).p;
}

static bool
make_folder(struct intake *in, const char *dir)
{
	if (mkdir(dir, 0700) == 0 || errno == EEXIST)
		return true;
	diag_errno(diag_of(in), dir);
	return false;
}

/* The folder for what is refused of a file. */
static struct str
rejects_of(struct intake *in, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf dir = { 0 };

	if (in->rejects != NULL)
		return str_of(in->rejects);
	if (slash != NULL)
		buf_add(&dir, path, (size_t)(slash - path) + 1);
	buf_adds(&dir, "rejected");
	return keep(in, &dir);
}

/* -------------------------------------------------------------- twins -- */

/* "status.csv" for itself; a workbook is given back as a CSV where workbooks
 * cannot be written. */
static struct str
twin_name(struct intake *in, const struct import *im)
{
	struct str name = base_name(im->path);
	struct buf text = { 0 };

	if (!import_twin_is_csv(im) || im->sheet.form == SHEET_CSV)
		return name;
	buf_addf(&text, "%.*s.csv", STR(name));
	return keep(in, &text);
}

static bool
write_twin(struct intake *in, struct import *im)
{
	struct str dir = rejects_of(in, im->path);
	struct out out;
	bool ok;

	if (!make_folder(in, dir.p))
		return false;
	im->twin = free_path(in, dir, twin_name(in, im));
	out_init(&out);
	if (!out_open(&out, im->twin, diag_of(in)))
		return false;
	ok = import_twin(im, &out.buf);
	if (out_close(&out, ok, diag_of(in)) && ok)
		return true;
	im->twin = NULL;
	return false;
}

static bool
write_twins(struct intake *in)
{
	for (size_t i = 0; i < in->n; i++) {
		struct import *im = &in->file[i];

		if (im->source->n_refused == 0 || im->source->refused)
			continue;
		if (!write_twin(in, im))
			return false;
		diag_add(diag_of(in), DIAG_NOTE, (struct loc){
		    .file = im->path }, _("rows refused: %zu; they are "
		    "in %s"), im->source->n_refused, im->twin);
	}
	return true;
}

static void
remove_twins(struct intake *in)
{
	for (size_t i = 0; i < in->n; i++)
		if (in->file[i].twin != NULL)
			unlink(in->file[i].twin);
}

/* ------------------------------------------------------------ reading -- */

/* With a finer grain a file that cannot be read is a finding: others go on. */
static void
read_files(struct intake *in, char **path, struct receipts *receipts)
{
	diag_of(in)->alone = in->grain != GRAIN_ALL;
	for (size_t i = 0; i < in->n; i++) {
		if (in->progress != NULL)
			in->progress(i, in->n, in->arg);
		import_file(&in->file[i], &in->batch, in->template, path[i],
		    in->tab, receipts, in->file, i);
	}
	diag_of(in)->alone = false;
}

/* What was imported while this waited for the lock. */
static bool
look_again(struct intake *in)
{
	struct receipts now;
	bool ok = receipts_load(&now, in->reg);

	for (size_t i = 0; ok && i < in->n; i++)
		import_look_again(&in->file[i], &now);
	receipts_release(&now);
	return ok;
}

/* As the first time: a file of which rows were refused then is a finding. */
static void
tell_before(const struct intake *in, const struct import *im)
{
	struct loc loc = { .file = im->path };

	if (im->receipt.rejected > 0)
		diag_add(diag_of(in), DIAG_ERROR, loc, _("was imported "
		    "already, %s; rows refused then: %zu"),
		    im->receipt.time, im->receipt.rejected);
	else
		diag_add(diag_of(in), DIAG_NOTE, loc,
		    _("was imported already, %s"), im->receipt.time);
}

/* A file that holds the same as another shares what becomes of it. */
static bool
is_refused(const struct import *im)
{
	if (im->same != NULL)
		im = im->same;
	return im->source->refused && !im->before;
}

static void
count_files(struct intake *in)
{
	for (size_t i = 0; i < in->n; i++) {
		const struct import *im = &in->file[i];

		in->n_before += im->before;
		in->n_refused += is_refused(im);
		in->n_rows_refused += im->source->n_refused;
		if (im->before)
			tell_before(in, im);
	}
}

/* ------------------------------------------------------------ storing -- */

static void
add_receipts(struct intake *in)
{
	for (size_t i = 0; i < in->n; i++) {
		const struct import *im = &in->file[i];

		if (!im->before && !im->source->refused &&
		    im->sha256[0] != '\0')
			receipt_add(&in->batch, im->source, im->sha256,
			    import_template_name(im), im->tab);
	}
}

/* Another sheet may have come in its place. */
static bool
was_replaced(const struct import *im)
{
	struct stat now;

	return stat(im->path, &now) == 0 && (now.st_ino != im->was.st_ino ||
	    now.st_dev != im->was.st_dev || now.st_size != im->was.st_size ||
	    now.st_mtim.tv_sec != im->was.st_mtim.tv_sec ||
	    now.st_mtim.tv_nsec != im->was.st_mtim.tv_nsec);
}

/* The same command again finds the receipt of what was stored, and moves it
 * then. */
static void
move_files(struct intake *in)
{
	for (size_t i = 0; i < in->n; i++) {
		const struct import *im = &in->file[i];
		struct buf dir = { 0 };
		struct str kept;
		const char *to;

		buf_addf(&dir, "%s/%s", in->inbox, is_refused(im) ?
		    "rejected" : "done");
		kept = keep(in, &dir);
		if (!make_folder(in, kept.p))
			return;
		to = free_path(in, kept, base_name(im->path));
		if (was_replaced(im)) {
			diag_add(diag_of(in), DIAG_WARNING, (struct loc){
			    .file = im->path }, _("was replaced while it was "
			    "imported: it stays, for the next time"));
			continue;
		}
		/* Another call with this inbox may have been first. */
		if (rename(im->path, to) != 0 &&
		    !(errno == ENOENT && im->before))
			diag_errno(diag_of(in), im->path);
	}
}

static void
store(struct intake *in)
{
	if (in->grain == GRAIN_ROW && !write_twins(in)) {
		remove_twins(in);
		return;
	}
	add_receipts(in);
	in->stored = batch_store(&in->batch);
	if (!in->stored)
		remove_twins(in);
	else if (in->inbox != NULL)
		move_files(in);
}

static void
take_files(struct intake *in, char **path)
{
	struct receipts receipts;
	bool ok = receipts_load(&receipts, in->reg);

	if (ok)
		read_files(in, path, &receipts);
	receipts_release(&receipts);
	if (!ok)
		return;
	/* Only now the lock; and all findings are told at once. */
	ok = reg_lock(in->reg) && look_again(in) &&
	    batch_check(&in->batch, in->grain);
	count_files(in);
	if (!ok || in->dry_run)
		in->stored = ok && batch_prepare(&in->batch);
	else
		store(in);
}

void
intake_run(struct intake *in, char **path, size_t n)
{
	char **found = NULL;

	batch_init(&in->batch, in->reg);
	in->batch.update = true;
	in->batch.allow_cpr = in->allow_cpr;
	if (in->inbox != NULL)
		path = found = list_inbox(in, &n);
	in->n = n;
	in->file = mem_alloc((n + 1) * sizeof(*in->file));
	if (n > 0)
		take_files(in, path);
	else
		in->stored = in->inbox != NULL && found != NULL;
	in->path = found;
}

void
intake_release(struct intake *in)
{
	for (size_t i = 0; i < in->n; i++) {
		import_release(&in->file[i]);
		if (in->path != NULL)
			free(in->path[i]);
	}
	free(in->path);
	free(in->file);
	batch_release(&in->batch);
}
