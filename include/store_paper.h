#ifndef STORE_PAPER_H
#define STORE_PAPER_H

/*
 * The store's figures for those who watch it: ages, and what reached paper as
 * sums that only rise.  Faults as in store.h.
 */

#include <stdint.h>

#include "store.h"

/* When the oldest of that state came: was accepted, or for JOB_DOUBT fell in
 * doubt; 0 when there is none.  States before JOB_PRINTED. */
int store_job_oldest(
    struct store *s, enum job_state state, int64_t *ret_at, struct fault *f);

#define STORE_PAPER_EDGES 10
extern const int64_t store_paper_edge[STORE_PAPER_EDGES]; /* seconds */
struct store_paper {
	char printer[STORE_NAME];
	int64_t sheets, spoiled, pages; /* the spoiled are sheets too */
	int64_t took; /* seconds from acceptance to paper, in all */
	int64_t within[STORE_PAPER_EDGES]; /* sheets that took no longer */
};
/* All sheets, summed by printer; ret_seq: the newest event that they hold.
 * Reads every row: for the start of a process. */
int
store_paper_list(struct store *s, int (*fn)(const struct store_paper *, void *),
    void *arg, int64_t *ret_seq, struct fault *f);
/* What the events after *seq add, a call for each; moves *seq to the newest
 * event. */
int
store_paper_more(struct store *s, int (*fn)(const struct store_paper *, void *),
    void *arg, int64_t *seq, struct fault *f);

#endif
