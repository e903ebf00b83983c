/* Files named by their hash: put, found again, cut by a power failure. */
/* SRC: tests/store/kit.c */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "blob.h"
#include "buf.h"
#include "crypt.h"
#include "enc.h"
#include "mem.h"
#include "tests/store/kit.h"

static char *dir, *path;
static struct blob_dir *d;

static int
setup(void **state)
{
	(void)state;
	dir = kit_dir();
	path = mem_printf("%s/blob", dir);
	return blob_open(path, &d, NULL);
}

static int
teardown(void **state)
{
	(void)state;
	blob_close(d);
	kit_remove(dir);
	free(path);
	return 0;
}

static char *
file_of(const uint8_t hash[32])
{
	char hex[65];

	enc_hex(hash, 32, hex);
	return mem_printf("%s/%.2s/%s", path, hex, hex + 2);
}

static void
expect(const uint8_t hash[32], const void *p, size_t n)
{
	struct buf b = { 0 };
	int fd;

	assert_int_equal(blob_get(d, hash, &fd, NULL), 0);
	assert_int_equal(buf_read_fd(&b, fd, 1 << 20), 0);
	assert_int_equal(b.n, n);
	if (n > 0)
		assert_memory_equal(b.p, p, n);
	assert_int_equal(write(fd, "x", 1), -1);
	close(fd);
	buf_release(&b);
}

static void
put_and_get(void **state)
{
	uint8_t hash[32], want[32], again[32];
	struct stat st;
	struct fault f;
	char *file;
	int fd;

	(void)state;
	crypt_sha256("abc", 3, want);
	assert_int_equal(blob_get(d, want, &fd, &f), -1);
	assert_int_equal(f.code, FAULT_NOT_FOUND);
	assert_int_equal(blob_put(d, "abc", 3, 1, hash, &f), 0);
	assert_memory_equal(hash, want, 32);
	expect(hash, "abc", 3);
	file = file_of(hash);
	assert_int_equal(stat(file, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	free(file);
	assert_int_equal(blob_put(d, "abc", 3, 0, again, &f), 0);
	assert_memory_equal(again, hash, 32);
	assert_int_equal(blob_put(d, "", 0, 0, again, &f), 0);
	expect(again, "", 0);
	assert_int_equal(blob_remove(d, hash, &f), 0);
	assert_int_equal(blob_remove(d, hash, &f), -1);
	assert_int_equal(f.code, FAULT_NOT_FOUND);
	assert_int_equal(blob_get(d, hash, &fd, &f), -1);
}

/* What a power failure leaves: nothing in the file, or other bytes. */
static void
cut(void **state)
{
	uint8_t hash[32];
	struct fault f;
	char *file;
	int fd;

	(void)state;
	assert_int_equal(blob_put(d, "abcdef", 6, 0, hash, &f), 0);
	file = file_of(hash);
	assert_int_equal(truncate(file, 0), 0);
	assert_int_equal(blob_put(d, "abcdef", 6, 1, hash, &f), 0);
	expect(hash, "abcdef", 6);
	fd = open(file, O_WRONLY);
	assert_int_equal(write(fd, "\0\0\0", 3), 3);
	close(fd);
	assert_int_equal(blob_get(d, hash, &fd, &f), -1);
	assert_int_equal(f.code, FAULT_NOT_FOUND);
	assert_int_equal(access(file, F_OK), -1);
	free(file);
}

static void
half_files_are_swept(void **state)
{
	char *half = mem_printf("%s/.new-0123456789abcdef", path);
	uint8_t hash[32];

	(void)state;
	assert_int_equal(blob_put(d, "abc", 3, 1, hash, NULL), 0);
	close(open(half, O_WRONLY | O_CREAT, 0600));
	blob_close(d);
	d = NULL;
	assert_int_equal(blob_open(path, &d, NULL), 0);
	assert_int_equal(access(half, F_OK), -1);
	expect(hash, "abc", 3);
	free(half);
}

static void
no_folder(void **state)
{
	struct blob_dir *none;
	struct fault f;

	(void)state;
	assert_int_equal(blob_open("/nowhere/at/all", &none, &f), -1);
	assert_int_equal(f.code, FAULT_IO);
	blob_close(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
		CASE(put_and_get),
		CASE(cut),
		CASE(half_files_are_swept),
		CASE(no_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
