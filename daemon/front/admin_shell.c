/*
 * What all pages of /admin have in common: head, menu, the person at its
 * foot, the head of a page, an empty place.  Shape and word together, never
 * colour alone; no style attribute and no script in the text.
 */

#include <string.h>

#include "civil.h"

#include "admin_int.h"
#include "asset.h"
#include "cookie.h"
#include "front.h"
#include "route.h"
#include "text.h"

static const struct {
	const char *href, *word[2], *icon;
} menu[ADMIN_MENU_N] = {
	[ADMIN_HOME] = { "/admin", { "Ringkasan", "Overview" },
	    "M2 2h5v6H2zM9 2h5v3H9zM9 7h5v7H9zM2 10h5v4H2z" },
	[ADMIN_JOBS] = { "/admin/jobs", { "Pekerjaan", "Jobs" },
	    "M5 3h9M5 8h9M5 13h9M2 3h.1M2 8h.1M2 13h.1" },
	[ADMIN_DOUBTS] = { "/admin/jobs?state=doubt",
	    { "Perlu diperiksa", "Needs checking" },
	    "M8 1l7 7-7 7-7-7zM8 5v3.5M8 11h.1" },
	[ADMIN_PRINTERS] = { "/admin/printers", { "Printer", "Printers" },
	    "M4 6V2h8v4M4 12H2V6h12v6h-2M4 10h8v4H4z" },
	[ADMIN_STOCK] = { "/admin/stock",
	    { "Blangko dan bahan", "Blanks and supplies" },
	    "M2 5l6-3 6 3v6l-6 3-6-3zM2 5l6 3 6-3M8 8v6" },
	[ADMIN_COSTS] = { "/admin/costs", { "Biaya", "Costs" },
	    "M2 4h12v8H2zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z"
	    "M4.2 8h.1M11.8 8h.1" },
	[ADMIN_REPORTS] = { "/admin/reports", { "Laporan", "Reports" },
	    "M2 14h12M4 14V9M8 14V3M12 14V6" },
	[ADMIN_AUDIT] = { "/admin/audit", { "Jejak audit", "Audit trail" },
	    "M8 1.5l5.5 2v4c0 3.4-2.2 5.8-5.5 7-3.3-1.2-5.5-3.6-5.5-7v-4zM5.8 "
	    "8l1.6 1.7 3-3.3" },
	[ADMIN_SETTINGS] = { "/admin/settings", { "Setelan", "Settings" },
	    "M2 4h6M12 4h2M2 12h2M8 12h6M10 2v4M6 10v4M2 8h12" },
};

static void
head(struct request *r, const char *title)
{
	struct buf *b = &r->reply.body;
	char theme[8];

	buf_printf(
	    b, "<!doctype html>\n<html lang=\"%s\"", r->english ? "en" : "id");
	if (cookie_get(r->head.cookie, COOKIE_THEME, theme, sizeof(theme)) ==
		0 &&
	    (strcmp(theme, "light") == 0 || strcmp(theme, "dark") == 0))
		buf_printf(b, " data-theme=\"%s\"", theme);
	buf_puts(b,
	    ">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n<meta "
	    "name=\"color-scheme\" content=\"light dark\">\n<title>");
	text_html(b, title);
	buf_puts(b, " · ");
	text_html(b, r->front->conf.title);
	buf_printf(b,
	    "</title>\n<link rel=\"icon\" href=\"/assets/icon.svg?v=%s\" "
	    "type=\"image/svg+xml\">\n<link rel=\"stylesheet\" "
	    "href=\"/assets/admin.css?v=%s\">\n",
	    asset_version("icon.svg"), asset_version("admin.css"));
	buf_printf(b,
	    "<script src=\"/assets/admin.js?v=%s\" defer></script>\n"
	    "</head>\n",
	    asset_version("admin.js"));
}

void
admin_html_begin(struct request *r, const char *title)
{
	r->reply.kind = HTTP_ADMIN;
	r->reply.type = "text/html; charset=utf-8";
	http_reply_header(
	    &r->reply, "Content-Language", r->english ? "en" : "id");
	head(r, title);
}

void
admin_brand(struct request *r)
{
	struct buf *b = &r->reply.body;

	buf_puts(b,
	    "<svg viewBox=\"0 0 28 28\" aria-hidden=\"true\" fill=\"none\" "
	    "stroke=\"currentColor\" stroke-width=\"2\"><rect x=\"2\" "
	    "y=\"2\" width=\"24\" height=\"24\" rx=\"6\"/><path d=\"M7 "
	    "7h5v5H7zM16 7h5v5h-5zM7 16h5v5H7z\" fill=\"currentColor\" "
	    "stroke=\"none\"/><path d=\"m15.5 18.6 2.3 2.4 4.2-4.6\" "
	    "stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>"
	    "<span>");
	text_html(b, r->front->conf.title);
	buf_puts(b, "<small>");
	text_html(b, r->front->conf.host);
	buf_puts(b, "</small></span>");
}

/* How many stand behind a menu's item; -1: not said. */
static int64_t
badge(const struct admin_page *p, enum admin_menu i)
{
	const json_t *o = p == NULL ? NULL : p->overview;
	int64_t queued = admin_int(o, "queued", -1);

	switch (i) {
	case ADMIN_JOBS:
		return queued < 0 ? -1
				  : queued + admin_int(o, "held", 0) +
			admin_int(o, "doubt", 0);
	case ADMIN_DOUBTS:
		return admin_int(o, "doubt", -1);
	default:
		return -1;
	}
}

static void
item(struct request *r, enum admin_menu i)
{
	struct buf *b = &r->reply.body;
	const struct admin_page *p = r->admin;
	int64_t n = badge(p, i);
	int here = p != NULL && p->view != NULL && p->view->menu == i;

	if (i == ADMIN_JOBS || i == ADMIN_DOUBTS) {
		/* one page, two items: the filter tells which */
		int doubts = strcmp(admin_query(r, "state"), "doubt") == 0;

		here = here ||
		    (p != NULL && p->view != NULL &&
			p->view->menu == ADMIN_JOBS && i == ADMIN_DOUBTS);
		here = here && doubts == (i == ADMIN_DOUBTS);
	}
	if (i == ADMIN_SETTINGS)
		buf_puts(b, "<hr>");
	buf_printf(b,
	    "<a href=\"%s\"%s><svg viewBox=\"0 0 16 16\" "
	    "aria-hidden=\"true\"><path d=\"%s\"/></svg>%s",
	    menu[i].href, here ? " aria-current=\"page\"" : "", menu[i].icon,
	    menu[i].word[r->english]);
	if (n > 0) {
		buf_printf(b, "<b%s id=\"n-%d\">",
		    i == ADMIN_DOUBTS ? " class=\"doubt\"" : "", (int)i);
		figure_count(b, n, r->english);
		buf_puts(b, "</b>");
	}
	buf_puts(b, "</a>\n");
}

static const char *
role(const struct request *r, const char *name)
{
	if (strcmp(name, "supervisor") == 0)
		return admin_say(r, "Penyelia", "Supervisor");
	if (strcmp(name, "admin") == 0)
		return admin_say(r, "Pengelola", "Administrator");
	return admin_say(r, "Petugas", "Operator");
}

static void
foot(struct request *r)
{
	struct buf *b = &r->reply.body;
	const json_t *me = r->admin == NULL ? NULL : r->admin->me;
	const char *name = admin_str(me, "full_name");

	if (name[0] == '\0')
		name = admin_str(me, "name");
	if (name[0] == '\0')
		name = admin_str(me, "counter");
	buf_puts(b, "<div class=\"foot\">");
	if (name[0] != '\0') {
		buf_puts(b, "<strong>");
		text_html(b, name);
		buf_puts(b, "</strong><br><span class=\"who\">");
		text_html(b, role(r, admin_str(me, "role")));
		buf_puts(b, " · ");
		text_html(b, admin_str(me, "counter"));
		buf_puts(b, "</span><br>");
	}
	buf_printf(b,
	    "<form action=\"/admin/logout\" method=\"post\"><button "
	    "class=\"link\">%s</button> · ",
	    admin_say(r, "Keluar", "Log out"));
	admin_link(r, r->path, "lang", r->english ? "id" : "en");
	buf_puts(b,
	    r->english ? " hreflang=\"id\" lang=\"id\">Bahasa Indonesia"
		       : " hreflang=\"en\" lang=\"en\">English");
	buf_puts(b, "</a></form></div>\n</header>\n");
}

void
admin_begin(struct request *r, const char *title)
{
	struct buf *b = &r->reply.body;
	const char *said;

	admin_html_begin(r, title);
	buf_printf(b,
	    "<body>\n<a class=\"skip\" href=\"#isi\">%s</a>\n<div "
	    "class=\"app\">\n<header class=\"side\">\n<a class=\"brand\" "
	    "href=\"/admin\">",
	    admin_say(r, "Lompat ke isi", "Skip to content"));
	admin_brand(r);
	buf_printf(b, "</a>\n<nav class=\"nav\" aria-label=\"%s\">\n",
	    admin_say(r, "Menu utama", "Main menu"));
	for (int i = 0; i < ADMIN_MENU_N; i++)
		item(r, (enum admin_menu)i);
	buf_puts(b, "</nav>\n");
	foot(r);
	buf_puts(b, "<main class=\"main\" id=\"isi\" tabindex=\"-1\">\n");
	said = admin_act_said(r, admin_query(r, "ok"));
	if (said != NULL) {
		buf_puts(b, "<p class=\"said\" role=\"status\" id=\"said\">");
		admin_glyph(r, ADMIN_DONE);
		text_html(b, said);
		buf_puts(b, "</p>\n");
	}
}

void
admin_end(struct request *r)
{
	buf_puts(&r->reply.body, "</main>\n</div>\n</body>\n</html>\n");
}

void
admin_top(struct request *r, const char *h1)
{
	admin_html(r, "<div class=\"top\"><div><h1>");
	text_html(&r->reply.body, h1);
}

void
admin_top_sub(struct request *r, const char *sub)
{
	admin_html(r, "</h1><p class=\"sub\">");
	text_html(&r->reply.body, sub);
}

void
admin_top_right(struct request *r)
{
	admin_html(r, "</p></div><div class=\"right\"><p>");
}

void
admin_top_end(struct request *r)
{
	admin_html(r, "</p></div></div>\n");
}

void
admin_blank(struct request *r, const char *title, const char *text)
{
	struct buf *b = &r->reply.body;

	buf_puts(b,
	    "<div class=\"blank\"><svg class=\"art\" viewBox=\"0 0 120 88\" "
	    "aria-hidden=\"true\"><path d=\"M22 30 60 14l38 16v36L60 82 22 "
	    "66zM22 30l38 16 38-16M60 46v36\"/><path class=\"a\" d=\"M41 "
	    "22l38 16v12\"/></svg><h2>");
	text_html(b, title);
	buf_puts(b, "</h2><p>");
	text_html(b, text);
	buf_puts(b, "</p></div>");
}

static void
escape(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++)
		if ((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
		    (*s >= '0' && *s <= '9') || strchr("-_.~", *s) != NULL)
			buf_putc(b, *s);
		else
			buf_printf(b, "%%%02X", (unsigned char)*s);
}

void
admin_link(
    struct request *r, const char *path, const char *name, const char *value)
{
	struct buf *b = &r->reply.body;
	json_t *query = r->admin == NULL ? NULL : r->admin->query, *v;
	const char *key, *s, *sep = "?";

	buf_puts(b, "<a href=\"");
	text_html(b, path);
	json_object_foreach (query, key, v) {
		s = json_string_value(v);
		if (s == NULL || s[0] == '\0' || strcmp(key, name) == 0 ||
		    strcmp(key, "ok") == 0 ||
		    (strcmp(key, "cursor") == 0 && strcmp(name, "lang") != 0))
			continue;
		buf_printf(b, "%s%s=", sep, key);
		escape(b, s);
		sep = "&amp;";
	}
	if (value[0] != '\0') {
		buf_printf(b, "%s%s=", sep, name);
		escape(b, value);
	}
	buf_putc(b, '"');
}
