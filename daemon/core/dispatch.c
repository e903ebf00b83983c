/*
 * Queued jobs to printers.  A submit is on disk, with a token nobody else
 * knows, before the press hears of it; whatever is taken back before the
 * permit makes that token worthless, so a sheet can be printed at most once
 * whatever CUPS still holds.  After the permit nothing here moves a job: only
 * its gate, or the lack of one.
 */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "blob.h"
#include "buf.h"
#include "crash.h"
#include "crypt.h"
#include "enc.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "msg.h"
#include "template.h"
#include "wire.h"

#include "catalog.h"
#include "core.h"
#include "device.h"
#include "dispatch.h"
#include "dispatch_int.h"
#include "jout.h"
#include "peer.h"
#include "render.h"
#include "reply.h"
#include "upkeep.h"

/* How long a store that refused a step is left alone (us). */
#define DISPATCH_PAUSE 2000000

/* ---- sheets on their way ---- */

struct sheet *
dispatch_sheet(struct core *c, int64_t job)
{
	for (struct sheet *s = c->dispatch->sheet; s; s = s->next)
		if (s->job == job)
			return s;
	return NULL;
}

int
dispatch_prints(struct core *c, const char *printer)
{
	for (struct sheet *s = c->dispatch->sheet; s; s = s->next)
		if (s->printing && strcmp(s->printer, printer) == 0)
			return 1;
	return 0;
}

static void
dispatch_count(struct core *c, const char *printer, int by)
{
	struct printer *p = printer_find(c, printer);

	if (p)
		p->sheets += (unsigned)by;
}

struct sheet *
dispatch_sheet_new(struct core *c, const struct store_job *j)
{
	struct sheet *s = mem_alloc(sizeof *s);

	s->core = c;
	s->job = j->id;
	s->printing = j->state == JOB_PRINTING;
	s->cups_job = j->cups_job;
	(void)mem_copy(s->token, sizeof s->token, j->token);
	(void)mem_copy(s->printer, sizeof s->printer, j->printer);
	s->next = c->dispatch->sheet;
	c->dispatch->sheet = s;
	dispatch_count(c, s->printer, 1);
	return s;
}

void
dispatch_end(struct core *c, struct sheet *s)
{
	struct printer *p = printer_find(c, s->printer);

	if (p && s->printing)
		device_ended(p);
	for (struct sheet **l = &c->dispatch->sheet; *l; l = &(*l)->next) {
		if (*l != s)
			continue;
		*l = s->next;
		break;
	}
	dispatch_count(c, s->printer, -1);
	sd_event_source_disable_unref(s->grace);
	free(s);
	loop_work(c);
}

/* ---- permits and gates ---- */

/* No gate came back: nobody can say any more what is on the paper. */
static int
dispatch_on_grace(sd_event_source *src, uint64_t us, void *arg)
{
	struct sheet *s = arg;
	struct core *c = s->core;
	struct store_job j = { 0 };
	struct fault f = { 0 };
	struct store_change ch = { .actor = "core",
		.reason = "{\"code\":\"lost\",\"id\":\"Tidak ada lagi yang "
			  "dapat melaporkan hasil cetak; periksa lembarnya\","
			  "\"en\":\"Nobody is left who could report the print; "
			  "look at the sheet\"}" };

	(void)src;
	(void)us;
	s->grace = sd_event_source_disable_unref(s->grace);
	if (store_job_get(c->store, s->job, &j, &f) < 0 ||
	    j.state != JOB_PRINTING) {
		dispatch_end(c, s);
	} else if (loop_step(c, &j, JOB_EV_LOST, &ch, NULL) == 0) {
		log_warnx("job %lld: its gate is lost; a person must look at "
			  "the sheet",
		    (long long)s->job);
		dispatch_end(c, s);
	} else { /* the store is unwell; ask again */
		dispatch_gate(s, NULL);
	}
	store_job_release(&j);
	return 0;
}

void
dispatch_gate(struct sheet *s, struct peer *gate)
{
	s->gate = gate;
	if (gate) {
		s->grace = sd_event_source_disable_unref(s->grace);
	} else if (s->printing && !s->grace && !s->core->stopping) {
		s->grace = loop_timer(s->core,
		    (uint64_t)s->core->conf.resume_seconds * 1000000 + 1000,
		    dispatch_on_grace, s);
	}
}

void
dispatch_gate_gone(struct core *c, const struct peer *gate)
{
	if (!c->dispatch)
		return;
	for (struct sheet *s = c->dispatch->sheet; s; s = s->next)
		if (s->gate == gate)
			dispatch_gate(s, NULL);
}

void
dispatch_printing(struct core *c, struct sheet *s, struct peer *gate)
{
	struct printer *p = printer_find(c, s->printer);

	if (p) {
		printer_took(p);
		device_moved(p);
	}
	s->printing = 1;
	dispatch_gate(s, gate);
}

/* ---- taking back ---- */

static void
dispatch_withdrawn(void *arg, struct wire_msg *m)
{
	(void)arg;
	(void)m; /* CUPS may keep it: its token is worth nothing */
}

/* CUPS need not hold what would be refused. */
static void
dispatch_tell_withdraw(struct core *c, const struct sheet *s)
{
	struct printer *p = printer_find(c, s->printer);
	struct defer d = { .done = dispatch_withdrawn };
	struct wire_msg m;
	char *title;

	if (!p || !p->press.peer || !p->queued || !s->cups_job)
		return;
	title = mem_printf("cetak/%lld/%s", (long long)s->job, s->token);
	wire_init(&m);
	m.type = MSG_WITHDRAW;
	jout_open(&m.body, NULL, '{');
	jout_int(&m.body, "cups_job", s->cups_job);
	jout_text(&m.body, "title", title);
	jout_close(&m.body, '}');
	jout_end(&m.body);
	d.peer = p->press.peer;
	d.m = &m;
	loop_defer(c, &d);
	free(title);
}

void
dispatch_withdraw(struct core *c, int64_t job)
{
	struct sheet *s = dispatch_sheet(c, job);

	if (!s)
		return;
	dispatch_tell_withdraw(c, s);
	dispatch_end(c, s);
}

int
dispatch_take_back(struct core *c, struct sheet *s, const char *why)
{
	struct store_job j = { 0 }, after = { 0 };
	struct fault f = { 0 };
	char *evidence = mem_printf("{\"why\":\"%s\"}", why);
	struct store_change ch = { .actor = "core", .evidence = evidence };
	int rc = -1;

	if (store_job_get(c->store, s->job, &j, &f) < 0)
		goto out;
	rc = 0;
	if (j.state == JOB_SUBMITTED && strcmp(j.token, s->token) == 0) {
		rc = loop_step(c, &j, JOB_EV_RETURN, &ch, &after);
		if (rc < 0)
			goto out;
		log_info("job %lld: taken back: %s", (long long)s->job, why);
		dispatch_tell_withdraw(c, s);
		dispatch_add(c, &after);
	}
	dispatch_end(c, s);
out:
	store_job_release(&after);
	store_job_release(&j);
	free(evidence);
	return rc;
}

static int
dispatch_listed(const struct sheet *s, const json_t *titles)
{
	char *title = mem_printf("cetak/%lld/%s", (long long)s->job, s->token);
	int found = 0;
	size_t i;
	json_t *v;

	json_array_foreach ((json_t *)(uintptr_t)titles, i, v) {
		const char *t = json_string_value(v);

		found = found || (t && strcmp(t, title) == 0);
	}
	free(title);
	return found;
}

static struct sheet *
dispatch_stray(struct core *c, const struct printer *p, const json_t *titles)
{
	for (struct sheet *s = c->dispatch->sheet; s; s = s->next)
		/* a list made before CUPS had it says nothing of it */
		if (!s->printing && strcmp(s->printer, p->about.name) == 0 &&
		    (!titles || (s->cups_job && !dispatch_listed(s, titles))))
			return s;
	return NULL;
}

void
dispatch_return(
    struct core *c, struct printer *p, const char *why, const json_t *titles)
{
	struct sheet *s;

	while ((s = dispatch_stray(c, p, titles))) {
		struct fault f;

		if (dispatch_take_back(c, s, why) < 0)
			return;
		if (!titles)
			continue;
		fault_set(&f, FAULT_UNAVAILABLE, "",
		    "Antrean CUPS melepas pekerjaan sebelum izin cetak",
		    "CUPS dropped a job before its permit");
		printer_refused(p, &f);
	}
}

/* ---- giving ---- */

/* The press's answer to PRINT. */
static void
dispatch_printed(void *arg, struct wire_msg *m)
{
	struct dispatch_print *k = arg;
	struct core *c = k->core;
	struct sheet *s = dispatch_sheet(c, k->job);
	struct printer *p = printer_find(c, k->printer);
	struct fault f = { 0 };
	json_t *v;

	if (!s || strcmp(s->token, k->token) != 0) {
		free(k);
		return;
	}
	if (m && m->type == MSG_PRINTED) {
		v = json_loadb((const char *)m->body.p, m->body.n, 0, NULL);
		s->cups_job =
		    json_integer_value(json_object_get(v, "cups_job"));
		s->before =
		    json_integer_value(json_object_get(v, "impressions"));
		json_decref(v);
		dispatch_note(c, s);
	} else {
		reply_fault(m, &f);
		log_warnx("job %lld: printer %s refused it: %s",
		    (long long)k->job, k->printer, f.en);
		if (p)
			printer_refused(p, &f);
		if (!s->printing)
			(void)dispatch_take_back(c, s, "refused");
	}
	free(k);
}

static void
dispatch_tell_print(struct core *c, struct printer *p,
    const struct store_job *j, const struct tmpl *t, int fd)
{
	struct dispatch_print *k = mem_alloc(sizeof *k);
	struct wire_msg m;
	/* crash_point("core-after-submit"), crash_point("core-after-print") */
	struct defer d = { .peer = p->press.peer,
		.m = &m,
		.done = dispatch_printed,
		.arg = k,
		.before = "core-after-submit",
		.after = "core-after-print" };
	char *title = mem_printf("cetak/%lld/%s", (long long)j->id, j->token);

	k->core = c;
	k->job = j->id;
	(void)mem_copy(k->token, sizeof k->token, j->token);
	(void)mem_copy(k->printer, sizeof k->printer, p->about.name);
	wire_init(&m);
	m.type = MSG_PRINT;
	jout_open(&m.body, NULL, '{');
	jout_text(&m.body, "title", title);
	jout_text(&m.body, "media",
	    *template_media(t->t) ? template_media(t->t) : p->about.media);
	jout_text(&m.body, "sides",
	    template_two_sided(t->t) ? "two-sided-long-edge" : "one-sided");
	jout_close(&m.body, '}');
	jout_end(&m.body);
	wire_give_fd(&m, fd);
	loop_defer(c, &d);
	free(title);
}

/* The submit, with a fresh token. */
static int
dispatch_step(struct core *c, const struct printer *p, const char *blank,
    const struct store_job *j, struct store_job *ret_j)
{
	uint8_t random[16];
	char token[STORE_TOKEN];
	struct buf evidence = { 0 };
	struct store_change ch = { .actor = "core",
		.printer = p->about.name,
		.token = token,
		.blank = blank,
		.reason = "" };
	int rc;

	crypt_random(random, sizeof random);
	enc_hex(random, sizeof random, token);
	jout_open(&evidence, NULL, '{');
	jout_text(&evidence, "printer", p->about.name);
	jout_int(&evidence, "attempt", j->attempts + 1);
	jout_close(&evidence, '}');
	jout_end(&evidence);
	ch.evidence = buf_str(&evidence);
	crash_point("core-before-submit");
	rc = loop_step(c, j, JOB_EV_SUBMIT, &ch, ret_j);
	buf_release(&evidence);
	return rc;
}

/* -1 when the store would not take it: the job stays in its line. */
static int
dispatch_give(struct core *c, struct printer *p, const struct store_job *j)
{
	struct store_job after = { 0 };
	struct fault f = { 0 };
	struct tmpl *t =
	    catalog_get(c, j->template_name, j->template_version, &f);
	int fd;

	if (!t)
		return dispatch_hold(c, j, &f);
	if (blob_get(c->blobs, j->pdf, &fd, &f) < 0) {
		if (f.code != FAULT_NOT_FOUND)
			return dispatch_hold(c, j, &f);
		dispatch_redraw(c, t, j);
		return 0;
	}
	if (dispatch_step(c, p, template_blank(t->t), j, &after) < 0) {
		close(fd);
		return -1;
	}
	(void)dispatch_sheet_new(c, &after);
	dispatch_tell_print(c, p, &after, t, fd);
	store_job_release(&after);
	return 0;
}

static int
dispatch_fits(const struct queue_line *l, void *arg)
{
	const struct printer *p = arg;

	return printer_fits(p, l->target, l->media) &&
	    !upkeep_blocks(p, l->secure) &&
	    (!*l->blank || !dispatch_no_blank(p, l->blank));
}

int
dispatch_later(struct core *c)
{
	c->dispatch->not_before = loop_mono() + DISPATCH_PAUSE;
	loop_again(c);
	return 0;
}

/* Gives p the oldest job that it can take; 0 when there is none. */
static int
dispatch_next(struct core *c, struct printer *p)
{
	struct store_job j = { 0 };
	struct fault f = { 0 };
	int64_t id = queue_oldest(&c->dispatch->queue, dispatch_fits, p);
	int rc = 0;

	if (id == 0)
		return 0;
	(void)queue_drop(&c->dispatch->queue, id);
	if (store_job_get(c->store, id, &j, &f) < 0) {
		loop_failed(c, &f);
		rc = f.code == FAULT_NOT_FOUND ? 0 : -1;
	} else if (j.state == JOB_QUEUED) {
		rc = dispatch_give(c, p, &j);
	}
	store_job_release(&j);
	return rc < 0 ? dispatch_later(c) : 1;
}

void
dispatch_run(struct core *c)
{
	struct dispatch *d = c->dispatch;

	if (d->not_before > loop_mono()) {
		loop_again(c);
		return;
	}
	if (d->not_before) { /* the store knows what the lines have lost */
		d->not_before = 0;
		loop_commit(c);
		dispatch_forget(c);
	}
	dispatch_hold_look(c);
	for (struct printer *p = c->printers; p; p = p->next)
		while (
		    !d->not_before && printer_ready(p) && dispatch_next(c, p))
			continue;
}
