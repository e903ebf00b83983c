#ifndef REPLY_H
#define REPLY_H

/* Answers of children. */

struct fault;
struct wire_msg;

/* The fault a child's FAULT message bears; FAULT_UNAVAILABLE when there is no
 * message or it makes no sense. */
void reply_fault(const struct wire_msg *m, struct fault *ret_f);

#endif
