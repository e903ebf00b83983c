/*
 * Elements at their place on a page.  Each function turns one kind of element
 * into items; what needs lines of text asks layout_fit.c.
 */

#include <stdint.h>
#include <string.h>

#include "metrics.h"
#include "layout_int.h"

struct page *
layout_page(struct layout *l)
{
	return &l->s->page[l->page];
}

static struct page_item *
put(struct layout *l, enum page_op op, const struct template_elem *e)
{
	struct page_item *it = page_add(layout_page(l), op);

	it->x = e->x + l->ox;
	it->y = e->y + l->oy;
	it->w = e->w;
	it->h = e->h;
	it->color = e->color;
	it->fill = e->fill;
	it->has_fill = e->has_fill;
	it->line = e->stroke;
	it->round = e->round;
	it->alpha = e->st.alpha * l->alpha / 1000;
	it->source = e->path;
	return it;
}

struct spot {
	int32_t x, y, w;
};

/* Lines of a fitted text from its first baseline down. */
static void
put_fitted(struct layout *l, const struct template_elem *e,
    const struct template_expr *text, const struct template_style *st,
    struct spot at)
{
	const char *s = layout_eval(l, text);
	const struct layout_lines *ls = &l->lines;
	size_t i;

	if (layout_words(l, text, st, s) == -1 || ls->words == 0)
		return;
	if (!layout_fit(l, text, st, at.w)) {
		layout_overflow(l, text, e);
		return;
	}
	at.y += ls->n > 1 && st->wrap_drop > 0 ? st->wrap_drop : st->drop;
	if (st->grow > 0 && ls->size > st->grow_from)
		at.y += (int32_t)((int64_t)st->grow *
		    (ls->size - st->grow_from) / 1000);
	l->source = layout_source(l, text);
	for (i = 0; i < ls->n; i++)
		layout_put_line(l, st, i, at.x, at.y + (int32_t)i * ls->lead);
	l->source = NULL;
}

static void
put_text(struct layout *l, const struct template_elem *e)
{
	struct spot at = { e->x + l->ox, e->y + l->oy, e->w };

	put_fitted(l, e, &e->text, &e->st, at);
}

/* "Nama lengkap / Full name" in two styles, the value below. */
static void
put_field(struct layout *l, const struct template_elem *e)
{
	const struct layout_lines *ls = &l->lines;
	struct spot at = { e->x + l->ox, e->y + l->oy, 0 }, en = at;

	put_fitted(l, e, &e->label, &e->label_st, at);
	if (e->label_en.n > 0 && ls->n == 1) {
		en.x += (int32_t)(ls->line[0].width + 600 +
		    metrics_um(0, 0, 1, e->label_st.spacing));
		put_fitted(l, e, &e->label_en, &e->label_en_st, en);
	}
	at.w = e->w;
	put_fitted(l, e, &e->text, &e->st, at);
}

/* The unit repeated as often as it goes, then stretched to the very width. */
static void
put_microtext(struct layout *l, const struct template_elem *e)
{
	static const char dot[] = " \xC2\xB7 ";
	const char *unit = layout_eval(l, &e->text);
	struct buf b = { 0 };
	struct page_item *it;
	uint32_t cp = 0;
	int64_t one;

	one = metrics_width(e->st.font, unit, e->st.size, e->st.spacing, &cp);
	if (one < 0) {
		layout_glyph(l, &e->text, e->st.font, cp);
		return;
	}
	if (one == 0)
		return;
	buf_puts(&b, unit);
	for (;;) {
		size_t n = b.n;

		buf_puts(&b, dot);
		buf_puts(&b, unit);
		if (metrics_width(e->st.font, buf_str(&b), e->st.size,
			e->st.spacing, NULL) <= e->w)
			continue;
		b.n = n;
		b.p[n] = '\0';
		break;
	}
	one = metrics_width(
	    e->st.font, buf_str(&b), e->st.size, e->st.spacing, NULL);
	it = layout_put_text(
	    l, &e->st, e->x + l->ox, e->y + l->oy, buf_str(&b), b.n);
	it->stretch = (int32_t)((int64_t)e->w * 1000 / one);
	it->w = e->w;
	buf_release(&b);
}

/* One word across the page of what is no document: a preview first, for it
 * has no number, then a specimen. */
static void
put_overprint(struct layout *l, const struct template_elem *e)
{
	const char *word = l->d->preview      ? "PRATINJAU"
	    : strcmp(l->d->state, "UTO") == 0 ? "SPESIMEN"
					      : NULL;
	struct template_style st = e->st;
	struct page_item *it;
	int64_t w, room;
	int32_t x = e->x + l->ox;

	if (word == NULL)
		return;
	/* The place is made for SPESIMEN: a longer word is set smaller. */
	room = metrics_width(st.font, "SPESIMEN", st.size, st.spacing, NULL);
	w = metrics_width(st.font, word, st.size, st.spacing, NULL);
	if (w <= 0)
		return;
	if (w > room)
		st.size = (int32_t)(st.size * room / w);
	w = metrics_width(st.font, word, st.size, st.spacing, NULL);
	if (st.align == ALIGN_RIGHT)
		x -= (int32_t)w;
	it = layout_put_text(l, &st, x, e->y + l->oy, word, strlen(word));
	it->w = (int32_t)w;
}

static void
put_box(struct layout *l, const struct template_elem *e)
{
	put(l, PAGE_RECT, e);
}

static void
put_line(struct layout *l, const struct template_elem *e)
{
	struct page_item *it = put(l, PAGE_LINE, e);

	it->x2 = e->x2 + l->ox;
	it->y2 = e->y2 + l->oy;
	it->w = it->h = 0;
}

static void
put_image(struct layout *l, const struct template_elem *e)
{
	put(l, PAGE_IMAGE, e)->asset = e->asset;
}

static void
put_photo(struct layout *l, const struct template_elem *e)
{
	struct page_item *it;

	if (l->d->has_photo) {
		it = put(l, PAGE_PHOTO, e);
		it->line = 0;
	}
	if (e->stroke == 0)
		return;
	it = put(l, PAGE_RECT, e);
	if (!l->d->has_photo) {
		it->has_fill = 1;
		it->fill = 0xE9EEF1;
	}
}

/* A frame where the visible code will stand. */
static void
put_qr_place(struct layout *l, const struct template_elem *e)
{
	struct page_item *it = put(l, PAGE_RECT, e);

	it->x += 4 * e->module;
	it->y += 4 * e->module;
	it->w = it->h = e->w - 8 * e->module;
	it->line = 250;
	it->color = 0x5E6B78;
}

/* White ground with the quiet zone, then the code; on a preview only its
 * place. */
static void
put_qr(struct layout *l, const struct template_elem *e)
{
	const char *text = NULL;
	struct page_item *it;
	size_t i = l->t->pages_sealed ? l->page : 0;

	if (l->d->qr != NULL && i < l->d->qr_n && !l->d->preview)
		text = l->d->qr[i];
	if (e->white) {
		it = put(l, PAGE_RECT, e);
		it->h = e->w;
		it->has_fill = 1;
		it->fill = 0xFFFFFF;
	}
	if (l->d->preview)
		put_qr_place(l, e);
	if (text == NULL)
		return;
	it = put(l, PAGE_QR, e);
	it->h = e->w;
	it->size = e->module;
	it->color = 0;
	it->has_fill = e->white;
	it->fill = 0xFFFFFF;
	it->text = page_set_text(l->s, text, strlen(text));
}

static void
put_mrz(struct layout *l, const struct template_elem *e)
{
	struct page_item *it;
	size_t i, n;

	if (layout_mrz_zone(l) == -1)
		return;
	n = strlen(l->mrz) / e->baselines;
	for (i = 0; i < e->baselines; i++) {
		it = put(l, PAGE_MRZ, e);
		it->y = e->baseline[i] + l->oy;
		it->w = e->cell;
		it->font = PAGE_OCRB;
		it->size = e->st.size;
		it->color = 0;
		it->line = 0;
		it->text = page_set_text(l->s, l->mrz + i * n, n);
	}
}

static void
put_path(struct layout *l, const struct template_elem *e)
{
	put(l, PAGE_PATH, e)->text = e->data;
}

static void
put_guilloche(struct layout *l, const struct template_elem *e)
{
	struct page_item *it = put(l, e->op, e);

	it->g = e->g;
	it->x2 = e->x2;
	if (e->op == PAGE_ROSETTE)
		it->w = it->h = 0;
}

static void
put_group(struct layout *l, const struct template_elem *e)
{
	int32_t ox = l->ox, oy = l->oy, alpha = l->alpha;
	struct page_item *it;

	l->ox += e->x;
	l->oy += e->y;
	l->alpha = l->alpha * e->st.alpha / 1000;
	if (e->clip) {
		it = page_add(layout_page(l), PAGE_CLIP);
		it->x = e->x2 + l->ox;
		it->y = e->y2 + l->oy;
		it->w = e->w;
		it->h = e->h;
	}
	layout_elems(l, e->child, e->children);
	if (e->clip)
		page_add(layout_page(l), PAGE_UNCLIP);
	l->ox = ox;
	l->oy = oy;
	l->alpha = alpha;
}

static void (*const drawer[ELEM_N])(
    struct layout *l, const struct template_elem *e) = {
	[ELEM_TEXT] = put_text,
	[ELEM_FIELD] = put_field,
	[ELEM_PARAGRAPH] = layout_fixed,
	[ELEM_KV] = layout_fixed,
	[ELEM_TABLE] = layout_fixed,
	[ELEM_LIST] = layout_fixed,
	[ELEM_IMAGE] = put_image,
	[ELEM_PHOTO] = put_photo,
	[ELEM_MRZ] = put_mrz,
	[ELEM_QR] = put_qr,
	[ELEM_LINE] = put_line,
	[ELEM_BOX] = put_box,
	[ELEM_PATH] = put_path,
	[ELEM_GUILLOCHE] = put_guilloche,
	[ELEM_GROUP] = put_group,
	[ELEM_MICROTEXT] = put_microtext,
	[ELEM_OVERPRINT] = put_overprint,
	[ELEM_COLUMNS] = layout_fixed,
	[ELEM_CHART] = layout_fixed,
};

void
layout_elems(struct layout *l, const struct template_elem *e, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (layout_cond(l, e[i].when))
			drawer[e[i].type](l, &e[i]);
}
