#include "draw/overview.h"

#include "base/num.h"
#include "common.h"

enum { CHANGES_DAYS = 4 * 7, TARGET_MAX = 1000000 };

static const char *by, *target;
static struct period changes = { .days = CHANGES_DAYS };

static const struct opt opts[] = {
	{ OPT_TEXT, '\0', "by", "field", &by,
	    "what tells apart: a field of the kind or the case; else the "
	    "owner" },
	{ OPT_PERIOD, '\0', "changes", "period", &changes,
	    "how far back changes are told; else 4w" },
	{ OPT_TEXT, '\0', "target", "n", &target,
	    "how many cases there are to be with one that is done" },
	{ OPT_DATE, '\0', "as-of", "date", &common.as_of,
	    "the day that counts as today" },
	GROUP(opts_register),
	GROUP(opts_format),
	GROUP(opts_cases),
	GROUP(opts_where),
	{ .kind = OPT_END }
};

struct job {
	struct page		*page;
	struct overview		 ov;
	struct overview_page	 drawn;
	struct filter		 filter;
};

static bool
take_rows(struct tsv *t, void *arg)
{
	struct job *job = arg;

	if (!filter_bind(&job->filter, t))
		return false;
	overview_bind(&job->ov, t);
	while (tsv_next(t))
		if (filter_row(t, &job->filter))
			overview_add(&job->ov, t);
	return true;
}

static bool
read_target(struct run *r, uint32_t *n)
{
	uint64_t count = 0;
	char shown[ECHO_SIZE];

	if (target == NULL || (num_count(str_of(target), TARGET_MAX, &count) &&
	    count > 0)) {
		*n = (uint32_t)count;
		return true;
	}
	diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
	    _("--target: \"%s\" is not a whole number from 1 on"),
	    echo(str_of(target), shown));
	return false;
}

/* What is counted against the target. */
static bool
counts_cases(struct run *r, const struct kind *k)
{
	size_t case_id = kind_field(k, "case_id");

	if (target == NULL || (case_id < k->n && case_id != kind_id(k)))
		return true;
	diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 }, _("--target: "
	    "records of %.*s belong to no case"), STR(k->name));
	return false;
}

static bool
kind_fits(struct run *r, const struct defs *defs, const struct kind *k)
{
	struct buf list = { 0 };

	if (overview_has(k))
		return true;
	for (size_t i = 0; i < defs->kinds.n; i++)
		if (overview_has(&defs->kinds.kind[i]))
			buf_addf(&list, "%s%.*s", list.len > 0 ? ", " : "",
			    STR(defs->kinds.kind[i].name));
	diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
	    _("records of %.*s have neither a state nor an end; those that "
	    "have: %s"), STR(k->name), buf_text(&list));
	buf_release(&list);
	return false;
}

static void
print(struct job *job)
{
	struct page *p = job->page;

	if (!common_output(p->run))
		return;
	if (doc_is_format(p->format))
		page_write(p, draw_overview(&job->drawn));
	else
		write_overview(&job->drawn, p->format, &p->run->out.buf);
}

static void
overview(struct page *p)
{
	struct run *r = p->run;
	const struct defs *defs = p->reg->defs;
	const struct kind *k = common_kind(r, defs, p->operand.p);
	struct overview_options o = { .by = by, .as_of = common_today() };
	struct job job = { .page = p, .drawn = { .ov = &job.ov, .defs = defs,
	    .lang = p->lang, .where = common.where.word,
	    .diag = &r->diag } };

	o.since = job.drawn.since = date_plus(o.as_of, changes, -1);
	if (k != NULL && kind_fits(r, defs, k) &&
	    counts_cases(r, k) && read_target(r, &job.drawn.target) &&
	    filter_init(&job.filter, r, defs, common.where.word,
	    common.where.n, k) && overview_init(&job.ov, p->reg, k, &o) &&
	    common_inputs(r, &p->supply, k, 0, NULL, take_rows, &job) &&
	    overview_settle(&job.ov, &r->diag) && diag_status(&r->diag) < 2)
		print(&job);
	filter_release(&job.filter);
	overview_release(&job.ov);
}

static int
run(struct run *r, int argc, char **argv)
{
	return common_page(r, argc, argv, _("name the kind of record"), NULL,
	    overview);
}

extern const struct command cmd_overview;
const struct command cmd_overview = {
	.name = "overview", .about = "write what is where in records of a kind",
	.operands = "kind", .opts = opts, .run = run
};
