#ifndef NOTICE_H
#define NOTICE_H

/*
 * What the office is told: a printer stops, goes on, a supply ends.  Whole
 * sentences, nothing personal.  A part of the store's door (store.h): the same
 * rules; only core includes it.
 */

#include <stdint.h>

struct fault;
struct store;

/* Kept in the store: never renumbered. */
enum notice_level { NOTICE_INFO, NOTICE_ATTENTION, NOTICE_DOWN };
/* "info", "attention", "down" */
const char *store_notice_level(enum notice_level level);

struct store_notice {
	int64_t seq; /* grows; given by the store */
	int64_t at;
	enum notice_level level;
	const char *kind;    /* slug: "printer-down" */
	const char *subject; /* what it is about: a printer, a supply, a kind */
	const char *id, *en;
};
int store_notice_add(
    struct store *s, const struct store_notice *n, struct fault *f);
/* seq > after, oldest first. */
int store_notice_list(struct store *s, int64_t after, int limit,
    int (*fn)(const struct store_notice *, void *), void *arg, struct fault *f);
/* The newest seq, 0 when there is none. */
int store_notice_last(struct store *s, int64_t *ret_seq, struct fault *f);

#endif
