#ifndef SERVICE_H
#define SERVICE_H

/*
 * When a printer's service falls due: by days or by pages, whichever comes
 * first.  Pure, whole numbers only; days are days since 1970-01-01 of the
 * site's zone.
 */

#include <stdint.h>

#define SERVICE_KINDS "scheduled|repair|calibration|cleaning|other"

enum service_state {
	SERVICE_NONE, /* no plan */
	SERVICE_OK,
	SERVICE_DUE, /* within the days before it, and on it */
	SERVICE_OVERDUE,
	SERVICE_HELD, /* past its days of grace */
	SERVICE_AWAY  /* in service now */
};
/* none ok due overdue held in-service */
const char *service_state_name(enum service_state s);

#define SERVICE_AHEAD 14 /* days before, in which it is due */
#define SERVICE_NEVER INT64_MAX

struct service_plan {
	int64_t days, pages; /* 0: not by this */
	int64_t grace;	     /* days */
	int64_t since;	     /* the day its term began */
	int64_t done;	     /* pages since */
	int64_t reached;     /* the day on which done came to pages, -1 */
};
struct service_due {
	enum service_state state;
	int64_t day; /* SERVICE_NEVER: nobody can say */
	int by_pages;
	int64_t done_days;
	int64_t days_left, pages_left; /* of its term; below 0: over it */
	int64_t hold; /* the day from which secure jobs are held */
};
/* pace: pages of a working day, 0 unknown. */
void service_due(const struct service_plan *p, int64_t today, int64_t pace,
    struct service_due *ret_d);
/* 1 when a matters before b. */
int service_before(const struct service_due *a, const struct service_due *b);

#endif
