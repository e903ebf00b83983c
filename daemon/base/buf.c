/*
 * A growing run of bytes, always followed by a NUL.  libc only; ends the
 * process when memory does, so that no caller handles a half-grown buffer.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "log.h"
#include "mem.h"

/* Room for n more bytes and the NUL. */
static void
grow(struct buf *b, size_t n)
{
	if (n > SIZE_MAX / 4 || b->n > SIZE_MAX / 4)
		fatalx("a buffer too large");
	size_t want = b->n + n + 1;
	if (want <= b->cap)
		return;
	size_t cap = b->cap < 64 ? 64 : b->cap * 2;
	if (cap < want)
		cap = want;
	b->p = mem_array(b->p, cap, 1);
	b->cap = cap;
}

void
buf_put(struct buf *b, const void *p, size_t n)
{
	grow(b, n);
	if (n > 0)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void
buf_putc(struct buf *b, int c)
{
	uint8_t byte = (uint8_t)c;

	buf_put(b, &byte, 1);
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	size_t room = b->cap - b->n;
	va_list ap;
	int n;

	/* mostly it fits at once */
	va_start(ap, fmt);
	n = vsnprintf(room > 0 ? (char *)b->p + b->n : NULL, room, fmt, ap);
	va_end(ap);
	if (n < 0)
		fatalx("a format that cannot be printed");
	if ((size_t)n >= room) {
		grow(b, (size_t)n);
		va_start(ap, fmt);
		(void)vsnprintf((char *)b->p + b->n, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	b->n += (size_t)n;
}

const char *
buf_str(const struct buf *b)
{
	return b->p != NULL ? (const char *)b->p : "";
}

void
buf_clear(struct buf *b)
{
	b->n = 0;
	if (b->p != NULL)
		b->p[0] = '\0';
}

void
buf_release(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}

int
buf_read_fd(struct buf *b, int fd, size_t max)
{
	struct stat st;
	size_t start = b->n;
	int by_offset = lseek(fd, 0, SEEK_CUR) >= 0;

	/* one read for a file of known size: room for it and for its end */
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
	    (uint64_t)st.st_size <= max)
		grow(b, (size_t)st.st_size + 1);
	for (;;) {
		grow(b, b->cap - b->n > 1 ? 0 : 4096);
		size_t room = b->cap - b->n - 1;
		ssize_t n = by_offset
		    ? pread(fd, b->p + b->n, room, (off_t)(b->n - start))
		    : read(fd, b->p + b->n, room);
		if (n < 0 && errno == EINTR)
			continue;
		if (n > 0)
			b->n += (size_t)n;
		b->p[b->n] = '\0';
		if (n == 0)
			return 0;
		if (n < 0 || b->n - start > max)
			break;
	}
	if (b->n - start > max)
		errno = EFBIG;
	b->n = start;
	b->p[start] = '\0';
	return -1;
}

int
buf_read_file(struct buf *b, const char *path, size_t max)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return -1;
	int rc = buf_read_fd(b, fd, max);
	int err = errno;
	(void)close(fd);
	errno = err;
	return rc;
}
