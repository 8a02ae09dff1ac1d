#include "typed.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "define/value.h"

void
typed_init(struct typed *t, struct run *r, struct batch *b,
    const struct kind *k)
{
	*t = (struct typed){ .run = r, .batch = b, .kind = k, .ok = true };
	t->text = mem_alloc(k->n * sizeof(*t->text));
	t->given = mem_alloc(k->n * sizeof(*t->given));
	t->entry.kind = k;
	t->entry.value = mem_alloc(k->n * sizeof(*t->entry.value));
	t->entry.row = batch_row(b, batch_source(b, NULL), 0, 0);
}

void
typed_release(struct typed *t)
{
	for (size_t i = 0; i < t->kind->n; i++)
		buf_release(&t->text[i]);
	free(t->text);
	free(t->given);
	free(t->entry.value);
}

static void
unknown_field(struct typed *t, struct str name)
{
	const char **names = kind_names(t->kind);

	common_unknown(t->run, _("field"), name, names);
	free(names);
	t->ok = false;
}

static void
not_once(struct typed *t, size_t field, struct str word)
{
	char shown[ECHO_SIZE];

	diag_add(&t->run->diag, DIAG_FAILURE, (struct loc){ 0 },
	    field < t->kind->n && t->given[field] ?
	    _("field \"%s\" is there twice") :
	    _("\"%s\" is not field=value"), echo(word, shown));
	t->ok = false;
}

static void
take(struct typed *t, size_t i, struct str value)
{
	struct buf canonical = { 0 }, why = { 0 };

	t->given[i] = true;
	if (!value_read(t->batch->reg->defs, &t->kind->field[i], value,
	    (struct dialect){ .decimal = '.' }, &canonical, &why)) {
		entry_error(t->batch, &t->entry, i, value, buf_text(&why));
		t->ok = false;
	}
	buf_clear(&t->text[i]);
	tsv_escape(&t->text[i], buf_str(&canonical));
	t->entry.value[i] = t->clears && t->text[i].len == 0 &&
	    !t->kind->field[i].key ? entry_cleared : buf_str(&t->text[i]);
	buf_release(&canonical);
	buf_release(&why);
}

void
typed_take(struct typed *t, const char *word)
{
	struct str value, name = str_cut(str_of(word), '=', &value);
	size_t i = 0;

	while (i < t->kind->n && !str_eq(t->kind->field[i].name, name))
		i++;
	if (strchr(word, '=') == NULL || (i < t->kind->n && t->given[i]))
		not_once(t, i, name);
	else if (i == t->kind->n)
		unknown_field(t, name);
	else
		take(t, i, value);
}

void
typed_take_key(struct typed *t, const char *word)
{
	size_t i = 0;

	while (i < t->kind->n && (!t->kind->field[i].key || t->given[i]))
		i++;
	if (i == t->kind->n)
		not_once(t, i, str_of(word));
	else
		take(t, i, str_of(word));
}
