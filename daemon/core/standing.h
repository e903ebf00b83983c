#ifndef STANDING_H
#define STANDING_H

/* How the site stands in a month: the criteria of site.h from the store. */

#include <stdint.h>

#include "site.h"

struct core;
struct fault;

/* SITE_UNKNOWN where there is no data. */
int standing_of(
    struct core *c, int month, int64_t ret[SITE_CRITERIA], struct fault *f);

#endif
