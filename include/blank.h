#ifndef BLANK_H
#define BLANK_H

/*
 * Numbered blanks: booklets, cards, security paper.  A blank is known by its
 * serial; where it is and what became of it is one state.
 *
 *  (outside) -receive-> received <-store-  at-counter -reserve-> reserved
 *                          |  --hand-out->   |  ^------free--------+
 *                          |                 |  ^---correct--+     | release
 *                          +--spoil, return--+               |     v
 *                                   |                        +- released
 *                        spoiled, returned <-spoil, return- used <-+
 *                                   +--------destroy---> destroyed
 *
 *  I1 a serial is on at most one sheet, a sheet has at most one serial.
 *  From released a blank ends as exactly one of used, spoiled and returned;
 *  only destroying follows.  released -correct-> at-counter says that another
 *  blank lay in the printer than was believed: nothing was printed on this
 *  one.
 *
 * Every change is one entry of the ledger: n blanks of a kind go from a place
 * and state to a place and state.  What comes from outside is received.  So
 * for each kind, place and day
 *   opening + received + moved in
 *     = used + spoiled + returned + moved out + remaining
 * where received, at-counter, reserved and released remain.
 *
 * Pure: no clock, no I/O.
 */

#include <stdint.h>

enum blank_state {
	BLANK_RECEIVED,	  /* diterima: in the store room */
	BLANK_AT_COUNTER, /* di-loket: at a counter or in a printer's tray */
	BLANK_RESERVED,	  /* dipesan: for a sheet that waits at the printer */
	BLANK_RELEASED,	  /* dilepas: the printer may have printed on it */
	BLANK_USED,	  /* terpakai */
	BLANK_SPOILED,	  /* rusak */
	BLANK_RETURNED,	  /* dikembalikan: unprinted, never used here */
	BLANK_DESTROYED,  /* dimusnahkan */
	BLANK_STATE_N
};

enum blank_act {
	BLANK_RECEIVE,	/* from outside: no state before it */
	BLANK_STORE,	/* to the store room */
	BLANK_HAND_OUT, /* to a counter or a tray */
	BLANK_RESERVE,
	BLANK_FREE, /* its sheet was taken back before the permit */
	BLANK_RELEASE,
	BLANK_USE,
	BLANK_SPOIL,
	BLANK_RETURN,
	BLANK_CORRECT,
	BLANK_DESTROY,
	BLANK_ACT_N
};

/* The state after act, or -1 when there is no such path.  BLANK_RECEIVE is
 * not a step. */
int blank_next(enum blank_state s, enum blank_act act);
/* 1 while the blank counts as stock: received to released. */
int blank_remains(enum blank_state s);

/* What a job's event (enum job_event) does to the blank of its sheet, given
 * the blank's state; -1 nothing. */
int blank_act_of(int job_event, enum blank_state s);

/* Names in code, API and store: "at-counter", "hand-out"; the Indonesian word
 * of a state: "di-loket". */
const char *blank_state_name(enum blank_state s);
const char *blank_state_word(enum blank_state s);
const char *blank_act_name(enum blank_act act);
const char *blank_act_word(enum blank_act act); /* "dipindahkan" */
/* -1 when unknown */
int blank_state_of(const char *name);

/* ---- serials ---- */

#define BLANK_SERIAL 21	      /* 1 to 20 of A-Z 0-9 -, the last a digit */
#define BLANK_RANGE_MAX 10000 /* blanks of one range */

/* 1 when s is a serial. */
int blank_serial_ok(const char *s);
/* The number of serials from first to last, both included: the same text but
 * for the digits at the end.  0 when they make no range or over the limit. */
int64_t blank_range(const char *first, const char *last);
/* The serial i after first; i below the size of its range. */
void blank_serial(const char *first, int64_t i, char ret[BLANK_SERIAL]);

/* Writes # for the digits that count and returns their number: serials of one
 * series are told apart by it alone. */
int64_t blank_series(const char *serial, char ret[BLANK_SERIAL]);

/* ---- places ---- */

/* "store", "counter:NAME", "tray:PRINTER". */
#define BLANK_PLACE 57
#define BLANK_STOREROOM "store"

/* 1 when s is a place. */
int blank_place_ok(const char *s);
/* The printer of a tray, NULL for another place. */
const char *blank_tray(const char *place);
/* The act that brings a blank there: BLANK_STORE or BLANK_HAND_OUT. */
enum blank_act blank_move_to(const char *place);

#endif
