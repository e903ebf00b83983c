#ifndef RENDER_DEFLATE_H
#define RENDER_DEFLATE_H

#include <stddef.h>

struct buf;

/* p[n] as a zlib stream, as small as it gets: for what is made once. */
void deflate_best(const void *p, size_t n, struct buf *ret_b);

/* From now on speed before size: for a process that draws one page. */
void deflate_quick(void);

#endif
