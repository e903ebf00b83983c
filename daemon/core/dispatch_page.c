/*
 * The lesser parts of dispatch: noting CUPS's job number, drawing a page again
 * that the cache has lost, saying why a job waits.
 */

#include <stdlib.h>

#include "blob.h"
#include "buf.h"
#include "crypt.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "template.h"

#include "catalog.h"
#include "core.h"
#include "dispatch.h"
#include "dispatch_int.h"
#include "jout.h"
#include "render.h"

#define DISPATCH_PDF_MAX (64u << 20)

void
dispatch_note(struct core *c, const struct sheet *s)
{
	struct fault f = { 0 };
	char *evidence =
	    mem_printf("{\"cups_job\":%lld}", (long long)s->cups_job);
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

void
dispatch_reason(struct core *c, const struct store_job *j, struct buf *ret_b)
{
	struct fault f = { 0 };
	struct tmpl *t =
	    catalog_get(c, j->template_name, j->template_version, &f);
	const struct printer *down = NULL;

	for (const struct printer *p = c->printers; p && t; p = p->next) {
		if (!printer_fits(p, j->target, template_media(t->t)))
			continue;
		if (!printer_why(p, 1))
			return;
		down = down ? down : p;
	}
	jout_open(ret_b, NULL, '{');
	jout_text(ret_b, "code", down ? "printer-down" : "no-printer");
	jout_text(ret_b, "id",
	    down ? printer_why(down, 0)
		 : "Tidak ada printer yang berisi media dokumen ini");
	jout_text(ret_b, "en",
	    down ? printer_why(down, 1)
		 : "No printer holds the media of this document");
	if (down)
		jout_text(ret_b, "printer", down->about.name);
	jout_close(ret_b, '}');
	jout_end(ret_b);
}
