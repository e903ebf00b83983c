/*
 * /admin/costs: what one document costs, by kind or another way, from the
 * same rows as the ledger; the head of the page names the months it is of.
 */

#include <string.h>

#include "admin_costs.h"
#include "chart.h"
#include "civil.h"
#include "text.h"

#define MONTHS_OFFERED 24
#define CARDS 3

static const struct {
	const char *name, *word[2], *head[2];
} groups[] = {
	{ "kind", { "Menurut jenis", "By kind" }, { "Jenis", "Kind" } },
	{ "counter", { "Menurut loket", "By counter" },
	    { "Loket", "Counter" } },
	{ "printer", { "Menurut printer", "By printer" },
	    { "Printer", "Printer" } },
	{ "scheme", { "Menurut skema", "By scheme" }, { "Skema", "Scheme" } },
	{ "region", { "Menurut daerah asal", "By region of origin" },
	    { "Daerah", "Region" } },
	{ "month", { "Menurut bulan", "By month" }, { "Bulan", "Month" } },
};
#define GROUPS (sizeof(groups) / sizeof(*groups))

static int
month_ok(const char *s)
{
	struct civil c;
	char day[11] = "YYYY-MM-01";

	if (strlen(s) != 7)
		return 0;
	memcpy(day, s, 7);
	return civil_parse_date(day, &c) == 0;
}

void
admin_costs_range(const struct request *r, char ret_from[8], char ret_to[8])
{
	const char *from = admin_query(r, "from"), *to = admin_query(r, "to");
	char last[8];

	admin_show_month(r->admin, 1, last);
	memcpy(ret_to, month_ok(to) ? to : last, 8);
	memcpy(ret_from, month_ok(from) ? from : ret_to, 8);
	if (strcmp(ret_from, ret_to) > 0)
		memcpy(ret_from, ret_to, 8);
}

static size_t
group(const struct request *r)
{
	for (size_t i = 0; i < GROUPS; i++)
		if (strcmp(groups[i].name, admin_query(r, "by")) == 0)
			return i;
	return 0;
}

/* ---- the head ---- */

static void
range_word(struct buf *b, const struct request *r)
{
	char from[8], to[8];

	admin_costs_range(r, from, to);
	figure_month(b, from, FIGURE_LONG, r->english);
	if (strcmp(from, to) == 0)
		return;
	buf_puts(b, admin_say(r, " sampai ", " to "));
	figure_month(b, to, FIGURE_LONG, r->english);
}

static void
month_choice(
    struct request *r, const char *name, const char *label, const char *chosen)
{
	struct buf word = { 0 };
	char month[8];

	buf_printf(&r->reply.body,
	    "<label class=\"vh\" for=\"c-%s\">%s</label><select id=\"c-%s\" "
	    "name=\"%s\">",
	    name, label, name, name);
	for (int i = 0; i < MONTHS_OFFERED; i++) {
		admin_show_month(r->admin, i, month);
		buf_clear(&word);
		figure_month(&word, month, FIGURE_LONG, r->english);
		admin_option(
		    r, month, buf_str(&word), strcmp(month, chosen) == 0);
	}
	admin_html(r, "</select>");
	buf_release(&word);
}

static void
download(struct request *r, const char *format, const char *word)
{
	char from[8], to[8];

	admin_costs_range(r, from, to);
	buf_printf(&r->reply.body,
	    "<a class=\"btn\" href=\"/v1/costs?from=%s&amp;to=%s&amp;by=%s"
	    "&amp;format=%s\">%s</a>",
	    from, to, groups[group(r)].name, format, word);
}

static void
choice(struct request *r)
{
	char from[8], to[8];
	size_t chosen = group(r);

	admin_costs_range(r, from, to);
	admin_html(r, "<form class=\"right\" action=\"/admin/costs\">");
	month_choice(r, "from", admin_say(r, "Dari bulan", "From month"), from);
	admin_html(r, "<span aria-hidden=\"true\">–</span>");
	month_choice(r, "to", admin_say(r, "Sampai bulan", "To month"), to);
	buf_printf(&r->reply.body,
	    "<label class=\"vh\" for=\"c-by\">%s</label><select id=\"c-by\" "
	    "name=\"by\">",
	    admin_say(r, "Iris menurut", "Cut by"));
	for (size_t i = 0; i < GROUPS; i++)
		admin_option(r, groups[i].name, groups[i].word[r->english != 0],
		    i == chosen);
	buf_printf(&r->reply.body, "</select><button class=\"btn\">%s</button>",
	    admin_say(r, "Terapkan", "Apply"));
	download(r, "csv", "CSV");
	download(r, "xlsx", "XLSX");
	admin_html(r, "</form>");
}

/* ---- figures ---- */

/* The dearest kinds of document, at most CARDS. */
static size_t
dearest(const json_t *rows, const json_t *ret_rows[CARDS])
{
	const json_t *row;
	size_t i, k, n = 0;

	json_array_foreach (rows, i, row) {
		int64_t v = admin_int(row, "per_document", -1);

		if (v < 0)
			continue;
		for (k = n; k > 0 &&
		     admin_int(ret_rows[k - 1], "per_document", -1) < v;
		     k--)
			if (k < CARDS)
				ret_rows[k] = ret_rows[k - 1];
		if (k < CARDS) {
			ret_rows[k] = row;
			if (n < CARDS)
				n++;
		}
	}
	return n;
}

/* Core's title is in Indonesian; of a kind the template knows both. */
static const char *
row_title(const struct request *r, const struct admin_page *p,
    const json_t *row, const char *by)
{
	const char *key = admin_str(row, "key"), *title = NULL;

	if (strcmp(by, "kind") == 0)
		title = admin_title_of(r, p->answer[COSTS_TEMPLATES], key);
	if (title == NULL && key[0] == '\0')
		title = admin_say(r, "Tanpa keterangan", "Not stated");
	if (title == NULL)
		title = admin_str(row, "title");
	return title[0] == '\0' ? key : title;
}

static void
figures(struct request *r, const struct admin_page *p)
{
	const json_t *rows = admin_get(p->answer[COSTS_KINDS], "rows"), *row;
	const json_t *total = admin_get(p->answer[COSTS_TABLE], "total");
	const json_t *best[CARDS];
	struct buf term = { 0 };
	int64_t spoiled = 0;
	size_t n = dearest(rows, best), i;

	json_array_foreach (rows, i, row)
		spoiled += admin_int(row, "spoiled", 0);
	admin_kpis(r);
	buf_puts(&term, admin_say(r, "Jumlah ", "Total "));
	range_word(&term, r);
	admin_kpi(r, ADMIN_PLAIN, buf_str(&term));
	admin_rupiah(r, total, "total");
	admin_kpi_end(r);
	for (i = 0; i < n; i++) {
		buf_clear(&term);
		buf_printf(&term, admin_say(r, "Per %s", "Per %s"),
		    row_title(r, p, best[i], "kind"));
		admin_kpi(r, ADMIN_PLAIN, buf_str(&term));
		admin_rupiah(r, best[i], "per_document");
		admin_kpi_end(r);
	}
	admin_kpi(
	    r, ADMIN_BAD, admin_say(r, "Biaya rusak", "Cost of spoilage"));
	admin_rupiah(r, total, "spoilage");
	if (spoiled > 0) {
		admin_html(r, " <small>");
		admin_show_unit(r, spoiled, admin_say(r, "lembar", "sheets"));
		admin_html(r, "</small>");
	}
	admin_kpi_end(r);
	admin_kpis_end(r);
	buf_release(&term);
}

/* ---- the table ---- */

static const char *const parts[] = { ADMIN_SHOW_BLOCKS };

static void
amounts(struct request *r, const json_t *row)
{
	for (size_t i = 0; i < CHART_PARTS; i++) {
		admin_html(r, "<td class=\"num\">");
		admin_count(r, row, parts[i]);
		admin_html(r, "</td>");
	}
	admin_html(r, "<td class=\"num\">");
	admin_count(r, row, "total");
	admin_html(r, "</td>");
}

/* The bar's length is the cost of one document; its parts are its own. */
static void
stacked(struct request *r, const json_t *row, int64_t longest)
{
	int64_t v[CHART_PARTS], all = admin_int(row, "total", 0);
	int64_t one = admin_int(row, "per_document", 0);

	admin_show_parts(row, v);
	for (size_t i = 0; i < CHART_PARTS; i++)
		v[i] = chart_place(v[i], all, one);
	admin_html(r, "<td class=\"wbar\">");
	chart_parts(&r->reply.body, v, CHART_PARTS, longest);
	admin_html(r, "</td>");
}

static void
row_of(struct request *r, const struct admin_page *p, const json_t *row,
    int64_t longest)
{
	const char *by = groups[group(r)].name;

	admin_html(r, "<tr><th scope=\"row\">");
	if (strcmp(by, "month") == 0)
		figure_month(&r->reply.body, admin_str(row, "key"), FIGURE_LONG,
		    r->english);
	else
		admin_text(r, row_title(r, p, row, by));
	admin_html(r, "</th><td class=\"num\">");
	admin_count(r, row, "sheets");
	admin_html(r, "</td>");
	amounts(r, row);
	admin_html(r, "<td class=\"num\"><b>");
	admin_rupiah(r, row, "per_document");
	admin_html(r, "</b></td>");
	stacked(r, row, longest);
	admin_html(r, "</tr>\n");
}

static void
sums(struct request *r, const json_t *json, int64_t sheets)
{
	const json_t *other = admin_get(json, "unallocated");

	if (admin_int(other, "total", 0) != 0) {
		admin_html(r, "<tr><th scope=\"row\">");
		admin_html(r, admin_say(r, "Tidak terbagi", "Not allocated"));
		admin_html(r, "</th><td></td>");
		amounts(r, other);
		admin_html(r, "<td></td><td></td></tr>\n");
	}
	admin_html(r, "</tbody><tfoot><tr><th scope=\"row\">");
	admin_html(r, admin_say(r, "Jumlah", "Total"));
	admin_html(r, "</th><td class=\"num\">");
	figure_count(&r->reply.body, sheets, r->english);
	admin_html(r, "</td>");
	amounts(r, admin_get(json, "ledger"));
	admin_html(r, "<td></td><td></td></tr></tfoot></table></div>\n");
}

static void
table(struct request *r, const struct admin_page *p)
{
	const json_t *json = p->answer[COSTS_TABLE], *row;
	const json_t *rows = admin_get(json, "rows");
	size_t by = group(r), i;
	struct buf title = { 0 }, heads = { 0 };
	int64_t longest = 0, sheets = 0;

	buf_printf(&title, "%s%s",
	    admin_say(r, "Per dokumen, ", "Per document, "),
	    groups[by].word[r->english != 0]);
	title.p[title.n - strlen(groups[by].word[r->english != 0])] |= 0x20;
	admin_panel(r, "table", "", buf_str(&title), "rupiah");
	if (json_array_size(rows) > 0) {
		admin_html(r, "<span class=\"right\">");
		chart_legend(
		    &r->reply.body, (1U << CHART_PARTS) - 1, r->english);
		admin_html(r, "</span>");
	}
	admin_panel_head(r);
	if (json_array_size(rows) == 0) {
		admin_blank(r,
		    admin_say(r, "Belum ada biaya pada bulan ini",
			"No cost in these months yet"),
		    admin_say(r,
			"Biaya lahir dari harga blangko yang diterima, bahan "
			"yang dipasang, servis, kontrak dan harga mesin. "
			"Mulailah dengan mencatat mesin sebagai aset.",
			"Costs come from the price of blanks received, "
			"supplies installed, services, contracts and "
			"machines. Begin by recording a machine as an "
			"asset."));
		admin_panel_end(r);
		buf_release(&title);
		return;
	}
	json_array_foreach (rows, i, row) {
		int64_t v = admin_int(row, "per_document", 0);

		longest = v > longest ? v : longest;
		sheets = chart_sum(sheets, admin_int(row, "sheets", 0));
	}
	buf_printf(&heads, "%s|#%s", groups[by].head[r->english != 0],
	    admin_say(r, "Lembar", "Sheets"));
	for (i = 0; i < CHART_PARTS; i++)
		buf_printf(&heads, "|#%s", chart_part_name(i, r->english));
	buf_puts(&heads,
	    admin_say(r, "|#Jumlah|#Per dokumen|Susunan",
		"|#Total|#Per document|Its parts"));
	admin_table(r,
	    admin_say(
		r, "Tabel biaya per dokumen", "Table of cost per document"),
	    buf_str(&heads));
	json_array_foreach (rows, i, row)
		row_of(r, p, row, longest);
	sums(r, json, sheets);
	admin_panel_end(r);
	buf_release(&title);
	buf_release(&heads);
}

void
admin_costs(struct request *r, struct admin_page *p)
{
	struct buf sub = { 0 };

	range_word(&sub, r);
	buf_puts(&sub,
	    admin_say(r, " · jumlah per dokumen sama dengan buku besar",
		" · sums per document equal the ledger"));
	admin_begin(r, admin_say(r, "Biaya", "Costs"));
	admin_top(r, admin_say(r, "Biaya", "Costs"));
	admin_top_sub(r, buf_str(&sub));
	admin_html(r, "</p></div>");
	choice(r);
	admin_html(r, "</div>\n");
	buf_release(&sub);
	figures(r, p);
	admin_html(r, "<div class=\"stack\">");
	table(r, p);
	admin_costs_panels(r, p);
	admin_html(r, "</div>");
	admin_end(r);
}
