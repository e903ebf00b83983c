/*
 * The first screen: what a supervisor must know in ten seconds.  Doubt stands
 * above all else and is absent when there is none; printers come worst
 * first, each with what happened and what a hand should do.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civil.h"

#include "admin.h"
#include "front.h"
#include "text.h"

/* Answers in the order of admin_view.c. */
enum { DOUBT, PRINTERS, HELD, FORECAST, SUPPLIES, TEMPLATES = 9, KINDS };

/* From the first day of 1970. */
static const char *const weekdays[2][7] = {
	{ "Kamis", "Jumat", "Sabtu", "Minggu", "Senin", "Selasa", "Rabu" },
	{ "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday",
	    "Wednesday" },
};

static void
top(struct request *r, struct admin_page *p)
{
	struct buf *b = &r->reply.body;
	struct civil c;
	char day[16];

	civil_from(p->now, p->zone, &c);
	(void)snprintf(
	    day, sizeof(day), "%04d-%02d-%02d", c.year, c.month, c.day);
	admin_top(r, admin_say(r, "Ringkasan", "Overview"));
	admin_top_sub(r, weekdays[r->english][(p->now + p->zone) / 86400 % 7]);
	buf_puts(b, ", ");
	figure_day(b, day, FIGURE_LONG, r->english);
	admin_htmlf(r,
	    " · <span id=\"clock\">%02d.%02d</span> %s<span id=\"live\" "
	    "class=\"nw\" hidden data-on=\"%s\" data-off=\"%s\"> · ",
	    c.hour, c.minute, admin_zone_word(r),
	    admin_say(r, "langsung", "live"),
	    admin_say(r, "menyambung lagi", "reconnecting"));
	admin_glyph(r, ADMIN_OK);
	admin_html(r, " <span></span></span>");
	admin_top_right(r);
	admin_htmlf(r,
	    "<a class=\"btn\" href=\"/admin/reports\">%s</a>"
	    "<a class=\"btn pri\" href=\"/admin/jobs\">%s</a>",
	    admin_say(r, "Laporan harian", "Daily report"),
	    admin_say(r, "Cari dokumen", "Find a document"));
	admin_top_end(r);
}

static void
figure(struct request *r, enum admin_look look, const char *term,
    const json_t *o, const char *name)
{
	admin_kpi(r, look, term);
	admin_count(r, o, name);
	admin_kpi_end(r);
}

static void
spoiled(struct request *r, const json_t *o)
{
	int64_t n = admin_int(o, "spoiled", -1);
	int64_t of = admin_int(o, "printed", 0); /* spoiled ones too */

	admin_kpi(r, ADMIN_BAD, admin_say(r, "Rusak", "Spoiled"));
	admin_count(r, o, "spoiled");
	if (n > 0 && of > 0) {
		admin_html(r, " <small>");
		figure_permille(&r->reply.body, n * 1000 / of, r->english);
		admin_html(r, "</small>");
	}
	admin_kpi_end(r);
}

static void
figures(struct request *r, struct admin_page *p)
{
	const json_t *o = p->overview;
	int64_t wait = admin_int(o, "wait_median_seconds", -1);

	admin_kpis(r);
	admin_kpi(
	    r, ADMIN_DONE, admin_say(r, "Dicetak hari ini", "Printed today"));
	admin_count(r, o, "printed");
	if (admin_int(o, "printed_usual", -1) >= 0) {
		admin_htmlf(r, " <small>%s ",
		    admin_say(r, "biasanya jam ini", "usually by now"));
		admin_count(r, o, "printed_usual");
		admin_html(r, "</small>");
	}
	admin_kpi_end(r);
	figure(r, ADMIN_PLAIN, admin_say(r, "Diserahkan", "Handed over"), o,
	    "handed_over");
	figure(r, ADMIN_RUN, admin_say(r, "Dalam antrean", "In the queue"), o,
	    "queued");
	figure(r, ADMIN_HELD, admin_say(r, "Ditahan", "Held"), o, "held");
	figure(r, ADMIN_DOUBT,
	    admin_say(r, "Perlu diperiksa", "Needs checking"), o, "doubt");
	spoiled(r, o);
	admin_kpi(r, ADMIN_PLAIN, admin_say(r, "Tunggu tengah", "Median wait"));
	if (wait < 0)
		admin_html(r, "–");
	else
		admin_span(r, wait);
	admin_kpi_end(r);
	admin_kpis_end(r);
}

/* ---- doubt ---- */

static void
doubt(struct request *r, struct admin_page *p, const json_t *j)
{
	struct buf *b = &r->reply.body;
	long long id = (long long)admin_int(j, "id", 0);
	const char *why = admin_both(r, j, "reason");

	buf_printf(b,
	    "<li><span><a class=\"row\" href=\"/admin/jobs/%lld\">"
	    "<b>%lld</b></a> <span class=\"mono sub\">",
	    id, id);
	text_html(b,
	    admin_str(j, "serial")[0] != '\0' ? admin_str(j, "serial")
					      : admin_str(j, "number"));
	buf_puts(b, "</span><br><span class=\"sub\">");
	admin_title(r, p->answer[TEMPLATES], admin_str(j, "template.name"));
	buf_puts(b, "</span></span><span><b>");
	text_html(b,
	    why[0] != '\0' ? why
			   : admin_say(r, "Printer tidak melapor selesai",
				 "The printer did not report the end"));
	buf_puts(b, "</b><br><span class=\"sub\">");
	admin_when(r, admin_str(j, "changed"), "");
	buf_puts(b, " · ");
	admin_span(r, p->now - admin_seconds(admin_str(j, "changed")));
	buf_printf(b, " %s · ", admin_say(r, "menunggu", "waiting"));
	admin_text(r, admin_str(j, "printer"));
	buf_puts(b, "</span></span><span class=\"soft\">");
	buf_puts(b,
	    admin_say(r,
		"Cari lembarnya di jalur keluar, lalu cocokkan nomornya.",
		"Find the sheet at the way out and compare its number."));
	buf_printf(b,
	    "</span><a class=\"btn doubt\" href=\"/admin/jobs/%lld\" "
	    "aria-label=\"%s %lld\">%s</a></li>\n",
	    id, admin_say(r, "Periksa lembar", "Check sheet"), id,
	    admin_say(r, "Periksa lembar", "Check sheet"));
}

static void
doubts(struct request *r, struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[DOUBT]), *j;
	size_t i, n = json_array_size(items);
	char title[64];

	admin_html(r, "<div id=\"doubts\">");
	if (n > 0) {
		(void)snprintf(title, sizeof(title),
		    admin_say(r, "Perlu diperiksa · %zu lembar",
			"Needs checking · %zu sheets"),
		    n);
		admin_panel(r, "doubt", " doubt", title,
		    admin_say(r,
			"Cetak sudah dimulai, hasilnya tidak pasti. Lihat "
			"lembarnya, lalu putuskan.",
			"Printing began, its end is not certain. Look at the "
			"sheet, then decide."));
		admin_panel_head(r);
		admin_html(r, "<ul class=\"list doubts\">");
		json_array_foreach (items, i, j)
			doubt(r, p, j);
		admin_html(r, "</ul>");
		admin_panel_end(r);
	}
	admin_html(r, "</div>");
}

/* ---- held ---- */

static void
held(struct request *r, struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[HELD]), *j;
	struct buf *b = &r->reply.body;
	long long id;
	size_t i;

	admin_panel(r, "held", " fill", admin_say(r, "Ditahan", "Held"), NULL);
	admin_panel_link(r, "/admin/jobs?state=held",
	    admin_say(r, "Lihat semua", "See all"));
	admin_html(r, "<ul class=\"list two\">");
	json_array_foreach (items, i, j) {
		id = (long long)admin_int(j, "id", 0);
		buf_printf(b,
		    "<li><span><a class=\"row\" href=\"/admin/jobs/%lld\">"
		    "<b>%lld</b></a> ",
		    id, id);
		admin_title(
		    r, p->answer[TEMPLATES], admin_str(j, "template.name"));
		buf_puts(b, "</span><span class=\"tag held\">");
		admin_glyph(r, ADMIN_HELD);
		admin_span(r, p->now - admin_seconds(admin_str(j, "changed")));
		buf_puts(b, "</span><span class=\"sub\">");
		text_html(b,
		    admin_true(j, "needs_approval")
			? admin_say(r, "Menunggu persetujuan orang kedua",
			      "Waits for the approval of a second person")
			: admin_both(r, j, "reason")[0] != '\0'
			? admin_both(r, j, "reason")
			: admin_say(r, "Sampai dilepas", "Until released"));
		if (admin_str(j, "reason.text")[0] != '\0') {
			buf_puts(b, ": ");
			text_html(b, admin_str(j, "reason.text"));
		}
		buf_puts(b, "</span></li>\n");
	}
	admin_html(r, "</ul>");
	if (json_array_size(items) == 0)
		admin_htmlf(r, "<p class=\"none\">%s</p>",
		    admin_say(r, "Tidak ada pekerjaan yang ditahan.",
			"No job is held."));
	admin_panel_end(r);
}

/* ---- blanks and supplies ---- */

static void
stock_row(struct request *r, const char *title, int64_t n, int64_t order,
    int64_t days, enum admin_look look)
{
	struct buf *b = &r->reply.body;

	buf_puts(b, "<li><span>");
	admin_text(r, title);
	buf_puts(b, " <span class=\"sub\">");
	figure_count(b, n, r->english);
	if (order > 0) {
		buf_printf(b, " · %s ", admin_say(r, "pesan", "order"));
		figure_count(b, order, r->english);
	}
	buf_puts(b, "</span></span>");
	if (look == ADMIN_WARN || look == ADMIN_DOWN) {
		buf_printf(b, "<span class=\"st %s\">", admin_look_class(look));
		admin_glyph(r, look);
		admin_days(r, days);
		buf_puts(b, "</span>");
	} else {
		buf_puts(b, "<b>");
		admin_days(r, days);
		buf_puts(b, "</b>");
	}
	/* the bar is 70 working days long, the tick a month */
	admin_bar(r, 0, look == ADMIN_OK ? ADMIN_PLAIN : look,
	    days < 0 ? -1 : days * 1000 / 70, 20 * 1000 / 70);
	buf_puts(b, "</li>\n");
}

static void
stock(struct request *r, struct admin_page *p, int wide)
{
	const json_t *j;
	size_t i, n = 0;
	int64_t days;

	admin_panel(r, "stock", " fill",
	    admin_say(r, "Blangko dan bahan", "Blanks and supplies"),
	    admin_say(r, "sisa hari kerja · garis = sebulan",
		"working days left · line = a month"));
	admin_panel_link(r, "/admin/stock", admin_say(r, "Stok", "Stock"));
	admin_html(
	    r, wide ? "<ul class=\"stock two\">" : "<ul class=\"stock\">");
	json_array_foreach (admin_get(p->answer[FORECAST], "kinds"), i, j) {
		const char *kind = admin_str(j, "kind");
		const char *title = admin_title_of(r, p->answer[KINDS], kind);

		days = admin_int(j, "days_left", -1);
		stock_row(r, title == NULL ? kind : title,
		    admin_int(j, "on_hand", 0), admin_int(j, "short", 0), days,
		    days >= 0 && days < 7	 ? ADMIN_DOWN
			: days >= 0 && days < 20 ? ADMIN_WARN
						 : ADMIN_OK);
		n++;
	}
	json_array_foreach (admin_items(p->answer[SUPPLIES]), i, j) {
		stock_row(r, admin_str(j, "title"), admin_int(j, "stock", 0),
		    admin_int(j, "order", 0), admin_int(j, "days_left", -1),
		    admin_level(admin_str(j, "state")));
		n++;
	}
	admin_html(r, "</ul>");
	if (n == 0)
		admin_htmlf(r, "<p class=\"none\">%s</p>",
		    admin_say(r, "Belum ada blangko yang diterima.",
			"No blanks were received yet."));
	admin_panel_end(r);
}

void
admin_home(struct request *r, struct admin_page *p)
{
	int few;

	admin_begin(r, admin_say(r, "Ringkasan", "Overview"));
	top(r, p);
	figures(r, p);
	admin_html(r,
	    "<div class=\"grid g-main\" id=\"home\">\n"
	    "<div class=\"stack\">");
	doubts(r, p);
	admin_home_printers(r, p->answer[PRINTERS]);
	/* a short list beside a long one leaves a hole */
	few = json_array_size(admin_items(p->answer[HELD])) < 3;
	admin_html(
	    r, few ? "<div class=\"stack\">" : "<div class=\"grid g-2\">");
	held(r, p);
	stock(r, p, few);
	admin_html(r, "</div></div>\n<div class=\"stack\">\n");
	admin_panel_output(r, p);
	admin_feed(r, p);
	admin_html(r, "</div></div>\n");
	admin_end(r);
}
