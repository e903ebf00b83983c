#ifndef GATE_H
#define GATE_H

/* The last hop: gates ask for the permit and report the end. */

struct core;
struct fault;

int gate_listen(struct core *c, struct fault *f);
void gate_release(struct core *c);

#endif
