/*
 * Printers: a press each, its queue in CUPS made and mended, its state as the
 * press tells it.  A printer that is down loses what it was given and has no
 * permit for; what has a permit belongs to the gate alone.
 */

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "buf.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "msg.h"
#include "stock.h"
#include "wire.h"

#include "core.h"
#include "dispatch.h"
#include "jout.h"
#include "peer.h"
#include "printer.h"
#include "reply.h"
#include "upkeep.h"

#define PRINTER_RETRY 3000000
#define PRINTER_PAUSE_MAX 30000000
/* Between two looks at how cupsd is set up: well, and badly. */
#define PRINTER_LOOK 60000000
#define PRINTER_LOOK_BAD 5000000
/* The press limits each step at cupsd and device to seconds. */
#define PRINTER_PATIENCE 120

static void printer_queue(struct printer *p);
static void printer_check(struct printer *p);

static int
printer_on_retry(sd_event_source *s, uint64_t us, void *arg)
{
	struct printer *p = arg;

	(void)s;
	(void)us;
	p->retry = sd_event_source_disable_unref(p->retry);
	if (!p->queued)
		printer_queue(p);
	loop_work(p->core);
	return 0;
}

static void
printer_again(struct printer *p, uint64_t us)
{
	if (!p->retry && !p->removing)
		p->retry = loop_timer(p->core, us, printer_on_retry, p);
}

/* ---- answers of the press ---- */

/* A check that could not be made is a problem too. */
static char *
printer_problems(const struct wire_msg *m)
{
	json_t *v = NULL, *list;
	struct fault f;
	char *text = NULL;

	if (m->type == MSG_OK) {
		v = json_loadb((const char *)m->body.p, m->body.n, 0, NULL);
		list = json_incref(json_object_get(v, "problems"));
	} else {
		reply_fault(m, &f);
		list = json_pack("[{s:s, s:s}]", "id", f.id, "en", f.en);
	}
	if (json_array_size(list) > 0)
		text = json_dumps(list, JSON_COMPACT);
	json_decref(list);
	json_decref(v);
	return text;
}

/* cupsd may be set up otherwise by now. */
static int
printer_on_look(sd_event_source *s, uint64_t us, void *arg)
{
	struct printer *p = arg;

	(void)s;
	(void)us;
	p->look = sd_event_source_disable_unref(p->look);
	if (p->queued)
		printer_check(p);
	return 0;
}

static void
printer_checked(void *arg, struct wire_msg *m)
{
	struct printer *p = arg;
	int was;

	if (!m)
		return;
	was = p->problems != NULL;
	free(p->problems);
	p->problems = printer_problems(m);
	sd_event_source_disable_unref(p->look);
	p->look = loop_timer(p->core,
	    p->problems ? PRINTER_LOOK_BAD : PRINTER_LOOK, printer_on_look, p);
	if (p->problems && !was && m->type == MSG_OK)
		log_warnx("printer %s: cupsd or its queue is set up wrongly; "
			  "see /readyz",
		    p->about.name);
}

static void
printer_check(struct printer *p)
{
	struct wire_msg m;

	if (!p->press.peer)
		return;
	wire_init(&m);
	m.type = MSG_CHECK;
	buf_puts(&m.body, "{}");
	peer_call(p->press.peer, &m, printer_checked, p);
}

static void
printer_made(void *arg, struct wire_msg *m)
{
	struct printer *p = arg;

	if (!m)
		return; /* the press ended; its next life asks again */
	if (m->type != MSG_OK) {
		struct fault f;

		reply_fault(m, &f);
		if (p->why.code == FAULT_NONE)
			log_warnx("printer %s: %s", p->about.name, f.en);
		p->why = f;
		printer_again(p, PRINTER_RETRY);
		return;
	}
	p->queued = 1;
	p->why.code = FAULT_NONE;
	log_info("printer %s: its queue stands", p->about.name);
	printer_check(p);
	loop_work(p->core);
}

static void
printer_queue(struct printer *p)
{
	const struct conf *conf = &p->core->conf;
	struct wire_msg m;

	if (!p->press.peer)
		return;
	wire_init(&m);
	m.type = MSG_QUEUE;
	jout_open(&m.body, NULL, '{');
	jout_text(&m.body, "name", p->about.name);
	jout_text(&m.body, "uri", p->about.uri);
	jout_text(&m.body, "authority", conf->name);
	jout_text(&m.body, "server", conf->cups_server);
	jout_text(&m.body, "media", p->about.media);
	jout_close(&m.body, '}');
	jout_end(&m.body);
	p->queued = 0;
	peer_call(p->press.peer, &m, printer_made, p);
}

static int
printer_down(const struct printer *p)
{
	return !p->up || !p->accepting || strcmp(p->state, "stopped") == 0 ||
	    strcmp(p->state, "absent") == 0;
}

static void
printer_state(struct printer *p, const json_t *v)
{
	const char *state = json_string_value(json_object_get(v, "state"));
	const json_t *jobs = json_object_get(v, "jobs"),
		     *count = json_object_get(v, "impressions");

	p->up = json_is_true(json_object_get(v, "up"));
	p->accepting = json_is_true(json_object_get(v, "accepting"));
	p->impressions =
	    json_is_integer(count) ? json_integer_value(count) : -1;
	(void)mem_copy(p->state, sizeof p->state, state ? state : "absent");
	log_debug("printer %s: %s%s", p->about.name,
	    p->up ? "" : "cupsd does not answer, ", p->state);
	device_said(p, json_object_get(v, "device"));
	if (p->up && strcmp(p->state, "absent") == 0 && p->queued) {
		p->queued = 0; /* somebody removed it: make it again */
		printer_again(p, PRINTER_RETRY / 3);
	}
	if (printer_down(p))
		dispatch_return(p->core, p, "printer-down", NULL);
	else if (json_is_array(jobs))
		dispatch_return(p->core, p, "gone-from-cups", jobs);
	loop_work(p->core);
}

static void
printer_message(struct peer *peer, struct wire_msg *m)
{
	struct printer *p = peer->arg;
	json_t *v;

	if (m->type != MSG_STATE) {
		log_warnx("%s dropped: unexpected message", p->what);
		peer_close(peer);
		return;
	}
	v = json_loadb((const char *)m->body.p, m->body.n, 0, NULL);
	printer_state(p, v);
	json_decref(v);
}

static void
printer_gone(struct peer *peer)
{
	struct printer *p = peer->arg;

	p->queued = p->up = 0;
	child_gone(&p->press);
}

static const struct peer_ops printer_ops = {
	.what = "press",
	.priority = LOOP_CHILD,
	.patience = PRINTER_PATIENCE,
	.message = printer_message,
	.gone = printer_gone,
};

static void
printer_started(void *arg)
{
	printer_queue(arg);
}

/* ---- the list ---- */

static struct printer *
printer_add(struct core *c, const struct store_printer *about)
{
	struct printer *p = mem_alloc(sizeof *p), **end = &c->printers;
	char *what = mem_printf("press %s", about->name);

	p->core = c;
	p->about = *about;
	p->impressions = -1;
	(void)mem_copy(p->what, sizeof p->what, what);
	free(what);
	(void)mem_copy(p->state, sizeof p->state, "absent");
	p->press = (struct child){ .core = c,
		.program = "cetakd-press",
		.served = c->press,
		.what = p->what,
		.ops = &printer_ops,
		.arg = p,
		.started = printer_started };
	while (*end)
		end = &(*end)->next;
	*end = p;
	device_new(p);
	return p;
}

static int
printer_row(const struct store_printer *about, void *arg)
{
	(void)printer_add(arg, about);
	return 0;
}

/* Decided once: systemd makes the socket before it starts core.  A core that
 * started presses itself while their service is away would have them without
 * network. */
static void
printer_served(struct core *c)
{
	char *path = mem_printf("%s/press.sock", c->conf.run_dir);
	struct stat st;

	if (stat(path, &st) == 0 && S_ISSOCK(st.st_mode)) {
		log_info("presses are served at %s", path);
		c->press = path;
	} else {
		free(path);
	}
}

int
printer_init(struct core *c, struct fault *f)
{
	printer_served(c);
	if (store_printer_list(c->store, printer_row, c, f) < 0)
		return -1;
	for (struct printer *p = c->printers; p; p = p->next)
		child_start(&p->press);
	return 0;
}

static void
printer_free(struct printer *p)
{
	p->removing = 1;
	child_stop(&p->press);
	device_free(p);
	sd_event_source_disable_unref(p->look);
	sd_event_source_disable_unref(p->retry);
	free(p->problems);
	free(p);
}

void
printer_release(struct core *c)
{
	struct printer *p;

	while ((p = c->printers)) {
		c->printers = p->next;
		printer_free(p);
	}
	free(c->press);
	c->press = NULL;
}

struct printer *
printer_find(struct core *c, const char *name)
{
	for (struct printer *p = c->printers; p; p = p->next)
		if (!p->removing && strcmp(p->about.name, name) == 0)
			return p;
	return NULL;
}

void
printer_put(struct core *c, const struct store_printer *about)
{
	struct printer *p = printer_find(c, about->name);

	if (p) {
		/* what waits in CUPS was meant for the paper it had */
		dispatch_return(c, p, "printer-changed", NULL);
		p->about = *about;
		device_look(p);
		printer_queue(p);
	} else {
		p = printer_add(c, about);
		upkeep_look(c, about->name); /* it may have been here before */
		child_start(&p->press);
	}
	loop_work(c);
}

static int
printer_on_free(sd_event_source *s, uint64_t us, void *arg)
{
	(void)s;
	(void)us;
	printer_free(arg);
	return 0;
}

/* Its queue is gone, or the press is: nothing holds it any more. */
static void
printer_unqueued(void *arg, struct wire_msg *m)
{
	struct printer *p = arg;
	struct core *c = p->core;

	if (m && m->type != MSG_OK)
		log_warnx("printer %s: its queue stays in CUPS", p->about.name);
	if (c->stopping) /* printer_release frees all */
		return;
	for (struct printer **l = &c->printers; *l; l = &(*l)->next) {
		if (*l != p)
			continue;
		*l = p->next;
		break;
	}
	p->next = NULL;
	sd_event_source_disable_unref(p->retry);
	/* not here: this may run inside the press's own end */
	p->retry = loop_timer(c, 0, printer_on_free, p);
}

void
printer_remove(struct core *c, const char *name)
{
	struct printer *p = printer_find(c, name);
	struct wire_msg m;

	if (!p)
		return;
	dispatch_return(c, p, "printer-removed", NULL);
	loop_commit(c);
	p->removing = 1;
	if (!p->press.peer) {
		printer_unqueued(p, NULL);
		return;
	}
	wire_init(&m);
	m.type = MSG_UNQUEUE;
	buf_puts(&m.body, "{}");
	peer_call(p->press.peer, &m, printer_unqueued, p);
}

/* ---- what it can do now ---- */

void
printer_refused(struct printer *p, const struct fault *f)
{
	int64_t pause = 1000000;

	for (unsigned i = 0; i < p->refusals && pause < PRINTER_PAUSE_MAX; i++)
		pause *= 2;
	p->refusals++;
	p->why = *f;
	p->not_before = loop_mono() + pause;
	printer_again(p, (uint64_t)pause + 1000);
}

void
printer_took(struct printer *p)
{
	p->refusals = 0;
	p->not_before = 0;
	p->why.code = FAULT_NONE;
}

const char *
printer_why(const struct printer *p, int english)
{
	const struct health_reason *bad = device_fault(p);

	if (!p->about.enabled)
		return english ? "The printer is switched off here"
			       : "Printer dinonaktifkan";
	if (p->service.since)
		return english ? p->service.en : p->service.id;
	if (!p->press.peer)
		return english ? "The printer's press is not running"
			       : "Pelayan printer tidak berjalan";
	if (!p->queued && p->why.code != FAULT_NONE)
		return english ? p->why.en : p->why.id;
	if (!p->up)
		return english ? "cupsd does not answer"
			       : "cupsd tidak menjawab";
	if (!p->queued || strcmp(p->state, "absent") == 0)
		return english ? "The printer's queue is being made"
			       : "Antrean printer sedang dibuat";
	if (bad)
		return english ? bad->en : bad->id;
	if (strcmp(p->state, "stopped") == 0)
		return english ? "The printer is stopped or does not answer"
			       : "Printer berhenti atau tidak menjawab";
	if (!p->accepting)
		return english ? "The printer's queue takes no jobs"
			       : "Antrean printer menolak pekerjaan";
	if (p->refusals > 0 && loop_mono() < p->not_before)
		return english ? p->why.en : p->why.id;
	return NULL;
}

int
printer_ready(const struct printer *p)
{
	return !p->removing && !printer_why(p, 0) &&
	    (int64_t)p->sheets < p->core->conf.window;
}

int
printer_fits(const struct printer *p, const char *target, const char *media)
{
	return !p->removing && p->about.enabled &&
	    (!*target || strcmp(p->about.name, target) == 0 ||
		strcmp(p->about.group, target) == 0) &&
	    (!*media || strcmp(p->about.media, media) == 0 ||
		(!*p->about.media && *target));
}

static void
printer_tray(const struct printer *p, struct buf *b)
{
	struct stock_tray t;
	struct fault f;

	if (stock_tray(p->core->store, p->about.name, &t, &f) < 0 || !*t.next) {
		jout_null(b, "tray");
		return;
	}
	jout_open(b, "tray", '{');
	jout_text(b, "kind", t.kind);
	jout_text(b, "next", t.next);
	jout_int(b, "blanks", t.n);
	jout_bool(b, "confirmed", t.confirmed);
	jout_close(b, '}');
}

static void
printer_members(const struct printer *p, struct buf *b)
{
	const char *why = printer_why(p, 1);

	jout_text(b, "name", p->about.name);
	jout_text(b, "uri", p->about.uri);
	jout_some(b, "group", p->about.group);
	jout_text(b, "media", p->about.media);
	jout_bool(b, "enabled", p->about.enabled);
	jout_bool(b, "up", p->up);
	jout_text(b, "state", p->state);
	jout_bool(b, "accepting", p->accepting);
	jout_bool(b, "ready", !why);
	jout_int(b, "jobs", p->sheets);
	jout_raw(b, "problems", p->problems ? p->problems : "[]");
	if (why) {
		jout_open(b, "reason", '{');
		jout_text(b, "code", "printer-down");
		jout_text(b, "id", printer_why(p, 0));
		jout_text(b, "en", why);
		jout_close(b, '}');
	} else {
		jout_null(b, "reason");
	}
	printer_tray(p, b);
	if (p->impressions >= 0)
		jout_int(b, "impressions", p->impressions);
	else
		jout_null(b, "impressions");
	jout_time(b, "created", p->about.created);
	jout_some(b, "place", p->about.place);
	jout_some(b, "model", p->about.model);
	device_answer(p, b);
	upkeep_answer(p, b);
}

void
printer_answer(const struct printer *p, struct buf *b)
{
	jout_open(b, NULL, '{');
	printer_members(p, b);
	jout_close(b, '}');
}

int
printer_answer_detail(const struct printer *p, struct buf *b, struct fault *f)
{
	jout_open(b, NULL, '{');
	printer_members(p, b);
	if (device_answer_detail(p, b, f) < 0)
		return -1;
	jout_close(b, '}');
	return 0;
}
