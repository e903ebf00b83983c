/*
 * Words into lines.  Rule 4 of the page design: the largest size in steps of
 * a quarter point at which a value fits on one line, while that is at least
 * four fifths of its size; else the number of lines that gives the largest
 * size; else the document is refused.  Nothing is clipped.
 */

#include <stdint.h>
#include <string.h>

#include "mem.h"
#include "metrics.h"
#include "layout_int.h"

#define STEP 250

int32_t
layout_lead(const struct template_style *st, int32_t size)
{
	/* 1.16 x size; 1/1000 pt to um is x 25400 / 72000 */
	return st->lead > 0 ? st->lead
			    : (int32_t)((int64_t)size * 116 * 254 / 72000);
}

static struct layout_word *
add_word(struct layout_lines *ls)
{
	if (ls->words == ls->word_cap) {
		ls->word_cap = ls->word_cap == 0 ? 256 : ls->word_cap * 2;
		ls->word = mem_array(ls->word, ls->word_cap, sizeof(*ls->word));
	}
	memset(&ls->word[ls->words], 0, sizeof(*ls->word));
	return &ls->word[ls->words++];
}

static void
add_line(struct layout_lines *ls, size_t first, size_t n, int64_t width)
{
	if (ls->n == ls->cap) {
		ls->cap = ls->cap == 0 ? 64 : ls->cap * 2;
		ls->line = mem_array(ls->line, ls->cap, sizeof(*ls->line));
	}
	ls->line[ls->n].first = first;
	ls->line[ls->n].n = n;
	ls->line[ls->n++].width = width;
}

int
layout_words(struct layout *l, const struct template_expr *e,
    const struct template_style *st, const char *text)
{
	struct layout_lines *ls = &l->lines;
	struct layout_word *w;
	uint32_t cp = 0;

	ls->words = ls->n = 0;
	ls->space = metrics_advance(st->font, ' ');
	while (*text != '\0') {
		size_t n = strcspn(text, " \n");

		if (n == 0) {
			if (*text == '\n' && ls->words > 0)
				ls->word[ls->words - 1].hard = 1;
			text++;
			continue;
		}
		w = add_word(ls);
		w->s = text;
		w->len = n;
		w->units = metrics_units(st->font, text, n, &w->chars, &cp);
		if (w->units < 0) {
			layout_glyph(l, e, st->font, cp);
			return -1;
		}
		text += n;
	}
	return 0;
}

int
layout_wrap(struct layout *l, const struct template_style *st, int32_t size,
    int32_t w, int32_t indent)
{
	struct layout_lines *ls = &l->lines;
	int64_t units = 0, width = 0, try;
	int32_t chars = 0, avail = w - indent;
	size_t i, first = 0;
	int fits = 1;

	ls->n = 0;
	ls->size = size;
	ls->lead = layout_lead(st, size);
	for (i = 0; i < ls->words; i++) {
		const struct layout_word *word = &ls->word[i];

		if (i > first) {
			try = metrics_um(units + ls->space + word->units, size,
			    chars + word->chars, st->spacing);
			if (try <= avail && !ls->word[i - 1].hard) {
				units += ls->space + word->units;
				chars += word->chars + 1;
				width = try;
				continue;
			}
			add_line(ls, first, i - first, width);
			avail = w;
		}
		first = i;
		units = word->units;
		chars = word->chars;
		width = metrics_um(units, size, chars - 1, st->spacing);
		fits &= width <= avail;
	}
	if (ls->words > 0)
		add_line(ls, first, ls->words - first, width);
	return fits;
}

/* Whether the text stands in at most n lines within room at this size. */
static int
fits_at(struct layout *l, const struct template_style *st, int32_t size,
    int32_t w, int32_t n)
{
	const struct layout_lines *ls = &l->lines;

	if (!layout_wrap(l, st, size, w, 0) || ls->n > (size_t)n)
		return 0;
	return ls->n <= 1 || st->room == 0 ||
	    ((int64_t)ls->n - 1) * ls->lead <= st->room;
}

/* The element's own policy, else the field's. */
static struct template_style
policy(struct layout *l, const struct template_expr *e,
    const struct template_style *st)
{
	struct template_style s = *st;
	const struct template_field *f =
	    e->field >= 0 ? &l->t->field[e->field] : NULL;

	if (!s.fit_given)
		s.fit = f != NULL && f->fit_given ? f->fit : FIT_SHRINK;
	/* an element that gives no floor shrinks to the field's; one that
	 * does goes no lower than the field may */
	if (!s.fit_given && f != NULL && f->floor > 0 &&
	    (s.floor == s.size || s.floor < f->floor))
		s.floor = f->floor < s.size ? f->floor : s.size;
	if (s.fit == FIT_WRAP || s.fit == FIT_REJECT)
		s.floor = s.size;
	if (s.fit == FIT_REJECT)
		s.lines = 1;
	return s;
}

int
layout_fit(struct layout *l, const struct template_expr *e,
    const struct template_style *st, int32_t w)
{
	struct template_style s = policy(l, e, st);
	int32_t n, size, best = 0, best_n = 0;

	if (w <= 0 || s.fit == FIT_NONE) {
		layout_wrap(l, &s, s.size, INT32_MAX / 2, 0);
		return 1;
	}
	for (n = 1; n <= s.lines; n++) {
		for (size = s.size; size >= s.floor; size -= STEP) {
			if (size <= best)
				break;
			if (fits_at(l, &s, size, w, n)) {
				best = size;
				best_n = n;
				break;
			}
		}
		if (best > 0 && (int64_t)best * 10 >= (int64_t)s.size * 8)
			break;
		/* More lines than words help nothing. */
		if ((size_t)n >= l->lines.words)
			break;
	}
	return best > 0 && fits_at(l, &s, best, w, best_n);
}

int
layout_fit_block(struct layout *l, const struct template_style *st, int32_t w,
    int32_t indent)
{
	int32_t size;

	for (size = st->size; size >= st->floor; size -= STEP)
		if (layout_wrap(l, st, size, w, indent))
			return 1;
	return 0;
}

struct page_item *
layout_put_text(struct layout *l, const struct template_style *st, int32_t x,
    int32_t y, const char *s, size_t n)
{
	struct page_item *it = page_add(layout_page(l), PAGE_TEXT);

	it->x = x;
	it->y = y;
	it->font = st->font;
	it->size = st->size;
	it->spacing = st->spacing;
	it->angle = st->angle;
	it->outline = st->outline;
	it->line = st->outline ? st->line : 0;
	it->color = st->color;
	it->alpha = st->alpha * l->alpha / 1000;
	it->text = page_set_text(l->s, s, n);
	it->source = l->source;
	return it;
}

static void
put_under(struct layout *l, const struct template_style *st, int32_t x,
    int32_t y, int32_t w)
{
	struct page_item *it;

	if (st->under_line == 0)
		return;
	it = page_add(layout_page(l), PAGE_LINE);
	it->x = x;
	it->x2 = x + w;
	it->y = it->y2 = y + st->under_drop;
	it->line = st->under_line;
	it->color = st->color;
	it->alpha = st->alpha * l->alpha / 1000;
}

void
layout_put_line(struct layout *l, const struct template_style *st, size_t line,
    int32_t x, int32_t y)
{
	const struct layout_lines *ls = &l->lines;
	const struct layout_line *one = &ls->line[line];
	const struct layout_word *first = &ls->word[one->first];
	const struct layout_word *last = &ls->word[one->first + one->n - 1];
	int32_t width = (int32_t)one->width;
	struct page_item *it;

	if (st->align == ALIGN_RIGHT)
		x -= width;
	else if (st->align == ALIGN_CENTRE)
		x -= width / 2;
	it = layout_put_text(
	    l, st, x, y, first->s, (size_t)(last->s + last->len - first->s));
	it->size = ls->size;
	it->w = width;
	put_under(l, st, x, y, width);
}

/* Each word's place is reckoned from the line's start, so that no rounding
 * adds up to a ragged edge. */
void
layout_put_justified(struct layout *l, const struct template_style *st,
    size_t line, int32_t x, int32_t y, int32_t w)
{
	const struct layout_lines *ls = &l->lines;
	const struct layout_line *one = &ls->line[line];
	int64_t spare = w - one->width, units = 0, at;
	int32_t chars = 0;
	struct page_item *it;
	size_t i;

	for (i = 0; i < one->n; i++) {
		const struct layout_word *word = &ls->word[one->first + i];

		at = metrics_um(units, ls->size, chars, st->spacing);
		if (one->n > 1)
			at += spare * (int64_t)i / ((int64_t)one->n - 1);
		it = layout_put_text(
		    l, st, x + (int32_t)at, y, word->s, word->len);
		it->size = ls->size;
		it->w = (int32_t)metrics_um(
		    word->units, ls->size, word->chars - 1, st->spacing);
		units += word->units + ls->space;
		chars += word->chars + 1;
	}
}
