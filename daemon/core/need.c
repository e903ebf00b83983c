/*
 * Will the blanks do?  What is in stock against what waits, by kind and by
 * printer, and how long it lasts at the pace of the last working days.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "fault.h"
#include "forecast.h"
#include "mem.h"
#include "stock.h"
#include "template.h"

#include "catalog.h"
#include "core.h"
#include "jout.h"
#include "metric.h"
#include "need.h"
#include "printer.h"

#define NEED_KINDS 32

struct need_kind {
	char name[STORE_NAME];
	int64_t on_hand, waiting;
	struct forecast_pace pace;
};
struct need {
	struct core *c;
	int64_t today;
	struct need_kind kind[NEED_KINDS];
	size_t n;
};

static struct need_kind *
need_kind(struct need *w, const char *name)
{
	for (size_t i = 0; i < w->n; i++)
		if (strcmp(w->kind[i].name, name) == 0)
			return &w->kind[i];
	if (w->n == NEED_KINDS)
		return NULL;
	(void)mem_copy(w->kind[w->n].name, STORE_NAME, name);
	return &w->kind[w->n++];
}

static int
need_add_kind(const struct stock_kind *k, void *arg)
{
	(void)need_kind(arg, k->name);
	return 0;
}

static int
need_add_sum(const struct stock_sum *s, void *arg)
{
	struct need_kind *k = need_kind(arg, s->kind);

	if (k && (s->state == BLANK_RECEIVED || s->state == BLANK_AT_COUNTER))
		k->on_hand += s->n;
	return 0;
}

static int
need_add_pace(const char *kind, int64_t day, int64_t n, void *arg)
{
	struct need *w = arg;
	struct need_kind *k = need_kind(w, kind);

	if (k)
		forecast_add(&k->pace, w->today, day, n);
	return 0;
}

struct need_waiting {
	char name[STORE_NAME], target[STORE_NAME];
	int version;
	int64_t n;
};
struct need_waits {
	struct need_waiting *row;
	size_t n;
};

static int
need_add_waiting(const struct stock_waiting *j, void *arg)
{
	struct need_waits *l = arg;
	struct need_waiting *r;

	l->row = mem_array(l->row, l->n + 1, sizeof *l->row);
	r = &l->row[l->n++];
	*r = (struct need_waiting){ .version = j->template_version, .n = j->n };
	(void)mem_copy(r->name, sizeof r->name, j->template_name);
	(void)mem_copy(r->target, sizeof r->target, j->target);
	return 0;
}

/* Which kind the jobs of a row need, NULL none. */
static const char *
need_blank(struct core *c, const struct need_waiting *r)
{
	struct fault f;
	struct tmpl *t = catalog_get(c, r->name, r->version, &f);

	return t ? template_blank(t->t) : NULL;
}

static void
need_printers(struct need *w, const struct need_waits *l, struct buf *b)
{
	jout_open(b, "printers", '[');
	for (struct printer *p = w->c->printers; p; p = p->next) {
		struct stock_tray t;
		struct fault f;
		int64_t waiting = 0;

		if (stock_tray(w->c->store, p->about.name, &t, &f) < 0)
			continue;
		for (size_t i = 0; i < l->n; i++)
			if (need_blank(w->c, &l->row[i]) &&
			    (!*t.kind ||
				strcmp(need_blank(w->c, &l->row[i]), t.kind) ==
				    0) &&
			    (strcmp(l->row[i].target, p->about.name) == 0 ||
				(*l->row[i].target &&
				    strcmp(l->row[i].target, p->about.group) ==
					0)))
				waiting += l->row[i].n;
		if (!*t.next && waiting == 0)
			continue;
		jout_open(b, NULL, '{');
		jout_text(b, "printer", p->about.name);
		jout_some(b, "kind", t.kind);
		jout_int(b, "in_tray", t.n);
		jout_int(b, "waiting", waiting);
		jout_bool(b, "fits", waiting <= t.n);
		jout_close(b, '}');
	}
	jout_close(b, ']');
}

static void
need_kinds(const struct need *w, struct buf *b)
{
	jout_open(b, "kinds", '[');
	for (size_t i = 0; i < w->n; i++) {
		const struct need_kind *k = &w->kind[i];
		int64_t left = forecast_left(&k->pace, k->on_hand);

		jout_open(b, NULL, '{');
		jout_text(b, "kind", k->name);
		jout_int(b, "on_hand", k->on_hand);
		jout_int(b, "waiting", k->waiting);
		jout_int(b, "short",
		    k->waiting > k->on_hand ? k->waiting - k->on_hand : 0);
		jout_bool(b, "fits", k->waiting <= k->on_hand);
		jout_int(b, "used", k->pace.used);
		jout_int(b, "working_days", k->pace.days);
		if (left >= 0)
			jout_int(b, "days_left", left);
		else
			jout_null(b, "days_left");
		jout_close(b, '}');
	}
	jout_close(b, ']');
}

/* Reads all of it; free ret_l->row. */
static int
need_gather(
    struct core *c, struct need *w, struct need_waits *ret_l, struct fault *f)
{
	w->c = c;
	w->today = (loop_now() + c->zone) / 86400;
	if (stock_kind_list(c->store, need_add_kind, w, f) < 0 ||
	    stock_now(c->store, need_add_sum, w, f) < 0 ||
	    stock_pace(c->store, forecast_from(w->today), c->zone,
		need_add_pace, w, f) < 0 ||
	    stock_waiting(c->store, need_add_waiting, ret_l, f) < 0)
		return -1;
	for (size_t i = 0; i < ret_l->n; i++) {
		const char *blank = need_blank(c, &ret_l->row[i]);
		struct need_kind *k = blank ? need_kind(w, blank) : NULL;

		if (k)
			k->waiting += ret_l->row[i].n;
	}
	return 0;
}

int
need_forecast(struct core *c, struct buf *b, struct fault *f)
{
	struct need *w = mem_alloc(sizeof *w);
	struct need_waits l = { 0 };
	int rc = need_gather(c, w, &l, f);

	if (rc == 0) {
		jout_open(b, NULL, '{');
		need_kinds(w, b);
		need_printers(w, &l, b);
		jout_close(b, '}');
	}
	free(l.row);
	free(w);
	return rc;
}

static void
need_metric(const struct need *w, struct buf *b, const char *name,
    const char *help, int which)
{
	metric_head(b, name, "gauge", help);
	for (size_t i = 0; i < w->n; i++) {
		const struct need_kind *k = &w->kind[i];
		int64_t n = which == 0 ? k->on_hand
		    : which == 1       ? k->waiting
				       : forecast_left(&k->pace, k->on_hand);

		if (n >= 0)
			metric_by(b, name, "kind", k->name, n);
	}
}

int
need_metrics(struct core *c, struct buf *b, struct fault *f)
{
	struct need *w = mem_alloc(sizeof *w);
	struct need_waits l = { 0 };
	int rc = need_gather(c, w, &l, f);

	if (rc == 0) {
		need_metric(w, b, "cetakd_blanks_on_hand",
		    "Blanks that can be printed on.", 0);
		need_metric(w, b, "cetakd_blanks_waiting",
		    "Jobs that wait for a blank.", 1);
		need_metric(w, b, "cetakd_blanks_workdays_left",
		    "Working days the blanks last at the pace of the last 20.",
		    2);
	}
	free(l.row);
	free(w);
	return rc;
}
