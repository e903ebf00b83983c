/*
 * The counter of a device's life against the sheets that we sent: one that
 * goes back was replaced, one that rises by itself printed for somebody else.
 * It is judged only while nothing prints and every look is newer than the last
 * sheet.
 */

#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "log.h"
#include "mem.h"
#include "watch.h"

#include "core.h"
#include "device.h"
#include "printer.h"

#define SECOND INT64_C(1000000)
/* Two looks of the press at its device. */
#define COUNT_QUIET (10 * SECOND)
/* A sheet may be kept a little before the reading that has it. */
#define COUNT_SLACK 30
#define COUNT_EVERY 600
#define COUNT_DAY 86400
/* So long a counter's trick asks for attention. */
#define COUNT_TOLD (COUNT_DAY * SECOND)

void
device_count_load(struct printer *p)
{
	struct device *d = &p->device;
	struct store_meter m;
	struct fault f;

	if (store_meter_last(p->core->store, p->about.name, &m, &f) != 1)
		return;
	d->count = d->kept = m.impressions;
	d->count_at = d->kept_at = m.at;
}

static void
count_keep(struct printer *p, int64_t impressions)
{
	struct device *d = &p->device;
	struct store_meter m = { loop_now(), impressions };
	struct fault f = { 0 };

	if (loop_begin(p->core, &f) < 0 ||
	    store_meter_put(p->core->store, p->about.name, &m, &f) < 0) {
		loop_failed(p->core, &f);
		return;
	}
	d->kept = impressions;
	d->kept_at = m.at;
}

static int
count_doubt_row(const struct store_job *j, void *arg)
{
	*(int64_t *)arg += j->pages > 0 ? j->pages : 1;
	return 0;
}

/* Pages that we sent since the newest reading, perhaps a few more. */
static int64_t
count_ours(struct printer *p)
{
	struct store_filter q = { .states =
				      1u << JOB_PRINTING | 1u << JOB_DOUBT,
		.printer = p->about.name,
		.oldest_first = 1,
		.limit = 1000 };
	struct store *s = p->core->store;
	struct store_output o;
	struct fault f;
	int64_t doubt = 0;

	if (store_output_since(s, p->about.name,
		p->device.count_at - COUNT_SLACK, &o, &f) < 0 ||
	    store_job_list(s, &q, count_doubt_row, &doubt, &f) < 0)
		return INT64_MAX / 2;
	return o.pages + doubt;
}

/* 1 when the same trick was told a moment ago: a device that counts to and
 * fro all day must not be told of all day. */
static int
count_told(const struct printer *p, const char *keyword)
{
	const struct device *d = &p->device;

	for (unsigned i = 0; i < d->owns; i++)
		if (strcmp(d->own[i].r.keyword, keyword) == 0)
			return d->own[i].until - COUNT_TOLD +
			    COUNT_EVERY * SECOND >
			    loop_mono();
	return 0;
}

static void
count_tell(
    struct printer *p, const char *keyword, const char *id, const char *en)
{
	struct health_reason r = { .state = HEALTH_STATE_N };
	char name[64], *said_id, *said_en;

	(void)mem_copy(r.keyword, sizeof r.keyword, keyword);
	(void)mem_copy(r.id, sizeof r.id, id);
	(void)mem_copy(r.en, sizeof r.en, en);
	device_clear(p, keyword); /* an older one of the kind */
	device_set(p, &r);
	for (unsigned i = 0; i < p->device.owns; i++)
		if (strcmp(p->device.own[i].r.keyword, keyword) == 0)
			p->device.own[i].until = loop_mono() + COUNT_TOLD;
	device_name(p, name);
	said_id =
	    mem_printf("%s: %s. %s", name, id, health_find(keyword)->do_id);
	said_en =
	    mem_printf("%s: %s. %s", name, en, health_find(keyword)->do_en);
	notice_tell(p->core, NOTICE_ATTENTION, keyword, p->about.name, said_id,
	    said_en);
	free(said_en);
	free(said_id);
}

static void
count_back(struct printer *p, int64_t now)
{
	long long a = p->device.count, b = now;
	char *id = mem_printf("Hitungan mundur dari %lld ke %lld", a, b),
	     *en = mem_printf("Counter went back from %lld to %lld", a, b);

	count_tell(p, "counter-back", id, en);
	free(en);
	free(id);
}

static void
count_jump(struct printer *p, int64_t more)
{
	char *id = mem_printf(
		 "Hitungan naik %lld tanpa pekerjaan", (long long)more),
	     *en = mem_printf("%lld pages without a job", (long long)more);

	count_tell(p, "counter-jump", id, en);
	free(en);
	free(id);
}

/* 1 when no page can be under way. */
static int
count_quiet(const struct printer *p)
{
	return p->sheets == 0 && strcmp(p->device.state, "processing") != 0 &&
	    strcmp(p->state, "processing") != 0 &&
	    loop_mono() - p->device.ended >= COUNT_QUIET;
}

void
device_count(struct printer *p, int64_t impressions)
{
	struct device *d = &p->device;
	enum health_count found = HEALTH_COUNT_FINE;
	int64_t ours = 0, now = loop_now();
	int tell;

	if (impressions < 0)
		return;
	if (d->count >= 0 && impressions != d->count) {
		d->moved = loop_mono();
		if (impressions > d->count && !count_quiet(p))
			return;
		ours = impressions > d->count ? count_ours(p) : 0;
		found = health_count(d->count, impressions, ours);
	} else if (d->count >= 0 && !count_quiet(p)) {
		return;
	}
	tell = found != HEALTH_COUNT_FINE &&
	    !count_told(p,
		found == HEALTH_COUNT_BACK ? "counter-back" : "counter-jump");
	if (tell && found == HEALTH_COUNT_BACK)
		count_back(p, impressions);
	else if (tell)
		count_jump(p, impressions - d->count - ours);
	d->count = impressions;
	d->count_at = now;
	if (d->kept < 0 || tell || now - d->kept_at >= COUNT_DAY ||
	    (impressions != d->kept && now - d->kept_at >= COUNT_EVERY))
		count_keep(p, impressions);
}
