#ifndef MRZ_H
#define MRZ_H

/*
 * Machine readable zones of ICAO Doc 9303: TD3 (part 4, 2 x 44) and TD1
 * (part 5, 3 x 30), transliteration (part 3 section 6), name truncation
 * (part 3/4), check digits 7-3-1.  Pure.
 */

#include <stddef.h>

struct fault;

#define MRZ_TD3 88
#define MRZ_TD1 90

struct mrz_fields {
	const char *code;      /* document code, 1-2 letters: "P", "PP", "I" */
	const char *state;     /* issuing state, 3 letters */
	const char *primary;   /* primary identifier, UTF-8 */
	const char *secondary; /* "" for one-word names */
	const char *number;    /* 1-9 A-Z 0-9 (TD1: up to 22 run on) */
	const char *nationality; /* 3 letters */
	const char *birth;	 /* YYYY-MM-DD; unknown parts as "00"/"0000" */
	const char *sex;	 /* "M", "F" or "X" */
	const char *expiry;	 /* YYYY-MM-DD */
	const char *optional1;	 /* TD3 14, TD1 15 */
	const char *optional2;	 /* TD1 11 */
};

/* Writes the lines joined and a NUL.  The fault's pointer is the member's
 * name: "primary", "number". */
int mrz_td3(const struct mrz_fields *m, char ret[MRZ_TD3 + 1], struct fault *f);
int mrz_td1(const struct mrz_fields *m, char ret[MRZ_TD1 + 1], struct fault *f);

/* Check digit character of s[n], '<' = 0; -1 for a character not of MRZ. */
int mrz_check(const char *s, size_t n);
/* Recomputes every check digit of a whole zone (88 or 90 characters);
 * FAULT_READBACK with the field whose digit is wrong. */
int mrz_verify(const char *zone, struct fault *f);
/* UTF-8 to A-Z 0-9 < by ICAO's table; -1 with the fault when a letter has no
 * rule or the result does not fit.  The fault has no pointer. */
int
mrz_transliterate(const char *utf8, char *dst, size_t size, struct fault *f);

/* Splits a full name at its last word (an Indonesian name has no family
 * name; ICAO: one word is the whole primary identifier).  Both have size
 * bytes; both are empty when the name is, or does not fit. */
void mrz_split_name(
    const char *full, char *ret_primary, char *ret_secondary, size_t size);

#endif
