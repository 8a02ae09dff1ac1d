#include "follow/tags.h"

#include <stdlib.h>

#include "base/mem.h"

void
tags_init(struct tags *tags, const char *const *names)
{
	*tags = (struct tags){ 0 };
	while (names[tags->n] != NULL) {
		struct tag *tag = &tags->tag[tags->n];

		tag->column = names[tags->n++];
		intern_add(&tag->texts, (struct str){ "", 0 });
	}
}

void
tags_release(struct tags *tags)
{
	for (size_t i = 0; i < tags->n; i++) {
		intern_release(&tags->tag[i].texts);
		free(tags->tag[i].by_line);
	}
	*tags = (struct tags){ 0 };
}

void
tags_bind(struct tags *tags, const struct tsv *t)
{
	for (size_t i = 0; i < tags->n; i++)
		tags->tag[i].at = tsv_column(t, tags->tag[i].column);
}

static void
note(struct tag *tag, struct str text, uint32_t line)
{
	while (tag->n <= line) {
		tag->by_line = mem_grow(tag->by_line, tag->n, &tag->cap,
		    sizeof(*tag->by_line));
		tag->by_line[tag->n++] = 0;
	}
	tag->by_line[line] = intern_add(&tag->texts, text);
}

void
tags_note(struct tags *tags, const struct tsv *t, uint32_t line)
{
	for (size_t i = 0; i < tags->n; i++) {
		struct tag *tag = &tags->tag[i];

		if (tag->at < t->n && tsv_field(t, tag->at).len > 0)
			note(tag, tsv_field(t, tag->at), line);
	}
}

struct str
tags_text(const struct tags *tags, size_t tag, uint32_t line)
{
	const struct tag *of = &tags->tag[tag];

	return of->texts.text[line < of->n ? of->by_line[line] : 0];
}
