#ifndef STORE_SQL_MONEY_H
#define STORE_SQL_MONEY_H

/*
 * The statements of money and figures, a part of the table in store_sql.c and
 * under its rules.  Purchases, services, contracts, assets and plans of an
 * office are few; outputs and the ledger of blanks are reached by time.
 */

/* SPENT_LIST: each kind of bill by its day.  WASTE_LIST: acts 7 spoil, 10
 * destroy; states below 4 are stock, 6 is returned. */
#define STORE_SQL_MONEY                                                        \
	[STORE_Q_ASSET_ADD] =                                                  \
	    "INSERT INTO asset (printer, title, price, residual, bought,"      \
	    " method, life_months, pages, budget, person)"                     \
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",               \
	[STORE_Q_ASSET_LIST] =                                                 \
	    "SELECT id, printer, title, price, residual, bought, method,"      \
	    " life_months, pages, budget, person FROM asset ORDER BY id",      \
	[STORE_Q_BUDGET_PUT] =                                                 \
	    "INSERT INTO budget (year, line, title, amount)"                   \
	    " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (year, line)"                \
	    " DO UPDATE SET title = ?3, amount = ?4",                          \
	[STORE_Q_BUDGET_LIST] =                                                \
	    "SELECT year, line, title, amount FROM budget"                     \
	    " WHERE ?1 = 0 OR year = ?1 ORDER BY year, line",                  \
	[STORE_Q_BUDGET_FIND] =                                                \
	    "SELECT 1 FROM budget WHERE year = ?1 AND line = ?2",              \
	[STORE_Q_SPENT_LIST] =                                                 \
	    "SELECT budget, at, n * price, 0 FROM purchase"                    \
	    " WHERE at >= ?1 AND at < ?2 AND budget <> ''"                     \
	    " UNION ALL SELECT budget, at, n * price, 0 FROM delivery"         \
	    " WHERE at >= ?1 AND at < ?2 AND budget <> ''"                     \
	    " UNION ALL SELECT budget, ended, cost, 0 FROM service"            \
	    " WHERE ended >= ?1 AND ended < ?2 AND budget <> ''"               \
	    " AND warranty = 0"                                                \
	    " UNION ALL SELECT budget, unixepoch(bought), price, 1 FROM asset" \
	    " WHERE unixepoch(bought) >= ?1 AND unixepoch(bought) < ?2"        \
	    " AND budget <> '' ORDER BY 1, 2",                                 \
	[STORE_Q_OUTPUT_LIST] =                                                \
	    "SELECT o.job, o.at, o.took, o.pages, o.price, o.spoiled,"         \
	    " o.printer, t.name, o.counter, o.scheme, o.region"                \
	    " FROM output AS o CROSS JOIN template AS t ON t.id = o.template"  \
	    " WHERE o.at >= ?1 AND o.at < ?2 ORDER BY o.at",                   \
	[STORE_Q_OUTPUT_PAGES] =                                               \
	    "SELECT coalesce(sum(pages), 0) FROM output"                       \
	    " WHERE printer = ?1 AND at >= ?2 AND at < ?3",                    \
	[STORE_Q_OUTPUT_PAGES_ALL] =                                           \
	    "SELECT coalesce(sum(pages), 0)"                                   \
	    " FROM output WHERE at >= ?1 AND at < ?2",                         \
	[STORE_Q_OUTPUT_AT] = "SELECT at FROM output WHERE job = ?1",          \
	[STORE_Q_USED_LIST] =                                                  \
	    "SELECT i.id, i.supply, s.title, i.printer, i.state = 3,"          \
	    " i.installed, i.removed, p.at, p.price, s.yield FROM item AS i"   \
	    " CROSS JOIN purchase AS p ON p.id = i.purchase"                   \
	    " CROSS JOIN supply AS s ON s.name = i.supply"                     \
	    " WHERE CASE WHEN i.state = 3"                                     \
	    " THEN coalesce(i.removed, p.at) >= ?1"                            \
	    " AND coalesce(i.installed, i.removed, p.at) < ?2"                 \
	    " ELSE i.installed < ?2 AND coalesce(i.removed, ?1) >= ?1 END"     \
	    " ORDER BY i.id",                                                  \
	[STORE_Q_REPAIR_LIST] =                                                \
	    "SELECT id, printer, kind, supplier, began, ended,"                \
	    " CASE WHEN warranty THEN 0 ELSE cost END, warranty FROM service"  \
	    " WHERE began < ?2 AND coalesce(ended, ?1) >= ?1 ORDER BY began",  \
	[STORE_Q_TERM_LIST] =                                                  \
	    "SELECT id, printer, supplier, number, first, last, budget,"       \
	    " price_year FROM contract ORDER BY id",                           \
	[STORE_Q_WASTE_LIST] =                                                 \
	    "SELECT k.seq, k.at, k.n, k.kind, d.title, k.first, k.last,"       \
	    " (SELECT sum(r.price) FROM blank AS a CROSS JOIN blank AS z"      \
	    " ON z.serial = k.last CROSS JOIN blank AS b"                      \
	    " ON b.series = a.series AND b.n BETWEEN a.n AND z.n"              \
	    " CROSS JOIN delivery AS r ON r.id = b.delivery"                   \
	    " WHERE a.serial = k.first)"                                       \
	    " FROM stock AS k CROSS JOIN kind AS d ON d.name = k.kind"         \
	    " WHERE k.at >= ?1 AND k.at < ?2 AND (k.act = 7"                   \
	    " AND k.came_state < 4 AND k.job IS NULL"                          \
	    " OR k.act = 10 AND k.came_state = 6) ORDER BY k.at",              \
	[STORE_Q_DRAWN_LIST] =                                                 \
	    "SELECT kind, (at + ?2) / 86400 AS day,"                           \
	    " sum((went_state < 4) * n - coalesce((came_state < 4) * n, 0)),"  \
	    " sum(coalesce(came_state < 4 AND went_state IN (4, 5), 0) * n)"   \
	    " FROM stock WHERE at >= ?1 GROUP BY kind, day ORDER BY kind, "    \
	    "day",                                                             \
	[STORE_Q_KINDS_FIRST] =                                                \
	    "SELECT r.kind, min(r.at), (SELECT count(*) FROM blank AS b"       \
	    " WHERE b.state < 4 AND b.kind = r.kind) FROM delivery AS r"       \
	    " GROUP BY r.kind ORDER BY r.kind",                                \
	[STORE_Q_SUPPLY_SUMS] =                                                \
	    "SELECT s.name, s.title,"                                          \
	    " (SELECT coalesce(sum(n), 0) FROM purchase AS p"                  \
	    " WHERE p.supply = s.name AND p.at >= ?1 AND p.at < ?2),"          \
	    " (SELECT coalesce(sum(n * price), 0) FROM purchase AS p"          \
	    " WHERE p.supply = s.name AND p.at >= ?1 AND p.at < ?2),"          \
	    " (SELECT count(*) FROM item AS i WHERE i.supply = s.name"         \
	    " AND i.installed >= ?1 AND i.installed < ?2),"                    \
	    " (SELECT count(*) FROM item AS i WHERE i.supply = s.name"         \
	    " AND i.state = 2 AND i.removed >= ?1 AND i.removed < ?2),"        \
	    " (SELECT count(*) FROM item AS i WHERE i.supply = s.name"         \
	    " AND i.state = 3 AND i.removed >= ?1 AND i.removed < ?2),"        \
	    " (SELECT count(*) FROM item AS i WHERE i.supply = s.name"         \
	    " AND i.state = 0) FROM supply AS s ORDER BY s.name",              \
	[STORE_Q_PLAN_TERMS] =                                                 \
	    "SELECT printer, title, days, pages, grace_days,"                  \
	    " coalesce((SELECT max(ended) FROM service AS s"                   \
	    " WHERE s.printer = p.printer AND s.plan = p.id AND ended < ?1),"  \
	    " began) FROM plan AS p WHERE began < ?1"                          \
	    " AND coalesce(gone, ?1) >= ?1 ORDER BY id",

#endif
