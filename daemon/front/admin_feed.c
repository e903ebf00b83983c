/*
 * The feed of happenings on the first screen: the newest events of jobs and
 * notices of printers and stock, one list by time.  The script puts what
 * comes later on top.  No name of a holder stands in either.
 */

#include <stdlib.h>
#include <string.h>

#include "admin_int.h"
#include "text.h"

#define ROWS 14
#define LOOK_BACK 30 /* events read to find them */

/* Answers of the first screen, see admin_view.c. */
#define ANSWER_LAST 5
#define ANSWER_EVENTS 6
#define ANSWER_TOLD 7
#define ANSWER_NOTICES 8
#define ANSWER_KINDS 10

/* The newest LOOK_BACK, when the answer `at` told where the end is. */
static int
newest(const struct request *r, size_t at, struct buf *b)
{
	int64_t last = admin_int(r->admin->answer[at], "last", -1);

	if (last < 0)
		return -1;
	buf_printf(b, "\"after\":\"%lld\",\"limit\":\"%d\"",
	    (long long)(last > LOOK_BACK ? last - LOOK_BACK : 0), LOOK_BACK);
	return 0;
}

int
admin_feed_events(const struct request *r, struct buf *b)
{
	return newest(r, ANSWER_LAST, b);
}

int
admin_feed_notices(const struct request *r, struct buf *b)
{
	return newest(r, ANSWER_TOLD, b);
}

struct row {
	const json_t *item;
	const char *at;
	int notice;
	int64_t seq;
};

static int
newer(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int by = strcmp(y->at, x->at);

	return by != 0 ? by : (y->seq > x->seq) - (y->seq < x->seq);
}

/* Steps between two that a person cares about. */
static int
small(const json_t *e)
{
	static const char *const skip[] = { "seal", "render", "submit",
		"return", "supersede" };

	for (size_t i = 0; i < sizeof(skip) / sizeof(*skip); i++)
		if (strcmp(admin_str(e, "event"), skip[i]) == 0)
			return 1;
	return strcmp(admin_str(e, "event"), "note") == 0 &&
	    !admin_true(e, "evidence.seen");
}

static size_t
gather(const json_t *list, int notice, struct row *rows, size_t n)
{
	const json_t *e;
	size_t i;

	json_array_foreach (admin_items(list), i, e) {
		if (n == 2 * LOOK_BACK || (!notice && small(e)))
			continue;
		rows[n++] = (struct row){ e, admin_str(e, "at"), notice,
			admin_int(e, "seq", 0) };
	}
	return n;
}

static void
event(struct request *r, const json_t *e)
{
	struct buf *b = &r->reply.body;
	long long job = (long long)admin_int(e, "job", 0);

	admin_glyph(r, admin_event_look(e));
	buf_printf(b,
	    "<span><a class=\"row\" href=\"/admin/jobs/%lld\">%lld"
	    "</a> ",
	    job, job);
	text_html(b, admin_event_word(r, e));
	if (admin_str(e, "actor")[0] != '\0' &&
	    admin_person(admin_str(e, "actor"))) {
		buf_puts(b, " <span class=\"sub\">");
		text_html(b, admin_str(e, "actor"));
		buf_puts(b, "</span>");
	}
	buf_puts(b, "</span>");
}

static void
notice(struct request *r, const json_t *e)
{
	const char *level = admin_str(e, "level");
	/* of blanks the subject is a kind's name */
	const char *kind = admin_title_of(
	    r, r->admin->answer[ANSWER_KINDS], admin_str(e, "subject"));

	admin_glyph(r,
	    strcmp(level, "down") == 0		  ? ADMIN_DOWN
		: strcmp(level, "attention") == 0 ? ADMIN_WARN
						  : ADMIN_DONE);
	admin_html(r, "<span>");
	if (kind != NULL && strstr(admin_both(r, e, "text"), kind) == NULL) {
		admin_html(r, "<b>");
		admin_text(r, kind);
		admin_html(r, "</b> ");
	}
	text_html(&r->reply.body, admin_both(r, e, "text"));
	admin_html(r, "</span>");
}

void
admin_feed(struct request *r, struct admin_page *p)
{
	struct row rows[2 * LOOK_BACK];
	size_t n = gather(p->answer[ANSWER_EVENTS], 0, rows, 0);

	n = gather(p->answer[ANSWER_NOTICES], 1, rows, n);
	qsort(rows, n, sizeof(*rows), newer);
	admin_panel(r, "feed", "", admin_say(r, "Kejadian", "Happenings"),
	    admin_say(r, "terbaru di atas", "newest on top"));
	admin_panel_link(r, "/admin/jobs", admin_say(r, "Semua", "All"));
	admin_htmlf(r,
	    "<div role=\"log\" aria-live=\"off\" aria-label=\"%s\"><ol "
	    "class=\"feed\" id=\"feed-list\">",
	    admin_say(r, "Kejadian terbaru", "Newest happenings"));
	for (size_t i = 0; i < n && i < ROWS; i++) {
		admin_html(r, "<li>");
		admin_when(r, rows[i].at, "");
		if (rows[i].notice)
			notice(r, rows[i].item);
		else
			event(r, rows[i].item);
		admin_html(r, "</li>\n");
	}
	admin_html(r, "</ol></div>");
	if (n == 0)
		admin_htmlf(r, "<p class=\"none\" id=\"feed-none\">%s</p>",
		    admin_say(
			r, "Belum ada kejadian.", "Nothing has happened yet."));
	admin_panel_end(r);
}
