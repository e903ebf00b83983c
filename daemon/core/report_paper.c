/*
 * A report on paper: the figures of report.c as fields of the template
 * "laporan", a job as any other, sealed and numbered.  Every figure is read
 * here; a person gives none.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "civil.h"
#include "cost.h"
#include "fault.h"
#include "mem.h"
#include "money.h"
#include "site.h"
#include "stock.h"

#include "core.h"
#include "costing.h"
#include "downtime.h"
#include "printer.h"
#include "report.h"
#include "standing.h"

#define SHORT 24 /* letters of a name under a column of a chart */
#define ROWS 36

struct paper {
	struct core *c;
	const struct report_span *s;
	json_t *fields, *list; /* list: the one being filled */
	struct costing k;
	int64_t handed_over;
	int64_t available, printers; /* sum of permille, of so many */
};

static json_t *
paper_list(struct paper *p, const char *name)
{
	p->list = json_array();
	json_object_set_new(p->fields, name, p->list);
	return p->list;
}

/* Text of at most max bytes, cut before a whole letter. */
static json_t *
paper_cut(const char *text, size_t max)
{
	size_t n = strlen(text);

	if (n > max)
		for (n = max; n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80;)
			n--;
	return json_stringn(text, n);
}

/* A list without rows is left out. */
static void
paper_done(struct paper *p, const char *name)
{
	if (json_array_size(p->list) == 0)
		json_object_del(p->fields, name);
}

static json_t *
paper_rupiah(int64_t n)
{
	struct buf b = { 0 };
	json_t *v;

	civil_rupiah(n, &b);
	v = json_string(buf_str(&b));
	buf_release(&b);
	return v;
}

/* "98,4 %" */
static json_t *
paper_permille(int64_t n)
{
	char text[32];

	(void)snprintf(text, sizeof text, "%lld,%lld %%", (long long)n / 10,
	    (long long)n % 10);
	return json_string(text);
}

static json_t *
paper_count(int64_t n)
{
	json_t *v = paper_rupiah(n), *count;

	/* digits in groups, without "Rp " */
	count = json_string(json_string_value(v) + 3);
	json_decref(v);
	return count;
}

static void
paper_figure(struct paper *p, const char *name, json_t *value)
{
	json_array_append_new(
	    p->list, json_pack("{s:s, s:o}", "nama", name, "nilai", value));
}

/* ---- sheets and costs ---- */

/* A kind's title where it is short, else its name. */
static json_t *
paper_short(const struct paper *p, enum costing_by by, size_t i)
{
	char room[64];
	const char *title = costing_title(&p->k, by, i, 0, room),
		   *name = p->k.names[by].name[i];

	return paper_cut(strlen(title) <= SHORT ? title : name, SHORT);
}

static void
paper_output(struct paper *p, const struct costing_row *rows)
{
	json_object_set_new(
	    p->fields, "keluaran_menurut", json_string("jenis dokumen"));
	paper_list(p, "keluaran");
	for (size_t i = 0; i < p->k.names[COSTING_KIND].n; i++)
		if (rows[i].sheets > 0 && json_array_size(p->list) < ROWS)
			json_array_append_new(p->list,
			    json_pack("{s:o, s:I, s:I}", "nama",
				paper_short(p, COSTING_KIND, i), "lembar",
				(json_int_t)rows[i].good, "rusak",
				(json_int_t)rows[i].spoiled));
	paper_done(p, "keluaran");
}

static void
paper_months(struct paper *p)
{
	static const char *const names[COST_PARTS] = { "penyusutan", "layanan",
		"bahan", "blangko", "rusak" };
	struct costing_row *rows =
	    costing_rows(&p->k, COSTING_MONTH, p->s->from, p->s->to);

	json_object_set_new(p->fields, "urutan_menurut", json_string("bulan"));
	paper_list(p, "urutan");
	for (int m = p->s->first; m <= p->s->last; m++) {
		json_t *row = json_pack(
		    "{s:o}", "nama", paper_cut(civil_month_id(m % 12 + 1), 3));

		for (int k = 0; k < COST_PARTS; k++)
			json_object_set_new(row, names[k],
			    json_integer(rows[m - p->s->first].part[k]));
		json_array_append_new(p->list, row);
	}
	free(rows);
}

static int64_t
paper_costs(struct paper *p, const struct costing_row *rows)
{
	int64_t sum = 0, left = costing_total(p->k.left);
	char room[64];

	paper_list(p, "biaya");
	for (size_t i = 0; i < p->k.names[COSTING_KIND].n; i++) {
		int64_t total = costing_total(rows[i].part);
		json_t *row;

		if (rows[i].sheets == 0)
			continue;
		row = json_pack("{s:o, s:I, s:I}", "nama",
		    paper_cut(
			costing_title(&p->k, COSTING_KIND, i, 0, room), 60),
		    "lembar", (json_int_t)rows[i].good, "jumlah",
		    (json_int_t)total);
		if (rows[i].good > 0)
			json_object_set_new(row, "per_dokumen",
			    json_integer(cost_each(total, rows[i].good)));
		json_array_append_new(p->list, row);
		sum += total;
	}
	if (left > 0 && p->s->of != REPORT_DAY) {
		json_array_append_new(p->list,
		    json_pack("{s:s, s:I}", "nama",
			"Tidak terbagi: bulan tanpa lembar", "jumlah",
			(json_int_t)left));
		sum += left;
	}
	paper_done(p, "biaya");
	json_object_set_new(p->fields, "jumlah_biaya", json_integer(sum));
	return sum;
}

/* ---- printers, supplies, services ---- */

static int
paper_printers(struct paper *p, const struct costing_row *rows, struct fault *f)
{
	const struct names *names = &p->k.names[COSTING_PRINTER];
	struct downtime d;

	paper_list(p, "printer");
	for (const struct printer *q = p->c->printers; q; q = q->next) {
		json_t *row;
		int64_t sheets = 0;

		if (downtime_of(
			p->c, q->about.name, p->s->from, p->s->to, &d, f) < 0)
			return -1;
		for (size_t i = 0; i < names->n; i++)
			if (strcmp(names->name[i], q->about.name) == 0)
				sheets = rows[i].sheets;
		row = json_pack("{s:s, s:I, s:I, s:I}", "nama", q->about.name,
		    "lembar", (json_int_t)sheets, "berhenti",
		    (json_int_t)d.stops, "menit",
		    (json_int_t)d.minutes[HEALTH_DOWN]);
		if (d.available >= 0) {
			json_object_set_new(
			    row, "ketersediaan", paper_permille(d.available));
			p->available += d.available;
			p->printers++;
		}
		if (json_array_size(p->list) < 60)
			json_array_append_new(p->list, row);
		else
			json_decref(row);
	}
	paper_done(p, "printer");
	return 0;
}

static int
paper_supply(const struct money_supply *y, void *arg)
{
	struct paper *p = arg;

	json_array_append_new(p->list,
	    json_pack("{s:o, s:I, s:I}", "nama", paper_cut(y->title, 60),
		"dipakai", (json_int_t)y->installed, "stok",
		(json_int_t)y->stock));
	return json_array_size(p->list) >= 100;
}

static int
paper_service(const struct money_service *v, void *arg)
{
	static const struct {
		const char *kind, *id;
	} kinds[] = {
		{ "scheduled", "Servis terjadwal" },
		{ "repair", "Perbaikan" },
		{ "calibration", "Kalibrasi" },
		{ "cleaning", "Pembersihan" },
	};
	struct paper *p = arg;
	const char *kind = "Lain-lain";
	char day[11];
	json_t *row;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].kind, v->kind) == 0)
			kind = kinds[i].id;
	cost_day_text(
	    ((v->ended ? v->ended : v->began) + p->c->zone) / 86400, day);
	row = json_pack("{s:s, s:s, s:s, s:I}", "tanggal", day, "printer",
	    v->printer, "jenis", kind, "biaya", (json_int_t)v->cost);
	if (*v->supplier)
		json_object_set_new(
		    row, "pelaksana", paper_cut(v->supplier, 80));
	json_array_append_new(p->list, row);
	return json_array_size(p->list) >= 200;
}

/* ---- the first figures, the rating, who signs ---- */

static int
paper_handed(const struct stock_done *d, void *arg)
{
	struct paper *p = arg;

	if (d->event == JOB_EV_HAND_OVER)
		p->handed_over += d->n;
	return 0;
}

static int
paper_figures(struct paper *p, const struct costing_row *rows, struct fault *f)
{
	int64_t sheets = 0, spoiled = 0;

	if (stock_done(p->c->store, p->s->from, p->s->to, paper_handed, p, f) <
	    0)
		return -1;
	for (size_t i = 0; i < p->k.names[COSTING_KIND].n; i++) {
		sheets += rows[i].sheets;
		spoiled += rows[i].spoiled;
	}
	paper_list(p, "ringkasan");
	paper_figure(p, "Lembar tercetak", paper_count(sheets));
	paper_figure(p, "Lembar rusak", paper_count(spoiled));
	paper_figure(p, "Diserahkan", paper_count(p->handed_over));
	return 0;
}

static int
paper_standing(struct paper *p, struct fault *f)
{
	int64_t value[SITE_CRITERIA];
	char why[SITE_REASON];

	if (standing_of(p->c, p->s->first, value, f) < 0)
		return -1;
	json_object_set_new(p->fields, "kesiapan",
	    json_string(site_rating_name(site_overall(value))));
	paper_list(p, "kesiapan_sebab");
	for (int k = 0; k < SITE_CRITERIA; k++) {
		site_reason((enum site_criterion)k, value[k], 0, why);
		if (*why)
			json_array_append_new(p->list, json_string(why));
	}
	paper_done(p, "kesiapan_sebab");
	return 0;
}

static int
paper_person(struct paper *p, const char *name, struct fault *f)
{
	struct store_person who;
	json_t *v;

	if (!*name)
		return 0;
	if (store_person_get(p->c->store, name, &who, f) < 0)
		return -1;
	v = json_pack("{s:s, s:s}", "nama", who.full_name, "jabatan",
	    *who.title ? who.title : "Petugas");
	if (*who.staff_number)
		json_object_set_new(v, "nip", json_string(who.staff_number));
	json_array_append_new(paper_list(p, "pihak"), v);
	return 0;
}

static void
paper_heads(struct paper *p)
{
	static const char *const kinds[REPORT_OF] = { "harian", "bulanan",
		"tahunan" };
	struct civil now;
	char period[48];
	char *made;

	civil_from(loop_now(), p->c->zone, &now);
	made = mem_printf("%d %s %d pukul %02d.%02d %s", now.day,
	    civil_month_id(now.month), now.year, now.hour, now.minute,
	    p->c->conf.zone);
	report_period(p->s, period);
	json_object_set_new(p->fields, "jenis", json_string(kinds[p->s->of]));
	json_object_set_new(p->fields, "periode", json_string(period));
	json_object_set_new(p->fields, "dibuat", json_string(made));
	free(made);
}

static void
paper_remarks(struct paper *p, const struct costing_row *rows)
{
	static const char *const rules[] = {
		"Penyusutan, layanan dan bahan sebuah printer dibagi menurut "
		"halaman pada lembar yang keluar darinya pada bulan itu; yang "
		"bukan milik satu printer, pada semua lembar.",
		"Pecahan rupiah diberikan menurut sisa terbesar, sehingga "
		"jumlah biaya semua lembar sama dengan buku besar.",
	};
	int64_t spoiled = 0, cost = 0;
	struct buf b = { 0 };

	for (size_t i = 0; i < p->k.names[COSTING_KIND].n; i++) {
		spoiled += rows[i].spoiled;
		cost += rows[i].part[COST_SPOILAGE];
	}
	paper_list(p, "keterangan");
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		json_array_append_new(p->list, json_string(rules[i]));
	if (cost > 0) {
		buf_puts(&b, "Biaya rusak ");
		civil_rupiah(cost, &b);
		buf_printf(&b,
		    " mencakup semua yang ditanggung %lld lembar rusak dan "
		    "blangko yang terbuang tanpa dicetak.",
		    (long long)spoiled);
		json_array_append_new(p->list, json_string(buf_str(&b)));
	}
	buf_release(&b);
}

static int
paper_fill(struct paper *p, const char *person, struct fault *f)
{
	struct store *s = p->c->store;
	int64_t from = p->s->from, to = p->s->to, sum;
	struct costing_row *kind = costing_rows(&p->k, COSTING_KIND, from, to),
			   *printer =
			       costing_rows(&p->k, COSTING_PRINTER, from, to);
	json_t *figures;
	int rc = paper_figures(p, kind, f);

	figures = p->list;
	paper_heads(p);
	paper_output(p, kind);
	if (p->s->of == REPORT_YEAR)
		paper_months(p);
	sum = paper_costs(p, kind);
	if (rc == 0)
		rc = paper_printers(p, printer, f);
	paper_list(p, "bahan");
	if (rc == 0)
		rc = store_supply_sums(s, from, to, paper_supply, p, f);
	paper_done(p, "bahan");
	paper_list(p, "servis");
	if (rc == 0)
		rc = store_repair_list(s, from, to, paper_service, p, f);
	paper_done(p, "servis");
	if (rc == 0 && p->s->of == REPORT_MONTH)
		rc = paper_standing(p, f);
	if (rc == 0)
		rc = paper_person(p, person, f);
	paper_remarks(p, kind);
	if (rc == 0) {
		p->list = figures;
		paper_figure(p, "Jumlah biaya", paper_rupiah(sum));
		if (p->printers > 0)
			paper_figure(p, "Ketersediaan printer",
			    paper_permille(p->available / p->printers));
	}
	free(kind);
	free(printer);
	return rc;
}

json_t *
report_paper(struct core *c, const struct report_span *s, const char *person,
    struct fault *f)
{
	struct paper p = { .c = c, .s = s, .fields = json_object() };
	json_t *body = NULL;

	if (costing_run(c, s->first, s->last, &p.k, f) == 0 &&
	    paper_fill(&p, person, f) == 0)
		body = json_pack(
		    "{s:s, s:O}", "template", "laporan", "fields", p.fields);
	json_decref(p.fields);
	costing_release(&p.k);
	return body;
}
