#include "states.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static bool wanted;
static const char *secret;

/* As long as the digest that is made of it. */
enum { SECRET_MIN = 32, SECRET_MAX = 64 * 1024 };

const struct opt opts_state[] = {
	{ OPT_FLAG, '\0', "state", NULL, &wanted,
	    "print what is calculated from, to be merged" },
	{ OPT_TEXT, '\0', "secret", "file", &secret,
	    "what digests of cases in states are keyed with" },
	{ .kind = OPT_END }
};

bool
states_wanted(void)
{
	return wanted;
}

bool
states_check_read(struct run *r)
{
	if (!wanted && secret == NULL)
		return true;
	diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 }, _("--state and "
	    "--secret are for what is counted here; states that are there are "
	    "added up by fu-score merge"));
	return false;
}

static bool
read_secret(struct run *r, struct buf *out)
{
	struct loc loc = { .file = secret };
	char bytes[4096];
	int fd = open(secret, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd;

	while (n >= 0 && out->len <= SECRET_MAX &&
	    (n = read(fd, bytes, sizeof(bytes))) > 0)
		buf_add(out, bytes, (size_t)n);
	if (fd >= 0)
		close(fd);
	if (n < 0) {
		diag_errno(&r->diag, secret);
		return false;
	}
	if (out->len >= SECRET_MIN && out->len <= SECRET_MAX)
		return true;
	diag_add(&r->diag, DIAG_FAILURE, loc, _("a secret has from %d to %d "
	    "bytes; this has %zu"), SECRET_MIN, SECRET_MAX, out->len);
	return false;
}

bool
states_begin(struct run *r, struct state *st)
{
	struct buf bytes = { 0 };
	bool ok = secret == NULL || read_secret(r, &bytes);

	if (ok && secret != NULL && !wanted) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("--secret: it is for --state, which is not asked for"));
		ok = false;
	}
	ok = ok && state_secret(st, buf_str(&bytes));
	buf_release(&bytes);
	return ok;
}

bool
states_print(struct run *r, struct supply *s, struct state *st,
    const char *format)
{
	struct view_column column[STATE_COLUMNS];
	struct str cell[STATE_COLUMNS];
	struct buf key = { 0 }, values = { 0 };
	struct view *v;

	for (size_t i = 0; i < STATE_COLUMNS; i++)
		column[i] = (struct view_column){ .column = {
		    .name = str_of(state_column[i]),
		    .label = str_of(state_column[i]) } };
	v = common_view(r, s, NULL, "state", format, column, STATE_COLUMNS,
	    NULL, NULL);
	if (v == NULL)
		return false;
	state_sort(st);
	for (size_t i = 0; i < st->index.n; i++) {
		const struct state_line *l = st->order[i];

		buf_clear(&key);
		tsv_escape(&key, l->key);
		cell[0] = str_of(state_rule_name(l->rule));
		cell[1] = l->name;
		cell[2] = buf_str(&key);
		cell[3] = state_text(l, &values);
		view_row(v, cell);
	}
	view_end(v);
	buf_release(&key);
	buf_release(&values);
	return true;
}
