/*
 * The link to core over front.sock.  Core is trusted, its death is normal:
 * open questions end at once with "core is away" (a client may repeat them,
 * the Idempotency-Key makes that safe), and the link is made anew with growing
 * pauses kept by a timer.  It never waits for core.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <jansson.h>

#include "buf.h"
#include "log.h"
#include "mem.h"
#include "msg.h"
#include "wire.h"

#include "front.h"
#include "link.h"
#include "loop.h"
#include "stream.h"

#define ASKS_MAX 4096u
#define LATE_MS 60000
#define PAUSE_MIN 50
#define PAUSE_MAX 2000
#define TURN 256 /* messages taken before others get their turn */

struct ask {
	uint64_t id; /* 0: free */
	void (*answer)(void *ctx, struct scan reply, int fd);
	void *ctx;
	int64_t until;
	unsigned next_free;
};

struct link {
	struct front *front;
	char *path;
	int sock; /* -1: away */
	struct wire_queue *queue;
	int timer;
	int pause;
	struct ask *ask;
	unsigned n, free, open; /* free: 1 + index, 0: none */
	uint32_t turn;		/* makes ids of one place differ */
	struct wire_msg in;
};

static void try(struct link *l);

static void watch(struct link *l, int more);

/* Ends question i; the place may be taken again by the callee. */
static void
finish(struct link *l, unsigned i, struct scan reply, int fd)
{
	struct ask a = l->ask[i];

	l->ask[i].id = 0;
	l->ask[i].next_free = l->free;
	l->free = i + 1;
	l->open--;
	a.answer(a.ctx, reply, fd);
}

static void
lost(struct link *l)
{
	if (l->sock >= 0) {
		log_warnx("core is away, %u questions open", l->open);
		loop_forget(l->front->loop, l->sock);
		wire_queue_free(l->queue);
		close(l->sock);
		l->sock = -1;
		l->queue = NULL;
		l->pause = PAUSE_MIN;
	}
	loop_timer_set(l->timer, l->pause, 0);
	l->pause = l->pause * 2 > PAUSE_MAX ? PAUSE_MAX : l->pause * 2;
	for (unsigned i = 0; i < l->n; i++)
		if (l->ask[i].id != 0)
			finish(l, i, (struct scan){ NULL, 0 }, -1);
}

static void
take_reply(struct link *l, struct scan reply)
{
	unsigned i = (unsigned)(l->in.id & 0xffff);
	int fd = wire_take_fd(&l->in, 0);

	if (i < l->n && l->ask[i].id == l->in.id)
		finish(l, i, reply, fd);
	else if (fd >= 0) /* late, nobody waits any more */
		close(fd);
}

static int
take(struct link *l)
{
	struct scan text = { (const char *)l->in.body.p, l->in.body.n };
	json_t *j;

	if (l->in.type == MSG_REPLY)
		take_reply(l, text);
	if (l->in.type != MSG_EVENT || l->front->streams == NULL)
		return 0;
	j = json_loadb(text.p, text.n, 0, NULL);
	if (j == NULL)
		return -1;
	stream_event(l->front, j);
	json_decref(j);
	return 0;
}

static void
stir(void *ctx, uint32_t events)
{
	struct link *l = ctx;
	int rc = 1;

	if (events & EPOLLOUT) {
		rc = wire_queue_flush(l->queue);
		if (rc < 0) {
			lost(l);
			return;
		}
		watch(l, rc);
	}
	for (int i = 0; i < TURN && l->sock >= 0; i++) {
		rc = wire_recv(l->sock, &l->in);
		if (rc < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		if (rc <= 0 || take(l) < 0) {
			lost(l);
			return;
		}
	}
}

static void
watch(struct link *l, int more)
{
	loop_watch(l->front->loop, l->sock, more ? EPOLLIN | EPOLLOUT : EPOLLIN,
	    stir, l);
}

static void
try(struct link *l)
{
	l->sock = wire_connect(l->path);
	if (l->sock < 0 || fcntl(l->sock, F_SETFL, O_NONBLOCK) < 0) {
		if (l->sock >= 0)
			close(l->sock);
		l->sock = -1;
		lost(l);
		return;
	}
	l->pause = PAUSE_MIN;
	l->queue = wire_queue_new(l->sock);
	watch(l, 0);
	log_info("core answers");
	stream_resume(l->front);
}

static void
timer_fired(void *ctx, uint32_t events)
{
	struct link *l = ctx;

	(void)events;
	loop_timer_ack(l->timer);
	if (l->sock < 0)
		try(l);
}

struct link *
link_new(struct front *front)
{
	struct link *l = mem_alloc(sizeof(*l));

	l->front = front;
	l->path = mem_printf("%s/front.sock", front->conf.run_dir);
	l->sock = -1;
	l->pause = PAUSE_MIN;
	l->timer = loop_timer();
	wire_init(&l->in);
	loop_watch(front->loop, l->timer, EPOLLIN, timer_fired, l);
	loop_timer_set(l->timer, 1, 0);
	return l;
}

void
link_free(struct link *l)
{
	if (l == NULL)
		return;
	lost(l);
	loop_forget(l->front->loop, l->timer);
	close(l->timer);
	wire_release(&l->in);
	free(l->ask);
	free(l->path);
	free(l);
}

static unsigned
place(struct link *l)
{
	unsigned i = l->free, n = l->n;

	if (i > 0) {
		l->free = l->ask[i - 1].next_free;
		return i - 1;
	}
	l->n = n == 0 ? 64 : n * 2;
	l->ask = mem_array(l->ask, l->n, sizeof(*l->ask));
	for (i = n; i < l->n; i++)
		l->ask[i] =
		    (struct ask){ .next_free = i + 1 < l->n ? i + 2 : 0 };
	l->free = n + 2;
	return n;
}

int
link_ask(struct link *l, struct buf *text, int fd,
    void (*answer)(void *ctx, struct scan reply, int fd), void *ctx)
{
	struct wire_msg m;
	unsigned i;

	if (l->sock < 0 || l->open >= ASKS_MAX) {
		if (fd >= 0)
			close(fd);
		buf_release(text);
		return -1;
	}
	i = place(l);
	l->ask[i].id = (uint64_t)++l->turn << 16 | i;
	l->ask[i].answer = answer;
	l->ask[i].ctx = ctx;
	l->ask[i].until = loop_now() + LATE_MS;
	l->open++;
	wire_init(&m);
	m.type = MSG_REQUEST;
	m.id = l->ask[i].id;
	m.body = *text;
	*text = (struct buf){ 0 };
	if (fd >= 0)
		wire_give_fd(&m, fd);
	if (wire_queue_send(l->queue, &m) < 0) {
		/* The loop finds the end of file and tells everybody; this one
		 * is told by the return. */
		l->ask[i].id = 0;
		l->ask[i].next_free = l->free;
		l->free = i + 1;
		l->open--;
		return -1;
	}
	if (wire_queue_flush(l->queue) == 1)
		watch(l, 1);
	return 0;
}

unsigned
link_open(const struct link *l)
{
	return l->open;
}

int
link_up(const struct link *l)
{
	return l->sock >= 0;
}

void
link_tick(struct link *l)
{
	int64_t now = loop_now();

	for (unsigned i = 0; i < l->n; i++)
		if (l->ask[i].id != 0 && l->ask[i].until < now)
			finish(l, i, (struct scan){ NULL, 0 }, -1);
}
