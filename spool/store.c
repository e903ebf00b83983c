/*
 * The store's door: opens the file of one authority, brings its schema up to
 * date, and makes transactions of calls.  It must never report a commit that
 * the disk did not confirm, and never write again after a write or a sync
 * failed: a page cache that lied once is not believed again.
 */

#include <stdlib.h>
#include <string.h>

#include "crash.h"
#include "mem.h"

#include "store_int.h"

/* Pages in the write-ahead log before they are copied back: by store_idle,
 * between answers, and by a commit when nothing was ever idle. */
#define WAL_IDLE 1000
#define WAL_FULL 16000

/* "ctkd": tells our file from any other SQLite database. */
#define APPLICATION_ID 0x63746b64

static const char schema[] = {
#include "schema.inc"
	'\0'
};

/* ---- the schema and its upgrades ---- */

static const char mark[] = "-- version ";

/* The text of section n, counted from 1; NULL when there is none. */
static char *
section(int64_t n)
{
	const char *from = strstr(schema, mark), *to;

	for (int64_t i = 1; i < n && from != NULL; i++)
		from = strstr(from + 1, mark);
	if (from == NULL)
		return NULL;
	to = strstr(from + 1, mark);
	return to == NULL ? mem_strdup(from)
			  : mem_strndup(from, (size_t)(to - from));
}

/* The one number that statement q gives. */
static int
ask(struct store *s, enum store_q q, int64_t *ret_n, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, q, f);

	if (st == NULL || store_db_step(st, f) < 0)
		return -1;
	*ret_n = store_db_col_int(st, 0);
	store_db_done(st);
	return 0;
}

static int
foreign(struct fault *f)
{
	return fault_set(f, FAULT_CONFIG, "",
	    "Berkas penyimpanan bukan milik cetakd versi ini.",
	    "The store's file is not one of this version of cetakd.");
}

/* Each section is one transaction: a power cut between two leaves the older
 * version whole. */
static int
bring_up(struct store *s, int64_t version, struct fault *f)
{
	char *text, *script;
	int rc = 0;

	while (rc == 0 && (text = section(++version)) != NULL) {
		script = mem_printf("BEGIN IMMEDIATE;\n%s\n"
				    "PRAGMA application_id = %d;\n"
				    "PRAGMA user_version = %d;\nCOMMIT;",
		    text, APPLICATION_ID, (int)version);
		rc = store_db_exec(s->db, script, f);
		free(script);
		free(text);
	}
	return rc;
}

/* A table that others refer to is made anew with the references unchecked,
 * and all of them checked after. */
static int
upgrade(struct store *s, struct fault *f)
{
	int64_t version, id, tables, dangling;
	char *text, *newer;

	if (ask(s, STORE_Q_USER_VERSION, &version, f) != 0 ||
	    ask(s, STORE_Q_APPLICATION_ID, &id, f) != 0 ||
	    ask(s, STORE_Q_TABLES, &tables, f) != 0)
		return -1;
	if (version == 0 ? tables != 0 : id != APPLICATION_ID)
		return foreign(f);
	if (version < 0 || (version > 0 && (text = section(version)) == NULL))
		return foreign(f);
	if (version > 0)
		free(text);
	if ((newer = section(version + 1)) == NULL)
		return 0;
	free(newer);
	if (store_db_exec(s->db, "PRAGMA foreign_keys = OFF", f) != 0 ||
	    bring_up(s, version, f) != 0 ||
	    ask(s, STORE_Q_DANGLING, &dangling, f) != 0)
		return -1;
	if (dangling != 0)
		return foreign(f);
	return store_db_exec(s->db, "PRAGMA foreign_keys = ON", f);
}

static int
check_authority(struct store *s, const char *authority, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_META_GET, f);
	int rc, same;

	if (st == NULL)
		return -1;
	store_db_text(st, 1, "authority");
	if ((rc = store_db_step(st, f)) < 0)
		return -1;
	if (rc > 0) {
		same = strcmp(store_db_col_text(st, 0), authority) == 0;
		store_db_done(st);
		return same ? 0
			    : fault_set(f, FAULT_CONFIG, "/authority/name",
				  "Penyimpanan ini milik instansi lain.",
				  "This store belongs to another authority.");
	}
	if ((st = store_db_use(s->db, STORE_Q_META_PUT, f)) == NULL)
		return -1;
	store_db_text(st, 1, "authority");
	store_db_text(st, 2, authority);
	return store_db_run(st, f);
}

/* ---- open and close ---- */

/* A file system without locks or shared maps makes SQLite fall back in
 * silence to a journal we never tested: refuse it. */
static int
check_journal(struct store *s, struct fault *f)
{
	struct store_stmt *st = store_db_use(s->db, STORE_Q_JOURNAL, f);
	int wal;

	if (st == NULL || store_db_step(st, f) < 0)
		return -1;
	wal = strcmp(store_db_col_text(st, 0), "wal") == 0;
	store_db_done(st);
	return wal ? 0
		   : fault_set(f, FAULT_CONFIG, "/paths/state",
			 "Sistem berkas ini tidak mendukung penyimpanan.",
			 "This file system cannot hold the store.");
}

static int
store_open(const char *path, const char *authority, struct store **ret_s,
    struct fault *f)
{
	struct store *s = mem_alloc(sizeof(*s));

	s->seq = -1;
	if (store_db_open(path, store_sql, STORE_Q_N, &s->db, f) != 0 ||
	    (path != NULL && check_journal(s, f) != 0) || upgrade(s, f) != 0 ||
	    check_authority(s, authority, f) != 0) {
		store_close(s);
		return -1;
	}
	*ret_s = s;
	return 0;
}

int
store_open_sqlite(const char *path, const char *authority, struct store **ret_s,
    struct fault *f)
{
	return store_open(path, authority, ret_s, f);
}

int
store_open_memory(const char *authority, struct store **ret_s, struct fault *f)
{
	return store_open(NULL, authority, ret_s, f);
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	if (s->db != NULL) {
		store_db_rollback(s->db);
		store_db_close(s->db);
	}
	buf_release(&s->scratch);
	free(s);
}

/* ---- transactions ---- */

static void
undo(struct store *s)
{
	store_db_rollback(s->db);
	memset(s->tally, 0, sizeof(s->tally));
	s->seq = -1;
}

/* Looks at what a failure left behind; 1 when the transaction is gone. */
static int
examine(struct store *s)
{
	enum store_trouble t = store_db_trouble(s->db);

	store_db_clear_trouble(s->db);
	if (t == STORE_DB_BROKEN)
		s->broken = 1;
	return t != STORE_DB_WELL;
}

static int
begin(struct store *s, struct fault *f)
{
	struct store_stmt *st;

	if (s->broken)
		return fault_set(f, FAULT_UNAVAILABLE, "",
		    "Penyimpanan berhenti menerima setelah kegagalan disk.",
		    "The store refuses writes after a disk failure.");
	if ((st = store_db_use(s->db, STORE_Q_BEGIN, f)) != NULL &&
	    store_db_run(st, f) == 0)
		return 0;
	examine(s);
	undo(s);
	return -1;
}

static int
write_tally(struct store *s, struct fault *f)
{
	struct store_stmt *st;

	for (int i = 0; i < JOB_STATE_N; i++) {
		if (s->tally[i] == 0)
			continue;
		if ((st = store_db_use(s->db, STORE_Q_TALLY_ADD, f)) == NULL)
			return -1;
		store_db_int(st, 1, i);
		store_db_int(st, 2, s->tally[i]);
		if (store_db_run(st, f) != 0)
			return -1;
	}
	return 0;
}

static int
commit(struct store *s, struct fault *f)
{
	struct store_stmt *st;

	crash_point("store-before-commit");
	if (write_tally(s, f) != 0 ||
	    (st = store_db_use(s->db, STORE_Q_COMMIT, f)) == NULL ||
	    store_db_run(st, f) != 0) {
		examine(s);
		undo(s);
		return -1;
	}
	crash_point("store-after-commit");
	memset(s->tally, 0, sizeof(s->tally));
	/* This commit stands whatever becomes of the copying. */
	if (store_db_checkpoint(s->db, WAL_FULL, NULL) != 0)
		examine(s);
	return 0;
}

int
store_begin(struct store *s, struct fault *f)
{
	if (s->group)
		return fault_set(f, FAULT_STATE, "", "Transaksi sudah terbuka.",
		    "A transaction is open.");
	if (begin(s, f) != 0)
		return -1;
	s->group = 1;
	return 0;
}

int
store_commit(struct store *s, struct fault *f)
{
	if (!s->group)
		return fault_set(f, FAULT_STATE, "",
		    "Tidak ada transaksi terbuka.", "No transaction is open.");
	s->group = 0;
	if (s->lost) {
		s->lost = 0;
		if (f != NULL)
			*f = s->why;
		return -1;
	}
	return commit(s, f);
}

void
store_rollback(struct store *s)
{
	if (!s->group)
		return;
	s->group = 0;
	s->lost = 0;
	undo(s);
}

int
store_enter(struct store *s, struct fault *f)
{
	if (!s->group)
		return begin(s, f);
	if (s->lost) {
		if (f != NULL)
			*f = s->why;
		return -1;
	}
	s->mark = store_db_changes(s->db);
	return 0;
}

int
store_leave(struct store *s, int rc, struct fault *f)
{
	int gone;

	if (!s->group) {
		if (rc == 0)
			return commit(s, f);
		examine(s);
		undo(s);
		return rc;
	}
	if (rc == 0)
		return 0;
	gone = examine(s);
	if (!gone && store_db_changes(s->db) == s->mark)
		return rc;
	undo(s);
	s->lost = 1;
	if (f != NULL)
		s->why = *f;
	else
		fault_set(&s->why, FAULT_IO, "", "Transaksi dibatalkan.",
		    "The transaction was rolled back.");
	return rc;
}

int
store_idle(struct store *s, struct fault *f)
{
	if (s->broken || s->group ||
	    store_db_checkpoint(s->db, WAL_IDLE, f) == 0)
		return 0;
	examine(s);
	return -1;
}

int
store_writable(const struct store *s)
{
	return !s->broken;
}

/* ---- small things the store's files share ---- */

const char *
store_text(const char *s)
{
	return s == NULL ? "" : s;
}

int
store_too_long(const char *pointer, struct fault *f)
{
	return fault_set(f, FAULT_FIELD, pointer, "Isian terlalu panjang.",
	    "The value is too long.");
}
