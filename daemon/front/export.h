#ifndef FRONT_EXPORT_H
#define FRONT_EXPORT_H

/*
 * Core's tables as files for people: CSV (RFC 4180, all tables one below the
 * other) and spreadsheets (one sheet a table).
 */

#include <jansson.h>

#include "buf.h"

struct request;

enum export_as { EXPORT_JSON, EXPORT_CSV, EXPORT_XLSX };
/* The format of the query. */
enum export_as export_wanted(const struct request *r);
/* Makes the file of core's document the reply; 0 when it is not one. */
int export_reply(struct request *r, enum export_as as, const json_t *doc);

/* ---- what both writers share ---- */

/* Text of the person's language in {"id":..., "en":...}. */
const char *export_text(const json_t *two, int english);
/* A column's head: its title and, in brackets, its unit. */
void export_head(const json_t *column, int english, struct buf *ret_b);
/* "text", "rupiah"; "" when it has none. */
const char *export_unit(const json_t *column);

/* ---- for export.c and its test ---- */

void export_csv(const json_t *doc, int english, struct buf *ret_b);

#endif
