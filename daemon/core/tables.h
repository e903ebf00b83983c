#ifndef TABLES_H
#define TABLES_H

/*
 * Tables for people: the JSON that a front shows, or turns into CSV and
 * spreadsheets.  A document has tables, a table columns, rows of as many
 * cells, and perhaps a row of totals.
 */

#include <stdint.h>

struct buf;
struct core;

struct tables_column {
	const char *name, *id, *en;
	const char *unit; /* text count rupiah minutes permille day */
};

struct tables_head {
	const char *name, *period; /* "month", "2026-11" */
	const char *id, *en;	   /* title */
};
void
tables_begin(struct buf *b, const struct core *c, const struct tables_head *h);
void tables_end(struct buf *b);

/* {"id":..., "en":...} */
void
tables_two(struct buf *b, const char *name, const char *id, const char *en);
/* Begins a table; columns end with name NULL.  Then each row: jout_open(b,
 * NULL, '['), cells, jout_close. */
void tables_open(struct buf *b, const char *name, const char *id,
    const char *en, const struct tables_column *columns);
/* The rows end; a row of totals may follow as one array named "total". */
void tables_total(struct buf *b);
/* The table ends; total 0: there was none. */
void tables_close(struct buf *b, int total);

/* A cell that is not known when n < 0. */
void tables_known(struct buf *b, int64_t n);

#endif
