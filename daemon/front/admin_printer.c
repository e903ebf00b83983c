/*
 * /admin/printers/{name}: one printer on one page.
 */

#include <string.h>

#include "admin_int.h"
#include "admin_printer.h"
#include "text.h"

static void
sub_line(struct request *r, const json_t *one)
{
	const char *words[] = { admin_str(one, "model"),
		admin_str(one, "place") };
	const char *group = admin_str(one, "group");
	const char *looked = admin_str(one, "looked"), *sep = "";

	admin_top_sub(r, "");
	for (size_t i = 0; i < 2; i++)
		if (words[i][0] != '\0') {
			admin_html(r, sep);
			admin_text(r, words[i]);
			sep = " · ";
		}
	admin_html(r, sep);
	admin_html(r, "<span class=\"mono\">");
	admin_text(r, admin_str(one, "uri"));
	admin_html(r, "</span>");
	if (group[0] != '\0') {
		admin_html(r, admin_say(r, " · kelompok ", " · group "));
		admin_text(r, group);
	}
	admin_html(r, " · ");
	if (looked[0] == '\0') {
		admin_html(r,
		    admin_say(
			r, "belum pernah menjawab", "never answered yet"));
		return;
	}
	admin_html(r, admin_say(r, "menjawab ", "answered "));
	admin_span(r, admin_show_now(r->admin) - admin_seconds(looked));
	admin_html(r, admin_say(r, " lalu", " ago"));
}

static void
device_line(struct request *r, const json_t *one)
{
	static const char *const paths[] = { "device.make_and_model",
		"device.firmware", "device.serial", "device.message" };
	static const char *const words[2][4] = {
		{ "Mesin", "Firmware", "Nomor seri", "Pesan mesin" },
		{ "Device", "Firmware", "Serial", "Its message" }
	};
	const char *sep = "";

	for (size_t i = 0; i < 4; i++) {
		const char *s = admin_str(one, paths[i]);

		if (s[0] == '\0')
			continue;
		admin_html(
		    r, sep[0] == '\0' ? "<p class=\"sub device\">" : sep);
		admin_html(r, words[r->english != 0][i]);
		admin_html(r, " ");
		admin_text(r, s);
		sep = " · ";
	}
	if (sep[0] != '\0')
		admin_html(r, "</p>");
}

void
admin_printer(struct request *r, struct admin_page *p)
{
	const json_t *one = p->answer[PRINTER_ONE];
	const char *health = admin_str(one, "health");
	int serviced =
	    strcmp(admin_str(one, "service.state"), "in-service") == 0;

	admin_begin(r, r->param);
	admin_html(r, "<p class=\"crumb\"><a href=\"/admin/printers\">");
	admin_html(r, admin_say(r, "Printer", "Printers"));
	admin_html(r, "</a> ›</p>");
	admin_top(r, r->param);
	admin_html(r, " ");
	admin_tag(r, admin_health(health),
	    serviced ? admin_say(r, "Diservis", "In service")
		     : admin_health_word(r, health));
	sub_line(r, one);
	admin_top_right(r);
	admin_html(r, "<a class=\"btn\" href=\"#install\">");
	admin_html(r, admin_say(r, "Pasang bahan", "Install a supply"));
	admin_html(r, "</a> <a class=\"btn\" href=\"#record\">");
	admin_html(r, admin_say(r, "Catat servis", "Record a service"));
	admin_html(r, "</a> <a class=\"btn\" href=\"#service\">");
	admin_html(r,
	    serviced || admin_printer_open(p) != NULL
		? admin_say(r, "Kembalikan ke antrean", "Back into dispatch")
		: admin_say(r, "Keluarkan dari antrean", "Out of dispatch"));
	admin_html(r, "</a>");
	admin_top_end(r);
	admin_printer_now(r, p);
	admin_printer_panels(r, p);
	admin_printer_forms(r, p);
	device_line(r, one);
	admin_html(r, "</div>");
	admin_end(r);
}

const json_t *
admin_printer_open(const struct admin_page *p)
{
	const json_t *s;
	size_t i;

	json_array_foreach (admin_items(p->answer[PRINTER_SERVICES]), i, s)
		if (admin_str(s, "ended")[0] == '\0')
			return s;
	return NULL;
}

/* ---- what it asks ---- */

static int
member(struct buf *b, const char *name, const char *value)
{
	if (b->n > 0 && b->p[b->n - 1] != '{')
		buf_putc(b, ',');
	buf_printf(b, "\"%s\":", name);
	text_json(b, value);
	return 0;
}

int
admin_printer_ask_plans(const struct request *r, struct buf *b)
{
	return member(b, "printer", r->param);
}

int
admin_printer_ask_services(const struct request *r, struct buf *b)
{
	(void)member(b, "limit", "8");
	return member(b, "printer", r->param);
}

int
admin_printer_ask_months(const struct request *r, struct buf *b)
{
	char month[8];

	(void)member(b, "by", "month");
	admin_show_month(r->admin, 11, month);
	(void)member(b, "from", month);
	admin_show_month(r->admin, 0, month);
	(void)member(b, "to", month);
	return member(b, "printer", r->param);
}

int
admin_printer_ask_cost(const struct request *r, struct buf *b)
{
	char month[8];

	(void)member(b, "by", "printer");
	admin_show_month(r->admin, 1, month);
	(void)member(b, "from", month);
	return member(b, "to", month);
}
