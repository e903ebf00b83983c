#ifndef FRONT_CHART_INT_H
#define FRONT_CHART_INT_H

/*
 * What the charts have in common.  Across, a place is hundredths of a percent
 * of the plot, so that a chart is as wide as its panel and its text never
 * grows or shrinks; down, it is tenths of a pixel.
 */

#include <stddef.h>
#include <stdint.h>

struct buf;
struct chart_scale;

#define CHART_WIDE 10000

void chart_across(struct buf *b, const char *name, int64_t x); /* x="12.5%" */
void chart_down(struct buf *b, const char *name, int64_t y);   /* y="12.5" */

/* <svg> with its title and the sentence; margin: characters of the longest
 * label at the left, 0 none. */
struct chart_head {
	const char *id, *title, *finding;
	int height, margin;
};
void chart_begin(struct buf *b, const struct chart_head *h);
void chart_end(struct buf *b);

/* Lines and areas as a path of their own, stretched to the plot: paths
 * between these two; points x 0 .. CHART_WIDE, y tenths of a pixel. */
void chart_paths_begin(struct buf *b, int64_t height);
void chart_paths_end(struct buf *b);
void chart_point(struct buf *b, char command, int64_t x, int64_t y);

/* The axis: zero at y0, the top of the scale at y1, labels as the value /
 * 10^zeros and the word behind it. */
struct chart_axis {
	int64_t y0, y1;
	struct chart_scale *scale;
	int zeros;
	const char *word;
	int en;
};
void chart_axis(struct buf *b, const struct chart_axis *a);
int chart_axis_margin(const struct chart_axis *a);
int64_t chart_axis_y(const struct chart_axis *a, int64_t value);

/* class: "", "strong", "opt" (left out where there is no room) */
struct chart_label {
	int64_t x, y;
	const char *anchor, *class;
};
void chart_label(struct buf *b, const struct chart_label *at, const char *text);
/* xywh: x and width across, y and height down */
void
chart_rect(struct buf *b, const char *class, const int64_t xywh[4], int round);
void chart_dot(struct buf *b, int64_t x, int64_t y);

/* details.data: heads, then rows of cells. */
void chart_table_begin(struct buf *b, const char *caption,
    const char *const *heads, size_t n, int en);
/* Another table of the same details. */
void chart_table_next(
    struct buf *b, const char *caption, const char *const *heads, size_t n);
void chart_cell_text(struct buf *b, const char *text);
void chart_cell(struct buf *b, int64_t n, int en);
void chart_table_end(struct buf *b);
/* Instead of a chart that has nothing to draw. */
void chart_nothing(struct buf *b, int en);

#endif
