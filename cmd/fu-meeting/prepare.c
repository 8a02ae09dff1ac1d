#include "common.h"
#include "draw/prepare.h"
#include "follow/due.h"
#include "follow/standing.h"

static const struct opt opts[] = {
	{ OPT_DATE, '\0', "as-of", "date", &common.as_of,
	    "the day that counts as today" },
	GROUP(opts_register),
	GROUP(opts_format),
	{ .kind = OPT_END }
};

static void
print(struct page *p, const struct agendas *agendas,
    const struct story *story, const struct dues *dues)
{
	const struct agenda *call = agenda_find(agendas, str_of("call"));
	struct standing standing;

	standing_init(&standing, story, p->reg->defs, common_today());
	page_write(p, draw_prepare(&standing, dues, call, p->reg->defs,
	    p->lang));
	standing_release(&standing);
}

static void
prepare(struct page *p)
{
	const struct due_options o = { .as_of = common_today(),
	    .within = { .days = 14 } };
	struct agendas agendas;
	struct story story = { 0 };
	struct dues dues = { 0 };

	if (agendas_load(&agendas, p->reg->defs, common_share(), p->reg->dir,
	    &p->run->diag) && story_read(&story, p->reg, p->operand) &&
	    dues_read(&dues, p->reg, &o) && common_output(p->run))
		print(p, &agendas, &story, &dues);
	dues_release(&dues);
	story_release(&story);
	agendas_release(&agendas);
}

static int
run(struct run *r, int argc, char **argv)
{
	return common_page(r, argc, argv, _("name the case to prepare for"),
	    doc_formats(), prepare);
}

extern const struct command cmd_prepare;
const struct command cmd_prepare = {
	.name = "prepare", .about = "print what to know before a meeting",
	.operands = "case_id", .opts = opts, .run = run
};
