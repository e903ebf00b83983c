#ifndef ASK_H
#define ASK_H

/*
 * One request of a front, from its message to its answer.  A handler answers
 * with one of ask_reply, ask_job, ask_fault, ask_faults, or keeps the ask
 * (returns 1) and answers later with ask_finish after it.
 */

#include <stdint.h>

#include <jansson.h>

#include "intake.h"
#include "store.h"

struct buf;
struct core;
struct fault;
struct faults;
struct peer;

struct ask {
	struct core *core;
	struct peer *front;
	uint64_t id;
	json_t *root; /* the message; owns every string below */
	const json_t *params, *query;
	json_t *body;
	const char *key; /* NULL = none */
	uint8_t body_hash[STORE_HASH];
	int64_t if_match; /* 0 = none */
	int admin;
	int sees_all; /* jobs of other counters too */
	int browser;  /* by a cookie: a person looks, no program */
	char counter[STORE_NAME];
	char person[STORE_NAME]; /* "" = a counter alone */
	char role[16];
	unsigned with; /* INTAKE_PHOTO, INTAKE_PDF */
	int fd;	       /* what came beside; -1 */
	/* while it waits */
	int kept;
	int busy, finished; /* a handler is at work on it; it is answered */
	struct intake intake;
	uint8_t photo[STORE_HASH];
	int has_photo;
	void (*again)(struct ask *); /* a waiter for the same key */
	void *work;
	struct ask *next;
};

/* ---- answers; each ends the ask but does not free it ---- */

/* body: JSON, taken as it is; headers: JSON object or NULL. */
void
ask_reply(struct ask *a, int status, const char *headers, struct buf *body);
/* A body of bytes: fd is taken. */
void ask_reply_fd(struct ask *a, const char *type, const char *headers, int fd);
void ask_fault(struct ask *a, const struct fault *f);
void ask_faults(struct ask *a, const struct faults *fs);
/* A list that is given whole: opens {"items":[, and closes it and answers, or
 * answers the fault of rc < 0; b is released. */
void ask_items(struct buf *b);
int ask_items_end(struct ask *a, struct buf *b, int rc, const struct fault *f);
/* Frees a kept ask. */
void ask_finish(struct ask *a);

/* ---- small readers ---- */

const char *ask_param(const struct ask *a, const char *name);
/* A member of the query; NULL when absent. */
const char *ask_query(const struct ask *a, const char *name);
/* The integer of a path; FAULT_NOT_FOUND when it is none. */
int ask_param_id(const struct ask *a, int64_t *ret_id, struct fault *f);
/* A number from 0 to hi in the query; *ret_n stays where it is absent. */
int ask_number(const struct ask *a, const char *name, long long hi,
    long long *ret_n, struct fault *f);
/* limit (1..200, 50) and cursor of a list. */
int ask_page(
    const struct ask *a, int *ret_limit, int64_t *ret_cursor, struct fault *f);
/* The job of the path, if this counter may see it. */
int ask_job(const struct ask *a, struct store_job *ret_j, struct fault *f);
/* What intake is checked against now; free ret_w->printer. */
void ask_world(struct core *c, struct intake_world *ret_w);
/* Takes over a handler's request; from then on ask_finish ends it. */
void ask_keep(struct ask *a);

#endif
