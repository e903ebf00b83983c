/*
 * One ticket: what it is, what is to be decided, its way until now.  The
 * holder's data is shown only after "open", which core has recorded before
 * this is written.
 */

#include <ctype.h>
#include <string.h>

#include "reason.h"

#include "admin_ticket.h"
#include "route.h"
#include "text.h"

/* Answers in the order of admin_view.c. */
enum { JOB, EVENTS, TEMPLATES = 3, COST };

static int
opened(const struct admin_page *p)
{
	return strcmp(p->view->name, "admin.job.open") == 0;
}

static void
top(struct request *r, const struct admin_page *p, const json_t *j)
{
	struct buf *b = &r->reply.body;
	const char *state = admin_str(j, "state"),
		   *id = admin_str(j, "document");
	int64_t copy = admin_int(j, "copy", 1);

	admin_htmlf(r,
	    "<p class=\"crumb\"><a href=\"/admin/jobs\">%s</a> ›</p>",
	    admin_say(r, "Pekerjaan", "Jobs"));
	admin_top(r, "");
	buf_printf(b, "%lld · ", (long long)admin_int(j, "id", 0));
	admin_title(r, p->answer[TEMPLATES], admin_str(j, "template.name"));
	buf_putc(b, ' ');
	admin_tag(r, admin_job_look(state), admin_job_word(r, state));
	admin_top_sub(r, "");
	admin_when(r, admin_str(j, "created"), "d");
	buf_printf(b, " %s · %s %lld%s", admin_zone_word(r),
	    admin_say(r, "lembar", "sheet"), (long long)copy,
	    copy == 1 ? admin_say(r, " (asli)", " (original)") : "");
	if (admin_str(j, "serial")[0] != '\0') {
		buf_printf(b, " · %s <span class=\"mono\">",
		    admin_say(r, "blangko", "blank"));
		text_html(b, admin_str(j, "serial"));
		buf_puts(b, "</span>");
	}
	buf_puts(b, " · id <span class=\"mono nw\">");
	for (size_t i = 0; i < strlen(id) && i < 16; i++) {
		if (i > 0 && i % 4 == 0)
			buf_putc(b, ' ');
		buf_putc(b, isalnum((unsigned char)id[i]) ? id[i] : '-');
	}
	buf_puts(b, "</span>");
	admin_top_right(r);
	buf_puts(b, "<a class=\"btn\" href=\"/");
	text_html(b, id);
	buf_printf(b, "\">%s</a>",
	    admin_say(r, "Halaman pemeriksaan", "Public check"));
	admin_top_end(r);
}

/* ---- the way until now ---- */

static void
said(struct request *r, const char *sep, const char *s, const char *before,
    const char *after)
{
	if (s[0] == '\0')
		return;
	admin_html(r, sep);
	admin_html(r, before);
	text_html(&r->reply.body, s);
	admin_html(r, after);
}

static const char *
why(const struct request *r, const json_t *e)
{
	const struct reason *code =
	    reason_find(admin_str(e, "evidence.reason"));
	const char *s = admin_both(r, e, "evidence.reason");

	if (s[0] == '\0')
		s = admin_both(r, e, "evidence");
	if (code != NULL)
		return r->english ? code->en : code->id;
	return s;
}

static void
evidence(struct request *r, const json_t *e)
{
	const char *actor = admin_actor(r, admin_str(e, "actor"));

	admin_html(r, "<p>");
	text_html(&r->reply.body, actor);
	if (strcmp(actor, admin_str(e, "evidence.counter")) != 0)
		said(r, " · ", admin_str(e, "evidence.counter"), "", "");
	said(r, admin_say(r, " · ke ", " · to "),
	    admin_str(e, "evidence.printer"), "", "");
	said(r, admin_say(r, " · blangko ", " · blank "),
	    admin_str(e, "evidence.serial"), "<span class=\"mono\">",
	    "</span>");
	said(r, " · ", why(r, e), "", "");
	said(r, " · ", admin_str(e, "evidence.note"), "“", "”");
	admin_html(r, "</p>");
}

/* Notes that say the same; who opened a name counts each time. */
static int
same_note(const json_t *a, const json_t *b)
{
	return strcmp(admin_str(a, "event"), "note") == 0 &&
	    strcmp(admin_str(b, "event"), "note") == 0 &&
	    strcmp(admin_str(a, "actor"), admin_str(b, "actor")) == 0 &&
	    json_equal(admin_get(a, "evidence"), admin_get(b, "evidence"));
}

/* n: how often in a row, e being the last. */
static void
step(struct request *r, const json_t *e, int64_t n)
{
	admin_html(r, "<li>");
	admin_glyph(r, admin_event_look(e));
	admin_html(r, "<div><b>");
	text_html(&r->reply.body, admin_event_word(r, e));
	admin_html(r, "</b>");
	if (n > 1) {
		admin_html(r, " <span class=\"sub\">");
		figure_count(&r->reply.body, n, r->english);
		admin_html(r,
		    admin_say(r, " kali, terakhir ini</span>",
			" times, this the last</span>"));
	}
	evidence(r, e);
	admin_html(r, "</div>");
	admin_when(r, admin_str(e, "at"), "s");
	admin_html(r, "</li>\n");
}

/* The step still to come, grey with a ring. */
static void
to_come(struct request *r, const json_t *j)
{
	static const struct {
		const char *state, *word[2], *then[2];
	} next[] = {
		{ "doubt", { "Keputusan petugas", "A person's decision" },
		    { "Lalu: baik, rusak, atau tidak keluar",
			"Then: good, spoiled, or no sheet" } },
		{ "printed", { "Pemeriksaan mutu", "Quality check" },
		    { "Lalu: diserahkan, atau rusak",
			"Then: handed over, or spoiled" } },
		{ "ready", { "Penyerahan", "Hand-over" },
		    { "Kepada pemegang atau wakilnya",
			"To the holder or a proxy" } },
		{ "held", { "Dilepas ke antrean", "Release" },
		    { "Oleh loketnya, atau oleh orang kedua",
			"By its counter, or by a second person" } },
		{ "queued", { "Dikirim ke printer", "Sent to a printer" },
		    { "Begitu printer dan blangkonya siap",
			"As soon as printer and blank are ready" } },
	};

	for (size_t i = 0; i < sizeof(next) / sizeof(*next); i++) {
		if (strcmp(next[i].state, admin_str(j, "state")) != 0)
			continue;
		admin_html(r, "<li class=\"next\">");
		admin_glyph(r, ADMIN_OFF);
		admin_htmlf(r,
		    "<div><b>%s</b><p>%s</p></div><span class=\"when\">%s"
		    "</span></li>\n",
		    next[i].word[r->english], next[i].then[r->english],
		    admin_say(r, "menunggu", "waiting"));
	}
}

static void
journey(struct request *r, struct admin_page *p)
{
	const json_t *items = admin_items(p->answer[EVENTS]), *e;
	int64_t n = 0;
	size_t i;

	admin_panel(r, "way", "", admin_say(r, "Perjalanan", "Its way"),
	    admin_say(r,
		"setiap baris juga tercatat di log; tidak dapat dihapus",
		"each line is in the log too and cannot be deleted"));
	admin_panel_head(r);
	admin_html(r, "<ol class=\"tl\">");
	json_array_foreach (items, i, e) {
		n++;
		if (same_note(e, json_array_get(items, i + 1)))
			continue;
		step(r, e, n);
		n = 0;
	}
	to_come(r, p->answer[JOB]);
	admin_html(r, "</ol>");
	admin_panel_end(r);
}

/* ---- the holder's data ---- */

/* A field's label, of the template's newest version. */
static void
field_title(struct request *r, const struct admin_page *p, const char *key)
{
	const char *name = admin_str(p->answer[JOB], "template.name"), *label;
	const json_t *t;
	size_t i;

	json_array_foreach (admin_items(p->answer[TEMPLATES]), i, t) {
		if (strcmp(admin_str(t, "name"), name) != 0)
			continue;
		label = admin_both(
		    r, json_object_get(admin_get(t, "fields"), key), "label");
		if (label[0] == '\0')
			break;
		admin_text(r, label);
		return;
	}
	admin_title(r, NULL, key);
}

static void
fields(struct request *r, const struct admin_page *p, const json_t *all)
{
	struct buf *b = &r->reply.body;
	const char *key;
	json_t *v;

	buf_puts(b, "<dl class=\"kv\">");
	json_object_foreach ((json_t *)(uintptr_t)all, key, v) {
		if (!json_is_string(v) && !json_is_integer(v))
			continue;
		buf_puts(b, "<dt>");
		field_title(r, p, key);
		buf_puts(b, "</dt><dd>");
		if (json_is_integer(v))
			figure_count(
			    b, (int64_t)json_integer_value(v), r->english);
		else
			admin_text(r, json_string_value(v));
		buf_puts(b, "</dd>");
	}
	buf_puts(b, "</dl>");
}

static void
preview(struct request *r, const struct admin_page *p, const json_t *j)
{
	int open = opened(p);
	long long id = (long long)admin_int(j, "id", 0);

	admin_panel(r, "holder", "",
	    admin_say(r, "Pemegang dan pratinjau", "Holder and preview"),
	    open ? admin_say(r, "pembukaan ini sudah dicatat",
		       "this opening is recorded")
		 : NULL);
	admin_html(r, "</header><div class=\"body\">");
	if (!open) {
		admin_htmlf(r, "<p class=\"soft\">%s</p>",
		    admin_say(r,
			"Nama dan data pemegang disamarkan. Pembukaan dicatat "
			"dengan nama Anda.",
			"Name and data of the holder are hidden. An opening "
			"is recorded with your name."));
		admin_htmlf(r,
		    "<form method=\"post\" action=\"/admin/jobs/%lld/open\" "
		    "class=\"form\">",
		    id);
		admin_form_end(r,
		    admin_say(r, "Buka nama penuh", "Open the full name"), "");
	} else {
		fields(r, p, admin_get(j, "fields"));
		if (route_named("job.preview") != NULL)
			admin_htmlf(r,
			    "<img class=\"preview\" alt=\"%s\" "
			    "src=\"/v1/jobs/%lld/preview.svg\">",
			    admin_say(
				r, "Pratinjau lembar", "Preview of the sheet"),
			    id);
		admin_htmlf(r,
		    "<p class=\"acts3\"><a class=\"btn\" "
		    "href=\"/v1/jobs/%lld/pdf\">%s</a></p>",
		    id, admin_say(r, "Lihat PDF", "See the PDF"));
	}
	admin_html(r, "</div>");
	admin_panel_end(r);
}

/* ---- details ---- */

static void
detail(struct request *r, const char *term, const char *value)
{
	admin_html(r, "<dt>");
	text_html(&r->reply.body, term);
	admin_html(r, "</dt><dd>");
	admin_text(r, value);
	admin_html(r, "</dd>");
}

/* "Rp 63.398 termasuk blangko Rp 36.000"; a running month still moves it. */
static void
cost(struct request *r, const json_t *c)
{
	if (!json_is_integer(admin_get(c, "total")))
		return;
	admin_htmlf(r, "<dt>%s</dt><dd>",
	    admin_say(r, "Biaya lembar", "Cost of the sheet"));
	admin_html(r, "<span class=\"nw\">");
	admin_rupiah(r, c, "total");
	admin_html(r, "</span>");
	if (admin_int(c, "blanks", 0) > 0) {
		admin_html(r,
		    admin_say(r, " termasuk blangko <span class=\"nw\">",
			" with its blank <span class=\"nw\">"));
		admin_rupiah(r, c, "blanks");
		admin_html(r, "</span>");
	}
	admin_html(r, "<br><span class=\"sub\">");
	if (admin_true(c, "running")) {
		admin_html(r,
		    admin_say(r, "bagian bulan berjalan, masih berubah",
			"share of the running month, still moves"));
	} else {
		admin_html(r, admin_say(r, "bagian ", "share of "));
		figure_month(&r->reply.body, admin_str(c, "month"), FIGURE_LONG,
		    r->english);
	}
	admin_html(r, "</span></dd>");
}

static void
details(struct request *r, const struct admin_page *p, const json_t *j)
{
	struct buf *b = &r->reply.body;
	const char *printer = admin_str(j, "printer");

	admin_panel(r, "facts", "", admin_say(r, "Rincian", "Details"), NULL);
	buf_puts(b, "</header><div class=\"body\"><dl class=\"kv\"><dt>");
	buf_puts(b, admin_say(r, "Templat", "Template"));
	buf_puts(b, "</dt><dd class=\"mono\">");
	text_html(b, admin_str(j, "template.name"));
	buf_printf(
	    b, "@%lld</dd>", (long long)admin_int(j, "template.version", 0));
	detail(r, admin_say(r, "Nomor dokumen", "Document number"),
	    admin_str(j, "number"));
	detail(r, admin_say(r, "Skema", "Scheme"), admin_str(j, "scheme"));
	detail(
	    r, admin_say(r, "Daerah asal", "Region"), admin_str(j, "region"));
	buf_printf(b, "<dt>%s</dt><dd>", admin_say(r, "Loket", "Counter"));
	admin_text(r, admin_str(j, "counter"));
	buf_puts(b, " · ");
	admin_text(r, admin_str(j, "person"));
	buf_puts(b, "</dd><dt>Printer</dt><dd>");
	if (printer[0] != '\0') {
		buf_puts(b, "<a href=\"/admin/printers/");
		text_html(b, printer);
		buf_puts(b, "\">");
	}
	admin_text(r, printer);
	buf_puts(b, printer[0] != '\0' ? "</a></dd>" : "</dd>");
	detail(r, admin_say(r, "Acuan", "Reference"),
	    admin_str(j, "source.reference"));
	cost(r, p->answer[COST]);
	buf_printf(b, "<dt>%s</dt><dd>", admin_say(r, "Halaman", "Pages"));
	admin_count(r, j, "pages");
	buf_printf(
	    b, "</dd><dt>%s</dt><dd>", admin_say(r, "Percobaan", "Attempts"));
	admin_count(r, j, "attempts");
	buf_printf(
	    b, "</dd><dt>%s</dt><dd>", admin_say(r, "Revisi", "Revision"));
	admin_count(r, j, "rev");
	buf_puts(b, "</dd></dl></div>");
	admin_panel_end(r);
}

void
admin_job(struct request *r, struct admin_page *p)
{
	const json_t *j = p->answer[JOB];
	struct buf title = { 0 };

	buf_printf(&title, "%lld %s", (long long)admin_int(j, "id", 0),
	    admin_job_word(r, admin_str(j, "state")));
	admin_begin(r, buf_str(&title));
	buf_release(&title);
	top(r, p, j);
	admin_html(r, "<div class=\"grid g-53\">\n<div class=\"stack\">\n");
	admin_ticket(r, p, j);
	journey(r, p);
	admin_html(r, "</div>\n<div class=\"stack\">\n");
	preview(r, p, j);
	details(r, p, j);
	admin_html(r, "</div></div>\n");
	admin_end(r);
}
