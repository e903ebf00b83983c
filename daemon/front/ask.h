#ifndef FRONT_ASK_H
#define FRONT_ASK_H

/* A request on its way to core and its answer back. */

#include "http.h"

struct body;
struct buf;
struct fault;
struct request;

/* The credential as a JSON member ("credential":{..}), "" where none is
 * needed; FAULT_AUTH otherwise. */
int ask_credential(const struct request *r, struct buf *b, struct fault *f);

/* Writes the REQUEST of msg.h without its closing brace; body may be NULL. */
int ask_text(const struct request *r, const struct body *body,
    struct buf *ret_text, struct fault *f);

/* Sends r to core; HTTP_WAIT, or HTTP_REPLY with the fault. */
enum http_next ask_core(struct request *r, struct body *body);

#endif
