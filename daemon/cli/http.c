/*
 * The client's side of HTTP, through libcurl: TCP or a Unix socket, a token or
 * none, a body, a form or nothing.  The only file that includes curl.h.  It
 * trusts nothing of the answer; callers parse it strictly.
 */

#include <stdio.h>
#include <string.h>

#include <curl/curl.h>

#include "fault.h"
#include "mem.h"

#include "cli.h"

#define ANSWER_MAX (64u << 20)

struct sink {
	const struct http_call *call;
	CURL *curl;
	struct buf *body;
	int ended; /* the caller has seen enough */
};

static size_t
take(char *p, size_t size, size_t n, void *arg)
{
	struct sink *s = arg;
	long status = 0;

	n *= size;
	curl_easy_getinfo(s->curl, CURLINFO_RESPONSE_CODE, &status);
	if (s->call->sink != NULL && status < 400) {
		if (s->call->sink(p, n, s->call->arg) != 0) {
			s->ended = 1;
			return (0);
		}
		return (n);
	}
	if (s->body->n + n > ANSWER_MAX)
		return (0);
	buf_put(s->body, p, n);
	return (n);
}

/* libcurl comes by about each second. */
static int
wait_tick(
    void *arg, curl_off_t down, curl_off_t downs, curl_off_t up, curl_off_t ups)
{
	const struct sink *s = arg;

	(void)down, (void)downs, (void)up, (void)ups;
	s->call->tick(s->call->arg);
	return (0);
}

/* "unix:/run/x/http.sock" or an URL */
static void
set_address(CURL *curl, const struct cli *c, const char *path)
{
	char *url;

	if (strncmp(c->server, "unix:", 5) == 0) {
		curl_easy_setopt(curl, CURLOPT_UNIX_SOCKET_PATH, c->server + 5);
		url = mem_printf("http://localhost%s", path);
	} else
		url = mem_printf("%s%s", c->server, path);
	curl_easy_setopt(curl, CURLOPT_URL, url);
	free(url);
}

static struct curl_slist *
set_headers(CURL *curl, const struct cli *c, const struct http_call *call)
{
	struct curl_slist *h = NULL;
	char *line;

	h = curl_slist_append(
	    h, say_english() ? "Accept-Language: en" : "Accept-Language: id");
	h = curl_slist_append(h, "Expect:");
	if (call->type != NULL && call->part == NULL) {
		line = mem_printf("Content-Type: %s", call->type);
		h = curl_slist_append(h, line);
		free(line);
	}
	if (c->token != NULL) {
		line = mem_printf("Authorization: Bearer %s", c->token);
		h = curl_slist_append(h, line);
		free(line);
	}
	if (call->key != NULL) {
		line = mem_printf("Idempotency-Key: %s", call->key);
		h = curl_slist_append(h, line);
		free(line);
	}
	if (call->last_event != NULL) {
		line = mem_printf("Last-Event-ID: %s", call->last_event);
		h = curl_slist_append(h, line);
		h = curl_slist_append(h, "Accept: text/event-stream");
		free(line);
	}
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, h);
	return (h);
}

static curl_mime *
set_body(CURL *curl, const struct http_call *call)
{
	curl_mime *mime = NULL;
	curl_mimepart *part;
	size_t i;

	if (call->n_part > 0) {
		mime = curl_mime_init(curl);
		for (i = 0; i < call->n_part; i++) {
			part = curl_mime_addpart(mime);
			curl_mime_name(part, call->part[i].name);
			curl_mime_type(part, call->part[i].type);
			if (call->part[i].filename != NULL)
				curl_mime_filename(
				    part, call->part[i].filename);
			curl_mime_data(part, call->part[i].p, call->part[i].n);
		}
		curl_easy_setopt(curl, CURLOPT_MIMEPOST, mime);
	} else if (call->body != NULL || strcmp(call->method, "POST") == 0) {
		curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
		    (curl_off_t)call->body_n);
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS,
		    call->body != NULL ? call->body : "");
	}
	curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, call->method);
	return (mime);
}

int
http_do(const struct cli *c, const struct http_call *call,
    struct http_reply *ret_r, struct fault *f)
{
	struct curl_slist *headers;
	curl_mime *mime;
	CURLcode rc;
	CURL *curl = curl_easy_init();
	struct sink s = { call, curl, &ret_r->body, 0 };

	if (curl == NULL)
		return (fault_set(f, FAULT_UNAVAILABLE, "",
		    "libcurl tidak dapat dimulai",
		    "libcurl cannot be started"));
	ret_r->status = 0;
	buf_clear(&ret_r->body);
	set_address(curl, c, call->path);
	headers = set_headers(curl, c, call);
	mime = set_body(curl, call);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, &s);
	if (call->tick != NULL) {
		curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, wait_tick);
		curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &s);
		curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	}
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 10L);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	rc = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &ret_r->status);
	curl_mime_free(mime);
	curl_slist_free_all(headers);
	curl_easy_cleanup(curl);
	if (rc == CURLE_OK || s.ended)
		return (0);
	return (fault_set(f, FAULT_UNAVAILABLE, "",
	    "%s tidak menjawab: %s. Periksa apakah cetakd berjalan",
	    "%s does not answer: %s. Check that cetakd is running", c->server,
	    curl_easy_strerror(rc)));
}
