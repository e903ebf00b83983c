/*
 * A batch: many jobs in one file, lines of JSON or a CSV table.  Shows how far
 * the server is, then each refused line with its reason.
 */

#include <sys/random.h>

#include <poll.h>
#include <sysexits.h>
#include <unistd.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "enc.h"
#include "fault.h"
#include "mem.h"

#include "cli.h"
#include "csv.h"

#define BATCH_MAX (64u << 20)
#define BAR 40
#define POLL_MS 150 /* between two questions how far the batch is */

static int
read_lines(struct cli *c, struct buf *ret_b)
{
	const char *dot = strrchr(c->arg[0], '.');
	struct buf csv = { 0 };
	struct fault f = { 0 };
	size_t lines = 0;
	int code = EX_OK;

	if (dot == NULL || strcmp(dot, ".csv") != 0)
		return (say_read(c->arg[0], BATCH_MAX, ret_b) == 0
			? EX_OK
			: EX_NOINPUT);
	if (say_read(c->arg[0], BATCH_MAX, &csv) != 0)
		code = EX_NOINPUT;
	else if (csv_to_ndjson(buf_str(&csv), csv.n, c->template_name, ret_b,
		     &lines, &f) != 0)
		code = say_fault(&f);
	buf_release(&csv);
	return (code);
}

static void
bar(const json_t *b)
{
	long long total = say_number(b, "total");
	long long done = say_number(b, "accepted") + say_number(b, "refused");
	int full, i;

	if (total < 1)
		total = done > 0 ? done : 1;
	full = (int)(done * BAR / total);
	fputc('\r', stderr);
	for (i = 0; i < BAR; i++)
		fputs(i < full ? "█" : "░", stderr);
	fprintf(stderr, " %3lld %%  %lld/%lld  %s %lld  %s %lld",
	    done * 100 / total, done, total, say("diterima", "accepted"),
	    say_number(b, "accepted"), say("ditolak", "refused"),
	    say_number(b, "refused"));
}

/* asks until the batch is finished; v is taken over */
static json_t *
watch(struct cli *c, json_t *v, int *ret_exit)
{
	char path[64];
	int show = !c->quiet && !c->json && isatty(2);

	snprintf(path, sizeof(path), "/v1/batches/%lld", say_number(v, "id"));
	while (v != NULL && !json_is_string(json_object_get(v, "finished"))) {
		if (show)
			bar(v);
		poll(NULL, 0, POLL_MS);
		json_decref(v);
		v = say_get(c, path, ret_exit);
	}
	if (v != NULL && show) {
		bar(v);
		fputc('\n', stderr);
	}
	return (v);
}

static void
refused(struct cli *c, const json_t *batch)
{
	json_t *v, *items, *e, *problem;
	const char *cursor = "", *text, *at;
	char path[128], next[64];
	size_t i;
	int code;

	do {
		snprintf(path, sizeof(path),
		    "/v1/batches/%lld/lines?limit=200%s%s",
		    say_number(batch, "id"), *cursor ? "&cursor=" : "", cursor);
		v = say_get(c, path, &code);
		items = json_object_get(v, "items");
		json_array_foreach (items, i, e) {
			problem = json_object_get(e, "problem");
			if (!json_is_object(problem))
				continue;
			text = json_string_value(json_object_get(
			    problem, say_english() ? "en" : "id"));
			at = json_string_value(
			    json_object_get(problem, "pointer"));
			printf("%s %lld: %s%s%s\n", say("baris", "line"),
			    say_number(e, "line"), at != NULL ? at : "",
			    at != NULL && *at ? ": " : "",
			    text != NULL ? text : "?");
		}
		text = json_string_value(json_object_get(v, "next"));
		if (text == NULL || mem_copy(next, sizeof(next), text) != 0)
			next[0] = '\0';
		cursor = next;
		json_decref(v);
	} while (*cursor != '\0');
}

int
batch_run(struct cli *c)
{
	struct buf lines = { 0 };
	struct http_call call = { .method = "POST",
		.path = "/v1/batches",
		.type = "application/x-ndjson" };
	uint8_t r[16];
	char key[33];
	json_t *v;
	int code = read_lines(c, &lines);

	if (code != EX_OK)
		goto out;
	if (getrandom(r, sizeof(r), 0) != (ssize_t)sizeof(r))
		abort();
	enc_hex(r, sizeof(r), key);
	call.key = c->key != NULL ? c->key : key;
	call.body = lines.p;
	call.body_n = lines.n;
	v = say_call(c, &call, &code);
	if (v == NULL)
		goto out;
	v = watch(c, v, &code);
	if (v == NULL)
		goto out;
	if (c->json)
		say_json(v);
	else {
		printf("%s %lld: %lld %s, %lld %s\n", say("Berkas", "Batch"),
		    say_number(v, "id"), say_number(v, "accepted"),
		    say("diterima", "accepted"), say_number(v, "refused"),
		    say("ditolak", "refused"));
		if (say_number(v, "refused") > 0)
			refused(c, v);
	}
	if (say_number(v, "refused") > 0)
		code = EX_DATAERR;
	json_decref(v);
out:
	buf_release(&lines);
	return (code);
}
