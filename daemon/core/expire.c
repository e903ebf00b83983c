/*
 * The rule for what is not collected: a sheet that waits for its holder longer
 * than its template says is void from then on.  It looks at jobs that are
 * ready alone, and asks the store's clock of no one: the day counts from the
 * check that made the sheet ready.
 */

#include <stdlib.h>

#include "fault.h"
#include "log.h"
#include "mem.h"
#include "store.h"
#include "template.h"

#include "catalog.h"
#include "core.h"
#include "expire.h"

#define EXPIRE_EVERY (INT64_C(600) * 1000000)

struct expire {
	struct core *core;
	int64_t *job;
	size_t n;
};

static int
expire_row(const struct store_job *j, void *arg)
{
	struct expire *e = arg;
	struct fault f;
	struct tmpl *t =
	    catalog_get(e->core, j->template_name, j->template_version, &f);
	int64_t days = t ? template_hand_over_days(t->t) : 0;

	if (days > 0 && loop_now() - j->changed >= days * 86400) {
		e->job = mem_array(e->job, e->n + 1, sizeof *e->job);
		e->job[e->n++] = j->id;
	}
	return 0;
}

static void
expire_one(struct core *c, int64_t id)
{
	struct store_job j = { .id = id };
	struct store_change ch = { .actor = "core",
		.why = "expired",
		.evidence = "{\"reason\":\"expired\"}",
		.reason = "{\"code\":\"expired\",\"id\":\"Tidak diambil sampai "
			  "batas waktu\",\"en\":\"Not collected within its "
			  "time\"}" };

	if (loop_step(c, &j, JOB_EV_VOID, &ch, NULL) == 0)
		log_info("job %lld: void, nobody collected it", (long long)id);
}

static int expire_look(sd_event_source *s, uint64_t us, void *arg);

static void
expire_again(struct core *c, uint64_t us)
{
	sd_event_source_disable_unref(c->expire);
	c->expire = loop_timer(c, us, expire_look, c);
}

static int
expire_look(sd_event_source *s, uint64_t us, void *arg)
{
	struct core *c = arg;
	struct store_filter q = {
		.states = 1u << JOB_READY, .oldest_first = 1, .limit = INT32_MAX
	};
	struct expire e = { .core = c };
	struct fault f = { 0 };

	(void)s;
	(void)us;
	if (store_job_list(c->store, &q, expire_row, &e, &f) < 0)
		loop_failed(c, &f);
	for (size_t i = 0; i < e.n; i++)
		expire_one(c, e.job[i]);
	free(e.job);
	expire_again(c, EXPIRE_EVERY);
	return 0;
}

void
expire_init(struct core *c)
{
	expire_again(c, 1000);
}

void
expire_release(struct core *c)
{
	c->expire = sd_event_source_disable_unref(c->expire);
}
