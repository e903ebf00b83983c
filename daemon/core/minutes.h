#ifndef MINUTES_H
#define MINUTES_H

/*
 * Minutes (berita acara) made from the ledger: the body of a job of the
 * template berita-acara, as a counter would submit it.
 */

#include <stdint.h>

#include <jansson.h>

struct core;
struct fault;

struct minutes {
	const char *kind;    /* void, spoil, destruction, stock-take, daily */
	const char *day;     /* YYYY-MM-DD */
	int64_t from;	     /* UTC second at which it begins */
	const char *place;   /* where it was signed, "" = the office */
	const char *manner;  /* of a destruction, "" */
	const char *printer; /* "" = by its media */
	const char *person, *second;
	int64_t now;
};
/* The body, the caller's to json_decref; NULL with the fault. */
json_t *minutes_body(struct core *c, const struct minutes *m, struct fault *f);

#endif
