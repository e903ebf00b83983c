#ifndef QUEUE_H
#define QUEUE_H

/*
 * The queued jobs in memory: one line per (target, media, kind of blank,
 * secure), each in order of job id.  Pure.  A million jobs take 8 MB.
 */

#include <stddef.h>
#include <stdint.h>

/* What the jobs of a line want; borrowed. */
struct queue_want {
	const char *target; /* printer, group or "" */
	const char *media;
	const char *blank; /* kind of numbered blank, "" = plain */
	int secure;	   /* a blank or a seal: held when no printer is well */
};

struct queue_line {
	char *target, *media, *blank;
	int secure;
	int64_t *id; /* sorted; id[head] is the oldest */
	size_t head, n, cap;
};

struct queue {
	struct queue_line *line;
	size_t lines;
};

void queue_add(struct queue *q, const struct queue_want *w, int64_t id);
/* 1 when it was there. */
int queue_drop(struct queue *q, int64_t id);
/* The oldest job of all lines for which fits says 1; 0 = none. */
int64_t queue_oldest(const struct queue *q,
    int (*fits)(const struct queue_line *l, void *arg), void *arg);
void queue_release(struct queue *q);

#endif
