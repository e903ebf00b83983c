#ifndef FRONT_PAGE_H
#define FRONT_PAGE_H

/* The public pages: the sheet behind a QR, the field to type an id. */

#include <jansson.h>

struct fault;
struct request;

/* The page of r->param from core's verify answer; NULL: core is away. */
void page_sheet(struct request *r, int status, const json_t *json);
/* The landing page; wrong: what was typed is no id. */
void page_home(struct request *r, int status, int wrong);
/* A fault as a page. */
void page_fault(struct request *r, const struct fault *f);

#endif
