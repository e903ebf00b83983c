/*
 * What documents cost, over the API: by kind, counter, printer, scheme, region
 * or month; and the ledger of a month.  The rows and what is unallocated add
 * up to the ledger, part by part, because both come of one run.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "cost.h"
#include "fault.h"
#include "mem.h"

#include "api.h"
#include "api_cost.h"
#include "ask.h"
#include "core.h"
#include "costing.h"
#include "jout.h"
#include "printer.h"
#include "tables.h"

#define MONTHS_MAX 120

static const struct {
	const char *id, *en;
} cost_by[COSTING_BY] = {
	[COSTING_KIND] = { "Jenis", "Kind" },
	[COSTING_COUNTER] = { "Loket", "Counter" },
	[COSTING_PRINTER] = { "Printer", "Printer" },
	[COSTING_SCHEME] = { "Skema", "Scheme" },
	[COSTING_REGION] = { "Daerah asal", "Region of origin" },
	[COSTING_MONTH] = { "Bulan", "Month" },
};

/* A month of the query, usual when it is not said. */
static int
cost_month(struct ask *a, const char *name, int *month, struct fault *f)
{
	const char *s = ask_query(a, name);
	char *pointer;

	if (!s || cost_month_parse(s, month) == 0)
		return 0;
	pointer = mem_printf("/%s", name);
	fault_set(f, FAULT_FIELD, pointer, "Bulan harus TTTT-BB",
	    "A month must be YYYY-MM");
	free(pointer);
	return -1;
}

static int
cost_span(struct ask *a, int *from, int *to, struct fault *f)
{
	int now = costing_now(a->core);

	*to = now;
	if (cost_month(a, "to", to, f) < 0)
		return -1;
	*from = *to;
	if (cost_month(a, "from", from, f) < 0)
		return -1;
	if (*to > now)
		return fault_set(f, FAULT_FIELD, "/to",
		    "Bulan ini belum dimulai", "This month has not begun");
	if (*from > *to || *to - *from >= MONTHS_MAX)
		return fault_set(f, FAULT_FIELD, "/from",
		    "Harus 1 sampai %d bulan sampai bulan akhir",
		    "Must be 1 to %d months until the last", MONTHS_MAX);
	return 0;
}

/* ---- rows in order: by what they cost, months by time ---- */

struct cost_order {
	size_t i;
	int64_t total;
};

static int
cost_more(const void *p, const void *q)
{
	const struct cost_order *x = p, *y = q;

	if (x->total != y->total)
		return x->total > y->total ? -1 : 1;
	return x->i < y->i ? -1 : x->i > y->i;
}

/* Those that have sheets, but every month; their number. */
static size_t
cost_sorted(const struct costing *k, enum costing_by by,
    const struct costing_row *rows, struct cost_order **ret)
{
	struct cost_order *o = mem_array(NULL, k->names[by].n + 1, sizeof *o);
	size_t n = 0;

	for (size_t i = 0; i < k->names[by].n; i++)
		if (rows[i].sheets > 0 || by == COSTING_MONTH) {
			o[n].i = i;
			o[n++].total = costing_total(rows[i].part);
		}
	if (by != COSTING_MONTH && n > 0)
		qsort(o, n, sizeof *o, cost_more);
	*ret = o;
	return n;
}

/* ---- as JSON ---- */

static void
cost_parts(struct buf *b, const int64_t part[COST_PARTS])
{
	for (enum cost_part p = 0; p < COST_PARTS; p++)
		jout_int(b, cost_part_name(p), part[p]);
	jout_int(b, "total", costing_total(part));
}

static void
cost_amounts(struct buf *b, const char *name, const int64_t part[COST_PARTS])
{
	jout_open(b, name, '{');
	cost_parts(b, part);
	jout_close(b, '}');
}

static void
cost_counts(struct buf *b, const struct costing_row *r)
{
	jout_int(b, "sheets", r->sheets);
	jout_int(b, "good", r->good);
	jout_int(b, "spoiled", r->spoiled);
	cost_parts(b, r->part);
	if (r->good > 0)
		jout_int(b, "per_document",
		    cost_each(costing_total(r->part), r->good));
	else
		jout_null(b, "per_document");
}

static void
cost_sum(struct costing_row *sum, const struct costing_row *r)
{
	sum->sheets += r->sheets;
	sum->good += r->good;
	sum->spoiled += r->spoiled;
	for (enum cost_part p = 0; p < COST_PARTS; p++) {
		sum->part[p] += r->part[p];
		sum->bad[p] += r->bad[p];
	}
}

static void
cost_json(struct buf *b, const struct costing *k, enum costing_by by)
{
	struct costing_row *rows = costing_rows(k, by, INT64_MIN, INT64_MAX),
			   sum = { 0 };
	int64_t ledger[COST_PARTS];
	struct cost_order *o;
	size_t n = cost_sorted(k, by, rows, &o);
	char room[64];

	jout_open(b, "rows", '[');
	for (size_t i = 0; i < n; i++) {
		jout_open(b, NULL, '{');
		jout_text(b, "key", k->names[by].name[o[i].i]);
		jout_text(b, "title", costing_title(k, by, o[i].i, 0, room));
		cost_counts(b, &rows[o[i].i]);
		jout_close(b, '}');
		cost_sum(&sum, &rows[o[i].i]);
	}
	jout_close(b, ']');
	cost_amounts(b, "unallocated", k->left);
	jout_open(b, "total", '{');
	cost_counts(b, &sum);
	jout_close(b, '}');
	/* the ledger as the rows have it: a spoiled sheet's is spoilage */
	memcpy(ledger, k->booked, sizeof ledger);
	for (enum cost_part p = 0; p < COST_PARTS; p++) {
		ledger[p] -= sum.bad[p];
		ledger[COST_SPOILAGE] += sum.bad[p];
	}
	cost_amounts(b, "ledger", ledger);
	cost_amounts(b, "booked", k->booked);
	cost_amounts(b, "of_spoiled", sum.bad);
	free(rows);
	free(o);
}

/* ---- as a table ---- */

void
api_cost_title(
    struct buf *b, const struct costing *k, enum costing_by by, size_t i)
{
	char room[2][64];
	const char *id = costing_title(k, by, i, 0, room[0]);
	const char *en = costing_title(k, by, i, 1, room[1]);

	if (strcmp(id, en) == 0)
		jout_text(b, NULL, id);
	else
		tables_two(b, NULL, id, en);
}

#define RUPIAH_COLUMNS                                                  \
	{ "depreciation", "Penyusutan", "Depreciation", "rupiah" },     \
	    { "service", "Layanan", "Service", "rupiah" },              \
	    { "supplies", "Bahan", "Supplies", "rupiah" },              \
	    { "blanks", "Blangko", "Blanks", "rupiah" },                \
	    { "spoilage", "Rusak", "Spoilage", "rupiah" },              \
	    { "total", "Jumlah", "Total", "rupiah" },                   \
	{                                                               \
		"per_document", "Per dokumen", "Per document", "rupiah" \
	}

static void
cost_cells(struct buf *b, const struct costing_row *r)
{
	jout_int(b, NULL, r->sheets);
	jout_int(b, NULL, r->good);
	jout_int(b, NULL, r->spoiled);
	for (enum cost_part p = 0; p < COST_PARTS; p++)
		jout_int(b, NULL, r->part[p]);
	jout_int(b, NULL, costing_total(r->part));
	tables_known(
	    b, r->good ? cost_each(costing_total(r->part), r->good) : -1);
}

/* The row of what no sheet bears. */
static void
cost_left(struct buf *b, const struct costing *k, struct costing_row *sum)
{
	struct costing_row left = { 0 };

	memcpy(left.part, k->left, sizeof left.part);
	if (costing_total(left.part) == 0)
		return;
	jout_open(b, NULL, '[');
	jout_text(b, NULL, "");
	tables_two(b, NULL, "Tidak terbagi", "Not allocated");
	cost_cells(b, &left);
	jout_close(b, ']');
	cost_sum(sum, &left);
}

void
api_cost_table(struct buf *b, const struct costing *k, enum costing_by by,
    const int64_t span[2])
{
	const struct tables_column columns[] = {
		{ costing_by_name(by), cost_by[by].id, cost_by[by].en, "text" },
		{ "title", "Nama", "Title", "text" },
		{ "sheets", "Lembar", "Sheets", "count" },
		{ "good", "Baik", "Good", "count" },
		{ "spoiled", "Lembar rusak", "Spoiled sheets", "count" },
		RUPIAH_COLUMNS,
		{ 0 },
	};
	struct costing_row *rows =
			       costing_rows(k, by, span ? span[0] : INT64_MIN,
				   span ? span[1] : INT64_MAX),
			   sum = { 0 };
	struct cost_order *o;
	size_t n = cost_sorted(k, by, rows, &o);
	char *name = mem_printf("cost-%s", costing_by_name(by)),
	     *id = mem_printf("Biaya: %s", cost_by[by].id),
	     *en = mem_printf("Costs: %s", cost_by[by].en);

	tables_open(b, name, id, en, columns);
	free(name);
	free(id);
	free(en);
	for (size_t i = 0; i < n; i++) {
		jout_open(b, NULL, '[');
		jout_text(b, NULL, k->names[by].name[o[i].i]);
		api_cost_title(b, k, by, o[i].i);
		cost_cells(b, &rows[o[i].i]);
		jout_close(b, ']');
		cost_sum(&sum, &rows[o[i].i]);
	}
	if (!span)
		cost_left(b, k, &sum);
	tables_total(b);
	tables_two(b, NULL, "Jumlah", "Total");
	jout_null(b, NULL);
	cost_cells(b, &sum);
	tables_close(b, 1);
	free(rows);
	free(o);
}

/* ---- routes ---- */

int
api_as_file(const struct ask *a)
{
	const char *s = ask_query(a, "format");

	return s && strcmp(s, "json") != 0;
}

static void
cost_write(
    struct ask *a, struct buf *b, const struct costing *k, enum costing_by by)
{
	char from[COST_MONTH], to[COST_MONTH], period[2 * COST_MONTH + 2];
	struct tables_head h = { "costs", period, "Biaya per dokumen",
		"Costs of documents" };

	cost_month_text(k->from, from);
	cost_month_text(k->to, to);
	if (api_as_file(a)) {
		memcpy(period, from, COST_MONTH - 1);
		memcpy(period + COST_MONTH - 1, "--", 2);
		memcpy(period + COST_MONTH + 1, to, COST_MONTH);
		tables_begin(b, a->core, &h);
		api_cost_table(b, k, by, NULL);
		tables_end(b);
		return;
	}
	jout_open(b, NULL, '{');
	jout_text(b, "from", from);
	jout_text(b, "to", to);
	jout_text(b, "by", costing_by_name(by));
	jout_text(b, "printer", ask_query(a, "printer"));
	jout_open(b, "parts", '[');
	for (enum cost_part p = 0; p < COST_PARTS; p++) {
		jout_open(b, NULL, '{');
		jout_text(b, "name", cost_part_name(p));
		tables_two(
		    b, "title", cost_part_title(p, 0), cost_part_title(p, 1));
		jout_close(b, '}');
	}
	jout_close(b, ']');
	cost_json(b, k, by);
	jout_close(b, '}');
}

/* The sheets of the printer asked for alone; one that is gone is known by what
 * came out of it. */
static int
cost_printer(struct ask *a, struct costing *k, struct fault *f)
{
	const char *name = ask_query(a, "printer");

	if (!name || costing_only(k, name) == 0 || printer_find(a->core, name))
		return 0;
	return fault_set(f, FAULT_FIELD, "/printer", "Printer tidak dikenal",
	    "Unknown printer");
}

int
api_costs(struct ask *a)
{
	const char *name = ask_query(a, "by");
	int by = name ? costing_by_of(name) : COSTING_KIND, from, to, rc;
	struct costing k = { 0 };
	struct fault f = { 0 };
	struct buf b = { 0 };

	rc = cost_span(a, &from, &to, &f);
	if (rc == 0 && by < 0)
		rc = fault_set(&f, FAULT_FIELD, "/by",
		    "Harus kind, counter, printer, scheme, region atau month",
		    "Must be kind, counter, printer, scheme, region or month");
	if (rc == 0)
		rc = costing_run(a->core, from, to, &k, &f);
	if (rc == 0)
		rc = cost_printer(a, &k, &f);
	if (rc < 0) {
		ask_fault(a, &f);
	} else {
		cost_write(a, &b, &k, (enum costing_by)by);
		ask_reply(a, 200, NULL, &b);
	}
	costing_release(&k);
	buf_release(&b);
	return 0;
}

static void
cost_entries(struct buf *b, const struct costing *k)
{
	for (size_t p = 0; p < COST_PARTS; p++)
		for (size_t i = 0; i < k->entries; i++) {
			const struct costing_entry *e = &k->entry[i];

			if (e->b.part != p)
				continue;
			jout_open(b, NULL, '{');
			jout_text(b, "part", cost_part_name(e->b.part));
			jout_text(b, "subject", e->subject);
			jout_text(b, "title", e->title);
			jout_int(b, "amount", e->b.amount);
			jout_text(b, "of", e->of);
			if (e->ref_text)
				jout_text(b, "ref", e->ref);
			else
				jout_raw(b, "ref", e->ref);
			jout_close(b, '}');
		}
}

int
api_cost_ledger(struct ask *a)
{
	int now = costing_now(a->core), month = now, rc;
	struct costing k = { 0 };
	struct fault f = { 0 };
	struct buf b = { 0 };

	rc = cost_month(a, "month", &month, &f);
	if (rc == 0 && month > now)
		rc = fault_set(&f, FAULT_FIELD, "/month",
		    "Bulan ini belum dimulai", "This month has not begun");
	if (rc == 0)
		rc = costing_run(a->core, month, month, &k, &f);
	ask_items(&b);
	if (rc == 0)
		cost_entries(&b, &k);
	costing_release(&k);
	return ask_items_end(a, &b, rc, &f);
}
