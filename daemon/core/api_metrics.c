/*
 * GET /metrics in the text format of Prometheus: how many jobs stand where,
 * what is in stock, and how long it lasts.  No label holds anything of a
 * person; labels are states, kinds of blanks and printers.
 */

#include <unistd.h>

#include "buf.h"
#include "fault.h"
#include "job.h"
#include "store.h"
#include "wire.h"

#include "api.h"
#include "ask.h"
#include "core.h"
#include "need.h"
#include "printer.h"

static void
metrics_head(struct buf *b, const char *name, const char *help)
{
	buf_printf(b, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name);
}

static int
metrics_jobs(struct core *c, struct buf *b, struct fault *f)
{
	int64_t n[JOB_STATE_N];

	if (store_job_count(c->store, n, f) < 0)
		return -1;
	metrics_head(b, "cetakd_jobs", "Jobs by state.");
	for (int i = 0; i < JOB_STATE_N; i++)
		buf_printf(b, "cetakd_jobs{state=\"%s\"} %lld\n",
		    job_state_name((enum job_state)i), (long long)n[i]);
	return 0;
}

static void
metrics_printers(const struct core *c, struct buf *b)
{
	metrics_head(
	    b, "cetakd_printer_ready", "1 when the printer takes jobs.");
	for (const struct printer *p = c->printers; p; p = p->next)
		buf_printf(b, "cetakd_printer_ready{printer=\"%s\"} %d\n",
		    p->about.name, printer_why(p, 1) == NULL);
}

int
api_metrics(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };
	int fd = -1;

	if (metrics_jobs(a->core, &b, &f) == 0 &&
	    need_metrics(a->core, &b, &f) == 0) {
		metrics_printers(a->core, &b);
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
