/*
 * Bars: a gauge with a tick where somebody must act, parts of a sum side by
 * side, a budget.  A length is an attribute of the picture, never a style.
 */

#include "buf.h"

#include "chart.h"
#include "chart_int.h"
#include "text.h"

#define GAP 30 /* hundredths of a percent between two parts */
#define PART_MIN 20

static int64_t
clamp(int64_t permille)
{
	return permille < 0 ? 0 : permille > 1000 ? 1000 : permille;
}

void
chart_bar(struct buf *b, const struct chart_bar *c)
{
	buf_printf(b,
	    "<svg class=\"%s\" aria-hidden=\"true\"><rect class=\"v%s%s\"",
	    c->kind, c->look[0] == '\0' ? "" : " ", c->look);
	chart_across(b, "width", clamp(c->permille) * 10);
	buf_puts(b, " height=\"100%\"/>");
	if (c->tick >= 0) {
		buf_puts(b, "<rect class=\"min\"");
		chart_across(b, "x", clamp(c->tick) * 10);
		buf_puts(b, " width=\"2\" height=\"100%\"/>");
	}
	buf_puts(b, "</svg>");
}

/* The parts one after the other. */
static void
put_parts(struct buf *b, const int64_t *parts, size_t n, int64_t of)
{
	int64_t below = 0, from, width;

	for (size_t i = 0; i < n; i++) {
		if (parts[i] <= 0)
			continue;
		from = chart_place(below, of, CHART_WIDE);
		below = chart_sum(below, parts[i]);
		width = chart_place(below, of, CHART_WIDE) - from - GAP;
		if (width < PART_MIN)
			width = PART_MIN;
		buf_printf(b, "<rect class=\"s%d\"", (int)i + 1);
		chart_across(b, "x", from);
		chart_across(b, "width", width);
		buf_puts(b, " height=\"100%\"/>");
	}
}

void
chart_parts(struct buf *b, const int64_t *parts, size_t n, int64_t of)
{
	buf_puts(b, "<svg class=\"bar tall\" aria-hidden=\"true\">");
	put_parts(b, parts, n, of);
	buf_puts(b, "</svg>");
}

void
chart_budget(struct buf *b, const struct chart_budget *c)
{
	buf_puts(
	    b, "<svg class=\"bar tall budget\" role=\"img\" aria-label=\"");
	text_html(b, c->label);
	buf_puts(b, "\">");
	put_parts(b, c->parts, 3, c->of);
	if (c->tick >= 0) {
		buf_puts(b, "<rect class=\"min\"");
		chart_across(b, "x", clamp(c->tick) * 10);
		buf_puts(b, " width=\"2\" height=\"100%\"/>");
	}
	buf_puts(b, "</svg>");
}
