#ifndef READY_H
#define READY_H

/* Whether each part of the service is there, for /readyz and for jobs that
 * wait. */

#include "job.h"

struct buf;
struct core;

/* JSON reason why jobs in this state stand still, "" when they need not. */
void ready_reason(struct core *c, enum job_state s, struct buf *ret_b);

#endif
