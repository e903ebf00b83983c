/*
 * What more than one page of /admin shows: days in words, the cost of months,
 * a supply with its gauge, when a printer is serviced.  A member that core
 * does not give is a dash or is left out.
 */

#include <stdio.h>
#include <string.h>

#include "civil.h"
#include "mem.h"

#include "admin_show.h"
#include "chart.h"
#include "text.h"

#define DAYS_READY 14 /* before this one must lie ready */
#define DAYS_LATE 3

void
admin_show_day(struct request *r, const char *day, enum figure_day how)
{
	figure_day(&r->reply.body, day, how, r->english);
}

void
admin_show_day_of(struct request *r, const char *rfc, enum figure_day how)
{
	char day[11];

	figure_day_of(rfc, r->admin->zone, day);
	admin_show_day(r, day, how);
}

void
admin_show_media(struct request *r, const char *media)
{
	const char *size = strrchr(media, '_');
	size_t n = size == NULL ? 0 : strspn(size + 1, "0123456789.x");

	if (n == 0 || strcmp(size + 1 + n, "mm") != 0) {
		admin_text(r, media);
		return;
	}
	admin_html(r, "<span class=\"nw\">");
	for (size_t i = 1; i <= n; i++)
		if (size[i] == 'x')
			admin_html(r, " × ");
		else
			buf_putc(&r->reply.body,
			    size[i] == '.' && !r->english ? ',' : size[i]);
	admin_html(r, " mm</span>");
}

void
admin_show_unit(struct request *r, int64_t n, const char *word)
{
	figure_count(&r->reply.body, n, r->english);
	admin_html(r, "\u00a0");
	admin_html(r, word);
}

int64_t
admin_show_now(const struct admin_page *p)
{
	int64_t now = admin_seconds(admin_str(p->overview, "now"));

	return now > 0 ? now : p->now;
}

void
admin_show_month(const struct admin_page *p, int ago, char ret_month[8])
{
	struct civil c;
	char text[40];
	int n;

	civil_from(admin_show_now(p), p->zone, &c);
	n = c.year * 12 + c.month - 1 - ago;
	(void)snprintf(text, sizeof(text), "%04d-%02d", n / 12, n % 12 + 1);
	(void)mem_copy(ret_month, 8, text);
}

void
admin_show_today(const struct admin_page *p, char ret_day[11])
{
	struct civil c;
	char text[40];

	civil_from(admin_show_now(p), p->zone, &c);
	(void)snprintf(
	    text, sizeof(text), "%04d-%02d-%02d", c.year, c.month, c.day);
	(void)mem_copy(ret_day, 11, text);
}

void
admin_show_parts(const json_t *row, int64_t ret_parts[5])
{
	static const char *const names[] = { ADMIN_SHOW_BLOCKS };

	for (size_t i = 0; i < 5; i++)
		ret_parts[i] = admin_int(row, names[i], 0);
}

void
admin_show_months(
    struct request *r, const char *title, const json_t *rows, int height)
{
	static const char *const columns[] = { "Bulan", "Month" };
	int64_t parts[CHART_MONTHS][CHART_PARTS];
	const char *labels[CHART_MONTHS];
	char words[CHART_MONTHS][16];
	struct buf word = { 0 };
	struct chart_columns c = { .title = title,
		.first = columns[r->english != 0],
		.height = height,
		.labels = labels,
		.parts = (const int64_t(*)[CHART_PARTS])parts,
		.en = r->english };
	const json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		if (c.n == CHART_MONTHS)
			break;
		buf_clear(&word);
		figure_month(
		    &word, admin_str(row, "key"), FIGURE_SHORT, r->english);
		(void)mem_copy(words[c.n], sizeof(words[0]), buf_str(&word));
		labels[c.n] = words[c.n];
		admin_show_parts(row, parts[c.n++]);
	}
	buf_release(&word);
	chart_legend(&r->reply.body, chart_columns_parts(&c), r->english);
	chart_columns(&r->reply.body, "months", &c);
}

void
admin_show_scale(const struct request *r, const json_t *rows, struct buf *ret_b)
{
	int64_t max = 0, sum, parts[CHART_PARTS];
	const json_t *row;
	const char *word;
	size_t i;

	json_array_foreach (rows, i, row) {
		admin_show_parts(row, parts);
		sum = 0;
		for (size_t k = 0; k < CHART_PARTS; k++)
			sum = chart_sum(sum, parts[k]);
		max = sum > max ? sum : max;
	}
	(void)chart_unit(max, r->english, &word);
	buf_printf(ret_b, "%s%srupiah", word, word[0] == '\0' ? "" : " ");
}

static void
supply_rest(struct request *r, const json_t *s)
{
	int64_t pages = admin_int(s, "pages_left", -1);
	int64_t days = admin_int(s, "days_left", -1);
	const char *sep = "";

	admin_html(r, "<span class=\"sub\">");
	if (pages >= 0) {
		admin_html(r, "± ");
		admin_show_unit(r, pages, admin_say(r, "halaman", "pages"));
		sep = " · ";
	}
	if (days >= 0) {
		admin_html(r, sep);
		admin_days(r, days);
		sep = " · ";
	}
	if (sep[0] == '\0')
		admin_html(r,
		    admin_say(r, "sisa hari belum diketahui",
			"days left not known yet"));
	else if (strcmp(admin_str(s, "source"), "count") == 0) {
		admin_html(r, sep);
		admin_html(r,
		    admin_say(
			r, "menurut hitungan lembar", "by counting sheets"));
	}
	admin_html(r, "</span>");
}

/* Days say more than a level: a large bottle lasts at 10 %. */
static enum admin_look
in_use_look(int64_t level, int64_t days)
{
	if (level == 0 || (days >= 0 && days <= DAYS_LATE))
		return ADMIN_DOWN;
	if ((days >= 0 && days <= DAYS_READY) ||
	    (days < 0 && level >= 0 && level <= 15))
		return ADMIN_WARN;
	return ADMIN_PLAIN;
}

void
admin_show_supply(struct request *r, const json_t *s)
{
	struct buf *b = &r->reply.body;
	const char *title = admin_str(s, "title");
	const char *state = admin_str(s, "state"), *when;
	int64_t level = admin_int(s, "level", -1);
	int64_t pages = admin_int(s, "pages", -1);
	int64_t days = admin_int(s, "days_left", -1), tick = -1;
	enum admin_look look = admin_level(state);

	if (level > 0 && days > 0)
		tick = level * 10 * DAYS_READY / days;
	if (title[0] == '\0')
		title = admin_str(s, "name");
	if (strcmp(state, "in-use") == 0)
		look = in_use_look(level, days);
	if (look == ADMIN_OK || look == ADMIN_OFF)
		look = ADMIN_PLAIN;
	admin_html(r, "<li><span>");
	admin_text(r, title);
	when = admin_str(s, "installed");
	if (when[0] != '\0') {
		admin_html(r, " <span class=\"sub\">");
		admin_html(r, admin_say(r, "Dipasang ", "Installed "));
		admin_show_day_of(r, when, FIGURE_SHORT);
		if (pages > 0) {
			admin_html(r, " · ");
			admin_show_unit(r, pages,
			    admin_say(r, "halaman sejak itu", "pages since"));
		}
		admin_html(r, "</span>");
	}
	admin_html(r, "</span><b class=\"nw\">");
	if (level >= 0)
		figure_permille(b, level * 10, r->english);
	else
		admin_html(r, FIGURE_NONE);
	admin_html(r, "</b>");
	chart_bar(b,
	    &(struct chart_bar){ level < 0 ? 0 : level * 10,
		tick > 1000 ? -1 : tick, admin_look_class(look), "bar" });
	supply_rest(r, s);
	admin_html(r, "</li>\n");
}

void
admin_show_service(struct request *r, const json_t *service)
{
	const char *state = admin_str(service, "state");
	int64_t days = admin_int(service, "days", -1);
	enum admin_look look = admin_level(state);
	struct buf word = { 0 };

	if (strcmp(state, "in-service") == 0) {
		admin_html(
		    r, admin_say(r, "sedang diservis", "being serviced"));
		if (admin_str(service, "back")[0] != '\0') {
			admin_html(r,
			    admin_say(r, "<br><span class=\"sub\">kembali ",
				"<br><span class=\"sub\">back "));
			admin_show_day(
			    r, admin_str(service, "back"), FIGURE_SHORT);
			admin_html(r, "</span>");
		}
		return;
	}
	if (state[0] == '\0' || strcmp(state, "none") == 0) {
		admin_html(r, "<span class=\"sub\">");
		admin_html(r, admin_say(r, "belum dijadwalkan", "not planned"));
		admin_html(r, "</span>");
		return;
	}
	if (look == ADMIN_WARN || look == ADMIN_DOWN) {
		days = admin_int(service, "days", 0);
		buf_puts(
		    &word, days < 0 ? admin_say(r, "lewat ", "overdue ") : "");
		figure_count(&word, days < 0 ? -days : days, r->english);
		buf_puts(&word, admin_say(r, " hari", " days"));
		admin_state(r, look, buf_str(&word));
		buf_release(&word);
	} else {
		admin_days(r, days);
	}
	admin_html(r, "<br><span class=\"sub\">");
	admin_show_day(r, admin_str(service, "due"), FIGURE_YEAR);
	admin_html(r, "</span>");
}

void
admin_show_form(
    struct request *r, const char *title, const char *path, const char *note)
{
	admin_html(r, "<div class=\"act\"><h3>");
	admin_html(r, title);
	admin_html(r, "</h3>");
	if (note[0] != '\0') {
		admin_html(r, "<p class=\"sub\">");
		admin_html(r, note);
		admin_html(r, "</p>");
	}
	admin_form(r, path, "");
}
