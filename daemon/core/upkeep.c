/*
 * The upkeep of printers: which are in service, whose service is past its
 * grace, how fast each prints.  The store knows plans, services and pages;
 * what is kept here is what dispatch asks for at each look, and can be read
 * anew at any time.  It never moves a job: it says what may be given.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "civil.h"
#include "fault.h"
#include "forecast.h"
#include "log.h"
#include "mem.h"

#include "core.h"
#include "dispatch.h"
#include "jout.h"
#include "printer.h"
#include "upkeep.h"

#define UPKEEP_EVERY (INT64_C(600) * 1000000)
#define UPKEEP_SOON 1000

struct upkeep_pace {
	char printer[STORE_NAME];
	struct supply_pace p;
};
struct upkeep_shelf {
	char supply[STORE_NAME];
	enum supply_standing last;
};
struct upkeep {
	int64_t today; /* for which the pace was read; 0 not yet */
	struct upkeep_pace *pace;
	size_t n;
	struct upkeep_shelf *shelf;
	size_t shelves;
	struct upkeep_worns worns;
	sd_event_source *timer;
};

/* ---- days and the pace ---- */

int64_t
upkeep_day(const struct core *c, int64_t utc)
{
	int64_t local = utc + c->zone;

	return (local - (local < 0 ? 86399 : 0)) / 86400;
}

int64_t
upkeep_today(const struct core *c)
{
	return upkeep_day(c, loop_now());
}

void
upkeep_day_text(int64_t day, char ret[11])
{
	char stamp[21] = "";

	if (day != SERVICE_NEVER)
		civil_rfc3339(day * 86400, stamp);
	memcpy(ret, stamp, 10);
	ret[10] = '\0';
}

static int
upkeep_pace_row(const char *printer, int64_t day, int64_t pages, void *arg)
{
	struct upkeep *u = arg;

	if (u->n == 0 || strcmp(u->pace[u->n - 1].printer, printer) != 0) {
		u->pace = mem_array(u->pace, u->n + 1, sizeof *u->pace);
		u->pace[u->n] = (struct upkeep_pace){ 0 };
		(void)mem_copy(u->pace[u->n++].printer, STORE_NAME, printer);
	}
	supply_pace_add(&u->pace[u->n - 1].p, u->today, day, pages);
	return 0;
}

/* Only whole days count, so that it is read once a day. */
int64_t
upkeep_pace(struct core *c, const char *printer)
{
	struct upkeep *u = c->upkeep;
	int64_t today = upkeep_today(c);
	struct fault f;

	if (u->today != today) {
		u->today = today;
		u->n = 0;
		if (store_supply_pace(c->store,
			forecast_from(today) * 86400 - c->zone, c->zone,
			upkeep_pace_row, u, &f) < 0)
			u->today = 0; /* asked again */
	}
	for (size_t i = 0; i < u->n; i++)
		if (strcmp(u->pace[i].printer, printer) == 0)
			return supply_pace_pages(&u->pace[i].p);
	return 0;
}

/* ---- service ---- */

void
upkeep_due(
    struct core *c, const struct store_plan *p, struct service_due *ret_d)
{
	struct service_plan plan = { .days = p->days,
		.pages = p->pages,
		.grace = p->grace,
		.since = upkeep_day(c, p->since),
		.done = p->done,
		.reached = p->reached ? upkeep_day(c, p->reached) : -1 };

	service_due(&plan, upkeep_today(c), upkeep_pace(c, p->printer), ret_d);
}

struct upkeep_worst {
	struct core *core;
	struct upkeep_service *s;
	struct service_due due;
	int any;
};

static int
upkeep_plan_row(const struct store_plan *p, void *arg)
{
	struct upkeep_worst *w = arg;
	struct service_due d;

	upkeep_due(w->core, p, &d);
	if (w->any && !service_before(&d, &w->due))
		return 0;
	w->any = 1;
	w->due = d;
	w->s->state = d.state;
	w->s->due = d.day;
	w->s->days = d.days_left;
	w->s->hold = d.hold;
	w->s->by_pages = p->pages > 0;
	w->s->pages = d.pages_left;
	(void)mem_copy(w->s->title, sizeof w->s->title, p->title);
	return 0;
}

static int
upkeep_open_row(const struct store_service *v, void *arg)
{
	struct upkeep_worst *w = arg;

	w->s->state = SERVICE_AWAY;
	w->s->since = v->began;
	w->s->back = v->back ? upkeep_day(w->core, v->back) : SERVICE_NEVER;
	return 1;
}

static int
upkeep_read(struct core *c, const char *printer, struct upkeep_service *ret_s,
    struct fault *f)
{
	struct upkeep_service s = { .due = SERVICE_NEVER,
		.hold = SERVICE_NEVER,
		.back = SERVICE_NEVER };
	struct upkeep_worst w = { .core = c, .s = &s };
	struct store_service_filter q = {
		.printer = printer, .open = 1, .limit = 1
	};
	int rc = 0;

	if (store_service_plans(c->store, printer, upkeep_plan_row, &w, f) <
		0 ||
	    store_service_list(c->store, &q, upkeep_open_row, &w, f) < 0)
		rc = -1;
	*ret_s = s;
	return rc;
}

void
upkeep_service(
    struct core *c, const char *printer, struct upkeep_service *ret_s)
{
	struct fault f = { 0 };

	if (upkeep_read(c, printer, ret_s, &f) < 0)
		loop_failed(c, &f);
}

/* ---- dispatch ---- */

/* "22 November 2026" of a day. */
static void
upkeep_words(int64_t day, char ret[32])
{
	struct buf b = { 0 };
	struct civil d;

	civil_from(day * 86400, 0, &d);
	civil_date_id(&d, &b);
	(void)mem_copy(ret, 32, buf_str(&b));
	buf_release(&b);
}

static struct health_reason
upkeep_reason(const char *keyword, int64_t since)
{
	struct health_reason r = { .state = HEALTH_STATE_N, .since = since };

	(void)mem_copy(r.keyword, sizeof r.keyword, keyword);
	return r;
}

/* In service: since when, and back when. */
static void
upkeep_away(struct printer *p, const struct upkeep_service *s)
{
	struct health_reason r = upkeep_reason("in-service", s->since);
	struct printer_service *v = &p->service;
	char id[32], en[11];

	if (!s->since) {
		device_clear(p, r.keyword);
		return;
	}
	upkeep_words(upkeep_day(p->core, s->since), id);
	upkeep_day_text(upkeep_day(p->core, s->since), en);
	(void)snprintf(v->id, sizeof v->id, "Diservis sejak %s", id);
	(void)snprintf(v->en, sizeof v->en, "In service since %s", en);
	(void)mem_copy(r.id, sizeof r.id, v->id);
	(void)mem_copy(r.en, sizeof r.en, v->en);
	if (s->back != SERVICE_NEVER) {
		upkeep_words(s->back, id);
		upkeep_day_text(s->back, en);
		(void)snprintf(r.do_id, sizeof r.do_id,
		    "Di luar antrean. Kembali sekitar %s", id);
		(void)snprintf(r.do_en, sizeof r.do_en,
		    "Out of the queue. Back about %s", en);
	}
	device_set(p, &r);
}

/* Its service is due, or overdue; what dispatch says while it is held. */
static void
upkeep_late(struct printer *p, const struct upkeep_service *s)
{
	int over = s->state == SERVICE_OVERDUE || s->state == SERVICE_HELD;
	struct health_reason r =
	    upkeep_reason(over ? "service-overdue" : "service-due",
		over ? s->due * 86400 - p->core->zone : 0);
	char id[32], en[11];

	device_clear(p, over ? "service-due" : "service-overdue");
	if (!over && s->state != SERVICE_DUE) {
		device_clear(p, "service-due");
		return;
	}
	upkeep_words(over ? s->hold : s->due, id);
	upkeep_day_text(over ? s->hold : s->due, en);
	if (over) {
		(void)snprintf(r.id, sizeof r.id, "Servis lewat %lld hari",
		    (long long)-s->days);
		(void)snprintf(r.en, sizeof r.en, "Service %lld days overdue",
		    (long long)-s->days);
		(void)snprintf(r.do_id, sizeof r.do_id,
		    "Panggil teknisi. Mulai %s lembar bersegel dan bernomor "
		    "ditahan",
		    id);
		(void)snprintf(r.do_en, sizeof r.do_en,
		    "Call the technician. From %s sealed and numbered sheets "
		    "wait",
		    en);
	} else {
		(void)snprintf(r.id, sizeof r.id, "Servis jatuh tempo %s", id);
		(void)snprintf(r.en, sizeof r.en, "Service due on %s", en);
	}
	p->service.late = r;
	device_set(p, &r);
}

void
upkeep_look(struct core *c, const char *printer)
{
	struct printer *p = printer_find(c, printer);
	struct upkeep_service s;
	struct fault f = { 0 };
	int away;

	if (!p)
		return;
	if (upkeep_read(c, printer, &s, &f) < 0) {
		loop_failed(c, &f);
		log_warnx(
		    "printer %s: its service is not known: %s", printer, f.en);
		return;
	}
	away = s.since && !p->service.since;
	p->service = (struct printer_service){ .since = s.since,
		.held = s.state == SERVICE_HELD };
	if (away && c->dispatch)
		dispatch_return(c, p, "in-service", NULL);
	upkeep_away(p, &s);
	upkeep_late(p, &s);
	loop_work(c);
}

int
upkeep_blocks(const struct printer *p, int secure)
{
	return secure && p->service.held;
}

void
upkeep_forget(struct core *c)
{
	if (c->upkeep)
		c->upkeep->worns.n = 0;
	for (struct printer *p = c->printers; p && c->upkeep; p = p->next)
		upkeep_look(c, p->about.name);
}

/* ---- now and then ---- */

static int upkeep_on_time(sd_event_source *s, uint64_t us, void *arg);

static void
upkeep_again(struct core *c, uint64_t us)
{
	sd_event_source_disable_unref(c->upkeep->timer);
	c->upkeep->timer = loop_timer(c, us, upkeep_on_time, c);
}

static int
upkeep_on_time(sd_event_source *s, uint64_t us, void *arg)
{
	struct core *c = arg;

	(void)s;
	(void)us;
	upkeep_forget(c); /* a day may have passed */
	upkeep_tell(c);
	upkeep_again(c, UPKEEP_EVERY);
	return 0;
}

void
upkeep_soon(struct core *c)
{
	c->upkeep->worns.n = 0;
	upkeep_again(c, UPKEEP_SOON);
}

struct upkeep_worns *
upkeep_worns(struct core *c)
{
	return &c->upkeep->worns;
}

enum supply_standing *
upkeep_shelf(struct core *c, const char *supply)
{
	struct upkeep *u = c->upkeep;

	for (size_t i = 0; i < u->shelves; i++)
		if (strcmp(u->shelf[i].supply, supply) == 0)
			return &u->shelf[i].last;
	return NULL;
}

enum supply_standing *
upkeep_shelf_add(struct core *c, const char *supply, enum supply_standing last)
{
	struct upkeep *u = c->upkeep;

	u->shelf = mem_array(u->shelf, u->shelves + 1, sizeof *u->shelf);
	u->shelf[u->shelves] = (struct upkeep_shelf){ .last = last };
	(void)mem_copy(u->shelf[u->shelves].supply, STORE_NAME, supply);
	return &u->shelf[u->shelves++].last;
}

int
upkeep_init(struct core *c, struct fault *f)
{
	struct upkeep_service s;

	c->upkeep = mem_alloc(sizeof *c->upkeep);
	/* a store that cannot say who is in service is no store to print by */
	if (upkeep_read(c, "", &s, f) < 0)
		return -1;
	upkeep_forget(c);
	upkeep_soon(c);
	return 0;
}

void
upkeep_release(struct core *c)
{
	if (!c->upkeep)
		return;
	sd_event_source_disable_unref(c->upkeep->timer);
	free(c->upkeep->pace);
	free(c->upkeep->shelf);
	free(c->upkeep->worns.row);
	free(c->upkeep);
	c->upkeep = NULL;
}

/* ---- members of a printer ---- */

static void
upkeep_put_service(struct buf *b, const struct upkeep_service *s)
{
	char day[11];

	jout_open(b, "service", '{');
	upkeep_day_text(s->due, day);
	jout_some(b, "due", day);
	if (s->due != SERVICE_NEVER)
		jout_int(b, "days", s->days);
	else
		jout_null(b, "days");
	if (s->by_pages)
		jout_int(b, "pages", s->pages);
	else
		jout_null(b, "pages");
	jout_text(b, "state", service_state_name(s->state));
	jout_some(b, "title", s->title);
	upkeep_day_text(s->back, day);
	jout_some(b, "back", day);
	jout_close(b, '}');
}

void
upkeep_answer(const struct printer *p, struct buf *b)
{
	struct upkeep_service s;

	upkeep_supplies(p->core, p, b);
	upkeep_service(p->core, p->about.name, &s);
	upkeep_put_service(b, &s);
}
