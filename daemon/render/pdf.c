/*
 * Pages, state, paths, text and images through libharu.  One HPDF_Doc is kept
 * with its fonts, so that a forked child shares them and reads no file.  Must
 * never hand libharu a byte that came from outside: fonts are ours, images
 * are JPEGs that photo.c wrote, forms are guilloche.c's.  Trusts the laid-out
 * page to be within its bounds.
 */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civil.h"
#include "fault.h"
#include "mem.h"

#include "pdf_int.h"

#define UM_PT (72.0 / 25400.0)
#define EXTENDED_NAME "CetakLatinA"

static const struct pdf_state fresh = { .line = 1000, .alpha = 1000 };

/* Nearest 1/1000 pt: differences of such numbers print short. */
static long
mpt(int32_t um)
{
	return lround(um * UM_PT * 1000.0);
}

static HPDF_REAL
pt(int32_t um)
{
	return (HPDF_REAL)((double)mpt(um) / 1000.0);
}

static HPDF_REAL
up(const struct pdf *p, int32_t y)
{
	return (HPDF_REAL)((double)(p->height - mpt(y)) / 1000.0);
}

struct pdf *
pdf_new(int prepare)
{
	struct pdf *p = mem_alloc(sizeof(*p));
	HPDF_BasicEncoderAttr attr;

	p->prepare = prepare;
	/* no pool: libharu aligns its pieces to four bytes only */
	p->doc = HPDF_New(NULL, NULL);
	if (p->doc)
		p->extended =
		    HPDF_BasicEncoder_New(p->doc->mmgr, HPDF_ENCODING_WIN_ANSI);
	if (p->extended == NULL)
		goto out;
	/* Latin Extended-A in the upper half; each code that is used is
	 * told to the reader as a difference (pdf_text) */
	mem_copy(p->extended->name, sizeof(p->extended->name), EXTENDED_NAME);
	attr = p->extended->attr;
	for (unsigned i = 0; i < 128; i++)
		attr->unicode_map[128 + i] = (HPDF_UNICODE)(0x100 + i);
	attr->has_differences = HPDF_TRUE;
	if (HPDF_Doc_RegisterEncoder(p->doc, p->extended) == HPDF_OK)
		return p;
out:
	pdf_free(p);
	return NULL;
}

static void
end_text(struct pdf *p)
{
	if (p->in_text)
		HPDF_Page_EndText(p->page);
	p->in_text = 0;
}

/* libharu loses the states that a page still holds when it is freed. */
static void
leave_page(struct pdf *p)
{
	if (p->page == NULL)
		return;
	end_text(p);
	for (; p->depth > 0; p->depth--)
		HPDF_Page_GRestore(p->page);
	p->page = NULL;
}

void
pdf_free(struct pdf *p)
{
	if (p == NULL)
		return;
	leave_page(p);
	if (p->doc)
		HPDF_Free(p->doc);
	buf_release(&p->out);
	for (int i = 0; i < PAGE_FONT_N; i++) {
		free(p->face[i].name);
		buf_release(&p->face[i].basic);
	}
	free(p);
}

void
pdf_idle(struct pdf *p)
{
	leave_page(p);
	HPDF_FreeDoc(p->doc);
	buf_release(&p->out);
}

int
pdf_begin(struct pdf *p, const char *title, int64_t at, struct fault *f)
{
	HPDF_BasicEncoderAttr attr = p->extended->attr;
	struct civil c;
	char plain[200];

	HPDF_ResetError(p->doc);
	leave_page(p);
	p->failed = p->depth = p->in_text = 0;
	p->images = p->forms = p->gs_n = p->keep_n = 0;
	for (int i = 0; i < PAGE_FONT_N; i++) {
		memset(p->face[i].font, 0, sizeof(p->face[i].font));
		p->face[i].beyond = p->face[i].basic.n == 0;
	}
	memset(attr->differences, 0, sizeof(attr->differences));
	if (HPDF_NewDoc(p->doc) != HPDF_OK)
		return fault_set(f, FAULT_RENDER, "",
		    "dokumen tidak dapat dimulai", "cannot begin a document");
	HPDF_SetCompressionMode(p->doc, HPDF_COMP_ALL);
	civil_from(at, 0, &c);
	HPDF_Date date = { c.year, c.month, c.day, c.hour, c.minute, c.second,
		'+', 0, 0 };
	HPDF_SetInfoDateAttr(p->doc, HPDF_INFO_CREATION_DATE, date);
	HPDF_SetInfoDateAttr(p->doc, HPDF_INFO_MOD_DATE, date);
	HPDF_SetInfoAttr(p->doc, HPDF_INFO_CREATOR, "cetakd");
	HPDF_SetInfoAttr(p->doc, HPDF_INFO_PRODUCER, "cetakd (libharu)");
	if (encode_run(&title, plain, sizeof(plain)) >= 0)
		HPDF_SetInfoAttr(p->doc, HPDF_INFO_TITLE, plain);
	return 0;
}

void
pdf_page(struct pdf *p, int32_t w, int32_t h)
{
	leave_page(p);
	p->page = HPDF_AddPage(p->doc);
	p->height = mpt(h);
	HPDF_Page_SetWidth(p->page, pt(w));
	HPDF_Page_SetHeight(p->page, pt(h));
	p->now = fresh;
	p->depth = 0;
}

static HPDF_REAL
part(uint32_t color, int shift)
{
	/* three decimals are finer than eight bits and print short */
	return (
	    HPDF_REAL)(round((color >> shift & 0xff) * 1000 / 255.0) / 1000.0);
}

void
pdf_color(struct pdf *p, uint32_t fill)
{
	if (p->now.fill == fill)
		return;
	HPDF_Page_SetRGBFill(
	    p->page, part(fill, 16), part(fill, 8), part(fill, 0));
	p->now.fill = fill;
}

void
pdf_stroke(struct pdf *p, uint32_t color, int32_t line, int rounded)
{
	if (p->now.stroke != color)
		HPDF_Page_SetRGBStroke(
		    p->page, part(color, 16), part(color, 8), part(color, 0));
	if (p->now.line != line)
		HPDF_Page_SetLineWidth(p->page, (HPDF_REAL)line / 1000.0f);
	if (p->now.rounded != rounded) {
		HPDF_Page_SetLineCap(
		    p->page, rounded ? HPDF_ROUND_END : HPDF_BUTT_END);
		HPDF_Page_SetLineJoin(
		    p->page, rounded ? HPDF_ROUND_JOIN : HPDF_MITER_JOIN);
	}
	p->now.stroke = color;
	p->now.line = line;
	p->now.rounded = rounded;
}

void
pdf_alpha(struct pdf *p, int32_t alpha)
{
	int i = 0;

	if (p->now.alpha == alpha)
		return;
	end_text(p);
	while (i < p->gs_n && p->gs_alpha[i] != alpha)
		i++;
	if (i == PDF_HANDLES) {
		p->failed = 1;
		return;
	}
	if (i == p->gs_n) {
		HPDF_REAL a = (HPDF_REAL)alpha / 1000.0f;

		p->gs[i] = HPDF_CreateExtGState(p->doc);
		HPDF_ExtGState_SetAlphaFill(p->gs[i], a);
		HPDF_ExtGState_SetAlphaStroke(p->gs[i], a);
		p->gs_alpha[p->gs_n++] = alpha;
	}
	HPDF_Page_SetExtGState(p->page, p->gs[i]);
	p->now.alpha = alpha;
}

static void
save_state(struct pdf *p)
{
	end_text(p);
	if (p->depth == PDF_DEPTH) {
		p->failed = 1;
		return;
	}
	p->stack[p->depth++] = p->now;
	HPDF_Page_GSave(p->page);
}

void
pdf_restore(struct pdf *p)
{
	end_text(p);
	if (p->depth == 0) {
		p->failed = 1;
		return;
	}
	p->now = p->stack[--p->depth];
	HPDF_Page_GRestore(p->page);
}

void
pdf_clip(struct pdf *p, int32_t x, int32_t y, int32_t w, int32_t h)
{
	save_state(p);
	HPDF_Page_Rectangle(p->page, pt(x), up(p, y + h), pt(w), pt(h));
	HPDF_Page_Clip(p->page);
	HPDF_Page_EndPath(p->page);
}

void
pdf_segment(struct pdf *p, int op, const int32_t *xy)
{
	end_text(p);
	if (op == 'M')
		HPDF_Page_MoveTo(p->page, pt(xy[0]), up(p, xy[1]));
	else if (op == 'L')
		HPDF_Page_LineTo(p->page, pt(xy[0]), up(p, xy[1]));
	else if (op == 'C')
		HPDF_Page_CurveTo(p->page, pt(xy[0]), up(p, xy[1]), pt(xy[2]),
		    up(p, xy[3]), pt(xy[4]), up(p, xy[5]));
	else
		HPDF_Page_ClosePath(p->page);
}

void
pdf_rect(struct pdf *p, int32_t x, int32_t y, int32_t w, int32_t h)
{
	end_text(p);
	HPDF_Page_Rectangle(p->page, pt(x), up(p, y + h), pt(w), pt(h));
}

void
pdf_paint(struct pdf *p, int fill, int stroke)
{
	if (fill && stroke)
		HPDF_Page_FillStroke(p->page);
	else if (fill)
		HPDF_Page_Fill(p->page);
	else
		HPDF_Page_Stroke(p->page);
}

static HPDF_Font
font_of(struct pdf *p, struct pdf_face *face, int set)
{
	static const char *const encoding[ENCODE_N] = { HPDF_ENCODING_WIN_ANSI,
		EXTENDED_NAME };

	if (face->font[set] == NULL && face->name)
		face->font[set] =
		    HPDF_GetFont(p->doc, face->name, encoding[set]);
	return face->font[set];
}

/* Puts the text cursor where it->x,y is, by the shortest operator. */
static void
place_text(struct pdf *p, const struct page_item *it)
{
	long x = mpt(it->x), y = p->height - mpt(it->y);
	int plain = it->angle == 0 && it->stretch == 1000;
	double s = it->stretch / 1000.0, a = it->angle * (acos(-1.0) / 180000);

	if (p->in_text && !(plain && p->plain))
		end_text(p);
	if (!p->in_text) {
		HPDF_Page_BeginText(p->page);
		p->in_text = 1;
		p->plain = plain;
		p->text_x = p->text_y = 0;
	}
	if (plain)
		HPDF_Page_MoveTextPos(p->page,
		    (HPDF_REAL)((double)(x - p->text_x) / 1000.0),
		    (HPDF_REAL)((double)(y - p->text_y) / 1000.0));
	else
		HPDF_Page_SetTextMatrix(p->page, (HPDF_REAL)(cos(a) * s),
		    (HPDF_REAL)(sin(a) * s), (HPDF_REAL)-sin(a),
		    (HPDF_REAL)cos(a), (HPDF_REAL)((double)x / 1000.0),
		    (HPDF_REAL)((double)y / 1000.0));
	p->text_x = x;
	p->text_y = y;
}

static void
text_state(struct pdf *p, const struct page_item *it, HPDF_Font font)
{
	struct pdf_state *s = &p->now;

	if (s->font != font || s->size != it->size)
		HPDF_Page_SetFontAndSize(
		    p->page, font, (HPDF_REAL)it->size / 1000.0f);
	if (s->spacing != it->spacing)
		HPDF_Page_SetCharSpace(
		    p->page, (HPDF_REAL)it->spacing / 1000.0f);
	if (s->outline != it->outline)
		HPDF_Page_SetTextRenderingMode(
		    p->page, it->outline ? HPDF_STROKE : HPDF_FILL);
	s->font = font;
	s->size = it->size;
	s->spacing = it->spacing;
	s->outline = it->outline;
}

int
pdf_text(struct pdf *p, const struct page_item *it, const char *text)
{
	HPDF_BasicEncoderAttr attr = p->extended->attr;
	struct pdf_face *face = &p->face[it->font];
	char run[512];
	int set;

	place_text(p, it);
	while ((set = encode_run(&text, run, sizeof(run))) >= 0) {
		HPDF_Font font = font_of(p, face, set);

		face->beyond |=
		    !encode_is_basic(run, set, it->font == PAGE_OCRB);
		if (set == ENCODE_EXTENDED)
			for (const char *c = run; *c; c++)
				if (*c & 0x80)
					attr->differences[(uint8_t)*c] = 1;
		text_state(p, it, font);
		HPDF_Page_ShowText(p->page, run);
	}
	return *text ? -1 : 0;
}

int
pdf_jpeg(struct pdf *p, const void *jpeg, size_t n)
{
	if (p->images == PDF_HANDLES)
		return -1;
	p->image[p->images] =
	    HPDF_LoadJpegImageFromMem(p->doc, jpeg, (HPDF_UINT)n);
	return p->image[p->images] ? p->images++ : -1;
}

void
pdf_image(struct pdf *p, int image, int32_t x, int32_t y, int32_t w, int32_t h)
{
	end_text(p);
	HPDF_Page_DrawImage(
	    p->page, p->image[image], pt(x), up(p, y + h), pt(w), pt(h));
}

int
pdf_form(struct pdf *p, const void *bytes, size_t n)
{
	if (p->forms == PDF_HANDLES)
		return -1;
	p->form[p->forms] = pdf_kept_form(p, bytes, n);
	return p->form[p->forms] ? p->forms++ : -1;
}

void
pdf_draw_form(struct pdf *p, int form, int32_t x, int32_t y)
{
	save_state(p);
	HPDF_Page_Concat(p->page, 0.01f, 0, 0, -0.01f, pt(x), up(p, y));
	HPDF_Page_ExecuteXObject(p->page, p->form[form]);
	pdf_restore(p);
}

void
pdf_grid(struct pdf *p, const struct pdf_grid *g, const struct pdf_run *run,
    size_t n)
{
	HPDF_REAL step = (HPDF_REAL)g->step / 1000.0f;
	HPDF_PageAttr attr = p->page->attr;
	struct buf ops = { 0 };

	save_state(p);
	HPDF_Page_Concat(p->page, step, 0, 0, -step,
	    (HPDF_REAL)((double)g->x / 1000.0),
	    (HPDF_REAL)((double)(p->height - g->y) / 1000.0));
	/* as HPDF_Page_Rectangle and HPDF_Page_Fill write them, which clear
	 * half a kilobyte and format four reals for each */
	for (; n > 0; n--, run++)
		buf_printf(&ops, "%d %d %d 1 re\n", run->col, run->row, run->n);
	buf_puts(&ops, "f\n");
	if (HPDF_Stream_Write(attr->stream, ops.p, (HPDF_UINT)ops.n) != HPDF_OK)
		p->failed = 1;
	buf_release(&ops);
	pdf_restore(p);
}

/* libharu's own memory stream copies byte by byte. */
static HPDF_STATUS
take(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n)
{
	buf_put(stream->attr, bytes, n);
	return HPDF_OK;
}

const struct buf *
pdf_end(struct pdf *p, struct fault *f)
{
	leave_page(p);
	for (int i = 0; i < PAGE_FONT_N; i++) {
		struct pdf_face *face = &p->face[i];

		if ((face->font[0] || face->font[1]) && !face->beyond &&
		    pdf_kept_describe(p, face) < 0)
			p->failed = 1;
	}
	if (p->doc->stream)
		HPDF_Stream_Free(p->doc->stream);
	p->doc->stream = HPDF_CallbackWriter_New(p->doc->mmgr, take, &p->out);
	buf_clear(&p->out);
	if (!p->failed && HPDF_GetError(p->doc) == HPDF_OK &&
	    HPDF_SaveToStream(p->doc) == HPDF_OK)
		return &p->out;
	fault_set(f, FAULT_RENDER, "",
	    "halaman tidak dapat digambar (libharu 0x%lX)",
	    "the page cannot be drawn (libharu 0x%lX)", HPDF_GetError(p->doc));
	return NULL;
}
