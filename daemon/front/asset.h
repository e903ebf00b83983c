#ifndef FRONT_ASSET_H
#define FRONT_ASSET_H

/* Files built into the program: stylesheets, scripts and icon, the
 * description of the API. */

struct request;

/* Fills r->reply; -1 when there is no such file. */
int asset_serve(struct request *r, const char *name);
/* What stands behind ?v= in a page: it changes with the file. */
const char *asset_version(const char *name);

#endif
