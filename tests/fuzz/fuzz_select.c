/*
 * Any bytes: a condition, a line end, and a cell.  Nothing crashes; a condition
 * and its negation never both select a row, and one of them does where nothing
 * was told and the value is there.  That holds for every type of a column.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "table/select.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CELL_MAX = 8192 };

static const struct {
	const char	*op, *negation;
} pairs[] = {
	{ "~", "!~" }, { "~*", "!~*" }, { "=", "!=" }, { "<", ">=" },
	{ ">", "<=" }
};

static void
check(bool ok)
{
	if (!ok)
		abort();
}

static bool
find_column(const char *name, size_t *column, enum order_as *order, void *arg)
{
	*column = 0;
	*order = *(const enum order_as *)arg;
	return name[0] == 'x' && name[1] == '\0';
}

enum answer { NO, YES, TOLD };

/* Does the condition select the row?  TOLD: there was something wrong. */
static enum answer
selects(const char *word, enum order_as order, const struct tsv *t)
{
	struct diag d = { 0 };
	struct select *s = select_new(&word, 1, &d);
	bool yes = false;

	check((s != NULL) == (d.count[DIAG_FAILURE] == 0));
	if (s != NULL && select_bind(s, find_column, &order, t, &d))
		yes = select_row(s, t, &d);
	select_free(s);
	check(!yes || diag_status(&d) == 0);
	return diag_status(&d) != 0 ? TOLD : yes ? YES : NO;
}

static enum answer
selects_by(const char *op, const char *value, enum order_as order,
    const struct tsv *t)
{
	struct buf word = { 0 };
	enum answer answer;

	buf_addf(&word, "x%s%s", op, value);
	answer = selects(word.p, order, t);
	buf_release(&word);
	return answer;
}

static void
check_pairs(const char *value, const struct tsv *t)
{
	/* In front of a value these make another operator. */
	if (value[0] == '*' || value[0] == '=')
		return;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		for (enum order_as order = ORDER_UNKNOWN; order <= ORDER_TEXT;
		    order++) {
			enum answer a = selects_by(pairs[i].op, value, order,
			    t);
			enum answer b = selects_by(pairs[i].negation, value,
			    order, t);

			check(a != YES || b != YES);
			check(a != NO || b != NO || t->end[0] == 0);
		}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str cell, value = str_cut((struct str){ (const char *)data,
	    size }, '\n', &cell);
	struct str name = { "x", 1 };
	struct buf block = { 0 };
	char *word = mem_dup(value.p, value.len);
	struct tsv t = { .file = "fuzz", .name = &name, .n = 1, .line = 2 };
	uint32_t end;

	cell.len = utf8_valid(cell);
	if (cell.len > CELL_MAX)
		cell.len = utf8_prefix(cell, CELL_MAX / 4);
	tsv_escape(&block, cell);
	end = (uint32_t)block.len;
	buf_addc(&block, '\n');
	t.row = t.block = block.p;
	t.end = &end;
	if (select_is_condition(word))
		selects(word, ORDER_UNKNOWN, &t);
	check_pairs(word, &t);
	buf_release(&block);
	free(word);
	return 0;
}
