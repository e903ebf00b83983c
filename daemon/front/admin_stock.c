/*
 * /admin/stock: numbered blanks by kind and place, supplies, what must be
 * ordered and the newest entries of the ledger.  Days stand before numbers:
 * they say when somebody must act.
 */

#include <string.h>

#include "admin_stock.h"
#include "chart.h"
#include "text.h"

#define DAYS_FULL 70 /* a bar of this many days is full */
#define DAYS_ORDER 21
#define DAYS_LATE 7

const char *
admin_stock_title(
    const struct request *r, const struct admin_page *p, const char *kind)
{
	const char *title = admin_title_of(r, p->answer[STOCK_KINDS], kind);

	return title == NULL ? kind : title;
}

void
admin_stock_place(struct request *r, const char *place)
{
	if (strcmp(place, "store") == 0) {
		admin_html(r, admin_say(r, "Gudang", "Store room"));
	} else if (strncmp(place, "tray:", 5) == 0) {
		admin_html(r, admin_say(r, "Baki ", "Tray of "));
		admin_text(r, place + 5);
	} else if (strncmp(place, "counter:", 8) == 0) {
		if (strncmp(place + 8, "loket", 5) != 0)
			admin_html(r, admin_say(r, "Loket ", "Counter "));
		admin_text(r, place + 8);
	} else {
		admin_text(r, place);
	}
}

/* ---- blanks ---- */

static void
kind_gauge(struct request *r, const struct admin_page *p, const json_t *f)
{
	int64_t days = admin_int(f, "days_left", -1);
	int64_t hand = admin_int(f, "on_hand", 0);
	int64_t lack = admin_int(f, "short", 0);
	enum admin_look look = lack > 0 || (days >= 0 && days <= DAYS_LATE)
	    ? ADMIN_DOWN
	    : days >= 0 && days <= DAYS_ORDER ? ADMIN_WARN
					      : ADMIN_PLAIN;
	struct buf word = { 0 };

	admin_html(r, "<li><span>");
	admin_text(r, admin_stock_title(r, p, admin_str(f, "kind")));
	admin_html(r, " <span class=\"sub\">");
	admin_show_unit(r, hand, admin_say(r, "lembar", "blanks"));
	if (admin_int(f, "waiting", 0) > 0) {
		admin_html(r, " · ");
		admin_show_unit(r, admin_int(f, "waiting", 0),
		    admin_say(r, "ditunggu pekerjaan", "awaited by jobs"));
	}
	if (lack > 0) {
		admin_html(r, " · ");
		admin_show_unit(r, lack, admin_say(r, "kurang", "short"));
	}
	admin_html(r, "</span></span>");
	if (days < 0) {
		buf_puts(&word, admin_say(r, "belum terpakai", "not used yet"));
	} else {
		figure_count(&word, days, r->english);
		buf_puts(&word, admin_say(r, " hari", " days"));
	}
	if (look == ADMIN_PLAIN) {
		admin_html(r, "<b class=\"nw\">");
		admin_text(r, buf_str(&word));
		admin_html(r, "</b>");
	} else {
		admin_state(r, look, buf_str(&word));
	}
	chart_bar(&r->reply.body,
	    &(struct chart_bar){ days < 0 ? (hand > 0 ? 1000 : 0)
					  : chart_place(days, DAYS_FULL, 1000),
		DAYS_ORDER * 1000 / DAYS_FULL, admin_look_class(look), "bar" });
	admin_html(r, "</li>\n");
	buf_release(&word);
}

static void
blanks(struct request *r, const struct admin_page *p, int wide)
{
	const json_t *list = admin_get(p->answer[STOCK_FORECAST], "kinds"), *f;
	size_t i;

	admin_panel(r, "blanks", "",
	    admin_say(r, "Blangko bernomor", "Numbered blanks"),
	    admin_say(r, "sisa hari kerja · garis = waktu pesan",
		"working days left · line = time to order"));
	admin_panel_link(
	    r, "#receive", admin_say(r, "Terima blangko", "Receive blanks"));
	if (json_array_size(list) == 0) {
		admin_html(r, "<div class=\"body\"><p class=\"soft\">");
		admin_html(r,
		    admin_say(r,
			"Belum ada blangko yang diterima. Setiap blangko "
			"bernomor masuk sebagai rentang, misalnya X1204001 "
			"sampai X1204500.",
			"No blanks received yet. Numbered blanks come in as "
			"a range, such as X1204001 to X1204500."));
		admin_html(r, "</p></div>");
	} else {
		admin_html(r,
		    wide ? "<ul class=\"stock two\">" : "<ul class=\"stock\">");
		json_array_foreach (list, i, f)
			kind_gauge(r, p, f);
		admin_html(r, "</ul>");
	}
	admin_panel_end(r);
}

static const char *
state_word(const struct request *r, const char *state)
{
	static const struct {
		const char *name, *word[2];
	} words[] = {
		{ "received", { "diterima", "received" } },
		{ "at-counter", { "siap pakai", "ready for use" } },
		{ "reserved", { "terikat lembar", "bound to a sheet" } },
		{ "released", { "sedang dicetak", "being printed" } },
		{ "used", { "terpakai", "used" } },
		{ "spoiled", { "rusak", "spoiled" } },
		{ "returned", { "kembali", "returned" } },
		{ "destroyed", { "dimusnahkan", "destroyed" } },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(words[i].name, state) == 0)
			return words[i].word[r->english != 0];
	return state;
}

static void
places(struct request *r, const struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[STOCK_NOW]), *s;
	const char *before = "";
	size_t i;

	admin_panel(r, "places", " fill",
	    admin_say(r, "Di mana blangkonya", "Where the blanks are"), NULL);
	admin_panel_link(r, "#move", admin_say(r, "Pindahkan", "Move"));
	if (json_array_size(items) == 0) {
		admin_html(r, "<div class=\"body\"><p class=\"soft\">");
		admin_html(r,
		    admin_say(r, "Gudang, loket dan baki masih kosong.",
			"Store room, counters and trays are empty."));
		admin_html(r, "</p></div>");
		admin_panel_end(r);
		return;
	}
	admin_table(r,
	    admin_say(
		r, "Tabel blangko per tempat", "Table of blanks by place"),
	    admin_say(
		r, "Jenis|Tempat|Keadaan|#Lembar", "Kind|Place|State|#Blanks"));
	json_array_foreach (items, i, s) {
		const char *kind = admin_str(s, "kind");

		admin_html(r, "<tr><td>");
		if (strcmp(kind, before) != 0)
			admin_text(r, admin_stock_title(r, p, kind));
		else
			admin_html(r, "<span class=\"vh\">″</span>");
		before = kind;
		admin_html(r, "</td><td>");
		admin_stock_place(r, admin_str(s, "place"));
		admin_html(r, "</td><td>");
		admin_text(r, state_word(r, admin_str(s, "state")));
		admin_html(r, "</td><td class=\"num\">");
		admin_count(r, s, "blanks");
		admin_html(r, "</td></tr>\n");
	}
	admin_table_end(r);
	admin_panel_end(r);
}

/* ---- supplies ---- */

static void
supply_row(struct request *r, const json_t *s)
{
	enum admin_look look = admin_level(admin_str(s, "state"));
	int64_t days = admin_int(s, "days_left", -1);
	struct buf word = { 0 };

	admin_html(r, "<tr><th scope=\"row\">");
	admin_text(r, admin_str(s, "title"));
	admin_html(r, "</th><td class=\"num\">");
	admin_count(r, s, "stock");
	admin_html(r, "</td><td class=\"num\">");
	admin_count(r, s, "in_use");
	admin_html(r, "</td><td class=\"num\">");
	admin_count(r, s, "minimum");
	admin_html(r, "</td><td class=\"num\">");
	admin_count(
	    r, s, admin_get(s, "measured") == NULL ? "yield" : "measured");
	admin_html(r, "</td><td class=\"num\">");
	admin_count(r, s, "per_day");
	admin_html(r, "</td><td class=\"num\">");
	admin_rupiah(r, s, "price");
	admin_html(r, "</td><td class=\"num\">");
	if (days < 0 && look == ADMIN_DOWN) {
		admin_state(r, look, admin_say(r, "habis", "none left"));
	} else if (days < 0) {
		admin_html(r, FIGURE_NONE);
	} else if (look == ADMIN_WARN || look == ADMIN_DOWN) {
		figure_count(&word, days, r->english);
		buf_puts(&word, admin_say(r, " hari", " days"));
		admin_state(r, look, buf_str(&word));
		buf_release(&word);
	} else {
		admin_days(r, days);
	}
	admin_html(r, "</td></tr>\n");
}

static void
supplies(struct request *r, const struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[STOCK_SUPPLIES]), *s;
	size_t i;

	admin_panel(r, "supplies", "", admin_say(r, "Bahan", "Supplies"),
	    admin_say(r, "hasil = halaman per buah, terukur bila sudah ada",
		"yield = pages of one, measured where known"));
	admin_panel_link(
	    r, "#buy", admin_say(r, "Catat pembelian", "Record a purchase"));
	if (json_array_size(items) == 0) {
		admin_html(r, "<div class=\"body\"><p class=\"soft\">");
		admin_html(r,
		    admin_say(r,
			"Belum ada bahan. Pengelola menamai tiap tinta, toner "
			"dan pita sekali; lalu pembelian dan pemasangannya "
			"dicatat di sini.",
			"No supplies yet. An administrator names each ink, "
			"toner and ribbon once; then purchases and "
			"installations are recorded here."));
		admin_html(r, "</p></div>");
		admin_panel_end(r);
		return;
	}
	admin_table(r, admin_say(r, "Tabel bahan", "Table of supplies"),
	    admin_say(r,
		"Bahan|#Stok|#Terpasang|#Batas|#Hasil|#Halaman sehari|"
		"#Harga terakhir|#Cukup untuk",
		"Supply|#Stock|#Installed|#Minimum|#Yield|#Pages a day|"
		"#Last price|#Lasts"));
	json_array_foreach (items, i, s)
		supply_row(r, s);
	admin_table_end(r);
	admin_panel_end(r);
}

static void
reorder(struct request *r, const struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[STOCK_REORDER]), *s;
	int64_t sum = 0;
	size_t i;

	if (json_array_size(items) == 0)
		return;
	admin_panel(r, "reorder", "", admin_say(r, "Perlu dipesan", "To order"),
	    admin_say(r, "sampai kembali ke target", "back up to the target"));
	admin_panel_head(r);
	admin_table(r, admin_say(r, "Tabel pesanan", "Table of what to order"),
	    admin_say(r, "Bahan|#Stok|#Target|#Pesan|#Cukup untuk|#Perkiraan",
		"Supply|#Stock|#Target|#Order|#Lasts|#Estimate"));
	json_array_foreach (items, i, s) {
		admin_html(r, "<tr><th scope=\"row\">");
		admin_text(r, admin_str(s, "title"));
		admin_html(r, "</th><td class=\"num\">");
		admin_count(r, s, "stock");
		admin_html(r, "</td><td class=\"num\">");
		admin_count(r, s, "target");
		admin_html(r, "</td><td class=\"num\"><b>");
		admin_count(r, s, "order");
		admin_html(r, "</b></td><td class=\"num\">");
		admin_days(r, admin_int(s, "days_left", -1));
		admin_html(r, "</td><td class=\"num\">");
		admin_rupiah(r, s, "cost");
		admin_html(r, "</td></tr>\n");
		sum = chart_sum(sum, admin_int(s, "cost", 0));
	}
	admin_html(r, "</tbody><tfoot><tr><th scope=\"row\">");
	admin_html(r, admin_say(r, "Jumlah", "Total"));
	admin_html(r,
	    "</th><td></td><td></td><td></td><td></td><td "
	    "class=\"num\">");
	figure_rupiah(&r->reply.body, sum, r->english);
	admin_html(r, "</td></tr></tfoot></table></div>\n");
	admin_panel_end(r);
}

/* ---- the ledger ---- */

static const char *
act_word(const struct request *r, const char *act)
{
	static const struct {
		const char *name, *word[2];
	} words[] = {
		{ "receive", { "Diterima", "Received" } },
		{ "store", { "Disimpan", "Stored" } },
		{ "hand-out", { "Diserahkan", "Handed out" } },
		{ "reserve", { "Diikat", "Bound" } },
		{ "free", { "Dilepas", "Freed" } },
		{ "release", { "Dicetak", "Printing" } },
		{ "use", { "Terpakai", "Used" } },
		{ "spoil", { "Rusak", "Spoiled" } },
		{ "return", { "Kembali", "Returned" } },
		{ "correct", { "Dikoreksi", "Corrected" } },
		{ "destroy", { "Dimusnahkan", "Destroyed" } },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(words[i].name, act) == 0)
			return words[i].word[r->english != 0];
	return act;
}

static void
entry(struct request *r, const struct admin_page *p, const json_t *e)
{
	const char *first = admin_str(e, "first"), *last = admin_str(e, "last");

	admin_html(r, "<tr><td class=\"nw\">");
	admin_when(r, admin_str(e, "at"), "");
	admin_html(r, "</td><td>");
	admin_text(r, act_word(r, admin_str(e, "act")));
	admin_html(r, "</td><td>");
	admin_text(r, admin_stock_title(r, p, admin_str(e, "kind")));
	admin_html(r, "</td><td class=\"mono nw\">");
	admin_text(r, first);
	if (strcmp(first, last) != 0) {
		admin_html(r, "–");
		admin_text(r, last);
	}
	admin_html(r, "</td><td class=\"num\">");
	admin_count(r, e, "blanks");
	admin_html(r, "</td><td>");
	admin_stock_place(r, admin_str(e, "to_place"));
	admin_html(r, "</td><td>");
	admin_text(r, admin_actor(r, admin_str(e, "person")));
	admin_html(r, "</td></tr>\n");
}

static void
ledger(struct request *r, const struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[STOCK_ENTRIES]), *e;
	size_t i;

	if (json_array_size(items) == 0)
		return;
	admin_panel(r, "ledger", "",
	    admin_say(r, "Buku blangko", "Ledger of blanks"),
	    admin_say(r, "catatan terbaru di atas; tidak dapat diubah",
		"newest entries on top; none can be changed"));
	admin_panel_head(r);
	admin_table(r,
	    admin_say(r, "Tabel buku blangko", "Table of the ledger"),
	    admin_say(r, "Waktu|Kejadian|Jenis|Nomor|#Lembar|Ke|Oleh",
		"Time|What|Kind|Serials|#Blanks|To|By"));
	json_array_foreach (items, i, e)
		entry(r, p, e);
	admin_table_end(r);
	admin_panel_end(r);
}

void
admin_stock(struct request *r, struct admin_page *p)
{
	size_t order = json_array_size(admin_items(p->answer[STOCK_REORDER]));
	struct buf sub = { 0 };

	if (order > 0)
		buf_printf(&sub,
		    admin_say(
			r, "%d bahan perlu dipesan", "%d supplies to order"),
		    (int)order);
	else
		buf_puts(&sub,
		    admin_say(
			r, "Tidak ada yang perlu dipesan", "Nothing to order"));
	admin_begin(
	    r, admin_say(r, "Blangko dan bahan", "Blanks and supplies"));
	admin_top(r, admin_say(r, "Blangko dan bahan", "Blanks and supplies"));
	admin_top_sub(r, buf_str(&sub));
	admin_top_end(r);
	buf_release(&sub);
	/* two columns when there is enough for both */
	admin_html(r,
	    order == 0 ? "<div class=\"stack\"><div class=\"stack\">"
		       : "<div class=\"stack\"><div class=\"grid g-2\">");
	admin_html(r, "<div class=\"stack top0\">");
	blanks(r, p, order == 0);
	reorder(r, p);
	admin_html(r, "</div>");
	places(r, p);
	admin_html(r, "</div>");
	supplies(r, p);
	admin_stock_forms(r, p);
	ledger(r, p);
	admin_html(r, "</div>");
	admin_end(r);
}
