#ifndef ANSWER_H
#define ANSWER_H

/* What the API shows of a job, an event and a fault, as JSON.  Pure. */

struct buf;
struct fault;
struct faults;
struct store_event;
struct store_job;
struct store_notice;

/* name as in jout.h.  reason: JSON shown instead of an empty j->reason, or
 * NULL; fields: 1 to show them. */
void answer_job(struct buf *b, const char *name, const struct store_job *j,
    const char *reason, const char *device, int fields);
void answer_event(struct buf *b, const char *name, const struct store_event *e);
void
answer_notice(struct buf *b, const char *name, const struct store_notice *n);
/* {"code","id","en","pointer"}: a reason, a problem of a line. */
void answer_reason(struct buf *b, const struct fault *f);
/* The fault object of msg.h; several faults become "errors". */
void answer_faults(struct buf *b, const struct faults *fs);
void answer_fault(struct buf *b, const char *name, const struct fault *f);

#endif
