/*
 * The line on which each value of a template stands, so that a mistake is
 * named by file and line, and the digits of each number as they were written,
 * so that lengths never pass through floating point.  Walks the text beside
 * the tree that was parsed from it; trusts that the text is that very JSON,
 * with no member named twice.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "template_int.h"

struct scan {
	struct template_where *w;
	const char *p;
	int line;
};

static void
scan_space(struct scan *s)
{
	while (
	    *s->p == ' ' || *s->p == '\t' || *s->p == '\r' || *s->p == '\n') {
		if (*s->p == '\n')
			s->line++;
		s->p++;
	}
}

static void
scan_string(struct scan *s)
{
	s->p++;
	while (*s->p != '"' && *s->p != '\0') {
		if (*s->p == '\\' && s->p[1] != '\0')
			s->p++;
		s->p++;
	}
	if (*s->p == '"')
		s->p++;
}

static void
scan_add(struct scan *s, const json_t *v)
{
	struct template_where *w = s->w;

	if (w->n == w->cap) {
		w->cap = w->cap == 0 ? 512 : w->cap * 2;
		w->spot = mem_array(w->spot, w->cap, sizeof(*w->spot));
	}
	w->spot[w->n].v = v;
	w->spot[w->n].at = s->p;
	w->spot[w->n].line = s->line;
	w->n++;
}

/* One step past the colon, comma or bracket that comes next. */
static void
scan_mark(struct scan *s)
{
	scan_space(s);
	if (*s->p != '\0')
		s->p++;
}

static void
scan_value(struct scan *s, const json_t *v)
{
	const char *key;
	json_t *member;
	size_t i;

	scan_space(s);
	/* true, false and null are one object each for the whole tree */
	if (!json_is_boolean(v) && !json_is_null(v))
		scan_add(s, v);
	if (json_is_object(v)) {
		if (json_object_size(v) == 0)
			scan_mark(s);
		json_object_foreach ((json_t *)(uintptr_t)v, key, member) {
			scan_mark(s);
			scan_space(s);
			scan_string(s);
			scan_mark(s);
			scan_value(s, member);
		}
		scan_mark(s);
	} else if (json_is_array(v)) {
		if (json_array_size(v) == 0)
			scan_mark(s);
		json_array_foreach (v, i, member) {
			scan_mark(s);
			scan_value(s, member);
		}
		scan_mark(s);
	} else if (json_is_string(v)) {
		scan_string(s);
	} else {
		s->p += strcspn(s->p, ",]} \t\r\n");
	}
}

static int
spot_order(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct template_spot *)a)->v;
	uintptr_t y = (uintptr_t)((const struct template_spot *)b)->v;

	return x < y ? -1 : x > y;
}

void
template_where_init(struct template_where *w, const json_t *v, const char *at)
{
	struct scan s = { .w = w, .p = at, .line = 1 };

	memset(w, 0, sizeof(*w));
	scan_value(&s, v);
	qsort(w->spot, w->n, sizeof(*w->spot), spot_order);
}

void
template_where_release(struct template_where *w)
{
	free(w->spot);
	memset(w, 0, sizeof(*w));
}

const struct template_spot *
template_where_find(const struct template_where *w, const json_t *v)
{
	struct template_spot want = { .v = v };

	if (v == NULL || w->n == 0)
		return NULL;
	return bsearch(&want, w->spot, w->n, sizeof(*w->spot), spot_order);
}
