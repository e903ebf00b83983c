/*
 * Every statement of the store, by name.  A statement must reach its rows by
 * a key or an index, or be bounded by a limit: the tables grow to millions of
 * rows.  It trusts the schema in schema.sql.
 */

#include "store_int.h"
#include "store_sql_money.h"

/* The columns that store_job_load() reads, in its order. */
#define JOB_COLUMNS                                                            \
	"SELECT j.id, j.rev, j.state, d.public, d.number, s.copy, t.name,"     \
	" t.version, j.counter, j.target, j.printer, j.source_system,"         \
	" j.source_reference, j.scheme, j.region, j.token, j.cups_job,"        \
	" j.attempts, j.hold, j.pages, d.photo, j.pdf, j.batch, j.batch_line," \
	" j.created, j.changed, d.fields, s.seals, j.reason, j.person,"        \
	" s.serial, j.sheet"                                                   \
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
#define BY_READY " WHERE j.state = 13" JOB_FILTER
#define BY_BATCH " WHERE j.batch = ?7" JOB_MASK JOB_FILTER
/* ?7 as typed, ?8 as an id is written, ?9 as a job's number.  Numbers of
 * documents have no index: only the newest documents are looked through. */
#define BY_FIND                                                          \
	" WHERE j.id IN (SELECT ?9"                                      \
	" UNION SELECT j2.id FROM sheet AS s2"                           \
	" CROSS JOIN job AS j2 ON j2.sheet = s2.id"                      \
	" WHERE s2.serial IN (?7, ?8)"                                   \
	" UNION SELECT j3.id FROM document AS d3"                        \
	" CROSS JOIN sheet AS s3 ON s3.document = d3.id"                 \
	" CROSS JOIN job AS j3 ON j3.sheet = s3.id WHERE d3.public = ?8" \
	" UNION SELECT j4.id FROM document AS d4"                        \
	" CROSS JOIN sheet AS s4 ON s4.document = d4.id"                 \
	" CROSS JOIN job AS j4 ON j4.sheet = s4.id"                      \
	" WHERE d4.id > (SELECT max(id) FROM document) - 20000"          \
	" AND d4.number = ?7)" JOB_MASK JOB_FILTER

#define EVENT_COLUMNS                                                          \
	"SELECT seq, job, rev, at, event, came_from, went_to, actor, evidence" \
	" FROM event"

#define PERSON_COLUMNS                                                     \
	"SELECT name, full_name, title, staff_number, role, created, gone" \
	" FROM person"
#define BLANK_COLUMNS                                               \
	"SELECT b.serial, b.series, b.n, b.kind, b.state, b.place," \
	" b.position, b.changed FROM blank AS b"

#define STOCK_COLUMNS                                                        \
	"SELECT seq, at, act, kind, n, first, last, came_state, came_place," \
	" went_state, went_place, job, person, second, reason, note"         \
	" FROM stock"
#define STOCK_FILTER                                              \
	" AND (?2 IS NULL OR kind = ?2)"                          \
	" AND (?3 IS NULL OR came_place = ?3 OR went_place = ?3)" \
	" AND (?4 IS NULL OR ?4 BETWEEN first AND last"           \
	" AND length(?4) = length(first))"                        \
	" AND (?6 IS NULL OR act = ?6) AND at >= ?7 AND at < ?8"

#define PROPOSAL_COLUMNS                                           \
	"SELECT id, act, body, job, asked_by, asked_at, decision," \
	" decided_by, decided_at FROM proposal"

/* What came out in the second of a change came out before it. */
#define ITEM_PAGES                                            \
	"(SELECT coalesce(sum(o.pages), 0) FROM output AS o"  \
	" WHERE o.printer = i.printer AND o.at > i.installed" \
	" AND o.at <= coalesce(i.removed, 0x7fffffffffffffff))"
/* ?1 printer or supply, ?2 limit */
#define ITEM_ROWS(which)                                                \
	"SELECT i.id, i.supply, s.title, s.sort, s.marker, i.printer, " \
	"s.yield,"                                                      \
	" i.state, i.installed, i.removed, p.price, " ITEM_PAGES        \
	" FROM item AS i CROSS JOIN supply AS s ON s.name = i.supply"   \
	" CROSS JOIN purchase AS p ON p.id = i.purchase WHERE " which   \
	" ORDER BY i.state, i.installed DESC, i.id DESC LIMIT ?2"

#define SERVICE_COLUMNS                                                       \
	"SELECT id, printer, plan, kind, supplier, began, ended, back, cost," \
	" warranty, note, document, budget, person FROM service"

const char *const store_sql[STORE_Q_N] = {
	[STORE_Q_USER_VERSION] = "PRAGMA user_version",
	[STORE_Q_APPLICATION_ID] = "PRAGMA application_id",
	[STORE_Q_TABLES] = "SELECT count(*) FROM sqlite_schema",
	[STORE_Q_DANGLING] = "SELECT count(*) FROM pragma_foreign_key_check",
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
	    " WHERE s.id = ?1 AND s.copy <= ?3)",
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
	    " attempts, hold, pages, batch, batch_line, created, changed,"
	    " person) VALUES (1, 0, ?1, ?2, ?3, '', ?4, ?5, ?6, ?7, '', 0, 0,"
	    " ?8, 0, ?9, ?10, ?11, ?11, ?12)",
	[STORE_Q_JOB_GET] = JOB_COLUMNS " WHERE j.id = ?1",
	[STORE_Q_JOB_NOW] =
	    "SELECT j.rev, j.state, j.sheet, j.hold, j.printer, s.serial"
	    " FROM job AS j CROSS JOIN sheet AS s ON s.id = j.sheet"
	    " WHERE j.id = ?1",
	[STORE_Q_JOB_STEP] =
	    /* since when it is in its state: a note changes nothing of it */
	"UPDATE job SET rev = rev + 1, state = ?3,"
	" changed = CASE WHEN state = ?3 THEN changed ELSE ?4 END,"
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
	[STORE_Q_LIST_READY_UP] = JOB_COLUMNS BY_READY UP,
	[STORE_Q_LIST_READY_DOWN] = JOB_COLUMNS BY_READY DOWN,
	[STORE_Q_LIST_BATCH_UP] = JOB_COLUMNS BY_BATCH UP,
	[STORE_Q_LIST_BATCH_DOWN] = JOB_COLUMNS BY_BATCH DOWN,
	[STORE_Q_LIST_FIND] = JOB_COLUMNS BY_FIND DOWN,
	[STORE_Q_JOB_LAST] = "SELECT coalesce(max(id), 0) FROM job",
	[STORE_Q_JOB_AGE] = "SELECT id, created FROM job WHERE id >= ?1"
			    " ORDER BY id LIMIT 1",

	[STORE_Q_EVENT_ADD] =
	    "INSERT INTO event (seq, job, rev, at, event, came_from, went_to,"
	    " actor, evidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	[STORE_Q_EVENT_LAST] = "SELECT coalesce(max(seq), 0) FROM event",
	[STORE_Q_EVENT_LIST] =
	    EVENT_COLUMNS " WHERE seq > ?2 ORDER BY seq LIMIT ?3",
	/* by (job, rev): its order is the order of seq */
	[STORE_Q_EVENT_OF_JOB] =
	    EVENT_COLUMNS " WHERE job = ?1 AND seq > ?2 ORDER BY rev LIMIT ?3",
	[STORE_Q_EVENT_HAS] =
	    "SELECT 1 FROM event WHERE job = ?1 AND event = ?2 LIMIT 1",
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
	    " created, place, model) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
	    " ON CONFLICT (name) DO UPDATE SET group_name = ?2, uri = ?3,"
	    " media = ?4, enabled = ?5, place = ?7, model = ?8",
	[STORE_Q_PRINTER_REMOVE] = "DELETE FROM printer WHERE name = ?1",
	[STORE_Q_PRINTER_LIST] =
	    "SELECT name, group_name, uri, media, enabled, created, place,"
	    " model FROM printer ORDER BY name",

	[STORE_Q_TOKEN_PUT] =
	    "INSERT INTO token (hash, counter, created, person)"
	    " VALUES (?1, ?2, ?3, ?4)",
	[STORE_Q_TOKEN_FIND] =
	    "SELECT t.counter, t.person, p.role FROM token AS t"
	    " LEFT JOIN person AS p ON p.name = t.person"
	    " WHERE t.hash = ?1 AND t.revoked IS NULL AND p.gone IS NULL",
	[STORE_Q_TOKEN_REVOKE] = "UPDATE token SET revoked = ?2"
				 " WHERE counter = ?1 AND revoked IS NULL",

	[STORE_Q_PERSON_PUT] =
	    "INSERT INTO person (name, full_name, title, staff_number, role,"
	    " created) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
	    " ON CONFLICT (name) DO UPDATE SET full_name = ?2, title = ?3,"
	    " staff_number = ?4, role = ?5, gone = NULL",
	[STORE_Q_PERSON_LEAVE] = "UPDATE person SET gone = ?2"
				 " WHERE name = ?1 AND gone IS NULL",
	[STORE_Q_PERSON_GET] = PERSON_COLUMNS " WHERE name = ?1",
	[STORE_Q_PERSON_LIST] = PERSON_COLUMNS " ORDER BY name",

	[STORE_Q_KIND_PUT] =
	    "INSERT INTO kind (name, title, created) VALUES (?1, ?2, ?3)"
	    " ON CONFLICT (name) DO UPDATE SET title = ?2",
	[STORE_Q_KIND_FIND] = "SELECT 1 FROM kind WHERE name = ?1",
	[STORE_Q_KIND_LIST] =
	    "SELECT name, title, created FROM kind ORDER BY name",
	[STORE_Q_DELIVERY_ADD] =
	    "INSERT INTO delivery (kind, note, first, last, n, price, at,"
	    " person, budget) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	[STORE_Q_BLANK_ADD] =
	    "INSERT INTO blank (serial, series, n, kind, delivery, state,"
	    " place, changed) VALUES (?1, ?2, ?3, ?4, ?5, 0, 'store', ?6)",
	[STORE_Q_BLANK_RANGE] = BLANK_COLUMNS
	" WHERE b.series = ?1 AND b.n BETWEEN ?2 AND ?3 ORDER BY b.n",
	/* printed sheets that are good, or good once collected */
	[STORE_Q_BLANK_GOOD] = "SELECT b.serial FROM blank AS b"
			       " CROSS JOIN sheet AS s ON s.serial = b.serial"
			       " CROSS JOIN job AS j ON j.sheet = s.id"
			       " WHERE b.series = ?1 AND b.n BETWEEN ?2 AND ?3"
			       " AND j.state IN (8, 13) ORDER BY b.n LIMIT 1",
	[STORE_Q_BLANK_GET] = BLANK_COLUMNS " WHERE b.serial = ?1",
	[STORE_Q_BLANK_NEXT] =
	    BLANK_COLUMNS " WHERE b.place = ?1 AND b.state = 1 AND b.state < 4"
			  " ORDER BY b.position LIMIT 1",
	[STORE_Q_BLANK_BEFORE] =
	    BLANK_COLUMNS " WHERE b.place = ?1 AND b.state = 1 AND b.state < 4"
			  " AND b.position < ?2 ORDER BY b.position",
	[STORE_Q_BLANK_WRITE] =
	    "UPDATE blank SET state = ?4, place = ?5, changed = ?6,"
	    " position = ?7 + n * ?8"
	    " WHERE series = ?1 AND n BETWEEN ?2 AND ?3",
	[STORE_Q_BLANK_STATE] = "UPDATE blank SET state = ?2, changed = ?3"
				" WHERE serial = ?1",
	[STORE_Q_BLANK_TOP] = "SELECT max(n) FROM blank WHERE series = ?1",
	[STORE_Q_BLANK_JOB] = "SELECT j.id FROM sheet AS s"
			      " CROSS JOIN job AS j ON j.sheet = s.id"
			      " WHERE s.serial = ?1",
	[STORE_Q_SHEET_SERIAL] = "UPDATE sheet SET serial = ?2 WHERE id = ?1",
	[STORE_Q_SHEET_NEWEST] =
	    "SELECT s.document, s.copy, (SELECT max(copy) FROM sheet AS o"
	    " WHERE o.document = s.document) FROM sheet AS s WHERE s.id = ?1",
	[STORE_Q_TRAY_END] =
	    "SELECT coalesce(min(position), 0), coalesce(max(position), 0),"
	    " count(*) FROM blank WHERE place = ?1 AND state < 4",
	[STORE_Q_TRAY_COUNT] =
	    "SELECT count(*) FROM blank WHERE place = ?1 AND state = 1"
	    " AND state < 4",
	[STORE_Q_TRAY_PUT] =
	    "INSERT INTO tray (printer, confirmed) VALUES (?1, ?2)"
	    " ON CONFLICT (printer) DO UPDATE SET confirmed = ?2",
	[STORE_Q_TRAY_GET] = "SELECT confirmed FROM tray WHERE printer = ?1",
	[STORE_Q_STOCK_ADD] =
	    "INSERT INTO stock (at, act, kind, n, first, last, came_state,"
	    " came_place, went_state, went_place, job, person, second, reason,"
	    " note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
	    " ?13, ?14, ?15)",
	[STORE_Q_STOCK_LIST] = STOCK_COLUMNS " WHERE seq > ?1" STOCK_FILTER
					     " ORDER BY seq LIMIT ?5",
	[STORE_Q_STOCK_BACK] = STOCK_COLUMNS " WHERE seq < ?1" STOCK_FILTER
					     " ORDER BY seq DESC LIMIT ?5",
	[STORE_Q_STOCK_NOW] =
	    "SELECT kind, place, state, count(*) FROM blank WHERE state < 4"
	    " GROUP BY kind, place, state ORDER BY kind, place, state",
	/* back from what there is now: a late day reads few rows */
	[STORE_Q_STOCK_DAY] =
	    "SELECT kind, place, sum(h) - sum(d),"
	    " sum(CASE WHEN at < ?2 AND c = 'received' THEN n ELSE 0 END),"
	    " sum(CASE WHEN at < ?2 AND c = 'in' THEN n ELSE 0 END),"
	    " sum(CASE WHEN at < ?2 AND c = 'used' THEN n ELSE 0 END),"
	    " sum(CASE WHEN at < ?2 AND c = 'spoiled' THEN n ELSE 0 END),"
	    " sum(CASE WHEN at < ?2 AND c = 'returned' THEN n ELSE 0 END),"
	    " sum(CASE WHEN at < ?2 AND c = 'out' THEN n ELSE 0 END),"
	    " sum(h) - sum(CASE WHEN at < ?2 THEN 0 ELSE d END)"
	    " FROM (SELECT kind, place, 0 AS at, 0 AS n, 0 AS d,"
	    " count(*) AS h, NULL AS c FROM blank WHERE state < 4"
	    " GROUP BY kind, place"
	    " UNION ALL"
	    " SELECT kind, went_place, at, n, n, 0,"
	    " CASE WHEN act = 0 THEN 'received'"
	    " WHEN came_place <> went_place THEN 'in' END"
	    " FROM stock WHERE went_state < 4 AND at >= ?1"
	    " UNION ALL"
	    " SELECT kind, came_place, at, n, -n, 0, CASE went_state"
	    " WHEN 4 THEN 'used' WHEN 5 THEN 'spoiled' WHEN 6 THEN 'returned'"
	    " ELSE CASE WHEN came_place <> went_place THEN 'out' END END"
	    " FROM stock WHERE came_state < 4 AND at >= ?1)"
	    " GROUP BY kind, place"
	    " HAVING sum(h) <> sum(d) OR max(at > 0 AND at < ?2)"
	    " ORDER BY kind, place",
	[STORE_Q_CHECK_LEDGER] =
	    "SELECT kind, place, state, sum(n) FROM ("
	    "SELECT kind, place, state, count(*) AS n FROM blank"
	    " GROUP BY kind, place, state UNION ALL"
	    " SELECT kind, went_place, went_state, -sum(n) FROM stock"
	    " GROUP BY kind, went_place, went_state UNION ALL"
	    " SELECT kind, came_place, came_state, sum(n) FROM stock"
	    " WHERE came_state IS NOT NULL"
	    " GROUP BY kind, came_place, came_state)"
	    " GROUP BY kind, place, state HAVING sum(n) <> 0",
	[STORE_Q_CHECK_BOUND] =
	    "SELECT b.serial, b.state, j.id, j.state FROM blank AS b"
	    " LEFT JOIN sheet AS s ON s.serial = b.serial"
	    " LEFT JOIN job AS j ON j.sheet = s.id"
	    " WHERE CASE b.state WHEN 2 THEN j.state IS NOT 4"
	    " WHEN 3 THEN j.state IS NULL OR j.state NOT IN (5, 6, 7)"
	    " WHEN 4 THEN j.state IS NULL OR j.state NOT IN (8, 12, 13, 14)"
	    " WHEN 5 THEN j.state IS NOT NULL AND j.state <> 9"
	    " WHEN 6 THEN j.state IS NOT NULL AND j.state <> 12"
	    " WHEN 7 THEN j.state IS NOT NULL AND j.state NOT IN (9, 12, 14)"
	    " ELSE j.id IS NOT NULL END",
	[STORE_Q_CHECK_SHEET] =
	    "SELECT s.serial FROM sheet AS s LEFT JOIN blank AS b"
	    " ON b.serial = s.serial WHERE s.serial IS NOT NULL"
	    " AND b.id IS NULL",

	[STORE_Q_PROPOSAL_ADD] =
	    "INSERT INTO proposal (act, body, job, asked_by, asked_at,"
	    " decision) VALUES (?1, ?2, ?3, ?4, ?5, 0)",
	[STORE_Q_PROPOSAL_GET] = PROPOSAL_COLUMNS " WHERE id = ?1",
	[STORE_Q_PROPOSAL_LIST] =
	    PROPOSAL_COLUMNS " WHERE decision = 0 ORDER BY id LIMIT 200",
	[STORE_Q_PROPOSAL_DECIDE] =
	    "UPDATE proposal SET decision = ?2, decided_by = ?3,"
	    " decided_at = ?4 WHERE id = ?1 AND decision = 0",
	[STORE_Q_HAND_OVER_ADD] =
	    "INSERT INTO hand_over (job, at, counter, person, given_to, paper,"
	    " paper_number) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[STORE_Q_BLANK_PLACE] =
	    BLANK_COLUMNS " WHERE b.place = ?1 AND b.state < 4 AND b.kind = ?2"
			  " ORDER BY b.series, b.n",
	[STORE_Q_COUNT_ADD] =
	    "INSERT INTO stock_count (at, kind, place, expected, counted,"
	    " differs, person, reason, note)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	[STORE_Q_CLOSING_ADD] =
	    "INSERT INTO closing (day, figures, at, person, second)"
	    " VALUES (?1, ?2, ?3, ?4, ?5)",
	[STORE_Q_CLOSING_LIST] =
	    "SELECT day, figures, at, person, second FROM closing"
	    " ORDER BY day DESC LIMIT ?1",
	[STORE_Q_STOCK_DONE] =
	    "SELECT j.counter, e.event, count(*) FROM event AS e"
	    " CROSS JOIN job AS j ON j.id = e.job"
	    " WHERE e.at >= ?1 AND e.at < ?2 AND e.event > 8"
	    " AND e.event NOT IN (16, 17)"
	    " GROUP BY j.counter, e.event ORDER BY j.counter, e.event",
	[STORE_Q_STOCK_PACE] =
	    "SELECT kind, (at + ?2) / 86400 AS day, sum(n) FROM stock"
	    " WHERE at >= ?1 AND came_state < 4 AND went_state IN (4, 5)"
	    " GROUP BY kind, day ORDER BY kind, day",
	[STORE_Q_STOCK_WAITING] =
	    "SELECT t.name, t.version, j.target, count(*) FROM job AS j"
	    " CROSS JOIN sheet AS s ON s.id = j.sheet"
	    " CROSS JOIN document AS d ON d.id = s.document"
	    " CROSS JOIN template AS t ON t.id = d.template"
	    " WHERE j.state < 4 AND j.state < 8 GROUP BY t.id, j.target",
	[STORE_Q_STOCK_COUNTED] =
	    "SELECT kind, place, expected, counted, reason, note, max(id)"
	    " FROM stock_count WHERE at >= ?1 GROUP BY kind, place",
	[STORE_Q_REGISTER_LIST] =
	    "SELECT name, year, last FROM register ORDER BY name, year",
	[STORE_Q_JOB_OLDEST] = "SELECT created FROM job WHERE state = ?1"
			       " AND state < 8 ORDER BY id LIMIT 1",
	[STORE_Q_DOUBT_OLDEST] = "SELECT min(changed) FROM job WHERE state = 6"
				 " AND state < 8",
	/* the one that reads a whole table, once in a process's life: 70 ms
	 * for 150 000 sheets */
	[STORE_Q_PAPER_LIST] =
	    "SELECT printer, count(*), sum(spoiled), sum(pages),"
	    " sum(max(took, 0)), sum(took <= ?1), sum(took <= ?2),"
	    " sum(took <= ?3), sum(took <= ?4), sum(took <= ?5),"
	    " sum(took <= ?6), sum(took <= ?7), sum(took <= ?8),"
	    " sum(took <= ?9), sum(took <= ?10)"
	    " FROM output GROUP BY printer",
	/* 5 printing, 6 doubt, 7 printed, 9 spoiled: as the triggers of output
	 * count */
	[STORE_Q_PAPER_MORE] =
	    "SELECT o.printer, e.came_from < 7, e.went_to = 9, o.pages, o.took"
	    " FROM event AS e CROSS JOIN output AS o ON o.job = e.job"
	    " WHERE e.seq > ?1 AND (e.came_from IN (5, 6) AND e.went_to IN (7, "
	    "9)"
	    " OR e.came_from = 7 AND e.went_to = 9) ORDER BY e.seq",

	STORE_SQL_MONEY[STORE_Q_NOTICE_ADD] =
	    "INSERT INTO notice (at, level, kind, subject, id, en)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[STORE_Q_NOTICE_LAST] = "SELECT coalesce(max(seq), 0) FROM notice",
	[STORE_Q_NOTICE_LIST] =
	    "SELECT seq, at, level, kind, subject, id, en FROM notice"
	    " WHERE seq > ?1 ORDER BY seq LIMIT ?2",
	[STORE_Q_HEALTH_ADD] =
	    "INSERT INTO health (printer, at, state, reasons)"
	    " VALUES (?1, ?2, ?3, ?4)",
	[STORE_Q_HEALTH_LIST] =
	    "SELECT at, state, reasons FROM health WHERE printer = ?1"
	    " AND at >= coalesce((SELECT max(at) FROM health"
	    " WHERE printer = ?1 AND at <= ?2), 0) ORDER BY at, id"
	    " LIMIT 20000",
	[STORE_Q_HEALTH_LAST] =
	    "SELECT at, state, reasons FROM health WHERE printer = ?1"
	    " ORDER BY at DESC, id DESC LIMIT 1",
	[STORE_Q_METER_PUT] =
	    "INSERT OR REPLACE INTO meter (printer, at, impressions)"
	    " VALUES (?1, ?2, ?3)",
	[STORE_Q_METER_LIST] =
	    "SELECT at, impressions FROM meter WHERE printer = ?1"
	    " ORDER BY at DESC LIMIT ?2",
	[STORE_Q_OUTPUT_SINCE] = "SELECT count(*), coalesce(sum(pages), 0),"
				 " coalesce(sum(spoiled), 0) FROM output"
				 " WHERE printer = ?1 AND at >= ?2",
	[STORE_Q_SERVICE_ENDED] =
	    "SELECT coalesce(max(ended), 0) FROM service WHERE printer = ?1",
	[STORE_Q_SUPPLY_PUT] =
	    "INSERT INTO supply (name, title, sort, yield, minimum, target,"
	    " models, marker, created)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
	    " ON CONFLICT (name) DO UPDATE SET title = ?2, sort = ?3,"
	    " yield = ?4, minimum = ?5, target = ?6, models = ?7, marker = ?8",
	[STORE_Q_SUPPLY_LIST] =
	    "SELECT s.name, s.title, s.sort, s.yield, s.minimum, s.target,"
	    " s.models, s.marker, s.created,"
	    " (SELECT count(*) FROM item AS i WHERE i.supply = s.name"
	    " AND i.state = 0),"
	    " (SELECT count(*) FROM item AS i WHERE i.supply = s.name"
	    " AND i.state = 1),"
	    " (SELECT p.price FROM purchase AS p WHERE p.supply = s.name"
	    " ORDER BY p.at DESC, p.id DESC LIMIT 1)"
	    " FROM supply AS s WHERE ?1 IS NULL OR s.name = ?1"
	    " ORDER BY s.name",
	/* where neither the supply nor the printer says, it fits */
	[STORE_Q_SUPPLY_FITS] =
	    "SELECT p.model = '' OR json_array_length(s.models) = 0"
	    " OR EXISTS (SELECT 1 FROM json_each(s.models) AS m"
	    " WHERE m.value = p.model COLLATE NOCASE)"
	    " FROM supply AS s CROSS JOIN printer AS p"
	    " WHERE s.name = ?1 AND p.name = ?2",
	[STORE_Q_PURCHASE_ADD] =
	    "INSERT INTO purchase (supply, at, n, price, supplier, delivery,"
	    " budget, person) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	/* the newest that were booked, however old they are: who books one is
	 * shown it */
	[STORE_Q_PURCHASE_LIST] =
	    "SELECT p.id, p.at, p.n, (SELECT count(*) FROM item AS i"
	    " WHERE i.supply = p.supply AND i.state = 0 AND i.purchase = p.id),"
	    " p.price, p.supply, p.supplier, p.delivery, p.budget, p.person"
	    " FROM purchase AS p WHERE p.id IN (SELECT id FROM purchase"
	    " WHERE supply = ?1 ORDER BY id DESC LIMIT 500)"
	    " ORDER BY p.at DESC, p.id DESC",
	[STORE_Q_ITEM_ADD] =
	    "INSERT INTO item (purchase, supply, state, printer, person,"
	    " reason, note) VALUES (?1, ?2, 0, '', ?3, '', '')",
	[STORE_Q_ITEM_NEXT] = "SELECT i.id FROM item AS i"
			      " CROSS JOIN purchase AS p ON p.id = i.purchase"
			      " WHERE i.supply = ?1 AND i.state = 0"
			      " ORDER BY p.at, i.id LIMIT 1",
	[STORE_Q_ITEM_WEAR] =
	    "UPDATE item SET state = 2, removed = max(?3, installed)"
	    " WHERE printer = ?2 AND state IN (1, 2) AND state = 1"
	    " AND supply = ?1",
	[STORE_Q_ITEM_INSTALL] =
	    "UPDATE item SET state = 1, printer = ?2, installed = ?3,"
	    " person = ?4, note = ?5 WHERE id = ?1 AND state = 0",
	[STORE_Q_ITEM_LOSE] =
	    "UPDATE item SET state = 3, removed = ?3, person = ?4, reason = ?5,"
	    " note = ?6 WHERE id IN (SELECT i.id FROM item AS i"
	    " CROSS JOIN purchase AS p ON p.id = i.purchase"
	    " WHERE i.supply = ?1 AND i.state = 0 ORDER BY p.at, i.id LIMIT "
	    "?2)",
	/* the index of items in printers wants its own words again */
	[STORE_Q_ITEM_LIST] = ITEM_ROWS("i.printer = ?1 AND i.state IN (1, 2)"),
	[STORE_Q_ITEM_IN_USE] =
	    ITEM_ROWS("i.printer = ?1 AND i.state IN (1, 2) AND i.state = 1"),
	[STORE_Q_ITEM_OF_SUPPLY] = ITEM_ROWS("i.supply = ?1 AND i.state = 1"),
	[STORE_Q_ITEM_WORN] = "SELECT " ITEM_PAGES " FROM item AS i"
			      " WHERE i.supply = ?1 AND i.state = 2"
			      " ORDER BY i.removed DESC, i.id DESC LIMIT ?2",
	[STORE_Q_OUTPUT_PACE] =
	    "SELECT printer, (at + ?2) / 86400 AS day, sum(pages) FROM output"
	    " INDEXED BY output_at WHERE at >= ?1 GROUP BY printer, day ORDER "
	    "BY printer, day",
	[STORE_Q_PLAN_ADD] =
	    "INSERT INTO plan (printer, title, days, pages, grace_days, began)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[STORE_Q_PLAN_END] =
	    "UPDATE plan SET gone = ?2 WHERE id = ?1 AND gone IS NULL",
	[STORE_Q_PLAN_LIST] =
	    "SELECT t.*, (SELECT coalesce(sum(o.pages), 0) FROM output AS o"
	    " WHERE o.printer = t.printer AND o.at >= t.since) FROM ("
	    "SELECT id, printer, title, days, pages, grace_days, began,"
	    " max(began, coalesce((SELECT max(v.ended) FROM service AS v"
	    " WHERE v.printer = p.printer AND v.plan = p.id), began)) AS since"
	    " FROM plan AS p WHERE gone IS NULL"
	    " AND (?1 IS NULL OR printer = ?1)) AS t ORDER BY t.printer, t.id",
	/* the sheet that brought them to their number */
	[STORE_Q_PLAN_REACHED] =
	    "SELECT at FROM (SELECT at, sum(pages) OVER (ORDER BY at ROWS"
	    " UNBOUNDED PRECEDING) AS n FROM output"
	    " WHERE printer = ?1 AND at >= ?2) WHERE n >= ?3 LIMIT 1",
	[STORE_Q_SERVICE_ADD] =
	    "INSERT INTO service (printer, plan, kind, supplier, began, ended,"
	    " back, cost, warranty, note, document, budget, person)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
	[STORE_Q_SERVICE_OPEN] =
	    "SELECT 1 FROM service WHERE printer = ?1 AND ended IS NULL"
	    " LIMIT 1",
	[STORE_Q_SERVICE_END] =
	    "UPDATE service SET ended = ?2, cost = coalesce(?3, cost),"
	    " warranty = coalesce(?4, warranty), note = coalesce(?5, note)"
	    " WHERE id = ?1",
	[STORE_Q_SERVICE_GET] = SERVICE_COLUMNS " WHERE id = ?1",
	[STORE_Q_SERVICE_LIST] =
	    SERVICE_COLUMNS " WHERE id < ?1 AND (?2 IS NULL OR printer = ?2)"
			    " AND (?3 = 0 OR ended IS NULL)"
			    " ORDER BY id DESC LIMIT ?4",
	[STORE_Q_PLAN_OF] = "SELECT 1 FROM plan WHERE id = ?1 AND printer = ?2"
			    " AND gone IS NULL",
	[STORE_Q_CONTRACT_ADD] =
	    "INSERT INTO contract (printer, supplier, number, first, last,"
	    " price_year, visits, budget, person)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
	[STORE_Q_CONTRACT_LIST] =
	    "SELECT id, printer, supplier, number, first, last, price_year,"
	    " visits, budget, person FROM contract WHERE id IN"
	    " (SELECT id FROM contract ORDER BY id DESC LIMIT 500)"
	    " ORDER BY last DESC, id DESC",
	/* of the newest that there are, for nothing else leads to them */
	[STORE_Q_NOTICE_TOLD] =
	    "SELECT coalesce(max(seq), 0) FROM notice"
	    " WHERE seq > (SELECT max(seq) FROM notice) - 20000 AND kind = ?1"
	    " AND subject = ?2 AND at >= ?4 AND instr(id, ?3) > 0",
};
