/*
 * The only file of the renderer that knows zbar.  Must never see the text
 * that was meant to be drawn, only the modules: else it would prove nothing.
 */

#include <stdlib.h>
#include <string.h>
#include <zbar.h>

#include "buf.h"
#include "mem.h"

#include "readback.h"

#define SCALE 3	  /* pixels a module; zbar wants about two */
#define DENSITY 2 /* every second line is scanned: half the time */
#define QUIET 4

struct readback {
	zbar_image_scanner_t *scanner;
};

struct readback *
readback_new(void)
{
	struct readback *r = mem_alloc(sizeof(*r));

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
