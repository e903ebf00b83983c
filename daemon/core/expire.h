#ifndef EXPIRE_H
#define EXPIRE_H

/* Sheets that nobody collected within their template's days become void, by
 * the rule and not by a person.  Looked at now and then. */

struct core;

void expire_init(struct core *c);
void expire_release(struct core *c);

#endif
