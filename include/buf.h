#ifndef BUF_H
#define BUF_H

/*
 * A growing run of bytes, always followed by a NUL that n does not count.
 * Out of memory ends the process.  { 0 } is an empty buffer.
 */

#include <stddef.h>
#include <stdint.h>

struct buf {
	uint8_t *p;
	size_t n;
	size_t cap;
};

void buf_put(struct buf *b, const void *p, size_t n);
void buf_putc(struct buf *b, int c);
void buf_puts(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The bytes as a C string, "" when empty; owned by b. */
const char *buf_str(const struct buf *b);
void buf_clear(struct buf *b);	 /* n = 0, memory kept */
void buf_release(struct buf *b); /* memory freed, b usable again */

/* Whole file or descriptor (from its start, by pread where it can seek), at
 * most max bytes.  -1 with errno; EFBIG when longer. */
int buf_read_file(struct buf *b, const char *path, size_t max);
int buf_read_fd(struct buf *b, int fd, size_t max);

#endif
