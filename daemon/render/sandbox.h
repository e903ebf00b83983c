#ifndef RENDER_SANDBOX_H
#define RENDER_SANDBOX_H

/* What a child that draws may do: compute, write to what is open, make a
 * memfd and end.  Any other system call ends it at once. */

struct fault;

/* Compiles the filter; once, in the parent. */
int sandbox_prepare(struct fault *f);

/* Limits this process for good.  memory in MiB, seconds of CPU. */
int sandbox_enter(long long memory, long long seconds);

#endif
