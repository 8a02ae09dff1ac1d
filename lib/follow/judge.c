#include "follow/judge.h"

#include <limits.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"

/* What all series with the same rest of the key have in common. */
struct judged_rest {
	const struct scale	*scale;
	const struct norm	*norm;
	bool			 known;		/* was asked before */
	bool			 by_age;	/* norm depends on the case */
};

void
judge_init(struct judge *j, const struct defs *defs, const struct frame *cases)
{
	*j = (struct judge){ .scales = &defs->scales, .cases = cases };
	if (cases != NULL)
		j->born = frame_column(cases, "born");
}

void
judge_release(struct judge *j)
{
	free(j->rest);
	*j = (struct judge){ 0 };
}

struct str
judge_role(struct str rater)
{
	struct str person;

	return str_cut(rater, '.', &person);
}

/* The age is known within the month, or the year, of birth. */
static const struct norm *
norm_by_age(const struct judge *j, const struct str key[SERIES_KEYS], day_t on)
{
	int low = INT_MIN, high = INT_MAX;
	day_t earliest, latest;

	if (j->cases != NULL && month_parse(frame_cell(j->cases,
	    frame_find(j->cases, key[SERIES_CASE]), j->born), &earliest,
	    &latest)) {
		low = date_age(latest, on);
		high = date_age(earliest, on);
	}
	return norm_find(j->scales, key[SERIES_SCALE], key[SERIES_ITEM],
	    judge_role(key[SERIES_RATER]), low, high);
}

static struct judged_rest *
find_rest(struct judge *j, uint32_t rest_no)
{
	size_t more = j->n > 0 ? j->n : 64;

	if (rest_no >= j->n) {
		while (rest_no >= more)
			more *= 2;
		j->rest = mem_array(j->rest, more, sizeof(*j->rest));
		while (j->n < more)
			j->rest[j->n++] = (struct judged_rest){ 0 };
	}
	return &j->rest[rest_no];
}

static const struct judged_rest *
ask_rest(struct judge *j, const struct str key[SERIES_KEYS], uint32_t rest_no)
{
	struct judged_rest *r = find_rest(j, rest_no);

	if (r->known)
		return r;
	r->known = true;
	r->scale = scale_find(j->scales, key[SERIES_SCALE], key[SERIES_ITEM]);
	r->by_age = norm_needs_age(j->scales, key[SERIES_SCALE],
	    key[SERIES_ITEM]);
	if (!r->by_age)
		r->norm = norm_find(j->scales, key[SERIES_SCALE],
		    key[SERIES_ITEM], judge_role(key[SERIES_RATER]), INT_MIN,
		    INT_MAX);
	return r;
}

void
judge_series(struct judge *j, const struct str key[SERIES_KEYS],
    const struct series *s, struct judgement *judgement)
{
	const struct judged_rest *r = ask_rest(j, key, s->rest_no);
	const struct norm *norm = r->norm;

	*judgement = (struct judgement){ .scale = r->scale };
	if (r->scale != NULL) {
		if (r->by_age)
			norm = norm_by_age(j, key, s->change.first_day);
		judgement->norm = norm;
		judgement->threshold.better = r->scale->better;
		judgement->zone = scale_zone(r->scale, s->change.last);
	}
	if (judgement->norm != NULL) {
		judgement->threshold.has_change = norm->has_change;
		judgement->threshold.change = norm->change;
		judgement->threshold.has_cutoff = norm->has_cutoff;
		judgement->threshold.cutoff = norm->cutoff;
	}
	judgement->verdict = change_verdict(&s->change, &judgement->threshold);
}
