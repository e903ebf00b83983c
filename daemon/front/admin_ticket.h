#ifndef FRONT_ADMIN_TICKET_H
#define FRONT_ADMIN_TICKET_H

#include "admin.h"

/* What a person can decide about the job j of the page now, as panels. */
void admin_ticket(struct request *r, struct admin_page *p, const json_t *j);

#endif
