#ifndef FRONT_ADMIN_INT_H
#define FRONT_ADMIN_INT_H

/* How /admin works: requests, forms, logging in. */

#include "admin.h"
#include "scan.h"

struct fault;

/* A whole request of /admin; called when its body is there. */
enum http_next admin_serve(struct request *r);
/* Before its body: a form must come from our own pages.  -1 with the fault. */
int admin_origin(const struct request *r, struct fault *f);
/* No credential, or a wrong one: to the log-in, or back to it. */
enum http_next admin_to_login(struct request *r);
/* A fault of our own as a page. */
void admin_fault(struct request *r, const struct fault *f);
void admin_free(struct admin_page *p);

/* Language and theme of the request, its page's state. */
void admin_taste(struct request *r);
struct admin_page *admin_new(struct request *r);
/* The answer stands: resumes the connection. */
void admin_done(struct request *r);
/* Asks core; text: a whole REQUEST, fd: what goes along, taken, -1 none.
 * HTTP_WAIT, or HTTP_REPLY: it is away. */
enum http_next admin_send(struct request *r, struct buf *text, int fd,
    void (*answer)(void *ctx, struct scan reply, int fd));
/* {"route":..,"params":..,"query":{ - the query stays open; param: NULL none */
void admin_question(
    struct request *r, struct buf *b, const char *name, const char *param);
/* Closes the query and adds language and credential; -1: none. */
int admin_question_who(struct request *r, struct buf *b);
/* 303 */
void admin_go(struct request *r, const char *to);

/* Core's fault as a page of words; j may be NULL. */
void admin_refused(struct request *r, int status, const json_t *j);
/* Core is away. */
void admin_away(struct request *r);

/* Everything up to <body>; the office's mark with title and host. */
void admin_html_begin(struct request *r, const char *title);
void admin_brand(struct request *r);

/* ---- what the tables say ---- */

const struct admin_view *admin_view_find(const char *name);

enum admin_type {
	ADMIN_TEXT,  /* empty: left out */
	ADMIN_INT,   /* dots between groups allowed; empty: left out */
	ADMIN_TIME,  /* of the site's clock; as UTC */
	ADMIN_BOOL,  /* there: true */
	ADMIN_WORDS, /* an array of words, by blank or comma */
	ADMIN_PARAM, /* the variable part of core's path */
	ADMIN_KEY,   /* the Idempotency-Key */
	ADMIN_REV,   /* If-Match */
};

#define ADMIN_FIELDS 14

/* A form: what core is asked, where it goes then, what is said there. */
struct admin_act {
	const char *name; /* of route_page.c */
	const char *core; /* of route.c; NULL: local */
	const char *back; /* path; {} is the page's variable part */
	int follow;	  /* {} is "id" of core's answer */
	const char *said[2];
	struct {
		const char *name; /* in the form and, but for PARAM, in JSON */
		enum admin_type type;
	} field[ADMIN_FIELDS];
	/* what needs no core, such as a cookie; p->form holds the fields */
	void (*local)(struct request *r, struct admin_page *p);
};
const struct admin_act *admin_act_find(const char *name);
enum http_next admin_act_serve(struct request *r);
/* The sentence of ?ok=, NULL: none. */
const char *admin_act_said(const struct request *r, const char *ok);

/* The newest happenings: what to ask for, once core said where the end is. */
int admin_feed_events(const struct request *r, struct buf *b);
int admin_feed_notices(const struct request *r, struct buf *b);

enum http_next admin_login_serve(struct request *r);
/* TLS ends before us. */
int admin_secure(const struct request *r);

/* ---- what pages of the office ask core (admin_view.c) ---- */

int admin_printer_ask_plans(const struct request *r, struct buf *b);
int admin_printer_ask_services(const struct request *r, struct buf *b);
int admin_printer_ask_months(const struct request *r, struct buf *b);
int admin_printer_ask_cost(const struct request *r, struct buf *b);
int admin_costs_ask_table(const struct request *r, struct buf *b);
int admin_costs_ask_kinds(const struct request *r, struct buf *b);
int admin_costs_ask_budgets(const struct request *r, struct buf *b);
int admin_costs_ask_months(const struct request *r, struct buf *b);
int admin_costs_ask_what_if(const struct request *r, struct buf *b);
int admin_reports_ask(const struct request *r, struct buf *b);
int admin_reports_ask_site(const struct request *r, struct buf *b);
int admin_audit_ask(const struct request *r, struct buf *b);
/* Keeps language and theme. */
void admin_settings_taste(struct request *r, struct admin_page *p);

#endif
