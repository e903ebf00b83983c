#ifndef NAMES_H
#define NAMES_H

/*
 * Names by number, so that a hundred thousand rows can be grouped by what few
 * names they have: each new name gets the next number from 0 up.
 */

#include <stddef.h>

struct names { /* { 0 } is empty */
	char **name;
	size_t n;
	size_t *slot, room; /* hashed: number + 1, 0 = free */
};

size_t names_of(struct names *t, const char *name);
void names_release(struct names *t);

#endif
