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
log_key(const struct kind *k, const struct str *value, struct buf *out)
{
	for (size_t i = 0; i < k->n; i++) {
		if (!k->field[i].key || value[i].len == 0)
			continue;
		if (out->len > 0)
			buf_addc(out, ' ');
		buf_add_str(out, k->field[i].name);
		buf_addc(out, '=');
		buf_add_str(out, value[i]);
	}
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

struct reading {
	struct reg	*reg;
	const char	*kind;
	log_fn		*fn;
	void		*arg;
};

static bool
read_segment(const struct reading *in, const char *name)
{
	enum { TIME, OP, KIND, KEY, FIELD, N };
	static const char *const names[N] = { "time", "op", "kind", "key",
	    "field" };
	size_t column[N];
	uint64_t length;
	struct reg *r = in->reg;
	struct tsv t;
	int fd = store_read(r->store, name, &length, r->diag);
	bool ok = fd >= 0 && tsv_open(&t, fd, reg_path(r, name), length,
	    r->diag);

	if (fd < 0)
		return errno == ENOENT;
	for (int i = 0; ok && i < N; i++) {
		column[i] = tsv_column(&t, names[i]);
		ok = column[i] < t.n;
		if (!ok)
			tsv_missing_column(&t, names[i]);
	}
	while (ok && tsv_next(&t))
		if (str_is(tsv_field(&t, column[KIND]), in->kind))
			in->fn(tsv_field(&t, column[TIME]),
			    tsv_field(&t, column[OP]),
			    tsv_field(&t, column[KEY]),
			    tsv_field(&t, column[FIELD]), in->arg);
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
log_each(struct reg *r, const char *kind, log_fn *fn, void *arg)
{
	const struct reading in = { r, kind, fn, arg };
	struct dirent **segment;
	const char *folder = reg_path(r, "log");
	char name[sizeof("log/2026-11.tsv")];
	bool ok = true;
	int n;

	n = scandir(folder, &segment, is_segment, alphasort);
	if (n < 0 && errno != ENOENT) {
		diag_errno(r->diag, folder);
		return false;
	}
	for (int i = 0; i < n; i++) {
		snprintf(name, sizeof(name), "log/%.11s", segment[i]->d_name);
		ok = ok && read_segment(&in, name);
		free(segment[i]);
	}
	if (n >= 0)
		free(segment);
	return ok;
}

/* -------------------------------------------------------------- changes -- */

static void
note_change(struct str time, struct str op, struct str key, struct str field,
    void *arg)
{
	struct log_changes *c = arg;
	size_t before = c->keys.n;
	struct log_change *change;
	uint32_t no;

	(void)field;
	if (str_is(op, "add"))
		return;
	no = intern_add(&c->keys, key);
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

bool
log_changes_read(struct log_changes *c, struct reg *r, const char *kind)
{
	*c = (struct log_changes){ 0 };
	return log_each(r, kind, note_change, c);
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
