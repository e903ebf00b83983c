/*
 * Files named by the SHA-256 of what they hold.  A file appears under its
 * name whole or not at all: it is written beside it, synced when asked, and
 * renamed.  Nothing here may follow a link or leave a half file behind on an
 * error; what a power cut leaves (names beginning with ".") is removed at the
 * next opening.
 */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "crypt.h"
#include "enc.h"
#include "fault.h"
#include "mem.h"

#include "blob.h"

#define HEX 65 /* SHA-256 in hexadecimal, with NUL */
/* Longer than any body that is let in. */
#define BLOB_MAX ((size_t)256 << 20)
#define NAME (HEX + 3) /* "ab/cdef..." or ".new-..." */

#define SYNCED 256

struct blob_dir {
	int fd;
	int unsound; /* a sync failed */
	/* Some that this handle has synced: a worker's photo comes again with
	 * each document. */
	uint8_t synced[SYNCED][32];
};

static int
failed(struct fault *f)
{
	if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)
		return fault_set(f, FAULT_FULL, "",
		    "Ruang penyimpanan penuh; tidak ada yang hilang.",
		    "No space is left to keep it; nothing is lost.");
	return fault_set(f, FAULT_IO, "", "Berkas tidak dapat disimpan.",
	    "The file cannot be kept.");
}

/* Half files of a program that was killed. */
static int
sweep(int fd)
{
	int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = copy < 0 ? NULL : fdopendir(copy);
	struct dirent *e;

	if (d == NULL) {
		if (copy >= 0)
			close(copy);
		return -1;
	}
	while ((e = readdir(d)) != NULL)
		if (strncmp(e->d_name, ".new-", 5) == 0)
			(void)unlinkat(fd, e->d_name, 0);
	closedir(d);
	return 0;
}

/* Every folder "ab", so that a put makes and syncs none. */
static int
make_folders(int fd)
{
	char name[3];
	int made = 0;

	for (unsigned i = 0; i < 256; i++) {
		(void)snprintf(name, sizeof(name), "%02x", i);
		if (mkdirat(fd, name, 0700) == 0)
			made = 1;
		else if (errno != EEXIST)
			return -1;
	}
	return made ? fsync(fd) : 0;
}

int
blob_open(const char *path, struct blob_dir **ret_d, struct fault *f)
{
	struct blob_dir *d;
	int fd;

	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return failed(f);
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return failed(f);
	if (sweep(fd) != 0 || make_folders(fd) != 0) {
		failed(f);
		close(fd);
		return -1;
	}
	d = mem_alloc(sizeof(*d));
	d->fd = fd;
	*ret_d = d;
	return 0;
}

void
blob_close(struct blob_dir *d)
{
	if (d == NULL)
		return;
	close(d->fd);
	free(d);
}

/* "ab/cdef..." */
static void
name_of(const uint8_t hash[32], char ret_name[NAME])
{
	char hex[HEX];

	enc_hex(hash, 32, hex);
	(void)snprintf(ret_name, NAME, "%.2s/%s", hex, hex + 2);
}

static int
write_all(int fd, const uint8_t *p, size_t n)
{
	while (n > 0) {
		ssize_t k = write(fd, p, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return -1;
		p += k;
		n -= (size_t)k;
	}
	return 0;
}

/* After a failed sync nobody knows what the disk holds, and a second sync of
 * the same pages may say yes to what is lost. */
static int
sync_fd(struct blob_dir *d, int fd)
{
	if (fsync(fd) == 0)
		return 0;
	d->unsound = 1;
	return -1;
}

static int
sync_dir(struct blob_dir *d, const char *name)
{
	int fd = openat(d->fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc, err;

	if (fd < 0)
		return -1;
	rc = sync_fd(d, fd);
	err = errno;
	close(fd);
	errno = err;
	return rc;
}

static uint8_t *
synced_place(struct blob_dir *d, const uint8_t hash[32])
{
	return d->synced[hash[0] % SYNCED];
}

/*
 * Another put of the same bytes may have left them unsynced (durable = 0), so
 * one that must be durable syncs even what it finds.
 */
static int
present(struct blob_dir *d, const char *name, size_t n, int durable)
{
	char folder[3] = { name[0], name[1], '\0' };
	int fd = openat(d->fd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat st;
	int ok;

	if (fd < 0)
		return errno == ENOENT ? 0 : -1;
	/* a size that differs is a file cut by a power failure: write anew */
	ok = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    st.st_size == (off_t)n;
	if (ok && durable && (sync_fd(d, fd) != 0 || sync_dir(d, folder) != 0))
		ok = -1;
	close(fd);
	return ok;
}

static int
put_new(
    struct blob_dir *d, const char *name, const void *p, size_t n, int durable)
{
	char temp[NAME], folder[3] = { name[0], name[1], '\0' };
	uint8_t salt[8];
	char hex[2 * sizeof(salt) + 1];
	int fd, err, rc = -1;

	crypt_random(salt, sizeof(salt));
	enc_hex(salt, sizeof(salt), hex);
	(void)snprintf(temp, sizeof(temp), ".new-%s", hex);
	fd = openat(d->fd, temp,
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return -1;
	if (write_all(fd, p, n) != 0 || (durable && sync_fd(d, fd) != 0) ||
	    renameat(d->fd, temp, d->fd, name) != 0)
		goto out;
	rc = durable ? sync_dir(d, folder) : 0;
out:
	err = errno;
	if (rc != 0)
		(void)unlinkat(d->fd, temp, 0);
	close(fd);
	errno = err;
	return rc;
}

int
blob_put(struct blob_dir *d, const void *p, size_t n, int durable,
    uint8_t ret_hash[32], struct fault *f)
{
	uint8_t hash[32];
	char name[NAME];
	int known, there;

	crypt_sha256(p, n, hash);
	name_of(hash, name);
	known = memcmp(synced_place(d, hash), hash, sizeof(hash)) == 0;
	there = present(d, name, n, durable && !known);
	if (there < 0 || (there == 0 && put_new(d, name, p, n, durable) != 0))
		return failed(f);
	if (durable)
		memcpy(synced_place(d, hash), hash, sizeof(hash));
	memcpy(ret_hash, hash, sizeof(hash));
	return 0;
}

static int
absent(struct fault *f)
{
	return fault_set(f, FAULT_NOT_FOUND, "", "Berkas tidak ditemukan.",
	    "There is no such file.");
}

static int
take_away(struct blob_dir *d, const uint8_t hash[32])
{
	uint8_t *synced = synced_place(d, hash);
	char name[NAME];

	if (memcmp(synced, hash, 32) == 0)
		memset(synced, 0, 32);
	name_of(hash, name);
	return unlinkat(d->fd, name, 0);
}

/* 1 when fd holds what its name says, 0 not, -1. */
static int
genuine(int fd, const uint8_t hash[32])
{
	struct buf b = { 0 };
	uint8_t got[32];

	if (buf_read_fd(&b, fd, BLOB_MAX) != 0) {
		buf_release(&b);
		return errno == EFBIG ? 0 : -1;
	}
	crypt_sha256(b.p == NULL ? (const uint8_t *)"" : b.p, b.n, got);
	buf_release(&b);
	return memcmp(got, hash, sizeof(got)) == 0;
}

int
blob_get(
    struct blob_dir *d, const uint8_t hash[32], int *ret_fd, struct fault *f)
{
	char name[NAME];
	int fd, ok;

	name_of(hash, name);
	fd = openat(d->fd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return errno == ENOENT ? absent(f) : failed(f);
	if ((ok = genuine(fd, hash)) == 1) {
		*ret_fd = fd;
		return 0;
	}
	if (ok < 0)
		failed(f);
	close(fd);
	if (ok < 0)
		return -1;
	/* a power cut took the bytes of a file that was not synced */
	(void)take_away(d, hash);
	return absent(f);
}

int
blob_remove(struct blob_dir *d, const uint8_t hash[32], struct fault *f)
{
	if (take_away(d, hash) == 0)
		return 0;
	return errno == ENOENT ? absent(f) : failed(f);
}

int
blob_sound(const struct blob_dir *d)
{
	return !d->unsound;
}
