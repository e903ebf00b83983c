/*
 * The site's criteria (standing.h).  A month that runs is looked at until
 * now.  Counters known only by a user of this machine are no counters.
 */

#include <stdlib.h>
#include <string.h>

#include "cost.h"
#include "fault.h"
#include "mem.h"
#include "money.h"

#include "core.h"
#include "costing.h"
#include "downtime.h"
#include "names.h"
#include "printer.h"
#include "standing.h"

struct standing {
	struct core *c;
	int64_t from, to;	    /* times */
	int64_t first, last, today; /* days */
	struct names counters;
	int64_t *took;
	size_t n;
	struct kind {
		char *name;
		int64_t since, on_hand, *change, *used;
	} * kind;
	size_t kinds;
	struct plan {
		char *printer;
		int64_t pages, since;
	} * plan;
	size_t plans;
	int64_t overdue;
};

/* ---- sheets ---- */

static int
standing_sheet(const struct money_output *o, void *arg)
{
	struct standing *s = arg;

	if (strncmp(o->counter, "uid-", 4) != 0)
		(void)names_of(&s->counters, o->counter);
	if (s->n % 1024 == 0)
		s->took = mem_array(s->took, s->n + 1024, sizeof *s->took);
	s->took[s->n++] = o->took;
	return 0;
}

static int
standing_sooner(const void *p, const void *q)
{
	int64_t x = *(const int64_t *)p, y = *(const int64_t *)q;

	return x < y ? -1 : x > y;
}

static int
standing_sheets(struct standing *s, int64_t *ret, struct fault *f)
{
	if (store_output_list(
		s->c->store, s->from, s->to, standing_sheet, s, f) < 0)
		return -1;
	ret[SITE_COUNTERS] = (int64_t)s->counters.n;
	if (s->n > 0) {
		qsort(s->took, s->n, sizeof *s->took, standing_sooner);
		ret[SITE_TURN] = cost_each(s->took[(s->n - 1) / 2], 60);
	}
	return 0;
}

/* ---- blanks ---- */

static size_t
standing_days(const struct standing *s)
{
	return (size_t)(s->today - s->first + SITE_BACK + 1);
}

static int
standing_kind(const char *kind, int64_t at, int64_t on_hand, void *arg)
{
	struct standing *s = arg;
	size_t days = standing_days(s);

	s->kind = mem_array(s->kind, s->kinds + 1, sizeof *s->kind);
	s->kind[s->kinds++] = (struct kind){ .name = mem_strdup(kind),
		.since = (at + s->c->zone) / 86400,
		.on_hand = on_hand,
		.change = mem_alloc(days * sizeof(int64_t)),
		.used = mem_alloc(days * sizeof(int64_t)) };
	return 0;
}

static int
standing_drawn(const struct money_drawn *d, void *arg)
{
	struct standing *s = arg;
	int64_t i = d->day - s->first + SITE_BACK;

	for (size_t k = 0; k < s->kinds; k++)
		if (strcmp(s->kind[k].name, d->kind) == 0 && i >= 0 &&
		    d->day <= s->today) {
			s->kind[k].change[i] += d->change;
			s->kind[k].used[i] += d->used;
		}
	return 0;
}

static int
standing_stock(struct standing *s, int64_t *ret, struct fault *f)
{
	char *out = mem_alloc(standing_days(s));
	int64_t n = 0;
	int rc = -1;

	if (store_kinds_first(s->c->store, standing_kind, s, f) == 0 &&
	    store_drawn_list(s->c->store, s->first - SITE_BACK, s->c->zone,
		standing_drawn, s, f) == 0)
		rc = 0;
	for (size_t k = 0; k < s->kinds; k++) {
		const struct kind *v = &s->kind[k];
		struct site_stock t = { v->change, v->used, v->on_hand,
			v->since, s->first, s->last, s->today };

		site_stock_out(&t, out);
	}
	for (size_t i = 0; i < standing_days(s); i++)
		n += out[i];
	if (rc == 0 && s->kinds > 0)
		ret[SITE_STOCK_OUT] = n;
	free(out);
	return rc;
}

/* ---- services ---- */

/* Overdue by days at once; those by pages are asked about after the list. */
static int
standing_plan(const struct money_plan *p, void *arg)
{
	struct standing *s = arg;
	int64_t day = (p->began + s->c->zone) / 86400,
		end = s->last < s->today ? s->last : s->today;

	if (p->days > 0 && end > day + p->days) {
		s->overdue++;
		return 0;
	}
	if (p->pages == 0)
		return 0;
	s->plan = mem_array(s->plan, s->plans + 1, sizeof *s->plan);
	s->plan[s->plans++] =
	    (struct plan){ mem_strdup(p->printer), p->pages, p->began };
	return 0;
}

static int
standing_services(struct standing *s, int64_t *ret, struct fault *f)
{
	int64_t pages;

	if (store_plan_terms(s->c->store, s->to, standing_plan, s, f) < 0)
		return -1;
	for (size_t i = 0; i < s->plans; i++) {
		if (store_output_pages(s->c->store, s->plan[i].printer,
			s->plan[i].since, s->to, &pages, f) < 0)
			return -1;
		s->overdue += pages > s->plan[i].pages;
	}
	ret[SITE_OVERDUE] = s->overdue;
	return 0;
}

/* ---- printers ---- */

/* The mean of those of which anything is known. */
static int
standing_printers(struct standing *s, int64_t *ret, struct fault *f)
{
	int64_t sum = 0, n = 0;
	struct downtime d;

	for (const struct printer *p = s->c->printers; p; p = p->next) {
		if (downtime_of(s->c, p->about.name, s->from, s->to, &d, f) < 0)
			return -1;
		if (d.available >= 0) {
			sum += d.available;
			n++;
		}
	}
	if (n > 0)
		ret[SITE_AVAILABLE] = sum / n;
	return 0;
}

int
standing_of(
    struct core *c, int month, int64_t ret[SITE_CRITERIA], struct fault *f)
{
	struct standing s = { .c = c,
		.from = costing_at(c, month),
		.to = costing_at(c, month + 1),
		.first = cost_month_day(month),
		.last = cost_month_day(month + 1) - 1,
		.today = (loop_now() + c->zone) / 86400 };
	int rc;

	for (int k = 0; k < SITE_CRITERIA; k++)
		ret[k] = SITE_UNKNOWN;
	if (s.to > loop_now() + 1)
		s.to = loop_now() + 1;
	rc = standing_sheets(&s, ret, f) < 0 ||
		standing_stock(&s, ret, f) < 0 ||
		standing_services(&s, ret, f) < 0 ||
		standing_printers(&s, ret, f) < 0
	    ? -1
	    : 0;
	names_release(&s.counters);
	for (size_t i = 0; i < s.kinds; i++) {
		free(s.kind[i].name);
		free(s.kind[i].change);
		free(s.kind[i].used);
	}
	for (size_t i = 0; i < s.plans; i++)
		free(s.plan[i].printer);
	free(s.kind);
	free(s.plan);
	free(s.took);
	return rc;
}
