#include "verdict.h"

#include "ratings.h"

static const char *method_text, *percent_text, *reliability_text, *cutoff_text;
static bool sample;

const struct opt opts_judge[] = {
	{ OPT_TEXT, '\0', "method", "points|jt|percent", &method_text,
	    "what a change is judged by; points if nothing is said" },
	{ OPT_FLAG, '\0', "sample", NULL, &sample,
	    "jt: the standard deviation of the first values read" },
	{ OPT_TEXT, '\0', "reliability", "share", &reliability_text,
	    "jt: instead of that of the norm" },
	{ OPT_TEXT, '\0', "percent", "number", &percent_text,
	    "percent: of the first value; 50 if nothing is said" },
	{ OPT_TEXT, '\0', "cutoff", "norm|a|b|c", &cutoff_text,
	    "where the healthy side begins; norm if nothing is said" },
	{ .kind = OPT_END }
};

enum { PERCENT_MAX = 1000 };

/* An option that only one method has a use for. */
static bool
fits_method(struct run *run, const struct judge_rule *rule, const char *option,
    bool given, enum judge_method needed)
{
	static const char *const names[] = { [JUDGE_POINTS] = "points",
	    [JUDGE_JT] = "jt", [JUDGE_PERCENT] = "percent" };

	if (!given || rule->method == needed)
		return true;
	diag_add(&run->diag, DIAG_FAILURE, (struct loc){ 0 }, _("%s has no "
	    "use with --method %s; it is for --method %s"), option,
	    names[rule->method], names[needed]);
	return false;
}

static bool
parse_words(struct run *run, struct judge_rule *rule)
{
	static const char *const methods[] = { [JUDGE_POINTS] = "points",
	    [JUDGE_JT] = "jt", [JUDGE_PERCENT] = "percent", NULL };
	static const char *const cutoffs[] = { "norm", "a", "b", "c", NULL };
	size_t method = JUDGE_POINTS, cutoff = 0;

	if (!ratings_word(run, _("method"), method_text, methods, &method) ||
	    !ratings_word(run, _("cutoff"), cutoff_text, cutoffs, &cutoff))
		return false;
	rule->method = (enum judge_method)method;
	rule->calculated = cutoff > 0;
	if (rule->calculated)
		rule->cutoff = (enum cutoff)(cutoff - 1);
	return true;
}

bool
verdict_rule(struct run *run, bool intervals, struct judge_rule *rule)
{
	int64_t percent = 50 * NUM_ONE;

	*rule = (struct judge_rule){ .sample = sample };
	if (!parse_words(run, rule) ||
	    !fits_method(run, rule, "--sample", sample, JUDGE_JT) ||
	    !fits_method(run, rule, "--reliability", reliability_text != NULL,
	    JUDGE_JT) ||
	    !fits_method(run, rule, "--level", !intervals &&
	    ratings_level_given(), JUDGE_JT) ||
	    !fits_method(run, rule, "--percent", percent_text != NULL,
	    JUDGE_PERCENT))
		return false;
	if (!ratings_level(run, &rule->level) ||
	    !ratings_option(run, "--reliability", reliability_text, 1,
	    NUM_ONE - 1, _("a number between 0 and 1, such as 0.8"),
	    &rule->reliability) ||
	    !ratings_option(run, "--percent", percent_text, NUM_ONE,
	    PERCENT_MAX * NUM_ONE, _("a number from 1 to 1000, such as 50"),
	    &percent))
		return false;
	rule->share = percent / 100;
	return true;
}

bool
verdict_asked(void)
{
	return method_text != NULL || percent_text != NULL ||
	    reliability_text != NULL || cutoff_text != NULL || sample;
}
