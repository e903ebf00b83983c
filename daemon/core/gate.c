/*
 * Gates.  The permit is a compare-and-swap at the last hop: state submitted,
 * token of the newest submit, rev as just read, on disk before GO leaves.
 * Anything else is refused, and a refusal is final for that token.  A report
 * is taken from whoever knows the token; the state table decides what it is
 * worth.  A gate is trusted for the end of its own sheet only.
 */

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "buf.h"
#include "crash.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "msg.h"
#include "store.h"
#include "wire.h"

#include "core.h"
#include "dispatch.h"
#include "gate.h"
#include "jout.h"
#include "peer.h"

/* "<job> <token>[ <rc> <bytes>]" */
struct gate_words {
	long long job, rc, bytes;
	char token[STORE_TOKEN];
};

/* The next word of *s, cut off; NULL when there is none. */
static char *
gate_word(char **s)
{
	char *from = *s, *space = strchr(from, ' ');

	if (space) {
		*space = '\0';
		*s = space + 1;
	} else {
		*s = from + strlen(from);
	}
	return *from ? from : NULL;
}

static int
gate_parse(const struct wire_msg *m, int report, struct gate_words *ret_w)
{
	char text[160], *s = text, *job, *token, *rc, *bytes;

	if (m->body.n >= sizeof text || memchr(m->body.p, 0, m->body.n))
		return -1;
	(void)mem_copy(text, sizeof text, buf_str(&m->body));
	job = gate_word(&s);
	token = gate_word(&s);
	if (!job || !token || mem_number(job, 1, INT64_MAX, &ret_w->job) < 0 ||
	    mem_copy(ret_w->token, sizeof ret_w->token, token) < 0)
		return -1;
	if (!report)
		return *s ? -1 : 0;
	rc = gate_word(&s);
	bytes = gate_word(&s);
	if (!rc || !bytes || *s || mem_number(rc, -1, 65535, &ret_w->rc) < 0 ||
	    mem_number(bytes, 0, INT64_MAX, &ret_w->bytes) < 0)
		return -1;
	return 0;
}

static void
gate_answer(struct peer *p, uint64_t id, enum msg_type type, const char *text)
{
	struct wire_msg m;
	struct defer d = { .peer = p, .m = &m };

	wire_init(&m);
	m.type = type;
	m.id = id;
	buf_puts(&m.body, text);
	/* crash_point("core-after-permit"), crash_point("core-after-done") */
	if (type == MSG_GO)
		d.before = "core-after-permit";
	else if (type == MSG_NOTED)
		d.before = "core-after-done";
	loop_defer(p->core, &d);
}

/* The job, when the token is of its newest submit. */
static int
gate_job(struct core *c, const struct gate_words *w, struct store_job *ret_j)
{
	struct fault f = { 0 };

	if (store_job_get(c->store, w->job, ret_j, &f) < 0)
		return -1;
	if (strcmp(ret_j->token, w->token) == 0)
		return 0;
	store_job_release(ret_j);
	return -1;
}

/* Why not, NULL when the permit was given. */
static const char *
gate_give(struct peer *p, const struct gate_words *w)
{
	struct core *c = p->core;
	struct store_job j = { 0 };
	struct store_change ch = { .actor = "gate" };
	struct sheet *s = dispatch_sheet(c, w->job);
	const char *why = NULL;

	if (c->stopping)
		return "cetakd is stopping";
	if (gate_job(c, w, &j) < 0)
		return "this attempt is over";
	if (j.state != JOB_SUBMITTED || !s)
		why = job_state_name(j.state);
	else {
		crash_point("core-before-permit");
		if (loop_step(c, &j, JOB_EV_PERMIT, &ch, NULL) < 0)
			why = "the store refused";
	}
	if (!why)
		dispatch_printing(c, s, p);
	store_job_release(&j);
	return why;
}

static void
gate_permit(struct peer *p, uint64_t id, const struct gate_words *w)
{
	const char *why = gate_give(p, w);

	if (why)
		log_info("job %lld: permit refused: %s", w->job, why);
	gate_answer(p, id, why ? MSG_REFUSED : MSG_GO, why ? why : "");
}

static void
gate_resume(struct peer *p, uint64_t id, const struct gate_words *w)
{
	struct core *c = p->core;
	struct store_job j = { 0 };
	struct sheet *s = dispatch_sheet(c, w->job);
	int ours = gate_job(c, w, &j) == 0 && j.state == JOB_PRINTING && s;

	if (ours)
		dispatch_gate(s, p);
	gate_answer(p, id, ours ? MSG_GO : MSG_REFUSED,
	    ours ? "" : "this attempt is over");
	store_job_release(&j);
}

static void
gate_reason(struct buf *b, const struct gate_words *w)
{
	jout_open(b, NULL, '{');
	jout_text(b, "code", "device-failed");
	jout_text(b, "id",
	    "Printer melaporkan kegagalan setelah izin; periksa lembarnya");
	jout_text(b, "en",
	    "The printer reported a failure after the permit; look at the "
	    "sheet");
	jout_int(b, "rc", w->rc);
	jout_close(b, '}');
	jout_end(b);
}

/* The step that the report is worth now. */
static int
gate_step(struct core *c, const struct store_job *j, const struct gate_words *w)
{
	enum job_event ev = w->rc == 0 ? JOB_EV_DONE : JOB_EV_FAIL;
	char *evidence =
	    mem_printf("{\"rc\":%lld,\"bytes\":%lld}", w->rc, w->bytes);
	struct buf reason = { 0 };
	struct store_change ch = { .actor = "gate", .evidence = evidence };
	int rc = 0;

	if (j->state == JOB_PRINTING) {
		if (ev == JOB_EV_FAIL) {
			gate_reason(&reason, w);
			ch.reason = buf_str(&reason);
			log_warnx("job %lld: device failed (%lld); a person "
				  "must look at the sheet",
			    w->job, w->rc);
		}
		crash_point("core-before-done");
		rc = loop_step(c, j, ev, &ch, NULL);
	} else if (j->state == JOB_DOUBT) {
		/* too late to decide, but a person will want to know */
		rc = loop_step(c, j, JOB_EV_NOTE, &ch, NULL);
	}
	free(evidence);
	buf_release(&reason);
	return rc;
}

static void
gate_report(struct peer *p, uint64_t id, const struct gate_words *w)
{
	struct core *c = p->core;
	struct store_job j = { 0 };
	struct sheet *s = dispatch_sheet(c, w->job);
	int rc = 0;

	if (gate_job(c, w, &j) == 0) {
		rc = gate_step(c, &j, w);
		if (rc == 0 && s && j.state != JOB_SUBMITTED)
			dispatch_end(c, s);
	}
	/* no answer when it could not be kept: the gate says it again */
	if (rc == 0)
		gate_answer(p, id, MSG_NOTED, "");
	store_job_release(&j);
}

static void
gate_message(struct peer *p, struct wire_msg *m)
{
	struct gate_words w = { 0 };

	if (gate_parse(m, m->type == MSG_REPORT, &w) < 0) {
		log_warnx("gate dropped: malformed message");
		peer_close(p);
		return;
	}
	p->arg = m->type == MSG_REPORT ? p : NULL;
	if (m->type == MSG_PERMIT)
		gate_permit(p, m->id, &w);
	else if (m->type == MSG_RESUME)
		gate_resume(p, m->id, &w);
	else if (m->type == MSG_REPORT)
		gate_report(p, m->id, &w);
	else
		peer_close(p);
}

/* A permit that is not on disk is none; a report is said again by itself. */
static void
gate_unsaved(struct peer *p, uint64_t id, const struct fault *f)
{
	struct wire_msg m;

	if (p->arg)
		return;
	wire_init(&m);
	m.type = MSG_REFUSED;
	m.id = id;
	buf_puts(&m.body, f->en);
	peer_send(p, &m);
}

static void
gate_gone(struct peer *p)
{
	dispatch_gate_gone(p->core, p);
	peer_unref(p);
}

static const struct peer_ops gate_ops = {
	.what = "gate",
	.priority = LOOP_GATE,
	.message = gate_message,
	.gone = gate_gone,
	.unsaved = gate_unsaved,
};

static int
gate_accept(sd_event_source *s, int fd, uint32_t events, void *arg)
{
	struct core *c = arg;
	int peer = accept4(fd, NULL, NULL, SOCK_CLOEXEC);

	(void)s;
	(void)events;
	if (peer >= 0)
		(void)peer_new(c, peer, &gate_ops, NULL);
	else if (errno != EAGAIN && errno != EINTR)
		log_warn("gate: accept");
	return 0;
}

int
gate_listen(struct core *c, struct fault *f)
{
	char *path = mem_printf("%s/gate.sock", c->conf.run_dir);
	int rc = 0;

	c->gate_fd = wire_listen_fd("gate");
	if (c->gate_fd < 0)
		c->gate_fd = wire_listen(path, 0600);
	if (c->gate_fd < 0)
		rc = fault_set(f, FAULT_IO, "", "Soket tidak dapat dibuka: %s",
		    "Cannot listen at %s", path);
	else if (sd_event_add_io(c->ev, &c->gate_ev, c->gate_fd, EPOLLIN,
		     gate_accept, c) < 0)
		fatalx("cannot watch a socket");
	free(path);
	return rc;
}

void
gate_release(struct core *c)
{
	sd_event_source_disable_unref(c->gate_ev);
	c->gate_ev = NULL;
	if (c->gate_fd >= 0)
		close(c->gate_fd);
	c->gate_fd = -1;
}
