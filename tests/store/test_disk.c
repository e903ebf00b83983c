/*
 * Disks that are full and disks that lie.  This program's own pwrite64,
 * fdatasync, fsync and write stand before the C library's and fail when told:
 * every write of a commit in turn meets a full disk (FAULT_FULL, nothing lost,
 * the store goes on), every write and sync in turn meets an error (FAULT_IO,
 * and the store refuses until it is opened again).
 */
/* SRC: tests/store/kit.c */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "blob.h"
#include "mem.h"
#include "spool/store_int.h"
#include "tests/store/kit.h"

/* ---- the disk's temper ---- */

enum call { NONE, WRITE, SYNC };

static enum call fail_call;
static int fail_in;    /* calls until the failure, 0 = the next */
static int fail_errno; /* what it says */
static int failed;     /* how often it did */
static int files_synced, folders_synced; /* by fsync */

static int
fails(enum call c)
{
	if (fail_call != c || fail_in-- > 0)
		return 0;
	fail_call = NONE;
	failed++;
	errno = fail_errno;
	return 1;
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	return fails(WRITE) ? -1 : syscall(SYS_pwrite64, fd, p, n, at);
}

ssize_t
write(int fd, const void *p, size_t n)
{
	return fails(WRITE) ? -1 : syscall(SYS_write, fd, p, n);
}

int
fdatasync(int fd)
{
	return fails(SYNC) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

int
fsync(int fd)
{
	struct stat st;

	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		files_synced++;
	else
		folders_synced++;
	return fails(SYNC) ? -1 : (int)syscall(SYS_fsync, fd);
}

static void
temper(enum call c, int in, int err)
{
	fail_call = c;
	fail_in = in;
	fail_errno = err;
	failed = 0;
}

/* ---- the store ---- */

struct ground {
	struct store *s;
	char *dir, *path;
	unsigned made; /* jobs acknowledged */
};

static int
setup(void **state)
{
	struct ground *g = mem_alloc(sizeof(*g));

	temper(NONE, 0, 0);
	g->dir = kit_dir();
	g->path = mem_printf("%s/store.db", g->dir);
	assert_int_equal(store_open_sqlite(g->path, "a", &g->s, NULL), 0);
	kit_template(g->s);
	*state = g;
	return 0;
}

static void
all_there(struct ground *g)
{
	struct store_job j;

	for (unsigned i = 1; i <= g->made; i++) {
		if (store_job_by_document(g->s, kit_id(i), &j, NULL) != 0)
			fail_msg("job %u is lost", i);
		store_job_release(&j);
	}
}

static int
teardown(void **state)
{
	struct ground *g = *state;

	temper(NONE, 0, 0);
	all_there(g);
	store_close(g->s);
	kit_examine(g->path);
	kit_remove(g->dir);
	free(g->path);
	free(g);
	return 0;
}

/* A group of three; 0 or the fault's code, of whichever call met it. */
static enum fault_code
group(struct ground *g)
{
	struct fault f = { 0 }, again = { 0 };
	int rc = store_begin(g->s, &f);

	if (rc != 0)
		return f.code;
	for (unsigned i = 1; i <= 3 && rc == 0; i++) {
		struct store_new in = kit_new(kit_id(g->made + i), NULL);

		rc = store_job_create(g->s, &in, NULL, &f);
	}
	if (rc == 0 && store_commit(g->s, &f) == 0) {
		g->made += 3;
		return FAULT_NONE;
	}
	if (rc != 0) {
		/* the group is lost: its commit says why once more */
		assert_int_equal(store_commit(g->s, &again), -1);
		assert_int_equal(again.code, f.code);
	}
	return f.code;
}

static void
reopen(struct ground *g)
{
	temper(NONE, 0, 0);
	store_close(g->s);
	g->s = NULL;
	assert_int_equal(store_open_sqlite(g->path, "a", &g->s, NULL), 0);
	/* what failed may be there or not; what was acknowledged is */
	all_there(g);
}

/* A full disk at each write in turn. */
static void
full_at_each_write(void **state)
{
	struct ground *g = *state;
	int n;

	assert_int_equal(group(g), FAULT_NONE);
	for (n = 0; n < 200; n++) {
		struct store_job j;
		unsigned before = g->made;
		enum fault_code code;

		temper(WRITE, n, n % 2 ? EDQUOT : ENOSPC);
		code = group(g);
		if (!failed) {
			assert_int_equal(code, FAULT_NONE);
			break;
		}
		assert_int_equal(code, FAULT_FULL);
		assert_true(store_writable(g->s));
		/* none of the group, all of the others */
		assert_int_equal(
		    store_job_by_document(g->s, kit_id(before + 1), &j, NULL),
		    -1);
		all_there(g);
		assert_int_equal(group(g), FAULT_NONE);
	}
	assert_in_range(n, 10, 199);
}

/* A call outside a group, and single steps, meet it as well. */
static void
full_alone(void **state)
{
	struct ground *g = *state;
	struct store_change c = { .actor = "core", .seals = "[]" };
	struct store_new in;
	struct fault f;

	assert_int_equal(group(g), FAULT_NONE);
	temper(WRITE, 3, ENOSPC);
	in = kit_new(kit_id(90), "key");
	assert_int_equal(store_job_create(g->s, &in, NULL, &f), -1);
	assert_int_equal(f.code, FAULT_FULL);
	assert_int_equal(f.err, ENOSPC);
	temper(WRITE, 3, ENOSPC);
	assert_int_equal(
	    store_job_step(g->s, 1, 1, JOB_EV_SEAL, &c, 5, NULL, &f), -1);
	assert_int_equal(f.code, FAULT_FULL);
	assert_int_equal(
	    store_job_step(g->s, 1, 1, JOB_EV_SEAL, &c, 5, NULL, &f), 0);
}

/* A file that may not grow (RLIMIT_FSIZE), then may again. */
static void
full_by_limit(void **state)
{
	struct ground *g = *state;
	char *wal = mem_printf("%s-wal", g->path);
	struct rlimit old, tight;
	struct stat st;
	enum fault_code code = FAULT_NONE;

	(void)signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(group(g), FAULT_NONE);
	assert_int_equal(stat(wal, &st), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	tight = old;
	tight.rlim_cur = (rlim_t)st.st_size + 200000;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
	for (int i = 0; i < 100 && code == FAULT_NONE; i++)
		code = group(g);
	for (int i = 0; i < 5; i++)
		assert_int_equal(group(g), FAULT_FULL);
	assert_int_equal(code, FAULT_FULL);
	assert_true(g->made > 3);
	all_there(g);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_int_equal(group(g), FAULT_NONE);
	free(wal);
}

/* The file itself is at its end (SQLite's own limit of pages). */
static void
full_by_pages(void **state)
{
	struct ground *g = *state;
	enum fault_code code = FAULT_NONE;

	store_db_limit(g->s->db, 1); /* no page more than now */
	for (int i = 0; i < 200 && code == FAULT_NONE; i++)
		code = group(g);
	assert_int_equal(code, FAULT_FULL);
	assert_int_equal(group(g), FAULT_FULL);
	all_there(g);
	store_db_limit(g->s->db, 1000000);
	assert_int_equal(group(g), FAULT_NONE);
}

/* On a small disk of its own (full.sh): filled by a stranger's file. */
static void
full_for_real(void **state)
{
	struct ground *g = *state;
	char *path = mem_printf("%s/stranger", g->dir), page[4096] = { 1 };
	enum fault_code code = FAULT_NONE;
	int fd, i;

	if (getenv("CETAK_SMALL_DISK") == NULL) {
		free(path);
		skip();
	}
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	assert_true(fd >= 0);
	while (write(fd, page, sizeof(page)) > 0)
		;
	assert_int_equal(errno, ENOSPC);
	assert_int_equal(ftruncate(fd, lseek(fd, 0, SEEK_CUR) - 300000), 0);
	for (i = 0; i < 1000 && code == FAULT_NONE; i++)
		code = group(g);
	assert_int_equal(code, FAULT_FULL);
	assert_true(i > 1);
	assert_int_equal(group(g), FAULT_FULL);
	all_there(g);
	close(fd);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(group(g), FAULT_NONE);
	free(path);
}

/* An error at each write and each sync in turn. */
static void
broken_at_each(struct ground *g, enum call c, int least)
{
	int n;

	for (n = 0; n < 200; n++) {
		enum fault_code code;

		assert_int_equal(group(g), FAULT_NONE);
		temper(c, n, EIO);
		code = group(g);
		if (!failed) {
			assert_int_equal(code, FAULT_NONE);
			break;
		}
		assert_int_equal(code, FAULT_IO);
		assert_false(store_writable(g->s));
		assert_int_equal(group(g), FAULT_UNAVAILABLE);
		assert_int_equal(
		    kit_step(g->s, 1, JOB_EV_SEAL), FAULT_UNAVAILABLE);
		all_there(g); /* reading goes on */
		reopen(g);
		assert_true(store_writable(g->s));
		g->made += 3; /* those ids may be taken */
		for (unsigned i = g->made - 2; i <= g->made; i++) {
			struct store_job j;

			if (store_job_by_document(g->s, kit_id(i), &j, NULL) !=
			    0)
				kit_make(g->s, i);
			else
				store_job_release(&j);
		}
	}
	assert_in_range(n, least, 199);
}

static void
broken_write(void **state)
{
	broken_at_each(*state, WRITE, 10);
}

static void
broken_sync(void **state)
{
	broken_at_each(*state, SYNC, 1);
}

/* A sync that fails for lack of space is no better than any other. */
static void
sync_without_space(void **state)
{
	struct ground *g = *state;

	temper(SYNC, 0, ENOSPC);
	assert_int_equal(group(g), FAULT_IO);
	assert_int_equal(group(g), FAULT_UNAVAILABLE);
	reopen(g);
}

/* Copying the log back may fail, too: the jobs are in the log. */
static void
broken_checkpoint(void **state)
{
	struct ground *g = *state;
	char *big = mem_alloc(50001);
	struct fault f;

	memset(big, 'x', 50000);
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 100; i++) {
			struct store_new in = kit_new(kit_id(++g->made), NULL);

			in.fields = big;
			assert_int_equal(
			    store_job_create(g->s, &in, NULL, &f), 0);
		}
		/* the first sync is the log's, the second the file's */
		temper(SYNC, round, EIO);
		assert_int_equal(store_idle(g->s, &f), -1);
		assert_int_equal(f.code, FAULT_IO);
		assert_false(store_writable(g->s));
		reopen(g);
	}
	free(big);
}

/* ---- blobs ---- */

static void
blobs(void **state)
{
	struct ground *g = *state;
	char *path = mem_printf("%s/blob", g->dir);
	uint8_t hash[32];
	struct blob_dir *d;
	struct fault f;
	int fd, n, sound = 1;

	assert_int_equal(blob_open(path, &d, &f), 0);
	files_synced = folders_synced = 0;
	assert_int_equal(blob_put(d, "cache", 5, 0, hash, &f), 0);
	assert_int_equal(files_synced + folders_synced, 0);
	assert_int_equal(blob_put(d, "durable", 7, 1, hash, &f), 0);
	assert_int_equal(files_synced, 1);
	assert_int_equal(folders_synced, 1);
	/* there already, but perhaps never synced */
	assert_int_equal(blob_put(d, "cache", 5, 1, hash, &f), 0);
	assert_int_equal(files_synced, 2);
	/* known to be synced, until it is not there */
	assert_int_equal(blob_put(d, "cache", 5, 1, hash, &f), 0);
	assert_int_equal(files_synced, 2);
	assert_int_equal(blob_remove(d, hash, &f), 0);
	assert_int_equal(blob_put(d, "cache", 5, 0, hash, &f), 0);
	assert_int_equal(blob_put(d, "cache", 5, 1, hash, &f), 0);
	assert_int_equal(files_synced, 3);
	for (n = 0; n < 20; n++) {
		temper(n % 2 ? SYNC : WRITE, n / 2, n % 2 ? EIO : ENOSPC);
		if (blob_put(d, &n, sizeof(n), 1, hash, &f) == 0) {
			assert_int_equal(failed, 0);
			temper(NONE, 0, 0);
			assert_int_equal(blob_get(d, hash, &fd, &f), 0);
			close(fd);
			continue;
		}
		assert_int_equal(failed, 1);
		assert_int_equal(f.code, n % 2 ? FAULT_IO : FAULT_FULL);
		temper(NONE, 0, 0);
		/* a full disk is forgiven, a failed sync is not */
		sound = sound && n % 2 == 0;
		assert_int_equal(blob_sound(d), sound);
		assert_int_equal(blob_put(d, &n, sizeof(n), 1, hash, &f), 0);
	}
	assert_false(sound);
	blob_close(d);
	free(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
		CASE(full_at_each_write),
		CASE(full_alone),
		CASE(full_by_limit),
		CASE(full_by_pages),
		CASE(full_for_real),
		CASE(broken_write),
		CASE(broken_sync),
		CASE(sync_without_space),
		CASE(broken_checkpoint),
		CASE(blobs),
	};

	if (getenv("CETAK_SMALL_DISK") != NULL)
		cmocka_set_test_filter("full_for_real");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
