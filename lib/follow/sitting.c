#include "follow/sitting.h"

static bool
find_meeting(struct sitting *s, struct reg *r, struct str id)
{
	const struct frame *f = &s->meetings;
	const struct { const char *column; struct str *cell; } field[] = {
		{ "meeting_id", &s->meeting_id }, { "case_id", &s->case_id },
		{ "type", &s->type }, { "date", &s->date },
		{ "time", &s->time }, { "place", &s->place },
		{ "invited", &s->invited }
	};
	char shown[ECHO_SIZE];
	size_t row;

	if (!reg_frame(r, "meeting", "meeting_id", &s->meetings))
		return false;
	row = frame_find(f, id);
	if (row == f->rows) {
		diag_add(r->diag, DIAG_FAILURE, (struct loc){ .file = r->dir },
		    _("there is no meeting \"%s\"; of a case, name the type "
		    "of meeting, too, with --type"), echo(id, shown));
		return false;
	}
	for (size_t i = 0; i < sizeof(field) / sizeof(*field); i++)
		*field[i].cell = frame_cell(f, row, frame_column(f,
		    field[i].column));
	return true;
}

bool
sitting_read(struct sitting *s, struct reg *r, const struct agendas *agendas,
    struct str id, struct str type)
{
	*s = (struct sitting){ .type = type, .case_id = id };
	if (type.len == 0 && !find_meeting(s, r, id))
		return false;
	s->agenda = agenda_find(agendas, s->type);
	if (s->agenda == NULL) {
		diag_add(r->diag, DIAG_FAILURE, (struct loc){ .file = r->dir },
		    _("there is no agenda for this type of meeting, and none "
		    "called other"));
		return false;
	}
	if (s->invited.len == 0)
		s->invited = s->agenda->who;
	return s->case_id.len == 0 || story_read(&s->story, r, s->case_id);
}

void
sitting_release(struct sitting *s)
{
	story_release(&s->story);
	frame_release(&s->meetings);
}
