#ifndef BATCH_H
#define BATCH_H

/* A batch that is still being read: its lines wait in a file of their own, so
 * that a restart reads on where it stopped. */

#include <stddef.h>
#include <stdint.h>

#include "store.h"

struct ask;
struct core;
struct fault;

struct batch {
	struct core *core;
	int64_t id;
	char counter[STORE_NAME];
	char person[STORE_NAME]; /* "" = a counter alone */
	char *path;
	const char *text; /* the file, mapped */
	size_t n, at;
	int line;	/* number of the line at at, from 1 */
	uint8_t *taken; /* a bit per line: recorded or under way */
	int lines;
	unsigned photos; /* lines that wait for the renderer */
	int again;	 /* a commit failed: look which lines are recorded */
	struct batch *next;
};

#define BATCH_LINES 10000

/* ---- batch_file.c ---- */

/* Keeps the lines that came with the ask as the batch id's file, durably. */
int batch_file_keep(
    struct core *c, int64_t id, const struct ask *a, struct fault *f);
/* Counts lines that are not blank; FAULT_TOO_LARGE over BATCH_LINES. */
int batch_file_count(struct core *c, int fd, int64_t *ret_n, struct fault *f);
/* Opens the file of a batch; NULL when it makes no sense. */
struct batch *batch_file_open(struct core *c, int64_t id);
void batch_file_close(struct batch *b);
void batch_file_remove(struct core *c, int64_t id);
/* Calls fn for the id of each file. */
void batch_file_each(struct core *c, void (*fn)(struct core *, int64_t id));
/* The next line that is not blank; 0 at the end. */
int batch_file_line(
    struct batch *b, const char **ret_s, size_t *ret_n, int *ret_line);

/* ---- batch_line.c ---- */

/* Takes one line: accepted or refused by itself, in the open transaction, or
 * later when it brings a photo. */
void batch_line_take(struct batch *b, int line, const char *s, size_t n);

/* ---- batch.c ---- */

/* A line that waited is done. */
void batch_wake(struct batch *b);

#endif
