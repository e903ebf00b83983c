/*
 * The lines of dispatch in memory: what waits, what is held for its printer,
 * what is on its way.  All of it is read from the store at the start and after
 * a failed commit, and never believed against it.
 */

#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "log.h"
#include "mem.h"
#include "template.h"

#include "catalog.h"
#include "core.h"
#include "dispatch.h"
#include "dispatch_int.h"

static void
dispatch_line(struct queue *q, struct tmpl *t, const struct store_job *j)
{
	const char *blank = template_blank(t->t);
	struct queue_want w = { .target = j->target,
		.media = template_media(t->t),
		.blank = blank ? blank : "",
		.secure = blank || template_seal_kind(t->t) != SEAL_NONE };

	queue_add(q, &w, j->id);
}

void
dispatch_held(struct core *c, const struct store_job *j)
{
	struct fault f = { 0 };
	struct tmpl *t =
	    catalog_get(c, j->template_name, j->template_version, &f);

	if (t)
		dispatch_line(&c->dispatch->held, t, j);
	else
		log_warnx("job %lld: %s", (long long)j->id, f.en);
}

void
dispatch_add(struct core *c, const struct store_job *j)
{
	struct fault f = { 0 };
	struct tmpl *t =
	    catalog_get(c, j->template_name, j->template_version, &f);

	if (!t) {
		log_warnx("job %lld: %s", (long long)j->id, f.en);
		return;
	}
	dispatch_line(&c->dispatch->queue, t, j);
	loop_work(c);
}

void
dispatch_drop(struct core *c, int64_t job)
{
	(void)queue_drop(&c->dispatch->queue, job);
	(void)queue_drop(&c->dispatch->held, job);
}

int64_t
dispatch_waiting(const struct core *c, const struct printer *p)
{
	const struct queue *q[] = { &c->dispatch->queue, &c->dispatch->held };
	int64_t n = 0;

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < q[k]->lines; i++)
			if (printer_fits(
				p, q[k]->line[i].target, q[k]->line[i].media))
				n += (int64_t)(q[k]->line[i].n -
				    q[k]->line[i].head);
	return n;
}

static int
dispatch_row(const struct store_job *j, void *arg)
{
	struct core *c = arg;

	if (j->state == JOB_QUEUED)
		dispatch_add(c, j);
	else if (j->state != JOB_HELD)
		(void)dispatch_sheet_new(c, j);
	else if (j->hold & JOB_HOLD_PRINTER)
		dispatch_held(c, j);
	return 0;
}

/* One state at a time: each has an index of its own. */
static int
dispatch_load(struct core *c, struct fault *f)
{
	static const enum job_state states[] = { JOB_QUEUED, JOB_HELD,
		JOB_SUBMITTED, JOB_PRINTING };
	struct store_filter q = { .oldest_first = 1, .limit = INT32_MAX };

	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		q.states = 1u << states[i];
		if (store_job_list(c->store, &q, dispatch_row, c, f) < 0)
			return -1;
	}
	return 0;
}

/* Restart: what was submitted is taken back, its token void; what was printing
 * waits for its gate. */
static void
dispatch_recover(struct core *c)
{
	struct sheet *s, *next;

	for (s = c->dispatch->sheet; s; s = next) {
		next = s->next;
		if (s->printing)
			dispatch_gate(s, NULL);
		else
			(void)dispatch_take_back(c, s, "restart");
	}
}

int
dispatch_init(struct core *c, struct fault *f)
{
	c->dispatch = mem_alloc(sizeof *c->dispatch);
	if (dispatch_load(c, f) < 0)
		return -1;
	dispatch_recover(c);
	loop_work(c);
	return 0;
}

void
dispatch_forget(struct core *c)
{
	struct dispatch *d = c->dispatch;
	struct sheet *old = d->sheet, *s;
	struct fault f = { 0 };

	queue_release(&d->queue);
	queue_release(&d->held);
	d->sheet = NULL;
	for (struct printer *p = c->printers; p; p = p->next)
		p->sheets = 0;
	if (dispatch_load(c, &f) < 0)
		log_warnx("dispatch: %s", f.en);
	while ((s = old)) {
		struct sheet *same = dispatch_sheet(c, s->job);

		old = s->next;
		if (same && same->printing)
			dispatch_gate(same, s->gate);
		sd_event_source_disable_unref(s->grace);
		free(s);
	}
	/* a report that was not kept ended its sheet here: the gate says it
	 * again, or is missed */
	for (s = d->sheet; s; s = s->next)
		if (s->printing && !s->gate)
			dispatch_gate(s, NULL);
}

void
dispatch_release(struct core *c)
{
	struct sheet *s;

	if (!c->dispatch)
		return;
	while ((s = c->dispatch->sheet)) {
		c->dispatch->sheet = s->next;
		sd_event_source_disable_unref(s->grace);
		free(s);
	}
	queue_release(&c->dispatch->queue);
	queue_release(&c->dispatch->held);
	free(c->dispatch);
	c->dispatch = NULL;
}
