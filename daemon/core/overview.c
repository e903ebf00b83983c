/*
 * The first screen's figures (overview.h): sheets of today by the half hour,
 * beside the last five working days on which anything came out.  Few rows by
 * one index, so that it may be asked for every few seconds.
 */

#include <stdio.h>
#include <stdlib.h>

#include "buf.h"
#include "civil.h"
#include "cost.h"
#include "fault.h"
#include "mem.h"
#include "money.h"
#include "stock.h"

#include "core.h"
#include "jout.h"
#include "overview.h"

#define FIRST 8	 /* the hour of the first mark */
#define STEPS 17 /* marks, half an hour apart: 08.00 to 16.00 */
#define STEP 1800
#define DAYS 5
#define LOOK 14 /* calendar days back in which the five lie, at most */

struct overview {
	struct core *c;
	int64_t now, today; /* today: its day */
	/* by day, 0 = today: all, until this hour, until each mark */
	int64_t all[LOOK + 1], until[LOOK + 1], mark[LOOK + 1][STEPS];
	int64_t spoiled, handed_over;
	int64_t *took;
	size_t n;
};

static int
overview_sheet(const struct money_output *o, void *arg)
{
	struct overview *v = arg;
	int64_t local = o->at + v->c->zone, at = local % 86400,
		now = (v->now + v->c->zone) % 86400,
		back = v->today - local / 86400;

	if (back < 0 || back > LOOK)
		return 0;
	v->all[back]++;
	v->until[back] += at <= now;
	for (int i = 0; i < STEPS; i++)
		v->mark[back][i] += at < FIRST * 3600 + i * STEP;
	if (back > 0)
		return 0;
	v->spoiled += o->spoiled;
	if (v->n % 256 == 0)
		v->took = mem_array(v->took, v->n + 256, sizeof *v->took);
	v->took[v->n++] = o->took;
	return 0;
}

static int
overview_done(const struct stock_done *d, void *arg)
{
	struct overview *v = arg;

	if (d->event == JOB_EV_HAND_OVER)
		v->handed_over += d->n;
	return 0;
}

static int
overview_sooner(const void *p, const void *q)
{
	int64_t x = *(const int64_t *)p, y = *(const int64_t *)q;

	return x < y ? -1 : x > y;
}

/* The five days to compare with: Monday to Friday that had sheets. */
static int
overview_days(const struct overview *v, int ret_back[DAYS])
{
	int n = 0;

	for (int back = 1; back <= LOOK && n < DAYS; back++)
		if ((v->today - back + 3) % 7 < 5 && v->all[back] > 0)
			ret_back[n++] = back;
	return n;
}

/* which: -1 the lowest, 0 the mean, 1 the highest of the days. */
static void
overview_band(
    const struct overview *v, struct buf *b, const char *name, int which)
{
	int back[DAYS], n = overview_days(v, back);

	jout_open(b, name, '[');
	for (int i = 0; n > 0 && i < STEPS; i++) {
		int64_t low = INT64_MAX, high = 0, sum = 0;

		for (int k = 0; k < n; k++) {
			int64_t m = v->mark[back[k]][i];

			low = m < low ? m : low;
			high = m > high ? m : high;
			sum += m;
		}
		jout_int(b, NULL,
		    which < 0	? low
			: which ? high
				: cost_each(sum, n));
	}
	jout_close(b, ']');
}

static void
overview_curve(const struct overview *v, struct buf *b)
{
	int64_t now = (v->now + v->c->zone) % 86400;
	char label[8];

	jout_open(b, "curve", '{');
	jout_text(b, "from", "08:00");
	jout_int(b, "step_minutes", STEP / 60);
	jout_open(b, "labels", '[');
	for (int i = 0; i < STEPS; i++) {
		int at = FIRST * 60 + i * STEP / 60;

		(void)snprintf(
		    label, sizeof label, "%02d.%02d", at / 60 % 24, at % 60);
		jout_text(b, NULL, label);
	}
	jout_close(b, ']');
	jout_open(b, "today", '[');
	for (int i = 0; i < STEPS && FIRST * 3600 + i * STEP <= now; i++)
		jout_int(b, NULL, v->mark[0][i]);
	jout_close(b, ']');
	overview_band(v, b, "low", -1);
	overview_band(v, b, "mean", 0);
	overview_band(v, b, "high", 1);
	jout_close(b, '}');
}

static int64_t
overview_usual(const struct overview *v)
{
	int back[DAYS], n = overview_days(v, back);
	int64_t sum = 0;

	for (int k = 0; k < n; k++)
		sum += v->until[back[k]];
	return n ? cost_each(sum, n) : -1;
}

static void
overview_out(struct overview *v, const int64_t *jobs, struct buf *b)
{
	char day[11];
	int64_t usual = overview_usual(v);

	cost_day_text(v->today, day);
	jout_open(b, NULL, '{');
	jout_time(b, "now", v->now);
	jout_text(b, "day", day);
	jout_int(b, "printed", v->all[0]);
	if (usual < 0)
		jout_null(b, "printed_usual");
	else
		jout_int(b, "printed_usual", usual);
	jout_int(b, "handed_over", v->handed_over);
	jout_int(b, "queued",
	    jobs[JOB_RECEIVED] + jobs[JOB_SEALED] + jobs[JOB_QUEUED] +
		jobs[JOB_SUBMITTED] + jobs[JOB_PRINTING]);
	jout_int(b, "held", jobs[JOB_HELD]);
	jout_int(b, "doubt", jobs[JOB_DOUBT]);
	jout_int(b, "spoiled", v->spoiled);
	if (v->n > 0) {
		qsort(v->took, v->n, sizeof *v->took, overview_sooner);
		jout_int(b, "wait_median_seconds", v->took[(v->n - 1) / 2]);
	} else {
		jout_null(b, "wait_median_seconds");
	}
	overview_curve(v, b);
	jout_close(b, '}');
}

int
overview_write(struct core *c, struct buf *b, struct fault *f)
{
	struct overview v = { .c = c, .now = loop_now() };
	int64_t jobs[JOB_STATE_N], begin;
	int rc = -1;

	v.today = (v.now + c->zone) / 86400;
	begin = v.today * 86400 - c->zone;
	if (store_output_list(c->store, begin - LOOK * 86400, begin + 86400,
		overview_sheet, &v, f) == 0 &&
	    stock_done(c->store, begin, begin + 86400, overview_done, &v, f) ==
		0 &&
	    store_job_count(c->store, jobs, f) == 0) {
		overview_out(&v, jobs, b);
		rc = 0;
	}
	free(v.took);
	return rc;
}
