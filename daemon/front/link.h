#ifndef FRONT_LINK_H
#define FRONT_LINK_H

/*
 * The one connection to core: questions out, answers and events in.  When core
 * goes away every open question is answered with NULL and the link tries
 * again by itself.
 */

#include "scan.h"

struct buf;
struct front;
struct link;

struct link *link_new(struct front *front);
void link_free(struct link *l);

/* Asks: text is a REQUEST body (emptied), fd goes along (or -1; taken).
 * answer(ctx, reply, fd) is called once, later, unless -1 is returned (core is
 * away or too much waits): reply absent when core went away or is late;
 * the callee closes fd (or -1), and borrows reply. */
int link_ask(struct link *l, struct buf *text, int fd,
    void (*answer)(void *ctx, struct scan reply, int fd), void *ctx);

/* Questions still open. */
unsigned link_open(const struct link *l);

/* 1 while connected. */
int link_up(const struct link *l);

/* Once a second: gives up on answers that are late. */
void link_tick(struct link *l);

#endif
