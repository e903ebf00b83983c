#ifndef LAY_H
#define LAY_H

/* What the tests of layout share: a shipped template with an example's fields
 * laid out, and what stands where on its pages. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>

#include "fault.h"
#include "page.h"
#include "template.h"

/* What the last call found wrong. */
extern struct faults lay_faults;

/* templates/NAME; the fields of a body, a new reference. */
struct template *lay_template(const char *name);
json_t *lay_fields(const char *path);
/* A document to make of fields: specimen, original, one code, photo. */
struct template_data lay_data(const json_t *fields);
/* Checked and laid out; a fault fails the test. */
void lay(const struct template *t, const json_t *fields, struct page_set *ret);

/* No text touches another, leaves the page or reaches into a code. */
void lay_apart(const struct page_set *s, const char *what);
/* Items of exactly this text; the first of them, which must be there. */
size_t lay_count(const struct page *p, const char *text);
const struct page_item *lay_find(const struct page *p, const char *text);

#endif
