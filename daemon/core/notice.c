/*
 * Notices of core: a sentence for the office joins the transaction that made it
 * true; tail.c tells it once that is on disk.  A notice that cannot be kept is
 * lost, never what it is about.
 */

#include "fault.h"
#include "notice.h"

#include "core.h"

void
notice_tell(struct core *c, enum notice_level level, const char *kind,
    const char *subject, const char *id, const char *en)
{
	struct store_notice n = { .at = loop_now(),
		.level = level,
		.kind = kind,
		.subject = subject,
		.id = id,
		.en = en };
	struct fault f = { 0 };

	if (loop_begin(c, &f) < 0 || store_notice_add(c->store, &n, &f) < 0)
		loop_failed(c, &f);
}
