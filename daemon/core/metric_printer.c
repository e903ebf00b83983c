/*
 * Printers in figures, for /metrics.  Labels are names of printers, states and
 * classes: what a device says of itself is counted, never quoted.
 */

#include "buf.h"

#include "core.h"
#include "metric.h"
#include "printer.h"

const struct printer *
metric_live(const struct printer *p)
{
	while (p && p->removing)
		p = p->next;
	return p;
}

/* Of all states the one that it is in has 1. */
static void
metric_health(const struct core *c, struct buf *b)
{
	metric_head(b, "cetakd_printer_health", "gauge",
	    "1 for the state of health that the printer is in.");
	for (const struct printer *p = metric_live(c->printers); p;
	     p = metric_live(p->next))
		for (int i = 0; i < HEALTH_STATE_N; i++) {
			enum health_state state = (enum health_state)i;
			const struct metric_label l[] = { { "printer",
							      p->about.name },
				{ "state", health_name(state) }, { 0 } };

			metric_put(b, "cetakd_printer_health", l,
			    p->device.health.state == state, 0);
		}
}

static void
metric_reasons(const struct core *c, struct buf *b)
{
	metric_head(b, "cetakd_printer_reasons", "gauge",
	    "Reasons of the printer's health, by their class.");
	for (const struct printer *p = metric_live(c->printers); p;
	     p = metric_live(p->next)) {
		const struct health *h = &p->device.health;

		for (int i = HEALTH_ATTENTION; i < HEALTH_STATE_N; i++) {
			enum health_state class = (enum health_state)i;
			const struct metric_label l[] = { { "printer",
							      p->about.name },
				{ "class", health_name(class) }, { 0 } };
			int64_t n = 0;

			for (size_t k = 0; k < h->n; k++)
				n += h->reason[k].state == class;
			metric_put(b, "cetakd_printer_reasons", l, n, 0);
		}
	}
}

void
metric_printers(const struct core *c, struct buf *b)
{
	metric_head(b, "cetakd_printer_ready", "gauge",
	    "1 when the printer takes jobs.");
	for (const struct printer *p = metric_live(c->printers); p;
	     p = metric_live(p->next))
		metric_by(b, "cetakd_printer_ready", "printer", p->about.name,
		    printer_why(p, 1) == NULL);
	metric_head(b, "cetakd_printer_enabled", "gauge",
	    "0 when the printer is switched off here.");
	for (const struct printer *p = metric_live(c->printers); p;
	     p = metric_live(p->next))
		metric_by(b, "cetakd_printer_enabled", "printer", p->about.name,
		    p->about.enabled);
	metric_head(b, "cetakd_printer_up", "gauge",
	    "1 when cupsd answers for the printer.");
	for (const struct printer *p = metric_live(c->printers); p;
	     p = metric_live(p->next))
		metric_by(
		    b, "cetakd_printer_up", "printer", p->about.name, p->up);
	metric_head(b, "cetakd_printer_jobs", "gauge",
	    "Jobs that were given to the printer and are not out yet.");
	for (const struct printer *p = metric_live(c->printers); p;
	     p = metric_live(p->next))
		metric_by(b, "cetakd_printer_jobs", "printer", p->about.name,
		    p->sheets);
	metric_head(b, "cetakd_printer_impressions_total", "counter",
	    "The device's own counter of its life.");
	for (const struct printer *p = metric_live(c->printers); p;
	     p = metric_live(p->next))
		if (p->impressions >= 0)
			metric_by(b, "cetakd_printer_impressions_total",
			    "printer", p->about.name, p->impressions);
	metric_health(c, b);
	metric_reasons(c, b);
}
