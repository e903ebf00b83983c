#ifndef RENDER_PDF_INT_H
#define RENDER_PDF_INT_H

/* Between pdf.c and pdf_kept.c: the only place that includes libharu. */

#include <hpdf.h>

#include "buf.h"
#include "page.h"

#include "encode.h"
#include "pdf.h"

#define PDF_HANDLES 64
#define PDF_DEPTH 16

/* What the content stream has in effect. */
struct pdf_state {
	uint32_t fill, stroke;
	int32_t line, alpha;
	int rounded;
	HPDF_Font font;
	int32_t size, spacing;
	int outline;
};

/* A font as it is kept, and its part in this document. */
struct pdf_face {
	HPDF_FontDef def;
	char *name;
	struct buf basic; /* ASCII subset, deflated */
	size_t basic_raw;
	HPDF_Font font[ENCODE_N];
	int beyond; /* letters outside basic are used */
};

/* Bytes that a stream object is written from. */
struct pdf_kept {
	const uint8_t *p;
	size_t n, at;
};

struct pdf {
	int prepare; /* subsets ahead of the first document */
	HPDF_Doc doc;
	HPDF_Encoder extended;
	struct pdf_face face[PAGE_FONT_N];
	HPDF_Page page;
	long height; /* 1/1000 pt */
	struct pdf_state now, stack[PDF_DEPTH];
	int depth;
	int failed;
	struct buf out; /* the finished file */
	/* text object: begun, its matrix unturned, its line's start */
	int in_text, plain;
	long text_x, text_y; /* 1/1000 pt, from below */
	HPDF_Image image[PDF_HANDLES];
	HPDF_Dict form[PDF_HANDLES];
	int images, forms;
	struct pdf_kept keep[PDF_HANDLES];
	int keep_n;
	HPDF_ExtGState gs[PDF_HANDLES];
	int32_t gs_alpha[PDF_HANDLES];
	int gs_n;
};

/* Objects of deflated bytes that stay where they are; NULL on failure. */
HPDF_Dict pdf_kept_stream(struct pdf *p, const void *bytes, size_t n);
HPDF_Dict pdf_kept_form(struct pdf *p, const void *bytes, size_t n);
/* Gives the font its prepared subset before libharu cuts one. */
int pdf_kept_describe(struct pdf *p, struct pdf_face *face);

#endif
