/*
 * Pages of things to draw, and the memory of their texts.  Must never decide
 * anything about them.  Trusts the caller to keep assets and guilloche
 * parameters alive longer than the set.
 */

#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "mem.h"
#include "page.h"

#define CHUNK 16384

struct chunk {
	struct chunk *next;
	size_t used, size;
	char text[];
};

static const char *const op_name[PAGE_OP_N] = {
	[PAGE_TEXT] = "text",
	[PAGE_MRZ] = "mrz",
	[PAGE_LINE] = "line",
	[PAGE_RECT] = "rect",
	[PAGE_IMAGE] = "image",
	[PAGE_PHOTO] = "photo",
	[PAGE_QR] = "qr",
	[PAGE_PATH] = "path",
	[PAGE_FIELD] = "field",
	[PAGE_ROSETTE] = "rosette",
	[PAGE_RIBBON] = "ribbon",
	[PAGE_CLIP] = "clip",
	[PAGE_UNCLIP] = "unclip",
};

void
page_set_release(struct page_set *s)
{
	struct chunk *c, *next;
	size_t i;

	for (i = 0; i < s->n; i++)
		free(s->page[i].item);
	free(s->page);
	for (c = s->arena; c != NULL; c = next) {
		next = c->next;
		free(c);
	}
	memset(s, 0, sizeof(*s));
}

struct page *
page_set_add(struct page_set *s, int32_t w, int32_t h)
{
	struct page *p;

	s->page = mem_array(s->page, s->n + 1, sizeof(*s->page));
	p = &s->page[s->n++];
	memset(p, 0, sizeof(*p));
	p->w = w;
	p->h = h;
	return p;
}

struct page_item *
page_add(struct page *p, enum page_op op)
{
	struct page_item *it;

	if (p->n == p->cap) {
		p->cap = p->cap == 0 ? 64 : p->cap * 2;
		p->item = mem_array(p->item, p->cap, sizeof(*p->item));
	}
	it = &p->item[p->n++];
	memset(it, 0, sizeof(*it));
	it->op = op;
	it->alpha = 1000;
	it->stretch = 1000;
	return it;
}

char *
page_set_text(struct page_set *s, const char *text, size_t n)
{
	struct chunk *c = s->arena;
	char *p;
	size_t size;

	if (c == NULL || c->size - c->used < n + 1) {
		size = n + 1 > CHUNK ? n + 1 : CHUNK;
		c = mem_alloc(sizeof(*c) + size);
		c->size = size;
		c->next = s->arena;
		s->arena = c;
	}
	p = c->text + c->used;
	memcpy(p, text, n);
	p[n] = '\0';
	c->used += n + 1;
	return p;
}

static void
dump_item(const struct page_item *it, struct buf *b)
{
	buf_printf(b, "%s %" PRId32 ",%" PRId32, op_name[it->op], it->x, it->y);
	if (it->w != 0 || it->h != 0)
		buf_printf(b, " %" PRId32 "x%" PRId32, it->w, it->h);
	if (it->x2 != 0 || it->y2 != 0)
		buf_printf(b, " to %" PRId32 ",%" PRId32, it->x2, it->y2);
	if (it->op == PAGE_TEXT || it->op == PAGE_MRZ)
		buf_printf(b, " font %d", (int)it->font);
	if (it->size != 0)
		buf_printf(b, " size %" PRId32, it->size);
	if (it->spacing != 0)
		buf_printf(b, " spacing %" PRId32, it->spacing);
	if (it->stretch != 1000)
		buf_printf(b, " stretch %" PRId32, it->stretch);
	if (it->angle != 0)
		buf_printf(b, " angle %" PRId32, it->angle);
	if (it->line != 0)
		buf_printf(b, " line %" PRId32, it->line);
	buf_printf(b, " #%06" PRIX32, it->color);
	if (it->has_fill)
		buf_printf(b, " fill #%06" PRIX32, it->fill);
	if (it->alpha != 1000)
		buf_printf(b, " alpha %" PRId32, it->alpha);
	if (it->asset != NULL)
		buf_printf(b, " asset %s", it->asset);
	if (it->source != NULL)
		buf_printf(b, " from %s", it->source);
	if (it->text != NULL)
		buf_printf(b, " \"%s\"", it->text);
	buf_putc(b, '\n');
}

void
page_dump(const struct page_set *s, struct buf *ret_b)
{
	size_t i, j;

	for (i = 0; i < s->n; i++) {
		buf_printf(ret_b, "page %zu %" PRId32 "x%" PRId32 "\n", i + 1,
		    s->page[i].w, s->page[i].h);
		for (j = 0; j < s->page[i].n; j++)
			dump_item(&s->page[i].item[j], ret_b);
	}
}
