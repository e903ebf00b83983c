#ifndef FRONT_PROBLEM_H
#define FRONT_PROBLEM_H

/* RFC 9457: a fault as application/problem+json. */

#include <jansson.h>

struct fault;
struct request;

/* Fills r->reply from a fault of our own. */
void problem_fault(struct request *r, const struct fault *f);
/* ... from core's fault object with core's status. */
void problem_core(struct request *r, int status, const json_t *fault);

#endif
