#ifndef API_COST_H
#define API_COST_H

/* Costs as a table of a report (tables.h). */

#include <stdint.h>

#include "costing.h"

struct ask;
struct buf;

/* A cell with a name of by as people read it, in both languages where they
 * differ. */
void api_cost_title(
    struct buf *b, const struct costing *k, enum costing_by by, size_t i);
/* span: only sheets from span[0] <= at < span[1], and without what is
 * unallocated; NULL all. */
void api_cost_table(struct buf *b, const struct costing *k, enum costing_by by,
    const int64_t span[2]);
/* 1 when the question is for a file of tables. */
int api_as_file(const struct ask *a);

#endif
