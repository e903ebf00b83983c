#ifndef FRONT_ADMIN_PRINTER_H
#define FRONT_ADMIN_PRINTER_H

/* The page of one printer, in three files; answers by the order of its
 * questions. */

#include "admin_show.h"

enum {
	PRINTER_ONE,
	PRINTER_SUPPLIES,
	PRINTER_PLANS,
	PRINTER_SERVICES,
	PRINTER_MONTHS,
	PRINTER_COST,
	PRINTER_CONTRACTS,
	PRINTER_STOCK,
};

/* Reason, figures, history. */
void admin_printer_now(struct request *r, const struct admin_page *p);
/* Supplies, plans, costs, records. */
void admin_printer_panels(struct request *r, const struct admin_page *p);
/* What a person may record. */
void admin_printer_forms(struct request *r, const struct admin_page *p);
/* The service that has not ended, or NULL. */
const json_t *admin_printer_open(const struct admin_page *p);
/* Word of a kind of service. */
const char *admin_printer_kind(const struct request *r, const char *kind);

#endif
