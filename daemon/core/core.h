#ifndef CORE_H
#define CORE_H

/*
 * The state of core in memory, and the loop that serves it: take what waits
 * on the sockets into one transaction, commit once, then send all answers.
 * Everything here can be rebuilt from the store.
 */

#include <stddef.h>
#include <stdint.h>

#include <systemd/sd-event.h>

#include "conf.h"
#include "fault.h"
#include "job.h"
#include "notice.h"

struct ask;
struct batch;
struct blob_dir;
struct catalog;
struct dispatch;
struct paper;
struct peer;
struct pipeline;
struct printer;
struct render;
struct sealer;
struct store;
struct wire_msg;
struct tail;
struct upkeep;

/* Order in which ready sources are served: a printer waits for its permit, a
 * counter for its answer; commit when nobody waits; then the rest. */
#define LOOP_GATE (-20)
#define LOOP_FRONT 0
#define LOOP_CHILD 5
#define LOOP_COMMIT 10
#define LOOP_TAIL 15
#define LOOP_WORK 20

/* So many requests at once are many. */
#define LOOP_FLOOD 8u

/* A message that may leave only when what it says is on disk. */
struct defer {
	struct peer *peer;
	struct wire_msg *m; /* taken over */
	/* When set, the message is a question and this takes its answer (m NULL
	 * when the peer is gone or the commit failed). */
	void (*done)(void *arg, struct wire_msg *m);
	void *arg;
	const char *before, *after; /* crash points around the sending */
	struct defer *next;
};

struct core {
	const char *conf_path;
	int debug;
	struct conf conf;
	int32_t zone; /* seconds east of UTC */
	unsigned uid;
	int stopping;
	int64_t started;   /* UTC seconds */
	int64_t committed; /* of the newest commit, 0 none */

	sd_event *ev;
	sd_event_source *commit, *work, *tail_ev, *again, *turn, *linger,
	    *expire, *device_ev;

	struct store *store;
	struct blob_dir *blobs;
	int store_down;		/* a failed sync: no write is believed */
	int64_t full_until;	/* disk full: background work waits */
	struct fault store_why; /* of the newest failure */

	int open; /* a transaction is open */
	int spoilt;
	struct fault why; /* of the spoilt transaction */
	struct defer *defer, **defer_end;
	size_t defers;

	struct catalog *catalog;
	struct sealer *sealer;
	struct render *render;
	struct pipeline *pipeline;
	struct printer *printers;
	char *press; /* socket of its service; NULL: core starts presses */
	struct dispatch *dispatch;
	struct batch *batches;
	struct peer *peers;
	struct tail *tail;
	struct paper *paper;
	struct upkeep *upkeep;
	struct ask *asks;     /* requests that wait for a child */
	struct faults faults; /* of the request being looked at */
	int front_fd, gate_fd;
	sd_event_source *front_ev, *gate_ev;
	struct peer **front;
	size_t fronts;
	int64_t request[LOOP_FLOOD]; /* monotonic us: the newest requests */
	unsigned requests;
	int64_t next_turn; /* likewise: of background work */
};

/* ---- loop.c ---- */

int64_t loop_now(void);		     /* UTC seconds */
int64_t loop_mono(void);	     /* monotonic microseconds */
void loop_request(struct core *c);   /* one has come */
int loop_calm(const struct core *c); /* 0 while many come */
int loop_init(struct core *c, struct fault *f);
void loop_release(struct core *c);

/* Joins the open transaction or opens one.  FAULT_UNAVAILABLE after a failed
 * sync, FAULT_BUSY never. */
int loop_begin(struct core *c, struct fault *f);
/* A store call inside the transaction failed: FULL and IO spoil all of it. */
void loop_failed(struct core *c, const struct fault *f);
/* Sends d->m after the commit; at once when no transaction is open. */
void loop_defer(struct core *c, const struct defer *d);
/* Commits what is open and sends what waited, or tells all that it failed. */
void loop_commit(struct core *c);
/* Background work (pipeline, dispatch) is looked at when nothing waits. */
void loop_work(struct core *c);
/* As loop_work, in a while: something failed that may pass. */
void loop_again(struct core *c);
/* fn once, after us microseconds; returns the source to be unref'd, NULL when
 * the loop has ended and nothing will be called. */
sd_event_source *
loop_timer(struct core *c, uint64_t us, sd_event_time_handler_t fn, void *arg);

/* store_job_step inside the loop's transaction, with the log line. */
struct store_job;
struct store_change;
int loop_step(struct core *c, const struct store_job *j, enum job_event ev,
    const struct store_change *ch, struct store_job *ret_job);

/* ---- notice.c ---- */

/* Tells the office a whole sentence, once what is open is on disk; kind is a
 * slug, subject what it is about, nothing of it personal. */
void notice_tell(struct core *c, enum notice_level level, const char *kind,
    const char *subject, const char *id, const char *en);

#endif
