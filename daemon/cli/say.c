/*
 * How cetak speaks: in Indonesian where the locale says so, else in English; a
 * problem as title, reason, and one line per field; JSON untouched where
 * --json asks for it.
 */

#include <sysexits.h>

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fault.h"
#include "mem.h"

#include "cli.h"

int
say_english(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *v;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		v = getenv(names[i]);
		if (v != NULL && *v != '\0')
			return (strncmp(v, "id", 2) != 0);
	}
	return (1);
}

const char *
say(const char *id, const char *en)
{
	return (say_english() ? en : id);
}

int
say_fault(const struct fault *f)
{
	fprintf(stderr, "cetak: %s\n", say(f->id, f->en));
	return (fault_exit(f->code));
}

static int
status_exit(long status)
{
	if (status == 401 || status == 403)
		return (EX_NOPERM);
	if (status == 404)
		return (EX_NOINPUT);
	if (status == 429 || status == 503 || status == 507)
		return (EX_TEMPFAIL);
	return (status >= 500 ? EX_UNAVAILABLE : EX_DATAERR);
}

int
say_problem(const struct http_reply *r)
{
	json_t *v, *errors, *e;
	const char *title, *detail;
	size_t i;

	v = json_loadb((const char *)r->body.p, r->body.n, 0, NULL);
	say_plain(v);
	title = json_string_value(json_object_get(v, "title"));
	detail = json_string_value(json_object_get(v, "detail"));
	fprintf(stderr, "cetak: %s (%ld)\n",
	    title != NULL ? title
			  : say("jawaban yang tidak dikenal",
				"an answer that is not understood"),
	    r->status);
	errors = json_object_get(v, "errors");
	if (detail != NULL && json_array_size(errors) == 0)
		fprintf(stderr, "  %s\n", detail);
	json_array_foreach (errors, i, e) {
		fprintf(stderr, "  %s: %s\n",
		    json_string_value(json_object_get(e, "pointer")),
		    json_string_value(json_object_get(e, "detail")));
	}
	json_decref(v);
	return (status_exit(r->status));
}

/* Bytes of a character that a terminal obeys or turns the line by; 0: it is
 * shown. */
static size_t
obeyed(const char *p)
{
	const unsigned char *s = (const unsigned char *)p;

	if (s[0] < ' ' || s[0] == 0x7F)
		return (1);
	if (s[0] == 0xC2 && s[1] >= 0x80 && s[1] <= 0x9F)
		return (2);
	if (s[0] == 0xE2 &&
	    ((s[1] == 0x80 && s[2] >= 0xAA && s[2] <= 0xAE) ||
		(s[1] == 0x81 && s[2] >= 0xA6 && s[2] <= 0xA9)))
		return (3);
	return (0);
}

static void
plain_text(json_t *v)
{
	const char *s = json_string_value(v), *end = s + json_string_length(v);
	struct buf b = { 0 };
	size_t n;

	for (; s < end; s += n) {
		n = obeyed(s);
		buf_putc(&b,
		    n == 0			   ? *s
			: *s == '\n' || *s == '\t' ? ' '
						   : '?');
		n += n == 0;
	}
	(void)json_string_setn(v, buf_str(&b), b.n);
	buf_release(&b);
}

void
say_plain(json_t *v)
{
	const char *key;
	json_t *one;
	size_t i;

	if (json_is_string(v))
		plain_text(v);
	json_array_foreach (v, i, one)
		say_plain(one);
	json_object_foreach (v, key, one)
		say_plain(one);
}

json_t *
say_call(struct cli *c, const struct http_call *call, int *ret_exit)
{
	struct http_reply r = { 0 };
	struct fault f = { 0 };
	json_t *v = NULL;

	*ret_exit = EX_OK;
	if (http_do(c, call, &r, &f) != 0)
		*ret_exit = say_fault(&f);
	else if (r.status >= 400)
		*ret_exit = say_problem(&r);
	else if (r.status == 204)
		v = json_object();
	else if ((v = json_loadb((const char *)r.body.p, r.body.n,
		      JSON_REJECT_DUPLICATES, NULL)) == NULL) {
		fprintf(stderr, "cetak: %s\n",
		    say("jawaban server bukan JSON",
			"the server's answer is not JSON"));
		*ret_exit = EX_PROTOCOL;
	}
	if (!c->json)
		say_plain(v);
	buf_release(&r.body);
	return (v);
}

json_t *
say_get(struct cli *c, const char *path, int *ret_exit)
{
	struct http_call call = { .method = "GET", .path = path };

	return (say_call(c, &call, ret_exit));
}

void
say_json(const json_t *v)
{
	json_dumpf(v, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
	putchar('\n');
}

const char *
say_state(const char *state)
{
	static const struct {
		const char *state, *id, *en;
	} words[] = {
		{ "received", "Diterima", "Received" },
		{ "sealed", "Disegel", "Sealed" },
		{ "queued", "Antre", "Queued" },
		{ "held", "Ditahan", "Held" },
		{ "submitted", "Dikirim", "Sent" },
		{ "printing", "Mencetak", "Printing" },
		{ "doubt", "Perlu diperiksa", "Needs checking" },
		{ "printed", "Tercetak", "Printed" },
		{ "issued", "Diserahkan", "Handed over" },
		{ "spoiled", "Rusak", "Spoiled" },
		{ "cancelled", "Dibatalkan", "Cancelled" },
		{ "rejected", "Ditolak", "Rejected" },
		{ "ready", "Siap diambil", "Ready to collect" },
		{ "voided", "Batal", "Void" },
		{ "superseded", "Digantikan", "Superseded" },
	};
	size_t i;

	for (i = 0; state != NULL && i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].state, state) == 0)
			return (say(words[i].id, words[i].en));
	return (state != NULL ? state : "?");
}

const char *
say_text(const json_t *v, const char *name)
{
	const char *s = json_string_value(json_object_get(v, name));

	return (s != NULL ? s : "-");
}

long long
say_number(const json_t *v, const char *name)
{
	return ((long long)json_integer_value(json_object_get(v, name)));
}

int
say_id(const char *text, long long *ret_id)
{
	if (mem_number(text, 1, INT64_MAX, ret_id) == 0)
		return (0);
	fprintf(stderr, "cetak: %s: %s\n", text,
	    say("nomor pekerjaan atau permintaan berupa angka",
		"the id of a job or request is a number"));
	return (-1);
}

int
say_needs(const char *value, const char *option)
{
	if (value != NULL)
		return (0);
	fprintf(stderr, "cetak: %s: %s\n", option, say("wajib", "is required"));
	return (1);
}

/* -1 when it is no time of the API */
static int
read_time(const char *s, time_t *ret_t)
{
	struct tm tm = { 0 };
	const char *end = strptime(s, "%Y-%m-%dT%H:%M:%SZ", &tm);

	if (end == NULL || *end != '\0')
		return (-1);
	*ret_t = timegm(&tm);
	return (0);
}

const char *
say_age(const json_t *utc, char room[SAY_TIME])
{
	const char *s = json_string_value(utc);
	long long n;
	time_t t;

	if (s == NULL || read_time(s, &t) != 0)
		return (s != NULL ? s : "-");
	n = (long long)(time(NULL) - t);
	n = n > 0 ? n / 60 : 0;
	if (n < 60)
		snprintf(room, SAY_TIME, "%lld %s", n, say("menit", "min"));
	else if (n < 48 * 60L)
		snprintf(room, SAY_TIME, "%lld %s", n / 60, say("jam", "h"));
	else
		snprintf(room, SAY_TIME, "%lld %s", n / (24 * 60L),
		    say("hari", "days"));
	return (room);
}

const char *
say_time(const json_t *utc, char room[SAY_TIME])
{
	const char *s = json_string_value(utc);
	struct tm tm = { 0 };
	time_t t;

	if (s == NULL)
		return ("-");
	if (read_time(s, &t) != 0)
		return (s);
	if (localtime_r(&t, &tm) == NULL ||
	    strftime(room, SAY_TIME, "%Y-%m-%d %H:%M:%S", &tm) == 0)
		return (s);
	return (room);
}

const char *
say_reason(const json_t *job)
{
	const json_t *r = json_object_get(job, "reason");
	const char *s =
	    json_string_value(json_object_get(r, say_english() ? "en" : "id"));

	return (s != NULL ? s : "");
}

int
say_read(const char *path, size_t max, struct buf *ret_b)
{
	int rc;

	if (strcmp(path, "-") == 0)
		rc = buf_read_fd(ret_b, 0, max);
	else
		rc = buf_read_file(ret_b, path, max);
	if (rc == 0)
		return (0);
	fprintf(stderr, "cetak: %s: %s\n", path,
	    errno == EFBIG ? say("terlalu besar", "too large")
			   : strerror(errno));
	return (-1);
}
