#include "follow/coding.h"

#include <stdlib.h>

#include "base/cpr.h"
#include "base/num.h"
#include "base/utf8.h"
#include "register/index.h"

enum { SHOWN = CODING_SHOWN - 2 };	/* room for ... at both ends */

struct search {
	struct coding			*coding;
	struct reg			*reg;
	const struct coding_options	*options;
	struct frame			 cases;
	size_t				 closed;	/* a column */
	char				 as_of[DATE_SIZE];
	struct buf			 text;		/* of a field */
	struct buf			 masked;	/* empty: not made */
	struct buf			 piece;
};

/* A record of a kind, at the current row of its table. */
struct found {
	struct search		*search;
	const struct kind	*kind;
	const struct tsv	*tsv;
	const size_t		*column;
	const struct str	*value;		/* by field, escaped */
};

typedef void found_fn(const struct found *f);

/* Empty where the kind has no such field. */
static struct str
cell(const struct found *f, const char *name)
{
	size_t i = kind_field(f->kind, name);

	return i < f->kind->n ? f->value[i] : (struct str){ "", 0 };
}

static bool
is_wanted(const struct search *s, struct str case_id)
{
	size_t row = frame_find(&s->cases, case_id);
	const struct frame *only = s->options->cases;
	struct str closed;

	if (row == s->cases.rows ||
	    (only != NULL && frame_find(only, case_id) == only->rows))
		return false;
	closed = frame_cell(&s->cases, row, s->closed);
	return s->options->open ||
	    (closed.len > 0 && str_cmp(closed, str_of(s->as_of)) <= 0);
}

/* Calls fn for each record of a case that is wanted. */
static void
each_record(struct search *s, const struct kind *k, found_fn *fn)
{
	size_t id = kind_field(k, "case_id"), *column;
	struct str *value;
	struct tsv t;

	if (id < k->n && reg_table(s->reg, k, &t)) {
		column = index_columns(k, &t);
		value = mem_array(NULL, k->n, sizeof(*value));
		while (tsv_next(&t)) {
			index_row(k, &t, column, value);
			if (is_wanted(s, value[id]))
				fn(&(struct found){ s, k, &t, column, value });
		}
		free(value);
		free(column);
	}
	if (id < k->n)
		tsv_close(&t);
}

static struct coded *
add_row(struct coding *c)
{
	c->row = mem_grow(c->row, c->n, &c->cap, sizeof(*c->row));
	c->row[c->n] = (struct coded){ .length = 0 };
	return &c->row[c->n++];
}

static struct str
keep(struct search *s, struct str text)
{
	return text.len == 0 ? (struct str){ "", 0 } :
	    arena_str(&s->coding->arena, text);
}

/* --------------------------------------------------------- suggestions -- */

/* What names the record inside its case. */
static struct str
record_name(const struct found *f)
{
	struct buf *out = &f->search->piece;
	const struct kind *k = f->kind;

	buf_clear(out);
	for (size_t i = 0; i < k->n; i++) {
		if (!k->field[i].key || f->value[i].len == 0 ||
		    str_is(k->field[i].name, "case_id"))
			continue;
		if (i == kind_assigned(k))
			return f->value[i];
		if (out->len > 0)
			buf_addc(out, ' ');
		buf_addf(out, "%.*s=%.*s", STR(k->field[i].name),
		    STR(f->value[i]));
	}
	return out->len > 0 ? buf_str(out) : cell(f, "case_id");
}

/* The text with each CPR-like number out of its digits, in the same place, and
 * on one line. */
static void
mask(struct search *s)
{
	struct str rest;
	size_t at, n;

	buf_add_str(&s->masked, buf_str(&s->text));
	rest = buf_str(&s->masked);
	while ((n = cpr_find(rest, &at)) > 0) {
		memset(s->masked.p + (rest.p - s->masked.p) + at, 'X', n);
		rest.p += at + n;
		rest.len -= at + n;
	}
	for (size_t i = 0; i < s->masked.len; i++)
		if ((unsigned char)s->masked.p[i] < ' ')
			s->masked.p[i] = ' ';
}

/* The start of n characters before byte at, or of all there are. */
static size_t
step_back(struct str s, size_t at, size_t n)
{
	while (at > 0 && n > 0)
		n -= ((unsigned char)s.p[--at] & 0xC0) != 0x80;
	return at;
}

static size_t
characters(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return n;
}

/* As much on both sides, and what one does not need on the other. */
static struct str
around(struct str text, size_t at, size_t length)
{
	size_t from, end;

	if (utf8_prefix(text, CODING_SHOWN) == text.len)
		return text;
	from = step_back(text, at, length < SHOWN ? (SHOWN - length) / 2 : 0);
	end = from + utf8_prefix((struct str){ text.p + from,
	    text.len - from }, SHOWN);
	from = step_back(text, end, SHOWN);
	return (struct str){ text.p + from, end - from };
}

static struct str
passage(struct search *s, size_t at, size_t length)
{
	struct str text, shown;

	if (s->masked.len == 0)
		mask(s);
	text = buf_str(&s->masked);
	shown = around(text, at, length);
	buf_clear(&s->piece);
	buf_adds(&s->piece, shown.p > text.p ? "…" : "");
	tsv_escape(&s->piece, shown);
	buf_adds(&s->piece, shown.p + shown.len < text.p + text.len ? "…" :
	    "");
	return keep(s, buf_str(&s->piece));
}

/* A key may hold a name: the record is called by its id, or by its case. */
static void
say_costly(const struct found *f, size_t field, const struct code_pattern *p)
{
	const struct kind *k = f->kind;
	size_t id = kind_assigned(k);
	char shown[ECHO_SIZE];

	diag_add(f->search->reg->diag, DIAG_ERROR,
	    tsv_loc(f->tsv, f->column[field]), _("%s: a pattern for %.*s in "
	    "codebook %.*s is too costly for %.*s.%.*s; it is left out there"),
	    echo(id < k->n ? f->value[id] : cell(f, "case_id"), shown),
	    STR(p->code), STR(p->codebook), STR(k->name),
	    STR(k->field[field].name));
}

/* Every place in s->text that the pattern finds. */
static void
find_all(const struct found *f, size_t field, const struct code_pattern *p)
{
	struct search *s = f->search;
	struct str text = buf_str(&s->text);
	size_t from = 0, counted = 0, start = 1, at, len;
	enum match_result found = MATCH_NO;
	struct coded *c;

	while (from < text.len && (found = match_find(p->match, text, from,
	    &at, &len)) == MATCH_YES) {
		from = at + len > from ? at + len :
		    from + utf8_char(text.p + from, text.len - from);
		if (len == 0 || at < counted)
			continue;
		start += characters((struct str){ text.p + counted,
		    at - counted });
		counted = at;
		c = add_row(s->coding);
		*c = (struct coded){ .codebook = p->codebook, .code = p->code,
		    .start = start, .length = characters(
		    (struct str){ text.p + at, len }) };
		c->text = passage(s, at, c->length);
	}
	if (found == MATCH_LIMIT)
		say_costly(f, field, p);
}

static int
by_code(const void *a, const void *b)
{
	const struct coded *x = a, *y = b;
	int c = str_cmp(x->codebook, y->codebook);

	c = c != 0 ? c : str_cmp(x->code, y->code);
	c = c != 0 ? c : (x->start > y->start) - (x->start < y->start);
	return c != 0 ? c : (x->length < y->length) - (x->length > y->length);
}

/* What several patterns of a code find in one place is one suggestion. */
static void
drop_overlaps(struct coding *c, size_t from)
{
	size_t n = from;

	if (c->n - from < 2)
		return;
	qsort(c->row + from, c->n - from, sizeof(*c->row), by_code);
	for (size_t i = from; i < c->n; i++) {
		const struct coded *last = n > from ? &c->row[n - 1] : NULL;

		if (last == NULL ||
		    !str_eq(last->codebook, c->row[i].codebook) ||
		    !str_eq(last->code, c->row[i].code) ||
		    c->row[i].start >= last->start + last->length)
			c->row[n++] = c->row[i];
	}
	c->n = n;
}

static void
search_field(const struct found *f, size_t field)
{
	struct search *s = f->search;
	const struct coding_options *o = s->options;
	struct coding *c = s->coding;
	size_t from = c->n;

	buf_clear(&s->text);
	buf_clear(&s->masked);
	tsv_unescape(&s->text, f->value[field]);
	for (size_t i = 0; i < o->codebooks->n; i++) {
		const struct code_pattern *p = &o->codebooks->pattern[i];

		if (code_pattern_is_for(p, f->kind, field) &&
		    (o->codebook.len == 0 ||
		    str_eq(p->codebook, o->codebook)))
			find_all(f, field, p);
	}
	drop_overlaps(c, from);
	for (size_t i = from; i < c->n; i++) {
		c->row[i].case_id = keep(s, cell(f, "case_id"));
		c->row[i].kind = f->kind->name;
		c->row[i].record = keep(s, record_name(f));
		c->row[i].field = f->kind->field[field].name;
		c->row[i].coder = o->coder;
	}
}

static void
search_record(const struct found *f)
{
	for (size_t i = 0; i < f->kind->n; i++)
		if (f->value[i].len > 0)
			search_field(f, i);
}

/* ----------------------------------------------------------- decisions -- */

static void
take_decision(const struct found *f)
{
	struct search *s = f->search;
	const struct coding_options *o = s->options;
	uint64_t start = 0;
	struct coded *c;

	if ((o->codebook.len > 0 &&
	    !str_eq(cell(f, "codebook"), o->codebook)) ||
	    (o->coder.len > 0 && !str_eq(cell(f, "coder"), o->coder)))
		return;
	num_count(cell(f, "start"), TSV_FIELD_MAX, &start);
	c = add_row(s->coding);
	*c = (struct coded){ .decided = true, .start = start,
	    .case_id = keep(s, cell(f, "case_id")),
	    .kind = keep(s, cell(f, "kind")),
	    .record = keep(s, cell(f, "record")),
	    .field = keep(s, cell(f, "field")),
	    .codebook = keep(s, cell(f, "codebook")),
	    .code = keep(s, cell(f, "code")),
	    .coder = keep(s, cell(f, "coder")),
	    .coded = keep(s, cell(f, "coded")),
	    .date = keep(s, cell(f, "date")),
	    .reason = keep(s, cell(f, "reason")) };
}

static int
by_place(const struct coded *x, const struct coded *y)
{
	int c = str_cmp(x->case_id, y->case_id);

	c = c != 0 ? c : str_cmp(x->kind, y->kind);
	c = c != 0 ? c : str_cmp(x->record, y->record);
	c = c != 0 ? c : str_cmp(x->field, y->field);
	c = c != 0 ? c : (x->start > y->start) - (x->start < y->start);
	c = c != 0 ? c : str_cmp(x->codebook, y->codebook);
	return c != 0 ? c : str_cmp(x->code, y->code);
}

/* A suggestion before the decisions about it. */
static int
by_all(const void *a, const void *b)
{
	const struct coded *x = a, *y = b;
	int c = by_place(x, y);

	c = c != 0 ? c : (x->decided > y->decided) - (x->decided < y->decided);
	return c != 0 ? c : str_cmp(x->coder, y->coder);
}

/* Gives decisions the passage they are about, which needs no line of its own
 * then. */
static void
join(struct coding *c, bool missing)
{
	struct coded suggested = { .length = 0 };
	size_t n = 0;

	if (c->n > 0)
		qsort(c->row, c->n, sizeof(*c->row), by_all);
	for (size_t i = 0; i < c->n; i++) {
		struct coded *row = &c->row[i];
		bool is_decided = !row->decided && i + 1 < c->n &&
		    by_place(row, row + 1) == 0;

		if (!row->decided)
			suggested = *row;
		else if (suggested.length > 0 &&
		    by_place(&suggested, row) == 0) {
			row->length = suggested.length;
			row->text = suggested.text;
		}
		if (!is_decided && !(missing && row->decided))
			c->row[n++] = *row;
	}
	c->n = n;
}

/* ------------------------------------------------------------ the whole -- */

static void
read_all(struct search *s)
{
	const struct kinds *kinds = &s->reg->defs->kinds;
	const struct kind *decisions = kind_find(kinds, str_of("coding"));

	for (size_t i = 0; i < kinds->n; i++)
		if (&kinds->kind[i] != decisions)
			each_record(s, &kinds->kind[i], search_record);
	if (decisions != NULL)
		each_record(s, decisions, take_decision);
	join(s->coding, s->options->missing);
}

bool
coding_read(struct coding *c, struct reg *r, const struct coding_options *o)
{
	struct search s = { .coding = c, .reg = r, .options = o };
	size_t failures = r->diag->count[DIAG_FAILURE];

	*c = (struct coding){ .n = 0 };
	date_format(s.as_of, o->as_of);
	if (reg_frame(r, "case", "case_id", &s.cases)) {
		s.closed = frame_column(&s.cases, "closed");
		read_all(&s);
	}
	frame_release(&s.cases);
	buf_release(&s.text);
	buf_release(&s.masked);
	buf_release(&s.piece);
	return r->diag->count[DIAG_FAILURE] == failures;
}

void
coding_release(struct coding *c)
{
	free(c->row);
	arena_release(&c->arena);
	*c = (struct coding){ .n = 0 };
}
