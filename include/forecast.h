#ifndef FORECAST_H
#define FORECAST_H

/*
 * How long blanks will last.  A working day is Monday to Friday; what is used
 * on a weekend counts with the days before it.  Days are days since
 * 1970-01-01 of the site's zone.  Pure, whole numbers only.
 */

#include <stdint.h>

#define FORECAST_DAYS 20 /* working days that the pace looks back */

/* Monday to Friday. */
int forecast_works(int64_t day);
/* The day so many working days after, 0: the day itself. */
int64_t forecast_after(int64_t day, int64_t n);

/* The first day of the window that ends before today. */
int64_t forecast_from(int64_t today);

struct forecast_pace {
	int64_t used; /* blanks in the window */
	int64_t days; /* working days it has, since the first use at most */
};
/* Adds what was used on a day; days outside of the window do not count.  Call
 * it with rising days. */
void
forecast_add(struct forecast_pace *p, int64_t today, int64_t day, int64_t used);

/* Working days that on_hand lasts at the pace, rounded down; -1 when nothing
 * was used. */
int64_t forecast_left(const struct forecast_pace *p, int64_t on_hand);

#endif
