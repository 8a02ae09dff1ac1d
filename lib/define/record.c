#include "define/record.h"

#include "base/cpr.h"
#include "base/diag.h"
#include "base/num.h"
#include "define/value.h"
#include "table/tsv.h"

struct checking {
	const struct defs	*defs;
	const struct kind	*kind;
	const struct str	*value;
	finding_fn		*report;
	void			*arg;
	struct buf		 why;
	bool			 ok;
};

static void
finding(struct checking *c, size_t i)
{
	c->report(i, buf_text(&c->why), c->arg);
	c->ok = false;
	buf_clear(&c->why);
}

/* Of the fields with the same word exactly one is filled.  Reported once, at
 * the first of them. */
static void
check_exclusive(struct checking *c, size_t i)
{
	struct str word = c->kind->field[i].exclusive;
	struct buf others = { 0 };
	size_t filled = 0;

	for (size_t j = 0; j < c->kind->n; j++) {
		const struct field *f = &c->kind->field[j];

		if (!str_eq(f->exclusive, word))
			continue;
		if (j < i) {
			buf_release(&others);
			return;
		}
		filled += c->value[j].len > 0;
		if (j > i) {
			buf_adds(&others, others.len > 0 ? ", " : "");
			buf_add_str(&others, f->name);
		}
	}
	if (filled != 1) {
		buf_addf(&c->why, filled == 0 ?
		    _("is empty, and so is %s: one of them is wanted") :
		    _("is filled together with %s: only one may be"),
		    buf_text(&others));
		finding(c, i);
	}
	buf_release(&others);
}

/* The scale that the record itself names. */
static void
check_by_scale(struct checking *c, size_t i)
{
	const struct kind *k = c->kind;
	const struct str none = { "", 0 };
	char min[NUM_SIZE], max[NUM_SIZE], step[NUM_SIZE];
	const struct scale *s;
	int64_t n;

	if (k->scale_field == k->n || c->value[k->scale_field].len == 0 ||
	    num_parse(c->value[i], &n) != NUM_OK)
		return;
	s = scale_find(&c->defs->scales, c->value[k->scale_field],
	    k->item_field < k->n ? c->value[k->item_field] : none);
	if (s == NULL)
		return;
	if (n < s->min || n > s->max) {
		buf_addf(&c->why, _("is not a number from %s to %s"),
		    num_words(min, s->min), num_words(max, s->max));
		finding(c, i);
	} else if (!scale_on_step(s, n)) {
		buf_addf(&c->why, _("is not on the scale, which goes in "
		    "steps of %s"), num_words(step, s->step));
		finding(c, i);
	}
}

static void
check_item(struct checking *c, bool whole)
{
	const struct kind *k = c->kind;
	struct str scale, item;

	if (k->scale_field == k->n || k->item_field == k->n)
		return;
	scale = c->value[k->scale_field];
	item = c->value[k->item_field];
	if (!scale_exists(&c->defs->scales, scale) ||
	    scale_find(&c->defs->scales, scale, item) != NULL ||
	    (item.len == 0 && !whole))
		return;
	buf_adds(&c->why, item.len > 0 ? _("is no item of this scale") :
	    _("is missing: this scale has items, but no total"));
	finding(c, k->item_field);
}

bool
record_check(const struct defs *defs, const struct kind *k,
    const struct str *value, bool whole, finding_fn *report, void *arg)
{
	struct checking c = { .defs = defs, .kind = k, .value = value,
	    .report = report, .arg = arg, .ok = true };

	for (size_t i = 0; i < k->n; i++) {
		const struct field *f = &k->field[i];

		if (f->exclusive.len > 0 && whole)
			check_exclusive(&c, i);
		if (value[i].len == 0) {
			if (!f->required || !whole)
				continue;
			buf_adds(&c.why, _("is missing"));
			finding(&c, i);
		} else if (!value_check(defs, f, value[i], &c.why))
			finding(&c, i);
		else if (f->by_scale)
			check_by_scale(&c, i);
	}
	check_item(&c, whole);
	buf_release(&c.why);
	return c.ok;
}

/* The number of the character at which a CPR number begins, 0 if none is in. */
static size_t
cpr_place(struct str value)
{
	struct buf plain = { 0 };
	size_t at, place = 0;

	tsv_unescape(&plain, value);
	if (cpr_find_sure(buf_str(&plain), &at) > 0)
		for (size_t i = 0; i <= at; i++)
			place += (plain.p[i] & 0xC0) != 0x80;
	buf_release(&plain);
	return place;
}

bool
record_cpr(const struct kind *k, const struct str *value, finding_fn *report,
    void *arg)
{
	struct buf why = { 0 };
	bool ok = true;

	for (size_t i = 0; i < k->n; i++) {
		enum type type = k->field[i].type;
		size_t place = type == TYPE_STR || type == TYPE_TEXT ?
		    cpr_place(value[i]) : 0;

		if (place == 0)
			continue;
		buf_clear(&why);
		buf_addf(&why, _("holds a CPR number, from its character %zu "
		    "on; write the number of the case, or nothing, in its "
		    "place"), place);
		report(i, buf_text(&why), arg);
		ok = false;
	}
	buf_release(&why);
	return ok;
}

void
record_key(const struct kind *k, const struct str *value, struct buf *out)
{
	bool first = true;

	for (size_t i = 0; i < k->n; i++) {
		if (!k->field[i].key)
			continue;
		if (!first)
			buf_addc(out, '\t');
		buf_add_str(out, value[i]);
		first = false;
	}
}

void
record_ref_key(const struct kind *k, const struct str *value, size_t i,
    const struct kind *target, struct buf *out)
{
	size_t last = target->n;
	bool first = true;

	for (size_t j = 0; j < target->n; j++)
		if (target->field[j].key)
			last = j;
	for (size_t j = 0; j < target->n; j++) {
		size_t same;

		if (!target->field[j].key)
			continue;
		if (!first)
			buf_addc(out, '\t');
		first = false;
		same = j == last ? i : kind_field(k, target->field[j].name.p);
		if (same < k->n)
			buf_add_str(out, value[same]);
	}
}

void
record_key_shown(struct str key, struct buf *out)
{
	struct str rest = key;
	char shown[ECHO_SIZE];

	while (rest.len > 0) {
		struct str part = str_cut(rest, '\t', &rest);

		if (part.len == 0)
			continue;
		if (out->len > 0)
			buf_addc(out, ' ');
		buf_adds(out, echo(part, shown));
	}
}
