/*
 * Messages that wait for a slow peer.  Bounded: a peer that never reads is
 * given up, not fed for ever.  libc only.
 */

#include <errno.h>
#include <stdlib.h>

#include "mem.h"
#include "wire.h"

#define QUEUE_MAX 65536

struct waiting {
	struct waiting *next;
	struct wire_msg m;
};

struct wire_queue {
	int sock;
	size_t n;
	struct waiting *first, **end;
};

struct wire_queue *
wire_queue_new(int sock)
{
	struct wire_queue *q = mem_alloc(sizeof(*q));

	q->sock = sock;
	q->end = &q->first;
	return q;
}

static void
drop_first(struct wire_queue *q)
{
	struct waiting *w = q->first;

	q->first = w->next;
	if (q->first == NULL)
		q->end = &q->first;
	q->n--;
	wire_release(&w->m);
	free(w);
}

void
wire_queue_free(struct wire_queue *q)
{
	if (q == NULL)
		return;
	while (q->first != NULL)
		drop_first(q);
	free(q);
}

int
wire_queue_flush(struct wire_queue *q)
{
	while (q->first != NULL) {
		if (wire_send(q->sock, &q->first->m) != 0)
			return errno == EAGAIN ? 1 : -1;
		drop_first(q);
	}
	return 0;
}

int
wire_queue_keep(struct wire_queue *q, struct wire_msg *m)
{
	if (q->n >= QUEUE_MAX) {
		wire_release(m);
		errno = ENOBUFS;
		return -1;
	}
	struct waiting *w = mem_alloc(sizeof(*w));
	w->m = *m;
	wire_init(m);
	*q->end = w;
	q->end = &w->next;
	q->n++;
	return 0;
}

int
wire_queue_send(struct wire_queue *q, struct wire_msg *m)
{
	if (q->first == NULL) {
		int rc = wire_send(q->sock, m);
		if (rc == 0 || errno != EAGAIN) {
			wire_release(m);
			return rc;
		}
	}
	return wire_queue_keep(q, m);
}
