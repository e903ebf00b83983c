#ifndef TAIL_H
#define TAIL_H

/* Committed events, told to every front in order, each once. */

#include <stdint.h>

struct core;
struct fault;

int tail_init(struct core *c, struct fault *f);
void tail_release(struct core *c);
/* Something was committed. */
void tail_wake(struct core *c);
int64_t tail_seq(const struct core *c); /* newest seq told */

#endif
