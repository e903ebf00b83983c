/*
 * The day of the office: figures by place and by counter, closing, registers,
 * and whether the blanks will do for what waits.  All of it is computed from
 * the ledger and the events; nothing is kept but what two persons signed.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "civil.h"
#include "fault.h"
#include "forecast.h"
#include "mem.h"
#include "reason.h"
#include "stock.h"
#include "template.h"

#include "api.h"
#include "ask.h"
#include "body.h"
#include "catalog.h"
#include "core.h"
#include "day.h"
#include "jout.h"
#include "printer.h"
#include "sheet.h"

int
day_begin(struct core *c, const char *text, int64_t *ret_from, char ret_day[11],
    struct fault *f)
{
	struct civil d = { 0 };
	char stamp[21];

	if (text && civil_parse_date(text, &d) != 0)
		return fault_set(f, FAULT_FIELD, "/date",
		    "Tanggal harus TTTT-BB-HH", "A date must be YYYY-MM-DD");
	if (!text)
		civil_from(loop_now(), c->zone, &d);
	d.hour = d.minute = d.second = 0;
	*ret_from = civil_to(&d, c->zone);
	civil_rfc3339(*ret_from + c->zone, stamp);
	memcpy(ret_day, stamp, 10);
	ret_day[10] = '\0';
	return 0;
}

/* ---- figures ---- */

static int
day_stock_row(const struct stock_day *d, void *arg)
{
	struct buf *b = arg;

	jout_open(b, NULL, '{');
	jout_text(b, "kind", d->kind);
	jout_text(b, "place", d->place);
	jout_int(b, "opening", d->opening);
	jout_int(b, "received", d->received);
	jout_int(b, "moved_in", d->in);
	jout_int(b, "used", d->used);
	jout_int(b, "spoiled", d->spoiled);
	jout_int(b, "returned", d->returned);
	jout_int(b, "moved_out", d->out);
	jout_int(b, "remaining", d->remaining);
	jout_close(b, '}');
	return 0;
}

/* Events of one counter, added up while they come in order of counters. */
struct day_counter {
	struct buf *b;
	char name[STORE_NAME];
	int64_t printed, spoiled, passed, handed_over, voided, superseded;
};

static void
day_counter_out(struct day_counter *k)
{
	if (!*k->name)
		return;
	jout_open(k->b, NULL, '{');
	jout_text(k->b, "counter", k->name);
	jout_int(k->b, "printed", k->printed);
	jout_int(k->b, "spoiled", k->spoiled);
	jout_int(k->b, "passed", k->passed);
	jout_int(k->b, "handed_over", k->handed_over);
	jout_int(k->b, "voided", k->voided);
	jout_int(k->b, "superseded", k->superseded);
	jout_close(k->b, '}');
}

static int
day_counter_row(const struct stock_done *d, void *arg)
{
	struct day_counter *k = arg;

	if (strcmp(k->name, d->counter) != 0) {
		struct buf *b = k->b;

		day_counter_out(k);
		*k = (struct day_counter){ .b = b };
		(void)mem_copy(k->name, sizeof k->name, d->counter);
	}
	if (d->event == JOB_EV_DONE || d->event == JOB_EV_CAME_OUT_WELL)
		k->printed += d->n;
	else if (d->event == JOB_EV_SPOIL ||
	    d->event == JOB_EV_CAME_OUT_SPOILED)
		k->spoiled += d->n;
	else if (d->event == JOB_EV_PASS || d->event == JOB_EV_READY)
		k->passed += d->n;
	else if (d->event == JOB_EV_HAND_OVER)
		k->handed_over += d->n;
	else if (d->event == JOB_EV_VOID || d->event == JOB_EV_NOT_OUT)
		k->voided += d->n;
	else if (d->event == JOB_EV_SUPERSEDE)
		k->superseded += d->n;
	return 0;
}

int
day_figures(struct core *c, const char *day, int64_t from, struct buf *b,
    struct fault *f)
{
	struct day_counter k = { .b = b };
	int64_t doubt[JOB_STATE_N];

	jout_open(b, NULL, '{');
	jout_text(b, "date", day);
	jout_open(b, "stock", '[');
	if (stock_day(c->store, from, from + 86400, day_stock_row, b, f) < 0)
		return -1;
	jout_close(b, ']');
	jout_open(b, "counters", '[');
	if (stock_done(c->store, from, from + 86400, day_counter_row, &k, f) <
		0 ||
	    store_job_count(c->store, doubt, f) < 0)
		return -1;
	day_counter_out(&k);
	jout_close(b, ']');
	jout_int(b, "in_doubt", doubt[JOB_DOUBT]);
	jout_int(b, "uncollected", doubt[JOB_READY]);
	jout_close(b, '}');
	return 0;
}

int
api_day(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };
	char day[11];
	int64_t from;

	if (day_begin(a->core, ask_query(a, "date"), &from, day, &f) < 0 ||
	    day_figures(a->core, day, from, &b, &f) < 0)
		ask_fault(a, &f);
	else
		ask_reply(a, 200, NULL, &b);
	buf_release(&b);
	return 0;
}

/* ---- closing ---- */

int
day_close(struct core *c, const json_t *what, const char *person,
    const char *second, struct fault *f)
{
	struct stock_closing k = {
		.person = person, .second = second, .at = loop_now()
	};
	struct buf b = { 0 };
	char day[11];
	int64_t from;
	int rc = -1;

	if (day_begin(c, json_string_value(json_object_get(what, "date")),
		&from, day, f) == 0 &&
	    day_figures(c, day, from, &b, f) == 0) {
		jout_end(&b);
		k.day = day;
		k.figures = buf_str(&b);
		rc = stock_close(c->store, &k, f);
	}
	buf_release(&b);
	return rc;
}

/* A day is closed when it is over or ending, never ahead. */
int
api_closing_ask(struct ask *a)
{
	struct fault f = { 0 };
	const char *date;
	char day[11];
	int64_t from;

	body_open(a, "date");
	date = body_text(a, "date", 10, BODY_REQUIRED);
	if (body_wrong(a))
		return 0;
	if (day_begin(a->core, date, &from, day, &f) == 0 && from > loop_now())
		fault_set(&f, FAULT_FIELD, "/date", "Hari ini belum dimulai",
		    "This day has not begun");
	if (f.code != FAULT_NONE || sheet_propose(a, "close", 0, &f) < 0)
		ask_fault(a, &f);
	return 0;
}

static int
day_closing_row(const struct stock_closing *c, void *arg)
{
	struct buf *b = arg;

	jout_open(b, NULL, '{');
	jout_text(b, "date", c->day);
	jout_time(b, "at", c->at);
	jout_text(b, "person", c->person);
	jout_text(b, "second", c->second);
	jout_raw(b, "figures", c->figures);
	jout_close(b, '}');
	return 0;
}

static int
day_items_end(struct ask *a, struct buf *b, int rc, const struct fault *f)
{
	if (rc < 0) {
		ask_fault(a, f);
	} else {
		jout_close(b, ']');
		jout_null(b, "next");
		jout_close(b, '}');
		ask_reply(a, 200, NULL, b);
	}
	buf_release(b);
	return 0;
}

int
api_closing_list(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };

	jout_open(&b, NULL, '{');
	jout_open(&b, "items", '[');
	return day_items_end(a, &b,
	    stock_closing_list(a->core->store, 60, day_closing_row, &b, &f),
	    &f);
}

/* ---- counting ---- */

int
api_stock_count(struct ask *a)
{
	const char *kind, *place, *seen[200], *s;
	struct stock_by by = { .person = a->person, .now = loop_now() };
	struct fault f = { 0 };
	struct buf b = { 0 };
	const json_t *list;
	int64_t expected = 0, counted = 0;
	char *differs = NULL;
	size_t n = 0, i;
	json_t *v;

	body_open(a, "kind place seen reason note");
	kind = body_text(a, "kind", STORE_NAME - 1, BODY_REQUIRED);
	place = body_text(a, "place", BLANK_PLACE, BODY_REQUIRED);
	by.reason = body_text(a, "reason", REASON_CODE, BODY_OPTIONAL);
	by.note = body_text(a, "note", REASON_NOTE - 1, BODY_OPTIONAL);
	if (*by.reason && !reason_find(by.reason))
		faults_add(&a->core->faults, FAULT_FIELD, "/reason",
		    "Bukan alasan dari daftar", "Not a reason from the list");
	list = json_object_get(a->body, "seen");
	if (!json_is_array(list) || json_array_size(list) > 200)
		faults_add(&a->core->faults, FAULT_FIELD, "/seen",
		    "Harus daftar sampai 200 nomor seri atau deret A1..A9",
		    "Must be a list of up to 200 serials or ranges A1..A9");
	if (body_wrong(a))
		return 0;
	json_array_foreach ((json_t *)(uintptr_t)list, i, v) {
		s = json_string_value(v);
		seen[n++] = s ? s : "";
	}
	if (loop_begin(a->core, &f) < 0 ||
	    stock_count(a->core->store, kind, place, seen, n, &by, &expected,
		&counted, &differs, &f) < 0) {
		loop_failed(a->core, &f);
		if (f.code == FAULT_CONFLICT) /* it refers to nothing else */
			fault_set(&f, FAULT_NOT_FOUND, "/kind",
			    "Jenis blangko tidak dikenal",
			    "There is no such kind of blank");
		ask_fault(a, &f);
		return 0;
	}
	jout_open(&b, NULL, '{');
	jout_text(&b, "kind", kind);
	jout_text(&b, "place", place);
	jout_int(&b, "expected", expected);
	jout_int(&b, "counted", counted);
	jout_raw(&b, "differs", differs);
	jout_close(&b, '}');
	ask_reply(a, 201, NULL, &b);
	free(differs);
	buf_release(&b);
	return 0;
}

/* ---- registers ---- */

static int
day_register_row(const char *name, int year, int64_t last, void *arg)
{
	struct buf *b = arg;

	jout_open(b, NULL, '{');
	jout_text(b, "name", name);
	jout_int(b, "year", year);
	jout_int(b, "last", last);
	jout_close(b, '}');
	return 0;
}

int
api_register_list(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };

	jout_open(&b, NULL, '{');
	jout_open(&b, "items", '[');
	return day_items_end(a, &b,
	    stock_registers(a->core->store, day_register_row, &b, &f), &f);
}

struct day_numbers {
	struct buf b;
	int64_t after;
	int left, more;
	int64_t last;
};

static int
day_number_row(
    int64_t n, const char *number, int64_t job, int voided, void *arg)
{
	struct day_numbers *l = arg;

	if (n <= l->after)
		return 0;
	if (l->left-- == 0) {
		l->more = 1;
		return 1;
	}
	l->last = n;
	jout_open(&l->b, NULL, '{');
	jout_int(&l->b, "n", n);
	jout_text(&l->b, "number", number);
	jout_int(&l->b, "job", job);
	jout_bool(&l->b, "voided", voided);
	jout_close(&l->b, '}');
	return 0;
}

int
api_register_get(struct ask *a)
{
	struct day_numbers l = { 0 };
	struct fault f = { 0 };
	const char *year = ask_query(a, "year");
	long long y = 0;
	struct civil now;
	char *next;

	civil_from(loop_now(), a->core->zone, &now);
	y = now.year;
	if (year && mem_number(year, 0, 9999, &y) < 0)
		fault_set(&f, FAULT_FIELD, "/year", "Tahun harus 0 sampai 9999",
		    "A year must be 0 to 9999");
	if (f.code == FAULT_NONE)
		(void)ask_page(a, &l.left, &l.after, &f);
	jout_open(&l.b, NULL, '{');
	jout_open(&l.b, "items", '[');
	if (f.code != FAULT_NONE ||
	    store_number_list(a->core->store, ask_param(a, "name"), (int)y,
		day_number_row, &l, &f) < 0) {
		ask_fault(a, &f);
	} else {
		next = l.more ? mem_printf("%lld", (long long)l.last) : NULL;
		jout_close(&l.b, ']');
		jout_text(&l.b, "next", next);
		jout_close(&l.b, '}');
		free(next);
		ask_reply(a, 200, NULL, &l.b);
	}
	buf_release(&l.b);
	return 0;
}

/* ---- will it do? ---- */

#define DAY_KINDS 32

struct day_kind {
	char name[STORE_NAME];
	int64_t on_hand, waiting;
	struct forecast_pace pace;
};
struct day_need {
	struct core *c;
	int64_t today;
	struct day_kind kind[DAY_KINDS];
	size_t n;
};

static struct day_kind *
day_kind(struct day_need *w, const char *name)
{
	for (size_t i = 0; i < w->n; i++)
		if (strcmp(w->kind[i].name, name) == 0)
			return &w->kind[i];
	if (w->n == DAY_KINDS)
		return NULL;
	(void)mem_copy(w->kind[w->n].name, STORE_NAME, name);
	return &w->kind[w->n++];
}

static int
day_need_kind(const struct stock_kind *k, void *arg)
{
	(void)day_kind(arg, k->name);
	return 0;
}

static int
day_need_sum(const struct stock_sum *s, void *arg)
{
	struct day_kind *k = day_kind(arg, s->kind);

	if (k && (s->state == BLANK_RECEIVED || s->state == BLANK_AT_COUNTER))
		k->on_hand += s->n;
	return 0;
}

static int
day_need_pace(const char *kind, int64_t day, int64_t n, void *arg)
{
	struct day_need *w = arg;
	struct day_kind *k = day_kind(w, kind);

	if (k)
		forecast_add(&k->pace, w->today, day, n);
	return 0;
}

struct day_waiting {
	char name[STORE_NAME], target[STORE_NAME];
	int version;
	int64_t n;
};
struct day_waits {
	struct day_waiting *row;
	size_t n;
};

static int
day_need_waiting(const struct stock_waiting *j, void *arg)
{
	struct day_waits *l = arg;
	struct day_waiting *r;

	l->row = mem_array(l->row, l->n + 1, sizeof *l->row);
	r = &l->row[l->n++];
	*r = (struct day_waiting){ .version = j->template_version, .n = j->n };
	(void)mem_copy(r->name, sizeof r->name, j->template_name);
	(void)mem_copy(r->target, sizeof r->target, j->target);
	return 0;
}

/* Which kind the jobs of a row need, NULL none. */
static const char *
day_blank(struct core *c, const struct day_waiting *r)
{
	struct fault f;
	struct tmpl *t = catalog_get(c, r->name, r->version, &f);

	return t ? template_blank(t->t) : NULL;
}

static void
day_printers(struct day_need *w, const struct day_waits *l, struct buf *b)
{
	jout_open(b, "printers", '[');
	for (struct printer *p = w->c->printers; p; p = p->next) {
		struct stock_tray t;
		struct fault f;
		int64_t waiting = 0;

		if (stock_tray(w->c->store, p->about.name, &t, &f) < 0)
			continue;
		for (size_t i = 0; i < l->n; i++)
			if (day_blank(w->c, &l->row[i]) &&
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
day_kinds(const struct day_need *w, struct buf *b)
{
	jout_open(b, "kinds", '[');
	for (size_t i = 0; i < w->n; i++) {
		const struct day_kind *k = &w->kind[i];
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

int
api_stock_forecast(struct ask *a)
{
	struct core *c = a->core;
	struct day_need *w = mem_alloc(sizeof *w);
	struct day_waits l = { 0 };
	struct fault f = { 0 };
	struct buf b = { 0 };

	w->c = c;
	w->today = (loop_now() + c->zone) / 86400;
	if (stock_kind_list(c->store, day_need_kind, w, &f) < 0 ||
	    stock_now(c->store, day_need_sum, w, &f) < 0 ||
	    stock_pace(c->store, forecast_from(w->today), c->zone,
		day_need_pace, w, &f) < 0 ||
	    stock_waiting(c->store, day_need_waiting, &l, &f) < 0) {
		ask_fault(a, &f);
		goto out;
	}
	for (size_t i = 0; i < l.n; i++) {
		const char *blank = day_blank(c, &l.row[i]);
		struct day_kind *k = blank ? day_kind(w, blank) : NULL;

		if (k)
			k->waiting += l.row[i].n;
	}
	jout_open(&b, NULL, '{');
	day_kinds(w, &b);
	day_printers(w, &l, &b);
	jout_close(&b, '}');
	ask_reply(a, 200, NULL, &b);
out:
	buf_release(&b);
	free(l.row);
	free(w);
	return 0;
}
