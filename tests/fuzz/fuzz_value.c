/*
 * What import does with a cell: any bytes as what was typed into any field of
 * any kind.  What could be read is canonical: it is legal in its form or told
 * why not, and reading it again changes nothing.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "define/value.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct defs *
definitions(void)
{
	static struct diag d = { .out = NULL };
	static struct defs *defs;

	if (defs == NULL)
		defs = defs_load("share", NULL, &d);
	if (defs == NULL)
		abort();
	return defs;
}

static void
read_twice(const struct defs *defs, const struct field *f, struct str typed,
    struct dialect dialect)
{
	const struct dialect plain = { .decimal = '.' };
	struct buf once = { 0 }, twice = { 0 }, why = { 0 };

	if (value_read(defs, f, typed, dialect, &once, &why)) {
		if (!value_read(defs, f, buf_str(&once), plain, &twice, &why))
			abort();
		if (!str_eq(buf_str(&once), buf_str(&twice)))
			abort();
	} else if (why.len == 0)
		abort();
	buf_clear(&why);
	buf_clear(&twice);
	tsv_escape(&twice, buf_str(&once));
	if (once.len > 0 && !value_check(defs, f, buf_str(&twice), &why) &&
	    why.len == 0)
		abort();
	buf_release(&once);
	buf_release(&twice);
	buf_release(&why);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct defs *defs = definitions();
	const struct kind *k;
	struct str typed;

	if (size < 3)
		return 0;
	typed = (struct str){ (const char *)data + 3, size - 3 };
	/* The reader of sheets lets nothing else through. */
	if (utf8_valid(typed) != typed.len ||
	    (typed.len > 0 && memchr(typed.p, '\0', typed.len) != NULL))
		return 0;
	k = &defs->kinds.kind[data[0] % defs->kinds.n];
	read_twice(defs, &k->field[data[1] % k->n], typed,
	    (struct dialect){ .typed = data[2] % 2,
	    .decimal = data[2] % 3 == 0 ? '.' : ',' });
	return 0;
}
