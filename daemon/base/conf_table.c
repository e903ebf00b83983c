/*
 * Every key of the configuration in one table, and the rule that a value must
 * keep.  Values come from the administrator; nothing is opened here.
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf.h"
#include "enc.h"
#include "mem.h"

#include "conf_int.h"

#define KIB 1024LL
#define MIB (1024LL * KIB)

#define TEXT(member) offsetof(struct conf, member)
#define SHARE CETAKD_PREFIX "/share/cetakd/"

const struct conf_key conf_keys[] = {
	{ "authority", "name", CONF_NAME, TEXT(name), 1, 32, "cetakd",
	    "short name; store, certificate and unit agree with it" },
	{ "authority", "title", CONF_TEXT, TEXT(title), 0, 120, "",
	    "name of the office as people read it" },
	{ "authority", "telephone", CONF_TEXT, TEXT(telephone), 0, 40, "",
	    "where the public page sends questions" },
	{ "authority", "state", CONF_STATE, TEXT(state), 3, 3, "UTO",
	    "issuing state in the seal, 3 letters (UTO: test documents)" },
	{ "authority", "host", CONF_HOST, TEXT(host), 1, 64, "localhost",
	    "public host name in every QR" },
	{ "authority", "zone", CONF_ZONE, TEXT(zone), 3, 4, "WIB",
	    "local time: WIB, WITA or WIT" },
	{ "paths", "state", CONF_PATH, TEXT(state_dir), 1, 180, NULL,
	    "folder of store and blobs" },
	{ "paths", "run", CONF_PATH, TEXT(run_dir), 1, 80, NULL,
	    "folder of the sockets" },
	{ "paths", "templates", CONF_PATH, TEXT(template_dir), 1, 180,
	    SHARE "templates", "a folder per kind of document" },
	{ "paths", "fonts", CONF_PATH, TEXT(font_dir), 1, 180, SHARE "fonts",
	    "the prepared fonts" },
	{ "paths", "libexec", CONF_PATH, TEXT(libexec_dir), 1, 180,
	    CETAKD_PREFIX "/libexec/cetakd", "programs that core starts" },
	{ "http", "listen", CONF_LISTEN, TEXT(listen), 0, 80, "127.0.0.1:8631",
	    "address:port, empty: Unix socket only" },
	{ "http", "max-body", CONF_SIZE, TEXT(max_body), 64 * KIB, 64 * MIB,
	    "8MiB", "largest body of a request" },
	{ "http", "max-batch", CONF_SIZE, TEXT(max_batch), 64 * KIB, 1024 * MIB,
	    "64MiB", "largest body of a batch" },
	{ "cups", "server", CONF_TEXT, TEXT(cups_server), 1, 100,
	    "/run/cups/cups.sock", "cupsd's socket or host:port" },
	{ "cups", "window", CONF_NUMBER, TEXT(window), 1, 10000, "1",
	    "jobs handed to one queue at a time" },
	{ "render", "workers", CONF_NUMBER, TEXT(workers), 1, 256, "2",
	    "jobs rendered at once" },
	{ "render", "seconds", CONF_NUMBER, TEXT(render_seconds), 1, 600, "10",
	    "time limit of one job" },
	{ "render", "memory", CONF_NUMBER, TEXT(render_memory), 64, 65536,
	    "512", "memory limit of one job, MiB" },
	{ "seal", "key", CONF_PATH, TEXT(key_file), 1, 180, NULL,
	    "private key, PEM" },
	{ "seal", "certificate", CONF_PATH, TEXT(cert_file), 1, 180, NULL,
	    "certificate of that key, PEM" },
	{ "gate", "resume-seconds", CONF_NUMBER, TEXT(resume_seconds), 0, 3600,
	    "10", "wait for running gates after a restart" },
	{ "hook", "url", CONF_TEXT, TEXT(hook_url), 0, 400, "",
	    "receiver of webhooks, https://...; empty: none" },
	{ "hook", "secret", CONF_PATH, TEXT(hook_secret), 1, 180, NULL,
	    "file with the key that signs them, whsec_..." },
	{ "hook", "events", CONF_TEXT, TEXT(hook_events), 1, 20, "notices",
	    "what is sent: notices, jobs, or notices,jobs" },
	{ "hook", "ca", CONF_TEXT, TEXT(hook_ca), 0, 180, "",
	    "certificates trusted instead of the system's, PEM" },
	{ "hook", "server", CONF_TEXT, TEXT(hook_server), 1, 180, NULL,
	    "where the API is: unix:/... or https://..." },
	{ "hook", "token", CONF_PATH, TEXT(hook_token), 1, 180, NULL,
	    "file with a token of the API" },
	{ "hook", "state", CONF_PATH, TEXT(hook_state), 1, 180, NULL,
	    "folder that knows how far deliveries have come" },
	{ "hook", "timeout", CONF_NUMBER, TEXT(hook_timeout), 1, 120, "15",
	    "patience with the receiver, seconds" },
	{ "hook", "retry", CONF_NUMBER, TEXT(hook_retry), 1, 3600, "5",
	    "first pause after a failure, seconds; doubles up to an hour" },
	{ "mail", "to", CONF_TEXT, TEXT(mail_to), 0, 400, "",
	    "addresses that are told, with commas; empty: no mail" },
	{ "mail", "from", CONF_TEXT, TEXT(mail_from), 0, 120, "",
	    "address it comes from; empty: as sendmail has it" },
	{ "mail", "level", CONF_TEXT, TEXT(mail_level), 4, 9, "attention",
	    "least level that is told: attention or down" },
	{ "mail", "sendmail", CONF_PATH, TEXT(mail_sendmail), 1, 180,
	    "/usr/sbin/sendmail", "program that takes mail" },
	{ "mail", "every", CONF_NUMBER, TEXT(mail_every), 1, 3600, "60",
	    "seconds between two mails at least" },
	{ "health", "hold-seconds", CONF_NUMBER, TEXT(hold_seconds), 0, 3600,
	    "10", "how long no printer is well before a job is held" },
	{ "health", "hung-seconds", CONF_NUMBER, TEXT(hung_seconds), 1, 3600,
	    "180", "a printer that shows no progress so long hangs" },
};
const size_t conf_keys_n = sizeof(conf_keys) / sizeof(conf_keys[0]);

char **
conf_text(struct conf *c, const struct conf_key *k)
{
	return (char **)(void *)((char *)c + k->offset);
}

long long *
conf_number(struct conf *c, const struct conf_key *k)
{
	return (long long *)(void *)((char *)c + k->offset);
}

int
conf_is_number(const struct conf_key *k)
{
	return k->type == CONF_NUMBER || k->type == CONF_SIZE;
}

/* "8MiB", "8 MiB", "65536". */
static int
size_value(const char *s, long long *ret_n)
{
	static const struct {
		const char *suffix;
		long long unit;
	} units[] = { { "", 1 }, { "KiB", KIB }, { "MiB", MIB },
		{ "GiB", 1024 * MIB } };
	char digits[16];
	size_t n = strspn(s, "0123456789");
	const char *suffix = s + n + strspn(s + n, " ");

	if (n == 0 || n >= sizeof(digits))
		return -1;
	memcpy(digits, s, n);
	digits[n] = '\0';
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(suffix, units[i].suffix) == 0) {
			if (mem_number(digits, 0, INT64_MAX / units[i].unit,
				ret_n) != 0)
				return -1;
			*ret_n *= units[i].unit;
			return 0;
		}
	return -1;
}

static int
only(const char *s, const char *alphabet)
{
	return s[strspn(s, alphabet)] == '\0';
}

#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define DIGIT "0123456789"

/* host:port or [v6]:port */
static int
listen_ok(const char *s)
{
	const char *colon = strrchr(s, ':');
	long long port;

	if (s[0] == '\0')
		return 1;
	if (colon == NULL || colon == s ||
	    mem_number(colon + 1, 0, 65535, &port) != 0)
		return 0;
	return s[0] == '[' ? colon[-1] == ']'
			   : memchr(s, ':', (size_t)(colon - s)) == NULL;
}

/* A line of text that prints, and that reads back as it was printed. */
static int
plain(const char *s)
{
	for (const char *c = s; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7F)
			return 0;
	return s[0] != ';' && enc_utf8_ok(s, strlen(s));
}

static int
text_ok(const struct conf_key *k, const char *s)
{
	switch (k->type) {
	case CONF_NAME:
		return s[0] != '-' && only(s, LOWER DIGIT "-");
	case CONF_STATE:
		return only(s, UPPER);
	case CONF_HOST:
		return s[0] != '.' && s[0] != '-' &&
		    only(s, LOWER UPPER DIGIT ".-:");
	case CONF_ZONE:
		return strcmp(s, "WIB") == 0 || strcmp(s, "WITA") == 0 ||
		    strcmp(s, "WIT") == 0;
	case CONF_PATH:
		return s[0] == '/' && plain(s);
	case CONF_LISTEN:
		return listen_ok(s) && plain(s);
	case CONF_TEXT:
		return plain(s);
	case CONF_NUMBER:
	case CONF_SIZE:
		break;
	}
	return 1;
}

int
conf_put(struct conf *c, const struct conf_key *k, const char *value)
{
	if (conf_is_number(k)) {
		long long n;
		if ((k->type == CONF_SIZE
			    ? size_value(value, &n)
			    : mem_number(value, k->lo, k->hi, &n)) != 0 ||
		    n < k->lo || n > k->hi)
			return -1;
		*conf_number(c, k) = n;
		return 0;
	}
	size_t n = strlen(value);
	if ((long long)n < k->lo || (long long)n > k->hi || !text_ok(k, value))
		return -1;
	free(*conf_text(c, k));
	*conf_text(c, k) = mem_strdup(value);
	return 0;
}

/* Written alike in every language. */
void
conf_rule(const struct conf_key *k, char *dst, size_t size)
{
	switch (k->type) {
	case CONF_NAME:
		(void)snprintf(dst, size, "[a-z0-9-]{%lld,%lld}", k->lo, k->hi);
		break;
	case CONF_HOST:
		(void)snprintf(
		    dst, size, "[A-Za-z0-9.:-]{%lld,%lld}", k->lo, k->hi);
		break;
	case CONF_TEXT:
		(void)snprintf(dst, size, ".{%lld,%lld}", k->lo, k->hi);
		break;
	case CONF_NUMBER:
		(void)snprintf(dst, size, "%lld..%lld", k->lo, k->hi);
		break;
	case CONF_SIZE:
		(void)snprintf(
		    dst, size, "%lldKiB..%lldKiB", k->lo / KIB, k->hi / KIB);
		break;
	case CONF_STATE:
		(void)snprintf(dst, size, "[A-Z]{3}");
		break;
	case CONF_ZONE:
		(void)snprintf(dst, size, "WIB | WITA | WIT");
		break;
	case CONF_PATH:
		(void)snprintf(dst, size, "/...");
		break;
	case CONF_LISTEN:
		(void)snprintf(dst, size, "127.0.0.1:8631 | [::1]:8631");
		break;
	}
}
