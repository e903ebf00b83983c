#ifndef DISPATCH_INT_H
#define DISPATCH_INT_H

/* What the files of dispatch share. */

#include "dispatch.h"
#include "queue.h"

struct tmpl;

struct dispatch {
	struct queue queue;
	struct sheet *sheet;
};

/* A PRINT whose answer is awaited. */
struct dispatch_print {
	struct core *core;
	int64_t job;
	char token[STORE_TOKEN];
	char printer[STORE_NAME];
};

/* Keeps CUPS's number of it, a hint for withdrawing. */
void dispatch_note(struct core *c, const struct sheet *s);
/* The page is not in the cache any more: draws it again, then queues. */
void dispatch_redraw(struct core *c, struct tmpl *t, const struct store_job *j);

#endif
