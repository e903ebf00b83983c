#ifndef TAIL_H
#define TAIL_H

/* Committed events and notices, told to every front that has readers, in order, each
 * once. */

struct core;
struct peer;

void tail_init(struct core *c);
void tail_release(struct core *c);
/* This front has a reader: it is told everything from now on. */
void tail_join(struct core *c, struct peer *front);
/* Something was committed. */
void tail_wake(struct core *c);

#endif
