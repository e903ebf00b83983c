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
	PAGE_TEXT,  /* text at x,y */
	PAGE_MRZ,   /* text in OCR-B, one cell each w um, at x,y */
	PAGE_LINE,  /* x,y to x2,y2; line */
	PAGE_RECT,  /* x,y,w,h; filled if has_fill, stroked if line > 0 */
	PAGE_IMAGE, /* asset (JPEG or PNG of the template) in x,y,w,h */
	PAGE_PHOTO, /* the job's photo fills x,y,w,h, centred crop */
	PAGE_QR,    /* text; x,y,w: outer square with quiet zone; module um
			 * in size; drawn smaller than w is placed at x,y */
	PAGE_PATH,  /* text: path data, see template.h; scaled into box */
	PAGE_FIELD, /* guilloche, parameters in g; formulas in template.h */
	PAGE_ROSETTE,
	PAGE_RIBBON,
	PAGE_CLIP, /* clip to x,y,w,h until PAGE_UNCLIP (may nest) */
	PAGE_UNCLIP,
	PAGE_OP_N
};

/* Guilloche, all in um, thousandths or milliradians. */
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
	int32_t alpha;	   /* 1000 = opaque */
	const char *text;  /* UTF-8; owned by the set */
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

void page_set_release(struct page_set *s);

#endif
