/*
 * The history of a printer: one line for today, one column per day with the
 * stops at its foot, at least 4 px high, so that one minute is seen.  Days
 * without work are grey.
 */

#include "buf.h"

#include "chart.h"
#include "chart_int.h"
#include "figure.h"

#define TODAY_HEIGHT 50
#define DAYS_HEIGHT 74
#define COLUMN 480  /* of a day */
#define COLUMN_Y 40 /* its upper end */
#define SEEN 40	    /* least height of a stop */
#define SPANS_TOLD 6
#define LETTER 60 /* hundredths of a percent that one takes of a wide plot */

enum { READY, ATTENTION, DOWN, OFF };

static const char *const classes[CHART_STATES] = { "f-ok", "f-warn", "f-down",
	"f-off" };
static const char *const names[2][CHART_STATES] = {
	{ "Siap", "Perhatian", "Berhenti", "Tutup atau mati" },
	{ "Ready", "Attention", "Down", "Closed or off" }
};
static const char *const small[2][CHART_STATES] = { { "siap", "perhatian",
							"berhenti", "mati" },
	{ "ready", "attention", "down", "off" } };

static void
put_legend(struct buf *b, int en)
{
	buf_puts(b, "<div class=\"legend\" aria-hidden=\"true\">");
	for (size_t i = 0; i < CHART_STATES; i++)
		buf_printf(b,
		    "<span><svg viewBox=\"0 0 10 10\"><rect class=\"%s\" "
		    "width=\"10\" height=\"10\" rx=\"2\"/></svg>%s</span>",
		    classes[i], names[en != 0][i]);
	buf_puts(b, "</div>");
}

static void
put_clock(struct buf *b, const struct chart_today *c, int64_t minute)
{
	int64_t m = c->hour * 60 + minute;

	buf_printf(b, "%02d.%02d", (int)(m / 60 % 24), (int)(m % 60));
}

/* "siap sejak 07.36; perhatian 09.06 sampai 09.21; berhenti sejak 10.31." */
static void
tell_today(struct buf *b, const struct chart_today *c, int en)
{
	const struct chart_span *s;
	size_t from = c->n > SPANS_TOLD ? c->n - SPANS_TOLD : 0;

	if (c->n == 0)
		buf_puts(b,
		    en ? "Nothing is known of today yet."
		       : "Hari ini belum ada catatan.");
	for (size_t i = from; i < c->n; i++) {
		s = &c->spans[i];
		buf_printf(b, "%s%s ", i == from ? "" : "; ",
		    small[en != 0][s->state]);
		if (i + 1 == c->n)
			buf_puts(b, en ? "since " : "sejak ");
		put_clock(b, c, s->from);
		if (i + 1 < c->n) {
			buf_puts(b, en ? " to " : " sampai ");
			put_clock(b, c, s->to);
		}
	}
	if (c->n > 0)
		buf_putc(b, '.');
}

static void
put_hours(struct buf *b, const struct chart_today *c)
{
	struct chart_label at = { .y = 440, .anchor = "middle" };
	struct buf text = { 0 };

	for (int64_t m = 60; m < c->minutes; m += 60) {
		at.x = chart_place(m, c->minutes, CHART_WIDE);
		at.class = (m / 60 + c->hour) % 2 == 0 ? "" : "opt";
		buf_clear(&text);
		put_clock(&text, c, m);
		buf_puts(b, "<line class=\"grid\" y1=\"26\" y2=\"31\"");
		chart_across(b, "x1", at.x);
		chart_across(b, "x2", at.x);
		buf_puts(b, "/>");
		if (m + 20 <= c->minutes)
			chart_label(b, &at, buf_str(&text));
	}
	buf_release(&text);
}

static void
put_today(struct buf *b, const char *id, const struct chart_today *c, int en)
{
	struct chart_head head = { .id = id,
		.title = en ? "State today" : "Keadaan hari ini",
		.height = TODAY_HEIGHT };
	struct buf finding = { 0 };
	int64_t x = 0, end = 0;
	size_t letters = 0;

	tell_today(&finding, c, en);
	head.finding = buf_str(&finding);
	chart_begin(b, &head);
	for (size_t i = 0; i < c->n; i++) {
		x = chart_place(c->spans[i].from, c->minutes, CHART_WIDE);
		end = chart_place(c->spans[i].to, c->minutes, CHART_WIDE);
		chart_rect(b, classes[c->spans[i].state],
		    (int64_t[]){ x, 60, end - x > 30 ? end - x - 13 : 17, 180 },
		    1);
	}
	if (end < CHART_WIDE)
		chart_rect(
		    b, "s0", (int64_t[]){ end, 140, CHART_WIDE - end, 20 }, 0);
	put_hours(b, c);
	for (const char *s = c->note; s != NULL && *s != '\0'; s++)
		letters++;
	if (letters > 0 && end + (int64_t)letters * LETTER + 200 < CHART_WIDE) {
		struct chart_label at = { end + 70, 100, "", "strong opt" };

		chart_label(b, &at, c->note);
	}
	chart_end(b);
	buf_release(&finding);
}

static void
put_day(
    struct buf *b, const struct chart_state_day *d, int64_t x, int64_t width)
{
	static const int order[] = { DOWN, ATTENTION, OFF };
	int64_t all = 0, used = 0, high;

	for (size_t i = 0; i < CHART_STATES; i++)
		all = chart_sum(all, d->minutes[i]);
	if (!d->working || all == 0) {
		chart_rect(b, classes[OFF],
		    (int64_t[]){ x, COLUMN_Y, width, COLUMN }, 1);
		return;
	}
	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++) {
		high = chart_place(d->minutes[order[i]], all, COLUMN);
		if (high == 0 && d->minutes[order[i]] <= 0)
			continue;
		if (high < SEEN)
			high = SEEN;
		if (used + high > COLUMN)
			high = COLUMN - used;
		chart_rect(b, classes[order[i]],
		    (int64_t[]){
			x, COLUMN_Y + COLUMN - used - high, width, high },
		    1);
		used += high;
	}
	if (used < COLUMN && d->minutes[READY] > 0)
		chart_rect(b, classes[READY],
		    (int64_t[]){ x, COLUMN_Y, width, COLUMN - used }, 1);
}

static void
tell_days(struct buf *b, const struct chart_state_day *d, size_t n, int en)
{
	int64_t minutes = 0, longest = 0;
	size_t days = 0, at = 0;

	for (size_t i = 0; i < n; i++) {
		minutes = chart_sum(minutes, d[i].minutes[DOWN]);
		days += d[i].minutes[DOWN] > 0;
		if (d[i].minutes[DOWN] > longest) {
			longest = d[i].minutes[DOWN];
			at = i;
		}
	}
	buf_puts(b,
	    en ? "One column per day of work. "
	       : "Satu kolom per hari kerja. ");
	if (days == 0) {
		buf_puts(
		    b, en ? "It never stopped." : "Tidak pernah berhenti.");
		return;
	}
	buf_puts(b, en ? "Down for " : "Berhenti ");
	figure_count(b, minutes, en);
	buf_printf(b,
	    en ? " minutes on %d days; longest "
	       : " menit pada %d hari; terlama ",
	    (int)days);
	figure_count(b, longest, en);
	buf_puts(b, en ? " minutes on " : " menit pada ");
	figure_day(b, d[at].day, FIGURE_LONG, en);
	buf_putc(b, '.');
}

static void
put_days(struct buf *b, const char *id, const struct chart_state_day *d,
    size_t n, int en)
{
	struct chart_head head = { .id = id,
		.height = DAYS_HEIGHT,
		.title = en ? "State of the last 30 days"
			    : "Keadaan 30 hari terakhir" };
	struct chart_label at = { .y = 680 };
	struct buf text = { 0 };
	int64_t slot = CHART_WIDE / (int64_t)n, x;

	tell_days(&text, d, n, en);
	head.finding = buf_str(&text);
	chart_begin(b, &head);
	for (size_t i = 0; i < n; i++) {
		x = chart_place((int64_t)i, (int64_t)n, CHART_WIDE) + slot / 25;
		put_day(b, &d[i], x, slot - slot * 2 / 25);
		if (i % 5 != 0 && i + 1 < n)
			continue;
		if (i % 5 == 0 && i + 3 > n)
			continue; /* no room before the last */
		buf_clear(&text);
		if (i + 1 < n)
			figure_day(&text, d[i].day, FIGURE_SHORT, en);
		else
			buf_puts(&text, en ? "today" : "hari ini");
		at.x = i == 0	? x
		    : i + 1 < n ? x + slot / 2
				: CHART_WIDE - slot / 25;
		at.anchor = i == 0 ? "start" : i + 1 < n ? "middle" : "end";
		at.class = i % 10 == 5 ? "opt" : "";
		chart_label(b, &at, buf_str(&text));
	}
	chart_end(b);
	buf_release(&text);
}

static void
put_today_table(struct buf *b, const struct chart_today *c, int en)
{
	const char *heads[2][3] = { { "Keadaan", "Dari", "Sampai" },
		{ "State", "From", "To" } };
	struct buf text = { 0 };

	chart_table_begin(b, en ? "States of today" : "Keadaan hari ini",
	    heads[en != 0], 3, en);
	for (size_t i = 0; i < c->n; i++) {
		buf_puts(b, "<tr>");
		chart_cell_text(b, names[en != 0][c->spans[i].state]);
		buf_clear(&text);
		put_clock(&text, c, c->spans[i].from);
		buf_printf(b, "<td class=\"num\">%s</td>", buf_str(&text));
		buf_clear(&text);
		put_clock(&text, c, c->spans[i].to);
		buf_printf(b, "<td class=\"num\">%s</td></tr>", buf_str(&text));
	}
	buf_release(&text);
}

static void
put_days_table(struct buf *b, const struct chart_state_day *d, size_t n, int en)
{
	const char *heads[5] = { en ? "Day" : "Hari", names[en != 0][READY],
		names[en != 0][ATTENTION], names[en != 0][DOWN],
		names[en != 0][OFF] };
	struct buf text = { 0 };

	chart_table_next(b,
	    en ? "Minutes per state and day" : "Menit per keadaan per hari",
	    heads, 5);
	for (size_t i = 0; i < n; i++) {
		if (!d[i].working)
			continue;
		buf_puts(b, "<tr>");
		buf_clear(&text);
		figure_day(&text, d[i].day, FIGURE_SHORT, en);
		chart_cell_text(b, buf_str(&text));
		for (size_t k = 0; k < CHART_STATES; k++)
			chart_cell(b, d[i].minutes[k], en);
		buf_puts(b, "</tr>");
	}
	chart_table_end(b);
	buf_release(&text);
}

void
chart_states(
    struct buf *b, const char *id, const struct chart_states *c, int en)
{
	struct buf name = { 0 };

	if (c->n == 0) {
		chart_nothing(b, en);
		return;
	}
	put_legend(b, en);
	buf_printf(&name, "%s-h", id);
	put_today(b, buf_str(&name), &c->today, en);
	buf_clear(&name);
	buf_printf(&name, "%s-d", id);
	put_days(b, buf_str(&name), c->days, c->n, en);
	put_today_table(b, &c->today, en);
	put_days_table(b, c->days, c->n, en);
	buf_release(&name);
}
