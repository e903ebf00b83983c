#ifndef SUPPLY_H
#define SUPPLY_H

/*
 * Supplies reckoned: what an item may become, how much of it is left, how
 * long it lasts, what to order.  Pure, whole numbers only; days are days since
 * 1970-01-01 of the site's zone.
 */

#include <stddef.h>
#include <stdint.h>

/* One cartridge, roll, ream: new -> in use -> worn, or new -> lost. */
enum supply_state { SUPPLY_NEW, SUPPLY_IN_USE, SUPPLY_WORN, SUPPLY_LOST };
const char *supply_state_name(enum supply_state s);
int supply_goes(enum supply_state from, enum supply_state to);

/* The sorts, as a list of words. */
#define SUPPLY_SORTS "ink|ribbon|toner|laminate|overlay|cleaning-kit|paper"

/* The middle one; of an even number the mean of the two, rounded down; -1 of
 * none.  v is put in order. */
int64_t supply_median(int64_t *v, size_t n);

#define SUPPLY_MEASURED 3 /* worn items before the measure is believed */
/* Pages that one gives: the median of what worn ones gave when there are
 * enough of them, else what its maker promises. */
int64_t supply_yield(int64_t promised, int64_t *worn, size_t n);

/* 0 to 100, by what it has printed since it was installed. */
int64_t supply_level(int64_t pages, int64_t yield);

#define SUPPLY_LOW 20 /* per cent; at most this is low */

#define SUPPLY_DAYS 20 /* working days that the pace looks back */
struct supply_pace {
	int64_t day; /* of the newest */
	int64_t pages[SUPPLY_DAYS];
	size_t n;
};
/* Adds what was printed on a day; call it with rising days.  Days outside of
 * the window that ends before today do not count; a weekend counts with the
 * working day before it. */
void supply_pace_add(
    struct supply_pace *p, int64_t today, int64_t day, int64_t pages);
/* Pages of a working day that has work: the median, which one day of a
 * thousand letters does not move.  0 unknown. */
int64_t supply_pace_pages(const struct supply_pace *p);

/* Working days that so many pages last, rounded down; -1 unknown. */
int64_t supply_days(int64_t pages, int64_t per_day);

#define SUPPLY_LEAD 10 /* working days from order to delivery */
enum supply_standing { SUPPLY_OK, SUPPLY_SHORT, SUPPLY_OUT };
const char *supply_standing_name(enum supply_standing s); /* ok low out */

/* Up to target when stock is at its minimum or does not last the lead; days
 * -1 unknown; 0 none. */
int64_t
supply_order(int64_t stock, int64_t minimum, int64_t target, int64_t days);
enum supply_standing
supply_stands(int64_t stock, int64_t minimum, int64_t target, int64_t days);

#endif
