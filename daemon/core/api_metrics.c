/*
 * GET /metrics in the text format of Prometheus: how many jobs stand where,
 * what came out of each printer, what is in stock and how long it lasts, and
 * how core itself fares.  No label holds anything of a person; labels are
 * states, kinds of blanks and printers.  It costs the same however much was
 * ever printed: sums are kept (paper.c, the store's tally), and the rest is
 * found by an index.
 */

#include <unistd.h>

#include "buf.h"
#include "fault.h"
#include "job.h"
#include "store_paper.h"
#include "wire.h"

#include "api.h"
#include "ask.h"
#include "core.h"
#include "metric.h"
#include "need.h"
#include "paper.h"
#include "render.h"
#include "sealer.h"

/* Jobs are kept for ever, so sums of states are counters: a job that has had
 * its permit stays among those that touched paper (I3). */
static int
metrics_jobs(struct core *c, struct buf *b, struct fault *f)
{
	int64_t n[JOB_STATE_N], all = 0, permits = 0;

	if (store_job_count(c->store, n, f) < 0)
		return -1;
	metric_head(b, "cetakd_jobs", "gauge", "Jobs by state.");
	for (int i = 0; i < JOB_STATE_N; i++) {
		metric_by(b, "cetakd_jobs", "state",
		    job_state_name((enum job_state)i), n[i]);
		all += n[i];
		if (job_touched((enum job_state)i))
			permits += n[i];
	}
	metric_one(b, "cetakd_jobs_accepted_total", "counter",
	    "Jobs that were ever accepted.", all);
	metric_one(b, "cetakd_permits_total", "counter",
	    "Permits to print that the gate was ever given.", permits);
	return 0;
}

static int64_t
metrics_age(int64_t since, int64_t now)
{
	return since && since < now ? now - since : 0;
}

/* Held jobs wait for a person, not for us. */
static int
metrics_ages(struct core *c, struct buf *b, struct fault *f)
{
	static const enum job_state waits[] = { JOB_RECEIVED, JOB_SEALED,
		JOB_QUEUED, JOB_SUBMITTED };
	int64_t now = loop_now(), at, oldest = 0, doubt;

	for (size_t i = 0; i < sizeof waits / sizeof waits[0]; i++) {
		if (store_job_oldest(c->store, waits[i], &at, f) < 0)
			return -1;
		if (at && (!oldest || at < oldest))
			oldest = at;
	}
	if (store_job_oldest(c->store, JOB_DOUBT, &doubt, f) < 0)
		return -1;
	metric_one(b, "cetakd_oldest_waiting_seconds", "gauge",
	    "How long the oldest job that waits for paper has waited.",
	    metrics_age(oldest, now));
	metric_one(b, "cetakd_oldest_doubt_seconds", "gauge",
	    "How long the oldest sheet in doubt has waited for a person.",
	    metrics_age(doubt, now));
	return 0;
}

static void
metrics_parts(const struct core *c, struct buf *b)
{
	metric_head(b, "cetakd_build_info", "gauge", "1; what runs here.");
	metric_by(b, "cetakd_build_info", "version", CETAKD_VERSION, 1);
	metric_one(b, "cetakd_seal_up", "gauge", "1 when cetakd-seal can sign.",
	    !sealer_why(c, 1));
	metric_one(b, "cetakd_render_up", "gauge",
	    "1 when cetakd-render draws pages.", render_up(c));
}

static int
metrics_write(struct core *c, struct buf *b, struct fault *f)
{
	if (metrics_jobs(c, b, f) < 0 || metrics_ages(c, b, f) < 0 ||
	    paper_update(c, f) < 0 || need_metrics(c, b, f) < 0 ||
	    metric_upkeep(c, b, f) < 0)
		return -1;
	paper_metrics(c, b);
	metric_printers(c, b);
	metrics_parts(c, b);
	metric_store(c, b);
	metric_process(c, b);
	return 0;
}

int
api_metrics(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };
	int fd = -1;

	loop_commit(a->core); /* what may be undone is not counted */
	if (metrics_write(a->core, &b, &f) == 0) {
		fd = wire_memfd("metrics", b.p, b.n);
		if (fd < 0)
			fault_set(&f, FAULT_IO, "", "Tidak ada ruang",
			    "No room for the answer");
	}
	if (fd < 0)
		ask_fault(a, &f);
	else
		ask_reply_fd(a, "text/plain; version=0.0.4", NULL, fd);
	buf_release(&b);
	return 0;
}
