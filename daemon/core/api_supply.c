/*
 * Supplies over the API: kinds, purchases, counts, what is in a printer, what
 * to order.  The store decides; figures come from upkeep_stock.c.
 */

#include <stdlib.h>
#include <string.h>

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
#include "jout.h"
#include "printer.h"
#include "upkeep.h"

#define SUPPLY_MODELS 16
#define SUPPLY_MONEY INT64_C(1000000000000)

static void
int_or_null(struct buf *b, const char *name, int64_t n, int known)
{
	if (known)
		jout_int(b, name, n);
	else
		jout_null(b, name);
}

/* ---- kinds ---- */

static void
kind_out(const struct upkeep_kind *k, void *arg)
{
	struct buf *b = arg;

	jout_open(b, NULL, '{');
	jout_text(b, "name", k->s.name);
	jout_text(b, "title", k->s.title);
	jout_text(b, "sort", k->s.sort);
	jout_int(b, "yield", k->s.yield);
	jout_int(b, "minimum", k->s.minimum);
	jout_int(b, "target", k->s.target);
	jout_raw(b, "models", k->s.models);
	jout_some(b, "marker", k->s.marker);
	jout_int(b, "stock", k->s.stock);
	jout_int(b, "in_use", k->s.in_use);
	int_or_null(b, "price", k->s.price, k->s.price >= 0);
	int_or_null(b, "measured", k->measured, k->measured >= 0);
	int_or_null(b, "per_day", k->per_day, k->per_day > 0);
	int_or_null(b, "days_left", k->days, k->days >= 0);
	jout_int(b, "order", k->order);
	jout_text(b, "state", supply_standing_name(k->stands));
	jout_close(b, '}');
}

int
api_supply_list(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };

	ask_items(&b);
	return ask_items_end(
	    a, &b, upkeep_stock_kinds(a->core, NULL, kind_out, &b, &f), &f);
}

static void
order_out(const struct upkeep_kind *k, void *arg)
{
	struct buf *b = arg;

	if (k->order == 0)
		return;
	jout_open(b, NULL, '{');
	jout_text(b, "name", k->s.name);
	jout_text(b, "title", k->s.title);
	jout_int(b, "stock", k->s.stock);
	jout_int(b, "minimum", k->s.minimum);
	jout_int(b, "target", k->s.target);
	jout_int(b, "order", k->order);
	int_or_null(b, "days_left", k->days, k->days >= 0);
	int_or_null(b, "cost", k->s.price * k->order, k->s.price >= 0);
	jout_close(b, '}');
}

int
api_supply_reorder(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };

	ask_items(&b);
	return ask_items_end(
	    a, &b, upkeep_stock_kinds(a->core, NULL, order_out, &b, &f), &f);
}

/* An array of model names, as text for the store. */
static void
models_read(struct ask *a, char ret[UPKEEP_MODELS])
{
	const json_t *list = json_object_get(a->body, "models");
	struct buf b = { 0 };
	int ok = json_is_array(list) && json_array_size(list) <= SUPPLY_MODELS;
	size_t i;
	json_t *v;

	(void)mem_copy(ret, UPKEEP_MODELS, "[]");
	if (!list || json_is_null(list))
		return;
	jout_open(&b, NULL, '[');
	json_array_foreach ((json_t *)(uintptr_t)list, i, v) {
		const char *s = json_string_value(v);

		ok = ok && s && *s && strlen(s) < STORE_NAME;
		for (const char *p = s; ok && *p; p++)
			ok = (unsigned char)*p >= ' ' && *p != 0x7f;
		if (ok)
			jout_text(&b, NULL, s);
	}
	jout_close(&b, ']');
	jout_end(&b);
	if (!ok || mem_copy(ret, UPKEEP_MODELS, buf_str(&b)) < 0)
		faults_add(&a->core->faults, FAULT_FIELD, "/models",
		    "Harus daftar sampai %d model printer, masing-masing 1 "
		    "sampai %d huruf",
		    "Must be a list of up to %d models of printers, each of 1 "
		    "to %d bytes",
		    SUPPLY_MODELS, STORE_NAME - 1);
	buf_release(&b);
}

static void
supply_read(struct ask *a, struct store_supply *u)
{
	const char *name = ask_param(a, "name");

	body_open(a, "title sort yield minimum target models marker");
	(void)mem_copy(u->title, sizeof u->title,
	    body_text(a, "title", PERSON_TEXT - 1, BODY_REQUIRED));
	(void)mem_copy(u->sort, sizeof u->sort,
	    body_word(a, "sort", SUPPLY_SORTS, BODY_REQUIRED));
	u->yield = body_int(a, "yield", 1, 10000000, BODY_REQUIRED);
	u->minimum = body_int(a, "minimum", 0, 1000, BODY_REQUIRED);
	u->target = body_int(a, "target", 0, 1000, BODY_REQUIRED);
	models_read(a, u->models);
	(void)mem_copy(u->marker, sizeof u->marker,
	    body_text(a, "marker", STORE_NAME - 1, BODY_OPTIONAL));
	if (*name < 'a' || *name > 'z' || strlen(name) > 40 ||
	    strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") !=
		strlen(name) ||
	    strcmp(name, "reorder") == 0 ||
	    mem_copy(u->name, sizeof u->name, name) < 0)
		faults_add(&a->core->faults, FAULT_FIELD, "/name",
		    "Nama bahan: huruf kecil, angka dan -, bukan reorder",
		    "A supply's name: small letters, digits and -, not "
		    "reorder");
}

int
api_supply_put(struct ask *a)
{
	struct store_supply u = { .created = loop_now() };
	struct fault f = { 0 };
	struct buf b = { 0 };

	supply_read(a, &u);
	if (body_wrong(a))
		return 0;
	if (loop_begin(a->core, &f) < 0 ||
	    store_supply_put(a->core->store, &u, &f) < 0 ||
	    upkeep_stock_kinds(a->core, u.name, kind_out, &b, &f) < 0) {
		ask_fault(a, &f);
	} else {
		upkeep_soon(a->core);
		ask_reply(a, 200, NULL, &b);
	}
	buf_release(&b);
	return 0;
}

/* ---- purchases and counts ---- */

struct purchases {
	struct buf b;
	int64_t only; /* 0 = all */
	const struct core *core;
};

static int
purchase_row(const struct store_purchase *p, void *arg)
{
	struct purchases *l = arg;
	struct buf *b = &l->b;
	char day[11];

	if (l->only && p->id != l->only)
		return 0;
	upkeep_day_text(upkeep_day(l->core, p->at), day);
	jout_open(b, NULL, '{');
	jout_int(b, "id", p->id);
	jout_text(b, "date", day);
	jout_int(b, "n", p->n);
	jout_int(b, "left", p->left);
	jout_int(b, "price", p->price);
	jout_some(b, "supplier", p->supplier);
	jout_some(b, "delivery", p->delivery);
	jout_some(b, "budget", p->budget);
	jout_text(b, "person", p->person);
	jout_close(b, '}');
	return 0;
}

int
api_supply_purchases(struct ask *a)
{
	struct purchases l = { .core = a->core };
	struct fault f = { 0 };

	ask_items(&l.b);
	return ask_items_end(a, &l.b,
	    store_supply_purchases(
		a->core->store, ask_param(a, "name"), purchase_row, &l, &f),
	    &f);
}

int
api_supply_buy(struct ask *a)
{
	struct purchases l = { .core = a->core };
	struct store_purchase p = { .supply = ask_param(a, "name"),
		.person = a->person };
	struct store *s = a->core->store;
	struct fault f = { 0 };
	int64_t day;

	body_open(a, "n price supplier delivery date budget");
	p.n = body_int(a, "n", 1, 1000, BODY_REQUIRED);
	p.price = body_int(a, "price", 0, SUPPLY_MONEY, BODY_REQUIRED);
	p.supplier = body_text(a, "supplier", PERSON_TEXT - 1, BODY_REQUIRED);
	p.delivery = body_text(a, "delivery", STORE_NUMBER - 1, BODY_REQUIRED);
	p.budget = body_text(a, "budget", STORE_NUMBER - 1, BODY_OPTIONAL);
	day = body_when_day(a, "date", BODY_OPTIONAL, 0);
	p.at = day >= 0 ? day : loop_now();
	if (body_wrong(a))
		return 0;
	if (budget_known(a->core, p.budget, p.at, &f) < 0 ||
	    loop_begin(a->core, &f) < 0 ||
	    store_supply_buy(s, &p, &l.only, &f) < 0 ||
	    store_supply_purchases(s, p.supply, purchase_row, &l, &f) < 0) {
		ask_fault(a, &f);
	} else {
		upkeep_soon(a->core);
		ask_reply(a, 201, NULL, &l.b);
	}
	buf_release(&l.b);
	return 0;
}

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

int
api_supply_count(struct ask *a)
{
	const char *name = ask_param(a, "name");
	struct stock_by by;
	struct fault f = { 0 };
	struct buf b = { 0 };
	int64_t counted, lost = 0;

	body_open(a, "counted reason note");
	counted = body_int(a, "counted", 0, 1000000, BODY_REQUIRED);
	by = api_by(a);
	if (body_wrong(a))
		return 0;
	if (loop_begin(a->core, &f) < 0 ||
	    store_supply_count(a->core->store, name, counted, &by, &lost, &f) <
		0) {
		ask_fault(a, &f);
		return 0;
	}
	upkeep_soon(a->core);
	jout_open(&b, NULL, '{');
	jout_text(&b, "supply", name);
	jout_int(&b, "expected", counted + lost);
	jout_int(&b, "counted", counted);
	jout_int(&b, "lost", lost);
	jout_close(&b, '}');
	ask_reply(a, 201, NULL, &b);
	buf_release(&b);
	return 0;
}

/* ---- in a printer ---- */

struct in_printer {
	struct buf b;
	int64_t only;		 /* 0 = all */
	char title[PERSON_TEXT]; /* of the last */
};

static void
item_out(const struct upkeep_item *u, void *arg)
{
	struct in_printer *l = arg;
	struct buf *b = &l->b;
	const struct store_item *i = &u->i;
	int worn = i->state == SUPPLY_WORN;

	if (l->only && i->id != l->only)
		return;
	(void)mem_copy(l->title, sizeof l->title, i->title);
	jout_open(b, NULL, '{');
	jout_int(b, "id", i->id);
	jout_text(b, "supply", i->supply);
	jout_text(b, "title", i->title);
	jout_text(b, "sort", i->sort);
	jout_text(b, "state", supply_state_name(i->state));
	jout_time(b, "installed", i->installed);
	if (worn)
		jout_time(b, "removed", i->removed);
	else
		jout_null(b, "removed");
	jout_int(b, "pages", i->pages);
	jout_int(b, "yield", i->yield);
	int_or_null(b, "level", u->level, u->level >= 0);
	jout_text(b, "source", u->by_device ? "device" : "count");
	int_or_null(b, "pages_left", u->pages_left, u->pages_left >= 0);
	int_or_null(b, "days_left", u->days_left, u->days_left >= 0);
	jout_int(b, "price", i->price);
	if (worn && i->pages > 0)
		jout_int(b, "per_page", (i->price + i->pages / 2) / i->pages);
	else
		jout_null(b, "per_page");
	jout_close(b, '}');
}

static int
known(struct ask *a, struct fault *f)
{
	return printer_find(a->core, ask_param(a, "name"))
	    ? 0
	    : fault_set(f, FAULT_NOT_FOUND, "", "Tidak ada", "Not found");
}

int
api_supply_items(struct ask *a)
{
	struct in_printer l = { 0 };
	struct fault f = { 0 };
	int rc = known(a, &f);

	ask_items(&l.b);
	if (rc == 0)
		rc = upkeep_stock_items(
		    a->core, ask_param(a, "name"), 1, item_out, &l, &f);
	return ask_items_end(a, &l.b, rc, &f);
}

static void
tell_installed(struct ask *a, const char *printer, const char *title)
{
	char *id = mem_printf("Printer %s: %s baru dipasang", printer, title),
	     *en = mem_printf("Printer %s: a new %s is in", printer, title);

	notice_tell(a->core, NOTICE_INFO, "supply-installed", printer, id, en);
	free(en);
	free(id);
}

int
api_supply_install(struct ask *a)
{
	const char *printer = ask_param(a, "name"), *supply;
	struct in_printer l = { 0 };
	struct stock_by by = { .person = a->person, .now = loop_now() };
	struct fault f = { 0 };
	int rc = -1;

	body_open(a, "supply note");
	supply = body_text(a, "supply", STORE_NAME - 1, BODY_REQUIRED);
	by.note = body_text(a, "note", REASON_NOTE - 1, BODY_OPTIONAL);
	if (body_wrong(a))
		return 0;
	if (known(a, &f) == 0 && loop_begin(a->core, &f) == 0 &&
	    store_supply_install(
		a->core->store, supply, printer, &by, &l.only, &f) == 0) {
		upkeep_soon(a->core);
		rc = upkeep_stock_items(a->core, printer, 0, item_out, &l, &f);
	}
	if (rc < 0) {
		ask_fault(a, &f);
	} else {
		tell_installed(a, printer, l.title);
		ask_reply(a, 201, NULL, &l.b);
	}
	buf_release(&l.b);
	return 0;
}
