#include "common.h"
#include "define/agenda.h"
#include "draw/agenda.h"
#include "follow/sitting.h"

static const char *type;
static bool checklist;

static const struct opt opts[] = {
	{ OPT_TEXT, 't', "type", "type", &type,
	    "of a case: the type of a meeting not booked yet" },
	{ OPT_FLAG, '\0', "checklist", NULL, &checklist,
	    "what the one who prepares it must remember, instead" },
	GROUP(opts_register),
	GROUP(opts_format),
	{ .kind = OPT_END }
};

/* True where nothing is to be found. */
static bool
lacks_checklist(struct run *r, const struct sitting *s)
{
	if (!checklist || agenda_has(s->agenda, AGENDA_CHECK))
		return false;
	diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
	    _("there is no checklist for this type of meeting"));
	return true;
}

static void
draw(struct page *p, const struct agendas *agendas, struct str code)
{
	struct sitting s = { 0 };

	if (sitting_read(&s, p->reg, agendas, p->operand, code) &&
	    !lacks_checklist(p->run, &s) && common_output(p->run))
		page_write(p, (checklist ? draw_checklist : draw_agenda)(&s,
		    p->reg->defs, p->lang));
	sitting_release(&s);
}

/* Appends what --type names, if it does.  False, told. */
static bool
read_type(struct page *p, struct buf *code)
{
	const struct list *types = list_find(&p->reg->defs->lists,
	    str_of("meeting_types"));

	if (type == NULL || code_read(types, str_of(type), code))
		return true;
	common_code(p->run, types, _("type of meeting"), type);
	return false;
}

static void
print(struct page *p)
{
	struct agendas agendas;
	struct buf code = { 0 };

	if (agendas_load(&agendas, p->reg->defs, common_share(), p->reg->dir,
	    &p->run->diag) && read_type(p, &code))
		draw(p, &agendas, buf_str(&code));
	agendas_release(&agendas);
	buf_release(&code);
}

static int
run(struct run *r, int argc, char **argv)
{
	return common_page(r, argc, argv,
	    _("name the meeting, or a case and the type of meeting"),
	    doc_formats(), print);
}

extern const struct command cmd_agenda;
const struct command cmd_agenda = {
	.name = "agenda", .about = "print what to send out before a meeting",
	.operands = "meeting_id|case_id", .opts = opts, .run = run
};
