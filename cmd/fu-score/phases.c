#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "calc/baseline.h"
#include "calc/moments.h"
#include "calc/phase.h"
#include "ratings.h"

static const char *from = "before", *to = "during";
static bool correct;

static const struct opt opts[] = {
	GROUP(opts_ratings),
	GROUP(opts_with),
	{ OPT_TEXT, '\0', "from", "code", &from,
	    "the phase that is compared with; before if nothing is said" },
	{ OPT_TEXT, '\0', "to", "code", &to,
	    "the phase that is compared; during if nothing is said" },
	{ OPT_FLAG, '\0', "correct", NULL, &correct,
	    "add the tau without the trend that the first phase had" },
	{ .kind = OPT_END }
};

/* The columns behind those of the key; the last three with --correct only. */
enum {
	COL_N_A = SERIES_KEYS, COL_N_B, COL_MEAN_A, COL_MEAN_B,
	COL_NAP, COL_NAP_SE, COL_TAU, COL_TAU_U, COL_PND, COL_PEM, COL_PAND,
	COL_IRD, COL_SMD, COL_LRR,
	COL_BASELINE_P, COL_BASELINE_SLOPE, COL_TAU_BC, N_COLUMNS
};

_Static_assert((int)N_COLUMNS <= (int)RATINGS_COLUMNS_MAX, "room for all");

/* Abbreviations have no other language. */
static const struct ratings_column columns[N_COLUMNS] = {
	RATINGS_KEY,
	[COL_N_A] = { "n_a", N_("Ratings, A"), .kind = CELL_NUMBER },
	[COL_N_B] = { "n_b", N_("Ratings, B"), .kind = CELL_NUMBER },
	[COL_MEAN_A] = { "mean_a", N_("Mean, A"), .kind = CELL_NUMBER },
	[COL_MEAN_B] = { "mean_b", N_("Mean, B"), .kind = CELL_NUMBER },
	[COL_NAP] = { "nap", "NAP", .kind = CELL_NUMBER },
	[COL_NAP_SE] = { "nap_se", N_("NAP, error"), .kind = CELL_NUMBER },
	[COL_TAU] = { "tau", "Tau", .kind = CELL_NUMBER },
	[COL_TAU_U] = { "tau_u", "Tau-U", .kind = CELL_NUMBER },
	[COL_PND] = { "pnd", "PND", .kind = CELL_NUMBER },
	[COL_PEM] = { "pem", "PEM", .kind = CELL_NUMBER },
	[COL_PAND] = { "pand", "PAND", .kind = CELL_NUMBER },
	[COL_IRD] = { "ird", "IRD", .kind = CELL_NUMBER },
	[COL_SMD] = { "smd", "SMD", .kind = CELL_NUMBER },
	[COL_LRR] = { "lrr", "LRR", .kind = CELL_NUMBER },
	[COL_BASELINE_P] = { "baseline_p", N_("p of A"), .kind = CELL_NUMBER },
	[COL_BASELINE_SLOPE] = { "baseline_slope", N_("Slope of A"),
	    .kind = CELL_NUMBER },
	[COL_TAU_BC] = { "tau_bc", "Tau-BC", .kind = CELL_NUMBER },
};

/* The points of A, then those of B, and their values once more. */
struct phases {
	struct point	*point;
	int64_t		*value;
	size_t		 n_a, n_b;
};

static size_t
add_phase(const struct ratings *r, const struct point *p, size_t n,
    const char *code, struct phases *phases)
{
	size_t start = phases->n_a, at = start;

	for (size_t i = 0; i < n; i++)
		if (str_is(series_tag(r->set, &p[i]), code)) {
			phases->point[at] = p[i];
			phases->value[at++] = p[i].value;
		}
	return at - start;
}

static void
set_mean(struct ratings *r, int column, const int64_t *value, size_t n)
{
	struct moments sums = { 0 };

	for (size_t i = 0; i < n; i++)
		moments_add(&sums, value[i]);
	ratings_figure(r, column, moments_mean(&sums));
}

static void
set_effects(struct ratings *r, const struct phases *p, int better)
{
	struct phase_effect e;

	if (better == 0 || !phase_compare(p->value, p->n_a, p->value + p->n_a,
	    p->n_b, better, &e))
		return;
	ratings_figure(r, COL_NAP, e.nap);
	ratings_figure(r, COL_NAP_SE, e.nap_se);
	ratings_figure(r, COL_TAU, e.tau);
	ratings_figure(r, COL_TAU_U, e.tau_u);
	ratings_figure(r, COL_PND, e.pnd);
	ratings_figure(r, COL_PEM, e.pem);
	ratings_figure(r, COL_PAND, e.pand);
	ratings_figure(r, COL_IRD, e.ird);
	ratings_figure(r, COL_SMD, e.smd);
	ratings_figure(r, COL_LRR, e.lrr);
}

static void
set_corrected(struct ratings *r, const struct phases *p, int better)
{
	struct baseline_effect e;

	if (!baseline_compare(p->point, p->n_a, p->n_b, better, &e))
		return;
	ratings_figure(r, COL_BASELINE_P, e.p);
	ratings_figure(r, COL_BASELINE_SLOPE, 30 * e.slope);
	if (better != 0)
		ratings_figure(r, COL_TAU_BC, e.tau_b);
}

/* Beside what all calculations from points ask for, sums of squares: those of
 * a phase fit if those of the series do. */
static bool
check(struct ratings *r, size_t i)
{
	const struct point *p;
	size_t n = series_points(r->set, i, &p);
	struct moments sums = { 0 };

	if (!ratings_check_points(r, i))
		return false;
	for (size_t k = 0; k < n; k++)
		if (!moments_add(&sums, p[k].value)) {
			ratings_do_not_fit(r, i);
			return false;
		}
	return true;
}

static void
print(struct ratings *r, size_t i)
{
	const struct point *p;
	struct series s = series_at(r->set, i);
	size_t n = series_points(r->set, i, &p);
	struct phases phases = {
		.point = mem_array(NULL, n, sizeof(*phases.point)),
		.value = mem_array(NULL, n, sizeof(*phases.value)),
	};
	struct judgement j;

	judge_series(&r->judge, r->cell, &s, &j);
	phases.n_a = add_phase(r, p, n, from, &phases);
	phases.n_b = add_phase(r, p, n, to, &phases);
	ratings_clear(r, SERIES_KEYS);
	ratings_number(r, COL_N_A, (int64_t)phases.n_a * NUM_ONE);
	ratings_number(r, COL_N_B, (int64_t)phases.n_b * NUM_ONE);
	set_mean(r, COL_MEAN_A, phases.value, phases.n_a);
	set_mean(r, COL_MEAN_B, phases.value + phases.n_a, phases.n_b);
	set_effects(r, &phases, j.threshold.better);
	if (r->command->n > COL_BASELINE_P)
		set_corrected(r, &phases, j.threshold.better);
	view_row(r->view, r->cell);
	free(phases.point);
	free(phases.value);
}

static bool
begin(struct ratings *r)
{
	const struct list *list = list_find(&r->supply.defs->lists,
	    str_of("phases"));
	bool known = common_code(r->run, list, _("phase"), from) != NULL;

	return common_code(r->run, list, _("phase"), to) != NULL && known;
}

static int
run(struct run *r, int argc, char **argv)
{
	struct ratings_command command = { .name = "phases",
	    .column = columns, .n = correct ? N_COLUMNS : COL_BASELINE_P,
	    .keep = true, .tag = "phase", .begin = begin, .check = check,
	    .print = print };
	const char *format = common_format(r, "tsv", NULL);
	char shown[ECHO_SIZE];

	if (format == NULL)
		return 2;
	if (strcmp(from, to) == 0) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 }, _("--from "
		    "and --to both say \"%s\": a phase is not compared with "
		    "itself"), echo(str_of(from), shown));
		return 2;
	}
	return ratings_run(r, format, argc, argv, &command);
}

extern const struct command cmd_phases;
const struct command cmd_phases = {
	.name = "phases",
	.about = "how each series differs between two phases of the help",
	.operands = "[file ...]", .opts = opts, .run = run
};
