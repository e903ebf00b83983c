#ifndef RENDER_JOBS_H
#define RENDER_JOBS_H

/* The renderer's service: questions from the core on one socket, a forked
 * child for each page or photo. */

struct workshop;

struct jobs_limits {
	long long workers; /* children at once */
	long long seconds; /* CPU, and twice that on the clock */
	long long memory;  /* MiB of address space */
};

/* Serves until the core closes the socket or SIGTERM; an exit code. */
int jobs_serve(int sock, struct workshop *w, const struct jobs_limits *l);

#endif
