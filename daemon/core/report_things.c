/* Down time, supplies and services of a report (report_int.h). */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "cost.h"
#include "fault.h"
#include "money.h"

#include "core.h"
#include "downtime.h"
#include "jout.h"
#include "printer.h"
#include "report.h"
#include "report_int.h"
#include "tables.h"

struct written {
	struct core *c;
	struct buf *b;
	int64_t paid;
};

/* ---- supplies ---- */

static int
report_supply(const struct money_supply *y, void *arg)
{
	struct written *w = arg;
	struct buf *b = w->b;

	jout_open(b, NULL, '[');
	jout_text(b, NULL, y->title);
	jout_int(b, NULL, y->bought);
	jout_int(b, NULL, y->paid);
	jout_int(b, NULL, y->installed);
	jout_int(b, NULL, y->worn);
	jout_int(b, NULL, y->lost);
	jout_int(b, NULL, y->stock);
	jout_close(b, ']');
	w->paid += y->paid;
	return 0;
}

static int
report_supplies(
    struct core *c, const struct report_span *s, struct buf *b, struct fault *f)
{
	static const struct tables_column columns[] = {
		{ "name", "Bahan", "Supply", "text" },
		{ "bought", "Dibeli", "Bought", "count" },
		{ "paid", "Nilai pembelian", "Paid", "rupiah" },
		{ "installed", "Dipasang", "Installed", "count" },
		{ "worn", "Habis", "Worn", "count" },
		{ "lost", "Hilang", "Lost", "count" },
		{ "stock", "Ada sekarang", "In stock now", "count" },
		{ 0 },
	};
	struct written w = { c, b, 0 };

	tables_open(b, "supplies", "Bahan", "Supplies", columns);
	if (store_supply_sums(c->store, s->from, s->to, report_supply, &w, f) <
	    0)
		return -1;
	tables_total(b);
	tables_two(b, NULL, "Jumlah", "Total");
	jout_null(b, NULL);
	jout_int(b, NULL, w.paid);
	for (int i = 0; i < 4; i++)
		jout_null(b, NULL);
	tables_close(b, 1);
	return 0;
}

/* ---- services ---- */

static void
report_day_cell(const struct core *c, struct buf *b, int64_t at)
{
	char day[11];

	cost_day_text((at + c->zone) / 86400, day);
	jout_text(b, NULL, at ? day : NULL);
}

static void
report_kind_cell(struct buf *b, const char *kind)
{
	static const struct {
		const char *kind, *id, *en;
	} words[] = {
		{ "scheduled", "Berkala", "Scheduled" },
		{ "repair", "Perbaikan", "Repair" },
		{ "calibration", "Kalibrasi", "Calibration" },
		{ "cleaning", "Pembersihan", "Cleaning" },
		{ "other", "Lain-lain", "Other" },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].kind, kind) == 0) {
			tables_two(b, NULL, words[i].id, words[i].en);
			return;
		}
	jout_text(b, NULL, kind);
}

static int
report_service(const struct money_service *v, void *arg)
{
	struct written *w = arg;
	struct buf *b = w->b;

	jout_open(b, NULL, '[');
	jout_text(b, NULL, v->printer);
	report_kind_cell(b, v->kind);
	jout_text(b, NULL, v->supplier);
	report_day_cell(w->c, b, v->began);
	report_day_cell(w->c, b, v->ended);
	tables_known(b, v->ended ? cost_each(v->ended - v->began, 60) : -1);
	jout_int(b, NULL, v->cost);
	jout_close(b, ']');
	w->paid += v->cost;
	return 0;
}

static int
report_services(
    struct core *c, const struct report_span *s, struct buf *b, struct fault *f)
{
	static const struct tables_column columns[] = {
		{ "printer", "Printer", "Printer", "text" },
		{ "kind", "Macam", "Kind", "text" },
		{ "supplier", "Pelaksana", "Supplier", "text" },
		{ "began", "Mulai", "Began", "day" },
		{ "ended", "Selesai", "Ended", "day" },
		{ "minutes", "Lama", "Took", "minutes" },
		{ "cost", "Biaya", "Cost", "rupiah" },
		{ 0 },
	};
	struct written w = { c, b, 0 };

	tables_open(b, "services", "Layanan mesin", "Services", columns);
	if (store_repair_list(c->store, s->from, s->to, report_service, &w, f) <
	    0)
		return -1;
	tables_total(b);
	tables_two(b, NULL, "Jumlah", "Total");
	for (int i = 0; i < 5; i++)
		jout_null(b, NULL);
	jout_int(b, NULL, w.paid);
	tables_close(b, 1);
	return 0;
}

/* ---- down time ---- */

static int
report_down(
    struct core *c, const struct report_span *s, struct buf *b, struct fault *f)
{
	static const struct tables_column columns[] = {
		{ "printer", "Printer", "Printer", "text" },
		{ "availability", "Ketersediaan pada jam kerja",
		    "Availability in working hours", "permille" },
		{ "stops", "Kali berhenti", "Stops", "count" },
		{ "down", "Berhenti", "Down", "minutes" },
		{ "attention", "Perlu perhatian", "Needed attention",
		    "minutes" },
		{ "off", "Tidak dipakai", "Out of use", "minutes" },
		{ 0 },
	};
	struct downtime d;

	tables_open(b, "down-time", "Waktu berhenti", "Down time", columns);
	for (const struct printer *p = c->printers; p; p = p->next) {
		if (downtime_of(c, p->about.name, s->from, s->to, &d, f) < 0)
			return -1;
		jout_open(b, NULL, '[');
		jout_text(b, NULL, p->about.name);
		tables_known(b, d.available);
		jout_int(b, NULL, d.stops);
		jout_int(b, NULL, d.minutes[HEALTH_DOWN]);
		jout_int(b, NULL, d.minutes[HEALTH_ATTENTION]);
		jout_int(b, NULL, d.minutes[HEALTH_OFF]);
		jout_close(b, ']');
	}
	tables_close(b, 0);
	return 0;
}

int
report_things(
    struct core *c, const struct report_span *s, struct buf *b, struct fault *f)
{
	if (report_down(c, s, b, f) < 0 || report_supplies(c, s, b, f) < 0 ||
	    report_services(c, s, b, f) < 0)
		return -1;
	return 0;
}
