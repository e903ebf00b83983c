/* cetak-verify's eyes: QR codes in pictures and PDFs, and its words. */
/* SRC: daemon/verify/scan_png.c daemon/verify/scan_qr.c daemon/verify/scan_pdf.c daemon/verify/report.c daemon/verify/trust.c */
/* LIBS: -lzbar -lpng -lqrencode */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>
#include <png.h>
#include <qrencode.h>

#include "buf.h"
#include "fault.h"
#include "mem.h"
#include "seal.h"

#include "../../daemon/verify/report.h"
#include "../../daemon/verify/scan.h"
#include "../../daemon/verify/trust.h"

#define CERT "tests/vectors/certs/EX_P256_UTTS1A2.pem"

static char *url; /* the worked example of tests/vectors */

static int
setup(void **state)
{
	json_t *v =
	    json_load_file("tests/vectors/idb/own_examples.json", 0, NULL);

	(void)state;
	url = mem_strdup(json_string_value(json_object_get(
	    json_array_get(json_object_get(v, "vectors"), 0), "url")));
	json_decref(v);
	return url != NULL ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	free(url);
	return 0;
}

/* A white picture with the code at x, y; 4 pixels a module. */
static void
draw(struct scan_image *i, unsigned x, unsigned y, const char *text)
{
	QRcode *q = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	unsigned w = (unsigned)q->width;

	for (unsigned r = 0; r < w * 4; r++)
		for (unsigned c = 0; c < w * 4; c++)
			if (q->data[r / 4 * w + c / 4] & 1)
				i->pixel[(y + r) * i->w + x + c] = 0;
	QRcode_free(q);
}

static struct scan_image
blank(unsigned w, unsigned h)
{
	struct scan_image i = { .w = w, .h = h };

	i.pixel = mem_alloc((size_t)w * h);
	memset(i.pixel, 0xFF, (size_t)w * h);
	return i;
}

struct found {
	int n, last_page;
	char text[10][600];
};

static void
found(const char *text, size_t n, int page, void *arg)
{
	struct found *f = arg;

	assert_true(f->n < 10 && n < sizeof(f->text[0]));
	memcpy(f->text[f->n], text, n);
	f->text[f->n++][n] = '\0';
	f->last_page = page;
}

static void
test_png(void **state)
{
	struct scan_image i = blank(700, 320), back;
	struct found f = { 0 };
	png_image png;
	png_alloc_size_t n = 0;

	(void)state;
	draw(&i, 20, 20, url);
	draw(&i, 400, 40, "https://other.test/");
	memset(&png, 0, sizeof(png));
	png.version = PNG_IMAGE_VERSION;
	png.width = i.w;
	png.height = i.h;
	png.format = PNG_FORMAT_GRAY;
	assert_true(png_image_write_get_memory_size(
	    png, n, 0, i.pixel, (png_int_32)i.w, NULL));
	uint8_t *p = mem_alloc(n);
	assert_true(png_image_write_to_memory(
	    &png, p, &n, 0, i.pixel, (png_int_32)i.w, NULL));
	assert_int_equal(scan_png(p, n, &back), 0);
	assert_memory_equal(back.pixel, i.pixel, 700 * 320);
	assert_int_equal(scan_qr(&back, 3, found, &f), 2);
	assert_int_equal(f.last_page, 3);
	assert_true(strcmp(f.text[0], url) == 0 || strcmp(f.text[1], url) == 0);
	scan_image_release(&back);
	/* cut anywhere, or with a head that asks for 16 gigapixels: no */
	for (size_t k = 0; k < n - 20; k += 7)
		assert_int_equal(scan_png(p, k, &back), -1);
	memcpy(p + 16, "\0\1\0\0\0\4\0\0", 8);
	assert_int_equal(scan_png(p, n, &back), -1);
	free(p);
	scan_image_release(&i);
}

/* Two pages, each one grey picture; Poppler mends the missing table. */
static void
write_pdf(struct buf *b, const struct scan_image *i)
{
	buf_puts(b,
	    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	    "2 0 obj<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>endobj\n");
	for (int k = 3; k <= 4; k++)
		buf_printf(b,
		    "%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %u %u]"
		    "/Contents 5 0 R/Resources<</XObject<</I 6 0 R>>>>>>"
		    "endobj\n",
		    k, i->w * 72 / 200, i->h * 72 / 200);
	char draw_it[60];
	int n = snprintf(draw_it, sizeof(draw_it), "%u 0 0 %u 0 0 cm /I Do",
	    i->w * 72 / 200, i->h * 72 / 200);
	buf_printf(b, "5 0 obj<</Length %d>>stream\n%s\nendstream endobj\n", n,
	    draw_it);
	buf_printf(b,
	    "6 0 obj<</Type/XObject/Subtype/Image/Width %u/Height %u"
	    "/ColorSpace/DeviceGray/BitsPerComponent 8/Length %u>>stream\n",
	    i->w, i->h, i->w * i->h);
	buf_put(b, i->pixel, (size_t)i->w * i->h);
	buf_puts(b, "\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
}

static void
test_pdf(void **state)
{
	struct scan_image i = blank(400, 400);
	struct found f = { 0 };
	struct buf b = { 0 };

	(void)state;
	draw(&i, 40, 40, url);
	write_pdf(&b, &i);
	int n = scan_pdf(&b, 200, found, &f);
	if (n < 0 && errno == ENOENT)
		print_message("pdftoppm is not installed: not tested\n");
	else {
		assert_int_equal(n, 2);
		assert_string_equal(f.text[1], url);
		assert_int_equal(f.last_page, 2);
		b.n = 100;
		assert_int_equal(scan_pdf(&b, 200, found, &f), -1);
		assert_int_equal(errno, EINVAL);
	}
	char *path = mem_strdup(getenv("PATH"));
	setenv("PATH", "/nonexistent", 1);
	assert_int_equal(scan_pdf(&b, 200, found, &f), -1);
	assert_int_equal(errno, ENOENT);
	setenv("PATH", path, 1);
	free(path);
	buf_release(&b);
	scan_image_release(&i);
}

static void
test_trust(void **state)
{
	struct trust t = { 0 };
	struct fault f;

	(void)state;
	assert_int_equal(trust_file(&t, CERT, &f), 0);
	assert_int_equal(trust_folder(&t, "tests/vectors/certs", &f), 0);
	assert_int_equal(t.n, 12);
	assert_int_equal(trust_folder(&t, "/nonexistent", &f), 0);
	assert_int_equal(trust_file(&t, "/nonexistent", &f), -1);
	assert_int_equal(trust_file(&t, "tests/vectors/README.md", &f), -1);
	assert_int_equal(t.n, 12);
	trust_release(&t);
}

static void
test_report(void **state)
{
	static const char line[] =
	    "VALID: segel sah; (UTO); 2026-01-15; dokumen K7Q2M9XWD4R8TJ3P\n";
	struct trust t = { 0 };
	struct seal s;
	struct report r = { .seal = &s, .file = "a.png", .page = 1 };
	char *text = NULL;
	size_t n;

	(void)state;
	assert_int_equal(trust_file(&t, CERT, NULL), 0);
	assert_int_equal(seal_parse(url, strlen(url), &s, NULL), SEAL_VALID);
	r.verdict = seal_judge(&s, t.cert, t.n, NULL);
	r.cert = t.cert[0];
	FILE *to = open_memstream(&text, &n);
	report_line(&r, 0, to);
	report_json(&r, to);
	(void)fclose(to);
	assert_memory_equal(text, line, sizeof(line) - 1);
	json_t *v = json_loads(text + sizeof(line) - 1, 0, NULL);
	assert_non_null(v);
	assert_true(json_is_true(json_object_get(v, "valid")));
	assert_string_equal(
	    json_string_value(json_object_get(v, "certref")), "c2d452a1ec");
	assert_int_equal(json_string_length(json_object_get(v, "mrz")), 88);
	json_decref(v);
	free(text);
	/* every verdict has its words in both languages */
	for (int k = 0; k < SEAL_VERDICT_N; k++)
		for (int english = 0; english < 2; english++) {
			r.verdict = (enum seal_verdict)k;
			to = open_memstream(&text, &n);
			report_line(&r, english, to);
			(void)fclose(to);
			assert_null(strstr(text, "null"));
			free(text);
		}
	seal_release(&s);
	trust_release(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_png),
		cmocka_unit_test(test_pdf),
		cmocka_unit_test(test_trust),
		cmocka_unit_test(test_report),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
