#ifndef RENDER_KIND_H
#define RENDER_KIND_H

/* The templates that the renderer was handed, by name and version, with
 * their images made ready. */

#include <stddef.h>

struct photo;
struct faults;
struct kind;
struct template;

struct kinds;
struct kinds *kinds_new(void);
void kinds_free(struct kinds *k);

/* Reads a bundle (template.h) and keeps it, in place of the same one. */
int kinds_add(struct kinds *k, const char *bundle, size_t n,
    struct kind **ret_kind, struct faults *fs);
struct kind *kinds_find(const struct kinds *k, const char *name, int version);

const struct template *kind_template(const struct kind *k);

/* An asset as a JPEG; made at the first call.  NULL: absent or broken. */
const struct photo *kind_image(struct kind *k, const char *asset);

#endif
