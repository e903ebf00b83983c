#ifndef FRONT_ADMIN_H
#define FRONT_ADMIN_H

/*
 * The pages of /admin: asked of core route by route, written as HTML here.
 * This is what a page's own file needs: its answers, the shell around it and
 * the parts it is made of.  Everything is appended to r->reply.body; every
 * string but those named "html" is escaped.  Numbers, money, days: figure.h.
 */

#include <stdint.h>

#include <jansson.h>

#include "figure.h"
#include "request.h"

#define ADMIN_ASKS 12

/* The menu's items, in its order. */
enum admin_menu {
	ADMIN_HOME,
	ADMIN_JOBS,
	ADMIN_DOUBTS,
	ADMIN_PRINTERS,
	ADMIN_STOCK,
	ADMIN_COSTS,
	ADMIN_REPORTS,
	ADMIN_AUDIT,
	ADMIN_SETTINGS,
	ADMIN_MENU_N,
	ADMIN_NOWHERE = ADMIN_MENU_N
};

/* One question to core, of the routes of route.c. */
struct admin_ask {
	const char *route; /* "job.list"; NULL: the end */
	const char *query; /* members of JSON: "\"limit\":\"50\""; NULL */
	const char *pass;  /* parameters of the page that go along, blank
			      between; empty ones do not; NULL */
	int must;	   /* a refusal ends the page; else it is NULL */
	/* the parameter of the page that is the variable part of core's path,
	 * and what it is when that fits not; NULL: the page's own part */
	const char *param, *other;
	/* instead of query: appends members; r->admin holds what was asked
	 * before.  -1: not asked at all */
	int (*make)(const struct request *r, struct buf *b);
};

struct admin_page {
	const struct admin_view *view; /* NULL: a problem */
	json_t *query;		       /* of the page */
	json_t *me, *overview;	       /* of these routes; NULL */
	json_t *answer[ADMIN_ASKS];    /* NULL: refused, or not asked */
	json_t *form;		       /* of an act; NULL */
	size_t at;
	int64_t now;
	int32_t zone; /* seconds east */
};

struct admin_view {
	const char *name; /* of route_page.c */
	enum admin_menu menu;
	void (*render)(struct request *r, struct admin_page *p);
	struct admin_ask ask[ADMIN_ASKS];
};

/* ---- reading JSON: nothing here minds a NULL or another type ---- */

/* Up to three names by dots: "template.name". */
const json_t *admin_get(const json_t *j, const char *path);
const char *admin_str(const json_t *j, const char *path); /* "" */
int64_t admin_int(const json_t *j, const char *path, int64_t other);
/* A number; 0 where it is none.  Small enough for sums and products. */
int64_t admin_whole(const json_t *v);
int admin_true(const json_t *j, const char *path);
/* The member's text in the reader's language ({"id","en"}), "". */
const char *
admin_both(const struct request *r, const json_t *j, const char *path);
/* "items", or the array itself; an empty array when there is none. */
const json_t *admin_items(const json_t *j);
/* The page's own parameter, "". */
const char *admin_query(const struct request *r, const char *name);

/* ---- words ---- */

const char *admin_say(const struct request *r, const char *id, const char *en);
void admin_text(struct request *r, const char *s); /* escaped; "" is – */
void admin_html(struct request *r, const char *html);
void admin_htmlf(struct request *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Figures: n < 0 (days, permille) or absent is –. */
void admin_count(struct request *r, const json_t *j, const char *path);
void admin_rupiah(struct request *r, const json_t *j, const char *path);
void admin_permille(struct request *r, const json_t *j, const char *path);
/* 12 d, 3 m, 1 j 12 m, 14 hari */
void admin_span(struct request *r, int64_t seconds);
void admin_days(struct request *r, int64_t days); /* 14 hari */
/* A time of the API: <time>10.31</time>, on another day 14 Nov; how: "s" with
 * seconds, "d" with the day and the clock. */
void admin_when(struct request *r, const char *rfc, const char *how);
/* UTC seconds of a time of the API; 0 when it is none. */
int64_t admin_seconds(const char *rfc);
const char *admin_zone_word(const struct request *r); /* WIB */

/* ---- the page ---- */

/* Head, menu, <main>; the notice of a form that went well. */
void admin_begin(struct request *r, const char *title);
/* The head of the page: h1 and one grey line, both left open for html that
 * follows: admin_top, [html], admin_top_sub, [html], admin_top_end or
 * admin_top_right, [buttons], admin_top_end. */
void admin_top(struct request *r, const char *h1);
void admin_top_sub(struct request *r, const char *sub);
void admin_top_right(struct request *r);
void admin_top_end(struct request *r);
void admin_end(struct request *r);
/* A place without anything yet: what it is for and the first step. */
void admin_blank(struct request *r, const char *title, const char *text);
/* href of this page with one parameter changed ("" drops it). */
void admin_link(
    struct request *r, const char *path, const char *name, const char *value);

/* ---- parts ---- */

enum admin_look {
	ADMIN_PLAIN, /* no shape, no colour */
	ADMIN_OK,    /* disc */
	ADMIN_DONE,  /* tick */
	ADMIN_WARN,  /* triangle */
	ADMIN_DOWN,  /* octagon */
	ADMIN_BAD,   /* cross */
	ADMIN_DOUBT, /* diamond */
	ADMIN_HELD,  /* two bars */
	ADMIN_RUN,   /* play */
	ADMIN_WAIT,  /* ring, moving */
	ADMIN_OFF,   /* ring */
	ADMIN_ENDED, /* cross, grey */
	ADMIN_LOOK_N
};
const char *admin_look_class(enum admin_look look); /* "warn" */
enum admin_look admin_health(const char *health);   /* of a printer */
const char *admin_health_word(const struct request *r, const char *health);
enum admin_look admin_level(const char *level); /* ok low out thin over ... */

void admin_glyph(struct request *r, enum admin_look look);
void admin_state(struct request *r, enum admin_look look, const char *word);
void admin_tag(struct request *r, enum admin_look look, const char *word);

/* A line of figures, each: admin_kpi, html, admin_kpi_end. */
void admin_kpis(struct request *r);
void admin_kpi(struct request *r, enum admin_look look, const char *term);
void admin_kpi_end(struct request *r);
void admin_kpis_end(struct request *r);

/* id: a word unique on the page; class: "", " doubt", " fill".  Left open in
 * its head after the grey line (NULL: none); admin_panel_link ends the head
 * with a link, admin_panel_head without. */
void admin_panel(struct request *r, const char *id, const char *class,
    const char *title, const char *sub);
void admin_panel_link(struct request *r, const char *href, const char *text);
void admin_panel_head(struct request *r);
void admin_panel_end(struct request *r);

/* A table in its scrolling region, left open in <tbody>.  heads: columns by
 * "|", a leading # sets numbers flush right. */
void admin_table(struct request *r, const char *label, const char *heads);
void admin_table_end(struct request *r);

/* A bar in permille (-1: empty) with a tick (-1: none); mini: in a cell. */
void admin_bar(struct request *r, int mini, enum admin_look look,
    int64_t permille, int64_t tick);

/* ---- forms ---- */

/* <form method=post action=path>; end writes the button. class: "", " pri",
 * " danger", " doubt". */
void admin_form(struct request *r, const char *path, const char *class);
void admin_form_end(struct request *r, const char *button, const char *class);
void admin_hidden(struct request *r, const char *name, const char *value);
/* A label with its field; type: text, number, date, ...; more: html of
 * further attributes, "". */
void admin_field(struct request *r, const char *name, const char *label,
    const char *type, const char *value, const char *more);
/* A label with a select, left open for admin_option; end closes both. */
void admin_select(struct request *r, const char *name, const char *label);
void admin_option(
    struct request *r, const char *value, const char *word, int chosen);
void admin_select_end(struct request *r);

/* ---- jobs in words ---- */

enum admin_look admin_job_look(const char *state);
/* "Ditahan: servis" - the state with its reason, where it has one. */
void admin_job_state(struct request *r, const json_t *job);
const char *admin_job_word(const struct request *r, const char *state);
/* 1 when a person did it, not the service by itself. */
int admin_person(const char *actor);
/* Who did it: a person, else "otomatis". */
const char *admin_actor(const struct request *r, const char *actor);
/* What happened, of an event: "Izin cetak diberikan". */
const char *admin_event_word(const struct request *r, const json_t *event);
enum admin_look admin_event_look(const json_t *event);
/* The title that an item of the list gives the name, else the name as words:
 * "surat-rekomendasi" as "Surat rekomendasi".  list NULL: always so. */
void admin_title(struct request *r, const json_t *list, const char *name);
/* The same, borrowed, not escaped; NULL when the list has none. */
const char *
admin_title_of(const struct request *r, const json_t *list, const char *name);
/* A select of the reasons for a use (reason.h). */
void admin_reasons(struct request *r, unsigned use);
/* The feed of happenings as a panel. */
void admin_feed(struct request *r, struct admin_page *p);

/* ---- pages of their own files ---- */

void admin_home(struct request *r, struct admin_page *p);
/* The panel of printers, worst first, of printer.list. */
void admin_home_printers(struct request *r, const json_t *answer);
void admin_jobs(struct request *r, struct admin_page *p);
void admin_job(struct request *r, struct admin_page *p);
void admin_printers(struct request *r, struct admin_page *p);
void admin_printer(struct request *r, struct admin_page *p);
void admin_stock(struct request *r, struct admin_page *p);
void admin_costs(struct request *r, struct admin_page *p);
void admin_reports(struct request *r, struct admin_page *p);
void admin_audit(struct request *r, struct admin_page *p);
void admin_settings(struct request *r, struct admin_page *p);
/* Output of today against the week, as a panel. */
void admin_panel_output(struct request *r, struct admin_page *p);

#endif
