/*
 * Whether an IPP device takes connections right now.  Only a hint, asked
 * before the permit: nothing is sent.  It must never refuse a device whose
 * URI it does not understand; the real backend knows better.
 */

#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "mem.h"

#include "gate.h"

#define CONNECT_MS 3000

static int
takes_connections(const struct addrinfo *to)
{
	struct pollfd p;
	socklen_t size = sizeof(int);
	int error = -1, fd;

	fd = socket(to->ai_family,
	    to->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, to->ai_protocol);
	if (fd == -1)
		return 0;
	p = (struct pollfd){ .fd = fd, .events = POLLOUT };
	if (connect(fd, to->ai_addr, to->ai_addrlen) == 0)
		error = 0;
	else if (poll(&p, 1, CONNECT_MS) == 1 &&
	    getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == -1)
		error = -1;
	(void)close(fd);
	return error == 0;
}

/* "user@[::1]:8631" to host and port, in place. */
static void
split(char *authority, char **ret_host, char **ret_port)
{
	char *p = strrchr(authority, '@');

	if (p != NULL)
		authority = p + 1;
	if (*authority == '[' && (p = strchr(authority, ']')) != NULL) {
		authority++;
		*p++ = '\0';
	} else {
		p = strchr(authority, ':');
	}
	*ret_host = authority;
	if (p != NULL && *p == ':') {
		*p = '\0';
		*ret_port = p + 1;
	}
}

int
device_answers(const char *uri)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *list, *i;
	char *authority, *host, port631[] = "631", *port = port631;
	const char *from;
	int answers = 0;

	if (strncmp(uri, "ipp://", 6) == 0)
		from = uri + 6;
	else if (strncmp(uri, "ipps://", 7) == 0)
		from = uri + 7;
	else
		return 1;
	authority = mem_strndup(from, strcspn(from, "/?#"));
	split(authority, &host, &port);
	if (getaddrinfo(host, port, &hints, &list) == 0) {
		for (i = list; i != NULL && !answers; i = i->ai_next)
			answers = takes_connections(i);
		freeaddrinfo(list);
	}
	free(authority);
	return answers;
}
