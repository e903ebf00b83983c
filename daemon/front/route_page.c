/*
 * The paths under /admin.  They are no part of the API: a page is HTML for a
 * person, a form is what that page sends.  What each asks of core stands in
 * admin_view.c and admin_act.c, by the same name.
 */

#include "route.h"

#define PAGE "lang ok "

/* clang-format off */
const struct route route_pages[] = {
	{ .name = "admin.login", .method = "GET", .path = "/admin/login",
	  .query = "lang next", .by = ROUTE_ADMIN, .open = 1 },
	{ .name = "admin.enter", .method = "POST", .path = "/admin/login",
	  .by = ROUTE_ADMIN, .body = ROUTE_FORM, .open = 1 },
	{ .name = "admin.leave", .method = "POST", .path = "/admin/logout",
	  .by = ROUTE_ADMIN, .body = ROUTE_FORM, .open = 1 },
	{ .name = "admin.home", .method = "GET", .path = "/admin",
	  .query = PAGE, .by = ROUTE_ADMIN },
	{ .name = "admin.jobs", .method = "GET", .path = "/admin/jobs",
	  .query = PAGE "q state template printer counter from to cursor",
	  .by = ROUTE_ADMIN },
	{ .name = "admin.job", .method = "GET", .path = "/admin/jobs/{id}",
	  .query = PAGE, .by = ROUTE_ADMIN },
	{ .name = "admin.job.open", .method = "POST",
	  .path = "/admin/jobs/{id}/open", .by = ROUTE_ADMIN,
	  .body = ROUTE_FORM },
	{ .name = "admin.job.settle", .method = "POST",
	  .path = "/admin/jobs/{id}/settle", .by = ROUTE_ADMIN,
	  .body = ROUTE_FORM },
	{ .name = "admin.job.check", .method = "POST",
	  .path = "/admin/jobs/{id}/check", .by = ROUTE_ADMIN,
	  .body = ROUTE_FORM },
	{ .name = "admin.job.reprint", .method = "POST",
	  .path = "/admin/jobs/{id}/reprint", .by = ROUTE_ADMIN,
	  .body = ROUTE_FORM },
	{ .name = "admin.job.hand_over", .method = "POST",
	  .path = "/admin/jobs/{id}/hand-over", .by = ROUTE_ADMIN,
	  .body = ROUTE_FORM },
	{ .name = "admin.job.hold", .method = "POST",
	  .path = "/admin/jobs/{id}/hold", .by = ROUTE_ADMIN,
	  .body = ROUTE_FORM },
	{ .name = "admin.job.release", .method = "POST",
	  .path = "/admin/jobs/{id}/release", .by = ROUTE_ADMIN,
	  .body = ROUTE_FORM },
	{ .name = "admin.job.cancel", .method = "POST",
	  .path = "/admin/jobs/{id}/cancel", .by = ROUTE_ADMIN,
	  .body = ROUTE_FORM },
	{ .name = "admin.job.approve", .method = "POST",
	  .path = "/admin/jobs/{id}/approve", .by = ROUTE_ADMIN,
	  .body = ROUTE_FORM },
	{ .name = "admin.approval.approve", .method = "POST",
	  .path = "/admin/approvals/{id}/approve", .by = ROUTE_ADMIN,
	  .body = ROUTE_FORM },
	{ .name = "admin.approval.refuse", .method = "POST",
	  .path = "/admin/approvals/{id}/refuse", .by = ROUTE_ADMIN,
	  .body = ROUTE_FORM },
};
/* clang-format on */

const size_t route_pages_n = sizeof(route_pages) / sizeof(*route_pages);
