#ifndef FRONT_FORM_H
#define FRONT_FORM_H

/* What a page's form sends: application/x-www-form-urlencoded, or with a file
 * multipart/form-data. */

#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

struct fault;
struct multipart_part;

#define FORM_FIELDS 64
#define FORM_NAME 40
#define FORM_VALUE 4096

/* An object of strings; NULL with the fault.  Strict: a name of small
 * letters, digits, _ and -, each once; values valid UTF-8 without control
 * characters, where a line's end in a long text counts as a blank. */
json_t *form_parse(const char *p, size_t n, struct fault *f);

/* The same as multipart/form-data.  Its part "document" is a file, borrowed
 * from p; n is 0 when none was chosen. */
json_t *form_multipart(const char *boundary, const uint8_t *p, size_t n,
    struct multipart_part *ret_document, struct fault *f);

/* A whole number as people type it: groups by dots or blanks; -1 when it is
 * none or below zero. */
int form_number(const char *s, long long *ret_n);

#endif
