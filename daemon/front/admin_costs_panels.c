/*
 * Below the table of costs: budgets with what is spent, bound and foreseen;
 * the twelve months; and what a machine would cost per document if.
 */

#include <stdio.h>
#include <string.h>

#include "admin_int.h"
#include "admin_costs.h"
#include "chart.h"
#include "form.h"
#include "text.h"

#define POINTS_MAX 200

/* ---- budgets ---- */

static void
amount(struct request *r, int part, const char *word, const int64_t of[2])
{
	struct buf *b = &r->reply.body;

	admin_html(r, "<div><dt>");
	if (part > 0)
		buf_printf(b,
		    "<svg class=\"sw\" viewBox=\"0 0 10 10\" "
		    "aria-hidden=\"true\"><rect class=\"s%d\" width=\"10\" "
		    "height=\"10\" rx=\"2\"/></svg>",
		    part);
	admin_html(r, word);
	admin_html(r, "</dt><dd>");
	figure_rupiah(b, of[0], r->english);
	admin_html(r, " <span class=\"sub\">");
	figure_permille(b, chart_place(of[0] < 0 ? -of[0] : of[0], of[1], 1000),
	    r->english);
	admin_html(r, "</span></dd></div>");
}

static void
budget_label(struct request *r, const struct chart_budget *c, int64_t left,
    struct buf *b)
{
	const char *words[] = { admin_say(
				    r, "Anggaran: terpakai ", "Budget: spent "),
		admin_say(r, ", terikat kontrak ", ", committed "),
		admin_say(r, ", perkiraan ", ", foreseen ") };

	for (size_t i = 0; i < 3; i++) {
		buf_puts(b, words[i]);
		figure_permille(
		    b, chart_place(c->parts[i], c->of, 1000), r->english);
	}
	buf_puts(b, admin_say(r, ", sisa ", ", left "));
	figure_rupiah(b, left, r->english);
}

static void
budget_head(struct request *r, const json_t *j)
{
	enum admin_look look = admin_level(admin_str(j, "state"));

	admin_html(r, "<div class=\"line\"><h3>");
	admin_text(r, admin_str(j, "title"));
	admin_html(r, "</h3><span class=\"sub\">");
	admin_text(r, admin_str(j, "line"));
	admin_html(r, admin_say(r, " · pagu ", " · ceiling "));
	admin_html(r, "<span class=\"nw\">");
	admin_rupiah(r, j, "amount");
	admin_html(r, "</span></span>");
	if (look == ADMIN_WARN || look == ADMIN_DOWN) {
		admin_html(r, "<span class=\"right\">");
		admin_tag(r, look,
		    look == ADMIN_WARN
			? admin_say(r, "sisa tipis", "little left")
			: admin_say(r, "melewati pagu", "over the ceiling"));
		admin_html(r, "</span>");
	}
	admin_html(r, "</div>");
}

static void
budget(struct request *r, const json_t *j)
{
	struct chart_budget c = { { admin_int(j, "spent", 0),
				      admin_int(j, "committed", 0),
				      admin_int(j, "forecast", 0) },
		admin_int(j, "amount", 0), admin_int(j, "passed_permille", -1),
		NULL };
	int64_t left = admin_int(j, "left", 0);
	struct buf text = { 0 };

	budget_head(r, j);
	budget_label(r, &c, left, &text);
	c.label = buf_str(&text);
	chart_budget(&r->reply.body, &c);
	admin_html(r, "<dl class=\"four\">");
	amount(r, 1, admin_say(r, "Terpakai", "Spent"),
	    (int64_t[]){ c.parts[0], c.of });
	amount(r, 2, admin_say(r, "Terikat kontrak", "Bound by contract"),
	    (int64_t[]){ c.parts[1], c.of });
	amount(r, 3,
	    admin_say(r, "Perkiraan s.d. 31 Des", "Foreseen until 31 Dec"),
	    (int64_t[]){ c.parts[2], c.of });
	amount(r, 0, admin_say(r, "Perkiraan sisa", "Foreseen rest"),
	    (int64_t[]){ left, c.of });
	admin_html(r, "</dl>");
	buf_release(&text);
}

/* The year's lines in one panel, under one line that says how to read it. */
static void
budgets(struct request *r, const struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[COSTS_BUDGETS]), *j;
	const json_t *first = json_array_get(items, 0);
	int64_t passed = admin_int(first, "passed_permille", -1);
	struct buf title = { 0 }, sub = { 0 };
	size_t i;

	buf_puts(&title, admin_say(r, "Anggaran", "Budget"));
	if (first != NULL)
		buf_printf(&title, " %d", (int)admin_int(first, "year", 0));
	if (passed >= 0) {
		buf_puts(&sub,
		    admin_say(r, "garis = bagian tahun yang sudah lewat, ",
			"line = part of the year that has passed, "));
		figure_permille(&sub, passed, r->english);
	}
	admin_panel(
	    r, "budget", "", buf_str(&title), sub.n > 0 ? buf_str(&sub) : NULL);
	buf_release(&title);
	buf_release(&sub);
	admin_panel_head(r);
	admin_html(r, "<div class=\"body budgets\">");
	json_array_foreach (items, i, j)
		budget(r, j);
	if (first == NULL) {
		admin_html(r, "<p class=\"soft\">");
		admin_html(r,
		    admin_say(r,
			"Belum ada pagu. Pengelola mencatat baris anggaran "
			"tahun ini; lalu terlihat berapa yang terpakai, "
			"terikat dan cukup sampai kapan.",
			"No ceiling yet. An administrator records this "
			"year's budget lines; then it is seen what is spent "
			"and bound, and how long it lasts."));
		admin_html(r, "</p>");
	}
	admin_html(r, "</div>");
	admin_panel_end(r);
}

/* ---- months ---- */

static void
months(struct request *r, const struct admin_page *p)
{
	const json_t *rows = admin_get(p->answer[COSTS_MONTHS], "rows");
	struct buf sub = { 0 };

	admin_show_scale(r, rows, &sub);
	admin_panel(r, "per-month", " fill",
	    admin_say(r, "Per bulan", "Per month"), buf_str(&sub));
	admin_panel_head(r);
	admin_html(r, "<div class=\"body\">");
	admin_show_months(r,
	    admin_say(r, "Biaya per bulan, rupiah", "Cost per month, rupiah"),
	    rows, 300);
	admin_html(r, "</div>");
	admin_panel_end(r);
	buf_release(&sub);
}

/* ---- what if ---- */

static void
asked(struct request *r, const json_t *j, const char *name, const char *label)
{
	struct buf value = { 0 };
	const char *typed = admin_query(r, name);

	if (typed[0] != '\0')
		buf_puts(&value, typed);
	else if (admin_get(j, name) != NULL)
		figure_count(
		    &value, admin_int(j, name, 0), 0); /* as forms take it */
	admin_field(
	    r, name, label, "text", buf_str(&value), "inputmode=\"numeric\"");
	buf_release(&value);
}

static void
what_if_form(struct request *r, const json_t *j)
{
	char from[8], to[8];

	admin_costs_range(r, from, to);
	admin_html(r, "<form class=\"what\" action=\"/admin/costs#what-if\">");
	admin_hidden(r, "from", from);
	admin_hidden(r, "to", to);
	if (admin_query(r, "by")[0] != '\0')
		admin_hidden(r, "by", admin_query(r, "by"));
	asked(
	    r, j, "per_day", admin_say(r, "Dokumen sehari", "Documents a day"));
	asked(r, j, "price", admin_say(r, "Harga mesin (Rp)", "Machine (Rp)"));
	asked(
	    r, j, "service", admin_say(r, "Layanan setahun", "Service a year"));
	asked(r, j, "years", admin_say(r, "Umur (tahun)", "Life (years)"));
	buf_printf(&r->reply.body, "<button class=\"btn\">%s</button></form>",
	    admin_say(r, "Hitung", "Work out"));
}

static size_t
points(const json_t *list, struct chart_point *ret_p)
{
	const json_t *v;
	size_t i, n = 0;

	json_array_foreach (list, i, v) {
		struct chart_point at = { admin_int(v, "per_day", 0),
			admin_int(v, "per_document", 0) };

		if (n == POINTS_MAX || (n > 0 && at.x <= ret_p[n - 1].x))
			break;
		ret_p[n++] = at;
	}
	return n;
}

/* Every point divides the same sum; the largest is rounded least. */
static int64_t
product(const struct chart_point *at, size_t n)
{
	int64_t most = 0;

	for (size_t i = 0; i < n; i++)
		if (at[i].x > 0 && at[i].y > 0 &&
		    at[i].y < INT64_MAX / at[i].x && at[i].x * at[i].y > most)
			most = at[i].x * at[i].y;
	return most;
}

/* As core reckons it, with the reader's grouping of digits. */
static void
formula(struct request *r, const json_t *j)
{
	struct buf *b = &r->reply.body;

	buf_putc(b, '(');
	admin_rupiah(r, j, "price");
	buf_puts(b, " + ");
	admin_count(r, j, "years");
	buf_puts(b, " × ");
	admin_rupiah(r, j, "service");
	buf_puts(b, ") ÷ (");
	admin_count(r, j, "years");
	buf_puts(b, " × ");
	admin_count(r, j, "days");
	buf_puts(b, " × ");
	admin_count(r, j, "per_day");
	buf_putc(b, ')');
}

static void
what_if(struct request *r, const struct admin_page *p)
{
	const json_t *j = p->answer[COSTS_WHAT_IF];
	struct chart_point at[POINTS_MAX];
	struct chart_curve c = { .points = at, .en = r->english };
	struct buf *b = &r->reply.body;

	admin_panel(r, "what-if", " fill", admin_say(r, "Andaikan", "What if"),
	    admin_say(r, "mesin dan layanan saja, sebelum bahan dan blangko",
		"machine and service alone, before supplies and blanks"));
	admin_panel_head(r);
	admin_html(r, "<div class=\"body\">");
	what_if_form(r, j);
	if (admin_int(j, "per_document", -1) >= 0) {
		c.here.x = admin_int(j, "per_day", 0);
		c.here.y = admin_int(j, "per_document", 0);
		c.n = points(admin_get(j, "curve"), at);
		c.product = product(at, c.n);
		admin_html(r, "<p class=\"ans\">");
		admin_html(r, admin_say(r, "Pada ", "At "));
		figure_count(b, c.here.x, r->english);
		admin_html(r,
		    admin_say(r, " sehari, satu dokumen menanggung <b>",
			" a day, one document bears <b>"));
		figure_rupiah(b, c.here.y, r->english);
		admin_html(r, "</b> <span class=\"sub\">= ");
		formula(r, j);
		admin_html(r, "</span></p>");
		chart_curve(b, "if", &c);
	} else {
		admin_html(r, "<p class=\"soft ans\">");
		admin_html(r,
		    admin_say(r,
			"Isi keempat angka untuk melihat berapa yang "
			"ditanggung satu dokumen.",
			"Fill in the four numbers to see what one document "
			"bears."));
		admin_html(r, "</p>");
	}
	admin_html(r, "</div>");
	admin_panel_end(r);
}

void
admin_costs_panels(struct request *r, const struct admin_page *p)
{
	budgets(r, p);
	admin_html(r, "<div class=\"grid g-2\">");
	months(r, p);
	what_if(r, p);
	admin_html(r, "</div>");
}

/* ---- what the page asks ---- */

static int
put(struct buf *b, const char *name, const char *value)
{
	if (b->n > 0 && b->p[b->n - 1] != '{')
		buf_putc(b, ',');
	buf_printf(b, "\"%s\":", name);
	text_json(b, value);
	return 0;
}

static int
ask_range(const struct request *r, struct buf *b, const char *by)
{
	char from[8], to[8];

	admin_costs_range(r, from, to);
	(void)put(b, "from", from);
	(void)put(b, "to", to);
	return put(b, "by", by);
}

int
admin_costs_ask_table(const struct request *r, struct buf *b)
{
	const char *by = admin_query(r, "by");

	return ask_range(r, b, by[0] == '\0' ? "kind" : by);
}

int
admin_costs_ask_kinds(const struct request *r, struct buf *b)
{
	return ask_range(r, b, "kind");
}

int
admin_costs_ask_budgets(const struct request *r, struct buf *b)
{
	char from[8], to[8];

	admin_costs_range(r, from, to);
	to[4] = '\0';
	return put(b, "year", to);
}

/* The twelve months up to the last one asked for. */
int
admin_costs_ask_months(const struct request *r, struct buf *b)
{
	char from[8], to[8], month[8];

	admin_costs_range(r, from, to);
	memcpy(from, to, 8);
	for (int i = 0; i < 240; i++) {
		admin_show_month(r->admin, i, month);
		if (strcmp(month, to) == 0) {
			admin_show_month(r->admin, i + 11, from);
			break;
		}
	}
	(void)put(b, "by", "month");
	(void)put(b, "from", from);
	return put(b, "to", to);
}

/* As core takes them: whole numbers without points. */
int
admin_costs_ask_what_if(const struct request *r, struct buf *b)
{
	static const char *const names[] = { "per_day", "price", "service",
		"years" };
	char digits[24];
	long long n;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *typed = admin_query(r, names[i]);

		if (typed[0] == '\0' || form_number(typed, &n) < 0)
			continue;
		(void)snprintf(digits, sizeof(digits), "%lld", n);
		(void)put(b, names[i], digits);
	}
	return 0;
}
