/*
 * The forms of a printer's page: take it out of dispatch and put it back,
 * record a service that is over, install a supply.  They only ask; core
 * decides who may.
 */

#include <string.h>

#include "admin_printer.h"
#include "text.h"

static void
kinds(struct request *r)
{
	static const char *const names[] = { "scheduled", "repair",
		"calibration", "cleaning", "other" };

	admin_select(r, "kind", admin_say(r, "Jenis", "Kind"));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		admin_option(
		    r, names[i], admin_printer_kind(r, names[i]), i == 0);
	admin_select_end(r);
}

static void
plan_choice(struct request *r, const struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[PRINTER_PLANS]), *plan;
	struct buf id = { 0 };
	size_t i;

	if (json_array_size(items) == 0)
		return;
	admin_select(
	    r, "plan", admin_say(r, "Memenuhi rencana", "Fulfils the plan"));
	admin_option(r, "", admin_say(r, "Tidak ada", "None"), 1);
	json_array_foreach (items, i, plan) {
		buf_clear(&id);
		buf_printf(&id, "%lld", (long long)admin_int(plan, "id", 0));
		admin_option(r, buf_str(&id), admin_str(plan, "title"), 0);
	}
	admin_select_end(r);
	buf_release(&id);
}

static void
path(const struct request *r, const char *end, struct buf *ret_b)
{
	buf_printf(ret_b, "/admin/printers/%s/%s", r->param, end);
}

static void
out_or_back(struct request *r, const struct admin_page *p)
{
	const json_t *open = admin_printer_open(p);
	struct buf to = { 0 }, id = { 0 };

	path(r, open == NULL ? "service" : "end", &to);
	admin_html(r, "<div id=\"service\">");
	if (open != NULL) {
		admin_show_form(r,
		    admin_say(
			r, "Kembalikan ke antrean", "Put back into dispatch"),
		    buf_str(&to),
		    admin_say(r,
			"Servis selesai; pekerjaan mengalir lagi sejak ini.",
			"The service is over; jobs flow again from now."));
		buf_printf(&id, "%lld", (long long)admin_int(open, "id", 0));
		admin_hidden(r, "id", buf_str(&id));
		admin_field(r, "cost", admin_say(r, "Biaya (Rp)", "Cost (Rp)"),
		    "text", "", "inputmode=\"numeric\"");
		admin_field(r, "note",
		    admin_say(r, "Yang dikerjakan", "What was done"), "text",
		    "", "maxlength=\"200\"");
		admin_html(r,
		    "<label class=\"tick\"><input type=\"checkbox\" "
		    "name=\"warranty\" value=\"1\"> ");
		admin_html(r, admin_say(r, "Dalam garansi", "Under warranty"));
		admin_html(r, "</label>");
		admin_form_end(
		    r, admin_say(r, "Kembalikan ke antrean", "Put back"), "");
	} else {
		admin_show_form(r,
		    admin_say(
			r, "Keluarkan dari antrean", "Take out of dispatch"),
		    buf_str(&to),
		    admin_say(r,
			"Pekerjaan barunya pindah ke printer lain sampai "
			"dikembalikan.",
			"Its new jobs go to other printers until it is put "
			"back."));
		admin_hidden(r, "printer", r->param);
		kinds(r);
		admin_field(r, "supplier", admin_say(r, "Pelaksana", "Done by"),
		    "text", "", "maxlength=\"80\"");
		admin_field(r, "back",
		    admin_say(r, "Kembali sekitar", "Back around"), "date", "",
		    "");
		admin_field(r, "note", admin_say(r, "Sebab", "Why"), "text", "",
		    "maxlength=\"200\"");
		admin_form_end(
		    r, admin_say(r, "Keluarkan dari antrean", "Take out"), "");
	}
	admin_html(r, "</div></div>");
	buf_release(&to);
	buf_release(&id);
}

static void
over(struct request *r, const struct admin_page *p)
{
	struct buf to = { 0 };

	path(r, "record", &to);
	admin_html(r, "<div id=\"record\">");
	admin_show_form(r,
	    admin_say(r, "Catat servis yang selesai", "Record a past service"),
	    buf_str(&to),
	    admin_say(r, "Biayanya masuk buku dan laporan bulan itu.",
		"Its cost enters the books and report of that month."));
	admin_hidden(r, "printer", r->param);
	kinds(r);
	plan_choice(r, p);
	admin_field(r, "supplier", admin_say(r, "Pelaksana", "Done by"), "text",
	    "", "maxlength=\"80\" required");
	admin_html(r, "<div class=\"pair\">");
	admin_field(r, "began", admin_say(r, "Mulai", "Began"),
	    "datetime-local", "", "required");
	admin_field(r, "ended", admin_say(r, "Selesai", "Ended"),
	    "datetime-local", "", "required");
	admin_field(r, "cost", admin_say(r, "Biaya (Rp)", "Cost (Rp)"), "text",
	    "", "inputmode=\"numeric\"");
	admin_field(r, "budget", admin_say(r, "Kode anggaran", "Budget line"),
	    "text", "", "maxlength=\"40\"");
	admin_html(r, "</div>");
	admin_field(r, "note", admin_say(r, "Yang dikerjakan", "What was done"),
	    "text", "", "maxlength=\"200\"");
	admin_field(r, "document",
	    admin_say(r, "Berita acara (PDF)", "Minutes (PDF)"), "file", "",
	    "accept=\"application/pdf\"");
	admin_html(r,
	    "<label class=\"tick\"><input type=\"checkbox\" "
	    "name=\"warranty\" value=\"1\"> ");
	admin_html(r, admin_say(r, "Dalam garansi", "Under warranty"));
	admin_html(r, "</label>");
	admin_form_end(r, admin_say(r, "Catat servis", "Record it"), "");
	admin_html(r, "</div></div>");
	buf_release(&to);
}

static void
install(struct request *r, const struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[PRINTER_STOCK]), *s;
	struct buf to = { 0 }, word = { 0 };
	size_t i;

	path(r, "supplies", &to);
	admin_html(r, "<div id=\"install\">");
	admin_show_form(r, admin_say(r, "Pasang bahan", "Install a supply"),
	    buf_str(&to),
	    admin_say(r,
		"Yang dibeli lebih dulu dipakai; yang lama dicatat habis.",
		"The oldest bought is used; the one before counts as worn."));
	if (json_array_size(items) == 0) {
		admin_html(r, "<p class=\"soft\">");
		admin_html(r,
		    admin_say(r,
			"Belum ada bahan yang dibeli. Catat pembelian di "
			"Blangko dan bahan.",
			"No supply was bought yet. Record a purchase under "
			"Blanks and supplies."));
		admin_html(r, "</p></form></div></div>");
		buf_release(&to);
		return;
	}
	admin_select(r, "supply", admin_say(r, "Bahan", "Supply"));
	json_array_foreach (items, i, s) {
		buf_clear(&word);
		buf_printf(&word, "%s (%s ", admin_str(s, "title"),
		    admin_say(r, "stok", "stock"));
		figure_count(&word, admin_int(s, "stock", 0), r->english);
		buf_putc(&word, ')');
		admin_option(r, admin_str(s, "name"), buf_str(&word), i == 0);
	}
	admin_select_end(r);
	admin_field(r, "note", admin_say(r, "Catatan", "Note"), "text", "",
	    "maxlength=\"200\"");
	admin_form_end(r, admin_say(r, "Pasang", "Install"), "");
	admin_html(r, "</div></div>");
	buf_release(&to);
	buf_release(&word);
}

void
admin_printer_forms(struct request *r, const struct admin_page *p)
{
	admin_panel(r, "acts", "", admin_say(r, "Tindakan", "What to record"),
	    admin_say(r, "tercatat atas nama Anda", "recorded in your name"));
	admin_panel_head(r);
	admin_html(r, "<div class=\"body forms3\">");
	out_or_back(r, p);
	over(r, p);
	install(r, p);
	admin_html(r, "</div>");
	admin_panel_end(r);
}
