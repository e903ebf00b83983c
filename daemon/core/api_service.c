/*
 * Services over the API: a printer goes into service and comes back, with what
 * it cost and the paper that says so.  From its begin to its end the printer
 * is out of dispatch.
 */

#include <stdlib.h>
#include <string.h>

#include "blob.h"
#include "buf.h"
#include "fault.h"
#include "mem.h"
#include "reason.h"
#include "stock.h"

#include "api.h"
#include "ask.h"
#include "body.h"
#include "budget.h"
#include "core.h"
#include "create.h"
#include "jout.h"
#include "printer.h"
#include "upkeep.h"

#define SERVICE_MONEY INT64_C(1000000000000)

struct services {
	struct buf b;
	const struct core *core;
	int left, more;
	int64_t last;
	char printer[STORE_NAME]; /* of the last */
};

static void
time_out(struct buf *b, const char *name, int64_t at)
{
	if (at)
		jout_time(b, name, at);
	else
		jout_null(b, name);
}

static int
service_row(const struct store_service *v, void *arg)
{
	struct services *l = arg;
	struct buf *b = &l->b;
	char back[11] = "";

	if (l->left-- == 0) {
		l->more = 1;
		return 1;
	}
	l->last = v->id;
	(void)mem_copy(l->printer, sizeof l->printer, v->printer);
	if (v->back)
		upkeep_day_text(upkeep_day(l->core, v->back), back);
	jout_open(b, NULL, '{');
	jout_int(b, "id", v->id);
	jout_text(b, "printer", v->printer);
	if (v->plan)
		jout_int(b, "plan", v->plan);
	else
		jout_null(b, "plan");
	jout_text(b, "kind", v->kind);
	jout_some(b, "supplier", v->supplier);
	jout_time(b, "began", v->began);
	time_out(b, "ended", v->ended);
	jout_some(b, "back", back);
	jout_int(b, "cost", v->cost);
	jout_bool(b, "warranty", v->warranty);
	jout_some(b, "note", v->note);
	jout_bool(b, "document", v->has_document);
	jout_some(b, "budget", v->budget);
	jout_text(b, "person", v->person);
	if (v->ended)
		jout_int(b, "minutes", (v->ended - v->began) / 60);
	else
		jout_null(b, "minutes");
	jout_close(b, '}');
	return 0;
}

int
api_service_list(struct ask *a)
{
	struct services l = { .core = a->core };
	struct store_service_filter q = { .printer = ask_query(a, "printer") };
	struct fault f = { 0 };
	char *next;

	ask_items(&l.b);
	if (ask_page(a, &l.left, &q.before, &f) < 0)
		goto out;
	q.limit = l.left + 1;
	if (store_service_list(a->core->store, &q, service_row, &l, &f) < 0)
		goto out;
	next = l.more ? mem_printf("%lld", (long long)l.last) : NULL;
	jout_close(&l.b, ']');
	jout_text(&l.b, "next", next);
	jout_close(&l.b, '}');
	free(next);
	ask_reply(a, 200, NULL, &l.b);
out:
	if (f.code != FAULT_NONE)
		ask_fault(a, &f);
	buf_release(&l.b);
	return 0;
}

/* ---- begin ---- */

static void
times_read(struct ask *a, struct store_service *v)
{
	int64_t began = body_when_time(a, "began"),
		ended = body_when_time(a, "ended"),
		back = body_when_day(a, "back", BODY_OPTIONAL, BODY_AHEAD);

	v->began = began >= 0 ? began : loop_now();
	v->ended = ended >= 0 ? ended : 0;
	v->back = back >= 0 ? back : 0;
	if (began < 0 && ended >= 0)
		faults_add(&a->core->faults, FAULT_FIELD, "/began",
		    "Wajib diisi bila servis sudah berakhir",
		    "Is required when the service has ended");
}

static void
service_read(struct ask *a, struct store_service *v)
{
	body_open(a,
	    "printer kind plan supplier began ended back cost warranty note "
	    "budget");
	v->printer = body_text(a, "printer", STORE_NAME - 1, BODY_REQUIRED);
	if (*v->printer && !printer_find(a->core, v->printer))
		faults_add(&a->core->faults, FAULT_FIELD, "/printer",
		    "Printer tidak dikenal", "There is no such printer");
	v->kind = body_word(a, "kind", SERVICE_KINDS, BODY_REQUIRED);
	if (body_given(a, "plan"))
		v->plan = body_int(a, "plan", 1, INT64_MAX, BODY_OPTIONAL);
	v->supplier = body_text(a, "supplier", PERSON_TEXT - 1, BODY_OPTIONAL);
	times_read(a, v);
	v->cost = body_int(a, "cost", 0, SERVICE_MONEY, BODY_OPTIONAL);
	v->warranty = body_bool(a, "warranty");
	v->note = body_text(a, "note", REASON_NOTE - 1, BODY_OPTIONAL);
	v->budget = body_text(a, "budget", STORE_NUMBER - 1, BODY_OPTIONAL);
	if (a->with & INTAKE_PHOTO)
		faults_add(&a->core->faults, FAULT_FIELD, "/photo",
		    "Servis tidak memuat foto, hanya dokumen PDF",
		    "A service takes no photo, only a PDF document");
}

static void
tell_begun(struct ask *a, const char *printer)
{
	char *id = mem_printf(
	    "Printer %s diservis; di luar antrean sampai selesai", printer);
	char *en = mem_printf(
	    "Printer %s is in service; out of dispatch until it ends", printer);

	notice_tell(
	    a->core, NOTICE_ATTENTION, "service-begun", printer, id, en);
	free(en);
	free(id);
}

static void
tell_ended(struct ask *a, const char *printer)
{
	char *id = mem_printf("Printer %s selesai diservis", printer),
	     *en = mem_printf("Printer %s: its service has ended", printer);

	notice_tell(a->core, NOTICE_INFO, "service-ended", printer, id, en);
	free(en);
	free(id);
}

int
api_service_add(struct ask *a)
{
	struct services l = { .core = a->core, .left = 1 };
	struct store_service v = { .person = a->person };
	struct store *s = a->core->store;
	struct fault f = { 0 };
	int64_t id;

	service_read(a, &v);
	if (body_wrong(a))
		return 0;
	v.has_document = (a->with & INTAKE_PDF) != 0;
	if (budget_known(a->core, v.budget, v.ended ? v.ended : v.began, &f) <
		0 ||
	    (v.has_document &&
		create_keep_pdf(a->core, a->fd, v.document, &f) < 0) ||
	    loop_begin(a->core, &f) < 0 ||
	    store_service_add(s, &v, &id, &f) < 0 ||
	    store_service_get(s, id, service_row, &l, &f) < 0) {
		ask_fault(a, &f);
	} else {
		upkeep_look(a->core, v.printer);
		upkeep_soon(a->core);
		if (v.ended)
			tell_ended(a, v.printer);
		else
			tell_begun(a, v.printer);
		ask_reply(a, 201, NULL, &l.b);
	}
	buf_release(&l.b);
	return 0;
}

/* ---- end ---- */

/* Reads the body; 0, or 1 answered. */
static int
end_read(
    struct ask *a, struct store_service_end *e, int64_t *cost, int *warranty)
{
	int64_t ended;
	const char *note;

	body_open(a, "ended cost note warranty");
	ended = body_when_time(a, "ended");
	*cost = body_int(a, "cost", 0, SERVICE_MONEY, BODY_OPTIONAL);
	*warranty = body_bool(a, "warranty");
	note = body_text(a, "note", REASON_NOTE - 1, BODY_OPTIONAL);
	if (!*a->person)
		faults_add(&a->core->faults, FAULT_FORBIDDEN, "",
		    "Tindakan ini harus dilakukan seorang petugas",
		    "This act takes a person");
	*e = (struct store_service_end){ .ended =
					     ended >= 0 ? ended : loop_now(),
		.cost = body_given(a, "cost") ? cost : NULL,
		.warranty = body_given(a, "warranty") ? warranty : NULL,
		.note = *note ? note : NULL };
	return body_wrong(a);
}

int
api_service_end(struct ask *a)
{
	struct services l = { .core = a->core, .left = 1 };
	struct store *s = a->core->store;
	struct store_service_end e;
	struct fault f = { 0 };
	int64_t id, cost;
	int warranty;

	if (end_read(a, &e, &cost, &warranty))
		return 0;
	if (ask_param_id(a, &id, &f) < 0 || loop_begin(a->core, &f) < 0 ||
	    store_service_end(s, id, &e, &f) < 0 ||
	    store_service_get(s, id, service_row, &l, &f) < 0) {
		ask_fault(a, &f);
	} else {
		upkeep_look(a->core, l.printer);
		upkeep_soon(a->core);
		tell_ended(a, l.printer);
		ask_reply(a, 200, NULL, &l.b);
	}
	buf_release(&l.b);
	return 0;
}

/* ---- its paper ---- */

struct paper {
	int has;
	uint8_t hash[STORE_HASH];
};

static int
paper_of(const struct store_service *v, void *arg)
{
	struct paper *p = arg;

	p->has = v->has_document;
	memcpy(p->hash, v->document, sizeof p->hash);
	return 0;
}

int
api_service_document(struct ask *a)
{
	struct paper p = { 0 };
	struct fault f = { 0 };
	int64_t id;
	int fd;

	if (!*a->person && !a->admin) {
		fault_set(&f, FAULT_FORBIDDEN, "",
		    "Dokumen servis dibuka dengan token petugas",
		    "The document of a service is opened with a person's "
		    "token");
		ask_fault(a, &f);
	} else if (ask_param_id(a, &id, &f) < 0 ||
	    store_service_get(a->core->store, id, paper_of, &p, &f) < 0)
		ask_fault(a, &f);
	else if (!p.has) {
		fault_set(&f, FAULT_NOT_FOUND, "",
		    "Servis ini tidak memuat dokumen",
		    "This service has no document");
		ask_fault(a, &f);
	} else if (blob_get(a->core->blobs, p.hash, &fd, &f) < 0) {
		ask_fault(a, &f);
	} else {
		ask_reply_fd(a, "application/pdf", NULL, fd);
	}
	return 0;
}
