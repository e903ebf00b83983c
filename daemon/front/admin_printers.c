/*
 * /admin/printers: all printers, the worst first, each with its reason and
 * what a hand should do, and beside it what will stop next.
 */

#include <stdlib.h>
#include <string.h>

#include "admin_show.h"
#include "chart.h"
#include "text.h"

#define PRINTERS_MAX 200

/* Down, attention, ready, off; within one, what will stop first. */
static int
rank(const json_t *p)
{
	static const char *const words[] = { "down", "attention", "ready" };

	for (int i = 0; i < 3; i++)
		if (strcmp(admin_str(p, "health"), words[i]) == 0)
			return i;
	return 3;
}

static int64_t
days_left(const json_t *p)
{
	int64_t least = INT64_MAX, days;
	const json_t *s;
	size_t i;

	json_array_foreach (admin_get(p, "supplies"), i, s) {
		days = admin_int(s, "days_left", INT64_MAX);
		if (days < least)
			least = days;
	}
	return least;
}

/* The supply that ends first. */
static const json_t *
least(const json_t *p)
{
	const json_t *s, *best = NULL;
	size_t i;

	json_array_foreach (admin_get(p, "supplies"), i, s)
		if (best == NULL ||
		    admin_int(s, "level", 101) < admin_int(best, "level", 101))
			best = s;
	return best;
}

static int
worse(const void *a, const void *b)
{
	const json_t *x = *(const json_t *const *)a;
	const json_t *y = *(const json_t *const *)b;
	int64_t dx, dy;

	if (rank(x) != rank(y))
		return rank(x) - rank(y);
	dx = days_left(x);
	dy = days_left(y);
	if (dx == dy) {
		dx = admin_int(least(x), "level", 101);
		dy = admin_int(least(y), "level", 101);
	}
	if (dx != dy)
		return dx < dy ? -1 : 1;
	return strcmp(admin_str(x, "name"), admin_str(y, "name"));
}

static void
cell_name(struct request *r, const json_t *p)
{
	const char *model = admin_str(p, "model");
	const char *place = admin_str(p, "place");

	admin_html(r,
	    "<tr><td class=\"nw\"><a class=\"row\" "
	    "href=\"/admin/printers/");
	text_html(&r->reply.body, admin_str(p, "name"));
	admin_html(r, "\">");
	admin_text(r, admin_str(p, "name"));
	admin_html(r, "</a><br><span class=\"sub\">");
	if (model[0] != '\0')
		admin_text(r, model);
	else
		admin_show_media(r, admin_str(p, "media"));
	if (place[0] != '\0') {
		admin_html(r, " · ");
		admin_text(r, place);
	}
	admin_html(r, "</span></td>");
}

static void
cell_state(struct request *r, const json_t *p)
{
	const char *health = admin_str(p, "health");
	int64_t waiting = admin_int(p, "waiting", 0);

	admin_html(r, "<td class=\"nw\">");
	admin_state(r, admin_health(health),
	    strcmp(admin_str(p, "service.state"), "in-service") == 0
		? admin_say(r, "Diservis", "In service")
		: admin_health_word(r, health));
	admin_html(r, "<br><span class=\"sub\">");
	if (strcmp(health, "ready") != 0 && admin_str(p, "since")[0] != '\0') {
		admin_html(r, admin_say(r, "sejak ", "since "));
		admin_when(r, admin_str(p, "since"), "");
	} else if (waiting > 0) {
		admin_show_unit(
		    r, waiting, admin_say(r, "menunggu", "waiting"));
	} else {
		admin_html(r, admin_say(r, "kosong", "idle"));
	}
	admin_html(r, "</span></td>");
}

static void
cell_reason(struct request *r, const json_t *p)
{
	const json_t *reasons = admin_get(p, "reasons");
	const json_t *first = json_array_get(reasons, 0);
	size_t n = json_array_size(reasons);

	admin_html(r, "<td>");
	if (first == NULL) {
		admin_html(r, "<span class=\"sub\">");
		admin_html(
		    r, admin_say(r, "Tidak perlu tindakan", "Nothing to do"));
	} else {
		admin_html(r, "<span class=\"why\">");
		admin_text(r, admin_both(r, first, "what"));
		if (n > 1) {
			admin_html(r, " <span class=\"sub\">+");
			figure_count(
			    &r->reply.body, (int64_t)n - 1, r->english);
			admin_html(
			    r, admin_say(r, " lagi</span>", " more</span>"));
		}
		admin_html(r, "</span><span class=\"do\">");
		admin_text(r, admin_both(r, first, "do"));
	}
	admin_html(r, "</span></td>");
}

static void
cell_supply(struct request *r, const json_t *p)
{
	const json_t *s = least(p);
	const char *title = admin_str(s, "title");
	int64_t level = admin_int(s, "level", -1);
	enum admin_look look = admin_level(admin_str(s, "state"));

	admin_html(r, "<td class=\"nw\">");
	if (s == NULL) {
		admin_html(
		    r, "<span class=\"sub\">" FIGURE_NONE "</span></td>");
		return;
	}
	if (title[0] == '\0')
		title = admin_str(s, "name");
	if (look != ADMIN_WARN && look != ADMIN_DOWN)
		look = ADMIN_PLAIN;
	if (level >= 0) {
		chart_bar(&r->reply.body,
		    &(struct chart_bar){
			level * 10, -1, admin_look_class(look), "mini" });
		admin_html(r, " ");
		figure_permille(&r->reply.body, level * 10, r->english);
	} else {
		admin_html(r, FIGURE_NONE);
	}
	admin_html(r, "<br><span class=\"sub\">");
	admin_text(r, title);
	admin_html(r, "</span></td>");
}

void
admin_printers_table(struct request *r, const json_t *items, int whole)
{
	const json_t *sorted[PRINTERS_MAX], *p;
	size_t n = 0, i;

	json_array_foreach (items, i, p)
		if (n < PRINTERS_MAX)
			sorted[n++] = p;
	if (n > 1)
		qsort(sorted, n, sizeof(*sorted), worse);
	admin_table(r, admin_say(r, "Tabel printer", "Table of printers"),
	    whole ? admin_say(r,
			"Printer|Keadaan|Sebab dan yang perlu dilakukan|#Hari "
			"ini|#Menunggu|Bahan paling sedikit|Servis berikut",
			"Printer|State|Reason and what to do|#Today|#Waiting|"
			"Lowest supply|Next service")
		  : admin_say(r,
			"Printer|Keadaan|Sebab dan yang perlu dilakukan|#Hari "
			"ini|Bahan|Servis berikut",
			"Printer|State|Reason and what to do|#Today|Supplies|"
			"Next service"));
	for (i = 0; i < n; i++) {
		cell_name(r, sorted[i]);
		cell_state(r, sorted[i]);
		cell_reason(r, sorted[i]);
		admin_html(r, "<td class=\"num\">");
		admin_count(r, sorted[i], "today");
		if (whole) {
			admin_html(r, "</td><td class=\"num\">");
			admin_count(r, sorted[i], "waiting");
		}
		admin_html(r, "</td>");
		cell_supply(r, sorted[i]);
		admin_html(r, "<td class=\"nw\">");
		admin_show_service(r, admin_get(sorted[i], "service"));
		admin_html(r, "</td></tr>\n");
	}
	admin_table_end(r);
}

/* "2 siap · 2 perhatian · 1 berhenti" */
void
admin_printers_count(
    const struct request *r, const json_t *items, struct buf *ret_b)
{
	static const char *const words[2][4] = { { "berhenti", "perhatian",
						     "siap", "tidak dipakai" },
		{ "down", "attention", "ready", "out of use" } };
	int64_t n[4] = { 0 };
	const json_t *p;
	const char *sep = "";
	size_t i;

	json_array_foreach (items, i, p)
		n[rank(p)]++;
	for (i = 0; i < 4; i++)
		if (n[i] > 0) {
			buf_printf(ret_b, "%s%d %s", sep, (int)n[i],
			    words[r->english != 0][i]);
			sep = " · ";
		}
}

void
admin_printers(struct request *r, struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[0]);
	struct buf sub = { 0 };

	admin_printers_count(r, items, &sub);
	admin_begin(r, admin_say(r, "Printer", "Printers"));
	admin_top(r, admin_say(r, "Printer", "Printers"));
	admin_top_sub(r,
	    json_array_size(items) > 0
		? buf_str(&sub)
		: admin_say(r, "Belum ada printer", "No printer yet"));
	admin_top_end(r);
	buf_release(&sub);
	admin_panel(r, "printers", "",
	    admin_say(r, "Semua printer", "All printers"),
	    admin_say(r, "yang berhenti di atas", "stopped ones on top"));
	admin_panel_head(r);
	if (json_array_size(items) > 0)
		admin_printers_table(r, items, 1);
	else
		admin_blank(r,
		    admin_say(r, "Belum ada printer", "No printer yet"),
		    admin_say(r,
			"Pengelola menambahkannya sekali di server: cetak "
			"printer add NAMA ipp://ALAMAT. Sesudah "
			"itu keadaan, bahan dan servisnya terlihat di sini.",
			"An administrator adds it once on the server: cetak "
			"printer add NAME ipp://ADDRESS. From then on "
			"its state, supplies and services are seen here."));
	admin_panel_end(r);
	admin_end(r);
}
