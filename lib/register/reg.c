#include "register/reg.h"

#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

enum { WAIT_MS = 60 * 1000 };	/* for another writer */

static const char settings_name[] = "register.tsv";

bool
reg_make(const char *dir, enum lang lang, struct diag *d)
{
	enum { SIZE = 16 };
	unsigned char id[SIZE];
	char hex[2 * SIZE + 1];
	struct buf settings = { 0 };
	bool ok;

	/* By chance, and so no other register's. */
	randombytes_buf(id, sizeof(id));
	buf_addf(&settings, "name\tvalue\nformat\t1\nid\t%s\nlanguage\t%s\n"
	    "jurisdiction\tdk\ncalendar\tdk\nsmallest_cell\t5\n",
	    sodium_bin2hex(hex, sizeof(hex), id, sizeof(id)), lang_code(lang));
	ok = store_make(dir, buf_str(&settings), d);
	buf_release(&settings);
	return ok;
}

static bool
read_settings(struct reg *r)
{
	struct str format, language;
	struct tsv t;
	enum lang lang;
	uint64_t length;
	bool ok;
	int fd = store_read(r->store, settings_name, &length, r->diag);

	if (fd < 0)
		return false;
	ok = tsv_open(&t, fd, reg_path(r, settings_name), length, r->diag) &&
	    frame_read(&r->settings, &t, "name");
	tsv_close(&t);
	if (!ok)
		return false;
	if (r->settings.again_line > 0)
		diag_add(r->diag, DIAG_FAILURE,
		    (struct loc){ .file = reg_path(r, settings_name),
		    .line = r->settings.again_line },
		    _("this setting has a line already: correct that one"));
	format = reg_setting(r, "format");
	language = reg_setting(r, "language");
	if (!str_is(format, "1"))
		diag_add(r->diag, DIAG_FAILURE,
		    (struct loc){ .file = reg_path(r, settings_name) },
		    _("this program reads registers of format 1"));
	if (language.len > 0 && !lang_parse(language, &lang))
		diag_add(r->diag, DIAG_FAILURE,
		    (struct loc){ .file = reg_path(r, settings_name) },
		    _("language is da or en"));
	return diag_status(r->diag) < 2;
}

bool
reg_open(struct reg *r, const char *dir, const char *share, struct diag *d)
{
	*r = (struct reg){ .dir = mem_dup(dir, strlen(dir)), .diag = d };
	r->store = store_open(dir, d);
	if (r->store == NULL || !read_settings(r))
		return false;
	r->defs = defs_load(share, dir, d);
	return r->defs != NULL;
}

bool
reg_lock(struct reg *r)
{
	store_close(r->store);
	r->store = store_open_locked(r->dir, WAIT_MS, r->diag);
	return r->store != NULL;
}

void
reg_close(struct reg *r)
{
	frame_release(&r->settings);
	defs_free(r->defs);
	store_close(r->store);
	arena_release(&r->arena);
	free(r->dir);
	*r = (struct reg){ 0 };
}

static bool
is_register(const char *dir)
{
	struct buf path = { 0 };
	bool found;

	buf_addf(&path, "%s/%s", dir, settings_name);
	found = access(path.p, F_OK) == 0;
	buf_release(&path);
	return found;
}

static char *
working_folder(void)
{
	char *cwd = NULL;

	for (size_t size = 256; size <= 1 << 20; size *= 2) {
		cwd = mem_array(cwd, size, 1);
		if (getcwd(cwd, size) != NULL)
			return cwd;
		if (errno != ERANGE)
			break;
	}
	free(cwd);
	return NULL;
}

char *
reg_nearest(void)
{
	char *dir = working_folder(), *slash;

	while (dir != NULL && !is_register(*dir != '\0' ? dir : "/")) {
		slash = strrchr(dir, '/');
		if (slash == NULL || *dir == '\0') {
			free(dir);
			return NULL;
		}
		*slash = '\0';
	}
	if (dir != NULL && *dir == '\0')
		memcpy(dir, "/", 2);
	return dir;
}

struct str
reg_setting(const struct reg *r, const char *name)
{
	return frame_cell(&r->settings,
	    frame_find(&r->settings, str_of(name)),
	    frame_column(&r->settings, "value"));
}

enum lang
reg_lang(const struct reg *r, enum lang otherwise)
{
	enum lang lang = otherwise;

	lang_parse(reg_setting(r, "language"), &lang);
	return lang;
}

const char *
reg_path(struct reg *r, const char *name)
{
	struct buf path = { 0 };
	struct str kept;

	buf_addf(&path, "%s/%s", r->dir, name);
	kept = arena_str(&r->arena, buf_str(&path));
	buf_release(&path);
	return kept.p;
}

bool
reg_table(struct reg *r, const struct kind *k, struct tsv *t)
{
	struct buf name = { 0 };
	uint64_t length;
	bool ok = false;
	int fd;

	*t = (struct tsv){ .fd = -1 };
	buf_addf(&name, "%.*s.tsv", STR(k->table));
	fd = store_read(r->store, name.p, &length, r->diag);
	if (fd >= 0)
		ok = tsv_open(t, fd, reg_path(r, name.p), length, r->diag);
	buf_release(&name);
	return ok;
}

bool
reg_frame(struct reg *r, const char *kind, const char *key, struct frame *f)
{
	const struct kind *k = kind_find(&r->defs->kinds, str_of(kind));
	size_t failures = r->diag->count[DIAG_FAILURE];
	struct tsv t;
	bool ok = true;

	*f = (struct frame){ 0 };
	if (k == NULL)
		return true;
	if (reg_table(r, k, &t)) {
		ok = frame_read(f, &t, key);
		if (f->again_line != 0)
			diag_add(r->diag, DIAG_FAILURE, (struct loc){ t.file,
			    f->again_line, 0 }, _("a second record with this "
			    "%s; fu-case check says more"), key);
	}
	tsv_close(&t);
	return ok && r->diag->count[DIAG_FAILURE] == failures;
}
