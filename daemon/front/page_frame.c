/*
 * What all public pages have in common: head, host, verdict, checks, foot.
 * Shape, word and colour together, never colour alone.  It shows the
 * configured host, never the one of the request.
 */

#include <string.h>

#include "front.h"
#include "page_int.h"
#include "request.h"
#include "text.h"

static const char *const looks[PAGE_LOOK_N] = {
	[PAGE_OFF] = "off",
	[PAGE_OK] = "ok",
	[PAGE_WARN] = "warn",
	[PAGE_DOWN] = "down",
	[PAGE_FORGED] = "forged",
};

static const char *const icons[PAGE_LOOK_N] = {
	[PAGE_OFF] = "<circle cx=\"28\" cy=\"28\" r=\"24.5\" fill=\"none\" "
		     "stroke=\"currentColor\" stroke-width=\"4\" "
		     "stroke-dasharray=\"7 5\"/><path d=\"M21.5 22c.6-4 3.3-6 "
		     "6.7-6 4 0 6.8 2.4 6.8 6 0 5-6.5 5.4-6.5 10.5\" "
		     "fill=\"none\" stroke=\"currentColor\" "
		     "stroke-width=\"4.5\" stroke-linecap=\"round\"/>"
		     "<circle cx=\"28.4\" cy=\"40\" r=\"2.9\" "
		     "fill=\"currentColor\"/>",
	[PAGE_OK] = "<circle cx=\"28\" cy=\"28\" r=\"26\" "
		    "fill=\"currentColor\"/><path d=\"m17 29 8 8 15-17\" "
		    "stroke-width=\"5\" stroke-linecap=\"round\" "
		    "stroke-linejoin=\"round\" class=\"k k0\"/>",
	[PAGE_WARN] = "<path d=\"M28 4 54 50H2z\" fill=\"currentColor\" "
		      "stroke=\"currentColor\" stroke-width=\"3\" "
		      "stroke-linejoin=\"round\"/><path d=\"M28 20v15\" "
		      "stroke-width=\"5\" stroke-linecap=\"round\" "
		      "class=\"k k0\"/><circle cx=\"28\" cy=\"43\" r=\"3\" "
		      "class=\"k\"/>",
	[PAGE_DOWN] = "<path d=\"M18 3h20l15 15v20L38 53H18L3 38V18z\" "
		      "fill=\"currentColor\"/><path d=\"M16 28h24\" "
		      "stroke-width=\"6\" stroke-linecap=\"round\" "
		      "class=\"k k0\"/>",
	[PAGE_FORGED] = "<path d=\"M18 3h20l15 15v20L38 53H18L3 38V18z\" "
			"fill=\"currentColor\"/><path d=\"m19 19 18 18m0-18L19 "
			"37\" stroke-width=\"6\" stroke-linecap=\"round\" "
			"class=\"k k0\"/>",
};

static const char *const glyphs[PAGE_LOOK_N] = {
	[PAGE_OFF] = "<circle cx=\"6\" cy=\"6\" r=\"4.1\" fill=\"none\" "
		     "stroke=\"currentColor\" stroke-width=\"1.8\"/>",
	[PAGE_OK] = "<path d=\"M4.4 10.6.6 6.8l1.5-1.5 2.3 2.3L10 2l1.5 "
		    "1.5z\"/>",
	[PAGE_WARN] = "<path d=\"M6 .8 11.6 11H.4z\"/>",
	[PAGE_DOWN] = "<path d=\"M3.6.5h4.8l3.1 3.1v4.8l-3.1 "
		      "3.1H3.6L.5 8.4V3.6z\"/>",
	[PAGE_FORGED] = "<path d=\"M2.2.8 6 4.6 9.8.8l1.4 1.4L7.4 6l3.8 "
			"3.8-1.4 1.4L6 7.4l-3.8 3.8L.8 9.8 4.6 6 .8 2.2z\"/>",
};

void
page_begin(struct request *r, const char *title, const char *link)
{
	struct buf *b = &r->reply.body;
	const struct conf *c = &r->front->conf;

	r->reply.kind = HTTP_PAGE;
	r->reply.type = "text/html; charset=utf-8";
	http_reply_header(
	    &r->reply, "Content-Language", r->english ? "en" : "id");
	buf_printf(b,
	    "<!doctype html>\n<html lang=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
	    r->english ? "en" : "id");
	text_html(b, title);
	buf_puts(
	    b, r->english ? " · LTSA document check" : " · Cek dokumen LTSA");
	buf_puts(b,
	    "</title>\n<link rel=\"icon\" href=\"/assets/icon.svg\" "
	    "type=\"image/svg+xml\">\n<link rel=\"stylesheet\" "
	    "href=\"/assets/cetak.css\">\n<script src=\"/assets/verify.js\" "
	    "defer></script>\n</head>\n<body>\n<a class=\"skip\" "
	    "href=\"#isi\">");
	buf_puts(b, r->english ? "Skip to content" : "Lompat ke isi");
	buf_puts(b,
	    "</a>\n<div class=\"public\">\n<header class=\"host\"><svg "
	    "viewBox=\"0 0 28 28\" aria-hidden=\"true\" fill=\"none\" "
	    "stroke=\"currentColor\" stroke-width=\"2\"><rect x=\"2\" y=\"2\" "
	    "width=\"24\" height=\"24\" rx=\"6\"/><path d=\"M7 7h5v5H7zM16 "
	    "7h5v5h-5zM7 16h5v5H7z\" fill=\"currentColor\" stroke=\"none\"/>"
	    "<path d=\"m15.5 18.6 2.3 2.4 4.2-4.6\" stroke-linecap=\"round\" "
	    "stroke-linejoin=\"round\"/></svg><span><strong>");
	text_html(b, c->host);
	buf_puts(b,
	    "</strong></span><span class=\"right\"><a id=\"lang\" "
	    "href=\"");
	text_html(b, link);
	buf_puts(b,
	    r->english
		? "?lang=id\" hreflang=\"id\" lang=\"id\">Bahasa Indonesia"
		: "?lang=en\" hreflang=\"en\" lang=\"en\">English");
	buf_puts(b, "</a></span></header>\n");
}

void
page_acts(struct buf *b, const struct conf *c, int english)
{
	buf_puts(b, "<div class=\"acts\">");
	if (c->telephone[0] != '\0') {
		buf_puts(b, "<a class=\"btn\" href=\"tel:");
		for (const char *s = c->telephone; *s != '\0'; s++)
			if (strchr("+0123456789", *s) != NULL)
				buf_putc(b, *s);
		buf_puts(b,
		    english ? "\">Call the issuing office</a>"
			    : "\">Telepon kantor penerbit</a>");
	}
	buf_puts(b, "<a class=\"btn\" href=\"/");
	buf_puts(b,
	    english ? "?lang=en\">Check another sheet</a></div>\n"
		    : "\">Periksa lembar lain</a></div>\n");
}

void
page_finish(struct request *r)
{
	struct buf *b = &r->reply.body;

	buf_puts(b,
	    r->english
		? "</main>\n<footer><b>Make sure that the address in your "
		  "browser is exactly this:</b><span "
		  "class=\"addr\">https://<b>"
		: "</main>\n<footer><b>Pastikan alamat di peramban tepat "
		  "seperti ini:</b><span class=\"addr\">https://<b>");
	text_html(b, r->front->conf.host);
	buf_puts(b,
	    r->english
		? "</b>/…</span>Another address that looks like it, with a "
		  "word more or another ending, is not this service."
		: "</b>/…</span>Alamat lain yang mirip, misalnya dengan "
		  "tambahan kata atau akhiran lain, bukan layanan ini.");
	buf_puts(b, "</footer>\n</div>\n</body>\n</html>\n");
}

void
page_verdict_put(
    struct buf *b, enum page_look look, const char *title, const char *text)
{
	buf_printf(b,
	    "<div class=\"verdict %s\" role=\"status\"><svg viewBox=\"0 0 56 "
	    "56\" aria-hidden=\"true\">",
	    looks[look]);
	buf_puts(b, icons[look]);
	buf_puts(b, "</svg><h1>");
	text_html(b, title);
	buf_puts(b, "</h1><p>");
	text_html(b, text);
	buf_puts(b, "</p></div>\n");
}

void
page_check(struct buf *b, enum page_look look, const char *line)
{
	buf_printf(b,
	    "<li><svg class=\"gl %s\" viewBox=\"0 0 12 12\" "
	    "aria-hidden=\"true\">%s</svg><span><b>",
	    look == PAGE_FORGED ? "down" : looks[look], glyphs[look]);
	text_html(b, line);
	buf_puts(b, "</b><br><span class=\"sub\">");
}

void
page_checks(struct buf *b, int english)
{
	buf_printf(b, "<ul class=\"checks\" aria-label=\"%s\">",
	    english ? "What was checked" : "Yang diperiksa");
}
