/*
 * Secure jobs whose every printer stands still are held, with the reason, so
 * that nobody waits for a sheet that cannot come; they go on by themselves
 * when one of the printers is well.  A fault that passes in a moment holds
 * nothing, and a printer whose queue at the server is away is no fault of the
 * device: those jobs wait as ever.  Nothing that has a permit is touched.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "fault.h"
#include "log.h"
#include "mem.h"

#include "core.h"
#include "device.h"
#include "dispatch.h"
#include "dispatch_int.h"
#include "jout.h"
#include "upkeep.h"

/* Jobs moved in one go: counters wait for its commit. */
#define HOLD_ROUND 64

/* The printer that stands for all that could take the line, when each of them
 * stands still (long: for long enough); NULL when one is well or there is
 * none. */
static const struct printer *
hold_printer(struct core *c, const struct queue_line *l, int longer)
{
	const struct printer *first = NULL;

	for (const struct printer *p = c->printers; p; p = p->next) {
		if (!printer_fits(p, l->target, l->media))
			continue;
		if (!upkeep_blocks(p, l->secure) &&
		    !(longer ? device_stands(p) : device_fault(p)))
			return NULL;
		first = first ? first : p;
	}
	return first;
}

static void
hold_reason(const struct printer *p, struct buf *ret_b)
{
	const struct health_reason *r =
	    device_fault(p) ? device_fault(p) : &p->service.late;
	char name[64];

	device_name(p, name);
	jout_open(ret_b, NULL, '{');
	jout_text(ret_b, "code", "printer-down");
	jout_text(ret_b, "hold", "printer");
	jout_text(ret_b, "printer", p->about.name);
	jout_text(ret_b, "keyword", r->keyword);
	for (int en = 0; en < 2; en++) {
		char *s = mem_printf("%s: %s. %s", name, en ? r->en : r->id,
		    en ? r->do_en : r->do_id);

		jout_text(ret_b, en ? "en" : "id", s);
		free(s);
	}
	jout_close(ret_b, '}');
	jout_end(ret_b);
}

/* -1 when the store would not take it. */
static int
hold_one(struct core *c, const struct printer *p, int64_t id)
{
	struct store_job j = { 0 }, after = { 0 };
	struct buf reason = { 0 };
	struct fault f = { 0 };
	int rc = 0;

	if (store_job_get(c->store, id, &j, &f) < 0) {
		loop_failed(c, &f);
		rc = f.code == FAULT_NOT_FOUND ? 0 : -1;
	} else if (j.state == JOB_QUEUED) {
		struct store_change ch = { .actor = "core",
			.hold = JOB_HOLD_PRINTER };

		hold_reason(p, &reason);
		ch.reason = ch.evidence = buf_str(&reason);
		rc = loop_step(c, &j, JOB_EV_HOLD, &ch, &after);
		if (rc == 0)
			dispatch_held(c, &after);
	}
	if (rc == 0)
		(void)queue_drop(&c->dispatch->queue, id);
	buf_release(&reason);
	store_job_release(&after);
	store_job_release(&j);
	return rc;
}

static int
release_one(struct core *c, int64_t id)
{
	struct store_job j = { 0 }, after = { 0 };
	struct store_change ch = { .actor = "core", .reason = "" };
	struct fault f = { 0 };
	int rc = 0;

	if (store_job_get(c->store, id, &j, &f) < 0) {
		loop_failed(c, &f);
		rc = f.code == FAULT_NOT_FOUND ? 0 : -1;
	} else if (j.state == JOB_HELD && j.hold & JOB_HOLD_PRINTER) {
		rc = loop_step(c, &j, JOB_EV_RELEASE, &ch, &after);
		if (rc == 0)
			dispatch_add(c, &after);
	}
	if (rc == 0)
		(void)queue_drop(&c->dispatch->held, id);
	store_job_release(&after);
	store_job_release(&j);
	return rc;
}

static int
hold_is(const struct queue_line *l, void *arg)
{
	return l == arg;
}

/* Moves the oldest of each line that has to; -1 when the store would not. */
static int
hold_move(struct core *c, struct queue *q, int holding)
{
	int left = HOLD_ROUND;
	int64_t id;

	for (size_t i = 0; i < q->lines; i++) {
		const struct printer *p;

		if (q->line[i].head == q->line[i].n ||
		    (holding && !q->line[i].secure))
			continue;
		p = hold_printer(c, &q->line[i], holding);
		while ((p != NULL) == holding &&
		    (id = queue_oldest(q, hold_is, &q->line[i])) > 0) {
			if (left-- == 0) {
				loop_work(c);
				return 0;
			}
			if ((holding ? hold_one(c, p, id)
				     : release_one(c, id)) < 0)
				return -1;
		}
	}
	return 0;
}

void
dispatch_hold_look(struct core *c)
{
	struct dispatch *d = c->dispatch;

	if (hold_move(c, &d->held, 0) < 0 || hold_move(c, &d->queue, 1) < 0)
		(void)dispatch_later(c);
}

int
dispatch_watches(const struct core *c)
{
	const struct dispatch *d = c->dispatch;
	int bad = 0;

	for (const struct printer *p = c->printers; p; p = p->next)
		bad = bad || p->service.held || device_fault(p);
	for (size_t i = 0; d && i < d->held.lines; i++)
		if (d->held.line[i].head < d->held.line[i].n)
			return 1;
	for (size_t i = 0; d && bad && i < d->queue.lines; i++)
		if (d->queue.line[i].head < d->queue.line[i].n)
			return 1;
	return 0;
}
