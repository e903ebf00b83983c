/*
 * What the commands of stock, sheets and office share: a body of JSON out, an
 * answer in, printed for a program or for a person; lists of many pages.
 */

#include <sys/random.h>

#include <sysexits.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "enc.h"
#include "mem.h"

#include "cli.h"

#define PLAIN \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:"

char *
send_escape(const char *text)
{
	struct buf b = { 0 };
	char *ret;

	for (; *text != '\0'; text++)
		if (strchr(PLAIN, *text) != NULL)
			buf_putc(&b, *text);
		else
			buf_printf(&b, "%%%02X", (unsigned char)*text);
	ret = mem_strdup(buf_str(&b));
	buf_release(&b);
	return (ret);
}

void
send_text(json_t *body, const char *name, const char *text)
{
	json_t *v;

	if (text == NULL)
		return;
	v = json_string(text);
	if (v == NULL) {
		fprintf(stderr, "cetak: %s: %s\n", name,
		    say("bukan teks UTF-8", "not UTF-8 text"));
		exit(EX_USAGE);
	}
	json_object_set_new(body, name, v);
}

void
send_number(json_t *body, const char *name, const char *text)
{
	long long n;

	if (text == NULL)
		return;
	if (mem_number(text, 0, INT64_MAX, &n) != 0) {
		fprintf(stderr, "cetak: %s: %s\n", name,
		    say("bilangan bulat, angka saja",
			"a whole number, digits only"));
		exit(EX_USAGE);
	}
	json_object_set_new(body, name, json_integer(n));
}

json_t *
send_why(const struct cli *c)
{
	json_t *b = json_object();

	send_text(b, "reason", c->reason);
	send_text(b, "note", c->note);
	return (b);
}

void
send_key(char ret[33])
{
	uint8_t r[16];

	if (getrandom(r, sizeof(r), 0) != (ssize_t)sizeof(r))
		abort();
	enc_hex(r, sizeof(r), ret);
}

int
send_call(struct cli *c, const char *method, char *path, json_t *body,
    void (*print)(const struct cli *c, const json_t *answer))
{
	struct http_call call = { .method = method, .path = path };
	char *text = NULL, key[33];
	json_t *v;
	int code;

	if (body != NULL) {
		text = json_dumps(body, JSON_COMPACT);
		send_key(key); /* asked for where a job is made */
		call.key = key;
		call.type = "application/json";
		call.body = text != NULL ? text : "";
		call.body_n = strlen(call.body);
	}
	v = say_call(c, &call, &code);
	if (v != NULL && c->json)
		say_json(v);
	else if (v != NULL && print != NULL &&
	    (!c->quiet || strcmp(method, "GET") == 0))
		print(c, v);
	json_decref(v);
	json_decref(body);
	free(text);
	free(path);
	return (code);
}

json_t *
send_pages(struct cli *c, const char *path, size_t keep, int *ret_exit)
{
	json_t *all = json_array(), *v;
	char *at = mem_strdup(path);
	const char *next;

	while (at != NULL) {
		v = say_get(c, at, ret_exit);
		free(at);
		at = NULL;
		if (v == NULL) {
			json_decref(all);
			return (NULL);
		}
		json_array_extend(all, json_object_get(v, "items"));
		while (keep > 0 && json_array_size(all) > keep)
			json_array_remove(all, 0);
		next = json_string_value(json_object_get(v, "next"));
		if (next != NULL)
			at = mem_printf("%s&cursor=%s", path, next);
		json_decref(v);
	}
	return (all);
}
