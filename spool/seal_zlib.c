/*
 * The only file that includes zlib.h: reading compressed seals of other
 * states.  The input is hostile; the output is capped.
 */

#include <zlib.h>

#include "seal_int.h"

int
seal_inflate(const uint8_t *p, size_t n, size_t max, struct buf *ret_b)
{
	z_stream z = { 0 };
	uint8_t chunk[4096];
	size_t total = 0;
	int rc = Z_BUF_ERROR;

	if (n > max || inflateInit(&z) != Z_OK)
		return -1;
	z.next_in = (Bytef *)(uintptr_t)p;
	z.avail_in = (uInt)n;
	do {
		z.next_out = chunk;
		z.avail_out = sizeof(chunk);
		rc = inflate(&z, Z_NO_FLUSH);
		size_t got = sizeof(chunk) - z.avail_out;
		total += got;
		if (total > max)
			rc = Z_DATA_ERROR;
		else
			buf_put(ret_b, chunk, got);
	} while (rc == Z_OK);
	if (rc == Z_STREAM_END && z.avail_in != 0)
		rc = Z_DATA_ERROR;
	(void)inflateEnd(&z);
	return rc == Z_STREAM_END ? 0 : -1;
}
