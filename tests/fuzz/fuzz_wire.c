/* Any datagram with any descriptors: refused whole or read whole, and no
 * descriptor is left behind.  The first byte is how many are sent along. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

#define FDS 8

static void
send_raw(int sock, const uint8_t *p, size_t n, size_t nfd)
{
	char ctl[CMSG_SPACE(FDS * sizeof(int))] = { 0 };
	struct iovec iov = { (void *)(uintptr_t)p, n };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1 };
	int fd[FDS];

	for (size_t i = 0; i < nfd; i++)
		fd[i] = wire_memfd("fuzz", p, n);
	if (nfd > 0) {
		m.msg_control = ctl;
		m.msg_controllen = CMSG_SPACE(nfd * sizeof(int));
		struct cmsghdr *c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(nfd * sizeof(int));
		memcpy(CMSG_DATA(c), fd, nfd * sizeof(int));
	}
	(void)sendmsg(sock, &m, MSG_NOSIGNAL | MSG_DONTWAIT);
	for (size_t i = 0; i < nfd; i++)
		(void)close(fd[i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct wire_msg m, again;
	int pair[2];

	if (n == 0 || wire_pair(pair) != 0)
		return 0;
	wire_init(&m);
	wire_init(&again);
	send_raw(pair[0], p + 1, n - 1, p[0] % (FDS + 1));
	(void)shutdown(pair[0], SHUT_WR);
	if (wire_recv(pair[1], &m) == 1) {
		if (wire_send(pair[1], &m) != 0 ||
		    wire_recv(pair[0], &again) != 1 || again.id != m.id ||
		    again.type != m.type || again.nfd != m.nfd ||
		    again.body.n != m.body.n ||
		    memcmp(buf_str(&again.body), buf_str(&m.body), m.body.n) !=
			0)
			abort();
	} else if (m.nfd != 0 || m.body.n != 0) {
		abort();
	}
	wire_release(&m);
	wire_release(&again);
	(void)close(pair[0]);
	(void)close(pair[1]);
	/* the lowest free descriptor is the same as at the first input */
	static int lowest = -1;
	int fd = dup(0);
	if (lowest >= 0 && fd != lowest)
		abort();
	lowest = fd;
	(void)close(fd);
	return 0;
}
