/*
 * A printer's health as it is kept and told: a row for each change, and a
 * sentence for the office when it stops, wants somebody, or goes on.
 */

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "buf.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "watch.h"

#include "core.h"
#include "device.h"
#include "dispatch.h"
#include "jout.h"
#include "printer.h"

void
device_name(const struct printer *p, char ret[64])
{
	(void)mem_copy(ret, 64, p->about.name);
	for (char *s = ret; *s; s++)
		if (*s == '-' || *s == '_')
			*s = ' ';
	if (ret[0] >= 'a' && ret[0] <= 'z')
		ret[0] = (char)(ret[0] - 'a' + 'A');
}

/* ---- of an earlier life ---- */

static int
tell_load_row(const struct store_health *h, void *arg)
{
	struct device *d = &((struct printer *)arg)->device;
	json_t *list = json_loads(h->reasons, 0, NULL), *v;
	size_t i;

	json_array_foreach (list, i, v)
		if (json_is_string(v))
			health_add(&d->health, json_string_value(v));
	for (i = 0; i < d->health.n; i++)
		d->health.reason[i].since = h->at;
	d->health.state = h->state;
	d->since = h->at;
	d->rowed = 1;
	json_decref(list);
	return 0;
}

void
device_load(struct printer *p)
{
	struct fault f;

	if (store_health_last(
		p->core->store, p->about.name, tell_load_row, p, &f) < 0)
		log_warnx("printer %s: %s", p->about.name, f.en);
}

/* ---- rows ---- */

static void
tell_row(struct printer *p)
{
	const struct health *h = &p->device.health;
	struct store_health row = { .at = loop_now(), .state = h->state };
	struct fault f = { 0 };
	struct buf b = { 0 };

	jout_open(&b, NULL, '[');
	for (size_t i = 0; i < h->n; i++)
		jout_text(&b, NULL, h->reason[i].keyword);
	jout_close(&b, ']');
	jout_end(&b);
	row.reasons = buf_str(&b);
	if (loop_begin(p->core, &f) < 0 ||
	    store_health_add(p->core->store, p->about.name, &row, &f) < 0)
		loop_failed(p->core, &f);
	else
		p->device.rowed = 1;
	buf_release(&b);
}

/* ---- sentences ---- */

/* "; 3 pekerjaan jalan" */
static char *
tell_jobs(const struct printer *p, const char *word)
{
	long long n = p->core->dispatch ? dispatch_waiting(p->core, p) : 0;

	return n > 0 ? mem_printf(", %lld %s", n, word) : mem_strdup("");
}

struct tell {
	enum notice_level level;
	const char *kind;
	char *id, *en;
};

static void
tell_worse(const struct printer *p, const char *name, struct tell *t)
{
	const struct health_reason *r = &p->device.health.reason[0];
	static const struct {
		const char *kind, *id, *en;
	} words[HEALTH_STATE_N] = {
		[HEALTH_ATTENTION] = { "printer-attention", "perlu perhatian",
		    "wants attention" },
		[HEALTH_DOWN] = { "printer-down", "berhenti", "is down" },
		[HEALTH_OFF] = { "printer-off", "di luar antrean",
		    "is out of the queue" },
	};
	enum health_state s = p->device.health.state;

	t->kind = words[s].kind;
	t->id = mem_printf("%s %s: %c%s. %s", name, words[s].id,
	    r->id[0] >= 'A' && r->id[0] <= 'Z' ? r->id[0] + 32 : r->id[0],
	    r->id + 1, r->do_id);
	t->en = mem_printf("%s %s: %c%s. %s", name, words[s].en,
	    r->en[0] >= 'A' && r->en[0] <= 'Z' ? r->en[0] + 32 : r->en[0],
	    r->en + 1, r->do_en);
	t->level = s == HEALTH_DOWN ? NOTICE_DOWN
	    : s == HEALTH_OFF	    ? NOTICE_INFO
				    : NOTICE_ATTENTION;
}

static void
tell_better(const struct printer *p, const char *name, struct tell *t)
{
	const struct health *h = &p->device.health;
	char *id = tell_jobs(p, "pekerjaan jalan"),
	     *en = tell_jobs(p, "jobs go on");

	t->kind = "printer-ready";
	t->level = NOTICE_INFO;
	if (h->state == HEALTH_READY) {
		t->id = mem_printf("%s siap lagi%s", name, id);
		t->en = mem_printf("%s is ready again%s", name, en);
	} else {
		t->id = mem_printf(
		    "%s jalan lagi%s. %s", name, id, h->reason[0].id);
		t->en =
		    mem_printf("%s goes on%s. %s", name, en, h->reason[0].en);
	}
	free(en);
	free(id);
}

/* 1 when who found the reason tells it in words of its own. */
static int
tell_elsewhere(const char *keyword)
{
	return strncmp(keyword, "counter-", 8) == 0 ||
	    strncmp(keyword, "service-", 8) == 0 ||
	    strcmp(keyword, "in-service") == 0;
}

void
device_tell(struct printer *p, const struct health *was)
{
	const struct health *h = &p->device.health;
	int first = !p->device.rowed;
	struct tell t = { 0 };
	char name[64];

	tell_row(p);
	device_name(p, name);
	log_info("printer %s: %s%s%s", p->about.name, health_name(h->state),
	    h->n ? ", " : "", h->n ? h->reason[0].keyword : "");
	if (h->state < was->state && h->state < HEALTH_DOWN) {
		if (was->n && tell_elsewhere(was->reason[0].keyword))
			return;
		tell_better(p, name, &t);
	} else if (h->state != HEALTH_READY &&
	    !tell_elsewhere(h->reason[0].keyword) &&
	    (first || h->state != was->state || was->n == 0 ||
		strcmp(h->reason[0].keyword, was->reason[0].keyword) != 0)) {
		tell_worse(p, name, &t);
	}
	if (t.kind)
		notice_tell(
		    p->core, t.level, t.kind, p->about.name, t.id, t.en);
	free(t.id);
	free(t.en);
}
