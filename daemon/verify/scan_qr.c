/*
 * The only file of cetak-verify that includes zbar.h: a grey picture to the
 * texts of its QR codes, other kinds of code left aside.
 */

#include <zbar.h>

#include "log.h"

#include "scan.h"

int
scan_qr(const struct scan_image *i, int page, scan_found *found, void *arg)
{
	zbar_image_scanner_t *scanner = zbar_image_scanner_create();
	zbar_image_t *image = zbar_image_create();
	int n = 0;

	if (scanner == NULL || image == NULL)
		fatalx("zbar has no memory");
	zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
	zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
	zbar_image_set_size(image, i->w, i->h);
	/* no cleanup: the pixels stay the caller's */
	zbar_image_set_data(image, i->pixel, (unsigned long)i->w * i->h, NULL);
	if (zbar_scan_image(scanner, image) > 0) {
		const zbar_symbol_t *s = zbar_image_first_symbol(image);
		for (; s != NULL; s = zbar_symbol_next(s), n++)
			found(zbar_symbol_get_data(s),
			    zbar_symbol_get_data_length(s), page, arg);
	}
	zbar_image_destroy(image);
	zbar_image_scanner_destroy(scanner);
	return n;
}
