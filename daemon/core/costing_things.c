/*
 * What things cost in the months of a question: assets, contracts, services,
 * supplies and wasted blanks, each by its sum until a month's end and the end
 * before (cost.h).  Rows are copied first: pages are asked of the store while
 * no list is open.
 */

#include <stdlib.h>
#include <string.h>

#include "civil.h"
#include "fault.h"
#include "mem.h"
#include "money.h"

#include "core.h"
#include "costing.h"

enum thing_how {
	THING_MONTHS,	/* whole months from the first */
	THING_PAGES,	/* whole pages since from, the rest at to */
	THING_CONTRACT, /* days from to to */
	THING_ONCE,	/* at from */
};

struct thing {
	enum thing_how how;
	enum cost_part part;
	const char *of;
	int64_t ref, price, whole;
	int64_t from, to; /* times; of a contract days; to 0: not yet */
	int printer;	  /* number + 1, 0 = none */
	int64_t before;	  /* pages from from until the question's first month */
	char *subject, *title;
};

/* A printer's pages in the span of the question, by time. */
struct track {
	int64_t *at, *sum;
	size_t n;
};

struct things {
	struct costing *k;
	struct thing *t;
	size_t n;
	struct track *track; /* by printer number, 0 = all */
	int64_t begin;	     /* of the question */
};

static struct thing *
thing_add(struct things *h, const char *of, int64_t ref, const char *printer,
    const char *title)
{
	struct thing *t;

	h->t = mem_array(h->t, h->n + 1, sizeof *h->t);
	t = &h->t[h->n++];
	*t = (struct thing){ .of = of, .ref = ref };
	if (*printer)
		t->printer =
		    (int)names_of(&h->k->names[COSTING_PRINTER], printer) + 1;
	t->subject = mem_strdup(printer);
	t->title = mem_strdup(title);
	return t;
}

/* ---- rows ---- */

static int
thing_asset(const struct money_asset *a, void *arg)
{
	struct things *h = arg;
	struct thing *t = thing_add(h, "asset", a->id, a->printer, a->title);
	int64_t day = 0;

	(void)cost_day_parse(a->bought, &day);
	t->part = COST_DEPRECIATION;
	t->price = a->price - a->residual;
	t->how = a->by_output ? THING_PAGES : THING_MONTHS;
	t->whole = a->by_output ? a->pages : a->life_months;
	t->from =
	    a->by_output ? day * 86400 - h->k->core->zone : cost_month_of(day);
	return 0;
}

static int
thing_contract(const struct money_contract *c, void *arg)
{
	struct things *h = arg;
	struct thing *t;
	char *title = mem_printf("%s, %s", c->number, c->supplier);

	t = thing_add(h, "contract", c->id, c->printer, title);
	free(title);
	t->part = COST_SERVICE;
	t->how = THING_CONTRACT;
	t->price = c->price_year;
	t->to = -1;
	if (cost_day_parse(c->first, &t->from) < 0 ||
	    cost_day_parse(c->last, &t->to) < 0)
		t->price = 0;
	return 0;
}

static int
thing_service(const struct money_service *v, void *arg)
{
	struct thing *t =
	    thing_add(arg, "service", v->id, v->printer, v->supplier);

	t->part = COST_SERVICE;
	t->how = THING_ONCE;
	t->price = v->ended ? v->cost : 0;
	t->from = v->ended;
	return 0;
}

static int
thing_item(const struct money_item *i, void *arg)
{
	struct thing *t = thing_add(arg, "item", i->id, i->printer, i->title);

	t->part = COST_SUPPLIES;
	t->price = i->price;
	t->how = i->installed ? THING_PAGES : THING_ONCE;
	t->whole = i->yield;
	/* what came out in the second of a change came out before it */
	t->from = i->installed ? i->installed + 1
	    : i->removed       ? i->removed
			       : i->bought;
	t->to = i->removed;
	return 0;
}

static int
thing_waste(const struct money_waste *w, void *arg)
{
	struct thing *t;
	char *title = w->n == 1
	    ? mem_printf("%s %s", w->title, w->first)
	    : mem_printf("%s %s..%s", w->title, w->first, w->last);

	t = thing_add(arg, "blank", w->seq, "", title);
	free(title);
	free(t->subject);
	t->subject = mem_strdup(w->kind);
	t->part = COST_SPOILAGE;
	t->how = THING_ONCE;
	t->price = w->price;
	t->from = w->at;
	return 0;
}

/* ---- pages ---- */

static void
track_add(struct track *t, int64_t at, int64_t pages)
{
	if (t->n % 256 == 0) {
		t->at = mem_array(t->at, t->n + 256, sizeof *t->at);
		t->sum = mem_array(t->sum, t->n + 256, sizeof *t->sum);
	}
	t->at[t->n] = at;
	t->sum[t->n] = pages + (t->n ? t->sum[t->n - 1] : 0);
	t->n++;
}

/* Pages before the time. */
static int64_t
track_until(const struct track *t, int64_t at)
{
	size_t lo = 0, hi = t->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (t->at[mid] < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo ? t->sum[lo - 1] : 0;
}

/* Only of printers that a thing asks about. */
static void
things_tracks(struct things *h)
{
	size_t room = h->k->names[COSTING_PRINTER].n + 1;
	char *wanted = mem_alloc(room);

	h->track = mem_alloc(room * sizeof *h->track);
	for (size_t i = 0; i < h->n; i++)
		if (h->t[i].how == THING_PAGES)
			wanted[h->t[i].printer] = 1;
	for (size_t i = 0; i < h->k->n; i++) {
		const struct costing_out *o = &h->k->out[i];
		size_t p = o->key[COSTING_PRINTER] + 1;

		if (wanted[p])
			track_add(&h->track[p], o->at, o->pages);
		if (wanted[0])
			track_add(&h->track[0], o->at, o->pages);
	}
	free(wanted);
}

static int
things_before(struct things *h, struct fault *f)
{
	for (size_t i = 0; i < h->n; i++) {
		struct thing *t = &h->t[i];

		if (t->how == THING_PAGES && t->from < h->begin &&
		    store_output_pages(h->k->core->store, t->subject, t->from,
			h->begin, &t->before, f) < 0)
			return -1;
	}
	return 0;
}

/* ---- bookings ---- */

/* What it cost until the end of the month. */
static int64_t
thing_until(const struct things *h, const struct thing *t, int month)
{
	int64_t end = costing_at(h->k->core, month + 1);
	const struct track *pages;

	switch (t->how) {
	case THING_MONTHS:
		return cost_done(t->price, month - t->from + 1, t->whole);
	case THING_CONTRACT:
		return cost_contract(
		    t->price, t->from, t->to, cost_month_day(month + 1) - 1);
	case THING_ONCE:
		return t->from < end ? t->price : 0;
	case THING_PAGES:
		break;
	}
	if (t->to && t->to < end)
		return t->price;
	if (t->from >= end)
		return 0;
	pages = &h->track[t->printer];
	if (end <= h->begin) /* the month before the question */
		return cost_done(t->price, t->before, t->whole);
	return cost_done(t->price,
	    t->before + track_until(pages, end) - track_until(pages, t->from),
	    t->whole);
}

static void
thing_book(struct things *h, struct thing *t)
{
	struct costing *k = h->k;
	int64_t last = thing_until(h, t, k->from - 1);

	for (int m = k->from; m <= k->to; m++) {
		int64_t now = thing_until(h, t, m);
		struct costing_entry *e;

		if (now == last)
			continue;
		e = costing_entry(k);
		e->month = m;
		e->b = (struct cost_booking){ t->part, t->printer, now - last };
		e->of = t->of;
		e->ref = mem_printf("%lld", (long long)t->ref);
		e->subject = mem_strdup(t->subject);
		e->title = mem_strdup(t->title);
		last = now;
	}
}

int
costing_things(struct costing *k, struct fault *f)
{
	struct store *s = k->core->store;
	struct things h = { .k = k, .begin = costing_at(k->core, k->from) };
	int64_t end = costing_at(k->core, k->to + 1);
	size_t printers;
	int rc = -1;

	if (store_asset_list(s, thing_asset, &h, f) == 0 &&
	    store_term_list(s, thing_contract, &h, f) == 0 &&
	    store_repair_list(s, h.begin, end, thing_service, &h, f) == 0 &&
	    store_used_list(s, h.begin, end, thing_item, &h, f) == 0 &&
	    store_waste_list(s, h.begin, end, thing_waste, &h, f) == 0 &&
	    things_before(&h, f) == 0)
		rc = 0;
	if (rc == 0) {
		things_tracks(&h);
		for (size_t i = 0; i < h.n; i++)
			thing_book(&h, &h.t[i]);
	}
	printers = h.track ? k->names[COSTING_PRINTER].n + 1 : 0;
	for (size_t i = 0; i < printers; i++) {
		free(h.track[i].at);
		free(h.track[i].sum);
	}
	for (size_t i = 0; i < h.n; i++) {
		free(h.t[i].subject);
		free(h.t[i].title);
	}
	free(h.track);
	free(h.t);
	return rc;
}
