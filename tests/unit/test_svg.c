/* daemon/render/svg.c: from hand-made pages: what is escaped, where lengths
 * and codes come to stand, what stands in for a photo, faults. */
/* SRC: daemon/render/svg.c daemon/render/guilloche.c daemon/render/qr.c */
/* LIBS: -lqrencode */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "fault.h"
#include "page.h"

#include "daemon/render/svg.h"

static struct page_set set;
static struct page *page;
static struct buf out;
static struct fault why;

static int
fresh(void **state)
{
	(void)state;
	page_set_release(&set);
	buf_release(&out);
	out = (struct buf){ 0 };
	memset(&why, 0, sizeof(why));
	page = page_set_add(&set, 210000, 297050);
	return 0;
}

static int
done(void **state)
{
	(void)state;
	page_set_release(&set);
	buf_release(&out);
	return 0;
}

static struct page_item *
item(enum page_op op, const char *text)
{
	struct page_item *it = page_add(page, op);

	it->x = 10000;
	it->y = 20050;
	it->w = it->h = 30000;
	it->size = 10000;
	it->text = text;
	return it;
}

static const char *
svg(void)
{
	if (svg_page(page, &out, &why) < 0)
		fail_msg("%s", why.en);
	return buf_str(&out);
}

static void
has(const char *what)
{
	if (strstr(buf_str(&out), what) == NULL)
		fail_msg("no %s in %s", what, buf_str(&out));
}

static void
hostile_text(void **state)
{
	(void)state;
	item(PAGE_TEXT, "<script>\"a\"&amp; 'b'</text>");
	item(PAGE_MRZ, "P<U\x01TO")->font = PAGE_OCRB;
	svg();
	has(">&lt;script&gt;&quot;a&quot;&amp;amp; 'b'&lt;/text&gt;</text>");
	has(">P&lt;UTO</text>");
	assert_null(strstr(buf_str(&out), "<script"));
}

static void
lengths(void **state)
{
	struct page_item *it = item(PAGE_LINE, NULL);

	(void)state;
	it->x = -55;
	it->x2 = 1005;
	it->y2 = 1200;
	it->line = 1000;
	it->color = 0xABCDEF;
	it->alpha = 50;
	svg();
	has("width=\"210.000mm\" height=\"297.050mm\" "
	    "viewBox=\"0 0 2100 2970.5\"");
	has("<line x1=\"-0.55\" y1=\"200.5\" x2=\"10.05\" y2=\"12\" "
	    "stroke=\"#ABCDEF\" stroke-width=\"3.52\" opacity=\"0.050\"/>");
}

/* Every cell of an MRZ at its own place; a text as wide as on paper. */
static void
widths(void **state)
{
	struct page_item *it = item(PAGE_MRZ, "A<B");

	(void)state;
	it->font = PAGE_OCRB;
	it->w = 2540;
	item(PAGE_TEXT, "ii")->angle = 45500;
	item(PAGE_TEXT, "")->font = PAGE_SERIF_BOLD;
	svg();
	has(" x=\"100 125.4 150.8\"");
	/* i is 455 of 2048 */
	has(" textLength=\"15.68\" lengthAdjust=\"spacingAndGlyphs\"");
	has("rotate(-45.500 100 200.5)");
	assert_null(strstr(buf_str(&out), "Serif"));
}

static void
photo(void **state)
{
	(void)state;
	item(PAGE_PHOTO, NULL)->asset = "portrait.jpg";
	item(PAGE_IMAGE, NULL)->asset = "logo.png";
	svg();
	has("<ellipse");
	assert_null(strstr(buf_str(&out), "<image"));
	assert_null(strstr(buf_str(&out), "jpg"));
	assert_null(strstr(buf_str(&out), "png"));
}

static void
copy(void **state)
{
	const char *s = svg();
	int n = 0;

	(void)state;
	for (; (s = strstr(s, "SALINAN LAYAR \xC2\xB7 SCREEN COPY")); s++)
		n++;
	assert_int_equal(n, 3);
}

/* Clips open and close; a code is one path on the printers' grid. */
static void
shapes(void **state)
{
	struct page_item *it;

	(void)state;
	item(PAGE_CLIP, NULL);
	it = item(PAGE_PATH, "M 0 0 L 10000 5000 Z");
	it->has_fill = 1;
	it->fill = 0x123456;
	item(PAGE_UNCLIP, NULL);
	it = item(PAGE_QR, "HTTPS://X/1");
	it->size = 339;
	svg();
	has("<clipPath id=\"c1\"><rect x=\"100\" y=\"200.5\" width=\"300\" "
	    "height=\"300\"/></clipPath><g clip-path=\"url(#c1)\">");
	has("<path d=\"M100 200.5L400 350.5Z\" fill=\"#123456\"/>\n</g>");
	/* 4 dots a module; 10 mm are 118 dots */
	has("translate(99.91 200.66) scale(3.386667)");
	has("d=\"M4 4h7v1h-7z");
}

static void
grounds(void **state)
{
	static const struct page_guilloche g = { .count = 2,
		.pitch = 1000,
		.terms = 1,
		.term = { { 0, 20000, 0, 0 } } };
	struct page_item *it = item(PAGE_FIELD, NULL);

	(void)state;
	it->g = &g;
	it->w = 16000;
	it->line = 140;
	svg();
	has("scale(0.0352778)\" fill=\"none\" stroke=\"#000000\" "
	    "stroke-width=\"14.0\" d=\"M0 0c189 0 378 0 567 0");
	has("M0 283c");
}

static void
faults(void **state)
{
	(void)state;
	item(PAGE_PATH, "M 0 x")->line = 500;
	page->item[0].source = "/gambar";
	assert_int_equal(svg_page(page, &out, &why), -1);
	assert_int_equal(why.code, FAULT_RENDER);
	assert_string_equal(why.pointer, "/gambar");
	(void)fresh(state);
	item(PAGE_TEXT, "a\x01");
	assert_int_equal(svg_page(page, &out, &why), -1);
	(void)fresh(state);
	item(PAGE_TEXT, "\xe6\x97\xa5");
	assert_int_equal(svg_page(page, &out, &why), -1);
	assert_int_equal(why.code, FAULT_RENDER);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(hostile_text, fresh),
		cmocka_unit_test_setup(lengths, fresh),
		cmocka_unit_test_setup(widths, fresh),
		cmocka_unit_test_setup(photo, fresh),
		cmocka_unit_test_setup(copy, fresh),
		cmocka_unit_test_setup(shapes, fresh),
		cmocka_unit_test_setup(grounds, fresh),
		cmocka_unit_test_setup(faults, fresh),
	};

	return cmocka_run_group_tests(tests, NULL, done);
}
