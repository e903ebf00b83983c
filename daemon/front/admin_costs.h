#ifndef FRONT_ADMIN_COSTS_H
#define FRONT_ADMIN_COSTS_H

/* The page of costs, in two files; answers by the order of its questions. */

#include "admin_show.h"

enum {
	COSTS_TABLE,
	COSTS_KINDS,
	COSTS_BUDGETS,
	COSTS_MONTHS,
	COSTS_WHAT_IF,
	COSTS_TEMPLATES
};

/* Budgets, the year's months, what if. */
void admin_costs_panels(struct request *r, const struct admin_page *p);
/* The months asked for: the page's own, else the last whole month. */
void
admin_costs_range(const struct request *r, char ret_from[8], char ret_to[8]);

#endif
