/*
 * Faults on their way out: one sentence in the reader's language, the pointer
 * of the field, never a value.  Pure apart from the reply it fills.
 */

#include <string.h>

#include "fault.h"

#include "problem.h"
#include "request.h"
#include "text.h"

static void
error(struct buf *b, const char *pointer, const char *detail)
{
	char part[FAULT_POINTER_MAX + 2] = "#";

	if (strlen(pointer) <= FAULT_POINTER_MAX)
		memcpy(part + 1, pointer, strlen(pointer) + 1);
	buf_puts(b, "{\"pointer\":");
	text_json(b, part);
	buf_puts(b, ",\"detail\":");
	text_json(b, detail);
	buf_putc(b, '}');
}

static const char *
string(const json_t *fault, const char *key)
{
	const char *s = json_string_value(json_object_get(fault, key));

	return s == NULL ? "" : s;
}

/* Up to "errors", which stays open when there are any. */
static void
begin(struct request *r, int status, enum fault_code code, const char *slug,
    const char *detail)
{
	struct buf *b = &r->reply.body;

	r->reply.status = status;
	r->reply.kind = HTTP_API;
	r->reply.type = "application/problem+json";
	http_reply_header(
	    &r->reply, "Content-Language", r->english ? "en" : "id");
	if (status == 401)
		http_reply_header(
		    &r->reply, "WWW-Authenticate", "Bearer realm=\"cetakd\"");
	if (status == 503 || status == 429)
		http_reply_header(&r->reply, "Retry-After", "1");
	buf_clear(b);
	buf_puts(b, "{\"type\":\"urn:cetakd:problem:");
	buf_puts(b, slug);
	buf_puts(b, "\",\"title\":");
	text_json(b, fault_title(code, r->english));
	buf_printf(b, ",\"status\":%d,\"detail\":", status);
	text_json(b, detail);
	buf_puts(b, ",\"instance\":");
	text_json(b, r->path);
}

void
problem_fault(struct request *r, const struct fault *f)
{
	const char *detail = r->english ? f->en : f->id;

	begin(r, fault_status(f->code), f->code, fault_slug(f->code), detail);
	if (f->pointer[0] != '\0') {
		buf_puts(&r->reply.body, ",\"errors\":[");
		error(&r->reply.body, f->pointer, detail);
		buf_putc(&r->reply.body, ']');
	}
	buf_putc(&r->reply.body, '}');
}

void
problem_core(struct request *r, int status, const json_t *fault)
{
	const char *lang = r->english ? "en" : "id", *slug;
	enum fault_code code = fault_from_slug(string(fault, "code"));
	const json_t *list = json_object_get(fault, "errors"), *e;
	struct buf *b = &r->reply.body;
	size_t i, n = json_array_size(list);

	if (code == FAULT_NONE)
		code = FAULT_IO;
	slug = fault_slug(code);
	begin(r, status, code, slug, string(fault, lang));
	if (n > 0 || string(fault, "pointer")[0] != '\0')
		buf_puts(b, ",\"errors\":[");
	json_array_foreach (list, i, e) {
		if (i > 0)
			buf_putc(b, ',');
		error(b, string(e, "pointer"), string(e, lang));
	}
	if (n == 0 && string(fault, "pointer")[0] != '\0')
		error(b, string(fault, "pointer"), string(fault, lang));
	if (n > 0 || string(fault, "pointer")[0] != '\0')
		buf_putc(b, ']');
	buf_putc(b, '}');
}
