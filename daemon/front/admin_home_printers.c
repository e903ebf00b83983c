/*
 * Printers on the first screen: worst first, and within a state the one that
 * will stop first.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "admin.h"
#include "text.h"

#define PRINTERS 64

static int
rank(const json_t *p)
{
	switch (admin_health(admin_str(p, "health"))) {
	case ADMIN_DOWN:
		return 0;
	case ADMIN_WARN:
		return 1;
	case ADMIN_OK:
		return 2;
	default:
		return 3;
	}
}

/* The supply that ends first. */
static const json_t *
scarcest(const json_t *p)
{
	const json_t *s, *low = NULL;
	size_t i;

	json_array_foreach (admin_get(p, "supplies"), i, s)
		if (low == NULL ||
		    admin_int(s, "level", 101) < admin_int(low, "level", 101))
			low = s;
	return low;
}

static int
worse(const void *a, const void *b)
{
	const json_t *x = *(json_t *const *)a, *y = *(json_t *const *)b;
	int by = rank(x) - rank(y);
	int64_t l, m;

	if (by != 0)
		return by;
	l = admin_int(scarcest(x), "level", 101);
	m = admin_int(scarcest(y), "level", 101);
	if (l != m)
		return l < m ? -1 : 1;
	return strcmp(admin_str(x, "name"), admin_str(y, "name"));
}

/* "1 berhenti · 2 siap" */
static void
summary(
    const struct request *r, json_t *const *list, size_t n, struct buf *ret_b)
{
	static const char *const words[4][2] = { { "berhenti", "down" },
		{ "perhatian", "attention" }, { "siap", "ready" },
		{ "tidak dipakai", "out of use" } };
	int count[4] = { 0 };

	for (size_t i = 0; i < n; i++)
		count[rank(list[i])]++;
	for (int i = 0; i < 4; i++)
		if (count[i] > 0)
			buf_printf(ret_b, "%s%d %s", ret_b->n > 0 ? " · " : "",
			    count[i], words[i][r->english]);
}

static void
state(struct request *r, const json_t *p)
{
	const char *health = admin_str(p, "health");
	int64_t waiting = admin_int(p, "waiting", 0);

	admin_html(r, "<td class=\"nw\">");
	admin_state(r, admin_health(health),
	    strcmp(admin_str(p, "service.state"), "in-service") == 0
		? admin_say(r, "Diservis", "In service")
		: admin_health_word(r, health));
	admin_html(r, "<br><span class=\"sub\">");
	if (strcmp(health, "ready") == 0 && waiting == 0)
		admin_html(r, admin_say(r, "kosong", "idle"));
	else if (strcmp(health, "ready") == 0) {
		figure_count(&r->reply.body, waiting, r->english);
		admin_html(r, admin_say(r, " menunggu", " waiting"));
	} else {
		admin_html(r, admin_say(r, "sejak ", "since "));
		admin_when(r, admin_str(p, "since"), "");
	}
	admin_html(r, "</span></td>");
}

static void
reason(struct request *r, const json_t *p)
{
	const json_t *why = json_array_get(admin_get(p, "reasons"), 0);

	admin_html(r, "<td>");
	if (why != NULL) {
		admin_html(r, "<span class=\"why\">");
		admin_text(r, admin_both(r, why, "what"));
		admin_html(r, "</span><span class=\"do\">");
		admin_text(r, admin_both(r, why, "do"));
		admin_html(r, "</span>");
	} else {
		admin_html(r, "<span class=\"sub\">");
		admin_html(r,
		    strcmp(admin_str(p, "health"), "ready") == 0
			? admin_say(r, "Tidak perlu tindakan", "Nothing to do")
			: "–");
		admin_html(r, "</span>");
	}
	admin_html(r, "</td><td class=\"num\">");
	admin_count(r, p, "today");
	admin_html(r, "</td>");
}

static void
supply(struct request *r, const json_t *p)
{
	const json_t *s = scarcest(p);
	int64_t level = admin_int(s, "level", -1);
	enum admin_look look = admin_level(admin_str(s, "state"));

	admin_html(r, "<td class=\"nw\">");
	if (level < 0) {
		admin_html(r, "–</td>");
		return;
	}
	admin_bar(r, 1, look == ADMIN_OK ? ADMIN_PLAIN : look, level * 10, -1);
	admin_html(r, " ");
	figure_permille(&r->reply.body, level * 10, r->english);
	admin_html(r, "<br><span class=\"sub\">");
	admin_text(r, admin_str(s, admin_get(s, "title") ? "title" : "name"));
	admin_html(r, "</span></td>");
}

static void
service(struct request *r, const json_t *p)
{
	const char *state_word = admin_str(p, "service.state");
	const char *due = admin_str(p, "service.due");
	int64_t days = admin_int(p, "service.days", INT64_MIN);
	char text[64];

	admin_html(r, "<td class=\"nw\">");
	if (strcmp(state_word, "in-service") == 0) {
		admin_html(
		    r, admin_say(r, "sedang diservis", "being serviced"));
		due = admin_str(p, "service.back");
	} else if (days != INT64_MIN && days < 0) {
		(void)snprintf(text, sizeof(text),
		    admin_say(r, "lewat %lld hari", "overdue by %lld days"),
		    (long long)-days);
		admin_state(r,
		    strcmp(state_word, "held") == 0 ? ADMIN_DOWN : ADMIN_WARN,
		    text);
	} else {
		admin_days(r, days == INT64_MIN ? -1 : days);
	}
	if (due[0] != '\0') {
		admin_html(r, "<br><span class=\"sub\">");
		figure_day(&r->reply.body, due, FIGURE_SHORT, r->english);
		admin_html(r, "</span>");
	}
	admin_html(r, "</td>");
}

static void
row(struct request *r, const json_t *p)
{
	struct buf *b = &r->reply.body;
	const char *model = admin_str(p, "model"), *at = admin_str(p, "place");

	buf_puts(b,
	    "<tr><td class=\"nw\"><a class=\"row\" "
	    "href=\"/admin/printers/");
	text_html(b, admin_str(p, "name"));
	buf_puts(b, "\">");
	text_html(b, admin_str(p, "name"));
	buf_puts(b, "</a><br><span class=\"sub\">");
	text_html(b, model);
	buf_puts(b, model[0] != '\0' && at[0] != '\0' ? " · " : "");
	text_html(b, at);
	buf_puts(b, "</span></td>");
	state(r, p);
	reason(r, p);
	supply(r, p);
	service(r, p);
	buf_puts(b, "</tr>\n");
}

void
admin_home_printers(struct request *r, const json_t *answer)
{
	const json_t *items = admin_items(answer);
	json_t *list[PRINTERS], *p;
	struct buf sub = { 0 };
	size_t i, n = 0;

	json_array_foreach (items, i, p)
		if (n < PRINTERS)
			list[n++] = p;
	qsort(list, n, sizeof(*list), worse);
	summary(r, list, n, &sub);
	admin_panel(r, "printers", "", admin_say(r, "Printer", "Printers"),
	    buf_str(&sub));
	buf_release(&sub);
	admin_panel_link(r, "/admin/printers",
	    admin_say(r, "Semua printer", "All printers"));
	if (n == 0) {
		admin_blank(r,
		    admin_say(r, "Belum ada printer", "No printer yet"),
		    admin_say(r,
			"Printer ditambahkan oleh pengelola; sesudah itu "
			"keadaannya terlihat di sini.",
			"The administrator adds printers; from then on their "
			"state is seen here."));
	} else {
		admin_table(r,
		    admin_say(r, "Tabel printer", "Table of printers"),
		    admin_say(r,
			"Printer|Keadaan|Sebab dan yang perlu dilakukan|#Hari "
			"ini|Bahan|Servis berikut",
			"Printer|State|Reason and what to do|#Today|Supplies|"
			"Next service"));
		for (i = 0; i < n; i++)
			row(r, list[i]);
		admin_table_end(r);
	}
	admin_panel_end(r);
}
