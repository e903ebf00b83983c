#ifndef COST_H
#define COST_H

/*
 * What a sheet costs.  Whole rupiah; pure: no clock, no I/O.
 *
 * Bookings: what each thing costs a month, the ledger.  Each is the
 * difference of a sum that only grows and ends at the price, so that the
 * months of a thing add up to it exactly:
 *  - an asset, straight line: (price - residual) * months / life, the month
 *    of its purchase being the first; by output: (price - residual) *
 *    pages / pages of its life, pages being what its printer put out since
 *    it was bought, all printers when it belongs to none;
 *  - a contract: its price of a year over the days of that year, which
 *    begins at the contract's first day or an anniversary of it;
 *  - a service: its cost in the month it ended, 0 under warranty;
 *  - a supply in use: price * pages / yield, never over the price, and what
 *    is left of the price in the month it is taken out or lost;
 *  - a blank: its price in the month its sheet came out; one that was
 *    spoiled unprinted or destroyed unused in the month of its entry.
 *
 * Shares: what a printer costs a month (depreciation, service, supplies) is
 * borne by the sheets that came out of it that month in proportion to their
 * pages, by largest remainders: each has the whole rupiah of its exact share
 * and those with the largest fractions, of equal ones the earliest, bear one
 * more until all is borne.  What belongs to no printer, or to one that put
 * out nothing that month, is borne likewise by all sheets of the month;
 * wasted blanks by those on blanks with a price, or by all when there is
 * none.  In a month without sheets it stays unallocated.  A sheet bears the
 * price of its own blank.  All that a spoiled sheet bears is spoilage.
 */

#include <stddef.h>
#include <stdint.h>

enum cost_part {
	COST_DEPRECIATION,
	COST_SERVICE,
	COST_SUPPLIES,
	COST_BLANKS,
	COST_SPOILAGE,
	COST_PARTS
};
/* "depreciation"; "Penyusutan" or "Depreciation". */
const char *cost_part_name(enum cost_part p);
const char *cost_part_title(enum cost_part p, int english);

/* ---- months: year * 12 + month - 1; days since 1970-01-01 ---- */

#define COST_MONTH 8
/* "YYYY-MM" of the years 1970 to 9998; -1. */
int cost_month_parse(const char *text, int *ret_month);
void cost_month_text(int month, char ret[COST_MONTH]);
int cost_month_of(int64_t day);
int64_t cost_month_day(int month); /* its first */
/* "YYYY-MM-DD"; -1. */
int cost_day_parse(const char *text, int64_t *ret_day);
void cost_day_text(int64_t day, char ret[11]);

/* ---- sums that only grow; their differences are the bookings ---- */

/* worth * done / whole rounded down, done held to 0 to whole; whole > 0. */
int64_t cost_done(int64_t worth, int64_t done, int64_t whole);
/* Of a contract from first to last, until day, that day included. */
int64_t
cost_contract(int64_t price_year, int64_t first, int64_t last, int64_t day);

/* ---- shares (cost_share.c) ---- */

struct cost_booking {
	enum cost_part part;
	int printer; /* 0 = of none */
	int64_t amount;
};

struct cost_sheet {  /* of one month, in order of time */
	int printer; /* 1 and up */
	int64_t pages, price;
	int64_t part[COST_PARTS]; /* filled */
};

/* Adds pool to add[] in proportion to weight[] (all > 0). */
void cost_hamilton(int64_t pool, const int64_t *weight, size_t n, int64_t *add);
/* Shares a month's bookings; printers: the largest number there is.  A
 * booking of COST_BLANKS is a sheet's own price and not looked at.  ret_left:
 * what no sheet bears. */
void cost_share(struct cost_sheet *s, size_t n, const struct cost_booking *b,
    size_t bookings, int printers, int64_t ret_left[COST_PARTS]);

/* ---- per document, what-if, pace ---- */

/* amount / n to the nearest whole rupiah; n > 0. */
int64_t cost_each(int64_t amount, int64_t n);
/* amount * left / whole to the nearest; amount and left from 0, whole > 0. */
int64_t cost_rest(int64_t amount, int64_t left, int64_t whole);
/* What a machine costs a document: (price + years * service) / (years * days
 * * per_day), to the nearest.  All > 0 but the money. */
struct cost_if {
	int64_t price, service, years, per_day, days;
};
int64_t cost_what_if(const struct cost_if *w);

/* What is spent a month, from n months in a row: the mean, each month held
 * to three times the median of those that spent anything, so that one large
 * bill is no pace.  0 without months. */
int64_t cost_pace(const int64_t *month, size_t n);

#endif
