#ifndef FRONT_SOCK_H
#define FRONT_SOCK_H

/* The listening sockets of HTTP. */

struct fault;

/* "127.0.0.1:8631" or "[::1]:8631": loopback only, port 0 takes a free one.
 * FAULT_CONFIG or FAULT_IO. */
int sock_tcp(const char *listen, int *ret_sock, struct fault *f);
/* A stream socket at a path, for everybody: who it is, the peer's uid says. */
int sock_unix(const char *path, int *ret_sock, struct fault *f);
/* The port of a bound socket. */
int sock_port(int sock);

#endif
