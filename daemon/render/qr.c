/*
 * The only file that knows libqrencode.  Must never choose a size: that is
 * the template's, which reserves the square.  Trusts nothing about the text
 * but that it is a C string.
 */

#include <qrencode.h>
#include <stdlib.h>

#include "fault.h"
#include "mem.h"

#include "qr.h"

int
qr_encode(const char *text, struct qr *ret_q, struct fault *f)
{
	QRcode *c = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	size_t n;

	if (c == NULL)
		return fault_set(f, FAULT_RENDER, "",
		    "isi kode QR terlalu panjang", "the QR text is too long");
	n = (size_t)c->width * (size_t)c->width;
	ret_q->side = c->width;
	ret_q->module = mem_alloc(n);
	for (size_t i = 0; i < n; i++)
		ret_q->module[i] = c->data[i] & 1;
	QRcode_free(c);
	return 0;
}

void
qr_release(struct qr *q)
{
	free(q->module);
	q->module = NULL;
	q->side = 0;
}
