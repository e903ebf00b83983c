/* The wire: messages whole, descriptors accounted for, peers not trusted. */

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cmocka.h>

#include "wire.h"

static int pair[2];
static struct wire_msg out, in;

static int
open_fds(void)
{
	int n = 0;

	for (int fd = 0; fd < 256; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

static int
setup(void **state)
{
	(void)state;
	wire_init(&out);
	wire_init(&in);
	return wire_pair(pair);
}

static int
teardown(void **state)
{
	(void)state;
	wire_release(&out);
	wire_release(&in);
	(void)close(pair[0]);
	(void)close(pair[1]);
	return 0;
}

static void
test_sizes(void **state)
{
	static const size_t sizes[] = { 0, 1, WIRE_INLINE, WIRE_INLINE + 1,
		3000000 };

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		int before = open_fds();
		out.type = (uint32_t)i + 1;
		out.id = UINT64_MAX - i;
		buf_clear(&out.body);
		for (size_t k = 0; k < sizes[i]; k++)
			buf_putc(&out.body, (int)(k * 7));
		assert_int_equal(wire_send(pair[0], &out), 0);
		assert_int_equal(wire_recv(pair[1], &in), 1);
		assert_int_equal(in.type, i + 1);
		assert_true(in.id == UINT64_MAX - i);
		assert_int_equal(in.body.n, sizes[i]);
		if (sizes[i] > 0)
			assert_memory_equal(in.body.p, out.body.p, sizes[i]);
		assert_int_equal(in.nfd, 0);
		assert_int_equal(open_fds(), before);
	}
	(void)close(pair[0]);
	assert_int_equal(wire_recv(pair[1], &in), 0);
}

static void
test_descriptors(void **state)
{
	int before = open_fds();
	struct buf b = { 0 };
	char text[24];

	(void)state;
	for (int i = 0; i < WIRE_FDS; i++) {
		(void)snprintf(text, sizeof(text), "file%d", i);
		wire_give_fd(&out, wire_memfd("t", text, 5));
	}
	/* one too many is closed, not lost */
	wire_give_fd(&out, wire_memfd("t", "more", 4));
	assert_int_equal(open_fds(), before + WIRE_FDS);
	for (size_t k = 0; k <= WIRE_INLINE; k++)
		buf_putc(&out.body, 'x');
	assert_int_equal(wire_send(pair[0], &out), 0);
	assert_int_equal(wire_recv(pair[1], &in), 1);
	assert_int_equal(in.nfd, WIRE_FDS);
	assert_int_equal(in.body.n, WIRE_INLINE + 1);
	int fd = wire_take_fd(&in, 2);
	assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	assert_int_equal(buf_read_fd(&b, fd, 100), 0);
	assert_string_equal(buf_str(&b), "file2");
	assert_int_equal(wire_take_fd(&in, 2), -1);
	assert_int_equal(wire_take_fd(&in, WIRE_FDS), -1);
	/* sealed against change */
	assert_int_equal(pwrite(fd, "x", 1, 0), -1);
	assert_int_equal(ftruncate(fd, 1), -1);
	(void)close(fd);
	wire_release(&in);
	wire_release(&out);
	assert_int_equal(open_fds(), before);
	buf_release(&b);
}

/* What a peer of ours could send that wire_send never would. */
struct raw {
	uint32_t magic, type;
	uint64_t id;
	uint32_t size;
	uint16_t nfd, flags;
};

static void
send_raw(const struct raw *h, size_t n, const int *fd, size_t nfd)
{
	char ctl[CMSG_SPACE(16 * sizeof(int))] = { 0 }, body[64] = "body";
	struct iovec iov[2] = { { (void *)(uintptr_t)h, sizeof(*h) },
		{ body, n } };
	struct msghdr m = { .msg_iov = iov, .msg_iovlen = 2 };

	if (nfd > 0) {
		m.msg_control = ctl;
		m.msg_controllen = CMSG_SPACE(nfd * sizeof(int));
		struct cmsghdr *c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(nfd * sizeof(int));
		memcpy(CMSG_DATA(c), fd, nfd * sizeof(int));
	}
	assert_true(sendmsg(pair[0], &m, 0) >= 0);
}

/* The peer is refused whole: nothing of the message is left, and of its
 * descriptors none. */
static void
refused(const struct raw *h, size_t n, const int *fd, size_t nfd)
{
	int before = open_fds();

	send_raw(h, n, fd, nfd);
	assert_int_equal(wire_recv(pair[1], &in), -1);
	assert_int_equal(errno, EPROTO);
	assert_int_equal(in.nfd, 0);
	assert_int_equal(in.body.n, 0);
	assert_int_equal(open_fds(), before);
}

static void
test_malformed(void **state)
{
	const struct raw good = { 0x4B544543, 1, 2, 4, 0, 0 };
	struct raw h;
	int fd[16], before = open_fds();

	(void)state;
	send_raw(&good, 4, NULL, 0);
	assert_int_equal(wire_recv(pair[1], &in), 1);
	for (int i = 0; i < 16; i++)
		fd[i] = open("/dev/null", O_RDONLY);
	h = good, h.magic ^= 1;
	refused(&h, 4, fd, 0);
	h = good, h.size = 5;
	refused(&h, 4, fd, 0);
	h = good, h.size = 3;
	refused(&h, 4, fd, 0);
	h = good; /* descriptors that it does not name */
	refused(&h, 4, fd, 1);
	refused(&h, 4, fd, 16);
	h = good, h.nfd = 2;
	refused(&h, 4, fd, 1);
	h = good, h.nfd = 5;
	refused(&h, 4, fd, 5);
	h = good, h.flags = 2;
	refused(&h, 4, fd, 0);
	h = good, h.flags = 1, h.size = 40000; /* not a memfd */
	refused(&h, 0, fd, 1);
	refused(&h, 0, fd, 0);
	refused(&h, 4, fd, 1);
	h.size = UINT32_MAX;
	refused(&h, 0, fd, 1);
	/* a memfd of the right size that may still change */
	(void)close(fd[0]);
	fd[0] = memfd_create("t", MFD_ALLOW_SEALING);
	assert_int_equal(ftruncate(fd[0], 40000), 0);
	h.size = 40000;
	refused(&h, 0, fd, 1);
	/* sealed, and it passes; with another size it does not */
	assert_int_equal(fcntl(fd[0], F_ADD_SEALS,
			     F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE),
	    0);
	send_raw(&h, 0, fd, 1);
	assert_int_equal(wire_recv(pair[1], &in), 1);
	h.nfd = WIRE_FDS; /* more than there is room for */
	refused(&h, 0, fd, WIRE_FDS + 3);
	h.nfd = 0;
	h.size = 40001;
	refused(&h, 0, fd, 1);
	assert_int_equal(send(pair[0], "short", 5, 0), 5);
	assert_int_equal(wire_recv(pair[1], &in), -1);
	assert_int_equal(errno, EPROTO);
	for (int i = 0; i < 16; i++)
		(void)close(fd[i]);
	assert_int_equal(open_fds(), before);
}

static void
test_listen(void **state)
{
	char dir[] = "/tmp/test_wire_XXXXXX", path[64], longer[200];
	struct stat st;
	unsigned uid;
	int pid;

	(void)state;
	assert_non_null(mkdtemp(dir));
	(void)snprintf(path, sizeof(path), "%s/s", dir);
	umask(077);
	int l = wire_listen(path, 0660);
	assert_true(l >= 0);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0660);
	int c = wire_connect(path);
	assert_true(c >= 0);
	assert_int_equal(wire_peer(c, &uid, &pid), 0);
	assert_int_equal(uid, getuid());
	assert_int_equal(pid, getpid());
	/* in use; then stale; then a file that is no socket */
	assert_int_equal(wire_listen(path, 0600), -1);
	assert_int_equal(errno, EADDRINUSE);
	(void)close(l);
	assert_int_equal(wire_connect(path), -1);
	l = wire_listen(path, 0600);
	assert_true(l >= 0);
	(void)close(l);
	(void)unlink(path);
	int fd = open(path, O_WRONLY | O_CREAT, 0600);
	assert_int_equal(wire_listen(path, 0600), -1);
	(void)close(fd);
	assert_int_equal(stat(path, &st), 0);
	assert_true(S_ISREG(st.st_mode));
	(void)unlink(path);
	(void)rmdir(dir);
	memset(longer, 'a', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	assert_int_equal(wire_connect(longer), -1);
	assert_int_equal(errno, ENAMETOOLONG);
	(void)close(c);
}

/* Nobody accepts: at some time it says so instead of waiting. */
static void
test_connect_now(void **state)
{
	char dir[] = "/tmp/test_wire_XXXXXX", path[64];
	int c[256], n = 0;

	(void)state;
	assert_non_null(mkdtemp(dir));
	(void)snprintf(path, sizeof(path), "%s/s", dir);
	int l = wire_listen(path, 0600);
	assert_true(l >= 0);
	while (n < 256 && (c[n] = wire_connect_now(path)) >= 0)
		n++;
	assert_int_equal(errno, EAGAIN);
	assert_in_range(n, 1, 255);
	assert_true(fcntl(c[0], F_GETFL) & O_NONBLOCK);
	while (n > 0)
		(void)close(c[--n]);
	(void)close(l);
	(void)unlink(path);
	(void)rmdir(dir);
	assert_int_equal(wire_connect_now(path), -1);
	assert_int_equal(errno, ENOENT);
}

static void
test_listen_fd(void **state)
{
	char pid[16];

	(void)state;
	/* descriptors 3 and 4 are open here: the socket pair took them */
	(void)snprintf(pid, sizeof(pid), "%d", getpid());
	setenv("LISTEN_PID", pid, 1);
	setenv("LISTEN_FDS", "2", 1);
	setenv("LISTEN_FDNAMES", "front:gate", 1);
	assert_int_equal(wire_listen_fd("front"), 3);
	assert_int_equal(wire_listen_fd("gate"), 4);
	assert_int_equal(wire_listen_fd("fron"), -1);
	assert_int_equal(wire_listen_fd("seal"), -1);
	setenv("LISTEN_PID", "1", 1);
	assert_int_equal(wire_listen_fd("front"), -1);
	unsetenv("LISTEN_PID");
	assert_int_equal(wire_listen_fd("front"), -1);
}

static void
test_queue(void **state)
{
	struct wire_queue *q = wire_queue_new(pair[0]);
	uint64_t sent = 0, got = 0;
	int left = 0;

	(void)state;
	(void)fcntl(pair[0], F_SETFL, O_NONBLOCK);
	(void)fcntl(pair[1], F_SETFL, O_NONBLOCK);
	/* more than the socket holds, then drained in order */
	while (sent < 2000) {
		buf_printf(&out.body, "%01000d", (int)sent);
		out.id = ++sent;
		wire_give_fd(&out, wire_memfd("t", "x", 1));
		assert_int_equal(wire_queue_send(q, &out), 0);
		assert_int_equal(out.nfd, 0);
		assert_int_equal(out.body.n, 0);
		left |= wire_queue_flush(q);
		/* now there is room, but what waits goes first */
		while (sent % 500 == 0 && wire_recv(pair[1], &in) == 1)
			assert_int_equal(in.id, ++got);
	}
	assert_int_equal(left, 1);
	while (got < sent) {
		assert_true(wire_queue_flush(q) >= 0);
		while (wire_recv(pair[1], &in) == 1)
			assert_int_equal(in.id, ++got);
		assert_int_equal(errno, EAGAIN);
	}
	assert_int_equal(wire_queue_flush(q), 0);
	/* kept until flushed */
	assert_int_equal(wire_queue_keep(q, &out), 0);
	assert_int_equal(wire_recv(pair[1], &in), -1);
	assert_int_equal(wire_queue_flush(q), 0);
	assert_int_equal(wire_recv(pair[1], &in), 1);
	(void)close(pair[1]);
	assert_int_equal(wire_queue_send(q, &out), -1);
	pair[1] = -1;
	wire_queue_free(q);
	wire_queue_free(NULL);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_listen_fd),
		T(test_sizes),
		T(test_descriptors),
		T(test_malformed),
		T(test_listen),
		T(test_connect_now),
		T(test_queue),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
