/*
 * The health of printers: the device's words and our own findings become one
 * state, which is believed when it has stood a moment, but at once when it
 * stops the printer.  A device that opens and closes its door all day must not
 * write all day.  What a device says is hostile; the press has bounded it.
 */

#include <stdlib.h>
#include <string.h>

#include "civil.h"
#include "log.h"
#include "mem.h"

#include "core.h"
#include "device.h"
#include "dispatch.h"
#include "printer.h"

#define SECOND INT64_C(1000000)
#define DEVICE_TICK SECOND
/* How long attention must stand, and a queue that does not run. */
#define DEVICE_STAND (3 * SECOND)
#define DEVICE_QUEUE (15 * SECOND)
/* A press that says nothing of its device for so long never will. */
#define DEVICE_SILENT (20 * SECOND)
/* Down so often within this time of each other: it flaps, and is believed to
 * be well only after a while. */
#define DEVICE_FLAPS 5
#define DEVICE_FLAP_TIME (600 * SECOND)
#define DEVICE_FLAP_STAND (30 * SECOND)
/* So many changes in a row are kept and told, then one in a time: the history
 * of a month stays within what is read of it. */
#define DEVICE_CHANGES 60
#define DEVICE_CHANGE_TIME (300 * SECOND)

int
device_queue_word(const char *keyword)
{
	return strcmp(keyword, "queue-stopped") == 0;
}

const struct health_reason *
device_fault(const struct printer *p)
{
	const struct health *h = &p->device.health;

	for (size_t i = 0; i < h->n && h->reason[i].state >= HEALTH_DOWN; i++)
		if (!device_queue_word(h->reason[i].keyword))
			return &h->reason[i];
	return NULL;
}

const struct health_reason *
device_stands(const struct printer *p)
{
	int64_t hold = p->core->conf.hold_seconds * SECOND;

	return p->device.bad_at && loop_mono() - p->device.bad_at >= hold
	    ? device_fault(p)
	    : NULL;
}

/* ---- what is so ---- */

static void
device_text(struct health_reason *r, const char *id, const char *en)
{
	(void)mem_copy(r->id, sizeof r->id, id);
	(void)mem_copy(r->en, sizeof r->en, en);
}

static struct health_reason
device_reason(const char *keyword)
{
	struct health_reason r = { .state = HEALTH_STATE_N };

	(void)mem_copy(r.keyword, sizeof r.keyword, keyword);
	return r;
}

static void
device_unreachable(const struct printer *p, struct health *h)
{
	struct health_reason r = device_reason("unreachable");
	struct civil at;
	char *id, *en;

	civil_from(p->device.away, p->core->zone, &at);
	id = mem_printf("Tidak terhubung sejak %02d.%02d", at.hour, at.minute);
	en = mem_printf("Unreachable since %02d:%02d", at.hour, at.minute);
	device_text(&r, id, en);
	r.since = p->device.away;
	health_put(h, &r);
	free(en);
	free(id);
}

static void
device_media(const struct printer *p, struct health *h)
{
	const json_t *list = json_object_get(p->device.said, "media_ready"), *v;
	struct health_reason r = device_reason("wrong-media");
	const char *have = NULL, *want = p->about.media;
	char *id, *en;
	size_t i;

	json_array_foreach (list, i, v) {
		const char *s = json_string_value(v);

		if (s && health_media(want, s))
			return;
		have = have ? have : s;
	}
	if (!*want || !have)
		return;
	id = mem_printf("Media tidak sesuai: %.48s, perlu %s", have, want);
	en = mem_printf("Wrong media: %.48s, needs %s", have, want);
	device_text(&r, id, en);
	health_put(h, &r);
	free(en);
	free(id);
}

static void
device_hung(const struct printer *p, struct health *h)
{
	struct health_reason r = device_reason("hung");
	int64_t still = loop_mono() - p->device.moved;
	int minutes = (int)(still / SECOND / 60);
	char *id, *en;

	if (!dispatch_prints(p->core, p->about.name) ||
	    still < p->core->conf.hung_seconds * SECOND)
		return;
	id = mem_printf("Menerima data, tidak mencetak, %d menit", minutes);
	en = mem_printf("Not printing for %d minutes", minutes);
	device_text(&r, id, en);
	health_put(h, &r);
	free(en);
	free(id);
}

/* What it says itself. */
static void
device_words(const struct printer *p, struct health *h)
{
	const struct device *d = &p->device;
	const json_t *v;
	size_t i;

	if (strcmp(d->problem, "malformed") == 0)
		health_add(h, "malformed-reply");
	else if (strcmp(d->problem, "unreachable") == 0)
		device_unreachable(p, h);
	if (!d->answered)
		return;
	json_array_foreach (json_object_get(d->said, "reasons"), i, v)
		if (json_is_string(v))
			health_add(h, json_string_value(v));
	if (strcmp(d->state, "stopped") == 0 && h->state < HEALTH_DOWN)
		health_add(h, "stopped");
	device_media(p, h);
}

static void
device_judge(struct printer *p, struct health *ret_h)
{
	struct device *d = &p->device;
	struct health h = { 0 };
	int64_t now = loop_mono();

	if (!p->about.enabled)
		health_add(&h, "switched-off");
	for (unsigned i = 0; i < d->owns; i++)
		if (d->own[i].until == 0 || now < d->own[i].until)
			health_put(&h, &d->own[i].r);
	if (d->known)
		device_words(p, &h);
	device_hung(p, &h);
	if (d->queue_bad && now - d->queue_bad >= DEVICE_QUEUE &&
	    h.state < HEALTH_DOWN)
		health_add(&h, "queue-stopped");
	*ret_h = h;
}

/* ---- what is believed ---- */

/* A reason that stays keeps the time it came. */
static void
device_take(struct printer *p, const struct health *next)
{
	struct health *h = &p->device.health;
	struct health was = *h;

	*h = *next;
	for (size_t i = 0; i < h->n; i++) {
		const struct health_reason *old =
		    health_has(&was, h->reason[i].keyword);

		if (old && old->since)
			h->reason[i].since = old->since;
		else if (!h->reason[i].since)
			h->reason[i].since = loop_now();
	}
	p->device.looks = 0;
}

static void
device_adopt(struct printer *p, const struct health *next)
{
	struct device *d = &p->device;
	struct health was = d->health;
	int64_t now = loop_mono();

	device_take(p, next);
	d->change_at =
	    (d->change_at > now ? d->change_at : now) + DEVICE_CHANGE_TIME;
	if (d->health.state != was.state || !d->since)
		d->since = loop_now();
	if (d->health.state >= HEALTH_DOWN && was.state < HEALTH_DOWN) {
		d->bad_at = now;
		d->flaps =
		    now - d->flap_at < DEVICE_FLAP_TIME ? d->flaps + 1 : 0;
		d->flap_at = now;
	} else if (d->health.state < HEALTH_DOWN) {
		d->bad_at = 0;
	}
	device_tell(p, &was);
	if (device_fault(p))
		dispatch_return(p->core, p, "printer-down", NULL);
	loop_work(p->core);
}

/* 1 when next has stood long enough to be believed. */
static int
device_sure(const struct printer *p)
{
	const struct device *d = &p->device;
	int64_t now = loop_mono(), stood = now - d->next_at;
	int stops = d->next.state >= HEALTH_DOWN;

	if (!d->rowed || (stops && d->health.state < HEALTH_DOWN))
		return 1;
	if (d->change_at - now > DEVICE_CHANGES * DEVICE_CHANGE_TIME)
		return 0;
	if (stops)
		return 1;
	if (d->health.state >= HEALTH_DOWN)
		return d->flaps < DEVICE_FLAPS || stood >= DEVICE_FLAP_STAND;
	return d->looks > 1 || stood >= DEVICE_STAND;
}

/* 1 when there is something to judge by: a state of an earlier life stands
 * until the device, or its silence, says otherwise.  What we find ourselves
 * may stop a printer before that, but says nothing of its open door. */
static int
device_heard(const struct printer *p, const struct health *h)
{
	return p->device.known ||
	    loop_mono() - p->device.born >= DEVICE_SILENT ||
	    (h->state >= HEALTH_DOWN && h->state >= p->device.health.state);
}

static void
device_settle(struct printer *p, unsigned look)
{
	struct device *d = &p->device;
	struct health h;

	if (p->removing)
		return;
	device_judge(p, &h);
	if (!device_heard(p, &h))
		return;
	if (health_same(&h, &d->health) && d->rowed) {
		device_take(p, &h); /* its texts may have moved on */
		return;
	}
	if (d->looks == 0 || !health_same(&h, &d->next)) {
		d->looks = 1;
		d->next_at = loop_mono();
	} else {
		d->looks += look;
	}
	d->next = h;
	if (device_sure(p))
		device_adopt(p, &h);
}

void
device_look(struct printer *p)
{
	device_settle(p, 0);
}

/* ---- what comes in ---- */

static void
device_answered(struct printer *p, const json_t *v)
{
	struct device *d = &p->device;
	const char *state = json_string_value(json_object_get(v, "state"));
	const json_t *count = json_object_get(v, "impressions");

	json_decref(d->said);
	d->said = json_incref((json_t *)(uintptr_t)v);
	d->looked = loop_now();
	d->away = 0;
	if (state && strcmp(state, d->state) != 0)
		d->moved = loop_mono();
	if (!state || mem_copy(d->state, sizeof d->state, state) < 0)
		d->state[0] = '\0';
	if (json_is_integer(count)) {
		p->impressions = json_integer_value(count);
		device_count(p, p->impressions);
	}
}

/* The press says "stopped" of a queue whose device does not answer too. */
static int
device_queue_runs(const struct printer *p)
{
	int stopped = strcmp(p->state, "stopped") == 0;

	return p->up && p->accepting && p->queued &&
	    strcmp(p->state, "absent") != 0 &&
	    !(stopped && (!p->device.known || p->device.answered));
}

void
device_said(struct printer *p, const json_t *v)
{
	struct device *d = &p->device;
	const char *problem = json_string_value(json_object_get(v, "problem"));

	if (json_is_object(v)) {
		d->known = 1;
		d->answered = json_is_true(json_object_get(v, "answered"));
		if (!problem ||
		    mem_copy(d->problem, sizeof d->problem, problem) < 0)
			d->problem[0] = '\0';
		if (d->answered)
			device_answered(p, v);
		else if (!d->away || !*d->problem)
			d->away = loop_now();
	} else if (p->impressions >= 0) {
		device_count(p, p->impressions);
	}
	if (device_queue_runs(p))
		d->queue_bad = 0;
	else if (!d->queue_bad)
		d->queue_bad = loop_mono();
	device_settle(p, 1);
}

void
device_moved(struct printer *p)
{
	p->device.moved = loop_mono();
}

void
device_ended(struct printer *p)
{
	p->device.ended = p->device.moved = loop_mono();
}

static struct device_own *
device_own(struct printer *p, const char *keyword)
{
	for (unsigned i = 0; i < p->device.owns; i++)
		if (strcmp(p->device.own[i].r.keyword, keyword) == 0)
			return &p->device.own[i];
	return NULL;
}

void
device_set(struct printer *p, const struct health_reason *r)
{
	struct device_own *o = device_own(p, r->keyword);

	if (!o && p->device.owns == DEVICE_OWN) {
		log_warnx("printer %s: too many reasons", p->about.name);
		return;
	}
	if (!o)
		o = &p->device.own[p->device.owns++];
	*o = (struct device_own){ .r = *r };
	device_settle(p, 0);
}

void
device_clear(struct printer *p, const char *keyword)
{
	struct device_own *o = device_own(p, keyword);

	if (!o)
		return;
	*o = p->device.own[--p->device.owns];
	device_settle(p, 0);
}

/* ---- begin, each second, end ---- */

void
device_new(struct printer *p)
{
	p->device.count = p->device.kept = -1;
	p->device.born = p->device.moved = p->device.ended = loop_mono();
	device_load(p);
	device_count_load(p);
	if (p->device.health.state >= HEALTH_DOWN)
		p->device.bad_at = loop_mono();
}

void
device_free(struct printer *p)
{
	json_decref(p->device.said);
	p->device.said = NULL;
}

static int
device_on_tick(sd_event_source *s, uint64_t us, void *arg)
{
	struct core *c = arg;

	(void)s;
	(void)us;
	for (struct printer *p = c->printers; p; p = p->next) {
		if ((!p->press.peer || !p->queued) && !p->device.queue_bad)
			p->device.queue_bad = loop_mono();
		device_settle(p, 0);
	}
	if (dispatch_watches(c))
		loop_work(c);
	sd_event_source_disable_unref(c->device_ev);
	c->device_ev = loop_timer(c, DEVICE_TICK, device_on_tick, c);
	return 0;
}

void
device_init(struct core *c)
{
	c->device_ev = loop_timer(c, DEVICE_TICK, device_on_tick, c);
}

void
device_release(struct core *c)
{
	c->device_ev = sd_event_source_disable_unref(c->device_ev);
}
