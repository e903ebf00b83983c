/*
 * The queued jobs, by what they want.  Choosing never looks at a job that no
 * printer could take: ten thousand letters that wait for a stopped printer
 * cost the passport printer nothing.  Pure.
 */

#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "queue.h"

static struct queue_line *
queue_line(struct queue *q, const struct queue_want *w)
{
	struct queue_line *l;

	for (size_t i = 0; i < q->lines; i++)
		if (strcmp(q->line[i].target, w->target) == 0 &&
		    strcmp(q->line[i].media, w->media) == 0 &&
		    strcmp(q->line[i].blank, w->blank) == 0 &&
		    q->line[i].secure == w->secure)
			return &q->line[i];
	q->line = mem_array(q->line, q->lines + 1, sizeof *q->line);
	l = &q->line[q->lines++];
	*l = (struct queue_line){ .target = mem_strdup(w->target),
		.media = mem_strdup(w->media),
		.blank = mem_strdup(w->blank),
		.secure = w->secure };
	return l;
}

/* The first place in l whose id is not below id. */
static size_t
queue_place(const struct queue_line *l, int64_t id)
{
	size_t lo = l->head, hi = l->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (l->id[mid] < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static void
queue_room(struct queue_line *l)
{
	if (l->head > 0 && l->head >= l->n / 2) {
		memmove(
		    l->id, l->id + l->head, (l->n - l->head) * sizeof *l->id);
		l->n -= l->head;
		l->head = 0;
	}
	if (l->n < l->cap)
		return;
	l->cap = l->cap ? 2 * l->cap : 64;
	l->id = mem_array(l->id, l->cap, sizeof *l->id);
}

void
queue_add(struct queue *q, const struct queue_want *w, int64_t id)
{
	struct queue_line *l = queue_line(q, w);
	size_t at;

	queue_room(l);
	at = queue_place(l, id);
	if (at < l->n && l->id[at] == id)
		return;
	memmove(l->id + at + 1, l->id + at, (l->n - at) * sizeof *l->id);
	l->id[at] = id;
	l->n++;
}

int
queue_drop(struct queue *q, int64_t id)
{
	for (size_t i = 0; i < q->lines; i++) {
		struct queue_line *l = &q->line[i];
		size_t at = queue_place(l, id);

		if (at >= l->n || l->id[at] != id)
			continue;
		if (at == l->head) {
			l->head++;
			return 1;
		}
		l->n--;
		memmove(
		    l->id + at, l->id + at + 1, (l->n - at) * sizeof *l->id);
		return 1;
	}
	return 0;
}

int64_t
queue_oldest(const struct queue *q,
    int (*fits)(const struct queue_line *l, void *arg), void *arg)
{
	int64_t best = 0;

	for (size_t i = 0; i < q->lines; i++) {
		const struct queue_line *l = &q->line[i];

		if (l->head < l->n && (!best || l->id[l->head] < best) &&
		    fits(l, arg))
			best = l->id[l->head];
	}
	return best;
}

void
queue_release(struct queue *q)
{
	for (size_t i = 0; i < q->lines; i++) {
		free(q->line[i].target);
		free(q->line[i].media);
		free(q->line[i].blank);
		free(q->line[i].id);
	}
	free(q->line);
	*q = (struct queue){ 0 };
}
