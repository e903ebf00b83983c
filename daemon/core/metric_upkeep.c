/*
 * Supplies and services in figures, for /metrics.  A supply is known by the
 * name that the office gave it; one that only the device tells of has the
 * device's name for it, and of these there are few.
 */

#include <jansson.h>

#include "buf.h"
#include "fault.h"

#include "core.h"
#include "metric.h"
#include "printer.h"
#include "upkeep.h"

#define METRIC_SAID 16 /* supplies of a device that nobody has booked */

/* ---- in printers ---- */

struct metric_supply {
	const struct printer *p;
	struct buf ratio, days;
	json_t *seen; /* of this printer: names that have a line */
};

static void
metric_supply_put(struct metric_supply *s, struct buf *b, const char *name,
    const char *supply, int64_t n, int decimals)
{
	const struct metric_label l[] = { { "printer", s->p->about.name },
		{ "supply", supply }, { 0 } };

	metric_put(b, name, l, n, decimals);
}

static void
metric_item(const struct upkeep_item *u, void *arg)
{
	struct metric_supply *s = arg;

	if (*u->i.marker)
		json_object_set_new(s->seen, u->i.marker, json_true());
	json_object_set_new(s->seen, u->i.supply, json_true());
	if (u->level >= 0)
		metric_supply_put(s, &s->ratio, "cetakd_printer_supply_ratio",
		    u->i.supply, u->level, 2);
	if (u->days_left >= 0)
		metric_supply_put(s, &s->days,
		    "cetakd_printer_supply_workdays_left", u->i.supply,
		    u->days_left, 0);
}

static void
metric_said(struct metric_supply *s)
{
	const json_t *list = json_object_get(s->p->device.said, "supplies");
	size_t n = json_array_size(list);

	for (size_t i = 0; i < n && i < METRIC_SAID; i++) {
		const json_t *v = json_array_get(list, i);
		const char *name =
		    json_string_value(json_object_get(v, "name"));
		int level = name ? upkeep_device_level(s->p, name) : -1;

		if (level < 0 || json_object_get(s->seen, name))
			continue;
		json_object_set_new(s->seen, name, json_true());
		metric_supply_put(s, &s->ratio, "cetakd_printer_supply_ratio",
		    name, level, 2);
	}
}

static int
metric_supplies(struct core *c, struct buf *b, struct fault *f)
{
	struct metric_supply s = { 0 };
	int rc = 0;

	for (s.p = metric_live(c->printers); s.p && rc == 0;
	     s.p = metric_live(s.p->next)) {
		s.seen = json_object();
		rc = upkeep_stock_items(
		    c, s.p->about.name, 0, metric_item, &s, f);
		metric_said(&s);
		json_decref(s.seen);
	}
	metric_head(b, "cetakd_printer_supply_ratio", "gauge",
	    "How full a supply in a printer is.");
	buf_put(b, s.ratio.p, s.ratio.n);
	metric_head(b, "cetakd_printer_supply_workdays_left", "gauge",
	    "Working days that a supply in a printer lasts.");
	buf_put(b, s.days.p, s.days.n);
	buf_release(&s.days);
	buf_release(&s.ratio);
	return rc;
}

/* ---- on the shelf ---- */

struct metric_shelf {
	struct buf stock, least, days;
};

static void
metric_kind(const struct upkeep_kind *k, void *arg)
{
	struct metric_shelf *s = arg;

	metric_by(
	    &s->stock, "cetakd_supply_stock", "supply", k->s.name, k->s.stock);
	metric_by(&s->least, "cetakd_supply_minimum", "supply", k->s.name,
	    k->s.minimum);
	if (k->days >= 0)
		metric_by(&s->days, "cetakd_supply_workdays_left", "supply",
		    k->s.name, k->days);
}

static int
metric_stock(struct core *c, struct buf *b, struct fault *f)
{
	struct metric_shelf s = { 0 };
	int rc = upkeep_stock_kinds(c, NULL, metric_kind, &s, f);

	metric_head(
	    b, "cetakd_supply_stock", "gauge", "Supplies on the shelf.");
	buf_put(b, s.stock.p, s.stock.n);
	metric_head(b, "cetakd_supply_minimum", "gauge",
	    "How many there must be on the shelf.");
	buf_put(b, s.least.p, s.least.n);
	metric_head(b, "cetakd_supply_workdays_left", "gauge",
	    "Working days that what is in printers and on the shelf lasts.");
	buf_put(b, s.days.p, s.days.n);
	buf_release(&s.stock);
	buf_release(&s.least);
	buf_release(&s.days);
	return rc;
}

/* ---- services ---- */

static void
metric_services(struct core *c, struct buf *b)
{
	static const char state[] = "cetakd_printer_service",
			  due[] =
			      "cetakd_printer_service_due_timestamp_seconds";
	struct buf when = { 0 };

	metric_head(b, state, "gauge",
	    "1 for the state that the printer's service is in.");
	for (const struct printer *p = metric_live(c->printers); p;
	     p = metric_live(p->next)) {
		struct upkeep_service s;

		upkeep_service(c, p->about.name, &s);
		for (int i = SERVICE_NONE; i <= SERVICE_AWAY; i++) {
			enum service_state k = (enum service_state)i;
			const struct metric_label l[] = { { "printer",
							      p->about.name },
				{ "state", service_state_name(k) }, { 0 } };

			metric_put(b, state, l, s.state == k, 0);
		}
		if (s.due != SERVICE_NEVER)
			metric_by(&when, due, "printer", p->about.name,
			    s.due * 86400 - c->zone);
	}
	metric_head(b, due, "gauge", "When the printer's service falls due.");
	buf_put(b, when.p, when.n);
	buf_release(&when);
}

int
metric_upkeep(struct core *c, struct buf *b, struct fault *f)
{
	if (metric_supplies(c, b, f) < 0 || metric_stock(c, b, f) < 0)
		return -1;
	metric_services(c, b);
	return 0;
}
