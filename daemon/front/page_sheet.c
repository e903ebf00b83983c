/*
 * The page behind a QR, as plain HTML that says all it knows without a
 * script.  Its rules: no green while the seal is unchecked, only a valid seal
 * on an issued sheet is green, and a false seal takes status and data off the
 * page.  Of the holder it shows only what core has masked.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "civil.h"
#include "mem.h"

#include "front.h"
#include "page.h"
#include "page_int.h"
#include "request.h"
#include "text.h"

struct sheet {
	const json_t *json; /* NULL: core is away */
	const struct page_status *status;
	int english;
	int32_t zone;
	const struct conf *conf;
	char now[64]; /* "hari ini 10.42 WIB" without the words */
	char id[24];  /* in groups of four */
};

static const char *
member(const struct sheet *s, const char *key)
{
	const char *v = json_string_value(json_object_get(s->json, key));

	return v == NULL ? "" : v;
}

static void
put_civil(struct buf *b, const struct civil *c, int english)
{
	static const char *const months[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };

	if (english && c->month >= 1 && c->month <= 12)
		buf_printf(
		    b, "%d %s %d", c->day, months[c->month - 1], c->year);
	else
		civil_date_id(c, b);
}

/* RFC 3339 UTC as the office writes it; nothing when it is no time. */
static int
put_time(struct buf *b, const struct sheet *s, const char *rfc, int clock)
{
	struct civil c;
	char day[11];

	if (strlen(rfc) < 10)
		return -1;
	memcpy(day, rfc, 10);
	day[10] = '\0';
	if (civil_parse_date(day, &c) < 0)
		return -1;
	if (rfc[10] == 'T' &&
	    sscanf(rfc + 11, "%2d:%2d:%2d", &c.hour, &c.minute, &c.second) == 3)
		civil_from(civil_to(&c, 0), s->zone, &c);
	put_civil(b, &c, s->english);
	if (clock && rfc[10] == 'T')
		buf_printf(
		    b, ", %02d.%02d %s", c.hour, c.minute, s->conf->zone);
	return 0;
}

static void
status_check(struct buf *b, const struct sheet *s, int grey)
{
	const char *since = member(s, "changed");

	page_check(
	    b, grey ? PAGE_OFF : s->status->look, s->status->line[s->english]);
	if (*since != '\0' && put_time(b, s, since, 1) == 0)
		buf_puts(b, " · ");
	buf_puts(
	    b, s->english ? "status as of today " : "status per hari ini ");
	text_html(b, strstr(s->now, ", ") + 2);
	buf_puts(b, "</span></span></li></ul>\n");
}

static void
unchecked(struct buf *b, const struct sheet *s)
{
	int en = s->english;
	const char *line = s->status->line[en];
	int unknown = strcmp(s->status->name, "UNKNOWN") == 0;
	char text[256];

	if (unknown)
		page_verdict_put(b, PAGE_OFF, en ? "Unknown" : "Tidak dikenal",
		    en ? "There is no sheet with this ID at our office. It "
			 "may be mistyped, or not be ours."
		       : "Tidak ada lembar dengan ID ini di kantor kami. "
			 "Bisa salah ketik, bisa juga bukan terbitan kami.");
	else {
		(void)snprintf(text, sizeof(text),
		    en ? "Status of the sheet: %s. Scan the QR on the paper, "
			 "so that its seal is checked too."
		       : "Status lembar: %s. Pindai QR pada kertas agar "
			 "segelnya ikut diperiksa.",
		    line);
		page_verdict_put(b, PAGE_OFF,
		    en ? "Seal not checked" : "Segel belum diperiksa", text);
	}
	page_checks(b, en);
	page_check(
	    b, PAGE_OFF, en ? "Seal not checked" : "Segel belum diperiksa");
	buf_puts(b,
	    en ? "The address was opened without the whole code. "
		 "Scan the QR on the paper, so that its seal is "
		 "checked too."
	       : "Alamat dibuka tanpa kode lengkap. Pindai QR pada "
		 "kertas agar segelnya ikut diperiksa.");
	buf_puts(b, "</span></span></li>");
	status_check(b, s, 1);
}

static void
fact(struct buf *b, const char *name, const char *value)
{
	if (value[0] == '\0')
		return;
	buf_puts(b, "<dt>");
	buf_puts(b, name);
	buf_puts(b, "</dt><dd>");
	text_html(b, value);
	buf_puts(b, "</dd>");
}

static void
few_facts(struct buf *b, const struct sheet *s, const char *id_name)
{
	buf_printf(b, "<dt>%s</dt><dd><span class=\"mono\">%s</span></dd>",
	    id_name, s->id);
	fact(b, s->english ? "Checked" : "Diperiksa", s->now);
}

static void
holder(struct buf *b, const struct sheet *s)
{
	const json_t *h = json_object_get(s->json, "holder");
	const char *who = json_string_value(json_object_get(h, "initials"));
	const char *nik = json_string_value(json_object_get(h, "nik4"));

	if (who != NULL && *who != '\0') {
		buf_puts(b,
		    s->english ? "<dt>Holder</dt><dd>"
			       : "<dt>Pemegang</dt><dd>");
		text_html(b, who);
		buf_puts(b,
		    s->english
			? " <span class=\"sub\">name masked</span></dd>"
			: " <span class=\"sub\">nama disamarkan</span></dd>");
	}
	if (nik != NULL && *nik != '\0') {
		buf_puts(b,
		    "<dt>NIK</dt><dd><span aria-hidden=\"true\">•••• "
		    "•••• ••••</span><span class=\"vh\">");
		buf_puts(b, s->english ? "ends with" : "berakhir");
		buf_puts(b, "</span> ");
		text_html(b, nik);
		buf_puts(b, "</dd>");
	}
}

static void
facts(struct buf *b, const struct sheet *s)
{
	int en = s->english;
	json_int_t copy = json_integer_value(json_object_get(s->json, "copy"));
	const char *office = member(s, "authority"), *title;

	buf_puts(b, "<dl class=\"facts\" id=\"facts\">");
	title = json_string_value(json_object_get(
	    json_object_get(s->json, "title"), en ? "en" : "id"));
	if (strcmp(s->status->name, "UNKNOWN") == 0 || s->json == NULL) {
		few_facts(b, s, en ? "ID sought" : "ID dicari");
		buf_puts(b, "</dl>\n");
		return;
	}
	fact(b, en ? "Document" : "Dokumen", title == NULL ? "" : title);
	fact(b, en ? "Number" : "Nomor", member(s, "number"));
	fact(b, en ? "Issuer" : "Penerbit",
	    *office == '\0' ? s->conf->title : office);
	if (*member(s, "issued") != '\0') {
		buf_printf(b, "<dt>%s</dt><dd>", en ? "Date" : "Tanggal");
		(void)put_time(b, s, member(s, "issued"), 0);
		buf_puts(b, "</dd>");
	}
	holder(b, s);
	if (copy == 1)
		fact(b, en ? "Sheet" : "Lembar",
		    en ? "1 (original)" : "1 (asli)");
	else if (copy > 1)
		buf_printf(b,
		    en ? "<dt>Sheet</dt><dd>copy %d</dd>"
		       : "<dt>Lembar</dt><dd>salinan %d</dd>",
		    (int)copy);
	buf_printf(b,
	    "<dt>%s</dt><dd><span class=\"mono\">%s</span></dd></dl>\n",
	    en ? "Sheet ID" : "ID lembar", s->id);
}

/* What the script may put in the place of "not checked". */
static void
templates(struct buf *b, const struct sheet *s)
{
	const struct page_verdict *v;
	const char *office = member(s, "authority");
	int en = s->english;

	buf_puts(b, "<template data-verdict=\"VALID\">");
	page_verdict_put(
	    b, s->status->look, s->status->title[en], s->status->text[en]);
	page_checks(b, en);
	page_check(b, PAGE_OK, en ? "Genuine seal" : "Segel asli");
	buf_puts(b, en ? "Signed by " : "Ditandatangani ");
	text_html(b, *office == '\0' ? s->conf->title : office);
	buf_printf(b, ", <span class=\"day\"></span>. %s</span></span></li>",
	    en ? "Worked out on this phone." : "Dihitung di telepon ini.");
	status_check(b, s, 0);
	buf_puts(b, "</template>\n");
	for (size_t i = 0; (v = page_words_verdict(i)) != NULL; i++) {
		buf_printf(b, "<template data-verdict=\"%s\">", v->name);
		page_verdict_put(b, v->look, v->title[en], v->text[en]);
		page_checks(b, en);
		page_check(b, v->look, v->line[en]);
		buf_puts(b, v->how[en]);
		buf_puts(b, "</span></span></li>");
		if (v->keeps) {
			status_check(b, s, 1);
		} else {
			page_check(b, PAGE_OFF,
			    en ? "Status of the sheet not shown"
			       : "Status lembar tidak ditampilkan");
			buf_puts(b,
			    en ? "The ID on a false code can be copied from "
				 "another sheet."
			       : "ID pada kode palsu dapat disalin dari "
				 "lembar lain.");
			buf_puts(b, "</span></span></li></ul>\n");
		}
		buf_puts(b, "</template>\n");
	}
	buf_puts(b, "<template id=\"few\">");
	few_facts(b, s, en ? "ID in the address" : "ID pada alamat");
	buf_puts(b, "</template>\n");
}

static const char legal[2][512] = {
	"<p class=\"legal\"><b>Ini pemeriksaan keaslian lembar, bukan tanda "
	"tangan elektronik tersertifikasi.</b> Cocokkan juga nama dan foto "
	"pada kertas dengan orangnya.</p>\n<noscript><p class=\"legal\">"
	"JavaScript mati: hanya status lembar yang ditampilkan, segel belum "
	"diperiksa.</p></noscript>\n",
	"<p class=\"legal\"><b>This checks that a sheet is genuine; it is no "
	"certified electronic signature.</b> Compare the name and photo on "
	"the paper with the person too.</p>\n<noscript><p class=\"legal\">"
	"JavaScript is off: only the status of the sheet is shown, the seal "
	"is not checked.</p></noscript>\n",
};

/* Base64 of each PEM certificate, blank between; kept for a page that must
 * do without core. */
static const char *
certificates(struct front *front, const char *pem)
{
	static const char from[] = "-----BEGIN CERTIFICATE-----";
	struct buf b = { 0 };
	const char *s = strstr(pem, from);

	for (; s != NULL; s = strstr(s, from)) {
		if (b.n > 0)
			buf_putc(&b, ' ');
		for (s += sizeof(from) - 1; *s != '\0' && *s != '-'; s++)
			if (*s > ' ' && strchr("<>&\"'", *s) == NULL)
				buf_putc(&b, *s);
	}
	if (b.n > 0) {
		free(front->certificate);
		front->certificate = mem_strdup(buf_str(&b));
	}
	buf_release(&b);
	return front->certificate == NULL ? "" : front->certificate;
}

static void
prepare(struct request *r, const json_t *json, struct sheet *s)
{
	struct buf b = { 0 };
	struct civil now;
	size_t n = 0;

	*s = (struct sheet){
		.json = json, .english = r->english, .conf = &r->front->conf
	};
	s->zone = civil_zone(s->conf->zone);
	if (s->zone < 0)
		s->zone = 0;
	s->status = page_words_status(member(s, "status"));
	civil_from((int64_t)time(NULL), s->zone, &now);
	put_civil(&b, &now, s->english);
	buf_printf(&b, ", %02d.%02d %s", now.hour, now.minute, s->conf->zone);
	(void)mem_copy(s->now, sizeof(s->now), buf_str(&b));
	buf_release(&b);
	for (size_t i = 0; i < 16 && r->param[i] != '\0'; i++) {
		char c = r->param[i];

		if (i > 0 && i % 4 == 0)
			s->id[n++] = ' ';
		s->id[n++] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
	}
	s->id[n] = '\0';
}

void
page_sheet(struct request *r, int status, const json_t *json)
{
	struct buf *b = &r->reply.body;
	struct sheet s;
	char link[40] = "/", id[17] = "";
	json_int_t copy;

	if (json_object_get(json, "status") == NULL)
		json = NULL;
	prepare(r, json, &s);
	if (json == NULL && status == 404)
		s.status = page_words_status("UNKNOWN");
	for (size_t i = 0, n = 0; s.id[i] != '\0' && n < 16; i++)
		if (s.id[i] != ' ')
			id[n++] = s.id[i];
	memcpy(link + 1, id, sizeof(id));
	r->reply.status = status;
	copy = json_integer_value(json_object_get(json, "copy"));
	page_begin(r, r->english ? "Sheet" : "Lembar", link);
	buf_printf(b,
	    "<main id=\"isi\"><div id=\"sheet\" data-id=\"%s\" "
	    "data-copy=\"%.0d\" data-cert=\"",
	    id, (int)copy);
	text_html(b, certificates(r->front, member(&s, "certificate")));
	buf_puts(b, "\">\n<div id=\"answer\">\n");
	unchecked(b, &s);
	buf_puts(b, "</div>\n");
	facts(b, &s);
	templates(b, &s);
	buf_puts(b, "</div>\n");
	page_acts(b, s.conf, s.english);
	buf_puts(b, legal[s.english]);
	page_finish(r);
}
