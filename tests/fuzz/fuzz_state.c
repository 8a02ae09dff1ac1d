/*
 * Any bytes as a state: nothing crashes, whichever command reads it; and what
 * was read is written in a form that reads and writes the same.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "follow/outcome.h"
#include "follow/series_state.h"
#include "follow/week.h"

int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
read_state(struct state *st, struct str bytes, struct diag *d)
{
	struct tsv t;
	bool ok;

	state_init(st, d);
	ok = tsv_open_bytes(&t, bytes, "in", d) && state_read(st, &t);
	tsv_close(&t);
	state_sort(st);
	return ok;
}

static void
write_state(const struct state *st, struct buf *out)
{
	struct buf values = { 0 };

	for (size_t i = 0; i < STATE_COLUMNS; i++) {
		buf_adds(out, i > 0 ? "\t" : "");
		buf_adds(out, state_column[i]);
	}
	buf_addc(out, '\n');
	for (size_t i = 0; i < st->index.n; i++) {
		const struct state_line *l = st->order[i];

		buf_addf(out, "%s\t%.*s\t", state_rule_name(l->rule),
		    STR(l->name));
		tsv_escape(out, l->key);
		buf_addc(out, '\t');
		buf_add_str(out, state_text(l, &values));
		buf_addc(out, '\n');
	}
	buf_release(&values);
}

static void
nothing(const struct outcome *o, void *arg)
{
	(void)o;
	(void)arg;
}

static void
read_by_all(struct state *st, struct diag *d)
{
	static struct defs defs;
	struct outcome_plan plan;
	struct series_set *set = series_new(SAME_DAY_ERROR, d);
	struct week week;

	if (outcome_plan_of(st, &plan))
		outcome_each(st, &plan, 0.95, nothing, NULL);
	if (series_from_state(set, st) && series_finish(set))
		for (size_t i = 0; i < series_count(set); i++) {
			struct series s = series_at(set, i);
			int64_t slope;

			change_slope_30d(&s.change, &slope);
		}
	series_free(set);
	week_from_state(&week, &defs, st);
	week_release(&week);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct buf once = { 0 }, twice = { 0 };
	struct state st, again;
	struct diag d = { 0 };

	if (read_state(&st, bytes, &d)) {
		read_by_all(&st, &d);
		write_state(&st, &once);
		if (!read_state(&again, buf_str(&once), &d))
			abort();
		write_state(&again, &twice);
		if (!str_eq(buf_str(&once), buf_str(&twice)))
			abort();
		state_release(&again);
	}
	state_release(&st);
	buf_release(&once);
	buf_release(&twice);
	return 0;
}
