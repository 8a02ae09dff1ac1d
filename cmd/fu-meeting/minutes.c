#include "common.h"
#include "draw/minutes.h"
#include "follow/standing.h"

static const char *scale_name = "safety";

static const struct opt opts[] = {
	{ OPT_TEXT, '\0', "scale", "scale", &scale_name,
	    "what everybody gives a number on; else safety" },
	{ OPT_DATE, '\0', "as-of", "date", &common.as_of,
	    "the day that counts as today" },
	GROUP(opts_register),
	GROUP(opts_format),
	{ .kind = OPT_END }
};

/* The case that a meeting is about; what is no meeting's number is a case's.
 * Empty, told, of a meeting about none. */
static struct str
case_of(struct run *r, const struct frame *meetings, struct str id)
{
	size_t row = frame_find(meetings, id);
	struct str of = row == meetings->rows ? id : frame_cell(meetings, row,
	    frame_column(meetings, "case_id"));
	char shown[ECHO_SIZE];

	if (of.len == 0)
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("meeting \"%s\" is about no case"), echo(id, shown));
	return of;
}

/* NULL where the case was named. */
static const struct chapter *
meeting_of(const struct story *story, struct str id)
{
	for (size_t i = 0; i < story->n; i++)
		if (str_is(story->chapter[i].kind->name, "meeting") &&
		    str_eq(chapter_field(&story->chapter[i], "meeting_id"), id))
			return &story->chapter[i];
	return NULL;
}

static void
draw(struct page *p, const struct story *story, const struct scale *scale)
{
	struct standing standing;

	standing_init(&standing, story, p->reg->defs, common_today());
	page_write(p, draw_minutes(&standing, meeting_of(story, p->operand),
	    scale, p->reg->defs, p->lang));
	standing_release(&standing);
}

static void
print(struct page *p)
{
	const struct scale *scale = common_scale(p->run, p->reg->defs,
	    scale_name);
	struct frame meetings = { 0 };
	struct story story = { 0 };
	struct str of;

	if (scale != NULL && reg_frame(p->reg, "meeting", "meeting_id",
	    &meetings)) {
		of = case_of(p->run, &meetings, p->operand);
		if (of.len > 0 && story_read(&story, p->reg, of) &&
		    common_output(p->run))
			draw(p, &story, scale);
	}
	story_release(&story);
	frame_release(&meetings);
}

static int
run(struct run *r, int argc, char **argv)
{
	return common_page(r, argc, argv, _("name the meeting or the case"),
	    doc_formats(), print);
}

extern const struct command cmd_minutes;
const struct command cmd_minutes = {
	.name = "minutes", .about = "print the frame to fill in at a meeting",
	.operands = "meeting_id|case_id", .opts = opts, .run = run
};
