#ifndef FRONT_ADMIN_SHOW_H
#define FRONT_ADMIN_SHOW_H

/* Parts that several pages of /admin share; see admin.h. */

#include "admin.h"

#define ADMIN_SHOW_BLOCKS \
	"depreciation", "service", "supplies", "blanks", "spoilage"

/* A day of the API ("YYYY-MM-DD", perhaps NULL) in words. */
void admin_show_day(struct request *r, const char *day, enum figure_day how);
/* The day of a time of the API. */
void admin_show_day_of(struct request *r, const char *rfc, enum figure_day how);
/* "iso_b7_88x125mm" as "88 × 125 mm"; another name as it is. */
void admin_show_media(struct request *r, const char *media);
/* A number with a word behind it, small: "4.500 halaman". */
void admin_show_unit(struct request *r, int64_t n, const char *word);
/* What core calls now, else our own clock. */
int64_t admin_show_now(const struct admin_page *p);
/* The site's month "YYYY-MM", `ago` months before this one. */
void admin_show_month(const struct admin_page *p, int ago, char ret_month[8]);
void admin_show_today(const struct admin_page *p, char ret_day[11]);

/* Columns of cost per month from rows of /v1/costs?by=month; pixels high. */
void admin_show_months(
    struct request *r, const char *title, const json_t *rows, int height);
/* What the axis of these columns counts: "juta rupiah". */
void admin_show_scale(
    const struct request *r, const json_t *rows, struct buf *ret_b);
/* The five parts of a row of costs, in their order. */
void admin_show_parts(const json_t *row, int64_t ret_parts[5]);
/* One supply as an item of a list of gauges. */
void admin_show_supply(struct request *r, const json_t *supply);
/* The row of a printer's service: days and day, or its state. */
void admin_show_service(struct request *r, const json_t *service);

/* The table of printers, the worst first; whole: with what waits for each. */
void admin_printers_table(struct request *r, const json_t *items, int whole);
/* "1 berhenti · 2 siap" */
void admin_printers_count(
    const struct request *r, const json_t *items, struct buf *ret_b);

/* A heading and the start of a form inside a panel's body. */
void admin_show_form(
    struct request *r, const char *title, const char *path, const char *note);

#endif
