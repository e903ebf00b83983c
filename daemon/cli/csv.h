#ifndef CSV_H
#define CSV_H

/* A table of RFC 4180 to lines of job JSON. */

#include <stddef.h>

struct buf;
struct fault;

/* The first row names members: template, printer, group, scheme, region,
 * hold, source.system, source.reference, photo (a file's path); every other
 * column is a field.  Empty cells are left out.  template_name, if not NULL,
 * stands where the column is absent.  Faults name row and column. */
int csv_to_ndjson(const char *p, size_t n, const char *template_name,
    struct buf *ret_b, size_t *ret_lines, struct fault *f);

#endif
