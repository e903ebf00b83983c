/*
 * Plans and contracts of service over the API: when a printer is to be served,
 * and what was agreed with whom.  What a plan says today is reckoned anew at
 * each look.
 */

#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "cost.h"
#include "fault.h"
#include "mem.h"
#include "stock.h"

#include "api.h"
#include "ask.h"
#include "body.h"
#include "budget.h"
#include "core.h"
#include "jout.h"
#include "printer.h"
#include "upkeep.h"

#define PLAN_DAYS 3650
#define PLAN_GRACE 14
#define PLAN_MONEY INT64_C(1000000000000)

/* A printer of ours, named in the body. */
static const char *
printer_read(struct ask *a)
{
	const char *name =
	    body_text(a, "printer", STORE_NAME - 1, BODY_REQUIRED);

	if (*name && !printer_find(a->core, name))
		faults_add(&a->core->faults, FAULT_FIELD, "/printer",
		    "Printer tidak dikenal", "There is no such printer");
	return name;
}

/* ---- plans ---- */

struct plans {
	struct buf b;
	struct core *core;
	int64_t only; /* 0 = all */
};

static void
day_out(struct buf *b, const char *name, int64_t day)
{
	char text[11];

	upkeep_day_text(day, text);
	jout_some(b, name, text);
}

static void
left_out(struct buf *b, const char *name, int64_t n, int known)
{
	if (known)
		jout_int(b, name, n);
	else
		jout_null(b, name);
}

static int
plan_row(const struct store_plan *p, void *arg)
{
	struct plans *l = arg;
	struct buf *b = &l->b;
	struct service_due d;

	if (l->only && p->id != l->only)
		return 0;
	upkeep_due(l->core, p, &d);
	jout_open(b, NULL, '{');
	jout_int(b, "id", p->id);
	jout_text(b, "printer", p->printer);
	jout_text(b, "title", p->title);
	left_out(b, "days", p->days, p->days > 0);
	left_out(b, "pages", p->pages, p->pages > 0);
	jout_int(b, "grace_days", p->grace);
	day_out(b, "since", upkeep_day(l->core, p->since));
	jout_int(b, "done_days", d.done_days);
	jout_int(b, "done_pages", p->done);
	day_out(b, "due", d.day);
	jout_text(b, "by", d.by_pages ? "pages" : "days");
	left_out(b, "days_left", d.days_left, d.day != SERVICE_NEVER);
	left_out(b, "pages_left", d.pages_left, p->pages > 0);
	jout_text(b, "state", service_state_name(d.state));
	jout_close(b, '}');
	return 0;
}

int
api_plan_list(struct ask *a)
{
	struct plans l = { .core = a->core };
	struct fault f = { 0 };

	ask_items(&l.b);
	return ask_items_end(a, &l.b,
	    store_service_plans(
		a->core->store, ask_query(a, "printer"), plan_row, &l, &f),
	    &f);
}

static void
plan_read(struct ask *a, struct store_plan *p)
{
	body_open(a, "printer title days pages grace_days began");
	(void)mem_copy(p->printer, sizeof p->printer, printer_read(a));
	(void)mem_copy(p->title, sizeof p->title,
	    body_text(a, "title", PERSON_TEXT - 1, BODY_REQUIRED));
	p->days = body_int(a, "days", 0, PLAN_DAYS, BODY_OPTIONAL);
	p->pages = body_int(a, "pages", 0, 100000000, BODY_OPTIONAL);
	p->grace = body_given(a, "grace_days")
	    ? body_int(a, "grace_days", 0, 365, BODY_OPTIONAL)
	    : PLAN_GRACE;
	p->began = body_when_day(a, "began", BODY_OPTIONAL, 0);
	if (p->began < 0)
		p->began = loop_now();
}

int
api_plan_add(struct ask *a)
{
	struct plans l = { .core = a->core };
	struct store_plan p = { 0 };
	struct store *s = a->core->store;
	struct fault f = { 0 };

	plan_read(a, &p);
	if (body_wrong(a))
		return 0;
	if (loop_begin(a->core, &f) < 0 ||
	    store_service_plan_add(s, &p, &l.only, &f) < 0 ||
	    store_service_plans(s, p.printer, plan_row, &l, &f) < 0) {
		ask_fault(a, &f);
	} else {
		upkeep_look(a->core, p.printer);
		upkeep_soon(a->core);
		ask_reply(a, 201, NULL, &l.b);
	}
	buf_release(&l.b);
	return 0;
}

int
api_plan_end(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };
	int64_t id;

	if (ask_param_id(a, &id, &f) < 0 || loop_begin(a->core, &f) < 0 ||
	    store_service_plan_end(a->core->store, id, loop_now(), &f) < 0) {
		ask_fault(a, &f);
		return 0;
	}
	upkeep_soon(a->core); /* a printer may be let go by it */
	buf_puts(&b, "null");
	ask_reply(a, 204, NULL, &b);
	buf_release(&b);
	return 0;
}

/* ---- contracts ---- */

struct contracts {
	struct buf b;
	int64_t only; /* 0 = all */
};

static int
contract_row(const struct store_contract *c, void *arg)
{
	struct contracts *l = arg;
	struct buf *b = &l->b;

	if (l->only && c->id != l->only)
		return 0;
	jout_open(b, NULL, '{');
	jout_int(b, "id", c->id);
	jout_text(b, "printer", c->printer);
	jout_text(b, "supplier", c->supplier);
	jout_text(b, "number", c->number);
	jout_text(b, "first", c->first);
	jout_text(b, "last", c->last);
	jout_int(b, "price_year", c->price_year);
	jout_int(b, "visits", c->visits);
	jout_some(b, "budget", c->budget);
	jout_some(b, "person", c->person);
	jout_close(b, '}');
	return 0;
}

int
api_plan_contracts(struct ask *a)
{
	struct contracts l = { 0 };
	struct fault f = { 0 };

	ask_items(&l.b);
	return ask_items_end(a, &l.b,
	    store_service_contracts(a->core->store, contract_row, &l, &f), &f);
}

/* A day of the body as it stands there, once it is one that costs know. */
static const char *
day_read(struct ask *a, const char *name)
{
	const char *s = json_string_value(json_object_get(a->body, name));
	char pointer[16];
	int64_t day;

	if (body_when_day(a, name, BODY_REQUIRED, BODY_AHEAD) < 0 ||
	    cost_day_parse(s, &day) == 0)
		return s;
	(void)snprintf(pointer, sizeof pointer, "/%s", name);
	faults_add(&a->core->faults, FAULT_FIELD, pointer,
	    "Tahun harus 1970 sampai 9998", "A year must be 1970 to 9998");
	return s;
}

int
api_plan_contract_add(struct ask *a)
{
	struct contracts l = { 0 };
	struct store_contract c = { .person = a->person };
	struct store *s = a->core->store;
	struct fault f = { 0 };
	int64_t day = 0;

	body_open(
	    a, "printer supplier number first last price_year visits budget");
	c.printer = printer_read(a);
	c.supplier = body_text(a, "supplier", PERSON_TEXT - 1, BODY_REQUIRED);
	c.number = body_text(a, "number", STORE_NUMBER - 1, BODY_REQUIRED);
	c.price_year = body_int(a, "price_year", 0, PLAN_MONEY, BODY_REQUIRED);
	c.visits = body_int(a, "visits", 0, 1000, BODY_OPTIONAL);
	c.budget = body_text(a, "budget", STORE_NUMBER - 1, BODY_OPTIONAL);
	c.first = day_read(a, "first");
	c.last = day_read(a, "last");
	if (body_wrong(a))
		return 0;
	(void)cost_day_parse(c.first, &day);
	if (budget_known(a->core, c.budget, day * 86400 - a->core->zone, &f) <
		0 ||
	    loop_begin(a->core, &f) < 0 ||
	    store_service_contract_add(s, &c, &l.only, &f) < 0 ||
	    store_service_contracts(s, contract_row, &l, &f) < 0)
		ask_fault(a, &f);
	else
		ask_reply(a, 201, NULL, &l.b);
	buf_release(&l.b);
	return 0;
}
