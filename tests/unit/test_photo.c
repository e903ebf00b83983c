/* Photos: every file of tests/vectors/photo/good is taken and comes out bare
 * and upright, every file of bad is refused with a sentence at /photo. */
/* SRC: daemon/render/photo.c daemon/render/photo_exif.c daemon/render/photo_jpeg.c daemon/render/photo_png.c */
/* LIBS: -ljpeg -lpng */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "buf.h"
#include "fault.h"
#include "mem.h"

#include "daemon/render/photo.h"
#include "daemon/render/photo_int.h"

#define VECTORS "tests/vectors/photo/"
#define W 120
#define H 160

static int wrong;

static const struct photo_rule rule = { 35000, 45000, 60, 80 };

/* Runs fn over the files of a folder; how many there were. */
static int
each_file(
    const char *folder, void (*fn)(const char *name, const struct buf *file))
{
	DIR *d = opendir(folder);
	struct dirent *e;
	int n = 0;

	assert_non_null(d);
	while ((e = readdir(d))) {
		struct buf b = { 0 };
		char *path;

		if (e->d_name[0] == '.')
			continue;
		path = mem_printf("%s/%s", folder, e->d_name);
		assert_int_equal(buf_read_file(&b, path, 1 << 20), 0);
		fn(e->d_name, &b);
		buf_release(&b);
		free(path);
		n++;
	}
	closedir(d);
	return n;
}

static int
contains(const struct buf *b, const char *word)
{
	return memmem(b->p, b->n, word, strlen(word)) != NULL;
}

/* The colour in the middle of a quarter: 0 red, 1 green, 2 blue, 3 white. */
static int
quarter(const struct photo_raster *r, int right, int below)
{
	const uint8_t *p = r->rgb +
	    3 *
		((size_t)(r->h / 4 + below * r->h / 2) * (size_t)r->w +
		    (size_t)(r->w / 4 + right * r->w / 2));

	if (p[0] > 180 && p[1] > 180 && p[2] > 180)
		return 3;
	return p[0] > 180 ? 0 : p[2] > 180 ? 2 : 1;
}

static void
taken(const char *name, const struct buf *file)
{
	struct photo p = { 0 };
	struct photo_raster r = { 0 };
	struct fault f = { 0 };

	if (photo_normalise(file->p, file->n, &rule, &p, &f) < 0)
		fail_msg("%s: %s", name, f.en);
	assert_int_equal(p.w, W);
	assert_int_equal(p.h, H);
	assert_false(contains(&p.jpeg, "PRIVATE"));
	assert_false(contains(&p.jpeg, "Exif"));
	assert_int_equal(photo_jpeg_decode(p.jpeg.p, p.jpeg.n, &r, &f), 0);
	assert_int_equal(r.w, W);
	assert_int_equal(r.h, H);
	if (strncmp(name, "turned", 6) == 0 || strcmp(name, "png-p.png") == 0 ||
	    strcmp(name, "progressive.jpg") == 0) {
		for (int i = 0; i < 4; i++)
			assert_int_equal(quarter(&r, i & 1, i >> 1), i);
	}
	if (strcmp(name, "png-clear.png") == 0)
		assert_int_equal(quarter(&r, 0, 0), 3);
	free(r.rgb);
	photo_release(&p);
}

static void
refused(const char *name, const struct buf *file)
{
	struct photo p = { 0 };
	struct fault f = { 0 };

	if (photo_normalise(file->p, file->n, &rule, &p, &f) == 0) {
		print_error("%s was taken\n", name);
		photo_release(&p);
		wrong++;
		return;
	}
	assert_null(p.jpeg.p);
	assert_int_equal(f.code, FAULT_PHOTO);
	assert_string_equal(f.pointer, "/photo");
	assert_true(strlen(f.id) > 10 && strlen(f.en) > 10);
}

static void
good_files(void **state)
{
	(void)state;
	assert_true(each_file(VECTORS "good", taken) >= 20);
}

static void
bad_files(void **state)
{
	(void)state;
	assert_true(each_file(VECTORS "bad", refused) >= 60);
	assert_int_equal(wrong, 0);
}

/* The coefficients of a JPEG that stands upright are kept: decoding before
 * and after gives the same pixels. */
static void
no_loss(void **state)
{
	struct buf b = { 0 };
	struct photo p = { 0 };
	struct photo_raster before = { 0 }, after = { 0 };

	(void)state;
	assert_int_equal(
	    buf_read_file(&b, VECTORS "good/progressive.jpg", 1 << 20), 0);
	assert_int_equal(photo_jpeg_decode(b.p, b.n, &before, NULL), 0);
	assert_int_equal(photo_normalise(b.p, b.n, &rule, &p, NULL), 0);
	assert_int_equal(
	    photo_jpeg_decode(p.jpeg.p, p.jpeg.n, &after, NULL), 0);
	assert_memory_equal(before.rgb, after.rgb, W * H * 3);
	free(before.rgb);
	free(after.rgb);
	photo_release(&p);
	buf_release(&b);
}

static void
limits_come_first(void **state)
{
	struct fault f = { 0 };
	struct photo p = { 0 };
	uint8_t *big = mem_alloc(PHOTO_BYTES + 1);

	(void)state;
	memcpy(big, "\xff\xd8\xff", 3);
	assert_int_equal(
	    photo_normalise(big, PHOTO_BYTES + 1, &rule, &p, &f), -1);
	assert_non_null(strstr(f.en, "8 MiB"));
	free(big);
	assert_int_equal(photo_check_pixels(6000, 4000, &f), 0);
	assert_int_equal(photo_check_pixels(6000, 4001, &f), -1);
	assert_int_equal(photo_check_pixels(~0UL, ~0UL, &f), -1);
}

static void
orientations(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		int want;
	} cases[] = {
		{ "", 0, 1 },
		{ "Exif\0\0", 6, 1 },
		{ "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06"
		  "\0\0",
		    28, 6 },
		{ "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x03\0"
		  "\0\0",
		    28, 3 },
		/* a ninth way, a count past the end, an offset past the end */
		{ "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x09"
		  "\0\0",
		    28, 1 },
		{ "Exif\0\0MM\0*\0\0\0\x08\xff\xff\0\0\0\0\0\0\0\0\0\0", 26,
		    1 },
		{ "Exif\0\0MM\0*\xff\xff\xff\xff\0\0", 16, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		/* a copy of its own size, so that a byte past it is seen */
		uint8_t *p = mem_alloc(cases[i].n);

		memcpy(p, cases[i].bytes, cases[i].n);
		assert_int_equal(
		    photo_orientation(p, cases[i].n), cases[i].want);
		free(p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_files),
		cmocka_unit_test(bad_files),
		cmocka_unit_test(no_loss),
		cmocka_unit_test(limits_come_first),
		cmocka_unit_test(orientations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
