#ifndef PEER_H
#define PEER_H

/*
 * One connection of core: it reads whole messages, keeps what the other side
 * cannot take yet, matches answers to questions and notices the end.
 */

#include <stdint.h>

#include <systemd/sd-event.h>

#include "wire.h"

struct core;
struct fault;
struct peer;

struct peer_ops {
	const char *what; /* for the log */
	int64_t priority;
	unsigned patience; /* of its peers */
	void (*message)(struct peer *p, struct wire_msg *m);
	/* The connection ended; the peer is released by the caller of this. */
	void (*gone)(struct peer *p);
	/* An answer that was to leave after a commit that failed. */
	void (*unsaved)(struct peer *p, uint64_t id, const struct fault *f);
};

struct peer_call;

struct peer {
	struct core *core;
	const struct peer_ops *ops;
	void *arg;
	int fd;
	int dead;
	unsigned refs;
	unsigned uid;
	int pid;
	uint64_t serial;
	sd_event_source *io, *late;
	struct wire_queue *q;
	struct peer_call *call, **call_end;
	unsigned calls; /* questions without answer */
	int64_t heard;	/* monotonic us, or when first asked */
	/* seconds with a question open and nothing heard until it counts as
	 * dead, 0 = for ever */
	unsigned patience;
	struct peer *next, **prev; /* all of core's */
};

/* Takes fd (set non-blocking). */
struct peer *
peer_new(struct core *c, int fd, const struct peer_ops *ops, void *arg);
struct peer *peer_ref(struct peer *p);
void peer_unref(struct peer *p);
/* Ends the connection: every waiting question is told NULL, then gone. */
void peer_close(struct peer *p);
/* Ends all that are left. */
void peer_close_all(struct core *c);
/* Sends m (emptied). */
void peer_send(struct peer *p, struct wire_msg *m);
/* Sends m as a question; done is called exactly once. */
void peer_call(struct peer *p, struct wire_msg *m,
    void (*done)(void *arg, struct wire_msg *m), void *arg);

#endif
