#ifndef REASON_H
#define REASON_H

/*
 * Why a sheet was spoiled, printed anew or a blank left the stock: codes from
 * one list, so that they can be counted.  "other" needs a note.  Pure.
 */

#include <stddef.h>

struct fault;

enum reason_use {
	REASON_SPOIL = 1,   /* a sheet or blank is spoiled */
	REASON_REPRINT = 2, /* a sheet is printed anew */
	REASON_RETURN = 4,  /* a blank goes back unprinted */
	REASON_STOCK = 8,   /* a gap, or a serial that was not expected */
	REASON_DESTROY = 16,
	REASON_VOID = 32
};

struct reason {
	const char *code;
	const char *id, *en; /* as people read it */
	unsigned uses;	     /* enum reason_use */
};
extern const struct reason reason_list[];
extern const size_t reason_count;

#define REASON_CODE 24
#define REASON_NOTE 201 /* bytes of a note, with its end */

/* NULL when unknown. */
const struct reason *reason_find(const char *code);
/* 0 when code (NULL: none) is one for use, and note (NULL: none) is there
 * when it must be and not too long.  FAULT_FIELD at /reason or /note. */
int reason_check(
    const char *code, const char *note, enum reason_use use, struct fault *f);

#endif
