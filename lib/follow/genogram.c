#include "follow/genogram.h"

#include <stdlib.h>

#include "base/date.h"
#include "follow/judge.h"

/* -------------------------------------------------------------- persons -- */

static int
by_person(const void *a, const void *b)
{
	const struct genogram_person *x = a, *y = b;
	bool child = str_is(x->person, "child");

	if (child != str_is(y->person, "child"))
		return child ? -1 : 1;
	return str_cmp(x->person, y->person);
}

static void
add_person(struct genogram *g, struct str person)
{
	g->person = mem_grow(g->person, g->n, &g->cap, sizeof(*g->person));
	g->person[g->n++] = (struct genogram_person){ .person =
	    person.len > 0 ? person : str_of("child") };
}

static void
sort_persons(struct genogram *g)
{
	size_t n = 1;

	qsort(g->person, g->n, sizeof(*g->person), by_person);
	for (size_t i = 1; i < g->n; i++)
		if (by_person(&g->person[i], &g->person[n - 1]) != 0)
			g->person[n++] = g->person[i];
	g->n = n;
}

static size_t
find_person(const struct genogram *g, struct str person)
{
	const struct genogram_person key = { .person = person.len > 0 ?
	    person : str_of("child") };
	const struct genogram_person *found = bsearch(&key, g->person, g->n,
	    sizeof(key), by_person);

	return (size_t)(found - g->person);
}

/* A month that has begun on the day; false where none is said. */
static bool
has_begun(const struct standing *s, struct str month)
{
	char date[DATE_SIZE];
	day_t first, last;

	return month_parse(month, &first, &last) &&
	    str_cmp(str_of(date_format(date, first)), s->as_of) <= 0;
}

static const struct chapter *
next_relation(const struct standing *s, size_t *at)
{
	const struct chapter *c;

	while ((c = standing_next(s, "relation", at)) != NULL) {
		struct str from = chapter_field(c, "from");

		if (from.len == 0 || has_begun(s, from))
			return c;
	}
	return NULL;
}

static void
read_persons(struct genogram *g, const struct standing *s)
{
	const struct chapter *c;
	size_t at = 0;

	add_person(g, str_of("child"));
	while ((c = next_relation(s, &at)) != NULL) {
		add_person(g, chapter_field(c, "person"));
		add_person(g, chapter_field(c, "to"));
	}
	sort_persons(g);
}

/* ----------------------------------------------------------------- ties -- */

/* Of two about the same persons the one that counts comes last. */
static int
by_time(const struct genogram_tie *x, const struct genogram_tie *y)
{
	static const char *const fields[] = { "from", "relation" };
	int c = (int)y->ended - (int)x->ended;

	for (size_t i = 0; c == 0 && i < 2; i++)
		c = str_cmp(chapter_field(x->chapter, fields[i]),
		    chapter_field(y->chapter, fields[i]));
	return c;
}

static int
by_tie(const void *a, const void *b)
{
	const struct genogram_tie *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	return by_time(x, y);
}

static void
read_ties(struct genogram *g, const struct standing *s,
    const struct list *relations)
{
	const struct chapter *c;
	size_t at = 0;

	while ((c = next_relation(s, &at)) != NULL) {
		struct genogram_tie t = { .chapter = c,
		    .from = find_person(g, chapter_field(c, "person")),
		    .to = find_person(g, chapter_field(c, "to")),
		    .ended = !standing_is_open(s, c) };

		if (relations != NULL)
			t.code = code_find(relations,
			    chapter_field(c, "relation"));
		if (t.code != NULL)
			t.sort = t.code->tie;
		g->tie = mem_grow(g->tie, g->ties, &g->tie_cap,
		    sizeof(*g->tie));
		g->tie[g->ties++] = t;
	}
	if (g->ties > 0)
		qsort(g->tie, g->ties, sizeof(*g->tie), by_tie);
	for (size_t i = 0; i < g->ties; i++)
		g->tie[i].latest = i + 1 == g->ties ||
		    g->tie[i].from != g->tie[i + 1].from ||
		    g->tie[i].to != g->tie[i + 1].to;
}

static void
keep_filled(struct str *kept, struct str value)
{
	if (value.len > 0)
		*kept = value;
}

/* What the records say of persons; of mother and father the list does. */
static void
describe(struct genogram *g, const struct standing *s,
    const struct list *raters)
{
	const struct story *story = s->story;
	const struct code *role;

	for (size_t i = 0; i < g->n && raters != NULL; i++) {
		role = code_find(raters, judge_role(g->person[i].person));
		if (role != NULL)
			g->person[i].sex = role->sex;
	}
	if (story->of_case != NULL &&
	    kind_field(story->case_kind, "sex") < story->case_kind->n)
		g->person[GENOGRAM_CHILD].sex = story->of_case[
		    kind_field(story->case_kind, "sex")];
	for (size_t i = 0; i < g->ties; i++) {
		const struct genogram_tie *t = &g->tie[i];
		struct genogram_person *p = &g->person[t->from];

		keep_filled(&p->name, chapter_field(t->chapter, "name"));
		keep_filled(&p->sex, chapter_field(t->chapter, "sex"));
		p->died |= has_begun(s, chapter_field(t->chapter, "died"));
		p->witness |= !t->ended &&
		    str_is(chapter_field(t->chapter, "witness"), "yes");
	}
}

/* From the child on, in the order of the ties, until nobody is reached. */
static void
spread_generations(struct genogram *g)
{
	bool more = true;

	g->person[GENOGRAM_CHILD].has_generation = true;
	while (more) {
		more = false;
		for (size_t i = 0; i < g->ties; i++) {
			const struct genogram_tie *t = &g->tie[i];
			struct genogram_person *a = &g->person[t->from];
			struct genogram_person *b = &g->person[t->to];

			if (t->code == NULL || !t->code->has_generation ||
			    a->has_generation == b->has_generation)
				continue;
			if (b->has_generation)
				a->generation = b->generation +
				    t->code->generation;
			else
				b->generation = a->generation -
				    t->code->generation;
			a->has_generation = b->has_generation = more = true;
		}
	}
}

/* ------------------------------------------------------------- families -- */

static size_t
family_of(const struct genogram *g, size_t child)
{
	for (size_t i = 0; i < g->families; i++)
		for (size_t k = 0; k < g->family[i].n; k++)
			if (!g->family[i].foster &&
			    g->family[i].child[k] == child)
				return i;
	return g->families;
}

static void
add_child(struct genogram *g, size_t family, size_t child)
{
	struct genogram_family *f = &g->family[family];

	f->child = mem_grow(f->child, f->n, &f->cap, sizeof(*f->child));
	f->child[f->n++] = child;
	g->person[child].in_family = true;
}

static bool
is_same_family(const struct genogram_family *a,
    const struct genogram_family *b)
{
	return a->parents > 0 && a->parents == b->parents &&
	    a->parent[0] == b->parent[0] && a->parent[1] == b->parent[1] &&
	    a->foster == b->foster && a->ended == b->ended;
}

/* A new one, where there is none with the same parents. */
static size_t
find_family(struct genogram *g, const struct genogram_family *new)
{
	for (size_t i = 0; i < g->families; i++)
		if (is_same_family(&g->family[i], new))
			return i;
	g->family = mem_grow(g->family, g->families, &g->family_cap,
	    sizeof(*g->family));
	g->family[g->families] = *new;
	return g->families++;
}

static void
close_family(struct genogram *g, struct genogram_family *f, size_t child)
{
	if (f->parents > 0)
		add_child(g, find_family(g, f), child);
	*f = (struct genogram_family){ .foster = f->foster,
	    .ended = f->ended };
}

static bool
is_parent(const struct genogram *g, const struct genogram_tie *t, size_t child,
    const struct genogram_family *f)
{
	return t->to == child && t->latest && g->person[child].has_generation &&
	    t->sort == (f->foster ? TIE_FOSTER : TIE_DESCENT) &&
	    (!f->foster || t->ended == f->ended) &&
	    g->person[t->from].generation > g->person[child].generation;
}

/* Parents of one sort, in pairs where more than two are told. */
static void
add_parents(struct genogram *g, size_t child, bool foster, bool ended)
{
	struct genogram_family f = { .foster = foster, .ended = ended };

	for (size_t i = 0; i < g->ties; i++) {
		size_t parent = g->tie[i].from;

		if (!is_parent(g, &g->tie[i], child, &f))
			continue;
		if (f.parents == 2 || (f.parents == 1 &&
		    g->person[f.parent[0]].generation !=
		    g->person[parent].generation))
			close_family(g, &f, child);
		f.parent[f.parents++] = parent;
		g->person[parent].in_family = true;
	}
	close_family(g, &f, child);
}

/* Two of one generation, who are not one and the same. */
static bool
are_level(const struct genogram *g, size_t a, size_t b)
{
	return a != b && g->person[a].has_generation &&
	    g->person[b].has_generation &&
	    g->person[a].generation == g->person[b].generation;
}

/* Siblings of whom no parent is told have those of the other one; where
 * neither has any, and that is asked for, they are a family without.  False
 * if there was nobody to join. */
static bool
join_siblings(struct genogram *g, bool without)
{
	const struct genogram_family unknown = { 0 };

	for (size_t i = 0; i < g->ties; i++) {
		const struct genogram_tie *t = &g->tie[i];
		size_t a = family_of(g, t->from), b = family_of(g, t->to);

		if (t->sort != TIE_SIBLING || !t->latest ||
		    !are_level(g, t->from, t->to) ||
		    (a < g->families && b < g->families) ||
		    (a == b && !without))
			continue;
		if (a == b) {
			a = find_family(g, &unknown);
			add_child(g, a, t->from);
		}
		if (a < g->families)
			add_child(g, a, t->to);
		else
			add_child(g, b, t->from);
		return true;
	}
	return false;
}

/* -------------------------------------------------------------- couples -- */

static void
add_couple(struct genogram *g, size_t a, size_t b,
    const struct genogram_tie *tie)
{
	size_t one = a < b ? a : b, other = a < b ? b : a, i = 0;

	if (!are_level(g, a, b))
		return;
	while (i < g->couples && (g->couple[i].one != one ||
	    g->couple[i].other != other))
		i++;
	if (i == g->couples) {
		g->couple = mem_grow(g->couple, i, &g->couple_cap,
		    sizeof(*g->couple));
		g->couple[g->couples++] = (struct genogram_couple){ one, other,
		    tie };
		g->person[a].in_family = g->person[b].in_family = true;
	} else if (tie != NULL && by_time(g->couple[i].tie, tie) < 0)
		g->couple[i].tie = tie;
}

static void
add_couples(struct genogram *g)
{
	for (size_t i = 0; i < g->ties; i++) {
		const struct genogram_tie *t = &g->tie[i];

		if (t->latest && (t->sort == TIE_COUPLE ||
		    t->sort == TIE_PARTED))
			add_couple(g, t->from, t->to, t);
	}
	for (size_t i = 0; i < g->families; i++)
		if (g->family[i].parents == 2)
			add_couple(g, g->family[i].parent[0],
			    g->family[i].parent[1], NULL);
}

void
genogram_init(struct genogram *g, const struct standing *s,
    const struct defs *defs)
{
	*g = (struct genogram){ 0 };
	read_persons(g, s);
	read_ties(g, s, list_find(&defs->lists, str_of("relations")));
	describe(g, s, list_find(&defs->lists, str_of("raters")));
	spread_generations(g);
	for (size_t i = 0; i < g->n; i++) {
		add_parents(g, i, false, false);
		add_parents(g, i, true, false);
		add_parents(g, i, true, true);
	}
	while (join_siblings(g, false) || join_siblings(g, true))
		;
	add_couples(g);
}

void
genogram_release(struct genogram *g)
{
	for (size_t i = 0; i < g->families; i++)
		free(g->family[i].child);
	free(g->person);
	free(g->tie);
	free(g->family);
	free(g->couple);
	*g = (struct genogram){ 0 };
}
