#ifndef RENDER_SAMPLE_H
#define RENDER_SAMPLE_H

/* Made-up data within the rules of a template's fields: to warm the renderer
 * and for "template check". */

#include <jansson.h>

struct template;
struct template_data;

enum sample_kind {
	SAMPLE_SHORTEST, /* required fields alone, as short as allowed */
	SAMPLE_LONGEST,
	SAMPLE_ACCENTED,
	SAMPLE_N
};

const char *sample_name(enum sample_kind kind); /* "shortest" */
/* A new reference. */
json_t *sample_fields(const struct template *t, enum sample_kind kind);
/* Such fields as a document of the state UTO with a photo if its kind has
 * one, not sealed.  Borrows fields. */
void sample_data(const struct template *t, const json_t *fields,
    struct template_data *ret_d);

#endif
