#ifndef OFFICE_H
#define OFFICE_H

/*
 * A made-up office: two printers, three years, everything from one seed.  What
 * is drawn is the same for the past, which is written down, and for the days
 * to come, which tell what a forecast should have said.  Whole numbers only.
 */

#include <stdint.h>
#include <stdio.h>

#define OFFICE_KINDS 2 /* passports, cards; a printer for each */
#define OFFICE_DAYS (3 * 365)
#define OFFICE_ZONE 25200

struct office_kind {
	const char *template, *blank, *title, *printer, *series;
	int version, width; /* of the template; digits of a serial */
	int pages;	    /* of a sheet */
	int64_t per_day;    /* sheets, in the beginning */
	int64_t price;	    /* of a blank, in the first year */
};
extern const struct office_kind office_kind[OFFICE_KINDS];

struct office_dice {
	uint64_t state;
};
/* 0 to n - 1. */
int64_t office_roll(struct office_dice *d, int64_t n);

/* Days are counted since 1970-01-01 in the zone of the office. */
int office_works(int64_t day);
/* Sheets wanted on a day, the n-th of the office. */
int64_t
office_demand(struct office_dice *d, int kind, int64_t day, int64_t nth);

/* ---- what is written beside the jobs (upkeep.c), as SQL ---- */

struct upkeep;
struct upkeep *upkeep_new(FILE *sql, int64_t first_day, uint64_t seed);
void upkeep_free(struct upkeep *u);
/* n pages came out of the printer of a kind. */
void upkeep_pages(struct upkeep *u, int kind, int64_t at, int64_t n);
/* A working day is over. */
void upkeep_day(struct upkeep *u, int64_t day);
/* Writes what is still open. */
void upkeep_end(struct upkeep *u, int64_t now);
/* The truth about the days to come, members of a JSON object. */
void upkeep_truth(const struct upkeep *u, int64_t day, int64_t nth, FILE *out);

#endif
