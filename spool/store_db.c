/*
 * The one file that knows SQLite: it opens the file so that a commit is
 * durable when it returns, keeps prepared statements and turns SQLite's
 * results into faults.  It must never retry a failed write or sync and never
 * put a value into a message.  It trusts the SQL it is given.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "fault.h"
#include "log.h"
#include "mem.h"

#include "store_db.h"

struct store_stmt {
	sqlite3_stmt *st;
	struct store_db *db;
};

struct store_db {
	sqlite3 *db;
	const char *const *sql;
	struct store_stmt *stmt;
	size_t n;
	enum store_trouble trouble;
	int wal_pages; /* in the write-ahead log after the last commit */
};

/* Out of space, in whatever words the system says it. */
static int
no_room(int rc, int err)
{
	if ((rc & 0xff) == SQLITE_FULL)
		return 1;
	return (rc & 0xff) == SQLITE_IOERR && rc != SQLITE_IOERR_FSYNC &&
	    rc != SQLITE_IOERR_DIR_FSYNC &&
	    (err == ENOSPC || err == EDQUOT || err == EFBIG);
}

static void
worse(struct store_db *db, enum store_trouble t)
{
	if (t > db->trouble)
		db->trouble = t;
}

/*
 * SQLite's result as a fault.  A failed write or sync leaves it open what is
 * on the disk, so nothing more is written through this handle.  errno is 0
 * before each call of SQLite: sqlite3_system_errno() knows nothing of a
 * COMMIT that failed.
 */
static int
refuse(struct store_db *db, int rc, struct fault *f)
{
	int err = errno;

	if (no_room(rc, err)) {
		worse(db, STORE_DB_UNDO);
		errno = ENOSPC;
		return fault_set(f, FAULT_FULL, "",
		    "Ruang penyimpanan penuh; tidak ada yang hilang.",
		    "No space is left to keep it; nothing is lost.");
	}
	switch (rc & 0xff) {
	case SQLITE_NOMEM:
		fatalx("out of memory");
	case SQLITE_CONSTRAINT:
		return fault_set(f, FAULT_CONFLICT, "",
		    "Data bertentangan dengan yang tersimpan.",
		    "It contradicts what is kept.");
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		worse(db, STORE_DB_UNDO);
		return fault_set(f, FAULT_UNAVAILABLE, "",
		    "Penyimpanan dibuka oleh proses lain.",
		    "Another process has the store open.");
	case SQLITE_NOTADB:
		worse(db, STORE_DB_BROKEN);
		return fault_set(f, FAULT_CONFIG, "",
		    "Berkas penyimpanan bukan milik cetakd.",
		    "The store's file is not one of cetakd.");
	}
	worse(db, STORE_DB_BROKEN);
	errno = err != 0 ? err : EIO;
	return fault_set(f, FAULT_IO, "", "Penyimpanan gagal (SQLite %d).",
	    "The store failed (SQLite %d).", rc);
}

static int
count_wal(void *arg, sqlite3 *handle, const char *name, int pages)
{
	struct store_db *db = arg;

	(void)handle;
	(void)name;
	db->wal_pages = pages;
	return SQLITE_OK;
}

/*
 * The file exists, private to its owner, and its name is on the disk, before
 * SQLite (which would leave the mode to the umask) sees it.
 */
static int
make_file(const char *path, struct fault *f)
{
	char *dir = mem_strdup(path);
	char *slash = strrchr(dir, '/');
	int fd, dfd = -1, rc = -1;

	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (slash == dir)
		slash[1] = '\0';
	else if (slash != NULL)
		*slash = '\0';
	if (fd >= 0)
		dfd = open(slash == NULL ? "." : dir,
		    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || dfd < 0 || fsync(dfd) != 0) {
		fault_set(f, FAULT_IO, "",
		    "Berkas penyimpanan tidak dapat dibuka.",
		    "The store's file cannot be opened.");
		goto out;
	}
	rc = 0;
out:
	if (dfd >= 0)
		close(dfd);
	if (fd >= 0)
		close(fd);
	free(dir);
	return rc;
}

/*
 * EXCLUSIVE before WAL: core alone owns the store, so a second process is
 * refused and the index of the log needs no shared file (whose growth on a
 * full disk would end us by a signal).  Checkpoints are called for by hand,
 * so that a failed one is not passed over in silence.
 */
static const char settings[] = "PRAGMA locking_mode = EXCLUSIVE;"
			       "PRAGMA journal_mode = WAL;"
			       "PRAGMA synchronous = FULL;"
			       "PRAGMA foreign_keys = ON;"
			       "PRAGMA recursive_triggers = ON;"
			       "PRAGMA trusted_schema = OFF;"
			       "PRAGMA temp_store = MEMORY;"
			       "PRAGMA cache_size = -8192;"
			       "PRAGMA journal_size_limit = 67108864;"
			       "PRAGMA wal_autocheckpoint = 0;";

int
store_db_open(const char *path, const char *const *sql, size_t n,
    struct store_db **ret_db, struct fault *f)
{
	struct store_db *db;
	int rc;

	if (path != NULL && make_file(path, f) != 0)
		return -1;
	db = mem_alloc(sizeof(*db));
	db->sql = sql;
	db->n = n;
	db->stmt = mem_array(NULL, n, sizeof(*db->stmt));
	for (size_t i = 0; i < n; i++)
		db->stmt[i] = (struct store_stmt){ NULL, db };
	/* counting every allocation costs a lock each; refused, and harmless,
	 * when another store is open already */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	errno = 0;
	rc = sqlite3_open_v2(path == NULL ? ":memory:" : path, &db->db,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
		SQLITE_OPEN_EXRESCODE,
	    NULL);
	if (rc != SQLITE_OK) {
		refuse(db, rc, f);
		goto fail;
	}
	/* small blocks come from here instead of the heap */
	sqlite3_db_config(db->db, SQLITE_DBCONFIG_LOOKASIDE, NULL, 1200, 200);
	sqlite3_db_config(db->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(db->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	if (store_db_exec(db, settings, f) != 0)
		goto fail;
	sqlite3_wal_hook(db->db, count_wal, db);
	*ret_db = db;
	return 0;
fail:
	store_db_close(db);
	return -1;
}

void
store_db_close(struct store_db *db)
{
	if (db == NULL)
		return;
	for (size_t i = 0; i < db->n; i++)
		sqlite3_finalize(db->stmt[i].st);
	/* a last checkpoint would sync a file that a sync failed on */
	if (db->trouble == STORE_DB_BROKEN && db->db != NULL)
		sqlite3_db_config(
		    db->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_close(db->db);
	free(db->stmt);
	free(db);
}

int
store_db_exec(struct store_db *db, const char *script, struct fault *f)
{
	int rc;

	errno = 0;
	rc = sqlite3_exec(db->db, script, NULL, NULL, NULL);
	return rc == SQLITE_OK ? 0 : refuse(db, rc, f);
}

struct store_stmt *
store_db_use(struct store_db *db, unsigned q, struct fault *f)
{
	struct store_stmt *st = &db->stmt[q];

	if (st->st == NULL) {
		int rc;

		errno = 0;
		rc = sqlite3_prepare_v3(db->db, db->sql[q], -1,
		    SQLITE_PREPARE_PERSISTENT, &st->st, NULL);

		if (rc != SQLITE_OK) {
			refuse(db, rc, f);
			return NULL;
		}
		return st;
	}
	sqlite3_reset(st->st);
	sqlite3_clear_bindings(st->st);
	return st;
}

/* A bind fails only for a wrong number, which a first run shows: the value
 * stays NULL and the schema's NOT NULL refuses it. */
void
store_db_int(struct store_stmt *st, int i, int64_t v)
{
	sqlite3_bind_int64(st->st, i, v);
}

void
store_db_text(struct store_stmt *st, int i, const char *s)
{
	if (s != NULL)
		sqlite3_bind_text(st->st, i, s, -1, SQLITE_STATIC);
}

void
store_db_blob(struct store_stmt *st, int i, const void *p, size_t n)
{
	if (p != NULL)
		sqlite3_bind_blob64(st->st, i, p, n, SQLITE_STATIC);
}

int
store_db_step(struct store_stmt *st, struct fault *f)
{
	int rc;

	errno = 0;
	rc = sqlite3_step(st->st);
	if (rc == SQLITE_ROW)
		return 1;
	if (rc == SQLITE_DONE) {
		sqlite3_reset(st->st);
		return 0;
	}
	/* before the reset, which may change errno */
	refuse(st->db, rc, f);
	sqlite3_reset(st->st);
	return -1;
}

int
store_db_run(struct store_stmt *st, struct fault *f)
{
	int rc;

	do
		rc = store_db_step(st, f);
	while (rc > 0);
	return rc;
}

void
store_db_done(struct store_stmt *st)
{
	sqlite3_reset(st->st);
}

int
store_db_null(struct store_stmt *st, int col)
{
	return sqlite3_column_type(st->st, col) == SQLITE_NULL;
}

int64_t
store_db_col_int(struct store_stmt *st, int col)
{
	return sqlite3_column_int64(st->st, col);
}

const char *
store_db_col_text(struct store_stmt *st, int col)
{
	const unsigned char *s = sqlite3_column_text(st->st, col);

	return s == NULL ? "" : (const char *)s;
}

char *
store_db_col_dup(struct store_stmt *st, int col)
{
	const unsigned char *s = sqlite3_column_text(st->st, col);

	return s == NULL ? NULL : mem_strdup((const char *)s);
}

int
store_db_col_blob(struct store_stmt *st, int col, void *dst, size_t n)
{
	const void *p = sqlite3_column_blob(st->st, col);

	if (p == NULL || (size_t)sqlite3_column_bytes(st->st, col) != n)
		return 0;
	memcpy(dst, p, n);
	return 1;
}

int64_t
store_db_rowid(struct store_db *db)
{
	return sqlite3_last_insert_rowid(db->db);
}

int64_t
store_db_changes(struct store_db *db)
{
	return sqlite3_total_changes64(db->db);
}

int64_t
store_db_touched(struct store_db *db)
{
	return sqlite3_changes64(db->db);
}

void
store_db_rollback(struct store_db *db)
{
	/* after some failures SQLite has rolled back by itself */
	if (!sqlite3_get_autocommit(db->db))
		sqlite3_exec(db->db, "ROLLBACK", NULL, NULL, NULL);
}

int
store_db_checkpoint(struct store_db *db, int pages, struct fault *f)
{
	int rc;

	if (db->wal_pages < pages)
		return 0;
	errno = 0;
	rc = sqlite3_wal_checkpoint_v2(
	    db->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	if (rc != SQLITE_OK)
		return refuse(db, rc, f);
	/* the next commit begins the log anew and tells its length */
	db->wal_pages = 0;
	return 0;
}

enum store_trouble
store_db_trouble(const struct store_db *db)
{
	return db->trouble;
}

void
store_db_clear_trouble(struct store_db *db)
{
	if (db->trouble != STORE_DB_BROKEN)
		db->trouble = STORE_DB_WELL;
}

void
store_db_limit(struct store_db *db, int64_t pages)
{
	char text[64];

	/* page_count may already be above: SQLite then takes that */
	sqlite3_snprintf(
	    (int)sizeof(text), text, "PRAGMA max_page_count = %lld", pages);
	sqlite3_exec(db->db, text, NULL, NULL, NULL);
}
