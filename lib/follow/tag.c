#include "follow/tag.h"

#include <stdlib.h>

#include "base/mem.h"

void
tag_init(struct tag *tag, const char *column)
{
	*tag = (struct tag){ .column = column };
	intern_add(&tag->texts, (struct str){ "", 0 });
}

void
tag_release(struct tag *tag)
{
	intern_release(&tag->texts);
	free(tag->by_line);
	*tag = (struct tag){ 0 };
}

void
tag_bind(struct tag *tag, const struct tsv *t)
{
	tag->at = tag->column != NULL ? tsv_column(t, tag->column) : t->n;
}

void
tag_note(struct tag *tag, const struct tsv *t, uint32_t line)
{
	if (tag->at >= t->n || tsv_field(t, tag->at).len == 0)
		return;
	while (tag->n <= line) {
		tag->by_line = mem_grow(tag->by_line, tag->n, &tag->cap,
		    sizeof(*tag->by_line));
		tag->by_line[tag->n++] = 0;
	}
	tag->by_line[line] = intern_add(&tag->texts, tsv_field(t, tag->at));
}

struct str
tag_text(const struct tag *tag, uint32_t line)
{
	if (line >= tag->n)
		return (struct str){ "", 0 };
	return tag->texts.text[tag->by_line[line]];
}
