#ifndef PRINTER_H
#define PRINTER_H

/*
 * A printer as core sees it: what the store says of it, its press, what the
 * press last reported, and the jobs that were given to it.
 */

#include <stdint.h>

#include "child.h"
#include "device.h"
#include "fault.h"
#include "store.h"

struct buf;
struct core;

/* What its plans and services mean for dispatch (upkeep.c). */
struct printer_service {
	int64_t since;		   /* in service, out of dispatch; 0 not */
	int held;		   /* past the grace: no secure sheets */
	char id[64], en[64];	   /* "Diservis sejak ..." */
	struct health_reason late; /* while held: what to say */
};

struct printer {
	struct core *core;
	struct store_printer about;
	struct child press;
	char what[STORE_NAME + 8];
	int queued; /* the queue stands in CUPS as we want it */
	int up;	    /* cupsd answers */
	int accepting;
	int removing;
	char state[16];	     /* idle, processing, stopped, absent */
	char *problems;	     /* JSON array of what CHECK found, NULL none */
	struct fault why;    /* newest refusal of the press */
	int64_t not_before;  /* monotonic us: a pause after a refusal */
	unsigned refusals;   /* in a row */
	int64_t impressions; /* of its life, as it last said; -1 */
	unsigned sheets;     /* given to it: submitted or printing */
	struct printer_service service;
	sd_event_source *retry, *look;
	struct device device;
	struct printer *next;
};

/* Reads the printers of the store and starts a press for each. */
int printer_init(struct core *c, struct fault *f);
void printer_release(struct core *c);
/* Made or changed: the queue is made or mended. */
void printer_put(struct core *c, const struct store_printer *about);
/* Removed: its queue too. */
void printer_remove(struct core *c, const char *name);
struct printer *printer_find(struct core *c, const char *name);
/* The press refused a job, or took one: pauses grow, or end. */
void printer_refused(struct printer *p, const struct fault *f);
void printer_took(struct printer *p);
/* 1 when a job may be given to it now. */
int printer_ready(const struct printer *p);
/* 1 when it could take a document of this media asked for by target. */
int
printer_fits(const struct printer *p, const char *target, const char *media);
/* Why it takes nothing now: Indonesian and English; NULL when it does. */
const char *printer_why(const struct printer *p, int english);
void printer_answer(const struct printer *p, struct buf *b);
/* The same with all that is known of it, which the store must be asked. */
int
printer_answer_detail(const struct printer *p, struct buf *b, struct fault *f);

#endif
