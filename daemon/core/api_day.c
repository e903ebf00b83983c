/*
 * The day over the API: its figures, its closing by two persons, what was
 * counted, and the number registers.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "civil.h"
#include "fault.h"
#include "mem.h"
#include "reason.h"
#include "stock.h"

#include "api.h"
#include "ask.h"
#include "body.h"
#include "core.h"
#include "day.h"
#include "jout.h"
#include "minutes.h"
#include "need.h"

#define CLOSING_DAYS 31

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

int
api_stock_forecast(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };

	if (need_forecast(a->core, &b, &f) < 0)
		ask_fault(a, &f);
	else
		ask_reply(a, 200, NULL, &b);
	buf_release(&b);
	return 0;
}

/* ---- closing ---- */

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
	else if (f.code == FAULT_NONE &&
	    loop_now() - from > CLOSING_DAYS * 86400)
		fault_set(&f, FAULT_FIELD, "/date",
		    "Hanya %d hari terakhir dapat ditutup",
		    "Only the last %d days can be closed", CLOSING_DAYS);
	if (f.code != FAULT_NONE || api_propose(a, "close", 0, &f) < 0)
		ask_fault(a, &f);
	return 0;
}

static int
api_closing_row(const struct stock_closing *c, void *arg)
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

int
api_closing_list(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };

	ask_items(&b);
	return ask_items_end(a, &b,
	    stock_closing_list(a->core->store, 60, api_closing_row, &b, &f),
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
	place = body_text(a, "place", BLANK_PLACE - 1, BODY_REQUIRED);
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
api_register_row(const char *name, int year, int64_t last, void *arg)
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

	ask_items(&b);
	return ask_items_end(a, &b,
	    stock_registers(a->core->store, api_register_row, &b, &f), &f);
}

struct api_numbers {
	struct buf b;
	int64_t after;
	int left, more;
	int64_t last;
};

static int
api_number_row(
    int64_t n, const char *number, int64_t job, int voided, void *arg)
{
	struct api_numbers *l = arg;

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
	struct api_numbers l = { 0 };
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
		api_number_row, &l, &f) < 0) {
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

/* ---- minutes ---- */

int
api_minutes(struct ask *a)
{
	struct minutes m = { .person = a->person, .now = loop_now() };
	struct fault f = { 0 };
	const char *date;
	char day[11];
	json_t *body;

	if (!api_key_ok(a))
		return 0;
	body_open(a, "kind date place manner printer second");
	m.kind = body_word(a, "kind", "void|spoil|destruction|stock-take|daily",
	    BODY_REQUIRED);
	date = body_text(a, "date", 10, BODY_OPTIONAL);
	m.place = body_text(a, "place", 100, BODY_OPTIONAL);
	m.manner = body_text(a, "manner", 120, BODY_OPTIONAL);
	m.printer = body_text(a, "printer", STORE_NAME - 1, BODY_OPTIONAL);
	m.second = body_text(a, "second", PERSON_NAME - 1, BODY_REQUIRED);
	if (!*a->person || strcmp(a->person, m.second) == 0)
		faults_add(&a->core->faults, FAULT_FORBIDDEN, "/second",
		    "Berita acara ditandatangani dua orang yang berbeda",
		    "Minutes are signed by two different persons");
	if (body_wrong(a))
		return 0;
	m.day = day;
	if (day_begin(a->core, *date ? date : NULL, &m.from, day, &f) < 0 ||
	    !(body = minutes_body(a->core, &m, &f))) {
		ask_fault(a, &f);
		return 0;
	}
	/* the request owns it: what is kept of it is borrowed */
	json_object_set_new(a->root, "minutes", body);
	a->body = body;
	return api_job_create(a);
}
