/*
 * When to look at what: the queue each second and at each of its events, the
 * device every five, less often while it prints, ever more rarely when it
 * hangs.  It must never leave core waiting: one look at the device is at most
 * about 3 s, and the next of a silent one is long after it.
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "press.h"

#define POLL_MS 1000
#define SOON_MS 500 /* after a job moved: many in a row are one look */
#define EVENTS_MS 500
#define BACKOFF_MAX_MS 8000
#define DEVICE_MS 5000
#define DEVICE_PRINTING_MS 10000
#define DEVICE_OFF_MS 1000 /* it says so at once, as a rule */
#define DEVICE_SLOW_MS 500 /* a look that took longer took time from core */
#define DEVICE_MAX_MS 30000

static int64_t
clock_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
watch_release(struct watch *w)
{
	events_free(w->events);
	spooler_free(w->spooler);
	device_free(w->device);
	json_decref(w->reasons);
	free(w->said);
	*w = (struct watch){ 0 };
}

void
watch_set(struct watch *w, struct spooler *s, const char *uri)
{
	char *said = w->said;

	w->said = NULL;
	watch_release(w);
	w->said = said;
	w->spooler = s;
	w->device = device_new(uri);
	w->events = events_new(s);
	w->reasons = json_array();
	w->pause = POLL_MS;
}

/* ---- the device ---- */

static void
ask_device(struct watch *w)
{
	int64_t begun = clock_ms(), pause, took;
	enum device_there was = w->there;

	w->there = device_look(w->device, w->printing);
	w->fresh = 1;
	took = clock_ms() - begun;
	if (w->there == DEVICE_THERE) {
		pause = w->printing ? DEVICE_PRINTING_MS : DEVICE_MS;
		if (took >= DEVICE_SLOW_MS)
			pause += 10 * took;
	} else if (w->there == DEVICE_OFF && took < DEVICE_SLOW_MS) {
		pause = DEVICE_OFF_MS;
	} else {
		pause = was == w->there ? 2 * w->device_pause : DEVICE_MS;
		if (pause < DEVICE_MS)
			pause = DEVICE_MS;
	}
	if (pause > DEVICE_MAX_MS)
		pause = DEVICE_MAX_MS;
	w->device_pause = pause;
	w->device_next = begun + took + pause;
}

/* A device that was silent is not asked before a sheet. */
static int
patient(const struct watch *w)
{
	return w->there != DEVICE_THERE && w->device_pause > DEVICE_OFF_MS &&
	    clock_ms() < w->device_next;
}

int
watch_ready(struct watch *w, int64_t *ret_impressions)
{
	if (w->idle && !patient(w))
		ask_device(w);
	*ret_impressions =
	    w->there == DEVICE_THERE ? device_impressions(w->device) : -1;
	return !w->idle || w->there != DEVICE_OFF;
}

/* An idle queue says nothing of its printer: whether it is there is asked, so
 * that no permit is spent on one that is switched off. */
static void
add_device(struct watch *w, json_t *v)
{
	const char *state = json_string_value(json_object_get(v, "state"));
	int64_t n;

	w->idle = strcmp(state, "idle") == 0;
	if (w->printing && w->idle) /* what did it print? */
		w->fresh = 0;
	w->printing = strcmp(state, "processing") == 0;
	if (clock_ms() >= w->device_next ||
	    (w->idle && !w->fresh && !patient(w)))
		ask_device(w);
	(void)json_object_set_new(
	    v, "device", json_incref(device_told(w->device)));
	if ((n = device_impressions(w->device)) >= 0)
		(void)json_object_set_new(v, "impressions", json_integer(n));
	if (!w->idle || w->there != DEVICE_OFF)
		return;
	(void)json_object_set_new(v, "state", json_string("stopped"));
	(void)json_array_append_new(
	    json_object_get(v, "reasons"), json_string("offline-report"));
}

/* ---- the queue ---- */

/* What it had between two looks and has no more. */
static void
add_reasons(struct watch *w, json_t *v)
{
	json_t *list = json_object_get(v, "reasons"), *old, *new;
	size_t i, k;

	json_array_foreach (w->reasons, i, new) {
		json_array_foreach (list, k, old)
			if (json_equal(old, new))
				break;
		if (k == json_array_size(list))
			(void)json_array_append(list, new);
	}
	(void)json_array_clear(w->reasons);
}

static json_t *
look(struct watch *w)
{
	json_t *v = spooler_state(w->spooler);
	char *text;

	add_reasons(w, v);
	add_device(w, v);
	w->moved = 0;
	w->seen = clock_ms();
	if (json_is_true(json_object_get(v, "up")))
		w->pause = POLL_MS;
	else if ((w->pause *= 2) > BACKOFF_MAX_MS)
		w->pause = BACKOFF_MAX_MS;
	w->next = w->seen + w->pause;
	w->events_next = w->seen + EVENTS_MS;
	text = json_dumps(v, JSON_COMPACT | JSON_SORT_KEYS);
	if (w->said != NULL && strcmp(text, w->said) == 0) {
		free(text);
		json_decref(v);
		return NULL;
	}
	free(w->said);
	w->said = text;
	return v;
}

static int64_t
due(const struct watch *w)
{
	int64_t at = w->next;

	if (w->moved && at > w->seen + SOON_MS)
		at = w->seen + SOON_MS;
	return at;
}

int
watch_wait(const struct watch *w)
{
	int64_t at, now = clock_ms();

	if (w->spooler == NULL)
		return -1;
	at = due(w);
	if (w->printing && at > w->events_next)
		at = w->events_next;
	return at > now ? (int)(at - now) : 0;
}

json_t *
watch_look(struct watch *w)
{
	int64_t now = clock_ms();

	if (w->printing && now >= w->events_next) {
		w->events_next = now + EVENTS_MS;
		if (events_poll(w->events, w->reasons))
			return look(w);
	}
	return now >= due(w) ? look(w) : NULL;
}

json_t *
watch_now(struct watch *w)
{
	w->next = 0;
	return watch_look(w);
}

void
watch_anew(struct watch *w)
{
	w->fresh = 0;
	w->moved = 1;
	free(w->said);
	w->said = NULL;
}
