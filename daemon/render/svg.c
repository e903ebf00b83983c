/*
 * A laid-out page as SVG, for a screen.  Must never carry the photo, a script
 * or a reference, and never be taken for the document: "SALINAN LAYAR" lies
 * across it.  Every text is escaped here, whoever wrote it.  Trusts the set to
 * be layout's own, as draw.c does.
 *
 * One user unit is 0.1 mm; lengths are written from um with two decimals.
 */

#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "fault.h"
#include "metrics.h"
#include "page.h"

#include "guilloche.h"
#include "qr.h"
#include "svg.h"

#define DOT_UM (25400.0 / 300.0) /* as draw.c */
#define GREY 0xE9EEF1
#define SHADE 0xAAB4BD
#define COPY "SALINAN LAYAR \xC2\xB7 SCREEN COPY"
#define COPY_COLOR 0xB02015
#define COPY_ALPHA 210
#define COPIES 3

struct svg {
	struct buf *b;
	struct fault *f;
	unsigned clips; /* made so far */
};

/* ---- words ---- */

/* um in user units. */
static void
put_um(struct buf *b, int64_t um)
{
	int64_t n = um < 0 ? -um : um;

	buf_printf(b, "%s%" PRId64, um < 0 ? "-" : "", n / 100);
	if (n % 100 != 0)
		buf_printf(b, n % 10 == 0 ? ".%" PRId64 : ".%02" PRId64,
		    n % 10 == 0 ? n % 100 / 10 : n % 100);
}

/* 1/1000 pt in um */
static int64_t
um_of(int32_t mpt)
{
	return (int64_t)mpt * 127 / 360;
}

static void
put_attr(struct buf *b, const char *name, int64_t um)
{
	buf_printf(b, " %s=\"", name);
	put_um(b, um);
	buf_putc(b, '"');
}

static void
put_color(struct buf *b, const char *name, uint32_t color)
{
	buf_printf(b, " %s=\"#%06" PRIX32 "\"", name, color & 0xFFFFFF);
}

static void
put_alpha(struct buf *b, int32_t alpha)
{
	if (alpha < 1000)
		buf_printf(b, " opacity=\"0.%03d\"", alpha < 0 ? 0 : alpha);
}

/* Text of an element: what XML reads as its own is written as an entity, what
 * it does not allow is left out. */
static void
put_escaped(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '&')
			buf_puts(b, "&amp;");
		else if (*s == '<')
			buf_puts(b, "&lt;");
		else if (*s == '>')
			buf_puts(b, "&gt;");
		else if (*s == '"')
			buf_puts(b, "&quot;");
		else if ((unsigned char)*s >= ' ' && *s != 0x7F)
			buf_putc(b, *s);
	}
}

static void
put_stroke(struct buf *b, const struct page_item *it)
{
	put_color(b, "stroke", it->color);
	put_attr(b, "stroke-width", um_of(it->line));
	if (it->round)
		buf_puts(
		    b, " stroke-linecap=\"round\" stroke-linejoin=\"round\"");
}

/* Fill and stroke of a shape. */
static void
put_paint(struct buf *b, const struct page_item *it)
{
	if (it->has_fill)
		put_color(b, "fill", it->fill);
	else
		buf_puts(b, " fill=\"none\"");
	if (it->line > 0)
		put_stroke(b, it);
	put_alpha(b, it->alpha);
}

static void
put_box(struct buf *b, const struct page_item *it)
{
	put_attr(b, "x", it->x);
	put_attr(b, "y", it->y);
	put_attr(b, "width", it->w);
	put_attr(b, "height", it->h);
}

/* ---- text ---- */

static void
put_font(struct buf *b, enum page_font font)
{
	static const char *const family[PAGE_FONT_N] = {
		[PAGE_SERIF] = "Liberation Serif, Times New Roman, serif",
		[PAGE_SERIF_BOLD] = "Liberation Serif, Times New Roman, serif",
		[PAGE_SERIF_ITALIC] =
		    "Liberation Serif, Times New Roman, serif",
		[PAGE_MONO] = "Liberation Mono, Courier New, monospace",
		[PAGE_OCRB] = "OCR B, OCRB, Liberation Mono, monospace",
	};
	const char *s = family[font];

	buf_printf(b, " font-family=\"%s\"",
	    s ? s : "Liberation Sans, Arial, Helvetica, sans-serif");
	if (font == PAGE_SANS_BOLD || font == PAGE_SERIF_BOLD)
		buf_puts(b, " font-weight=\"700\"");
	if (font == PAGE_SANS_ITALIC || font == PAGE_SERIF_ITALIC)
		buf_puts(b, " font-style=\"italic\"");
}

static void
begin_text(struct buf *b, const struct page_item *it)
{
	buf_puts(b, "<text");
	put_font(b, it->font);
	put_attr(b, "font-size", um_of(it->size));
	if (it->outline) {
		buf_puts(b, " fill=\"none\"");
		put_stroke(b, it);
	} else {
		put_color(b, "fill", it->color);
	}
	put_alpha(b, it->alpha);
	if (it->angle != 0) {
		buf_printf(b, " transform=\"rotate(%s%d.%03d ",
		    it->angle > 0 ? "-" : "", abs(it->angle) / 1000,
		    abs(it->angle) % 1000);
		put_um(b, it->x);
		buf_putc(b, ' ');
		put_um(b, it->y);
		buf_puts(b, ")\"");
	}
}

static int
svg_text(struct svg *s, const struct page_item *it)
{
	struct buf *b = s->b;
	int64_t w =
	    metrics_width(it->font, it->text, it->size, it->spacing, NULL);

	if (it->text[0] == '\0')
		return 0;
	if (w < 0)
		return fault_set(s->f, FAULT_RENDER,
		    it->source ? it->source : "", "huruf tidak dapat dicetak",
		    "a character cannot be printed");
	/* the viewer counts spacing after the last character too */
	w = (w + um_of(it->spacing)) * (it->stretch ? it->stretch : 1000) /
	    1000;
	begin_text(b, it);
	put_attr(b, "x", it->x);
	put_attr(b, "y", it->y);
	if (it->spacing != 0)
		put_attr(b, "letter-spacing", um_of(it->spacing));
	if (w > 0) {
		put_attr(b, "textLength", w);
		buf_puts(b, " lengthAdjust=\"spacingAndGlyphs\"");
	}
	buf_putc(b, '>');
	put_escaped(b, it->text);
	buf_puts(b, "</text>\n");
	return 0;
}

/* Each character in its own cell. */
static int
svg_mrz(struct svg *s, const struct page_item *it)
{
	struct buf *b = s->b;
	size_t i, n = strlen(it->text);

	begin_text(b, it);
	buf_puts(b, " x=\"");
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(b, ' ');
		put_um(b, it->x + (int64_t)i * it->w);
	}
	buf_putc(b, '"');
	put_attr(b, "y", it->y);
	buf_putc(b, '>');
	put_escaped(b, it->text);
	buf_puts(b, "</text>\n");
	return 0;
}

/* ---- shapes ---- */

static int
svg_line(struct svg *s, const struct page_item *it)
{
	buf_puts(s->b, "<line");
	put_attr(s->b, "x1", it->x);
	put_attr(s->b, "y1", it->y);
	put_attr(s->b, "x2", it->x2);
	put_attr(s->b, "y2", it->y2);
	put_stroke(s->b, it);
	put_alpha(s->b, it->alpha);
	buf_puts(s->b, "/>\n");
	return 0;
}

static int
svg_rect(struct svg *s, const struct page_item *it)
{
	if (!it->has_fill && it->line <= 0)
		return 0;
	buf_puts(s->b, "<rect");
	put_box(s->b, it);
	put_paint(s->b, it);
	buf_puts(s->b, "/>\n");
	return 0;
}

/* Path data of page.h in user units; -1 where it is none. */
static int
put_data(struct buf *b, const struct page_item *it)
{
	const char *s = it->text;
	char *end;

	while (*s != '\0') {
		int op = (unsigned char)*s++;
		int n = op == 'C' ? 6 : op == 'M' || op == 'L' ? 2 : 0;

		if (op == ' ')
			continue;
		if (strchr("MLCZ", op) == NULL)
			return -1;
		buf_putc(b, (char)op);
		for (int i = 0; i < n; i++, s = end) {
			int64_t v = strtol(s, &end, 10);

			if (end == s)
				return -1;
			if (i > 0)
				buf_putc(b, ' ');
			put_um(b,
			    i % 2 == 0 ? it->x + v * it->w / 10000
				       : it->y + v * it->h / 10000);
		}
	}
	return 0;
}

static int
svg_path(struct svg *s, const struct page_item *it)
{
	if (!it->has_fill && it->line <= 0)
		return 0;
	buf_puts(s->b, "<path d=\"");
	if (put_data(s->b, it) < 0)
		return fault_set(s->f, FAULT_RENDER,
		    it->source ? it->source : "", "jalur gambar rusak",
		    "a path is broken");
	buf_putc(s->b, '"');
	put_paint(s->b, it);
	buf_puts(s->b, "/>\n");
	return 0;
}

/* A picture of the template: its place. */
static int
svg_image(struct svg *s, const struct page_item *it)
{
	buf_puts(s->b, "<rect");
	put_box(s->b, it);
	put_color(s->b, "fill", GREY);
	put_alpha(s->b, it->alpha);
	buf_puts(s->b, "/>\n");
	return 0;
}

/* Nobody's head and shoulders where the holder's are. */
static int
svg_photo(struct svg *s, const struct page_item *it)
{
	static const char body[] =
	    "M 1200 10000 C 1200 7600 2900 6700 5000 6700 C 7100 6700 8800 "
	    "7600 8800 10000 Z";
	struct page_item shoulders = *it;

	(void)svg_image(s, it);
	buf_puts(s->b, "<ellipse");
	put_attr(s->b, "cx", it->x + it->w / 2);
	put_attr(s->b, "cy", it->y + (int64_t)it->h * 42 / 100);
	put_attr(s->b, "rx", (int64_t)it->w * 19 / 100);
	put_attr(s->b, "ry", (int64_t)it->w * 23 / 100);
	put_color(s->b, "fill", SHADE);
	put_alpha(s->b, it->alpha);
	buf_puts(s->b, "/>\n");
	shoulders.text = body;
	shoulders.has_fill = 1;
	shoulders.fill = SHADE;
	shoulders.line = 0;
	return svg_path(s, &shoulders);
}

/* ---- code ---- */

static void
put_runs(struct buf *b, const struct qr *q)
{
	for (int y = 0; y < q->side; y++) {
		const uint8_t *row = q->module + y * q->side;

		for (int x = 0, len; x < q->side; x += len + 1) {
			for (len = 0; x + len < q->side && row[x + len]; len++)
				;
			if (len > 0)
				buf_printf(b, "M%d %dh%dv1h-%dz", x + QR_QUIET,
				    y + QR_QUIET, len, len);
		}
	}
}

static int64_t
on_dot(int64_t um)
{
	return lround(round((double)um / DOT_UM) * DOT_UM);
}

/* Where and as large as draw.c has it: on whole dots of the printers. */
static int
svg_qr(struct svg *s, const struct page_item *it)
{
	int64_t dots = lround(it->size / DOT_UM), outer, x = it->x, y = it->y;
	struct qr q = { 0 };

	if (dots < 1)
		dots = 1;
	if (qr_encode(it->text, &q, s->f) < 0)
		return -1;
	outer = lround((double)((q.side + 2 * QR_QUIET) * dots) * DOT_UM);
	if (it->has_fill && outer < it->w) {
		x += (it->w - outer) / 2;
		y += (it->w - outer) / 2;
	}
	buf_puts(s->b, "<rect");
	put_attr(s->b, "x", x);
	put_attr(s->b, "y", y);
	put_attr(s->b, "width", outer);
	put_attr(s->b, "height", outer);
	put_color(s->b, "fill", 0xFFFFFF);
	buf_puts(s->b, "/>\n<path transform=\"translate(");
	put_um(s->b, on_dot(x));
	buf_putc(s->b, ' ');
	put_um(s->b, on_dot(y));
	buf_printf(s->b,
	    ") scale(%.6f)\" shape-rendering=\"crispEdges\" fill=\"#000000\" "
	    "d=\"",
	    (double)dots * DOT_UM / 100);
	put_runs(s->b, &q);
	buf_puts(s->b, "\"/>\n");
	qr_release(&q);
	return 0;
}

/* ---- grounds ---- */

/* The content of a PDF, operators after their numbers, as path data with the
 * numbers after their letters; relative, which is half as long. */
static void
put_ground(struct buf *b, const char *s)
{
	long at[6], x = 0, y = 0;
	int n = 0;
	char *end;

	while (*s != '\0') {
		if (*s == ' ' || *s == '\n' || *s == 'S') {
			s++;
		} else if (*s == 'h') {
			buf_putc(b, 'z');
			s++;
		} else if (*s == 'm' || *s == 'c') {
			buf_putc(b, *s == 'm' ? 'M' : 'c');
			for (int i = 0; i < n; i++)
				buf_printf(b, i > 0 ? " %ld" : "%ld",
				    *s == 'm'	     ? at[i]
					: i % 2 == 0 ? at[i] - x
						     : at[i] - y);
			if (n >= 2) {
				x = at[n - 2];
				y = at[n - 1];
			}
			n = 0;
			s++;
		} else {
			at[n % 6] = strtol(s, &end, 10);
			n = n % 6 + 1;
			s = end > s ? end : s + 1;
		}
	}
}

static int
svg_ground(struct svg *s, const struct page_item *it)
{
	struct buf raw = { 0 };

	guilloche_write(it, &raw);
	buf_puts(s->b, "<path transform=\"translate(");
	put_um(s->b, it->x);
	buf_putc(s->b, ' ');
	put_um(s->b, it->y);
	/* 1/100 pt in user units; the stroke is in them too */
	buf_puts(s->b, ") scale(0.0352778)\" fill=\"none\"");
	put_color(s->b, "stroke", it->color);
	buf_printf(
	    s->b, " stroke-width=\"%d.%d\"", it->line / 10, it->line % 10);
	put_alpha(s->b, it->alpha);
	buf_puts(s->b, " d=\"");
	put_ground(s->b, buf_str(&raw));
	buf_puts(s->b, "\"/>\n");
	buf_release(&raw);
	return 0;
}

/* ---- the whole ---- */

static int
svg_clip(struct svg *s, const struct page_item *it)
{
	buf_printf(s->b, "<clipPath id=\"c%u\"><rect", ++s->clips);
	put_box(s->b, it);
	buf_printf(
	    s->b, "/></clipPath><g clip-path=\"url(#c%u)\">\n", s->clips);
	return 0;
}

static int
svg_unclip(struct svg *s, const struct page_item *it)
{
	(void)it;
	buf_puts(s->b, "</g>\n");
	return 0;
}

static int (*const svg_op[PAGE_OP_N])(
    struct svg *s, const struct page_item *it) = {
	[PAGE_TEXT] = svg_text,
	[PAGE_MRZ] = svg_mrz,
	[PAGE_LINE] = svg_line,
	[PAGE_RECT] = svg_rect,
	[PAGE_IMAGE] = svg_image,
	[PAGE_PHOTO] = svg_photo,
	[PAGE_QR] = svg_qr,
	[PAGE_PATH] = svg_path,
	[PAGE_FIELD] = svg_ground,
	[PAGE_ROSETTE] = svg_ground,
	[PAGE_RIBBON] = svg_ground,
	[PAGE_CLIP] = svg_clip,
	[PAGE_UNCLIP] = svg_unclip,
};

/* Three times across the page, so that no part of it is without. */
static void
put_copies(struct svg *s, const struct page *p)
{
	int64_t unit = metrics_width(PAGE_SANS_BOLD, COPY, 10000, 0, NULL);
	int32_t w = (int32_t)((int64_t)p->w * 84 / 100), i, x, y;
	struct page_item it = { .font = PAGE_SANS_BOLD,
		.size = (int32_t)((int64_t)w * 10000 / (unit > 0 ? unit : 1)),
		.stretch = 1000,
		.alpha = COPY_ALPHA,
		.color = COPY_COLOR,
		.text = COPY };

	for (i = 0; i < COPIES; i++) {
		x = p->w / 2;
		y = p->h * (2 * i + 1) / (2 * COPIES);
		buf_puts(s->b, "<g transform=\"rotate(-11 ");
		put_um(s->b, x);
		buf_putc(s->b, ' ');
		put_um(s->b, y);
		buf_puts(s->b, ")\">\n");
		it.x = x - w / 2;
		it.y = y + (int32_t)(um_of(it.size) * 35 / 100);
		(void)svg_text(s, &it);
		buf_puts(s->b, "</g>\n");
	}
}

int
svg_page(const struct page *p, struct buf *ret_b, struct fault *f)
{
	struct svg s = { .b = ret_b, .f = f };

	buf_puts(ret_b, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
	buf_printf(ret_b,
	    " width=\"%d.%03dmm\" height=\"%d.%03dmm\" viewBox=\"0 0 ",
	    p->w / 1000, p->w % 1000, p->h / 1000, p->h % 1000);
	put_um(ret_b, p->w);
	buf_putc(ret_b, ' ');
	put_um(ret_b, p->h);
	buf_puts(ret_b,
	    "\">\n<title>Salinan layar / Screen copy</title>\n"
	    "<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>\n");
	for (size_t i = 0; i < p->n; i++)
		if (svg_op[p->item[i].op](&s, &p->item[i]) < 0)
			return -1;
	put_copies(&s, p);
	buf_puts(ret_b, "</svg>\n");
	return 0;
}
