/*
 * The day of the office: figures by place and by counter, and its closing.  All
 * of it is computed from the ledger and the events; nothing is kept but what
 * two persons signed.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "civil.h"
#include "fault.h"
#include "mem.h"
#include "stock.h"

#include "core.h"
#include "day.h"
#include "jout.h"

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
