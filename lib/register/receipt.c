#include "register/receipt.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/num.h"
#include "define/record.h"
#include "register/log.h"

void
receipt_digest(struct str bytes, char hex[RECEIPT_SHA256])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, (const unsigned char *)bytes.p, bytes.len);
	sodium_bin2hex(hex, RECEIPT_SHA256, hash, sizeof(hash));
}

static const struct kind *
kind_of(const struct reg *reg)
{
	return kind_find(&reg->defs->kinds, str_of("import"));
}

bool
receipts_load(struct receipts *r, struct reg *reg)
{
	*r = (struct receipts){ .reg = reg, .stored = { .fd = -1 } };
	if (kind_of(reg) != NULL)
		return index_load(&r->stored, reg, kind_of(reg), NULL, NULL);
	diag_add(reg->diag, DIAG_FAILURE, (struct loc){ 0 },
	    _("there is no kind import, by which receipts are kept"));
	return false;
}

void
receipts_release(struct receipts *r)
{
	index_release(&r->stored);
}

bool
receipts_find(const struct receipts *r, const char *sha256,
    struct str template, const char *tab, struct receipt *found)
{
	const struct kind *k = kind_of(r->reg);
	struct str *value = mem_alloc(k->n * sizeof(*value));
	struct buf key = { 0 }, hold = { 0 }, sheet = { 0 };
	uint64_t rejected = 0;
	size_t record;
	bool ok;

	value[kind_field(k, "sha256")] = str_of(sha256);
	value[kind_field(k, "template")] = template;
	tsv_escape(&sheet, str_of(tab));
	value[kind_field(k, "sheet")] = buf_str(&sheet);
	record_key(k, value, &key);
	record = index_find(&r->stored, buf_str(&key));
	ok = record < r->stored.n &&
	    index_record(&r->stored, record, value, &hold);
	if (ok) {
		num_count(value[kind_field(k, "rejected")], SIZE_MAX,
		    &rejected);
		found->rejected = rejected;
		snprintf(found->time, sizeof(found->time), "%.*s",
		    STR(value[kind_field(k, "time")]));
	}
	buf_release(&key);
	buf_release(&hold);
	buf_release(&sheet);
	free(value);
	return ok;
}

static void
set_count(struct batch *b, const struct kind *k, struct str *value,
    const char *field, size_t n)
{
	char text[32];

	snprintf(text, sizeof(text), "%zu", n);
	/* 0 is what an empty field means. */
	if (n > 0)
		value[kind_field(k, field)] = arena_str(&b->arena,
		    str_of(text));
}

void
receipt_add(struct batch *b, const struct source *s, const char *sha256,
    struct str template, const char *tab)
{
	const struct kind *k = kind_of(b->reg);
	struct str *value = mem_alloc(k->n * sizeof(*value));
	struct source *own = batch_source(b, NULL);
	struct entry e = { .kind = k, .value = value,
	    .row = batch_row(b, own, 0, 0) };
	struct buf name = { 0 }, file = { 0 }, sheet = { 0 };
	struct log log;

	log_init(&log, b->reg);		/* for who and when, to the minute */
	echo_whole(&name, str_of(s->file));
	tsv_escape(&file, buf_str(&name));
	log.time[16] = 'Z';
	log.time[17] = '\0';
	value[kind_field(k, "sha256")] = str_of(sha256);
	value[kind_field(k, "template")] = template;
	tsv_escape(&sheet, str_of(tab));
	value[kind_field(k, "sheet")] = buf_str(&sheet);
	value[kind_field(k, "time")] = str_of(log.time);
	value[kind_field(k, "user")] = log.user;
	value[kind_field(k, "file")] = buf_str(&file);
	set_count(b, k, value, "new", s->n_new);
	set_count(b, k, value, "changed", s->n_changed);
	set_count(b, k, value, "unchanged", s->n_same);
	set_count(b, k, value, "rejected", s->n_refused);
	batch_add_checked(b, &e);
	buf_release(&name);
	buf_release(&file);
	buf_release(&sheet);
	free(value);
}
