/*
 * The event loop of the front: epoll over a handful of descriptors (two HTTP
 * servers, the core, timers, signals).  It trusts its callers: a descriptor is
 * forgotten before it is closed.
 */

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "log.h"
#include "mem.h"

#include "loop.h"

#define LOOP_FDS 16

struct watch {
	int fd; /* -1: free */
	void (*fn)(void *ctx, uint32_t events);
	void *ctx;
};

struct loop {
	int epfd;
	struct watch watch[LOOP_FDS];
};

struct loop *
loop_new(void)
{
	struct loop *l = mem_alloc(sizeof(*l));

	for (int i = 0; i < LOOP_FDS; i++)
		l->watch[i].fd = -1;
	l->epfd = epoll_create1(EPOLL_CLOEXEC);
	if (l->epfd < 0)
		fatal("epoll_create1");
	return l;
}

void
loop_free(struct loop *l)
{
	if (l == NULL)
		return;
	close(l->epfd);
	free(l);
}

static uint32_t
slot_of(const struct loop *l, int fd)
{
	uint32_t i;

	for (i = 0; i < LOOP_FDS && l->watch[i].fd != fd; i++)
		;
	return i;
}

void
loop_watch(struct loop *l, int fd, uint32_t events,
    void (*fn)(void *ctx, uint32_t events), void *ctx)
{
	int op = EPOLL_CTL_MOD;
	uint32_t i = slot_of(l, fd);
	struct epoll_event ev = { .events = events };

	if (i == LOOP_FDS) {
		op = EPOLL_CTL_ADD;
		i = slot_of(l, -1);
	}
	if (i == LOOP_FDS)
		fatalx("loop: too many descriptors");
	l->watch[i] = (struct watch){ .fd = fd, .fn = fn, .ctx = ctx };
	ev.data.u32 = i;
	if (epoll_ctl(l->epfd, op, fd, &ev) < 0)
		fatal("epoll_ctl");
}

void
loop_forget(struct loop *l, int fd)
{
	uint32_t i = slot_of(l, fd);

	if (fd < 0 || i == LOOP_FDS)
		return;
	l->watch[i].fd = -1;
	epoll_ctl(l->epfd, EPOLL_CTL_DEL, fd, NULL);
}

void
loop_wait(struct loop *l, int ms)
{
	struct epoll_event ev[LOOP_FDS];
	int n = epoll_wait(l->epfd, ev, LOOP_FDS, ms);

	if (n < 0 && errno != EINTR)
		fatal("epoll_wait");
	for (int i = 0; i < n; i++) {
		struct watch *w = &l->watch[ev[i].data.u32];

		if (w->fd >= 0)
			w->fn(w->ctx, ev[i].events);
	}
}

int64_t
loop_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int
loop_timer(void)
{
	int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);

	if (fd < 0)
		fatal("timerfd_create");
	return fd;
}

void
loop_timer_set(int fd, int ms, int period)
{
	struct itimerspec t = {
		.it_value = { ms / 1000, ms % 1000 * 1000000L },
		.it_interval = { period / 1000, period % 1000 * 1000000L },
	};

	if (timerfd_settime(fd, 0, &t, NULL) < 0)
		fatal("timerfd_settime");
}

void
loop_timer_ack(int fd)
{
	uint64_t n;

	while (read(fd, &n, sizeof(n)) > 0)
		;
}
