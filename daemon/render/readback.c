/*
 * The only file of the renderer that knows zbar.  Must never see the text
 * that was meant to be drawn, only the modules: else it would prove nothing.
 */

#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <zbar.h>

#include "buf.h"
#include "mem.h"

#include "readback.h"

#define SCALE 3	  /* pixels a module; zbar wants about two */
#define DENSITY 2 /* every second line is scanned: half the time */
#define QUIET 4

/* zbar asks iconv for these at every code, and iconv reads them from files
 * that a sandboxed child may not open: they are held. */
static const char *const charset[] = { "ISO8859-1", "SJIS", "BIG-5", "CP437",
	"UTF-8" };
#define CHARSETS (sizeof(charset) / sizeof(charset[0]))

struct readback {
	zbar_image_scanner_t *scanner;
	iconv_t held[CHARSETS];
};

struct readback *
readback_new(void)
{
	struct readback *r = mem_alloc(sizeof(*r));

	for (size_t i = 0; i < CHARSETS; i++)
		r->held[i] = iconv_open("UTF-8", charset[i]);
	r->scanner = zbar_image_scanner_create();
	zbar_image_scanner_set_config(r->scanner, 0, ZBAR_CFG_ENABLE, 0);
	zbar_image_scanner_set_config(
	    r->scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
	zbar_image_scanner_set_config(
	    r->scanner, 0, ZBAR_CFG_X_DENSITY, DENSITY);
	zbar_image_scanner_set_config(
	    r->scanner, 0, ZBAR_CFG_Y_DENSITY, DENSITY);
	return r;
}

void
readback_free(struct readback *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < CHARSETS; i++)
		if (r->held[i] != (iconv_t)-1)
			iconv_close(r->held[i]);
	zbar_image_scanner_destroy(r->scanner);
	free(r);
}

static void
paint(const uint8_t *module, int side, uint8_t *grey, size_t width)
{
	memset(grey, 255, width * width);
	for (int y = 0; y < side; y++) {
		uint8_t *row = grey + (size_t)(y + QUIET) * SCALE * width;

		for (int x = 0; x < side; x++)
			if (module[y * side + x])
				memset(row + (x + QUIET) * SCALE, 0, SCALE);
		for (size_t i = 1; i < SCALE; i++)
			memcpy(row + i * width, row, width);
	}
}

int
readback_qr(
    struct readback *r, const uint8_t *module, int side, struct buf *ret_text)
{
	size_t width = (size_t)(side + 2 * QUIET) * SCALE;
	uint8_t *grey = mem_array(NULL, width, width);
	zbar_image_t *image = zbar_image_create();
	const zbar_symbol_t *symbol;
	int rc = -1;

	paint(module, side, grey, width);
	zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
	zbar_image_set_size(image, (unsigned)width, (unsigned)width);
	zbar_image_set_data(image, grey, width * width, NULL);
	if (zbar_scan_image(r->scanner, image) == 1) {
		symbol = zbar_image_first_symbol(image);
		buf_put(ret_text, zbar_symbol_get_data(symbol),
		    zbar_symbol_get_data_length(symbol));
		rc = 0;
	}
	zbar_image_destroy(image);
	free(grey);
	return rc;
}
