/*
 * One connection of core over SEQPACKET.  It must never block and never call
 * back after the end it reported; what it reads is checked by wire.c for
 * form and by the owner's message function for sense.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "fault.h"
#include "log.h"
#include "mem.h"

#include "core.h"
#include "peer.h"

/* Messages taken from one peer before others are looked at. */
#define PEER_ROUND 256

static void peer_wait(struct peer *p, int64_t end);

struct peer_call {
	uint64_t id;
	void (*done)(void *arg, struct wire_msg *m);
	void *arg;
	struct peer_call *next;
};

static void
peer_watch(struct peer *p, int writing)
{
	if (sd_event_source_set_io_events(
		p->io, writing ? EPOLLIN | EPOLLOUT : EPOLLIN) < 0)
		fatalx("cannot watch a connection");
}

/* The question that m answers, NULL if m is not an answer. */
static struct peer_call *
peer_take_call(struct peer *p, uint64_t id)
{
	for (struct peer_call **l = &p->call; id && *l; l = &(*l)->next) {
		struct peer_call *k = *l;

		if (k->id != id)
			continue;
		*l = k->next;
		if (!*l)
			p->call_end = l;
		p->calls--;
		return k;
	}
	return NULL;
}

static int64_t
peer_limit(const struct peer *p)
{
	return p->heard + (int64_t)p->patience * 1000000;
}

/* A part that lives and says nothing would keep its jobs for ever. */
static int
peer_on_late(sd_event_source *s, uint64_t us, void *arg)
{
	struct peer *p = arg;
	int64_t end = peer_limit(p);

	(void)s;
	(void)us;
	p->late = sd_event_source_disable_unref(p->late);
	if (p->calls == 0)
		return 0;
	if (loop_mono() < end) {
		peer_wait(p, end);
		return 0;
	}
	log_warnx("%s dropped: no answer for %u s", p->ops->what, p->patience);
	peer_close(p);
	return 0;
}

static void
peer_wait(struct peer *p, int64_t end)
{
	int64_t us = end - loop_mono();

	if (!p->late)
		p->late = loop_timer(
		    p->core, us > 0 ? (uint64_t)us : 0, peer_on_late, p);
}

static void
peer_read(struct peer *p)
{
	struct wire_msg m;

	wire_init(&m);
	for (int i = 0; i < PEER_ROUND && !p->dead; i++) {
		int rc = wire_recv(p->fd, &m);

		if (rc < 0 && errno == EAGAIN)
			break;
		if (rc <= 0) {
			if (rc < 0)
				log_warn("%s dropped", p->ops->what);
			peer_close(p);
			break;
		}
		struct peer_call *k = peer_take_call(p, m.id);
		p->heard = loop_mono();
		if (k)
			k->done(k->arg, &m);
		else
			p->ops->message(p, &m);
		free(k);
	}
	wire_release(&m);
}

static int
peer_io(sd_event_source *s, int fd, uint32_t events, void *arg)
{
	struct peer *p = peer_ref(arg);

	(void)s;
	(void)fd;
	if (events & EPOLLOUT) {
		int left = wire_queue_flush(p->q);

		if (left < 0)
			peer_close(p);
		else if (left == 0)
			peer_watch(p, 0);
	}
	if (!p->dead && events & (EPOLLIN | EPOLLHUP | EPOLLERR))
		peer_read(p);
	peer_unref(p);
	return 0;
}

struct peer *
peer_new(struct core *c, int fd, const struct peer_ops *ops, void *arg)
{
	struct peer *p = mem_alloc(sizeof *p);
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
		fatal("fcntl");
	p->core = c;
	p->ops = ops;
	p->patience = ops->patience;
	p->arg = arg;
	p->fd = fd;
	p->refs = 1;
	p->call_end = &p->call;
	if (wire_peer(fd, &p->uid, &p->pid) < 0)
		p->uid = (unsigned)-1;
	p->next = c->peers;
	p->prev = &c->peers;
	if (c->peers)
		c->peers->prev = &p->next;
	c->peers = p;
	p->q = wire_queue_new(fd);
	if (sd_event_add_io(c->ev, &p->io, fd, EPOLLIN, peer_io, p) < 0 ||
	    sd_event_source_set_priority(p->io, ops->priority) < 0)
		fatalx("cannot watch a connection");
	return p;
}

struct peer *
peer_ref(struct peer *p)
{
	p->refs++;
	return p;
}

void
peer_unref(struct peer *p)
{
	if (!p || --p->refs > 0)
		return;
	if (!p->dead)
		fatalx("a living connection was let go");
	free(p);
}

void
peer_close(struct peer *p)
{
	struct peer_call *k;

	if (p->dead)
		return;
	p->dead = 1;
	p->refs++;
	*p->prev = p->next;
	if (p->next)
		p->next->prev = p->prev;
	sd_event_source_disable_unref(p->io);
	p->late = sd_event_source_disable_unref(p->late);
	wire_queue_free(p->q);
	close(p->fd);
	while ((k = p->call)) {
		p->call = k->next;
		k->done(k->arg, NULL);
		free(k);
	}
	p->call_end = &p->call;
	p->calls = 0;
	if (p->ops->gone)
		p->ops->gone(p);
	peer_unref(p);
}

void
peer_close_all(struct core *c)
{
	while (c->peers)
		peer_close(c->peers);
}

void
peer_send(struct peer *p, struct wire_msg *m)
{
	if (p->dead) {
		wire_release(m);
		return;
	}
	if (wire_queue_send(p->q, m) < 0) {
		log_warn("%s dropped", p->ops->what);
		peer_close(p);
		return;
	}
	int left = wire_queue_flush(p->q);
	if (left < 0)
		peer_close(p);
	else if (left > 0)
		peer_watch(p, 1);
}

void
peer_call(struct peer *p, struct wire_msg *m,
    void (*done)(void *arg, struct wire_msg *m), void *arg)
{
	struct peer_call *k;

	if (p->dead) {
		wire_release(m);
		done(arg, NULL);
		return;
	}
	k = mem_alloc(sizeof *k);
	k->id = m->id = ++p->serial;
	k->done = done;
	k->arg = arg;
	*p->call_end = k;
	p->call_end = &k->next;
	if (p->calls++ == 0)
		p->heard = loop_mono();
	if (p->patience)
		peer_wait(p, peer_limit(p));
	peer_send(p, m);
}
