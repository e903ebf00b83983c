#ifndef FRONT_TEXT_H
#define FRONT_TEXT_H

/* Text into JSON and HTML, text out of a query. */

#include "buf.h"

/* Appends s as a JSON string with its quotes; s is valid UTF-8. */
void text_json(struct buf *b, const char *s);
/* Appends s with & < > " and ' escaped. */
void text_html(struct buf *b, const char *s);
/* Decodes one query value (%XX, + is a blank); -1 for a bad escape, a NUL,
 * bad UTF-8 or a control character. */
int text_unquery(const char *s, struct buf *ret_b);

#endif
