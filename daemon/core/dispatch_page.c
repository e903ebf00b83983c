/*
 * The lesser parts of dispatch: noting CUPS's job number, drawing a page again
 * that the cache has lost, saying why a job waits.
 */

#include <stdlib.h>
#include <string.h>

#include "blob.h"
#include "buf.h"
#include "crypt.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "stock.h"
#include "template.h"

#include "catalog.h"
#include "core.h"
#include "dispatch.h"
#include "dispatch_int.h"
#include "jout.h"
#include "render.h"
#include "upkeep.h"

#define DISPATCH_PDF_MAX (64u << 20)

void
dispatch_note(struct core *c, const struct sheet *s)
{
	struct fault f = { 0 };
	char *evidence = s->before < 0
	    ? mem_printf("{\"cups_job\":%lld}", (long long)s->cups_job)
	    : mem_printf("{\"cups_job\":%lld,\"impressions\":%lld}",
		  (long long)s->cups_job, (long long)s->before);
	struct store_change ch = {
		.actor = "core", .cups_job = s->cups_job, .evidence = evidence
	};
	/* rev 0: the gate may have moved it on meanwhile */
	struct store_job j = { .id = s->job };

	if (loop_begin(c, &f) == 0)
		(void)loop_step(c, &j, JOB_EV_NOTE, &ch, NULL);
	free(evidence);
}

int
dispatch_hold(
    struct core *c, const struct store_job *j, const struct fault *why)
{
	struct buf reason = { 0 };
	struct store_change ch = { .actor = "core" };
	int rc;

	jout_open(&reason, NULL, '{');
	jout_text(&reason, "code", "page-lost");
	jout_text(&reason, "id",
	    "Halaman pekerjaan ini tidak dapat dibaca; lepaskan untuk mencoba "
	    "lagi");
	jout_text(&reason, "en",
	    "This job's page cannot be had; release it to try again");
	jout_close(&reason, '}');
	jout_end(&reason);
	ch.reason = ch.evidence = buf_str(&reason);
	log_warnx("job %lld: on hold: %s", (long long)j->id, why->en);
	rc = loop_step(c, j, JOB_EV_HOLD, &ch, NULL);
	buf_release(&reason);
	return rc;
}

struct dispatch_redraw {
	struct core *core;
	int64_t job;
};

static void
dispatch_redrawn(void *arg, const struct rendered *r)
{
	struct dispatch_redraw *k = arg;
	struct core *c = k->core;
	struct store_job j = { 0 };
	struct fault f = { 0 }, got = { 0 };
	struct buf b = { 0 };
	uint8_t hash[STORE_HASH] = { 0 };

	if (r->why)
		f = *r->why;
	else if (buf_read_fd(&b, r->fd, DISPATCH_PDF_MAX) < 0)
		fault_set(&f, FAULT_IO, "", "Halaman tidak terbaca",
		    "The page cannot be read");
	else
		(void)blob_put(c->blobs, b.p, b.n, 0, hash, &f);
	if (f.code == FAULT_UNAVAILABLE || f.code == FAULT_FULL) {
		(void)dispatch_later(c); /* the renderer ended, or no room */
	} else if (store_job_get(c->store, k->job, &j, &got) < 0) {
		loop_failed(c, &got);
		(void)dispatch_later(c);
	} else if (j.state == JOB_QUEUED) {
		if (f.code == FAULT_NONE &&
		    (!j.has_pdf || !crypt_equal(j.pdf, hash, sizeof hash)))
			fault_set(&f, FAULT_RENDER, "",
			    "Halaman yang digambar ulang berbeda",
			    "The page drawn again differs");
		if (f.code == FAULT_NONE)
			dispatch_add(c, &j);
		else
			(void)dispatch_hold(c, &j, &f);
	}
	store_job_release(&j);
	buf_release(&b);
	free(k);
}

void
dispatch_redraw(struct core *c, struct tmpl *t, const struct store_job *j)
{
	struct dispatch_redraw *k = mem_alloc(sizeof *k);
	struct render_page p = { .t = t,
		.fields = j->fields,
		.number = j->number,
		.id = j->document,
		.copy = j->copy,
		.at = j->created,
		.seals = j->seals,
		.photo = j->has_photo ? j->photo : NULL,
		.photo_fd = -1 };

	k->core = c;
	k->job = j->id;
	log_info("job %lld: its page is drawn again", (long long)j->id);
	render_page(c, &p, dispatch_redrawn, k);
}

static const struct dispatch_why {
	const char *code, *id, *en;
} dispatch_whys[] = {
	{ "blank-busy", "Menunggu lembar bernomor sebelumnya selesai",
	    "Waits until the numbered sheet before it is done" },
	{ "blank-absent", "Baki printer tidak berisi blangko jenis ini",
	    "The printer's tray has no blank of this kind" },
	{ "blank-unconfirmed",
	    "Nomor seri berikut di baki printer belum dipastikan",
	    "The next serial in the printer's tray is not confirmed" },
};

const char *
dispatch_no_blank(const struct printer *p, const char *kind)
{
	struct stock_tray t;
	struct fault f;

	if (p->sheets > 0)
		return dispatch_whys[0].code;
	if (stock_tray(p->core->store, p->about.name, &t, &f) < 0 ||
	    strcmp(t.kind, kind) != 0)
		return dispatch_whys[1].code;
	return t.confirmed ? NULL : dispatch_whys[2].code;
}

static void
dispatch_put_why(struct buf *b, const char *code, const char *id,
    const char *en, const struct printer *p)
{
	jout_open(b, NULL, '{');
	jout_text(b, "code", code);
	jout_text(b, "id", id);
	jout_text(b, "en", en);
	if (p)
		jout_text(b, "printer", p->about.name);
	jout_close(b, '}');
	jout_end(b);
}

void
dispatch_reason(struct core *c, const struct store_job *j, struct buf *ret_b)
{
	struct fault f = { 0 };
	struct tmpl *t =
	    catalog_get(c, j->template_name, j->template_version, &f);
	const char *kind = t ? template_blank(t->t) : NULL, *why = NULL;
	const struct printer *down = NULL, *bare = NULL, *late = NULL;
	int secure = t && (kind || template_seal_kind(t->t) != SEAL_NONE);

	for (const struct printer *p = c->printers; p && t; p = p->next) {
		if (!printer_fits(p, j->target, template_media(t->t)))
			continue;
		if (printer_why(p, 1)) {
			down = down ? down : p;
			continue;
		}
		if (upkeep_blocks(p, secure)) {
			late = late ? late : p;
			continue;
		}
		if (!kind || !dispatch_no_blank(p, kind))
			return;
		if (!bare)
			why = dispatch_no_blank(p, kind);
		bare = bare ? bare : p;
	}
	for (size_t i = 0; bare && i < 3; i++)
		if (strcmp(dispatch_whys[i].code, why) == 0)
			dispatch_put_why(ret_b, why, dispatch_whys[i].id,
			    dispatch_whys[i].en, bare);
	if (bare)
		return;
	if (late)
		dispatch_put_why(ret_b, "service-overdue",
		    "Servis printer lewat masa tenggang; lembar bersegel dan "
		    "bernomor menunggu",
		    "The printer's service is past its grace; sealed and "
		    "numbered sheets wait",
		    late);
	else if (down)
		dispatch_put_why(ret_b, "printer-down", printer_why(down, 0),
		    printer_why(down, 1), down);
	else
		dispatch_put_why(ret_b, "no-printer",
		    "Tidak ada printer yang berisi media dokumen ini",
		    "No printer holds the media of this document", NULL);
}

static int
dispatch_before(const struct store_event *e, void *arg)
{
	json_t *v = json_loads(e->evidence, 0, NULL);
	const json_t *n = json_object_get(v, "impressions");

	if (e->event == JOB_EV_NOTE && json_is_integer(n))
		*(int64_t *)arg = json_integer_value(n);
	json_decref(v);
	return 0;
}

void
dispatch_device(struct core *c, const struct store_job *j, struct buf *ret_b)
{
	const struct printer *p = printer_find(c, j->printer);
	int64_t before = -1;
	struct fault f;

	(void)store_event_list(
	    c->store, j->id, 0, 64, dispatch_before, &before, &f);
	jout_open(ret_b, NULL, '{');
	if (before >= 0)
		jout_int(ret_b, "impressions_before", before);
	else
		jout_null(ret_b, "impressions_before");
	if (p && p->impressions >= 0)
		jout_int(ret_b, "impressions_now", p->impressions);
	else
		jout_null(ret_b, "impressions_now");
	jout_close(ret_b, '}');
	jout_end(ret_b);
}
