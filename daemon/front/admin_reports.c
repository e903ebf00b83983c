/*
 * /admin/reports: the report of a day, a month or a year, table by table as
 * core gives it, to read, to take away, or to print under seal; and how ready
 * the site is by the ministry's criteria.  It knows no report's columns.
 */

#include <stdio.h>
#include <string.h>

#include "admin_int.h"
#include "admin_show.h"
#include "chart.h"
#include "civil.h"
#include "text.h"

enum { REPORT_ONE, REPORT_SITE };

#define NARROW 5 /* columns of a table that fits half the page */

static const struct {
	const char *name, *word[2], *input;
	size_t length; /* of a period */
} kinds[] = {
	{ "day", { "Harian", "Day" }, "date", 10 },
	{ "month", { "Bulanan", "Month" }, "month", 7 },
	{ "year", { "Tahunan", "Year" }, "number", 4 },
};
#define KINDS (sizeof(kinds) / sizeof(*kinds))

static size_t
kind(const struct request *r)
{
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(kinds[i].name, admin_query(r, "name")) == 0)
			return i;
	return 0;
}

/* The period asked for, else the one under way. */
static void
period(const struct request *r, char ret_period[11])
{
	const char *asked = admin_query(r, "period");
	size_t n = kinds[kind(r)].length;

	admin_show_today(r->admin, ret_period);
	if (strlen(asked) == n && strspn(asked, "0123456789-") == n)
		memcpy(ret_period, asked, n);
	ret_period[n] = '\0';
}

static void
period_word(struct request *r, struct buf *ret_b)
{
	char text[11];

	period(r, text);
	if (strlen(text) == 10)
		figure_day(ret_b, text, FIGURE_LONG, r->english);
	else if (strlen(text) == 7)
		figure_month(ret_b, text, FIGURE_LONG, r->english);
	else
		buf_puts(ret_b, text);
}

static void
chooser(struct request *r)
{
	struct buf *b = &r->reply.body;
	size_t now = kind(r);
	char text[11];

	period(r, text);
	buf_printf(b, "<nav class=\"tabs\" aria-label=\"%s\">",
	    admin_say(r, "Jenis laporan", "Kind of report"));
	for (size_t i = 0; i < KINDS; i++)
		buf_printf(b, "<a href=\"/admin/reports?name=%s\"%s>%s</a>",
		    kinds[i].name, i == now ? " aria-current=\"page\"" : "",
		    kinds[i].word[r->english != 0]);
	admin_html(r,
	    "</nav><form class=\"filters few\" "
	    "action=\"/admin/reports\"><div>");
	admin_hidden(r, "name", kinds[now].name);
	admin_field(r, "period", admin_say(r, "Periode", "Period"),
	    kinds[now].input, text,
	    now == 2 ? "min=\"2000\" max=\"2100\" required" : "required");
	buf_printf(b,
	    "</div><button class=\"btn\">%s</button><span class=\"gap2\">"
	    "</span>",
	    admin_say(r, "Tampilkan", "Show"));
	for (size_t i = 0; i < 3; i++) {
		static const char *const formats[] = { "json", "csv", "xlsx" };
		static const char *const names[] = { "JSON", "CSV", "XLSX" };

		buf_printf(b,
		    "<a class=\"btn\" href=\"/v1/reports/%s?period=%s&amp;"
		    "format=%s\">%s</a>",
		    kinds[now].name, text, formats[i], names[i]);
	}
	admin_html(r, "</form>");
}

/* ---- tables ---- */

static int
is_text(const char *unit)
{
	return strcmp(unit, "text") == 0 || strcmp(unit, "day") == 0;
}

static void
cell(struct request *r, const json_t *v, const char *unit)
{
	struct buf *b = &r->reply.body;

	if (v == NULL || json_is_null(v)) {
		admin_html(r, FIGURE_NONE);
	} else if (json_is_object(v)) {
		admin_text(r, admin_str(v, r->english ? "en" : "id"));
	} else if (json_is_string(v)) {
		if (strcmp(unit, "day") == 0)
			admin_show_day(r, json_string_value(v), FIGURE_YEAR);
		else
			admin_text(r, json_string_value(v));
	} else if (json_is_integer(v)) {
		int64_t n = (int64_t)json_integer_value(v);

		if (strcmp(unit, "rupiah") == 0)
			figure_rupiah(b, n, r->english);
		else if (strcmp(unit, "permille") == 0)
			figure_permille(b, n, r->english);
		else if (strcmp(unit, "minutes") == 0)
			figure_span(b, n, r->english);
		else
			figure_count(b, n, r->english);
	} else {
		admin_html(r, FIGURE_NONE);
	}
}

static void
row(struct request *r, const json_t *columns, const json_t *values, int foot)
{
	const json_t *column;
	size_t i;

	admin_html(r, "<tr>");
	json_array_foreach (columns, i, column) {
		const char *unit = admin_str(column, "unit");

		admin_html(r, i == 0 ? "<th scope=\"row\"" : "<td");
		admin_html(r, is_text(unit) ? ">" : " class=\"num\">");
		if (foot && i == 0)
			admin_html(r, admin_say(r, "Jumlah", "Total"));
		else if (foot && json_is_null(json_array_get(values, i)))
			admin_html(r, "");
		else
			cell(r, json_array_get(values, i), unit);
		admin_html(r, i == 0 ? "</th>" : "</td>");
	}
	admin_html(r, "</tr>\n");
}

static void
table(struct request *r, const json_t *t, size_t at)
{
	const json_t *columns = admin_get(t, "columns"), *v;
	const json_t *rows = admin_get(t, "rows");
	struct buf heads = { 0 }, id = { 0 };
	size_t i;

	buf_printf(&id, "table-%d", (int)at);
	admin_panel(r, buf_str(&id), "", admin_both(r, t, "title"), NULL);
	admin_panel_head(r);
	json_array_foreach (columns, i, v)
		buf_printf(&heads, "%s%s%s", i == 0 ? "" : "|",
		    is_text(admin_str(v, "unit")) ? "" : "#",
		    admin_both(r, v, "title"));
	buf_clear(&id);
	buf_printf(&id, "%s%s", admin_say(r, "Tabel: ", "Table: "),
	    admin_both(r, t, "title"));
	admin_table(r, buf_str(&id), buf_str(&heads));
	json_array_foreach (rows, i, v)
		row(r, columns, v, 0);
	v = admin_get(t, "total");
	if (v != NULL) {
		admin_html(r, "</tbody><tfoot>");
		row(r, columns, v, 1);
		admin_html(r, "</tfoot></table></div>\n");
	} else {
		admin_table_end(r);
	}
	admin_panel_end(r);
	buf_release(&heads);
	buf_release(&id);
}

/* Panels that hold nothing are one line together. */
static void
nothing(struct request *r, const json_t *tables)
{
	const char *sep = "";
	const json_t *t;
	size_t i;

	json_array_foreach (tables, i, t) {
		if (json_array_size(admin_get(t, "rows")) > 0)
			continue;
		if (sep[0] == '\0') {
			admin_panel(r, "nothing", "",
			    admin_say(r, "Tidak ada pada periode ini",
				"None in this period"),
			    NULL);
			admin_panel_head(r);
			admin_html(r, "<div class=\"body\"><p class=\"soft\">");
		}
		admin_html(r, sep);
		admin_text(r, admin_both(r, t, "title"));
		sep = " · ";
	}
	if (sep[0] == '\0')
		return;
	admin_html(r, "</p></div>");
	admin_panel_end(r);
}

static int
narrow(const json_t *t)
{
	return json_array_size(admin_get(t, "columns")) <= NARROW;
}

/* Narrow ones in two columns, then the wide ones across. */
static void
all_tables(struct request *r, const json_t *tables)
{
	const json_t *t;
	size_t i, n = 0;

	json_array_foreach (tables, i, t)
		n += narrow(t) && json_array_size(admin_get(t, "rows")) > 0;
	for (int wide = 0; wide < 2; wide++) {
		if (!wide && n > 1)
			admin_html(r, "<div class=\"cols\">");
		json_array_foreach (tables, i, t)
			if (narrow(t) != wide &&
			    json_array_size(admin_get(t, "rows")) > 0)
				table(r, t, i);
		if (!wide && n > 1)
			admin_html(r, "</div>");
	}
}

/* ---- under seal ---- */

static void
sealed(struct request *r)
{
	struct buf key = { 0 };
	char text[11];

	period(r, text);
	buf_printf(&key, "page-%s-%s-%lld", kinds[kind(r)].name, text,
	    (long long)r->admin->now);
	admin_form(r, "/admin/reports/print", " right");
	admin_hidden(r, "name", kinds[kind(r)].name);
	admin_hidden(r, "period", text);
	admin_hidden(r, "key", buf_str(&key));
	admin_form_end(r,
	    admin_say(r, "Cetak laporan bersegel", "Print the sealed report"),
	    " pri");
	buf_release(&key);
}

/* ---- the site ---- */

static enum admin_look
rating(const char *name)
{
	return strcmp(name, "optimal") == 0	  ? ADMIN_OK
	    : strcmp(name, "optimal-sedang") == 0 ? ADMIN_WARN
	    : name[0] == '\0'			  ? ADMIN_OFF
						  : ADMIN_DOWN;
}

static const char *
rating_word(const struct request *r, const char *name)
{
	switch (rating(name)) {
	case ADMIN_OK:
		return "Optimal";
	case ADMIN_WARN:
		return admin_say(r, "Optimal sedang", "Fairly optimal");
	case ADMIN_DOWN:
		return admin_say(r, "Belum optimal", "Not yet optimal");
	default:
		return admin_say(r, "Belum dinilai", "Not rated");
	}
}

/* What a limit is: the least, or the most. */
static void
limit(struct request *r, const json_t *c, const char *name)
{
	const char *better = admin_str(c, "better");

	admin_html(r, "</td><td class=\"num\">");
	if (better[0] != '\0' && admin_get(c, name) != NULL) {
		admin_html(r, "<span class=\"sub\">");
		admin_html(r,
		    strcmp(better, "higher") == 0
			? admin_say(r, "minimal", "at least")
			: admin_say(r, "maksimal", "at most"));
		admin_html(r, "</span> ");
	}
	cell(r, admin_get(c, name), admin_str(c, "unit"));
}

static void
criterion(struct request *r, const json_t *c)
{
	const char *unit = admin_str(c, "unit");
	const char *name = admin_str(c, "rating");

	admin_html(r, "<tr><th scope=\"row\">");
	admin_text(r, admin_both(r, c, "title"));
	admin_html(r, "</th><td class=\"num\"><b>");
	cell(r, admin_get(c, "value"), unit);
	admin_html(r, "</b>");
	limit(r, c, "optimal");
	limit(r, c, "sedang");
	admin_html(r, "</td><td>");
	admin_state(r, rating(name), rating_word(r, name));
	admin_html(r, "</td></tr>\n");
}

static void
site(struct request *r, const json_t *j)
{
	const json_t *v;
	struct buf sub = { 0 };
	size_t i;

	if (j == NULL)
		return;
	buf_puts(&sub, admin_say(r, "penilaian ", "rated for "));
	figure_month(&sub, admin_str(j, "month"), FIGURE_LONG, r->english);
	admin_panel(r, "site", "",
	    admin_say(r, "Kesiapan lokasi", "Readiness of the site"),
	    buf_str(&sub));
	buf_release(&sub);
	admin_html(r, "<span class=\"right\">");
	admin_tag(r, rating(admin_str(j, "rating")),
	    admin_both(r, j, "title")[0] != '\0'
		? admin_both(r, j, "title")
		: rating_word(r, admin_str(j, "rating")));
	admin_html(r, "</span>");
	admin_panel_head(r);
	admin_table(r, admin_say(r, "Tabel kriteria", "Table of criteria"),
	    admin_say(r,
		"Kriteria|#Lokasi ini|#Batas optimal|#Batas sedang|Nilai",
		"Criterion|#This site|#Optimal limit|#Fair limit|Rating"));
	json_array_foreach (admin_get(j, "criteria"), i, v)
		criterion(r, v);
	admin_table_end(r);
	if (json_array_size(admin_get(j, "reasons")) > 0)
		admin_html(r, "<div class=\"body\"><ul class=\"also\">");
	json_array_foreach (admin_get(j, "reasons"), i, v) {
		admin_html(r, "<li>");
		admin_glyph(r, ADMIN_WARN);
		admin_html(r, "<span>");
		admin_text(r,
		    json_string_value(
			json_object_get(v, r->english ? "en" : "id")));
		admin_html(r, "</span></li>");
	}
	if (json_array_size(admin_get(j, "reasons")) > 0)
		admin_html(r, "</ul></div>");
	admin_panel_end(r);
}

void
admin_reports(struct request *r, struct admin_page *p)
{
	const json_t *report = p->answer[REPORT_ONE];
	const json_t *tables = admin_get(report, "tables");
	struct buf sub = { 0 };

	period_word(r, &sub);
	admin_begin(r, admin_say(r, "Laporan", "Reports"));
	admin_top(r, admin_say(r, "Laporan", "Reports"));
	/* core's English title names its period in digits alone */
	admin_top_sub(r,
	    !r->english && admin_both(r, report, "title")[0] != '\0'
		? admin_both(r, report, "title")
		: buf_str(&sub));
	admin_html(r, "</p></div>");
	if (json_array_size(tables) > 0)
		sealed(r);
	admin_html(r,
	    "</div>\n<div class=\"stack\"><section class=\"panel\" "
	    "aria-label=\"");
	admin_html(r, admin_say(r, "Pilih laporan", "Choose a report"));
	admin_html(r, "\">");
	chooser(r);
	if (json_array_size(tables) == 0)
		admin_blank(r,
		    admin_say(r, "Belum ada laporan untuk periode ini",
			"No report for this period yet"),
		    admin_say(r,
			"Laporan disusun dari lembar yang dicetak, blangko, "
			"keadaan printer dan biaya. Pilih periode lain, atau "
			"kembali sesudah lembar pertama tercetak.",
			"A report is made of sheets printed, blanks, states "
			"of printers and costs. Choose another period, or "
			"come back after the first sheet."));
	admin_html(r, "</section>\n");
	all_tables(r, tables);
	nothing(r, tables);
	site(r, p->answer[REPORT_SITE]);
	admin_html(r, "</div>");
	admin_end(r);
	buf_release(&sub);
}

/* ---- what it asks ---- */

int
admin_reports_ask(const struct request *r, struct buf *b)
{
	char text[11];

	period(r, text);
	buf_puts(b, "\"period\":");
	text_json(b, text);
	return 0;
}

int
admin_reports_ask_site(const struct request *r, struct buf *b)
{
	char text[11], month[8];

	period(r, text);
	admin_show_month(r->admin, 0, month);
	if (strlen(text) >= 7)
		memcpy(month, text, 7);
	buf_puts(b, "\"month\":");
	text_json(b, month);
	return 0;
}
