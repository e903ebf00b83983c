#ifndef PAPER_H
#define PAPER_H

/* Sums of what reached paper, for /metrics: read whole at the start, then
 * only what is new. */

struct buf;
struct core;
struct fault;

int paper_init(struct core *c, struct fault *f);
void paper_release(struct core *c);
/* Brings the sums up to the newest event.  Call it with no transaction open:
 * what is undone must not be counted. */
int paper_update(struct core *c, struct fault *f);
void paper_metrics(const struct core *c, struct buf *b);

#endif
