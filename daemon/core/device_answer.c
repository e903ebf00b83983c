/*
 * A printer's health as the API shows it.  The list is asked often and reads a
 * day's count alone; one printer by itself shows thirty days.  What the device
 * said is repeated as text, never trusted as JSON.
 */

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "buf.h"
#include "civil.h"
#include "fault.h"
#include "mem.h"
#include "money.h"
#include "watch.h"

#include "core.h"
#include "device.h"
#include "dispatch.h"
#include "jout.h"
#include "printer.h"

#define DAY 86400
#define ANSWER_DAYS 30
#define ANSWER_METER 60

static void
answer_when(struct buf *b, const char *name, int64_t at)
{
	if (at > 0)
		jout_time(b, name, at);
	else
		jout_null(b, name);
}

static void
answer_number(struct buf *b, const char *name, int64_t n)
{
	if (n >= 0)
		jout_int(b, name, n);
	else
		jout_null(b, name);
}

static void
answer_two(struct buf *b, const char *name, const char *id, const char *en)
{
	jout_open(b, name, '{');
	jout_text(b, "id", id);
	jout_text(b, "en", en);
	jout_close(b, '}');
}

/* When this day and this month began. */
static int64_t
answer_begin(const struct core *c, int month)
{
	struct civil d;

	civil_from(loop_now(), c->zone, &d);
	d.hour = d.minute = d.second = 0;
	if (month)
		d.day = 1;
	return civil_to(&d, c->zone);
}

void
device_answer(const struct printer *p, struct buf *b)
{
	const struct health *h = &p->device.health;
	struct store_output o = { 0 };
	struct fault f;

	jout_text(b, "health", health_name(h->state));
	answer_when(b, "since", p->device.since);
	answer_when(b, "looked", p->device.looked);
	jout_open(b, "reasons", '[');
	for (size_t i = 0; i < h->n; i++) {
		const struct health_reason *r = &h->reason[i];

		jout_open(b, NULL, '{');
		jout_text(b, "keyword", r->keyword);
		jout_text(b, "class", health_name(r->state));
		answer_two(b, "what", r->id, r->en);
		answer_two(b, "do", r->do_id, r->do_en);
		answer_when(b, "since", r->since);
		jout_close(b, '}');
	}
	jout_close(b, ']');
	(void)store_output_since(
	    p->core->store, p->about.name, answer_begin(p->core, 0), &o, &f);
	jout_int(b, "today", o.sheets);
	jout_int(b, "waiting", dispatch_waiting(p->core, p));
}

/* ---- one printer alone ---- */

static const char *
answer_said(const struct printer *p, const char *name)
{
	return json_string_value(json_object_get(p->device.said, name));
}

static void
answer_device(const struct printer *p, struct buf *b)
{
	const json_t *alert = json_object_get(p->device.said, "alert"), *v;
	size_t i;

	jout_open(b, "device", '{');
	jout_some(b, "make_and_model", answer_said(p, "model"));
	jout_some(b, "firmware", answer_said(p, "firmware"));
	jout_some(b, "serial", answer_said(p, "serial"));
	jout_open(b, "media_ready", '[');
	json_array_foreach (
	    json_object_get(p->device.said, "media_ready"), i, v)
		if (json_is_string(v))
			jout_text(b, NULL, json_string_value(v));
	jout_close(b, ']');
	jout_some(b, "alert", json_string_value(json_array_get(alert, 0)));
	jout_some(b, "message", answer_said(p, "message"));
	jout_close(b, '}');
}

static int
answer_counts(const struct printer *p, struct buf *b, struct fault *f)
{
	struct store *s = p->core->store;
	struct store_output month, service = { 0 };
	int64_t ended, printed = 0;

	if (store_output_since(
		s, p->about.name, answer_begin(p->core, 1), &month, f) < 0 ||
	    store_output_pages(s, p->about.name, 0, INT64_MAX, &printed, f) <
		0 ||
	    store_service_ended(s, p->about.name, &ended, f) < 0 ||
	    (ended > 0 &&
		store_output_since(s, p->about.name, ended, &service, f) < 0))
		return -1;
	jout_int(b, "month", month.sheets);
	answer_number(b, "life", p->impressions);
	jout_int(b, "printed", printed);
	answer_number(b, "since_service", ended > 0 ? service.sheets : -1);
	jout_int(b, "spoiled_month", month.spoiled);
	return 0;
}

/* ---- its history ---- */

struct answer_rows {
	struct health_row *row;
	char (*keyword)[HEALTH_KEYWORD];
	size_t n, cap;
};

static int
answer_row(const struct store_health *h, void *arg)
{
	struct answer_rows *r = arg;
	json_t *list = json_loads(h->reasons, 0, NULL);
	const char *word = json_string_value(json_array_get(list, 0));

	if (r->n == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 64;
		r->row = mem_array(r->row, r->cap, sizeof *r->row);
		r->keyword = mem_array(r->keyword, r->cap, sizeof *r->keyword);
	}
	r->row[r->n] = (struct health_row){ h->at, h->state };
	if (!word || mem_copy(r->keyword[r->n], sizeof *r->keyword, word) < 0)
		r->keyword[r->n][0] = '\0';
	r->n++;
	json_decref(list);
	return 0;
}

static void
answer_day(struct buf *b, const char *name, int64_t at, int32_t zone)
{
	char stamp[21];

	civil_rfc3339(at + zone, stamp);
	stamp[10] = '\0';
	jout_text(b, name, stamp);
}

static void
answer_days(const struct answer_rows *r, int64_t from, int64_t now,
    const struct core *c, struct buf *b)
{
	jout_open(b, "days", '[');
	for (int i = 0; i < ANSWER_DAYS; i++) {
		struct health_span s = { from + i * DAY, from + (i + 1) * DAY,
			c->zone };
		int64_t of[HEALTH_STATE_N];

		if (s.to > now)
			s.to = now;
		health_seconds(r->row, r->n, &s, of);
		jout_open(b, NULL, '{');
		answer_day(b, "day", s.from, c->zone);
		jout_bool(b, "working", health_working(s.from, c->zone));
		for (int k = 0; k < HEALTH_STATE_N; k++)
			jout_int(
			    b, health_name((enum health_state)k), of[k] / 60);
		jout_close(b, '}');
	}
	jout_close(b, ']');
}

static void
answer_today(
    const struct answer_rows *r, int64_t from, int64_t now, struct buf *b)
{
	jout_open(b, "today", '[');
	for (size_t i = 0; i < r->n; i++) {
		int64_t begin = r->row[i].at, end = now;

		if (i + 1 < r->n)
			end = r->row[i + 1].at;
		if (end <= from || end <= begin)
			continue;
		jout_open(b, NULL, '{');
		jout_time(b, "from", begin > from ? begin : from);
		jout_time(b, "to", end);
		jout_text(b, "health", health_name(r->row[i].state));
		jout_some(b, "keyword", r->keyword[i]);
		jout_close(b, '}');
	}
	jout_close(b, ']');
}

static void
answer_figures(const struct answer_rows *r, const struct health_span *s,
    int64_t month, struct buf *b)
{
	struct health_span m = { month, s->to, s->zone };
	int64_t of[HEALTH_STATE_N], between = health_between(r->row, r->n, s);

	health_seconds(r->row, r->n, &m, of);
	answer_number(b, "availability", health_available(r->row, r->n, s));
	jout_int(b, "stops", health_stops(r->row, r->n, s));
	answer_number(
	    b, "between_stops_hours", between < 0 ? -1 : between / 3600);
	jout_int(b, "down_minutes_month", of[HEALTH_DOWN] / 60);
}

static int
answer_history(const struct printer *p, struct buf *b, struct fault *f)
{
	struct core *c = p->core;
	int64_t today = answer_begin(c, 0), month = answer_begin(c, 1);
	struct health_span s = { today - (ANSWER_DAYS - 1) * DAY, loop_now(),
		c->zone };
	struct answer_rows r = { 0 };
	int rc = store_health_list(c->store, p->about.name,
	    s.from < month ? s.from : month, answer_row, &r, f);

	if (rc == 0) {
		answer_figures(&r, &s, month, b);
		jout_open(b, "history", '{');
		answer_day(b, "from", s.from, c->zone);
		answer_days(&r, s.from, s.to, c, b);
		answer_today(&r, today, s.to, b);
		jout_close(b, '}');
	}
	free(r.keyword);
	free(r.row);
	return rc;
}

static int
answer_meter_row(const struct store_meter *m, void *arg)
{
	struct buf *b = arg;

	jout_open(b, NULL, '{');
	jout_time(b, "at", m->at);
	jout_int(b, "impressions", m->impressions);
	jout_close(b, '}');
	return 0;
}

int
device_answer_detail(const struct printer *p, struct buf *b, struct fault *f)
{
	answer_device(p, b);
	if (answer_counts(p, b, f) < 0 || answer_history(p, b, f) < 0)
		return -1;
	jout_open(b, "meter", '[');
	if (store_meter_list(p->core->store, p->about.name, ANSWER_METER,
		answer_meter_row, b, f) < 0)
		return -1;
	jout_close(b, ']');
	return 0;
}
