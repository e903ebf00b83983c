#ifndef HOOK_H
#define HOOK_H

/*
 * A flow is one way from a source of the API to one receiver, in a process of
 * its own: what fails on one way keeps nobody waiting on another.  Each brings
 * its events in order, one at a time, and knows on disk how far it has come.
 */

#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "buf.h"

struct conf;
struct fault;

struct hook {
	const struct conf *conf;
	const char *name;  /* of the flow, and of its cursor's file */
	const char *path;  /* of the source: /v1/notices, /v1/events */
	char *token;	   /* of the API, NULL = by the socket alone */
	struct buf key;	   /* of the signatures */
	int64_t seq;	   /* newest that was delivered */
	unsigned failures; /* in a row */
	char told[160];	   /* the failure that was told last */
};

/* ---- http.c: the only file that includes curl.h ---- */

struct hook_call {
	const char *url;   /* or "unix:/socket"; path is put behind it */
	const char *path;  /* NULL = none */
	const char *ca;	   /* file, "" = the system's */
	const char *body;  /* JSON to POST, NULL = GET */
	const char **head; /* header lines, ends with NULL */
	long long timeout; /* seconds in all, 0 = only while it is silent */
	/* is given what comes; non-zero ends the call, which counts as well
	 * done; NULL: what comes is thrown away */
	int (*sink)(const char *p, size_t n, void *arg);
	void *arg;
};
/* https to anybody, http to this machine alone. */
int http_url_ok(const char *url);
/* The status; 0 with words in why when nobody answered. */
long http_call(const struct hook_call *call, char *why, size_t size);

/* ---- source.c: the API as an ordinary client ---- */

/* Waits for the next events after h->seq and calls fn for each, in order.  -1
 * with f when the API is away or refuses. */
int source_follow(struct hook *h, void (*fn)(struct hook *h, const json_t *e),
    struct fault *f);
/* A page of a list as JSON, NULL with f. */
json_t *source_get(struct hook *h, const char *path, struct fault *f);
/* Where to begin when nothing was ever delivered. */
int source_newest(struct hook *h, int64_t *ret_seq, struct fault *f);

/* ---- cursor.c: how far a flow has come ---- */

/* 1 read, 0 there is none, -1. */
int cursor_read(
    const char *dir, const char *name, int64_t *ret_seq, struct fault *f);
/* On disk when it returns 0. */
int
cursor_write(const char *dir, const char *name, int64_t seq, struct fault *f);

/* ---- pause.c ---- */

/* After a failure: told once, then a pause that doubles, up to an hour;
 * longest: at once the hour. */
void pause_failed(struct hook *h, int longest, const char *why);
void pause_over(struct hook *h); /* it works again */
void pause_for(int64_t ms);
int64_t pause_mono(void); /* milliseconds */

/* ---- web.c: webhooks ---- */

/* The configuration and the secret are good; -1 with f. */
int web_ready(struct hook *h, struct fault *f);
void web_run(struct hook *h);
/* "v1,BASE64" over id.timestamp.body. */
void web_sign(const struct buf *key, const char *id, int64_t at,
    const char *body, struct buf *ret_b);
/* whsec_BASE64 as bytes; -1. */
int web_secret(const char *text, struct buf *ret_key);
/* The body of a delivery: nothing personal. */
void web_body(const struct hook *h, const json_t *e, struct buf *ret_b);

/* ---- mail.c: digests by the system's sendmail ---- */

int mail_ready(struct hook *h, struct fault *f);
void mail_run(struct hook *h);

#endif
