#ifndef SHEET_H
#define SHEET_H

/*
 * Acts on sheets that one person asks for and another does: kept as
 * proposals until the second decides.
 */

#include <stdint.h>

#include <jansson.h>

struct ask;
struct core;
struct fault;
struct store_job;

/* Keeps the ask's body as a proposal and answers 202 with it. */
int sheet_propose(struct ask *a, const char *act, int64_t job, struct fault *f);

/* The sheet anew, in the open transaction; what: {reason, note}. */
int sheet_reprint(struct core *c, int64_t job, int64_t rev, const char *counter,
    const char *person, const char *second, const json_t *what,
    struct store_job *ret_j, struct fault *f);

#endif
