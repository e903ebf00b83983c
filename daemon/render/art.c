/*
 * The store of finished grounds.  Deflating one takes longer than drawing
 * all the rest of a document.  Must never be keyed by an address: a template
 * may be read again, so the key is the parameters themselves.
 */

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "buf.h"
#include "log.h"
#include "mem.h"
#include "page.h"

#include "art.h"
#include "guilloche.h"

#define LEVEL 9
#define KEPT 256 /* beyond this the oldest is forgotten */

struct piece {
	enum page_op op;
	int32_t from, w;
	struct page_guilloche g;
	uint8_t *p;
	size_t n;
};

struct art {
	struct piece piece[KEPT];
	size_t n, next;
};

struct art *
art_new(void)
{
	return mem_alloc(sizeof(struct art));
}

void
art_free(struct art *a)
{
	if (a == NULL)
		return;
	for (size_t i = 0; i < a->n; i++)
		free(a->piece[i].p);
	free(a);
}

static int
same(const struct piece *p, const struct page_item *it)
{
	return p->op == it->op && p->from == it->x2 && p->w == it->w &&
	    memcmp(&p->g, it->g, sizeof(p->g)) == 0;
}

static void
make(struct piece *p, const struct page_item *it)
{
	struct buf raw = { 0 };
	uLongf n;

	guilloche_write(it, &raw);
	n = compressBound(raw.n);
	p->p = mem_array(p->p, n, 1);
	if (compress2(p->p, &n, raw.p, raw.n, LEVEL) != Z_OK)
		fatalx("a ground does not deflate");
	buf_release(&raw);
	p->op = it->op;
	p->from = it->x2;
	p->w = it->w;
	p->g = *it->g;
	p->n = n;
}

const uint8_t *
art_form(struct art *a, const struct page_item *it, size_t *ret_n)
{
	struct piece *p;

	for (size_t i = 0; i < a->n; i++) {
		if (same(&a->piece[i], it)) {
			*ret_n = a->piece[i].n;
			return a->piece[i].p;
		}
	}
	p = &a->piece[a->next];
	a->next = (a->next + 1) % KEPT;
	if (a->n < KEPT)
		a->n++;
	make(p, it);
	*ret_n = p->n;
	return p->p;
}
