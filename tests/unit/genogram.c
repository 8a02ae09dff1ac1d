/* Genograms: whoever they hold, nobody stands on another one, and children
 * stand below their parents. */
#include "draw/genogram_layout.h"
#include "fixture.h"

enum { PERSONS = 20, FAMILIES = 8, COUPLES = 6, ROUNDS = 60, MOST = 4 };

/* A genogram of its own memory. */
struct made {
	struct genogram		g;
	struct genogram_person	person[PERSONS];
	struct genogram_family	family[FAMILIES];
	struct genogram_couple	couple[COUPLES];
	size_t			child[FAMILIES][MOST];
};

/* Park and Miller's generator: the same families on every machine. */
static size_t
chance(size_t n)
{
	static uint64_t seed = 20261122;

	seed = seed * 16807 % 2147483647;
	return (size_t)seed % n;
}

static void
begin(struct made *m, size_t n)
{
	*m = (struct made){ .g = { .n = n } };
	m->g.person = m->person;
	m->g.family = m->family;
	m->g.couple = m->couple;
}

static void
stand(struct made *m, size_t person, int generation)
{
	m->person[person].has_generation = true;
	m->person[person].generation = generation;
}

static void
family(struct made *m, size_t a, size_t b, size_t parents, const size_t *child,
    size_t n)
{
	struct genogram_family *f = &m->family[m->g.families];

	*f = (struct genogram_family){ .parent = { a, b }, .parents = parents,
	    .child = m->child[m->g.families++], .n = n };
	memcpy(f->child, child, n * sizeof(*child));
}

static void
couple(struct made *m, size_t a, size_t b)
{
	m->couple[m->g.couples++] = (struct genogram_couple){ .one = a,
	    .other = b };
}

static void
is_sound(const struct genogram_layout *l)
{
	const struct genogram *g = l->g;

	for (size_t i = 0; i < g->n; i++) {
		assert_in_range(l->x[i], LAYOUT_EDGE, l->width - LAYOUT_EDGE);
		assert_in_range(l->y[i], LAYOUT_RADIUS,
		    l->height - LAYOUT_LABEL);
		for (size_t k = 0; k < i; k++)
			assert_true(l->y[i] != l->y[k] ?
			    abs(l->y[i] - l->y[k]) > LAYOUT_LABEL :
			    abs(l->x[i] - l->x[k]) >= LAYOUT_APART);
	}
	for (size_t i = 0; i < g->families; i++)
		for (size_t k = 0; k < g->family[i].n; k++) {
			int y = l->y[g->family[i].child[k]];

			assert_true(l->bar[i] < y - LAYOUT_RADIUS);
			for (size_t p = 0; p < g->family[i].parents; p++)
				assert_true(l->bar[i] >
				    l->y[g->family[i].parent[p]]);
		}
}

static void
is_steady(const struct genogram_layout *l)
{
	struct genogram_layout again;

	genogram_layout_init(&again, l->g);
	assert_memory_equal(l->x, again.x, l->g->n * sizeof(*l->x));
	assert_memory_equal(l->y, again.y, l->g->n * sizeof(*l->y));
	genogram_layout_release(&again);
}

/* Families of anybody with anybody in the next generation. */
static void
anybody(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct genogram_layout l;
		struct made m;
		size_t n = 1 + chance(PERSONS);

		begin(&m, n);
		stand(&m, GENOGRAM_CHILD, 0);
		for (size_t i = 1; i < n; i++)
			if (chance(5) > 0)
				stand(&m, i, (int)chance(4) - 1);
		for (size_t i = 0; i + 1 < n; i++) {
			size_t k = i + 1 + chance(n - i - 1);

			if (!m.person[i].has_generation ||
			    !m.person[k].has_generation)
				continue;
			if (m.person[i].generation == m.person[k].generation &&
			    m.g.couples < COUPLES)
				couple(&m, i, k);
			else if (m.person[i].generation <
			    m.person[k].generation && m.g.families < FAMILIES)
				family(&m, k, 0, 1, &i, 1);
		}
		genogram_layout_init(&l, &m.g);
		is_sound(&l);
		is_steady(&l);
		genogram_layout_release(&l);
	}
}

/* The child, a sister and a half-brother; mother between father and his
 * successor, with parents of her own; two of the network. */
static void
a_family(void **state)
{
	enum { CHILD, FATHER, BROTHER, MOTHER, SISTER, STEPFATHER, GRANNY,
	    GRANDPA, COACH, FRIEND, N_FAMILY };
	const size_t both[] = { CHILD, SISTER }, half[] = { BROTHER };
	const size_t mother[] = { MOTHER };
	struct genogram_layout l;
	struct made m;

	(void)state;
	begin(&m, N_FAMILY);
	for (size_t i = 0; i < COACH; i++)
		stand(&m, i, i >= GRANNY ? 2 : i == FATHER || i == MOTHER ||
		    i == STEPFATHER);
	family(&m, FATHER, MOTHER, 2, both, 2);
	family(&m, MOTHER, STEPFATHER, 2, half, 1);
	family(&m, GRANNY, GRANDPA, 2, mother, 1);
	couple(&m, FATHER, MOTHER);
	couple(&m, MOTHER, STEPFATHER);
	couple(&m, GRANNY, GRANDPA);
	genogram_layout_init(&l, &m.g);
	is_sound(&l);
	/* The mother stands between the two, her parents above her. */
	assert_true((l.x[FATHER] < l.x[MOTHER]) ==
	    (l.x[MOTHER] < l.x[STEPFATHER]));
	assert_in_range(l.x[MOTHER], (l.x[GRANNY] < l.x[GRANDPA] ? l.x[GRANNY] :
	    l.x[GRANDPA]) - 30, (l.x[GRANNY] < l.x[GRANDPA] ? l.x[GRANDPA] :
	    l.x[GRANNY]) + 30);
	assert_int_equal(l.drop[0], (l.x[FATHER] + l.x[MOTHER]) / 2);
	/* The half-brother stands beside, not between. */
	assert_true((l.x[BROTHER] < l.x[CHILD]) ==
	    (l.x[BROTHER] < l.x[SISTER]));
	assert_true(l.y[COACH] > l.y[CHILD] && l.y[COACH] == l.y[FRIEND]);
	genogram_layout_release(&l);
}

static void
a_child_alone(void **state)
{
	struct genogram_layout l;
	struct made m;

	(void)state;
	begin(&m, 1);
	stand(&m, GENOGRAM_CHILD, 0);
	genogram_layout_init(&l, &m.g);
	is_sound(&l);
	assert_int_equal(l.network, 0);
	genogram_layout_release(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(anybody),
		cmocka_unit_test(a_family),
		cmocka_unit_test(a_child_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
