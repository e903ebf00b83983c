/*
 * Sheets that came out, or did not: what is in doubt, the check with what a
 * scanner types, the hand-over, spoiled and printed anew.  What is scanned
 * goes to the server and nowhere else.
 */

#include <sysexits.h>
#include <unistd.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "reason.h"

#include "cli.h"

#define LINE_MAX_SCAN 2048

/* ---- lists, oldest first ---- */

/* the API has the newest first; takes list */
static json_t *
turned(json_t *list)
{
	json_t *ret = json_array();
	size_t i;

	for (i = json_array_size(list); i-- > 0;)
		json_array_append(ret, json_array_get(list, i));
	json_decref(list);
	return (ret);
}

static int
list_state(struct cli *c, const char *state, const struct table_column *column,
    const char *none)
{
	char *path = mem_printf("/v1/jobs?limit=200&state=%s", state);
	json_t *list, *v;
	int code;

	list = send_pages(c, path, 0, &code);
	free(path);
	if (list == NULL)
		return (code);
	list = turned(list);
	v = json_pack("{s:o}", "items", list);
	if (c->json)
		say_json(v);
	else if (json_array_size(list) == 0)
		puts(none);
	else
		table_rows(column, list);
	json_decref(v);
	return (code);
}

static const char *
word_reason(const json_t *row, char room[TABLE_ROOM])
{
	(void)room;
	return (say_reason(row));
}

/* what the device counted before the sheet, and counts now */
static const char *
word_count(const json_t *row, char room[TABLE_ROOM])
{
	const json_t *d = json_object_get(row, "device"),
		     *before = json_object_get(d, "impressions_before"),
		     *now = json_object_get(d, "impressions_now");

	if (!json_is_integer(before) || !json_is_integer(now))
		return ("-");
	snprintf(room, TABLE_ROOM, "%lld > %lld",
	    (long long)json_integer_value(before),
	    (long long)json_integer_value(now));
	return (room);
}

static const struct table_column doubts[] = {
	{ "id", "ID", "ID", 1, NULL },
	{ "changed", "LAMA", "AGE", 0, table_age },
	{ "printer", "PRINTER", "PRINTER", 0, NULL },
	{ "serial", "NOMOR SERI", "SERIAL", 0, NULL },
	{ "number", "NOMOR", "NUMBER", 0, NULL },
	{ "counter", "LOKET", "COUNTER", 0, NULL },
	{ NULL, "HITUNGAN", "COUNT", 0, word_count },
	{ NULL, "SEBAB", "REASON", 0, word_reason },
	{ 0 },
};
static const struct table_column waiting[] = {
	{ "id", "ID", "ID", 1, NULL },
	{ "changed", "LAMA", "AGE", 0, table_age },
	{ "number", "NOMOR", "NUMBER", 0, NULL },
	{ "serial", "NOMOR SERI", "SERIAL", 0, NULL },
	{ "counter", "LOKET", "COUNTER", 0, NULL },
	{ 0 },
};

int
sheets_uncollected(struct cli *c)
{
	return (list_state(c, "ready", waiting,
	    say("Tidak ada lembar yang menunggu diambil.",
		"No sheets wait to be collected.")));
}

/* ---- one sheet ---- */

static int
act(struct cli *c, const char *verb, json_t *body,
    void (*print)(const struct cli *c, const json_t *answer))
{
	long long id;

	if (say_id(c->arg[0], &id) != 0) {
		json_decref(body);
		return (EX_USAGE);
	}
	return (send_call(
	    c, "POST", mem_printf("/v1/jobs/%lld/%s", id, verb), body, print));
}

int
sheets_doubt(struct cli *c)
{
	static const struct {
		const char *word, *outcome;
	} ends[] = {
		{ "well", "came-out-well" },
		{ "spoiled", "came-out-spoiled" },
		{ "not-out", "not-out" },
	};
	json_t *b;
	size_t i = 0;

	if (c->n_arg == 0 && c->serial == NULL && c->reason == NULL)
		return (list_state(c, "doubt", doubts,
		    say("Tidak ada lembar yang perlu diperiksa.",
			"No sheets are in doubt.")));
	while (c->n_arg == 2 && i < 3 && strcmp(ends[i].word, c->arg[1]) != 0)
		i++;
	if (c->n_arg != 2 || i == 3) {
		fprintf(stderr, "%s: cetak doubt [ID well|spoiled|not-out]\n",
		    say("pakai", "usage"));
		return (EX_USAGE);
	}
	b = send_why(c);
	send_text(b, "outcome", ends[i].outcome);
	send_text(b, "serial", c->serial);
	return (act(c, "settle", b, jobs_print));
}

int
sheets_serial(struct cli *c)
{
	json_t *b;

	if (say_needs(c->reason, "--reason"))
		return (EX_USAGE);
	b = send_why(c);
	send_text(b, "serial", c->arg[1]);
	return (act(c, "serial", b, jobs_print));
}

int
sheets_issue(struct cli *c)
{
	json_t *b;

	if (say_needs(c->to, "--to") || say_needs(c->paper, "--paper") ||
	    say_needs(c->paper_number, "--paper-number"))
		return (EX_USAGE);
	b = json_object();
	send_text(b, "to", c->to);
	send_text(b, "paper", c->paper);
	send_text(b, "paper_number", c->paper_number);
	return (act(c, "hand-over", b, jobs_print));
}

int
sheets_spoil(struct cli *c)
{
	json_t *b;

	if (say_needs(c->reason, "--reason"))
		return (EX_USAGE);
	b = send_why(c);
	send_text(b, "result", "fail");
	send_text(b, "serial", c->serial);
	return (act(c, "check", b, jobs_print));
}

/* a request where paper is numbered, else the new job */
static void
print_anew(const struct cli *c, const json_t *v)
{
	if (json_object_get(v, "asked_by") != NULL)
		office_asked(c, v);
	else
		jobs_print(c, v);
}

int
sheets_reprint(struct cli *c)
{
	if (say_needs(c->reason, "--reason"))
		return (EX_USAGE);
	return (act(c, "reprint", send_why(c), print_anew));
}

/* ---- the check ---- */

/* One line as a scanner types it, without its end; what does not fit is left
 * out.  The end of the input is no answer: it ends the program. */
static const char *
ask(const char *prompt, char room[LINE_MAX_SCAN])
{
	int ch;

	fprintf(stderr, "%s: ", prompt);
	if (fgets(room, LINE_MAX_SCAN, stdin) == NULL) {
		fprintf(stderr, "\ncetak: %s\n",
		    say("dihentikan, tidak ada yang dikirim",
			"given up, nothing was sent"));
		exit(EX_NOINPUT);
	}
	if (strchr(room, '\n') == NULL)
		do
			ch = getchar();
		while (ch != '\n' && ch != EOF);
	room[strcspn(room, "\r\n")] = '\0';
	return (room);
}

/* without what a scanner or a shell puts between the lines */
static void
put_mrz(json_t *body, const char *scanned)
{
	struct buf b = { 0 };

	for (; *scanned != '\0'; scanned++)
		if (strchr(" \t\r\n", *scanned) == NULL)
			buf_putc(&b, *scanned);
	if (b.n > 0)
		send_text(body, "mrz", buf_str(&b));
	buf_release(&b);
}

/* The lines of an MRZ: two of 44 or three of 30 letters. */
static void
ask_mrz(json_t *body)
{
	char room[LINE_MAX_SCAN];
	struct buf b = { 0 };
	int left;

	buf_puts(&b,
	    ask(say("MRZ (Enter bila tidak ada)",
		    "MRZ (Enter if there is none)"),
		room));
	left = b.n == 44 ? 1 : b.n == 30 ? 2 : 0;
	while (left-- > 0)
		buf_puts(&b, ask("MRZ", room));
	put_mrz(body, buf_str(&b));
	buf_release(&b);
}

/* Enter is good, a code is not. */
static void
ask_result(json_t *body)
{
	char room[LINE_MAX_SCAN];
	const char *s;

	s = ask(say("Enter bila lembar baik; bila rusak, kode alasannya",
		    "Enter if the sheet is good; if not, the reason's code"),
	    room);
	send_text(body, "result", *s == '\0' ? "pass" : "fail");
	if (*s == '\0')
		return;
	send_text(body, "reason", s);
	if (strcmp(s, "other") == 0 && json_object_get(body, "note") == NULL)
		send_text(body, "note", ask(say("Catatan", "Note"), room));
}

/* What was not given with the command is asked for. */
static int
ask_all(struct cli *c, json_t *body)
{
	char room[LINE_MAX_SCAN], *path;
	const char *s;
	long long id;
	json_t *job;
	int code;

	if (!isatty(STDIN_FILENO)) {
		fprintf(stderr, "cetak: %s\n",
		    say("pilih --pass atau --fail", "choose --pass or --fail"));
		return (EX_USAGE);
	}
	if (say_id(c->arg[0], &id) != 0)
		return (EX_USAGE);
	path = mem_printf("/v1/jobs/%lld", id);
	job = say_get(c, path, &code);
	free(path);
	if (job == NULL)
		return (code);
	if (c->qr == NULL && *(s = ask("QR", room)) != '\0')
		send_text(body, "qr", s);
	if (c->mrz == NULL)
		ask_mrz(body);
	if (c->serial == NULL &&
	    json_is_string(json_object_get(job, "serial")) &&
	    *(s = ask(say("Nomor seri", "Serial"), room)) != '\0')
		send_text(body, "serial", s);
	ask_result(body);
	json_decref(job);
	return (EX_OK);
}

int
sheets_check(struct cli *c)
{
	json_t *b;
	int code;

	if (c->pass && c->fail) {
		fprintf(stderr, "cetak: %s\n",
		    say("pilih --pass atau --fail, bukan keduanya",
			"choose --pass or --fail, not both"));
		return (EX_USAGE);
	}
	b = send_why(c);
	send_text(b, "qr", c->qr);
	if (c->mrz != NULL)
		put_mrz(b, c->mrz);
	send_text(b, "serial", c->serial);
	if (c->pass || c->fail)
		send_text(b, "result", c->pass ? "pass" : "fail");
	else if ((code = ask_all(c, b)) != EX_OK) {
		json_decref(b);
		return (code);
	}
	return (act(c, "check", b, jobs_print));
}
