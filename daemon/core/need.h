#ifndef NEED_H
#define NEED_H

/* Blanks in stock against what waits for them (need.c), as JSON for the
 * API and as metrics. */

struct buf;
struct core;
struct fault;

int need_forecast(struct core *c, struct buf *b, struct fault *f);
int need_metrics(struct core *c, struct buf *b, struct fault *f);

#endif
