/*
 * What a job needs on its way to a page: its layout, the bytes to sign, the
 * QR texts, and the comparison of what was drawn with what was sealed.  It
 * talks to nobody.
 */

#include <stdlib.h>
#include <string.h>

#include "civil.h"
#include "crypt.h"
#include "fault.h"
#include "mem.h"
#include "page.h"
#include "seal.h"
#include "template.h"

#include "catalog.h"
#include "core.h"
#include "jout.h"
#include "readback.h"
#include "render.h"
#include "sealer.h"
#include "work.h"

struct work *
work_new(struct core *c, const struct store_job *j, struct fault *f)
{
	struct tmpl *t =
	    catalog_get(c, j->template_name, j->template_version, f);
	struct work *w;

	if (!t)
		return NULL;
	w = mem_alloc(sizeof *w);
	w->core = c;
	w->t = t;
	w->job = *j;
	w->job.fields = mem_strdup(j->fields);
	w->job.seals = mem_strdup(j->seals);
	w->job.reason = mem_strdup(j->reason);
	w->step = j->state == JOB_SEALED ? WORK_SEALED : WORK_NEW;
	return w;
}

void
work_free(struct work *w)
{
	for (int i = 0; w->qr && i < w->sealed_pages; i++)
		free(w->qr[i]);
	free(w->qr);
	buf_release(&w->tbs);
	json_decref(w->fields);
	store_job_release(&w->job);
	free(w);
}

/* The first of several faults is the reason that is kept. */
static int
work_first(struct faults *fs, struct fault *f)
{
	*f = fs->f[0];
	free(fs);
	return -1;
}

static int
work_layout(struct work *w, struct fault *f)
{
	const struct conf *conf = &w->core->conf;
	struct faults *fs = mem_alloc(sizeof *fs);
	struct page_set set = { 0 };
	struct template_data d = { .fields = w->fields,
		.number = w->job.number,
		.id = w->job.document,
		.copy = w->job.copy,
		.at = w->job.created,
		.zone = conf->zone,
		.state = conf->state,
		.host = conf->host,
		.authority = conf->title,
		.has_photo = w->job.has_photo };

	if (layout_document(w->t->t, &d, &set, fs) < 0)
		return work_first(fs, f);
	w->pages = (int)set.n;
	page_set_release(&set);
	if (layout_mrz(w->t->t, &d, w->mrz, fs) < 0)
		return work_first(fs, f);
	free(fs);
	return 0;
}

/* The bytes to sign of the page signed_n. */
static int
work_tbs(struct work *w, struct fault *f)
{
	enum template_seal kind = template_seal_kind(w->t->t);
	int by_page = template_pages_sealed(w->t->t);
	struct civil now;
	uint8_t digest[CRYPT_SHA256];
	struct seal_content s = { .country = sealer_country(w->core),
		.certref = crypt_cert_ref(sealer_cert(w->core)),
		.id = w->job.document,
		.copy = w->job.copy };

	civil_from(loop_now(), w->core->zone, &now);
	s.year = now.year;
	s.month = now.month;
	s.day = now.day;
	if (by_page) {
		s.page = w->signed_n + 1;
		s.pages = w->pages;
	}
	if (kind == SEAL_TD3 || kind == SEAL_TD1) {
		s.mrz = w->mrz;
	} else {
		if (seal_digest(w->t->at, w->job.number, w->job.fields,
			w->job.has_photo ? w->job.photo : NULL, digest, f) < 0)
			return -1;
		s.digest = digest;
	}
	buf_clear(&w->tbs);
	return seal_tbs(&s, &w->tbs, f);
}

/* The address of the document alone, as seal_url writes it. */
static void
work_address(struct work *w)
{
	struct buf b = { 0 };

	buf_puts(&b, "https://");
	for (const char *s = w->core->conf.host; *s; s++)
		buf_putc(&b, *s >= 'a' && *s <= 'z' ? *s - 'a' + 'A' : *s);
	buf_printf(&b, "/%s", w->job.document);
	w->qr = mem_alloc(sizeof *w->qr);
	w->qr[0] = mem_strdup(buf_str(&b));
	w->signed_n = w->sealed_pages = 1;
	buf_release(&b);
}

int
work_open(struct work *w, struct fault *f)
{
	const struct template *t = w->t->t;

	w->fields = json_loads(w->job.fields ? w->job.fields : "", 0, NULL);
	if (!w->fields)
		return fault_set(f, FAULT_IO, "",
		    "Isian tersimpan tidak terbaca",
		    "The stored fields cannot be read");
	if (work_layout(w, f) < 0)
		return -1;
	if (w->step != WORK_NEW || template_seal_kind(t) == SEAL_NONE)
		return 0;
	if (template_carriage(t) == CARRIAGE_URL) {
		work_address(w);
		return 0;
	}
	w->sealed_pages = template_pages_sealed(t) ? w->pages : 1;
	w->qr = mem_alloc((size_t)w->sealed_pages * sizeof *w->qr);
	return work_tbs(w, f);
}

int
work_page_signed(struct work *w, const uint8_t *sig, struct fault *f)
{
	struct buf text = { 0 }, url = { 0 };
	int rc = seal_text(&w->tbs, sig, &text, f);

	if (rc == 0 && template_carriage(w->t->t) == CARRIAGE_BARE)
		w->qr[w->signed_n++] = mem_strdup(buf_str(&text));
	else if (rc == 0) {
		seal_url(
		    w->core->conf.host, w->job.document, buf_str(&text), &url);
		w->qr[w->signed_n++] = mem_strdup(buf_str(&url));
	}
	buf_release(&text);
	buf_release(&url);
	if (rc == 0 && w->signed_n < w->sealed_pages)
		rc = work_tbs(w, f);
	return rc;
}

void
work_seals(const struct work *w, struct buf *ret_b)
{
	jout_open(ret_b, NULL, '[');
	for (int i = 0; i < w->pages && w->sealed_pages > 0; i++)
		jout_text(ret_b, NULL, w->qr[i < w->sealed_pages ? i : 0]);
	jout_close(ret_b, ']');
	jout_end(ret_b);
}

int
work_readback(struct work *w, const struct rendered *r, struct fault *f)
{
	const struct template *t = w->t->t;
	json_t *seals = json_loads(w->job.seals ? w->job.seals : "[]", 0, NULL);
	size_t certs = sealer_certs(w->core);
	struct readback b = { .document = w->job.document,
		.seals = seals,
		.pages = w->pages,
		.every = template_pages_sealed(t),
		.mrz = w->mrz,
		.with_seal = template_seal_kind(t) != SEAL_NONE &&
		    template_carriage(t) != CARRIAGE_URL,
		.cert = sealer_every_cert(w->core),
		.certs = certs };
	int rc = -1;

	if (b.with_seal && certs == 0)
		fault_set(f, FAULT_UNAVAILABLE, "",
		    "Sertifikat segel belum diketahui",
		    "The seal's certificate is not known yet");
	else
		rc = readback_check(&b, r->pages, r->qr, r->mrz, f);
	json_decref(seals);
	return rc;
}

unsigned
work_try(struct wanted list[WORK_TRIES], int64_t job)
{
	size_t free_at = 0;

	for (size_t i = 0; i < WORK_TRIES; i++) {
		if (list[i].job == job)
			return ++list[i].n;
		if (list[i].job < list[free_at].job)
			free_at = i;
	}
	list[free_at] = (struct wanted){ .job = job, .n = 1 };
	return 1;
}
