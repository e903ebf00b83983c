/*
 * Jobs in words: states, events, reasons.  The same word for the same thing
 * on every page.  Core's own sentences are taken where it gives them.
 */

#include <string.h>

#include "reason.h"

#include "admin.h"
#include "text.h"

static const struct {
	const char *name;
	enum admin_look look;
	const char *word[2];
} states[] = {
	{ "received", ADMIN_WAIT, { "Diterima", "Received" } },
	{ "sealed", ADMIN_WAIT, { "Disegel", "Sealed" } },
	{ "queued", ADMIN_WAIT, { "Antre", "Queued" } },
	{ "held", ADMIN_HELD, { "Ditahan", "Held" } },
	{ "submitted", ADMIN_RUN, { "Dikirim", "Sent" } },
	{ "printing", ADMIN_RUN, { "Mencetak", "Printing" } },
	{ "doubt", ADMIN_DOUBT, { "Perlu diperiksa", "Needs checking" } },
	{ "printed", ADMIN_DONE, { "Tercetak", "Printed" } },
	{ "ready", ADMIN_DONE, { "Siap diambil", "Ready to collect" } },
	{ "issued", ADMIN_DONE, { "Diserahkan", "Handed over" } },
	{ "spoiled", ADMIN_BAD, { "Rusak", "Spoiled" } },
	{ "cancelled", ADMIN_ENDED, { "Dibatalkan", "Cancelled" } },
	{ "rejected", ADMIN_BAD, { "Ditolak", "Rejected" } },
	{ "voided", ADMIN_ENDED, { "Batal", "Voided" } },
	{ "superseded", ADMIN_ENDED, { "Diganti", "Replaced" } },
};

static const struct {
	const char *name;
	enum admin_look look;
	const char *word[2];
} events[] = {
	{ "accept", ADMIN_DONE, { "Diterima", "Received" } },
	{ "seal", ADMIN_DONE, { "Disegel", "Sealed" } },
	{ "render", ADMIN_DONE,
	    { "Disusun, masuk antrean", "Laid out, queued" } },
	{ "reject", ADMIN_BAD, { "Ditolak", "Rejected" } },
	{ "hold", ADMIN_HELD, { "Ditahan", "Held" } },
	{ "release", ADMIN_DONE, { "Dilepas ke antrean", "Released" } },
	{ "submit", ADMIN_DONE, { "Dikirim ke printer", "Sent to a printer" } },
	{ "return", ADMIN_WAIT, { "Kembali ke antrean", "Back in the queue" } },
	{ "permit", ADMIN_RUN,
	    { "Izin cetak diberikan", "Permit to print given" } },
	{ "done", ADMIN_DONE, { "Tercetak", "Printed" } },
	{ "fail", ADMIN_DOUBT, { "Perlu diperiksa", "Needs checking" } },
	{ "lost", ADMIN_DOUBT, { "Perlu diperiksa", "Needs checking" } },
	{ "came-out-well", ADMIN_DONE,
	    { "Diputuskan: keluar baik", "Settled: came out well" } },
	{ "came-out-spoiled", ADMIN_BAD,
	    { "Diputuskan: rusak", "Settled: spoiled" } },
	{ "not-out", ADMIN_ENDED,
	    { "Diputuskan: tidak keluar", "Settled: no sheet came out" } },
	{ "pass", ADMIN_DONE, { "Lulus pemeriksaan", "Passed the check" } },
	{ "spoil", ADMIN_BAD, { "Rusak", "Spoiled" } },
	{ "cancel", ADMIN_ENDED, { "Dibatalkan", "Cancelled" } },
	{ "note", ADMIN_OFF, { "Catatan", "Note" } },
	{ "ready", ADMIN_DONE,
	    { "Lulus, siap diambil", "Passed, to collect" } },
	{ "hand-over", ADMIN_DONE, { "Diserahkan", "Handed over" } },
	{ "void", ADMIN_ENDED, { "Dibatalkan", "Voided" } },
	{ "supersede", ADMIN_ENDED,
	    { "Diganti lembar baru", "Replaced by a new sheet" } },
};

static size_t
state_of(const char *name)
{
	size_t i = 0, n = sizeof(states) / sizeof(*states);

	while (i < n && strcmp(states[i].name, name) != 0)
		i++;
	return i;
}

enum admin_look
admin_job_look(const char *state)
{
	size_t i = state_of(state);

	return i < sizeof(states) / sizeof(*states) ? states[i].look
						    : ADMIN_OFF;
}

const char *
admin_job_word(const struct request *r, const char *state)
{
	size_t i = state_of(state);

	return i < sizeof(states) / sizeof(*states) ? states[i].word[r->english]
						    : state;
}

void
admin_job_state(struct request *r, const json_t *job)
{
	const char *state = admin_str(job, "state");
	const char *why = admin_both(r, job, "reason");
	enum admin_look look = admin_job_look(state);
	struct buf *b = &r->reply.body;

	buf_printf(b, "<span class=\"st %s\">", admin_look_class(look));
	admin_glyph(r, look);
	buf_puts(b, "<span>");
	text_html(b, admin_job_word(r, state));
	if (why[0] != '\0' && strcmp(why, admin_job_word(r, state)) != 0 &&
	    strcmp(state, "doubt") != 0) {
		buf_puts(b, ": <span class=\"why1\">");
		text_html(b, why);
		buf_puts(b, "</span>");
	}
	buf_puts(b, "</span></span>");
}

int
admin_person(const char *actor)
{
	return strcmp(actor, "core") != 0 && strcmp(actor, "gate") != 0;
}

const char *
admin_actor(const struct request *r, const char *actor)
{
	return admin_person(actor) ? actor
				   : admin_say(r, "otomatis", "automatic");
}

static size_t
event_of(const json_t *event)
{
	const char *name = admin_str(event, "event");
	size_t i = 0, n = sizeof(events) / sizeof(*events);

	while (i < n && strcmp(events[i].name, name) != 0)
		i++;
	return i;
}

const char *
admin_event_word(const struct request *r, const json_t *event)
{
	size_t i = event_of(event);

	if (admin_true(event, "evidence.seen"))
		return admin_say(r, "Nama penuh dibuka", "Full name opened");
	return i < sizeof(events) / sizeof(*events) ? events[i].word[r->english]
						    : admin_str(event, "event");
}

enum admin_look
admin_event_look(const json_t *event)
{
	size_t i = event_of(event);

	return i < sizeof(events) / sizeof(*events) ? events[i].look
						    : ADMIN_OFF;
}

const char *
admin_title_of(const struct request *r, const json_t *list, const char *name)
{
	const json_t *one;
	const char *title;
	size_t i;

	json_array_foreach (admin_items(list), i, one) {
		if (strcmp(admin_str(one, "name"), name) != 0)
			continue;
		title = admin_both(r, one, "title");
		if (title[0] == '\0')
			title = admin_str(one, "title");
		return title[0] == '\0' ? NULL : title;
	}
	return NULL;
}

void
admin_title(struct request *r, const json_t *list, const char *name)
{
	const char *title = admin_title_of(r, list, name);
	struct buf word = { 0 };

	buf_puts(&word, title == NULL ? name : title);
	for (size_t i = 0; title == NULL && i < word.n; i++)
		if (word.p[i] == '-' || word.p[i] == '_')
			word.p[i] = ' ';
	if (title == NULL && word.n > 0 && word.p[0] >= 'a' && word.p[0] <= 'z')
		word.p[0] = (uint8_t)(word.p[0] - 'a' + 'A');
	admin_text(r, buf_str(&word));
	buf_release(&word);
}

void
admin_reasons(struct request *r, unsigned use)
{
	admin_select(r, "reason", admin_say(r, "Alasan", "Reason"));
	admin_option(r, "", admin_say(r, "Pilih alasan", "Choose a reason"), 1);
	for (size_t i = 0; i < reason_count; i++)
		if (reason_list[i].uses & use)
			admin_option(r, reason_list[i].code,
			    r->english ? reason_list[i].en : reason_list[i].id,
			    0);
	admin_select_end(r);
}
