/*
 * What the API shows.  A fault never quotes a field's value, and lists never
 * show fields.  Pure.
 */

#include "buf.h"
#include "fault.h"
#include "notice.h"
#include "store.h"

#include "answer.h"
#include "jout.h"

static void
answer_source(struct buf *b, const struct store_job *j)
{
	if (!*j->source_system && !*j->source_reference) {
		jout_null(b, "source");
		return;
	}
	jout_open(b, "source", '{');
	jout_some(b, "system", j->source_system);
	jout_some(b, "reference", j->source_reference);
	jout_close(b, '}');
}

static void
answer_links(struct buf *b, int64_t id)
{
	buf_printf(b,
	    "\"links\":{\"self\":\"/v1/jobs/%lld\","
	    "\"events\":\"/v1/jobs/%lld/events\","
	    "\"pdf\":\"/v1/jobs/%lld/pdf\"},",
	    (long long)id, (long long)id, (long long)id);
}

void
answer_job(struct buf *b, const char *name, const struct store_job *j,
    const char *reason, const char *device, int fields)
{
	if (j->reason && *j->reason)
		reason = j->reason;
	jout_open(b, name, '{');
	jout_int(b, "id", j->id);
	jout_text(b, "document", j->document);
	jout_text(b, "number", j->number);
	jout_int(b, "copy", j->copy);
	jout_text(b, "state", job_state_name(j->state));
	jout_int(b, "rev", j->rev);
	jout_raw(b, "reason", reason ? reason : "null");
	jout_open(b, "template", '{');
	jout_text(b, "name", j->template_name);
	jout_int(b, "version", j->template_version);
	jout_close(b, '}');
	jout_some(b, "printer", j->printer);
	jout_some(b, "target", j->target);
	jout_text(b, "counter", j->counter);
	jout_some(b, "person", j->person);
	jout_some(b, "serial", j->serial);
	jout_bool(b, "needs_approval", (j->hold & JOB_HOLD_APPROVAL) != 0);
	answer_source(b, j);
	jout_some(b, "scheme", j->scheme);
	jout_some(b, "region", j->region);
	if (j->pages)
		jout_int(b, "pages", j->pages);
	else
		jout_null(b, "pages");
	jout_int(b, "attempts", j->attempts);
	if (j->batch)
		jout_int(b, "batch", j->batch);
	else
		jout_null(b, "batch");
	jout_raw(b, "device", device ? device : "null");
	jout_time(b, "created", j->created);
	jout_time(b, "changed", j->changed);
	if (fields)
		jout_raw(b, "fields", j->fields ? j->fields : "null");
	answer_links(b, j->id);
	jout_close(b, '}');
}

void
answer_event(struct buf *b, const char *name, const struct store_event *e)
{
	jout_open(b, name, '{');
	jout_int(b, "seq", e->seq);
	jout_int(b, "job", e->job);
	jout_int(b, "rev", e->rev);
	jout_time(b, "at", e->at);
	jout_text(b, "event", job_event_name(e->event));
	if (e->from < 0)
		jout_null(b, "from");
	else
		jout_text(b, "from", job_state_name((enum job_state)e->from));
	jout_text(b, "to", job_state_name(e->to));
	jout_text(b, "actor", e->actor);
	jout_raw(
	    b, "evidence", e->evidence && *e->evidence ? e->evidence : "{}");
	jout_close(b, '}');
}

static void
answer_one(struct buf *b, const struct fault *f)
{
	jout_text(b, "code", fault_slug(f->code));
	jout_text(b, "pointer", f->pointer);
	jout_text(b, "id", f->id);
	jout_text(b, "en", f->en);
}

void
answer_fault(struct buf *b, const char *name, const struct fault *f)
{
	jout_open(b, name, '{');
	answer_one(b, f);
	jout_close(b, '}');
}

void
answer_notice(struct buf *b, const char *name, const struct store_notice *n)
{
	jout_open(b, name, '{');
	jout_int(b, "seq", n->seq);
	jout_time(b, "at", n->at);
	jout_text(b, "level", store_notice_level(n->level));
	jout_text(b, "kind", n->kind);
	jout_text(b, "subject", n->subject);
	jout_open(b, "text", '{');
	jout_text(b, "id", n->id);
	jout_text(b, "en", n->en);
	jout_close(b, '}');
	jout_close(b, '}');
}

void
answer_reason(struct buf *b, const struct fault *f)
{
	answer_fault(b, NULL, f);
	jout_end(b);
}

void
answer_faults(struct buf *b, const struct faults *fs)
{
	size_t n = fs->n < FAULTS_ROOM ? fs->n : FAULTS_ROOM;

	jout_open(b, NULL, '{');
	answer_one(b, &fs->f[0]);
	jout_open(b, "errors", '[');
	for (size_t i = 0; i < n; i++)
		answer_fault(b, NULL, &fs->f[i]);
	jout_close(b, ']');
	jout_close(b, '}');
	jout_end(b);
}
