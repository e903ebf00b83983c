/*
 * What one document bears of a machine over how many are made a day: a curve
 * through the points given, the asked one and the last named on it.
 */

#include "buf.h"

#include "chart.h"
#include "chart_int.h"
#include "figure.h"

#define HEIGHT 206
#define Y0 1820
#define Y1 150
#define STEPS 64
#define X_MAX 1000000 /* documents a day */
#define NEAR 1200     /* two labels closer than this would touch */

struct curve {
	const struct chart_curve *c;
	struct chart_axis axis;
	int64_t from, span;
};

static int64_t
place_x(const struct curve *v, int64_t x)
{
	return chart_place(x - v->from, v->span, CHART_WIDE);
}

static void
put_named(struct buf *b, const struct curve *v, const struct chart_point *p,
    const char *class)
{
	struct buf text = { 0 };
	int64_t x = place_x(v, p->x), y = chart_axis_y(&v->axis, p->y);
	int right = x < CHART_WIDE * 7 / 10;
	struct chart_label at = { x, y - 90, right ? "start" : "end", class };

	if (at.y < 90)
		at.y = 90;
	chart_dot(b, x, y);
	figure_count(&text, p->x, v->c->en);
	buf_puts(&text, ": ");
	figure_rupiah(&text, p->y, v->c->en);
	if (right && x < CHART_WIDE * 3 / 10) {
		at.x = x + 170; /* beside it: the curve falls steeply here */
		at.y = y - 40;
	}
	chart_label(b, &at, buf_str(&text));
	buf_release(&text);
}

static void
put_names(struct buf *b, const struct curve *v)
{
	const struct chart_curve *c = v->c;
	const struct chart_point *last = &c->points[c->n - 1];
	int64_t here = place_x(v, c->here.x), x;
	int64_t taken = here, best = CHART_WIDE;
	size_t middle = 0;

	if (c->here.x >= v->from && c->here.x <= last->x)
		put_named(b, v, &c->here, "strong");
	else
		taken = -CHART_WIDE;
	x = CHART_WIDE;
	if (x - taken > NEAR * 2)
		put_named(b, v, last, "strong");
	for (size_t i = 1; i + 1 < c->n; i++) {
		int64_t far = place_x(v, c->points[i].x) - CHART_WIDE / 2;

		far = far < 0 ? -far : far;
		if (far < best) {
			best = far;
			middle = i;
		}
	}
	x = place_x(v, c->points[middle].x);
	if (best < CHART_WIDE / 10 &&
	    (x - taken > NEAR * 2 || taken - x > NEAR * 2))
		put_named(b, v, &c->points[middle], "strong opt");
}

static void
put_finding(struct buf *b, const struct curve *v)
{
	const struct chart_curve *c = v->c;
	const struct chart_point *p[] = { &c->points[0], &c->here,
		&c->points[c->n - 1] };

	for (size_t i = 0; i < 3; i++) {
		buf_puts(b, i == 0 ? "" : "; ");
		figure_count(b, p[i]->x, c->en);
		buf_puts(b, c->en ? " a day " : " sehari ");
		figure_rupiah(b, p[i]->y, c->en);
	}
	buf_putc(b, '.');
}

static void
put_table(struct buf *b, const struct chart_curve *c)
{
	static const char *const heads[2][2] = { { "Dokumen sehari",
						     "Per dokumen" },
		{ "Documents a day", "Per document" } };

	chart_table_begin(b,
	    c->en ? "Cost of the machine per document"
		  : "Biaya mesin per dokumen",
	    heads[c->en != 0], 2, c->en);
	for (size_t i = 0; i < c->n; i++) {
		buf_puts(b, "<tr><td>");
		figure_count(b, c->points[i].x, c->en);
		buf_puts(b, "</td><td class=\"num\">");
		figure_rupiah(b, c->points[i].y, c->en);
		buf_puts(b, "</td></tr>");
	}
	chart_table_end(b);
}

static void
put_below(struct buf *b, const struct curve *v)
{
	const struct chart_curve *c = v->c;
	struct chart_label at = { .y = 2000, .class = "" };
	struct buf text = { 0 };
	int64_t before = -CHART_WIDE;

	for (size_t i = 0; i < c->n; i++) {
		at.x = place_x(v, c->points[i].x);
		if (i + 1 < c->n &&
		    (at.x - before < NEAR || CHART_WIDE - at.x < NEAR))
			continue;
		before = at.x;
		at.anchor = i + 1 < c->n ? "middle" : "end";
		buf_clear(&text);
		figure_count(&text, c->points[i].x, c->en);
		chart_label(b, &at, buf_str(&text));
	}
	buf_release(&text);
}

static void
put_path(struct buf *b, const struct curve *v)
{
	const struct chart_curve *c = v->c;
	int64_t x, y;

	for (size_t i = 0; c->product <= 0 && i < c->n; i++)
		chart_point(b, i == 0 ? 'M' : 'L', place_x(v, c->points[i].x),
		    chart_axis_y(&v->axis, c->points[i].y));
	if (c->product <= 0 || v->from <= 0)
		return;
	for (int i = 0; i <= STEPS; i++) {
		/* in hundredths, so that a short axis is round too */
		x = v->from * 100 + chart_place(i, STEPS, v->span * 100);
		y = chart_place(100, x, c->product);
		chart_point(b, i == 0 ? 'M' : 'L',
		    chart_place(x - v->from * 100, v->span * 100, CHART_WIDE),
		    chart_axis_y(&v->axis, y));
	}
}

void
chart_curve(struct buf *b, const char *id, const struct chart_curve *c)
{
	struct chart_scale scale;
	struct curve v = { .c = c };
	struct chart_head head = { .id = id, .height = HEIGHT };
	struct buf finding = { 0 }, word = { 0 };
	const char *unit;
	int64_t max = 0;

	for (size_t i = 0; i < c->n; i++)
		if (c->points[i].y > max)
			max = c->points[i].y;
	if (c->n < 2 || c->points[0].x < 0 ||
	    c->points[c->n - 1].x <= c->points[0].x ||
	    c->points[c->n - 1].x > X_MAX || max == 0) {
		chart_nothing(b, c->en);
		return;
	}
	chart_scale(max, &scale);
	v.from = c->points[0].x;
	v.span = c->points[c->n - 1].x - v.from;
	v.axis = (struct chart_axis){
		.y0 = Y0, .y1 = Y1, .scale = &scale, .en = c->en
	};
	v.axis.zeros = chart_unit(max, c->en, &unit);
	if (v.axis.zeros > 0)
		buf_printf(&word, "\xc2\xa0%s",
		    v.axis.zeros == 3	    ? (c->en ? "k" : "rb")
			: v.axis.zeros == 6 ? (c->en ? "m" : "jt")
					    : (c->en ? "bn" : "M"));
	v.axis.word = buf_str(&word);
	put_finding(&finding, &v);
	head.title = c->en
	    ? "Cost of the machine per document by how many a day"
	    : "Biaya mesin per dokumen menurut jumlah sehari";
	head.finding = buf_str(&finding);
	head.margin = chart_axis_margin(&v.axis);
	chart_begin(b, &head);
	chart_axis(b, &v.axis);
	chart_paths_begin(b, (int64_t)HEIGHT * 10);
	buf_puts(b, "<path class=\"line\" d=\"");
	put_path(b, &v);
	buf_puts(b, "\"/>");
	chart_paths_end(b);
	put_names(b, &v);
	put_below(b, &v);
	chart_end(b);
	put_table(b, c);
	buf_release(&finding);
	buf_release(&word);
}
