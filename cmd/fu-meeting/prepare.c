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
print(struct run *r, struct reg *reg, const struct agendas *agendas,
    const struct story *story, const struct dues *dues, const char *format)
{
	const struct agenda *call = agenda_find(agendas, str_of("call"));
	struct standing standing;
	struct doc *doc;

	standing_init(&standing, story, reg->defs, common_today());
	doc = draw_prepare(&standing, dues, call, reg->defs, common_lang(reg));
	doc_write(doc, format, common_width(r), &r->out.buf);
	doc_free(doc);
	standing_release(&standing);
}

static void
prepare(struct run *r, struct reg *reg, const struct agendas *agendas,
    const char *case_id, const char *format)
{
	const struct due_options o = { .as_of = common_today(),
	    .within = { .days = 14 } };
	struct dues dues = { 0 };
	struct story story;

	if (story_read(&story, reg, str_of(case_id)) &&
	    dues_read(&dues, reg, &o) && common_output(r))
		print(r, reg, agendas, &story, &dues, format);
	dues_release(&dues);
	story_release(&story);
}

static int
run(struct run *r, int argc, char **argv)
{
	const char *format = common_format(r, "text", doc_formats());
	struct agendas agendas = { 0 };
	struct reg reg;

	if (argc != 1) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("name the case to prepare for"));
		return 2;
	}
	if (format == NULL)
		return 2;
	if (common_register(r, &reg) && agendas_load(&agendas, reg.defs,
	    common_share(), reg.dir, &r->diag))
		prepare(r, &reg, &agendas, argv[0], format);
	agendas_release(&agendas);
	reg_close(&reg);
	return 0;
}

extern const struct command cmd_prepare;
const struct command cmd_prepare = {
	.name = "prepare", .about = "print what to know before a meeting",
	.operands = "case_id", .opts = opts, .run = run
};
