/*
 * The store of finished grounds.  Deflating one takes longer than drawing
 * all the rest of a document.  Must never be keyed by an address: a template
 * may be read again, so the key is the parameters themselves.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "mem.h"
#include "page.h"

#include "art.h"
#include "deflate.h"
#include "guilloche.h"

#define KEPT 256 /* beyond this the oldest is forgotten */

struct piece {
	enum page_op op;
	int32_t from, w;
	struct page_guilloche g;
	struct buf bytes;
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
		buf_release(&a->piece[i].bytes);
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

	guilloche_write(it, &raw);
	deflate_best(raw.p, raw.n, &p->bytes);
	buf_release(&raw);
	p->op = it->op;
	p->from = it->x2;
	p->w = it->w;
	p->g = *it->g;
}

const uint8_t *
art_form(struct art *a, const struct page_item *it, size_t *ret_n)
{
	struct piece *p;

	for (size_t i = 0; i < a->n; i++) {
		if (same(&a->piece[i], it)) {
			*ret_n = a->piece[i].bytes.n;
			return a->piece[i].bytes.p;
		}
	}
	p = &a->piece[a->next];
	a->next = (a->next + 1) % KEPT;
	if (a->n < KEPT)
		a->n++;
	make(p, it);
	*ret_n = p->bytes.n;
	return p->bytes.p;
}
