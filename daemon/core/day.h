#ifndef DAY_H
#define DAY_H

/* A day of the office in figures: what it began with, what happened, what is
 * left; and its closing. */

#include <stdint.h>

#include <jansson.h>

struct ask;
struct buf;
struct core;
struct fault;

/* The UTC second at which the day of text ("YYYY-MM-DD", NULL: today) begins
 * in the site's zone; ret_day[11] is the day as text. */
int day_begin(struct core *c, const char *text, int64_t *ret_from,
    char ret_day[11], struct fault *f);
/* Appends the figures as a JSON object. */
int day_figures(struct core *c, const char *day, int64_t from, struct buf *b,
    struct fault *f);
/* Closes the day of what ({"date"}) with two persons. */
int day_close(struct core *c, const json_t *what, const char *person,
    const char *second, struct fault *f);

#endif
