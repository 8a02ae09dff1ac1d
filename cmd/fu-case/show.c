#include "common.h"
#include "draw/case.h"
#include "follow/story.h"

static const struct opt opts[] = {
	GROUP(opts_register),
	GROUP(opts_format),
	{ .kind = OPT_END }
};

static void
show(struct page *p)
{
	struct story story;

	if (story_read(&story, p->reg, p->operand) && common_output(p->run))
		page_write(p, draw_case(&story, p->reg->defs, p->lang));
	story_release(&story);
}

static int
run(struct run *r, int argc, char **argv)
{
	return common_page(r, argc, argv, _("name the case to show"),
	    doc_formats(), show);
}

extern const struct command cmd_show;
const struct command cmd_show = {
	.name = "show", .about = "print one case in time order",
	.operands = "case_id", .opts = opts, .run = run
};
