#include "define/defs.h"

#include <stdlib.h>

#include "base/diag.h"

static void
check_lists(const struct defs *defs, const struct kind *k, struct diag *d)
{
	for (size_t i = 0; i < k->n; i++) {
		const struct field *f = &k->field[i];

		if (f->values.len > 0 &&
		    list_find(&defs->lists, f->values) == NULL)
			diag_add(d, DIAG_FAILURE, (struct loc){ 0 },
			    _("kind %.*s, field %.*s: there is no list "
			    "codes/%.*s.tsv"), STR(k->name), STR(f->name),
			    STR(f->values));
	}
}

struct defs *
defs_load(const char *share, const char *reg, struct diag *d)
{
	struct defs *defs = mem_alloc(sizeof(*defs));
	size_t failures = d->count[DIAG_FAILURE];

	kinds_load(&defs->kinds, share, reg, &defs->arena, d);
	lists_load(&defs->lists, share, reg, &defs->arena, d);
	scales_load(&defs->scales, share, reg, &defs->arena, d);
	calendars_load(&defs->calendars, share, reg, &defs->arena, d);
	for (size_t i = 0; i < defs->kinds.n; i++)
		check_lists(defs, &defs->kinds.kind[i], d);
	if (defs->kinds.n == 0)
		diag_add(d, DIAG_FAILURE, (struct loc){ .file = share },
		    _("no definitions here (set FU_SHARE to the folder that "
		    "holds kinds, codes, scales and norms)"));
	templates_load(&defs->templates, defs, share, reg, &defs->arena, d);
	rules_load(&defs->rules, defs, share, reg, &defs->arena, d);
	if (d->count[DIAG_FAILURE] == failures)
		return defs;
	defs_free(defs);
	return NULL;
}

void
defs_free(struct defs *defs)
{
	if (defs == NULL)
		return;
	templates_release(&defs->templates);
	rules_release(&defs->rules);
	kinds_release(&defs->kinds);
	lists_release(&defs->lists);
	scales_release(&defs->scales);
	calendars_release(&defs->calendars);
	arena_release(&defs->arena);
	free(defs);
}
