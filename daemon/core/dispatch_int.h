#ifndef DISPATCH_INT_H
#define DISPATCH_INT_H

/* What the files of dispatch share. */

#include "dispatch.h"
#include "queue.h"

struct tmpl;

struct dispatch {
	struct queue queue;
	struct queue held; /* for the printer's sake (JOB_HOLD_PRINTER) */
	struct sheet *sheet;
	int64_t not_before; /* monotonic us: the store refused a step */
};

/* A PRINT whose answer is awaited. */
struct dispatch_print {
	struct core *core;
	int64_t job;
	char token[STORE_TOKEN];
	char printer[STORE_NAME];
};

/* Why p cannot take a job on a blank of that kind now, NULL when it can.  One
 * numbered sheet at a time is on its way to a printer: the order of CUPS and
 * that of the tray must not come apart. */
const char *dispatch_no_blank(const struct printer *p, const char *kind);

struct sheet *dispatch_sheet_new(struct core *c, const struct store_job *j);
/* submitted -> queued; 0 also when the job has moved on by itself. */
int dispatch_take_back(struct core *c, struct sheet *s, const char *why);
/* A job became held for the printer's sake. */
void dispatch_held(struct core *c, const struct store_job *j);
/* Holds what no printer could take that is well, and lets go what one can. */
void dispatch_hold_look(struct core *c);

/* Keeps CUPS's number of it, a hint for withdrawing. */
void dispatch_note(struct core *c, const struct sheet *s);
/* The lines are read anew in a while: something was not kept, or not read.
 * Returns 0. */
int dispatch_later(struct core *c);
/* Its page cannot be had: on hold, and why, until a person releases it to be
 * tried again.  -1 when the store would not take that. */
int dispatch_hold(
    struct core *c, const struct store_job *j, const struct fault *why);
/* The page is not in the cache any more: draws it again, then queues. */
void dispatch_redraw(struct core *c, struct tmpl *t, const struct store_job *j);

#endif
