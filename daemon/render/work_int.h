#ifndef RENDER_WORK_INT_H
#define RENDER_WORK_INT_H

/* Answers, for work.c and work_open.c. */

#include <stdint.h>

#include <jansson.h>

#include "work.h"

struct faults;
struct wire_msg;

void work_reply(struct wire_msg *m, uint32_t type, json_t *body); /* taken */
void work_refuse(struct wire_msg *m, const struct faults *fs);

#endif
