#include "calc/reliable.h"

#define MATHLIB_STANDALONE
#include <Rmath.h>
#include <math.h>

#include "calc/exact.h"

static const int64_t sd_max = NUM_ONE * NUM_ONE;

static bool
is_spread(int64_t sd)
{
	return sd > 0 && sd <= sd_max;
}

bool
reliable_change(int64_t sd, int64_t reliability, double level, int64_t step,
    int64_t *points)
{
	double z, error;

	if (!is_spread(sd) || reliability <= 0 || reliability >= NUM_ONE ||
	    !(level > 0 && level < 1) || step <= 0)
		return false;
	z = qnorm(0.5 - level / 2, 0, 1, 0, 0);
	/* Of a difference: sd sqrt(2 (1 - reliability)). */
	error = exact_root((int128)sd * sd * 2 * (NUM_ONE - reliability),
	    NUM_ONE);
	*points = step * (int64_t)ceil(z * error / (double)step);
	return true;
}

bool
reliable_differ(int64_t x, int64_t y, int64_t change_x, int64_t change_y)
{
	int128 apart = (int128)x - y;

	return 2 * apart * apart >= (int128)change_x * change_x +
	    (int128)change_y * change_y;
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
	if ((which != CUTOFF_A && !is_spread(functional->sd)) ||
	    (which != CUTOFF_B && !is_spread(clinical->sd)))
		return false;
	if (which == CUTOFF_A)
		return !__builtin_add_overflow(clinical->mean,
		    better * 2 * clinical->sd, cutoff);
	if (which == CUTOFF_B)
		return !__builtin_sub_overflow(functional->mean,
		    better * 2 * functional->sd, cutoff);
	*cutoff = divide_towards(better,
	    (int128)clinical->sd * functional->mean +
	    (int128)functional->sd * clinical->mean,
	    (int128)clinical->sd + functional->sd);
	return true;
}

bool
reliable_percent(int64_t first, int64_t share, int64_t *points)
{
	int128 change = ((int128)first * share + NUM_ONE - 1) / NUM_ONE;

	if (first <= 0 || change > INT64_MAX)
		return false;
	*points = (int64_t)change;
	return true;
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

const char *
start_names(unsigned start)
{
	static const char *const names[] = {
		[0] = "",
		[START_FUNCTIONAL] = "functional",
		[START_CAPPED] = "capped",
		[START_FUNCTIONAL | START_CAPPED] = "functional,capped",
	};

	return names[start];
}
