/*
 * What is made once and written into every document as it is: the plain
 * subset of each font and the grounds.  Must never be freed while a document
 * is open.  Trusts libharu 2.3.0 to write a descriptor that is there, and the
 * elements that an object's write_fn adds.
 */

#include <string.h>

#include "fault.h"
#include "mem.h"

#include "deflate.h"
#include "pdf_int.h"

#define BASIC_BYTES 65536u

/* Subsets are cut and deflated once for all documents in plain letters:
 * that is a third of a document's time. */
static int
make_basic(struct pdf *p, struct pdf_face *face, int mrz)
{
	HPDF_Stream raw = HPDF_MemStream_New(p->doc->mmgr, BASIC_BYTES);
	HPDF_UINT n = 0;

	for (unsigned c = 0x20; c < 0x100; c++) {
		const char run[2] = { (char)c, 0 };

		if (encode_is_basic(run, ENCODE_1252, mrz))
			HPDF_TTFontDef_GetCharWidth(
			    face->def, (HPDF_UINT16)encode_unicode((uint8_t)c));
	}
	if (raw == NULL ||
	    HPDF_TTFontDef_SaveFontData(face->def, raw) != HPDF_OK ||
	    raw->size > BASIC_BYTES)
		return -1;
	deflate_best(
	    HPDF_MemStream_GetBufPtr(raw, 0, &n), raw->size, &face->basic);
	face->basic_raw = raw->size;
	HPDF_Stream_Free(raw);
	HPDF_FontDef_Cleanup(face->def);
	return 0;
}

int
pdf_font(struct pdf *p, enum page_font font, const void *ttf, size_t n,
    struct fault *f)
{
	HPDF_Stream stream = HPDF_MemStream_New(p->doc->mmgr, (HPDF_UINT)n);
	struct pdf_face *face = &p->face[font];
	char tag[7] = "CETAKA";

	tag[5] = (char)('A' + (int)font);
	if (stream == NULL ||
	    HPDF_Stream_Write(stream, ttf, (HPDF_UINT)n) != HPDF_OK)
		goto out;
	/* the font definition owns the stream from here */
	face->def = HPDF_TTFontDef_Load(p->doc->mmgr, stream, HPDF_TRUE);
	if (face->def == NULL ||
	    HPDF_List_Add(p->doc->fontdef_list, face->def) != HPDF_OK)
		goto out;
	face->name = mem_strdup(face->def->base_font);
	HPDF_TTFontDef_SetTagName(face->def, tag);
	if (!p->prepare || make_basic(p, face, font == PAGE_OCRB) == 0)
		return 0;
out:
	HPDF_ResetError(p->doc);
	return fault_set(f, FAULT_CONFIG, "",
	    "huruf nomor %d tidak dapat dimuat", "font number %d does not load",
	    (int)font);
}

/* libharu would deflate again what is deflated: it is written as plain
 * bytes, and its filter by hand; a form's box too, because libharu's reals
 * end at 32767. */
static HPDF_STATUS
write_filter(HPDF_Dict dict, HPDF_Stream stream)
{
	(void)dict;
	return HPDF_Stream_WriteStr(stream, "/Filter /FlateDecode\n");
}

static HPDF_STATUS
write_box(HPDF_Dict dict, HPDF_Stream stream)
{
	HPDF_Stream_WriteStr(
	    stream, "/BBox [ -200000 -200000 200000 200000 ]\n");
	return write_filter(dict, stream);
}

/* A stream object of deflated bytes, which are read where they are. */
static HPDF_STATUS
read_kept(HPDF_Stream stream, HPDF_BYTE *ptr, HPDF_UINT *size)
{
	struct pdf_kept *k = stream->attr;
	size_t left = k->n - k->at;
	int end = *size > left;

	if (end)
		*size = (HPDF_UINT)left;
	memcpy(ptr, k->p + k->at, *size);
	k->at += *size;
	return end ? HPDF_STREAM_EOF : HPDF_OK;
}

static HPDF_STATUS
seek_kept(HPDF_Stream stream, HPDF_INT pos, HPDF_WhenceMode mode)
{
	struct pdf_kept *k = stream->attr;

	(void)mode; /* libharu only goes back to the start */
	k->at = (size_t)pos;
	return HPDF_OK;
}

static HPDF_UINT32
size_kept(HPDF_Stream stream)
{
	const struct pdf_kept *k = stream->attr;

	return (HPDF_UINT32)k->n;
}

HPDF_Dict
pdf_kept_stream(struct pdf *p, const void *bytes, size_t n)
{
	HPDF_Dict d = HPDF_DictStream_New(p->doc->mmgr, p->doc->xref);
	struct pdf_kept *k =
	    p->keep_n < PDF_HANDLES ? &p->keep[p->keep_n++] : NULL;

	if (d == NULL || k == NULL)
		return NULL;
	*k = (struct pdf_kept){ bytes, n, 0 };
	HPDF_Stream_Free(d->stream);
	d->stream = HPDF_CallbackReader_New(
	    p->doc->mmgr, read_kept, seek_kept, NULL, size_kept, k);
	d->write_fn = write_filter;
	return d->stream ? d : NULL;
}

HPDF_Dict
pdf_kept_form(struct pdf *p, const void *bytes, size_t n)
{
	HPDF_Dict d = pdf_kept_stream(p, bytes, n);

	if (d == NULL || HPDF_Dict_AddName(d, "Type", "XObject") != HPDF_OK ||
	    HPDF_Dict_AddName(d, "Subtype", "Form") != HPDF_OK)
		return NULL;
	d->header.obj_class |= HPDF_OSUBCLASS_XOBJECT;
	d->write_fn = write_box;
	return d;
}

/* The descriptor that libharu would make when it writes the font, but with
 * the prepared subset. */
int
pdf_kept_describe(struct pdf *p, struct pdf_face *face)
{
	HPDF_Dict file = pdf_kept_stream(p, face->basic.p, face->basic.n);
	HPDF_Dict d = HPDF_Dict_New(p->doc->mmgr);
	const HPDF_FontDef def = face->def;
	const HPDF_TTFontDefAttr attr = def->attr;
	HPDF_STATUS rc;

	if (file == NULL || d == NULL)
		return -1;
	rc = HPDF_Xref_Add(p->doc->xref, d);
	rc += HPDF_Dict_AddName(d, "Type", "FontDescriptor");
	rc += HPDF_Dict_AddName(d, "FontName", attr->base_font);
	rc += HPDF_Dict_AddNumber(d, "Ascent", def->ascent);
	rc += HPDF_Dict_AddNumber(d, "Descent", def->descent);
	rc += HPDF_Dict_AddNumber(d, "CapHeight", def->cap_height);
	rc += HPDF_Dict_AddNumber(d, "XHeight", def->x_height);
	rc += HPDF_Dict_AddNumber(d, "Flags", (HPDF_INT32)def->flags);
	rc += HPDF_Dict_AddNumber(d, "ItalicAngle", def->italic_angle);
	rc += HPDF_Dict_AddNumber(d, "StemV", def->stemv);
	rc += HPDF_Dict_Add(
	    d, "FontBBox", HPDF_Box_Array_New(p->doc->mmgr, def->font_bbox));
	rc += HPDF_Dict_Add(d, "FontFile2", file);
	rc += HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)face->basic_raw);
	def->descriptor = d;
	return rc == HPDF_OK ? 0 : -1;
}
