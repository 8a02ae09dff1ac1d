#include "follow/judge.h"

#include <limits.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"
#include "calc/moments.h"

/* What all series with the same rest of the key have in common. */
struct judged_rest {
	struct judgement	 common;	/* the norm where not by_age */
	bool			 known;		/* was asked before */
	bool			 by_age;	/* norm depends on the case */
};

struct judge_sample {
	struct moments	first;		/* values */
	bool		overflow;
};

void
judge_init(struct judge *j, const struct defs *defs, const struct frame *cases,
    const struct judge_rule *rule)
{
	*j = (struct judge){ .scales = &defs->scales, .cases = cases };
	if (rule != NULL)
		j->rule = *rule;
	if (cases != NULL)
		j->born = frame_column(cases, "born");
}

void
judge_release(struct judge *j)
{
	free(j->rest);
	free(j->sample);
	intern_release(&j->groups);
	buf_release(&j->scratch);
	*j = (struct judge){ 0 };
}

struct str
judge_role(struct str rater)
{
	struct str person;

	return str_cut(rater, '.', &person);
}

const struct norm *
judge_norm(const struct scales *scales, const struct str key[SERIES_KEYS],
    struct str born, day_t on)
{
	int low = INT_MIN, high = INT_MAX;
	day_t earliest, latest;

	if (month_parse(born, &earliest, &latest)) {
		low = date_age(latest, on);
		high = date_age(earliest, on);
	}
	return norm_find(scales, key[SERIES_SCALE], key[SERIES_ITEM],
	    judge_role(key[SERIES_RATER]), low, high);
}

static const struct norm *
norm_by_age(const struct judge *j, const struct str key[SERIES_KEYS], day_t on)
{
	struct str born = { "", 0 };

	if (j->cases != NULL)
		born = frame_cell(j->cases, frame_find(j->cases,
		    key[SERIES_CASE]), j->born);
	return judge_norm(j->scales, key, born, on);
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

/* ---------------------------------------------------------- the sample -- */

/* What has an sd of its own: scale, item and role. */
static struct str
group_of(struct judge *j, const struct str key[SERIES_KEYS])
{
	const struct str part[] = { key[SERIES_SCALE], key[SERIES_ITEM],
	    judge_role(key[SERIES_RATER]) };

	buf_clear(&j->scratch);
	buf_join(&j->scratch, part, 3);
	return buf_str(&j->scratch);
}

void
judge_sample(struct judge *j, const struct series_set *set)
{
	struct str key[SERIES_KEYS];

	for (size_t i = 0; i < series_count(set); i++) {
		struct series s = series_at(set, i);
		size_t n = j->groups.n;
		uint32_t at;

		if (s.change.n < 2)
			continue;
		series_key(set, &s, key);
		at = intern_add(&j->groups, group_of(j, key));
		if (at == n) {
			j->sample = mem_grow(j->sample, n, &j->samples_cap,
			    sizeof(*j->sample));
			j->sample[at] = (struct judge_sample){ 0 };
		}
		if (!moments_add(&j->sample[at].first, s.change.first))
			j->sample[at].overflow = true;
	}
}

/* In millionths; 0 where it is undefined. */
static int64_t
sample_sd(struct judge *j, const struct str key[SERIES_KEYS])
{
	uint32_t at = intern_find(&j->groups, group_of(j, key));
	int64_t sd = 0;

	if (at == INTERN_NONE || j->sample[at].overflow || !num_round(
	    moments_sd(&j->sample[at].first) * (double)NUM_ONE, &sd))
		return 0;
	return sd;
}

/* ------------------------------------------------------------- the rule -- */

static bool
jt_change(struct judge *j, const struct str key[SERIES_KEYS],
    const struct judgement *of, int64_t *change)
{
	int64_t reliability = j->rule.reliability, sd = 0;

	if (reliability == 0 && of->norm != NULL)
		reliability = of->norm->reliability;
	if (j->rule.sample)
		sd = sample_sd(j, key);
	else if (of->norm != NULL)
		sd = of->norm->sd;
	return reliable_change(sd, reliability, j->rule.level,
	    of->scale->step > 0 ? of->scale->step : 1, change);
}

static bool
find_cutoff(const struct judge_rule *rule, const struct norm *n, int better,
    int64_t *cutoff)
{
	struct population clinical, functional;

	if (n == NULL)
		return false;
	*cutoff = n->cutoff;
	if (!rule->calculated)
		return n->has_cutoff;
	clinical = (struct population){ n->clinical_mean, n->clinical_sd };
	functional = (struct population){ n->functional_mean,
	    n->functional_sd };
	return reliable_cutoff(rule->cutoff, &clinical, &functional, better,
	    cutoff);
}

/* What the rule makes of a norm, which may be NULL. */
static void
set_norm(struct judge *j, const struct str key[SERIES_KEYS],
    const struct norm *norm, struct judgement *to)
{
	struct threshold *t = &to->threshold;

	to->norm = norm;
	if (j->rule.method == JUDGE_JT)
		t->has_change = jt_change(j, key, to, &t->change);
	else if (j->rule.method == JUDGE_POINTS && norm != NULL) {
		t->has_change = norm->has_change;
		t->change = norm->change;
	}
	t->has_cutoff = find_cutoff(&j->rule, norm, t->better, &t->cutoff);
}

static const struct judged_rest *
ask_rest(struct judge *j, const struct str key[SERIES_KEYS], uint32_t rest_no)
{
	struct judged_rest *r = find_rest(j, rest_no);
	const struct scale *scale;

	if (r->known)
		return r;
	r->known = true;
	scale = scale_find(j->scales, key[SERIES_SCALE], key[SERIES_ITEM]);
	if (scale == NULL)
		return r;
	r->common.scale = scale;
	r->common.threshold.better = scale->better;
	r->by_age = norm_needs_age(j->scales, key[SERIES_SCALE],
	    key[SERIES_ITEM]);
	if (!r->by_age)
		set_norm(j, key, norm_find(j->scales, key[SERIES_SCALE],
		    key[SERIES_ITEM], judge_role(key[SERIES_RATER]), INT_MIN,
		    INT_MAX), &r->common);
	return r;
}

void
judge_series(struct judge *j, const struct str key[SERIES_KEYS],
    const struct series *s, struct judgement *judgement)
{
	const struct judged_rest *r = ask_rest(j, key, s->rest_no);
	const struct scale *scale = r->common.scale;
	struct threshold *t = &judgement->threshold;

	*judgement = r->common;
	if (scale != NULL) {
		if (r->by_age)
			set_norm(j, key, norm_by_age(j, key,
			    s->change.first_day), judgement);
		if (j->rule.method == JUDGE_PERCENT)
			t->has_change = reliable_percent(s->change.first,
			    j->rule.share, &t->change);
		judgement->zone = scale_zone(scale, s->change.last);
		judgement->start = reliable_start(s->change.first, t,
		    scale->better > 0 ? scale->max : scale->min);
	}
	judgement->verdict = change_verdict(&s->change, t);
}

/* ----------------------------------------------------------- as a state -- */

static void
add_numbers(struct buf *out, const int64_t *n, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_addf(out, "%s%lld", i > 0 ? " " : "", (long long)n[i]);
}

static bool
put_scale(struct judge *j, const struct scale *s, struct state *st)
{
	const int64_t n[] = { s->min, s->max, s->step, s->better,
	    s->has_zones, s->yellow, s->green };
	struct buf *text = &j->scratch;
	size_t len;

	if (s == j->put_scale)
		return true;
	j->put_scale = s;
	buf_clear(text);
	buf_addf(text, "%.*s\t%.*s", STR(s->scale), STR(s->item));
	len = text->len;
	add_numbers(text, n, sizeof(n) / sizeof(n[0]));
	buf_addf(text, " %.*s", STR(s->version));
	return state_put(st, STATE_SAME, "scale", (struct str){ text->p, len },
	    (struct str){ text->p + len, text->len - len });
}

static bool
put_norm(struct judge *j, const struct norm *norm, struct state *st)
{
	const int64_t n[] = { norm->has_change, norm->change,
	    norm->has_cutoff, norm->cutoff, norm->sd, norm->reliability,
	    norm->clinical_mean, norm->clinical_sd, norm->functional_mean,
	    norm->functional_sd };
	struct buf *text = &j->scratch;
	size_t len;

	if (norm == j->put_norm)
		return true;
	j->put_norm = norm;
	buf_clear(text);
	buf_addf(text, "%.*s\t%.*s\t%.*s\t%d\t%d", STR(norm->scale),
	    STR(norm->item), STR(norm->rater), norm->age_from, norm->age_to);
	len = text->len;
	add_numbers(text, n, sizeof(n) / sizeof(n[0]));
	return state_put(st, STATE_SAME, "norm", (struct str){ text->p, len },
	    (struct str){ text->p + len, text->len - len });
}

bool
judge_put(struct judge *j, const struct judgement *of, struct state *st)
{
	return (of->scale == NULL || put_scale(j, of->scale, st)) &&
	    (of->norm == NULL || put_norm(j, of->norm, st));
}

void
judge_rule_add(const struct judge_rule *rule, struct buf *out)
{
	const int64_t n[] = { rule->method,
	    (int64_t)(rule->level * (double)NUM_ONE + 0.5), rule->sample,
	    rule->reliability, rule->share, rule->calculated, rule->cutoff };

	add_numbers(out, n, sizeof(n) / sizeof(n[0]));
}
