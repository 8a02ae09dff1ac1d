/*
 * gen: ratings and cases for the benchmarks, of any size.
 *
 *	gen ROWS CASES [date|case|shuffled]	a ratings table
 *	gen cases CASES				the cases table to go with it
 *
 * The seed is fixed, and what a case's ratings are depends on the number of
 * the case alone: the same ROWS and CASES give the same records in every
 * order, so that results may be compared between the orders.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEN(a)	(sizeof(a) / sizeof((a)[0]))

/*
 * Ratings are made on working days only, counted from Monday 2022-01-03:
 * 782 of them reach 2024-12-31.
 */
enum { DAYS = 782, WEEK = 5 };

/* Ranges and steps are in tenths, as all values are. */
struct scale {
	const char	*name;
	int		 min, max, step;
};

static const struct scale scales[] = {
	{ "trivsel",	10,	100,	5 },
	{ "ors",	0,	400,	1 },
	{ "srs",	0,	400,	1 },
	{ "cors",	0,	400,	1 },
	{ "safety",	0,	100,	10 },
};

static const char *const raters[] = {
	"child", "mother", "father", "caseworker", "school", "provider",
};

/* The columns stage and context, with the TAB between them. */
static const char *const settings[] = {
	"\t", "joint\t", "\thome", "\tschool",
};

static const char *const phases[] = { "before", "during", "after" };

/* The columns value and missing of a rating that was not given. */
static const char *const reasons[] = {
	"declined", "not_assessed", "not_applicable", "absent",
};

static const char *const words[] = {
	"ro", "går", "og", "søvnen", "bedre", "i", "hjemme", "gråd", "er",
	"klassen", "måltider", "på", "færre", "konflikter", "trætte",
	"ønske", "om", "kontakt", "med", "storesøster", "få", "aftaler",
	"holdes", "lektier", "volder", "stadig", "kvaler", "nyt", "skema",
	"udfyldt", "i", "telefonen", "glæde", "ved", "håndbold", "en", "ven",
	"har", "været", "besøg", "moderen", "øver", "grænser", "uden",
	"skænderier", "faderen", "kørte", "selv", "mødet", "rykkes", "ikke",
	"så", "meget", "uro", "som", "før", "sommerferien", "vi", "prøver",
	"samme", "plan", "igen", "åbner", "sig", "lidt", "mere",
};

static const char ratings_header[] =
    "case_id\tdate\tscale\titem\tsubject\tgoal_id\trater\tstage\tcontext\t"
    "phase\tvalue\tmissing\tcomment\tmeeting_id\tsource\n";

static const char cases_header[] =
    "case_id\tchild_id\tborn\tsex\tteam\tworker\tunit\tmeasure\tparagraph\t"
    "allocated\tstarted\tclosed\tending\tinterval\tinterval_reason\tnote\n";

/* 16 bytes, because fifty million of them must fit in memory twice. */
struct rating {
	uint32_t	case_no;
	uint32_t	comment;	/* seed of its words; 0 for none */
	uint16_t	day;		/* working day, from 0 */
	uint16_t	tenths;
	uint8_t		scale_rater;	/* scale * LEN(raters) + rater */
	uint8_t		setting;
	uint8_t		phase;
	uint8_t		missing;	/* 1 + index in reasons; 0 for none */
};

/* One series of a case: who rates what, and how that goes. */
struct series {
	uint8_t	scale_rater;
	uint8_t	setting;
	double	base;		/* in tenths above the scale's lowest */
	double	trend;		/* from the first session to the last */
};

static char	out[1 << 20];
static size_t	out_len;
static char	day_names[DAYS][40];

static void
die(const char *what)
{
	fprintf(stderr, "gen: %s\n", what);
	exit(2);
}

static void *
must_alloc(size_t n, size_t size)
{
	void *p = calloc(n > 0 ? n : 1, size);

	if (p == NULL)
		die("out of memory");
	return p;
}

/* splitmix64: small, good enough, and the same everywhere. */
static uint64_t
rnd(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static uint32_t
rnd_below(uint64_t *state, uint32_t n)
{
	return (uint32_t)((rnd(state) >> 32) * n >> 32);
}

/* Uniform in [0, 1). */
static double
rnd_unit(uint64_t *state)
{
	return (double)(rnd(state) >> 11) / 9007199254740992.0;
}

/* A stream of its own for each thing that has a number. */
static uint64_t
seed_of(uint64_t number)
{
	uint64_t state = number * 2 + 1;

	return rnd(&state);
}

static void
flush(void)
{
	if (fwrite(out, 1, out_len, stdout) != out_len)
		die("cannot write");
	out_len = 0;
}

/* Nothing written at once is longer than a comment. */
static void
put(const char *s)
{
	size_t len = strlen(s);

	if (out_len + len > sizeof(out))
		flush();
	memcpy(out + out_len, s, len);
	out_len += len;
}

static void
put_padded(unsigned n, int width)
{
	char digits[16];

	snprintf(digits, sizeof(digits), "%0*u", width, n);
	put(digits);
}

/* A number has no trailing zero: 7, but 7.5. */
static void
put_tenths(unsigned tenths)
{
	char digits[16];
	char *p = digits + sizeof(digits) - 1;

	*p = '\0';
	if (tenths % 10 != 0) {
		*--p = (char)('0' + tenths % 10);
		*--p = '.';
	}
	tenths /= 10;
	do {
		*--p = (char)('0' + tenths % 10);
		tenths /= 10;
	} while (tenths > 0);
	put(p);
}

static void
put_case_id(char letter, uint32_t case_no)
{
	char id[] = "K0000000";
	char *p = id + sizeof(id) - 1;

	id[0] = letter;
	while (--p > id) {
		*p = (char)('0' + case_no % 10);
		case_no /= 10;
	}
	put(id);
}

/* A name per working day: to make one for each of the ratings takes longer. */
static void
make_day_names(void)
{
	static const int lengths[2][12] = {
		{ 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 },
		{ 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 },
	};
	int y = 2022, m = 0, d = 3;

	for (int i = 0; i < DAYS; i++) {
		snprintf(day_names[i], sizeof(day_names[i]),
		    "%04d-%02d-%02d", y, m + 1, d);
		d += i % WEEK == WEEK - 1 ? 3 : 1;
		if (d <= lengths[y % 4 == 0][m])
			continue;
		d -= lengths[y % 4 == 0][m];
		y += m == 11;
		m = (m + 1) % 12;
	}
}

/* From 2 to 14 words, now and then a full stop, rarely a line break. */
static void
put_comment(uint32_t seed)
{
	uint64_t state = seed;
	unsigned n = 2 + rnd_below(&state, 13);

	for (unsigned i = 0; i < n; i++) {
		uint32_t end = rnd_below(&state, 200);

		put(words[rnd_below(&state, LEN(words))]);
		if (i + 1 < n)
			put(end == 0 ? "\\n" : end < 10 ? ". " :
			    end < 15 ? ", " : " ");
	}
}

static void
put_rating(const struct rating *r)
{
	put_case_id('K', r->case_no);
	put("\t");
	put(day_names[r->day]);
	put("\t");
	put(scales[r->scale_rater / LEN(raters)].name);
	put("\t\t\t\t");
	put(raters[r->scale_rater % LEN(raters)]);
	put("\t");
	put(settings[r->setting]);
	put("\t");
	put(phases[r->phase]);
	put("\t");
	if (r->missing == 0)
		put_tenths(r->tenths);
	put("\t");
	if (r->missing != 0)
		put(reasons[r->missing - 1]);
	put("\t");
	if (r->comment != 0)
		put_comment(r->comment);
	put("\t\t\n");
}

/*
 * The number of ratings before case c.  Cases differ in length: from a fifth
 * to nine fifths of the mean.
 */
static uint64_t
ratings_before(uint32_t c, uint64_t rows, uint32_t cases)
{
	uint64_t state = seed_of(c), mean = rows / cases;
	uint64_t even = rows * c / cases;

	if (c == 0 || c == cases)
		return even;
	return even + rnd_below(&state, 801) * mean / 1000 - 400 * mean / 1000;
}

/*
 * The series of a case: two or three scales, each rated by the same one to
 * three people, or everything by everybody where the ratings are too many for
 * the days there are.  Returns how many.
 */
static unsigned
make_series(struct series *s, uint64_t *state, unsigned want)
{
	unsigned n_scales = rnd_below(state, 10) < 3 ? 3 : 2;
	unsigned n_raters = 1 + rnd_below(state, 3);
	unsigned scale0 = rnd_below(state, LEN(scales));
	unsigned rater0 = rnd_below(state, LEN(raters));
	unsigned n = 0;

	if (want > n_scales * n_raters * DAYS) {
		n_scales = LEN(scales);
		n_raters = LEN(raters);
	}
	for (unsigned i = 0; i < n_scales * n_raters; i++) {
		unsigned scale = (scale0 + i / n_raters) % LEN(scales);
		unsigned rater = (rater0 + i % n_raters) % LEN(raters);
		double range = scales[scale].max - scales[scale].min;
		uint32_t setting = rnd_below(state, 30);

		s[n].scale_rater = (uint8_t)(scale * LEN(raters) + rater);
		s[n].setting = setting < LEN(settings) ? (uint8_t)setting : 0;
		s[n].base = range * (0.25 + 0.5 * rnd_unit(state));
		s[n++].trend = range * 0.6 * (rnd_unit(state) - 0.35);
	}
	return n;
}

/* The rating of one series at a session, which is at `when` from 0 to 1. */
static struct rating
make_rating(const struct series *s, double when, uint64_t *state)
{
	const struct scale *scale = &scales[s->scale_rater / LEN(raters)];
	double range = scale->max - scale->min;
	double noise = rnd_unit(state) + rnd_unit(state) + rnd_unit(state);
	double x = s->base + s->trend * when + range * 0.08 * (noise - 1.5);
	uint32_t comment = (uint32_t)rnd(state) | 1;
	struct rating r = { .scale_rater = s->scale_rater,
	    .setting = s->setting };

	if (x < 0)
		x = 0;
	if (x > range)
		x = range;
	r.tenths = (uint16_t)(scale->min +
	    (int)(x / scale->step + 0.5) * scale->step);
	if (rnd_below(state, 100) < 2)
		r.missing = (uint8_t)(1 + rnd_below(state, LEN(reasons)));
	if (rnd_below(state, 100) < 30)
		r.comment = comment;
	return r;
}

/*
 * All ratings of case c: a session a week, or more often where they are many,
 * each with one rating of every series, so that no two are of one series and
 * one day.  Returns the end of what it filled.
 */
static struct rating *
make_case(struct rating *r, uint32_t c, unsigned want)
{
	struct series series[LEN(scales) * LEN(raters)];
	uint64_t state = seed_of((uint64_t)c << 32 | 1);
	unsigned n = make_series(series, &state, want);
	unsigned sessions = (want + n - 1) / n;
	unsigned gap = WEEK, start;

	if (want == 0)
		return r;
	if (sessions > DAYS)
		die("too many ROWS for so few CASES");
	while (sessions * gap > DAYS)
		gap--;
	start = rnd_below(&state, DAYS - sessions * gap + 1);
	for (unsigned i = 0; i < want; i++) {
		unsigned session = i / n;
		unsigned day = start + session * gap;

		*r = make_rating(&series[i % n], (double)session / sessions,
		    &state);
		r->case_no = c;
		/* A day or two late, but the same for the whole session. */
		r->day = (uint16_t)(day +
		    seed_of((uint64_t)c << 32 | day) % (gap < 3 ? gap : 3));
		r->phase = (uint8_t)(session * 3 / sessions);
		r++;
	}
	return r;
}

static void
shuffle(uint32_t *a, uint32_t n, uint64_t seed)
{
	for (uint32_t i = n; i > 1; i--) {
		uint32_t j = rnd_below(&seed, i), t = a[i - 1];

		a[i - 1] = a[j];
		a[j] = t;
	}
}

/* 0, 1, 2 .. n - 1, mixed unless `mixed` is false. */
static uint32_t *
numbers(uint32_t n, bool mixed, uint64_t seed)
{
	uint32_t *a = must_alloc(n, sizeof(*a));

	for (uint32_t i = 0; i < n; i++)
		a[i] = i;
	if (mixed)
		shuffle(a, n, seed);
	return a;
}

/*
 * The cases are made in mixed order, so that those of one day do not come
 * sorted when the ratings are ordered by date.
 */
static struct rating *
make_ratings(uint32_t rows, uint32_t cases, bool mixed)
{
	struct rating *all = must_alloc(rows, sizeof(*all)), *r = all;
	uint32_t *order = numbers(cases, mixed, 1);

	for (uint32_t i = 0; i < cases; i++) {
		uint32_t c = order[i];

		r = make_case(r, c,
		    (unsigned)(ratings_before(c + 1, rows, cases) -
		    ratings_before(c, rows, cases)));
	}
	free(order);
	return all;
}

/* By day; within a day as they were. */
static struct rating *
sort_by_day(struct rating *in, uint32_t rows)
{
	struct rating *sorted = must_alloc(rows, sizeof(*sorted));
	uint32_t at[DAYS + 1] = { 0 };

	for (uint32_t i = 0; i < rows; i++)
		at[in[i].day + 1]++;
	for (unsigned d = 0; d < DAYS; d++)
		at[d + 1] += at[d];
	for (uint32_t i = 0; i < rows; i++)
		sorted[at[in[i].day]++] = in[i];
	free(in);
	return sorted;
}

static void
write_ratings(uint32_t rows, uint32_t cases, const char *order)
{
	bool by_case = strcmp(order, "case") == 0;
	bool by_date = strcmp(order, "date") == 0;
	struct rating *r;
	uint32_t *line;

	make_day_names();
	r = make_ratings(rows, cases, !by_case);
	if (by_date)
		r = sort_by_day(r, rows);
	line = numbers(rows, !by_case && !by_date, 2);
	put(ratings_header);
	for (uint32_t i = 0; i < rows; i++)
		put_rating(&r[line[i]]);
	free(line);
	free(r);
}

/*
 * Every case is allocated in 2021, before the first rating there can be, and
 * is open still.
 */
static void
write_cases(uint32_t cases)
{
	static const char *const units[] = { "nord", "syd", "midtby" };

	put(cases_header);
	for (uint32_t c = 0; c < cases; c++) {
		uint64_t state = seed_of(c);

		put_case_id('K', c);
		put("\t");
		put_case_id('B', c);
		put("\t");
		put_padded(2006 + rnd_below(&state, 14), 4);
		put("-");
		put_padded(1 + rnd_below(&state, 12), 2);
		put(rnd_below(&state, 2) == 0 ? "\tf\tteam" : "\tm\tteam");
		put_padded(1 + rnd_below(&state, 24), 2);
		put("\tw");
		put_padded(1 + rnd_below(&state, 400), 3);
		put("\t");
		put(units[rnd_below(&state, LEN(units))]);
		put("\t\t\t2021-");
		put_padded(1 + rnd_below(&state, 12), 2);
		put("-");
		put_padded(1 + rnd_below(&state, 28), 2);
		put("\t\t\t\t\t\t\n");
	}
}

static uint32_t
number_arg(const char *arg, uint32_t max)
{
	char *end;
	uintmax_t n;

	errno = 0;
	n = strtoumax(arg, &end, 10);
	if (errno != 0 || *end != '\0' || end == arg || n < 1 || n > max)
		die("a number is not one, or out of range");
	return (uint32_t)n;
}

int
main(int argc, char *argv[])
{
	const char *order = argc > 3 ? argv[3] : "date";

	if (argc < 3 || argc > 4 || (strcmp(order, "date") != 0 &&
	    strcmp(order, "case") != 0 && strcmp(order, "shuffled") != 0)) {
		fputs("usage: gen ROWS CASES [date|case|shuffled]\n"
		    "       gen cases CASES\n", stderr);
		return 2;
	}
	/* Case numbers have seven digits. */
	if (strcmp(argv[1], "cases") == 0)
		write_cases(number_arg(argv[2], 10000000));
	else
		write_ratings(number_arg(argv[1], 1000000000),
		    number_arg(argv[2], 10000000), order);
	flush();
	if (fflush(stdout) != 0)
		die("cannot write");
	return 0;
}
