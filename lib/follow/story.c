#include "follow/story.h"

#include <stdlib.h>

#include "register/index.h"

static struct str *
copy_values(struct story *s, const struct kind *k, const struct str *value)
{
	struct str *copy = arena_alloc(&s->arena, k->n * sizeof(*copy));

	for (size_t i = 0; i < k->n; i++)
		copy[i] = value[i].len == 0 ? (struct str){ "", 0 } :
		    arena_str(&s->arena, value[i]);
	return copy;
}

static void
add_chapter(struct story *s, const struct kind *k, const struct str *value)
{
	size_t date = kind_date(k);
	struct chapter *c;

	s->chapter = mem_grow(s->chapter, s->n, &s->cap, sizeof(*s->chapter));
	c = &s->chapter[s->n];
	*c = (struct chapter){ .kind = k, .number = s->n,
	    .value = copy_values(s, k, value) };
	c->date = date < k->n ? c->value[date] : (struct str){ "", 0 };
	s->n++;
}

static void
read_kind(struct story *s, struct reg *r, const struct kind *k,
    struct str case_id)
{
	size_t id = kind_field(k, "case_id"), *column;
	struct str *value;
	struct tsv t;

	if (id == k->n)
		return;
	if (reg_table(r, k, &t)) {
		column = index_columns(k, &t);
		value = mem_array(NULL, k->n, sizeof(*value));
		while (tsv_next(&t)) {
			index_row(k, &t, column, value);
			if (!str_eq(value[id], case_id))
				continue;
			if (k == s->case_kind)
				s->of_case = copy_values(s, k, value);
			else
				add_chapter(s, k, value);
		}
		free(value);
		free(column);
	}
	tsv_close(&t);
}

static int
by_date(const void *a, const void *b)
{
	const struct chapter *x = a, *y = b;
	int c = str_cmp(x->date, y->date);

	return c != 0 ? c : (x->number > y->number) - (x->number < y->number);
}

bool
story_read(struct story *s, struct reg *r, struct str case_id)
{
	size_t failures = r->diag->count[DIAG_FAILURE];
	const struct kinds *kinds = &r->defs->kinds;
	char shown[ECHO_SIZE];

	*s = (struct story){ .case_kind = kind_find(kinds, str_of("case")) };
	for (size_t i = 0; i < kinds->n; i++)
		read_kind(s, r, &kinds->kind[i], case_id);
	if (s->n > 0)
		qsort(s->chapter, s->n, sizeof(*s->chapter), by_date);
	if (s->of_case == NULL && s->n == 0)
		diag_add(r->diag, DIAG_FAILURE, (struct loc){ .file = r->dir },
		    _("there is no case \"%s\""), echo(case_id, shown));
	return r->diag->count[DIAG_FAILURE] == failures;
}

void
story_release(struct story *s)
{
	free(s->chapter);
	arena_release(&s->arena);
	*s = (struct story){ 0 };
}

struct str
story_case_id(const struct story *s)
{
	const struct kind *k = s->case_kind;
	const struct str *value = s->of_case;

	if (value == NULL && s->n > 0) {
		k = s->chapter[0].kind;
		value = s->chapter[0].value;
	}
	return value != NULL ? value[kind_field(k, "case_id")] :
	    (struct str){ "", 0 };
}
