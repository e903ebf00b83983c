#ifndef JOUT_H
#define JOUT_H

/*
 * JSON written straight into a buffer: members in the order they are given,
 * commas by themselves.  name NULL writes an element of an array.
 */

#include <stdint.h>

struct buf;

void jout_open(struct buf *b, const char *name, int bracket); /* '{' '[' */
void jout_close(struct buf *b, int bracket);		      /* '}' ']' */
void jout_end(struct buf *b); /* the outermost value is complete */
void jout_text(struct buf *b, const char *name, const char *s); /* NULL null */
/* As jout_text, but "" is null too. */
void jout_some(struct buf *b, const char *name, const char *s);
void jout_int(struct buf *b, const char *name, int64_t n);
void jout_bool(struct buf *b, const char *name, int yes);
void jout_null(struct buf *b, const char *name);
void jout_raw(struct buf *b, const char *name, const char *json);
void jout_time(struct buf *b, const char *name, int64_t utc);

#endif
