/*
 * Logging in: a person's token is tried once with core and then kept by the
 * browser in a cookie that no script can read.  It trusts nobody: wrong tries
 * are counted, the form must come from our own page, and where to go afterwards
 * may only be a page of ours.  The token is never shown, logged or kept here.
 * A stranger's tries must never keep out who has a token: a right one passes
 * however many were wrong before it.
 */

#include <string.h>
#include <unistd.h>

#include "fault.h"

#include "admin_int.h"
#include "cookie.h"
#include "form.h"
#include "front.h"
#include "head.h"
#include "loop.h"
#include "route.h"
#include "text.h"

#define DAY12 43200L
#define TRIES 10000 /* thousandths: ten, and ten more in a minute */
#define MINUTE 60000
/* Every person may ask it, and it costs little. */
#define PROOF "me"
#define PROOF_TOO "printer.list"

int
admin_secure(const struct request *r)
{
	return r->head.forwarded_proto != NULL &&
	    strcmp(r->head.forwarded_proto, "https") == 0;
}

static int
flags(const struct request *r)
{
	return COOKIE_HIDDEN | (admin_secure(r) ? COOKIE_SECURE : 0);
}

/* 1 when one more wrong try is answered as such. */
static int
take_try(struct front *front)
{
	int64_t now = loop_now(), passed = now - front->logins.at;
	int64_t left = front->logins.left;

	if (front->logins.at == 0 || passed > MINUTE)
		left = TRIES;
	else
		left += passed * TRIES / MINUTE;
	front->logins.at = now == 0 ? 1 : now;
	front->logins.left = left > TRIES ? TRIES : (int)left;
	if (front->logins.left < 1000)
		return 0;
	front->logins.left -= 1000;
	return 1;
}

/* A page of ours, by its path alone. */
static const char *
place(const char *next)
{
	size_t n = strspn(next,
	    "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./");

	if (strncmp(next, "/admin", 6) != 0 || next[n] != '\0' ||
	    (next[6] != '\0' && next[6] != '/') ||
	    strncmp(next, "/admin/login", 12) == 0 ||
	    strstr(next, "..") != NULL || strstr(next, "//") != NULL)
		return "/admin";
	return next;
}

static void
form(struct request *r, int status, const char *next, const char *wrong)
{
	struct buf *b = &r->reply.body;

	r->reply.status = status;
	admin_html_begin(r, admin_say(r, "Masuk", "Log in"));
	buf_puts(b,
	    "<body>\n<main class=\"login\" id=\"isi\"><form "
	    "action=\"/admin/login\" method=\"post\" aria-labelledby=\"lg\">"
	    "<div class=\"brand\">");
	admin_brand(r);
	buf_printf(
	    b, "</div><h1 id=\"lg\">%s</h1>", admin_say(r, "Masuk", "Log in"));
	if (wrong != NULL) {
		buf_puts(
		    b, "<p class=\"note down\" role=\"alert\" id=\"wrong\">");
		text_html(b, wrong);
		buf_puts(b, "</p>");
	}
	admin_hidden(r, "next", place(next));
	buf_printf(b,
	    "<div><label for=\"pw\">%s</label><input id=\"pw\" "
	    "name=\"token\" type=\"password\" required maxlength=\"500\" "
	    "autocomplete=\"current-password\" autofocus%s></div>"
	    "<button class=\"btn pri big\">%s</button><p class=\"hint\">",
	    admin_say(r, "Token Anda", "Your token"),
	    wrong == NULL ? ""
			  : " aria-invalid=\"true\" "
			    "aria-describedby=\"wrong\"",
	    admin_say(r, "Masuk", "Log in"));
	buf_puts(b,
	    admin_say(r,
		"Satu token untuk satu orang; berlaku 12 jam di peramban "
		"ini. Hilang: minta yang baru kepada pengelola. ",
		"One token for one person; it holds for 12 hours in this "
		"browser. Lost: ask the administrator for a new one. "));
	buf_puts(b,
	    admin_say(r,
		"<a href=\"/\">Hanya ingin memeriksa dokumen?</a> Tidak "
		"perlu masuk.",
		"<a href=\"/?lang=en\">Only want to check a document?</a> No "
		"need to log in."));
	buf_puts(
	    b, "</p></form>\n<p class=\"sub\">cetakd " CETAKD_VERSION " · ");
	admin_link(r, "/admin/login", "lang", r->english ? "id" : "en");
	buf_puts(b,
	    r->english ? " hreflang=\"id\" lang=\"id\">Bahasa Indonesia"
		       : " hreflang=\"en\" lang=\"en\">English");
	buf_puts(b, "</a></p></main>\n</body>\n</html>\n");
}

static void
wrong(struct request *r)
{
	if (!take_try(r->front)) {
		http_reply_header(&r->reply, "Retry-After", "60");
		form(r, 429, admin_str(r->admin->form, "next"),
		    admin_say(r,
			"Terlalu banyak percobaan masuk. Tunggu satu menit.",
			"Too many tries to log in. Wait a minute."));
		return;
	}
	form(r, 401, admin_str(r->admin->form, "next"),
	    admin_say(r,
		"Token ini tidak dikenal atau sudah dicabut. Periksa, lalu "
		"masukkan lagi.",
		"This token is not known or was withdrawn. Check it and "
		"enter it again."));
}

static void
let_in(struct request *r)
{
	cookie_set(&r->reply, COOKIE_TOKEN, admin_str(r->admin->form, "token"),
	    DAY12, flags(r));
	admin_go(r, place(admin_str(r->admin->form, "next")));
}

static enum http_next ask(struct request *r, const char *proof);

static void
answered(void *ctx, struct scan reply, int fd)
{
	struct request *r = ctx;
	int status = (int)scan_int(scan_member(reply, "status"), 0);

	if (fd >= 0)
		close(fd);
	if (status == 404 && r->admin->at++ == 0) {
		if (ask(r, PROOF_TOO) == HTTP_WAIT)
			return;
	} else if (status >= 200 && status < 300) {
		let_in(r);
	} else if (status == 401) {
		wrong(r);
	} else {
		admin_away(r);
	}
	admin_done(r);
}

static enum http_next
ask(struct request *r, const char *proof)
{
	struct buf text = { 0 };
	char hex[65];

	if (head_bare(admin_str(r->admin->form, "token"), hex) < 0) {
		wrong(r);
		return HTTP_REPLY;
	}
	admin_question(r, &text, proof, NULL);
	buf_printf(&text,
	    "},\"lang\":\"%s\",\"credential\":{\"token\":\"%s\"}}",
	    r->english ? "en" : "id", hex);
	return admin_send(r, &text, -1, answered);
}

static enum http_next
enter(struct request *r)
{
	struct fault f;

	r->admin->form = form_parse(buf_str(&r->body), r->body.n, &f);
	if (r->admin->form == NULL) {
		admin_fault(r, &f);
		return HTTP_REPLY;
	}
	if (!cookie_ok(admin_str(r->admin->form, "token"))) {
		wrong(r);
		return HTTP_REPLY;
	}
	return ask(r, PROOF);
}

enum http_next
admin_login_serve(struct request *r)
{
	admin_new(r);
	if (strcmp(r->route->name, "admin.enter") == 0)
		return enter(r);
	if (strcmp(r->route->name, "admin.leave") == 0) {
		cookie_set(&r->reply, COOKIE_TOKEN, "", 0, flags(r));
		admin_go(r, "/admin/login");
		return HTTP_REPLY;
	}
	form(r, 200, admin_query(r, "next"), NULL);
	return HTTP_REPLY;
}
