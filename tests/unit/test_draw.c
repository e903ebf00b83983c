/* Drawing from hand-made pages: text in its fonts, codes that read back from
 * what was drawn, MRZ cells, grounds, paths, images, faults that name their
 * element, equal bytes for equal input. */
/* SRC: daemon/render/draw.c daemon/render/pdf.c daemon/render/pdf_kept.c daemon/render/encode.c daemon/render/deflate.c daemon/render/art.c daemon/render/guilloche.c daemon/render/qr.c daemon/render/readback.c daemon/render/kind.c daemon/render/photo.c daemon/render/photo_exif.c daemon/render/photo_jpeg.c daemon/render/photo_png.c daemon/render/sample_pattern.c */
/* LIBS: -lhpdf -lqrencode -lzbar -ljpeg -lpng */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "buf.h"
#include "fault.h"
#include "mem.h"
#include "metrics.h"
#include "page.h"

#include "daemon/render/art.h"
#include "daemon/render/draw.h"
#include "daemon/render/encode.h"
#include "daemon/render/guilloche.h"
#include "daemon/render/pdf.h"
#include "daemon/render/photo.h"
#include "daemon/render/qr.h"
#include "daemon/render/readback.h"
#include "daemon/render/sample_pattern.h"

#define URL "https://CEK.LTSA.TEST/K7Q2M9XWD4R8TJ3P#RDB1B3HCQCAICAMCAKAFLH"

static struct pdf *pdf;
static struct art *art;

/* The prepared fonts stand beside the build's programs: ../../fonts of this
 * test. */
static int
setup(void **state)
{
	char exe[4096];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	struct buf ttf = { 0 };

	(void)state;
	if (n < 0)
		return -1;
	exe[n] = '\0';
	for (int i = 0; i < 3; i++)
		*strrchr(exe, '/') = '\0';
	pdf = pdf_new(1);
	art = art_new();
	for (unsigned i = 0; i < PAGE_FONT_N; i++) {
		char *path = mem_printf(
		    "%s/fonts/%s", exe, metrics_file((enum page_font)i));

		buf_clear(&ttf);
		if (buf_read_file(&ttf, path, 1 << 20) < 0 ||
		    pdf_font(pdf, (enum page_font)i, ttf.p, ttf.n, NULL) < 0)
			return -1;
		free(path);
	}
	buf_release(&ttf);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	pdf_free(pdf);
	art_free(art);
	return 0;
}

/* Draws the set; the file is copied to ret when it is not NULL. */
static int
draw(const struct page_set *set, struct draw_result *ret_r, struct buf *ret,
    struct fault *f)
{
	struct draw_job job = { .pdf = pdf,
		.art = art,
		.set = set,
		.title = "Uji",
		.at = 1795344300 };

	if (draw_document(&job, ret_r, f) < 0)
		return -1;
	if (ret)
		buf_put(ret, ret_r->pdf->p, ret_r->pdf->n);
	return 0;
}

static struct page_item *
text(struct page *p, enum page_font font, const char *s)
{
	struct page_item *it = page_add(p, PAGE_TEXT);

	it->font = font;
	it->size = 10000;
	it->x = 10000;
	it->y = 20000;
	it->text = s;
	return it;
}

static struct page_item *
code(struct page *p, const char *s, int32_t w)
{
	struct page_item *it = page_add(p, PAGE_QR);

	it->x = it->y = 5000;
	it->w = it->h = w;
	it->size = 339;
	it->text = s;
	it->source = "/kode";
	return it;
}

static void
runs_of_letters(void **state)
{
	static const struct {
		const char *s;
		int set[4];
		const char *bytes[4];
	} cases[] = {
		{ "", { -1 }, { "" } },
		{ "Siti", { ENCODE_1252, -1 }, { "Siti" } },
		{ "\xc3\xbc\xe2\x80\x93", { ENCODE_1252, -1 }, { "\xfc\x96" } },
		/* C caron, then S caron: one extended run with ASCII */
		{ "\xc4\x8c"
		  "apek",
		    { ENCODE_EXTENDED, -1 },
		    { "\x8c"
		      "apek" } },
		{ "\xc3\x96z\xc4\x9f\xc3\xbc",
		    { ENCODE_1252, ENCODE_EXTENDED, ENCODE_1252, -1 },
		    { "\xd6z", "\x9f", "\xfc" } },
		{ "\xe2\x80\x91", { ENCODE_1252, -1 }, { "-" } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *s = cases[i].s;
		char run[16];

		for (int k = 0; k < 4; k++) {
			int set = encode_run(&s, run, sizeof(run));

			assert_int_equal(set, cases[i].set[k]);
			if (set < 0)
				break;
			assert_string_equal(run, cases[i].bytes[k]);
		}
		assert_string_equal(s, "");
	}
}

static void
long_runs_are_cut(void **state)
{
	const char *s = "abcdefgh";
	char run[4];

	(void)state;
	assert_int_equal(encode_run(&s, run, sizeof(run)), ENCODE_1252);
	assert_string_equal(run, "abc");
	assert_string_equal(s, "defgh");
}

/* A letter that no encoding has is a fault, not a blank. */
static void
foreign_letters_are_refused(void **state)
{
	struct page_set set = { 0 };
	struct draw_result r;
	struct fault f = { 0 };

	(void)state;
	text(page_set_add(&set, 100000, 100000), PAGE_SANS, "a\xd0\x96")
	    ->source = "/fields/nama";
	assert_int_equal(draw(&set, &r, NULL, &f), -1);
	assert_int_equal(f.code, FAULT_RENDER);
	assert_string_equal(f.pointer, "/fields/nama");
	page_set_release(&set);
}

static void
equal_bytes(void **state)
{
	struct page_set set = { 0 };
	struct draw_result r;
	struct buf a = { 0 }, b = { 0 };

	(void)state;
	text(page_set_add(&set, 100000, 50000), PAGE_SERIF, "Lombok");
	assert_int_equal(draw(&set, &r, &a, NULL), 0);
	draw_result_release(&r);
	assert_int_equal(draw(&set, &r, &b, NULL), 0);
	draw_result_release(&r);
	assert_int_equal(a.n, b.n);
	assert_memory_equal(a.p, b.p, a.n);
	assert_non_null(strstr(buf_str(&a), "%PDF-1."));
	buf_release(&a);
	buf_release(&b);
	page_set_release(&set);
}

static void
code_reads_back(void **state)
{
	struct readback *rb = readback_new();
	struct page_set set = { 0 };
	struct draw_result r;
	struct buf seen = { 0 };

	(void)state;
	page_set_add(&set, 100000, 100000);
	code(page_set_add(&set, 100000, 100000), URL, 22010);
	assert_int_equal(draw(&set, &r, NULL, NULL), 0);
	assert_int_equal(r.n, 2);
	assert_null(r.page[0].module);
	assert_int_equal(
	    readback_qr(rb, r.page[1].module, r.page[1].side, &seen), 0);
	assert_string_equal(buf_str(&seen), URL);
	/* modules that were not drawn do not read */
	memset(
	    r.page[1].module, 0, (size_t)(r.page[1].side * r.page[1].side) / 2);
	buf_clear(&seen);
	assert_int_equal(
	    readback_qr(rb, r.page[1].module, r.page[1].side, &seen), -1);
	draw_result_release(&r);
	page_set_release(&set);
	buf_release(&seen);
	readback_free(rb);
}

/* Codes of all lengths that seals have. */
static void
every_length_reads_back(void **state)
{
	struct readback *rb = readback_new();
	struct buf seen = { 0 }, s = { 0 };
	struct qr q;

	(void)state;
	buf_puts(&s, "https://CEK.LTSA.TEST/K7Q2M9XWD4R8TJ3P#RDB1B");
	while (s.n < 300) {
		buf_putc(&s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[s.n * 11 % 32]);
		assert_int_equal(qr_encode(buf_str(&s), &q, NULL), 0);
		buf_clear(&seen);
		assert_int_equal(readback_qr(rb, q.module, q.side, &seen), 0);
		assert_string_equal(buf_str(&seen), buf_str(&s));
		qr_release(&q);
	}
	buf_release(&seen);
	buf_release(&s);
	readback_free(rb);
}

static void
code_keeps_its_place(void **state)
{
	struct page_set set = { 0 };
	struct draw_result r;
	struct fault f = { 0 };

	(void)state;
	code(page_set_add(&set, 100000, 100000), URL, 12000);
	assert_int_equal(draw(&set, &r, NULL, &f), -1);
	assert_string_equal(f.pointer, "/kode");
	page_set_release(&set);
	set = (struct page_set){ 0 };
	page_set_add(&set, 100000, 100000);
	code(&set.page[0], URL, 22010);
	code(&set.page[0], URL, 22010);
	assert_int_equal(draw(&set, &r, NULL, &f), -1);
	page_set_release(&set);
}

static void
drawn_code(int32_t at, int32_t w, int white, struct draw_result *ret)
{
	struct page_set set = { 0 };
	struct page_item *it = code(page_set_add(&set, 100000, 100000), URL, w);

	it->x = it->y = at;
	it->has_fill = white;
	assert_int_equal(draw(&set, ret, NULL, NULL), 0);
	page_set_release(&set);
}

/* Smaller than its place: in the middle of its white, else in the corner. */
static void
small_code_in_its_place(void **state)
{
	struct draw_result r;
	struct buf want = { 0 };
	int32_t outer;

	(void)state;
	drawn_code(5500, 30000, 0, &r);
	buf_put(&want, r.pdf->p, r.pdf->n);
	outer = (r.page[0].side + 8) * 4 * 254 / 3;
	draw_result_release(&r);
	drawn_code(5000, outer + 1000, 1, &r);
	assert_int_equal(r.pdf->n, want.n);
	assert_memory_equal(r.pdf->p, want.p, want.n);
	draw_result_release(&r);
	drawn_code(5000, outer + 1000, 0, &r);
	assert_true(
	    r.pdf->n != want.n || memcmp(r.pdf->p, want.p, want.n) != 0);
	draw_result_release(&r);
	buf_release(&want);
}

static void
mrz_as_drawn(void **state)
{
	struct page_set set = { 0 };
	struct draw_result r;
	struct page *p = page_set_add(&set, 125000, 88000);

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct page_item *it = page_add(p, PAGE_MRZ);

		it->x = 6000;
		it->y = 73450 + i * 6350;
		it->w = 2540;
		it->size = 9957;
		it->text = i ? "L898902C36UTO" : "P<UTOERIKSSON<";
	}
	assert_int_equal(draw(&set, &r, NULL, NULL), 0);
	assert_string_equal(buf_str(&r.mrz), "P<UTOERIKSSON<\nL898902C36UTO\n");
	draw_result_release(&r);
	page_set_release(&set);
}

static void
grounds_are_kept(void **state)
{
	struct page_guilloche g = { .count = 3,
		.y0 = 0,
		.pitch = 1000,
		.terms = 1,
		.term = { { 500, 9000, 0, 100 } } };
	struct page_item it = { .op = PAGE_FIELD, .w = 20000, .g = &g };
	struct buf raw = { 0 };
	const uint8_t *first, *again;
	size_t n, m;

	(void)state;
	guilloche_write(&it, &raw);
	/* ten pieces of 2 mm, begun at 0 mm and ended at 56.69 pt */
	assert_memory_equal(raw.p, " 0 0 m", 6);
	assert_non_null(strstr(buf_str(&raw), " 5669 "));
	first = art_form(art, &it, &n);
	again = art_form(art, &it, &m);
	assert_ptr_equal(first, again);
	assert_int_equal(n, m);
	g.pitch = 999;
	assert_ptr_not_equal(art_form(art, &it, &m), first);
	buf_release(&raw);
}

/* Everything at once, nested clips too; a broken path is told. */
static void
shapes(void **state)
{
	struct page_guilloche g = { .count = 4,
		.radius = 9000,
		.a = 300,
		.n = 5,
		.b = 30,
		.m = 10,
		.per = 6 };
	struct page_set set = { 0 };
	struct draw_result r;
	struct fault f = { 0 };
	struct page *p = page_set_add(&set, 125000, 88000);
	struct page_item *it;

	(void)state;
	for (int i = 0; i < 2; i++) {
		it = page_add(p, PAGE_CLIP);
		it->w = it->h = 60000;
	}
	it = page_add(p, PAGE_ROSETTE);
	it->g = &g;
	it->line = 140;
	it->alpha = 550;
	page_add(p, PAGE_UNCLIP);
	page_add(p, PAGE_UNCLIP);
	it = text(p, PAGE_SANS_BOLD, "SPESIMEN");
	it->outline = 1;
	it->line = 500;
	it->angle = 24000;
	it->stretch = 900;
	it = page_add(p, PAGE_LINE);
	it->x2 = 9000;
	it->line = 300;
	it->round = 1;
	it = page_add(p, PAGE_RECT);
	it->w = it->h = 5000;
	it->has_fill = 1;
	it = page_add(p, PAGE_PATH);
	it->w = it->h = 9000;
	it->line = 200;
	it->text = "M 0 0 L 10000 -20 C 1 2 3 4 5 6 Z";
	assert_int_equal(draw(&set, &r, NULL, &f), 0);
	draw_result_release(&r);
	it = &p->item[p->n - 1];
	it->text = "M 0 0 L 10000";
	assert_int_equal(draw(&set, &r, NULL, &f), -1);
	it->text = "M 0 0 Q 1 2";
	assert_int_equal(draw(&set, &r, NULL, &f), -1);
	page_set_release(&set);
}

/* More restores than saves, or far too many saves, fail cleanly. */
static void
clips_must_match(void **state)
{
	struct page_set set = { 0 };
	struct draw_result r;
	struct fault f = { 0 };
	struct page *p = page_set_add(&set, 50000, 50000);

	(void)state;
	page_add(p, PAGE_UNCLIP);
	assert_int_equal(draw(&set, &r, NULL, &f), -1);
	p->item[0].op = PAGE_CLIP;
	for (int i = 0; i < 20; i++)
		page_add(p, PAGE_CLIP);
	assert_int_equal(draw(&set, &r, NULL, &f), -1);
	p->n = 0;
	text(p, PAGE_SANS, "a");
	assert_int_equal(draw(&set, &r, NULL, &f), 0);
	draw_result_release(&r);
	page_set_release(&set);
}

static void
patterns_turned_round(void **state)
{
	static const char *const patterns[] = { "^[A-Z0-9]{1,9}$",
		"^[0-9]{16}$", "^(0|\\+62)[0-9]{8,12}$", "^[A-Z]+-[0-9]*$",
		"^[^x]{3}\\.[[:digit:]]{2}$", "^a?b(c|d)(ef){2}$" };

	(void)state;
	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
		regex_t re;

		assert_int_equal(
		    regcomp(&re, patterns[i], REG_EXTENDED | REG_NOSUB), 0);
		for (int l = 0; l < 2; l++) {
			struct buf b = { 0 };

			sample_pattern(patterns[i], l, &b);
			if (regexec(&re, buf_str(&b), 0, NULL, 0) != 0)
				fail_msg("%s: %s", patterns[i], buf_str(&b));
			buf_release(&b);
		}
		regfree(&re);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_of_letters),
		cmocka_unit_test(long_runs_are_cut),
		cmocka_unit_test(foreign_letters_are_refused),
		cmocka_unit_test(equal_bytes),
		cmocka_unit_test(code_reads_back),
		cmocka_unit_test(every_length_reads_back),
		cmocka_unit_test(code_keeps_its_place),
		cmocka_unit_test(small_code_in_its_place),
		cmocka_unit_test(mrz_as_drawn),
		cmocka_unit_test(grounds_are_kept),
		cmocka_unit_test(shapes),
		cmocka_unit_test(clips_must_match),
		cmocka_unit_test(patterns_turned_round),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
