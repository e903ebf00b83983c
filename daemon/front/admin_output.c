/*
 * Output of today against the five working days before, on the first screen.
 */

#include <stdio.h>
#include <stdlib.h>

#include "civil.h"
#include "mem.h"

#include "admin.h"
#include "chart.h"
#include "front.h"

#define POINTS 48

struct curve {
	const char *labels[POINTS];
	int64_t low[POINTS], mean[POINTS], high[POINTS], today[POINTS];
	size_t n;
};

static size_t
numbers(const json_t *list, int64_t ret[POINTS])
{
	size_t n = json_array_size(list);

	if (n > POINTS)
		n = POINTS;
	for (size_t i = 0; i < n; i++)
		ret[i] = (int64_t)json_integer_value(json_array_get(list, i));
	return n;
}

/* Minutes since the axis' first point, -1 when it says none. */
static int64_t
since(const struct admin_page *p, const char *from)
{
	struct civil c;
	int hour, minute;

	if (sscanf(from, "%2d:%2d", &hour, &minute) != 2)
		return -1;
	civil_from(p->now, p->zone, &c);
	return (c.hour - hour) * 60 + c.minute - minute;
}

static void
draw(struct request *r, struct admin_page *p, struct curve *k)
{
	const json_t *o = p->overview, *c = admin_get(o, "curve");
	struct chart_day d = { .n = k->n,
		.labels = k->labels,
		.today = k->today,
		.step = admin_int(c, "step_minutes", 30),
		.printed = admin_int(o, "printed", 0),
		.usual = admin_int(o, "printed_usual", 0) };
	char clock[16];
	struct civil at;

	d.today_n = numbers(admin_get(c, "today"), k->today);
	if (numbers(admin_get(c, "low"), k->low) == k->n &&
	    numbers(admin_get(c, "mean"), k->mean) == k->n &&
	    numbers(admin_get(c, "high"), k->high) == k->n) {
		d.low = k->low;
		d.mean = k->mean;
		d.high = k->high;
	}
	d.now = since(p, admin_str(c, "from"));
	civil_from(p->now, p->zone, &at);
	(void)snprintf(clock, sizeof(clock), "%02d.%02d", at.hour, at.minute);
	d.clock = clock;
	chart_day(&r->reply.body, "day", &d, r->english);
}

void
admin_panel_output(struct request *r, struct admin_page *p)
{
	const json_t *labels = admin_get(p->overview, "curve.labels");
	struct curve *k = mem_alloc(sizeof(*k));

	k->n = json_array_size(labels);
	if (k->n > POINTS)
		k->n = POINTS;
	for (size_t i = 0; i < k->n; i++) {
		k->labels[i] = json_string_value(json_array_get(labels, i));
		if (k->labels[i] == NULL)
			k->labels[i] = "";
	}
	admin_panel(r, "output", "",
	    admin_say(r, "Keluaran hari ini", "Output today"),
	    admin_say(r, "pita abu = 5 hari kerja terakhir",
		"grey band = the last 5 working days"));
	admin_html(r, "</header><div class=\"body\">");
	if (k->n > 1)
		draw(r, p, k);
	else
		admin_htmlf(r, "<p class=\"none0\">%s</p>",
		    admin_say(r, "Belum ada angka hari ini.",
			"No figures for today yet."));
	admin_html(r, "</div>");
	admin_panel_end(r);
	free(k);
}
