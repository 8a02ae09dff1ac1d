#include "define/scale.h"

#include <limits.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/num.h"
#include "define/deffile.h"

/* ------------------------------------------------------------ reading -- */

static void
key_of(struct buf *key, struct str scale, struct str item)
{
	buf_clear(key);
	buf_add_str(key, scale);
	buf_addc(key, '\t');
	buf_add_str(key, item);
}

static void
read_labels(const struct defline *l, struct scale *s)
{
	s->label[LANG_DA] = defline_cell(l, "label_da");
	s->label[LANG_EN] = defline_cell(l, "label_en");
	for (int i = 0; i < 2; i++)
		if (s->label[i].len == 0)
			s->label[i] = s->scale;
}

static bool
read_direction(const struct defline *l, struct scale *s)
{
	struct str better = defline_cell(l, "better");

	s->better = str_is(better, "up") ? 1 : str_is(better, "down") ? -1 : 0;
	if (s->better == 0)
		defline_error(l, "better", _("up or down is wanted: a scale "
		    "has no direction of its own accord"));
	return s->better != 0;
}

static bool
read_zones(const struct defline *l, struct scale *s)
{
	bool yellow = defline_number(l, "yellow", &s->yellow);
	bool green = defline_number(l, "green", &s->green);

	s->has_zones = yellow && green;
	if (yellow == green && (!yellow ||
	    s->better * s->green > s->better * s->yellow))
		return true;
	defline_error(l, "green", _("yellow and green go together, green on "
	    "the better side"));
	return false;
}

static bool
read_range(const struct defline *l, struct scale *s)
{
	if (!defline_number(l, "min", &s->min) ||
	    !defline_number(l, "max", &s->max) || s->min >= s->max) {
		defline_error(l, "min", _("a scale needs a min and a greater "
		    "max"));
		return false;
	}
	defline_number(l, "step", &s->step);
	if (s->step < 0)
		defline_error(l, "step", _("a step is greater than 0"));
	return s->step >= 0;
}

static void
read_question(const struct defline *l, struct scale *s)
{
	s->ask[LANG_DA] = defline_cell(l, "ask_da");
	s->ask[LANG_EN] = defline_cell(l, "ask_en");
	for (int i = 0; i < 2; i++)
		if (s->ask[i].len == 0)
			s->ask[i] = s->ask[!i];
	if (defline_number(l, "ask_fall", &s->ask_fall) && s->ask_fall <= 0)
		defline_error(l, "ask_fall", _("a number greater than 0 is "
		    "wanted"));
}

/* A line of the register with other zones, or another fall, asks the same. */
static void
keep_question(struct scale *s, const struct scale *old)
{
	s->ask[LANG_DA] = old->ask[LANG_DA];
	s->ask[LANG_EN] = old->ask[LANG_EN];
	if (s->ask_fall == 0)
		s->ask_fall = old->ask_fall;
}

static void
read_scale(const struct defline *l, void *arg)
{
	struct scales *all = arg;
	struct scale s = { .scale = defline_cell(l, "scale"),
	    .item = defline_cell(l, "item"),
	    .version = defline_cell(l, "version"),
	    .source = defline_cell(l, "source"),
	    .licence = defline_cell(l, "licence") };
	struct buf key = { 0 };
	uint32_t at;

	if (s.scale.len == 0)
		defline_error(l, "scale", _("missing"));
	if (s.scale.len == 0 || !read_range(l, &s) || !read_direction(l, &s) ||
	    !read_zones(l, &s))
		return;
	read_labels(l, &s);
	read_question(l, &s);
	key_of(&key, s.scale, s.item);
	at = intern_add(&all->index, buf_str(&key));
	if (at < all->n && s.ask[LANG_EN].len == 0)
		keep_question(&s, &all->scale[at]);
	if (at == all->n)
		all->scale = mem_grow(all->scale, all->n++, &all->cap,
		    sizeof(*all->scale));
	all->scale[at] = s;
	buf_release(&key);
}

/* A whole number of years, or what an empty cell means. */
static int
read_age(const struct defline *l, const char *column, int empty)
{
	struct str cell = defline_cell(l, column);
	uint64_t years;

	if (cell.len == 0)
		return empty;
	if (num_count(cell, 150, &years))
		return (int)years;
	defline_error(l, column, _("an age in whole years is wanted"));
	return empty;
}

/* A mean and a standard deviation are of use together only. */
static void
read_population(const struct defline *l, const char *mean, int64_t *m,
    const char *sd, int64_t *s)
{
	if (!defline_number(l, sd, s) || !defline_number(l, mean, m))
		*s = 0;
}

static void
read_figures(const struct defline *l, struct norm *n)
{
	n->has_change = defline_number(l, "reliable_change", &n->change);
	n->has_cutoff = defline_number(l, "cutoff", &n->cutoff);
	defline_number(l, "sd", &n->sd);
	defline_number(l, "reliability", &n->reliability);
	read_population(l, "clinical_mean", &n->clinical_mean, "clinical_sd",
	    &n->clinical_sd);
	read_population(l, "functional_mean", &n->functional_mean,
	    "functional_sd", &n->functional_sd);
}

static bool
same_norm(const struct norm *a, const struct norm *b)
{
	return a->local == b->local && str_eq(a->scale, b->scale) &&
	    str_eq(a->item, b->item) && str_eq(a->rater, b->rater) &&
	    a->age_from == b->age_from && a->age_to == b->age_to;
}

static void
read_norm(const struct defline *l, void *arg)
{
	struct scales *all = arg;
	struct norm n = { .scale = defline_cell(l, "scale"),
	    .item = defline_cell(l, "item"), .rater = defline_cell(l, "rater"),
	    .source = defline_cell(l, "source"), .local = l->local,
	    .used = str_is(defline_cell(l, "used"), "yes") };

	n.age_from = read_age(l, "age_from", 0);
	n.age_to = read_age(l, "age_to", INT_MAX);
	read_figures(l, &n);
	if (n.has_change && n.change <= 0) {
		defline_error(l, "reliable_change",
		    _("a threshold is greater than 0"));
		return;
	}
	for (size_t i = 0; n.used && i < all->n_norms; i++)
		if (all->norm[i].used && same_norm(&all->norm[i], &n)) {
			defline_error(l, "used", _("another norm for the same "
			    "scale, item, rater and age is used already"));
			return;
		}
	all->norm = mem_grow(all->norm, all->n_norms, &all->norms_cap,
	    sizeof(*all->norm));
	all->norm[all->n_norms++] = n;
}

bool
scales_load(struct scales *s, const char *share, const char *reg,
    struct arena *arena, struct diag *d)
{
	static const struct deffolder scales = { .name = "scales",
	    .key = "scale,item" }, norms = { .name = "norms" };
	size_t failures = d->count[DIAG_FAILURE];

	s->arena = arena;
	deffile_each(share, reg, &scales, arena, d, read_scale, s);
	deffile_each(share, reg, &norms, arena, d, read_norm, s);
	return d->count[DIAG_FAILURE] == failures;
}

void
scales_release(struct scales *s)
{
	intern_release(&s->index);
	free(s->scale);
	free(s->norm);
	*s = (struct scales){ 0 };
}

/* ------------------------------------------------------------- asking -- */

const struct scale *
scale_find(const struct scales *s, struct str scale, struct str item)
{
	struct buf key = { 0 };
	uint32_t at;

	key_of(&key, scale, item);
	at = intern_find(&s->index, buf_str(&key));
	buf_release(&key);
	return at == INTERN_NONE ? NULL : &s->scale[at];
}

bool
scale_exists(const struct scales *s, struct str scale)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->scale[i].scale, scale))
			return true;
	return false;
}

void
scale_suggest(const struct scales *s, struct str typed, struct buf *out)
{
	const char **name = mem_array(NULL, s->n + 1, sizeof(*name)), *near;
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->scale[i].item.len == 0)
			name[n++] = s->scale[i].scale.p;	/* with NUL */
	name[n] = NULL;
	near = near_word(typed, name);
	buf_adds(out, _(" (there are: "));
	near_list(out, name, n);
	buf_addc(out, ')');
	if (near != NULL)
		buf_addf(out, _("; did you mean %s?"), near);
	free(name);
}

bool
scale_on_step(const struct scale *s, int64_t value)
{
	return s->step == 0 || (value - s->min) % s->step == 0;
}

enum zone
scale_zone(const struct scale *s, int64_t value)
{
	if (!s->has_zones)
		return ZONE_NONE;
	if (s->better * value >= s->better * s->green)
		return ZONE_GREEN;
	return s->better * value >= s->better * s->yellow ? ZONE_YELLOW :
	    ZONE_RED;
}

const char *
zone_name(enum zone zone)
{
	static const char *const names[] = { [ZONE_NONE] = "",
	    [ZONE_RED] = "red", [ZONE_YELLOW] = "yellow",
	    [ZONE_GREEN] = "green" };

	return names[zone];
}

static bool
fits(const struct norm *n, struct str rater, int low, int high)
{
	if (!n->used || (n->rater.len > 0 && !str_eq(n->rater, rater)))
		return false;
	if (n->age_from == 0 && n->age_to == INT_MAX)
		return true;
	return low >= n->age_from && high <= n->age_to;
}

/* Is a more specific than b? */
static bool
beats(const struct norm *a, const struct norm *b)
{
	if (a->local != b->local)
		return a->local;
	if ((a->rater.len > 0) != (b->rater.len > 0))
		return a->rater.len > 0;
	return a->age_to - a->age_from < b->age_to - b->age_from;
}

const struct norm *
norm_find(const struct scales *s, struct str scale, struct str item,
    struct str rater, int age_low, int age_high)
{
	const struct norm *best = NULL;

	for (size_t i = 0; i < s->n_norms; i++) {
		const struct norm *n = &s->norm[i];

		if (str_eq(n->scale, scale) && str_eq(n->item, item) &&
		    fits(n, rater, age_low, age_high) &&
		    (best == NULL || beats(n, best)))
			best = n;
	}
	return best;
}

static bool
asks_age(const struct norm *n)
{
	return n->used && (n->age_from != 0 || n->age_to != INT_MAX);
}

bool
norms_need_age(const struct scales *s)
{
	for (size_t i = 0; i < s->n_norms; i++)
		if (asks_age(&s->norm[i]))
			return true;
	return false;
}

bool
norm_needs_age(const struct scales *s, struct str scale, struct str item)
{
	for (size_t i = 0; i < s->n_norms; i++) {
		const struct norm *n = &s->norm[i];

		if (asks_age(n) && str_eq(n->scale, scale) &&
		    str_eq(n->item, item))
			return true;
	}
	return false;
}
