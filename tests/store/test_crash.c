/*
 * Killed at any moment, the store loses nothing it acknowledged and keeps no
 * half of anything: a child makes and steps jobs in groups and acknowledges
 * each committed group by a pipe; it is killed after a random number of
 * acknowledgements or at a named point; the file is opened again, searched
 * for all that was acknowledged, and examined (I1 to I6).  A copy with the
 * write-ahead log cut at a random place, as by a power failure, is examined
 * as well.
 */
/* SRC: tests/store/kit.c */

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "buf.h"
#include "mem.h"
#include "tests/store/kit.h"

#define ROUNDS 40
#define JOBS_MAX 20000

struct ack {
	int64_t id, rev;
};

static int64_t known[JOBS_MAX]; /* acknowledged rev of each job */
static uint64_t seed = 20261122;

static unsigned
dice(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

/* ---- the child ---- */

static struct ack
one_change(struct store *s, int64_t jobs)
{
	struct store_job j;
	char key[24];

	if (jobs > 0 && dice(3) != 0) {
		int64_t id = 1 + (int64_t)dice((unsigned)jobs);

		(void)kit_step(
		    s, id, (enum job_event)(1 + dice(JOB_EVENT_N - 1)));
		if (store_job_get(s, id, &j, NULL) != 0)
			_exit(3);
	} else {
		struct store_answer a = {
			.body_hash = { 0xd1 }, .status = 201, .body = "{}"
		};
		struct store_new in;

		(void)snprintf(key, sizeof(key), "key-%lld", (long long)jobs);
		in = kit_new(kit_id((unsigned)jobs), key);
		if (store_job_create(s, &in, &j, NULL) != 0)
			_exit(4);
		a.job = j.id;
		if (store_answer_put(s, in.counter, key, &a, KIT_NOW, NULL) !=
		    0)
			_exit(5);
	}
	store_job_release(&j);
	return (struct ack){ j.id, j.rev };
}

static void
child(const char *path, int out, const char *point, unsigned commits)
{
	struct ack acks[8];
	struct store *s;
	int64_t jobs = 0, count[JOB_STATE_N];

	if (store_open_sqlite(path, "a", &s, NULL) != 0)
		_exit(6);
	kit_template(s);
	for (unsigned c = 0;; c++) {
		size_t n = 1 + dice(8);

		if (point != NULL && c == commits)
			setenv("CETAK_CRASH", point, 1);
		if (store_begin(s, NULL) != 0)
			_exit(7);
		for (size_t i = 0; i < n; i++) {
			if (store_job_count(s, count, NULL) != 0)
				_exit(8);
			jobs = 0;
			for (int k = 0; k < JOB_STATE_N; k++)
				jobs += count[k];
			acks[i] = one_change(s, jobs);
		}
		if (store_commit(s, NULL) != 0)
			_exit(9);
		if (dice(20) == 0)
			(void)store_idle(s, NULL);
		if (write(out, acks, n * sizeof(acks[0])) < 0)
			_exit(10);
	}
}

/* ---- the parent ---- */

/* Runs a child until it dies; how many changes it acknowledged. */
static unsigned
live_and_die(const char *path, const char *point)
{
	unsigned commits = dice(30), after = 1 + dice(400), n = 0;
	int fds[2], status;
	struct ack a;
	pid_t pid;

	assert_int_equal(pipe(fds), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		close(fds[0]);
		child(path, fds[1], point, commits);
	}
	close(fds[1]);
	/* a write of so few bytes to a pipe is whole */
	while (read(fds[0], &a, sizeof(a)) == (ssize_t)sizeof(a)) {
		assert_in_range(a.id, 1, JOBS_MAX - 1);
		if (known[a.id] < a.rev)
			known[a.id] = a.rev;
		if (++n == after && point == NULL)
			assert_int_equal(kill(pid, SIGKILL), 0);
	}
	close(fds[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		fail_msg("the child ended by itself: %x", (unsigned)status);
	return n;
}

static void
search(const char *path)
{
	struct store *s;
	struct store_job j;

	assert_int_equal(store_open_sqlite(path, "a", &s, NULL), 0);
	for (int64_t id = 1; id < JOBS_MAX; id++) {
		if (known[id] == 0)
			continue;
		if (store_job_get(s, id, &j, NULL) != 0)
			fail_msg("job %lld is lost", (long long)id);
		if (j.rev < known[id])
			fail_msg("job %lld fell back to rev %lld",
			    (long long)id, (long long)j.rev);
		store_job_release(&j);
	}
	store_close(s);
}

/* A copy as a power failure may leave it: the log ends anywhere. */
static void
torn(const char *path, const char *dir)
{
	char *copy = mem_printf("%s/torn.db", dir);
	const char *const ends[] = { "", "-wal" };

	for (int i = 0; i < 2; i++) {
		char *from = mem_printf("%s%s", path, ends[i]);
		char *to = mem_printf("%s%s", copy, ends[i]);
		struct buf b = { 0 };
		size_t n;
		int fd;

		(void)unlink(to);
		if (buf_read_file(&b, from, (size_t)1 << 30) == 0) {
			n = i == 0 ? b.n : dice((unsigned)b.n + 1);
			fd = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
			assert_true(fd >= 0);
			assert_int_equal(write(fd, b.p, n), (ssize_t)n);
			close(fd);
		}
		buf_release(&b);
		free(from);
		free(to);
	}
	kit_examine(copy);
	free(copy);
}

static void
killed(const char *point, int rounds, int tear)
{
	char *dir = kit_dir(), *path = mem_printf("%s/store.db", dir);
	unsigned acks = 0;

	memset(known, 0, sizeof(known));
	for (int r = 0; r < rounds; r++) {
		acks += live_and_die(path, point);
		seed += (unsigned)r + 1; /* the child's dice, thrown again */
		if (tear && r > 0) /* the first has the schema in its log */
			torn(path, dir);
		search(path);
		kit_examine(path);
	}
	assert_true(acks > (unsigned)rounds);
	printf("%d deaths, %u changes acknowledged\n", rounds, acks);
	free(path);
	kit_remove(dir);
}

static void
anywhere(void **state)
{
	(void)state;
	killed(NULL, ROUNDS, 1);
}

static void
before_commit(void **state)
{
	(void)state;
	killed("store-before-commit", 12, 0);
}

static void
after_commit(void **state)
{
	(void)state;
	killed("store-after-commit", 12, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(anywhere),
		cmocka_unit_test(before_commit),
		cmocka_unit_test(after_commit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
