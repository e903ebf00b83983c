/*
 * What a printer uses and costs: supplies installed and used up, when it is
 * serviced next, its cost per month, the record of its services.
 */

#include <string.h>

#include "admin_printer.h"
#include "chart.h"
#include "text.h"

#define ROWS_SHOWN 12 /* installed and worn, as high as what is beside */
#define WORN_LEAST 4

static const struct {
	const char *name, *word[2];
} kinds[] = {
	{ "scheduled", { "Berkala", "Scheduled" } },
	{ "repair", { "Perbaikan", "Repair" } },
	{ "calibration", { "Kalibrasi", "Calibration" } },
	{ "cleaning", { "Pembersihan", "Cleaning" } },
	{ "other", { "Lain-lain", "Other" } },
};

const char *
admin_printer_kind(const struct request *r, const char *kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].name, kind) == 0)
			return kinds[i].word[r->english != 0];
	return kind;
}

/* ---- supplies ---- */

static void
worn_row(struct request *r, const json_t *s)
{
	int64_t pages = admin_int(s, "pages", -1);
	int64_t yield = admin_int(s, "yield", 0);
	const char *title = admin_str(s, "title");

	admin_html(r, "<tr><td>");
	admin_text(r, title[0] == '\0' ? admin_str(s, "supply") : title);
	admin_html(r, "</td><td class=\"num\">");
	admin_show_day_of(r, admin_str(s, "removed"), FIGURE_SHORT);
	admin_html(r, "</td><td class=\"num\">");
	admin_count(r, s, "pages");
	admin_html(r, "</td><td class=\"num\">");
	if (pages < 0 || yield <= 0 || pages > INT64_MAX / 100)
		admin_html(r, FIGURE_NONE);
	else
		figure_permille(&r->reply.body,
		    (pages * 100 + yield / 2) / yield * 10, r->english);
	admin_html(r, "</td><td class=\"num\">");
	admin_rupiah(r, s, "per_page");
	admin_html(r, "</td></tr>\n");
}

static void
worn(struct request *r, const json_t *items, size_t most)
{
	const json_t *s;
	size_t i, n = 0;

	json_array_foreach (items, i, s) {
		if (strcmp(admin_str(s, "state"), "worn") != 0 || n == most)
			continue;
		if (n++ == 0)
			admin_table(r,
			    admin_say(r, "Tabel hasil terukur",
				"Table of measured yields"),
			    admin_say(r,
				"Habis terakhir|#Diganti|#Hasil|#Dari janji|"
				"#Per lembar",
				"Used up last|#Replaced|#Yield|#Of promise|"
				"#Per sheet"));
		worn_row(r, s);
	}
	if (n > 0)
		admin_table_end(r);
}

static void
supplies(struct request *r, const struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[PRINTER_SUPPLIES]);
	const json_t *told = admin_get(p->answer[PRINTER_ONE], "supplies");
	const json_t *s;
	size_t i, n = 0;

	admin_panel(r, "supplies", " fill",
	    admin_say(r, "Bahan terpasang", "Supplies installed"),
	    admin_say(r, "garis = sisa 14 hari", "line = 14 days left"));
	admin_panel_link(
	    r, "#install", admin_say(r, "Pasang bahan", "Install"));
	admin_html(r, "<ul class=\"stock\">");
	json_array_foreach (items, i, s)
		if (strcmp(admin_str(s, "state"), "worn") != 0) {
			admin_show_supply(r, s);
			n++;
		}
	if (n == 0)
		json_array_foreach (told, i, s) {
			admin_show_supply(r, s);
			n++;
		}
	admin_html(r, "</ul>");
	if (n == 0) {
		admin_html(r, "<div class=\"body\"><p class=\"soft\">");
		admin_html(r,
		    admin_say(r,
			"Belum ada bahan yang dicatat. Catat tiap botol, "
			"toner atau pita ketika dipasang; sejak itu lembarnya "
			"dihitung dan sisa harinya diperkirakan.",
			"No supply is recorded yet. Record each bottle, toner "
			"or ribbon when it is installed; from then on its "
			"sheets are counted and its days are foretold."));
		admin_html(r, "</p></div>");
	}
	worn(r, items,
	    n + WORN_LEAST > ROWS_SHOWN ? WORN_LEAST : ROWS_SHOWN - n);
	admin_panel_end(r);
}

/* ---- plans ---- */

static void
gauge(struct request *r, const json_t *plan, int by_pages)
{
	struct buf *b = &r->reply.body;
	int64_t of = admin_int(plan, by_pages ? "pages" : "days", 0);
	int64_t done =
	    admin_int(plan, by_pages ? "done_pages" : "done_days", 0);
	/* days_left is to the day that comes first, of both gauges */
	int64_t left = by_pages ? admin_int(plan, "pages_left", 0) : of - done;
	int64_t permille = chart_place(done, of, 1000);
	int late = left < 0;

	admin_html(r, "<li><span>");
	admin_html(r,
	    by_pages ? admin_say(r, "Menurut hitungan", "By count")
		     : admin_say(r, "Menurut tanggal", "By date"));
	admin_html(r,
	    admin_say(r, " <span class=\"sub\">setiap ",
		" <span class=\"sub\">every "));
	admin_show_unit(r, of,
	    by_pages ? admin_say(r, "halaman", "pages")
		     : admin_say(r, "hari", "days"));
	admin_html(r, "</span></span><b class=\"nw\">");
	figure_count(b, done, r->english);
	if (!by_pages)
		admin_html(r, admin_say(r, " hari", " days"));
	admin_html(r, "</b>");
	chart_bar(b,
	    &(struct chart_bar){ permille, -1,
		late		      ? "down"
		    : permille >= 900 ? "warn"
				      : "",
		"bar tall" });
	admin_html(r, "<span class=\"sub\">");
	admin_html(r,
	    late ? admin_say(r, "Lewat ", "Overdue by ")
		 : admin_say(r, "Tinggal ", "Left: "));
	admin_show_unit(r, late ? -left : left,
	    by_pages ? admin_say(r, "halaman", "pages")
		     : admin_say(r, "hari", "days"));
	admin_html(r, ".");
	if (admin_str(plan, "due")[0] != '\0' &&
	    (strcmp(admin_str(plan, "by"), "pages") == 0) == by_pages) {
		admin_html(r,
		    by_pages ? admin_say(r,
				   " Dengan laju sekarang tercapai sekitar <b>",
				   " At the present pace reached about <b>")
			     : admin_say(r, " Jatuh tempo <b>", " Due <b>"));
		admin_show_day(r, admin_str(plan, "due"), FIGURE_LONG);
		admin_html(r, "</b>.");
	}
	if (admin_int(plan, "grace_days", 0) > 0 && (!by_pages || late)) {
		admin_html(r, admin_say(r, " Masa tenggang ", " Grace "));
		admin_days(r, admin_int(plan, "grace_days", 0));
		admin_html(r,
		    admin_say(r, ", lalu antrean ditahan.",
			", then its queue is held."));
	}
	admin_html(r, "</span></li>\n");
}

static void
contract(struct request *r, const struct admin_page *p)
{
	const json_t *c;
	size_t i;

	json_array_foreach (admin_items(p->answer[PRINTER_CONTRACTS]), i, c) {
		if (strcmp(admin_str(c, "printer"), r->param) != 0)
			continue;
		admin_html(r, "<div class=\"body\"><p class=\"note\">");
		admin_html(r, admin_say(r, "Kontrak ", "Contract "));
		admin_text(r, admin_str(c, "number"));
		admin_html(r, " ");
		admin_text(r, admin_str(c, "supplier"));
		admin_html(r, ": ");
		admin_rupiah(r, c, "price_year");
		admin_html(r, admin_say(r, " setahun", " a year"));
		if (admin_int(c, "visits", 0) > 0) {
			admin_html(r, ", ");
			admin_show_unit(r, admin_int(c, "visits", 0),
			    admin_say(r, "kunjungan", "visits"));
		}
		admin_html(r, admin_say(r, ", sampai ", ", until "));
		admin_show_day(r, admin_str(c, "last"), FIGURE_YEAR);
		admin_html(r, ".</p></div>");
		return;
	}
}

static void
plan_tag(struct request *r, const json_t *plan)
{
	enum admin_look look = admin_level(admin_str(plan, "state"));
	struct buf word = { 0 };

	if (look != ADMIN_WARN && look != ADMIN_DOWN)
		return;
	figure_day(&word, admin_str(plan, "due"), FIGURE_YEAR, r->english);
	admin_html(r, "<span class=\"right\">");
	admin_tag(r, look, buf_str(&word));
	admin_html(r, "</span>");
	buf_release(&word);
}

static void
plans(struct request *r, const struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[PRINTER_PLANS]), *plan;
	size_t i;

	admin_panel(r, "plan", "",
	    admin_say(r, "Rencana servis", "Service plan"),
	    admin_say(r, "mana yang lebih dulu", "whichever is first"));
	plan_tag(r, json_array_get(items, 0));
	admin_panel_head(r);
	if (json_array_size(items) == 0) {
		admin_html(r, "<div class=\"body\"><p class=\"soft\">");
		admin_html(r,
		    admin_say(r,
			"Belum ada rencana. Pengelola menetapkannya menurut "
			"hari atau halaman; lalu jatuh temponya terlihat di "
			"sini dan pada daftar printer.",
			"No plan yet. An administrator sets it by days or "
			"pages; then it is seen here and in the list of "
			"printers when it falls due."));
		admin_html(r, "</p></div>");
	}
	json_array_foreach (items, i, plan) {
		if (json_array_size(items) > 1) {
			admin_html(r, "<h3 class=\"inset\">");
			admin_text(r, admin_str(plan, "title"));
			admin_html(r, "</h3>");
		}
		admin_html(r, "<ul class=\"stock\">");
		if (admin_int(plan, "pages", 0) > 0)
			gauge(r, plan, 1);
		if (admin_int(plan, "days", 0) > 0)
			gauge(r, plan, 0);
		admin_html(r, "</ul>");
	}
	contract(r, p);
	admin_panel_end(r);
}

/* Without a history of its own: the last month, part by part. */
static void
cost_of_month(struct request *r, const json_t *row)
{
	int64_t v[CHART_PARTS], sum = 0;

	admin_show_parts(row, v);
	for (size_t i = 0; i < CHART_PARTS; i++)
		sum = chart_sum(sum, v[i]);
	chart_parts(&r->reply.body, v, CHART_PARTS, sum);
	admin_html(r, "<dl class=\"four parts\">");
	for (size_t i = 0; i < CHART_PARTS; i++) {
		if (v[i] <= 0)
			continue;
		buf_printf(&r->reply.body,
		    "<div><dt><svg class=\"sw\" viewBox=\"0 0 10 10\" "
		    "aria-hidden=\"true\"><rect class=\"s%d\" width=\"10\" "
		    "height=\"10\" rx=\"2\"/></svg>%s</dt><dd>",
		    (int)i + 1, chart_part_name(i, r->english));
		figure_rupiah(&r->reply.body, v[i], r->english);
		admin_html(r, "</dd></div>");
	}
	admin_html(r, "</dl>");
}

static void
costs(struct request *r, const struct admin_page *p)
{
	const json_t *months = p->answer[PRINTER_MONTHS], *rows, *row;
	struct buf sub = { 0 };
	char month[8];
	size_t i;
	/* an answer about all printers is none about this one */
	int own = strcmp(admin_str(months, "printer"), r->param) == 0;

	rows = admin_get(months, "rows");
	if (own) {
		admin_show_scale(r, rows, &sub);
		buf_puts(&sub,
		    admin_say(
			r, " · bulan ini berjalan", " · this month under way"));
	} else {
		admin_show_month(p, 1, month);
		figure_month(&sub, month, FIGURE_LONG, r->english);
	}
	admin_panel(r, "cost", "",
	    own ? admin_say(r, "Biaya per bulan", "Cost per month")
		: admin_say(r, "Biaya", "Cost"),
	    buf_str(&sub));
	admin_panel_link(r, "/admin/costs?by=printer",
	    admin_say(r, "Semua printer", "All printers"));
	admin_html(r, "<div class=\"body\">");
	if (own) {
		admin_show_months(r,
		    admin_say(r, "Biaya printer ini per bulan, rupiah",
			"Cost of this printer per month, rupiah"),
		    rows, 216);
	} else {
		rows = admin_get(p->answer[PRINTER_COST], "rows");
		json_array_foreach (rows, i, row)
			if (strcmp(admin_str(row, "key"), r->param) == 0)
				break;
		if (i < json_array_size(rows))
			cost_of_month(r, json_array_get(rows, i));
		else
			admin_html(r,
			    admin_say(r,
				"<p class=\"soft\">Belum ada biaya pada "
				"bulan itu.</p>",
				"<p class=\"soft\">No cost in that month "
				"yet.</p>"));
	}
	admin_html(r, "</div>");
	admin_panel_end(r);
	buf_release(&sub);
}

/* ---- records ---- */

static void
record(struct request *r, const json_t *s)
{
	struct buf *b = &r->reply.body;
	const char *note = admin_str(s, "note");

	admin_html(r, "<tr><td class=\"nw\">");
	admin_show_day_of(r, admin_str(s, "began"), FIGURE_YEAR);
	admin_html(r, "</td><td>");
	admin_text(r, admin_printer_kind(r, admin_str(s, "kind")));
	if (note[0] != '\0') {
		admin_html(r, ": ");
		admin_text(r, note);
	}
	admin_html(r, "</td><td>");
	admin_text(r, admin_str(s, "supplier"));
	admin_html(r, "</td><td class=\"num\">");
	admin_rupiah(r, s, "cost");
	admin_html(r, "</td><td class=\"num\">");
	if (admin_str(s, "ended")[0] == '\0')
		admin_html(r, admin_say(r, "belum selesai", "not ended"));
	else
		figure_span(b, admin_int(s, "minutes", -1), r->english);
	admin_html(r, "</td><td>");
	if (admin_true(s, "document")) {
		buf_printf(b, "<a href=\"/v1/services/%lld/document\">%s</a>",
		    (long long)admin_int(s, "id", 0),
		    admin_say(r, "Berita acara (PDF)", "Minutes (PDF)"));
	} else if (admin_true(s, "warranty")) {
		admin_html(r, admin_say(r, "garansi", "warranty"));
	} else {
		admin_html(r, FIGURE_NONE);
	}
	admin_html(r, "</td></tr>\n");
}

static void
records(struct request *r, const struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[PRINTER_SERVICES]), *s;
	size_t i;

	admin_panel(r, "records", "",
	    admin_say(r, "Catatan servis", "Record of services"),
	    admin_say(r, "terbaru di atas", "newest on top"));
	admin_panel_head(r);
	if (json_array_size(items) == 0) {
		admin_html(r, "<div class=\"body\"><p class=\"soft\">");
		admin_html(r,
		    admin_say(r,
			"Belum ada servis yang dicatat. Catat kunjungan "
			"teknisi pertama dengan formulir di bawah.",
			"No service is recorded yet. Record the first visit "
			"of a technician with the form below."));
		admin_html(r, "</p></div>");
		admin_panel_end(r);
		return;
	}
	admin_table(r,
	    admin_say(r, "Tabel catatan servis", "Table of services"),
	    admin_say(r, "Tanggal|Jenis|Pelaksana|#Biaya|#Lama berhenti|Berkas",
		"Date|Kind|By|#Cost|#Time stopped|Document"));
	json_array_foreach (items, i, s)
		record(r, s);
	admin_table_end(r);
	admin_panel_end(r);
}

void
admin_printer_panels(struct request *r, const struct admin_page *p)
{
	admin_html(r, "<div class=\"grid g-2\">");
	supplies(r, p);
	admin_html(r, "<div class=\"stack\">");
	plans(r, p);
	costs(r, p);
	admin_html(r, "</div></div>\n");
	records(r, p);
}
