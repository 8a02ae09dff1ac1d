#include "table/package.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/mem.h"

enum {
	PIECE	= 64 * 1024,
	/* A tag or a comment that is longer than this is no honest one, and
	 * expat would read it again with each piece. */
	TOKEN_MAX = 1024 * 1024
};

struct package {
	const char	*file;		/* borrowed */
	struct buf	 bytes;
	zip_t		*zip;
};

static bool
fail(const struct package *p, struct diag *d, const char *text)
{
	diag_add(d, DIAG_FAILURE, (struct loc){ .file = p->file }, "%s", text);
	return false;
}

static bool
too_large(const struct package *p, struct diag *d)
{
	return fail(p, d, _("the workbook is larger than 256 MiB when "
	    "unpacked, or packed in a way that no program packs: divide it"));
}

bool
package_damaged(const struct package *p, struct diag *d)
{
	return fail(p, d, _("the workbook is damaged: open it in Excel and "
	    "save it again"));
}

static bool
encrypted(const struct package *p, struct diag *d)
{
	return fail(p, d, _("the workbook has a password: open it in Excel, "
	    "take the password off, and save a copy"));
}

/* ------------------------------------------------------------ entries -- */

/* The number at p, of 64 bits, least byte first. */
static uint64_t
number_at(const char *p)
{
	uint64_t n = 0;

	for (int i = 7; i >= 0; i--)
		n = n << 8 | (unsigned char)p[i];
	return n;
}

/* No fewer than libzip will find: each entry of the directory begins with
 * PK 1 2.  For the number that a zip64 claims, at byte 32 of what begins with
 * PK 6 6, it would make room without looking.
 * Source: PKWARE, APPNOTE 6.3.9, 4.3.12 and 4.3.14. */
static bool
too_many_entries(struct str s)
{
	enum { RECORD = 56, TOTAL = 32 };
	const char *p = s.p, *end = s.p + s.len;
	size_t entries = 0;

	while ((p = memchr(p, 'P', (size_t)(end - p))) != NULL) {
		size_t left = (size_t)(end - p);

		if (left >= 4 && memcmp(p, "PK\1\2", 4) == 0)
			entries++;
		if (left >= RECORD && memcmp(p, "PK\6\6", 4) == 0 &&
		    number_at(p + TOTAL) > PACKAGE_ENTRIES)
			return true;
		p++;
	}
	return entries > PACKAGE_ENTRIES;
}

static bool
open_zip(struct package *p)
{
	zip_source_t *source = zip_source_buffer_create(p->bytes.p,
	    p->bytes.len, 0, NULL);

	if (source == NULL)
		return false;
	p->zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
	if (p->zip == NULL)
		zip_source_free(source);
	return p->zip != NULL;
}

struct package *
package_open(struct buf *bytes, const char *file, struct diag *d)
{
	struct package *p = mem_alloc(sizeof(*p));
	bool ok;

	p->file = file;
	p->bytes = *bytes;
	*bytes = (struct buf){ 0 };
	if (too_many_entries(buf_str(&p->bytes)))
		ok = too_large(p, d);
	else
		ok = open_zip(p) || package_damaged(p, d);
	if (ok)
		return p;
	package_free(p);
	return NULL;
}

void
package_free(struct package *p)
{
	if (p == NULL)
		return;
	if (p->zip != NULL)
		zip_discard(p->zip);
	buf_release(&p->bytes);
	free(p);
}

/* Names of parts are compared without case (ECMA-376 part 2, 6.2.2.3). */
static zip_int64_t
find_part(const struct package *p, const char *part)
{
	return zip_name_locate(p->zip, part, ZIP_FL_NOCASE);
}

bool
package_has(const struct package *p, const char *part)
{
	return find_part(p, part) >= 0;
}

/* NULL, with a failure told. */
static zip_file_t *
open_part(struct package *p, const char *part, struct diag *d)
{
	zip_int64_t at = find_part(p, part);
	zip_file_t *f = NULL;
	zip_stat_t st;

	if (at < 0 || zip_stat_index(p->zip, (zip_uint64_t)at, 0, &st) != 0) {
		package_damaged(p, d);
		return NULL;
	}
	if (st.encryption_method != ZIP_EM_NONE) {
		encrypted(p, d);
		return NULL;
	}
	/* A workbook knows no other methods, and some of them ask for as much
	 * memory as the file says. */
	if (st.comp_method == ZIP_CM_STORE || st.comp_method == ZIP_CM_DEFLATE)
		f = zip_fopen_index(p->zip, (zip_uint64_t)at, 0);
	if (f == NULL)
		package_damaged(p, d);
	return f;
}

/* ---------------------------------------------------------------- XML -- */

/* The tag of an element that is not wanted: none is wanted in it. */
enum { OTHER = -1 };

struct reader {
	struct package			*package;
	const struct element_fns	*fns;
	void				*arg;
	XML_Parser			 parser;
	int				 path[PACKAGE_DEPTH + 1];
	size_t				 depth;		/* path[0]: document */
	size_t				 silent;	/* bytes since expat
							 * last told anything */
	bool				 stopped;	/* by a callback */
	bool				 doctype, deep;
};

/* Memory as everywhere: its end is the end of the run. */
static void *
give(size_t size)
{
	return mem_array(NULL, size, 1);
}

static void *
grow(void *old, size_t size)
{
	return mem_array(old, size, 1);
}

static void
stop(struct reader *r)
{
	XML_StopParser(r->parser, XML_FALSE);
}

/* Expat may tell the end of an element whose start has stopped it. */
static bool
is_over(struct reader *r)
{
	r->silent = 0;
	return r->stopped || r->doctype || r->deep;
}

static void
go_on(struct reader *r, bool go)
{
	if (go)
		return;
	r->stopped = true;
	stop(r);
}

static const char *
local_name(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon != NULL ? colon + 1 : name;
}

static int
tag_of(const struct reader *r, const char *name)
{
	const struct element *e = r->fns->elements;

	while (e->name != NULL && (e->in != r->path[r->depth] ||
	    strcmp(e->name, name) != 0))
		e++;
	return e->name != NULL ? e->tag : OTHER;
}

static void
take_start(void *arg, const XML_Char *name, const XML_Char **attr)
{
	struct reader *r = arg;
	int tag;

	if (is_over(r))
		return;
	if (r->depth == PACKAGE_DEPTH) {
		r->deep = true;
		stop(r);
		return;
	}
	tag = tag_of(r, local_name(name));
	r->path[++r->depth] = tag;
	if (tag != OTHER)
		go_on(r, r->fns->start(tag, (const char *const *)attr,
		    r->arg));
}

static void
take_end(void *arg, const XML_Char *name)
{
	struct reader *r = arg;
	int tag;

	(void)name;
	if (is_over(r))
		return;
	tag = r->path[r->depth--];
	if (tag != OTHER && r->fns->end != NULL)
		go_on(r, r->fns->end(tag, r->arg));
}

static void
take_text(void *arg, const XML_Char *p, int len)
{
	struct reader *r = arg;
	int tag;

	if (is_over(r))
		return;
	tag = r->path[r->depth];
	if (tag != OTHER && r->fns->text != NULL)
		go_on(r, r->fns->text(tag, (struct str){ p, (size_t)len },
		    r->arg));
}

static void
take_doctype(void *arg, const XML_Char *name, const XML_Char *system_id,
    const XML_Char *public_id, int has_subset)
{
	struct reader *r = arg;

	(void)name;
	(void)system_id;
	(void)public_id;
	(void)has_subset;
	r->doctype = true;
	stop(r);
}

/* Comments and the like. */
static void
take_other(void *arg, const XML_Char *p, int len)
{
	struct reader *r = arg;

	(void)p;
	(void)len;
	r->silent = 0;
}

static void
start_parser(struct reader *r)
{
	static const XML_Memory_Handling_Suite memory = { give, grow, free };

	r->parser = XML_ParserCreate_MM(NULL, &memory, NULL);
	XML_SetUserData(r->parser, r);
	XML_SetElementHandler(r->parser, take_start, take_end);
	XML_SetCharacterDataHandler(r->parser, take_text);
	XML_SetStartDoctypeDeclHandler(r->parser, take_doctype);
	XML_SetDefaultHandler(r->parser, take_other);
}

static bool
is_bomb(const struct package *p, size_t inflated)
{
	return inflated > PACKAGE_INFLATED || (inflated > PACKAGE_PLAIN &&
	    inflated / PACKAGE_RATIO > p->bytes.len);
}

/* What the parser says when it has refused a piece; true if it was a callback
 * that ended the reading. */
static bool
explain(const struct reader *r, struct diag *d)
{
	if (r->stopped)
		return true;
	if (r->doctype)
		return fail(r->package, d, _("the workbook declares a document "
		    "type, which no program that writes workbooks does: it is "
		    "not read"));
	if (r->deep)
		return fail(r->package, d, _("the workbook nests its elements "
		    "deeper than any program does: it is not read"));
	return package_damaged(r->package, d);
}

static bool
read_part(struct reader *r, zip_file_t *f, size_t *inflated, struct diag *d)
{
	zip_int64_t n;

	do {
		void *room = XML_GetBuffer(r->parser, PIECE);

		if (room == NULL)
			return package_damaged(r->package, d);
		n = zip_fread(f, room, PIECE);
		if (n < 0)
			return package_damaged(r->package, d);
		*inflated += (size_t)n;
		r->silent += (size_t)n;
		if (is_bomb(r->package, *inflated))
			return too_large(r->package, d);
		if (r->silent > TOKEN_MAX)
			return package_damaged(r->package, d);
		if (XML_ParseBuffer(r->parser, (int)n, n == 0) !=
		    XML_STATUS_OK)
			return explain(r, d);
	} while (n > 0);
	return true;
}

bool
package_parse(struct package *p, const char *part, size_t *inflated,
    const struct element_fns *fns, void *arg, struct diag *d)
{
	struct reader r = { .package = p, .fns = fns, .arg = arg };
	zip_file_t *f = open_part(p, part, d);
	bool ok;

	if (f == NULL)
		return false;
	start_parser(&r);
	ok = read_part(&r, f, inflated, d);
	XML_ParserFree(r.parser);
	zip_fclose(f);
	return ok;
}

const char *
attr_find(const char *const *attr, const char *name)
{
	for (; *attr != NULL; attr += 2)
		if (strcmp(local_name(*attr), name) == 0)
			return attr[1];
	return NULL;
}

void
package_versions(struct buf *out)
{
	XML_Expat_Version expat = XML_ExpatVersionInfo();

	buf_addf(out, "libzip %s\nexpat %d.%d.%d\n", zip_libzip_version(),
	    expat.major, expat.minor, expat.micro);
}
