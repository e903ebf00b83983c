/*
 * The gate's way to core: one connection, questions and answers of words.
 * Core may be restarted at any moment; then the path is watched and tried
 * again.  It must never take silence for a yes.
 */

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <time.h>
#include <unistd.h>

#include "mem.h"
#include "wire.h"

#include "gate.h"

int64_t
ask_clock(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

void
ask_init(struct ask *a, const char *path)
{
	*a = (struct ask){ .path = path, .sock = -1, .watch = -1 };
}

void
ask_release(struct ask *a)
{
	ask_disconnect(a);
	if (a->watch != -1)
		(void)close(a->watch);
	a->watch = -1;
}

void
ask_disconnect(struct ask *a)
{
	if (a->sock != -1)
		(void)close(a->sock);
	a->sock = -1;
}

int
ask_connect(struct ask *a)
{
	if (a->sock == -1)
		a->sock = wire_connect(a->path);
	return a->sock == -1 ? -1 : 0;
}

/* The directory is made anew with each start of core, so the watch is made
 * anew with each wait; where there is none yet, the second just passes. */
void
ask_wait(struct ask *a)
{
	char events[4096], *dir, *slash;
	struct pollfd p;

	if (a->watch == -1)
		a->watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	dir = mem_strdup(a->path);
	if ((slash = strrchr(dir, '/')) != NULL)
		*slash = '\0';
	if (a->watch != -1)
		(void)inotify_add_watch(
		    a->watch, dir, IN_CREATE | IN_MOVED_TO | IN_ATTRIB);
	free(dir);
	p = (struct pollfd){ .fd = a->watch, .events = POLLIN };
	if (poll(&p, 1, 1000) == 1)
		while (read(a->watch, events, sizeof(events)) > 0)
			continue;
}

static int
send_words(struct ask *a, enum msg_type type, const char *body)
{
	struct wire_msg m;
	int rc;

	if (a->sock == -1)
		return -1;
	wire_init(&m);
	m.type = type;
	m.id = ++a->last_id;
	buf_puts(&m.body, body);
	rc = wire_send(a->sock, &m);
	wire_release(&m);
	if (rc == -1)
		ask_disconnect(a);
	return rc;
}

int
ask_tell(struct ask *a, enum msg_type type, const char *body)
{
	return send_words(a, type, body);
}

int
ask_question(struct ask *a, enum msg_type type, const char *body, int ms,
    struct buf *ret_text)
{
	struct wire_msg m;
	struct pollfd p;
	int64_t end = ask_clock() + ms / 1000;
	int rc, answer = -1;

	if (send_words(a, type, body) == -1)
		return -1;
	wire_init(&m);
	do {
		p = (struct pollfd){ .fd = a->sock, .events = POLLIN };
		rc = poll(&p, 1, ms);
		if (rc == -1 && errno == EINTR)
			continue;
		if (rc <= 0 || wire_recv(a->sock, &m) != 1)
			break;
		if (m.id != a->last_id) /* late, of an earlier question */
			continue;
		answer = (int)m.type;
		buf_clear(ret_text);
		buf_put(ret_text, m.body.p, m.body.n);
		break;
	} while (ask_clock() <= end);
	wire_release(&m);
	if (answer == -1)
		ask_disconnect(a);
	return answer;
}

void
ask_drain(struct ask *a)
{
	struct wire_msg m;

	wire_init(&m);
	if (a->sock != -1 && wire_recv(a->sock, &m) != 1)
		ask_disconnect(a);
	wire_release(&m);
}
