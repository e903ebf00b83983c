/*
 * Start, reload and end.  Nothing listens before the store is open and what an
 * earlier life left is known.  A reload either takes the whole new
 * configuration or keeps the old one and says why.  The end finishes the
 * answers that are under way; whatever else is under way is in the store.
 */

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <systemd/sd-daemon.h>

#include "blob.h"
#include "civil.h"
#include "conf.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "store.h"

#include "api.h"
#include "catalog.h"
#include "core.h"
#include "device.h"
#include "dispatch.h"
#include "expire.h"
#include "front.h"
#include "gate.h"
#include "life.h"
#include "paper.h"
#include "peer.h"
#include "pipeline.h"
#include "printer.h"
#include "render.h"
#include "sealer.h"
#include "tail.h"
#include "upkeep.h"

#define LIFE_LINGER 5000000 /* us that the last answers may take */

/* ---- reload ---- */

/* What cannot change while we run, by the key's name; NULL = all may. */
static const char *
life_fixed(const struct conf *a, const struct conf *b)
{
	if (strcmp(a->name, b->name) != 0)
		return "authority.name";
	if (strcmp(a->state, b->state) != 0)
		return "authority.state";
	if (strcmp(a->state_dir, b->state_dir) != 0)
		return "paths.state";
	if (strcmp(a->run_dir, b->run_dir) != 0)
		return "paths.run";
	return NULL;
}

static void
life_take(struct core *c, struct conf *next)
{
	int other = strcmp(c->conf.cups_server, next->cups_server) != 0;
	int redraw = c->conf.workers != next->workers ||
	    c->conf.render_seconds != next->render_seconds ||
	    c->conf.render_memory != next->render_memory ||
	    strcmp(c->conf.font_dir, next->font_dir) != 0;
	struct conf old = c->conf;

	c->conf = *next;
	*next = (struct conf){ 0 };
	conf_release(&old);
	c->zone = civil_zone(c->conf.zone);
	for (struct printer *p = c->printers; p && other; p = p->next) {
		struct store_printer about = p->about;

		printer_put(c, &about);
	}
	if (redraw)
		render_renew(c);
	log_info("configuration reloaded");
}

static int
life_on_hup(sd_event_source *s, const struct signalfd_siginfo *si, void *arg)
{
	struct core *c = arg;
	struct conf next = { 0 };
	struct fault f = { 0 };
	const char *fixed;

	(void)s;
	(void)si;
	(void)sd_notify(0, "RELOADING=1");
	loop_commit(c);
	if (conf_load(c->conf_path, &next, &f) < 0) {
		log_warnx("configuration kept: %s", f.en);
	} else if ((fixed = life_fixed(&c->conf, &next))) {
		log_warnx("configuration kept: %s needs a restart", fixed);
		conf_release(&next);
	} else {
		life_take(c, &next);
	}
	catalog_load(c);
	pipeline_wake(c);
	(void)sd_notify(0, "READY=1");
	return 0;
}

/* ---- end ---- */

static int
life_on_linger(sd_event_source *s, uint64_t us, void *arg)
{
	struct core *c = arg;

	(void)s;
	(void)us;
	return sd_event_exit(c->ev, 0);
}

void
life_answered(struct core *c)
{
	if (c->stopping && !c->asks)
		(void)sd_event_exit(c->ev, 0);
}

static int
life_on_term(sd_event_source *s, const struct signalfd_siginfo *si, void *arg)
{
	struct core *c = arg;

	(void)s;
	(void)si;
	if (c->stopping)
		return sd_event_exit(c->ev, 0);
	log_info("stopping");
	(void)sd_notify(0, "STOPPING=1");
	c->stopping = 1;
	loop_commit(c);
	gate_release(c);
	c->linger = loop_timer(c, LIFE_LINGER, life_on_linger, c);
	life_answered(c);
	return 0;
}

static int
life_signals(struct core *c, struct fault *f)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGCHLD);
	(void)sigprocmask(SIG_BLOCK, &set, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	if (sd_event_add_signal(c->ev, NULL, SIGTERM, life_on_term, c) < 0 ||
	    sd_event_add_signal(c->ev, NULL, SIGINT, life_on_term, c) < 0 ||
	    sd_event_add_signal(c->ev, NULL, SIGHUP, life_on_hup, c) < 0)
		return fault_set(f, FAULT_IO, "", "Sinyal tidak dapat diterima",
		    "Cannot take signals");
	if (sd_event_set_watchdog(c->ev, 1) < 0)
		log_warnx("no watchdog");
	return 0;
}

/* ---- begin ---- */

static int
life_mkdir(const char *path, mode_t mode, struct fault *f)
{
	if (mkdir(path, mode) == 0)
		return chmod(path, mode) == 0
		    ? 0
		    : fault_set(f, FAULT_IO, "", "%s", "%s", path);
	if (errno == EEXIST)
		return 0;
	return fault_set(f, FAULT_IO, "", "Folder %s tidak dapat dibuat",
	    "Cannot make the folder %s", path);
}

static int
life_store(struct core *c, struct fault *f)
{
	char *path = mem_printf("%s/store.sqlite", c->conf.state_dir);
	char *blobs = mem_printf("%s/blobs", c->conf.state_dir);
	int rc = -1;

	if (life_mkdir(c->conf.state_dir, 0700, f) == 0 &&
	    life_mkdir(c->conf.run_dir, 0755, f) == 0 &&
	    store_open_sqlite(path, c->conf.name, &c->store, f) == 0 &&
	    blob_open(blobs, &c->blobs, f) == 0)
		rc = 0;
	free(blobs);
	free(path);
	return rc;
}

int
life_begin(struct core *c, struct fault *f)
{
	c->front_fd = c->gate_fd = -1;
	c->uid = (unsigned)geteuid();
	c->started = loop_now();
	c->zone = civil_zone(c->conf.zone);
	if (loop_init(c, f) < 0 || life_signals(c, f) < 0 ||
	    life_store(c, f) < 0)
		return -1;
	catalog_load(c);
	tail_init(c);
	if (pipeline_init(c, f) < 0 || sealer_init(c, f) < 0 ||
	    render_init(c) < 0 || printer_init(c, f) < 0 ||
	    dispatch_init(c, f) < 0 || upkeep_init(c, f) < 0)
		return -1;
	batch_recover(c);
	expire_init(c);
	device_init(c);
	loop_commit(c);
	if (paper_init(c, f) < 0)
		return -1;
	if (gate_listen(c, f) < 0)
		return -1;
	return front_listen(c, f);
}

void
life_end(struct core *c)
{
	c->stopping = 1;
	if (c->ev) {
		loop_commit(c);
		front_release(c);
		gate_release(c);
		device_release(c);
		printer_release(c);
		render_release(c);
		sealer_release(c);
		peer_close_all(c);
	}
	upkeep_release(c);
	dispatch_release(c);
	pipeline_release(c);
	batch_release(c);
	tail_release(c);
	paper_release(c);
	catalog_release(c);
	blob_close(c->blobs);
	store_close(c->store);
	sd_event_source_disable_unref(c->linger);
	expire_release(c);
	if (c->ev)
		loop_release(c);
}
