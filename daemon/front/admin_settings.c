/*
 * /admin/settings: how this site is set up, to read; and the only two things
 * that a person sets here, language and light, kept in that browser.  What
 * is configured on the server is changed there.
 */

#include <string.h>

#include "admin_int.h"
#include "admin_show.h"
#include "cookie.h"
#include "front.h"
#include "text.h"

enum { SETTINGS_PRINTERS, SETTINGS_PERSONS, SETTINGS_TEMPLATES };

#define YEAR 31536000

static void
pair(struct request *r, const char *term, const char *value, int mono)
{
	admin_html(r, "<dt>");
	admin_html(r, term);
	admin_html(r, mono ? "</dt><dd class=\"mono\">" : "</dt><dd>");
	admin_text(r, value);
	admin_html(r, "</dd>");
}

static void
site(struct request *r, const struct admin_page *p)
{
	const struct conf *c = &r->front->conf;
	const json_t *a = admin_get(p->me, "authority");
	const char *title = admin_str(a, "title");

	admin_panel(r, "site", " fill",
	    admin_say(r, "Kantor penerbit", "Issuing authority"),
	    admin_say(r, "diatur di server", "set on the server"));
	admin_panel_head(r);
	admin_html(r, "<div class=\"body\"><dl class=\"kv\">");
	pair(r, admin_say(r, "Nama", "Name"),
	    title[0] == '\0' ? c->title : title, 0);
	pair(r, admin_say(r, "Kode", "Code"), admin_str(a, "name"), 1);
	pair(r, admin_say(r, "Alamat periksa", "Address to check"), c->host, 1);
	pair(r, admin_say(r, "Zona waktu", "Time zone"), c->zone, 0);
	pair(r, admin_say(r, "Telepon", "Telephone"), c->telephone, 0);
	pair(r, "cetakd", CETAKD_VERSION, 1);
	admin_html(r, "</dl></div>");
	admin_panel_end(r);
}

static void
radio(struct request *r, const char *name, const char *value, const char *word,
    int on)
{
	buf_printf(&r->reply.body,
	    "<label class=\"tick\"><input type=\"radio\" name=\"%s\" "
	    "value=\"%s\"%s> %s</label>",
	    name, value, on ? " checked" : "", word);
}

static void
taste(struct request *r)
{
	char theme[8];

	if (cookie_get(r->head.cookie, COOKIE_THEME, theme, sizeof(theme)) < 0)
		theme[0] = '\0';
	admin_panel(r, "taste", " fill", admin_say(r, "Tampilan", "Appearance"),
	    admin_say(r, "untuk peramban ini saja", "in this browser only"));
	admin_panel_head(r);
	admin_html(r, "<div class=\"body\">");
	admin_form(r, "/admin/settings/taste", "");
	admin_html(r, "<fieldset><legend>");
	admin_html(r, admin_say(r, "Bahasa", "Language"));
	admin_html(r, "</legend>");
	radio(r, "language", "id", "Bahasa Indonesia", !r->english);
	radio(r, "language", "en", "English", r->english);
	admin_html(r, "</fieldset><fieldset><legend>");
	admin_html(r, admin_say(r, "Terang atau gelap", "Light or dark"));
	admin_html(r, "</legend>");
	radio(r, "theme", "system",
	    admin_say(r, "Mengikuti sistem", "As the system"),
	    theme[0] == '\0');
	radio(r, "theme", "light", admin_say(r, "Terang", "Light"),
	    strcmp(theme, "light") == 0);
	radio(r, "theme", "dark", admin_say(r, "Gelap", "Dark"),
	    strcmp(theme, "dark") == 0);
	admin_html(r, "</fieldset>");
	admin_form_end(r, admin_say(r, "Simpan tampilan", "Keep this"), "");
	admin_html(r, "</div>");
	admin_panel_end(r);
}

void
admin_settings_taste(struct request *r, struct admin_page *p)
{
	const char *theme = admin_str(p->form, "theme");
	const char *language = admin_str(p->form, "language");
	int known = strcmp(theme, "light") == 0 || strcmp(theme, "dark") == 0;

	cookie_set(
	    &r->reply, COOKIE_THEME, known ? theme : "", known ? YEAR : 0, 0);
	if (strcmp(language, "id") == 0 || strcmp(language, "en") == 0)
		cookie_set(&r->reply, COOKIE_LANG, language, YEAR, 0);
	r->reply.status = 303;
	r->reply.kind = HTTP_ADMIN;
	http_reply_header(
	    &r->reply, "Location", "/admin/settings?ok=settings.taste");
}

/* ---- tables ---- */

static void
printers(struct request *r, const json_t *items)
{
	const json_t *p;
	size_t i;

	admin_panel(
	    r, "printers", "", admin_say(r, "Printer", "Printers"), NULL);
	admin_panel_link(
	    r, "/admin/printers", admin_say(r, "Keadaannya", "Their state"));
	admin_table(r, admin_say(r, "Tabel printer", "Table of printers"),
	    admin_say(r, "Nama|Alamat|Kelompok|Media|Tempat|Dipakai",
		"Name|Address|Group|Media|Place|In use"));
	json_array_foreach (items, i, p) {
		admin_html(r, "<tr><th scope=\"row\">");
		admin_text(r, admin_str(p, "name"));
		admin_html(r, "</th><td class=\"mono\">");
		admin_text(r, admin_str(p, "uri"));
		admin_html(r, "</td><td>");
		admin_text(r, admin_str(p, "group"));
		admin_html(r, "</td><td>");
		admin_show_media(r, admin_str(p, "media"));
		admin_html(r, "</td><td>");
		admin_text(r, admin_str(p, "place"));
		admin_html(r, "</td><td>");
		admin_html(r,
		    admin_true(p, "enabled") ? admin_say(r, "ya", "yes")
					     : admin_say(r, "tidak", "no"));
		admin_html(r, "</td></tr>\n");
	}
	admin_table_end(r);
	admin_panel_end(r);
}

static const char *
role(const struct request *r, const char *name)
{
	return strcmp(name, "admin") == 0
	    ? admin_say(r, "Pengelola", "Administrator")
	    : strcmp(name, "supervisor") == 0
	    ? admin_say(r, "Penyelia", "Supervisor")
	    : admin_say(r, "Petugas", "Operator");
}

static void
persons(struct request *r, const json_t *items)
{
	const json_t *p;
	size_t i;

	if (items == NULL)
		return;
	admin_panel(r, "persons", "",
	    admin_say(r, "Orang dan peran", "Persons and roles"), NULL);
	admin_panel_head(r);
	admin_table(r, admin_say(r, "Tabel orang", "Table of persons"),
	    admin_say(r, "Nama|Jabatan|Peran|Akun", "Name|Title|Role|Account"));
	json_array_foreach (items, i, p) {
		if (!admin_true(p, "here"))
			continue;
		admin_html(r, "<tr><th scope=\"row\">");
		admin_text(r, admin_str(p, "full_name"));
		admin_html(r, "</th><td>");
		admin_text(r, admin_str(p, "title"));
		admin_html(r, "</td><td>");
		admin_text(r, role(r, admin_str(p, "role")));
		admin_html(r, "</td><td class=\"mono\">");
		admin_text(r, admin_str(p, "name"));
		admin_html(r, "</td></tr>\n");
	}
	admin_table_end(r);
	admin_panel_end(r);
}

static void
templates(struct request *r, const json_t *items, const json_t *kinds)
{
	const json_t *t;
	size_t i;

	if (items == NULL)
		return;
	admin_panel(r, "templates", "",
	    admin_say(r, "Jenis dokumen", "Kinds of documents"), NULL);
	admin_panel_head(r);
	admin_table(r,
	    admin_say(r, "Tabel jenis dokumen", "Table of kinds of documents"),
	    admin_say(r, "Dokumen|#Versi|Media|Blangko|Dua orang",
		"Document|#Version|Media|Blank|Two persons"));
	json_array_foreach (items, i, t) {
		admin_html(r, "<tr><th scope=\"row\">");
		admin_text(r, admin_both(r, t, "title"));
		admin_html(r, "</th><td class=\"num\">");
		admin_count(r, t, "version");
		admin_html(r, "</td><td>");
		admin_show_media(r, admin_str(t, "media"));
		admin_html(r, "</td><td>");
		if (admin_str(t, "blank")[0] == '\0')
			admin_html(r, FIGURE_NONE);
		else
			admin_title(r, kinds, admin_str(t, "blank"));
		admin_html(r, "</td><td>");
		admin_html(r,
		    admin_true(t, "approval") ? admin_say(r, "ya", "yes")
					      : admin_say(r, "tidak", "no"));
		admin_html(r, "</td></tr>\n");
	}
	admin_table_end(r);
	admin_panel_end(r);
}

void
admin_settings(struct request *r, struct admin_page *p)
{
	admin_begin(r, admin_say(r, "Setelan", "Settings"));
	admin_top(r, admin_say(r, "Setelan", "Settings"));
	admin_top_sub(r,
	    admin_say(r,
		"Dibaca di sini, diubah di server dengan perintah cetak",
		"Read here, changed on the server with the command cetak"));
	admin_top_end(r);
	admin_html(r, "<div class=\"stack\"><div class=\"grid g-2\">");
	site(r, p);
	taste(r);
	admin_html(r, "</div>");
	printers(r, admin_items(p->answer[SETTINGS_PRINTERS]));
	templates(r, admin_items(p->answer[SETTINGS_TEMPLATES]),
	    p->answer[SETTINGS_TEMPLATES + 1]);
	persons(r, admin_items(p->answer[SETTINGS_PERSONS]));
	admin_html(r, "</div>");
	admin_end(r);
}
