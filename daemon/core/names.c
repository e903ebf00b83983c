/* Names by number (names.h): open addressing, never more than half full. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "names.h"

/* FNV-1a */
static size_t
names_hash(const char *s)
{
	uint64_t h = 14695981039346656037u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return (size_t)h;
}

static size_t *
names_find(struct names *t, const char *name)
{
	size_t i = names_hash(name) & (t->room - 1);

	while (t->slot[i] && strcmp(t->name[t->slot[i] - 1], name) != 0)
		i = (i + 1) & (t->room - 1);
	return &t->slot[i];
}

static void
names_grow(struct names *t)
{
	t->room = t->room ? t->room * 2 : 16;
	free(t->slot);
	t->slot = mem_alloc(t->room * sizeof *t->slot);
	for (size_t i = 0; i < t->n; i++)
		*names_find(t, t->name[i]) = i + 1;
}

size_t
names_of(struct names *t, const char *name)
{
	size_t *at;

	if (2 * (t->n + 1) > t->room)
		names_grow(t);
	at = names_find(t, name);
	if (*at == 0) {
		t->name = mem_array(t->name, t->n + 1, sizeof *t->name);
		t->name[t->n++] = mem_strdup(name);
		*at = t->n;
	}
	return *at - 1;
}

void
names_release(struct names *t)
{
	for (size_t i = 0; i < t->n; i++)
		free(t->name[i]);
	free(t->name);
	free(t->slot);
	*t = (struct names){ 0 };
}
