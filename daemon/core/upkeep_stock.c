/*
 * Supplies in figures: how much is left in each printer and on the shelf, how
 * long it lasts, what to order.  The device is believed where it tells; where
 * it does not, the pages since the installation say it.
 */

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "buf.h"
#include "fault.h"
#include "mem.h"

#include "core.h"
#include "jout.h"
#include "printer.h"
#include "upkeep.h"

#define WORN 20	   /* newest worn ones that measure the yield */
#define ITEMS 50   /* shown of a printer */
#define IN_USE 200 /* printers with one supply */

/* What the device says of one supply: per cent, -1 nothing. */
static int
said_level(const json_t *v, const char *member)
{
	const json_t *n = json_object_get(v, member);
	json_int_t level = json_is_integer(n) ? json_integer_value(n) : -1;

	return level < 0 ? -1 : level > 100 ? 100 : (int)level;
}

int
upkeep_device_level(const struct printer *p, const char *marker)
{
	const json_t *list = json_object_get(p->device.said, "supplies");
	size_t i;
	json_t *v;

	json_array_foreach ((json_t *)(uintptr_t)list, i, v) {
		const char *name =
		    json_string_value(json_object_get(v, "name"));

		if (name && strcmp(name, marker) == 0)
			return said_level(v, "level");
	}
	return -1;
}

/* ---- items in printers ---- */

struct items {
	struct store_item *row;
	size_t n;
};

static int
keep_item(const struct store_item *i, void *arg)
{
	struct items *l = arg;

	l->row = mem_array(l->row, l->n + 1, sizeof *l->row);
	l->row[l->n++] = *i;
	return 0;
}

static int
measure(struct core *c, const char *supply, int64_t promised,
    int64_t *ret_measured, int64_t *ret_yield, struct fault *f)
{
	struct upkeep_worns *k = upkeep_worns(c);
	struct upkeep_worn *w;
	int64_t worn[WORN];
	size_t n, i;

	for (i = 0; i < k->n; i++)
		if (k->row[i].promised == promised &&
		    strcmp(k->row[i].supply, supply) == 0)
			break;
	if (i == k->n) {
		if (store_supply_worn(c->store, supply, WORN, worn, &n, f) < 0)
			return -1;
		k->row = mem_array(k->row, k->n + 1, sizeof *k->row);
		w = &k->row[k->n++];
		*w = (struct upkeep_worn){ .promised = promised,
			.measured = supply_median(worn, n),
			.yield = supply_yield(promised, worn, n) };
		(void)mem_copy(w->supply, sizeof w->supply, supply);
	}
	*ret_measured = k->row[i].measured;
	*ret_yield = k->row[i].yield;
	return 0;
}

/* What is left of one in use. */
static int
reckon(struct core *c, struct upkeep_item *u, struct fault *f)
{
	const struct printer *p = printer_find(c, u->i.printer);
	int64_t measured;
	int device = -1;

	u->level = u->pages_left = u->days_left = -1;
	if (measure(c, u->i.supply, u->i.yield, &measured, &u->yield, f) < 0)
		return -1;
	if (u->i.state != SUPPLY_IN_USE)
		return 0;
	if (p && *u->i.marker)
		device = upkeep_device_level(p, u->i.marker);
	u->by_device = device >= 0;
	u->level = u->by_device ? device : supply_level(u->i.pages, u->yield);
	u->pages_left = u->by_device ? device * u->yield / 100
	    : u->i.pages < u->yield  ? u->yield - u->i.pages
				     : 0;
	u->days_left = supply_days(u->pages_left, upkeep_pace(c, u->i.printer));
	return 0;
}

static int
list_items(struct core *c, const struct store_item_filter *q,
    void (*fn)(const struct upkeep_item *, void *), void *arg, struct fault *f)
{
	struct items l = { 0 };
	int rc = store_supply_items(c->store, q, keep_item, &l, f);

	for (size_t i = 0; rc == 0 && i < l.n; i++) {
		struct upkeep_item u = { .i = l.row[i] };

		rc = reckon(c, &u, f);
		if (rc == 0)
			fn(&u, arg);
	}
	free(l.row);
	return rc;
}

int
upkeep_stock_items(struct core *c, const char *printer, int worn,
    void (*fn)(const struct upkeep_item *, void *), void *arg, struct fault *f)
{
	struct store_item_filter q = {
		.printer = printer, .worn = worn, .limit = ITEMS
	};

	return list_items(c, &q, fn, arg, f);
}

/* ---- kinds ---- */

struct in_use {
	struct core *core;
	int64_t pages, per_day;
};

static void
add_in_use(const struct upkeep_item *u, void *arg)
{
	struct in_use *s = arg;

	s->pages += u->pages_left;
	s->per_day += upkeep_pace(s->core, u->i.printer);
}

static int
reckon_kind(struct core *c, struct upkeep_kind *k, struct fault *f)
{
	struct store_item_filter q = { .supply = k->s.name, .limit = IN_USE };
	struct in_use s = { .core = c };

	if (measure(c, k->s.name, k->s.yield, &k->measured, &k->yield, f) < 0 ||
	    list_items(c, &q, add_in_use, &s, f) < 0)
		return -1;
	k->per_day = s.per_day;
	k->days = supply_days(k->s.stock * k->yield + s.pages, s.per_day);
	k->order = supply_order(k->s.stock, k->s.minimum, k->s.target, k->days);
	k->stands =
	    supply_stands(k->s.stock, k->s.minimum, k->s.target, k->days);
	return 0;
}

struct kinds {
	struct upkeep_kind *row;
	size_t n;
};

static int
keep_kind(const struct store_supply *s, void *arg)
{
	struct kinds *l = arg;

	l->row = mem_array(l->row, l->n + 1, sizeof *l->row);
	l->row[l->n++] = (struct upkeep_kind){ .s = *s };
	return 0;
}

int
upkeep_stock_kinds(struct core *c, const char *name,
    void (*fn)(const struct upkeep_kind *, void *), void *arg, struct fault *f)
{
	struct kinds l = { 0 };
	int rc = store_supply_list(c->store, name, keep_kind, &l, f);

	for (size_t i = 0; rc == 0 && i < l.n; i++)
		rc = reckon_kind(c, &l.row[i], f);
	for (size_t i = 0; rc == 0 && i < l.n; i++)
		fn(&l.row[i], arg);
	free(l.row);
	return rc;
}

/* ---- a printer's supplies ---- */

static void
int_or_null(struct buf *b, const char *name, int64_t n)
{
	if (n >= 0)
		jout_int(b, name, n);
	else
		jout_null(b, name);
}

static const char *
word_of(int64_t level, int64_t low)
{
	return level < 0   ? "unknown"
	    : level == 0   ? "empty"
	    : level <= low ? "low"
			   : "ok";
}

/* The supplies of one printer, and which of the device's were among them. */
struct shown {
	struct buf *b;
	json_t *seen; /* object: marker names */
};

static void
put_item(const struct upkeep_item *u, void *arg)
{
	struct shown *s = arg;
	struct buf *b = s->b;
	const char *name = *u->i.marker ? u->i.marker : u->i.supply;

	json_object_set_new(s->seen, name, json_true());
	jout_open(b, NULL, '{');
	jout_text(b, "name", name);
	jout_text(b, "title", u->i.title);
	int_or_null(b, "level", u->level);
	jout_text(b, "state", word_of(u->level, SUPPLY_LOW));
	int_or_null(b, "pages_left", u->pages_left);
	int_or_null(b, "days_left", u->days_left);
	jout_text(b, "source", u->by_device ? "device" : "count");
	jout_close(b, '}');
}

/* What the device tells of and nobody has booked. */
static void
put_said(const struct printer *p, struct shown *s)
{
	const json_t *list = json_object_get(p->device.said, "supplies");
	struct buf *b = s->b;
	size_t i;
	json_t *v;

	json_array_foreach ((json_t *)(uintptr_t)list, i, v) {
		const char *name =
		    json_string_value(json_object_get(v, "name"));
		int level = said_level(v, "level"), low = said_level(v, "low");

		if (!name || !*name || json_object_get(s->seen, name))
			continue;
		jout_open(b, NULL, '{');
		jout_text(b, "name", name);
		jout_null(b, "title");
		int_or_null(b, "level", level);
		jout_text(
		    b, "state", word_of(level, low < 0 ? SUPPLY_LOW : low));
		jout_null(b, "pages_left");
		jout_null(b, "days_left");
		jout_text(b, "source", "device");
		jout_close(b, '}');
	}
}

void
upkeep_supplies(struct core *c, const struct printer *p, struct buf *b)
{
	struct shown s = { .b = b, .seen = json_object() };
	struct fault f = { 0 };

	jout_open(b, "supplies", '[');
	if (upkeep_stock_items(c, p->about.name, 0, put_item, &s, &f) < 0)
		loop_failed(c, &f);
	put_said(p, &s);
	jout_close(b, ']');
	json_decref(s.seen);
}
