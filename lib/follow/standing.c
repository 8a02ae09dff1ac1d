#include "follow/standing.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/num.h"
#include "follow/judge.h"

static const struct str none = { "", 0 };

struct str
chapter_field(const struct chapter *c, const char *name)
{
	size_t i = kind_field(c->kind, name);

	return i < c->kind->n ? c->value[i] : none;
}

bool
story_is_replaced(const struct story *s, const struct chapter *c,
    struct str by)
{
	size_t own = kind_id(c->kind);
	struct str id = own < c->kind->n ? c->value[own] : none;

	for (size_t i = 0; id.len > 0 && i < s->n; i++) {
		const struct chapter *other = &s->chapter[i];

		if (other->kind == c->kind && other != c &&
		    str_eq(chapter_field(other, "replaces"), id) &&
		    (by.len == 0 || str_cmp(other->date, by) <= 0))
			return true;
	}
	return false;
}

const struct chapter *
standing_next(const struct standing *s, const char *kind, size_t *at)
{
	while (*at < s->story->n) {
		const struct chapter *c = &s->story->chapter[(*at)++];

		if (str_is(c->kind->name, kind) &&
		    str_cmp(c->date, s->as_of) <= 0)
			return c;
	}
	return NULL;
}

/* ------------------------------------------------------------- ratings -- */

static struct stand *
stand_of(struct standing *s, const struct chapter *c)
{
	struct stand new = { .n = 0 };

	for (int i = 0; i < SERIES_KEYS; i++)
		new.key[i] = chapter_field(c, series_key_names[i]);
	for (size_t i = 0; i < s->n; i++) {
		int k = 0;

		while (k < SERIES_KEYS &&
		    str_eq(new.key[k], s->stand[i].key[k]))
			k++;
		if (k == SERIES_KEYS)
			return &s->stand[i];
	}
	s->stand = mem_grow(s->stand, s->n, &s->cap, sizeof(*s->stand));
	s->stand[s->n] = new;
	return &s->stand[s->n++];
}

/* Ratings come by date. */
static void
note_rating(struct standing *s, const struct chapter *c)
{
	struct stand *stand = stand_of(s, c);
	int64_t value;

	if (num_parse(chapter_field(c, "value"), &value) != NUM_OK) {
		stand->missing = chapter_field(c, "missing");
		stand->missing_date = c->date;
		return;
	}
	stand->before = stand->now;
	stand->before_date = stand->now_date;
	stand->now = value;
	stand->now_date = c->date;
	if (stand->n == 0)
		stand->first_date = c->date;
	stand->missing = none;
	stand->n++;
}

static size_t
role_of(const struct list *l, struct str rater)
{
	const struct code *code = l == NULL ? NULL :
	    code_find(l, judge_role(rater));

	return code != NULL ? (size_t)(code - l->code) : SIZE_MAX;
}

static int
by_key(const void *a, const void *b)
{
	const struct stand *x = a, *y = b;
	int c = 0;

	for (int i = 0; i < SERIES_KEYS && c == 0; i++) {
		if (i == SERIES_RATER)
			c = (x->role > y->role) - (x->role < y->role);
		if (c == 0)
			c = str_cmp(x->key[i], y->key[i]);
	}
	return c;
}

/* In no green zone, or on the bad side of the cutoff. */
static bool
is_low(const struct standing *s, const struct scales *scales,
    const struct scale *scale, const struct stand *stand)
{
	size_t born = kind_field(s->story->case_kind, "born");
	const struct norm *norm;
	day_t first;

	if (scale->has_zones && scale_zone(scale, stand->now) != ZONE_GREEN)
		return true;
	if (s->story->of_case == NULL || !date_parse(stand->first_date, &first))
		return false;
	norm = judge_norm(scales, stand->key, born < s->story->case_kind->n ?
	    s->story->of_case[born] : none, first);
	return norm != NULL && norm->has_cutoff &&
	    scale->better * (stand->now - norm->cutoff) < 0;
}

bool
standing_asks(const struct standing *s, const struct scales *scales,
    const struct stand *stand)
{
	const struct scale *scale = scale_find(scales,
	    stand->key[SERIES_SCALE], stand->key[SERIES_ITEM]);
	int64_t fall;

	if (scale == NULL || scale->ask[LANG_EN].len == 0 || stand->n == 0)
		return false;
	fall = scale->better * (stand->before - stand->now);
	return is_low(s, scales, scale, stand) || (stand->n > 1 && fall > 0 &&
	    fall >= scale->ask_fall);
}

void
standing_init(struct standing *s, const struct story *story,
    const struct defs *defs, day_t as_of)
{
	const struct list *raters = list_find(&defs->lists, str_of("raters"));
	const struct chapter *c;
	size_t at = 0;

	*s = (struct standing){ .story = story };
	s->as_of = str_of(date_format(s->date, as_of));
	while ((c = standing_next(s, "rating", &at)) != NULL)
		note_rating(s, c);
	for (size_t i = 0; i < s->n; i++)
		s->stand[i].role = role_of(raters,
		    s->stand[i].key[SERIES_RATER]);
	if (s->n > 0)
		qsort(s->stand, s->n, sizeof(*s->stand), by_key);
}

void
standing_release(struct standing *s)
{
	free(s->stand);
	*s = (struct standing){ 0 };
}

/* ---------------------------------------------------------- what is open -- */

static bool
is_over(const struct standing *s, struct str until)
{
	char date[DATE_SIZE];
	day_t first, last;

	return until.len > 0 && month_parse(until, &first, &last) &&
	    str_cmp(str_of(date_format(date, last)), s->as_of) < 0;
}

bool
standing_is_open(const struct standing *s, const struct chapter *c)
{
	struct str closed = chapter_field(c, "closed");
	struct str done = chapter_field(c, "done_on");
	struct str state = chapter_field(c, "state");

	if (closed.len > 0)
		return str_cmp(closed, s->as_of) > 0;
	if (story_is_replaced(s->story, c, s->as_of))
		return false;
	if (done.len > 0)
		return str_cmp(done, s->as_of) > 0;
	if (state.len > 0 && !str_is(state, "open"))
		return false;
	return !is_over(s, chapter_field(c, "until"));
}

const struct chapter *
standing_next_meeting(const struct standing *s)
{
	for (size_t i = 0; i < s->story->n; i++) {
		const struct chapter *c = &s->story->chapter[i];

		if (str_is(c->kind->name, "meeting") &&
		    str_cmp(c->date, s->as_of) >= 0 &&
		    chapter_field(c, "state").len == 0)
			return c;
	}
	return NULL;
}

/* --------------------------------------------------------------- people -- */

/* Is the word one of the list "mother,network.mormor"? */
static bool
is_among(struct str word, struct str list)
{
	while (list.len > 0)
		if (str_eq(word, str_trim(str_cut(list, ',', &list))))
			return true;
	return false;
}

struct str
standing_heard(const struct standing *s, struct str person)
{
	static const char *const fields[] = { "rater", "author", "by",
	    "informer", "attended" };
	struct str latest = none;

	for (size_t i = 0; i < s->story->n; i++) {
		const struct chapter *c = &s->story->chapter[i];

		if (str_cmp(c->date, s->as_of) > 0)
			break;
		/* Who declined to rate was not heard. */
		if (chapter_field(c, "missing").len > 0)
			continue;
		for (size_t k = 0; k < sizeof(fields) / sizeof(*fields); k++)
			if (is_among(person, chapter_field(c, fields[k])))
				latest = c->date;
	}
	return latest;
}
