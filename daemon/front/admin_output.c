/*
 * The panel of the first screen: what came out today against the week.  A
 * curve that core does not give, or gives in part, is told, never drawn.
 */

#include <stdio.h>
#include <string.h>

#include "civil.h"

#include "admin_show.h"
#include "chart.h"

#define POINTS_MAX 96

struct curve {
	int64_t today[POINTS_MAX], low[POINTS_MAX], mean[POINTS_MAX];
	int64_t high[POINTS_MAX];
	const char *labels[POINTS_MAX];
};

/* How many numbers were taken. */
static size_t
take(const json_t *list, int64_t ret_v[POINTS_MAX])
{
	const json_t *v;
	size_t i, n = 0;

	json_array_foreach (list, i, v) {
		if (n == POINTS_MAX || !json_is_integer(v))
			break;
		ret_v[n++] = admin_whole(v);
	}
	return n;
}

static size_t
take_labels(const json_t *list, const char **ret_labels)
{
	const json_t *v;
	size_t i, n = 0;

	json_array_foreach (list, i, v) {
		if (n == POINTS_MAX || !json_is_string(v))
			break;
		ret_labels[n++] = json_string_value(v);
	}
	return n;
}

/* Minutes since the curve's first point, within the curve; -1 outside. */
static int64_t
minutes_now(const struct admin_page *p, const char *from, int64_t length)
{
	struct civil now;
	int hour, minute;
	int64_t at;

	if (sscanf(from, "%2d:%2d", &hour, &minute) != 2)
		return -1;
	civil_from(admin_show_now(p), p->zone, &now);
	at = (now.hour - hour) * 60 + now.minute - minute;
	return at < 0 ? -1 : at > length ? length : at;
}

static int
some(const int64_t *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (v[i] > 0)
			return 1;
	return 0;
}

void
admin_panel_output(struct request *r, struct admin_page *p)
{
	const json_t *o = p->overview, *curve = admin_get(o, "curve");
	struct curve v;
	struct chart_day c = { .labels = v.labels };
	struct buf clock = { 0 };
	size_t n;

	c.n = take_labels(admin_get(curve, "labels"), v.labels);
	c.step = admin_int(curve, "step_minutes", 30);
	c.today_n = take(admin_get(curve, "today"), v.today);
	if (c.today_n > c.n)
		c.today_n = c.n;
	c.today = v.today;
	n = take(admin_get(curve, "mean"), v.mean);
	if (n > 0 && n == c.n && take(admin_get(curve, "low"), v.low) == n &&
	    take(admin_get(curve, "high"), v.high) == n) {
		c.low = v.low;
		c.mean = v.mean;
		c.high = v.high;
	}
	c.printed = admin_int(o, "printed", 0);
	c.usual = admin_int(o, "printed_usual", 0);
	c.now = c.n < 2 ? -1
			: minutes_now(p, admin_str(curve, "from"),
			      (int64_t)(c.n - 1) * c.step);
	/* a line along zero says nothing */
	if (c.printed == 0 && !some(v.today, c.today_n) &&
	    (c.high == NULL || !some(v.high, c.n)))
		c.n = c.today_n = 0;
	figure_clock(&clock, admin_str(o, "now"), p->zone);
	c.clock = buf_str(&clock);
	admin_panel(r, "output", "",
	    admin_say(r, "Keluaran hari ini", "Output today"),
	    admin_say(r, "pita abu = 5 hari kerja terakhir",
		"grey band = last 5 working days"));
	admin_panel_head(r);
	admin_html(r, "<div class=\"body\">");
	chart_day(&r->reply.body, "day", &c, r->english);
	admin_html(r, "</div>");
	admin_panel_end(r);
	buf_release(&clock);
}
