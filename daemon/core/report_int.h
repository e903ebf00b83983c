#ifndef REPORT_INT_H
#define REPORT_INT_H

/* The parts of a report that are no sheets (report_things.c). */

struct buf;
struct core;
struct fault;
struct report_span;

/* Down time, supplies and services of the span. */
int report_things(struct core *c, const struct report_span *s, struct buf *b,
    struct fault *f);

#endif
