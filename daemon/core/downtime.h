#ifndef DOWNTIME_H
#define DOWNTIME_H

/* How a printer was in a span of time, until now at most. */

#include <stdint.h>

#include "health.h"

struct core;
struct fault;

struct downtime {
	int64_t minutes[HEALTH_STATE_N];
	int available; /* permille of the working hours, -1 unknown */
	unsigned stops;
};
int downtime_of(struct core *c, const char *printer, int64_t from, int64_t to,
    struct downtime *ret_d, struct fault *f);

#endif
