/*
 * The route table and the matching of a path against it.  A path is matched
 * as bytes: none of ours needs an escape, so one that has any is unknown.
 */

#include <string.h>

#include "route.h"

#define LIST "limit cursor"

/* clang-format off */
static const struct route routes[] = {
	{ .name = "job.create", .method = "POST", .path = "/v1/jobs",
	  .body = ROUTE_JOB, .key = 1 },
	{ .name = "job.list", .method = "GET", .path = "/v1/jobs",
	  .query = LIST " state template counter printer batch q from to" },
	{ .name = "job.get", .method = "GET", .path = "/v1/jobs/{id}" },
	{ .name = "job.events", .method = "GET",
	  .path = "/v1/jobs/{id}/events", .query = LIST },
	{ .name = "job.pdf", .method = "GET", .path = "/v1/jobs/{id}/pdf",
	  .page = 1 },
	{ .name = "job.preview", .method = "GET",
	  .path = "/v1/jobs/{id}/preview.svg", .query = "page", .page = 1 },
	{ .name = "job.cost", .method = "GET", .path = "/v1/jobs/{id}/cost" },
	{ .name = "job.hold", .method = "POST", .path = "/v1/jobs/{id}/hold",
	  .body = ROUTE_OPTIONAL },
	{ .name = "job.release", .method = "POST",
	  .path = "/v1/jobs/{id}/release", .body = ROUTE_OPTIONAL },
	{ .name = "job.cancel", .method = "POST",
	  .path = "/v1/jobs/{id}/cancel", .body = ROUTE_OPTIONAL },
	{ .name = "job.see", .method = "POST", .path = "/v1/jobs/{id}/seen" },
	{ .name = "preview", .method = "POST", .path = "/v1/previews",
	  .body = ROUTE_JOB },
	{ .name = "batch.create", .method = "POST", .path = "/v1/batches",
	  .body = ROUTE_LINES, .key = 1 },
	{ .name = "batch.get", .method = "GET", .path = "/v1/batches/{id}" },
	{ .name = "batch.lines", .method = "GET",
	  .path = "/v1/batches/{id}/lines", .query = LIST },
	{ .name = "template.list", .method = "GET", .path = "/v1/templates",
	  .query = LIST },
	{ .name = "printer.list", .method = "GET", .path = "/v1/printers",
	  .query = LIST },
	{ .name = "printer.get", .method = "GET",
	  .path = "/v1/printers/{name}" },
	{ .name = "printer.put", .method = "PUT",
	  .path = "/v1/printers/{name}", .body = ROUTE_JSON },
	{ .name = "printer.remove", .method = "DELETE",
	  .path = "/v1/printers/{name}" },
	{ .name = "token.create", .method = "POST", .path = "/v1/tokens",
	  .body = ROUTE_JSON },
	{ .name = "job.settle", .method = "POST",
	  .path = "/v1/jobs/{id}/settle", .body = ROUTE_JSON },
	{ .name = "job.serial", .method = "POST",
	  .path = "/v1/jobs/{id}/serial", .body = ROUTE_JSON },
	{ .name = "job.check", .method = "POST",
	  .path = "/v1/jobs/{id}/check", .body = ROUTE_JSON },
	{ .name = "job.hand_over", .method = "POST",
	  .path = "/v1/jobs/{id}/hand-over", .body = ROUTE_JSON },
	{ .name = "job.reprint", .method = "POST",
	  .path = "/v1/jobs/{id}/reprint", .body = ROUTE_JSON },
	{ .name = "job.approve", .method = "POST",
	  .path = "/v1/jobs/{id}/approve", .body = ROUTE_OPTIONAL },
	{ .name = "approval.list", .method = "GET",
	  .path = "/v1/approvals" },
	{ .name = "approval.approve", .method = "POST",
	  .path = "/v1/approvals/{id}/approve", .body = ROUTE_OPTIONAL },
	{ .name = "approval.refuse", .method = "POST",
	  .path = "/v1/approvals/{id}/refuse", .body = ROUTE_OPTIONAL },
	{ .name = "person.list", .method = "GET",
	  .path = "/v1/persons" },
	{ .name = "person.put", .method = "PUT",
	  .path = "/v1/persons/{name}", .body = ROUTE_JSON },
	{ .name = "person.leave", .method = "DELETE",
	  .path = "/v1/persons/{name}" },
	{ .name = "kind.list", .method = "GET",
	  .path = "/v1/stock/kinds" },
	{ .name = "kind.put", .method = "PUT",
	  .path = "/v1/stock/kinds/{name}", .body = ROUTE_JSON },
	{ .name = "stock.receive", .method = "POST",
	  .path = "/v1/stock/deliveries", .body = ROUTE_JSON },
	{ .name = "stock.move", .method = "POST",
	  .path = "/v1/stock/moves", .body = ROUTE_JSON },
	{ .name = "stock.spoil", .method = "POST",
	  .path = "/v1/stock/spoils", .body = ROUTE_JSON },
	{ .name = "stock.return", .method = "POST",
	  .path = "/v1/stock/returns", .body = ROUTE_JSON },
	{ .name = "stock.destroy", .method = "POST",
	  .path = "/v1/stock/destructions", .body = ROUTE_JSON },
	{ .name = "stock.count", .method = "POST",
	  .path = "/v1/stock/counts", .body = ROUTE_JSON },
	{ .name = "stock.now", .method = "GET",
	  .path = "/v1/stock" },
	{ .name = "stock.list", .method = "GET",
	  .path = "/v1/stock/entries", .query = LIST " kind place serial order" },
	{ .name = "stock.blank", .method = "GET",
	  .path = "/v1/stock/blanks/{name}" },
	{ .name = "stock.check", .method = "GET",
	  .path = "/v1/stock/check" },
	{ .name = "stock.forecast", .method = "GET",
	  .path = "/v1/stock/forecast" },
	{ .name = "tray.put", .method = "PUT",
	  .path = "/v1/printers/{name}/tray", .body = ROUTE_JSON },
	{ .name = "supply.list", .method = "GET", .path = "/v1/supplies" },
	{ .name = "supply.reorder", .method = "GET",
	  .path = "/v1/supplies/reorder" },
	{ .name = "supply.put", .method = "PUT",
	  .path = "/v1/supplies/{name}", .body = ROUTE_JSON },
	{ .name = "supply.buy", .method = "POST",
	  .path = "/v1/supplies/{name}/purchases", .body = ROUTE_JSON },
	{ .name = "supply.purchases", .method = "GET",
	  .path = "/v1/supplies/{name}/purchases" },
	{ .name = "supply.count", .method = "POST",
	  .path = "/v1/supplies/{name}/counts", .body = ROUTE_JSON },
	{ .name = "supply.install", .method = "POST",
	  .path = "/v1/printers/{name}/supplies", .body = ROUTE_JSON },
	{ .name = "supply.items", .method = "GET",
	  .path = "/v1/printers/{name}/supplies" },
	{ .name = "plan.list", .method = "GET", .path = "/v1/plans",
	  .query = "printer" },
	{ .name = "plan.add", .method = "POST", .path = "/v1/plans",
	  .body = ROUTE_JSON },
	{ .name = "plan.end", .method = "DELETE", .path = "/v1/plans/{id}" },
	{ .name = "contract.list", .method = "GET",
	  .path = "/v1/contracts" },
	{ .name = "contract.add", .method = "POST",
	  .path = "/v1/contracts", .body = ROUTE_JSON },
	{ .name = "service.list", .method = "GET", .path = "/v1/services",
	  .query = LIST " printer" },
	{ .name = "service.add", .method = "POST", .path = "/v1/services",
	  .body = ROUTE_JOB },
	{ .name = "service.end", .method = "POST",
	  .path = "/v1/services/{id}/end", .body = ROUTE_OPTIONAL },
	{ .name = "service.document", .method = "GET",
	  .path = "/v1/services/{id}/document", .page = 1 },
	{ .name = "minutes.create", .method = "POST",
	  .path = "/v1/berita-acara", .body = ROUTE_JSON, .key = 1 },
	{ .name = "metrics", .method = "GET", .path = "/metrics" },
	{ .name = "day.get", .method = "GET",
	  .path = "/v1/day", .query = "date" },
	{ .name = "closing.create", .method = "POST",
	  .path = "/v1/closings", .body = ROUTE_JSON },
	{ .name = "closing.list", .method = "GET",
	  .path = "/v1/closings" },
	{ .name = "register.list", .method = "GET",
	  .path = "/v1/registers" },
	{ .name = "register.get", .method = "GET",
	  .path = "/v1/registers/{name}", .query = LIST " year" },
	{ .name = "asset.list", .method = "GET", .path = "/v1/assets" },
	{ .name = "asset.create", .method = "POST", .path = "/v1/assets",
	  .body = ROUTE_JSON },
	{ .name = "budget.list", .method = "GET", .path = "/v1/budgets",
	  .query = "year" },
	{ .name = "budget.put", .method = "POST", .path = "/v1/budgets",
	  .body = ROUTE_JSON },
	{ .name = "cost.list", .method = "GET", .path = "/v1/costs",
	  .query = "from to by printer format", .file = 1, .page = 1 },
	{ .name = "cost.ledger", .method = "GET", .path = "/v1/costs/ledger",
	  .query = "month" },
	{ .name = "cost.if", .method = "GET", .path = "/v1/costs/what-if",
	  .query = "price service years per_day days" },
	{ .name = "overview", .method = "GET", .path = "/v1/overview" },
	{ .name = "report.get", .method = "GET",
	  .path = "/v1/reports/{name}", .query = "period format", .file = 1,
	  .page = 1 },
	{ .name = "report.create", .method = "POST", .path = "/v1/reports",
	  .body = ROUTE_JSON, .key = 1 },
	{ .name = "site.get", .method = "GET", .path = "/v1/site",
	  .query = "month format", .file = 1, .page = 1 },
	{ .name = "event.list", .method = "GET", .path = "/v1/events",
	  .query = "after job", .by = ROUTE_EVENTS, .page = 1 },
	{ .name = "notice.list", .method = "GET", .path = "/v1/notices",
	  .query = LIST " after", .by = ROUTE_NOTICES, .page = 1 },
	{ .name = "me", .method = "GET", .path = "/v1/me" },
	{ .name = "verify", .method = "GET", .path = "/v1/verify/{document}",
	  .open = 1 },
	{ .name = "openapi", .method = "GET", .path = "/v1/openapi.json",
	  .by = ROUTE_OPENAPI, .open = 1 },
	{ .name = "readyz", .method = "GET", .path = "/readyz", .open = 1 },
	{ .name = "livez", .method = "GET", .path = "/livez",
	  .by = ROUTE_LIVE, .open = 1 },
	{ .name = "home", .method = "GET", .path = "/", .query = "lang",
	  .by = ROUTE_HOME, .open = 1 },
	{ .name = "search", .method = "GET", .path = "/periksa",
	  .query = "id lang", .by = ROUTE_SEARCH, .open = 1 },
	{ .name = "asset", .method = "GET", .path = "/assets/{asset}",
	  .query = "v", .by = ROUTE_ASSET, .open = 1 },
	{ .name = "verify", .method = "GET", .path = "/{document}",
	  .query = "lang", .by = ROUTE_SHEET, .open = 1 },
};
#define ROUTES (sizeof(routes) / sizeof(*routes))
/* clang-format on */

static int
digits_ok(const char *s)
{
	size_t n = strspn(s, "0123456789");

	return s[n] == '\0' && n >= 1 && n <= 18 && s[0] != '0';
}

static int
name_ok(const char *s)
{
	size_t n = strspn(s,
	    "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

	return s[n] == '\0' && n >= 1 && s[0] != '.' && s[0] != '-';
}

int
route_ident_ok(const char *s)
{
	size_t n = strspn(s,
	    "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	    "abcdefghjkmnpqrstvwxyz");

	return n == 16 && s[n] == '\0';
}

static const struct {
	const char *name;
	int (*ok)(const char *s);
} kinds[] = {
	{ "{id}", digits_ok },
	{ "{name}", name_ok },
	{ "{asset}", name_ok },
	{ "{document}", route_ident_ok },
};

static int
part_ok(const char *kind, size_t kind_n, const char *value)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strlen(kinds[i].name) == kind_n &&
		    memcmp(kinds[i].name, kind, kind_n) == 0)
			return kinds[i].ok(value);
	return 0;
}

/* One variable part at most; what stands around it is equal byte by byte. */
static int
matches(const char *pattern, const char *path, char ret_param[128])
{
	const char *open = strchr(pattern, '{');
	size_t head = open == NULL ? 0 : (size_t)(open - pattern), kind_n, n;
	char part[128];

	if (open == NULL)
		return strcmp(pattern, path) == 0;
	if (strncmp(pattern, path, head) != 0)
		return 0;
	kind_n = strcspn(open, "}") + 1;
	n = strcspn(path + head, "/");
	if (n >= sizeof(part) || strcmp(open + kind_n, path + head + n) != 0)
		return 0;
	memcpy(part, path + head, n);
	part[n] = '\0';
	if (!part_ok(open, kind_n, part))
		return 0;
	memcpy(ret_param, part, n + 1);
	return 1;
}

static void
allow(char ret_allow[64], const char *method)
{
	size_t n = strlen(ret_allow);
	const char *more = strcmp(method, "GET") == 0 ? "GET, HEAD" : method;

	if (n + strlen(more) + 3 > 64)
		return;
	if (n > 0) {
		memcpy(ret_allow + n, ", ", 2);
		n += 2;
	}
	memcpy(ret_allow + n, more, strlen(more) + 1);
}

const struct route *
route_find(const char *method, const char *path, char ret_param[128],
    char ret_allow[64])
{
	const char *want = strcmp(method, "HEAD") == 0 ? "GET" : method;
	const struct route *list = routes;
	size_t n = ROUTES;

	ret_allow[0] = '\0';
	ret_param[0] = '\0';
	if (strncmp(path, "/admin", 6) == 0) {
		list = route_pages;
		n = route_pages_n;
	}
	for (size_t i = 0; i < n; i++) {
		if (!matches(list[i].path, path, ret_param))
			continue;
		if (strcmp(list[i].method, want) == 0)
			return &list[i];
		allow(ret_allow, list[i].method);
	}
	return NULL;
}

const struct route *
route_named(const char *name)
{
	for (size_t i = 0; i < ROUTES; i++)
		if (strcmp(routes[i].name, name) == 0)
			return &routes[i];
	return NULL;
}

const char *
route_param(const struct route *r, size_t *ret_n)
{
	const char *s = strchr(r->path, '{');

	*ret_n = s == NULL ? 0 : strcspn(s + 1, "}");
	return s == NULL ? "" : s + 1;
}

int
route_param_ok(const struct route *r, const char *value)
{
	const char *open = strchr(r->path, '{');

	return open != NULL && part_ok(open, strcspn(open, "}") + 1, value);
}

int
route_query_ok(const char *list, const char *name, size_t n)
{
	const char *s = list;
	size_t len;

	while (s != NULL && *s != '\0') {
		len = strcspn(s, " ");
		if (len == n && memcmp(s, name, n) == 0)
			return 1;
		s += len + (s[len] == ' ');
	}
	return 0;
}

int
route_takes_file(const char *path)
{
	char param[128], allow[64];
	const struct route *r = route_find("POST", path, param, allow);

	return r != NULL && r->body == ROUTE_UPLOAD;
}
