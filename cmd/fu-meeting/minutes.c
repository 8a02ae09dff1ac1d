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

static const struct scale *
meant_scale(struct run *r, const struct defs *defs)
{
	const struct scale *scale = scale_find(&defs->scales,
	    str_of(scale_name), (struct str){ "", 0 });
	struct buf text = { 0 };
	char shown[ECHO_SIZE];

	if (scale != NULL)
		return scale;
	buf_addf(&text, _("there is no %s \"%s\""), _("scale"),
	    echo(str_of(scale_name), shown));
	scale_suggest(&defs->scales, str_of(scale_name), &text);
	diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 }, "%s",
	    buf_text(&text));
	buf_release(&text);
	return NULL;
}

static void
print(struct run *r, struct reg *reg, const struct frame *meetings,
    struct str id, const char *format)
{
	const struct scale *scale = meant_scale(r, reg->defs);
	struct str of = case_of(r, meetings, id);
	struct standing standing;
	struct story story;
	struct doc *doc;

	if (scale == NULL || of.len == 0)
		return;
	if (story_read(&story, reg, of) && common_output(r)) {
		standing_init(&standing, &story, reg->defs, common_today());
		doc = draw_minutes(&standing, meeting_of(&story, id), scale,
		    reg->defs, common_lang(reg));
		doc_write(doc, format, common_width(r), &r->out.buf);
		doc_free(doc);
		standing_release(&standing);
	}
	story_release(&story);
}

static int
run(struct run *r, int argc, char **argv)
{
	const char *format = common_format(r, "text", doc_formats());
	struct frame meetings = { 0 };
	struct reg reg;

	if (argc != 1) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("name the meeting or the case"));
		return 2;
	}
	if (format == NULL)
		return 2;
	if (common_register(r, &reg) && reg_frame(&reg, "meeting",
	    "meeting_id", &meetings))
		print(r, &reg, &meetings, str_of(argv[0]), format);
	frame_release(&meetings);
	reg_close(&reg);
	return 0;
}

extern const struct command cmd_minutes;
const struct command cmd_minutes = {
	.name = "minutes", .about = "print the frame to fill in at a meeting",
	.operands = "meeting_id|case_id", .opts = opts, .run = run
};
