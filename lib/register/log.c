#include "register/log.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

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
