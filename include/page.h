#ifndef PAGE_H
#define PAGE_H

/*
 * A laid-out document: pages of things to draw, in order.  Layout (floor 1)
 * makes it, the renderer draws it; nothing in it needs a decision any more.
 *
 * Lengths are micrometres from the top left corner of the trimmed page, text
 * y is its baseline.  Font sizes, character spacing and line widths are
 * thousandths of a point (10 pt = 10000).  Colours are 0xRRGGBB.  Alpha and
 * scale are thousandths.
 */

#include <stddef.h>
#include <stdint.h>

enum page_font {
	PAGE_SANS,
	PAGE_SANS_BOLD,
	PAGE_SANS_ITALIC,
	PAGE_SERIF,
	PAGE_SERIF_BOLD,
	PAGE_SERIF_ITALIC,
	PAGE_MONO,
	PAGE_OCRB,
	PAGE_FONT_N
};

enum page_op {
	PAGE_TEXT,    /* text at x,y */
	PAGE_MRZ,     /* text in OCR-B, one cell each w um, at x,y */
	PAGE_LINE,    /* x,y to x2,y2; line */
	PAGE_RECT,    /* x,y,w,h; filled if has_fill, stroked if line > 0 */
	PAGE_IMAGE,   /* asset (JPEG or PNG of the template) in x,y,w,h */
	PAGE_PHOTO,   /* the job's photo fills x,y,w,h, centred crop */
	PAGE_QR,      /* text; x,y,w: outer square with quiet zone; module um
		     * in size, snapped to whole 1/300 inch (339 -> 4 dots =
		     * 0.96 pt); a code smaller than w is placed at x,y,
		     * or, if has_fill, in the middle of w */
	PAGE_PATH,    /* text: path data (below), scaled into x,y,w,h */
	PAGE_FIELD,   /* guilloche (below): formula's 0,0 at x,y, drawn for the
		     * formula's x from x2 to x2 + w; color, line, alpha */
	PAGE_ROSETTE, /* guilloche: centre x,y; color, line, alpha */
	PAGE_RIBBON,  /* guilloche, as PAGE_FIELD */
	PAGE_CLIP,    /* clip to x,y,w,h until PAGE_UNCLIP (may nest) */
	PAGE_UNCLIP,
	PAGE_OP_N
};

/*
 * Path data: "M x y", "L x y", "C x1 y1 x2 y2 x y", "Z"; absolute, letters and
 * signed integers parted by single spaces, 0..10000 across the box (both ways,
 * outside is allowed).  Stroked with line and color if line > 0, filled if
 * has_fill; round caps and joins if item.round.  The template has been checked:
 * every path begins with M and has all its numbers.
 *
 * Guilloche, all in um, thousandths or milliradians; tau = 2 pi, x and y in the
 * formula's own frame (down is positive):
 *
 *   field    y_k(x) = y0 + k pitch + SUM a sin(tau x / period + p + q k)
 *            k = 0..count-1; open, Bezier pieces of about 2 mm
 *            (n = max(8, w / 2 mm) equal pieces)
 *   ribbon   y_k(x) = yc + E(x) sin(tau x / period + tau k / K)
 *                     + 0.22 amp sin(3 tau x / period + 2 tau k / K),
 *            E(x) = amp (1 + env cos(tau x / (4 period))), K = count;
 *            open, pieces of about 1.1 mm (n = max(8, w / 1.1 mm))
 *   rosette  r_k(t) = radius (1 + a sin(n t + s k) + b sin(m t - s k)),
 *            s = tau / K, K = count; closed, max(n, m) * per pieces
 *   Bezier of f on [t0, t0 + h]: P1 = f(t0) + f'(t0) h / 3,
 *            P2 = f(t0 + h) - f'(t0 + h) h / 3
 */
struct page_term {
	int32_t a, period, p, q;
};
struct page_guilloche {
	int32_t count;	   /* field lines, rosette or ribbon curves K */
	int32_t y0, pitch; /* field */
	struct page_term term[4];
	int32_t terms;
	int32_t radius, a, n, b, m, per; /* rosette: a, b thousandths */
	int32_t yc, amp, period, env;	 /* ribbon: env thousandths */
};

struct page_item {
	enum page_op op;
	int32_t x, y, w, h, x2, y2;
	enum page_font font;
	int32_t size;	 /* font size; QR: module in um */
	int32_t spacing; /* character spacing */
	int32_t stretch; /* horizontal scale, 1000 = none */
	int32_t angle;	 /* thousandths of a degree, anticlockwise */
	int outline;	 /* text mode 1: stroke only, width in line */
	int32_t line;	 /* stroke width */
	uint32_t color;	 /* text, stroke */
	uint32_t fill;
	int has_fill;
	int round;	  /* caps and joins of LINE and PATH; 0 = butt, mitre */
	int32_t alpha;	  /* 1000 = opaque */
	const char *text; /* UTF-8; owned by the set */
	const char *asset; /* name in the bundle; owned by the set */
	const struct page_guilloche *g; /* owned by the template */
	const char *source; /* field or element it came from, for faults */
};

struct page {
	int32_t w, h;
	struct page_item *item;
	size_t n, cap;
};

struct page_set {
	struct page *page;
	size_t n;
	void *arena; /* memory of all text, layout.c's */
};

struct buf;

/* Empties a set; a zeroed set is empty. */
void page_set_release(struct page_set *s);

/* A new page of w x h at the end of the set; NULL never. */
struct page *page_set_add(struct page_set *s, int32_t w, int32_t h);
/* A zeroed item (alpha and stretch 1000) at the end of p.  Valid until the
 * next call. */
struct page_item *page_add(struct page *p, enum page_op op);
/* A copy of s[n] with a NUL, freed with the set. */
char *page_set_text(struct page_set *s, const char *text, size_t n);

/* One line an item, for tests and for eyes. */
void page_dump(const struct page_set *s, struct buf *ret_b);

#endif
