#ifndef REPORT_H
#define REPORT_H

/*
 * Reports of a day, a month, a year: output, waiting, down time, supplies,
 * services and costs, as tables (tables.h).  Everything is read anew.
 */

#include <stdint.h>

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
/* "Laporan bulan November 2026" or "Report of ..."; room of 80. */
void report_title(const struct report_span *s, int english, char room[80]);
int report_write(struct core *c, const struct report_span *s, struct buf *b,
    struct fault *f);

#endif
