/*
 * The store's hot path alone: accept a job (store_job_create and
 * store_answer_put) in groups of 1, 16 and 64, then seal and render them, on
 * SQLite in DIR.  Shows rates and CPU; never passes or fails.
 *
 *   store DIR [rows to have on record first]
 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "fault.h"
#include "log.h"
#include "mem.h"
#include "store.h"

static const char fields[] =
    "{\"alamat\":\"Dusun Contoh RT 01 RW 02\",\"jabatan\":\"Perawat\","
    "\"jenis_kelamin\":\"P\",\"nama\":\"SITI CONTOH\",\"negara\":\"Jepang\","
    "\"nik\":\"5202014107990001\",\"pendidikan\":\"D3 Keperawatan\","
    "\"status\":\"Belum kawin\",\"tanggal_lahir\":\"1999-07-01\","
    "\"tempat_lahir\":\"PRAYA\"}";

static struct store *s;
static uint64_t serial;

static void
check(int rc, const struct fault *f)
{
	if (rc != 0)
		fatalx("%s (%d)", f->en, f->err);
}

/* A key as clients make them: no order in it. */
static void
random_text(char *dst, size_t n, uint64_t seed)
{
	static const char a[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

	for (size_t i = 0; i < n; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		dst[i] = a[seed >> 59];
	}
	dst[n] = '\0';
}

static void
accept_one(int random_ids)
{
	uint8_t hash[STORE_HASH] = { 1 };
	char id[STORE_ID], key[37], body[700];
	struct store_answer a = { .status = 201, .body = body };
	struct store_job j;
	struct fault f;
	struct store_new n = { .document = id,
		.template_name = "surat-rekomendasi",
		.template_version = 1,
		.fields = fields,
		.counter = "loket-1",
		.source_system = "SISKOP2MI",
		.source_reference = "CPMI-2026-000123",
		.scheme = "P3MI",
		.region = "5202",
		.registry = "disnaker",
		.registry_year = 2026,
		.number = "560/{n:4}/Disnaker/XI/2026",
		.key = key,
		.body_hash = hash,
		.now = 1795000000 };

	serial++;
	random_text(id, 16, serial * 77777777777u);
	if (!random_ids)
		(void)snprintf(
		    id, sizeof(id), "%016llu", (unsigned long long)serial);
	random_text(key, 36, serial * 999999999989u + 5);
	memset(body, 'x', sizeof(body));
	body[sizeof(body) - 1] = '\0';
	check(store_job_create(s, &n, &j, &f), &f);
	a.job = j.id;
	memcpy(a.body_hash, hash, sizeof(hash));
	store_job_release(&j);
	check(store_answer_put(s, "loket-1", key, &a, n.now, &f), &f);
}

static void
seal_and_render(int64_t id)
{
	static const uint8_t pdf[STORE_HASH] = { 7 };
	char seals[320];
	struct store_change c = { .actor = "core", .seals = seals };
	struct store_change r = { .actor = "core", .pdf = pdf, .pages = 1 };
	struct fault f;

	memset(seals, 'S', sizeof(seals));
	seals[sizeof(seals) - 1] = '\0';
	check(store_job_step(s, id, 0, JOB_EV_SEAL, &c, 1795000001, NULL, &f),
	    &f);
	check(store_job_step(s, id, 0, JOB_EV_RENDER, &r, 1795000002, NULL, &f),
	    &f);
}

static int64_t
clock_us(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

struct span {
	int64_t wall, cpu, worst;
};

static void
report(const char *what, int group, int jobs, struct span t)
{
	printf("%-22s group %2d: %7lld jobs/s  %6.1f us CPU a job  worst "
	       "commit %lld us\n",
	    what, group, (long long)jobs * 1000000 / (t.wall > 0 ? t.wall : 1),
	    (double)t.cpu / jobs, (long long)t.worst);
	fflush(stdout);
}

static struct span
run(int jobs, int group, int64_t first)
{
	struct span t = { clock_us(CLOCK_MONOTONIC),
		clock_us(CLOCK_PROCESS_CPUTIME_ID), 0 };
	struct fault f;

	for (int i = 0; i < jobs; i += group) {
		int64_t began;

		check(store_begin(s, &f), &f);
		for (int k = 0; k < group; k++) {
			if (first > 0)
				seal_and_render(first + i + k);
			else
				accept_one(1);
		}
		began = clock_us(CLOCK_MONOTONIC);
		check(store_commit(s, &f), &f);
		began = clock_us(CLOCK_MONOTONIC) - began;
		if (began > t.worst)
			t.worst = began;
		/* core does so when nothing waits; here it always waits */
		check(store_idle(s, &f), &f);
	}
	t.wall = clock_us(CLOCK_MONOTONIC) - t.wall;
	t.cpu = clock_us(CLOCK_PROCESS_CPUTIME_ID) - t.cpu;
	return t;
}

static int
touch(const struct store_job *j, void *arg)
{
	*(int64_t *)arg = j->id;
	return 0;
}

static void
next_job(void)
{
	struct store_filter q = {
		.states = 1u << JOB_QUEUED, .oldest_first = 1, .limit = 1
	};
	int64_t t = clock_us(CLOCK_PROCESS_CPUTIME_ID), id = 0;
	struct fault f;

	for (int i = 0; i < 1000; i++)
		check(store_job_list(s, &q, touch, &id, &f), &f);
	printf("%-22s %.1f us CPU\n", "next queued job",
	    (double)(clock_us(CLOCK_PROCESS_CPUTIME_ID) - t) / 1000);
}

static void
flush_time(const char *dir)
{
	char *path = mem_printf("%s/flush", dir), page[4096] = { 0 };
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	int64_t t = clock_us(CLOCK_MONOTONIC);

	for (int i = 0; i < 200 && fd >= 0; i++)
		if (write(fd, page, sizeof(page)) < 0 || fdatasync(fd) != 0)
			break;
	printf("%-22s %.3f ms\n", "write 4 KiB, fdatasync",
	    (double)(clock_us(CLOCK_MONOTONIC) - t) / 200000);
	close(fd);
	unlink(path);
	free(path);
}

int
main(int argc, char **argv)
{
	static const int groups[] = { 1, 16, 64 };
	uint8_t digest[STORE_HASH] = { 0 };
	struct rusage u;
	struct fault f;
	long long rows = 0;
	char *path;
	int64_t first;

	log_init("bench-store");
	if (argc < 2 || (argc > 2 && mem_number(argv[2], 0, 1000000000, &rows)))
		fatalx("usage: store DIR [ROWS]");
	flush_time(argv[1]);
	path = mem_printf("%s/store-%d.db", argv[1], (int)getpid());
	check(store_open_sqlite(path, "disnaker", &s, &f), &f);
	check(
	    store_template_put(s, "surat-rekomendasi", 1, digest, "{}", 1, &f),
	    &f);
	if (rows > 0)
		run((int)rows, 64, 0);
	printf("%lld jobs on record\n", rows);
	for (size_t g = 0; g < sizeof(groups) / sizeof(groups[0]); g++)
		report("accept", groups[g], 9600, run(9600, groups[g], 0));
	first = (int64_t)serial - 3 * 9600 + 1;
	for (size_t g = 0; g < sizeof(groups) / sizeof(groups[0]); g++)
		report("seal + render", groups[g], 9600,
		    run(9600, groups[g], first + (int64_t)g * 9600));
	next_job();
	getrusage(RUSAGE_SELF, &u);
	printf("%-22s %ld KiB\n", "peak resident", u.ru_maxrss);
	store_close(s);
	unlink(path);
	free(path);
	return 0;
}
