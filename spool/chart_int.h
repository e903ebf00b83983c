#ifndef CHART_INT_H
#define CHART_INT_H

/* A chart as the parser leaves it to layout. */

#include <stddef.h>
#include <stdint.h>

#include "template_int.h"

enum template_chart_kind { CHART_COLUMNS, CHART_LINE };
enum template_chart_values { CHART_LAST, CHART_ALL, CHART_NONE };

struct template_series {
	int column;
	struct template_expr title;
	uint32_t color;
};

struct template_chart {
	enum template_chart_kind kind;
	enum template_chart_values values;
	int field; /* list with columns */
	struct template_expr label, unit, empty;
	struct template_series *series;
	size_t n;
	int64_t divide; /* power of ten between a value and its label */
};

#endif
