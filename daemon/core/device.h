#ifndef DEVICE_H
#define DEVICE_H

/*
 * The health of a printer as core keeps it: what its device said, what we
 * found ourselves, and the state that follows; written, told and acted upon
 * when it changes.
 *
 * Others have reasons of their own (a service that is due): they call
 * device_set whenever they learn one and device_clear when it is over; both
 * are cheap and may be called again and again.  A reason of class HEALTH_OFF
 * or HEALTH_DOWN takes the printer out of dispatch.
 */

#include <stdint.h>

#include <jansson.h>

#include "health.h"

struct buf;
struct core;
struct fault;
struct printer;

#define DEVICE_OWN 8

struct device_own {
	struct health_reason r;
	int64_t until; /* monotonic us, 0 = until it is cleared */
};

/* A part of struct printer. */
struct device {
	/* What it said the last time it answered: the member "device" of STATE
	 * (msg.h), NULL never; supplies and media stand there. */
	json_t *said;
	int known;	  /* the press looks at the device */
	int answered;	  /* when it last looked */
	char problem[16]; /* why not, "" */
	int64_t looked;	  /* UTC s: last answer, 0 never */
	int64_t away;	  /* UTC s: no answer since, 0 it answers */
	char state[16];	  /* idle, processing, stopped, "" */
	int64_t moved;	  /* monotonic us: newest progress of printing */
	/* its counter: the newest reading while nothing printed, -1 none */
	int64_t count, count_at; /* UTC s */
	int64_t kept, kept_at;	 /* newest reading in the store */
	int64_t ended;		 /* monotonic us: the newest sheet's end */
	struct device_own own[DEVICE_OWN];
	unsigned owns;
	/* health: as it stands, and as it may become */
	struct health health, next;
	unsigned looks;	   /* that found next */
	int64_t next_at;   /* monotonic us: the first of them */
	int64_t since;	   /* UTC s: of the state, 0 not known */
	int64_t bad_at;	   /* monotonic us: down or off since, 0 it is not */
	int64_t queue_bad; /* monotonic us: its queue does not run, 0 */
	int64_t born;	   /* monotonic us */
	int64_t flap_at;   /* monotonic us: the newest time it went down */
	unsigned flaps;	   /* of those in a row */
	int64_t change_at; /* monotonic us: when all changes are paid off */
	int rowed;	   /* the store has a row */
};

/* Begins to look at all printers. */
void device_init(struct core *c);
void device_release(struct core *c);
/* A printer came, or goes. */
void device_new(struct printer *p);
void device_free(struct printer *p);
/* The press told STATE: v is the device's part, NULL when it has none. */
void device_said(struct printer *p, const json_t *v);
/* Printing made progress: a permit was given, a sheet ended. */
void device_moved(struct printer *p);
void device_ended(struct printer *p);
/* Its configuration changed: looks at it at once. */
void device_look(struct printer *p);

void device_set(struct printer *p, const struct health_reason *r);
void device_clear(struct printer *p, const char *keyword);

/* Why it must be given nothing: a reason of the device or of ours, NULL when
 * it may be; faults of its queue are printer_why's. */
const struct health_reason *device_fault(const struct printer *p);
/* The same, once it has stood long enough to hold jobs for. */
const struct health_reason *device_stands(const struct printer *p);
/* 1 for a keyword that says how the queue at the server is, not the device. */
int device_queue_word(const char *keyword);

/* ---- device_count.c ---- */

/* A reading of the counter of the device's life. */
void device_count(struct printer *p, int64_t impressions);
/* The newest reading of an earlier life. */
void device_count_load(struct printer *p);

/* ---- device_tell.c ---- */

/* The state became what it is now: keeps and tells it. */
void device_tell(struct printer *p, const struct health *was);
/* "paspor-2" as people say it: "Paspor 2". */
void device_name(const struct printer *p, char ret[64]);
/* The newest state of an earlier life. */
void device_load(struct printer *p);

/* ---- device_answer.c ---- */

/* The members of a printer's health in an open object of the API; detail: all
 * that is known, for one printer alone. */
void device_answer(const struct printer *p, struct buf *b);
int
device_answer_detail(const struct printer *p, struct buf *b, struct fault *f);

#endif
