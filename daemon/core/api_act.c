/*
 * Hold, release, cancel.  The state table decides; If-Match names the
 * revision the counter saw.
 */

#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "fault.h"

#include "answer.h"
#include "api.h"
#include "ask.h"
#include "core.h"
#include "dispatch.h"
#include "jout.h"

/* A page and what stands on it are one look. */
#define LOOK_SECONDS 600
#define LOOK_EVENTS 1000000

static int
api_unknown(json_t *body, struct fault *f)
{
	char pointer[FAULT_POINTER_MAX] = "";
	const char *name;
	json_t *v;

	json_object_foreach (body, name, v) {
		(void)v;
		if (strcmp(name, "reason") == 0)
			continue;
		if (snprintf(pointer, sizeof pointer, "/%s", name) >=
		    (int)sizeof pointer)
			pointer[0] = '\0';
		break;
	}
	return fault_set(
	    f, FAULT_FIELD, pointer, "Anggota tidak dikenal", "Unknown member");
}

/* The optional {"reason": text} of the body. */
static int
api_reason(const struct ask *a, const char **ret_s, struct fault *f)
{
	const json_t *v = json_object_get(a->body, "reason");

	*ret_s = NULL;
	if (!a->body || json_is_null(a->body))
		return 0;
	if (!json_is_object(a->body))
		return fault_set(f, FAULT_SYNTAX, "",
		    "Isi permintaan harus objek JSON",
		    "The body must be a JSON object");
	if (v && (!json_is_string(v) || json_string_length(v) > 200))
		return fault_set(f, FAULT_FIELD, "/reason",
		    "Alasan harus teks sampai 200 karakter",
		    "The reason must be text of up to 200 characters");
	if (json_object_size(a->body) > (v ? 1u : 0u))
		return api_unknown(a->body, f);
	*ret_s = json_string_value(v);
	return 0;
}

static void
api_reason_json(struct buf *b, enum job_event ev, const char *text)
{
	int hold = ev == JOB_EV_HOLD;

	jout_open(b, NULL, '{');
	jout_text(b, "code", job_event_name(ev));
	jout_text(b, "id", hold ? "Ditahan" : "Dibatalkan");
	jout_text(b, "en", hold ? "On hold" : "Cancelled");
	if (text)
		jout_text(b, "text", text);
	jout_close(b, '}');
	jout_end(b);
}

static void
api_after(
    struct core *c, const struct store_job *was, const struct store_job *j)
{
	if (j->state == JOB_QUEUED)
		dispatch_add(c, j);
	else if (was->state == JOB_QUEUED || was->state == JOB_HELD)
		dispatch_drop(c, j->id);
	else if (was->state == JOB_SUBMITTED)
		dispatch_withdraw(c, j->id);
	loop_work(c);
}

/* It goes on by itself: a person has nothing to release. */
static void
api_printer_held(const struct store_job *j, struct fault *f)
{
	json_t *v = json_loads(j->reason ? j->reason : "{}", 0, NULL);
	const char *name = json_string_value(json_object_get(v, "printer"));

	fault_set(f, FAULT_STATE, "",
	    "Pekerjaan ini menunggu printer %s dan jalan sendiri bila siap",
	    "This job waits for printer %s and goes on by itself when it is "
	    "ready",
	    name ? name : "");
	json_decref(v);
}

static int
api_step(struct ask *a, enum job_event ev, struct fault *f)
{
	struct store_job was = { 0 }, j = { 0 };
	struct buf reason = { 0 }, b = { 0 };
	struct store_change ch = { .actor =
				       *a->person ? a->person : a->counter };
	const char *text;
	int rc = -1;

	if (api_reason(a, &text, f) < 0 || ask_job(a, &was, f) < 0)
		return -1;
	if (ev == JOB_EV_RELEASE && was.hold & JOB_HOLD_APPROVAL) {
		fault_set(f, FAULT_FORBIDDEN, "",
		    "Pekerjaan ini menunggu persetujuan petugas lain",
		    "This job waits for the approval of another person");
		goto out;
	}
	if (ev == JOB_EV_RELEASE && was.hold & JOB_HOLD_PRINTER) {
		api_printer_held(&was, f);
		goto out;
	}
	if (ev != JOB_EV_RELEASE)
		api_reason_json(&reason, ev, text);
	ch.reason = buf_str(&reason);
	if (loop_begin(a->core, f) < 0 ||
	    store_job_step(a->core->store, was.id,
		a->if_match ? a->if_match : was.rev, ev, &ch, loop_now(), &j,
		f) < 0)
		goto out;
	api_after(a->core, &was, &j);
	answer_job(&b, NULL, &j, NULL, NULL, 0);
	ask_reply(a, 200, NULL, &b);
	rc = 0;
out:
	buf_release(&b);
	buf_release(&reason);
	store_job_release(&j);
	store_job_release(&was);
	return rc;
}

static int
api_act(struct ask *a, enum job_event ev)
{
	struct fault f = { 0 };

	if (api_step(a, ev, &f) < 0)
		ask_fault(a, &f);
	return 0;
}

int
api_job_hold(struct ask *a)
{
	return api_act(a, JOB_EV_HOLD);
}

int
api_job_release(struct ask *a)
{
	return api_act(a, JOB_EV_RELEASE);
}

int
api_job_cancel(struct ask *a)
{
	return api_act(a, JOB_EV_CANCEL);
}

/* ---- who looked at the holder's data ---- */

static const char *
api_who(const struct ask *a)
{
	return *a->person ? a->person : a->counter;
}

/* An event tells who looks. */
static int
api_look_note(struct ask *a, const struct store_job *was,
    struct store_job *ret_j, struct fault *f)
{
	struct buf evidence = { 0 };
	struct store_change ch = { .actor = api_who(a) };
	int rc = 0;

	jout_open(&evidence, NULL, '{');
	jout_text(&evidence, "counter", a->counter);
	jout_bool(&evidence, "seen", 1);
	jout_close(&evidence, '}');
	jout_end(&evidence);
	ch.evidence = buf_str(&evidence);
	if (loop_begin(a->core, f) < 0 ||
	    store_job_step(a->core->store, was->id, was->rev, JOB_EV_NOTE, &ch,
		loop_now(), ret_j, f) < 0) {
		loop_failed(a->core, f);
		rc = -1;
	}
	buf_release(&evidence);
	return rc;
}

/* It is on record, then the data are given. */
int
api_job_see(struct ask *a)
{
	struct fault f = { 0 };
	struct store_job was = { 0 }, j = { 0 };
	struct buf b = { 0 };

	if (ask_job(a, &was, &f) < 0 || api_look_note(a, &was, &j, &f) < 0) {
		ask_fault(a, &f);
	} else {
		answer_job(&b, NULL, &j, NULL, NULL, 1);
		ask_reply(a, 200, NULL, &b);
	}
	buf_release(&b);
	store_job_release(&was);
	store_job_release(&j);
	return 0;
}

struct api_looks {
	const char *who;
	int64_t since;
	int seen;
};

static int
api_look_row(const struct store_event *e, void *arg)
{
	struct api_looks *l = arg;

	l->seen |= e->event == JOB_EV_NOTE && e->at >= l->since &&
	    strcmp(e->actor, l->who) == 0 &&
	    strstr(e->evidence, "\"seen\":true") != NULL;
	return 0;
}

int
api_looked_at(struct ask *a, const struct store_job *was, struct fault *f)
{
	struct api_looks l = { .who = api_who(a),
		.since = loop_now() - LOOK_SECONDS };
	struct store_job j = { 0 };
	int rc;

	if (!a->browser)
		return 0;
	rc = store_event_list(
	    a->core->store, was->id, 0, LOOK_EVENTS, api_look_row, &l, f);
	if (rc == 0 && !l.seen)
		rc = api_look_note(a, was, &j, f);
	store_job_release(&j);
	return rc;
}
