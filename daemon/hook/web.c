/*
 * Webhooks, signed by the scheme of Standard Webhooks: the receiver proves the
 * sender and the time, and knows a delivery that comes twice by its id.  A
 * delivery counts when the receiver answered 2xx and the cursor is on disk,
 * so it comes at least once.  A body names jobs, printers and states; who
 * acted, what was submitted and what evidence there is never leave.
 */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "conf.h"
#include "crash.h"
#include "crypt.h"
#include "enc.h"
#include "fault.h"
#include "log.h"
#include "mem.h"

#include "hook.h"

#define WEB_KEY_LEAST 24u
#define WEB_KEY_MOST 64u

int
web_secret(const char *text, struct buf *ret_key)
{
	size_t n = strlen(text);

	while (n > 0 && isspace((unsigned char)text[n - 1]))
		n--;
	buf_clear(ret_key);
	if (n < 6 || strncmp(text, "whsec_", 6) != 0 ||
	    enc_unbase64(text + 6, n - 6, ret_key) < 0 ||
	    ret_key->n < WEB_KEY_LEAST || ret_key->n > WEB_KEY_MOST)
		return -1;
	return 0;
}

void
web_sign(const struct buf *key, const char *id, int64_t at, const char *body,
    struct buf *ret_b)
{
	uint8_t mac[CRYPT_SHA256];
	struct buf text = { 0 };

	buf_printf(&text, "%s.%lld.", id, (long long)at);
	buf_puts(&text, body);
	crypt_hmac_sha256(key->p, key->n, text.p, text.n, mac);
	buf_puts(ret_b, "v1,");
	enc_base64(mac, sizeof mac, ret_b);
	buf_release(&text);
}

int
web_ready(struct hook *h, struct fault *f)
{
	struct buf text = { 0 };
	int rc = 0;

	if (!http_url_ok(h->conf->hook_url))
		return fault_set(f, FAULT_CONFIG, "",
		    "[hook] url harus https://", "[hook] url must be https://");
	if (buf_read_file(&text, h->conf->hook_secret, 4096) < 0)
		rc = fault_set(f, FAULT_CONFIG, "",
		    "[hook] secret: %s tidak terbaca",
		    "[hook] secret: %s cannot be read", h->conf->hook_secret);
	else if (web_secret(buf_str(&text), &h->key) < 0)
		rc = fault_set(f, FAULT_CONFIG, "",
		    "[hook] secret: %s harus whsec_ dan base64 dari 24 sampai "
		    "64 byte",
		    "[hook] secret: %s must be whsec_ and base64 of 24 to 64 "
		    "bytes",
		    h->conf->hook_secret);
	buf_release(&text);
	return rc;
}

/* Copies the members that may leave. */
static void
web_data(json_t *to, const json_t *from, const char *const *names)
{
	for (; *names; names++) {
		json_t *v = json_object_get(from, *names);

		if (v)
			json_object_set(to, *names, v);
	}
}

void
web_body(const struct hook *h, const json_t *e, struct buf *ret_b)
{
	static const char *const job[] = { "seq", "job", "rev", "event", "from",
		"to", NULL };
	static const char *const notice[] = { "seq", "level", "kind", "subject",
		"text", NULL };
	int jobs = strcmp(h->path, "/v1/events") == 0;
	const char *kind =
	    json_string_value(json_object_get(e, jobs ? "event" : "kind"));
	char *type =
	    mem_printf("%s.%s", jobs ? "job" : "notice", kind ? kind : "other");
	json_t *v = json_object(), *data = json_object();
	char *text;

	web_data(data, e, jobs ? job : notice);
	json_object_set_new(v, "type", json_string(type));
	json_object_set(v, "timestamp", json_object_get(e, "at"));
	json_object_set_new(v, "data", data);
	text = json_dumps(v, JSON_COMPACT | JSON_PRESERVE_ORDER);
	if (!text)
		fatalx("cannot write JSON");
	buf_puts(ret_b, text);
	free(text);
	free(type);
	json_decref(v);
}

/* One try; the status, 0 with why when nobody answered. */
static long
web_try(const struct hook *h, const char *id, const char *body, char why[128])
{
	int64_t now = (int64_t)time(NULL);
	char *head_id = mem_printf("webhook-id: %s", id);
	char *head_at = mem_printf("webhook-timestamp: %lld", (long long)now);
	struct buf sign = { 0 };
	const char *head[] = { "Content-Type: application/json", head_id,
		head_at, NULL, NULL };
	struct hook_call call = { .url = h->conf->hook_url,
		.ca = h->conf->hook_ca,
		.body = body,
		.head = head,
		.timeout = h->conf->hook_timeout };
	long status;

	buf_puts(&sign, "webhook-signature: ");
	web_sign(&h->key, id, now, body, &sign);
	head[3] = buf_str(&sign);
	status = http_call(&call, why, 128);
	buf_release(&sign);
	free(head_at);
	free(head_id);
	return status;
}

/* Until it is taken. */
static void
web_deliver(struct hook *h, const json_t *e)
{
	int64_t seq = json_integer_value(json_object_get(e, "seq"));
	char *id = mem_printf(
	    "%s-%s-%lld", h->conf->name, h->name + 4, (long long)seq);
	struct buf body = { 0 };
	char why[128], told[160];
	struct fault f;
	long status;

	web_body(h, e, &body);
	while ((status = web_try(h, id, buf_str(&body), why)) / 100 != 2) {
		int moved = status / 100 == 3 || status == 410;

		if (status == 0)
			(void)snprintf(told, sizeof told,
			    "the receiver does not answer: %s", why);
		else
			(void)snprintf(told, sizeof told,
			    "the receiver answers %ld%s", status,
			    status == 410 ? ", it wants no more"
				: moved	  ? ", redirects are not followed"
					  : "");
		pause_failed(h, moved, told);
	}
	pause_over(h);
	crash_point("hook-taken");
	while (cursor_write(h->conf->hook_state, h->name, seq, &f) < 0)
		pause_failed(h, 0, f.en);
	h->seq = seq;
	log_debug("%s: %lld delivered", h->name, (long long)seq);
	buf_release(&body);
	free(id);
}

void
web_run(struct hook *h)
{
	struct fault f = { 0 };

	while (source_follow(h, web_deliver, &f) == 0)
		pause_over(h);
	pause_failed(h, 0, f.en);
}
