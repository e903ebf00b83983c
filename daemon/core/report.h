#ifndef REPORT_H
#define REPORT_H

/*
 * Reports of a day, a month, a year: output, waiting, down time, supplies,
 * services and costs, as tables (tables.h).  Everything is read anew.
 */

#include <stdint.h>

#include <jansson.h>

struct buf;
struct core;
struct fault;

enum report_of { REPORT_DAY, REPORT_MONTH, REPORT_YEAR, REPORT_OF };
const char *report_name(enum report_of of); /* "day" */
int report_of(const char *name);	    /* -1 */

struct report_span {
	enum report_of of;
	char period[11];  /* "2026-11-20", "2026-11", "2026" */
	int64_t from, to; /* times: from <= at < to */
	int first, last;  /* months that it touches */
};
/* period NULL: the one that runs.  FAULT_FIELD at /period. */
int report_span(struct core *c, enum report_of of, const char *period,
    struct report_span *ret_s, struct fault *f);
/* "20 November 2026", "November 2026", "2026". */
void report_period(const struct report_span *s, char room[48]);
int report_write(struct core *c, const struct report_span *s, struct buf *b,
    struct fault *f);

/* The same as the body of a job of template "laporan", in the name of a
 * person ("" nobody signs); the caller's to json_decref; NULL with the
 * fault. */
json_t *report_paper(struct core *c, const struct report_span *s,
    const char *person, struct fault *f);

#endif
