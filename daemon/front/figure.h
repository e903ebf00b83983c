#ifndef FRONT_FIGURE_H
#define FRONT_FIGURE_H

/*
 * Numbers, money, shares, days and spans as the pages write them, appended to
 * b; en: in English.  What is no day or time is appended as a dash.
 */

#include <stdint.h>

struct buf;
struct civil;

#define FIGURE_NONE "–"

void figure_count(struct buf *b, int64_t n, int en);  /* 1.234 */
void figure_rupiah(struct buf *b, int64_t n, int en); /* Rp 1.234 */
/* 986 is "98,6 %", 620 is "62 %". */
void figure_permille(struct buf *b, int64_t n, int en);
/* n / 10^zeros with one digit behind the comma: 59,8 */
void figure_tenth(struct buf *b, int64_t n, int zeros, int en);

enum figure_day {
	FIGURE_SHORT, /* 6 Okt */
	FIGURE_YEAR,  /* 6 Okt 2025 */
	FIGURE_LONG,  /* 6 Oktober 2025 */
};
void figure_day(struct buf *b, const char *day, enum figure_day how, int en);
/* "2025-10": "Okt", "Okt 2025", "Oktober 2025" */
void
figure_month(struct buf *b, const char *month, enum figure_day how, int en);
/* RFC 3339 UTC in the zone (seconds): 10.31; -1 and *ret_c untouched when it
 * is no time. */
int figure_local(const char *rfc, int32_t zone, struct civil *ret_c);
void figure_clock(struct buf *b, const char *rfc, int32_t zone);
/* The day of a time, "" when it is none. */
void figure_day_of(const char *rfc, int32_t zone, char ret_day[11]);
/* 40 m, 3 j 10 m, 1 h 2 j */
void figure_span(struct buf *b, int64_t minutes, int en);

#endif
