/*
 * Blocks that follow each other down a column and over pages: paragraphs,
 * pairs with their colons in one column, lists, side-by-side stacks.  The
 * cursor y is the next baseline (the next upper edge after a table).  A block
 * that must stay whole is tried, taken back when it does not fit, and set anew
 * on the next page.
 */

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "layout_int.h"

/* What a trial must be able to take back. */
struct mark {
	size_t items, faults;
	int32_t y;
};

static struct mark
mark_set(const struct layout_flow *f)
{
	struct mark m = { layout_page(f->l)->n, f->l->fs->n, f->y };

	return m;
}

static void
mark_restore(struct layout_flow *f, const struct mark *m)
{
	layout_page(f->l)->n = m->items;
	f->l->fs->n = m->faults;
	f->y = m->y;
}

/* A page begins with what lies under everything. */
static void
new_page(struct layout *l)
{
	page_set_add(l->s, l->t->w, l->t->h);
	layout_elems(l, l->t->flow->ground, l->t->flow->grounds);
}

int
layout_break(struct layout_flow *f, int table)
{
	struct layout *l = f->l;

	if (!f->can_break)
		return 1;
	if (l->page + 1 >= LAYOUT_PAGES_MAX) {
		faults_add(l->fs, FAULT_OVERFLOW, "/fields", "%s", "%s",
		    "Dokumen lebih dari 99 halaman");
		return -1;
	}
	l->page++;
	if (l->page == l->s->n)
		new_page(l);
	f->y = table ? l->t->flow->next_y : l->t->flow->next_base;
	f->top = 1;
	return 0;
}

/* Lines of l->lines that stand on this page from baseline y; no line alone at
 * the foot or at the head of a page. */
static size_t
lines_here(const struct layout_flow *f, size_t left)
{
	int32_t lead = f->l->lines.lead, room = f->bottom - f->y;
	size_t n = room < 0 ? 0 : (size_t)(room / lead) + 1;

	if (n >= left)
		return left;
	if (left - n == 1 && n > 0)
		n--;
	return n == 1 ? 0 : n;
}

/* All lines of l->lines at x, over pages. */
static int
put_lines(struct layout_flow *f, const struct template_style *st, int32_t x,
    int32_t w)
{
	struct layout *l = f->l;
	const struct layout_lines *ls = &l->lines;
	size_t i = 0, here;
	int32_t indent;
	int rc, last;

	while (i < ls->n) {
		here = lines_here(f, ls->n - i);
		for (here += i; i < here; i++) {
			indent = i == 0 ? st->indent : 0;
			last = i + 1 == ls->n ||
			    ls->word[ls->line[i + 1].first - 1].hard;
			if (st->justify && !last)
				layout_put_justified(
				    l, st, i, x + indent, f->y, w - indent);
			else
				layout_put_line(l, st, i, x + indent, f->y);
			f->y += ls->lead;
		}
		if (i < ls->n && (rc = layout_break(f, 0)) != 0)
			return rc;
	}
	return 0;
}

static int
set_text(struct layout_flow *f, const struct template_elem *e,
    const struct template_expr *text, const struct template_style *st,
    int32_t w)
{
	struct layout *l = f->l;
	const char *s = layout_eval(l, text);

	if (layout_words(l, text, st, s) == -1)
		return -1;
	if (!layout_fit_block(l, st, w, st->indent)) {
		layout_overflow(l, text, e);
		return -1;
	}
	l->source = layout_source(l, text);
	return 0;
}

static int
block_paragraph(struct layout_flow *f, const struct template_elem *e)
{
	int32_t w = e->w > 0 ? e->w : f->w - e->x;
	int32_t x = f->x + e->x;

	if (set_text(f, e, &e->text, &e->st, w) == -1)
		return -1;
	if (e->st.align == ALIGN_RIGHT)
		x += w;
	else if (e->st.align == ALIGN_CENTRE)
		x += w / 2;
	return put_lines(f, &e->st, x, w);
}

/* One short text that shrinks by rule 4 instead of wrapping first. */
static int
block_text(struct layout_flow *f, const struct template_elem *e)
{
	struct layout *l = f->l;
	int32_t w = e->w > 0 ? e->w : f->w - e->x;
	int32_t lead = layout_lead(&e->st, e->st.size);

	if (layout_words(l, &e->text, &e->st, layout_eval(l, &e->text)) == -1)
		return -1;
	if (!layout_fit(l, &e->text, &e->st, w)) {
		layout_overflow(l, &e->text, e);
		return -1;
	}
	l->source = layout_source(l, &e->text);
	l->lines.lead = lead;
	return put_lines(f, &e->st, f->x + e->x, w);
}

static int
kv_row(struct layout_flow *f, const struct template_elem *e,
    const struct template_row *row)
{
	struct layout *l = f->l;
	int32_t x = f->x + e->x;
	int32_t vx = x + e->colon + e->value_x;
	int32_t w = (e->w > 0 ? x + e->w : f->x + f->w) - vx;
	const char *label;
	int rc;

	if (set_text(f, e, &row->value, &row->style, w) == -1)
		return -1;
	if (l->lines.n == 0)
		return 0;
	/* A row stays whole: its lines are few. */
	if (f->y + ((int32_t)l->lines.n - 1) * l->lines.lead > f->bottom &&
	    (rc = layout_break(f, 0)) != 0)
		return rc;
	layout_put_text(l, &e->st, x + e->colon, f->y, ":", 1);
	rc = put_lines(f, &row->style, vx, w);
	if (rc == 0 && row->label.n > 0) {
		int32_t y = f->y - (int32_t)l->lines.n * l->lines.lead;

		label = layout_eval(l, &row->label);
		l->source = NULL;
		layout_put_text(l, &e->st, x, y, label, strlen(label));
	}
	return rc;
}

static int
block_kv(struct layout_flow *f, const struct template_elem *e)
{
	size_t i;
	int rc = 0;

	for (i = 0; i < e->rows && rc == 0; i++)
		if (layout_cond(f->l, e->row[i].when))
			rc = kv_row(f, e, &e->row[i]);
	return rc;
}

static int
list_item(struct layout_flow *f, const struct template_elem *e, size_t i,
    const struct template_expr *text)
{
	struct layout *l = f->l;
	int32_t x = f->x + e->x;
	int32_t w = (e->w > 0 ? e->w : f->w - e->x) - e->hang;
	char number[24];
	int rc;

	if (set_text(f, e, text, &e->st, w) == -1)
		return -1;
	if (l->lines.n > 0 &&
	    f->y + ((int32_t)l->lines.n - 1) * l->lines.lead > f->bottom &&
	    (rc = layout_break(f, 0)) != 0)
		return rc;
	if (e->numbered) {
		int n = snprintf(number, sizeof(number), "%zu.", i + 1);

		layout_put_text(l, &e->st, x, f->y, number, (size_t)n);
	}
	rc = put_lines(f, &e->st, x + e->hang, w);
	f->y += e->item_gap;
	return rc;
}

static int
block_list(struct layout_flow *f, const struct template_elem *e)
{
	static struct template_seg seg = { .kind = REF_BUILTIN,
		.index = BUILTIN_ITEM };
	static const struct template_expr item = { &seg, 1, -1, -1, NULL };
	struct layout *l = f->l;
	const json_t *list, *v;
	struct buf clean = { 0 };
	size_t i;
	int rc = 0;

	for (i = 0; i < e->items && rc == 0; i++)
		rc = list_item(f, e, i, &e->item[i]);
	if (e->field < 0)
		return rc;
	list = layout_list(l, e->field);
	l->list = &l->t->field[e->field];
	json_array_foreach (list, i, v) {
		buf_clear(&clean);
		l->row_n = i;
		l->item = buf_str(&clean);
		if (rc != 0 || !json_is_string(v) ||
		    template_text_clean(json_string_value(v), 0, &clean) == -1)
			break;
		l->item = buf_str(&clean);
		rc = list_item(f, e, i, &item);
	}
	l->item = NULL;
	l->list = NULL;
	buf_release(&clean);
	return rc;
}

static int
stack(struct layout_flow *f, const struct template_elem *e)
{
	struct layout_flow sub = *f;
	const struct template_elem *b;
	int32_t low = f->y;
	size_t i, j;
	int rc;

	sub.can_break = 0;
	if (e->bottom > 0)
		sub.bottom = e->bottom;
	if (sub.y + e->min_h > sub.bottom)
		return 1;
	for (i = 0; i < e->children; i++) {
		sub.x = f->x + e->child[i].x;
		sub.w = e->child[i].w;
		sub.y = f->y;
		for (j = 0; j < e->child[i].children; j++) {
			b = &e->child[i].child[j];
			if (!layout_cond(f->l, b->when))
				continue;
			rc = layout_block(&sub, b);
			if (rc != 0)
				return rc;
		}
		if (sub.y > low)
			low = sub.y;
	}
	f->y = low;
	return 0;
}

static int
block_columns(struct layout_flow *f, const struct template_elem *e)
{
	struct mark m = mark_set(f);
	int rc = stack(f, e);

	if (rc != 1 || !f->can_break)
		return rc;
	mark_restore(f, &m);
	rc = layout_break(f, 0);
	if (rc == 0)
		rc = stack(f, e);
	if (rc == 1)
		layout_overflow(f->l, NULL, e);
	return rc == 1 ? -1 : rc;
}

/* Elements drawn from the cursor down; y of theirs is relative to it. */
static int
block_draw(struct layout_flow *f, const struct template_elem *e)
{
	struct layout *l = f->l;
	int32_t ox = l->ox, oy = l->oy;

	l->ox = f->x;
	l->oy = f->y;
	layout_elems(l, e, 1);
	l->ox = ox;
	l->oy = oy;
	return 0;
}

int
layout_block(struct layout_flow *f, const struct template_elem *e)
{
	int rc;

	if (!f->top)
		f->y += e->gap;
	f->top = 0;
	switch (e->type) {
	case ELEM_PARAGRAPH:
		rc = block_paragraph(f, e);
		break;
	case ELEM_TEXT:
		rc = block_text(f, e);
		break;
	case ELEM_KV:
		rc = block_kv(f, e);
		break;
	case ELEM_LIST:
		rc = block_list(f, e);
		break;
	case ELEM_TABLE:
		rc = layout_table(f, e);
		break;
	case ELEM_COLUMNS:
		rc = block_columns(f, e);
		break;
	case ELEM_CHART:
		rc = layout_chart(f, e);
		break;
	default:
		rc = block_draw(f, e);
		break;
	}
	f->l->source = NULL;
	f->top = 0;
	f->y += e->after;
	return rc;
}

/* Blocks [i, end) as one, on this page or on the next. */
static int
keep_together(struct layout_flow *f, const struct template_elem *b, size_t n)
{
	struct mark m = mark_set(f);
	int pass, rc = 0;
	size_t i;

	for (pass = 0; pass < 2; pass++) {
		for (i = 0, rc = 0; i < n && rc == 0; i++) {
			/* a table that has begun under its heading may go on
			 * over pages */
			f->follow = pass == 0 && i + 1 == n && n > 1 &&
			    b[i].type == ELEM_TABLE;
			f->can_break = n == 1 || pass == 1 || f->follow;
			if (layout_cond(f->l, b[i].when))
				rc = layout_block(f, &b[i]);
		}
		f->follow = 0;
		f->can_break = 1;
		if (rc != 1)
			return rc;
		mark_restore(f, &m);
		rc = layout_break(f, 0);
		if (rc != 0)
			return rc;
	}
	return rc;
}

void
layout_flow(struct layout *l)
{
	const struct template_flow *t = l->t->flow;
	struct layout_flow f = { .l = l,
		.x = t->x,
		.w = t->w,
		.y = t->first_y,
		.bottom = t->bottom,
		.can_break = 1 };
	size_t i, n;

	new_page(l);
	for (i = 0; i < t->blocks; i += n) {
		for (n = 1; i + n < t->blocks && t->block[i + n - 1].keep; n++)
			;
		if (t->block[i].fresh && layout_cond(l, t->block[i].when) &&
		    layout_break(&f, 0) != 0)
			return;
		if (keep_together(&f, &t->block[i], n) != 0)
			return;
	}
	l->pages = l->s->n;
	for (l->page = 0; l->page < l->pages; l->page++) {
		if (l->page == 0)
			layout_elems(l, t->first, t->firsts);
		else
			layout_elems(l, t->next, t->nexts);
		layout_elems(l, t->every, t->everys);
	}
}

void
layout_fixed(struct layout *l, const struct template_elem *e)
{
	struct layout_flow f = { .l = l,
		.x = l->ox,
		.y = l->oy + e->y,
		.w = l->t->w - l->ox,
		.bottom = l->t->h };

	if (e->bottom > 0)
		f.bottom = l->oy + e->bottom;
	if (layout_block(&f, e) == 1)
		layout_overflow(l, &e->text, e);
}
