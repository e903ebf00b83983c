/*
 * The list of jobs: found by number, serial or id, narrowed by state, printer
 * and period.  Nothing personal stands in it: no name and no NIK.
 */

#include <stdio.h>
#include <string.h>

#include "civil.h"

#include "admin.h"
#include "text.h"

/* Answers in the order of admin_view.c. */
enum { JOBS, PRINTERS, TEMPLATES };

static const struct {
	const char *state;
	const char *word[2];
	const char *count; /* of the overview; NULL: none */
} tabs[] = {
	{ "", { "Semua", "All" }, NULL },
	{ "doubt", { "Perlu diperiksa", "Needs checking" }, "doubt" },
	{ "held", { "Ditahan", "Held" }, "held" },
	{ "queued", { "Antre", "Queued" }, "queued" },
	{ "printing", { "Mencetak", "Printing" }, NULL },
	{ "printed", { "Tercetak", "Printed" }, NULL },
	{ "ready", { "Siap diambil", "To collect" }, NULL },
	{ "issued", { "Diserahkan", "Handed over" }, NULL },
	{ "spoiled", { "Rusak", "Spoiled" }, NULL },
	{ "cancelled", { "Dibatalkan", "Cancelled" }, NULL },
};

static void
tab(struct request *r, struct admin_page *p, size_t i)
{
	struct buf *b = &r->reply.body;
	const char *now = admin_query(r, "state");
	int64_t n = tabs[i].count == NULL
	    ? -1
	    : admin_int(p->overview, tabs[i].count, -1);

	admin_link(r, "/admin/jobs", "state", tabs[i].state);
	buf_puts(b,
	    strcmp(now, tabs[i].state) == 0 ? " aria-current=\"page\">" : ">");
	if (tabs[i].state[0] != '\0')
		admin_glyph(r, admin_job_look(tabs[i].state));
	text_html(b, tabs[i].word[r->english]);
	if (n >= 0) {
		buf_puts(b, " <b>");
		figure_count(b, n, r->english);
		buf_puts(b, "</b>");
	}
	buf_puts(b, "</a>");
}

static void
choices(struct request *r, const char *name, const char *label, const char *all,
    const json_t *items)
{
	const char *now = admin_query(r, name), *s, *title;
	const json_t *j;
	size_t i;

	admin_html(r, "<div>");
	admin_select(r, name, label);
	admin_option(r, "", all, now[0] == '\0');
	json_array_foreach (items, i, j) {
		s = admin_str(j, "name");
		title = admin_title_of(r, items, s);
		admin_option(
		    r, s, title == NULL ? s : title, strcmp(s, now) == 0);
	}
	admin_select_end(r);
	admin_html(r, "</div>");
}

static void
filters(struct request *r, struct admin_page *p)
{
	const char *state = admin_query(r, "state");

	admin_html(r,
	    "<form class=\"filters\" action=\"/admin/jobs\" role=\"search\">"
	    "<div class=\"wide\">");
	admin_field(r, "q",
	    admin_say(r, "Cari nomor, blangko, atau ID lembar",
		"Find a number, a blank or a sheet's ID"),
	    "search", admin_query(r, "q"),
	    admin_say(r, "placeholder=\"mis. X1204417\" autocomplete=\"off\"",
		"placeholder=\"e.g. X1204417\" autocomplete=\"off\""));
	admin_html(r, "</div>");
	choices(r, "template", admin_say(r, "Dokumen", "Document"),
	    admin_say(r, "Semua jenis", "All kinds"),
	    admin_items(p->answer[TEMPLATES]));
	choices(r, "printer", "Printer",
	    admin_say(r, "Semua printer", "All printers"),
	    admin_items(p->answer[PRINTERS]));
	admin_html(r, "<div>");
	admin_field(r, "from", admin_say(r, "Dari", "From"), "date",
	    admin_query(r, "from"), "");
	admin_html(r, "</div><div>");
	admin_field(r, "to", admin_say(r, "Sampai", "To"), "date",
	    admin_query(r, "to"), "");
	admin_html(r, "</div>");
	if (state[0] != '\0')
		admin_hidden(r, "state", state);
	admin_htmlf(r, "<button class=\"btn\">%s</button></form>\n",
	    admin_say(r, "Terapkan", "Apply"));
}

static void
row(struct request *r, struct admin_page *p, const json_t *j)
{
	struct buf *b = &r->reply.body;
	long long id = (long long)admin_int(j, "id", 0);
	int64_t copy = admin_int(j, "copy", 1);

	buf_printf(b,
	    "<tr><td class=\"nw\"><a class=\"row\" href=\"/admin/jobs/%lld\">"
	    "%lld</a></td><td class=\"nw\">",
	    id, id);
	admin_when(r, admin_str(j, "created"), "");
	buf_puts(b, "</td><td class=\"name\">");
	admin_title(r, p->answer[TEMPLATES], admin_str(j, "template.name"));
	if (copy > 1)
		buf_printf(b, " · %s %lld", admin_say(r, "salinan", "copy"),
		    (long long)copy);
	buf_puts(b, "</td><td class=\"nw\">");
	admin_text(r, admin_str(j, "number"));
	buf_puts(b, "</td><td class=\"mono\">");
	admin_text(r, admin_str(j, "serial"));
	buf_puts(b, "</td><td class=\"nw\">");
	admin_text(r, admin_str(j, "printer"));
	buf_puts(b, "</td><td>");
	admin_job_state(r, j);
	buf_puts(b, "</td><td class=\"num\">");
	admin_span(r, p->now - admin_seconds(admin_str(j, "changed")));
	buf_puts(b, "</td></tr>\n");
}

static int
narrowed(const struct request *r)
{
	static const char *const names[] = { "q", "state", "template",
		"printer", "counter", "from", "to", "cursor" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (admin_query(r, names[i])[0] != '\0')
			return 1;
	return 0;
}

static void
empty(struct request *r)
{
	if (!narrowed(r)) {
		admin_blank(r,
		    admin_say(r, "Belum ada pekerjaan", "No jobs yet"),
		    admin_say(r,
			"Pekerjaan datang dari aplikasi loket lewat API. Yang "
			"pertama akan muncul di sini sendiri.",
			"Jobs come from the counters' application through the "
			"API. The first will appear here by itself."));
		return;
	}
	admin_blank(r, admin_say(r, "Tidak ada yang cocok", "Nothing matches"),
	    admin_say(r, "Periksa nomornya, atau buang sebagian saringan.",
		"Check the number, or take some of the filters away."));
	admin_htmlf(r,
	    "<p class=\"clear\"><a class=\"btn\" href=\"/admin/jobs\">%s</a>"
	    "</p>",
	    admin_say(r, "Tampilkan semua", "Show all"));
}

static void
pager(struct request *r, struct admin_page *p, size_t n)
{
	const char *next = admin_str(p->answer[JOBS], "next");
	struct buf *b = &r->reply.body;

	buf_printf(b, "<div class=\"pager\"><span>%zu %s</span>", n,
	    admin_say(r, "pekerjaan di halaman ini", "jobs on this page"));
	buf_puts(b, "<span class=\"right\">");
	if (admin_query(r, "cursor")[0] != '\0') {
		admin_link(r, "/admin/jobs", "cursor", "");
		buf_printf(b, " class=\"btn\">%s</a>",
		    admin_say(r, "Terbaru", "Newest"));
	}
	if (next[0] != '\0') {
		admin_link(r, "/admin/jobs", "cursor", next);
		buf_printf(b, " class=\"btn\" rel=\"next\">%s</a>",
		    admin_say(r, "Lebih lama", "Older"));
	}
	buf_puts(b, "</span></div>");
}

/* The chosen period in the reader's words: a date field speaks the browser's
 * language. */
static void
period(struct request *r)
{
	struct buf *b = &r->reply.body;
	const char *from = admin_query(r, "from"), *to = admin_query(r, "to");

	if (from[0] == '\0' && to[0] == '\0') {
		buf_puts(b, admin_say(r, "semua hari", "all days"));
		return;
	}
	if (from[0] != '\0')
		figure_day(b, from, FIGURE_LONG, r->english);
	buf_puts(b, admin_say(r, " sampai ", " to "));
	if (to[0] != '\0')
		figure_day(b, to, FIGURE_LONG, r->english);
	else
		buf_puts(b, admin_say(r, "sekarang", "now"));
}

void
admin_jobs(struct request *r, struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[JOBS]), *j;
	size_t i, n = json_array_size(items);

	admin_begin(r, admin_say(r, "Pekerjaan", "Jobs"));
	admin_top(r, admin_say(r, "Pekerjaan", "Jobs"));
	admin_top_sub(r, "");
	period(r);
	admin_html(r,
	    admin_say(r,
		" · tanpa nama; nama penuh hanya di tiket, dan setiap "
		"pembukaan dicatat",
		" · no names; the full name only on the ticket, and each "
		"opening is recorded"));
	admin_top_end(r);
	admin_htmlf(r,
	    "<section class=\"panel\" aria-label=\"%s\"><nav class=\"tabs\" "
	    "aria-label=\"%s\">",
	    admin_say(r, "Daftar pekerjaan", "List of jobs"),
	    admin_say(r, "Saring menurut keadaan", "Filter by state"));
	for (i = 0; i < sizeof(tabs) / sizeof(*tabs); i++)
		tab(r, p, i);
	admin_html(r, "</nav>\n");
	filters(r, p);
	if (n == 0)
		empty(r);
	else {
		admin_table(r, admin_say(r, "Tabel pekerjaan", "Table of jobs"),
		    admin_say(r,
			"Nomor|Masuk|Dokumen|Nomor dokumen|Blangko|Printer|"
			"Keadaan|#Sejak",
			"Job|Came in|Document|Document number|Blank|Printer|"
			"State|#For"));
		json_array_foreach (items, i, j)
			row(r, p, j);
		admin_table_end(r);
		pager(r, p, n);
	}
	admin_html(r, "</section>\n");
	admin_end(r);
}
