/* Reports (report.h).  No name of a person stands in any table. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "civil.h"
#include "cost.h"
#include "fault.h"
#include "mem.h"
#include "money.h"

#include "api_cost.h"
#include "core.h"
#include "costing.h"
#include "jout.h"
#include "report.h"
#include "report_int.h"
#include "tables.h"

static const struct {
	const char *name, *id, *en;
} report_names[REPORT_OF] = {
	[REPORT_DAY] = { "day", "Laporan harian", "Report of the day" },
	[REPORT_MONTH] = { "month", "Laporan bulanan", "Report of the month" },
	[REPORT_YEAR] = { "year", "Laporan tahunan", "Report of the year" },
};

const char *
report_name(enum report_of of)
{
	return report_names[of].name;
}

int
report_of(const char *name)
{
	for (int i = 0; i < REPORT_OF; i++)
		if (strcmp(report_names[i].name, name) == 0)
			return i;
	return -1;
}

/* ---- which span ---- */

static int
report_parse(struct report_span *s, const char *period)
{
	long long year;
	int64_t day;

	if (s->of == REPORT_DAY) {
		if (cost_day_parse(period, &day) < 0)
			return -1;
		s->from = day;
		s->to = day + 1;
		s->first = s->last = cost_month_of(day);
		return 0;
	}
	if (s->of == REPORT_MONTH) {
		if (cost_month_parse(period, &s->first) < 0)
			return -1;
		s->last = s->first;
	} else {
		if (strlen(period) != 4 ||
		    mem_number(period, 1970, 9998, &year) < 0)
			return -1;
		s->first = (int)year * 12;
		s->last = s->first + 11;
	}
	s->from = cost_month_day(s->first);
	s->to = cost_month_day(s->last + 1);
	return 0;
}

int
report_span(struct core *c, enum report_of of, const char *period,
    struct report_span *ret_s, struct fault *f)
{
	static const size_t length[REPORT_OF] = { 10, 7, 4 };
	int64_t today = (loop_now() + c->zone) / 86400;
	char text[11];

	*ret_s = (struct report_span){ .of = of };
	cost_day_text(today, text);
	text[length[of]] = '\0';
	if (!period)
		period = text;
	if (report_parse(ret_s, period) < 0)
		return fault_set(f, FAULT_FIELD, "/period",
		    "Harus TTTT-BB-HH untuk hari, TTTT-BB untuk bulan, TTTT "
		    "untuk tahun",
		    "Must be YYYY-MM-DD for a day, YYYY-MM for a month, YYYY "
		    "for a year");
	if (ret_s->from > today)
		return fault_set(f, FAULT_FIELD, "/period",
		    "Masa ini belum dimulai", "This period has not begun");
	(void)mem_copy(ret_s->period, sizeof ret_s->period, period);
	ret_s->from = ret_s->from * 86400 - c->zone;
	ret_s->to = ret_s->to * 86400 - c->zone;
	/* no more than has begun */
	if (ret_s->last > cost_month_of(today))
		ret_s->last = cost_month_of(today);
	return 0;
}

void
report_period(const struct report_span *s, char room[48])
{
	struct civil c = { 0 };

	if (s->of == REPORT_DAY && civil_parse_date(s->period, &c) == 0)
		(void)snprintf(room, 48, "%d %s %d", c.day,
		    civil_month_id(c.month), c.year);
	else if (s->of == REPORT_MONTH)
		(void)snprintf(room, 48, "%s %d",
		    civil_month_id(s->first % 12 + 1), s->first / 12);
	else
		(void)snprintf(room, 48, "%s", s->period);
}

static void
report_title(const struct report_span *s, int english, char room[80])
{
	char period[48];

	report_period(s, period);
	if (english)
		(void)snprintf(
		    room, 80, "%s %s", report_names[s->of].en, s->period);
	else
		(void)snprintf(
		    room, 80, "%s %s", report_names[s->of].id, period);
}

/* ---- output ---- */

static void
report_counts(struct buf *b, const struct costing_row *r)
{
	jout_int(b, NULL, r->sheets);
	jout_int(b, NULL, r->good);
	jout_int(b, NULL, r->spoiled);
	jout_int(b, NULL, r->pages);
}

static const struct {
	const char *table, *id, *en, *column_id, *column_en;
} report_by[COSTING_BY] = {
	[COSTING_KIND] = { "output", "Keluaran menurut jenis", "Output by kind",
	    "Jenis", "Kind" },
	[COSTING_COUNTER] = { "output-counter", "Keluaran menurut loket",
	    "Output by counter", "Loket", "Counter" },
	[COSTING_PRINTER] = { "output-printer", "Keluaran menurut printer",
	    "Output by printer", "Printer", "Printer" },
	[COSTING_SCHEME] = { "output-scheme", "Keluaran menurut skema",
	    "Output by scheme", "Skema", "Scheme" },
	[COSTING_REGION] = { "output-region", "Keluaran menurut daerah asal",
	    "Output by region of origin", "Daerah asal", "Region" },
	[COSTING_MONTH] = { "output-month", "Keluaran menurut bulan",
	    "Output by month", "Bulan", "Month" },
};

struct report_order {
	size_t i;
	int64_t sheets;
};

static int
report_more(const void *p, const void *q)
{
	const struct report_order *x = p, *y = q;

	if (x->sheets != y->sheets)
		return x->sheets > y->sheets ? -1 : 1;
	return x->i < y->i ? -1 : x->i > y->i;
}

/* The busiest first, but months by time. */
static struct report_order *
report_sorted(
    const struct costing *k, enum costing_by by, const struct costing_row *rows)
{
	size_t n = k->names[by].n;
	struct report_order *o = mem_array(NULL, n + 1, sizeof *o);

	for (size_t i = 0; i < n; i++)
		o[i] = (struct report_order){ i, rows[i].sheets };
	if (by != COSTING_MONTH && n > 0)
		qsort(o, n, sizeof *o, report_more);
	return o;
}

static void
report_output(struct buf *b, const struct costing *k, enum costing_by by,
    const struct report_span *s)
{
	const struct tables_column columns[] = {
		{ "name", report_by[by].column_id, report_by[by].column_en,
		    "text" },
		{ "sheets", "Lembar", "Sheets", "count" },
		{ "good", "Baik", "Good", "count" },
		{ "spoiled", "Rusak", "Spoiled", "count" },
		{ "pages", "Halaman", "Pages", "count" },
		{ 0 },
	};
	struct costing_row *rows = costing_rows(k, by, s->from, s->to),
			   sum = { 0 };
	struct report_order *o = report_sorted(k, by, rows);

	tables_open(b, report_by[by].table, report_by[by].id, report_by[by].en,
	    columns);
	for (size_t j = 0; j < k->names[by].n; j++) {
		size_t i = o[j].i;

		if (rows[i].sheets == 0 && by != COSTING_MONTH)
			continue;
		jout_open(b, NULL, '[');
		api_cost_title(b, k, by, i);
		report_counts(b, &rows[i]);
		jout_close(b, ']');
		sum.sheets += rows[i].sheets;
		sum.good += rows[i].good;
		sum.spoiled += rows[i].spoiled;
		sum.pages += rows[i].pages;
	}
	tables_total(b);
	tables_two(b, NULL, "Jumlah", "Total");
	report_counts(b, &sum);
	tables_close(b, 1);
	free(rows);
	free(o);
}

/* A month's days that have sheets. */
static void
report_days(struct buf *b, const struct costing *k, const struct report_span *s)
{
	static const struct tables_column columns[] = {
		{ "day", "Hari", "Day", "day" },
		{ "sheets", "Lembar", "Sheets", "count" },
		{ "spoiled", "Rusak", "Spoiled", "count" },
		{ 0 },
	};
	char day[11];

	tables_open(
	    b, "output-day", "Keluaran menurut hari", "Output by day", columns);
	for (size_t i = 0, first; i < k->n;) {
		int64_t n = (k->out[i].at + k->core->zone) / 86400, spoiled = 0;

		for (first = i;
		     i < k->n && (k->out[i].at + k->core->zone) / 86400 == n;
		     i++)
			spoiled += k->out[i].spoiled;
		cost_day_text(n, day);
		jout_open(b, NULL, '[');
		jout_text(b, NULL, day);
		jout_int(b, NULL, (int64_t)(i - first));
		jout_int(b, NULL, spoiled);
		jout_close(b, ']');
	}
	tables_close(b, 0);
	(void)s;
}

/* ---- waiting ---- */

static int
report_sooner(const void *p, const void *q)
{
	int64_t x = *(const int64_t *)p, y = *(const int64_t *)q;

	return x < y ? -1 : x > y;
}

static void
report_waits_cells(struct buf *b, int64_t *took, size_t n)
{
	qsort(took, n, sizeof *took, report_sooner);
	jout_int(b, NULL, (int64_t)n);
	jout_int(b, NULL, cost_each(took[(n - 1) / 2], 60));
	jout_int(b, NULL, cost_each(took[(n - 1) * 9 / 10], 60));
	jout_int(b, NULL, cost_each(took[n - 1], 60));
}

static void
report_waits(
    struct buf *b, const struct costing *k, const struct report_span *s)
{
	static const struct tables_column columns[] = {
		{ "name", "Jenis", "Kind", "text" },
		{ "sheets", "Lembar", "Sheets", "count" },
		{ "median", "Tengah", "Median", "minutes" },
		{ "ninth", "9 dari 10 dalam", "9 of 10 within", "minutes" },
		{ "longest", "Terlama", "Longest", "minutes" },
		{ 0 },
	};
	int64_t *took = mem_array(NULL, k->n + 1, sizeof *took);
	size_t n;

	tables_open(b, "waiting", "Dari diterima sampai tercetak",
	    "From acceptance to paper", columns);
	for (size_t j = 0; j < k->names[COSTING_KIND].n; j++) {
		n = 0;
		for (size_t i = 0; i < k->n; i++)
			if (k->out[i].key[COSTING_KIND] == j &&
			    k->out[i].at >= s->from && k->out[i].at < s->to)
				took[n++] = k->out[i].took;
		if (n == 0)
			continue;
		jout_open(b, NULL, '[');
		api_cost_title(b, k, COSTING_KIND, j);
		report_waits_cells(b, took, n);
		jout_close(b, ']');
	}
	tables_close(b, 0);
	free(took);
}

/* ---- the whole ---- */

int
report_write(
    struct core *c, const struct report_span *s, struct buf *b, struct fault *f)
{
	const int64_t span[2] = { s->from, s->to };
	int whole = s->of != REPORT_DAY, rc = -1;
	char id[80], en[80];
	struct tables_head h = { report_names[s->of].name, s->period, id, en };
	struct costing k;

	report_title(s, 0, id);
	report_title(s, 1, en);
	if (costing_run(c, s->first, s->last, &k, f) == 0) {
		tables_begin(b, c, &h);
		report_output(b, &k, COSTING_KIND, s);
		report_output(b, &k, COSTING_COUNTER, s);
		report_output(b, &k, COSTING_PRINTER, s);
		if (whole) {
			report_output(b, &k, COSTING_SCHEME, s);
			report_output(b, &k, COSTING_REGION, s);
		}
		if (s->of == REPORT_MONTH)
			report_days(b, &k, s);
		if (s->of == REPORT_YEAR)
			report_output(b, &k, COSTING_MONTH, s);
		report_waits(b, &k, s);
		rc = report_things(c, s, b, f);
		api_cost_table(b, &k, COSTING_KIND, whole ? NULL : span);
		if (s->of == REPORT_YEAR)
			api_cost_table(b, &k, COSTING_MONTH, NULL);
		tables_end(b);
	}
	costing_release(&k);
	return rc;
}
