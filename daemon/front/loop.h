#ifndef FRONT_LOOP_H
#define FRONT_LOOP_H

/* One epoll, one thread: descriptors and what to call when they stir. */

#include <stdint.h>

struct loop;

struct loop *loop_new(void);
void loop_free(struct loop *l);

/* Calls fn(ctx, events) when fd stirs (EPOLLIN, EPOLLOUT).  A second call for
 * the same fd changes events, fn and ctx. */
void loop_watch(struct loop *l, int fd, uint32_t events,
    void (*fn)(void *ctx, uint32_t events), void *ctx);
/* Forgets fd; call it before close(). */
void loop_forget(struct loop *l, int fd);

/* Waits at most ms (-1: for ever) and calls what stirred. */
void loop_wait(struct loop *l, int ms);

/* Milliseconds of CLOCK_MONOTONIC. */
int64_t loop_now(void);

/* A timer descriptor that fires after ms, then every period ms (0: once);
 * loop_timer_set arms it again, loop_timer_ack reads it. */
int loop_timer(void);
void loop_timer_set(int fd, int ms, int period);
void loop_timer_ack(int fd);

#endif
