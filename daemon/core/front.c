/*
 * Requests of fronts: message to struct ask, credential to counter, route to
 * handler.  A front is trusted to say truly who asks (it took the token or
 * the peer's uid from the connection), and for nothing else: whatever is not
 * well formed drops that front.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "buf.h"
#include "enc.h"
#include "fault.h"
#include "log.h"
#include "mem.h"
#include "msg.h"
#include "wire.h"

#include "api.h"
#include "ask.h"
#include "core.h"
#include "front.h"
#include "jout.h"
#include "answer.h"
#include "peer.h"

#define FRONT_ADMIN 1 /* only the office's own administrator */
#define FRONT_OPEN 2  /* no credential needed */

static const struct front_route {
	const char *name;
	int (*handle)(struct ask *a);
	int flags;
} front_routes[] = {
	{ .name = "job.create", .handle = api_job_create },
	{ .name = "job.get", .handle = api_job_get },
	{ .name = "job.list", .handle = api_job_list },
	{ .name = "job.events", .handle = api_job_events },
	{ .name = "job.pdf", .handle = api_job_pdf },
	{ .name = "job.preview", .handle = api_job_preview },
	{ .name = "job.cost", .handle = api_job_cost },
	{ .name = "job.hold", .handle = api_job_hold },
	{ .name = "job.release", .handle = api_job_release },
	{ .name = "job.cancel", .handle = api_job_cancel },
	{ .name = "job.see", .handle = api_job_see },
	{ .name = "preview", .handle = preview_create },
	{ .name = "batch.create", .handle = batch_create },
	{ .name = "batch.get", .handle = batch_get },
	{ .name = "batch.lines", .handle = batch_lines },
	{ .name = "event.list", .handle = history_events },
	{ .name = "template.list", .handle = admin_templates },
	{ .name = "printer.list", .handle = admin_printers },
	{ .name = "printer.put",
	    .handle = admin_printer_put,
	    .flags = FRONT_ADMIN },
	{ .name = "printer.remove",
	    .handle = admin_printer_remove,
	    .flags = FRONT_ADMIN },
	{ .name = "token.create",
	    .handle = admin_token_create,
	    .flags = FRONT_ADMIN },
	{ .name = "job.settle", .handle = api_job_settle },
	{ .name = "job.serial", .handle = api_job_serial },
	{ .name = "job.check", .handle = api_job_check },
	{ .name = "job.hand_over", .handle = api_job_hand_over },
	{ .name = "job.reprint", .handle = api_job_reprint },
	{ .name = "job.approve", .handle = api_job_approve },
	{ .name = "approval.list", .handle = api_two_list },
	{ .name = "approval.approve", .handle = api_two_approve },
	{ .name = "approval.refuse", .handle = api_two_refuse },
	{ .name = "person.list", .handle = api_person_list },
	{ .name = "person.put",
	    .handle = api_person_put,
	    .flags = FRONT_ADMIN },
	{ .name = "person.leave",
	    .handle = api_person_leave,
	    .flags = FRONT_ADMIN },
	{ .name = "kind.list", .handle = api_kind_list },
	{ .name = "kind.put", .handle = api_kind_put, .flags = FRONT_ADMIN },
	{ .name = "stock.receive", .handle = api_stock_receive },
	{ .name = "stock.move", .handle = api_stock_move },
	{ .name = "stock.spoil", .handle = api_stock_spoil },
	{ .name = "stock.return", .handle = api_stock_return },
	{ .name = "stock.destroy", .handle = api_stock_destroy },
	{ .name = "stock.count", .handle = api_stock_count },
	{ .name = "stock.now", .handle = api_stock_now },
	{ .name = "stock.list", .handle = api_stock_list },
	{ .name = "stock.blank", .handle = api_stock_blank },
	{ .name = "stock.check", .handle = api_stock_check },
	{ .name = "stock.forecast", .handle = api_stock_forecast },
	{ .name = "tray.put", .handle = api_tray_put },
	{ .name = "supply.list", .handle = api_supply_list },
	{ .name = "supply.put",
	    .handle = api_supply_put,
	    .flags = FRONT_ADMIN },
	{ .name = "supply.reorder", .handle = api_supply_reorder },
	{ .name = "supply.buy", .handle = api_supply_buy },
	{ .name = "supply.purchases", .handle = api_supply_purchases },
	{ .name = "supply.count", .handle = api_supply_count },
	{ .name = "supply.install", .handle = api_supply_install },
	{ .name = "supply.items", .handle = api_supply_items },
	{ .name = "plan.list", .handle = api_plan_list },
	{ .name = "plan.add", .handle = api_plan_add, .flags = FRONT_ADMIN },
	{ .name = "plan.end", .handle = api_plan_end, .flags = FRONT_ADMIN },
	{ .name = "contract.list", .handle = api_plan_contracts },
	{ .name = "contract.add",
	    .handle = api_plan_contract_add,
	    .flags = FRONT_ADMIN },
	{ .name = "service.list", .handle = api_service_list },
	{ .name = "service.add", .handle = api_service_add },
	{ .name = "service.end", .handle = api_service_end },
	{ .name = "service.document", .handle = api_service_document },
	{ .name = "minutes.create", .handle = api_minutes },
	{ .name = "metrics", .handle = api_metrics },
	{ .name = "day.get", .handle = api_day },
	{ .name = "closing.create", .handle = api_closing_ask },
	{ .name = "closing.list", .handle = api_closing_list },
	{ .name = "register.list", .handle = api_register_list },
	{ .name = "register.get", .handle = api_register_get },
	{ .name = "asset.list", .handle = api_asset_list },
	{ .name = "asset.create",
	    .handle = api_asset_create,
	    .flags = FRONT_ADMIN },
	{ .name = "budget.list", .handle = api_budget_list },
	{ .name = "budget.put",
	    .handle = api_budget_put,
	    .flags = FRONT_ADMIN },
	{ .name = "cost.list", .handle = api_costs },
	{ .name = "cost.ledger", .handle = api_cost_ledger },
	{ .name = "cost.if", .handle = api_what_if },
	{ .name = "overview", .handle = api_overview },
	{ .name = "report.get", .handle = api_report_get },
	{ .name = "report.create", .handle = api_report_create },
	{ .name = "site.get", .handle = api_site },
	{ .name = "printer.get", .handle = api_printer_get },
	{ .name = "notice.list", .handle = history_notices },
	{ .name = "me", .handle = api_me },
	{ .name = "readyz", .handle = ready_get, .flags = FRONT_OPEN },
	{ .name = "verify", .handle = verify_get, .flags = FRONT_OPEN },
};

static const struct front_route *
front_route(const char *name)
{
	for (size_t i = 0;
	     name && i < sizeof front_routes / sizeof *front_routes; i++)
		if (strcmp(front_routes[i].name, name) == 0)
			return &front_routes[i];
	return NULL;
}

/* Who asks.  -1 with FAULT_AUTH. */
static int
front_credential(struct ask *a, const json_t *cred, struct fault *f)
{
	const char *token = json_string_value(json_object_get(cred, "token"));
	const json_t *uid = json_object_get(cred, "uid");
	uint8_t hash[STORE_HASH];
	struct store_token t;
	int found = 0;

	if (json_is_integer(uid)) {
		json_int_t n = json_integer_value(uid);
		char *name = mem_printf("uid-%lld", (long long)n);

		a->admin = n == 0 || n == (json_int_t)a->core->uid;
		a->sees_all = a->admin;
		(void)mem_copy(a->counter, sizeof a->counter, name);
		free(name);
		return 0;
	}
	if (token && strlen(token) == 2 * sizeof hash &&
	    enc_unhex(token, strlen(token), hash) == 0)
		found = store_token_find(a->core->store, hash, &t, f);
	if (found > 0) {
		a->browser = json_is_true(json_object_get(cred, "cookie"));
		(void)mem_copy(a->counter, sizeof a->counter, t.counter);
		(void)mem_copy(a->person, sizeof a->person, t.person);
		(void)mem_copy(a->role, sizeof a->role, t.role);
		a->admin = strcmp(t.role, "admin") == 0;
		a->sees_all = a->admin || strcmp(t.role, "supervisor") == 0;
		return 0;
	}
	if (found == 0)
		fault_set(f, FAULT_AUTH, "",
		    "Token tidak ada atau tidak dikenal",
		    "The token is missing or unknown");
	return -1;
}

static int
front_fill(struct ask *a, struct wire_msg *m)
{
	json_error_t e;
	const char *hash;

	/* the front has refused duplicate members already */
	a->root = json_loadb((const char *)m->body.p, m->body.n, 0, &e);
	if (!json_is_object(a->root))
		return -1;
	a->params = json_object_get(a->root, "params");
	a->query = json_object_get(a->root, "query");
	a->body = json_object_get(a->root, "body");
	a->key = json_string_value(json_object_get(a->root, "key"));
	a->if_match = json_integer_value(json_object_get(a->root, "if_match"));
	if (json_is_true(json_object_get(a->root, "photo")))
		a->with |= INTAKE_PHOTO;
	if (json_is_true(json_object_get(a->root, "pdf")))
		a->with |= INTAKE_PDF;
	hash = json_string_value(json_object_get(a->root, "body_hash"));
	if (hash &&
	    (strlen(hash) != 2 * STORE_HASH ||
		enc_unhex(hash, strlen(hash), a->body_hash) < 0))
		return -1;
	a->fd = wire_take_fd(m, 0);
	if (a->with && a->fd < 0)
		return -1;
	return 0;
}

static void
front_serve(struct ask *a, struct fault *f)
{
	const char *name = json_string_value(json_object_get(a->root, "route"));
	const struct front_route *r = front_route(name);

	if (!r) {
		fault_set(f, FAULT_NOT_FOUND, "", "Tidak ada", "Not found");
		ask_fault(a, f);
		return;
	}
	if (!(r->flags & FRONT_OPEN) &&
	    front_credential(a, json_object_get(a->root, "credential"), f) <
		0) {
		ask_fault(a, f);
		return;
	}
	if (r->flags & FRONT_ADMIN && !a->admin) {
		fault_set(f, FAULT_FORBIDDEN, "",
		    "Hanya pengelola yang boleh melakukan ini",
		    "Only the administrator may do this");
		ask_fault(a, f);
		return;
	}
	loop_request(a->core);
	(void)r->handle(a);
}

static void
front_message(struct peer *p, struct wire_msg *m)
{
	struct fault f = { 0 };
	struct ask *a = mem_alloc(sizeof *a);

	a->core = p->core;
	a->front = peer_ref(p);
	a->id = m->id;
	a->fd = -1;
	if (m->type != MSG_REQUEST || front_fill(a, m) < 0) {
		log_warnx("front dropped: malformed request");
		peer_close(p);
	} else {
		a->busy = 1;
		front_serve(a, &f);
		a->busy = 0;
	}
	if (!a->kept || a->finished)
		ask_finish(a);
}

static void
front_gone(struct peer *p)
{
	struct core *c = p->core;

	for (size_t i = 0; i < c->fronts; i++) {
		if (c->front[i] != p)
			continue;
		c->front[i] = c->front[--c->fronts];
		peer_unref(p);
		break;
	}
}

static void
front_unsaved(struct peer *p, uint64_t id, const struct fault *f)
{
	struct wire_msg m;

	wire_init(&m);
	m.type = MSG_REPLY;
	m.id = id;
	jout_open(&m.body, NULL, '{');
	jout_int(&m.body, "status", fault_status(f->code));
	answer_fault(&m.body, "body", f);
	jout_close(&m.body, '}');
	jout_end(&m.body);
	peer_send(p, &m);
}

static const struct peer_ops front_ops = {
	.what = "front",
	.priority = LOOP_FRONT,
	.message = front_message,
	.gone = front_gone,
	.unsaved = front_unsaved,
};

static int
front_accept(sd_event_source *s, int fd, uint32_t events, void *arg)
{
	struct core *c = arg;
	int peer = accept4(fd, NULL, NULL, SOCK_CLOEXEC);

	(void)s;
	(void)events;
	if (peer < 0) {
		if (errno != EAGAIN && errno != EINTR)
			log_warn("front: accept");
		return 0;
	}
	c->front = mem_array(c->front, c->fronts + 1, sizeof *c->front);
	c->front[c->fronts++] = peer_new(c, peer, &front_ops, NULL);
	log_debug("front connected");
	return 0;
}

int
front_listen(struct core *c, struct fault *f)
{
	char *path = mem_printf("%s/front.sock", c->conf.run_dir);
	int rc = 0;

	c->front_fd = wire_listen_fd("front");
	if (c->front_fd < 0)
		c->front_fd = wire_listen(path, 0660);
	if (c->front_fd < 0)
		rc = fault_set(f, FAULT_IO, "", "Soket tidak dapat dibuka: %s",
		    "Cannot listen at %s", path);
	else if (sd_event_add_io(c->ev, &c->front_ev, c->front_fd, EPOLLIN,
		     front_accept, c) < 0)
		fatalx("cannot watch a socket");
	free(path);
	return rc;
}

void
front_release(struct core *c)
{
	sd_event_source_disable_unref(c->front_ev);
	while (c->fronts > 0)
		peer_close(c->front[0]);
	free(c->front);
	if (c->front_fd >= 0)
		close(c->front_fd);
}
