/*
 * Tables of a list field: a row is never split, the head stands again on each
 * page, rules in four weights and none vertical.
 */

#include <stdint.h>
#include <string.h>

#include "layout_int.h"

static void
rule(struct layout *l, int32_t x, int32_t y, int32_t w, int32_t line,
    uint32_t color)
{
	struct page_item *it = page_add(layout_page(l), PAGE_LINE);

	it->x = x;
	it->x2 = x + w;
	it->y = it->y2 = y;
	it->line = line;
	it->color = color;
}

static const struct template_expr *
cell_expr(const struct template_column *c, int head)
{
	return head ? &c->head : &c->cell;
}

/* Lines of a cell into l->lines; -1 after a fault. */
static int
cell_lines(struct layout *l, const struct template_elem *e,
    const struct template_column *c, int head)
{
	const struct template_table *t = e->table;
	const struct template_style *st = head ? &t->head : &t->cell;
	const struct template_expr *text = cell_expr(c, head);

	if (layout_words(l, text, st, layout_eval(l, text)) == -1)
		return -1;
	if (!layout_fit_block(l, st, c->w - 2 * t->pad_x, 0)) {
		layout_overflow(l, text, e);
		return -1;
	}
	return 0;
}

/* Height of a row; -1 after a fault. */
static int32_t
row_height(struct layout *l, const struct template_elem *e, int head)
{
	const struct template_table *t = e->table;
	const struct template_style *st = head ? &t->head : &t->cell;
	size_t i, most = 1;
	int32_t bad = 0;

	for (i = 0; i < t->n; i++) {
		if (cell_lines(l, e, &t->col[i], head) == -1)
			bad = -1;
		else if (l->lines.n > most)
			most = l->lines.n;
	}
	if (bad != 0)
		return bad;
	return (int32_t)most * layout_lead(st, st->size) + 2 * t->pad_y;
}

static void
put_row(struct layout *l, const struct template_elem *e, int head, int32_t x,
    int32_t y)
{
	const struct template_table *t = e->table;
	const struct template_column *c;
	struct template_style st;
	int32_t at;
	size_t i, k;

	for (i = 0; i < t->n; i++) {
		c = &t->col[i];
		st = head ? t->head : t->cell;
		st.align = c->align;
		at = c->align == ALIGN_RIGHT   ? c->w - t->pad_x
		    : c->align == ALIGN_CENTRE ? c->w / 2
					       : t->pad_x;
		if (cell_lines(l, e, c, head) == -1)
			return;
		l->source = layout_source(l, cell_expr(c, head));
		for (k = 0; k < l->lines.n; k++)
			layout_put_line(l, &st, k, x + at,
			    y + t->pad_y + t->rise +
				(int32_t)k * layout_lead(&st, st.size));
		x += c->w;
	}
	l->source = NULL;
}

/* Head with its rules; moves f->y below it. */
static int
put_head(
    struct layout_flow *f, const struct template_elem *e, int32_t x, int32_t w)
{
	struct layout *l = f->l;
	int32_t h = row_height(l, e, 1);
	struct page_item *it;

	if (h < 0)
		return -1;
	it = page_add(layout_page(l), PAGE_RECT);
	it->x = x;
	it->y = f->y;
	it->w = w;
	it->h = h;
	it->has_fill = 1;
	it->fill = e->table->tint;
	rule(l, x, f->y, w, 900, e->table->head.color);
	put_row(l, e, 1, x, f->y);
	f->y += h;
	rule(l, x, f->y, w, 500, e->table->head.color);
	return 0;
}

static void
put_continued(
    struct layout_flow *f, const struct template_elem *e, int32_t x, int32_t w)
{
	const struct template_table *t = e->table;
	struct layout *l = f->l;
	struct template_style st = t->more;

	if (t->more_text.n == 0)
		return;
	st.align = ALIGN_RIGHT;
	if (layout_words(
		l, &t->more_text, &st, layout_eval(l, &t->more_text)) == -1)
		return;
	layout_wrap(l, &st, st.size, w, 0);
	if (l->lines.n > 0)
		layout_put_line(l, &st, 0, x + w, f->y + t->more_gap);
}

/* The table goes on with its head on the next page. */
static int
next_page(
    struct layout_flow *f, const struct template_elem *e, int32_t x, int32_t w)
{
	const struct template_table *t = e->table;
	int rc;

	if (!f->can_break)
		return 1;
	rule(f->l, x, f->y, w, 900, t->head.color);
	put_continued(f, e, x, w);
	rc = layout_break(f, 1);
	return rc == 0 ? put_head(f, e, x, w) : rc;
}

static int
put_rows(struct layout_flow *f, const struct template_elem *e,
    const json_t *list, int32_t x, int32_t w)
{
	const struct template_table *t = e->table;
	struct layout *l = f->l;
	int32_t h;
	size_t i;
	int rc;

	json_array_foreach (list, i, l->row) {
		l->row_n = i;
		h = row_height(l, e, 0);
		if (h < 0)
			return -1;
		if (f->y + h > f->bottom && (rc = next_page(f, e, x, w)) != 0)
			return rc;
		put_row(l, e, 0, x, f->y);
		f->y += h;
		if (i + 1 < json_array_size(list))
			rule(l, x, f->y, w, 200, t->rule);
	}
	rule(l, x, f->y, w, 900, t->head.color);
	return 0;
}

int
layout_table(struct layout_flow *f, const struct template_elem *e)
{
	struct layout *l = f->l;
	const json_t *list = layout_list(l, e->table->field);
	int32_t x = f->x + e->x, w = e->w, h;
	int rc = 0;

	if (json_array_size(list) == 0)
		return 0;
	l->list = &l->t->field[e->table->field];
	l->row = json_array_get(list, 0);
	l->row_n = 0;
	/* Never a head without a row under it. */
	h = row_height(l, e, 1) + row_height(l, e, 0);
	if (f->y + h > f->bottom)
		rc = layout_break(f, 1);
	if (rc == 0)
		rc = put_head(f, e, x, w);
	if (rc == 0)
		rc = put_rows(f, e, list, x, w);
	l->list = NULL;
	l->row = NULL;
	return rc;
}
