#ifndef FRONT_SCAN_H
#define FRONT_SCAN_H

/*
 * Finds one member of a JSON object in its text, without building a tree: an
 * answer of core passes through as it is.
 */

#include <stddef.h>

/* A span of JSON text. */
struct scan {
	const char *p; /* NULL: absent */
	size_t n;
};

/* The value of the object's member; absent when the text is no object. */
struct scan scan_member(struct scan object, const char *name);

/* The value as an integer, or other when it is none. */
long long scan_int(struct scan value, long long other);

#endif
