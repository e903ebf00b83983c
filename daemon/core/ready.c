/*
 * GET /readyz: every part of the service by name, and in words what a missing
 * part means.  Not ready is 503; jobs are still accepted as long as the store
 * is well, and wait.
 */

#include "buf.h"
#include "fault.h"

#include "api.h"
#include "ask.h"
#include "core.h"
#include "jout.h"
#include "printer.h"
#include "ready.h"
#include "render.h"
#include "sealer.h"

static void
ready_check(
    struct buf *b, const char *name, int ok, const char *id, const char *en)
{
	jout_open(b, name, '{');
	jout_bool(b, "ok", ok);
	if (!ok) {
		jout_text(b, "id", id);
		jout_text(b, "en", en);
	}
	jout_close(b, '}');
}

static int
ready_store(struct core *c, struct buf *b)
{
	int ok = !c->store_down && c->store_why.code == FAULT_NONE;

	ready_check(b, "store", ok, c->store_why.id, c->store_why.en);
	return ok;
}

/* cupsd as the presses see it; no printer, no opinion. */
static int
ready_cups(struct core *c, struct buf *b)
{
	int ok = 1;

	for (const struct printer *p = c->printers; p; p = p->next)
		ok = ok && p->up && !p->problems;
	jout_open(b, "cups", '{');
	jout_bool(b, "ok", ok);
	if (!ok) {
		jout_text(b, "id",
		    "cupsd tidak menjawab atau setelannya salah; pekerjaan "
		    "menunggu");
		jout_text(b, "en",
		    "cupsd does not answer or is set up wrongly; jobs wait");
	}
	for (const struct printer *p = c->printers; p; p = p->next)
		if (p->problems) {
			jout_raw(b, "problems", p->problems);
			break;
		}
	jout_close(b, '}');
	return ok;
}

/* One in service is out of dispatch by a person's will. */
static int
ready_printers(struct core *c, struct buf *b)
{
	int ok = 1;

	for (const struct printer *p = c->printers; p; p = p->next)
		ok = ok && (!printer_why(p, 1) || p->service.since);
	jout_open(b, "printers", '{');
	jout_bool(b, "ok", ok);
	for (const struct printer *p = c->printers; p; p = p->next) {
		const char *why = printer_why(p, 1);

		jout_open(b, p->about.name, '{');
		jout_bool(b, "ok", !why);
		if (why) {
			jout_text(b, "id", printer_why(p, 0));
			jout_text(b, "en", why);
		}
		jout_close(b, '}');
	}
	jout_close(b, '}');
	return ok;
}

int
ready_get(struct ask *a)
{
	struct core *c = a->core;
	struct buf b = { 0 };
	int seal = !sealer_why(c, 1), render = render_up(c), ok;

	jout_open(&b, "checks", '{');
	ok = ready_store(c, &b);
	ready_check(&b, "seal", seal, sealer_why(c, 0), sealer_why(c, 1));
	ready_check(&b, "render", render, "Penata halaman tidak berjalan",
	    "The renderer is not running");
	ok = ready_cups(c, &b) && ok;
	ok = ready_printers(c, &b) && ok;
	jout_close(&b, '}');
	jout_end(&b);
	ok = ok && seal && render;

	struct buf body = { 0 };
	jout_open(&body, NULL, '{');
	jout_bool(&body, "ready", ok);
	buf_put(&body, b.p, b.n);
	jout_close(&body, '}');
	ask_reply(a, ok ? 200 : 503, NULL, &body);
	buf_release(&body);
	buf_release(&b);
	return 0;
}

void
ready_reason(struct core *c, enum job_state s, struct buf *ret_b)
{
	const char *id = NULL, *en = NULL;

	if (c->store_why.code != FAULT_NONE) {
		id = "Penyimpanan sedang bermasalah";
		en = "The store is in trouble";
	} else if (s == JOB_RECEIVED && sealer_why(c, 1)) {
		id = sealer_why(c, 0);
		en = sealer_why(c, 1);
	} else if (!render_up(c)) {
		id = "Penata halaman tidak berjalan";
		en = "The renderer is not running";
	}
	if (!id)
		return;
	jout_open(ret_b, NULL, '{');
	jout_text(ret_b, "code", "unavailable");
	jout_text(ret_b, "id", id);
	jout_text(ret_b, "en", en);
	jout_close(ret_b, '}');
	jout_end(ret_b);
}
