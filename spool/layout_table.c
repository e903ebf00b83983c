/*
 * Tables of a list field: a row is never split, the head stands again on each
 * page, rules in four weights and none vertical.
 */

#include <stdint.h>
#include <string.h>

#include "layout_int.h"

#define TABLE_SHORT 6 /* rows that stay together under a heading */

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

enum row_kind { ROW_CELL, ROW_HEAD, ROW_TOTAL };

static const struct template_expr *
cell_expr(const struct template_column *c, enum row_kind kind)
{
	return kind == ROW_HEAD ? &c->head
	    : kind == ROW_TOTAL ? &c->total
				: &c->cell;
}

/* A row of totals is written as the head is, at the cells' size. */
static struct template_style
cell_style(const struct template_table *t, enum row_kind kind)
{
	struct template_style st = kind == ROW_CELL ? t->cell : t->head;

	if (kind == ROW_TOTAL) {
		st.size = t->cell.size;
		st.floor = t->cell.floor;
		st.lead = t->cell.lead;
	}
	return st;
}

/* Lines of a cell into l->lines; -1 after a fault. */
static int
cell_lines(struct layout *l, const struct template_elem *e,
    const struct template_column *c, enum row_kind kind)
{
	const struct template_table *t = e->table;
	const struct template_style st = cell_style(t, kind);
	const struct template_expr *text = cell_expr(c, kind);

	if (layout_words(l, text, &st, layout_eval(l, text)) == -1)
		return -1;
	if (!layout_fit_block(l, &st, c->w - 2 * t->pad_x, 0)) {
		layout_overflow(l, text, e);
		return -1;
	}
	return 0;
}

/* Height of a row; -1 after a fault. */
static int32_t
row_height(struct layout *l, const struct template_elem *e, enum row_kind kind)
{
	const struct template_table *t = e->table;
	const struct template_style st = cell_style(t, kind);
	size_t i, most = 1;
	int32_t bad = 0;

	for (i = 0; i < t->n; i++) {
		if (cell_lines(l, e, &t->col[i], kind) == -1)
			bad = -1;
		else if (l->lines.n > most)
			most = l->lines.n;
	}
	if (bad != 0)
		return bad;
	return (int32_t)most * layout_lead(&st, st.size) + 2 * t->pad_y;
}

static void
put_row(struct layout *l, const struct template_elem *e, enum row_kind kind,
    int32_t x, int32_t y)
{
	const struct template_table *t = e->table;
	const struct template_column *c;
	struct template_style st;
	int32_t at;
	size_t i, k;

	for (i = 0; i < t->n; i++) {
		c = &t->col[i];
		st = cell_style(t, kind);
		st.align = c->align;
		at = c->align == ALIGN_RIGHT   ? c->w - t->pad_x
		    : c->align == ALIGN_CENTRE ? c->w / 2
					       : t->pad_x;
		if (cell_lines(l, e, c, kind) == -1)
			return;
		l->source = layout_source(l, cell_expr(c, kind));
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
	int32_t h = row_height(l, e, ROW_HEAD);
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
	put_row(l, e, ROW_HEAD, x, f->y);
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
	int32_t h, total = t->totals ? row_height(l, e, ROW_TOTAL) : 0, last;
	size_t i;
	int rc;

	if (total < 0)
		return -1;
	json_array_foreach (list, i, l->row) {
		l->row_n = i;
		h = row_height(l, e, ROW_CELL);
		if (h < 0)
			return -1;
		/* never totals without a row above them */
		last = i + 1 == json_array_size(list) ? total : 0;
		if (f->y + h + last > f->bottom &&
		    (rc = next_page(f, e, x, w)) != 0)
			return rc;
		put_row(l, e, ROW_CELL, x, f->y);
		f->y += h;
		if (i + 1 < json_array_size(list))
			rule(l, x, f->y, w, 200, t->rule);
	}
	if (t->totals) {
		rule(l, x, f->y, w, 500, t->head.color);
		put_row(l, e, ROW_TOTAL, x, f->y);
		f->y += total;
	}
	rule(l, x, f->y, w, 900, t->head.color);
	return 0;
}

/* What must stand on one page: the head and the first row; under a heading
 * some rows more, so that no heading has its table on the next page, and a
 * short table all of itself.  -1 after a fault. */
static int32_t
least_height(
    struct layout_flow *f, const struct template_elem *e, const json_t *list)
{
	struct layout *l = f->l;
	size_t n = json_array_size(list), k = !f->follow ? 1 : 3, i;
	int32_t sum = row_height(l, e, ROW_HEAD), h = 0;

	if (f->follow && n <= TABLE_SHORT)
		k = n;
	if (k == n && f->follow && e->table->totals)
		h = row_height(l, e, ROW_TOTAL);
	for (i = 0; sum >= 0 && h >= 0 && i <= k; i++) {
		sum += h;
		if (i == k)
			break;
		l->row_n = i;
		l->row = json_array_get(list, i);
		h = row_height(l, e, ROW_CELL);
	}
	l->row_n = 0;
	l->row = json_array_get(list, 0);
	return sum < 0 || h < 0 ? -1 : sum;
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
	h = least_height(f, e, list);
	if (h < 0)
		rc = -1;
	else if (f->y + h > f->bottom)
		rc = f->follow ? 1 : layout_break(f, 1);
	if (rc == 0)
		rc = put_head(f, e, x, w);
	if (rc == 0)
		rc = put_rows(f, e, list, x, w);
	l->list = NULL;
	l->row = NULL;
	return rc;
}
