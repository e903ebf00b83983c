/*
 * What the tests of the store share (kit.h).  The examination knows the
 * schema and computes the log's hashes by itself: it trusts nothing that the
 * store under test says.
 */

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "crypt.h"
#include "mem.h"
#include "spool/store_db.h"
#include "tests/store/kit.h"

const uint8_t kit_digest[STORE_HASH] = { 0xd1 };

char *
kit_dir(void)
{
	const char *base = getenv("TMPDIR");
	char *dir = mem_printf("%s/cetakd-store-XXXXXX", base ? base : "/tmp");

	assert_non_null(mkdtemp(dir));
	return dir;
}

static int
unlink_one(const char *path, const struct stat *st, int kind, struct FTW *w)
{
	(void)st;
	(void)kind;
	(void)w;
	return remove(path);
}

void
kit_remove(char *dir)
{
	nftw(dir, unlink_one, 8, FTW_DEPTH | FTW_PHYS);
	free(dir);
}

void
kit_template(struct store *s)
{
	assert_int_equal(
	    store_template_put(s, "t", 1, kit_digest, "{}", KIT_NOW, NULL), 0);
}

const char *
kit_id(unsigned n)
{
	static char id[8][STORE_ID];
	static unsigned turn;
	char *p = id[turn++ % 8];

	(void)snprintf(p, STORE_ID, "KIT%013u", n);
	return p;
}

struct store_new
kit_new(const char *document, const char *key)
{
	return (struct store_new){ .document = document,
		.template_name = "t",
		.template_version = 1,
		.fields = "{\"nama\":\"CONTOH\"}",
		.counter = "loket-1",
		.target = "",
		.source_system = "SISKOP2MI",
		.source_reference = "R-1",
		.scheme = "P3MI",
		.region = "5202",
		.registry = "r",
		.registry_year = 2026,
		.number = "560/{n:4}/XI/2026",
		.key = key,
		.body_hash = kit_digest,
		.now = KIT_NOW };
}

int64_t
kit_make(struct store *s, unsigned n)
{
	struct store_new in = kit_new(kit_id(n), NULL);
	struct store_job j;
	struct fault f = { 0 };
	int64_t id;

	if (store_job_create(s, &in, &j, &f) != 0)
		fail_msg("create: %s", f.en);
	id = j.id;
	store_job_release(&j);
	return id;
}

enum fault_code
kit_step(struct store *s, int64_t id, enum job_event ev)
{
	struct store_change c = { .actor = "core" };
	struct fault f = { 0 };

	if (ev == JOB_EV_SEAL)
		c.seals = "[\"RDB1B\"]";
	return store_job_step(s, id, 0, ev, &c, KIT_NOW + 1, NULL, &f) == 0
	    ? FAULT_NONE
	    : f.code;
}

int64_t
kit_at(struct store *s, unsigned n, enum job_state state)
{
	static const enum job_event way[] = { JOB_EV_SEAL, JOB_EV_RENDER,
		JOB_EV_SUBMIT, JOB_EV_PERMIT, JOB_EV_DONE, JOB_EV_PASS };
	static const enum job_state at[] = { JOB_SEALED, JOB_QUEUED,
		JOB_SUBMITTED, JOB_PRINTING, JOB_PRINTED, JOB_ISSUED };
	int64_t id = kit_make(s, n);

	for (size_t i = 0; state != JOB_RECEIVED && i < 6; i++) {
		assert_int_equal(kit_step(s, id, way[i]), FAULT_NONE);
		if (at[i] == state)
			break;
	}
	return id;
}

const struct stock_by kit_by = {
	.person = "budi", .reason = "defect", .now = KIT_NOW
};

void
kit_blanks(
    struct store *s, const char *kind, const char *first, const char *last)
{
	struct stock_kind k = { .title = "Buku", .created = KIT_NOW };
	struct stock_delivery d = { .kind = kind,
		.note = "SJ-1",
		.first = first,
		.last = last,
		.price = 150000 };
	struct fault f = { 0 };
	int64_t n;

	(void)mem_copy(k.name, sizeof(k.name), kind);
	assert_int_equal(stock_kind_put(s, &k, &f), 0);
	if (stock_receive(s, &d, &kit_by, &n, &f) != 0)
		fail_msg("receive: %s", f.en);
}

/* ---- the examination ---- */

/* Each counts what must not be. */
static const char *const never[] = {
	"SELECT count(*) FROM pragma_foreign_key_check",
	/* I4: events and leaves numbered without a gap */
	"SELECT count(*) <> coalesce(max(seq), 0) FROM event",
	"SELECT count(*) <> coalesce(max(seq), 0) FROM leaf",
	"SELECT (SELECT count(*) FROM leaf) <> (SELECT count(*) FROM event)",
	/* I4, I6: each job's events are a chain from accept, rev 1, 2, 3 ... */
	"SELECT count(*) FROM (SELECT *, lag(went_to) OVER w AS was,"
	" row_number() OVER w AS nth FROM event"
	" WINDOW w AS (PARTITION BY job ORDER BY seq))"
	" WHERE rev <> nth OR came_from IS NOT was"
	" OR (nth = 1) <> (event = 0) OR (nth = 1 AND went_to <> 0)",
	"SELECT count(*) FROM job WHERE rev <> (SELECT count(*) FROM event"
	" WHERE job = job.id) OR state <> (SELECT went_to FROM event"
	" WHERE job = job.id ORDER BY rev DESC LIMIT 1)",
	/* I2 */
	"SELECT count(*) FROM (SELECT 1 FROM event WHERE event = 8"
	" GROUP BY job HAVING count(*) > 1)",
	/* I3 */
	"SELECT count(*) FROM event WHERE (came_from BETWEEN 5 AND 9"
	" OR came_from BETWEEN 12 AND 14) AND went_to IN (0, 1, 2, 3, 4)",
	/* I1, I5 */
	"SELECT count(*) FROM (SELECT 1 FROM sheet WHERE serial IS NOT NULL"
	" GROUP BY serial HAVING count(*) > 1)",
	"SELECT count(*) FROM sheet WHERE id NOT IN (SELECT sheet FROM job)",
	/* numbers: all from 1 to last, each on one document, void when dead */
	"SELECT count(*) FROM register r WHERE last <> (SELECT count(*)"
	" FROM number WHERE register = r.id) OR last > 0 AND last <>"
	" (SELECT max(n) FROM number WHERE register = r.id)",
	"SELECT count(*) FROM document d WHERE register IS NOT NULL AND"
	" NOT EXISTS (SELECT 1 FROM number n WHERE n.register = d.register"
	" AND n.n = d.n AND n.document = d.id)",
	"SELECT count(*) FROM number n WHERE (n.voided IS NOT NULL) <> EXISTS"
	" (SELECT 1 FROM sheet s JOIN job j ON j.sheet = s.id"
	" WHERE s.document = n.document AND (s.copy = 1 AND"
	" j.state IN (10, 11) OR EXISTS (SELECT 1 FROM event e"
	" WHERE e.job = j.id AND e.event = 21)))",
	/* blanks: each as the ledger and its sheet say */
	"SELECT count(*) FROM (SELECT kind, place, state, sum(n) AS d FROM"
	" (SELECT kind, place, state, 1 AS n FROM blank UNION ALL"
	" SELECT kind, went_place, went_state, -n FROM stock UNION ALL"
	" SELECT kind, came_place, came_state, n FROM stock"
	" WHERE came_state IS NOT NULL) GROUP BY kind, place, state)"
	" WHERE d <> 0",
	"SELECT count(*) FROM blank b WHERE (b.state IN (2, 3)) <> EXISTS"
	" (SELECT 1 FROM sheet s JOIN job j ON j.sheet = s.id"
	" WHERE s.serial = b.serial AND j.state BETWEEN 4 AND 7)",
	"SELECT count(*) FROM sheet s WHERE serial IS NOT NULL AND NOT EXISTS"
	" (SELECT 1 FROM blank b WHERE b.serial = s.serial)",
	"SELECT count(*) FROM stock WHERE person = ''",
	"SELECT count(*) FROM (SELECT 1 FROM job j JOIN sheet s"
	" ON s.id = j.sheet WHERE j.state IN (7, 8, 13) GROUP BY s.document"
	" HAVING count(*) > 1)",
	/* the tally is what counting gives */
	"SELECT count(*) FROM tally t WHERE n <> (SELECT count(*) FROM job"
	" WHERE state = t.state)",
	"SELECT count(*) FROM answer WHERE status = 0",
};
#define NEVER_N (sizeof(never) / sizeof(never[0]))

static const char *const look[] = { "PRAGMA integrity_check",
	"SELECT e.seq, e.job, e.rev, e.at, e.event, e.came_from, e.went_to,"
	" e.actor, e.evidence, l.entry, l.hash, s.seals FROM event e"
	" JOIN leaf l ON l.seq = e.seq JOIN job j ON j.id = e.job"
	" JOIN sheet s ON s.id = j.sheet ORDER BY e.seq" };

static size_t
put(uint8_t *p, int64_t v)
{
	for (int i = 7; i >= 0; i--, v >>= 8)
		p[i] = (uint8_t)v;
	return 8;
}

static size_t
put_text(uint8_t *p, const char *s)
{
	size_t n = strlen(s);

	put(p, (int64_t)n);
	memcpy(p + 8, s, n);
	return 8 + n;
}

static void
examine_leaf(struct store_stmt *st)
{
	uint8_t row[4096], want[76] = { 0, 1 }, hash[32], entry[75];
	int64_t event = store_db_col_int(st, 4);
	size_t n = 0, m = 2;

	for (int i = 0; i < 7; i++)
		n += put(row + n,
		    store_db_null(st, i) ? -1 : store_db_col_int(st, i));
	n += put_text(row + n, store_db_col_text(st, 7));
	n += put_text(row + n, store_db_col_text(st, 8));
	want[m++] = (uint8_t)event;
	m += put(want + m, store_db_col_int(st, 3));
	want[m++] = event == JOB_EV_SEAL ? 32 : 0;
	if (event == JOB_EV_SEAL) {
		const char *seals = store_db_col_text(st, 11);

		crypt_sha256(seals, strlen(seals), want + m);
		m += 32;
	}
	crypt_sha256(row, n, want + m);
	m += 32;
	assert_int_equal(store_db_col_blob(st, 9, entry, m - 1), 1);
	assert_memory_equal(entry, want + 1, m - 1);
	crypt_sha256(want, m, row);
	assert_int_equal(store_db_col_blob(st, 10, hash, 32), 1);
	assert_memory_equal(hash, row, 32);
}

static void
examine_events(struct store_db *db)
{
	struct store_stmt *st = store_db_use(db, 1, NULL);

	assert_non_null(st);
	while (store_db_step(st, NULL) > 0) {
		enum job_event ev = (enum job_event)store_db_col_int(st, 4);

		if (ev != JOB_EV_ACCEPT)
			assert_int_equal(
			    job_next(
				(enum job_state)store_db_col_int(st, 5), ev),
			    store_db_col_int(st, 6));
		examine_leaf(st);
	}
}

void
kit_examine(const char *path)
{
	struct store_db *db;
	struct store_stmt *st;

	assert_int_equal(store_db_open(path, never, NEVER_N, &db, NULL), 0);
	for (unsigned i = 0; i < NEVER_N; i++) {
		st = store_db_use(db, i, NULL);
		assert_non_null(st);
		assert_int_equal(store_db_step(st, NULL), 1);
		if (store_db_col_int(st, 0) != 0)
			fail_msg("%lld: %s", (long long)store_db_col_int(st, 0),
			    never[i]);
	}
	store_db_close(db);
	assert_int_equal(store_db_open(path, look, 2, &db, NULL), 0);
	st = store_db_use(db, 0, NULL);
	assert_int_equal(store_db_step(st, NULL), 1);
	assert_string_equal(store_db_col_text(st, 0), "ok");
	store_db_done(st);
	examine_events(db);
	store_db_close(db);
}
