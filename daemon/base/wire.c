/*
 * Messages between our own programs over AF_UNIX SOCK_SEQPACKET.  A peer may
 * be less trusted than we are: every count and size it names is checked
 * against what really arrived, a body in a memfd must be sealed (a peer may
 * not change it, nor hand us a pipe to block on), and a message that is wrong
 * in any way leaves no descriptor open here.  libc only.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "mem.h"
#include "wire.h"

#define MAGIC 0x4B544543u /* "CETK" */
#define IN_MEMFD 1u
#define SEALS (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE)

/* Both ends are this machine: native byte order. */
struct header {
	uint32_t magic;
	uint32_t type;
	uint64_t id;
	uint32_t size; /* of the body */
	uint16_t nfd;  /* the caller's, without the body's memfd */
	uint16_t flags;
};

/* The fds of one message, the body's memfd first. */
union control {
	struct cmsghdr align;
	char room[CMSG_SPACE((WIRE_FDS + 1) * sizeof(int))];
};

static void
close_keeping_errno(int fd)
{
	int err = errno;

	(void)close(fd);
	errno = err;
}

void
wire_init(struct wire_msg *m)
{
	*m = (struct wire_msg){ 0 };
	for (int i = 0; i < WIRE_FDS; i++)
		m->fd[i] = -1;
}

/* Empties m but keeps the body's memory. */
static void
clear(struct wire_msg *m)
{
	for (int i = 0; i < WIRE_FDS; i++) {
		if (m->fd[i] >= 0)
			close_keeping_errno(m->fd[i]);
		m->fd[i] = -1;
	}
	m->nfd = 0;
	m->type = 0;
	m->id = 0;
	buf_clear(&m->body);
}

void
wire_release(struct wire_msg *m)
{
	clear(m);
	buf_release(&m->body);
}

int
wire_take_fd(struct wire_msg *m, unsigned i)
{
	if (i >= m->nfd)
		return -1;
	int fd = m->fd[i];
	m->fd[i] = -1;
	return fd;
}

void
wire_give_fd(struct wire_msg *m, int fd)
{
	if (m->nfd < WIRE_FDS)
		m->fd[m->nfd++] = fd;
	else
		close_keeping_errno(fd);
}

int
wire_memfd(const char *name, const void *p, size_t n)
{
	const char *from = p;
	int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd < 0)
		return -1;
	for (size_t done = 0; done < n;) {
		ssize_t w = pwrite(fd, from + done, n - done, (off_t)done);
		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			goto fail;
		done += (size_t)w;
	}
	if (fcntl(fd, F_ADD_SEALS, SEALS | F_SEAL_SEAL) == 0)
		return fd;
fail:
	close_keeping_errno(fd);
	return -1;
}

int
wire_send(int sock, const struct wire_msg *m)
{
	struct header h = { .magic = MAGIC, .type = m->type, .id = m->id };
	union control ctl = { 0 };
	int fd[WIRE_FDS + 1], body_fd = -1;
	size_t nfd = 0;
	ssize_t sent;

	if (m->body.n > WIRE_MAX) {
		errno = EMSGSIZE;
		return -1;
	}
	h.size = (uint32_t)m->body.n;
	if (m->body.n > WIRE_INLINE) {
		body_fd = wire_memfd("cetak-body", m->body.p, m->body.n);
		if (body_fd < 0)
			return -1;
		fd[nfd++] = body_fd;
		h.flags = IN_MEMFD;
	}
	for (unsigned i = 0; i < m->nfd; i++)
		if (m->fd[i] >= 0) {
			fd[nfd++] = m->fd[i];
			h.nfd++;
		}
	struct iovec iov[2] = {
		{ .iov_base = &h, .iov_len = sizeof(h) },
		{ .iov_base = m->body.p, .iov_len = m->body.n },
	};
	struct msghdr msg = { .msg_iov = iov,
		.msg_iovlen = body_fd >= 0 || m->body.n == 0 ? 1 : 2 };
	if (nfd > 0) {
		msg.msg_control = ctl.room;
		msg.msg_controllen = CMSG_SPACE(nfd * sizeof(int));
		struct cmsghdr *c = CMSG_FIRSTHDR(&msg);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(nfd * sizeof(int));
		memcpy(CMSG_DATA(c), fd, nfd * sizeof(int));
	}
	do
		sent = sendmsg(sock, &msg, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	if (body_fd >= 0)
		close_keeping_errno(body_fd);
	return sent < 0 ? -1 : 0;
}

/* Collects every descriptor that came, more than we asked for too: each one
 * must be closed. */
static size_t
collect(struct msghdr *msg, int fd[WIRE_FDS + 1])
{
	size_t n = 0;

	for (struct cmsghdr *c = CMSG_FIRSTHDR(msg); c != NULL;
	     c = CMSG_NXTHDR(msg, c)) {
		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		size_t k = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		for (size_t i = 0; i < k; i++) {
			int one;
			memcpy(
			    &one, CMSG_DATA(c) + i * sizeof(int), sizeof(one));
			if (n < WIRE_FDS + 1)
				fd[n++] = one;
			else
				close_keeping_errno(one);
		}
	}
	return n;
}

static int
read_body(int fd, uint32_t size, struct buf *ret_b)
{
	struct stat st;
	int seals = fcntl(fd, F_GET_SEALS);

	if (seals < 0 || (seals & SEALS) != SEALS || size > WIRE_MAX ||
	    size <= WIRE_INLINE || fstat(fd, &st) != 0 ||
	    st.st_size != (off_t)size)
		return -1;
	return buf_read_fd(ret_b, fd, size);
}

int
wire_recv(int sock, struct wire_msg *m)
{
	struct header h;
	char body[WIRE_INLINE];
	union control ctl;
	int fd[WIRE_FDS + 1];
	size_t nfd, at = 0;
	ssize_t got;

	struct iovec iov[2] = {
		{ .iov_base = &h, .iov_len = sizeof(h) },
		{ .iov_base = body, .iov_len = sizeof(body) },
	};
	struct msghdr msg = { .msg_iov = iov,
		.msg_iovlen = 2,
		.msg_control = ctl.room,
		.msg_controllen = sizeof(ctl.room) };
	clear(m);
	do
		got = recvmsg(sock, &msg, MSG_CMSG_CLOEXEC);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return -1;
	nfd = collect(&msg, fd);
	if (got == 0 && nfd == 0)
		return 0;
	if ((msg.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0 ||
	    (size_t)got < sizeof(h) || h.magic != MAGIC || h.flags > IN_MEMFD)
		goto bad;
	size_t inline_n = (size_t)got - sizeof(h);
	if (nfd != (size_t)h.nfd + h.flags || h.nfd > WIRE_FDS)
		goto bad;
	if (h.flags == IN_MEMFD) {
		if (inline_n != 0 || read_body(fd[0], h.size, &m->body) != 0)
			goto bad;
		(void)close(fd[0]);
		at = 1;
	} else if (inline_n != h.size) {
		goto bad;
	} else if (inline_n > 0) {
		buf_put(&m->body, body, inline_n);
	}
	m->type = h.type;
	m->id = h.id;
	while (at < nfd)
		m->fd[m->nfd++] = fd[at++];
	return 1;
bad:
	for (size_t i = 0; i < nfd; i++)
		(void)close(fd[i]);
	clear(m);
	errno = EPROTO;
	return -1;
}

static int
address(const char *path, struct sockaddr_un *ret_a)
{
	*ret_a = (struct sockaddr_un){ .sun_family = AF_UNIX };
	if (path[0] == '\0' ||
	    mem_copy(ret_a->sun_path, sizeof(ret_a->sun_path), path) != 0) {
		errno = path[0] == '\0' ? ENOENT : ENAMETOOLONG;
		return -1;
	}
	return 0;
}

static int
connect_to(const char *path, int flags)
{
	struct sockaddr_un a;

	if (address(path, &a) != 0)
		return -1;
	int s = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | flags, 0);
	if (s < 0)
		return -1;
	if (connect(s, (const struct sockaddr *)&a, sizeof(a)) == 0)
		return s;
	close_keeping_errno(s);
	return -1;
}

int
wire_connect(const char *path)
{
	return connect_to(path, 0);
}

int
wire_connect_now(const char *path)
{
	return connect_to(path, SOCK_NONBLOCK);
}

int
wire_listen(const char *path, unsigned mode)
{
	struct sockaddr_un a;
	struct stat st;

	if (address(path, &a) != 0)
		return -1;
	if (lstat(path, &st) == 0 && S_ISSOCK(st.st_mode)) {
		/* stale only when nobody answers there */
		int other = wire_connect(path);
		if (other >= 0) {
			(void)close(other);
			errno = EADDRINUSE;
			return -1;
		}
		if (errno == ECONNREFUSED)
			(void)unlink(path);
	}
	int s = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	if (s < 0)
		return -1;
	/* before bind, so that it is never more open than mode; after it,
	 * because the umask was taken away */
	if (fchmod(s, (mode_t)mode) == 0 &&
	    bind(s, (const struct sockaddr *)&a, sizeof(a)) == 0) {
		if (chmod(path, (mode_t)mode) == 0 && listen(s, 128) == 0)
			return s;
		int err = errno;
		(void)unlink(path);
		errno = err;
	}
	close_keeping_errno(s);
	return -1;
}

int
wire_pair(int ret[2])
{
	return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ret);
}

int
wire_peer(int sock, unsigned *ret_uid, int *ret_pid)
{
	struct ucred u;
	socklen_t n = sizeof(u);

	if (getsockopt(sock, SOL_SOCKET, SO_PEERCRED, &u, &n) != 0)
		return -1;
	*ret_uid = u.uid;
	*ret_pid = u.pid;
	return 0;
}

int
wire_listen_fd(const char *name)
{
	const char *pid = getenv("LISTEN_PID"), *fds = getenv("LISTEN_FDS");
	const char *names = getenv("LISTEN_FDNAMES");
	long long p, n;

	if (pid == NULL || fds == NULL || names == NULL ||
	    mem_number(pid, 1, INT32_MAX, &p) != 0 || p != getpid() ||
	    mem_number(fds, 1, 64, &n) != 0)
		return -1;
	for (int i = 0; i < n; i++) {
		size_t len = strcspn(names, ":");
		int fd = 3 + i;
		if (len == strlen(name) && strncmp(names, name, len) == 0)
			return fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 ? fd : -1;
		names += len + (names[len] == ':');
	}
	return -1;
}
