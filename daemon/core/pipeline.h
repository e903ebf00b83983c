#ifndef PIPELINE_H
#define PIPELINE_H

/* From received to queued: seal, draw, read back. */

struct core;
struct fault;
struct store_job;

int pipeline_init(struct core *c, struct fault *f);
void pipeline_release(struct core *c);
/* Moves what can be moved; background work. */
void pipeline_run(struct core *c);
/* Forgets what is under way; it is read from the store again. */
void pipeline_forget(struct core *c);
/* A job was received (in the open transaction). */
void pipeline_more(struct core *c);
/* Jobs that waited for seal or renderer are looked at again. */
void pipeline_wake(struct core *c);
/* A job has just become queued (in the open transaction): to the line, or to
 * held when that was asked for (j follows). */
int pipeline_arrived(struct core *c, struct store_job *j);

#endif
