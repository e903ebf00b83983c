#ifndef FRONT_H
#define FRONT_H

/* The connections of fronts, and the table of what they may ask. */

struct core;
struct fault;

int front_listen(struct core *c, struct fault *f);
void front_release(struct core *c);

#endif
