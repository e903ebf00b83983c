/*
 * HTTP through libcurl, for both sides of the hook: the API, over TCP or a
 * Unix socket, and the receiver.  Certificates are always verified, redirects
 * never followed, and what comes is bounded by who takes it.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>

#include "mem.h"

#include "hook.h"

#define HTTP_CONNECT 10L
/* The API sends a heartbeat well within this time. */
#define HTTP_SILENCE 120L
/* Of a receiver's answer so much is read before it is hung up on. */
#define HTTP_THROWN 65536u

/* Behind the host: nothing, or a port, or a path.  A colon alone is no port:
 * what stands before an @ is a password, and the host comes after it. */
static int
http_tail_ok(const char *s)
{
	if (*s == ':')
		s += 1 + strspn(s + 1, "0123456789");
	return *s == '/' || *s == '\0';
}

int
http_url_ok(const char *url)
{
	static const char *const here[] = { "127.0.0.1", "[::1]", "localhost" };

	if (strncmp(url, "https://", 8) == 0)
		return url[8] != '\0';
	for (size_t i = 0; i < sizeof here / sizeof here[0]; i++) {
		size_t n = strlen(here[i]);

		if (strncmp(url, "http://", 7) == 0 &&
		    strncmp(url + 7, here[i], n) == 0 &&
		    http_tail_ok(url + 7 + n))
			return 1;
	}
	return 0;
}

struct http_sink {
	const struct hook_call *call;
	CURL *curl;
	size_t thrown;
	int ended;
};

static size_t
http_take(char *p, size_t size, size_t n, void *arg)
{
	struct http_sink *s = arg;
	long status = 0;

	n *= size;
	curl_easy_getinfo(s->curl, CURLINFO_RESPONSE_CODE, &status);
	if (s->call->sink && status == 200) {
		s->ended = s->call->sink(p, n, s->call->arg) != 0;
		return s->ended ? 0 : n;
	}
	s->thrown += n;
	s->ended = s->thrown > HTTP_THROWN;
	return s->ended ? 0 : n;
}

static void
http_address(CURL *curl, const struct hook_call *call)
{
	const char *path = call->path ? call->path : "";
	char *url;

	if (strncmp(call->url, "unix:", 5) == 0) {
		curl_easy_setopt(curl, CURLOPT_UNIX_SOCKET_PATH, call->url + 5);
		url = mem_printf("http://localhost%s", path);
	} else {
		url = mem_printf("%s%s", call->url, path);
	}
	curl_easy_setopt(curl, CURLOPT_URL, url);
	free(url);
}

static void
http_limits(CURL *curl, const struct hook_call *call)
{
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
	if (call->ca && *call->ca)
		curl_easy_setopt(curl, CURLOPT_CAINFO, call->ca);
	if (call->timeout) {
		curl_easy_setopt(
		    curl, CURLOPT_CONNECTTIMEOUT, (long)call->timeout);
		curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)call->timeout);
	} else {
		curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, HTTP_CONNECT);
		curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
		curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, HTTP_SILENCE);
	}
}

long
http_call(const struct hook_call *call, char *why, size_t size)
{
	struct curl_slist *head = curl_slist_append(NULL, "Expect:");
	CURL *curl = curl_easy_init();
	struct http_sink s = { .call = call, .curl = curl };
	long status = 0;
	CURLcode rc;

	if (!curl) {
		(void)snprintf(why, size, "libcurl cannot be started");
		curl_slist_free_all(head);
		return 0;
	}
	http_address(curl, call);
	http_limits(curl, call);
	for (const char **h = call->head; h && *h; h++)
		head = curl_slist_append(head, *h);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, head);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, "cetakd/" CETAKD_VERSION);
	if (call->body) {
		curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
		    (curl_off_t)strlen(call->body));
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call->body);
	}
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, http_take);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, &s);
	rc = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_slist_free_all(head);
	curl_easy_cleanup(curl);
	if (rc == CURLE_OK || s.ended)
		return status;
	(void)snprintf(why, size, "%s", curl_easy_strerror(rc));
	return 0;
}
