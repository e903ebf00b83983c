/*
 * The landing page with the field to type an id, and faults as pages.
 */

#include "fault.h"

#include "front.h"
#include "page.h"
#include "page_int.h"
#include "request.h"
#include "text.h"

void
page_home(struct request *r, int status, int wrong)
{
	struct buf *b = &r->reply.body;
	int en = r->english;

	r->reply.status = status;
	page_begin(r, en ? "Check a document" : "Periksa dokumen", "/");
	buf_puts(b,
	    "<main id=\"isi\"><form class=\"ask\" action=\"/periksa\" "
	    "method=\"get\"><h1>");
	buf_puts(b, en ? "Check a document" : "Periksa dokumen");
	buf_puts(b, "</h1><p>");
	buf_puts(b,
	    en ? "Here anybody can see whether a sheet was really issued by "
	       : "Di sini siapa pun dapat melihat apakah selembar dokumen "
		 "benar diterbitkan ");
	text_html(b, r->front->conf.title);
	buf_puts(b,
	    en ? ". Scan the QR on the paper with the camera of your phone, "
		 "or type the ID printed below it.</p>"
	       : ". Pindai QR pada kertas dengan kamera telepon, atau "
		 "ketik ID yang tercetak di bawahnya.</p>");
	buf_puts(b,
	    en ? "<label for=\"id\">Sheet ID, 16 characters</label>"
	       : "<label for=\"id\">ID lembar, 16 huruf dan angka"
		 "</label>");
	buf_printf(b,
	    "<input id=\"id\" name=\"id\" required maxlength=\"24\" "
	    "autocomplete=\"off\" autocapitalize=\"characters\" "
	    "spellcheck=\"false\"%s>",
	    wrong ? " aria-invalid=\"true\" aria-describedby=\"wrong\"" : "");
	if (wrong)
		buf_puts(b,
		    en ? "<p class=\"wrong\" id=\"wrong\">That is no "
			 "ID of ours: 16 letters and digits, without "
			 "U.</p>"
		       : "<p class=\"wrong\" id=\"wrong\">Itu bukan "
			 "ID kami: 16 huruf dan angka, tanpa huruf "
			 "U.</p>");
	if (en)
		buf_puts(
		    b, "<input type=\"hidden\" name=\"lang\" value=\"en\">");
	buf_printf(b, "<button class=\"btn pri\">%s</button></form>\n",
	    en ? "Check" : "Periksa");
	page_finish(r);
}

void
page_fault(struct request *r, const struct fault *f)
{
	struct buf *b = &r->reply.body;
	const char *title = fault_title(f->code, r->english);

	r->reply.status = fault_status(f->code);
	page_begin(r, title, "/");
	buf_puts(b, "<main id=\"isi\">");
	page_verdict_put(b, PAGE_OFF, title, r->english ? f->en : f->id);
	buf_printf(b,
	    "<div class=\"acts\"><a class=\"btn\" href=\"/%s</a></div>\n",
	    r->english ? "?lang=en\">To the front page"
		       : "\">Ke halaman depan");
	page_finish(r);
}
