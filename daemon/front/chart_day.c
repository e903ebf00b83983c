/*
 * The output of today against the usual: a band from the lowest to the
 * highest of the five working days before, their mean dashed, today's line
 * ending in a dot at now.  It must never draw today further than now.
 */

#include "buf.h"

#include "chart.h"
#include "chart_int.h"
#include "figure.h"

#define HEIGHT 196
#define Y0 1720
#define Y1 100

struct day {
	const struct chart_day *c;
	struct chart_scale scale;
	struct chart_axis axis;
	int64_t dot[2];
	int compared;
};

static int64_t
place_x(const struct chart_day *c, int64_t minutes)
{
	return chart_place(minutes, (int64_t)(c->n - 1) * c->step, CHART_WIDE);
}

/* v at `now`, between its two points. */
static int64_t
at_now(const struct chart_day *c, const int64_t *v)
{
	int64_t i = c->now / c->step, rest = c->now % c->step;

	if (c->now < 0)
		return 0;
	if (i >= (int64_t)c->n - 1)
		return v[c->n - 1];
	return v[i] + chart_place(rest, c->step, v[i + 1] - v[i]);
}

static void
put_series(struct buf *b, const struct day *d, const int64_t *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		chart_point(b, i == 0 ? 'M' : 'L',
		    place_x(d->c, (int64_t)i * d->c->step),
		    chart_axis_y(&d->axis, v[i]));
}

/* Points of today that have come. */
static size_t
come(const struct chart_day *c)
{
	size_t n = c->now < 0 ? c->today_n : (size_t)(c->now / c->step) + 1;

	return n < c->today_n ? n : c->today_n;
}

static void
put_paths(struct buf *b, const struct day *d)
{
	const struct chart_day *c = d->c;

	chart_paths_begin(b, (int64_t)HEIGHT * 10);
	if (d->compared) {
		buf_puts(b, "<path class=\"band\" d=\"");
		put_series(b, d, c->high, c->n);
		for (size_t i = c->n; i-- > 0;)
			chart_point(b, 'L', place_x(c, (int64_t)i * c->step),
			    chart_axis_y(&d->axis, c->low[i]));
		buf_puts(b, "z\"/><path class=\"mean\" d=\"");
		put_series(b, d, c->mean, c->n);
		buf_puts(b, "\"/>");
	}
	if (come(c) > 0) {
		buf_puts(b, "<path class=\"line\" d=\"");
		put_series(b, d, c->today, come(c));
		if (c->now >= 0)
			chart_point(b, 'L', d->dot[0], d->dot[1]);
		buf_puts(b, "\"/>");
	}
	chart_paths_end(b);
}

static void
put_labels(struct buf *b, const struct day *d, int en)
{
	const struct chart_day *c = d->c;
	struct chart_label at = { .class = "", .y = 1890 };
	struct buf text = { 0 };
	size_t every = (c->n + 2) / 4;

	for (size_t i = 0; i < c->n; i += every) {
		at.x = place_x(c, (int64_t)i * c->step);
		at.anchor = at.x >= CHART_WIDE ? "end" : "middle";
		chart_label(b, &at, c->labels[i]);
	}
	if (d->compared) {
		at = (struct chart_label){ CHART_WIDE - 100,
			chart_axis_y(&d->axis, c->low[c->n - 1]) + 170, "end",
			"" };
		if (at.y < Y0 - 20)
			chart_label(b, &at, en ? "mean" : "rata-rata");
	}
	if (c->now >= 0) {
		chart_dot(b, d->dot[0], d->dot[1]);
		figure_count(&text, c->printed, en);
		buf_printf(&text, en ? " at %s" : " pukul %s", c->clock);
		at = (struct chart_label){ d->dot[0], d->dot[1] - 100,
			d->dot[0] > CHART_WIDE / 4 ? "end" : "start",
			"strong" };
		if (at.y < 80)
			at.y = d->dot[1] + 180;
		chart_label(b, &at, buf_str(&text));
	}
	buf_release(&text);
}

static void
put_finding(struct buf *b, const struct day *d, int en)
{
	const struct chart_day *c = d->c;

	if (c->now >= 0) {
		buf_printf(b,
		    en ? "Up to %s sheets printed: "
		       : "Sampai pukul %s tercetak ",
		    c->clock);
		figure_count(b, c->printed, en);
		buf_puts(b, en ? "" : " lembar");
	} else {
		buf_puts(b, en ? "No working hours now" : "Di luar jam kerja");
	}
	if (d->compared) {
		buf_puts(b,
		    en ? "; the mean at that hour is "
		       : "; rata-rata pada jam itu ");
		figure_count(b, c->usual, en);
		buf_puts(b, en ? ", the highest " : ", tertinggi ");
		figure_count(b, at_now(c, c->high), en);
		buf_putc(b, '.');
	} else {
		buf_puts(b,
		    en ? "; no working days before to compare with."
		       : "; belum ada hari kerja sebelumnya untuk "
			 "dibandingkan.");
	}
}

static void
put_table(struct buf *b, const struct day *d, int en)
{
	static const char *const heads[2][5] = {
		{ "Jam", "Hari ini", "Rata-rata", "Terendah", "Tertinggi" },
		{ "Hour", "Today", "Mean", "Lowest", "Highest" }
	};
	const struct chart_day *c = d->c;
	size_t every = c->step > 0 && c->step < 60 ? (size_t)(60 / c->step) : 1;

	chart_table_begin(b,
	    en ? "Output added up by hour" : "Keluaran menumpuk per jam",
	    heads[en], d->compared ? 5 : 2, en);
	for (size_t i = 0; i < c->n; i += every) {
		buf_puts(b, "<tr>");
		chart_cell_text(b, c->labels[i]);
		if (i < come(c))
			chart_cell(b, c->today[i], en);
		else
			buf_puts(b, "<td class=\"num\">" FIGURE_NONE "</td>");
		if (d->compared) {
			chart_cell(b, c->mean[i], en);
			chart_cell(b, c->low[i], en);
			chart_cell(b, c->high[i], en);
		}
		buf_puts(b, "</tr>");
	}
	chart_table_end(b);
}

static int64_t
highest(const struct chart_day *c, int compared)
{
	int64_t max = c->now >= 0 ? c->printed : 0;

	for (size_t i = 0; i < come(c); i++)
		if (c->today[i] > max)
			max = c->today[i];
	for (size_t i = 0; compared && i < c->n; i++)
		if (c->high[i] > max)
			max = c->high[i];
	return max;
}

void
chart_day(struct buf *b, const char *id, const struct chart_day *c, int en)
{
	struct day d = { .c = c };
	struct chart_head head = { .id = id, .height = HEIGHT };
	struct buf finding = { 0 };

	if (c->n < 2 || c->step <= 0 || c->today_n > c->n) {
		chart_nothing(b, en);
		return;
	}
	d.compared = c->low != NULL && c->mean != NULL && c->high != NULL;
	chart_scale(highest(c, d.compared), &d.scale);
	d.axis = (struct chart_axis){
		.y0 = Y0, .y1 = Y1, .scale = &d.scale, .word = "", .en = en
	};
	d.dot[0] = place_x(c, c->now);
	d.dot[1] = chart_axis_y(&d.axis, c->printed);
	put_finding(&finding, &d, en);
	head.title = en
	    ? "Output of today against the last five working days"
	    : "Keluaran hari ini dibanding lima hari kerja terakhir";
	head.finding = buf_str(&finding);
	head.margin = chart_axis_margin(&d.axis);
	chart_begin(b, &head);
	chart_axis(b, &d.axis);
	put_paths(b, &d);
	put_labels(b, &d, en);
	chart_end(b);
	put_table(b, &d, en);
	buf_release(&finding);
}
