/*
 * Query parameters.  Unknown, doubled and unreadable ones are refused by name
 * rather than ignored: a filter that silently does nothing is worse than an
 * error.  A value is never quoted back.
 */

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "fault.h"
#include "mem.h"

#include "page.h"
#include "query.h"
#include "request.h"
#include "route.h"
#include "text.h"

#define VALUE_MAX 200

static const struct {
	const char *name;
	long long lo, hi;
} numbers[] = {
	{ "limit", 1, 200 },
	{ "after", 0, INT64_MAX },
	{ "job", 1, INT64_MAX },
	{ "batch", 1, INT64_MAX },
	{ "page", 1, 99 },
};

struct reading {
	struct request *r;
	struct fault *f;
	int rc;
};

static int
value_ok(const char *name, const char *value, struct fault *f)
{
	long long n;

	if (strlen(value) > VALUE_MAX)
		return fault_set(f, FAULT_SYNTAX, "",
		    "Parameter %s lebih panjang dari %d byte.",
		    "Parameter %s is longer than %d bytes.", name, VALUE_MAX);
	if (strcmp(name, "lang") == 0 && strcmp(value, "id") != 0 &&
	    strcmp(value, "en") != 0)
		return fault_set(f, FAULT_SYNTAX, "",
		    "Parameter lang harus id atau en.",
		    "Parameter lang must be id or en.");
	if (strcmp(name, "format") == 0 && strcmp(value, "json") != 0 &&
	    strcmp(value, "csv") != 0 && strcmp(value, "xlsx") != 0)
		return fault_set(f, FAULT_SYNTAX, "",
		    "Parameter format harus json, csv atau xlsx.",
		    "Parameter format must be json, csv or xlsx.");
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		if (strcmp(numbers[i].name, name) != 0)
			continue;
		if (mem_number(value, numbers[i].lo, numbers[i].hi, &n) == 0)
			return 0;
		return fault_set(f, FAULT_SYNTAX, "",
		    "Parameter %s harus bilangan dari %lld sampai %lld.",
		    "Parameter %s must be a number from %lld to %lld.", name,
		    numbers[i].lo, numbers[i].hi);
	}
	return 0;
}

static int
already(const struct buf *query, const char *name)
{
	char key[64];

	(void)snprintf(key, sizeof(key), "\"%s\":", name);
	return strstr(buf_str(query), key) != NULL;
}

static int
take_one(
    struct request *r, const char *name, const char *value, struct fault *f)
{
	struct buf text = { 0 };
	const char *list = r->route->query;
	int rc = -1;

	if (!route_query_ok(list, name, strlen(name))) {
		if (list == NULL)
			return fault_set(f, FAULT_SYNTAX, "",
			    "Alamat ini tidak mengenal parameter.",
			    "This address takes no parameters.");
		return fault_set(f, FAULT_SYNTAX, "",
		    "Parameter tidak dikenal; yang boleh: %s.",
		    "Unknown parameter; allowed: %s.", list);
	}
	if (value == NULL || text_unquery(value, &text) < 0) {
		fault_set(f, FAULT_SYNTAX, "",
		    "Parameter %s tidak terbaca sebagai UTF-8.",
		    "Parameter %s cannot be read as UTF-8.", name);
		goto out;
	}
	if (already(&r->query, name)) {
		fault_set(f, FAULT_SYNTAX, "", "Parameter %s ditulis dua kali.",
		    "Parameter %s comes twice.", name);
		goto out;
	}
	if (value_ok(name, buf_str(&text), f) < 0)
		goto out;
	if (strcmp(name, "lang") == 0)
		r->english = strcmp(buf_str(&text), "en") == 0;
	buf_printf(&r->query, "%s\"%s\":", r->query.n > 0 ? "," : "", name);
	text_json(&r->query, buf_str(&text));
	rc = 0;
out:
	buf_release(&text);
	return rc;
}

static void
each(void *ctx, const char *name, const char *value)
{
	struct reading *q = ctx;

	if (q->rc == 0)
		q->rc = take_one(q->r, name, value, q->f);
}

int
query_read(struct request *r, struct fault *f)
{
	struct reading q = { r, f, 0 };

	http_queries(r->conn, each, &q);
	return q.rc;
}

/* Typed from paper: blanks, hyphens, small letters; O for 0, I and L for 1. */
static int
ident(const char *typed, char ret_id[17])
{
	size_t n = 0;
	int c;

	for (; *typed != '\0'; typed++) {
		c = (unsigned char)*typed;
		if (c == ' ' || c == '-')
			continue;
		if (c >= 'a' && c <= 'z')
			c -= 'a' - 'A';
		if (c == 'O')
			c = '0';
		if (c == 'I' || c == 'L')
			c = '1';
		if (n == 16)
			return -1;
		ret_id[n++] = (char)c;
	}
	ret_id[n] = '\0';
	return n == 16 && route_ident_ok(ret_id) ? 0 : -1;
}

enum http_next
query_search(struct request *r)
{
	char text[1024], to[40], id[17] = "";
	json_t *q = NULL;
	const char *typed = NULL;

	if ((size_t)snprintf(text, sizeof(text), "{%s}", buf_str(&r->query)) <
	    sizeof(text))
		q = json_loads(text, 0, NULL);
	typed = json_string_value(json_object_get(q, "id"));
	if (typed == NULL || ident(typed, id) < 0) {
		page_home(r, typed == NULL ? 200 : 400, typed != NULL);
	} else {
		(void)snprintf(
		    to, sizeof(to), "/%s%s", id, r->english ? "?lang=en" : "");
		r->reply.status = 303;
		r->reply.kind = HTTP_PAGE;
		http_reply_header(&r->reply, "Location", to);
	}
	json_decref(q);
	return HTTP_REPLY;
}
