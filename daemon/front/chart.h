#ifndef FRONT_CHART_H
#define FRONT_CHART_H

/*
 * Charts as SVG drawn by the server, each followed by a table of the same
 * numbers.  Appended to b; id: a word unique on the page; en: in English.
 * A chart is as wide as its panel.  Values below zero are drawn as zero, those
 * past the axis (4 * 10^18) at its end.
 */

#include <stddef.h>
#include <stdint.h>

struct buf;

#define CHART_PARTS 5	/* depreciation, service, supplies, blanks, spoilage */
#define CHART_MONTHS 60 /* most columns of chart_columns */

/* Steps of an axis from zero: 3 to 5 lines at 0, step .. lines - 1 * step. */
struct chart_scale {
	int64_t step;
	int64_t top;
	int lines;
};
void chart_scale(int64_t max, struct chart_scale *ret_s);
/* value / of * span, rounded, within 0 and span. */
int64_t chart_place(int64_t value, int64_t of, int64_t span);
/* a + b, at most INT64_MAX; what is below zero counts as zero. */
int64_t chart_sum(int64_t a, int64_t b);

/* Output of today against the five working days before. */
struct chart_day {
	size_t n; /* points of the axis */
	const char *const *labels;
	const int64_t *low, *mean, *high; /* n each; NULL: nothing to compare */
	const int64_t *today;
	size_t today_n; /* points that have come */
	int64_t step;	/* minutes between two points */
	int64_t now;	/* minutes after the first point; -1: not today */
	int64_t printed;
	int64_t usual;
	const char *clock; /* of now: "10.42" */
};
void
chart_day(struct buf *b, const char *id, const struct chart_day *c, int en);

/* A column of parts per month. */
struct chart_columns {
	const char *title;
	const char *first;	   /* head of the first column of the table */
	int height;		   /* pixels */
	size_t n;		   /* at most CHART_MONTHS */
	const char *const *labels; /* short, below a column */
	const int64_t (*parts)[CHART_PARTS];
	int en;
};
void
chart_columns(struct buf *b, const char *id, const struct chart_columns *c);
/* The divisor of its axis (10^n) and the word for it: "juta". */
int chart_unit(int64_t max, int en, const char **ret_word);
int64_t chart_columns_max(const struct chart_columns *c);
unsigned chart_columns_parts(const struct chart_columns *c);
const char *chart_part_name(size_t part, int en);
/* The legend of those parts that are not zero; bit i: part i. */
void chart_legend(struct buf *b, unsigned parts, int en);

/* States of a printer: 0 ready, 1 attention, 2 down, 3 off or closed. */
#define CHART_STATES 4
struct chart_span {
	int64_t from, to; /* minutes after the axis' first */
	int state;
};
/* One line for today. */
struct chart_today {
	int64_t hour;	 /* of the axis' first minute */
	int64_t minutes; /* of the axis */
	size_t n;
	const struct chart_span *spans;
	const char *note; /* written at the last change; NULL */
};
/* One column per day. */
struct chart_state_day {
	const char *day; /* YYYY-MM-DD */
	int working;
	int64_t minutes[CHART_STATES];
};
/* Both, with their legend and one table. */
struct chart_states {
	struct chart_today today;
	size_t n;
	const struct chart_state_day *days; /* oldest first */
};
void chart_states(
    struct buf *b, const char *id, const struct chart_states *c, int en);

/* A bar of the share value / of; tick: a share in permille, -1 none. */
struct chart_bar {
	int64_t permille;
	int64_t tick;
	const char *look; /* "", "warn", "down" */
	const char *kind; /* class of the svg: "bar", "bar tall", "mini" */
};
void chart_bar(struct buf *b, const struct chart_bar *c);
/* Parts side by side out of `of`. */
void chart_parts(struct buf *b, const int64_t *parts, size_t n, int64_t of);
struct chart_budget {
	int64_t parts[3]; /* spent, committed, forecast */
	int64_t of;
	int64_t tick; /* of the year, permille; -1 */
	const char *label;
};
void chart_budget(struct buf *b, const struct chart_budget *c);

/* A falling curve: cost of one over how many a day. */
struct chart_point {
	int64_t x, y;
};
struct chart_curve {
	size_t n;
	const struct chart_point *points; /* x rising */
	struct chart_point here;	  /* what was asked */
	/* of x and y wherever the curve is; 0: straight between points */
	int64_t product;
	int en;
};
void chart_curve(struct buf *b, const char *id, const struct chart_curve *c);

#endif
