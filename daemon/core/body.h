#ifndef BODY_H
#define BODY_H

/*
 * Reading a request's JSON object member by member: each mistake is kept with
 * its pointer, and all of them are answered at once.
 */

#include <stddef.h>
#include <stdint.h>

struct ask;

#define BODY_REQUIRED 1
#define BODY_OPTIONAL 0

/* Begins: the body is an object (absent is fine, {}) that has none but the
 * members of known ("a b c"). */
void body_open(struct ask *a, const char *known);
/* 1 when there was a mistake; the ask is answered. */
int body_wrong(struct ask *a);

/* Text of 1 to max bytes without control characters; "" when it is absent or
 * wrong.  Borrowed from the request. */
const char *
body_text(struct ask *a, const char *name, size_t max, int required);
/* One of words ("a|b|c"). */
const char *
body_word(struct ask *a, const char *name, const char *words, int required);
/* min when absent or wrong. */
int64_t body_int(
    struct ask *a, const char *name, int64_t min, int64_t max, int required);

/* 1 when the member is there and not null. */
int body_given(struct ask *a, const char *name);
/* 0 when absent or wrong. */
int body_bool(struct ask *a, const char *name);

/* ---- body_when.c: times; "ahead" may lie after now ---- */

#define BODY_AHEAD 1
/* A day "2026-11-22" as the UTC second at which it begins in the site's zone;
 * -1 when absent or wrong. */
int64_t body_when_day(struct ask *a, const char *name, int required, int ahead);
/* Such a day, or a UTC time "2026-11-22T10:45:00Z"; never ahead. */
int64_t body_when_time(struct ask *a, const char *name);

#endif
