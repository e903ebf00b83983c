/*
 * The forms of the page of blanks and supplies: receive a delivery, move
 * blanks into a tray or to a counter, buy a supply.
 */

#include <string.h>

#include "admin_stock.h"

/* Without a kind there is no form, but who takes the first step. */
static int
nothing_yet(struct request *r, const json_t *items, const char *text)
{
	if (json_array_size(items) > 0)
		return 0;
	admin_html(r, "<p class=\"soft\">");
	admin_html(r, text);
	admin_html(r, "</p></form></div></div>");
	return 1;
}

static void
receive(struct request *r, const struct admin_page *p)
{
	const json_t *kinds = admin_items(p->answer[STOCK_KINDS]), *k;
	size_t i;

	admin_html(r, "<div id=\"receive\">");
	admin_show_form(r, admin_say(r, "Terima blangko", "Receive blanks"),
	    "/admin/stock/deliveries",
	    admin_say(r, "Satu rentang nomor dari satu surat jalan.",
		"One range of serials of one delivery note."));
	if (nothing_yet(r, kinds,
		admin_say(r, "Pengelola menamai jenis blangko lebih dulu.",
		    "An administrator names the kinds of blanks first.")))
		return;
	admin_select(r, "kind", admin_say(r, "Jenis", "Kind"));
	json_array_foreach (kinds, i, k)
		admin_option(
		    r, admin_str(k, "name"), admin_str(k, "title"), i == 0);
	admin_select_end(r);
	admin_html(r, "<div class=\"pair\">");
	admin_field(r, "first", admin_say(r, "Nomor pertama", "First serial"),
	    "text", "", "required maxlength=\"20\" class=\"mono\"");
	admin_field(r, "last", admin_say(r, "Nomor terakhir", "Last serial"),
	    "text", "", "required maxlength=\"20\" class=\"mono\"");
	admin_field(r, "delivery", admin_say(r, "Surat jalan", "Delivery note"),
	    "text", "", "required maxlength=\"64\"");
	admin_field(r, "price",
	    admin_say(r, "Harga selembar (Rp)", "Price of one (Rp)"), "text",
	    "", "required inputmode=\"numeric\"");
	admin_html(r, "</div>");
	admin_form_end(r, admin_say(r, "Terima", "Receive"), "");
	admin_html(r, "</div></div>");
}

static void
move(struct request *r, const struct admin_page *p)
{
	const json_t *printer;
	struct buf value = { 0 }, word = { 0 };
	size_t i;

	admin_html(r, "<div id=\"move\">");
	admin_show_form(r, admin_say(r, "Pindahkan ke baki", "Move to a tray"),
	    "/admin/stock/moves",
	    admin_say(r, "Nomor yang dimasukkan, urut dari yang keluar dulu.",
		"The serials put in, in the order in which they come out."));
	admin_html(r, "<div class=\"pair\">");
	admin_field(r, "first", admin_say(r, "Nomor pertama", "First serial"),
	    "text", "", "required maxlength=\"20\" class=\"mono\"");
	admin_field(r, "last", admin_say(r, "Nomor terakhir", "Last serial"),
	    "text", "", "required maxlength=\"20\" class=\"mono\"");
	admin_html(r, "</div>");
	admin_select(r, "to", admin_say(r, "Ke", "To"));
	json_array_foreach (
	    admin_items(p->answer[STOCK_PRINTERS]), i, printer) {
		buf_clear(&value);
		buf_clear(&word);
		buf_printf(&value, "tray:%s", admin_str(printer, "name"));
		buf_printf(&word, "%s%s", admin_say(r, "Baki ", "Tray of "),
		    admin_str(printer, "name"));
		admin_option(r, buf_str(&value), buf_str(&word), i == 0);
	}
	admin_option(r, "store", admin_say(r, "Gudang", "Store room"), 0);
	admin_select_end(r);
	admin_select(r, "order", admin_say(r, "Urutan keluar", "Order"));
	admin_option(r, "ascending",
	    admin_say(r, "Nomor kecil dulu", "Small serials first"), 1);
	admin_option(r, "descending",
	    admin_say(r, "Nomor besar dulu", "Large serials first"), 0);
	admin_select_end(r);
	admin_form_end(r, admin_say(r, "Pindahkan", "Move"), "");
	admin_html(r, "</div></div>");
	buf_release(&value);
	buf_release(&word);
}

static void
buy(struct request *r, const struct admin_page *p)
{
	const json_t *supplies = admin_items(p->answer[STOCK_SUPPLIES]), *s;
	size_t i;

	admin_html(r, "<div id=\"buy\">");
	admin_show_form(r,
	    admin_say(r, "Catat pembelian bahan", "Record a purchase"),
	    "/admin/stock/purchases",
	    admin_say(r, "Harga per buah; dipakai urut dari yang tertua.",
		"Price of one; the oldest is used first."));
	if (nothing_yet(r, supplies,
		admin_say(r,
		    "Pengelola menamai tinta, toner atau pita lebih dulu.",
		    "An administrator names an ink, toner or ribbon first.")))
		return;
	admin_select(r, "name", admin_say(r, "Bahan", "Supply"));
	json_array_foreach (supplies, i, s)
		admin_option(
		    r, admin_str(s, "name"), admin_str(s, "title"), i == 0);
	admin_select_end(r);
	admin_html(r, "<div class=\"pair\">");
	admin_field(r, "n", admin_say(r, "Jumlah", "How many"), "text", "",
	    "required inputmode=\"numeric\"");
	admin_field(r, "price",
	    admin_say(r, "Harga sebuah (Rp)", "Price of one (Rp)"), "text", "",
	    "required inputmode=\"numeric\"");
	admin_field(r, "supplier", admin_say(r, "Penyedia", "Supplier"), "text",
	    "", "required maxlength=\"80\"");
	admin_field(r, "delivery", admin_say(r, "Surat jalan", "Delivery note"),
	    "text", "", "required maxlength=\"64\"");
	admin_field(r, "date", admin_say(r, "Tanggal", "Date"), "date", "", "");
	admin_field(r, "budget", admin_say(r, "Kode anggaran", "Budget line"),
	    "text", "", "maxlength=\"40\"");
	admin_html(r, "</div>");
	admin_form_end(r, admin_say(r, "Catat", "Record"), "");
	admin_html(r, "</div></div>");
}

void
admin_stock_forms(struct request *r, const struct admin_page *p)
{
	admin_panel(r, "acts", "", admin_say(r, "Tindakan", "What to record"),
	    admin_say(r, "tercatat atas nama Anda", "recorded in your name"));
	admin_panel_head(r);
	admin_html(r, "<div class=\"body forms3\">");
	receive(r, p);
	move(r, p);
	buy(r, p);
	admin_html(r, "</div>");
	admin_panel_end(r);
}
