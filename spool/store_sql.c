/*
 * Every statement of the store, by name.  A statement must reach its rows by
 * a key or an index, or be bounded by a limit: the tables grow to millions of
 * rows.  It trusts the schema in schema.sql.
 */

#include "store_int.h"

/* The columns that store_job_load() reads, in its order. */
#define JOB_COLUMNS                                                            \
	"SELECT j.id, j.rev, j.state, d.public, d.number, s.copy, t.name,"     \
	" t.version, j.counter, j.target, j.printer, j.source_system,"         \
	" j.source_reference, j.scheme, j.region, j.token, j.cups_job,"        \
	" j.attempts, j.hold, j.pages, d.photo, j.pdf, j.batch, j.batch_line," \
	" j.created, j.changed, d.fields, s.seals, j.reason"                   \
	" FROM job AS j CROSS JOIN sheet AS s ON s.id = j.sheet"               \
	" CROSS JOIN document AS d ON d.id = s.document"                       \
	" CROSS JOIN template AS t ON t.id = d.template"

/* Conditions of struct store_filter that no index serves.  ?1 states, ?2
 * template, ?3 counter, ?4 printer, ?5 edge of the page, ?6 limit, ?7 the
 * state or batch that leads. */
#define JOB_FILTER                                                            \
	" AND (?2 IS NULL OR t.name = ?2) AND (?3 IS NULL OR j.counter = ?3)" \
	" AND (?4 IS NULL OR j.printer = ?4)"
#define JOB_MASK " AND (?1 = 0 OR ((1 << j.state) & ?1))"
#define UP " AND j.id > ?5 ORDER BY j.id LIMIT ?6"
#define DOWN " AND j.id < ?5 ORDER BY j.id DESC LIMIT ?6"
/* CROSS JOIN fixes the order of the tables: the job leads. */
#define BY_ID " WHERE 1" JOB_MASK JOB_FILTER
#define BY_STATE " WHERE j.state = ?7 AND j.state < 8" JOB_FILTER
#define BY_LIVE " WHERE j.state < 8" JOB_MASK JOB_FILTER
#define BY_BATCH " WHERE j.batch = ?7" JOB_MASK JOB_FILTER

#define EVENT_COLUMNS                                                          \
	"SELECT seq, job, rev, at, event, came_from, went_to, actor, evidence" \
	" FROM event"

const char *const store_sql[STORE_Q_N] = {
	[STORE_Q_USER_VERSION] = "PRAGMA user_version",
	[STORE_Q_APPLICATION_ID] = "PRAGMA application_id",
	[STORE_Q_TABLES] = "SELECT count(*) FROM sqlite_schema",
	[STORE_Q_JOURNAL] = "PRAGMA journal_mode",
	[STORE_Q_BEGIN] = "BEGIN IMMEDIATE",
	[STORE_Q_COMMIT] = "COMMIT",
	[STORE_Q_META_GET] = "SELECT value FROM meta WHERE name = ?1",
	[STORE_Q_META_PUT] = "INSERT INTO meta (name, value) VALUES (?1, ?2)",
	[STORE_Q_TALLY] = "SELECT state, n FROM tally",
	[STORE_Q_TALLY_ADD] = "UPDATE tally SET n = n + ?2 WHERE state = ?1",

	[STORE_Q_TEMPLATE_FIND] =
	    "SELECT id, digest FROM template WHERE name = ?1 AND version = ?2",
	[STORE_Q_TEMPLATE_ADD] =
	    "INSERT INTO template (name, version, digest, bundle, created)"
	    " VALUES (?1, ?2, ?3, ?4, ?5)",
	[STORE_Q_TEMPLATE_GET] = "SELECT version, bundle FROM template"
				 " WHERE name = ?1 AND version = ?2",
	[STORE_Q_TEMPLATE_NEWEST] = "SELECT version, bundle FROM template"
				    " WHERE name = ?1"
				    " ORDER BY version DESC LIMIT 1",
	[STORE_Q_TEMPLATE_LIST] =
	    "SELECT name, version FROM template ORDER BY name, version",

	[STORE_Q_REGISTER_FIND] =
	    "SELECT id, last FROM register WHERE name = ?1 AND year = ?2",
	[STORE_Q_REGISTER_ADD] =
	    "INSERT INTO register (name, year, last) VALUES (?1, ?2, 0)",
	[STORE_Q_REGISTER_TAKE] =
	    "UPDATE register SET last = ?2 WHERE id = ?1 AND last = ?2 - 1",
	[STORE_Q_NUMBER_ADD] = "INSERT INTO number (register, n, document)"
			       " VALUES (?1, ?2, ?3)",
	[STORE_Q_NUMBER_VOID] =
	    "UPDATE number SET voided = ?2 WHERE (register, n) ="
	    " (SELECT d.register, d.n FROM sheet AS s"
	    " JOIN document AS d ON d.id = s.document"
	    " WHERE s.id = ?1 AND s.copy = 1)",
	[STORE_Q_NUMBER_LIST] =
	    "SELECT n.n, d.number, j.id, n.voided IS NOT NULL FROM register r"
	    " CROSS JOIN number AS n ON n.register = r.id"
	    " CROSS JOIN document AS d ON d.id = n.document"
	    " CROSS JOIN sheet AS s ON s.document = d.id AND s.copy = 1"
	    " CROSS JOIN job AS j ON j.sheet = s.id"
	    " WHERE r.name = ?1 AND r.year = ?2 AND n.n > ?3"
	    " ORDER BY n.n LIMIT ?4",

	[STORE_Q_DOCUMENT_ADD] =
	    "INSERT INTO document (public, template, number, register, n,"
	    " fields, photo, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	[STORE_Q_SHEET_ADD] =
	    "INSERT INTO sheet (document, copy) VALUES (?1, ?2)",
	[STORE_Q_SHEET_SEAL] = "UPDATE sheet SET seals = ?2 WHERE id = ?1",

	[STORE_Q_JOB_ADD] =
	    "INSERT INTO job (rev, state, sheet, counter, target, printer,"
	    " source_system, source_reference, scheme, region, token, cups_job,"
	    " attempts, hold, pages, batch, batch_line, created, changed)"
	    " VALUES (1, 0, ?1, ?2, ?3, '', ?4, ?5, ?6, ?7, '', 0, 0, ?8, 0,"
	    " ?9, ?10, ?11, ?11)",
	[STORE_Q_JOB_GET] = JOB_COLUMNS " WHERE j.id = ?1",
	[STORE_Q_JOB_NOW] = "SELECT rev, state, sheet, hold FROM job"
			    " WHERE id = ?1",
	[STORE_Q_JOB_STEP] =
	    "UPDATE job SET rev = rev + 1, state = ?3, changed = ?4,"
	    " printer = coalesce(?5, printer), token = coalesce(?6, token),"
	    " cups_job = coalesce(?7, cups_job), attempts = attempts + ?8,"
	    " pages = coalesce(?9, pages), pdf = coalesce(?10, pdf),"
	    " reason = nullif(coalesce(?11, reason), ''),"
	    " hold = coalesce(?12, hold) WHERE id = ?1 AND rev = ?2",
	[STORE_Q_JOB_BY_DOCUMENT] =
	    JOB_COLUMNS " WHERE j.sheet = (SELECT s2.id FROM document AS d2"
			" CROSS JOIN sheet AS s2 ON s2.document = d2.id"
			" WHERE d2.public = ?1 ORDER BY s2.copy DESC LIMIT 1)",

	[STORE_Q_LIST_UP] = JOB_COLUMNS BY_ID UP,
	[STORE_Q_LIST_DOWN] = JOB_COLUMNS BY_ID DOWN,
	[STORE_Q_LIST_STATE_UP] = JOB_COLUMNS BY_STATE UP,
	[STORE_Q_LIST_STATE_DOWN] = JOB_COLUMNS BY_STATE DOWN,
	[STORE_Q_LIST_LIVE_UP] = JOB_COLUMNS BY_LIVE UP,
	[STORE_Q_LIST_LIVE_DOWN] = JOB_COLUMNS BY_LIVE DOWN,
	[STORE_Q_LIST_BATCH_UP] = JOB_COLUMNS BY_BATCH UP,
	[STORE_Q_LIST_BATCH_DOWN] = JOB_COLUMNS BY_BATCH DOWN,

	[STORE_Q_EVENT_ADD] =
	    "INSERT INTO event (seq, job, rev, at, event, came_from, went_to,"
	    " actor, evidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	[STORE_Q_EVENT_LAST] = "SELECT coalesce(max(seq), 0) FROM event",
	[STORE_Q_EVENT_LIST] =
	    EVENT_COLUMNS " WHERE seq > ?2 ORDER BY seq LIMIT ?3",
	/* by (job, rev): its order is the order of seq */
	[STORE_Q_EVENT_OF_JOB] =
	    EVENT_COLUMNS " WHERE job = ?1 AND seq > ?2 ORDER BY rev LIMIT ?3",
	[STORE_Q_LEAF_ADD] =
	    "INSERT INTO leaf (seq, entry, hash) VALUES (?1, ?2, ?3)",

	[STORE_Q_ANSWER_FIND] =
	    "SELECT body_hash, job, status, body FROM answer"
	    " WHERE counter = ?1 AND key = ?2",
	[STORE_Q_ANSWER_RESERVE] =
	    "INSERT INTO answer (counter, key, body_hash, job, status, created)"
	    " VALUES (?1, ?2, ?3, ?4, 0, ?5)",
	[STORE_Q_ANSWER_COMPLETE] =
	    "UPDATE answer SET status = ?4, body = ?5"
	    " WHERE counter = ?1 AND key = ?2 AND status = 0"
	    " AND body_hash = ?3 AND job IS ?6",
	[STORE_Q_ANSWER_ADD] =
	    "INSERT INTO answer (counter, key, body_hash, status, body, job,"
	    " created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",

	[STORE_Q_BATCH_ADD] =
	    "INSERT INTO batch (counter, total, accepted, refused, created,"
	    " finished) VALUES (?1, ?2, 0, 0, ?3, 0)",
	[STORE_Q_BATCH_GET] =
	    "SELECT id, counter, total, accepted, refused, created, finished"
	    " FROM batch WHERE id = ?1",
	[STORE_Q_BATCH_COUNT] =
	    "UPDATE batch SET accepted = accepted + ?2, refused = refused + ?3"
	    " WHERE id = ?1",
	[STORE_Q_BATCH_FINISH] =
	    "UPDATE batch SET finished = ?2, total = accepted + refused"
	    " WHERE id = ?1",
	[STORE_Q_LINE_ADD] =
	    "INSERT INTO batch_line (batch, line, job, problem)"
	    " VALUES (?1, ?2, ?3, ?4)",
	[STORE_Q_LINE_LIST] =
	    "SELECT line, job, problem FROM batch_line"
	    " WHERE batch = ?1 AND line > ?2 ORDER BY line LIMIT ?3",

	[STORE_Q_PRINTER_PUT] =
	    "INSERT INTO printer (name, group_name, uri, media, enabled,"
	    " created) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
	    " ON CONFLICT (name) DO UPDATE SET group_name = ?2, uri = ?3,"
	    " media = ?4, enabled = ?5",
	[STORE_Q_PRINTER_REMOVE] = "DELETE FROM printer WHERE name = ?1",
	[STORE_Q_PRINTER_LIST] =
	    "SELECT name, group_name, uri, media, enabled, created"
	    " FROM printer ORDER BY name",

	[STORE_Q_TOKEN_PUT] = "INSERT INTO token (hash, counter, created)"
			      " VALUES (?1, ?2, ?3)",
	[STORE_Q_TOKEN_FIND] = "SELECT counter FROM token"
			       " WHERE hash = ?1 AND revoked IS NULL",
	[STORE_Q_TOKEN_REVOKE] = "UPDATE token SET revoked = ?2"
				 " WHERE counter = ?1 AND revoked IS NULL",
};
