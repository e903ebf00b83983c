/*
 * The parts of a page: states, figures, panels, tables, bars, forms.  Each
 * state has its shape, its word and its colour.  A length that depends on
 * data is an attribute of SVG, never CSS.
 */

#include <string.h>

#include "admin.h"
#include "route.h"
#include "text.h"

static const struct {
	const char *class, *path;
} looks[ADMIN_LOOK_N] = {
	[ADMIN_PLAIN] = { "", "" },
	[ADMIN_OK] = { "ok", "<circle cx=\"6\" cy=\"6\" r=\"5\"/>" },
	[ADMIN_DONE] = { "ok",
	    "<path d=\"M4.4 10.6.6 6.8l1.5-1.5 2.3 2.3L10 2l1.5 1.5z\"/>" },
	[ADMIN_WARN] = { "warn", "<path d=\"M6 .8 11.6 11H.4z\"/>" },
	[ADMIN_DOWN] = { "down",
	    "<path d=\"M3.6.5h4.8l3.1 3.1v4.8l-3.1 3.1H3.6L.5 8.4V3.6z\"/>" },
	[ADMIN_BAD] = { "down",
	    "<path d=\"M2.2.8 6 4.6 9.8.8l1.4 1.4L7.4 6l3.8 3.8-1.4 1.4L6 "
	    "7.4l-3.8 3.8L.8 9.8 4.6 6 .8 2.2z\"/>" },
	[ADMIN_DOUBT] = { "doubt",
	    "<path d=\"M6 0l6 6-6 6-6-6zM6 2.6 2.6 6 6 9.4 9.4 6z\" "
	    "fill-rule=\"evenodd\"/>" },
	[ADMIN_HELD] = { "held", "<path d=\"M2 1h3v10H2zM7 1h3v10H7z\"/>" },
	[ADMIN_RUN] = { "run", "<path d=\"M2 .8 11 6 2 11.2z\"/>" },
	[ADMIN_WAIT] = { "run",
	    "<circle cx=\"6\" cy=\"6\" r=\"4.1\" fill=\"none\" "
	    "stroke=\"currentColor\" stroke-width=\"1.8\"/>" },
	[ADMIN_OFF] = { "off",
	    "<circle cx=\"6\" cy=\"6\" r=\"4.1\" fill=\"none\" "
	    "stroke=\"currentColor\" stroke-width=\"1.8\"/>" },
	[ADMIN_ENDED] = { "off",
	    "<path d=\"M2.2.8 6 4.6 9.8.8l1.4 1.4L7.4 6l3.8 3.8-1.4 1.4L6 "
	    "7.4l-3.8 3.8L.8 9.8 4.6 6 .8 2.2z\"/>" },
};

static const struct {
	const char *name;
	enum admin_look look;
	const char *word[2];
} healths[] = {
	{ "ready", ADMIN_OK, { "Siap", "Ready" } },
	{ "attention", ADMIN_WARN, { "Perhatian", "Attention" } },
	{ "down", ADMIN_DOWN, { "Berhenti", "Down" } },
	{ "off", ADMIN_OFF, { "Tidak dipakai", "Out of use" } },
};

static const struct {
	const char *name;
	enum admin_look look;
} levels[] = {
	{ "ok", ADMIN_OK },
	{ "none", ADMIN_OFF },
	{ "unknown", ADMIN_OFF },
	{ "low", ADMIN_WARN },
	{ "thin", ADMIN_WARN },
	{ "due", ADMIN_WARN },
	{ "overdue", ADMIN_WARN },
	{ "out", ADMIN_DOWN },
	{ "empty", ADMIN_DOWN },
	{ "over", ADMIN_DOWN },
	{ "held", ADMIN_DOWN },
	{ "in-service", ADMIN_OFF },
};

const char *
admin_look_class(enum admin_look look)
{
	return looks[look].class;
}

enum admin_look
admin_health(const char *health)
{
	for (size_t i = 0; i < sizeof(healths) / sizeof(*healths); i++)
		if (strcmp(healths[i].name, health) == 0)
			return healths[i].look;
	return ADMIN_OFF;
}

const char *
admin_health_word(const struct request *r, const char *health)
{
	for (size_t i = 0; i < sizeof(healths) / sizeof(*healths); i++)
		if (strcmp(healths[i].name, health) == 0)
			return healths[i].word[r->english];
	return admin_say(r, "Belum diketahui", "Not known yet");
}

enum admin_look
admin_level(const char *level)
{
	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++)
		if (strcmp(levels[i].name, level) == 0)
			return levels[i].look;
	return ADMIN_PLAIN;
}

void
admin_glyph(struct request *r, enum admin_look look)
{
	if (look == ADMIN_PLAIN)
		return;
	buf_printf(&r->reply.body,
	    "<svg class=\"gl %s\" viewBox=\"0 0 12 12\" "
	    "aria-hidden=\"true\">%s</svg>",
	    looks[look].class, looks[look].path);
}

static void
pill(
    struct request *r, const char *kind, enum admin_look look, const char *word)
{
	buf_printf(
	    &r->reply.body, "<span class=\"%s %s\">", kind, looks[look].class);
	admin_glyph(r, look);
	text_html(&r->reply.body, word);
	buf_puts(&r->reply.body, "</span>");
}

void
admin_state(struct request *r, enum admin_look look, const char *word)
{
	pill(r, "st", look, word);
}

void
admin_tag(struct request *r, enum admin_look look, const char *word)
{
	pill(r, "tag", look, word);
}

/* ---- figures, panels, tables ---- */

void
admin_kpis(struct request *r)
{
	admin_html(r, "<dl class=\"kpi\" id=\"kpi\">");
}

void
admin_kpi(struct request *r, enum admin_look look, const char *term)
{
	admin_html(r, "<div><dt>");
	admin_glyph(r, look);
	text_html(&r->reply.body, term);
	admin_html(r, "</dt><dd>");
}

void
admin_kpi_end(struct request *r)
{
	admin_html(r, "</dd></div>\n");
}

void
admin_kpis_end(struct request *r)
{
	admin_html(r, "</dl>\n");
}

void
admin_panel(struct request *r, const char *id, const char *class,
    const char *title, const char *sub)
{
	struct buf *b = &r->reply.body;

	buf_printf(b,
	    "<section class=\"panel%s\" id=\"%s\" aria-labelledby=\"h-%s\">"
	    "<header>",
	    class, id, id);
	if (strcmp(class, " doubt") == 0)
		admin_glyph(r, ADMIN_DOUBT);
	buf_printf(b, "<h2 id=\"h-%s\">", id);
	text_html(b, title);
	buf_puts(b, "</h2>");
	if (sub != NULL) {
		buf_puts(b, "<span class=\"sub\">");
		text_html(b, sub);
		buf_puts(b, "</span>");
	}
}

void
admin_panel_link(struct request *r, const char *href, const char *text)
{
	struct buf *b = &r->reply.body;

	buf_puts(b, "<span class=\"right\"><a href=\"");
	text_html(b, href);
	buf_puts(b, "\">");
	text_html(b, text);
	buf_puts(b, "</a></span></header>\n");
}

void
admin_panel_head(struct request *r)
{
	admin_html(r, "</header>\n");
}

void
admin_panel_end(struct request *r)
{
	admin_html(r, "</section>\n");
}

void
admin_table(struct request *r, const char *label, const char *heads)
{
	struct buf *b = &r->reply.body, word = { 0 };
	const char *s = heads;
	size_t n;
	int num;

	buf_puts(b,
	    "<div class=\"tablewrap\" tabindex=\"0\" role=\"region\" "
	    "aria-label=\"");
	text_html(b, label);
	buf_puts(b, "\"><table><thead><tr>");
	while (*s != '\0') {
		num = *s == '#';
		s += num;
		n = strcspn(s, "|");
		buf_clear(&word);
		buf_put(&word, s, n);
		/* a column of buttons has no name */
		buf_puts(b, n == 0 ? "<td" : "<th scope=\"col\"");
		buf_puts(b, num ? " class=\"num\">" : ">");
		text_html(b, buf_str(&word));
		buf_puts(b, n == 0 ? "</td>" : "</th>");
		s += n + (s[n] == '|');
	}
	buf_puts(b, "</tr></thead><tbody>\n");
	buf_release(&word);
}

void
admin_table_end(struct request *r)
{
	admin_html(r, "</tbody></table></div>\n");
}

void
admin_bar(struct request *r, int mini, enum admin_look look, int64_t permille,
    int64_t tick)
{
	struct buf *b = &r->reply.body;
	long long w = permille < 0 ? 0 : permille > 1000 ? 1000 : permille;

	buf_printf(b,
	    "<svg class=\"%s\" aria-hidden=\"true\"><rect class=\"v %s\" "
	    "width=\"%lld.%lld%%\" height=\"100%%\"/>",
	    mini ? "mini" : "bar", looks[look].class, w / 10, w % 10);
	if (tick >= 0 && tick <= 1000)
		buf_printf(b,
		    "<rect class=\"min\" x=\"%lld.%lld%%\" width=\"2\" "
		    "height=\"100%%\"/>",
		    (long long)tick / 10, (long long)tick % 10);
	buf_puts(b, "</svg>");
}

/* ---- forms ---- */

void
admin_form(struct request *r, const char *path, const char *class)
{
	struct buf *b = &r->reply.body;

	buf_puts(b, "<form method=\"post\" action=\"");
	text_html(b, path);
	if (route_takes_file(path))
		buf_puts(b, "\" enctype=\"multipart/form-data");
	buf_printf(b, "\" class=\"form%s\">", class);
}

void
admin_form_end(struct request *r, const char *button, const char *class)
{
	struct buf *b = &r->reply.body;

	buf_printf(b, "<p class=\"send\"><button class=\"btn%s\">", class);
	text_html(b, button);
	buf_puts(b, "</button></p></form>");
}

void
admin_hidden(struct request *r, const char *name, const char *value)
{
	struct buf *b = &r->reply.body;

	buf_printf(b, "<input type=\"hidden\" name=\"%s\" value=\"", name);
	text_html(b, value);
	buf_puts(b, "\">");
}

/* A label holds its field, so that no id has to be unique. */
void
admin_field(struct request *r, const char *name, const char *label,
    const char *type, const char *value, const char *more)
{
	struct buf *b = &r->reply.body;

	buf_puts(b, "<label>");
	text_html(b, label);
	buf_printf(b, "<input name=\"%s\" type=\"%s\" value=\"", name, type);
	text_html(b, value);
	buf_printf(b, "\"%s%s></label>", more[0] == '\0' ? "" : " ", more);
}

void
admin_select(struct request *r, const char *name, const char *label)
{
	struct buf *b = &r->reply.body;

	buf_puts(b, "<label>");
	text_html(b, label);
	buf_printf(b, "<select name=\"%s\">", name);
}

void
admin_option(struct request *r, const char *value, const char *word, int chosen)
{
	struct buf *b = &r->reply.body;

	buf_puts(b, "<option value=\"");
	text_html(b, value);
	buf_printf(b, "\"%s>", chosen ? " selected" : "");
	text_html(b, word);
	buf_puts(b, "</option>");
}

void
admin_select_end(struct request *r)
{
	admin_html(r, "</select></label>");
}
