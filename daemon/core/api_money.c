/*
 * Money over the API: what was bought, budget lines, what documents cost, the
 * ledger behind it, and what a machine would cost a document.  Figures are
 * reckoned by cost.h, gathered by costing.h; nothing here adds rupiah of its
 * own.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "civil.h"
#include "cost.h"
#include "fault.h"
#include "mem.h"
#include "money.h"
#include "stock.h"

#include "api.h"
#include "ask.h"
#include "body.h"
#include "budget.h"
#include "core.h"
#include "jout.h"
#include "printer.h"

#define RUPIAH_MAX INT64_C(1000000000000000)
#define LIFE_MAX 600 /* months */
#define PAGES_MAX INT64_C(1000000000)

static int64_t
money_today(const struct core *c)
{
	return (loop_now() + c->zone) / 86400;
}

/* ---- assets ---- */

struct money_row { /* an asset while the list is read */
	struct money_asset a;
	char *text[5];
};
struct money_rows {
	struct money_row *row;
	size_t n;
};

static int
money_asset_row(const struct money_asset *a, void *arg)
{
	struct money_rows *l = arg;
	struct money_row *r;

	l->row = mem_array(l->row, l->n + 1, sizeof *l->row);
	r = &l->row[l->n++];
	r->a = *a;
	r->a.printer = r->text[0] = mem_strdup(a->printer);
	r->a.title = r->text[1] = mem_strdup(a->title);
	r->a.bought = r->text[2] = mem_strdup(a->bought);
	r->a.budget = r->text[3] = mem_strdup(a->budget);
	r->a.person = r->text[4] = mem_strdup(a->person);
	return 0;
}

/* What it lost until the end of the month. */
static int
money_lost(struct core *c, const struct money_asset *a, int month,
    int64_t *ret_lost, struct fault *f)
{
	int64_t worth = a->price - a->residual, day = 0, pages = 0;

	(void)cost_day_parse(a->bought, &day);
	*ret_lost =
	    cost_done(worth, month - cost_month_of(day) + 1, a->life_months);
	if (!a->by_output)
		return 0;
	if (store_output_pages(c->store, a->printer, day * 86400 - c->zone,
		cost_month_day(month + 1) * 86400 - c->zone, &pages, f) < 0)
		return -1;
	*ret_lost = cost_done(worth, pages, a->pages);
	return 0;
}

static int
money_asset_out(
    struct core *c, const struct money_asset *a, struct buf *b, struct fault *f)
{
	int month = cost_month_of(money_today(c));
	int64_t lost, before;

	if (money_lost(c, a, month, &lost, f) < 0 ||
	    money_lost(c, a, month - 1, &before, f) < 0)
		return -1;
	jout_open(b, NULL, '{');
	jout_int(b, "id", a->id);
	jout_text(b, "printer", a->printer);
	jout_text(b, "title", a->title);
	jout_int(b, "price", a->price);
	jout_int(b, "residual", a->residual);
	jout_text(b, "bought", a->bought);
	jout_text(b, "method", a->by_output ? "output" : "straight");
	if (a->by_output) {
		jout_null(b, "life_months");
		jout_int(b, "pages", a->pages);
	} else {
		jout_int(b, "life_months", a->life_months);
		jout_null(b, "pages");
	}
	jout_some(b, "budget", a->budget);
	jout_text(b, "person", a->person);
	jout_int(b, "book_value", a->price - lost);
	jout_int(b, "monthly", lost - before);
	jout_close(b, '}');
	return 0;
}

int
api_asset_list(struct ask *a)
{
	struct money_rows l = { 0 };
	struct fault f = { 0 };
	struct buf b = { 0 };
	int rc;

	ask_items(&b);
	rc = store_asset_list(a->core->store, money_asset_row, &l, &f);
	for (size_t i = 0; i < l.n; i++) {
		if (rc == 0)
			rc = money_asset_out(a->core, &l.row[i].a, &b, &f);
		for (int k = 0; k < 5; k++)
			free(l.row[i].text[k]);
	}
	free(l.row);
	return ask_items_end(a, &b, rc, &f);
}

/* Checks what the members say together; method and life. */
static void
money_asset_check(struct ask *a, struct money_asset *m, int64_t *ret_day)
{
	struct faults *fs = &a->core->faults;
	const char *want = m->by_output ? "/pages" : "/life_months",
		   *other = m->by_output ? "/life_months" : "/pages";

	if (*m->bought && cost_day_parse(m->bought, ret_day) < 0)
		faults_add(fs, FAULT_FIELD, "/bought",
		    "Tanggal harus TTTT-BB-HH", "A date must be YYYY-MM-DD");
	else if (*ret_day > money_today(a->core))
		faults_add(fs, FAULT_FIELD, "/bought", "Hari ini belum tiba",
		    "This day is yet to come");
	if (m->residual > m->price)
		faults_add(fs, FAULT_FIELD, "/residual",
		    "Nilai sisa melebihi harga",
		    "The residual value is over the price");
	if (!json_object_get(a->body, want + 1))
		faults_add(fs, FAULT_FIELD, want, "Wajib untuk cara ini",
		    "Is required by this method");
	if (json_object_get(a->body, other + 1))
		faults_add(fs, FAULT_FIELD, other, "Bukan untuk cara ini",
		    "Is not for this method");
	if (*m->printer && !printer_find(a->core, m->printer))
		faults_add(fs, FAULT_FIELD, "/printer", "Printer tidak dikenal",
		    "There is no such printer");
}

int
api_asset_create(struct ask *a)
{
	struct money_asset m = { .person = a->person };
	struct fault f = { 0 };
	struct buf b = { 0 };
	int64_t day = 0;

	body_open(a,
	    "printer title price residual bought method life_months pages"
	    " budget");
	m.printer = body_text(a, "printer", STORE_NAME - 1, BODY_OPTIONAL);
	m.title = body_text(a, "title", PERSON_TEXT - 1, BODY_REQUIRED);
	m.price = body_int(a, "price", 0, RUPIAH_MAX, BODY_REQUIRED);
	m.residual = body_int(a, "residual", 0, RUPIAH_MAX, BODY_OPTIONAL);
	m.bought = body_text(a, "bought", 10, BODY_REQUIRED);
	m.by_output =
	    strcmp(body_word(a, "method", "straight|output", BODY_REQUIRED),
		"output") == 0;
	m.life_months = body_int(a, "life_months", 1, LIFE_MAX, BODY_OPTIONAL);
	m.pages = body_int(a, "pages", 1, PAGES_MAX, BODY_OPTIONAL);
	m.budget = body_text(a, "budget", STORE_NUMBER - 1, BODY_OPTIONAL);
	money_asset_check(a, &m, &day);
	if (m.by_output)
		m.life_months = 0;
	else
		m.pages = 0;
	if (body_wrong(a))
		return 0;
	if (store_budget_known(
		a->core->store, cost_month_of(day) / 12, m.budget, &f) < 0 ||
	    loop_begin(a->core, &f) < 0 ||
	    store_asset_add(a->core->store, &m, &m.id, &f) < 0 ||
	    money_asset_out(a->core, &m, &b, &f) < 0) {
		loop_failed(a->core, &f);
		ask_fault(a, &f);
	} else {
		ask_reply(a, 201, NULL, &b);
	}
	buf_release(&b);
	return 0;
}

/* ---- budgets ---- */

int
api_budget_list(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };
	const char *year = ask_query(a, "year");
	long long y = cost_month_of(money_today(a->core)) / 12;
	int rc = 0;

	if (year && mem_number(year, 1970, 9998, &y) < 0)
		rc = fault_set(&f, FAULT_FIELD, "/year",
		    "Tahun harus 1970 sampai 9998",
		    "A year must be 1970 to 9998");
	ask_items(&b);
	if (rc == 0)
		rc = budget_write(a->core, (int)y, &b, &f);
	return ask_items_end(a, &b, rc, &f);
}

int
api_budget_put(struct ask *a)
{
	struct money_budget m = { 0 };
	struct fault f = { 0 };
	struct buf b = { 0 };

	body_open(a, "year line title amount");
	m.year = (int)body_int(a, "year", 1970, 9998, BODY_REQUIRED);
	m.line = body_text(a, "line", STORE_NUMBER - 1, BODY_REQUIRED);
	m.title = body_text(a, "title", PERSON_TEXT - 1, BODY_REQUIRED);
	m.amount = body_int(a, "amount", 0, RUPIAH_MAX, BODY_REQUIRED);
	if (body_wrong(a))
		return 0;
	if (loop_begin(a->core, &f) < 0 ||
	    store_budget_put(a->core->store, &m, &f) < 0) {
		loop_failed(a->core, &f);
		ask_fault(a, &f);
		return 0;
	}
	jout_open(&b, NULL, '{');
	jout_int(&b, "year", m.year);
	jout_text(&b, "line", m.line);
	jout_text(&b, "title", m.title);
	jout_int(&b, "amount", m.amount);
	jout_close(&b, '}');
	ask_reply(a, 200, NULL, &b);
	buf_release(&b);
	return 0;
}

/* ---- what if ---- */

static int64_t
money_number(struct ask *a, const char *name, long long lo, long long hi,
    long long usual)
{
	const char *s = ask_query(a, name);
	char *pointer;
	long long n = usual;

	if (!s || mem_number(s, lo, hi, &n) == 0)
		return n;
	pointer = mem_printf("/%s", name);
	faults_add(&a->core->faults, FAULT_FIELD, pointer,
	    "Harus bilangan bulat %lld sampai %lld",
	    "Must be a whole number from %lld to %lld", lo, hi);
	free(pointer);
	return usual;
}

static void
money_point(struct buf *b, struct cost_if w, int64_t per_day)
{
	w.per_day = per_day;
	jout_open(b, NULL, '{');
	jout_int(b, "per_day", per_day);
	jout_int(b, "per_document", cost_what_if(&w));
	jout_close(b, '}');
}

static void
money_formula(struct buf *b, const struct cost_if *w)
{
	struct buf t = { 0 };

	buf_putc(&t, '(');
	civil_rupiah(w->price, &t);
	buf_printf(&t, " + %lld × ", (long long)w->years);
	civil_rupiah(w->service, &t);
	buf_printf(&t, ") ÷ (%lld × %lld × %lld) = ", (long long)w->years,
	    (long long)w->days, (long long)w->per_day);
	civil_rupiah(cost_what_if(w), &t);
	jout_text(b, "formula", buf_str(&t));
	buf_release(&t);
}

/* The machine of the one real site, unless the question says otherwise. */
int
api_what_if(struct ask *a)
{
	static const int64_t usual[] = { 10, 20, 40, 70, 100, 140 };
	struct buf b = { 0 };
	struct cost_if w;
	int told = 0;

	a->core->faults.n = 0;
	w.price = money_number(a, "price", 0, RUPIAH_MAX, 500000000);
	w.service = money_number(a, "service", 0, RUPIAH_MAX, 55000000);
	w.years = money_number(a, "years", 1, 100, 5);
	w.per_day = money_number(a, "per_day", 1, 1000000, 20);
	w.days = money_number(a, "days", 1, 366, 250);
	if (body_wrong(a))
		return 0;
	jout_open(&b, NULL, '{');
	jout_int(&b, "per_document", cost_what_if(&w));
	jout_int(&b, "price", w.price);
	jout_int(&b, "service", w.service);
	jout_int(&b, "years", w.years);
	jout_int(&b, "per_day", w.per_day);
	jout_int(&b, "days", w.days);
	jout_int(&b, "sheets", w.years * w.days * w.per_day);
	money_formula(&b, &w);
	jout_open(&b, "curve", '[');
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
		if (!told && w.per_day <= usual[i]) {
			told = 1;
			if (w.per_day < usual[i])
				money_point(&b, w, w.per_day);
		}
		money_point(&b, w, usual[i]);
	}
	if (!told)
		money_point(&b, w, w.per_day);
	jout_close(&b, ']');
	jout_close(&b, '}');
	ask_reply(a, 200, NULL, &b);
	buf_release(&b);
	return 0;
}
