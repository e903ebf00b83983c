/*
 * What the schema refuses by itself, should the code above it ever be wrong:
 * each statement here breaks an invariant and must fail.  And the file's door:
 * strangers' files, older and newer versions.
 */
/* SRC: tests/store/kit.c */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "mem.h"
#include "stock.h"
#include "spool/store_db.h"
#include "tests/store/kit.h"

static char *dir, *path;

static int
setup(void **state)
{
	(void)state;
	dir = kit_dir();
	path = mem_printf("%s/store.db", dir);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	free(path);
	kit_remove(dir);
	return 0;
}

/* Jobs 1 printing, 2 received, 3 printed, 4 queued. */
static void
fill(void)
{
	struct store *s;
	int64_t n;

	assert_int_equal(store_open_sqlite(path, "a", &s, NULL), 0);
	kit_template(s);
	kit_at(s, 1, JOB_PRINTING);
	kit_at(s, 2, JOB_RECEIVED);
	kit_at(s, 3, JOB_PRINTED);
	kit_at(s, 4, JOB_QUEUED);
	kit_blanks(s, "buku", "X001", "X003");
	assert_int_equal(
	    stock_end(s, BLANK_SPOIL, "X003", "X003", &kit_by, &n, NULL), 0);
	store_close(s);
}

#define EVENT                                                     \
	"INSERT INTO event (seq, job, rev, at, event, came_from," \
	" went_to, actor, evidence) VALUES "

static const char *const bad[] = {
	/* I1 */
	"UPDATE sheet SET serial = 'A1' WHERE id IN (1, 2)",
	/* I2: a second permit, however it is dressed */
	EVENT "(90, 1, 6, 0, 8, 5, 5, 'x', '{}')",
	/* I3 */
	(EVENT "(90, 1, 6, 0, 7, 5, 2, 'x', '{}');"
	       "UPDATE job SET state = 2, rev = 6 WHERE id = 1"),
	(EVENT "(90, 3, 7, 0, 7, 7, 5, 'x', '{}');"
	       "UPDATE job SET state = 5, rev = 7 WHERE id = 3"),
	/* I4 */
	"UPDATE job SET state = 1, rev = 2 WHERE id = 2",
	"UPDATE job SET state = 1 WHERE id = 2",
	(EVENT "(90, 2, 2, 0, 1, 0, 10, 'x', '{}');"
	       "UPDATE job SET state = 1, rev = 2 WHERE id = 2"),
	"UPDATE event SET actor = 'y' WHERE seq = 1",
	"DELETE FROM event WHERE seq = 1",
	"REPLACE INTO event SELECT * FROM event WHERE seq = 1",
	"UPDATE leaf SET entry = x'00' WHERE seq = 1",
	"DELETE FROM leaf WHERE seq = 1",
	"INSERT INTO leaf VALUES (99, x'00', zeroblob(32))",
	/* I6 */
	(EVENT "(90, 2, 3, 0, 1, 0, 1, 'x', '{}');"
	       "UPDATE job SET state = 1, rev = 3 WHERE id = 2"),
	EVENT "(90, 2, 1, 0, 1, 0, 1, 'x', '{}')",
	"UPDATE job SET rev = rev + 1 WHERE id = 2",
	/* I5 */
	"INSERT INTO sheet (document, copy) VALUES (1, 1)",
	"UPDATE job SET sheet = 2 WHERE id = 1",
	/* registers and documents */
	"DELETE FROM number WHERE n = 1",
	"UPDATE number SET n = 77 WHERE n = 1",
	"INSERT INTO number (register, n, document) VALUES (1, 1, 2)",
	"INSERT INTO number (register, n, document) VALUES (9, 1, 2)",
	"DELETE FROM document WHERE id = 1",
	"DELETE FROM job WHERE id = 1",
	("UPDATE document SET public = (SELECT public FROM document"
	 " WHERE id = 2) WHERE id = 1"),
	"UPDATE job SET batch = 5 WHERE id = 1",
	"UPDATE tally SET n = n - 100",
	"UPDATE job SET state = 15 WHERE id = 2",
	"UPDATE document SET photo = x'00'",
	/* blanks and their ledger */
	"DELETE FROM blank",
	"UPDATE blank SET serial = 'X002' WHERE serial = 'X001'",
	"UPDATE blank SET state = 1 WHERE serial = 'X003'",
	"UPDATE blank SET state = 8 WHERE serial = 'X001'",
	"UPDATE stock SET n = 4",
	"DELETE FROM stock",
	"INSERT INTO stock SELECT 90, at, act, 'none', n, first, last,"
	" came_state, came_place, went_state, went_place, job, person, second,"
	" reason, note FROM stock LIMIT 1",
	"UPDATE sheet SET serial = 'X001' WHERE id IN (1, 2)",
	"DELETE FROM kind",
};

static void
refuses(void **state)
{
	struct store_db *db;
	struct fault f;

	(void)state;
	fill();
	assert_int_equal(store_db_open(path, NULL, 0, &db, NULL), 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(store_db_exec(db, "BEGIN", &f), 0);
		if (store_db_exec(db, bad[i], &f) == 0)
			fail_msg("allowed: %s", bad[i]);
		if (f.code != FAULT_CONFLICT)
			fail_msg("%s: %s", bad[i], f.en);
		store_db_rollback(db);
	}
	store_db_close(db);
	kit_examine(path);
}

/* A group in which a call failed after it had written is gone as a whole. */
static void
lost_group(void **state)
{
	struct store_new in = kit_new(kit_id(6), NULL);
	struct fault f;
	struct store *s;
	int64_t seq;

	(void)state;
	fill();
	assert_int_equal(store_open_sqlite(path, "a", &s, &f), 0);
	assert_int_equal(store_begin(s, &f), 0);
	kit_make(s, 5);
	in.batch = 99;
	assert_int_equal(store_job_create(s, &in, NULL, &f), -1);
	assert_int_equal(f.code, FAULT_CONFLICT);
	in.batch = 0;
	assert_int_equal(store_job_create(s, &in, NULL, &f), -1);
	assert_int_equal(f.code, FAULT_CONFLICT);
	assert_int_equal(store_commit(s, &f), -1);
	assert_int_equal(f.code, FAULT_CONFLICT);
	assert_int_equal(store_event_last(s, &seq, &f), 0);
	assert_int_equal(seq, 5 + 1 + 6 + 3);
	assert_true(store_writable(s));
	assert_int_equal(kit_make(s, 5), 5);
	store_close(s);
	kit_examine(path);
}

static void
script(const char *sql)
{
	struct store_db *db;

	assert_int_equal(store_db_open(path, NULL, 0, &db, NULL), 0);
	assert_int_equal(store_db_exec(db, sql, NULL), 0);
	store_db_close(db);
}

static void
strangers(void **state)
{
	static const char *const sql[] = { "CREATE TABLE x (y)",
		"DROP TABLE x; PRAGMA user_version = 3",
		"PRAGMA user_version = -1" };
	struct fault f;
	struct store *s;
	int fd;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		script(sql[i]);
		assert_int_equal(store_open_sqlite(path, "a", &s, &f), -1);
		assert_int_equal(f.code, FAULT_CONFIG);
	}
	fd = open(path, O_WRONLY | O_TRUNC);
	for (int i = 0; i < 300; i++)
		assert_int_equal(write(fd, "not a database\n", 15), 15);
	close(fd);
	assert_int_equal(store_open_sqlite(path, "a", &s, &f), -1);
	assert_int_equal(f.code, FAULT_CONFIG);
	assert_int_equal(store_open_sqlite("/nowhere/s.db", "a", &s, &f), -1);
	assert_int_equal(f.code, FAULT_IO);
}

static void
newer(void **state)
{
	struct fault f;
	struct store *s;

	(void)state;
	fill();
	script("PRAGMA user_version = 1000");
	assert_int_equal(store_open_sqlite(path, "a", &s, &f), -1);
	assert_int_equal(f.code, FAULT_CONFIG);
	script("PRAGMA user_version = 3");
	assert_int_equal(store_open_sqlite(path, "a", &s, &f), 0);
	store_close(s);
}

/* Section n of spool/schema.sql, as the store runs it. */
static char *
section(int n)
{
	struct buf b = { 0 };
	char *from, *to, *text;

	assert_int_equal(buf_read_file(&b, "spool/schema.sql", 1 << 20), 0);
	from = strstr(buf_str(&b), "-- version ");
	for (int i = 1; i < n; i++)
		from = strstr(from + 1, "-- version ");
	to = strstr(from + 1, "-- version ");
	text = mem_printf("BEGIN;%.*s;PRAGMA user_version = %d;"
			  "PRAGMA application_id = 1668574052;COMMIT",
	    to == NULL ? (int)strlen(from) : (int)(to - from), from, n);
	buf_release(&b);
	return text;
}

/* A store of version 1 with jobs in it is brought up, and goes on. */
static void
older(void **state)
{
	char *first = section(1);
	struct store_new in = kit_new(kit_id(6), NULL);
	struct store_change c = { .actor = "core" };
	struct store_job j;
	struct fault f;
	struct store *s;
	int64_t count[JOB_STATE_N];

	(void)state;
	script(first);
	free(first);
	script("INSERT INTO meta VALUES ('authority', 'a');"
	       "INSERT INTO template VALUES (1, 't', 1, zeroblob(32), '{}', 0);"
	       "INSERT INTO register VALUES (1, 'r', 2026, 1);"
	       "INSERT INTO document VALUES (1, 'KIT0000000000001', 1,"
	       " '560/0001/XI/2026', 1, 1, '{}', NULL, 5);"
	       "INSERT INTO number VALUES (1, 1, 1, NULL);"
	       "INSERT INTO sheet VALUES (1, 1, 1, NULL, NULL);"
	       "INSERT INTO job VALUES (1, 1, 0, 1, 'loket-1', '', '', '', '',"
	       " '', '', '', 0, 0, 1, 0, NULL, NULL, 0, 5, 5, NULL);"
	       "INSERT INTO answer VALUES (1, 'loket-1', 'k', zeroblob(32), 1,"
	       " 201, '{}', 5);"
	       "INSERT INTO event VALUES (1, 1, 1, 5, 0, NULL, 0, 'loket-1',"
	       " '{}');"
	       "INSERT INTO leaf VALUES (1, x'01', zeroblob(32));"
	       "UPDATE tally SET n = 1 WHERE state = 0");
	if (store_open_sqlite(path, "a", &s, &f) != 0)
		fail_msg("%s", f.en);
	assert_int_equal(store_job_get(s, 1, &j, &f), 0);
	assert_int_equal(j.state, JOB_RECEIVED);
	assert_int_equal(j.hold, JOB_HOLD_ASKED);
	assert_string_equal(j.person, "");
	assert_string_equal(j.number, "560/0001/XI/2026");
	store_job_release(&j);
	assert_int_equal(store_job_count(s, count, &f), 0);
	assert_int_equal(count[JOB_RECEIVED], 1);
	assert_int_equal(count[JOB_SUPERSEDED], 0);
	assert_int_equal(
	    store_job_step(s, 1, 0, JOB_EV_CANCEL, &c, 6, NULL, &f), 0);
	/* references are checked again */
	in.batch = 99;
	assert_int_equal(store_job_create(s, &in, NULL, &f), -1);
	assert_int_equal(f.code, FAULT_CONFLICT);
	store_close(s);
}

/* The file is its owner's alone, whatever the umask says. */
static void private(void **state)
{
	char *wal = mem_printf("%s-wal", path);
	const char *const files[] = { path, wal };
	mode_t old = umask(0);
	struct store *s;
	struct stat st;

	(void)state;
	assert_int_equal(store_open_sqlite(path, "a", &s, NULL), 0);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(stat(files[i], &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
	}
	(void)umask(old);
	store_close(s);
	free(wal);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
		CASE(refuses),
		CASE(lost_group),
		CASE(strangers),
		CASE(newer),
		CASE(older),
		CASE(private),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
