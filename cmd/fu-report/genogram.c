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
print(struct run *r, struct reg *reg, const struct story *story,
    const char *format)
{
	struct standing standing;
	struct genogram g;

	standing_init(&standing, story, reg->defs, common_today());
	genogram_init(&g, &standing, reg->defs);
	draw_genogram(&g, &standing, reg->defs, format, common_lang(reg),
	    common_width(r), &r->out.buf);
	genogram_release(&g);
	standing_release(&standing);
}

static int
run(struct run *r, int argc, char **argv)
{
	const char *format = common_format(r, "text", draw_genogram_formats());
	struct story story = { 0 };
	struct reg reg;

	if (argc != 1) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("name the case to draw"));
		return 2;
	}
	if (format == NULL)
		return 2;
	if (common_register(r, &reg) &&
	    story_read(&story, &reg, str_of(argv[0])) && common_output(r))
		print(r, &reg, &story, format);
	story_release(&story);
	reg_close(&reg);
	return 0;
}

extern const struct command cmd_genogram;
const struct command cmd_genogram = {
	.name = "genogram", .about = "draw a child's family and network",
	.operands = "case_id", .opts = opts, .run = run
};
