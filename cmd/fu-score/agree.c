#include "calc/agree.h"

#include <stdlib.h>

#include "base/mem.h"
#include "follow/occasion.h"
#include "ratings.h"

static bool overall;
static const char *raters_text;

static const struct opt opts[] = {
	GROUP(opts_ratings),
	GROUP(opts_level),
	{ OPT_TEXT, '\0', "raters", "rater,...", &raters_text,
	    "only these raters take part; else all do" },
	{ OPT_FLAG, '\0', "overall", NULL, &overall,
	    "all raters at once instead of two and two" },
	{ .kind = OPT_END }
};

/* Both tables begin with their keys. */
enum {
	COL_SCALE, COL_ITEM, COL_RATER_A, COL_RATER_B, COL_N, COL_MEAN, COL_SD,
	COL_LOW, COL_HIGH, N_PAIR_COLUMNS
};

static const struct ratings_column pair_columns[N_PAIR_COLUMNS] = {
	[COL_SCALE] = { .name = "scale" },
	[COL_ITEM] = { .name = "item" },
	[COL_RATER_A] = { "rater_a", N_("Rater a"), CELL_CODE, "raters" },
	[COL_RATER_B] = { "rater_b", N_("Rater b"), CELL_CODE, "raters" },
	[COL_N] = { "n", N_("Times"), CELL_NUMBER, NULL },
	[COL_MEAN] = { "mean_diff", N_("b less a"), CELL_NUMBER, NULL },
	[COL_SD] = { "sd_diff", N_("Deviation"), CELL_NUMBER, NULL },
	[COL_LOW] = { "loa_low", N_("Limits from"), CELL_NUMBER, NULL },
	[COL_HIGH] = { "loa_high", N_("Limits to"), CELL_NUMBER, NULL },
};

enum {
	COL_RATERS = COL_ITEM + 1, COL_THINGS, COL_COMPLETE, COL_ICC_2_1,
	COL_ICC_3_1, COL_ALPHA, COL_ORDINAL, COL_KAPPA, COL_LINEAR,
	COL_QUADRATIC, N_OVERALL_COLUMNS
};

static const struct ratings_column overall_columns[N_OVERALL_COLUMNS] = {
	[COL_SCALE] = { .name = "scale" },
	[COL_ITEM] = { .name = "item" },
	[COL_RATERS] = { "raters", N_("Raters"), CELL_NUMBER, NULL },
	[COL_THINGS] = { "things", N_("Times"), CELL_NUMBER, NULL },
	[COL_COMPLETE] = { "complete", N_("By all"), CELL_NUMBER, NULL },
	[COL_ICC_2_1] = { "icc_2_1", N_("ICC(2,1)"), CELL_NUMBER, NULL },
	[COL_ICC_3_1] = { "icc_3_1", N_("ICC(3,1)"), CELL_NUMBER, NULL },
	[COL_ALPHA] = { "alpha_interval", N_("Alpha"), CELL_NUMBER, NULL },
	[COL_ORDINAL] = { "alpha_ordinal", N_("Ordinal alpha"),
	    CELL_NUMBER, NULL },
	[COL_KAPPA] = { "kappa", N_("Kappa"), CELL_NUMBER, NULL },
	[COL_LINEAR] = { "kappa_linear", N_("Kappa, linear"),
	    CELL_NUMBER, NULL },
	[COL_QUADRATIC] = { "kappa_quadratic", N_("Weighted kappa"),
	    CELL_NUMBER, NULL },
};

_Static_assert((int)N_OVERALL_COLUMNS <= (int)RATINGS_COLUMNS_MAX,
    "room for all");

/* What is known of two raters, or of all of them, on one scale and item. */
struct group {
	struct pairs		 pairs;		/* --overall has none */
	struct intern		 raters;	/* --overall, as is the rest */
	struct agree_rating	*rating;
	size_t			 n, cap;
	uint32_t		 things;
	struct agree_overall	 result;
};

struct between {
	double			 level;
	struct intern		 wanted;	/* raters; none: all */
	bool			*is_there;	/* by number of those */
	struct intern		 keys;		/* of groups, joined by TAB */
	struct group		*group;		/* by number of key */
	size_t			 groups_cap;
	const struct occasion_rating **rating;	/* of an occasion: wanted */
	size_t			 ratings_cap;
	uint32_t		 too_large;	/* a group, or INTERN_NONE */
	struct buf		 key;
};

/* ---------------------------------------------------------- gathering -- */

/* The group of a scale and an item, and of two raters unless x is NULL.  May
 * move the groups. */
static uint32_t
find_group(struct between *b, const struct occasion *o, const struct str *x,
    const struct str *y)
{
	const struct str none = { "", 0 }, part[] = { o->key[SERIES_SCALE],
	    o->key[SERIES_ITEM], x != NULL ? *x : none,
	    x != NULL ? *y : none };
	size_t n = b->keys.n;
	uint32_t no;

	buf_clear(&b->key);
	buf_join(&b->key, part, x != NULL ? 4 : 2);
	no = intern_add(&b->keys, buf_str(&b->key));
	if (no == n) {
		b->group = mem_grow(b->group, n, &b->groups_cap,
		    sizeof(*b->group));
		b->group[n] = (struct group){ .n = 0 };
	}
	return no;
}

static void
add_pairs(struct between *b, const struct occasion *o, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++) {
			const struct occasion_rating *x = b->rating[i];
			const struct occasion_rating *y = b->rating[j];
			uint32_t no = find_group(b, o, &x->rater, &y->rater);

			if (!pairs_add(&b->group[no].pairs, x->point->value,
			    y->point->value))
				b->too_large = no;
		}
}

static void
add_thing(struct between *b, const struct occasion *o, size_t n)
{
	uint32_t no = find_group(b, o, NULL, NULL);
	struct group *g = &b->group[no];

	for (size_t i = 0; i < n; i++) {
		g->rating = mem_grow(g->rating, g->n, &g->cap,
		    sizeof(*g->rating));
		g->rating[g->n++] = (struct agree_rating){
		    b->rating[i]->point->value, g->things,
		    intern_add(&g->raters, b->rating[i]->rater) };
	}
	g->things++;
}

static void
take(const struct occasion *o, void *arg)
{
	struct between *b = arg;
	size_t n = 0;

	for (size_t i = 0; i < o->n; i++) {
		uint32_t no = intern_find(&b->wanted, o->rating[i].rater);

		if (no != INTERN_NONE)
			b->is_there[no] = true;
		else if (b->wanted.n > 0)
			continue;
		b->rating = mem_grow(b->rating, n, &b->ratings_cap,
		    sizeof(*b->rating));
		b->rating[n++] = &o->rating[i];
	}
	if (!overall)
		add_pairs(b, o, n);
	else if (n > 1)
		add_thing(b, o, n);
}

/* ------------------------------------------------------------ checking -- */

/* A rater that was asked for is a word for one, or was found. */
static bool
is_known(struct ratings *r, struct str rater, bool is_there)
{
	const struct list *list = list_find(&r->supply.defs->lists,
	    str_of("raters"));
	const char **legal;

	if (is_there || list == NULL ||
	    code_find(list, judge_role(rater)) != NULL)
		return true;
	legal = mem_array(NULL, list->n + 1, sizeof(*legal));
	for (size_t i = 0; i < list->n; i++)
		legal[i] = list->code[i].code.p;
	legal[list->n] = NULL;
	common_unknown(r->run, _("rater"), rater, legal);
	free(legal);
	return false;
}

static bool
calculate(struct ratings *r, struct between *b, uint32_t no)
{
	struct group *g = &b->group[no];
	char scale[ECHO_SIZE];
	struct str rest;

	if (g->raters.n <= AGREE_RATERS) {
		if (!agree_overall(g->rating, g->n, g->raters.n, &g->result))
			b->too_large = no;
		return true;
	}
	diag_add(&r->run->diag, DIAG_FAILURE, (struct loc){ 0 }, _("%s was "
	    "rated by %zu raters; --overall is calculated of %d at most: "
	    "choose them with --raters"),
	    echo(str_cut(b->keys.text[no], '\t', &rest), scale), g->raters.n,
	    AGREE_RATERS);
	return false;
}

static bool
check_all(struct ratings *r)
{
	struct between *b = r->command->arg;
	char scale[ECHO_SIZE];
	struct str rest;
	bool ok = true;

	occasions_each(r->set, take, b);
	for (size_t i = 0; i < b->wanted.n; i++)
		ok = is_known(r, b->wanted.text[i], b->is_there[i]) && ok;
	for (uint32_t no = 0; overall && no < b->keys.n; no++)
		ok = calculate(r, b, no) && ok;
	if (b->too_large == INTERN_NONE)
		return ok;
	diag_add(&r->run->diag, DIAG_FAILURE, (struct loc){ 0 }, _("%s has "
	    "values too large for their agreement to be calculated exactly"),
	    echo(str_cut(b->keys.text[b->too_large], '\t', &rest), scale));
	return false;
}

/* ------------------------------------------------------------ printing -- */

static void
set_pair(struct ratings *r, const struct group *g, double level)
{
	struct agree_pair pair;

	agree_pair(&g->pairs, level, &pair);
	ratings_number(r, COL_N, g->pairs.x.n * NUM_ONE);
	ratings_figure(r, COL_MEAN, pair.mean);
	ratings_figure(r, COL_SD, pair.sd);
	ratings_figure(r, COL_LOW, pair.low);
	ratings_figure(r, COL_HIGH, pair.high);
}

static void
set_overall(struct ratings *r, const struct group *g)
{
	const struct agree_overall *all = &g->result;

	ratings_number(r, COL_RATERS, (int64_t)g->raters.n * NUM_ONE);
	ratings_number(r, COL_THINGS, (int64_t)all->things * NUM_ONE);
	ratings_number(r, COL_COMPLETE, (int64_t)all->complete * NUM_ONE);
	ratings_figure(r, COL_ICC_2_1, all->icc_2_1);
	ratings_figure(r, COL_ICC_3_1, all->icc_3_1);
	ratings_figure(r, COL_ALPHA, all->alpha);
	ratings_figure(r, COL_ORDINAL, all->alpha_ordinal);
	ratings_figure(r, COL_KAPPA, all->kappa.plain);
	ratings_figure(r, COL_LINEAR, all->kappa.linear);
	ratings_figure(r, COL_QUADRATIC, all->kappa.quadratic);
}

static void
print_group(struct ratings *r, const struct between *b, uint32_t no)
{
	int keys = overall ? COL_RATERS : COL_N;
	struct str rest = b->keys.text[no];

	ratings_clear(r, 0);
	for (int i = 0; i < keys; i++)
		r->cell[i] = str_cut(rest, '\t', &rest);
	if (overall)
		set_overall(r, &b->group[no]);
	else
		set_pair(r, &b->group[no], b->level);
	view_row(r->view, r->cell);
}

static void
print_all(struct ratings *r)
{
	const struct between *b = r->command->arg;
	uint32_t *rank = intern_ranks(&b->keys);
	uint32_t *order = mem_array(NULL, b->keys.n, sizeof(*order));

	for (uint32_t i = 0; i < b->keys.n; i++)
		order[rank[i]] = i;
	for (size_t i = 0; i < b->keys.n; i++)
		print_group(r, b, order[i]);
	free(rank);
	free(order);
}

/* ------------------------------------------------------------- the run -- */

static bool
parse_raters(struct run *r, struct between *b)
{
	struct str rest = str_of(raters_text);
	bool ok = true;

	if (raters_text == NULL)
		return true;
	do {
		struct str one = str_cut(rest, ',', &rest);

		ok = ok && one.len > 0;
		intern_add(&b->wanted, one);
	} while (rest.len > 0);
	b->is_there = mem_alloc(b->wanted.n * sizeof(*b->is_there));
	if (ok && b->wanted.n > 1)
		return true;
	diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 }, _("--raters takes "
	    "two raters or more, with commas between, such as child,mother"));
	return false;
}

static void
release(struct between *b)
{
	for (size_t i = 0; i < b->keys.n; i++) {
		intern_release(&b->group[i].raters);
		free(b->group[i].rating);
	}
	free(b->group);
	free(b->is_there);
	free(b->rating);
	intern_release(&b->wanted);
	intern_release(&b->keys);
	buf_release(&b->key);
}

static int
run(struct run *r, int argc, char **argv)
{
	struct between b = { .too_large = INTERN_NONE };
	struct ratings_command command = { .name = "agree", .keep = true,
	    .column = overall ? overall_columns : pair_columns,
	    .n = overall ? (size_t)N_OVERALL_COLUMNS : N_PAIR_COLUMNS,
	    .tag = OCCASION_TAG, .check_all = check_all,
	    .print_all = print_all, .arg = &b,
	    .text = overall ? "scale,item,raters,things,complete,icc_2_1,"
	    "alpha_interval,alpha_ordinal,kappa_quadratic" : NULL };
	const char *format = common_format(r, "tsv", NULL);
	int status = 2;

	if (format != NULL && ratings_level(r, &b.level) &&
	    parse_raters(r, &b))
		status = ratings_run(r, format, argc, argv, &command);
	release(&b);
	return status;
}

extern const struct command cmd_agree;
const struct command cmd_agree = {
	.name = "agree",
	.about = "how far raters of the same thing agree",
	.operands = "[file ...]", .opts = opts, .run = run
};
