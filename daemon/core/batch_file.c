/*
 * The file of a batch: one line that says whose it is, then the lines as they
 * came.  It is on disk, with its name, before the counter hears of the batch,
 * and goes when every line is accepted or refused.
 */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "log.h"
#include "mem.h"

#include "ask.h"
#include "batch.h"
#include "core.h"

static char *
batch_path(const struct core *c, int64_t id, const char *tail)
{
	return mem_printf(
	    "%s/batches/%" PRId64 "%s", c->conf.state_dir, id, tail);
}

static int
batch_io(struct fault *f)
{
	int full = errno == ENOSPC || errno == EDQUOT || errno == EFBIG;

	return fault_set(f, full ? FAULT_FULL : FAULT_IO, "",
	    "Kumpulan tidak dapat disimpan", "The batch cannot be kept");
}

static int
batch_copy(int from, int to)
{
	char block[65536];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(from, block, sizeof block, at)) > 0) {
		for (ssize_t done = 0; done < n;) {
			ssize_t w = write(to, block + done, (size_t)(n - done));
			if (w < 0)
				return -1;
			done += w;
		}
		at += n;
	}
	return n < 0 ? -1 : 0;
}

/* A failed sync: what the disk holds is not known, nothing more is accepted. */
static int
batch_sync(struct core *c, int fd)
{
	if (fsync(fd) == 0)
		return 0;
	c->store_down = 1;
	return -1;
}

static int
batch_sync_dir(struct core *c)
{
	char *dir = mem_printf("%s/batches", c->conf.state_dir);
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = fd < 0 ? -1 : batch_sync(c, fd);

	if (fd >= 0)
		close(fd);
	free(dir);
	return rc;
}

int
batch_file_keep(
    struct core *c, int64_t id, const struct ask *a, struct fault *f)
{
	char *dir = mem_printf("%s/batches", c->conf.state_dir);
	char *path = batch_path(c, id, ""), *tmp = batch_path(c, id, ".new");
	int out, rc = -1;

	(void)mkdir(dir, 0700);
	out = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (out < 0 || dprintf(out, "%s %s\n", a->counter, a->person) < 0 ||
	    batch_copy(a->fd, out) < 0 || batch_sync(c, out) < 0 ||
	    rename(tmp, path) < 0 || batch_sync_dir(c) < 0) {
		batch_io(f);
		(void)unlink(tmp);
	} else {
		rc = 0;
	}
	if (out >= 0)
		close(out);
	free(tmp);
	free(path);
	free(dir);
	return rc;
}

int
batch_file_count(struct core *c, int fd, int64_t *ret_n, struct fault *f)
{
	char block[65536];
	off_t at = 0;
	ssize_t n;
	int64_t lines = 0;
	int blank = 1;

	while ((n = pread(fd, block, sizeof block, at)) > 0) {
		for (ssize_t i = 0; i < n; i++) {
			if (block[i] == '\n') {
				lines += !blank;
				blank = 1;
			} else if (block[i] != '\r' && block[i] != ' ') {
				blank = 0;
			}
		}
		at += n;
	}
	if (n < 0)
		return batch_io(f);
	lines += !blank;
	if (at > c->conf.max_batch || lines > BATCH_LINES)
		return fault_set(f, FAULT_TOO_LARGE, "",
		    "Satu kumpulan paling banyak %d baris",
		    "A batch has at most %d lines", BATCH_LINES);
	if (lines == 0)
		return fault_set(f, FAULT_SYNTAX, "", "Kumpulan kosong",
		    "The batch is empty");
	*ret_n = lines;
	return 0;
}

/* The first line names the counter, and the person who stood there. */
static int
batch_head(struct batch *b)
{
	const char *end = memchr(b->text, '\n', b->n);
	char *name, *person;
	int rc;

	if (!end)
		return -1;
	name = mem_strndup(b->text, (size_t)(end - b->text));
	person = strchr(name, ' ');
	if (person)
		*person++ = '\0';
	rc = mem_copy(b->counter, sizeof b->counter, name) < 0 ||
		mem_copy(b->person, sizeof b->person, person ? person : "") < 0
	    ? -1
	    : 0;
	free(name);
	b->at = (size_t)(end - b->text) + 1;
	b->line = 1;
	for (size_t i = b->at; i < b->n; i++)
		b->lines += b->text[i] == '\n';
	b->lines += 2;
	b->taken = mem_alloc((size_t)b->lines / 8 + 1);
	return rc;
}

struct batch *
batch_file_open(struct core *c, int64_t id)
{
	struct batch *b = mem_alloc(sizeof *b);
	struct stat st;
	void *p;
	int fd;

	b->core = c;
	b->id = id;
	b->path = batch_path(c, id, "");
	fd = open(b->path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st) < 0 || st.st_size <= 0)
		goto bad;
	b->n = (size_t)st.st_size;
	p = mmap(NULL, b->n, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		goto bad;
	b->text = p;
	if (batch_head(b) < 0)
		goto bad;
	close(fd);
	return b;
bad:
	log_warn("batch %lld: its file", (long long)id);
	if (fd >= 0)
		close(fd);
	batch_file_close(b);
	return NULL;
}

void
batch_file_close(struct batch *b)
{
	if (b->text)
		(void)munmap((void *)(uintptr_t)b->text, b->n);
	free(b->taken);
	free(b->path);
	free(b);
}

void
batch_file_remove(struct core *c, int64_t id)
{
	char *path = batch_path(c, id, "");

	if (unlink(path) < 0 && errno != ENOENT)
		log_warn("%s", path);
	free(path);
}

void
batch_file_each(struct core *c, void (*fn)(struct core *, int64_t id))
{
	char *dir = mem_printf("%s/batches", c->conf.state_dir);
	DIR *d = opendir(dir);
	struct dirent *e;
	long long id;

	while (d && (e = readdir(d)))
		if (mem_number(e->d_name, 1, INT64_MAX, &id) == 0)
			fn(c, id);
	if (d)
		closedir(d);
	free(dir);
}

int
batch_file_line(
    struct batch *b, const char **ret_s, size_t *ret_n, int *ret_line)
{
	while (b->at < b->n) {
		const char *s = b->text + b->at;
		const char *end = memchr(s, '\n', b->n - b->at);
		size_t n = end ? (size_t)(end - s) : b->n - b->at;
		int line = b->line++, bit = 1 << (line % 8);

		b->at += n + 1;
		while (n && (s[n - 1] == '\r' || s[n - 1] == ' '))
			n--;
		if (n == 0 || b->taken[line / 8] & bit)
			continue;
		b->taken[line / 8] |= (uint8_t)bit;
		*ret_s = s;
		*ret_n = n;
		*ret_line = line;
		return 1;
	}
	return 0;
}
