#include "follow/state.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "calc/wide.h"

enum { COL_RULE, COL_NAME, COL_KEY, COL_VALUES };

const char *const state_column[STATE_COLUMNS] = {
	[COL_RULE] = "rule", [COL_NAME] = "name", [COL_KEY] = "key",
	[COL_VALUES] = "values",
};

/* In byte order, as the lines are. */
static const char *const rule_name[STATE_RULES] = {
	[STATE_ALL] = "all", [STATE_ONCE] = "once", [STATE_SAME] = "same",
	[STATE_SUM] = "sum",
};

const char *
state_rule_name(enum state_rule rule)
{
	return rule_name[rule];
}

void
state_init(struct state *st, struct diag *d)
{
	*st = (struct state){ .diag = d };
}

void
state_release(struct state *st)
{
	intern_release(&st->index);
	free(st->line);
	free(st->order);
	arena_release(&st->arena);
	buf_release(&st->scratch);
	*st = (struct state){ 0 };
}

/* ------------------------------------------------------------ numbers -- */

static void
add_number(struct buf *out, int128 n)
{
	uint128 left = magnitude(n);
	char digits[40];
	size_t i = sizeof(digits);

	do
		digits[--i] = (char)('0' + (int)(left % 10));
	while ((left /= 10) > 0);
	if (n < 0)
		buf_addc(out, '-');
	buf_add(out, digits + i, sizeof(digits) - i);
}

void
state_add_numbers(struct buf *out, const int128 *number, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_addc(out, ' ');
		add_number(out, number[i]);
	}
}

static bool
parse_number(struct str s, int128 *n)
{
	bool minus = s.len > 0 && s.p[0] == '-';
	size_t i = minus;

	*n = 0;
	for (; i < s.len && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
		int digit = s.p[i] - '0';

		if (__builtin_mul_overflow(*n, 10, n) ||
		    __builtin_sub_overflow(*n, digit, n))
			return false;
	}
	/* Counted downwards, where there is one number more. */
	if (i < s.len || i == (size_t)minus)
		return false;
	return minus || !__builtin_sub_overflow((int128)0, *n, n);
}

bool
state_numbers(struct str values, int128 *number, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool last = memchr(values.p, ' ', values.len) == NULL;

		if (last != (i + 1 == n) ||
		    !parse_number(str_cut(values, ' ', &values), &number[i]))
			return false;
	}
	return true;
}

static size_t
count_numbers(struct str values)
{
	size_t n = 1;

	for (size_t i = 0; i < values.len; i++)
		n += values.p[i] == ' ';
	return n;
}

struct str
state_text(const struct state_line *l, struct buf *out)
{
	if (l->rule != STATE_SUM)
		return l->values;
	buf_clear(out);
	state_add_numbers(out, l->number, l->n);
	return buf_str(out);
}

/* -------------------------------------------------------------- lines -- */

static struct str
joined(struct state *st, enum state_rule rule, struct str name, struct str key)
{
	const struct str part[] = { str_of(rule_name[rule]), name, key };

	buf_clear(&st->scratch);
	buf_join(&st->scratch, part, 3);
	return buf_str(&st->scratch);
}

/* other is the same line where there is no other. */
static void
refuse(struct state *st, const struct state_line *l,
    const struct state_line *other, const char *why)
{
	struct loc here = { .file = l->file, .line = l->line };
	char name[ECHO_SIZE];

	echo(l->name, name);
	if (l != other && l->file != NULL && other->file != NULL)
		diag_add(st->diag, DIAG_ERROR, here, _("%s (%s): the other is "
		    "on %s line %zu"), why, name, other->file, other->line);
	else
		diag_add(st->diag, DIAG_ERROR, l->file != NULL ? here :
		    (struct loc){ .file = other->file, .line = other->line },
		    "%s (%s)", why, name);
}

static bool
add_numbers(struct state_line *to, const struct state_line *from)
{
	for (size_t i = 0; i < to->n; i++)
		if (__builtin_add_overflow(to->number[i], from->number[i],
		    &to->number[i]))
			return false;
	return true;
}

static bool
merge_line(struct state *st, struct state_line *to,
    const struct state_line *from)
{
	const char *why = NULL;

	switch (from->rule) {
	case STATE_ONCE:
		why = str_is(from->name, "case") ?
		    _("the same case is in two states") :
		    _("this may be in one state only");
		break;
	case STATE_SUM:
		if (to->n != from->n || !add_numbers(to, from))
			why = _("these numbers cannot be added");
		break;
	default:
		if (!str_eq(to->values, from->values))
			why = _("the states do not belong together: this "
			    "differs");
	}
	if (why != NULL)
		refuse(st, from, to, why);
	return why == NULL;
}

static struct state_line
keep(struct state *st, const struct state_line *l, struct str at)
{
	struct state_line kept = *l;

	/* The text of the index is rule, name and key, and stays. */
	kept.key = (struct str){ at.p + at.len - l->key.len, l->key.len };
	kept.name = (struct str){ kept.key.p - 1 - l->name.len, l->name.len };
	kept.values = arena_str(&st->arena, l->values);
	if (l->n > 0) {
		kept.number = arena_alloc(&st->arena,
		    l->n * sizeof(*l->number));
		memcpy(kept.number, l->number, l->n * sizeof(*l->number));
	}
	return kept;
}

static bool
enter(struct state *st, const struct state_line *l)
{
	size_t before = st->index.n;
	uint32_t i = intern_add(&st->index, joined(st, l->rule, l->name,
	    l->key));

	if (i < before)
		return merge_line(st, &st->line[i], l);
	st->line = mem_grow(st->line, i, &st->cap, sizeof(*st->line));
	st->line[i] = keep(st, l, st->index.text[i]);
	/* A line for all that the states before did not have. */
	if (l->rule == STATE_ALL && st->inputs > 1)
		refuse(st, l, l, _("the states do not belong together: one "
		    "of them has no such line"));
	return l->rule != STATE_ALL || st->inputs <= 1;
}

bool
state_put(struct state *st, enum state_rule rule, const char *name,
    struct str key, struct str values)
{
	return enter(st, &(struct state_line){ .rule = rule,
	    .name = str_of(name), .key = key, .values = values });
}

bool
state_add(struct state *st, const char *name, struct str key,
    const int128 *number, size_t n)
{
	int128 own[STATE_NUMBERS_MAX];

	memcpy(own, number, n * sizeof(*own));
	return enter(st, &(struct state_line){ .rule = STATE_SUM,
	    .name = str_of(name), .key = key, .number = own, .n = n });
}

/* -------------------------------------------------------------- cases -- */

/* Half of a BLAKE2b of the usual length: two of ten million cases are alike
 * once in 10^24 times. */
enum { DIGEST = crypto_generichash_BYTES_MIN };

static bool
put_digest(struct state *st, enum state_rule rule, const char *name,
    struct str of)
{
	unsigned char digest[DIGEST];
	char hex[2 * DIGEST + 1];
	struct str none = { "", 0 }, text = { hex, 2 * DIGEST };

	crypto_generichash(digest, DIGEST, (const unsigned char *)of.p, of.len,
	    st->secret, sizeof(st->secret));
	sodium_bin2hex(hex, sizeof(hex), digest, DIGEST);
	return rule == STATE_ONCE ? state_put(st, rule, name, text, none) :
	    state_put(st, rule, name, none, text);
}

bool
state_secret(struct state *st, struct str secret)
{
	crypto_generichash(st->secret, sizeof(st->secret),
	    (const unsigned char *)secret.p, secret.len, NULL, 0);
	return put_digest(st, STATE_ALL, "secret", (struct str){ "", 0 });
}

bool
state_put_case(struct state *st, struct str case_id)
{
	return put_digest(st, STATE_ONCE, "case", case_id);
}

/* ------------------------------------------------------------ reading -- */

bool
state_is(const struct tsv *t)
{
	for (size_t i = 0; i < STATE_COLUMNS; i++)
		if (t->n != STATE_COLUMNS ||
		    !str_is(t->name[i], state_column[i]))
			return false;
	return true;
}

static bool
bad_field(struct state *st, const struct tsv *t, size_t column,
    const char *what)
{
	char shown[ECHO_SIZE];

	diag_add(st->diag, DIAG_FAILURE, tsv_loc(t, column),
	    "%s \"%s\" %s", state_column[column],
	    echo(tsv_field(t, column), shown), what);
	return false;
}

static bool
read_line(struct state *st, const struct tsv *t, struct buf *key)
{
	int128 number[STATE_NUMBERS_MAX];
	struct state_line l = { .number = number, .file = t->file,
	    .line = t->line, .name = tsv_field(t, COL_NAME),
	    .values = tsv_field(t, COL_VALUES) };

	while (l.rule < STATE_RULES && !str_is(tsv_field(t, COL_RULE),
	    rule_name[l.rule]))
		l.rule++;
	if (l.rule == STATE_RULES)
		return bad_field(st, t, COL_RULE,
		    _("is not all, once, same or sum"));
	if (!tsv_is_name(l.name))
		return bad_field(st, t, COL_NAME, _("is not a name"));
	if (l.rule == STATE_SUM) {
		l.n = count_numbers(l.values);
		if (l.n > STATE_NUMBERS_MAX ||
		    !state_numbers(l.values, number, l.n))
			return bad_field(st, t, COL_VALUES,
			    _("are not whole numbers with spaces between"));
	}
	buf_clear(key);
	tsv_unescape(key, tsv_field(t, COL_KEY));
	l.key = buf_str(key);
	return enter(st, &l);
}

/* Lines for all that this state did not have. */
static bool
check_all(struct state *st, const struct tsv *t, size_t expected)
{
	size_t have = 0;

	for (size_t i = 0; i < st->index.n; i++)
		have += st->line[i].rule == STATE_ALL;
	if (have == expected)
		return true;
	diag_add(st->diag, DIAG_ERROR, (struct loc){ .file = t->file },
	    _("the states do not belong together: this one has no line that "
	    "another has"));
	return false;
}

bool
state_read(struct state *st, struct tsv *t)
{
	struct buf key = { 0 };
	size_t all = 0;
	bool ok = true;

	if (!state_is(t)) {
		diag_add(st->diag, DIAG_FAILURE, (struct loc){ .file = t->file,
		    .line = 1 }, _("this is no state: its columns are not "
		    "rule, name, key and values"));
		return false;
	}
	st->inputs++;
	while (tsv_next(t)) {
		all += str_is(tsv_field(t, COL_RULE), rule_name[STATE_ALL]);
		ok = read_line(st, t, &key) && ok;
	}
	buf_release(&key);
	return ok && !t->malformed && check_all(st, t, all);
}

/* ------------------------------------------------------------- asking -- */

static int
by_key(const void *a, const void *b)
{
	const struct state_line *x = *(struct state_line *const *)a;
	const struct state_line *y = *(struct state_line *const *)b;
	int c = (x->rule > y->rule) - (x->rule < y->rule);

	if (c == 0)
		c = str_cmp(x->name, y->name);
	return c != 0 ? c : str_cmp(x->key, y->key);
}

void
state_sort(struct state *st)
{
	size_t n = st->index.n;

	st->order = mem_array(st->order, n, sizeof(*st->order));
	for (size_t i = 0; i < n; i++)
		st->order[i] = &st->line[i];
	if (n > 0)
		qsort(st->order, n, sizeof(*st->order), by_key);
}

static const struct state_line *
find_line(struct state *st, enum state_rule rule, struct str name,
    struct str key)
{
	uint32_t i = intern_find(&st->index, joined(st, rule, name, key));

	return i == INTERN_NONE ? NULL : &st->line[i];
}

static bool
agree_one_way(struct state *st, struct state *other, struct diag *d)
{
	bool ok = true;

	for (size_t i = 0; i < st->index.n; i++) {
		const struct state_line *l = &st->line[i], *same;
		struct buf key = { 0 };

		if (l->rule != STATE_SAME)
			continue;
		same = find_line(other, l->rule, l->name, l->key);
		if (same != NULL && str_eq(same->values, l->values))
			continue;
		ok = false;
		tsv_escape(&key, l->key);
		diag_add(d, DIAG_ERROR, (struct loc){ .file = l->file,
		    .line = l->line }, _("the definitions at hand are not "
		    "those of the state: %.*s %s"), STR(l->name),
		    buf_text(&key));
		buf_release(&key);
	}
	return ok;
}

bool
state_agree(struct state *st, struct state *other)
{
	bool there = agree_one_way(st, other, st->diag);

	return agree_one_way(other, st, st->diag) && there;
}

/* Where the lines of a rule and name begin, or would. */
static size_t
lower(const struct state *st, enum state_rule rule, struct str name, int after)
{
	size_t low = 0, high = st->index.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct state_line *l = st->order[middle];
		int c = (l->rule > rule) - (l->rule < rule);

		if (c == 0)
			c = str_cmp(l->name, name);
		if (c < 0 || (c == 0 && after))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t
state_lines(const struct state *st, enum state_rule rule, const char *name,
    struct state_line *const **lines)
{
	size_t first = lower(st, rule, str_of(name), 0);

	*lines = st->order + first;
	return lower(st, rule, str_of(name), 1) - first;
}

const struct state_line *
state_find(struct state *st, enum state_rule rule, const char *name,
    struct str key)
{
	return find_line(st, rule, str_of(name), key);
}
