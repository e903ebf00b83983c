/*
 * The three curves of a security ground as exact Hermite-to-Bezier pieces.
 * Must never depend on the document: the same template gives the same bytes,
 * so that they are made once and kept.  Trusts the template's numbers (they
 * were checked when it was read).
 */

#include <math.h>

#include "buf.h"
#include "page.h"

#include "guilloche.h"

#define TAU 6.283185307179586476925
#define FIELD_PIECE 2000.0  /* um */
#define RIBBON_PIECE 1100.0 /* um */
#define UNITS_UM (7200.0 / 25400.0)

struct point {
	double x, y, dx, dy; /* um; derivatives by the parameter */
};

typedef void
curve_fn(const struct page_item *it, int k, double t, struct point *ret_p);

static void
field_at(const struct page_item *it, int k, double x, struct point *ret_p)
{
	const struct page_guilloche *g = it->g;

	ret_p->x = x;
	ret_p->dx = 1;
	ret_p->y = g->y0 + (double)k * g->pitch;
	ret_p->dy = 0;
	for (int i = 0; i < g->terms && i < 4; i++) {
		const struct page_term *t = &g->term[i];
		double w = TAU / t->period;
		double a = w * x + (t->p + (double)t->q * k) / 1000.0;

		ret_p->y += t->a * sin(a);
		ret_p->dy += t->a * w * cos(a);
	}
}

static void
ribbon_at(const struct page_item *it, int k, double x, struct point *ret_p)
{
	const struct page_guilloche *g = it->g;
	double w = TAU / g->period, c = TAU * k / g->count;
	double env = g->env / 1000.0;
	double e = g->amp * (1 + env * cos(w * x / 4));
	double de = -g->amp * env * w / 4 * sin(w * x / 4);

	ret_p->x = x;
	ret_p->dx = 1;
	ret_p->y =
	    g->yc + e * sin(w * x + c) + 0.22 * g->amp * sin(3 * w * x + 2 * c);
	ret_p->dy = de * sin(w * x + c) + e * w * cos(w * x + c) +
	    0.66 * g->amp * w * cos(3 * w * x + 2 * c);
}

static void
rosette_at(const struct page_item *it, int k, double t, struct point *ret_p)
{
	const struct page_guilloche *g = it->g;
	double s = TAU / g->count * k, a = g->a / 1000.0, b = g->b / 1000.0;
	double u = g->n * t + s, v = g->m * t - s;
	double r = g->radius * (1 + a * sin(u) + b * sin(v));
	double dr = g->radius * (a * g->n * cos(u) + b * g->m * cos(v));

	ret_p->x = r * cos(t);
	ret_p->y = r * sin(t);
	ret_p->dx = dr * cos(t) - ret_p->y;
	ret_p->dy = dr * sin(t) + ret_p->x;
}

/* " 1234", quicker than printf: there are some hundred thousand of them */
static void
put_number(struct buf *b, double um)
{
	char text[16];
	size_t at = sizeof(text);
	long v = lround(um * UNITS_UM);
	unsigned long u = v < 0 ? (unsigned long)-v : (unsigned long)v;

	do
		text[--at] = (char)('0' + u % 10);
	while (u /= 10);
	if (v < 0)
		text[--at] = '-';
	text[--at] = ' ';
	buf_put(b, text + at, sizeof(text) - at);
}

static void
put_curve(const struct page_item *it, int k, curve_fn *at, double from,
    double to, int pieces, struct buf *b)
{
	double h = (to - from) / pieces;
	struct point p, q;

	at(it, k, from, &p);
	put_number(b, p.x);
	put_number(b, p.y);
	buf_put(b, " m", 2);
	for (int i = 1; i <= pieces; i++) {
		at(it, k, from + i * h, &q);
		put_number(b, p.x + p.dx * h / 3);
		put_number(b, p.y + p.dy * h / 3);
		put_number(b, q.x - q.dx * h / 3);
		put_number(b, q.y - q.dy * h / 3);
		put_number(b, q.x);
		put_number(b, q.y);
		buf_put(b, " c", 2);
		p = q;
	}
}

static int
pieces_of(int32_t width, double piece)
{
	int n = (int)(width / piece);

	return n < 8 ? 8 : n;
}

void
guilloche_write(const struct page_item *it, struct buf *ret_b)
{
	const struct page_guilloche *g = it->g;
	double from = it->x2, to = (double)it->x2 + it->w;
	int round = (g->n > g->m ? g->n : g->m) * g->per;

	for (int k = 0; k < g->count; k++) {
		if (it->op == PAGE_FIELD)
			put_curve(it, k, field_at, from, to,
			    pieces_of(it->w, FIELD_PIECE), ret_b);
		else if (it->op == PAGE_RIBBON)
			put_curve(it, k, ribbon_at, from, to,
			    pieces_of(it->w, RIBBON_PIECE), ret_b);
		else {
			put_curve(it, k, rosette_at, 0, TAU,
			    round < 8 ? 8 : round, ret_b);
			buf_put(ret_b, " h", 2);
		}
		buf_put(ret_b, " S\n", 3);
	}
}
