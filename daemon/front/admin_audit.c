/*
 * /admin/audit: every step of every job, in the order in which it was
 * written, the newest on top.  Only numbers of jobs and accounts stand here,
 * never a holder's name.
 */

#include <string.h>

#include "admin_int.h"
#include "admin_show.h"
#include "mem.h"
#include "text.h"

#define ROWS 50

enum { AUDIT_LAST, AUDIT_EVENTS };

/* The newest event to show: as asked, else the last there is; 0: none. */
static int64_t
newest(const struct request *r)
{
	int64_t last = admin_int(r->admin->answer[AUDIT_LAST], "last", 0);
	long long to;

	if (mem_number(admin_query(r, "to"), 1, last, &to) < 0)
		return last;
	return to;
}

int
admin_audit_ask(const struct request *r, struct buf *b)
{
	int64_t to = newest(r);

	if (to <= 0)
		return -1;
	buf_printf(b, "\"after\":\"%lld\",\"limit\":\"%d\"",
	    (long long)(to > ROWS ? to - ROWS : 0), ROWS);
	return 0;
}

static void
row(struct request *r, const json_t *e)
{
	struct buf *b = &r->reply.body;
	long long job = (long long)admin_int(e, "job", 0);

	admin_html(r, "<tr><td class=\"nw\">");
	admin_count(r, e, "seq");
	admin_html(r, "</td><td class=\"nw\">");
	admin_when(r, admin_str(e, "at"), "s");
	buf_printf(b,
	    "</td><td><a class=\"row\" href=\"/admin/jobs/%lld\">%lld</a>"
	    "</td><td><span class=\"nw\">",
	    job, job);
	admin_glyph(r, admin_event_look(e));
	admin_html(r, " ");
	admin_text(r, admin_event_word(r, e));
	admin_html(r, "</span></td><td>");
	if (strcmp(admin_str(e, "from"), admin_str(e, "to")) != 0 &&
	    admin_str(e, "from")[0] != '\0') {
		admin_text(r, admin_job_word(r, admin_str(e, "from")));
		admin_html(r, " → ");
	}
	admin_text(r, admin_job_word(r, admin_str(e, "to")));
	admin_html(r, "</td><td>");
	admin_text(r, admin_actor(r, admin_str(e, "actor")));
	admin_html(r, "</td></tr>\n");
}

static void
step(struct request *r, int64_t to, const char *word)
{
	struct buf value = { 0 };

	buf_printf(&value, "%lld", (long long)to);
	admin_link(r, "/admin/audit", "to", buf_str(&value));
	admin_html(r, " class=\"btn\">");
	admin_html(r, word);
	admin_html(r, "</a>");
	buf_release(&value);
}

static void
pager(struct request *r, int64_t to)
{
	int64_t last = admin_int(r->admin->answer[AUDIT_LAST], "last", 0);
	struct buf *b = &r->reply.body;

	admin_html(r, "<p class=\"pager\"><span class=\"sub\">");
	figure_count(b, to > ROWS ? to - ROWS + 1 : 1, r->english);
	admin_html(r, "–");
	figure_count(b, to, r->english);
	admin_html(r, admin_say(r, " dari ", " of "));
	figure_count(b, last, r->english);
	admin_html(r, "</span><span class=\"right\">");
	if (to < last)
		step(r, to + ROWS < last ? to + ROWS : last,
		    admin_say(r, "Lebih baru", "Newer"));
	if (to > ROWS)
		step(r, to - ROWS, admin_say(r, "Lebih lama", "Older"));
	admin_html(r, "</span></p>\n");
}

void
admin_audit(struct request *r, struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[AUDIT_EVENTS]);
	int64_t to = newest(r);
	size_t n = json_array_size(items);

	admin_begin(r, admin_say(r, "Jejak audit", "Audit trail"));
	admin_top(r, admin_say(r, "Jejak audit", "Audit trail"));
	admin_top_sub(r,
	    admin_say(r, "Tiap langkah tiap pekerjaan; tidak dapat diubah",
		"Each step of each job; none can be changed"));
	admin_top_end(r);
	admin_panel(r, "trail", "", admin_say(r, "Kejadian", "Events"),
	    admin_say(r, "terbaru di atas", "newest on top"));
	admin_panel_head(r);
	if (to == 0) {
		admin_blank(r,
		    admin_say(r, "Belum ada kejadian", "No event yet"),
		    admin_say(r,
			"Kejadian pertama tercatat ketika pekerjaan pertama "
			"diterima.",
			"The first event is written when the first job is "
			"received."));
		admin_panel_end(r);
		admin_end(r);
		return;
	}
	if (n == 0)
		admin_htmlf(r, "<p class=\"none\">%s</p>",
		    admin_say(r, "Tidak ada kejadian Anda pada bagian ini.",
			"No event of yours in this part."));
	admin_table(r, admin_say(r, "Tabel kejadian", "Table of events"),
	    admin_say(r, "Nomor|Waktu|Pekerjaan|Kejadian|Keadaan|Oleh",
		"Number|Time|Job|Event|State|By"));
	while (n-- > 0) {
		const json_t *e = json_array_get(items, n);

		if (admin_int(e, "seq", 0) <= to)
			row(r, e);
	}
	admin_table_end(r);
	pager(r, to);
	admin_panel_end(r);
	admin_end(r);
}
