/*
 * What a person does with a sheet that came out, or did not: settle a doubt,
 * put its serial right, check it, hand it over, print it anew.  What was
 * scanned is compared with what was sent; nothing scanned is kept.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "fault.h"
#include "mem.h"
#include "page.h"
#include "reason.h"
#include "stock.h"
#include "template.h"

#include "answer.h"
#include "api.h"
#include "ask.h"
#include "body.h"
#include "catalog.h"
#include "core.h"
#include "dispatch.h"
#include "jout.h"
#include "pipeline.h"

#define SCAN_MAX 2000
#define MRZ_MAX 95

/* The job of the path, and its template. */
static int
sheet_job(struct ask *a, struct store_job *ret_j, struct tmpl **ret_t,
    struct fault *f)
{
	if (ask_job(a, ret_j, f) < 0)
		return -1;
	*ret_t = catalog_get(
	    a->core, ret_j->template_name, ret_j->template_version, f);
	if (*ret_t)
		return 0;
	store_job_release(ret_j);
	return -1;
}

/* If-Match names the revision that the person saw. */
static int
sheet_rev(const struct ask *a, const struct store_job *j, struct fault *f)
{
	if (a->if_match == 0 || a->if_match == j->rev)
		return 0;
	return fault_set(f, FAULT_REV, "", "Pekerjaan sudah diubah pihak lain.",
	    "The job was changed by someone else.");
}

static int
sheet_person(const struct ask *a, struct fault *f)
{
	if (*a->person)
		return 0;
	return fault_set(f, FAULT_FORBIDDEN, "",
	    "Tindakan ini harus dilakukan seorang petugas dengan tokennya",
	    "This act takes a person with a token of their own");
}

static void
sheet_answer(struct ask *a, int status, const struct store_job *j)
{
	struct buf b = { 0 };

	answer_job(&b, NULL, j, NULL, NULL, 0);
	ask_reply(a, status, NULL, &b);
	buf_release(&b);
	loop_work(a->core);
}

/* One step by the person, with what they say of it. */
static int
sheet_step(struct ask *a, const struct store_job *was, enum job_event ev,
    struct store_change *ch, struct fault *f)
{
	struct store_job j = { 0 };
	struct buf evidence = { 0 };
	int rc;

	jout_open(&evidence, NULL, '{');
	jout_some(&evidence, "counter", a->counter);
	jout_some(&evidence, "serial", ch->serial ? ch->serial : "");
	jout_some(&evidence, "reason", ch->why ? ch->why : "");
	jout_some(&evidence, "note", ch->note ? ch->note : "");
	jout_close(&evidence, '}');
	jout_end(&evidence);
	ch->actor = a->person;
	ch->evidence = buf_str(&evidence);
	ch->reason = ""; /* why it was in doubt is over */
	rc = loop_begin(a->core, f);
	if (rc == 0)
		rc = store_job_step(a->core->store, was->id,
		    a->if_match ? a->if_match : was->rev, ev, ch, loop_now(),
		    &j, f);
	if (rc == 0 && was->state == JOB_HELD && j.state == JOB_QUEUED)
		dispatch_add(a->core, &j);
	if (rc == 0)
		sheet_answer(a, 200, &j);
	else
		loop_failed(a->core, f);
	store_job_release(&j);
	buf_release(&evidence);
	return rc;
}

/* A reason that is not required is one of the list all the same. */
static void
sheet_known(struct ask *a, const char *why)
{
	if (*why && !reason_find(why))
		faults_add(&a->core->faults, FAULT_FIELD, "/reason",
		    "Bukan alasan dari daftar", "Not a reason from the list");
}

/* ---- settling a doubt ---- */

static int
settle(struct ask *a, const struct store_job *j, struct fault *f)
{
	static const struct {
		const char *outcome;
		enum job_event ev;
	} ends[] = {
		{ "came-out-well", JOB_EV_CAME_OUT_WELL },
		{ "came-out-spoiled", JOB_EV_CAME_OUT_SPOILED },
		{ "not-out", JOB_EV_NOT_OUT },
	};
	const char *outcome = body_word(a, "outcome",
		       "came-out-well|came-out-spoiled|not-out", BODY_REQUIRED),
		   *serial =
		       body_text(a, "serial", BLANK_SERIAL - 1, BODY_OPTIONAL),
		   *why = body_text(a, "reason", REASON_CODE, BODY_OPTIONAL),
		   *note = body_text(a, "note", REASON_NOTE - 1, BODY_OPTIONAL);
	struct store_change ch = { .why = why, .note = note };
	size_t i = 0;

	sheet_known(a, why);
	if (body_wrong(a))
		return 0;
	while (strcmp(ends[i].outcome, outcome) != 0)
		i++;
	if (j->state != JOB_DOUBT)
		return fault_set(f, FAULT_STATE, "",
		    "Hanya lembar yang perlu diperiksa dapat diputuskan",
		    "Only a sheet in doubt can be settled");
	if (ends[i].ev == JOB_EV_CAME_OUT_SPOILED &&
	    reason_check(why, note, REASON_SPOIL, f) < 0)
		return -1;
	if (*j->serial && ends[i].ev != JOB_EV_NOT_OUT && !*serial)
		return fault_set(f, FAULT_FIELD, "/serial",
		    "Nomor seri pada lembar wajib dibaca",
		    "The serial on the sheet must be read");
	if (ends[i].ev == JOB_EV_NOT_OUT && !*why)
		ch.why = "not-out";
	else if (ends[i].ev == JOB_EV_NOT_OUT &&
	    reason_check(why, note, REASON_RETURN, f) < 0)
		return -1;
	ch.serial = *serial ? serial : NULL;
	return sheet_step(a, j, ends[i].ev, &ch, f);
}

/* ---- the check ---- */

static int
other_sheet(const char *pointer, struct fault *f)
{
	return fault_set(f, FAULT_FIELD, pointer,
	    "Yang dipindai bukan milik lembar ini",
	    "What was scanned does not belong to this sheet");
}

static int
check_qr(const struct store_job *j, const char *qr, struct fault *f)
{
	json_t *seals = json_loads(j->seals ? j->seals : "[]", 0, NULL), *v;
	int found = 0, any = json_array_size(seals) > 0;
	size_t i;

	json_array_foreach (seals, i, v)
		found = found || strcmp(json_string_value(v), qr) == 0;
	json_decref(seals);
	if (!any)
		return 0; /* printed as it came, it bears no code of ours */
	if (!*qr)
		return fault_set(f, FAULT_FIELD, "/qr", "QR wajib dipindai",
		    "The QR must be scanned");
	return found ? 0 : other_sheet("/qr", f);
}

static int
check_mrz(struct core *c, struct tmpl *t, const struct store_job *j,
    const char *mrz, struct fault *f)
{
	enum template_seal kind = template_seal_kind(t->t);
	struct faults *fs;
	json_t *fields;
	char want[96] = "";
	struct template_data d = { .number = j->number,
		.id = j->document,
		.copy = j->copy,
		.at = j->created,
		.zone = c->conf.zone,
		.state = c->conf.state,
		.host = c->conf.host,
		.authority = c->conf.title,
		.has_photo = j->has_photo };
	int rc;

	if (kind != SEAL_TD3 && kind != SEAL_TD1)
		return *mrz ? other_sheet("/mrz", f) : 0;
	if (!*mrz)
		return fault_set(f, FAULT_FIELD, "/mrz", "MRZ wajib dipindai",
		    "The MRZ must be scanned");
	fs = mem_alloc(sizeof *fs);
	fields = json_loads(j->fields ? j->fields : "{}", 0, NULL);
	d.fields = fields;
	rc = layout_mrz(t->t, &d, want, fs);
	json_decref(fields);
	free(fs);
	return rc == 0 && strcmp(want, mrz) == 0 ? 0 : other_sheet("/mrz", f);
}

static int
check(struct ask *a, struct tmpl *t, const struct store_job *j, struct fault *f)
{
	const char *result = body_word(a, "result", "pass|fail", BODY_REQUIRED),
		   *qr = body_text(a, "qr", SCAN_MAX, BODY_OPTIONAL),
		   *mrz = body_text(a, "mrz", MRZ_MAX, BODY_OPTIONAL),
		   *serial =
		       body_text(a, "serial", BLANK_SERIAL - 1, BODY_OPTIONAL),
		   *why = body_text(a, "reason", REASON_CODE, BODY_OPTIONAL),
		   *note = body_text(a, "note", REASON_NOTE - 1, BODY_OPTIONAL);
	struct store_change ch = {
		.why = why, .note = note, .serial = *serial ? serial : NULL
	};

	sheet_known(a, why);
	if (body_wrong(a))
		return 0;
	if (j->state != JOB_PRINTED)
		return fault_set(f, FAULT_STATE, "",
		    "Hanya lembar yang tercetak dapat diperiksa",
		    "Only a printed sheet can be checked");
	if (*j->serial && !*serial)
		return fault_set(f, FAULT_FIELD, "/serial",
		    "Nomor seri pada lembar wajib dibaca",
		    "The serial on the sheet must be read");
	if (strcmp(result, "fail") == 0) {
		if (reason_check(why, note, REASON_SPOIL, f) < 0)
			return -1;
		return sheet_step(a, j, JOB_EV_SPOIL, &ch, f);
	}
	if (check_qr(j, qr, f) < 0 || check_mrz(a->core, t, j, mrz, f) < 0)
		return -1;
	return sheet_step(a, j,
	    template_hand_over_days(t->t) > 0 ? JOB_EV_READY : JOB_EV_PASS, &ch,
	    f);
}

/* ---- hand-over ---- */

static int
give(struct ask *a, const struct store_job *was, struct fault *f)
{
	struct store_hand_over h = { .counter = a->counter,
		.person = a->person,
		.given_to = body_text(a, "to", 80, BODY_REQUIRED),
		.paper = body_word(a, "paper",
		    "KTP|SIM|paspor|surat-kuasa|other", BODY_REQUIRED),
		.paper_number = body_text(a, "paper_number", 40, BODY_REQUIRED),
		.now = loop_now() };
	struct store_job j = { 0 };
	int rc;

	if (body_wrong(a))
		return 0;
	rc = loop_begin(a->core, f);
	if (rc == 0)
		rc = store_hand_over(a->core->store, was->id,
		    a->if_match ? a->if_match : was->rev, &h, &j, f);
	if (rc == 0)
		sheet_answer(a, 200, &j);
	else
		loop_failed(a->core, f);
	store_job_release(&j);
	return rc;
}

/* ---- printed anew ---- */

int
api_reprint(struct core *c, int64_t job, int64_t rev, const char *counter,
    const char *person, const char *second, const json_t *what,
    struct store_job *ret_j, struct fault *f)
{
	struct store_job j = { 0 };
	struct store_reprint r = { .counter = counter,
		.person = person,
		.second = second,
		.reason = json_string_value(json_object_get(what, "reason")),
		.note = json_string_value(json_object_get(what, "note")),
		.now = loop_now() };
	struct tmpl *t;
	int rc = -1;

	if (store_job_get(c->store, job, &j, f) < 0)
		return -1;
	t = catalog_get(c, j.template_name, j.template_version, f);
	if (t && loop_begin(c, f) == 0) {
		r.numbered = template_blank(t->t) != NULL;
		r.cap = template_copies_max(t->t);
		if (template_approval(t->t) && !*second)
			r.hold = JOB_HOLD_APPROVAL;
		rc = store_job_reprint(c->store, job, rev, &r, ret_j, f);
		if (rc < 0)
			loop_failed(c, f);
		else
			pipeline_more(c);
	}
	store_job_release(&j);
	return rc;
}

static int
reprint(
    struct ask *a, struct tmpl *t, const struct store_job *was, struct fault *f)
{
	const char *why = body_text(a, "reason", REASON_CODE, BODY_REQUIRED),
		   *note = body_text(a, "note", REASON_NOTE - 1, BODY_OPTIONAL);
	struct store_job j = { 0 };
	int rc;

	if (body_wrong(a))
		return 0;
	if (reason_check(why, note, REASON_REPRINT, f) < 0)
		return -1;
	if (template_blank(t->t))
		return api_propose(a, "reprint", was->id, f);
	rc = api_reprint(a->core, was->id, a->if_match ? a->if_match : was->rev,
	    a->counter, a->person, "", a->body, &j, f);
	if (rc == 0)
		sheet_answer(a, 201, &j);
	store_job_release(&j);
	return rc;
}

/* ---- approval before print ---- */

static int
approve(struct ask *a, const struct store_job *j, struct fault *f)
{
	struct store_change ch = { .approve = 1 };

	if (body_wrong(a))
		return 0;
	if (!(j->hold & JOB_HOLD_APPROVAL))
		return fault_set(f, FAULT_STATE, "",
		    "Pekerjaan ini tidak menunggu persetujuan",
		    "This job does not wait for approval");
	if (strcmp(j->person, a->person) == 0)
		return fault_set(f, FAULT_FORBIDDEN, "",
		    "Harus disetujui petugas lain daripada yang mengajukan",
		    "Another person than who submitted must approve");
	return sheet_step(a, j,
	    j->state == JOB_HELD && j->hold == JOB_HOLD_APPROVAL
		? JOB_EV_RELEASE
		: JOB_EV_NOTE,
	    &ch, f);
}

/* ---- the handlers ---- */

static int
correct(struct ask *a, const struct store_job *was, struct fault *f)
{
	const char *serial =
	    body_text(a, "serial", BLANK_SERIAL - 1, BODY_REQUIRED);
	struct stock_by by = { .person = a->person,
		.reason = body_text(a, "reason", REASON_CODE, BODY_REQUIRED),
		.note = body_text(a, "note", REASON_NOTE - 1, BODY_OPTIONAL),
		.now = loop_now() };
	struct store_job j = { 0 };
	int rc;

	if (body_wrong(a))
		return 0;
	rc = loop_begin(a->core, f);
	if (rc == 0)
		rc = stock_correct(a->core->store, was->id, serial, &by, f);
	if (rc == 0)
		rc = store_job_get(a->core->store, was->id, &j, f);
	if (rc == 0)
		sheet_answer(a, 200, &j);
	else
		loop_failed(a->core, f);
	store_job_release(&j);
	return rc;
}

enum sheet_act {
	SHEET_NONE,
	SHEET_SETTLE,
	SHEET_CORRECT,
	SHEET_CHECK,
	SHEET_GIVE,
	SHEET_REPRINT,
	SHEET_APPROVE
};

static int
sheet_act(struct ask *a, enum sheet_act act, const char *known)
{
	struct store_job j = { 0 };
	struct tmpl *t = NULL;
	struct fault f = { 0 };
	int rc = -1;

	body_open(a, known);
	if (sheet_person(a, &f) < 0 || sheet_job(a, &j, &t, &f) < 0) {
		ask_fault(a, &f);
		return 0;
	}
	if (sheet_rev(a, &j, &f) < 0)
		act = SHEET_NONE;
	switch (act) {
	case SHEET_NONE:
		break;
	case SHEET_SETTLE:
		rc = settle(a, &j, &f);
		break;
	case SHEET_CORRECT:
		rc = correct(a, &j, &f);
		break;
	case SHEET_CHECK:
		rc = check(a, t, &j, &f);
		break;
	case SHEET_GIVE:
		rc = give(a, &j, &f);
		break;
	case SHEET_REPRINT:
		rc = reprint(a, t, &j, &f);
		break;
	case SHEET_APPROVE:
		rc = approve(a, &j, &f);
		break;
	}
	if (rc < 0)
		ask_fault(a, &f);
	store_job_release(&j);
	return 0;
}

int
api_job_settle(struct ask *a)
{
	return sheet_act(a, SHEET_SETTLE, "outcome serial reason note");
}

int
api_job_serial(struct ask *a)
{
	return sheet_act(a, SHEET_CORRECT, "serial reason note");
}

int
api_job_check(struct ask *a)
{
	return sheet_act(a, SHEET_CHECK, "result qr mrz serial reason note");
}

int
api_job_hand_over(struct ask *a)
{
	return sheet_act(a, SHEET_GIVE, "to paper paper_number");
}

int
api_job_reprint(struct ask *a)
{
	return sheet_act(a, SHEET_REPRINT, "reason note");
}

int
api_job_approve(struct ask *a)
{
	return sheet_act(a, SHEET_APPROVE, "");
}
