/*
 * /admin: a page asks core for its routes one after another, keeps the
 * answers and is then written whole.  It acts for the person whose token
 * came with the request, never for itself; core decides what that person
 * may see.  It must never wait: each answer comes through the loop.
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "civil.h"
#include "fault.h"
#include "mem.h"

#include "admin_int.h"
#include "ask.h"
#include "cookie.h"
#include "front.h"
#include "link.h"
#include "route.h"
#include "text.h"

/* What every page asks first: who looks, and the counts of the menu. */
static const struct admin_ask shell[] = {
	{ .route = "me" },
	{ .route = "overview" },
};
#define SHELL (sizeof(shell) / sizeof(*shell))

struct admin_page *
admin_new(struct request *r)
{
	struct admin_page *p = mem_alloc(sizeof(*p));
	struct buf b = { 0 };

	admin_free(r->admin);
	buf_printf(&b, "{%s}", buf_str(&r->query));
	p->query = json_loads(buf_str(&b), 0, NULL);
	p->now = (int64_t)time(NULL);
	p->zone = civil_zone(r->front->conf.zone);
	r->admin = p;
	buf_release(&b);
	return p;
}

void
admin_free(struct admin_page *p)
{
	if (p == NULL)
		return;
	json_decref(p->query);
	json_decref(p->me);
	json_decref(p->overview);
	json_decref(p->form);
	for (size_t i = 0; i < ADMIN_ASKS; i++)
		json_decref(p->answer[i]);
	free(p);
}

void
admin_taste(struct request *r)
{
	char lang[4];

	if (strstr(buf_str(&r->query), "\"lang\":") != NULL) {
		cookie_set(&r->reply, COOKIE_LANG, r->english ? "en" : "id",
		    31536000, 0);
		return;
	}
	if (cookie_get(r->head.cookie, COOKIE_LANG, lang, sizeof(lang)) == 0)
		r->english = strcmp(lang, "en") == 0;
}

void
admin_done(struct request *r)
{
	r->ready = 1;
	http_wake(r->conn);
}

void
admin_go(struct request *r, const char *to)
{
	r->reply.status = 303;
	r->reply.kind = HTTP_ADMIN;
	http_reply_header(&r->reply, "Location", to);
}

void
admin_away(struct request *r)
{
	struct fault f;

	fault_set(&f, FAULT_UNAVAILABLE, "",
	    "Inti layanan sedang tidak menjawab. Tidak ada yang hilang; "
	    "printer meneruskan lembar yang sedang dicetak.",
	    "The core of the service does not answer. Nothing is lost; "
	    "printers finish the sheet they are at.");
	admin_fault(r, &f);
}

/* ---- one question ---- */

void
admin_question(
    struct request *r, struct buf *b, const char *name, const char *param)
{
	const struct route *route = route_named(name);
	const char *part = "";
	size_t n = 0;

	if (route != NULL)
		part = route_param(route, &n);
	buf_printf(b, "{\"route\":\"%s\",\"method\":\"%s\",\"params\":{", name,
	    route == NULL ? "GET" : route->method);
	if (n > 0 && param != NULL) {
		buf_printf(b, "\"%.*s\":", (int)n, part);
		text_json(b, param);
	}
	buf_puts(b, "},\"query\":{");
	(void)r;
}

int
admin_question_who(struct request *r, struct buf *b)
{
	struct fault f;

	buf_printf(b, "},\"lang\":\"%s\"", r->english ? "en" : "id");
	return ask_credential(r, b, &f);
}

enum http_next
admin_send(struct request *r, struct buf *text, int fd,
    void (*answer)(void *ctx, struct scan reply, int fd))
{
	if (link_ask(r->front->link, text, fd, answer, r) == 0)
		return HTTP_WAIT;
	admin_away(r);
	return HTTP_REPLY;
}

/* ---- a page's questions in turn ---- */

static void
pass(const struct admin_page *p, const char *names, int first, struct buf *b)
{
	const char *s = names, *value;
	char name[32];
	size_t n;

	while (s != NULL && *s != '\0') {
		n = strcspn(s, " ");
		if (n < sizeof(name)) {
			memcpy(name, s, n);
			name[n] = '\0';
			value = admin_str(p->query, name);
			if (value[0] != '\0') {
				buf_printf(
				    b, "%s\"%s\":", first ? "" : ",", name);
				text_json(b, value);
				first = 0;
			}
		}
		s += n + (s[n] == ' ');
	}
}

static const struct admin_ask *
asked(const struct admin_page *p)
{
	const struct admin_ask *a;

	if (p->at < SHELL)
		return &shell[p->at];
	if (p->at - SHELL >= ADMIN_ASKS)
		return NULL;
	a = &p->view->ask[p->at - SHELL];
	return a->route == NULL ? NULL : a;
}

static enum http_next next(struct request *r);

static void
keep(struct admin_page *p, json_t *body)
{
	json_t **to = p->at == 0 ? &p->me
	    : p->at == 1	 ? &p->overview
				 : &p->answer[p->at - SHELL];

	json_decref(*to);
	*to = body;
	/* one clock on a page: core's */
	if (to == &p->overview && admin_seconds(admin_str(body, "now")) > 0)
		p->now = admin_seconds(admin_str(body, "now"));
	p->at++;
}

static void
answered(void *ctx, struct scan reply, int fd)
{
	struct request *r = ctx;
	struct admin_page *p = r->admin;
	int status = (int)scan_int(scan_member(reply, "status"), 0);
	struct scan body = scan_member(reply, "body");
	json_t *j = NULL;

	if (fd >= 0)
		close(fd);
	if (body.p != NULL)
		j = json_loadb(body.p, body.n, 0, NULL);
	if (status == 401) {
		(void)admin_to_login(r);
	} else if (status < 200 || status == 503) {
		admin_away(r);
	} else if (status >= 300 && asked(p)->must) {
		admin_refused(r, status, j);
	} else {
		if (status >= 300) {
			json_decref(j);
			j = NULL;
		}
		keep(p, j);
		if (next(r) == HTTP_REPLY)
			admin_done(r);
		return;
	}
	json_decref(j);
	admin_done(r);
}

static void
render(struct request *r)
{
	r->reply.status = 200;
	r->admin->view->render(r, r->admin);
}

/* The variable part of what is asked. */
static const char *
part(const struct request *r, const struct admin_ask *a)
{
	const struct route *route = route_named(a->route);
	const char *s;

	if (a->param == NULL)
		return r->param;
	s = admin_query(r, a->param);
	if (s[0] == '\0' || route == NULL || !route_param_ok(route, s))
		return a->other;
	return s;
}

/* The next question, or the page. */
static enum http_next
next(struct request *r)
{
	struct admin_page *p = r->admin;
	const struct admin_ask *a;
	struct buf text = { 0 };
	size_t empty;

	while ((a = asked(p)) != NULL) {
		admin_question(r, &text, a->route, part(r, a));
		empty = text.n;
		if (a->make == NULL || a->make(r, &text) == 0)
			break;
		buf_clear(&text);
		keep(p, NULL);
	}
	if (a == NULL) {
		buf_release(&text);
		render(r);
		return HTTP_REPLY;
	}
	if (a->query != NULL)
		buf_puts(&text, a->query);
	pass(p, a->pass, text.n == empty, &text);
	if (admin_question_who(r, &text) < 0) {
		buf_release(&text);
		return admin_to_login(r);
	}
	buf_putc(&text, '}');
	return admin_send(r, &text, -1, answered);
}

/* ---- a request ---- */

enum http_next
admin_to_login(struct request *r)
{
	struct buf to = { 0 };

	http_reply_release(&r->reply);
	cookie_set(&r->reply, COOKIE_TOKEN, "", 0,
	    COOKIE_HIDDEN | (admin_secure(r) ? COOKIE_SECURE : 0));
	buf_puts(&to, "/admin/login");
	if (r->route != NULL && strcmp(r->route->method, "GET") == 0 &&
	    strcmp(r->path, "/admin") != 0)
		buf_printf(&to, "?next=%s", r->path);
	admin_go(r, buf_str(&to));
	buf_release(&to);
	return HTTP_REPLY;
}

static int
same_host(const char *origin, const char *host)
{
	const char *at = strstr(origin, "://");

	return at != NULL && host != NULL && host[0] != '\0' &&
	    strcmp(at + 3, host) == 0;
}

int
admin_origin(const struct request *r, struct fault *f)
{
	const char *site = r->head.sec_fetch_site;

	if (strcmp(r->route->method, "POST") != 0)
		return 0;
	if (site != NULL &&
	    (strcmp(site, "same-origin") == 0 || strcmp(site, "none") == 0))
		return 0;
	if (site == NULL && r->head.origin != NULL &&
	    same_host(r->head.origin, r->head.host))
		return 0;
	return fault_set(f, FAULT_FORBIDDEN, "",
	    "Formulir ini tidak dikirim dari halaman kami, jadi tidak "
	    "dikerjakan.",
	    "This form was not sent from a page of ours, so nothing was "
	    "done.");
}

enum http_next
admin_serve(struct request *r)
{
	const struct admin_view *view = admin_view_find(r->route->name);

	if (r->route->open)
		return admin_login_serve(r);
	admin_new(r);
	if (view == NULL)
		return admin_act_serve(r);
	r->admin->view = view;
	return next(r);
}
