/*
 * What one sheet cost: the share that it bears of the month in which it came
 * out, by the rules of cost.h, of the same run as everything else that core
 * says about costs.  Nothing is kept: while its month runs the share changes.
 */

#include "buf.h"
#include "cost.h"
#include "fault.h"
#include "money.h"

#include "api.h"
#include "ask.h"
#include "core.h"
#include "costing.h"
#include "jout.h"

static void
job_cost_parts(struct buf *b, const int64_t *part)
{
	for (enum cost_part p = 0; p < COST_PARTS; p++)
		if (part)
			jout_int(b, cost_part_name(p), part[p]);
		else
			jout_null(b, cost_part_name(p));
	if (part)
		jout_int(b, "total", costing_total(part));
	else
		jout_null(b, "total");
}

/* at 0: it has not come out. */
static int
job_cost(
    struct core *c, int64_t job, int64_t at, struct buf *b, struct fault *f)
{
	int month = cost_month_of((at + c->zone) / 86400);
	const int64_t *part = NULL;
	struct costing k = { 0 };
	char text[COST_MONTH];
	int rc = 0, spoiled = 0;

	if (at > 0)
		rc = costing_run(c, month, month, &k, f);
	for (size_t i = 0; i < k.n; i++)
		if (k.out[i].job == job) {
			part = k.sheet[i].part;
			spoiled = k.out[i].spoiled;
		}
	cost_month_text(month, text);
	jout_open(b, NULL, '{');
	jout_int(b, "job", job);
	jout_text(b, "month", part ? text : NULL);
	jout_bool(b, "running", part && month == costing_now(c));
	jout_bool(b, "spoiled", spoiled);
	job_cost_parts(b, part);
	jout_close(b, '}');
	costing_release(&k);
	return rc;
}

int
api_job_cost(struct ask *a)
{
	struct store_job j = { 0 };
	struct fault f = { 0 };
	struct buf b = { 0 };
	int64_t at = 0;

	if (ask_job(a, &j, &f) < 0 ||
	    store_output_at(a->core->store, j.id, &at, &f) < 0 ||
	    job_cost(a->core, j.id, at, &b, &f) < 0)
		ask_fault(a, &f);
	else
		ask_reply(a, 200, NULL, &b);
	buf_release(&b);
	store_job_release(&j);
	return 0;
}
