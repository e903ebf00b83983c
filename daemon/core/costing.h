#ifndef COSTING_H
#define COSTING_H

/*
 * What the sheets of some months cost: gathered from the store, booked and
 * shared by the rules of cost.h, grouped.  A running month bears the whole of
 * its depreciation and of its contracts from its first day.
 */

#include <stddef.h>
#include <stdint.h>

#include "cost.h"

#include "names.h"

struct core;
struct fault;

enum costing_by {
	COSTING_KIND,
	COSTING_COUNTER,
	COSTING_PRINTER,
	COSTING_SCHEME,
	COSTING_REGION,
	COSTING_MONTH,
	COSTING_BY
};
/* "kind"; -1 when there is none of the name. */
const char *costing_by_name(enum costing_by by);
int costing_by_of(const char *name);

struct costing_out { /* what came out, beside its cost_sheet */
	int64_t job, at, took, pages;
	int spoiled;
	uint32_t key[COSTING_BY]; /* numbers in names[] */
};

struct costing_entry { /* of the ledger */
	int month;
	struct cost_booking b; /* printer: number + 1 in names[] */
	const char *of;	       /* asset contract service item blank */
	char *ref;	       /* an id, or a name where ref_text */
	int ref_text;
	char *subject, *title;
};

struct costing {
	struct core *core;
	int from, to; /* months, both within */
	struct names names[COSTING_BY];
	struct cost_sheet *sheet;
	struct costing_out *out;
	size_t n, room;
	uint32_t month_key; /* of the newest row's month, and its end */
	int64_t month_end;
	struct costing_entry *entry;
	size_t entries;
	int64_t booked[COST_PARTS], left[COST_PARTS];
};

/* Gathers and shares; costing_release it whatever it returned. */
int costing_run(
    struct core *c, int from, int to, struct costing *ret_k, struct fault *f);
/* Keeps the sheets of one printer alone: what they bear is then all that is
 * booked, and nothing is left.  -1: the months know no such printer. */
int costing_only(struct costing *k, const char *printer);
void costing_release(struct costing *k);

struct costing_row {
	int64_t sheets, good, spoiled, pages;
	int64_t part[COST_PARTS]; /* all of a spoiled sheet in SPOILAGE */
	int64_t bad[COST_PARTS];  /* what spoiled sheets bear, by part */
};
/* Rows by the names of by, of sheets that came out from <= at < to; the caller
 * frees them.  Their number is that of the names. */
struct costing_row *costing_rows(
    const struct costing *k, enum costing_by by, int64_t from, int64_t to);
int64_t costing_total(const int64_t part[COST_PARTS]);
/* A name of by as people read it: a template's title, a month. */
const char *costing_title(const struct costing *k, enum costing_by by, size_t i,
    int english, char room[64]);
/* The first second of a month in the zone. */
int64_t costing_at(const struct core *c, int month);
/* The month it is. */
int costing_now(const struct core *c);

/* ---- costing_things.c: everything but sheets ---- */

/* Adds the entries of all months from the store. */
int costing_things(struct costing *k, struct fault *f);
/* The caller sets the strings. */
struct costing_entry *costing_entry(struct costing *k);

#endif
