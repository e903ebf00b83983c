#ifndef RENDER_SAMPLE_H
#define RENDER_SAMPLE_H

/* Made-up data within the rules of a template's fields: to warm the renderer
 * and for "template check". */

#include <jansson.h>

struct faults;
struct page_set;
struct template;

enum sample_kind {
	SAMPLE_SHORTEST, /* required fields alone, as short as allowed */
	SAMPLE_LONGEST,
	SAMPLE_ACCENTED,
	SAMPLE_N
};

const char *sample_name(enum sample_kind kind); /* "shortest" */
/* A new reference. */
json_t *sample_fields(const struct template *t, enum sample_kind kind);
/* Lays out a document of such fields with the state UTO: with a code on each
 * page, or as a preview when qr is NULL. */
int sample_layout(const struct template *t, const json_t *fields,
    const char *const *qr, size_t qr_n, struct page_set *ret_s,
    struct faults *fs);

#endif
