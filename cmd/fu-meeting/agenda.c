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
print(struct run *r, struct reg *reg, const struct agendas *agendas,
    const char *id, const char *format)
{
	const struct list *types = list_find(&reg->defs->lists,
	    str_of("meeting_types"));
	struct sitting s = { 0 };
	struct buf code = { 0 };
	struct doc *doc;

	if (type != NULL && !code_read(types, str_of(type), &code))
		common_code(r, types, _("type of meeting"), type);
	else if (sitting_read(&s, reg, agendas, str_of(id),
	    buf_str(&code)) &&
	    !lacks_checklist(r, &s) && common_output(r)) {
		doc = (checklist ? draw_checklist : draw_agenda)(&s,
		    reg->defs, common_lang(reg));
		doc_write(doc, format, common_width(r), &r->out.buf);
		doc_free(doc);
	}
	sitting_release(&s);
	buf_release(&code);
}

static int
run(struct run *r, int argc, char **argv)
{
	const char *format = common_format(r, "text", doc_formats());
	struct agendas agendas = { 0 };
	struct reg reg;

	if (argc != 1) {
		diag_add(&r->diag, DIAG_FAILURE, (struct loc){ 0 },
		    _("name the meeting, or a case and the type of meeting"));
		return 2;
	}
	if (format == NULL)
		return 2;
	if (common_register(r, &reg) && agendas_load(&agendas, reg.defs,
	    common_share(), reg.dir, &r->diag))
		print(r, &reg, &agendas, argv[0], format);
	agendas_release(&agendas);
	reg_close(&reg);
	return 0;
}

extern const struct command cmd_agenda;
const struct command cmd_agenda = {
	.name = "agenda", .about = "print what to send out before a meeting",
	.operands = "meeting_id|case_id", .opts = opts, .run = run
};
