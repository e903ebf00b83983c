#ifndef STORE_DB_H
#define STORE_DB_H

/*
 * A thin layer of statements over SQLite: the rest of the store speaks SQL
 * through it and never sees sqlite3.h.  A statement is prepared at its first
 * use and kept; parameters count from 1, columns from 0.
 */

#include <stddef.h>
#include <stdint.h>

struct fault;
struct store_db;
struct store_stmt;

/* What the last failures mean for the transaction that met them. */
enum store_trouble {
	STORE_DB_WELL,
	STORE_DB_UNDO,	/* no room: roll back, then go on */
	STORE_DB_BROKEN /* the file cannot be trusted until it is reopened */
};

/* path NULL = in memory.  sql[n] is borrowed; its index names a statement. */
int store_db_open(const char *path, const char *const *sql, size_t n,
    struct store_db **ret_db, struct fault *f);
void store_db_close(struct store_db *db);

/* Runs a script of statements whose rows nobody reads. */
int store_db_exec(struct store_db *db, const char *script, struct fault *f);

/* Statement q, reset, all its parameters NULL.  NULL with the fault. */
struct store_stmt *
store_db_use(struct store_db *db, unsigned q, struct fault *f);
/* Values are borrowed until the statement is used again or done. */
void store_db_int(struct store_stmt *st, int i, int64_t v);
void store_db_text(struct store_stmt *st, int i, const char *s); /* or NULL */
void store_db_blob(struct store_stmt *st, int i, const void *p, size_t n);

/* 1 a row, 0 no more (the statement is reset), -1 (reset). */
int store_db_step(struct store_stmt *st, struct fault *f);
/* Runs a statement that gives no row, or whose row nobody reads. */
int store_db_run(struct store_stmt *st, struct fault *f);
void store_db_done(struct store_stmt *st);

int store_db_null(struct store_stmt *st, int col);
int64_t store_db_col_int(struct store_stmt *st, int col);
/* "" for NULL; borrowed until the next step. */
const char *store_db_col_text(struct store_stmt *st, int col);
/* A copy for the caller to free; NULL for NULL. */
char *store_db_col_dup(struct store_stmt *st, int col);
/* Copies exactly n bytes and returns 1; 0 when NULL or of another size. */
int store_db_col_blob(struct store_stmt *st, int col, void *dst, size_t n);

int64_t store_db_rowid(struct store_db *db);   /* of the newest insert */
int64_t store_db_changes(struct store_db *db); /* rows written ever */
int64_t store_db_touched(struct store_db *db); /* by the last statement */

/* Ends the open transaction, if one is open, without a trace. */
void store_db_rollback(struct store_db *db);

/* Copies the write-ahead log back when it has at least pages pages. */
int store_db_checkpoint(struct store_db *db, int pages, struct fault *f);

enum store_trouble store_db_trouble(const struct store_db *db);
void store_db_clear_trouble(struct store_db *db);

/* For tests of a full disk: the file may not grow past pages. */
void store_db_limit(struct store_db *db, int64_t pages);

#endif
