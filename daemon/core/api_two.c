/*
 * Acts of two persons: what one asked for waits here until another does it or
 * refuses.  It is checked anew when it is done: stock and sheets may have
 * moved meanwhile.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "fault.h"
#include "mem.h"
#include "reason.h"
#include "stock.h"

#include "answer.h"
#include "api.h"
#include "ask.h"
#include "body.h"
#include "core.h"
#include "day.h"
#include "jout.h"

static void
two_out(struct buf *b, const char *name, const struct store_proposal *p)
{
	jout_open(b, name, '{');
	jout_int(b, "id", p->id);
	jout_text(b, "act", p->act);
	if (p->job)
		jout_int(b, "job", p->job);
	else
		jout_null(b, "job");
	jout_raw(b, "body", p->body);
	jout_text(b, "asked_by", p->asked_by);
	jout_time(b, "asked", p->asked_at);
	jout_text(b, "state",
	    p->decision == 0	   ? "waiting"
		: p->decision == 1 ? "done"
				   : "refused");
	jout_some(b, "decided_by", p->decided_by);
	jout_close(b, '}');
}

int
api_propose(struct ask *a, const char *act, int64_t job, struct fault *f)
{
	struct store_proposal p = { .job = job, .asked_at = loop_now() };
	struct buf b = { 0 };
	int rc = -1;

	(void)mem_copy(p.act, sizeof p.act, act);
	(void)mem_copy(p.asked_by, sizeof p.asked_by, a->person);
	p.body = json_dumps(
	    a->body ? a->body : json_null(), JSON_COMPACT | JSON_ENCODE_ANY);
	if (loop_begin(a->core, f) == 0)
		rc = store_proposal_add(a->core->store, &p, &p.id, f);
	if (rc == 0) {
		two_out(&b, NULL, &p);
		ask_reply(a, 202, NULL, &b);
	}
	free(p.body);
	buf_release(&b);
	return rc;
}

static int
two_row(const struct store_proposal *p, void *arg)
{
	two_out(arg, NULL, p);
	return 0;
}

int
api_two_list(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };

	ask_items(&b);
	return ask_items_end(
	    a, &b, store_proposal_list(a->core->store, two_row, &b, &f), &f);
}

/* ---- destruction ---- */

int
api_stock_destroy(struct ask *a)
{
	struct fault f = { 0 };
	const char *why, *note;

	body_open(a, "first last reason note");
	(void)body_text(a, "first", BLANK_SERIAL - 1, BODY_REQUIRED);
	(void)body_text(a, "last", BLANK_SERIAL - 1, BODY_OPTIONAL);
	why = body_text(a, "reason", REASON_CODE, BODY_REQUIRED);
	note = body_text(a, "note", REASON_NOTE - 1, BODY_OPTIONAL);
	if (body_wrong(a))
		return 0;
	if (reason_check(why, note, REASON_DESTROY, &f) < 0 ||
	    api_propose(a, "destroy", 0, &f) < 0)
		ask_fault(a, &f);
	return 0;
}

static const char *
member(const json_t *what, const char *name)
{
	return json_string_value(json_object_get(what, name));
}

static int
destroy(struct ask *a, const struct store_proposal *p, const json_t *what,
    struct fault *f)
{
	struct stock_by by = { .person = p->asked_by,
		.second = a->person,
		.reason = member(what, "reason"),
		.note = member(what, "note"),
		.now = loop_now() };
	const char *first = member(what, "first"), *last = member(what, "last");
	int64_t n;

	return stock_end(a->core->store, BLANK_DESTROY, first,
	    last ? last : first, &by, &n, f);
}

static int
reprint(struct ask *a, const struct store_proposal *p, const json_t *what,
    struct fault *f)
{
	struct store_job j = { 0 };
	int rc = api_reprint(a->core, p->job, 0, a->counter, p->asked_by,
	    a->person, what, &j, f);

	store_job_release(&j);
	return rc;
}

/* ---- deciding ---- */

static int
two_do(struct ask *a, const struct store_proposal *p, struct fault *f)
{
	json_t *what = json_loads(p->body, JSON_DECODE_ANY, NULL);
	int rc;

	if (strcmp(p->act, "reprint") == 0)
		rc = reprint(a, p, what, f);
	else if (strcmp(p->act, "destroy") == 0)
		rc = destroy(a, p, what, f);
	else
		rc = day_close(a->core, what, p->asked_by, a->person, f);
	json_decref(what);
	return rc;
}

/* What can be refused is refused before the act; both are in the transaction
 * that is open. */
static int
two_decide(struct ask *a, int decision, struct fault *f)
{
	struct store_proposal p = { 0 };
	struct buf b = { 0 };
	int64_t id = 0;
	int rc = -1;

	if (ask_param_id(a, &id, f) < 0 ||
	    store_proposal_get(a->core->store, id, &p, f) < 0)
		return -1;
	/* who asked may take it back */
	if (!*a->person ||
	    (strcmp(a->role, "operator") == 0 &&
		(decision == 1 || strcmp(p.asked_by, a->person) != 0)))
		fault_set(f, FAULT_FORBIDDEN, "",
		    "Hanya penyelia atau pengelola yang dapat memutuskan",
		    "Only a supervisor or an administrator may decide");
	else if (strcmp(p.asked_by, a->person) == 0 && decision == 1)
		fault_set(f, FAULT_FORBIDDEN, "",
		    "Harus diputuskan petugas lain daripada yang meminta",
		    "Another person than who asked must decide");
	else if (p.decision != 0)
		fault_set(f, FAULT_STATE, "", "Permintaan ini sudah diputuskan",
		    "This request is decided already");
	else if (loop_begin(a->core, f) == 0)
		rc = decision == 1 ? two_do(a, &p, f) : 0;
	if (rc == 0)
		rc = store_proposal_decide(
		    a->core->store, id, decision, a->person, loop_now(), f);
	if (rc == 0) {
		p.decision = decision;
		(void)mem_copy(p.decided_by, sizeof p.decided_by, a->person);
		two_out(&b, NULL, &p);
		ask_reply(a, 200, NULL, &b);
		loop_work(a->core);
	}
	free(p.body);
	buf_release(&b);
	return rc;
}

int
api_two_approve(struct ask *a)
{
	struct fault f = { 0 };

	body_open(a, "");
	if (body_wrong(a))
		return 0;
	if (two_decide(a, 1, &f) < 0)
		ask_fault(a, &f);
	return 0;
}

int
api_two_refuse(struct ask *a)
{
	struct fault f = { 0 };

	body_open(a, "");
	if (body_wrong(a))
		return 0;
	if (two_decide(a, 2, &f) < 0)
		ask_fault(a, &f);
	return 0;
}
