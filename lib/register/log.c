#include "register/log.h"

#include <dirent.h>
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"

static const char header[] =
    "time\tuser\top\tkind\tkey\tfield\told\tnew\tsource\n";

/* The login name behind the user id; the environment can be set by anyone. */
static struct str
user_name(struct arena *arena)
{
	const struct passwd *pw = getpwuid(getuid());
	struct buf name = { 0 };
	struct str kept;

	if (pw != NULL)
		tsv_escape(&name, str_of(pw->pw_name));
	else
		buf_addf(&name, "%ld", (long)getuid());
	kept = arena_str(arena, buf_str(&name));
	buf_release(&name);
	return kept;
}

void
log_init(struct log *l, struct reg *r)
{
	time_t now = time(NULL);
	struct tm tm;

	*l = (struct log){ .reg = r, .user = user_name(&r->arena) };
	gmtime_r(&now, &tm);
	strftime(l->name, sizeof(l->name), "log/%Y-%m.tsv", &tm);
	strftime(l->time, sizeof(l->time), "%Y-%m-%dT%H:%M:%SZ", &tm);
}

void
log_add(struct log *l, const struct log_line *line)
{
	const struct str cells[] = { line->kind, line->key, line->field,
	    line->old, line->new, line->source };

	buf_addf(&l->rows, "%s\t%.*s\t%s", l->time, STR(l->user), line->op);
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		buf_addc(&l->rows, '\t');
		buf_add_str(&l->rows, cells[i]);
	}
	buf_addc(&l->rows, '\n');
}

void
log_append(struct log *l)
{
	uint64_t length;
	int fd;

	if (l->rows.len == 0)
		return;
	fd = store_read(l->reg->store, l->name, &length, l->reg->diag);
	if (fd >= 0)
		close(fd);
	else if (errno == ENOENT)
		store_append(l->reg->store, l->name, str_of(header));
	store_append(l->reg->store, l->name, buf_str(&l->rows));
	buf_release(&l->rows);
}

/* -------------------------------------------------------------- reading -- */

static void
note_change(struct log_changes *c, struct str key, struct str time)
{
	size_t before = c->keys.n;
	uint32_t no = intern_add(&c->keys, key);
	struct log_change *change;

	if (no == before) {
		c->of = mem_grow(c->of, no, &c->cap, sizeof(*c->of));
		c->of[no] = (struct log_change){ 0 };
	}
	change = &c->of[no];
	if (time.len >= LOG_TIME_SIZE || str_is(time, change->last))
		return;
	change->n++;
	snprintf(change->last, sizeof(change->last), "%.*s", STR(time));
}

static bool
read_segment(struct log_changes *c, struct reg *r, const char *name,
    const char *kind)
{
	const char *const names[] = { "time", "op", "kind", "key" };
	size_t column[4];
	uint64_t length;
	struct tsv t;
	int fd = store_read(r->store, name, &length, r->diag);
	bool ok = fd >= 0 && tsv_open(&t, fd, reg_path(r, name), length,
	    r->diag);

	if (fd < 0)
		return errno == ENOENT;
	for (size_t i = 0; ok && i < 4; i++) {
		column[i] = tsv_column(&t, names[i]);
		ok = column[i] < t.n;
		if (!ok)
			tsv_missing_column(&t, names[i]);
	}
	while (ok && tsv_next(&t))
		if (str_is(tsv_field(&t, column[1]), "change") &&
		    str_is(tsv_field(&t, column[2]), kind))
			note_change(c, tsv_field(&t, column[3]),
			    tsv_field(&t, column[0]));
	ok = ok && !t.malformed;
	tsv_close(&t);
	return ok;
}

static int
is_segment(const struct dirent *e)
{
	struct str name = str_of(e->d_name);
	day_t first, last;

	return name.len == sizeof("2026-11.tsv") - 1 &&
	    str_ends(name, ".tsv") &&
	    month_parse((struct str){ name.p, 7 }, &first, &last);
}

bool
log_changes_read(struct log_changes *c, struct reg *r, const char *kind)
{
	struct dirent **segment;
	const char *folder = reg_path(r, "log");
	char name[sizeof("log/2026-11.tsv")];
	bool ok = true;
	int n;

	*c = (struct log_changes){ 0 };
	n = scandir(folder, &segment, is_segment, alphasort);
	if (n < 0 && errno != ENOENT) {
		diag_errno(r->diag, folder);
		return false;
	}
	for (int i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "log/%.11s", segment[i]->d_name);
		ok = ok && read_segment(c, r, name, kind);
		free(segment[i]);
	}
	if (n >= 0)
		free(segment);
	return ok;
}

void
log_changes_release(struct log_changes *c)
{
	intern_release(&c->keys);
	free(c->of);
	*c = (struct log_changes){ 0 };
}

const struct log_change *
log_changes_find(const struct log_changes *c, struct str key)
{
	uint32_t no = intern_find(&c->keys, key);

	return no == INTERN_NONE ? NULL : &c->of[no];
}
