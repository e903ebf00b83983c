#ifndef OVERVIEW_H
#define OVERVIEW_H

/* The day so far against the days before it, for the first screen. */

struct buf;
struct core;
struct fault;

int overview_write(struct core *c, struct buf *b, struct fault *f);

#endif
