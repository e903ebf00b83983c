#ifndef WATCH_H
#define WATCH_H

/*
 * What was seen of a printer: changes of its health, readings of its counter,
 * sheets that came out of it.  A part of the store's door (store.h): the same
 * rules; only core includes it.
 */

#include <stdint.h>

#include "health.h"

struct fault;
struct store;

struct store_health {
	int64_t at;
	enum health_state state;
	const char *reasons; /* JSON array of keywords, worst first */
};
int store_health_add(struct store *s, const char *printer,
    const struct store_health *h, struct fault *f);
/* The row that was so at that time and all after it, oldest first. */
int store_health_list(struct store *s, const char *printer, int64_t from,
    int (*fn)(const struct store_health *, void *), void *arg, struct fault *f);
/* The newest row through fn; nothing when there is none. */
int store_health_last(struct store *s, const char *printer,
    int (*fn)(const struct store_health *, void *), void *arg, struct fault *f);

struct store_meter {
	int64_t at, impressions;
};
int store_meter_put(struct store *s, const char *printer,
    const struct store_meter *m, struct fault *f);
/* 1 found, 0 not, -1. */
int store_meter_last(struct store *s, const char *printer,
    struct store_meter *ret_m, struct fault *f);
/* The newest so many, oldest first. */
int store_meter_list(struct store *s, const char *printer, int limit,
    int (*fn)(const struct store_meter *, void *), void *arg, struct fault *f);

struct store_output {
	int64_t sheets, pages, spoiled;
};
/* What came out of it from that time on. */
int store_output_since(struct store *s, const char *printer, int64_t from,
    struct store_output *ret_o, struct fault *f);
/* When its newest service ended, 0 when there was none. */
int store_service_ended(
    struct store *s, const char *printer, int64_t *ret_at, struct fault *f);

#endif
