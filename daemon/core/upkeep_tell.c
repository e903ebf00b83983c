/*
 * Reminders: a service that falls due, a supply that runs short, each told once
 * until it changes.  What was told is asked of the store, so that a restart
 * says nothing twice; only the last word on the shelf is kept in memory.
 */

#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "mem.h"
#include "notice.h"

#include "core.h"
#include "printer.h"
#include "upkeep.h"

/* A sentence about a subject; said before when it holds word, since then. */
struct tell {
	enum notice_level level;
	const char *kind, *subject, *word;
	int64_t since;
	char *id, *en; /* taken */
};

static void
tell(struct core *c, const struct tell *t)
{
	struct store_told q = { .kind = t->kind,
		.subject = t->subject,
		.word = t->word,
		.since = t->since };
	struct fault f = { 0 };
	int64_t told;

	if (store_service_told(c->store, &q, &told, &f) < 0)
		loop_failed(c, &f);
	else if (told == 0)
		notice_tell(c, t->level, t->kind, t->subject, t->id, t->en);
	free(t->id);
	free(t->en);
}

/* ---- services ---- */

struct plans {
	struct store_plan *row;
	size_t n;
};

static int
keep_plan(const struct store_plan *p, void *arg)
{
	struct plans *l = arg;

	l->row = mem_array(l->row, l->n + 1, sizeof *l->row);
	l->row[l->n++] = *p;
	return 0;
}

static void
tell_due(
    struct core *c, const struct store_plan *p, const struct service_due *d)
{
	struct tell t = { .level = NOTICE_ATTENTION,
		.kind = "service-due",
		.subject = p->printer,
		.word = p->title,
		.since = p->since };
	char day[11];

	upkeep_day_text(d->day, day);
	t.id = mem_printf("Printer %s: servis \"%s\" jatuh tempo %s. "
			  "Jadwalkan teknisi.",
	    p->printer, p->title, day);
	t.en = mem_printf("Printer %s: service \"%s\" falls due on %s. Call "
			  "the technician in.",
	    p->printer, p->title, day);
	tell(c, &t);
}

static void
tell_overdue(
    struct core *c, const struct store_plan *p, const struct service_due *d)
{
	struct tell t = { .level = NOTICE_ATTENTION,
		.kind = "service-overdue",
		.subject = p->printer,
		.word = p->title,
		.since = p->since };
	char day[11], hold[11];

	if (d->state == SERVICE_HELD)
		t.level = NOTICE_DOWN;
	upkeep_day_text(d->day, day);
	upkeep_day_text(d->hold, hold);
	t.id = mem_printf("Printer %s: servis \"%s\" lewat sejak %s. Panggil "
			  "teknisi. Mulai %s lembar bersegel dan bernomor "
			  "ditahan.",
	    p->printer, p->title, day, hold);
	t.en = mem_printf("Printer %s: service \"%s\" is overdue since %s. "
			  "Call the technician. From %s sealed and numbered "
			  "sheets wait.",
	    p->printer, p->title, day, hold);
	tell(c, &t);
}

static void
tell_services(struct core *c, struct fault *f)
{
	struct plans l = { 0 };

	if (store_service_plans(c->store, NULL, keep_plan, &l, f) < 0)
		loop_failed(c, f);
	for (size_t i = 0; i < l.n; i++) {
		const struct printer *p = printer_find(c, l.row[i].printer);
		struct service_due d;

		if (!p || p->service.since)
			continue; /* gone, or it is being done */
		upkeep_due(c, &l.row[i], &d);
		if (d.state == SERVICE_DUE)
			tell_due(c, &l.row[i], &d);
		else if (d.state > SERVICE_DUE)
			tell_overdue(c, &l.row[i], &d);
	}
	free(l.row);
}

/* ---- in printers ---- */

static void
tell_item(const struct upkeep_item *u, void *arg)
{
	struct core *c = arg;
	struct tell t = { .level = NOTICE_ATTENTION,
		.kind = u->level == 0 ? "supply-out" : "supply-low",
		.subject = u->i.printer,
		.word = u->i.title,
		.since = u->i.installed };

	if (u->level > SUPPLY_LOW)
		return;
	if (u->level == 0) {
		t.id = mem_printf("Printer %s: %s habis menurut hitungan. "
				  "Ganti, lalu catat.",
		    u->i.printer, u->i.title);
		t.en = mem_printf("Printer %s: %s is used up by its count. "
				  "Change it, then book it.",
		    u->i.printer, u->i.title);
	} else {
		t.id = mem_printf("Printer %s: %s tinggal %lld %%, sekitar "
				  "%lld halaman. Siapkan pengganti.",
		    u->i.printer, u->i.title, (long long)u->level,
		    (long long)u->pages_left);
		t.en = mem_printf("Printer %s: %s has %lld %% left, about "
				  "%lld pages. Make another ready.",
		    u->i.printer, u->i.title, (long long)u->level,
		    (long long)u->pages_left);
	}
	tell(c, &t);
}

static void
tell_printers(struct core *c, struct fault *f)
{
	for (struct printer *p = c->printers; p; p = p->next)
		if (upkeep_stock_items(c, p->about.name, 0, tell_item, c, f) <
		    0)
			loop_failed(c, f);
}

/* ---- on the shelf ---- */

/* What an earlier life told last. */
static enum supply_standing
last_word(struct core *c, const char *name)
{
	struct store_told q = { .kind = "supply-low", .subject = name };
	int64_t low, out;
	struct fault f = { 0 };

	if (store_service_told(c->store, &q, &low, &f) < 0)
		low = 0;
	q.kind = "supply-out";
	if (store_service_told(c->store, &q, &out, &f) < 0)
		out = 0;
	return out > low ? SUPPLY_OUT : low > 0 ? SUPPLY_SHORT : SUPPLY_OK;
}

static void
tell_kind(const struct upkeep_kind *k, void *arg)
{
	struct core *c = arg;
	enum supply_standing *last = upkeep_shelf(c, k->s.name);
	const char *kind =
	    k->stands == SUPPLY_OUT ? "supply-out" : "supply-low";
	char *id, *en;

	if (k->s.price < 0)
		return; /* never bought: nothing has run out */
	if (!last)
		last = upkeep_shelf_add(c, k->s.name, last_word(c, k->s.name));
	if (*last == k->stands)
		return;
	*last = k->stands;
	if (k->stands == SUPPLY_OK)
		return;
	id = mem_printf("%s: stok %lld, batas minimum %lld. Pesan %lld.",
	    k->s.title, (long long)k->s.stock, (long long)k->s.minimum,
	    (long long)k->order);
	en = mem_printf("%s: %lld in stock, the minimum is %lld. Order %lld.",
	    k->s.title, (long long)k->s.stock, (long long)k->s.minimum,
	    (long long)k->order);
	notice_tell(c, NOTICE_ATTENTION, kind, k->s.name, id, en);
	free(en);
	free(id);
}

void
upkeep_tell(struct core *c)
{
	struct fault f = { 0 };

	tell_services(c, &f);
	tell_printers(c, &f);
	if (upkeep_stock_kinds(c, NULL, tell_kind, c, &f) < 0)
		loop_failed(c, &f);
}
