#include "follow/series.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/near.h"
#include "base/spool.h"
#include "follow/tag.h"
#include "table/intern.h"

/*
 * The key is two numbers: the case's, and that of the rest of the key, of which
 * there are few.  So a series costs no copy of its key, comparing keys is
 * comparing two integers, and sorting by bytes sorts only distinct texts.
 *
 * Memory is the slow part: a row touches a slot of a table and a series that
 * nobody touched lately, and where the id of its case is long, texts as well.
 * So each row goes through stages, some rows apart, and each stage asks for the
 * memory that the next one reads: while it comes, the rows behind are read.
 * One row at a time, or the requests would come in bursts that wait for each
 * other.
 */

/* A series as it is held: what a row touches is in one cache line. */
struct entry {
	struct change_small	sums;
	uint64_t		case_key;	/* once numbered, its number */
	uint32_t		rest_no;
	uint32_t		wide : 31;	/* 1 + the number of its sums
					 * where they are not small */
	uint32_t		disordered : 1;
};

_Static_assert(sizeof(struct entry) == 64, "a cache line");

enum {
	APART = 8,		/* rows between two stages of a row */
	STAGES = 5,
	RING = 64,		/* rows that are in work */
	ID_SHORT = 8,		/* bytes of an id that is its own key */
	ID_ROOM = 24,		/* for an id; a longer one does not wait */
	REST_ROOM = 32,		/* for a rest of a key in the memo */
	MEMO_BITS = 12,		/* of rests remembered: more than there are */
	SEEN = 64,		/* spooled at a time */
	FIRST_BITS = 10,	/* of the number of slots */
	CHUNK = MEM_BIG / sizeof(struct entry),
	/* Slots are in huge pages as soon as they fill one. */
	BIG_SLOTS = MEM_BIG / sizeof(struct intern_slot)
};

const char *const series_key_names[SERIES_KEYS] = {
	[SERIES_CASE] = "case_id", [SERIES_SCALE] = "scale",
	[SERIES_ITEM] = "item", [SERIES_SUBJECT] = "subject",
	[SERIES_GOAL] = "goal_id", [SERIES_RATER] = "rater",
	[SERIES_STAGE] = "stage", [SERIES_CONTEXT] = "context",
};

/* The key of a case: its id with zeros behind it if it is short, else, with
 * bytes that are in no text, its number. */
#define LONG_ID	(UINT64_MAX << 32)

struct incoming {
	uint64_t	case_key;
	int64_t		value;
	uint32_t	rest_no;
	uint32_t	tag;		/* of the series */
	uint32_t	likely;		/* the series, or INTERN_NONE */
	day_t		day;
	uint32_t	line;
	/* The rest only while the case has no key yet. */
	bool		is_long;
	uint8_t		id_len;
	uint32_t	case_no;	/* likely */
	uint64_t	id_hash;
	char		id[ID_ROOM];
};

_Static_assert((int)APART * STAGES < (int)RING, "no row is overwritten");

_Static_assert((int)ID_ROOM <= (int)TSV_PAD, "readable behind any field");

/* The number of a short rest of a key, with zeros behind its bytes.  Looked at
 * before the general way: words of a fixed number are compared and mixed
 * without a branch that depends on a length. */
struct memo {
	uint64_t	word[REST_ROOM / 8];
	uint32_t	no;
	bool		used;
};

_Static_assert((int)REST_ROOM <= (int)TSV_PAD, "readable behind any field");

/* What is spooled of a row, to find days with two values afterwards. */
struct seen {
	uint32_t	series;
	day_t		day;
	uint32_t	line;
};

struct input {
	const char	*file;
	uint32_t	 first_line;	/* lines of the inputs before it */
};

struct series_set {
	struct diag	*diag;
	enum same_day	 same_day;
	size_t		 errors;	/* in diag, at the start */
	struct intern	 cases, rests;
	char		 date[DATE_SIZE - 1];	/* the latest one read */
	day_t		 day;			/* and what it is */
	bool		 any_long;	/* ids were long */
	struct memo	*memo;		/* of rests, by a hash */
	struct entry	**chunk;	/* CHUNK series each */
	size_t		 n, chunks_cap;
	struct change	*wide;
	size_t		 n_wide, wide_cap;
	struct intern_slot *slot;	/* by the upper bits of the tag */
	size_t		 mask;
	unsigned	 shift;		/* of a tag, to those bits */
	struct incoming	 ring[RING];
	uint64_t	 rows;		/* taken so far */
	uint64_t	 first;		/* of this input */
	struct seen	 recent[SEEN];
	size_t		 n_recent;
	struct spool	 seen;		/* a struct seen of every row, behind
					 * it an int64_t, its value, where
					 * with_values */
	bool		 keep;		/* what series_points() tells */
	bool		 with_values;	/* days are folded or values kept */
	struct tag	 tag;		/* kept with them */
	struct point	*point;		/* kept: of all series */
	uint32_t	*start;		/* by series: where they begin */
	struct str	(*rest_part)[SERIES_KEYS];	/* by number of rest */
	size_t		 n_disordered;
	bool		 overflow;
	struct input	*input;
	size_t		 n_inputs, inputs_cap;
	uint32_t	 lines;		/* of all inputs so far */
	uint32_t	*order;		/* of series, by key */
	struct buf	 scratch;
};

struct series_set *
series_new(enum same_day same_day, struct diag *d)
{
	struct series_set *set = mem_alloc(sizeof(*set));

	set->diag = d;
	set->same_day = same_day;
	set->with_values = same_day != SAME_DAY_ERROR;
	set->memo = mem_alloc((1 << MEMO_BITS) * sizeof(*set->memo));
	set->errors = d->count[DIAG_ERROR] + d->count[DIAG_FAILURE];
	spool_init(&set->seen);
	return set;
}

void
series_keep(struct series_set *set, const char *tag)
{
	set->keep = set->with_values = true;
	if (tag != NULL)
		tag_init(&set->tag, tag);
}

void
series_free(struct series_set *set)
{
	if (set == NULL)
		return;
	for (size_t i = 0; i * CHUNK < set->n; i++)
		free(set->chunk[i]);
	free(set->chunk);
	free(set->wide);
	free(set->memo);
	free(set->slot);
	free(set->input);
	free(set->order);
	free(set->point);
	free(set->start);
	intern_release(&set->cases);
	intern_release(&set->rests);
	free(set->rest_part);
	tag_release(&set->tag);
	spool_release(&set->seen);
	buf_release(&set->scratch);
	free(set);
}

static struct entry *
entry_no(const struct series_set *set, size_t i)
{
	return &set->chunk[i / CHUNK][i % CHUNK];
}

/* ----------------------------------------------------------- the sums -- */

static struct change
change_of(const struct series_set *set, const struct entry *e)
{
	return e->wide > 0 ? set->wide[e->wide - 1] :
	    change_of_small(&e->sums);
}

static void
widen(struct series_set *set, struct entry *e, const struct change *change)
{
	set->wide = mem_grow(set->wide, set->n_wide, &set->wide_cap,
	    sizeof(*set->wide));
	set->wide[set->n_wide++] = *change;
	e->wide = (uint32_t)set->n_wide & INT32_MAX;
}

static void
add_value(struct series_set *set, struct entry *e, day_t day, int64_t value)
{
	struct change change;

	if (e->wide == 0) {
		if (change_small_add(&e->sums, day, value))
			return;
		change = change_of_small(&e->sums);
		widen(set, e, &change);
	}
	if (!change_add(&set->wide[e->wide - 1], day, value))
		set->overflow = true;
}

/* Does a day not come behind all days before it? */
static bool
is_early(const struct series_set *set, const struct entry *e, day_t day)
{
	if (e->wide > 0)
		return day <= set->wide[e->wide - 1].last_day;
	return e->sums.n > 0 && day <= e->sums.base + e->sums.last_t;
}

static uint32_t
count_of(const struct series_set *set, const struct entry *e)
{
	return e->wide > 0 ? set->wide[e->wide - 1].n : e->sums.n;
}

/* ---------------------------------------------------------- the table -- */

static uint32_t
tag_of(uint64_t case_key, uint32_t rest_no)
{
	uint64_t h = (case_key ^ rest_no * UINT64_C(0xD6E8FEB86659FD93)) *
	    UINT64_C(0xFF51AFD7ED558CCD);

	/* As MurmurHash3 finishes: ids differ in a few bits of some bytes. */
	h ^= h >> 32;
	h *= UINT64_C(0xC4CEB9FE1A85EC53);
	return (uint32_t)(h >> 32);
}

static void
put(struct series_set *set, struct intern_slot slot)
{
	size_t at = slot.tag >> set->shift;

	while (set->slot[at].id != 0)
		at = (at + 1) & set->mask;
	set->slot[at] = slot;
}

/* The slots alone say where a series belongs, in the order they had. */
static void
grow_slots(struct series_set *set)
{
	struct intern_slot *old = set->slot;
	size_t n = old == NULL ? 0 : set->mask + 1;
	size_t slots = old == NULL ? (size_t)1 << FIRST_BITS : n * 2;

	set->shift = old == NULL ? 32 - FIRST_BITS : set->shift - 1;
	set->slot = slots < BIG_SLOTS ?
	    mem_alloc(slots * sizeof(*set->slot)) :
	    mem_big(slots * sizeof(*set->slot));
	set->mask = slots - 1;
	for (size_t i = 0; i < n; i++)
		if (old[i].id != 0)
			put(set, old[i]);
	free(old);
}

static uint32_t
new_series(struct series_set *set, const struct incoming *in)
{
	struct entry *e;

	if (set->n % CHUNK == 0) {
		size_t chunks = set->n / CHUNK;

		set->chunk = mem_grow(set->chunk, chunks, &set->chunks_cap,
		    sizeof(*set->chunk));
		set->chunk[chunks] = mem_big(CHUNK * sizeof(*e));
	}
	e = entry_no(set, set->n);
	e->case_key = in->case_key;
	e->rest_no = in->rest_no;
	/* At most half full: a search that goes on to the next slot is a branch
	 * that the processor did not guess. */
	if (set->slot == NULL || (set->n + 1) * 2 > set->mask + 1)
		grow_slots(set);
	put(set, (struct intern_slot){ in->tag, (uint32_t)set->n + 1 });
	return (uint32_t)set->n++;
}

/* The first series from a slot on that has a tag, and with it almost certainly
 * the key; INTERN_NONE if there is none. */
static uint32_t
likely_series(const struct series_set *set, uint32_t tag, size_t *at)
{
	if (set->slot == NULL)
		return INTERN_NONE;
	while (set->slot[*at].id != 0 && set->slot[*at].tag != tag)
		*at = (*at + 1) & set->mask;
	return set->slot[*at].id - 1;	/* of a free slot: INTERN_NONE */
}

static bool
is_of(const struct entry *e, const struct incoming *in)
{
	return e->case_key == in->case_key && e->rest_no == in->rest_no;
}

static uint32_t
find_series(struct series_set *set, const struct incoming *in)
{
	size_t at = in->tag >> set->shift;

	for (;; at = (at + 1) & set->mask) {
		uint32_t id = likely_series(set, in->tag, &at);

		if (id == INTERN_NONE)
			return new_series(set, in);
		if (is_of(entry_no(set, id), in))
			return id;
	}
}

/* -------------------------------------------------------- two on a day -- */

/* The place of a line that was counted on over all inputs. */
static struct loc
place(const struct series_set *set, uint32_t line)
{
	size_t i = set->n_inputs - 1;

	while (i > 0 && line <= set->input[i].first_line)
		i--;
	return (struct loc){ .file = set->input[i].file,
	    .line = line - set->input[i].first_line };
}

static struct series
series_of(const struct series_set *set, const struct entry *e)
{
	return (struct series){ change_of(set, e), (uint32_t)e->case_key,
	    e->rest_no };
}

static void
twice(const struct series_set *set, const struct entry *e, day_t day,
    uint32_t line, uint32_t other)
{
	struct loc here = place(set, line), there = place(set, other);
	const struct series s = series_of(set, e);
	char scale[ECHO_SIZE], rater[ECHO_SIZE], case_id[ECHO_SIZE];
	struct str key[SERIES_KEYS];
	char date[DATE_SIZE];

	series_key(set, &s, key);
	diag_add(set->diag, DIAG_ERROR, here, _("a second value of %s by %s "
	    "for case %s on %s: the other is on %s line %zu"),
	    echo(key[SERIES_SCALE], scale), echo(key[SERIES_RATER], rater),
	    echo(key[SERIES_CASE], case_id), date_format(date, day),
	    there.file, there.line);
}

/* A day that is not later than all before it: the series is looked at again
 * when all rows are there. */
static void
note_disorder(struct series_set *set, struct entry *e)
{
	if (!e->disordered)
		set->n_disordered++;
	e->disordered = true;
}

/* First stage: which case it may be, by the slots of their ids. */
static void
guess_case(struct series_set *set, struct incoming *in)
{
	if (in->is_long)
		in->case_no = intern_likely(&set->cases, in->id_hash);
}

/* Second stage: the id of that case is asked for. */
static void
fetch_id(const struct series_set *set, const struct incoming *in)
{
	if (in->is_long)
		intern_prefetch_text(&set->cases, in->case_no);
}

/* With the case, the slot of the series is known, and asked for. */
static void
know_case(const struct series_set *set, struct incoming *in, uint64_t case_key)
{
	in->case_key = case_key;
	in->tag = tag_of(case_key, in->rest_no);
	if (set->slot != NULL)
		__builtin_prefetch(&set->slot[in->tag >> set->shift]);
}

/* Third stage: the number of the case. */
static void
number_case(struct series_set *set, struct incoming *in)
{
	struct str id = { in->id, in->id_len };

	if (in->is_long)
		know_case(set, in, LONG_ID | intern_add_hashed(&set->cases,
		    id, in->id_hash));
}

/* Fourth stage: the slot is there, the series is asked for. */
static void
fetch_series(const struct series_set *set, struct incoming *in)
{
	size_t at = in->tag >> set->shift;

	in->likely = likely_series(set, in->tag, &at);
	if (in->likely != INTERN_NONE)
		__builtin_prefetch(entry_no(set, in->likely));
}

static void
spool_recent(struct series_set *set)
{
	spool_add(&set->seen, set->recent,
	    set->n_recent * sizeof(*set->recent));
	set->n_recent = 0;
}

static void
spool_row(struct series_set *set, struct seen seen, int64_t value)
{
	if (set->with_values) {
		spool_add(&set->seen, &seen, sizeof(seen));
		spool_add(&set->seen, &value, sizeof(value));
		return;
	}
	set->recent[set->n_recent++] = seen;
	if (set->n_recent == SEEN)
		spool_recent(set);
}

/* Last stage: the row is entered. */
static void
enter(struct series_set *set, const struct incoming *in)
{
	uint32_t id = in->likely;
	struct entry *e;

	if (id == INTERN_NONE || !is_of(entry_no(set, id), in))
		id = find_series(set, in);
	e = entry_no(set, id);
	spool_row(set, (struct seen){ id, in->day, in->line }, in->value);
	if (is_early(set, e, in->day))
		note_disorder(set, e);
	add_value(set, e, in->day, in->value);
}

/* The row that is so many stages behind, NULL where there is none. */
static struct incoming *
behind(struct series_set *set, uint64_t row, unsigned stages)
{
	row -= stages * APART;
	return row - set->first < set->rows - set->first ?
	    &set->ring[row % RING] : NULL;
}

/* Takes every row in work that is due for it one stage on, where `row` is the
 * latest, or would be. */
static void
move_on(struct series_set *set, uint64_t row)
{
	struct incoming *in;

	if (set->any_long) {
		if ((in = behind(set, row, 1)) != NULL)
			guess_case(set, in);
		if ((in = behind(set, row, 2)) != NULL)
			fetch_id(set, in);
		if ((in = behind(set, row, 3)) != NULL)
			number_case(set, in);
	}
	if ((in = behind(set, row, 4)) != NULL)
		fetch_series(set, in);
	if ((in = behind(set, row, STAGES)) != NULL)
		enter(set, in);
}

/* ------------------------------------------------------------ reading -- */

struct columns {
	size_t	key[SERIES_KEYS];	/* t->n: the input has none */
	size_t	date, value;
	bool	together;	/* the rest of the key is one piece of a row */
};

static bool
find_columns(const struct tsv *t, struct columns *c)
{
	static const int needed[] = { SERIES_CASE, SERIES_SCALE,
	    SERIES_RATER };
	bool ok = true;

	c->together = true;
	for (int i = 0; i < SERIES_KEYS; i++) {
		c->key[i] = tsv_column(t, series_key_names[i]);
		if (i > SERIES_SCALE && c->key[i] != c->key[i - 1] + 1)
			c->together = false;
	}
	if (c->key[SERIES_CONTEXT] == t->n)
		c->together = false;
	c->date = tsv_column(t, "date");
	c->value = tsv_column(t, "value");
	for (size_t i = 0; i < 3; i++)
		if (c->key[needed[i]] == t->n) {
			tsv_missing_column(t, series_key_names[needed[i]]);
			ok = false;
		}
	if (c->date == t->n)
		tsv_missing_column(t, "date");
	if (c->value == t->n)
		tsv_missing_column(t, "value");
	return ok && c->date < t->n && c->value < t->n;
}

/* The rest of the key, its fields with TABs between them, put together. */
static struct str
join_rest(struct series_set *set, const struct tsv *t, const struct columns *c)
{
	buf_clear(&set->scratch);
	for (int i = SERIES_SCALE; i < SERIES_KEYS; i++) {
		if (i > SERIES_SCALE)
			buf_addc(&set->scratch, '\t');
		if (c->key[i] < t->n)
			buf_add_str(&set->scratch, tsv_field(t, c->key[i]));
	}
	return buf_str(&set->scratch);
}

/* A rest of at most REST_ROOM bytes that stands in a row. */
static uint32_t
number_short_rest(struct series_set *set, struct str rest)
{
	static const char mask[2 * REST_ROOM] = {
		-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
		-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
	};
	uint64_t word[REST_ROOM / 8], keep[REST_ROOM / 8], hash, other = 0;
	struct memo *memo;

	memcpy(word, rest.p, REST_ROOM);
	memcpy(keep, mask + REST_ROOM - rest.len, REST_ROOM);
	for (size_t i = 0; i < REST_ROOM / 8; i++)
		word[i] &= keep[i];
	hash = word[0] * UINT64_C(0x9E3779B97F4A7C15) +
	    word[1] * UINT64_C(0xD6E8FEB86659FD93) +
	    word[2] * UINT64_C(0xFF51AFD7ED558CCD) +
	    word[3] * UINT64_C(0xC4CEB9FE1A85EC53);
	memo = &set->memo[hash >> (64 - MEMO_BITS)];
	for (size_t i = 0; i < REST_ROOM / 8; i++)
		other |= memo->word[i] ^ word[i];
	if (other != 0 || !memo->used) {
		memcpy(memo->word, word, sizeof(word));
		memo->no = intern_add(&set->rests, rest);
		memo->used = true;
	}
	return memo->no;
}

static uint32_t
number_rest(struct series_set *set, const struct tsv *t,
    const struct columns *c)
{
	const char *p = tsv_field(t, c->key[SERIES_SCALE]).p;
	struct str end, rest;

	if (!c->together)
		return intern_add(&set->rests, join_rest(set, t, c));
	end = tsv_field(t, c->key[SERIES_CONTEXT]);
	rest = (struct str){ p, (size_t)(end.p + end.len - p) };
	return rest.len > REST_ROOM ? intern_add(&set->rests, rest) :
	    number_short_rest(set, rest);
}

static void
bad_field(struct series_set *set, const struct tsv *t, size_t column,
    const char *expected)
{
	char shown[ECHO_SIZE];

	diag_add(set->diag, DIAG_ERROR, tsv_loc(t, column), "%.*s \"%s\" %s",
	    STR(t->name[column]), echo(tsv_field(t, column), shown), expected);
}

/* A short id that may be read beyond. */
static uint64_t
short_key(struct str id)
{
	static const char mask[2 * ID_SHORT] = {
		-1, -1, -1, -1, -1, -1, -1, -1,
	};
	uint64_t key, keep;

	memcpy(&key, id.p, ID_SHORT);
	memcpy(&keep, mask + ID_SHORT - id.len, ID_SHORT);
	return key & keep;
}

/* Takes the case's id; the number of a long one is looked up by and by. */
static void
take_case(struct series_set *set, struct incoming *in, struct str id)
{
	in->is_long = id.len > ID_SHORT && id.len <= ID_ROOM;
	if (id.len <= ID_SHORT) {
		know_case(set, in, short_key(id));
		return;
	}
	if (!in->is_long) {
		know_case(set, in, LONG_ID | intern_add(&set->cases, id));
		return;
	}
	set->any_long = true;
	in->id_len = (uint8_t)id.len;
	/* A fixed length is copied in place; a field may be read beyond. */
	memcpy(in->id, id.p, ID_ROOM);
	in->id_hash = intern_hash(id);
	intern_prefetch(&set->cases, in->id_hash);
}

/* Rows of one day mostly come together. */
static bool
parse_day(struct series_set *set, struct str date, day_t *day)
{
	if (date.len != sizeof(set->date) ||
	    memcmp(date.p, set->date, sizeof(set->date)) != 0) {
		if (!date_parse(date, &set->day))
			return false;
		memcpy(set->date, date.p, sizeof(set->date));
	}
	*day = set->day;
	return true;
}

static void
take_row(struct series_set *set, const struct tsv *t, const struct columns *c)
{
	struct incoming *in = &set->ring[set->rows % RING];
	struct str value = tsv_field(t, c->value);
	enum num_result is;

	if (!parse_day(set, tsv_field(t, c->date), &in->day)) {
		bad_field(set, t, c->date,
		    _("is not a date such as 2026-11-22"));
		return;
	}
	if (value.len == 0)
		return;
	is = num_parse(value, &in->value);
	if (is != NUM_OK) {
		bad_field(set, t, c->value, is == NUM_SYNTAX ?
		    _("is not a number") : _("has too many digits: at most 12 "
		    "before the point and 6 behind it"));
		return;
	}
	in->line = set->lines + (uint32_t)t->line;
	tag_note(&set->tag, t, in->line);
	in->rest_no = number_rest(set, t, c);
	take_case(set, in, tsv_field(t, c->key[SERIES_CASE]));
	set->rows++;
	move_on(set, set->rows - 1);
}

bool
series_read(struct series_set *set, struct tsv *t, row_fn *wanted, void *arg)
{
	struct columns c;

	if (!find_columns(t, &c))
		return false;
	set->input = mem_grow(set->input, set->n_inputs, &set->inputs_cap,
	    sizeof(*set->input));
	set->input[set->n_inputs++] = (struct input){ t->file, set->lines };
	tag_bind(&set->tag, t);
	while (tsv_next(t))
		if (wanted == NULL || wanted(t, arg))
			take_row(set, t, &c);
	for (unsigned i = 0; i <= STAGES * APART; i++)
		move_on(set, set->rows + i);
	spool_recent(set);
	set->first = set->rows;
	set->lines += (uint32_t)t->line;
	return true;
}

bool
series_put(struct series_set *set, const struct str key[SERIES_KEYS],
    const struct change *change)
{
	struct str id = key[SERIES_CASE];
	struct incoming in = { .case_key = 0 };
	struct entry *e;

	if (id.len > ID_SHORT)
		in.case_key = LONG_ID | intern_add(&set->cases, id);
	else if (id.len > 0)
		memcpy(&in.case_key, id.p, id.len);

	buf_clear(&set->scratch);
	buf_join(&set->scratch, key + SERIES_SCALE,
	    SERIES_KEYS - SERIES_SCALE);
	in.rest_no = intern_add(&set->rests, buf_str(&set->scratch));
	in.tag = tag_of(in.case_key, in.rest_no);
	e = entry_no(set, find_series(set, &in));
	if (e->wide > 0 || e->sums.n > 0)
		return false;
	widen(set, e, change);
	return true;
}

/* ---------------------------------------------------------- looking back -- */

/* A row without its value. */
struct row {
	day_t		day;
	uint32_t	line;
};

struct lookback {
	struct series_set	*set;
	uint32_t		*start;	/* by series: where its rows begin */
	uint32_t		*end;	/* and end, as far as gathered */
	struct row		*row;	/* where there are no values */
	struct point		*point;	/* where there are */
};

static bool
is_looked_at(const struct series_set *set, const struct entry *e)
{
	return set->keep || e->disordered;
}

static void
gather(const void *piece, void *arg)
{
	struct lookback *look = arg;
	struct point *point;
	struct seen seen;
	size_t at;

	memcpy(&seen, piece, sizeof(seen));
	if (!is_looked_at(look->set, entry_no(look->set, seen.series)))
		return;
	at = look->end[seen.series]++;
	if (look->point == NULL) {
		look->row[at] = (struct row){ seen.day, seen.line };
		return;
	}
	point = &look->point[at];
	point->day = seen.day;
	point->line = seen.line;
	memcpy(&point->value, (const char *)piece + sizeof(seen),
	    sizeof(point->value));
}

static int
by_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
row_by_day(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	return x->day != y->day ? by_number(x->day, y->day) :
	    by_number(x->line, y->line);
}

static int
point_by_day(const void *a, const void *b)
{
	const struct point *x = a, *y = b;

	return x->day != y->day ? by_number(x->day, y->day) :
	    by_number(x->line, y->line);
}

static int
point_by_day_value(const void *a, const void *b)
{
	const struct point *x = a, *y = b;

	return x->day != y->day ? by_number(x->day, y->day) :
	    by_number(x->value, y->value);
}

static void
check_rows(struct series_set *set, const struct entry *e, struct row *row,
    size_t n)
{
	qsort(row, n, sizeof(*row), row_by_day);
	for (size_t i = 1; i < n; i++)
		if (row[i].day == row[i - 1].day)
			twice(set, e, row[i].day, row[i].line, row[i - 1].line);
}

static void
check_points(struct series_set *set, const struct entry *e,
    struct point *point, size_t n)
{
	qsort(point, n, sizeof(*point), point_by_day);
	for (size_t i = 1; i < n; i++)
		if (point[i].day == point[i - 1].day)
			twice(set, e, point[i].day, point[i].line,
			    point[i - 1].line);
}

/* One value of those of a day, sorted; the mean is rounded to millionths. */
static int64_t
one_of_day(const struct point *p, size_t n, enum same_day how)
{
	int64_t mean = 0;
	int128 sum = 0;

	if (how == SAME_DAY_LOW)
		return p[0].value;
	if (how == SAME_DAY_HIGH)
		return p[n - 1].value;
	for (size_t i = 0; i < n; i++)
		sum += p[i].value;
	num_divide(sum, (int128)n, &mean);
	return mean;
}

/* The line whose tag comes last in byte order: whatever the order of rows, one
 * that says something before one that says nothing. */
static uint32_t
line_of_day(const struct series_set *set, const struct point *p, size_t n)
{
	uint32_t line = p[0].line;

	for (size_t i = 1; i < n; i++)
		if (str_cmp(tag_text(&set->tag, p[i].line),
		    tag_text(&set->tag, line)) > 0)
			line = p[i].line;
	return line;
}

/* The series anew, with one value a day: in place. */
static void
fold_days(struct series_set *set, struct entry *e, struct point *point,
    size_t n)
{
	size_t days = 0;

	qsort(point, n, sizeof(*point), point_by_day_value);
	e->sums = (struct change_small){ 0 };
	if (e->wide > 0)
		set->wide[e->wide - 1] = (struct change){ 0 };
	for (size_t i = 0, j; i < n; i = j) {
		for (j = i + 1; j < n && point[j].day == point[i].day;)
			j++;
		point[days] = (struct point){ point[i].day,
		    line_of_day(set, point + i, j - i),
		    one_of_day(point + i, j - i, set->same_day) };
		add_value(set, e, point[days].day, point[days].value);
		days++;
	}
}

static void
look_at(struct lookback *look, size_t i)
{
	struct series_set *set = look->set;
	struct entry *e = entry_no(set, i);
	size_t start = look->start[i], n = look->end[i] - start;

	if (!e->disordered)
		return;
	if (look->point == NULL)
		check_rows(set, e, look->row + start, n);
	else if (set->same_day == SAME_DAY_ERROR)
		check_points(set, e, look->point + start, n);
	else
		fold_days(set, e, look->point + start, n);
}

static void
make_room(struct lookback *look)
{
	const struct series_set *set = look->set;
	size_t rows = 0;

	look->start = mem_array(NULL, set->n, sizeof(*look->start));
	look->end = mem_array(NULL, set->n, sizeof(*look->end));
	for (size_t i = 0; i < set->n; i++) {
		const struct entry *e = entry_no(set, i);

		look->start[i] = look->end[i] = (uint32_t)rows;
		if (is_looked_at(set, e))
			rows += count_of(set, e);
	}
	if (set->with_values)
		look->point = mem_array(NULL, rows, sizeof(*look->point));
	else
		look->row = mem_array(NULL, rows, sizeof(*look->row));
}

/* Reads back the rows of all series that did not come in date order, or of
 * all where they are kept. */
static bool
look_back(struct series_set *set)
{
	struct lookback look = { .set = set };
	size_t size = sizeof(struct seen) +
	    (set->with_values ? sizeof(int64_t) : 0);
	bool ok;

	make_room(&look);
	ok = spool_each(&set->seen, size, gather, &look, set->diag);
	for (size_t i = 0; ok && i < set->n; i++)
		look_at(&look, i);
	free(look.end);
	free(look.row);
	if (set->keep) {
		set->start = look.start;
		set->point = look.point;
		return ok;
	}
	free(look.start);
	free(look.point);
	return ok;
}

/* ------------------------------------------------------------ sorting -- */

/* Of all series.  Those of one case often came together. */
static void
number_cases(struct series_set *set)
{
	uint64_t key = LONG_ID;		/* of the case with number 0 */
	uint32_t no = 0;

	for (size_t i = 0; i < set->n; i++) {
		struct entry *e = entry_no(set, i);
		struct str id = { (const char *)&e->case_key, 0 };

		if (e->case_key != key) {
			key = e->case_key;
			while (id.len < ID_SHORT && id.p[id.len] != '\0')
				id.len++;
			no = (key & LONG_ID) == LONG_ID ? (uint32_t)key :
			    intern_add(&set->cases, id);
		}
		e->case_key = no;
	}
}

/* Sorts the few series of one case by the rest of their keys. */
static void
sort_case(const struct series_set *set, uint32_t *order, size_t n,
    const uint32_t *rank)
{
	for (size_t i = 1; i < n; i++) {
		uint32_t id = order[i];
		uint32_t r = rank[entry_no(set, id)->rest_no];
		size_t j = i;

		for (; j > 0 && rank[entry_no(set, order[j - 1])->rest_no] > r;
		    j--)
			order[j] = order[j - 1];
		order[j] = id;
	}
}

/* A counting sort by case, then each case by itself. */
static void
sort_series(struct series_set *set)
{
	uint32_t *case_rank = intern_ranks(&set->cases);
	uint32_t *rest_rank = intern_ranks(&set->rests);
	size_t n_cases = set->cases.n;
	uint32_t *end = mem_alloc((n_cases + 1) * sizeof(*end)), begin = 0;

	set->order = mem_array(NULL, set->n, sizeof(*set->order));
	for (size_t i = 0; i < set->n; i++)
		end[case_rank[entry_no(set, i)->case_key] + 1]++;
	for (size_t i = 0; i < n_cases; i++)
		end[i + 1] += end[i];
	/* end[r] is where case r begins; it moves to its end. */
	for (size_t i = 0; i < set->n; i++)
		set->order[end[case_rank[entry_no(set, i)->case_key]]++] =
		    (uint32_t)i;
	for (size_t i = 0; i < n_cases; i++) {
		sort_case(set, set->order + begin, end[i] - begin, rest_rank);
		begin = end[i];
	}
	free(case_rank);
	free(rest_rank);
	free(end);
}

/* The fields of each rest, taken apart once. */
static void
split_rests(struct series_set *set)
{
	set->rest_part = mem_array(NULL, set->rests.n,
	    sizeof(*set->rest_part));
	for (size_t i = 0; i < set->rests.n; i++) {
		struct str rest = set->rests.text[i];

		for (int j = SERIES_SCALE; j < SERIES_KEYS; j++)
			set->rest_part[i][j] = str_cut(rest, '\t', &rest);
	}
}

bool
series_finish(struct series_set *set)
{
	free(set->slot);
	set->slot = NULL;
	split_rests(set);
	number_cases(set);
	if ((set->keep || set->n_disordered > 0) && !look_back(set))
		return false;
	spool_release(&set->seen);
	if (set->overflow)
		diag_add(set->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("a series has values too large to be summed exactly"));
	sort_series(set);
	return set->diag->count[DIAG_ERROR] + set->diag->count[DIAG_FAILURE] ==
	    set->errors;
}

/* ------------------------------------------------------------- asking -- */

size_t
series_count(const struct series_set *set)
{
	return set->n;
}

struct series
series_at(const struct series_set *set, size_t i)
{
	const struct entry *e = entry_no(set, set->order[i]);

	/* They are mostly asked for in order: have the next ones fetched. */
	if (i + 8 < set->n)
		__builtin_prefetch(entry_no(set, set->order[i + 8]));
	if (i + 4 < set->n)
		__builtin_prefetch(&set->cases.text[
		    entry_no(set, set->order[i + 4])->case_key]);
	return series_of(set, e);
}

void
series_key(const struct series_set *set, const struct series *s,
    struct str key[SERIES_KEYS])
{
	memcpy(key, set->rest_part[s->rest_no], sizeof(*set->rest_part));
	key[SERIES_CASE] = set->cases.text[s->case_no];
}

size_t
series_points(const struct series_set *set, size_t i,
    const struct point **points)
{
	uint32_t id = set->order[i];

	*points = set->point + set->start[id];
	return count_of(set, entry_no(set, id));
}

struct str
series_tag(const struct series_set *set, const struct point *point)
{
	return tag_text(&set->tag, point->line);
}
