#include "common.h"
#include "draw/genogram.h"

static const struct opt opts[] = {
	{ OPT_DATE, '\0', "as-of", "date", &common.as_of,
	    "the day that counts as today" },
	GROUP(opts_register),
	GROUP(opts_format),
	{ .kind = OPT_END }
};

static void
print(struct page *p, const struct story *story)
{
	struct standing standing;
	struct genogram g;

	standing_init(&standing, story, p->reg->defs, common_today());
	genogram_init(&g, &standing, p->reg->defs);
	draw_genogram(&g, &standing, p->reg->defs, p->format, p->lang,
	    common_width(p->run), &p->run->out.buf);
	genogram_release(&g);
	standing_release(&standing);
}

static void
draw(struct page *p)
{
	struct story story;

	if (story_read(&story, p->reg, p->operand) && common_output(p->run))
		print(p, &story);
	story_release(&story);
}

static int
run(struct run *r, int argc, char **argv)
{
	return common_page(r, argc, argv, _("name the case to draw"),
	    draw_genogram_formats(), draw);
}

extern const struct command cmd_genogram;
const struct command cmd_genogram = {
	.name = "genogram", .about = "draw a child's family and network",
	.operands = "case_id", .opts = opts, .run = run
};
