#ifndef METRICS_DATA_H
#define METRICS_DATA_H

/*
 * The table of advances that templates/fonts/prepare.py writes as
 * metrics_data.c from the prepared fonts:
 *
 *	#include "metrics_data.h"
 *	static const struct metrics_advance sans[] = {
 *		{ 0x20, 569 }, { 0x21, 569 }, ...
 *	};
 *	...
 *	const struct metrics_table metrics_data[PAGE_FONT_N] = {
 *		[PAGE_SANS] = { sans, sizeof(sans) / sizeof(sans[0]) },
 *		...
 *	};
 *
 * Code points ascend; the list begins with U+0020, and U+0020 to U+007E are
 * all there (metrics.c finds ASCII by index).  An advance is in 1/2048 em,
 * rounded to nearest where the font's unit is another.
 */

#include <stddef.h>
#include <stdint.h>

#include "page.h"

struct metrics_advance {
	uint16_t cp;
	uint16_t advance;
};

struct metrics_table {
	const struct metrics_advance *list;
	size_t n;
};

extern const struct metrics_table metrics_data[PAGE_FONT_N];

#endif
