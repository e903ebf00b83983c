#ifndef HEALTH_H
#define HEALTH_H

/*
 * The health of a printer: what its keywords (RFC 8011 printer-state-reasons,
 * PWG 5100.9, and ours) mean to the person who stands before it, how the words
 * of several add up to one state, and what a history of states amounts to.
 * Pure: times are UTC seconds and given by the caller.
 */

#include <stddef.h>
#include <stdint.h>

/* Kept in the store: never renumbered. */
enum health_state {
	HEALTH_READY,
	HEALTH_ATTENTION, /* prints, but wants somebody */
	HEALTH_DOWN,	  /* prints nothing until somebody acts */
	HEALTH_OFF,	  /* taken out of use: switched off here, in service */
	HEALTH_STATE_N
};
/* "ready", "attention", "down", "off" */
const char *health_name(enum health_state s);

#define HEALTH_KEYWORD 64
#define HEALTH_TEXT 160
#define HEALTH_REASONS 16

/* One keyword of the table, without its suffix. */
struct health_word {
	const char *keyword;
	enum health_state state;
	const char *id, *en;	   /* what happened */
	const char *do_id, *do_en; /* what to do first */
	int own;		   /* found by cetakd, no device says it */
};
extern const struct health_word health_table[];
extern const size_t health_table_n;
/* A word of any case of suffix (-report, -warning, -error); NULL when the
 * table has none. */
const struct health_word *health_find(const char *keyword);

struct health_reason {
	char keyword[HEALTH_KEYWORD];
	enum health_state state;
	char id[HEALTH_TEXT], en[HEALTH_TEXT];
	char do_id[HEALTH_TEXT], do_en[HEALTH_TEXT];
	int64_t since; /* 0 unknown */
};

struct health {
	enum health_state state; /* the worst of all */
	size_t n;
	struct health_reason reason[HEALTH_REASONS]; /* worst first */
};

/* Adds what a keyword means; a keyword twice is one reason, "none" and ""
 * are no reason, and what does not look like a keyword counts as "other".  A
 * keyword that the table does not have keeps its name and asks for
 * attention.  Those past the room are dropped, the best first. */
void health_add(struct health *h, const char *keyword);
/* The same with what is known beyond the table: a NULL or "" text and state
 * HEALTH_STATE_N are the table's. */
void health_put(struct health *h, const struct health_reason *r);
/* 1 when both have the same state for the same keywords. */
int health_same(const struct health *a, const struct health *b);
const struct health_reason *
health_has(const struct health *h, const char *keyword);

/* 1 when a device that has these media can print on want; names are PWG 5101.1
 * ("iso_b7_88x125mm"), equal by name or, within a millimetre, by size, lying
 * or standing.  A name without a size is equal to nothing but itself. */
int health_media(const char *want, const char *have);

/* ---- the device's counter ---- */

enum health_count {
	HEALTH_COUNT_FINE,
	HEALTH_COUNT_BACK, /* lower than it was */
	HEALTH_COUNT_JUMP  /* higher than our sheets explain */
};
/* before, now: two readings while nothing printed; ours: pages of the sheets
 * we sent in between.  A few pages (a device's own test page) explain
 * themselves. */
enum health_count health_count(int64_t before, int64_t now, int64_t ours);

/* ---- history ---- */

/* From at on it was so, until the next row. */
struct health_row {
	int64_t at;
	enum health_state state;
};
/* The time to reckon with, and the site's zone. */
struct health_span {
	int64_t from, to;
	int32_t zone;
};
/* rows rise by at; the first may lie before the span.  What was before the
 * first row is not known and counts as nothing. */

/* Seconds of each state within the span. */
void health_seconds(const struct health_row *rows, size_t n,
    const struct health_span *s, int64_t ret[HEALTH_STATE_N]);
/* Of the working time (Monday to Friday, 08 to 16) that is known and was not
 * off, so many permille were not down; -1 when there was none. */
int health_available(
    const struct health_row *rows, size_t n, const struct health_span *s);
/* How often it went down, the last second included. */
unsigned health_stops(
    const struct health_row *rows, size_t n, const struct health_span *s);
/* Seconds that it worked between two stops, on the average; -1 without a
 * stop. */
int64_t health_between(
    const struct health_row *rows, size_t n, const struct health_span *s);
/* 1 when the day that holds that second is Monday to Friday. */
int health_working(int64_t at, int32_t zone);

#endif
