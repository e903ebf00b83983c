#ifndef BUDGET_H
#define BUDGET_H

/*
 * Budget lines of a year: what was paid, what contracts still take, what the
 * rest of the year will take at the pace so far, and what that leaves.
 */

#include <stdint.h>

struct buf;
struct core;
struct fault;

/* Writes the year's lines as elements of an open array. */
int budget_write(struct core *c, int year, struct buf *b, struct fault *f);

/* FAULT_FIELD at /budget when the year of that time has no such line; "" is
 * none, and fine. */
int budget_known(struct core *c, const char *line, int64_t at, struct fault *f);

#endif
