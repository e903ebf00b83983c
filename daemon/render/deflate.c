/*
 * The only file of the renderer that knows zlib.  For grounds and fonts,
 * which are kept: a page's own content is deflated by libharu.
 */

#include <zlib.h>

#include "buf.h"
#include "log.h"
#include "mem.h"

#include "deflate.h"

static int level = 9;

void
deflate_quick(void)
{
	level = 1;
}

void
deflate_best(const void *p, size_t n, struct buf *ret_b)
{
	uLongf size = compressBound(n);

	buf_clear(ret_b);
	ret_b->p = mem_array(ret_b->p, size + 1, 1);
	ret_b->cap = size + 1;
	if (compress2(ret_b->p, &size, p, n, level) != Z_OK)
		fatalx("zlib");
	ret_b->n = size;
	ret_b->p[size] = '\0';
}
