#ifndef LIFE_H
#define LIFE_H

/* Start, reload and end of core. */

struct core;
struct fault;

/* Opens everything, recovers, listens. */
int life_begin(struct core *c, struct fault *f);
/* Lets go of everything; takes what is half begun. */
void life_end(struct core *c);
/* A kept request was answered: it may have been the last. */
void life_answered(struct core *c);

#endif
