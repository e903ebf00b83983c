#ifndef FRONT_ADMIN_STOCK_H
#define FRONT_ADMIN_STOCK_H

/* The page of blanks and supplies, in two files. */

#include "admin_show.h"

enum {
	STOCK_KINDS,
	STOCK_NOW,
	STOCK_FORECAST,
	STOCK_SUPPLIES,
	STOCK_REORDER,
	STOCK_ENTRIES,
	STOCK_PRINTERS,
};

void admin_stock_forms(struct request *r, const struct admin_page *p);
/* The title of a kind of blanks, its name when it has none. */
const char *admin_stock_title(
    const struct request *r, const struct admin_page *p, const char *kind);
/* "store" as "Gudang", "counter:loket-1" as "Loket loket-1". */
void admin_stock_place(struct request *r, const char *place);

#endif
