/*
 * Numbered blanks over the API: persons, kinds, deliveries, moves, trays, and
 * what there is to see.  The store decides; nothing here keeps a number.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "fault.h"
#include "mem.h"
#include "money.h"
#include "reason.h"
#include "stock.h"

#include "api.h"
#include "ask.h"
#include "body.h"
#include "core.h"
#include "costing.h"
#include "jout.h"
#include "printer.h"

#define WHY " reason note"

/* Who acts and why, from the request. */
static struct stock_by
api_by(struct ask *a)
{
	struct stock_by by = {
		.person = a->person,
		.reason = body_text(a, "reason", REASON_CODE, BODY_OPTIONAL),
		.note = body_text(a, "note", REASON_NOTE - 1, BODY_OPTIONAL),
		.now = loop_now(),
	};

	if (*by.reason && !reason_find(by.reason))
		faults_add(&a->core->faults, FAULT_FIELD, "/reason",
		    "Bukan alasan dari daftar", "Not a reason from the list");
	return by;
}

/* Ends an act: rc of the store, what it gave. */
static int
api_acted(struct ask *a, int rc, int64_t n, const struct fault *f)
{
	struct buf b = { 0 };

	if (rc < 0) {
		loop_failed(a->core, f);
		ask_fault(a, f);
		return 0;
	}
	loop_work(a->core); /* a job may have waited for it */
	jout_open(&b, NULL, '{');
	jout_int(&b, "blanks", n);
	jout_close(&b, '}');
	ask_reply(a, 200, NULL, &b);
	buf_release(&b);
	return 0;
}

/* ---- persons ---- */

static void
person_out(struct buf *b, const char *name, const struct store_person *p)
{
	jout_open(b, name, '{');
	jout_text(b, "name", p->name);
	jout_text(b, "full_name", p->full_name);
	jout_some(b, "title", p->title);
	jout_some(b, "staff_number", p->staff_number);
	jout_text(b, "role", p->role);
	jout_bool(b, "here", p->gone == 0);
	jout_close(b, '}');
}

static int
person_row(const struct store_person *p, void *arg)
{
	person_out(arg, NULL, p);
	return 0;
}

int
api_person_list(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };

	ask_items(&b);
	return ask_items_end(
	    a, &b, store_person_list(a->core->store, person_row, &b, &f), &f);
}

int
api_person_put(struct ask *a)
{
	struct store_person p = { .created = loop_now() };
	struct fault f = { 0 };
	struct buf b = { 0 };
	const char *name = ask_param(a, "name");

	body_open(a, "full_name title staff_number role");
	(void)mem_copy(p.full_name, sizeof p.full_name,
	    body_text(a, "full_name", PERSON_TEXT - 1, BODY_REQUIRED));
	(void)mem_copy(p.title, sizeof p.title,
	    body_text(a, "title", PERSON_TEXT - 1, BODY_OPTIONAL));
	(void)mem_copy(p.staff_number, sizeof p.staff_number,
	    body_text(a, "staff_number", PERSON_STAFF - 1, BODY_OPTIONAL));
	(void)mem_copy(p.role, sizeof p.role,
	    body_word(a, "role", "operator|supervisor|admin", BODY_REQUIRED));
	if (strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") !=
		strlen(name) ||
	    mem_copy(p.name, sizeof p.name, name) < 0 ||
	    strcmp(name, "core") == 0 || strcmp(name, "gate") == 0)
		faults_add(&a->core->faults, FAULT_FIELD, "/name",
		    "Nama petugas: 1 sampai %d huruf kecil, angka dan -",
		    "A person's name: 1 to %d small letters, digits and -",
		    PERSON_NAME - 1);
	if (body_wrong(a))
		return 0;
	if (loop_begin(a->core, &f) < 0 ||
	    store_person_put(a->core->store, &p, &f) < 0) {
		loop_failed(a->core, &f);
		ask_fault(a, &f);
		return 0;
	}
	person_out(&b, NULL, &p);
	ask_reply(a, 200, NULL, &b);
	buf_release(&b);
	return 0;
}

int
api_person_leave(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };

	if (loop_begin(a->core, &f) < 0 ||
	    store_person_leave(
		a->core->store, ask_param(a, "name"), loop_now(), &f) < 0) {
		ask_fault(a, &f);
		return 0;
	}
	buf_puts(&b, "null");
	ask_reply(a, 204, NULL, &b);
	buf_release(&b);
	return 0;
}

/* ---- kinds ---- */

static void
kind_out(struct buf *b, const struct stock_kind *k)
{
	jout_open(b, NULL, '{');
	jout_text(b, "name", k->name);
	jout_text(b, "title", k->title);
	jout_close(b, '}');
}

static int
kind_row(const struct stock_kind *k, void *arg)
{
	kind_out(arg, k);
	return 0;
}

int
api_kind_list(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };

	ask_items(&b);
	return ask_items_end(
	    a, &b, stock_kind_list(a->core->store, kind_row, &b, &f), &f);
}

int
api_kind_put(struct ask *a)
{
	struct stock_kind k = { .created = loop_now() };
	struct fault f = { 0 };
	struct buf b = { 0 };
	const char *name = ask_param(a, "name");

	body_open(a, "title");
	(void)mem_copy(k.title, sizeof k.title,
	    body_text(a, "title", PERSON_TEXT - 1, BODY_REQUIRED));
	if (*name < 'a' || *name > 'z' || strlen(name) > 40 ||
	    strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") !=
		strlen(name) ||
	    mem_copy(k.name, sizeof k.name, name) < 0)
		faults_add(&a->core->faults, FAULT_FIELD, "/name",
		    "Jenis blangko: huruf kecil, angka dan -",
		    "A kind of blank: small letters, digits and -");
	if (body_wrong(a))
		return 0;
	if (loop_begin(a->core, &f) < 0 ||
	    stock_kind_put(a->core->store, &k, &f) < 0) {
		loop_failed(a->core, &f);
		ask_fault(a, &f);
		return 0;
	}
	kind_out(&b, &k);
	ask_reply(a, 200, NULL, &b);
	buf_release(&b);
	return 0;
}

/* ---- acts ---- */

int
api_stock_receive(struct ask *a)
{
	struct stock_delivery d;
	struct stock_by by;
	struct fault f = { 0 };
	int64_t n = 0;
	int rc;

	body_open(a, "kind delivery first last price budget" WHY);
	d = (struct stock_delivery){
		.kind = body_text(a, "kind", STORE_NAME - 1, BODY_REQUIRED),
		.note =
		    body_text(a, "delivery", STORE_NUMBER - 1, BODY_REQUIRED),
		.first = body_text(a, "first", BLANK_SERIAL - 1, BODY_REQUIRED),
		.last = body_text(a, "last", BLANK_SERIAL - 1, BODY_REQUIRED),
		.price = body_int(
		    a, "price", 0, INT64_C(1000000000000), BODY_REQUIRED),
		.budget =
		    body_text(a, "budget", STORE_NUMBER - 1, BODY_OPTIONAL),
	};
	by = api_by(a);
	if (body_wrong(a))
		return 0;
	rc = loop_begin(a->core, &f);
	if (rc == 0)
		rc = store_budget_known(
		    a->core->store, costing_now(a->core) / 12, d.budget, &f);
	if (rc == 0)
		rc = stock_receive(a->core->store, &d, &by, &n, &f);
	return api_acted(a, rc, n, &f);
}

/* The printer of a tray is one of ours. */
static void
api_tray_known(struct ask *a, const char *place)
{
	const char *tray = blank_tray(place);

	if (tray && !printer_find(a->core, tray))
		faults_add(&a->core->faults, FAULT_FIELD, "/to",
		    "Printer baki ini tidak dikenal",
		    "There is no such printer for this tray");
}

int
api_stock_move(struct ask *a)
{
	const char *first, *last, *to, *order;
	struct stock_by by;
	struct fault f = { 0 };
	int64_t n = 0;
	int rc;

	body_open(a, "first last to order" WHY);
	first = body_text(a, "first", BLANK_SERIAL - 1, BODY_REQUIRED);
	last = body_text(a, "last", BLANK_SERIAL - 1, BODY_REQUIRED);
	to = body_text(a, "to", BLANK_PLACE - 1, BODY_REQUIRED);
	order = body_word(a, "order", "ascending|descending", BODY_OPTIONAL);
	by = api_by(a);
	api_tray_known(a, to);
	if (body_wrong(a))
		return 0;
	rc = loop_begin(a->core, &f);
	if (rc == 0)
		rc = stock_move(a->core->store, first, last, to,
		    strcmp(order, "descending") == 0, &by, &n, &f);
	return api_acted(a, rc, n, &f);
}

static int
api_ends(struct ask *a, enum blank_act act)
{
	const char *first, *last;
	struct stock_by by;
	struct fault f = { 0 };
	int64_t n = 0;
	int rc;

	body_open(a, "first last" WHY);
	first = body_text(a, "first", BLANK_SERIAL - 1, BODY_REQUIRED);
	last = body_text(a, "last", BLANK_SERIAL - 1, BODY_OPTIONAL);
	by = api_by(a);
	if (body_wrong(a))
		return 0;
	rc = loop_begin(a->core, &f);
	if (rc == 0)
		rc = stock_end(a->core->store, act, first, *last ? last : first,
		    &by, &n, &f);
	return api_acted(a, rc, n, &f);
}

int
api_stock_spoil(struct ask *a)
{
	return api_ends(a, BLANK_SPOIL);
}

int
api_stock_return(struct ask *a)
{
	return api_ends(a, BLANK_RETURN);
}

int
api_tray_put(struct ask *a)
{
	const char *printer = ask_param(a, "name"), *serial;
	struct stock_by by;
	struct fault f = { 0 };
	int rc;

	body_open(a, "serial" WHY);
	serial = body_text(a, "serial", BLANK_SERIAL - 1, BODY_REQUIRED);
	by = api_by(a);
	if (body_wrong(a))
		return 0;
	if (!printer_find(a->core, printer)) {
		fault_set(&f, FAULT_NOT_FOUND, "", "Tidak ada", "Not found");
		ask_fault(a, &f);
		return 0;
	}
	rc = loop_begin(a->core, &f);
	if (rc == 0)
		rc = stock_confirm(a->core->store, printer, serial, &by, &f);
	return api_acted(a, rc, 1, &f);
}

/* ---- looking ---- */

static int
sum_row(const struct stock_sum *s, void *arg)
{
	struct buf *b = arg;

	jout_open(b, NULL, '{');
	jout_text(b, "kind", s->kind);
	jout_text(b, "place", s->place);
	jout_text(b, "state", blank_state_name(s->state));
	jout_int(b, "blanks", s->n);
	jout_close(b, '}');
	return 0;
}

int
api_stock_now(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };

	ask_items(&b);
	return ask_items_end(
	    a, &b, stock_now(a->core->store, sum_row, &b, &f), &f);
}

struct entries {
	struct buf b;
	int left, more;
	int64_t last;
};

static int
entry_row(const struct stock_entry *e, void *arg)
{
	struct entries *l = arg;
	struct buf *b = &l->b;

	if (l->left-- == 0) {
		l->more = 1;
		return 1;
	}
	l->last = e->seq;
	jout_open(b, NULL, '{');
	jout_int(b, "seq", e->seq);
	jout_time(b, "at", e->at);
	jout_text(b, "act", blank_act_name(e->act));
	jout_text(b, "kind", e->kind);
	jout_int(b, "blanks", e->n);
	jout_text(b, "first", e->first);
	jout_text(b, "last", e->last);
	jout_text(b, "from_state",
	    e->came < 0 ? NULL : blank_state_name((enum blank_state)e->came));
	jout_some(b, "from_place", e->came_place);
	jout_text(b, "to_state", blank_state_name(e->went));
	jout_text(b, "to_place", e->went_place);
	if (e->job)
		jout_int(b, "job", e->job);
	else
		jout_null(b, "job");
	jout_text(b, "person", e->person);
	jout_some(b, "second", e->second);
	jout_some(b, "reason", e->reason);
	jout_some(b, "note", e->note);
	jout_close(b, '}');
	return 0;
}

int
api_stock_list(struct ask *a)
{
	struct entries l = { 0 };
	struct stock_filter q = { .act = -1,
		.kind = ask_query(a, "kind"),
		.place = ask_query(a, "place"),
		.serial = ask_query(a, "serial") };
	const char *order = ask_query(a, "order");
	struct fault f = { 0 };
	char *next;

	ask_items(&l.b);
	if (ask_page(a, &l.left, &q.after, &f) < 0)
		goto out;
	q.back = order && strcmp(order, "descending") == 0;
	if (order && !q.back && strcmp(order, "ascending") != 0) {
		fault_set(&f, FAULT_FIELD, "/order",
		    "Urutan harus ascending atau descending",
		    "The order must be ascending or descending");
		goto out;
	}
	q.limit = l.left + 1;
	if (stock_list(a->core->store, &q, entry_row, &l, &f) < 0)
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

int
api_stock_blank(struct ask *a)
{
	struct stock_blank k;
	struct fault f = { 0 };
	struct buf b = { 0 };

	if (stock_blank_get(a->core->store, ask_param(a, "name"), &k, &f) < 0) {
		ask_fault(a, &f);
		return 0;
	}
	jout_open(&b, NULL, '{');
	jout_text(&b, "serial", k.serial);
	jout_text(&b, "kind", k.kind);
	jout_text(&b, "place", k.place);
	jout_text(&b, "state", blank_state_name(k.state));
	if (k.job)
		jout_int(&b, "job", k.job);
	else
		jout_null(&b, "job");
	jout_time(&b, "changed", k.changed);
	jout_close(&b, '}');
	ask_reply(a, 200, NULL, &b);
	buf_release(&b);
	return 0;
}

static int
wrong_row(const char *what, void *arg)
{
	jout_text(arg, NULL, what);
	return 0;
}

int
api_stock_check(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };
	int64_t n;
	int rc;

	jout_open(&b, NULL, '{');
	jout_open(&b, "wrong", '[');
	rc = stock_check(a->core->store, wrong_row, &b, &n, &f);
	jout_close(&b, ']');
	if (rc < 0) {
		ask_fault(a, &f);
	} else {
		jout_bool(&b, "adds_up", n == 0);
		jout_close(&b, '}');
		ask_reply(a, 200, NULL, &b);
	}
	buf_release(&b);
	return 0;
}
