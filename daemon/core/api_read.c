/*
 * What may be read of jobs: lists, one job, its events, its page.  A counter
 * sees its own jobs; the administrator sees all.  Fields are shown only with
 * one job, to those who may see it.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "blob.h"
#include "buf.h"
#include "civil.h"
#include "crypt.h"
#include "fault.h"
#include "mem.h"
#include "template.h"

#include "answer.h"
#include "api.h"
#include "ask.h"
#include "catalog.h"
#include "core.h"
#include "dispatch.h"
#include "jout.h"
#include "ready.h"
#include "render.h"

struct api_list {
	struct core *core;
	struct buf b;
	int left; /* rows that still fit */
	int more;
	int64_t last;
};

static void
api_put_job(
    struct core *c, struct buf *b, const struct store_job *j, int fields)
{
	struct buf why = { 0 }, device = { 0 };

	if (j->state == JOB_DOUBT)
		dispatch_device(c, j, &device);
	if (!j->reason || !*j->reason) {
		if (j->state == JOB_QUEUED)
			dispatch_reason(c, j, &why);
		else if (j->state == JOB_RECEIVED || j->state == JOB_SEALED)
			ready_reason(c, j->state, &why);
	}
	answer_job(b, NULL, j, why.n ? buf_str(&why) : NULL,
	    device.n ? buf_str(&device) : NULL, fields);
	buf_release(&device);
	buf_release(&why);
}

static int
api_list_row(const struct store_job *j, void *arg)
{
	struct api_list *l = arg;

	if (l->left-- <= 0) {
		l->more = 1;
		return 1;
	}
	l->last = j->id;
	api_put_job(l->core, &l->b, j, 0);
	return 0;
}

/* Closes {"items":[... with the cursor. */
static void
api_list_end(struct ask *a, struct api_list *l)
{
	char next[24];

	jout_close(&l->b, ']');
	snprintf(next, sizeof next, "%lld", (long long)l->last);
	jout_text(&l->b, "next", l->more ? next : NULL);
	jout_close(&l->b, '}');
	ask_reply(a, 200, NULL, &l->b);
}

/* A day of the query as the second it begins, or after days more. */
static int
api_day_edge(const struct ask *a, const char *name, int days, int64_t *ret_at,
    struct fault *f)
{
	const char *day = ask_query(a, name);
	struct civil c = { 0 };

	if (!day)
		return 0;
	if (civil_parse_date(day, &c) < 0)
		return fault_set(f, FAULT_HEADER, "",
		    "Parameter %s harus tanggal YYYY-MM-DD",
		    "Parameter %s must be a day YYYY-MM-DD", name);
	*ret_at = civil_to(&c, a->core->zone) + days * (int64_t)86400;
	return 0;
}

static int
api_filter(struct ask *a, struct store_filter *q, struct fault *f)
{
	const char *state = ask_query(a, "state");
	const char *batch = ask_query(a, "batch");
	long long n = 0;

	if (state) {
		int s = job_state_of(state);

		if (s < 0)
			return fault_set(f, FAULT_HEADER, "",
			    "Keadaan tidak dikenal", "Unknown state");
		q->states = 1u << s;
	}
	if (batch && mem_number(batch, 1, INT64_MAX, &n) < 0)
		return fault_set(f, FAULT_HEADER, "",
		    "Parameter batch tidak sah",
		    "Parameter batch is not valid");
	q->batch = n;
	q->find = ask_query(a, "q");
	if (api_day_edge(a, "from", 0, &q->since, f) < 0 ||
	    api_day_edge(a, "to", 1, &q->until, f) < 0)
		return -1;
	q->template_name = ask_query(a, "template");
	q->printer = ask_query(a, "printer");
	q->counter = a->sees_all ? ask_query(a, "counter") : a->counter;
	return 0;
}

int
api_job_list(struct ask *a)
{
	struct fault f = { 0 };
	struct store_filter q = { 0 };
	struct api_list l = { .core = a->core };

	if (ask_page(a, &q.limit, &q.before, &f) < 0 ||
	    api_filter(a, &q, &f) < 0) {
		ask_fault(a, &f);
		return 0;
	}
	l.left = q.limit++;
	jout_open(&l.b, NULL, '{');
	jout_open(&l.b, "items", '[');
	if (store_job_list(a->core->store, &q, api_list_row, &l, &f) < 0)
		ask_fault(a, &f);
	else
		api_list_end(a, &l);
	buf_release(&l.b);
	return 0;
}

int
api_job_get(struct ask *a)
{
	struct fault f = { 0 };
	struct store_job j = { 0 };
	struct buf b = { 0 };
	char *headers;

	if (ask_job(a, &j, &f) < 0) {
		ask_fault(a, &f);
		return 0;
	}
	api_put_job(a->core, &b, &j, 1);
	headers = mem_printf("{\"ETag\":\"\\\"%lld\\\"\"}", (long long)j.rev);
	ask_reply(a, 200, headers, &b);
	free(headers);
	buf_release(&b);
	store_job_release(&j);
	return 0;
}

static int
api_event_row(const struct store_event *e, void *arg)
{
	struct api_list *l = arg;

	if (l->left-- <= 0) {
		l->more = 1;
		return 1;
	}
	l->last = e->seq;
	answer_event(&l->b, NULL, e);
	return 0;
}

int
api_job_events(struct ask *a)
{
	struct fault f = { 0 };
	struct store_job j = { 0 };
	struct api_list l = { .core = a->core };
	int64_t after = 0;

	if (ask_page(a, &l.left, &after, &f) < 0 || ask_job(a, &j, &f) < 0) {
		ask_fault(a, &f);
		return 0;
	}
	jout_open(&l.b, NULL, '{');
	jout_open(&l.b, "items", '[');
	if (store_event_list(a->core->store, j.id, after, l.left + 1,
		api_event_row, &l, &f) < 0)
		ask_fault(a, &f);
	else
		api_list_end(a, &l);
	buf_release(&l.b);
	store_job_release(&j);
	return 0;
}

/* ---- the page of a job ---- */

static void
api_send_pdf(struct ask *a, int fd)
{
	ask_reply_fd(
	    a, "application/pdf", "{\"Content-Disposition\":\"inline\"}", fd);
}

/* The page was drawn again: the cache has lost it. */
static void
api_redrawn(void *arg, const struct rendered *r)
{
	struct ask *a = arg;
	struct fault f = { 0 };
	struct buf b = { 0 };
	uint8_t hash[STORE_HASH];
	int fd;

	if (r->why) {
		ask_fault(a, r->why);
	} else if (buf_read_fd(&b, r->fd, 64u << 20) < 0 ||
	    blob_put(a->core->blobs, b.p, b.n, 0, hash, &f) < 0 ||
	    blob_get(a->core->blobs, hash, &fd, &f) < 0) {
		if (f.code == FAULT_NONE)
			fault_set(&f, FAULT_IO, "", "Halaman tidak terbaca",
			    "The page cannot be read");
		ask_fault(a, &f);
	} else if (!crypt_equal(hash, a->photo, sizeof hash)) {
		close(fd);
		fault_set(&f, FAULT_RENDER, "",
		    "Halaman yang digambar ulang berbeda",
		    "The page drawn again differs");
		ask_fault(a, &f);
	} else {
		api_send_pdf(a, fd);
	}
	buf_release(&b);
	ask_finish(a);
}

static int
api_redraw(struct ask *a, const struct store_job *j)
{
	struct fault f = { 0 };
	struct render_page p = { .fields = j->fields,
		.number = j->number,
		.id = j->document,
		.copy = j->copy,
		.at = j->created,
		.seals = j->seals,
		.photo = j->has_photo ? j->photo : NULL,
		.photo_fd = -1 };

	p.t = catalog_get(a->core, j->template_name, j->template_version, &f);
	if (!p.t) {
		ask_fault(a, &f);
		return 0;
	}
	memcpy(a->photo, j->pdf, sizeof a->photo); /* what it must become */
	ask_keep(a);
	render_page(a->core, &p, api_redrawn, a);
	return 1;
}

int
api_job_pdf(struct ask *a)
{
	struct fault f = { 0 };
	struct store_job j = { 0 };
	int fd, kept = 0;

	if (ask_job(a, &j, &f) < 0) {
		ask_fault(a, &f);
		return 0;
	}
	if (j.has_pdf && api_looked_at(a, &j, &f) < 0) {
		ask_fault(a, &f);
	} else if (!j.has_pdf) {
		fault_set(&f, FAULT_STATE, "",
		    "Halaman pekerjaan ini belum dibuat",
		    "This job's page is not made yet");
		ask_fault(a, &f);
	} else if (blob_get(a->core->blobs, j.pdf, &fd, &f) == 0) {
		api_send_pdf(a, fd);
	} else if (f.code == FAULT_NOT_FOUND) {
		kept = api_redraw(a, &j);
	} else {
		ask_fault(a, &f);
	}
	store_job_release(&j);
	return kept;
}

/* ---- a look at it ---- */

static void
api_looked(void *arg, const struct rendered *r)
{
	struct ask *a = arg;
	struct fault f = { 0 };
	int fd;

	if (r->why) {
		ask_fault(a, r->why);
	} else if ((fd = dup(r->fd)) < 0) {
		fault_set(&f, FAULT_IO, "", "Halaman tidak terbaca",
		    "The page cannot be read");
		ask_fault(a, &f);
	} else {
		ask_reply_fd(a, "image/svg+xml",
		    "{\"Content-Disposition\":\"inline\"}", fd);
	}
	ask_finish(a);
}

/* The page of a job as SVG: drawn anew each time from what the job holds, in
 * any state, so that what waits can be looked at too.  Nothing is stored. */
static int
api_look(struct ask *a, const struct store_job *j, int page, struct fault *f)
{
	struct render_page p = { .fields = j->fields,
		.number = j->number,
		.id = j->document,
		.copy = j->copy,
		.at = j->created,
		.seals = j->seals,
		.photo = j->has_photo ? j->photo : NULL,
		.photo_fd = -1,
		.svg = page };

	p.t = catalog_get(a->core, j->template_name, j->template_version, f);
	if (!p.t)
		return -1;
	if (template_passthrough(p.t->t))
		return fault_set(f, FAULT_STATE, "",
		    "Dokumen ini tidak digambar layanan; lihat PDF-nya",
		    "This document is not drawn by the service; see its PDF");
	ask_keep(a);
	render_page(a->core, &p, api_looked, a);
	return 0;
}

int
api_job_preview(struct ask *a)
{
	struct fault f = { 0 };
	struct store_job j = { 0 };
	long long page = 1;
	int rc;

	if (ask_job(a, &j, &f) < 0) {
		ask_fault(a, &f);
		return 0;
	}
	rc = ask_number(a, "page", 99, &page, &f);
	if (rc == 0)
		rc = api_looked_at(a, &j, &f);
	if (rc == 0)
		rc = api_look(a, &j, page < 1 ? 1 : (int)page, &f);
	if (rc < 0)
		ask_fault(a, &f);
	store_job_release(&j);
	return rc == 0;
}
