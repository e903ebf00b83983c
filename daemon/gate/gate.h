#ifndef GATE_H
#define GATE_H

/* What the gate's files share. */

#include <stdint.h>
#include <sys/types.h>

#include "buf.h"
#include "msg.h"

/* backend(7) */
#define GATE_OK 0
#define GATE_CANCEL 5 /* the job ends; no policy ever retries it */

/* ---- ask.c: the way to core ---- */

struct ask {
	const char *path; /* gate.sock */
	int sock;	  /* -1: not connected */
	int watch;	  /* inotify on the socket's directory */
	uint64_t last_id;
};
void ask_init(struct ask *a, const char *path);
void ask_release(struct ask *a);
/* 0 connected, -1 not (now). */
int ask_connect(struct ask *a);
void ask_disconnect(struct ask *a);
/* Waits until something may have changed at the socket's path, a second at
 * most. */
void ask_wait(struct ask *a);
/* Sends; the answer is not waited for. -1: disconnected. */
int ask_tell(struct ask *a, enum msg_type type, const char *body);
/* Sends and waits for the answer, whose text is ret_text; the answer's type,
 * or -1 when the peer went away or ms have passed: disconnected. */
int ask_question(struct ask *a, enum msg_type type, const char *body, int ms,
    struct buf *ret_text);
/* What came unasked (late answers) is dropped; notices the end of file. */
void ask_drain(struct ask *a);
/* Seconds of a clock that never jumps. */
int64_t ask_clock(void);

/* ---- device.c: is anybody there ---- */

/* 1 when the device of an ipp or ipps URI takes connections, and for every
 * other URI. */
int device_answers(const char *uri);

/* ---- run.c: the real backend ---- */

struct run {
	const char *program; /* .../backend/ipp */
	const char *uri;     /* the device */
	char **argv;	     /* as cupsd gave it: 6 or 7 */
	int document;
};
/* Becomes the keeper: own session, runs the backend, keeps core told and
 * reports.  Never returns; exits with GATE_OK or GATE_CANCEL. */
void run_keep(const struct run *r, struct ask *a, const char *who)
    __attribute__((noreturn));
/* How long to look for core, in seconds. */
int64_t run_patience(int64_t usual);

#endif
