/*
 * What went wrong, as a page for a person: what is so, what a hand can do,
 * the technical detail folded.  What was entered into a form is shown again
 * and can be sent again: nothing is lost.  Never the value behind a fault, and
 * never a token.
 */

#include <string.h>

#include "fault.h"

#include "admin_int.h"
#include "route.h"
#include "text.h"

static void
line(struct request *r, const char *id, const char *en)
{
	admin_html(r, "<li>");
	text_html(&r->reply.body, admin_say(r, id, en));
	admin_html(r, "</li>");
}

/* What a person can do, the safest first. */
static void
advice(struct request *r, enum fault_code code)
{
	switch (code) {
	case FAULT_UNAVAILABLE:
		line(r, "Tunggu satu menit, lalu muat ulang halaman ini.",
		    "Wait a minute, then load this page again.");
		line(r, "Jika tetap begini, hubungi pengelola server.",
		    "If it stays so, call whoever looks after the server.");
		break;
	case FAULT_FORBIDDEN:
		line(r, "Minta orang yang berwenang, dengan akunnya sendiri.",
		    "Ask a person who may, with an account of their own.");
		break;
	case FAULT_STATE:
	case FAULT_REV:
	case FAULT_CONFLICT:
		line(r, "Kembali, lalu lihat keadaan terbarunya.",
		    "Go back and look at its present state.");
		line(r, "Ulangi hanya jika memang masih perlu.",
		    "Repeat only if it is still needed.");
		break;
	case FAULT_BUSY:
		line(r, "Tunggu sebentar, lalu coba lagi.",
		    "Wait a moment, then try again.");
		break;
	case FAULT_NOT_FOUND:
		line(r, "Periksa nomor atau alamatnya.",
		    "Check the number or the address.");
		line(r, "Cari dari daftar pekerjaan.",
		    "Look for it in the list of jobs.");
		break;
	default:
		line(r, "Perbaiki isian yang disebut, lalu kirim lagi.",
		    "Correct what is named, then send again.");
		break;
	}
}

static void
again(struct request *r)
{
	const json_t *form = r->admin == NULL ? NULL : r->admin->form;
	struct buf *b = &r->reply.body;
	const char *key, *v;
	json_t *value;

	/* what is open to strangers is the log-in: its form holds a token */
	if (json_object_size(form) == 0 || r->route->open)
		return;
	admin_panel(r, "again", " gap",
	    admin_say(r, "Isian Anda", "What you entered"),
	    admin_say(r, "dapat diubah dan dikirim lagi",
		"can be changed and sent again"));
	admin_html(r, "</header><div class=\"body\">");
	admin_form(r, r->path, "");
	json_object_foreach ((json_t *)(uintptr_t)form, key, value) {
		v = json_string_value(value);
		buf_printf(b, "<label>%s<input name=\"%s\" value=\"", key, key);
		text_html(b, v == NULL ? "" : v);
		buf_puts(b, "\"></label>");
	}
	if (route_takes_file(r->path))
		admin_field(r, "document",
		    admin_say(r, "Berkas (PDF), pilih lagi",
			"Document (PDF), choose it again"),
		    "file", "", "accept=\"application/pdf\"");
	admin_form_end(r, admin_say(r, "Kirim lagi", "Send again"), "");
	admin_html(r, "</div>");
	admin_panel_end(r);
}

static const char *
way_back(const struct request *r)
{
	static const struct {
		const char *under, *to;
	} places[] = {
		{ "/admin/jobs/", "/admin/jobs" },
		{ "/admin/approvals/", "/admin/jobs?state=held" },
		{ "/admin/printers/", "/admin/printers" },
		{ "/admin/stock/", "/admin/stock" },
		{ "/admin/costs/", "/admin/costs" },
		{ "/admin/reports/", "/admin/reports" },
		{ "/admin/settings/", "/admin/settings" },
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (strncmp(
			r->path, places[i].under, strlen(places[i].under)) == 0)
			return places[i].to;
	return "/admin";
}

/* The ticket that the form belongs to, when it does. */
static void
buttons(struct request *r)
{
	struct buf *b = &r->reply.body;
	int ticket = r->route != NULL && r->param[0] != '\0' &&
	    strcmp(r->route->method, "POST") == 0 &&
	    strncmp(r->path, "/admin/jobs/", 12) == 0;

	buf_puts(b, "<p class=\"acts3\">");
	if (ticket) {
		buf_puts(b, "<a class=\"btn pri\" href=\"/admin/jobs/");
		text_html(b, r->param);
		buf_printf(b, "\">%s</a> ",
		    admin_say(r, "Kembali ke tiket", "Back to the ticket"));
	}
	buf_printf(b, "<a class=\"btn%s\" href=\"%s\">%s</a></p>",
	    ticket ? "" : " pri", way_back(r),
	    admin_say(r, "Kembali", "Go back"));
}

static void
begin(struct request *r, int status, enum fault_code code, const char *lead)
{
	struct buf *b = &r->reply.body;
	const char *title = fault_title(code, r->english);

	buf_clear(b);
	r->reply.status = status;
	admin_begin(r, title);
	buf_puts(b, "<div class=\"problem\"><h1>");
	text_html(b, title);
	buf_puts(b, "</h1><p class=\"lead\">");
	text_html(b, lead);
	buf_puts(b, "</p>\n");
	admin_panel(r, "can", " gap",
	    admin_say(r, "Yang dapat dilakukan", "What can be done"), NULL);
	buf_puts(b, "</header><div class=\"body\"><ol>");
}

static void
end(struct request *r, int status, enum fault_code code)
{
	struct buf *b = &r->reply.body;

	advice(r, code);
	buf_puts(b, "</ol>");
	buttons(r);
	buf_puts(b, "</div>");
	admin_panel_end(r);
	again(r);
	buf_printf(b,
	    "<details class=\"data\"><summary>%s</summary><dl class=\"kv\">"
	    "<dt>%s</dt><dd class=\"mono\">urn:cetakd:problem:%s</dd><dt>"
	    "Status</dt><dd class=\"mono\">%d</dd></dl></details></div>\n",
	    admin_say(r, "Rincian untuk teknisi", "Details for a technician"),
	    admin_say(r, "Jenis", "Type"), fault_slug(code), status);
	admin_end(r);
}

void
admin_fault(struct request *r, const struct fault *f)
{
	int status = fault_status(f->code);

	if (status == 429 || status == 503)
		http_reply_header(
		    &r->reply, "Retry-After", status == 429 ? "60" : "5");
	begin(r, status, f->code, r->english ? f->en : f->id);
	end(r, status, f->code);
}

void
admin_refused(struct request *r, int status, const json_t *j)
{
	enum fault_code code = fault_from_slug(admin_str(j, "code"));
	const char *lang = r->english ? "en" : "id";
	const json_t *e;
	size_t i;

	if (code == FAULT_NONE)
		code = FAULT_IO;
	begin(r, status, code, admin_str(j, lang));
	json_array_foreach (admin_get(j, "errors"), i, e) {
		admin_html(r, "<li>");
		text_html(&r->reply.body, admin_str(e, lang));
		admin_html(r, " <span class=\"mono sub\">");
		text_html(&r->reply.body, admin_str(e, "pointer"));
		admin_html(r, "</span></li>");
	}
	end(r, status, code);
}
