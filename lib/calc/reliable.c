#include "calc/reliable.h"

#define MATHLIB_STANDALONE
#include <Rmath.h>
#include <math.h>

#include "calc/exact.h"

static const int64_t sd_max = NUM_ONE * NUM_ONE;

static bool
is_defined(int64_t sd, int64_t reliability)
{
	return sd > 0 && sd <= sd_max && reliability > 0 &&
	    reliability < NUM_ONE;
}

/* Of a difference, in millionths: sd sqrt(2 (1 - reliability)). */
static double
standard_error(int64_t sd, int64_t reliability)
{
	return exact_root((int128)sd * sd * 2 * (NUM_ONE - reliability),
	    NUM_ONE);
}

bool
reliable_change(int64_t sd, int64_t reliability, double level, int64_t step,
    int64_t *points)
{
	double z;

	if (!is_defined(sd, reliability) || !(level > 0 && level < 1) ||
	    step <= 0)
		return false;
	z = qnorm(0.5 - level / 2, 0, 1, 0, 0);
	*points = step * (int64_t)ceil(z * standard_error(sd, reliability) /
	    (double)step);
	return true;
}

double
reliable_index(int64_t change, int64_t sd, int64_t reliability)
{
	if (!is_defined(sd, reliability))
		return NAN;
	return (double)change / standard_error(sd, reliability);
}

/* Up where better is +1, down where it is -1; under > 0. */
static int64_t
divide_towards(int better, int128 over, int128 under)
{
	int128 quotient = over / under, left = over % under;

	if (better * left > 0)
		quotient += better;
	return (int64_t)quotient;
}

bool
reliable_cutoff(enum cutoff which, const struct population *clinical,
    const struct population *functional, int better, int64_t *cutoff)
{
	if ((which != CUTOFF_A && functional->sd <= 0) ||
	    (which != CUTOFF_B && clinical->sd <= 0))
		return false;
	switch (which) {
	case CUTOFF_A:
		*cutoff = clinical->mean + better * 2 * clinical->sd;
		break;
	case CUTOFF_B:
		*cutoff = functional->mean - better * 2 * functional->sd;
		break;
	case CUTOFF_C:
		*cutoff = divide_towards(better,
		    (int128)clinical->sd * functional->mean +
		    (int128)functional->sd * clinical->mean,
		    (int128)clinical->sd + functional->sd);
		break;
	}
	return true;
}

enum verdict
reliable_percent(int64_t first, int64_t last, int better, int64_t improve,
    int64_t deteriorate)
{
	int128 gain = better * ((int128)last - first) * NUM_ONE;

	if (first <= 0)
		return VERDICT_UNKNOWN;
	if (gain >= (int128)improve * first)
		return VERDICT_IMPROVED;
	if (-gain >= (int128)deteriorate * first)
		return VERDICT_DETERIORATED;
	return VERDICT_UNCHANGED;
}

unsigned
reliable_start(int64_t first, const struct threshold *t, int64_t best)
{
	unsigned start = 0;

	if (t->has_cutoff && t->better * first >= t->better * t->cutoff)
		start |= START_FUNCTIONAL;
	if (t->has_change &&
	    t->better * ((int128)best - first) < t->change)
		start |= START_CAPPED;
	return start;
}
