#ifndef KIT_H
#define KIT_H

/* What the tests of the store share: a fresh folder, quick jobs, and an
 * examination of the file by its own SQL and hashes. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fault.h"
#include "job.h"
#include "stock.h"
#include "store.h"

#define KIT_NOW 1795000000

extern const uint8_t kit_digest[STORE_HASH];

/* A temporary folder, and its removal with all in it. */
char *kit_dir(void);
void kit_remove(char *dir);

/* A template "t" version 1 must be there for kit_new. */
void kit_template(struct store *s);
/* A job to make: id is its document number, key may be NULL. */
struct store_new kit_new(const char *document, const char *key);
/* The n-th document id, 16 characters; good for seven calls more. */
const char *kit_id(unsigned n);
/* Makes a job with number register "r", year 2026; its id. */
int64_t kit_make(struct store *s, unsigned n);
/* One step as "core"; 0, or the fault's code. */
enum fault_code kit_step(struct store *s, int64_t id, enum job_event ev);
/* Brings a new job to the state by the shortest way. */
int64_t kit_at(struct store *s, unsigned n, enum job_state state);

/* An act of "budi" at KIT_NOW. */
extern const struct stock_by kit_by;
/* Blanks of a kind in the store room; makes the kind. */
void kit_blanks(
    struct store *s, const char *kind, const char *first, const char *last);

/* I1 to I6 and more, by SQL on the closed file; fails the test. */
void kit_examine(const char *path);

#endif
