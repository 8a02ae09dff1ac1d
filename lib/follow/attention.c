/*
 * Who needs attention, and why: a series that has deteriorated, two losses
 * running, silence.  Which verdict a series has is the judge's to say; this
 * knows no norms and no words.
 */
#include "follow/week_private.h"

/* The three latest values of a series, the latest first. */
struct latest {
	size_t	n;
	day_t	day[3];
	int64_t	value[3];
};

/* Keeps the three latest, whatever order they come in. */
static void
keep_latest(struct latest *l, day_t day, int64_t value)
{
	size_t at = l->n, n = l->n < 3 ? l->n + 1 : 3;

	while (at > 0 && day > l->day[at - 1])
		at--;
	if (at == 3)
		return;
	for (size_t i = n - 1; i > at; i--) {
		l->day[i] = l->day[i - 1];
		l->value[i] = l->value[i - 1];
	}
	l->day[at] = day;
	l->value[at] = value;
	l->n = n;
}

static struct latest *
latest_of(struct reading *in, const struct str key[SERIES_KEYS])
{
	size_t before = in->keys.n;
	uint32_t no = intern_add(&in->keys,
	    reading_join(in, key, SERIES_KEYS));

	if (no == before) {
		in->latest = mem_grow(in->latest, no, &in->latest_cap,
		    sizeof(*in->latest));
		in->latest[no] = (struct latest){ 0 };
	}
	return &in->latest[no];
}

void
attention_value(struct reading *in, const struct str key[SERIES_KEYS],
    day_t day, int64_t value)
{
	keep_latest(latest_of(in, key), day, value);
}

static struct week_attention *
attend(struct reading *in, struct held *h, enum week_why why)
{
	struct week *w = in->week;
	struct week_attention *a;

	w->attention = mem_grow(w->attention, w->attentions,
	    &in->attention_cap, sizeof(*w->attention));
	a = &w->attention[w->attentions++];
	*a = (struct week_attention){ .of = reading_keep(in, h), .why = why,
	    .first_day = h->allocated, .last_day = h->value_day,
	    .reason_since = h->reasoned &&
	    (!h->rated || h->reason_day > h->value_day),
	    .reason_day = h->reason_day };
	if (!h->attention)
		reading_count(in, h, WEEK_ATTENTION);
	h->attention = true;
	return a;
}

static struct week_attention *
attend_series(struct reading *in, struct held *h, enum week_why why,
    const struct series *s)
{
	struct week_attention *a = attend(in, h, why);
	struct str key[SERIES_KEYS];

	series_key(in->set, s, key);
	for (int i = 0; i < SERIES_KEYS; i++)
		a->key[i] = arena_str(&in->week->arena, key[i]);
	a->scale = scale_find(&in->reg->defs->scales, key[SERIES_SCALE],
	    key[SERIES_ITEM]);
	a->first = s->change.first;
	a->last = s->change.last;
	a->first_day = s->change.first_day;
	a->last_day = s->change.last_day;
	return a;
}

void
attention_decline(struct reading *in, struct held *h, const struct series *s)
{
	attend_series(in, h, WHY_DECLINE, s);
}

/* Were the two latest changes both in the bad direction?  Any size counts. */
void
attention_losses(struct reading *in, struct held *h, const struct series *s,
    int better)
{
	struct week_attention *a;
	struct str key[SERIES_KEYS];
	const struct latest *l;

	series_key(in->set, s, key);
	l = latest_of(in, key);
	if (l->n < 3 || better * (l->value[0] - l->value[1]) >= 0 ||
	    better * (l->value[1] - l->value[2]) >= 0)
		return;
	a = attend_series(in, h, WHY_TWO_DECLINES, s);
	a->first = l->value[2];
	a->middle = l->value[1];
	a->first_day = l->day[2];
}

/* A reason is no number: it does not end the silence about a child. */
void
attention_silence(struct reading *in, struct held *h)
{
	day_t since = h->rated ? h->value_day : h->allocated;

	if (since < in->week->stale_before)
		attend(in, h, h->rated ? WHY_STALE : WHY_NEVER);
}
