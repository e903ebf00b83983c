#ifndef METRIC_H
#define METRIC_H

/*
 * The text format of Prometheus, a line at a time: names and label names are
 * ours and right, label values are anybody's and escaped.
 */

#include <stdint.h>

struct buf;
struct core;
struct fault;
struct printer;

struct metric_label {
	const char *name, *value;
};

/* HELP and TYPE, once before the values; type is gauge, counter, histogram. */
void metric_head(
    struct buf *b, const char *name, const char *type, const char *help);
/* A value: n with so many decimals (12345 with 3 is 12.345).  labels ends with
 * a NULL name; NULL = none. */
void metric_put(struct buf *b, const char *name,
    const struct metric_label *labels, int64_t n, int decimals);
/* Head and value of a metric without labels. */
void metric_one(struct buf *b, const char *name, const char *type,
    const char *help, int64_t n);
/* As metric_put with one label. */
void metric_by(struct buf *b, const char *name, const char *label,
    const char *value, int64_t n);

/* ---- of this process, metric_process.c ---- */

/* process_*: what it takes of the machine. */
void metric_process(const struct core *c, struct buf *b);
/* The folder of the state: sizes, room, the newest commit. */
void metric_store(const struct core *c, struct buf *b);

/* Printers and their health, metric_printer.c; their supplies and services,
 * metric_upkeep.c. */
/* p or the next that is not being removed: a name stands once. */
const struct printer *metric_live(const struct printer *p);
void metric_printers(const struct core *c, struct buf *b);
int metric_upkeep(struct core *c, struct buf *b, struct fault *f);

#endif
