#ifndef CHILD_H
#define CHILD_H

/* A program of ours that core starts, with one end of a socket pair as its
 * descriptor 3, and starts again with growing pauses when it ends.  Where a
 * service of its own starts it, core connects to that, again and again
 * likewise. */

#include <stdint.h>

#include <systemd/sd-event.h>

struct core;
struct peer;
struct peer_ops;

struct child {
	struct core *core;
	const char *program; /* file name in libexec_dir */
	const char *served;  /* socket of its service; NULL: core starts it */
	const char *what;    /* for the log: "render", "press x" */
	const struct peer_ops *ops;
	void *arg;
	void (*started)(void *arg); /* peer is ready to be spoken to */
	int nice;
	struct peer *peer; /* NULL while it is down */
	uint64_t life;	   /* grows with each start */
	int64_t since;	   /* started, monotonic us; 0 ended for good */
	uint64_t pause;	   /* before the next start, us */
	int pid;	   /* 0 also while it is served */
	sd_event_source *exit, *timer;
};

void child_start(struct child *k);
/* From the gone function of ops: the connection ended. */
void child_gone(struct child *k);
/* Ends it for good. */
void child_stop(struct child *k);

#endif
