#include "base/diag.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/cpr.h"
#include "base/utf8.h"

static const char *const level_name[] = {
	[DIAG_NOTE] = N_("note"),
	[DIAG_WARNING] = N_("warning"),
	[DIAG_ERROR] = N_("error"),
	[DIAG_FAILURE] = N_("error"),
};

static void
add_place(struct buf *line, struct loc loc)
{
	if (loc.file == NULL)
		return;
	/* A file's name may hold anything; it must stay on this line. */
	utf8_show(line, str_of(loc.file));
	buf_addc(line, ':');
	if (loc.line != 0)
		buf_addf(line, "%zu:", loc.line);
	if (loc.line != 0 && loc.col != 0)
		buf_addf(line, "%zu:", loc.col);
	buf_addc(line, ' ');
}

void
diag_add(struct diag *d, enum diag_level level, struct loc loc,
    const char *fmt, ...)
{
	struct buf line = { 0 };
	va_list ap;

	if (d->quiet && level == DIAG_NOTE)
		return;
	if (d->alone && level == DIAG_FAILURE)
		level = DIAG_ERROR;
	d->count[level]++;
	if (d->out == NULL)
		return;
	/* What came of it all is never drowned by the findings before it. */
	if (d->limit != 0 && d->printed >= d->limit &&
	    (level == DIAG_WARNING || level == DIAG_ERROR))
		return;
	d->printed++;
	buf_addf(&line, "%s: ", d->program);
	add_place(&line, loc.file != NULL ? loc : d->at);
	buf_addf(&line, "%s: ", _(level_name[level]));
	va_start(ap, fmt);
	buf_vaddf(&line, fmt, ap);
	va_end(ap);
	buf_addc(&line, '\n');
	fwrite(line.p, 1, line.len, d->out);
	buf_release(&line);
}

void
diag_errno(struct diag *d, const char *file)
{
	int error = errno;

	diag_add(d, DIAG_FAILURE, (struct loc){ .file = file }, "%s",
	    lang_error(error));
}

int
diag_status(const struct diag *d)
{
	if (d->count[DIAG_FAILURE] > 0)
		return 2;
	return d->count[DIAG_ERROR] > 0 ? 1 : 0;
}

int
diag_finish(struct diag *d)
{
	size_t all = 0;

	for (size_t i = 0; i <= DIAG_FAILURE; i++)
		all += d->count[i];
	if (d->out != NULL && all > d->printed)
		fprintf(d->out, _("%s: and %zu more, not shown\n"), d->program,
		    all - d->printed);
	return diag_status(d);
}

/* Appends s with every number that looks like a CPR number masked. */
static void
add_masked(struct buf *out, struct str s)
{
	size_t at, n;

	while ((n = cpr_find(s, &at)) > 0) {
		buf_add(out, s.p, at);
		buf_adds(out, "[CPR]");
		s.p += at + n;
		s.len -= at + n;
	}
	buf_add_str(out, s);
}

void
echo_whole(struct buf *out, struct str s)
{
	struct buf masked = { 0 };

	add_masked(&masked, s);
	utf8_show(out, buf_str(&masked));
	buf_release(&masked);
}

const char *
echo(struct str typed, char out[ECHO_SIZE])
{
	struct buf masked = { 0 }, shown = { 0 };
	size_t cut;

	add_masked(&masked, typed);
	cut = utf8_prefix(buf_str(&masked), 20);
	utf8_show(&shown, (struct str){ buf_text(&masked), cut });
	if (cut < masked.len)
		buf_adds(&shown, "…");
	memcpy(out, buf_text(&shown), shown.len + 1);
	buf_release(&masked);
	buf_release(&shown);
	return out;
}
