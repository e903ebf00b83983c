/*
 * What can be done with a ticket, by its state: settle a doubt, check, hand
 * over, print anew, hold, release, cancel; and what waits for a second
 * person.  Only what core would allow is offered; core decides all the same.
 */

#include <stdio.h>
#include <string.h>

#include "reason.h"

#include "admin_ticket.h"
#include "text.h"

#define APPROVALS 2 /* the third answer of admin_view.c */

/* The form of an act of this job, with the revision that was seen. */
static void
begin(struct request *r, const json_t *j, const char *act)
{
	char path[64], rev[24];

	(void)snprintf(path, sizeof(path), "/admin/jobs/%lld/%s",
	    (long long)admin_int(j, "id", 0), act);
	(void)snprintf(
	    rev, sizeof(rev), "%lld", (long long)admin_int(j, "rev", 0));
	admin_form(r, path, "");
	admin_hidden(r, "rev", rev);
}

static void
choice(struct request *r, const char *name, const char *value, const char *word,
    const char *then)
{
	admin_htmlf(r,
	    "<label class=\"choice\"><input type=\"radio\" name=\"%s\" "
	    "value=\"%s\" required><span><b>%s</b><span class=\"soft\">%s"
	    "</span></span></label>",
	    name, value, word, then);
}

static void
choices(struct request *r, const char *legend)
{
	admin_htmlf(r, "<fieldset><legend class=\"vh\">%s</legend>", legend);
}

static void
serial(struct request *r, const json_t *j)
{
	if (admin_str(j, "serial")[0] != '\0')
		admin_field(r, "serial",
		    admin_say(r, "Nomor blangko, dibaca dari lembarnya",
			"Serial, read from the sheet"),
		    "text", "",
		    "autocomplete=\"off\" autocapitalize=\"characters\" "
		    "class=\"mono\"");
}

static void
note(struct request *r)
{
	admin_field(r, "note", admin_say(r, "Catatan", "Note"), "text", "",
	    "maxlength=\"200\" autocomplete=\"off\"");
}

static void
settle(struct request *r, const json_t *j)
{
	admin_panel(r, "decide", " doubt",
	    admin_say(r, "Putuskan lembar ini", "Settle this sheet"),
	    admin_say(r,
		"Pegang lembarnya dahulu. Baik berarti: cetakan utuh, kode "
		"terbaca, nomor cocok.",
		"Hold the sheet first. Good means: the print is whole, the "
		"code reads, the number agrees."));
	admin_html(r, "</header><div class=\"body\">");
	begin(r, j, "settle");
	choices(r, admin_say(r, "Hasil", "Outcome"));
	choice(r, "outcome", "came-out-well",
	    admin_say(r, "Keluar baik", "Came out well"),
	    admin_say(r,
		"Lembar diteruskan ke pemeriksaan mutu. Cukup satu orang.",
		"The sheet goes on to the check. One person is enough."));
	choice(r, "outcome", "came-out-spoiled",
	    admin_say(r, "Keluar, tetapi rusak", "Came out, but spoiled"),
	    admin_say(r,
		"Blangkonya dibatalkan dan masuk berita acara. Cetak ulang "
		"perlu orang kedua.",
		"Its blank is void and goes into the minutes. A reprint needs "
		"a second person."));
	choice(r, "outcome", "not-out",
	    admin_say(r, "Tidak ada lembar yang keluar", "No sheet came out"),
	    admin_say(r,
		"Blangko kembali ke stok. Pekerjaan ini selesai tanpa lembar.",
		"The blank returns to the stock. This job ends without a "
		"sheet."));
	admin_html(r, "</fieldset><div class=\"fields\">");
	serial(r, j);
	admin_reasons(r, REASON_SPOIL | REASON_RETURN);
	note(r);
	admin_html(r, "</div>");
	admin_form_end(
	    r, admin_say(r, "Catat keputusan", "Record the decision"), " pri");
	admin_html(r, "</div>");
	admin_panel_end(r);
}

static void
check(struct request *r, const json_t *j)
{
	admin_panel(r, "decide", "",
	    admin_say(r, "Periksa mutu", "Check the sheet"),
	    admin_say(r, "pindai kodenya; yang bukan milik lembar ini ditolak",
		"scan its code; what is not of this sheet is refused"));
	admin_html(r, "</header><div class=\"body\">");
	begin(r, j, "check");
	choices(r, admin_say(r, "Hasil", "Result"));
	choice(r, "result", "pass", admin_say(r, "Lulus", "Pass"),
	    admin_say(r, "Utuh, lurus, terbaca.", "Whole, straight, legible."));
	choice(r, "result", "fail",
	    admin_say(r, "Tidak lulus, rusak", "Fail, spoiled"),
	    admin_say(r, "Alasan wajib disebut.", "A reason is required."));
	admin_html(r, "</fieldset><div class=\"fields\">");
	admin_field(r, "qr", admin_say(r, "Isi QR (pindai)", "QR (scan)"),
	    "text", "", "autocomplete=\"off\"");
	admin_field(r, "mrz", admin_say(r, "MRZ (pindai)", "MRZ (scan)"),
	    "text", "", "autocomplete=\"off\"");
	serial(r, j);
	admin_reasons(r, REASON_SPOIL);
	note(r);
	admin_html(r, "</div>");
	admin_form_end(
	    r, admin_say(r, "Catat hasil", "Record the result"), " pri");
	admin_html(r, "</div>");
	admin_panel_end(r);
}

static void
hand_over(struct request *r, const json_t *j)
{
	static const char *const papers[] = { "KTP", "SIM", "paspor",
		"surat-kuasa" };

	admin_panel(r, "decide", "", admin_say(r, "Serahkan", "Hand over"),
	    admin_say(r, "kepada pemegang, atau wakil dengan surat kuasa",
		"to the holder, or a proxy with a letter"));
	admin_html(r, "</header><div class=\"body\">");
	begin(r, j, "hand-over");
	admin_html(r, "<div class=\"fields\">");
	admin_field(r, "to", admin_say(r, "Diterima oleh", "Received by"),
	    "text", "", "required maxlength=\"80\" autocomplete=\"off\"");
	admin_select(r, "paper", admin_say(r, "Bukti diri", "Proof"));
	for (size_t i = 0; i < sizeof(papers) / sizeof(*papers); i++)
		admin_option(r, papers[i], papers[i], i == 0);
	admin_option(r, "other", admin_say(r, "Lainnya", "Other"), 0);
	admin_select_end(r);
	admin_field(r, "paper_number",
	    admin_say(r, "Nomor bukti diri", "Number of the proof"), "text", "",
	    "required maxlength=\"40\" autocomplete=\"off\"");
	admin_html(r, "</div>");
	admin_form_end(r,
	    admin_say(r, "Catat penyerahan", "Record the hand-over"), " pri");
	admin_html(r, "</div>");
	admin_panel_end(r);
}

static void
reprint(struct request *r, const json_t *j, int primary)
{
	admin_panel(r, "anew", "", admin_say(r, "Cetak ulang", "Reprint"),
	    admin_say(r, "selalu lembar baru dengan segel baru",
		"always a new sheet with a new seal"));
	admin_html(r, "</header><div class=\"body\">");
	begin(r, j, "reprint");
	admin_html(r, "<div class=\"fields\">");
	admin_reasons(r, REASON_REPRINT);
	note(r);
	admin_html(r, "</div>");
	if (admin_str(j, "serial")[0] != '\0')
		admin_htmlf(r, "<p class=\"note\">%s</p>",
		    admin_say(r,
			"Pada blangko bernomor: Anda mengusulkan, orang kedua "
			"menyetujui.",
			"On a numbered blank: you propose, a second person "
			"approves."));
	admin_form_end(r,
	    admin_say(r, "Usulkan cetak ulang", "Propose a reprint"),
	    primary ? " pri" : "");
	admin_html(r, "</div>");
	admin_panel_end(r);
}

/* ---- the queue ---- */

static void
one_button(struct request *r, const json_t *j, const char *act,
    const char *word, const char *class)
{
	begin(r, j, act);
	admin_form_end(r, word, class);
}

/* Who looks, when it is a person; "": a counter's program. */
static const char *
person(const struct admin_page *p)
{
	return admin_str(p->me, "name");
}

static void
approve(struct request *r, const struct admin_page *p, const json_t *j)
{
	if (person(p)[0] != '\0' &&
	    strcmp(person(p), admin_str(j, "person")) != 0)
		one_button(r, j, "approve",
		    admin_say(r, "Setujui pekerjaan", "Approve the job"),
		    " pri");
	else
		admin_htmlf(r, "<p class=\"note\">%s</p>",
		    admin_say(r,
			"Harus disetujui petugas lain daripada yang "
			"mengajukan.",
			"Another person than who submitted must approve."));
}

static void
queue(struct request *r, const struct admin_page *p, const json_t *j)
{
	const char *state = admin_str(j, "state");
	int held = strcmp(state, "held") == 0;

	admin_panel(r, "queue", "", admin_say(r, "Antrean", "Queue"),
	    held ? admin_say(r, "ditahan sampai dilepas", "held until released")
		 : admin_say(
		       r, "belum menyentuh kertas", "has not touched paper"));
	admin_html(r, "</header><div class=\"body acts4\">");
	if (admin_true(j, "needs_approval"))
		approve(r, p, j);
	else if (held)
		one_button(r, j, "release",
		    admin_say(r, "Lepas ke antrean", "Release"), " pri");
	else if (strcmp(state, "queued") == 0)
		one_button(r, j, "hold", admin_say(r, "Tahan", "Hold"), "");
	one_button(r, j, "cancel",
	    admin_say(r, "Batalkan pekerjaan", "Cancel the job"), " danger");
	admin_html(r, "</div>");
	admin_panel_end(r);
}

/* ---- what waits for a second person ---- */

static void
sign(struct request *r, const json_t *a)
{
	const struct reason *why = reason_find(admin_str(a, "body.reason"));
	const char *said = admin_str(a, "body.note");

	admin_htmlf(r,
	    "<div class=\"sign\"><div><span class=\"hint\">1 · %s</span><br>",
	    admin_say(r, "Pengusul", "Proposed by"));
	admin_state(r, ADMIN_DONE, admin_str(a, "asked_by"));
	admin_html(r, "<br><span class=\"sub\">");
	admin_when(r, admin_str(a, "asked"), "s");
	if (why != NULL) {
		admin_html(r, " · ");
		admin_text(r, r->english ? why->en : why->id);
	}
	if (said[0] != '\0') {
		admin_html(r, " · “");
		admin_text(r, said);
		admin_html(r, "”");
	}
	admin_htmlf(r,
	    "</span></div><div class=\"wait\"><span class=\"hint\">2 · %s"
	    "</span><br>",
	    admin_say(r, "Penyetuju", "Approved by"));
	admin_state(r, ADMIN_DOUBT,
	    admin_say(r, "Menunggu orang kedua", "Waits for a second person"));
	admin_htmlf(r, "<br><span class=\"sub\">%s</span></div></div>",
	    admin_say(r, "penyelia atau pengelola lain, dengan akun sendiri",
		"another supervisor or administrator, with their own account"));
}

static void
decision(struct request *r, const json_t *a, const char *act, const char *word,
    const char *class)
{
	char path[64];

	(void)snprintf(path, sizeof(path), "/admin/approvals/%lld/%s",
	    (long long)admin_int(a, "id", 0), act);
	admin_form(r, path, "");
	admin_form_end(r, word, class);
}

static void
proposal(struct request *r, const struct admin_page *p, const json_t *a)
{
	const char *me = person(p);
	int mine = strcmp(me, admin_str(a, "asked_by")) == 0;
	int may = !mine && me[0] != '\0' &&
	    strcmp(admin_str(p->me, "role"), "operator") != 0;

	admin_panel(r, "second", " doubt",
	    admin_say(r, "Usulan cetak ulang", "A reprint is proposed"),
	    admin_say(r, "perlu dua orang", "takes two persons"));
	admin_html(r, "</header><div class=\"body\">");
	sign(r, a);
	if (!may)
		admin_htmlf(r, "<p class=\"note\">%s</p>",
		    mine ? admin_say(r,
			       "Anda pengusulnya, jadi Anda tidak dapat "
			       "menyetujui. Anda dapat menarik usulan.",
			       "You proposed it, so you cannot approve it. "
			       "You can withdraw it.")
			 : admin_say(r,
			       "Hanya penyelia atau pengelola yang dapat "
			       "memutuskan.",
			       "Only a supervisor or an administrator can "
			       "decide."));
	admin_html(r, "<div class=\"acts4\">");
	if (may)
		decision(r, a, "approve",
		    admin_say(r, "Setujui sebagai orang kedua",
			"Approve as the second person"),
		    " pri");
	if (may || mine)
		decision(r, a, "refuse",
		    mine ? admin_say(r, "Tarik usulan", "Withdraw")
			 : admin_say(r, "Tolak usulan", "Refuse"),
		    "");
	admin_html(r, "</div></div>");
	admin_panel_end(r);
}

static int
proposals(struct request *r, struct admin_page *p, const json_t *j)
{
	const json_t *a;
	size_t i;
	int n = 0;

	json_array_foreach (admin_items(p->answer[APPROVALS]), i, a) {
		if (admin_int(a, "job", 0) != admin_int(j, "id", -1) ||
		    strcmp(admin_str(a, "state"), "waiting") != 0 || n > 0)
			continue;
		proposal(r, p, a);
		n++;
	}
	return n;
}

static int
is(const json_t *j, const char *states)
{
	const char *at = strstr(states, admin_str(j, "state"));

	return at != NULL && admin_str(j, "state")[0] != '\0';
}

void
admin_ticket(struct request *r, struct admin_page *p, const json_t *j)
{
	int waits = proposals(r, p, j), may = person(p)[0] != '\0';

	/* what is done with paper takes a person */
	if (may && is(j, "doubt"))
		settle(r, j);
	if (may && is(j, "printed"))
		check(r, j);
	if (may && is(j, "ready"))
		hand_over(r, j);
	if (is(j, "received sealed queued held submitted"))
		queue(r, p, j);
	if (may && !waits && is(j, "ready issued spoiled voided"))
		reprint(r, j, !is(j, "ready"));
}
