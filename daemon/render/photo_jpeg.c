/*
 * The only file that knows libjpeg.  A warning is as good as an error: a
 * picture that decodes by guessing is refused.  Must never follow a file into
 * more scans than a camera writes, nor keep a marker of it.
 */

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "buf.h"
#include "fault.h"
#include "mem.h"

#include "photo_int.h"

#define SCANS 64 /* a progressive file has about ten */
#define QUALITY 92
#define APP1 (JPEG_APP0 + 1)

struct guard {
	struct jpeg_error_mgr error;
	struct jpeg_progress_mgr progress;
	jmp_buf out;
};

static void
give_up(j_common_ptr info)
{
	struct guard *g = (struct guard *)info->err;

	longjmp(g->out, 1);
}

static void
hear(j_common_ptr info, int level)
{
	if (level < 0)
		give_up(info);
}

static void
watch(j_common_ptr info)
{
	struct jpeg_decompress_struct *in = (void *)info;

	if (info->is_decompressor && in->input_scan_number > SCANS)
		give_up(info);
}

static struct jpeg_error_mgr *
guard_init(struct guard *g)
{
	jpeg_std_error(&g->error);
	g->error.error_exit = give_up;
	g->error.emit_message = hear;
	g->progress.progress_monitor = watch;
	return &g->error;
}

/* After setjmp: reads the header and checks what it says. */
static int
open_jpeg(struct jpeg_decompress_struct *in, struct guard *g, const uint8_t *p,
    size_t n, struct fault *f)
{
	jpeg_create_decompress(in);
	in->progress = &g->progress;
	jpeg_mem_src(in, p, (unsigned long)n);
	jpeg_save_markers(in, APP1, 0xffff);
	jpeg_read_header(in, TRUE);
	if (in->num_components != 1 && in->num_components != 3)
		return photo_refuse(f, PHOTO_COLOUR);
	return photo_check_pixels(in->image_width, in->image_height, f);
}

int
photo_jpeg_head(
    const uint8_t *p, size_t n, struct photo_head *ret_h, struct fault *f)
{
	struct jpeg_decompress_struct in = { 0 };
	struct photo_head h = { 0, 0, 1 };
	struct guard g = { 0 };
	int rc;

	in.err = guard_init(&g);
	if (setjmp(g.out)) {
		jpeg_destroy_decompress(&in);
		return photo_refuse(f, PHOTO_BROKEN);
	}
	rc = open_jpeg(&in, &g, p, n, f);
	if (rc == 0) {
		h.w = (int)in.image_width;
		h.h = (int)in.image_height;
		for (jpeg_saved_marker_ptr m = in.marker_list;
		     m && h.orientation == 1; m = m->next)
			h.orientation =
			    photo_orientation(m->data, m->data_length);
		*ret_h = h;
	}
	jpeg_destroy_decompress(&in);
	return rc;
}

int
photo_jpeg_copy(
    const uint8_t *p, size_t n, struct buf *ret_jpeg, struct fault *f)
{
	struct jpeg_decompress_struct in = { 0 };
	struct jpeg_compress_struct out = { 0 };
	struct guard g = { 0 };
	unsigned char *bytes = NULL;
	unsigned long size = 0;
	jvirt_barray_ptr *coefficients;
	int rc;

	in.err = out.err = guard_init(&g);
	if (setjmp(g.out)) {
		rc = photo_refuse(f, PHOTO_BROKEN);
		goto out;
	}
	jpeg_create_compress(&out);
	rc = open_jpeg(&in, &g, p, n, f);
	if (rc < 0)
		goto out;
	/* decodes all of the entropy coding: what is broken shows here */
	coefficients = jpeg_read_coefficients(&in);
	/* with the standard's Huffman tables: own ones would be 4 % smaller
	 * and take a third of the whole check */
	jpeg_copy_critical_parameters(&in, &out);
	jpeg_mem_dest(&out, &bytes, &size);
	jpeg_write_coefficients(&out, coefficients);
	jpeg_finish_compress(&out);
	jpeg_finish_decompress(&in);
	buf_put(ret_jpeg, bytes, size);
out:
	jpeg_destroy_decompress(&in);
	jpeg_destroy_compress(&out);
	free(bytes);
	return rc;
}

int
photo_jpeg_decode(
    const uint8_t *p, size_t n, struct photo_raster *ret_r, struct fault *f)
{
	struct jpeg_decompress_struct in = { 0 };
	struct guard g = { 0 };
	uint8_t *volatile rgb = NULL;
	int rc;

	in.err = guard_init(&g);
	if (setjmp(g.out)) {
		rc = photo_refuse(f, PHOTO_BROKEN);
		goto out;
	}
	rc = open_jpeg(&in, &g, p, n, f);
	if (rc < 0)
		goto out;
	in.out_color_space = JCS_RGB;
	jpeg_start_decompress(&in);
	rgb = mem_array(NULL, (size_t)in.output_width * in.output_height, 3);
	while (in.output_scanline < in.output_height) {
		JSAMPROW row =
		    rgb + (size_t)in.output_scanline * in.output_width * 3;

		jpeg_read_scanlines(&in, &row, 1);
	}
	jpeg_finish_decompress(&in);
	ret_r->w = (int)in.output_width;
	ret_r->h = (int)in.output_height;
	ret_r->rgb = rgb;
	rgb = NULL;
out:
	jpeg_destroy_decompress(&in);
	free(rgb);
	return rc;
}

int
photo_jpeg_encode(
    const struct photo_raster *r, struct buf *ret_jpeg, struct fault *f)
{
	struct jpeg_compress_struct out = { 0 };
	struct guard g = { 0 };
	unsigned char *bytes = NULL;
	unsigned long size = 0;
	volatile int rc = 0;

	out.err = guard_init(&g);
	if (setjmp(g.out)) {
		rc = photo_refuse(f, PHOTO_BROKEN);
		goto out;
	}
	jpeg_create_compress(&out);
	jpeg_mem_dest(&out, &bytes, &size);
	out.image_width = (JDIMENSION)r->w;
	out.image_height = (JDIMENSION)r->h;
	out.input_components = 3;
	out.in_color_space = JCS_RGB;
	jpeg_set_defaults(&out);
	jpeg_set_quality(&out, QUALITY, TRUE);
	out.optimize_coding = TRUE;
	out.comp_info[0].h_samp_factor = out.comp_info[0].v_samp_factor = 1;
	jpeg_start_compress(&out, TRUE);
	while (out.next_scanline < out.image_height) {
		JSAMPROW row =
		    r->rgb + (size_t)out.next_scanline * 3u * (size_t)r->w;

		jpeg_write_scanlines(&out, &row, 1);
	}
	jpeg_finish_compress(&out);
	buf_put(ret_jpeg, bytes, size);
out:
	jpeg_destroy_compress(&out);
	free(bytes);
	return rc;
}
