/*
 * Reading what core answered, and the words, figures and times of a page.
 * Pure but for the buffer they are written to.  An answer that lacks a member
 * gives a dash, never a crash: pages outlive the API they were written for.
 */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "civil.h"

#include "admin.h"
#include "front.h"
#include "text.h"

#define DASH "–"
/* No figure of an office: a thousand of it fit, or a thousand times it. */
#define MOST (INT64_MAX / 1024)

const json_t *
admin_get(const json_t *j, const char *path)
{
	char name[40];
	size_t n;

	while (j != NULL && *path != '\0') {
		n = strcspn(path, ".");
		if (n >= sizeof(name))
			return NULL;
		memcpy(name, path, n);
		name[n] = '\0';
		j = json_object_get(j, name);
		path += n + (path[n] == '.');
	}
	return json_is_null(j) ? NULL : j;
}

const char *
admin_str(const json_t *j, const char *path)
{
	const char *s = json_string_value(admin_get(j, path));

	return s == NULL ? "" : s;
}

int64_t
admin_whole(const json_t *v)
{
	int64_t n = (int64_t)json_integer_value(v);

	return n > MOST ? MOST : n < -MOST ? -MOST : n;
}

int64_t
admin_int(const json_t *j, const char *path, int64_t other)
{
	const json_t *v = admin_get(j, path);

	return json_is_integer(v) ? admin_whole(v) : other;
}

int
admin_true(const json_t *j, const char *path)
{
	return json_is_true(admin_get(j, path));
}

const char *
admin_both(const struct request *r, const json_t *j, const char *path)
{
	return admin_str(admin_get(j, path), r->english ? "en" : "id");
}

const json_t *
admin_items(const json_t *j)
{
	return json_is_array(j) ? j : admin_get(j, "items");
}

const char *
admin_query(const struct request *r, const char *name)
{
	return r->admin == NULL ? "" : admin_str(r->admin->query, name);
}

/* ---- words ---- */

const char *
admin_say(const struct request *r, const char *id, const char *en)
{
	return r->english ? en : id;
}

void
admin_text(struct request *r, const char *s)
{
	text_html(&r->reply.body, s == NULL || s[0] == '\0' ? DASH : s);
}

void
admin_html(struct request *r, const char *html)
{
	buf_puts(&r->reply.body, html);
}

void
admin_htmlf(struct request *r, const char *fmt, ...)
{
	char line[512];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	if (n > 0 && (size_t)n < sizeof(line))
		buf_put(&r->reply.body, line, (size_t)n);
}

/* ---- figures ---- */

void
admin_count(struct request *r, const json_t *j, const char *path)
{
	int64_t n = admin_int(j, path, INT64_MIN);

	if (n == INT64_MIN)
		buf_puts(&r->reply.body, DASH);
	else
		figure_count(&r->reply.body, n, r->english);
}

void
admin_rupiah(struct request *r, const json_t *j, const char *path)
{
	int64_t n = admin_int(j, path, INT64_MIN);

	if (n == INT64_MIN)
		buf_puts(&r->reply.body, DASH);
	else
		figure_rupiah(&r->reply.body, n, r->english);
}

void
admin_permille(struct request *r, const json_t *j, const char *path)
{
	int64_t n = admin_int(j, path, -1);

	if (n < 0)
		buf_puts(&r->reply.body, DASH);
	else
		figure_permille(&r->reply.body, n, r->english);
}

void
admin_span(struct request *r, int64_t seconds)
{
	struct buf *b = &r->reply.body;
	long long s = seconds < 0 ? 0 : seconds;

	if (s < 60)
		buf_printf(b, "%lld\u00a0%s", s, r->english ? "s" : "d");
	else if (s < 86400)
		figure_span(b, s / 60, r->english);
	else
		admin_days(r, s / 86400);
}

void
admin_days(struct request *r, int64_t days)
{
	struct buf *b = &r->reply.body;

	if (days < 0) {
		buf_puts(b, DASH);
		return;
	}
	figure_count(b, days, r->english);
	buf_puts(b,
	    !r->english	    ? "\u00a0hari"
		: days == 1 ? "\u00a0day"
			    : "\u00a0days");
}

/* ---- times ---- */

int64_t
admin_seconds(const char *rfc)
{
	struct civil c;

	return figure_local(rfc, 0, &c) < 0 ? 0 : civil_to(&c, 0);
}

void
admin_when(struct request *r, const char *rfc, const char *how)
{
	struct buf *b = &r->reply.body;
	int32_t zone = civil_zone(r->front->conf.zone);
	char day[11], today[32];
	struct civil c, now = { 0 };

	if (figure_local(rfc, zone, &c) < 0) {
		buf_puts(b, DASH);
		return;
	}
	if (r->admin != NULL)
		civil_from(r->admin->now, zone, &now);
	(void)snprintf(today, sizeof(today), "%04d-%02d-%02d", now.year,
	    now.month, now.day);
	figure_day_of(rfc, zone, day);
	buf_puts(b, "<time datetime=\"");
	text_html(b, rfc);
	buf_puts(b, "\">");
	if (strcmp(day, today) != 0 || how[0] == 'd') {
		figure_day(b, day,
		    c.year == now.year ? FIGURE_SHORT : FIGURE_YEAR,
		    r->english);
		if (how[0] != '\0')
			buf_puts(b, ", ");
	}
	if (how[0] != '\0' || strcmp(day, today) == 0)
		buf_printf(b, "%02d.%02d", c.hour, c.minute);
	if (how[0] == 's')
		buf_printf(b, ".%02d", c.second);
	buf_puts(b, "</time>");
}

const char *
admin_zone_word(const struct request *r)
{
	return r->front->conf.zone;
}
