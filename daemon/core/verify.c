/*
 * GET /{ID}: what anybody may know of a sheet who holds it in the hand: its
 * status, its kind, its number, and of the holder initials and the last four
 * digits.  No credential; nothing that lets one find a document without its
 * id of 80 random bits.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "enc.h"
#include "fault.h"
#include "seal.h"
#include "template.h"

#include "api.h"
#include "ask.h"
#include "catalog.h"
#include "core.h"
#include "jout.h"
#include "sealer.h"

static const char *const verify_status[JOB_STATE_N] = {
	[JOB_RECEIVED] = "NOT_PRINTED",
	[JOB_SEALED] = "NOT_PRINTED",
	[JOB_QUEUED] = "NOT_PRINTED",
	[JOB_HELD] = "NOT_PRINTED",
	[JOB_SUBMITTED] = "NOT_PRINTED",
	[JOB_PRINTING] = "NOT_PRINTED",
	[JOB_DOUBT] = "NOT_PRINTED",
	[JOB_PRINTED] = "PRINTED_NOT_ISSUED",
	[JOB_ISSUED] = "ISSUED",
	[JOB_SPOILED] = "SPOILED",
	[JOB_CANCELLED] = "VOIDED",
	[JOB_REJECTED] = "VOIDED",
	[JOB_VOIDED] = "VOIDED",
	[JOB_READY] = "PRINTED_NOT_ISSUED",
	[JOB_SUPERSEDED] = "SUPERSEDED",
};

/* "Siti Aminah" -> "S. A." */
static void
verify_initials(struct buf *b, const char *name)
{
	while (*name) {
		size_t n = 0;

		while (*name == ' ')
			name++;
		if (!*name || !enc_utf8_next(name, &n))
			break;
		if (b->n)
			buf_putc(b, ' ');
		buf_put(b, name, n);
		buf_putc(b, '.');
		name += strcspn(name, " ");
	}
}

static const char *
verify_field(const json_t *fields, const char *name)
{
	return name && *name ? json_string_value(json_object_get(fields, name))
			     : NULL;
}

static void
verify_holder(struct buf *b, const struct template *t, const char *text)
{
	json_t *fields = json_loads(text ? text : "{}", 0, NULL);
	const char *name = verify_field(fields, template_holder_field(t));
	const char *nik = verify_field(fields, template_nik_field(t));
	struct buf initials = { 0 };

	if (name)
		verify_initials(&initials, name);
	jout_open(b, "holder", '{');
	jout_some(b, "initials", buf_str(&initials));
	jout_text(
	    b, "nik4", nik && strlen(nik) == 16 ? nik + strlen(nik) - 4 : NULL);
	jout_close(b, '}');
	buf_release(&initials);
	json_decref(fields);
}

static void
verify_job(struct core *c, struct buf *b, const struct store_job *j)
{
	struct fault f = { 0 };
	struct tmpl *t =
	    catalog_get(c, j->template_name, j->template_version, &f);

	jout_text(b, "status", verify_status[j->state]);
	jout_text(b, "document", j->document);
	jout_int(b, "copy", j->copy);
	jout_text(b, "template", j->template_name);
	jout_int(b, "version", j->template_version);
	jout_open(b, "title", '{');
	jout_text(b, "id", t ? template_title(t->t, 0) : "");
	jout_text(b, "en", t ? template_title(t->t, 1) : "");
	jout_close(b, '}');
	jout_text(b, "number", j->number);
	jout_time(b, "issued", j->created);
	jout_time(b, "changed", j->changed);
	if (t)
		verify_holder(b, t->t, j->fields);
}

int
verify_get(struct ask *a)
{
	struct core *c = a->core;
	const char *id = ask_param(a, "document");
	struct store_job j = { 0 };
	struct fault f = { 0 };
	struct buf b = { 0 };
	int found;

	if (!*id)
		id = ask_param(a, "id");
	found = seal_ident_ok(id) &&
	    store_job_by_document(c->store, id, &j, &f) == 0;
	if (!found && f.code != FAULT_NONE && f.code != FAULT_NOT_FOUND) {
		ask_fault(a, &f);
		return 0;
	}
	jout_open(&b, NULL, '{');
	if (found) {
		verify_job(c, &b, &j);
	} else {
		jout_text(&b, "status", "UNKNOWN");
		jout_text(&b, "document", id);
	}
	jout_text(&b, "authority", c->conf.title);
	jout_text(&b, "telephone", c->conf.telephone);
	jout_text(&b, "certificate", sealer_pem(c));
	jout_time(&b, "checked", loop_now());
	jout_close(&b, '}');
	ask_reply(a, found ? 200 : 404, NULL, &b);
	buf_release(&b);
	store_job_release(&j);
	return 0;
}
