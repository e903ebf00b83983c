/*
 * What every chart is made of: an axis with few round lines from zero, places
 * on it, text, and the table behind the picture.  Pure, integers only: no
 * value can overflow on its way to a length.  It trusts no text: all of it is
 * escaped.
 */

#include <string.h>

#include "buf.h"

#include "chart.h"
#include "chart_int.h"
#include "figure.h"
#include "text.h"

#define STEP_MAX (INT64_MAX / 5) /* 4 steps and a rest still fit */

int64_t
chart_sum(int64_t a, int64_t b)
{
	if (a < 0)
		a = 0;
	if (b < 0)
		b = 0;
	return a > INT64_MAX - b ? INT64_MAX : a + b;
}

int64_t
chart_place(int64_t value, int64_t of, int64_t span)
{
	if (value <= 0 || of <= 0 || span <= 0)
		return 0;
	if (value >= of)
		return span;
	while (of > INT64_MAX / span / 2) {
		value >>= 1;
		of >>= 1;
	}
	return (value * span + of / 2) / of;
}

void
chart_scale(int64_t max, struct chart_scale *ret_s)
{
	static const int factors[] = { 1, 2, 5 };
	int64_t step = 1, ten = 1;

	for (size_t i = 0; max / 4 >= step && max > step * 4;) {
		i = (i + 1) % 3;
		if (i == 0)
			ten *= 10;
		if (ten > STEP_MAX / factors[i])
			break;
		step = ten * factors[i];
	}
	ret_s->step = step;
	ret_s->lines = 3;
	while (ret_s->lines < 5 && max > step * (ret_s->lines - 1))
		ret_s->lines++;
	ret_s->top = step * (ret_s->lines - 1);
}

int64_t
chart_axis_y(const struct chart_axis *a, int64_t value)
{
	return a->y0 - chart_place(value, a->scale->top, a->y0 - a->y1);
}

static void
put_fraction(struct buf *b, int64_t v, int digits)
{
	int64_t unit = digits == 1 ? 10 : 100;

	if (v < 0) {
		buf_putc(b, '-');
		v = -v;
	}
	buf_printf(b, "%d", (int)(v / unit));
	if (digits == 2 && v % 10 == 0) {
		v /= 10;
		digits = 1;
		unit = 10;
	}
	if (v % unit != 0)
		buf_printf(b, ".%0*d", digits, (int)(v % unit));
}

void
chart_across(struct buf *b, const char *name, int64_t x)
{
	buf_printf(b, " %s=\"", name);
	put_fraction(b, x, 2);
	buf_puts(b, "%\"");
}

void
chart_down(struct buf *b, const char *name, int64_t y)
{
	buf_printf(b, " %s=\"", name);
	put_fraction(b, y, 1);
	buf_putc(b, '"');
}

void
chart_begin(struct buf *b, const struct chart_head *h)
{
	int margin = h->margin > 9 ? 9 : h->margin;

	buf_printf(b, "<svg class=\"plot");
	if (margin > 0)
		buf_printf(b, " m%d", margin);
	buf_printf(b,
	    "\" height=\"%d\" role=\"img\" aria-labelledby=\"%s-t "
	    "%s-d\"><title id=\"%s-t\">",
	    h->height, h->id, h->id, h->id);
	text_html(b, h->title);
	buf_printf(b, "</title><desc id=\"%s-d\">", h->id);
	text_html(b, h->finding);
	buf_puts(b, "</desc>");
}

void
chart_end(struct buf *b)
{
	buf_puts(b, "</svg>");
}

void
chart_paths_begin(struct buf *b, int64_t height)
{
	buf_printf(b,
	    "<svg width=\"100%%\" height=\"%d\" viewBox=\"0 0 %d %d\" "
	    "preserveAspectRatio=\"none\">",
	    (int)(height / 10), CHART_WIDE, (int)height);
}

void
chart_paths_end(struct buf *b)
{
	buf_puts(b, "</svg>");
}

void
chart_point(struct buf *b, char command, int64_t x, int64_t y)
{
	buf_printf(b, "%c%d %d", command, (int)x, (int)y);
}

static void
axis_label(const struct chart_axis *a, int line, struct buf *ret_b)
{
	int64_t unit = 1, value = a->scale->step * line;

	for (int i = 0; i < a->zeros; i++)
		unit *= 10;
	if (a->scale->step % unit == 0)
		figure_count(ret_b, value / unit, a->en);
	else
		figure_tenth(ret_b, value, a->zeros, a->en);
	if (line > 0)
		buf_puts(ret_b, a->word);
}

int
chart_axis_margin(const struct chart_axis *a)
{
	struct buf b = { 0 };
	int n;

	axis_label(a, a->scale->lines - 1, &b);
	n = (int)b.n;
	if (strstr(buf_str(&b), "\xc2\xa0") != NULL)
		n--;
	buf_release(&b);
	return n;
}

void
chart_axis(struct buf *b, const struct chart_axis *a)
{
	struct chart_label at = { .anchor = "end", .class = "" };
	struct buf label = { 0 };
	int64_t y;

	for (int i = 0; i < a->scale->lines; i++) {
		y = a->y0 - (a->y0 - a->y1) * i / (a->scale->lines - 1);
		buf_printf(b, "<line class=\"%s\" x1=\"0\" x2=\"100%%\"",
		    i == 0 ? "axis" : "grid");
		chart_down(b, "y1", y);
		chart_down(b, "y2", y);
		buf_puts(b, "/>");
		buf_clear(&label);
		axis_label(a, i, &label);
		buf_puts(b, "<text x=\"-6\"");
		chart_down(b, "y", y + 40);
		buf_printf(b, " text-anchor=\"%s\">", at.anchor);
		text_html(b, buf_str(&label));
		buf_puts(b, "</text>");
	}
	buf_release(&label);
}

void
chart_label(struct buf *b, const struct chart_label *at, const char *text)
{
	buf_puts(b, "<text");
	if (at->class[0] != '\0')
		buf_printf(b, " class=\"%s\"", at->class);
	chart_across(b, "x", at->x);
	chart_down(b, "y", at->y);
	if (at->anchor[0] != '\0')
		buf_printf(b, " text-anchor=\"%s\"", at->anchor);
	buf_putc(b, '>');
	text_html(b, text);
	buf_puts(b, "</text>");
}

void
chart_rect(struct buf *b, const char *class, const int64_t xywh[4], int round)
{
	buf_printf(b, "<rect class=\"%s\"", class);
	chart_across(b, "x", xywh[0]);
	chart_down(b, "y", xywh[1]);
	chart_across(b, "width", xywh[2]);
	chart_down(b, "height", xywh[3]);
	buf_puts(b, round ? " rx=\"2\"/>" : "/>");
}

void
chart_dot(struct buf *b, int64_t x, int64_t y)
{
	buf_puts(b, "<circle class=\"dot\"");
	chart_across(b, "cx", x);
	chart_down(b, "cy", y);
	buf_puts(b, " r=\"4.5\"/>");
}

static void
table(struct buf *b, const char *caption, const char *const *heads, size_t n)
{
	buf_puts(b,
	    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	    "aria-label=\"");
	text_html(b, caption);
	buf_puts(b, "\"><table><caption class=\"vh\">");
	text_html(b, caption);
	buf_puts(b, "</caption><thead><tr>");
	for (size_t i = 0; i < n; i++) {
		buf_puts(b, "<th scope=\"col\"");
		buf_puts(b, i == 0 ? ">" : " class=\"num\">");
		text_html(b, heads[i]);
		buf_puts(b, "</th>");
	}
	buf_puts(b, "</tr></thead><tbody>");
}

void
chart_table_begin(struct buf *b, const char *caption, const char *const *heads,
    size_t n, int en)
{
	buf_puts(b, "<details class=\"data\"><summary>");
	buf_puts(b, en ? "Table of data" : "Tabel data");
	buf_puts(b, "</summary>");
	table(b, caption, heads, n);
}

void
chart_table_next(
    struct buf *b, const char *caption, const char *const *heads, size_t n)
{
	buf_puts(b, "</tbody></table></div>");
	table(b, caption, heads, n);
}

void
chart_cell_text(struct buf *b, const char *text)
{
	buf_puts(b, "<td>");
	text_html(b, text);
	buf_puts(b, "</td>");
}

void
chart_cell(struct buf *b, int64_t n, int en)
{
	buf_puts(b, "<td class=\"num\">");
	figure_count(b, n, en);
	buf_puts(b, "</td>");
}

void
chart_table_end(struct buf *b)
{
	buf_puts(b, "</tbody></table></div></details>");
}

void
chart_nothing(struct buf *b, int en)
{
	buf_puts(b, "<p class=\"sub\">");
	buf_puts(b,
	    en ? "No data yet. The chart begins with the first sheet."
	       : "Belum ada data. Grafik mulai dengan lembar pertama.");
	buf_puts(b, "</p>");
}
