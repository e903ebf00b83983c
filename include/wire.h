#ifndef WIRE_H
#define WIRE_H

/*
 * Messages between our own programs over AF_UNIX SOCK_SEQPACKET: a fixed
 * header, a body of bytes, up to WIRE_FDS descriptors.  A body that is larger
 * than WIRE_INLINE travels in a sealed memfd of its own, unseen by callers.
 * A malformed message is an error of the peer (-1, EPROTO): drop the peer.
 */

#include <stddef.h>
#include <stdint.h>

#include "buf.h"

#define WIRE_FDS 4
#define WIRE_INLINE 32768
#define WIRE_MAX (64u << 20) /* largest body taken */

struct wire_msg {
	uint32_t type; /* enum msg_type, msg.h */
	uint64_t id;   /* answer bears the question's id; 0 = none */
	struct buf body;
	int fd[WIRE_FDS]; /* owned by the message; -1 = empty */
	unsigned nfd;
};

void wire_init(struct wire_msg *m);
void wire_release(struct wire_msg *m); /* closes what is left in fd */

/* Takes the descriptor at i out of the message; -1 when there is none. */
int wire_take_fd(struct wire_msg *m, unsigned i);
/* Hands fd over to the message. */
void wire_give_fd(struct wire_msg *m, int fd);

/* Sends; the message stays the caller's (descriptors are duplicated by the
 * kernel).  -1 with errno; EAGAIN when a non-blocking socket is full: the
 * caller queues. */
int wire_send(int sock, const struct wire_msg *m);

/* Receives into an initialised m (cleared first).  1 message, 0 end of file,
 * -1 errno (EAGAIN, EPROTO, ...). */
int wire_recv(int sock, struct wire_msg *m);

/* A listening or connected socket at a path (unlinks a stale one; mode as
 * given, umask ignored).  -1 with errno. */
int wire_listen(const char *path, unsigned mode);
int wire_connect(const char *path);
/* Non-blocking: EAGAIN where as many wait as may and nobody takes them. */
int wire_connect_now(const char *path);

/* A socketpair, close-on-exec; ret[0] ours, ret[1] for a child. */
int wire_pair(int ret[2]);

/* uid and pid of the peer, by SO_PEERCRED. */
int wire_peer(int sock, unsigned *ret_uid, int *ret_pid);

/* A memfd holding p[n], sealed against change; -1 with errno. */
int wire_memfd(const char *name, const void *p, size_t n);

/* Descriptors from systemd (LISTEN_FDS / LISTEN_FDNAMES), without libsystemd:
 * the one named name, or -1.  Marked close-on-exec. */
int wire_listen_fd(const char *name);

/* Waiting messages of a non-blocking peer. */
struct wire_queue;
struct wire_queue *wire_queue_new(int sock);
void wire_queue_free(struct wire_queue *q);
/* Sends or keeps a copy; m is emptied (ownership of its fds passes).
 * -1 when the peer is gone or more than 65,536 wait. */
int wire_queue_send(struct wire_queue *q, struct wire_msg *m);
/* Keeps it without trying to send: several answers, one wake of the peer. */
int wire_queue_keep(struct wire_queue *q, struct wire_msg *m);
/* Sends what waits: 1 still some left (watch for writability), 0 none, -1. */
int wire_queue_flush(struct wire_queue *q);

#endif
