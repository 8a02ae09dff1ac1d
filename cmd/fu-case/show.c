#include "common.h"
#include "draw/case.h"
#include "follow/story.h"

static const struct opt opts[] = {
	GROUP(opts_register),
	GROUP(opts_format),
	{ .kind = OPT_END }
};

static void
show(struct run *r, struct reg *reg, const char *case_id, const char *format)
{
	struct story story;
	struct doc *doc;

	if (story_read(&story, reg, str_of(case_id)) && common_output(r)) {
		doc = draw_case(&story, reg->defs, common_lang(reg));
		doc_write(doc, format, common_width(r), &r->out.buf);
		doc_free(doc);
	}
	story_release(&story);
}

static int
run(struct run *r, int argc, char **argv)
{
	const char *format = common_format(r, "text", doc_formats());
	struct reg reg;

	if (argc != 1) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("name the case to show"));
		return 2;
	}
	if (format == NULL)
		return 2;
	if (common_register(r, &reg))
		show(r, &reg, argv[0], format);
	reg_close(&reg);
	return 0;
}

extern const struct command cmd_show;
const struct command cmd_show = {
	.name = "show", .about = "print one case in time order",
	.operands = "case_id", .opts = opts, .run = run
};
