/*
 * Charts of a list's numbers: columns, stacked where there are several
 * series, or lines.  Whole numbers only; the axis begins at zero and has three
 * to five round steps, so that two heights may be compared by eye.  Must never
 * leave a number out of a height: what is too small to see is still drawn.
 * Trusts the parser for kinds, colours and series.
 */

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

#include "metrics.h"
#include "chart_int.h"
#include "layout_int.h"

#define INK 0x14181F
#define QUIET 0x5E6B78
#define GRID 0xD3DAE0
#define PART_MIN 180 /* um that a part above zero is high at least */
#define PART_GAP 150 /* um of paper between two parts */
#define COLUMN_MAX 13000
#define PLOT_MIN 8000
#define SLOT_MIN 1500
#define LABEL_LINES 2
#define VALUE_MAX 1000000000000000 /* as a field's max may be */

struct chart {
	struct layout *l;
	const struct template_elem *e;
	const struct template_chart *c;
	const json_t *list;
	int32_t n; /* rows */
	int32_t x, y, w, h;
	int32_t em;		/* um of the letters' size */
	int64_t step, top;	/* of the axis */
	int decimals;		/* of its numbers */
	int32_t px, py, pw, ph; /* where columns stand; py its lower edge */
	int32_t lines, every;	/* of the labels; each how manieth is set */
	struct template_style text, bold, quiet;
};

/* ---- numbers ---- */

static int64_t
value_of(const struct chart *ch, int32_t row, size_t series)
{
	const struct template_field *f = &ch->l->t->field[ch->c->field];
	const char *name = f->column[ch->c->series[series].column].name;
	int64_t v = json_integer_value(
	    json_object_get(json_array_get(ch->list, (size_t)row), name));

	/* what no check has passed must not pass a sum's limit */
	return v > VALUE_MAX ? VALUE_MAX : v > 0 ? v : 0;
}

static int64_t
total_of(const struct chart *ch, int32_t row)
{
	int64_t n = 0;
	size_t s;

	for (s = 0; s < ch->c->n; s++)
		n += value_of(ch, row, s);
	return n;
}

/* What the axis must reach. */
static int64_t
peak_of(const struct chart *ch)
{
	int64_t peak = 0, v;
	int32_t i;
	size_t s;

	for (i = 0; i < ch->n; i++) {
		for (s = 0; s < ch->c->n; s++) {
			v = ch->c->kind == CHART_LINE ? value_of(ch, i, s)
						      : total_of(ch, i);
			if (v > peak)
				peak = v;
		}
	}
	return peak;
}

/* Steps of 1, 2 or 5 with noughts: at most five, at least three. */
static void
set_axis(struct chart *ch)
{
	int64_t peak = peak_of(ch), ten = 1, m = 1, steps, s;

	while (peak > 5 * m * ten) {
		m = m == 1 ? 2 : m == 2 ? 5 : 1;
		if (m == 1)
			ten *= 10;
	}
	ch->step = m * ten;
	steps = (peak + ch->step - 1) / ch->step;
	ch->top = ch->step * (steps < 3 ? 3 : steps);
	for (s = ch->step; s % ch->c->divide != 0; s *= 10)
		ch->decimals++;
}

/* v by the divisor, rounded to so many decimals, with a comma. */
static const char *
number(struct chart *ch, int64_t v, int decimals)
{
	struct layout *l = ch->l;
	int64_t unit = ch->c->divide, tens = 1;
	int i;

	for (i = 0; i < decimals; i++) {
		unit /= 10;
		tens *= 10;
	}
	v = (v + unit / 2) / unit;
	buf_clear(&l->a);
	layout_thousands(v / tens, &l->a);
	if (decimals > 0)
		buf_printf(&l->a, ",%0*" PRId64, decimals, v % tens);
	return page_set_text(l->s, buf_str(&l->a), l->a.n);
}

/* A value of its own has one decimal more where it is small. */
static const char *
figure(struct chart *ch, int64_t v)
{
	int64_t unit = ch->c->divide;
	int i;

	for (i = 0; i < ch->decimals; i++)
		unit /= 10;
	return number(ch, v,
	    ch->decimals + (v > 0 && v < 10 * ch->c->divide && unit > 1));
}

/* Height of v in the plot. */
static int32_t
height_of(const struct chart *ch, int64_t v)
{
	int64_t top = ch->top;

	for (; top > INT64_C(1) << 40; top >>= 1)
		v >>= 1;
	return (int32_t)(v * ch->ph / top);
}

/* Left edge of a row's share of the plot. */
static int32_t
slot(const struct chart *ch, int32_t row)
{
	return ch->px + (int32_t)((int64_t)ch->pw * row / ch->n);
}

/* ---- pieces ---- */

static int32_t
width_of(const struct template_style *st, const char *s)
{
	int64_t w = metrics_width(st->font, s, st->size, st->spacing, NULL);

	return w < 0 ? 0 : (int32_t)w;
}

static void
put_box(struct chart *ch, const int32_t at[4], uint32_t color)
{
	struct page_item *it = page_add(layout_page(ch->l), PAGE_RECT);

	it->x = at[0];
	it->y = at[1];
	it->w = at[2];
	it->h = at[3];
	it->has_fill = 1;
	it->fill = color;
	it->alpha = ch->l->alpha;
	it->source = ch->e->path;
}

static void
put_line(struct chart *ch, const int32_t at[4], int32_t line, uint32_t color)
{
	struct page_item *it = page_add(layout_page(ch->l), PAGE_LINE);

	it->x = at[0];
	it->y = at[1];
	it->x2 = at[2];
	it->y2 = at[3];
	it->line = line;
	it->color = color;
	it->round = line > 1000;
	it->alpha = ch->l->alpha;
	it->source = ch->e->path;
}

/* Text whose middle is at x, held within the chart's sides. */
static void
put_middle(struct chart *ch, const struct template_style *st, const char *s,
    int32_t x, int32_t y)
{
	int32_t w = width_of(st, s), left = x - w / 2;

	if (left + w > ch->x + ch->w)
		left = ch->x + ch->w - w;
	if (left < ch->x)
		left = ch->x;
	layout_put_text(ch->l, st, left, y, s, strlen(s))->w = w;
}

/* The text of an expression kept with the page; NULL after a glyph fault. */
static const char *
text_of(struct chart *ch, const struct template_expr *e)
{
	const char *s = layout_eval(ch->l, e);
	uint32_t cp = 0;

	if (metrics_width(ch->text.font, s, ch->text.size, 0, &cp) < 0) {
		layout_glyph(ch->l, e, ch->text.font, cp);
		return NULL;
	}
	return page_set_text(ch->l->s, s, strlen(s));
}

/* ---- legend ---- */

/* Squares and titles from the left, the unit at the right of the first line;
 * ret: the height of it all. */
static int
put_legend(struct chart *ch, int32_t *ret_h)
{
	const char *unit = text_of(ch, &ch->c->unit), *title;
	int32_t lead = layout_lead(&ch->text, ch->text.size);
	int32_t side = ch->em * 70 / 100, x = ch->x, y, w, end;
	size_t s;

	if (unit == NULL)
		return -1;
	y = ch->y + side;
	w = width_of(&ch->quiet, unit);
	end = ch->x + ch->w - (w > 0 ? w + ch->em : 0);
	if (w > 0)
		put_middle(ch, &ch->quiet, unit, ch->x + ch->w - w / 2, y);
	for (s = 0; s < ch->c->n; s++) {
		title = text_of(ch, &ch->c->series[s].title);
		if (title == NULL)
			return -1;
		w = side + ch->em * 45 / 100 + width_of(&ch->text, title);
		if (x > ch->x && x + w > end) {
			x = ch->x;
			y += lead;
			end = ch->x + ch->w;
		}
		put_box(ch, (const int32_t[]){ x, y - side, side, side },
		    ch->c->series[s].color);
		layout_put_text(ch->l, &ch->text,
		    x + w - width_of(&ch->text, title), y, title, strlen(title))
		    ->w = width_of(&ch->text, title);
		x += w + ch->em * 130 / 100;
	}
	*ret_h = y - ch->y + ch->em * 35 / 100;
	return 0;
}

/* ---- labels of the rows ---- */

/* Selects row i and splits its label into words; -1 after a fault. */
static int
label_words(struct chart *ch, int32_t i)
{
	struct layout *l = ch->l;

	l->row = json_array_get(ch->list, (size_t)i);
	l->row_n = (size_t)i;
	return layout_words(
	    l, &ch->c->label, &ch->text, layout_eval(l, &ch->c->label));
}

/* Whether every label has room under its column in a line or two; else each
 * how manieth of them, counted from the last, has room in one line. */
static int
measure_labels(struct chart *ch)
{
	struct layout *l = ch->l;
	int32_t room = ch->pw / ch->n - ch->em * 35 / 100, i, wide = 0, over;
	int fit = 1;

	ch->lines = ch->every = 1;
	for (i = 0; i < ch->n; i++) {
		if (label_words(ch, i) == -1)
			return -1;
		layout_wrap(l, &ch->text, ch->text.size, INT32_MAX / 2, 0);
		if (l->lines.n > 0 && l->lines.line[0].width > wide)
			wide = (int32_t)l->lines.line[0].width;
		fit &= layout_wrap(l, &ch->text, ch->text.size, room, 0) &&
		    l->lines.n <= LABEL_LINES;
		if ((int32_t)l->lines.n > ch->lines)
			ch->lines = (int32_t)l->lines.n;
	}
	if (fit)
		return 0;
	ch->lines = 1;
	/* the last is moved in from the edge by what it sticks out */
	over = (wide - ch->pw / ch->n) / 2;
	ch->every = (wide + (over > 0 ? over : 0) + ch->em * 60 / 100) * ch->n /
		ch->pw +
	    1;
	if (wide <= ch->w)
		return 0;
	layout_overflow(l, &ch->c->label, ch->e);
	return -1;
}

static void
put_labels(struct chart *ch)
{
	struct layout *l = ch->l;
	int32_t room = ch->pw / ch->n - ch->em * 35 / 100, i, k, y;
	int32_t lead = layout_lead(&ch->text, ch->text.size);

	for (i = 0; i < ch->n; i++) {
		if ((ch->n - 1 - i) % ch->every != 0 ||
		    label_words(ch, i) == -1)
			continue;
		layout_wrap(l, &ch->text, ch->text.size,
		    ch->every > 1 ? INT32_MAX / 2 : room, 0);
		y = ch->py + ch->em * 125 / 100;
		for (k = 0; k < (int32_t)l->lines.n; k++, y += lead) {
			const struct layout_line *one = &l->lines.line[k];
			const struct layout_word *a =
						     &l->lines.word[one->first],
						 *b = a + one->n - 1;

			buf_clear(&l->b);
			buf_put(&l->b, a->s, (size_t)(b->s + b->len - a->s));
			put_middle(ch, &ch->text, buf_str(&l->b),
			    (slot(ch, i) + slot(ch, i + 1)) / 2, y);
		}
	}
}

/* ---- axis, columns, lines ---- */

static void
put_axis(struct chart *ch)
{
	int32_t right = ch->x + ch->w, y;
	const char *s;
	int64_t v;

	for (v = 0; v <= ch->top; v += ch->step) {
		y = ch->py - height_of(ch, v);
		s = number(ch, v, ch->decimals);
		layout_put_text(ch->l, &ch->quiet,
		    ch->px - ch->em * 60 / 100 - width_of(&ch->quiet, s),
		    y + ch->em * 25 / 100, s, strlen(s))
		    ->w = width_of(&ch->quiet, s);
		if (v > 0)
			put_line(ch, (const int32_t[]){ ch->px, y, right, y },
			    250, GRID);
	}
}

static void
put_stack(struct chart *ch, int32_t i, int32_t x, int32_t w)
{
	int64_t sum = 0, all = total_of(ch, i), v;
	int32_t low, high, gap;
	size_t s;

	for (s = 0; s < ch->c->n; s++) {
		v = value_of(ch, i, s);
		low = height_of(ch, sum);
		sum += v;
		high = height_of(ch, sum);
		if (v == 0)
			continue;
		if (high < PART_MIN)
			high = PART_MIN;
		if (high - low < PART_MIN)
			low = high - PART_MIN;
		gap = sum < all && high - low > 3 * PART_GAP ? PART_GAP : 0;
		put_box(ch,
		    (const int32_t[]){
			x, ch->py - high + gap, w, high - low - gap },
		    ch->c->series[s].color);
	}
}

/* Whether a figure has room above each column. */
static int
figures_fit(struct chart *ch)
{
	int32_t i, room = ch->pw / ch->n - ch->em * 30 / 100;

	for (i = 0; i < ch->n; i++)
		if (width_of(&ch->bold, figure(ch, total_of(ch, i))) > room)
			return 0;
	return 1;
}

static void
put_columns(struct chart *ch)
{
	int32_t w = ch->pw / ch->n * 64 / 100, i, middle;
	int all = ch->c->values == CHART_ALL && figures_fit(ch);

	if (w > COLUMN_MAX)
		w = COLUMN_MAX;
	for (i = 0; i < ch->n; i++) {
		middle = (slot(ch, i) + slot(ch, i + 1)) / 2;
		put_stack(ch, i, middle - w / 2, w);
		if (all || (i + 1 == ch->n && ch->c->values != CHART_NONE))
			put_middle(ch, &ch->bold, figure(ch, total_of(ch, i)),
			    middle,
			    ch->py - height_of(ch, total_of(ch, i)) -
				ch->em * 45 / 100);
	}
}

static void
put_dot(struct chart *ch, int32_t x, int32_t y, uint32_t color)
{
	static const char circle[] =
	    "M 10000 5000 C 10000 7761 7761 10000 5000 10000 C 2239 10000 0 "
	    "7761 0 5000 C 0 2239 2239 0 5000 0 C 7761 0 10000 2239 10000 5000 "
	    "Z";
	struct page_item *it = page_add(layout_page(ch->l), PAGE_PATH);

	it->w = it->h = ch->em * 55 / 100;
	it->x = x - it->w / 2;
	it->y = y - it->h / 2;
	it->has_fill = 1;
	it->fill = color;
	it->text = circle;
	it->alpha = ch->l->alpha;
	it->source = ch->e->path;
}

/* One series; its last value is a dot with the figure above it, or below
 * where another series' figure stands there. */
static void
put_series(struct chart *ch, size_t s, int32_t *taken)
{
	uint32_t color = ch->c->series[s].color;
	int32_t i, x = 0, y = 0, px = 0, py = 0, at;

	for (i = 0; i < ch->n; i++) {
		x = (slot(ch, i) + slot(ch, i + 1)) / 2;
		y = ch->py - height_of(ch, value_of(ch, i, s));
		if (i > 0)
			put_line(
			    ch, (const int32_t[]){ px, py, x, y }, 1300, color);
		px = x;
		py = y;
	}
	put_dot(ch, x, y, color);
	if (ch->c->values == CHART_NONE)
		return;
	at = y - ch->em * 60 / 100;
	if (*taken != 0 && at - *taken < ch->em && *taken - at < ch->em)
		at = *taken > y ? at - ch->em : y + ch->em * 130 / 100;
	*taken = at;
	put_middle(
	    ch, &ch->bold, figure(ch, value_of(ch, ch->n - 1, s)), x, at);
}

/* ---- the whole ---- */

/* Too many rows, or too high a legend. */
static void
no_room(struct chart *ch)
{
	const struct template_expr list = { .field = ch->c->field,
		.column = -1 };

	layout_overflow(ch->l, &list, ch->e);
}

static int
set_plot(struct chart *ch, int32_t legend)
{
	int32_t axis = 0, w;
	int64_t v;

	for (v = 0; v <= ch->top; v += ch->step) {
		w = width_of(&ch->quiet, number(ch, v, ch->decimals));
		if (w > axis)
			axis = w;
	}
	ch->px = ch->x + axis + ch->em * 60 / 100;
	ch->pw = ch->x + ch->w - ch->px;
	if (ch->pw / ch->n >= SLOT_MIN) {
		if (measure_labels(ch) == -1)
			return -1;
		ch->py = ch->y + ch->h - ch->em * 50 / 100 -
		    ch->lines * layout_lead(&ch->text, ch->text.size);
		ch->ph = ch->py - ch->y - legend - ch->em * 150 / 100;
		if (ch->ph >= PLOT_MIN)
			return 0;
	}
	no_room(ch);
	return -1;
}

static int
draw(struct chart *ch)
{
	int32_t legend, taken = 0;
	size_t s;

	if (put_legend(ch, &legend) == -1)
		return -1;
	set_axis(ch);
	if (set_plot(ch, legend) == -1)
		return -1;
	put_axis(ch);
	if (ch->c->kind == CHART_COLUMNS)
		put_columns(ch);
	for (s = 0; ch->c->kind == CHART_LINE && s < ch->c->n; s++)
		put_series(ch, s, &taken);
	put_line(ch, (const int32_t[]){ ch->px, ch->py, ch->x + ch->w, ch->py },
	    700, INK);
	put_labels(ch);
	return 0;
}

/* A sentence where there is nothing to draw; its height. */
static int32_t
put_empty(struct chart *ch)
{
	struct layout *l = ch->l;
	const char *s = layout_eval(l, &ch->c->empty);
	int32_t lead = layout_lead(&ch->text, ch->text.size);
	size_t i;

	if (layout_words(l, &ch->c->empty, &ch->text, s) == -1)
		return -1;
	layout_wrap(l, &ch->text, ch->text.size, ch->w, 0);
	for (i = 0; i < l->lines.n; i++)
		layout_put_line(l, &ch->quiet, i, ch->x,
		    ch->y + ch->em + (int32_t)i * lead);
	return (int32_t)l->lines.n * lead;
}

int
layout_chart(struct layout_flow *f, const struct template_elem *e)
{
	struct layout *l = f->l;
	struct chart ch = { .l = l,
		.e = e,
		.c = e->chart,
		.list = layout_list(l, e->chart->field),
		.x = f->x + e->x,
		.w = e->w,
		.h = e->h,
		.em = (int32_t)((int64_t)e->st.size * 127 / 360),
		.text = e->st,
		.bold = e->st,
		.quiet = e->st };
	int32_t h = e->h;
	int rc;

	ch.n = (int32_t)json_array_size(ch.list);
	ch.text.align = ch.bold.align = ch.quiet.align = ALIGN_LEFT;
	ch.bold.font = PAGE_SANS_BOLD;
	ch.quiet.color = QUIET;
	if (ch.n == 0)
		h = 2 * ch.em;
	if (f->y + h > f->bottom && (rc = layout_break(f, 1)) != 0)
		return rc;
	if (f->y + h > f->bottom) {
		layout_overflow(l, NULL, e);
		return -1;
	}
	ch.y = f->y;
	if (ch.n == 0) {
		h = put_empty(&ch);
		f->y += h;
		return h < 0 ? -1 : 0;
	}
	l->list = &l->t->field[e->chart->field];
	rc = draw(&ch);
	l->list = NULL;
	l->row = NULL;
	f->y += h;
	return rc;
}
