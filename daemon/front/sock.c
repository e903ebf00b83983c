/*
 * Where HTTP is heard: loopback and a Unix socket, never another interface
 * (a proxy with TLS stands before it where others must reach it).
 */

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "fault.h"
#include "mem.h"

#include "sock.h"

#define BACKLOG 511

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
	struct sockaddr_un un;
};

static int
refuse(struct fault *f)
{
	return fault_set(f, FAULT_CONFIG, "",
	    "http.listen harus 127.0.0.1:PORT atau [::1]:PORT.",
	    "http.listen must be 127.0.0.1:PORT or [::1]:PORT.");
}

static int
parse(const char *listen, union address *a, socklen_t *ret_n)
{
	const char *colon = strrchr(listen, ':');
	char host[64];
	long long port;
	size_t n;

	if (colon == NULL || mem_number(colon + 1, 0, 65535, &port) < 0)
		return -1;
	n = (size_t)(colon - listen);
	if (n >= sizeof(host))
		return -1;
	memcpy(host, listen, n);
	host[n] = '\0';
	memset(a, 0, sizeof(*a));
	if (strcmp(host, "[::1]") == 0) {
		a->v6.sin6_family = AF_INET6;
		a->v6.sin6_addr = in6addr_loopback;
		a->v6.sin6_port = htons((uint16_t)port);
		*ret_n = sizeof(a->v6);
		return 0;
	}
	a->v4.sin_family = AF_INET;
	a->v4.sin_port = htons((uint16_t)port);
	*ret_n = sizeof(a->v4);
	if (inet_pton(AF_INET, host, &a->v4.sin_addr) != 1)
		return -1;
	return ntohl(a->v4.sin_addr.s_addr) >> 24 == 127 ? 0 : -1;
}

static int
bound(union address *a, socklen_t n, int *ret_sock)
{
	int on = 1, err;
	int s = socket(
	    a->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (s < 0)
		return -1;
	if (a->any.sa_family == AF_UNIX)
		(void)fchmod(s, 0666);
	else
		(void)setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(s, &a->any, n) == 0 && listen(s, BACKLOG) == 0) {
		*ret_sock = s;
		return 0;
	}
	err = errno;
	close(s);
	errno = err;
	return -1;
}

int
sock_tcp(const char *listen, int *ret_sock, struct fault *f)
{
	union address a;
	socklen_t n;

	if (parse(listen, &a, &n) < 0)
		return refuse(f);
	if (bound(&a, n, ret_sock) == 0)
		return 0;
	return fault_set(f, FAULT_IO, "",
	    "Tidak dapat mendengarkan di http.listen: %s.",
	    "Cannot listen at http.listen: %s.", strerror(errno));
}

/* 1 when nobody answers at the socket that stands there. */
static int
stale(const union address *a)
{
	int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), rc;

	if (s < 0)
		return 0;
	rc = connect(s, &a->any, sizeof(a->un)) < 0 && errno == ECONNREFUSED;
	close(s);
	return rc;
}

int
sock_unix(const char *path, int *ret_sock, struct fault *f)
{
	union address a;

	memset(&a, 0, sizeof(a));
	a.un.sun_family = AF_UNIX;
	if (mem_copy(a.un.sun_path, sizeof(a.un.sun_path), path) < 0)
		return fault_set(f, FAULT_CONFIG, "",
		    "Jalur http.sock terlalu panjang.",
		    "The path of http.sock is too long.");
	if (stale(&a))
		(void)unlink(path);
	if (bound(&a, sizeof(a.un), ret_sock) == 0) {
		if (chmod(path, 0666) == 0)
			return 0;
		close(*ret_sock);
	}
	return fault_set(f, FAULT_IO, "",
	    "Tidak dapat mendengarkan di http.sock: %s.",
	    "Cannot listen at http.sock: %s.", strerror(errno));
}

int
sock_port(int sock)
{
	union address a = { .any = { 0 } };
	socklen_t n = sizeof(a);

	if (getsockname(sock, &a.any, &n) < 0)
		return -1;
	if (a.any.sa_family == AF_INET6)
		return ntohs(a.v6.sin6_port);
	return a.any.sa_family == AF_INET ? ntohs(a.v4.sin_port) : -1;
}
