/*
 * Makes the job: a fresh document id, the number, the row, all in the open
 * transaction.  A document that is passed as it is goes straight to the
 * queue: there is nothing to seal or draw.
 */

#include <errno.h>
#include <string.h>

#include "blob.h"
#include "buf.h"
#include "crypt.h"
#include "fault.h"
#include "seal.h"
#include "store.h"
#include "template.h"

#include "catalog.h"
#include "core.h"
#include "create.h"
#include "dispatch.h"
#include "intake.h"
#include "pipeline.h"

#define CREATE_PDF_MAX (64u << 20)

/* received -> sealed -> queued at once. */
static int
create_pass(struct core *c, const struct create *cr, struct store_job *j)
{
	struct store_change seal = { .actor = "core", .seals = "[]" };
	struct store_change render = {
		.actor = "core", .pdf = cr->pdf, .pages = 1
	};
	struct store_job sealed = { 0 }, queued = { 0 };
	int rc = -1;

	if (loop_step(c, j, JOB_EV_SEAL, &seal, &sealed) < 0 ||
	    loop_step(c, &sealed, JOB_EV_RENDER, &render, &queued) < 0)
		goto out;
	store_job_release(j);
	*j = queued;
	rc = pipeline_arrived(c, j);
out:
	store_job_release(&sealed);
	return rc;
}

int
create_job(struct core *c, const struct create *cr, struct store_job *ret_j,
    struct fault *f)
{
	struct store_new n;
	struct store_job j = { 0 };
	uint8_t random[10];
	char document[STORE_ID];

	if (loop_begin(c, f) < 0)
		return -1;
	crypt_random(random, sizeof random);
	seal_ident(random, document);
	intake_new(cr->in, &n);
	n.document = document;
	n.counter = cr->counter;
	n.person = cr->person;
	if (template_approval(cr->in->t->t))
		n.hold |= JOB_HOLD_APPROVAL;
	n.key = cr->key;
	n.body_hash = cr->body_hash;
	n.photo = cr->photo;
	n.batch = cr->batch;
	n.batch_line = cr->line;
	n.now = loop_now();
	if (store_job_create(c->store, &n, &j, f) < 0) {
		loop_failed(c, f);
		return -1;
	}
	if (cr->pdf && create_pass(c, cr, &j) < 0) {
		store_job_release(&j);
		return fault_set(f, FAULT_UNAVAILABLE, "",
		    "Pekerjaan tidak dapat disimpan",
		    "The job could not be stored");
	}
	pipeline_more(c);
	*ret_j = j;
	return 0;
}

int
create_keep_pdf(struct core *c, int fd, uint8_t ret_hash[32], struct fault *f)
{
	struct buf b = { 0 };
	int rc = -1;

	if (buf_read_fd(&b, fd, CREATE_PDF_MAX) < 0)
		fault_set(f, errno == EFBIG ? FAULT_TOO_LARGE : FAULT_IO,
		    "/document", "Dokumen tidak dapat dibaca",
		    "The document cannot be read");
	else if (b.n < 5 || memcmp(b.p, "%PDF-", 5) != 0)
		fault_set(f, FAULT_FIELD, "/document", "Bukan dokumen PDF",
		    "Not a PDF document");
	else
		rc = blob_put(c->blobs, b.p, b.n, 1, ret_hash, f);
	buf_release(&b);
	return rc;
}
