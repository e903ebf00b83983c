/*
 * How far a flow has come: one number in one file.  It is moved on only after
 * a delivery was taken, by a whole new file that is on disk before it takes
 * the old one's place; a death at any moment leaves one or the other.  A file
 * that holds no number is a fault, not a zero.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fault.h"
#include "mem.h"

#include "hook.h"

int
cursor_read(
    const char *dir, const char *name, int64_t *ret_seq, struct fault *f)
{
	char *path = mem_printf("%s/%s.cursor", dir, name);
	struct buf b = { 0 };
	long long n = 0;
	int rc = -1;

	if (buf_read_file(&b, path, 64) < 0) {
		rc = errno == ENOENT ? 0
				     : fault_set(f, FAULT_IO, "", "%s: %s",
					   "%s: %s", path, strerror(errno));
	} else {
		if (b.n > 0 && b.p[b.n - 1] == '\n')
			b.p[--b.n] = '\0';
		rc = mem_number(buf_str(&b), 0, INT64_MAX, &n) == 0
		    ? 1
		    : fault_set(f, FAULT_IO, "",
			  "%s tidak berisi sebuah bilangan",
			  "%s does not hold a number", path);
	}
	*ret_seq = n;
	buf_release(&b);
	free(path);
	return rc;
}

/* The name in the folder is on disk too. */
static int
cursor_sync_folder(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc;

	if (fd < 0)
		return -1;
	rc = fsync(fd);
	close(fd);
	return rc;
}

int
cursor_write(const char *dir, const char *name, int64_t seq, struct fault *f)
{
	char *path = mem_printf("%s/%s.cursor", dir, name);
	char *fresh = mem_printf("%s/%s.cursor.new", dir, name);
	char text[32];
	int n = snprintf(text, sizeof text, "%lld\n", (long long)seq);
	int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	int rc = -1;

	if (fd >= 0) {
		if (write(fd, text, (size_t)n) == n && fsync(fd) == 0)
			rc = 0;
		if (close(fd) < 0)
			rc = -1;
	}
	if (rc < 0 || rename(fresh, path) < 0 || cursor_sync_folder(dir) < 0)
		rc = fault_set(
		    f, FAULT_IO, "", "%s: %s", "%s: %s", path, strerror(errno));
	free(fresh);
	free(path);
	return rc;
}
