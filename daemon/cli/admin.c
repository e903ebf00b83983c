/*
 * What an administrator does: printers, tokens of counters, whether the server
 * is ready.  The server decides who may; this only asks.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"

#include "cli.h"

int
admin_printer_add(struct cli *c)
{
	struct http_call call = { .method = "PUT", .type = "application/json" };
	json_t *v, *b = json_object();
	char *path, *body;
	int code;

	path = mem_printf("/v1/printers/%s", c->arg[0]);
	json_object_set_new(b, "uri", json_string(c->arg[1]));
	if (c->group != NULL)
		json_object_set_new(b, "group", json_string(c->group));
	if (c->media != NULL)
		json_object_set_new(b, "media", json_string(c->media));
	send_text(b, "place", c->place);
	send_text(b, "model", c->title);
	body = json_dumps(b, JSON_COMPACT);
	call.path = path;
	call.body = body != NULL ? body : "";
	call.body_n = strlen(call.body);
	v = say_call(c, &call, &code);
	if (v != NULL && c->json)
		say_json(v);
	else if (v != NULL && !c->quiet)
		printf("%s: %s\n", c->arg[0],
		    say("antrean dibuat: PDF diteruskan apa adanya, tanpa "
			"ulang otomatis",
			"queue made: PDF passed as it is, no automatic "
			"retry"));
	json_decref(v);
	json_decref(b);
	free(path);
	free(body);
	return (code);
}

int
admin_printer_remove(struct cli *c)
{
	struct http_call call = { .method = "DELETE" };
	json_t *v;
	char *path = mem_printf("/v1/printers/%s", c->arg[0]);
	int code;

	call.path = path;
	v = say_call(c, &call, &code);
	if (v != NULL && !c->quiet)
		printf("%s: %s\n", c->arg[0], say("dihapus", "removed"));
	json_decref(v);
	free(path);
	return (code);
}

int
admin_token_new(struct cli *c)
{
	struct http_call call = { .method = "POST",
		.path = "/v1/tokens",
		.type = "application/json" };
	json_t *v, *b = json_pack("{s:s}", "counter", c->arg[0]);
	char *body;
	int code;

	send_text(b, "person", c->person);
	body = json_dumps(b, JSON_COMPACT);
	call.body = body != NULL ? body : "";
	call.body_n = strlen(call.body);
	v = say_call(c, &call, &code);
	if (v != NULL && c->json)
		say_json(v);
	else if (v != NULL) {
		puts(say_text(v, "token"));
		if (!c->quiet)
			fprintf(stderr, "%s\n",
			    say("Simpan sekarang: token ini tidak dapat "
				"ditampilkan lagi.",
				"Keep it now: it cannot be shown again."));
	}
	json_decref(v);
	json_decref(b);
	free(body);
	return (code);
}

int
admin_ready(struct cli *c)
{
	struct http_call call = { .method = "GET", .path = "/readyz" };
	json_t *v;
	int code;

	v = say_call(c, &call, &code);
	if (v != NULL && c->json)
		say_json(v);
	else if (v != NULL && !c->quiet)
		puts(say("siap", "ready"));
	json_decref(v);
	return (code);
}
