/*
 * One printer now: why it stands as it does and what a hand should do, its
 * figures, and the history of its states.
 */

#include <string.h>

#include "admin_printer.h"
#include "chart.h"
#include "civil.h"
#include "text.h"

#define SPANS_MAX 96
#define DAYS_MAX 62
#define FIRST_HOUR 7
#define LAST_MINUTE 570 /* 16.30 */
#define DAY_MINUTES 1440

static void
reason_line(struct request *r, const json_t *reason)
{
	const char *since = admin_str(reason, "since");

	if (since[0] != '\0') {
		admin_html(r, admin_say(r, "sejak ", "since "));
		admin_when(r, since, "");
		admin_html(r, " · ");
		admin_span(r, admin_show_now(r->admin) - admin_seconds(since));
		admin_html(r, " · ");
	}
	admin_html(r, "<span class=\"mono\">");
	admin_text(r, admin_str(reason, "keyword"));
	admin_html(r, "</span>");
}

static enum admin_look
reason_look(const json_t *reason)
{
	const char *class = admin_str(reason, "class");

	return strcmp(class, "down") == 0     ? ADMIN_DOWN
	    : strcmp(class, "attention") == 0 ? ADMIN_WARN
					      : ADMIN_OFF;
}

static void
reasons(struct request *r, const json_t *one)
{
	const json_t *list = admin_get(one, "reasons"), *reason;
	size_t i;

	if (json_array_size(list) == 0)
		return;
	admin_html(
	    r, "<section class=\"panel gap\" aria-labelledby=\"p-now\">");
	json_array_foreach (list, i, reason) {
		if (i == 0) {
			admin_html(r, "<header>");
			admin_glyph(r, reason_look(reason));
			admin_html(r, "<h2 id=\"p-now\">");
			admin_text(r, admin_both(r, reason, "what"));
			admin_html(r, "</h2><span class=\"sub\">");
			reason_line(r, reason);
			admin_html(r,
			    "</span></header><div "
			    "class=\"body\"><p><b>");
			admin_text(r, admin_both(r, reason, "do"));
			admin_html(r, ".</b></p>");
			continue;
		}
		if (i == 1)
			admin_html(r, "<ul class=\"also\">");
		admin_html(r, "<li>");
		admin_glyph(r, reason_look(reason));
		admin_html(r, "<span><b>");
		admin_text(r, admin_both(r, reason, "what"));
		admin_html(r, "</b> ");
		admin_text(r, admin_both(r, reason, "do"));
		admin_html(r, ". <span class=\"sub\">");
		reason_line(r, reason);
		admin_html(r, "</span></span></li>");
	}
	if (json_array_size(list) > 1)
		admin_html(r, "</ul>");
	admin_html(r, "</div></section>\n");
}

static const json_t *
by_key(const json_t *items, const char *key)
{
	const json_t *row;
	size_t i;

	json_array_foreach (items, i, row)
		if (strcmp(admin_str(row, "key"), key) == 0)
			return row;
	return NULL;
}

static void
small(struct request *r, const char *text)
{
	admin_html(r, " <small>");
	admin_html(r, text);
	admin_html(r, "</small>");
}

static void
small_permille(struct request *r, int64_t part, int64_t of)
{
	if (part < 0 || of <= 0)
		return;
	admin_html(r, " <small>");
	figure_permille(
	    &r->reply.body, chart_place(part, of, 1000), r->english);
	admin_html(r, "</small>");
}

/* The pages that a plan allows between two services; 0: none. */
static int64_t
plan_pages(const struct admin_page *p)
{
	const json_t *plan;
	int64_t least = 0, pages;
	size_t i;

	json_array_foreach (admin_items(p->answer[PRINTER_PLANS]), i, plan) {
		pages = admin_int(plan, "pages", 0);
		if (pages > 0 && (least == 0 || pages < least))
			least = pages;
	}
	return least;
}

static void
kpi_count(
    struct request *r, const char *term, const json_t *one, const char *path)
{
	admin_kpi(r, ADMIN_PLAIN, term);
	admin_count(r, one, path);
	admin_kpi_end(r);
}

static void
between(struct request *r, const json_t *one)
{
	int64_t hours = admin_int(one, "between_stops_hours", -1);

	admin_kpi(r, ADMIN_PLAIN,
	    admin_say(r, "Antar-henti rata-rata", "Mean between stops"));
	if (hours < 0) {
		admin_html(r, FIGURE_NONE);
	} else if (hours < 16) {
		figure_count(&r->reply.body, hours, r->english);
		small(r, admin_say(r, "jam kerja", "working hours"));
	} else {
		figure_tenth(&r->reply.body, hours * 10 / 8, 1, r->english);
		small(r, admin_say(r, "hari kerja", "working days"));
	}
	admin_kpi_end(r);
}

/* The device's counter; one that has none is known by our own pages. */
static void
life(struct request *r, const json_t *one)
{
	int own = !json_is_integer(admin_get(one, "life"));

	admin_kpi(r, ADMIN_PLAIN, admin_say(r, "Seumur mesin", "In its life"));
	admin_count(r, one, own ? "printed" : "life");
	if (own && json_is_integer(admin_get(one, "printed")))
		small(r, admin_say(r, "dari kami", "by us"));
	admin_kpi_end(r);
}

static void
figures(struct request *r, const struct admin_page *p)
{
	const json_t *one = p->answer[PRINTER_ONE];
	const json_t *cost =
	    by_key(admin_get(p->answer[PRINTER_COST], "rows"), r->param);
	int64_t pages = plan_pages(p);
	struct buf term = { 0 };
	char month[8];

	admin_kpis(r);
	kpi_count(r, admin_say(r, "Hari ini", "Today"), one, "today");
	kpi_count(r, admin_say(r, "Bulan ini", "This month"), one, "month");
	admin_kpi(
	    r, ADMIN_PLAIN, admin_say(r, "Sejak servis", "Since service"));
	admin_count(r, one, "since_service");
	if (pages > 0) {
		admin_html(r, admin_say(r, " <small>dari ", " <small>of "));
		figure_count(&r->reply.body, pages, r->english);
		admin_html(r, "</small>");
	}
	admin_kpi_end(r);
	life(r, one);
	admin_kpi(r, ADMIN_PLAIN,
	    admin_say(r, "Rusak bulan ini", "Spoiled this month"));
	admin_count(r, one, "spoiled_month");
	small_permille(
	    r, admin_int(one, "spoiled_month", -1), admin_int(one, "month", 0));
	admin_kpi_end(r);
	admin_kpi(r, ADMIN_PLAIN,
	    admin_say(r, "Ketersediaan 30 hari", "Availability, 30 days"));
	admin_permille(r, one, "availability");
	admin_kpi_end(r);
	between(r, one);
	admin_show_month(p, 1, month);
	buf_puts(&term, admin_say(r, "Biaya per lembar, ", "Cost per sheet, "));
	figure_month(&term, month, FIGURE_SHORT, r->english);
	admin_kpi(r, ADMIN_PLAIN, buf_str(&term));
	admin_rupiah(r, cost, "per_document");
	admin_kpi_end(r);
	admin_kpis_end(r);
	buf_release(&term);
}

/* ---- history ---- */

static int
state_of(const char *health)
{
	return strcmp(health, "ready") == 0    ? 0
	    : strcmp(health, "attention") == 0 ? 1
	    : strcmp(health, "down") == 0      ? 2
					       : 3;
}

/* Minutes of the site's day; -1: no time, or another day. */
static int64_t
minute_of(const struct admin_page *p, const char *rfc, const char *today)
{
	struct civil c;
	char day[11];

	if (figure_local(rfc, p->zone, &c) < 0)
		return -1;
	figure_day_of(rfc, p->zone, day);
	if (strcmp(day, today) < 0)
		return 0;
	if (strcmp(day, today) > 0)
		return DAY_MINUTES;
	return c.hour * 60 + c.minute;
}

static size_t
take_today(const struct admin_page *p, const json_t *list,
    struct chart_today *ret_t, struct chart_span *spans)
{
	char today[11];
	const json_t *s;
	int64_t from, to, last = FIRST_HOUR * 60 + LAST_MINUTE;
	size_t i, n = 0;

	admin_show_today(p, today);
	ret_t->hour = FIRST_HOUR;
	json_array_foreach (list, i, s) {
		to = minute_of(p, admin_str(s, "to"), today);
		if (to > last)
			last = to;
	}
	ret_t->minutes = last - FIRST_HOUR * 60;
	json_array_foreach (list, i, s) {
		from = minute_of(p, admin_str(s, "from"), today);
		to = minute_of(p, admin_str(s, "to"), today);
		from -= FIRST_HOUR * 60;
		to -= FIRST_HOUR * 60;
		if (to <= 0 || to < from || n == SPANS_MAX)
			continue;
		spans[n++] = (struct chart_span){ from < 0 ? 0 : from, to,
			state_of(admin_str(s, "health")) };
	}
	ret_t->spans = spans;
	ret_t->n = n;
	return n;
}

static size_t
take_days(const json_t *list, struct chart_state_day *days)
{
	const json_t *d;
	size_t i, n = 0;

	json_array_foreach (list, i, d) {
		if (n == DAYS_MAX)
			break;
		days[n++] = (struct chart_state_day){ admin_str(d, "day"),
			admin_true(d, "working"),
			{ admin_int(d, "ready", 0),
			    admin_int(d, "attention", 0),
			    admin_int(d, "down", 0), admin_int(d, "off", 0) } };
	}
	return n;
}

static void
history(struct request *r, const struct admin_page *p)
{
	struct chart_state_day days[DAYS_MAX];
	struct chart_span spans[SPANS_MAX];
	struct chart_states c = { .days = days };
	const json_t *h = admin_get(p->answer[PRINTER_ONE], "history");
	const json_t *today = admin_get(h, "today"), *last;
	struct buf note = { 0 };

	last = json_array_get(today, json_array_size(today) - 1);
	c.n = take_days(admin_get(h, "days"), days);
	if (take_today(p, today, &c.today, spans) > 0 && last != NULL &&
	    strcmp(admin_str(last, "health"), "ready") != 0) {
		buf_printf(&note, "%s ",
		    admin_health_word(r, admin_str(last, "health")));
		figure_clock(&note, admin_str(last, "from"), p->zone);
		if (admin_str(last, "keyword")[0] != '\0')
			buf_printf(&note, ": %s",
			    admin_both(r,
				json_array_get(admin_get(p->answer[PRINTER_ONE],
						   "reasons"),
				    0),
				"what"));
		c.today.note = buf_str(&note);
	}
	admin_panel(r, "history", "",
	    admin_say(r, "Riwayat keadaan", "History of states"),
	    admin_say(r, "hari ini dan 30 hari, jam kerja 08.00–16.00",
		"today and 30 days, working hours 08.00–16.00"));
	admin_panel_head(r);
	admin_html(r, "<div class=\"body\">");
	chart_states(&r->reply.body, "hist", &c, r->english);
	admin_html(r, "</div>");
	admin_panel_end(r);
	buf_release(&note);
}

void
admin_printer_now(struct request *r, const struct admin_page *p)
{
	reasons(r, p->answer[PRINTER_ONE]);
	figures(r, p);
	admin_html(r, "<div class=\"stack\">");
	history(r, p);
}
