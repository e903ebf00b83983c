/*
 * Received jobs to queued ones: lay out, sign each page, step to sealed; draw,
 * read back, step to queued.  A bounded number is under way; each step is on
 * disk before the next begins, and whatever dies in between is begun again
 * from the store.  Waiting requests come first: this runs when no socket has
 * anything to read.  A job that cannot be made is rejected alone.
 */

#include <stdlib.h>
#include <string.h>

#include "blob.h"
#include "buf.h"
#include "crash.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "template.h"

#include "answer.h"
#include "catalog.h"
#include "core.h"
#include "dispatch.h"
#include "jout.h"
#include "pipeline.h"
#include "readback.h"
#include "render.h"
#include "sealer.h"
#include "work.h"

/* Jobs under way at once; of them drawn: the configured workers and one that
 * waits, so that no worker idles while core is asleep. */
#define PIPELINE_WORKS 24
/* A job whose drawing ends with the renderer itself is tried this often. */
#define PIPELINE_TRIES 3
#define PIPELINE_PDF_MAX (64u << 20)

struct pipeline {
	struct work *first;
	unsigned n;
	int64_t received, sealed; /* newest id taken, per state */
	int more_received;	  /* the store may hold further ones */
	int more_sealed;	  /* likewise; only after a wake */
	struct wanted tries[WORK_TRIES];
};

int
pipeline_init(struct core *c, struct fault *f)
{
	(void)f;
	c->pipeline = mem_alloc(sizeof *c->pipeline);
	c->pipeline->more_received = c->pipeline->more_sealed = 1;
	return 0;
}

void
pipeline_more(struct core *c)
{
	c->pipeline->more_received = 1;
}

void
pipeline_forget(struct core *c)
{
	struct pipeline *p = c->pipeline;

	/* those with a question under way end when it is answered */
	for (struct work *w = p->first; w; w = w->next)
		w->forgotten = 1;
	pipeline_wake(c);
}

void
pipeline_wake(struct core *c)
{
	if (!c->pipeline)
		return;
	c->pipeline->received = c->pipeline->sealed = 0;
	c->pipeline->more_received = c->pipeline->more_sealed = 1;
	loop_work(c);
}

void
pipeline_release(struct core *c)
{
	struct work *w, *next;

	if (!c->pipeline)
		return;
	for (w = c->pipeline->first; w; w = next) {
		next = w->next;
		work_free(w);
	}
	free(c->pipeline);
	c->pipeline = NULL;
}

int
pipeline_arrived(struct core *c, struct store_job *j)
{
	if (j->state == JOB_QUEUED) {
		dispatch_add(c, j);
		loop_work(c);
	}
	return 0;
}

/* Only marks: whoever walks the list must be able to go on. */
static void
pipeline_end(struct core *c, struct work *w)
{
	w->over = 1;
	loop_work(c);
}

static void
pipeline_sweep(struct core *c)
{
	struct pipeline *p = c->pipeline;
	struct work **l = &p->first, *w;

	while ((w = *l)) {
		if (!w->over) {
			l = &w->next;
			continue;
		}
		*l = w->next;
		p->n--;
		work_free(w);
	}
}

/* Its step was not taken: the store is unwell, or somebody noted or cancelled
 * the job meanwhile.  If it still stands here it is taken anew. */
static void
pipeline_missed(struct core *c, struct work *w)
{
	pipeline_end(c, w);
	loop_again(c);
}

static void
pipeline_reject(struct core *c, struct work *w, const struct fault *why)
{
	struct buf reason = { 0 };
	struct store_change ch = { .actor = "core" };

	answer_reason(&reason, why);
	ch.reason = ch.evidence = buf_str(&reason);
	log_info("job %lld: rejected: %s", (long long)w->job.id,
	    fault_slug(why->code));
	if (loop_step(c, &w->job, JOB_EV_REJECT, &ch, NULL) < 0)
		pipeline_missed(c, w);
	else
		pipeline_end(c, w);
	buf_release(&reason);
}

/* ---- drawn ---- */

static int
pipeline_keep(struct core *c, struct work *w, int fd, struct fault *f)
{
	struct buf b = { 0 };
	int rc;

	if (buf_read_fd(&b, fd, PIPELINE_PDF_MAX) < 0)
		rc = fault_set(f, FAULT_IO, "", "Halaman tidak terbaca",
		    "The page cannot be read");
	else
		rc = blob_put(c->blobs, b.p, b.n, 0, w->pdf, f);
	buf_release(&b);
	return rc;
}

static void
pipeline_queued(struct core *c, struct work *w)
{
	struct store_job after = { 0 };
	struct store_change ch = {
		.actor = "core", .pdf = w->pdf, .pages = w->pages
	};

	if (loop_step(c, &w->job, JOB_EV_RENDER, &ch, &after) < 0) {
		pipeline_missed(c, w);
		return;
	}
	(void)pipeline_arrived(c, &after);
	store_job_release(&after);
	crash_point("core-after-render");
	pipeline_end(c, w);
}

/* 1 when the fault is not of the job but of the moment. */
static int
pipeline_passes(const struct fault *f)
{
	return f->code == FAULT_UNAVAILABLE || f->code == FAULT_IO ||
	    f->code == FAULT_FULL;
}

/* The renderer ended with this page in hand, or the photo could not be read:
 * once is an accident. */
static void
pipeline_stopped(struct core *c, struct work *w, const struct fault *why)
{
	struct fault f;

	if (work_try(c->pipeline->tries, w->job.id) < PIPELINE_TRIES) {
		pipeline_end(c, w);
		loop_again(c); /* or when the renderer is back */
		return;
	}
	f = *why;
	f.code = FAULT_RENDER;
	pipeline_reject(c, w, &f);
}

static void
pipeline_drawn(void *arg, const struct rendered *r)
{
	struct work *w = arg;
	struct core *c = w->core;
	struct fault f = { 0 };

	w->waits = 0;
	if (w->forgotten) {
		pipeline_end(c, w);
	} else if (r->why && pipeline_passes(r->why)) {
		pipeline_stopped(c, w, r->why);
	} else if (r->why) {
		pipeline_reject(c, w, r->why);
	} else if (work_readback(w, r, &f) < 0) {
		pipeline_reject(c, w, &f);
	} else if (pipeline_keep(c, w, r->fd, &f) < 0) {
		loop_failed(c, &f);
		pipeline_end(c, w);
		pipeline_wake(c);
	} else {
		pipeline_queued(c, w);
	}
}

static void
pipeline_draw(struct core *c, struct work *w)
{
	struct render_page p = { .t = w->t,
		.fields = w->job.fields,
		.number = w->job.number,
		.id = w->job.document,
		.copy = w->job.copy,
		.at = w->job.created,
		.seals = w->job.seals,
		.photo = w->job.has_photo ? w->job.photo : NULL,
		.photo_fd = -1 };

	crash_point("core-before-render");
	w->step = WORK_DRAWING;
	w->waits = 1;
	render_page(c, &p, pipeline_drawn, w);
}

/* ---- sealed ---- */

static void
pipeline_sealed(struct core *c, struct work *w)
{
	struct store_job after = { 0 };
	struct buf seals = { 0 };
	struct store_change ch = { .actor = "core" };

	work_seals(w, &seals);
	ch.seals = buf_str(&seals);
	if (loop_step(c, &w->job, JOB_EV_SEAL, &ch, &after) < 0) {
		pipeline_missed(c, w);
	} else {
		store_job_release(&w->job);
		w->job = after;
		w->step = WORK_SEALED;
		loop_work(c);
	}
	buf_release(&seals);
	crash_point("core-after-seal");
}

static void
pipeline_signed(void *arg, const uint8_t *sig, const struct fault *why)
{
	struct work *w = arg;
	struct core *c = w->core;
	struct fault f = { 0 };

	w->waits = 0;
	(void)why;
	if (w->forgotten || !sig) {
		pipeline_end(c, w);
		if (!w->forgotten)
			loop_again(c);
	} else if (work_page_signed(w, sig, &f) < 0) {
		pipeline_reject(c, w, &f);
	} else if (w->signed_n < w->sealed_pages) {
		w->waits = 1;
		sealer_sign(c, &w->tbs, pipeline_signed, w);
	} else {
		pipeline_sealed(c, w);
	}
}

static void
pipeline_seal(struct core *c, struct work *w)
{
	if (w->signed_n == w->sealed_pages) {
		pipeline_sealed(c, w);
		return;
	}
	crash_point("core-before-sign");
	w->step = WORK_SIGNING;
	w->waits = 1;
	sealer_sign(c, &w->tbs, pipeline_signed, w);
}

/* ---- what is taken next ---- */

static int
pipeline_take(const struct store_job *j, void *arg)
{
	struct core *c = arg;
	struct pipeline *p = c->pipeline;
	struct work *w;
	struct fault f = { 0 };

	if (j->state == JOB_RECEIVED)
		p->received = j->id;
	else
		p->sealed = j->id;
	for (w = p->first; w; w = w->next)
		if (w->job.id == j->id && !w->forgotten && !w->over)
			return 0;
	w = work_new(c, j, &f);
	if (!w) {
		log_warnx("job %lld: %s", (long long)j->id, f.en);
		return 0;
	}
	struct work **end = &p->first;
	while (*end)
		end = &(*end)->next;
	*end = w;
	p->n++;
	return 0;
}

/* Takes up to room jobs of one state; clears *more when there are none. */
static void
pipeline_fetch(struct core *c, enum job_state state, unsigned room, int *more)
{
	struct pipeline *p = c->pipeline;
	struct fault f = { 0 };
	struct store_filter q = { .states = 1u << state,
		.after = state == JOB_SEALED ? p->sealed : p->received,
		.oldest_first = 1,
		.limit = (int)room };
	int64_t from = q.after;

	if (store_job_list(c->store, &q, pipeline_take, c, &f) < 0)
		log_warnx("pipeline: %s", f.en);
	if ((state == JOB_SEALED ? p->sealed : p->received) == from)
		*more = 0;
}

/* How much may be under way: little while counters are busy. */
static unsigned
pipeline_room(const struct core *c)
{
	return loop_calm(c) ? PIPELINE_WORKS : (unsigned)c->conf.workers;
}

/* New works are laid out and sealed. */
static void
pipeline_begin(struct core *c)
{
	struct fault f = { 0 };

	for (struct work *w = c->pipeline->first; w; w = w->next) {
		if (w->waits || w->over)
			continue;
		if (w->forgotten || (w->step == WORK_NEW && !sealer_up(c)))
			pipeline_end(c, w);
		else if (w->pages == 0 && work_open(w, &f) < 0)
			pipeline_reject(c, w, &f);
		else if (w->step == WORK_NEW)
			pipeline_seal(c, w);
	}
}

void
pipeline_run(struct core *c)
{
	struct pipeline *p = c->pipeline;
	unsigned room = pipeline_room(c);
	unsigned drawers = (unsigned)c->conf.workers + 1;

	pipeline_sweep(c);
	if (!render_up(c))
		return;
	/* what is not committed must not be taken */
	loop_commit(c);
	/* sealed ones are left over from an earlier life or from a renderer
	 * that died: they are oldest and go first */
	if (p->n < room && p->more_sealed)
		pipeline_fetch(c, JOB_SEALED, room - p->n, &p->more_sealed);
	if (p->n < room / 2 + 1 && p->more_received && sealer_up(c))
		pipeline_fetch(c, JOB_RECEIVED, room - p->n, &p->more_received);
	pipeline_begin(c);
	/* what follows may leave only when the step before it is on disk */
	loop_commit(c);
	for (struct work *w = p->first; w; w = w->next)
		if (w->step == WORK_SEALED && !w->waits && !w->forgotten &&
		    !w->over && w->pages && render_busy(c) < drawers)
			pipeline_draw(c, w);
}
