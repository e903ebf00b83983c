/*
 * The first screen's figures, reports and the site's rating over the API.  A
 * report on paper is a job of template "laporan", whose body is made here of
 * the same tables.
 */

#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "civil.h"
#include "cost.h"
#include "fault.h"
#include "mem.h"
#include "money.h"
#include "site.h"

#include "api.h"
#include "api_cost.h"
#include "ask.h"
#include "body.h"
#include "core.h"
#include "costing.h"
#include "jout.h"
#include "overview.h"
#include "report.h"
#include "standing.h"
#include "tables.h"

int
api_overview(struct ask *a)
{
	struct fault f = { 0 };
	struct buf b = { 0 };

	if (overview_write(a->core, &b, &f) < 0)
		ask_fault(a, &f);
	else
		ask_reply(a, 200, NULL, &b);
	buf_release(&b);
	return 0;
}

int
api_report_get(struct ask *a)
{
	int of = report_of(ask_param(a, "name")), rc = 0;
	struct report_span s;
	struct fault f = { 0 };
	struct buf b = { 0 };

	if (of < 0)
		rc = fault_set(
		    &f, FAULT_NOT_FOUND, "", "Tidak ada", "Not found");
	if (rc < 0 ||
	    report_span(a->core, (enum report_of)of, ask_query(a, "period"), &s,
		&f) < 0 ||
	    report_write(a->core, &s, &b, &f) < 0)
		ask_fault(a, &f);
	else
		ask_reply(a, 200, NULL, &b);
	buf_release(&b);
	return 0;
}

/* ---- the site ---- */

static void
site_criteria(struct buf *b, const int64_t value[SITE_CRITERIA])
{
	jout_open(b, "criteria", '[');
	for (int i = 0; i < SITE_CRITERIA; i++) {
		enum site_criterion k = (enum site_criterion)i;
		const struct site_rule *r = &site_rules[k];

		jout_open(b, NULL, '{');
		jout_text(b, "name", r->name);
		tables_two(b, "title", r->id, r->en);
		if (value[k] == SITE_UNKNOWN)
			jout_null(b, "value");
		else
			jout_int(b, "value", value[k]);
		jout_text(b, "unit", r->unit);
		jout_text(b, "better", r->more ? "higher" : "lower");
		jout_int(b, "optimal", r->optimal);
		jout_int(b, "sedang", r->sedang);
		jout_text(
		    b, "rating", site_rating_name(site_rate(k, value[k])));
		jout_close(b, '}');
	}
	jout_close(b, ']');
	jout_open(b, "reasons", '[');
	for (int i = 0; i < SITE_CRITERIA; i++) {
		enum site_criterion k = (enum site_criterion)i;
		char id[SITE_REASON], en[SITE_REASON];

		site_reason(k, value[k], 0, id);
		site_reason(k, value[k], 1, en);
		if (*id)
			tables_two(b, NULL, id, en);
	}
	jout_close(b, ']');
}

/* One row, so that a province can put its sites in one table. */
static void
site_table(struct buf *b, const struct core *c, const char *month,
    const int64_t value[SITE_CRITERIA])
{
	struct tables_column columns[SITE_CRITERIA + 6] = {
		{ "site", "Lokasi", "Site", "text" },
		{ "month", "Bulan", "Month", "text" },
		{ "rating", "Peringkat", "Rating", "text" },
	};
	struct tables_head h = { "site", month, "Kesiapan lokasi",
		"Readiness of the site" };
	struct buf why = { 0 };
	size_t n = 3;

	for (int k = 0; k < SITE_CRITERIA; k++) {
		const struct site_rule *r = &site_rules[k];
		char text[SITE_REASON];

		columns[n++] =
		    (struct tables_column){ r->name, r->id, r->en, r->unit };
		site_reason((enum site_criterion)k, value[k], 0, text);
		if (*text)
			buf_printf(&why, "%s%s", why.n ? "; " : "", text);
	}
	columns[n] =
	    (struct tables_column){ "reasons", "Sebab", "Reasons", "text" };
	tables_begin(b, c, &h);
	tables_open(b, "site", "Kesiapan lokasi", "Readiness", columns);
	jout_open(b, NULL, '[');
	jout_text(b, NULL, c->conf.title);
	jout_text(b, NULL, month);
	jout_text(b, NULL, site_rating_title(site_overall(value), 0));
	for (int k = 0; k < SITE_CRITERIA; k++)
		tables_known(b, value[k]);
	jout_text(b, NULL, buf_str(&why));
	jout_close(b, ']');
	tables_close(b, 0);
	tables_end(b);
	buf_release(&why);
}

static void
site_json(struct buf *b, const char *month, const int64_t value[SITE_CRITERIA])
{
	enum site_rating r = site_overall(value);

	jout_open(b, NULL, '{');
	jout_text(b, "month", month);
	jout_text(b, "rating", site_rating_name(r));
	tables_two(
	    b, "title", site_rating_title(r, 0), site_rating_title(r, 1));
	site_criteria(b, value);
	jout_close(b, '}');
}

int
api_site(struct ask *a)
{
	const char *s = ask_query(a, "month");
	int month = costing_now(a->core), now = month, rc = 0;
	int64_t value[SITE_CRITERIA];
	struct fault f = { 0 };
	struct buf b = { 0 };
	char text[COST_MONTH];

	if (s && cost_month_parse(s, &month) < 0)
		rc = fault_set(&f, FAULT_FIELD, "/month", "Bulan harus TTTT-BB",
		    "A month must be YYYY-MM");
	else if (month > now)
		rc = fault_set(&f, FAULT_FIELD, "/month",
		    "Bulan ini belum dimulai", "This month has not begun");
	if (rc < 0 || standing_of(a->core, month, value, &f) < 0) {
		ask_fault(a, &f);
	} else {
		cost_month_text(month, text);
		if (api_as_file(a))
			site_table(&b, a->core, text, value);
		else
			site_json(&b, text, value);
		ask_reply(a, 200, NULL, &b);
	}
	buf_release(&b);
	return 0;
}

/* On paper, held until somebody looks at it unless the body says otherwise. */
int
api_report_create(struct ask *a)
{
	const char *name, *period, *printer;
	const json_t *hold;
	struct report_span s;
	struct fault f = { 0 };
	json_t *body;

	if (!api_key_ok(a))
		return 0;
	body_open(a, "name period printer hold");
	name = body_word(a, "name", "day|month|year", BODY_REQUIRED);
	period = body_text(a, "period", 10, BODY_OPTIONAL);
	printer = body_text(a, "printer", STORE_NAME - 1, BODY_OPTIONAL);
	hold = json_object_get(a->body, "hold");
	if (hold && !json_is_boolean(hold))
		faults_add(&a->core->faults, FAULT_FIELD, "/hold",
		    "Harus true atau false", "Must be true or false");
	if (body_wrong(a))
		return 0;
	if (report_span(a->core, (enum report_of)report_of(name),
		*period ? period : NULL, &s, &f) < 0 ||
	    !(body = report_paper(a->core, &s, a->person, &f))) {
		ask_fault(a, &f);
		return 0;
	}
	if (*printer)
		json_object_set_new(body, "printer", json_string(printer));
	json_object_set_new(body, "hold", json_boolean(!json_is_false(hold)));
	/* the request owns it: what is kept of it is borrowed */
	json_object_set_new(a->root, "report", body);
	a->body = body;
	return api_job_create(a);
}
