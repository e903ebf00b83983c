/*
 * A column per month, its parts stacked in one order and colour on every
 * page, spoilage on top.  The label above the last column is its sum.
 */

#include "buf.h"

#include "chart.h"
#include "chart_int.h"
#include "figure.h"

#define Y1 140
#define FOOT 240 /* below zero: the months */
#define LABELS 12
#define SLICE_MIN 10 /* 1 px: what is not zero is seen */

int
chart_unit(int64_t max, int en, const char **ret_word)
{
	static const struct {
		int64_t from;
		int zeros;
		const char *word[2];
	} units[] = {
		{ 2000000000, 9, { "miliar", "billion" } },
		{ 2000000, 6, { "juta", "million" } },
		{ 2000, 3, { "ribu", "thousand" } },
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (max >= units[i].from) {
			*ret_word = units[i].word[en != 0];
			return units[i].zeros;
		}
	*ret_word = "";
	return 0;
}

const char *
chart_part_name(size_t part, int en)
{
	static const char *const names[CHART_PARTS][2] = { { "Penyusutan",
							       "Depreciation" },
		{ "Layanan", "Service" }, { "Bahan", "Supplies" },
		{ "Blangko", "Blanks" }, { "Rusak", "Spoilage" } };

	return part < CHART_PARTS ? names[part][en != 0] : "";
}

static int64_t
column_sum(const struct chart_columns *c, size_t i)
{
	int64_t sum = 0;

	for (size_t k = 0; k < CHART_PARTS; k++)
		sum = chart_sum(sum, c->parts[i][k]);
	return sum;
}

int64_t
chart_columns_max(const struct chart_columns *c)
{
	int64_t max = 0, sum;

	for (size_t i = 0; i < c->n; i++) {
		sum = column_sum(c, i);
		if (sum > max)
			max = sum;
	}
	return max;
}

unsigned
chart_columns_parts(const struct chart_columns *c)
{
	unsigned parts = 0;

	for (size_t i = 0; i < c->n; i++)
		for (size_t k = 0; k < CHART_PARTS; k++)
			if (c->parts[i][k] > 0)
				parts |= 1U << k;
	return parts;
}

void
chart_legend(struct buf *b, unsigned parts, int en)
{
	if (parts == 0)
		return;
	buf_puts(b, "<div class=\"legend\" aria-hidden=\"true\">");
	for (size_t k = 0; k < CHART_PARTS; k++)
		if ((parts >> k & 1) != 0)
			buf_printf(b,
			    "<span><svg viewBox=\"0 0 10 10\"><rect "
			    "class=\"s%d\" width=\"10\" height=\"10\" "
			    "rx=\"2\"/></svg>%s</span>",
			    (int)k + 1, chart_part_name(k, en));
	buf_puts(b, "</div>");
}

/* "65,0 juta" */
static void
put_short(struct buf *b, int64_t value, int zeros, const char *word, int en)
{
	if (zeros == 0)
		figure_count(b, value, en);
	else
		figure_tenth(b, value, zeros, en);
	if (*word != '\0')
		buf_printf(b, "\xc2\xa0%s", word);
}

static void
put_finding(
    struct buf *b, const struct chart_columns *c, int zeros, const char *word)
{
	size_t low = 0, high = 0, last = c->n - 1;
	static const char *const words[][2] = { { "terakhir", "last" },
		{ "tertinggi", "highest" }, { "terendah", "lowest" } };
	int en = c->en;

	buf_printf(b, "%d %s", (int)c->n,
	    !en		    ? "bulan"
		: c->n == 1 ? "month"
			    : "months");
	for (size_t i = 1; i < c->n; i++) {
		if (column_sum(c, i) > column_sum(c, high))
			high = i;
		if (column_sum(c, i) < column_sum(c, low))
			low = i;
	}
	for (size_t i = 0; i < 3; i++) {
		size_t at = i == 0 ? last : i == 1 ? high : low;

		if (i > 0 && c->n == 1)
			break;
		buf_printf(b, "%s %s %s ", i == 0 ? ":" : ",",
		    words[i][en != 0], c->labels[at]);
		put_short(b, column_sum(c, at), zeros, word, en);
	}
	buf_putc(b, '.');
}

static void
put_column(struct buf *b, const struct chart_axis *a, const int64_t *parts,
    const int64_t x_width[2])
{
	static const char *const class[] = { "s1", "s2", "s3", "s4", "s5" };
	int64_t below = 0, from = a->y0, to;

	for (size_t k = 0; k < CHART_PARTS; k++) {
		if (parts[k] <= 0)
			continue;
		below = chart_sum(below, parts[k]);
		to = chart_axis_y(a, below);
		if (from - to < 2 * SLICE_MIN)
			to = from - 2 * SLICE_MIN; /* 1 px and the gap */
		if (to < 0)
			to = 0;
		chart_rect(
		    b, class [k],
		    (int64_t[]) {
			    x_width[0], to, x_width[1], from - to - SLICE_MIN
		    },
		    0);
		from = to;
	}
}

static void
put_table(struct buf *b, const struct chart_columns *c, unsigned parts)
{
	const char *heads[CHART_PARTS + 2] = { c->first };
	size_t n = 1;

	for (size_t k = 0; k < CHART_PARTS; k++)
		if ((parts >> k & 1) != 0)
			heads[n++] = chart_part_name(k, c->en);
	heads[n++] = c->en ? "Total" : "Jumlah";
	chart_table_begin(b, c->title, heads, n, c->en);
	for (size_t i = 0; i < c->n; i++) {
		buf_puts(b, "<tr>");
		chart_cell_text(b, c->labels[i]);
		for (size_t k = 0; k < CHART_PARTS; k++)
			if ((parts >> k & 1) != 0)
				chart_cell(b, c->parts[i][k], c->en);
		chart_cell(b, column_sum(c, i), c->en);
		buf_puts(b, "</tr>");
	}
	chart_table_end(b);
}

static void
put_columns(
    struct buf *b, const struct chart_columns *c, const struct chart_axis *a)
{
	int64_t slot = CHART_WIDE / (int64_t)c->n, width = slot * 65 / 100, x;
	size_t every = (c->n + LABELS - 1) / LABELS, last = c->n - 1;
	struct chart_label at = { .anchor = "middle", .class = "" };
	struct buf text = { 0 };
	int64_t sum = column_sum(c, last);

	if (width > 1200)
		width = 1200;
	at.y = (int64_t)c->height * 10 - 80;
	for (size_t i = 0; i < c->n; i++) {
		x = chart_place((int64_t)i, (int64_t)c->n, CHART_WIDE);
		put_column(b, a, c->parts[i],
		    (int64_t[]){ x + (slot - width) / 2, width });
		at.x = x + slot / 2;
		/* counted from the last, which always has its label */
		at.class = (last - i) % 2 == 1 ? "opt" : "";
		if ((last - i) % every == 0)
			chart_label(b, &at, c->labels[i]);
	}
	if (sum > 0) {
		if (a->zeros > 0)
			figure_tenth(&text, sum, a->zeros, c->en);
		else
			figure_count(&text, sum, c->en);
		at.y = chart_axis_y(a, sum) - 60;
		at.class = "strong";
		chart_label(b, &at, buf_str(&text));
		buf_release(&text);
	}
}

void
chart_columns(struct buf *b, const char *id, const struct chart_columns *c)
{
	struct chart_scale scale;
	struct chart_axis a = { .y0 = (int64_t)c->height * 10 - FOOT,
		.y1 = Y1,
		.scale = &scale,
		.word = "",
		.en = c->en };
	struct chart_head head = {
		.id = id, .title = c->title, .height = c->height
	};
	struct buf finding = { 0 };
	int64_t max;
	const char *word;

	max = c->n > CHART_MONTHS ? 0 : chart_columns_max(c);
	if (max == 0) {
		chart_nothing(b, c->en);
		return;
	}
	a.zeros = chart_unit(max, c->en, &word);
	chart_scale(max, &scale);
	put_finding(&finding, c, a.zeros, word);
	head.finding = buf_str(&finding);
	head.margin = chart_axis_margin(&a);
	chart_begin(b, &head);
	chart_axis(b, &a);
	put_columns(b, c, &a);
	chart_end(b);
	put_table(b, c, chart_columns_parts(c));
	buf_release(&finding);
}
